//! All that the dashboard knows: what is shown, what is selected, what lies over it.

use std::borrow::Cow;
use std::sync::Arc;

use super::history::History;
use super::keys::{self, Context};
use super::layout::{self, Areas, Form};
use super::overview::{Bar, Counted};
use super::pages::Pages;
use super::screens::Screen;
use super::screens::crosswalk::Cell;
use super::screens::search::{Answer, Request};
use super::{Action, Contents, Effect, Pane};
use crate::atlas::{Data, Pillar, RecordId, Shown};
use crate::present::naming;
use crate::present::wrap::WHOLE;
use crate::search::Searcher;
use crate::storage::kept::{Kept, Pin};

/// The state of the dashboard. Views read it, [`Model::update`] alone changes it.
#[derive(Debug)]
pub struct Model {
    pub(super) searcher: Arc<Searcher>,
    pub(super) contents: Contents,
    pub(super) size: (u16, u16),
    pub(super) pane: Pane,
    /// The selected row of every pane.
    pub(super) rows: [usize; 4],
    pub(super) reading: Option<Reading>,
    pub(super) zoomed: bool,
    /// What lies over the dashboard, the uppermost last.
    pub(super) stack: Vec<Screen>,
    pub(super) history: History<Place>,
    pub(super) ascii: bool,
    pub(super) restricted: bool,
    pub(super) notice: Option<Cow<'static, str>>,
    /// The records that were looked up, the last one first.
    pub(super) recent: Vec<RecordId>,
    /// What outlives the session, as far as it is known to be kept.
    pub(super) kept: Kept,
    /// Pins that were taken away in this session: who pins the record again finds the note again.
    pub(super) unpinned: Vec<Pin>,
    /// What was copied last.
    pub(super) copied: Option<String>,
    /// The page that is being read.
    pub(super) pages: Pages,
    /// Counts the searches, so that the answer to one is not taken for that to another.
    pub(super) searches: u64,
}

/// How far the detail is read, while it has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// The first line shown.
    pub scroll: usize,
    /// The selected link.
    pub link: Option<usize>,
}

/// What the detail is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A record.
    Record(Shown<'a>),
    /// Records that are counted together.
    Bar(&'a Bar),
}

/// A place to come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub spot: Spot,
    pub reading: Option<Reading>,
    /// Where the selection stood in the crosswalk, if that lay over it.
    pub crosswalk: Option<Cell>,
}

/// What was selected in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A record.
    Record(RecordId),
    /// A bar of the overview.
    Bar(Counted),
}

impl Model {
    /// The dashboard over an atlas, in a window of this many columns and rows.
    pub fn new(data: impl Into<Data>, width: u16, height: u16) -> Self {
        let searcher = Arc::new(Searcher::new(data));
        let contents = Contents::of(searcher.data());
        Self {
            searcher,
            contents,
            size: (width, height),
            pane: Pane::Members,
            rows: [0; 4],
            reading: None,
            zoomed: false,
            stack: Vec::new(),
            history: History::default(),
            ascii: false,
            restricted: false,
            notice: None,
            recent: Vec::new(),
            kept: Kept::default(),
            unpinned: Vec::new(),
            copied: None,
            pages: Pages::default(),
            searches: 0,
        }
    }

    /// The same dashboard for a terminal that shows ASCII only.
    #[must_use]
    pub const fn in_ascii(mut self) -> Self {
        self.ascii = true;
        self
    }

    /// The same dashboard for an account that may run nothing else.
    #[must_use]
    pub const fn in_restricted_mode(mut self) -> Self {
        self.restricted = true;
        self
    }

    /// Whether the account may run nothing else: no file is written, and no shell is got at.
    pub const fn restricted(&self) -> bool {
        self.restricted
    }

    /// Whether the terminal shows ASCII only.
    pub const fn ascii(&self) -> bool {
        self.ascii
    }

    /// The same dashboard with the search for `words` open.
    #[must_use]
    pub fn searching(mut self, words: &str) -> Self {
        self.open_search(words);
        self
    }

    /// Says something in the footer until the next action.
    pub fn notify(&mut self, notice: impl Into<Cow<'static, str>>) {
        self.notice = Some(notice.into());
    }

    /// What the footer has to say beside the keys.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// What outlives the session.
    pub const fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Whether nothing editorial is shown.
    pub fn sources_only(&self) -> bool {
        self.data().filter().sources_only
    }

    /// The pin of a record, if it is pinned.
    pub fn pin_of(&self, record: &RecordId) -> Option<&Pin> {
        self.kept.pin(record.as_str())
    }

