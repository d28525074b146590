//! What undoes a change of the pins: the opposite change, made to what the file holds by then.

use super::saved::{Pin, SavedState};
use crate::atlas::Text;

/// The opposite of a change of one pin. It is made only while the pin is as that change left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opposite {
    /// Removes this pin.
    Unpin(Pin),
    /// Puts a pin back.
    Pin {
        /// The pin.
        pin: Pin,
        /// The number of pins that stood above it.
        above: usize,
        /// The id of the pin directly above it, if there was one.
        after: Option<Text>,
    },
    /// Moves a pin back.
    Move {
        /// The id of its record.
        id: Text,
        /// The id of the pin that it changed places with.
        past: Text,
        /// Whether it was moved down.
        moved_down: bool,
    },
    /// Gives a pin the note that it had.
    Note {
        /// The id of its record.
        id: Text,
        /// The note that the change left.
        now: Option<Text>,
        /// The note before.
        before: Option<Text>,
    },
}

impl Opposite {
    /// The id of the pin that it puts back.
    pub const fn returned(&self) -> Option<&Text> {
        match self {
            Self::Pin { pin, .. } => Some(&pin.id),
            Self::Unpin(_) | Self::Move { .. } | Self::Note { .. } => None,
        }
    }
}

/// What came of a change of the pins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// What undoes it; empty if it changed no pin.
    pub opposites: Vec<Opposite>,
    /// Number of opposites that were not made, because another session has changed their pins since.
    pub refused: usize,
}

impl SavedState {
    /// Makes an opposite. Returns whether the pin was as the change had left it.
    pub(super) fn undo(&mut self, opposite: &Opposite) -> bool {
        match opposite {
            Opposite::Unpin(pin) => {
                let at = self.pins.iter().position(|other| (&other.id, &other.note) == (&pin.id, &pin.note));
                at.map(|at| self.pins.remove(at)).is_some()
            }
            Opposite::Pin { pin, above, after } => {
                let is_absent = self.position(&pin.id).is_none();
                if is_absent {
                    let below = after.as_ref().and_then(|after| self.position(after)).map(|at| at + 1);
                    self.pins.insert(below.unwrap_or(*above).min(self.pins.len()), pin.clone());
                }
                is_absent
            }
            Opposite::Move { id, past, moved_down } => {
                let (Some(at), Some(past)) = (self.position(id), self.position(past)) else { return false };
                let is_as_left = if *moved_down { at == past + 1 } else { at + 1 == past };
                if is_as_left {
                    self.pins.swap(at, past);
                }
                is_as_left
            }
            Opposite::Note { id, now, before } => {
                let Some(at) = self.position(id).filter(|at| self.pins[*at].note == *now) else { return false };
                self.pins[at].note.clone_from(before);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::saved::Change;
    use crate::storage::saved::tests::{a_pin, pin, text};

    /// Makes a change and undoes it; the pins must be as before.
    fn there_and_back(saved: &mut SavedState, change: &Change) {
        let before = saved.clone();
        let made = saved.make(change);
        assert_ne!(*saved, before, "{change:?} changes nothing");
        assert_eq!(saved.make(&Change::Undo(made.opposites)).refused, 0);
        assert_eq!(*saved, before, "{change:?}");
    }

    fn noted(id: &str, note: &str) -> Change {
        Change::Note(Pin { note: Some(text(note)), ..a_pin(id) })
    }

    #[test]
    fn every_change_of_the_pins_is_undone_by_its_opposite() {
        let mut saved = SavedState::default();
        saved.make(&Change::Pin(["a", "b", "c"].map(a_pin).to_vec()));
        saved.make(&noted("b", "ask"));
        let moved = |id: &str, down| Change::Move { id: text(id), down };
        for change in [
            Change::Pin(["b", "d", "e"].map(a_pin).to_vec()),
            Change::Unpin(text("a")),
            Change::Unpin(text("b")),
            Change::Unpin(text("c")),
            moved("a", true),
            moved("c", false),
            noted("a", "first"),
            noted("b", "other"),
            Change::Note(a_pin("b")),
            noted("new", "pinned by its note"),
        ] {
            there_and_back(&mut saved, &change);
        }
        for change in [Change::Unpin(text("z")), moved("a", false), moved("c", true), Change::Pin(vec![a_pin("a")])] {
            assert_eq!(saved.make(&change), Made::default(), "{change:?} leaves nothing to undo");
        }
    }

    #[test]
    fn what_another_session_has_changed_since_is_not_undone() {
        let mut saved = SavedState::default();
        saved.make(&Change::Pin(["a", "b", "c"].map(a_pin).to_vec()));
        let (a, b) = (text("a"), text("b"));
        let down = Change::Move { id: b.clone(), down: true };
        for (change, meanwhile) in [
            (pin("d"), noted("d", "theirs")),
            (pin("e"), Change::Unpin(text("e"))),
            (Change::Unpin(a), pin("a")),
            (down.clone(), down),
            (noted("b", "ours"), noted("b", "theirs")),
            (noted("b", "ours"), Change::Unpin(b)),
        ] {
            let made = saved.make(&change);
            saved.make(&meanwhile);
            let now = saved.clone();
            assert_eq!(saved.make(&Change::Undo(made.opposites)).refused, 1, "{change:?}");
            assert_eq!(saved, now, "{change:?}");
        }
    }

    #[test]
    fn a_pin_returns_to_its_place_below_its_neighbour() {
        let mut saved = SavedState::default();
        saved.make(&Change::Pin(["a", "b", "c"].map(a_pin).to_vec()));
        let made = saved.make(&Change::Unpin(text("b")));
        saved.make(&Change::Pin(vec![a_pin("d")]));
        saved.make(&Change::Move { id: text("a"), down: true });
        saved.make(&Change::Undo(made.opposites));
        let ids: Vec<_> = saved.pins.iter().map(|pin| pin.id.as_str()).collect();
        assert_eq!(ids, ["c", "a", "b", "d"]);
    }
}
