//! Other data in the place of that which is shown: all of it, or only what the sources say.

use std::sync::Arc;

use super::model::{Place, Spot};
use super::{Contents, Model, Pane};
use crate::search::Searcher;

impl Model {
    /// The same dashboard with only what the sources say.
    #[must_use]
    pub fn with_sources_only(mut self) -> Self {
        self.toggle_sources_only();
        self
    }

    /// Hides what is editorial, or shows it again.
    pub(super) fn toggle_sources_only(&mut self) {
        if self.sources_only() {
            self.adopt(Arc::clone(&self.whole));
            self.notify("What is editorial is shown again.");
        } else {
            self.adopt(Arc::new(Searcher::new(Arc::new(self.atlas.without_editorial()))));
            self.notify("Only what the sources say is shown.");
        }
    }

    /// Puts other data in the place of that which is shown. Whatever is there in both stays as it is.
    fn adopt(&mut self, searcher: Arc<Searcher>) {
        let atlas = Arc::clone(searcher.atlas());
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
        self.history.keep(|Place { spot, reading, crosswalk }| {
            let spot = match spot {
                Spot::Record(record) => Spot::Record(place(record)?),
                bar @ Spot::Bar(_) => bar,
            };
            let crosswalk = crosswalk.and_then(|cell| cell.among(&old, &atlas));
            Some(Place { spot, reading, crosswalk })
        });
        self.searcher = searcher;
        self.pages.forget();
        // Links are other ones now.
        if let Some(reading) = &mut self.reading {
            reading.link = None;
        }
        self.keep_in_bounds();
    }

    /// What is selected in a pane.
    pub(super) fn spot_in(&self, pane: Pane) -> Option<Spot> {
        let row = self.row(pane);
        let bar = || self.contents.bar(pane, row).map(|bar| Spot::Bar(bar.what.clone()));
        self.contents.record(pane, row).map(Spot::Record).or_else(bar)
    }
}
