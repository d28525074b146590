//! The dashboard: the panes, the detail, and where somebody has been.

mod content;
mod contents;
mod keys;
mod layout;
mod lists;
mod matrix;
mod overview;
mod overview_rows;
mod update;

use std::rc::Rc;

use super::Screen;
use crate::app::Shared;
use crate::app::history::History;
use crate::app::layout::text_area;
use crate::atlas::{Data, Pillar, RecordId, VisibleRecord};
use crate::present::naming;
use crate::present::page::{LinkTo, Page};
use crate::present::wrap::WHOLE;
use crate::search::Searcher;

pub use contents::{Column, Contents, Pane};
pub use keys::Action;
pub(in crate::app) use keys::KEYS;
pub use overview::{Bar, Counted};

/// The width of a page of which only the links are looked at.
const ANY_WIDTH: usize = 80;

/// The panes and the detail.
#[derive(Debug)]
pub struct Dashboard {
    contents: Contents,
    pane: Pane,
    reading: Option<Reading>,
    zoomed: bool,
    history: History<Visit>,
    /// What was selected in each pane and is not in the data now: it is selected again, and read as before, if it comes back.
    away: [Option<Visit>; 4],
}

/// How far the detail is read, while it has the focus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The first line shown; where fewer lines follow than fit, an earlier one is.
    pub scroll: usize,
    /// The selected link.
    pub link: Option<LinkTo>,
}

/// What the detail is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A record.
    Record(VisibleRecord<'a>),
    /// Records that are counted together.
    Bar(&'a Bar),
}

/// A place to come back to.
#[derive(Debug, Clone)]
struct Visit {
    spot: Spot,
    reading: Option<Reading>,
    /// The screen that lay over it.
    over: Option<Screen>,
}

/// What was selected in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    /// A record.
    Record(RecordId),
    /// A bar of the overview.
    Bar(Counted),
}

impl Dashboard {
    pub(in crate::app) fn new(searcher: &Searcher) -> Self {
        Self {
            contents: Contents::of(searcher.data()),
            pane: Pane::Members,
            reading: None,
            zoomed: false,
            history: History::default(),
            away: Default::default(),
        }
    }

    /// The records of the panes.
    pub const fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The focused pane.
    pub const fn pane(&self) -> Pane {
        self.pane
    }

    /// The selected row of a pane.
    pub const fn row(&self, pane: Pane) -> usize {
        self.contents.row(pane)
    }

    /// The pillar of the matrix in which the selection stands.
    fn pillar(&self) -> Pillar {
        self.contents.pillar_of(self.row(Pane::Matrix))
    }

