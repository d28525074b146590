//! The saved state: pins with their notes, recent queries and the last record. It is changed by single changes, so that
//! several sessions of one user can each make theirs.

use serde::{Deserialize, Serialize};

use super::undo::{Made, Opposite};
use crate::atlas::{RecordId, Text};

/// Most queries saved; bounds the list of recent queries and the file.
const MOST_QUERIES: usize = 50;

/// Why a search finds no pins in restricted mode.
pub const NO_PINS: &str = "restricted mode keeps no pins";

/// The state that outlives a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedState {
    /// The pins, in the user's order.
    #[serde(default)]
    pub pins: Vec<Pin>,
    /// The recent queries, the newest last.
    #[serde(default)]
    pub queries: Vec<Text>,
    /// The id of the record that was selected last.
    #[serde(default, rename = "place")] // the name that it has in files since the first version
    pub last_record: Option<Text>,
    /// Whether a key was pressed in any session. Until then the footer explains the first keys and the signs.
    #[serde(default)]
    pub started: bool,
}

/// A pinned record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The id of the record, as text, because newer data may have kinds that this program does not know.
    pub id: Text,
    /// The title of the record, for data that no longer has it.
    pub title: Text,
    /// The user's note, in one line.
    #[serde(default)]
    pub note: Option<Text>,
}

impl Pin {
    /// The parsed id; `None` if its kind is unknown to this program.
    pub fn record(&self) -> Option<RecordId> {
        RecordId::try_from(self.id.as_str()).ok()
    }
}

/// A change of the saved state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Pins records, below all others. A record that is pinned already stays where it is.
    Pin(Vec<Pin>),
    /// Unpins the record with this id.
    Unpin(Text),
    /// Moves a pin up or down by one.
    Move {
        /// The id of its record.
        id: Text,
        /// Down instead of up.
        down: bool,
    },
    /// Gives the pin of a record this note or none. Pins the record if it is not pinned.
    Note(Pin),
    /// Undoes an earlier change.
    Undo(Vec<Opposite>),
    /// Adds a recent query.
    Query(Text),
    /// Sets the id of the record that was selected last.
    LastRecord(Text),
    /// Notes that a key was pressed.
    Started,
}

impl SavedState {
    /// Makes a change. Does nothing if its pin is gone meanwhile.
    pub fn make(&mut self, change: &Change) -> Made {
        let mut made = Made::default();
        match change {
            Change::Pin(pins) => {
                for pin in pins {
                    if self.add(pin) {
                        made.opposites.push(Opposite::Unpin(pin.clone()));
                    }
                }
            }
            Change::Unpin(id) => made.opposites.extend(self.remove(id)),
            Change::Move { id, down } => made.opposites.extend(self.step(id, *down)),
            Change::Note(pin) => made.opposites.extend(self.annotate(pin)),
            // The last pin that was added is removed first.
            Change::Undo(opposites) => {
                made.refused = opposites.iter().rev().filter(|opposite| !self.undo(opposite)).count();
            }
            Change::Query(query) => {
                self.queries.retain(|other| other != query);
                self.queries.push(query.clone());
                let surplus = self.queries.len().saturating_sub(MOST_QUERIES);
                self.queries.drain(..surplus);
            }
            Change::LastRecord(id) => self.last_record = Some(id.clone()),
            Change::Started => self.started = true,
        }
        made
    }

    pub(super) fn position(&self, id: &Text) -> Option<usize> {
        self.pins.iter().position(|pin| pin.id == *id)
    }

    /// Adds a pin below all others, unless its record is pinned. Returns whether it was added.
    fn add(&mut self, pin: &Pin) -> bool {
        let is_new = self.position(&pin.id).is_none();
        if is_new {
            self.pins.push(pin.clone());
        }
        is_new
    }

    fn remove(&mut self, id: &Text) -> Option<Opposite> {
        let above = self.position(id)?;
        let after = above.checked_sub(1).map(|at| self.pins[at].id.clone());
        Some(Opposite::Pin { pin: self.pins.remove(above), above, after })
    }

    fn step(&mut self, id: &Text, down: bool) -> Option<Opposite> {
        let from = self.position(id)?;
        let to = if down { from + 1 } else { from.wrapping_sub(1) };
        let past = self.pins.get(to)?.id.clone();
        self.pins.swap(from, to);
        Some(Opposite::Move { id: id.clone(), past, moved_down: down })
    }

