//! The dashboard: the panes, the detail and the history.

mod content;
mod contents;
mod keys;
mod layout;
mod lists;
mod matrix;
mod members;
mod overview;
mod overview_rows;
mod pane;
mod pillar;
mod table;
mod tally;
mod update;

use std::borrow::Cow;
use std::rc::Rc;

use compact_str::CompactString;

use super::Screen;
use crate::app::Shared;
use crate::app::history::History;
use crate::app::layout::{inside, reading_area};
use crate::atlas::{Data, Kind, Pillar, RecordId, VisibleRecord};
use crate::present::naming;
use crate::present::page::{Item, LinkTo, Page};
use crate::present::wrap::WHOLE;
use crate::search::Searcher;

pub use contents::{Column, Contents};
pub use keys::Action;
pub(in crate::app) use keys::KEYS;
pub use pane::Pane;
pub use table::Wording;
pub use tally::{Counted, Tally};

/// Width in columns of a page that is laid out for its links alone, which are the same in every width.
const ANY_WIDTH: usize = 80;

/// The panes and the detail.
#[derive(Debug)]
pub struct Dashboard {
    contents: Contents,
    pane: Pane,
    reading: Option<Reading>,
    enlarged: bool,
    /// Whether it was the detail that was enlarged.
    enlarged_detail: bool,
    history: History<Visit>,
    /// For each pane the selected record or tally while it is missing from the visible data: it is selected again, at the same
    /// scroll position, when it returns.
    missing: [Option<Visit>; 4],
    /// The record that the detail shows instead of the selected tally; it has no row of its own.
    opened: Option<RecordId>,
}

/// The state of the detail while it has the focus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The first visible line; an earlier one is used if fewer lines follow than fit.
    pub scroll: usize,
    /// The selected link.
    pub link: Option<LinkTo>,
}

/// The subject of the detail.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A record.
    Record(VisibleRecord<'a>),
    /// A tally of the overview.
    Tally(&'a Tally),
}

/// A record or tally to come back to, as it was left.
#[derive(Debug, Clone)]
struct Visit {
    selection: Selection,
    reading: Option<Reading>,
    /// Whether a pane was enlarged, and whether that was the detail.
    enlarged: bool,
    enlarged_detail: bool,
    /// The screens that were over it, the top one last.
    over: Vec<Screen>,
}

/// A selected record or tally.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selection {
    /// A record.
    Record(RecordId),
    /// A tally of the overview.
    Tally(Counted),
}

impl Dashboard {
    pub(in crate::app) fn new(searcher: &Searcher) -> Self {
        Self {
            contents: Contents::of(searcher.data()),
            pane: Pane::Members,
            reading: None,
            enlarged: false,
            enlarged_detail: false,
            history: History::default(),
            missing: Default::default(),
            opened: None,
        }
    }

    /// The rows of the panes.
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

    /// The pillar of the selected row of the matrix.
    fn pillar(&self) -> Pillar {
        self.contents.pillar_of(self.row(Pane::Matrix))
    }

