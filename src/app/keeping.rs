//! What outlives the session, as far as the model has to do with it: it asks for changes and takes what is kept then.

use super::model::Spot;
use super::screens::Screen;
use super::{Effect, Model};
use crate::atlas::{RecordId, Text};
use crate::present::wrap;
use crate::storage::kept::{Change, Kept, Pin};

/// A pin keeps so many columns of what its record is called: all pins are written anew with every change.
const LONGEST_TITLE: usize = 1000;

impl Model {
    /// The same dashboard with what was kept of former sessions, in its last place.
    #[must_use]
    pub fn with_kept(mut self, kept: Kept) -> Self {
        let place = kept.place.as_ref().and_then(|id| RecordId::try_from(id.as_str()).ok());
        if let Some(place) = place.filter(|id| self.data().get(id).is_some()) {
            self.show(&Spot::Record(place));
        }
        self.kept = kept;
        self
    }

    /// Takes what is kept now, a change having been made, and says so. Pins that were taken away are remembered with their
    /// notes, for whoever pins the record again.
    pub fn confirm(&mut self, kept: Kept, change: &Change) {
        let before = std::mem::replace(&mut self.kept, kept);
        match change {
            Change::Pin(pin) => {
                self.unpinned.retain(|other| other.id != pin.id);
                self.notify(format!("Pinned: {} in all.", self.kept.pins.len()));
            }
            Change::Unpin(id) => {
                self.unpinned.extend(before.pin(id.as_str()).cloned());
                self.notify("No longer pinned.");
            }
            _ => {}
        }
        if let Some(Screen::Pins(sheet)) = self.stack.last_mut() {
            let moved_to = match change {
                Change::Move { id, .. } => self.kept.pins.iter().position(|pin| pin.id == *id),
                _ => None,
            };
            sheet.selected = moved_to.unwrap_or(sheet.selected).min(self.kept.pins.len().saturating_sub(1));
        }
    }

    /// The last place, to be kept at the end of the session.
    pub fn last_place(&self) -> Option<Change> {
        Some(Change::Place(Text::from(self.current()?.id())))
    }

    /// Pins a record, or no longer.
    pub(super) fn pin(&self, record: &RecordId) -> Option<Effect> {
        let id = Text::from(record);
        if self.kept.pin(id.as_str()).is_some() {
            return Some(Effect::Keep(Change::Unpin(id)));
        }
        let before = self.unpinned.iter().find(|pin| pin.id == id).cloned();
        let title = Text::try_from(wrap::cut(self.data().get(record)?.title().first(), LONGEST_TITLE).into_owned())
            .unwrap_or(id.clone());
        Some(Effect::Keep(Change::Pin(before.unwrap_or(Pin { id, title, note: None }))))
    }
}
