//! What outlives a session: pins with their notes, queries, the last place. Changed by single changes, so that several
//! sessions of one person can each make theirs.

use serde::{Deserialize, Serialize};

use crate::atlas::{RecordId, Text};

/// So many queries are remembered.
const MOST_QUERIES: usize = 50;

/// What outlives a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedState {
    /// The pins, in their order.
    #[serde(default)]
    pub pins: Vec<Pin>,
    /// What was looked for, the last query last.
    #[serde(default)]
    pub queries: Vec<Text>,
    /// The id of the record that was selected last.
    #[serde(default, rename = "place")] // the name that it has in files since the first version
    pub last_record: Option<Text>,
}

/// A record that somebody wants at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The record's id. Text and not an id, since newer data may know kinds that this program does not.
    pub id: Text,
    /// What the record is called, for the day on which it is gone.
    pub title: Text,
    /// What somebody noted on it, in one line.
    #[serde(default)]
    pub note: Option<Text>,
}

impl Pin {
    /// The id of the record, if it is of a kind that this program knows.
    pub fn record(&self) -> Option<RecordId> {
        RecordId::try_from(self.id.as_str()).ok()
    }
}

/// One change of what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A record is pinned, below all others. One that is pinned already stays where it is.
    Pin(Pin),
    /// The record with this id is not pinned any more.
    Unpin(Text),
    /// The pin of the record with this id goes a place up or down.
    Move {
        /// The id.
        id: Text,
        /// Whether it goes down.
        down: bool,
    },
    /// The pin of the record with this id has this note now.
    Note {
        /// The id.
        id: Text,
        /// The note.
        note: Option<Text>,
    },
    /// This was looked for.
    Query(Text),
    /// The record with this id was selected last.
    LastRecord(Text),
}

impl SavedState {
    /// Makes a change. What it is about may be gone meanwhile; then it does nothing.
    pub fn make(&mut self, change: &Change) {
        match change {
            Change::Pin(pin) if self.pin(pin.id.as_str()).is_none() => self.pins.push(pin.clone()),
            Change::Pin(_) => {}
            Change::Unpin(id) => self.pins.retain(|pin| pin.id != *id),
            Change::Move { id, down } => {
                let Some(from) = self.pins.iter().position(|pin| pin.id == *id) else { return };
                let to = if *down { from + 1 } else { from.wrapping_sub(1) };
                if to < self.pins.len() {
                    self.pins.swap(from, to);
                }
            }
            Change::Note { id, note } => {
                for pin in self.pins.iter_mut().filter(|pin| pin.id == *id) {
                    pin.note.clone_from(note);
                }
            }
            Change::Query(query) => {
                self.queries.retain(|other| other != query);
                self.queries.push(query.clone());
                let surplus = self.queries.len().saturating_sub(MOST_QUERIES);
                self.queries.drain(..surplus);
            }
            Change::LastRecord(id) => self.last_record = Some(id.clone()),
        }
    }

    /// How long its texts are in all, in bytes.
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
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text::try_from(text.to_owned()).unwrap()
    }

    fn pin(id: &str) -> Change {
        Change::Pin(Pin { id: text(id), title: text("title"), note: None })
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
    fn pins_keep_their_order_and_are_moved_one_place_at_a_time() {
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
    fn what_is_written_is_read_again() {
        let mut saved = SavedState::default();
        saved.make(&pin("gap/prosecution/1"));
        saved.make(&Change::Note { id: text("gap/prosecution/1"), note: Some(text("“ask” \\ Geneva")) });
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
}
