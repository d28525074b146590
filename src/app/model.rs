//! All that the dashboard knows: what is shown, what is selected, what lies over it.

use std::sync::Arc;

use super::history::History;
use super::keys::{self, Context};
use super::layout::{self, Areas, Form, Shown};
use super::page::Page;
use super::search::{Answer, Request, Search};
use super::{Action, Contents, Pane};
use crate::atlas::{Atlas, Pillar, Record};
use crate::search::Searcher;

/// The state of the dashboard. Views read it, [`Model::update`] alone changes it.
#[derive(Debug)]
pub struct Model {
    pub(super) atlas: Arc<Atlas>,
    pub(super) searcher: Arc<Searcher>,
    pub(super) contents: Contents,
    pub(super) size: (u16, u16),
    pub(super) pane: Pane,
    /// The selected row of every pane.
    pub(super) rows: [usize; 4],
    pub(super) reading: Option<Reading>,
    pub(super) zoomed: bool,
    pub(super) overlay: Option<Overlay>,
    pub(super) history: History<Place>,
    pub(super) ascii: bool,
    pub(super) restricted: bool,
    pub(super) notice: Option<&'static str>,
    /// The records that were looked up, the last one first.
    pub(super) recent: Vec<usize>,
    /// What was looked for, the last query last.
    pub(super) queries: Vec<String>,
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

/// What lies over the dashboard.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The search.
    Search(Box<Search>),
    /// The keys.
    Help {
        /// The first line shown.
        scroll: usize,
        /// The search that it lies over.
        over: Option<Box<Search>>,
    },
}

/// A place to come back to: a record and how far it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub record: usize,
    pub reading: Option<Reading>,
}

impl Model {
    /// The dashboard over an atlas, in a window of this many columns and rows.
    pub fn new(atlas: Atlas, width: u16, height: u16) -> Self {
        let atlas = Arc::new(atlas);
        let searcher = Arc::new(Searcher::new(Arc::clone(&atlas)));
        let contents = Contents::of(&atlas);
        Self {
            atlas,
            searcher,
            contents,
            size: (width, height),
            pane: Pane::Members,
            rows: [0; 4],
            reading: None,
            zoomed: false,
            overlay: None,
            history: History::default(),
            ascii: false,
            restricted: false,
            notice: None,
            recent: Vec::new(),
            queries: Vec::new(),
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
    pub const fn notify(&mut self, notice: &'static str) {
        self.notice = Some(notice);
    }

    /// What the footer has to say beside the keys.
    pub const fn notice(&self) -> Option<&'static str> {
        self.notice
    }

    /// Whether any record was looked up yet.
    pub const fn has_looked_up(&self) -> bool {
        !self.recent.is_empty()
    }

    /// The data.
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// What finds and marks words.
    pub const fn searcher(&self) -> &Arc<Searcher> {
        &self.searcher
    }

    /// What has to be looked for, told once; [`Model::answer`] takes the answer.
    pub fn wanted(&mut self) -> Option<Request> {
        match &mut self.overlay {
            Some(Overlay::Search(search)) => search.wanted(),
            _ => None,
        }
    }

    /// Takes the answer to a request.
    pub fn answer(&mut self, answer: Answer) {
        if let Some(Overlay::Search(search)) = &mut self.overlay {
            for action in search.answer(answer) {
                self.update(action);
            }
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

    /// What lies over the dashboard, if anything.
    pub const fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The record that is selected in the focused pane. A pane without records has none.
    pub fn current(&self) -> Option<&Record> {
        self.current_place().map(|place| &self.atlas.records()[place])
    }

    /// The same record's place in the atlas.
    pub fn current_place(&self) -> Option<usize> {
        self.contents.list(self.pane).get(self.row(self.pane)).copied()
    }

    /// How much the window shows at once.
    pub const fn form(&self) -> Form {
        Form::of(self.size.0, self.size.1)
    }

    /// Where everything stands.
    pub fn areas(&self) -> Areas {
        let shown =
            Shown { contents: &self.contents, pane: self.pane, reading: self.reading.is_some(), zoomed: self.zoomed };
        layout::areas(self.form(), self.size.0, self.size.1, shown)
    }

    /// The current record laid out for the detail, with the number of lines that fit. Nothing where no detail is shown.
    pub fn detail(&self) -> Option<(Page, usize)> {
        let area = layout::text_area(self.form(), self.areas().detail?);
        let page = Page::of(&self.atlas, self.current()?, area.width.into());
        Some((page, area.height.into()))
    }

    /// Where the next key will be looked up.
    pub const fn context(&self) -> Context {
        match (&self.overlay, self.reading) {
            (Some(Overlay::Search(search)), _) if search.filtering() => Context::Filter,
            (Some(Overlay::Search(_)), _) => Context::Search,
            (Some(Overlay::Help { .. }), _) => Context::Help,
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
        match action {
            Action::Left | Action::Right => self.pane == Pane::Matrix,
            Action::Suspend => !self.restricted,
            Action::Zoom => self.form().framed(),
            Action::Close => self.overlay.is_some() || self.reading.is_some() || self.zoomed,
            Action::OlderQuery | Action::NewerQuery => !self.queries.is_empty(),
            Action::Back => self.history.can_go_back(),
            Action::NextLink | Action::PreviousLink => self.detail().is_some_and(|(page, _)| !page.links.is_empty()),
            Action::Open => match (&self.overlay, self.reading) {
                (Some(Overlay::Search(search)), _) => search.chosen().is_some(),
                (None, Some(reading)) => reading.link.is_some(),
                _ => self.current().is_some(),
            },
            _ => true,
        }
    }
}