    /// How far the detail is read, if it has the focus.
    pub const fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// The record that is selected in the focused pane. A pane without records has none.
    pub fn current<'a>(&self, shared: &'a Shared) -> Option<VisibleRecord<'a>> {
        self.contents.record(self.pane, self.row(self.pane), shared.data())
    }

    /// What the detail is about. A pane without rows has nothing.
    pub fn subject<'a>(&'a self, shared: &'a Shared) -> Option<Subject<'a>> {
        let bar = || self.contents.bar(self.pane, self.row(self.pane)).map(Subject::Bar);
        self.current(shared).map(Subject::Record).or_else(bar)
    }

    /// What the subject of the detail is called.
    pub fn heading(&self, shared: &Shared) -> String {
        self.heading_within(shared, WHOLE)
    }

    /// The same as far as `columns` columns show it.
    fn heading_within(&self, shared: &Shared, columns: usize) -> String {
        match self.subject(shared) {
            Some(Subject::Record(record)) => naming::heading(record, columns),
            Some(Subject::Bar(bar)) => bar.what.heading(shared.data(), columns),
            None => String::new(),
        }
    }

    /// The subject laid out for the detail, with the number of lines that fit. Nothing where no detail is shown.
    pub fn detail(&self, shared: &Shared) -> Option<(Rc<Page>, usize)> {
        let area = text_area(shared.arrangement(), self.areas(shared).detail?);
        Some((shared.page(self.subject(shared)?, area.width.into()), area.height.into()))
    }

    /// The places that lead here, the last one first, by what they are called, as far as `columns` columns show it.
    fn trail<'a>(&'a self, shared: &'a Shared, columns: usize) -> impl Iterator<Item = String> {
        let here = self.history.trail().filter(|visit| self.has(shared, &visit.spot));
        here.map(move |visit| match &visit.spot {
            Spot::Record(id) => shared.data().get(id).map_or_else(String::new, |record| naming::short(record, columns)),
            Spot::Bar(what) => what.heading(shared.data(), columns),
        })
    }

    /// Whether what was selected is there now.
    fn has(&self, shared: &Shared, spot: &Spot) -> bool {
        match spot {
            Spot::Record(id) => shared.data().get(id).is_some(),
            Spot::Bar(what) => self.contents.overview().row_of_bar(what).is_some(),
        }
    }

    /// The place that is selected in a pane, or was until it went from the data.
    fn visit_in(&self, pane: Pane, data: &Data) -> Option<Visit> {
        self.away[pane as usize].clone().or_else(|| self.selected_in(pane, data))
    }

    /// The place that is selected in a pane.
    fn selected_in(&self, pane: Pane, data: &Data) -> Option<Visit> {
        let row = self.row(pane);
        let bar = || self.contents.bar(pane, row).map(|bar| Spot::Bar(bar.what.clone()));
        let record = self.contents.record(pane, row, data).map(|record| Spot::Record(record.id().clone()));
        let reading = self.reading.clone().filter(|_| pane == self.pane);
        record.or_else(bar).map(|spot| Visit { spot, reading, over: None })
    }

    /// The row in which something stands.
    fn row_of(&self, spot: &Spot, data: &Data) -> Option<usize> {
        match spot {
            Spot::Record(id) => self.contents.row_of(id, data),
            Spot::Bar(what) => self.contents.overview().row_of_bar(what),
        }
    }

    /// Selects a row of the focused pane.
    fn select(&mut self, row: usize) {
        self.contents.select(self.pane, row);
        self.settle();
    }

    /// Takes what is selected in the focused pane for chosen: what was selected before it went is waited for no longer.
    fn settle(&mut self) {
        self.away[self.pane as usize] = None;
    }

    /// Selects a record or a bar in its pane.
    fn show(&mut self, spot: &Spot, data: &Data) {
        self.reading = None;
        self.pane = match spot {
            Spot::Record(id) => Pane::of(id.kind()),
            Spot::Bar(_) => Pane::Overview,
        };
        if let Some(row) = self.row_of(spot, data) {
            self.select(row);
        }
    }

    /// Selects a record in its pane, if it is there.
    pub(in crate::app) fn show_record(&mut self, id: RecordId, data: &Data) {
        if data.get(&id).is_some() {
            self.show(&Spot::Record(id), data);
        }
    }

    /// Finds all selections anew among other data, given the old data and the page that was shown of it. What is in both stays
    /// selected; what is not is waited for, and nothing is read in its place.
    pub(in crate::app) fn renew(&mut self, shared: &Shared, old: &Data, page: Option<&Page>) {
        let selected = Pane::ALL.map(|pane| (pane, self.row(pane), self.selected_in(pane, old)));
        self.contents = Contents::of(shared.data());
        for (pane, nearest, here) in selected {
            let away = self.away[pane as usize].take();
            let row = |visit: &Option<Visit>| self.row_of(&visit.as_ref()?.spot, shared.data());
            let (row, found, away) = match (row(&away), row(&here)) {
                (Some(row), _) => (row, away, None),
                (None, Some(row)) => (row, here, away),
                (None, None) => (nearest, None, away.or(here)),
            };
            self.contents.select(pane, row);
            self.away[pane as usize] = away;
            if pane == self.pane {
                self.reading = found.and_then(|visit| visit.reading);
            }
        }
        if page != self.detail(shared).map(|(page, _)| page).as_deref() {
            self.keep_link_in_sight(shared);
        }
    }

    /// Where the selected link leads, if one is selected and on the page.
    pub fn link(&self, shared: &Shared) -> Option<&RecordId> {
        let link = self.reading.as_ref()?.link.as_ref()?;
        self.links(shared)?.number_of(link).map(|_| &link.record)
    }

    /// The page whose links count: that of the detail, or where the window has no room for one, of any width.
    fn links(&self, shared: &Shared) -> Option<Rc<Page>> {
        let detail = self.detail(shared).map(|(page, _)| page);
        detail.or_else(|| Some(shared.page(self.subject(shared)?, ANY_WIDTH)))
    }
}