    /// The places that lead here, the last one first, by what they are called, as far as `columns` columns show it.
    pub fn trail(&self, columns: usize) -> impl Iterator<Item = String> + '_ {
        let here = self.history.trail().filter(|place| self.has(&place.spot));
        here.map(move |place| match &place.spot {
            Spot::Record(id) => self.data().get(id).map_or_else(String::new, |record| naming::short(record, columns)),
            Spot::Bar(what) => what.heading(self.data(), columns),
        })
    }

    /// Whether any record was looked up yet.
    pub const fn has_looked_up(&self) -> bool {
        !self.recent.is_empty()
    }

    /// The data.
    pub fn data(&self) -> &Data {
        self.searcher.data()
    }

    /// What finds and marks words.
    pub const fn searcher(&self) -> &Arc<Searcher> {
        &self.searcher
    }

    /// What has to be looked for, told once; [`Model::answer`] takes the answer.
    pub fn wanted(&mut self) -> Option<Request> {
        self.stack.iter_mut().find_map(|screen| match screen {
            Screen::Search(search) => search.wanted(),
            _ => None,
        })
    }

    /// Takes the answer to a request. What was pressed meanwhile is done now; what that leaves for the world outside is
    /// told.
    pub fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        let searching = self.stack.iter_mut().rposition(|screen| matches!(screen, Screen::Search(_)));
        let is_top = searching.is_some_and(|place| place + 1 == self.stack.len());
        let Some(Screen::Search(search)) = searching.map(|place| &mut self.stack[place]) else { return Vec::new() };
        let waited = search.answer(answer, self.searcher.data());
        // What lies over it now is not what was pressed for.
        waited.into_iter().filter(|_| is_top).filter_map(|action| self.update(action)).collect()
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
        self.rows[pane as usize]
    }

    /// The pillar of the matrix in which the selection stands.
    pub fn pillar(&self) -> Pillar {
        self.contents.pillar_of(self.row(Pane::Matrix))
    }

    /// How far the detail is read, if it has the focus.
    pub const fn reading(&self) -> Option<Reading> {
        self.reading
    }

    /// The screen that lies over all others, if any lies over the dashboard.
    pub fn screen(&self) -> Option<&Screen> {
        self.stack.last()
    }

    /// The record that is selected in the focused pane. A pane without records has none.
    pub fn current(&self) -> Option<Shown<'_>> {
        self.contents.record(self.pane, self.row(self.pane), self.data())
    }

    /// What the detail is about. A pane without rows has nothing.
    pub fn subject(&self) -> Option<Subject<'_>> {
        let bar = || self.contents.bar(self.pane, self.row(self.pane)).map(Subject::Bar);
        self.current().map(Subject::Record).or_else(bar)
    }

    /// What is called by its heading: the subject of the detail.
    pub fn heading(&self) -> String {
        self.heading_within(WHOLE)
    }

    /// The same as far as `columns` columns show it.
    pub fn heading_within(&self, columns: usize) -> String {
        match self.subject() {
            Some(Subject::Record(record)) => naming::heading(record, columns),
            Some(Subject::Bar(bar)) => bar.what.heading(self.data(), columns),
            None => String::new(),
        }
    }

    /// The columns and rows of the window.
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }

    /// How much the window shows at once.
    pub const fn form(&self) -> Form {
        Form::of(self.size.0, self.size.1)
    }

    /// Where everything stands.
    pub fn areas(&self) -> Areas {
        let shown = layout::Shown {
            contents: &self.contents,
            pane: self.pane,
            reading: self.reading.is_some(),
            zoomed: self.zoomed,
        };
        layout::areas(self.form(), self.size.0, self.size.1, shown)
    }

    /// Where the next key will be looked up.
    pub fn context(&self) -> Context {
        match (self.screen(), self.reading) {
            (Some(screen), _) => screen.context(),
            (None, Some(_)) => Context::Detail,
            (None, None) => Context::List,
        }
    }

    /// The rows of the key table whose keys do something right now.
    pub fn working_keys(&self) -> impl Iterator<Item = &'static keys::Row> {
        keys::rows(self.context()).filter(|row| row.keys.iter().any(|(_, action)| self.works(action)))
    }

    /// Whether an action would do something right now.
    fn works(&self, action: &Action) -> bool {
        let pinned = !self.kept.pins.is_empty();
        match action {
            Action::Left | Action::Right => self.screen().is_some() || self.pane == Pane::Matrix,
            Action::Suspend => !self.restricted,
            Action::Zoom => self.form().framed(),
            Action::Close => self.screen().is_some() || self.reading.is_some() || self.zoomed,
            Action::OlderQuery | Action::NewerQuery => !self.kept.queries.is_empty(),
            Action::Back => self.history.trail().any(|place| self.has(&place.spot)),
            Action::Forward => self.history.ahead().any(|place| self.has(&place.spot)),
            Action::NextLink | Action::PreviousLink => self.detail().is_some_and(|(page, _)| !page.links.is_empty()),
            Action::MoveUp | Action::MoveDown => self.kept.pins.len() > 1,
            Action::Note | Action::NextFormat | Action::WriteFile => pinned,
            Action::Pin | Action::CopyCitation | Action::CopyRecord
                if matches!(self.screen(), Some(Screen::Pins(_))) =>
            {
                pinned
            }
            Action::Pin | Action::CopyCitation | Action::CopyRecord if self.screen().is_none() => {
                self.current().is_some()
            }
            Action::Open => match (self.screen(), self.reading) {
                (Some(screen), _) => screen.can_open(self),
                (None, Some(reading)) => reading.link.is_some(),
                (None, None) => self.subject().is_some(),
            },
            _ => true,
        }
    }
}
