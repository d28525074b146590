//! The state of the search: what is typed, what it finds, which hit is chosen.

use tui_input::{Input, InputRequest};

use crate::atlas::text::hazard;
use crate::search::{Hit, Query, Searcher};

/// More characters than this are not taken: nobody types them, and a paste of a book must not stall the search.
const LONGEST: usize = 256;

/// The search as it stands.
#[derive(Debug, Clone)]
pub struct Search {
    input: Input,
    query: Query,
    hits: Vec<Hit>,
    selected: usize,
}

impl Search {
    /// The search for `words`; for none of them everything is a hit, in the order of the data.
    pub fn new(words: &str, searcher: &Searcher, records: usize) -> Self {
        let mut search = Self { input: Input::default(), query: Query::new(""), hits: Vec::new(), selected: 0 };
        search.insert(words);
        search.run(searcher, records);
        search
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        self.input.value()
    }

    /// The column of the cursor within what is typed.
    pub fn cursor(&self) -> usize {
        self.input.visual_cursor()
    }

    /// How many columns of what is typed have to be left out at the start in a field of `width` columns.
    pub fn scrolled(&self, width: usize) -> usize {
        self.input.visual_scroll(width)
    }

    /// What is looked for.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// What is found, best first.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The number of the chosen hit.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The chosen hit, if anything was found.
    pub fn chosen(&self) -> Option<&Hit> {
        self.hits.get(self.selected)
    }

    /// Chooses a hit `by` rows further down, or up.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.hits.len().saturating_sub(1));
    }

    /// Edits what is typed and searches again if that changed it.
    pub fn edit(&mut self, request: InputRequest, searcher: &Searcher, records: usize) {
        let full = self.typed().chars().count() >= LONGEST;
        if let InputRequest::InsertChar(character) = request
            && (full || hazard(character).is_some())
        {
            return;
        }
        if self.input.handle(request).is_some_and(|changed| changed.value) {
            self.run(searcher, records);
        }
    }

    /// Inserts pasted text, as much of it as the field takes, and searches once.
    pub fn paste(&mut self, text: &str, searcher: &Searcher, records: usize) {
        self.insert(text);
        self.run(searcher, records);
    }

    /// Line breaks and tabs become spaces; what is not fit to be shown is left out.
    fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.typed().chars().count());
        let fit = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| hazard(*c).is_none());
        for character in fit.take(room) {
            self.input.handle(InputRequest::InsertChar(character));
        }
    }

    fn run(&mut self, searcher: &Searcher, records: usize) {
        self.query = Query::new(self.input.value());
        self.hits = if self.query.is_empty() {
            (0..records).map(|record| Hit { record, matched: 0, score: 0 }).collect()
        } else {
            searcher.search(&self.query)
        };
        self.selected = 0;
    }
}
