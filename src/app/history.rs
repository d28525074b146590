//! Where somebody has been, as in a browser.

/// Places left by a jump, and those left by going back.
#[derive(Debug, Clone)]
pub(super) struct History<V> {
    back: Vec<V>,
    forward: Vec<V>,
}

/// More places than this are not remembered.
const LONGEST: usize = 200;

impl<V> Default for History<V> {
    fn default() -> Self {
        Self { back: Vec::new(), forward: Vec::new() }
    }
}

impl<V> History<V> {
    /// Notes the place from which a jump leads away.
    pub(super) fn leave(&mut self, from: V) {
        self.forward.clear();
        if self.back.len() == LONGEST {
            self.back.remove(0);
        }
        self.back.push(from);
    }

    /// The place before `here`, if any. Where somebody is need not be a place.
    pub(super) fn back(&mut self, here: Option<V>) -> Option<V> {
        let visit = self.back.pop()?;
        self.forward.extend(here);
        Some(visit)
    }

    /// The place from which [`History::back`] led to `here`, if any.
    pub(super) fn forward(&mut self, here: Option<V>) -> Option<V> {
        let visit = self.forward.pop()?;
        self.back.extend(here);
        Some(visit)
    }

    /// The places to go back to, the last one first.
    pub(super) fn trail(&self) -> impl Iterator<Item = &V> {
        self.back.iter().rev()
    }

    /// The places to go forward to, the next one first.
    pub(super) fn ahead(&self) -> impl Iterator<Item = &V> {
        self.forward.iter().rev()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_walk_the_same_way() {
        let mut history = History::default();
        history.leave('a');
        history.leave('b');
        assert_eq!(history.back(Some('c')), Some('b'));
        assert_eq!(history.back(Some('b')), Some('a'));
        assert_eq!(history.back(Some('a')), None);
        assert_eq!(history.forward(Some('a')), Some('b'));
        assert_eq!(history.forward(Some('b')), Some('c'));
        assert_eq!(history.forward(Some('c')), None);
    }

    #[test]
    fn a_new_jump_forgets_the_way_forward() {
        let mut history = History::default();
        history.leave('a');
        assert_eq!(history.back(Some('b')), Some('a'));
        history.leave('a');
        assert_eq!(history.forward(Some('z')), None);
    }
}
