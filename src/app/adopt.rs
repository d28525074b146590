//! Other data, and what is kept beyond the session, taken into the model.

use std::sync::Arc;

use super::kept::{Change, Kept, Pin};
use super::model::{Place, Spot};
use super::{Contents, Effect, Model, Pane};
use crate::atlas::{Atlas, RecordId, Text};
use crate::formats;
use crate::formats::cite::Style;
use crate::search::Searcher;

impl Model {
    /// The same dashboard with only what the sources say.
    #[must_use]
    pub fn with_sources_only(mut self) -> Self {
        self.toggle_sources_only();
        self
    }

    /// The same dashboard with what was kept of former sessions, in its last place.
    #[must_use]
    pub fn with_kept(mut self, kept: Kept) -> Self {
        let place = kept.place.as_ref().and_then(|id| RecordId::try_from(id.as_str()).ok());
        if let Some(place) = place.and_then(|id| self.atlas.place(&id)) {
            self.show(&Spot::Record(place));
        }
        self.kept = kept;
        self
    }

    /// Takes what is kept now, a change having been made, and says so.
    pub fn confirm(&mut self, kept: Kept, change: &Change) {
        self.kept = kept;
        match change {
            Change::Pin(_) => self.notify(format!("Pinned: {} in all.", self.kept.pins.len())),
            Change::Unpin(_) => self.notify("No longer pinned."),
            _ => {}
        }
        if let Some(super::Overlay::Pins(sheet)) = &mut self.overlay {
            sheet.selected = sheet.selected.min(self.kept.pins.len().saturating_sub(1));
        }
    }

    /// The last place, to be kept at the end of the session.
    pub fn last_place(&self) -> Option<Change> {
        Some(Change::Place(Text::from(&self.current()?.id)))
    }

    /// Hides what is editorial, or shows it again.
    pub(super) fn toggle_sources_only(&mut self) {
        if self.sources_only() {
            self.adopt(Arc::clone(&self.whole));
            self.notify("What is editorial is shown again.");
        } else {
            self.adopt(Arc::new(self.whole.without_editorial()));
            self.notify("Only what the sources say is shown.");
        }
    }

    /// Puts other data in the place of that which is shown. Whatever is there in both stays as it is.
    fn adopt(&mut self, atlas: Arc<Atlas>) {
        let old = std::mem::replace(&mut self.atlas, Arc::clone(&atlas));
        let place = |record: usize| atlas.place(&old.records()[record].id);
        let selected: Vec<Option<Spot>> = Pane::ALL.into_iter().map(|pane| self.spot_in(pane)).collect();
        self.contents = Contents::of(&atlas);
        for (pane, spot) in Pane::ALL.into_iter().zip(selected) {
            let row = match spot {
                Some(Spot::Record(record)) => place(record).and_then(|record| self.contents.row_of(pane, record)),
                Some(Spot::Bar(what)) => self.contents.overview().row_of_bar(&what),
                None => None,
            };
            let nearest = self.rows[pane as usize].min(self.contents.rows(pane).saturating_sub(1));
            self.rows[pane as usize] = row.unwrap_or(nearest);
        }
        self.recent = self.recent.iter().filter_map(|record| place(*record)).collect();
        self.history.keep(|Place { spot, reading, crosswalk }| match spot {
            Spot::Record(record) => {
                place(record).map(|record| Place { spot: Spot::Record(record), reading, crosswalk })
            }
            bar @ Spot::Bar(_) => Some(Place { spot: bar, reading, crosswalk }),
        });
        self.searcher = Arc::new(Searcher::new(atlas));
        // Links are other ones now.
        if let Some(reading) = &mut self.reading {
            reading.link = None;
        }
        self.keep_in_bounds();
    }

    /// What is selected in a pane.
    fn spot_in(&self, pane: Pane) -> Option<Spot> {
        let row = self.row(pane);
        let bar = || self.contents.bar(pane, row).map(|bar| Spot::Bar(bar.what.clone()));
        self.contents.record(pane, row).map(Spot::Record).or_else(bar)
    }

    /// Pins a record, or no longer.
    pub(super) fn pin(&mut self, record: usize) -> Effect {
        let record = &self.atlas.records()[record];
        if let Some(pin) = self.pin_of(record).cloned() {
            let id = pin.id.clone();
            self.unpinned.push(pin);
            return Effect::Keep(Change::Unpin(id));
        }
        let before = self.unpinned.iter().rposition(|pin| pin.id.as_str() == record.id.as_str());
        let id = Text::from(&record.id);
        let title = record.title.paragraphs.first().unwrap_or(&id).clone();
        let pin = before.map_or(Pin { id, title, note: None }, |at| self.unpinned.remove(at));
        Effect::Keep(Change::Pin(pin))
    }

    /// Copies something, and remembers it for those whose terminal lets nothing into the clipboard.
    pub(super) fn copy(&mut self, what: &'static str, text: String) -> Effect {
        self.copied = Some(text.clone());
        Effect::Copy(what, text)
    }

    pub(super) fn copy_citation(&mut self, record: usize) -> Effect {
        self.copy("the citation", self.citation(record))
    }

    pub(super) fn copy_record(&mut self, record: usize) -> Effect {
        let markdown = formats::markdown_of(&self.atlas, &self.atlas.records()[record]);
        self.copy("the record", markdown)
    }

    /// Where a record is from, as a line of text.
    pub(super) fn citation(&self, record: usize) -> String {
        Style::Plain.cite(&self.atlas, &self.atlas.records()[record]).trim_end().to_owned()
    }
}