    /// The state of the detail, if it has the focus.
    pub const fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// The selected record of the focused pane; none if the pane is empty or a tally is selected.
    pub fn current<'a>(&self, shared: &'a Shared) -> Option<VisibleRecord<'a>> {
        let row = self.row(self.pane);
        let opened = || self.opened.as_ref().filter(|_| self.contents.tally(self.pane, row).is_some());
        self.contents.record(self.pane, row, shared.data()).or_else(|| shared.data().get(opened()?))
    }

    /// The subject of the detail; none if the focused pane is empty.
    pub fn subject<'a>(&'a self, shared: &'a Shared) -> Option<Subject<'a>> {
        let tally = || self.contents.tally(self.pane, self.row(self.pane)).map(Subject::Tally);
        self.current(shared).map(Subject::Record).or_else(tally)
    }

    /// The heading of the detail.
    pub fn heading(&self, shared: &Shared) -> CompactString {
        self.heading_within(shared, WHOLE)
    }

    /// The heading of the detail, as much of it as `columns` columns can show.
    fn heading_within(&self, shared: &Shared, columns: usize) -> CompactString {
        match self.subject(shared) {
            Some(Subject::Record(record)) => naming::heading(record, columns),
            Some(Subject::Tally(tally)) => tally.what.heading(shared.data(), columns),
            None => CompactString::default(),
        }
    }

    /// The page in the detail and the number of its lines that fit; `None` if the detail is not visible.
    pub fn detail(&self, shared: &Shared) -> Option<(Rc<Page>, usize)> {
        let area = reading_area(inside(shared.arrangement(), self.areas(shared).detail?));
        Some((shared.page(self.subject(shared)?, area.width.into()), area.height.into()))
    }

    /// The names of the visits in the history, the newest first, as much of each as `columns` columns can show.
    fn trail<'a>(&'a self, shared: &'a Shared, columns: usize) -> impl Iterator<Item = Cow<'a, str>> {
        let here = self.history.trail().filter(|visit| self.has(shared, &visit.selection));
        here.map(move |visit| match &visit.selection {
            Selection::Record(id) => shared.data().get(id).map_or(Cow::Borrowed(""), |record| match record.kind() {
                Kind::Member | Kind::Body => naming::short(record, columns),
                _ => naming::headline(record, columns),
            }),
            Selection::Tally(what) => String::from(what.heading(shared.data(), columns)).into(),
        })
    }

    /// Whether a record or tally is in the visible data.
    fn has(&self, shared: &Shared, selection: &Selection) -> bool {
        match selection {
            Selection::Record(id) => shared.data().get(id).is_some(),
            Selection::Tally(what) => self.contents.overview().row_of_tally(what).is_some(),
        }
    }

    /// The visit of the selection of a pane, even if its record is missing from the visible data.
    fn visit_in(&self, pane: Pane, data: &Data) -> Option<Visit> {
        self.missing[pane as usize].clone().or_else(|| self.selected_in(pane, data))
    }

    /// The visit of the selected row of a pane.
    fn selected_in(&self, pane: Pane, data: &Data) -> Option<Visit> {
        let row = self.row(pane);
        let tally = || self.contents.tally(pane, row).map(|tally| Selection::Tally(tally.what.clone()));
        let opened = || self.opened.clone().filter(|_| pane == Pane::Overview);
        let record = self.contents.record(pane, row, data).map(|record| record.id().clone());
        let record = record.or_else(opened).map(Selection::Record);
        let reading = self.reading.clone().filter(|_| pane == self.pane);
        let (enlarged, enlarged_detail) = (self.enlarged, self.enlarged_detail);
        let visit = |selection| Visit { selection, reading, enlarged, enlarged_detail, over: Vec::new() };
        record.or_else(tally).map(visit)
    }

    /// The row of a record or tally.
    fn row_of(&self, selection: &Selection, data: &Data) -> Option<usize> {
        match selection {
            Selection::Record(id) => self.contents.row_of(id, data),
            Selection::Tally(what) => self.contents.overview().row_of_tally(what),
        }
    }

    /// Selects a row of the focused pane.
    fn select(&mut self, row: usize) {
        self.contents.select(self.pane, row);
        if self.pane == Pane::Overview {
            self.opened = None;
        }
        self.forget_missing();
    }

    /// Forgets the missing selection of the focused pane, because something else was selected.
    fn forget_missing(&mut self) {
        self.missing[self.pane as usize] = None;
    }

    /// Selects a record or a tally in its pane.
    fn show(&mut self, selection: &Selection, data: &Data) {
        self.reading = None;
        self.pane = match selection {
            Selection::Record(id) => Pane::of(id.kind()),
            Selection::Tally(_) => Pane::Overview,
        };
        if let Some(row) = self.row_of(selection, data) {
            self.select(row);
            self.opened = self.opened_by(selection, row).or(self.opened.take());
        }
    }

    /// The record of a selection that has no row of its own.
    fn opened_by(&self, selection: &Selection, row: usize) -> Option<RecordId> {
        let Selection::Record(id) = selection else { return None };
        let is_tally = Pane::of(id.kind()) == Pane::Overview && self.contents.tally(Pane::Overview, row).is_some();
        is_tally.then(|| id.clone())
    }

    /// Selects a record in its pane, if it is visible.
    pub(in crate::app) fn show_record(&mut self, id: RecordId, data: &Data) {
        if data.get(&id).is_some() {
            self.show(&Selection::Record(id), data);
        }
    }

    /// Restores all selections after the data or the filter has changed, given the old data and the page of the detail
    /// before. A selection that is missing now is remembered, and no other record is read instead.
    pub(in crate::app) fn renew(&mut self, shared: &Shared, old: &Data, page: Option<&Page>) {
        let selected = Pane::ALL.map(|pane| (pane, self.row(pane), self.selected_in(pane, old)));
        self.contents = Contents::of(shared.data());
        self.opened = None;
        for (pane, nearest, here) in selected {
            let missing = self.missing[pane as usize].take();
            let row = |visit: &Option<Visit>| self.row_of(&visit.as_ref()?.selection, shared.data());
            let (row, found, missing) = match (row(&missing), row(&here)) {
                (Some(row), _) => (row, missing, None),
                (None, Some(row)) => (row, here, missing),
                (None, None) => (nearest, None, missing.or(here)),
            };
            self.contents.select(pane, row);
            self.missing[pane as usize] = missing;
            let opened = found.as_ref().and_then(|visit| self.opened_by(&visit.selection, row));
            self.opened = opened.or(self.opened.take());
            if pane == self.pane {
                self.reading = found.and_then(|visit| visit.reading);
            }
        }
        if page != self.detail(shared).map(|(page, _)| page).as_deref() {
            self.scroll_to_link(shared);
        }
    }

    /// The selected item of the detail, if one is selected and on the page.
    fn item(&self, shared: &Shared) -> Option<Item> {
        let link = self.reading.as_ref()?.link.as_ref()?;
        self.links(shared)?.number_of(link).map(|_| link.item.clone())
    }

    /// The target of the selected link, if one is selected and on the page.
    pub fn link(&self, shared: &Shared) -> Option<RecordId> {
        self.item(shared).and_then(Item::record)
    }

    /// The record that Enter leads to from the detail: the target of the selected link or, if nothing is selected, of the first.
    fn target(&self, shared: &Shared) -> Option<RecordId> {
        self.reading.as_ref()?;
        match self.item(shared) {
            Some(item) => item.record(),
            None => self.links(shared)?.targets().next().cloned(),
        }
    }

    /// The page whose links can be selected: that of the detail or, if the detail is not visible, one of any width.
    fn links(&self, shared: &Shared) -> Option<Rc<Page>> {
        let detail = self.detail(shared).map(|(page, _)| page);
        detail.or_else(|| Some(shared.page(self.subject(shared)?, ANY_WIDTH)))
    }
}
