//! The history of visits, as in a browser.

/// Visits that a jump left, and visits that going back left; the newest is the last of each.
#[derive(Debug, Clone)]
pub(super) struct History<V> {
    back: Vec<V>,
    forward: Vec<V>,
}

/// Most visits remembered; bounds the memory of a session that runs for weeks.
const LONGEST: usize = 200;

impl<V> Default for History<V> {
    fn default() -> Self {
        Self { back: Vec::new(), forward: Vec::new() }
    }
}

impl<V> History<V> {
    /// Adds the visit that a jump leaves.
    pub(super) fn leave(&mut self, from: V) {
        self.forward.clear();
        if self.back.len() == LONGEST {
            self.back.remove(0);
        }
        self.back.push(from);
    }

    /// The visit before `here`, if there is one. `here` is `None` in an empty pane.
    pub(super) fn back(&mut self, here: Option<V>) -> Option<V> {
        let visit = self.back.pop()?;
        self.forward.extend(here);
        Some(visit)
    }

    /// The visit that [`History::back`] left for `here`, if there is one.
    pub(super) fn forward(&mut self, here: Option<V>) -> Option<V> {
        let visit = self.forward.pop()?;
        self.back.extend(here);
        Some(visit)
    }

    /// The visits to go back to, the newest first.
    pub(super) fn trail(&self) -> impl Iterator<Item = &V> {
        self.back.iter().rev()
    }

    /// The visits to go forward to, the next one first.
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
    fn a_new_jump_clears_the_forward_history() {
        let mut history = History::default();
        history.leave('a');
        assert_eq!(history.back(Some('b')), Some('a'));
        history.leave('a');
        assert_eq!(history.forward(Some('z')), None);
    }
}
