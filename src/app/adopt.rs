//! Other data in the place of that which is shown: all of it, or only what the sources say.

use std::sync::Arc;

use super::model::Spot;
use super::{Contents, Model, Pane};
use crate::atlas::{Atlas, Filter};
use crate::search::Searcher;

impl Model {
    /// The same dashboard with only what the sources say.
    #[must_use]
    pub fn with_sources_only(mut self) -> Self {
        self.toggle_sources_only();
        self
    }

    /// Puts other data in the place of all that there is; what of it is shown stays the same.
    pub fn replace(&mut self, atlas: Arc<Atlas>) {
        self.adopt(Searcher::new(self.data().replaced(atlas)));
    }

    /// Hides what is editorial, or shows it again.
    pub(super) fn toggle_sources_only(&mut self) {
        let filter = Filter { sources_only: !self.sources_only() };
        self.adopt(self.searcher.filtered(filter));
        self.notify(if filter.sources_only {
            "Only what the sources say is shown."
        } else {
            "What is editorial is shown again."
        });
    }

    /// Puts other data in the place of that which is shown, whatever lies over it. Whatever is there in both stays as it is.
    fn adopt(&mut self, searcher: Searcher) {
        let selected = Pane::ALL.map(|pane| self.spot_in(pane));
        let old = std::mem::replace(&mut self.searcher, Arc::new(searcher));
        self.contents = Contents::of(self.data());
        for (pane, spot) in Pane::ALL.into_iter().zip(selected) {
            let row = match spot {
                Some(Spot::Record(id)) => self.contents.row_of(&id, self.data()),
                Some(Spot::Bar(what)) => self.contents.overview().row_of_bar(&what),
                None => None,
            };
            let nearest = self.rows[pane as usize].min(self.contents.rows(pane).saturating_sub(1));
            self.rows[pane as usize] = row.unwrap_or(nearest);
        }
        self.pages.forget();
        // Links are other ones now.
        if let Some(reading) = &mut self.reading {
            reading.link = None;
        }
        let mut stack = std::mem::take(&mut self.stack);
        for screen in &mut stack {
            screen.adopt(self, old.data());
        }
        self.stack = stack;
        self.keep_in_bounds();
    }

    /// Whether what was selected is there now.
    pub(super) fn has(&self, spot: &Spot) -> bool {
        match spot {
            Spot::Record(id) => self.data().get(id).is_some(),
            Spot::Bar(what) => self.contents.overview().row_of_bar(what).is_some(),
        }
    }

    /// What is selected in a pane.
    pub(super) fn spot_in(&self, pane: Pane) -> Option<Spot> {
        let row = self.row(pane);
        let bar = || self.contents.bar(pane, row).map(|bar| Spot::Bar(bar.what.clone()));
        let record = self.contents.record(pane, row, self.data()).map(|record| Spot::Record(record.id().clone()));
        record.or_else(bar)
    }
}
