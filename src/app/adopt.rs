//! Other data in the place of that which is shown: all of it, or only what the sources say.

use std::sync::Arc;

use super::model::Spot;
use super::{Contents, Model, Pane};
use crate::atlas::Atlas;
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
        let sources_only = self.sources_only();
        self.whole = Arc::new(Searcher::new(atlas));
        self.adopt(if sources_only { self.sourced() } else { Arc::clone(&self.whole) });
    }

    /// Only what the sources say.
    fn sourced(&self) -> Arc<Searcher> {
        Arc::new(Searcher::new(Arc::new(self.whole.atlas().without_editorial())))
    }

    /// Hides what is editorial, or shows it again.
    pub(super) fn toggle_sources_only(&mut self) {
        if self.sources_only() {
            self.adopt(Arc::clone(&self.whole));
            self.notify("What is editorial is shown again.");
        } else {
            self.adopt(self.sourced());
            self.notify("Only what the sources say is shown.");
        }
    }

    /// Puts other data in the place of that which is shown, whatever lies over it. Whatever is there in both stays as it is.
    fn adopt(&mut self, searcher: Arc<Searcher>) {
        let selected = Pane::ALL.map(|pane| self.spot_in(pane));
        let old = std::mem::replace(&mut self.atlas, Arc::clone(searcher.atlas()));
        self.searcher = searcher;
        self.contents = Contents::of(&self.atlas);
        for (pane, spot) in Pane::ALL.into_iter().zip(selected) {
            let row = match spot {
                Some(Spot::Record(id)) => self.atlas.place(&id).and_then(|at| self.contents.row_of(pane, at)),
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
            screen.adopt(self, &old);
        }
        self.stack = stack;
        self.keep_in_bounds();
    }

    /// Whether what was selected is there now.
    pub(super) fn has(&self, spot: &Spot) -> bool {
        match spot {
            Spot::Record(id) => self.atlas.get(id).is_some(),
            Spot::Bar(what) => self.contents.overview().row_of_bar(what).is_some(),
        }
    }

    /// What is selected in a pane.
    pub(super) fn spot_in(&self, pane: Pane) -> Option<Spot> {
        let row = self.row(pane);
        let bar = || self.contents.bar(pane, row).map(|bar| Spot::Bar(bar.what.clone()));
        let record = |place: usize| Spot::Record(self.atlas.records()[place].id.clone());
        self.contents.record(pane, row).map(record).or_else(bar)
    }
}