    fn annotate(&mut self, pin: &Pin) -> Option<Opposite> {
        let Some(at) = self.position(&pin.id) else {
            self.pins.push(pin.clone());
            return Some(Opposite::Unpin(pin.clone()));
        };
        let before = std::mem::replace(&mut self.pins[at].note, pin.note.clone());
        let has_changed = before != pin.note;
        has_changed.then(|| Opposite::Note { id: pin.id.clone(), now: pin.note.clone(), before })
    }

    /// Whether no earlier session has left anything.
    pub fn is_new(&self) -> bool {
        *self == Self::default()
    }

    /// The length of its texts, in bytes.
    pub(super) fn length(&self) -> usize {
        let of_pin = |pin: &Pin| {
            pin.id.as_str().len() + pin.title.as_str().len() + pin.note.as_ref().map_or(0, |note| note.as_str().len())
        };
        let queries = self.queries.iter().map(|query| query.as_str().len());
        self.pins.iter().map(of_pin).chain(queries).fold(0, usize::saturating_add)
    }

    /// The pin of the record with this id.
    pub fn pin(&self, id: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.id.as_str() == id)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn text(text: &str) -> Text {
        Text::try_from(text.to_owned()).unwrap()
    }

    pub fn a_pin(id: &str) -> Pin {
        Pin { id: text(id), title: text("title"), note: None }
    }

    pub fn pin(id: &str) -> Change {
        Change::Pin(vec![a_pin(id)])
    }

    fn ids(saved: &SavedState) -> Vec<&str> {
        saved.pins.iter().map(|pin| pin.id.as_str()).collect()
    }

    #[test]
    fn a_file_of_the_first_version_is_read() {
        let read: SavedState = ron::from_str("(pins: [], queries: [\"ngo\"], place: Some(\"member/iom\"))").unwrap();
        assert_eq!((read.queries, read.last_record), (vec![text("ngo")], Some(text("member/iom"))));
    }

    #[test]
    fn pins_keep_their_order_and_move_by_one() {
        let mut saved = SavedState::default();
        for id in ["a", "b", "c", "a"] {
            saved.make(&pin(id));
        }
        assert_eq!(ids(&saved), ["a", "b", "c"]);
        saved.make(&Change::Move { id: text("a"), down: true });
        saved.make(&Change::Move { id: text("b"), down: false });
        saved.make(&Change::Move { id: text("c"), down: true });
        saved.make(&Change::Move { id: text("gone"), down: true });
        assert_eq!(ids(&saved), ["b", "a", "c"]);
        saved.make(&Change::Unpin(text("a")));
        assert_eq!(ids(&saved), ["b", "c"]);
    }

    #[test]
    fn a_written_state_is_read_back() {
        let mut saved = SavedState::default();
        saved.make(&pin("gap/prosecution/1"));
        saved.make(&Change::Note(Pin { note: Some(text("“ask” \\ Geneva")), ..a_pin("gap/prosecution/1") }));
        saved.make(&Change::Query(text("impun")));
        saved.make(&Change::LastRecord(text("member/unodc")));
        let written = ron::ser::to_string_pretty(&saved, ron::ser::PrettyConfig::default()).unwrap();
        assert_eq!(ron::from_str::<SavedState>(&written).unwrap(), saved);
    }

    #[test]
    fn a_query_is_remembered_once_and_the_oldest_make_room() {
        let mut saved = SavedState::default();
        for number in 0..60 {
            saved.make(&Change::Query(text(&format!("query {number}"))));
        }
        saved.make(&Change::Query(text("query 20")));
        assert_eq!(saved.queries.len(), MOST_QUERIES);
        assert_eq!(saved.queries.last().unwrap().as_str(), "query 20");
        assert_eq!(saved.queries[0].as_str(), "query 10");
    }

    #[test]
    fn the_length_is_that_of_all_pins_and_queries() {
        let mut saved = SavedState::default();
        assert_eq!(saved.length(), 0);
        saved.make(&pin("a/1"));
        assert_eq!(saved.length(), 3 + 5);
        saved.make(&Change::Note(Pin { note: Some(text("ask")), ..a_pin("a/1") }));
        saved.make(&Change::Query(text("impun")));
        assert_eq!(saved.length(), 3 + 5 + 3 + 5);
    }
}
