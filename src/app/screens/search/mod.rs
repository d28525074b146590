//! The search: what is typed, what it finds, which hit is chosen.
//!
//! The search itself is done outside: [`Search::wanted`] says what is looked for, [`Search::results`] takes what was
//! found. What is typed meanwhile is taken at once; moves among the hits wait for the hits they are meant for.

mod content;
mod filters;
mod hit;
mod keys;
mod update;

use std::time::Duration;

use crate::app::text_input::TextInput;
use crate::app::{Action as Pressed, Shared};
use crate::atlas::{Data, RecordId, Text, VisibleRecord};
use crate::search::{Found, Hit, LONGEST, Query, complete, toggled};

pub use keys::Action;
pub(in crate::app) use keys::{FILTER_KEYS, KEYS};

/// So many hits are put in order at first; ten times as many whenever somebody comes near the last of them.
const FIRST_HITS: usize = 1000;

/// A query on its way to whoever answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Greater for what was typed later.
    pub version: u64,
    /// What is looked for.
    pub query: Query,
    /// How many hits are asked for.
    pub most: usize,
}

/// The answer to a [`Request`].
#[derive(Debug, Clone)]
pub struct Results {
    /// That of the request.
    pub version: u64,
    /// What was found.
    pub found: Found,
    /// How long that took.
    pub took: Duration,
}

/// The search as it stands.
#[derive(Debug, Clone)]
pub struct Search {
    input: TextInput,
    query: Query,
    /// Counts the queries.
    version: u64,
    /// What was asked last: the version, and how many hits.
    asked: Option<(u64, usize)>,
    most: usize,
    /// The version that `found` answers.
    answered: u64,
    /// The first version that was asked of this data: in answers to those before, places are those of other data.
    first: u64,
    /// The record to choose once it is found.
    choice: Option<RecordId>,
    found: Found,
    took: Option<Duration>,
    selected: usize,
    /// Moves that wait for hits.
    waiting: Vec<Pressed>,
    /// Whether keys choose filters instead of being typed.
    filtering: bool,
    /// Which of the former queries was recalled, counted from the newest, and what was typed before.
    recalled: Option<(usize, String)>,
}

impl Search {
    /// The search for `words`.
    pub(in crate::app) fn new(words: &str, shared: &Shared) -> Self {
        let mut search = Self {
            input: TextInput::new(words, LONGEST),
            query: Query::new("", shared.data()),
            version: shared.searches,
            asked: None,
            most: FIRST_HITS,
            answered: shared.searches,
            first: shared.searches,
            choice: None,
            found: Found::default(),
            took: None,
            selected: 0,
            waiting: Vec::new(),
            filtering: false,
            recalled: None,
        };
        search.renew(shared.data());
        search.show_all(shared);
        search
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        self.input.text()
    }

    /// The hits that are put in order.
    pub fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    /// The number of the chosen hit.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The record of a hit.
    pub fn record<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.found.record(number, data)
    }

    /// The record of the chosen hit, if anything was found.
    pub fn chosen<'a>(&self, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.record(self.selected, data)
    }

    /// The first of the things that the screen should say about the query, if there is any.
    fn remark(&self) -> Option<&str> {
        self.found.plan.remarks().first().map(String::as_str)
    }

    /// What has to be looked for, told once.
    pub fn wanted(&mut self) -> Option<Request> {
        let wanted = Some((self.version, self.most));
        if self.asked == wanted || self.query.is_empty() && self.query.remarks().is_empty() {
            return None;
        }
        self.asked = wanted;
        Some(Request { version: self.version, query: self.query.clone(), most: self.most })
    }

    /// Takes an answer, unless a newer one is there already, and says which moves have waited for it.
    pub fn take_results(&mut self, results: Results, data: &Data) -> Vec<Pressed> {
        if results.version < self.answered.max(self.first) || results.version > self.version {
            return Vec::new();
        }
        let is_new = results.version > self.answered;
        (self.found, self.took, self.answered) = (results.found, Some(results.took), results.version);
        if is_new {
            self.choose(data);
        }
        if self.answered == self.version { std::mem::take(&mut self.waiting) } else { Vec::new() }
    }

    /// Selects the hit that is to be chosen, or else the first.
    fn choose(&mut self, data: &Data) {
        let choice = self.choice.take();
        let is_choice = |number: &usize| self.record(*number, data).map(|record| record.id()) == choice.as_ref();
        self.selected = choice.iter().find_map(|_| (0..self.hits().len()).find(is_choice)).unwrap_or_default();
    }

    /// Whether a move has to wait for its hits; if so, it is kept for later.
    fn defers(&mut self, action: Pressed) -> bool {
        let waits = self.answered != self.version;
        if waits {
            self.waiting.push(action);
        }
        waits
    }

    /// Shows these records instead of hits, while nothing is looked for: what was looked up last comes first.
    fn show_all(&mut self, shared: &Shared) {
        let data = shared.data();
        if !self.query.is_empty() {
            return;
        }
        let recent: Vec<usize> = shared.recent.iter().filter_map(|id| Some(data.get(id)?.ordinal())).collect();
        let others = data.records().map(|record| record.ordinal()).filter(|ordinal| !recent.contains(ordinal));
        let hit = |record| Hit { record, ..Hit::default() };
        self.found.hits = recent.iter().copied().chain(others).take(self.most).map(hit).collect();
        (self.found.total, self.found.generation) = (data.len(), data.generation());
        self.answered = self.version;
        if self.choice.is_some() {
            self.choose(data);
        }
    }

    /// Asks for more hits if the chosen one is near the last.
    const fn ask_for_more(&mut self) {
        if self.selected + FIRST_HITS / 10 > self.most && self.found.total > self.found.hits.len() {
            self.most = self.most.saturating_mul(10);
        }
    }

    /// Completes the field or value before the cursor.
    fn complete(&mut self, data: &Data) {
        if let Some(completion) = complete(&self.input.before_cursor(), data) {
            self.input.replace_before_cursor(completion.replaced, &completion.text);
            self.renew(data);
        }
    }

    /// Filters are part of the query as it is typed: what the screen shows is all there is.
    fn toggle(&mut self, filter: &str, asked_for: impl Fn(&Query) -> bool, data: &Data) {
        let typed = toggled(self.typed(), filter, asked_for, data);
        if typed.chars().count() < LONGEST {
            self.write(&typed, data);
        }
    }

    /// Brings back the query before the one that is shown, or the one after it.
    fn recall(&mut self, older: bool, queries: &[Text], data: &Data) {
        let (number, draft) = match (self.recalled.take(), older) {
            (None, true) => (0, self.typed().to_owned()),
            (Some((number, draft)), true) => ((number + 1).min(queries.len().saturating_sub(1)), draft),
            (Some((0, draft)), false) => return self.write(&draft, data),
            (Some((number, draft)), false) => (number - 1, draft),
            (None, false) => return,
        };
        if let Some(query) = queries.iter().rev().nth(number) {
            self.write(query.as_str(), data);
            self.recalled = Some((number, draft));
        }
    }

    fn write(&mut self, typed: &str, data: &Data) {
        self.input.write(typed);
        self.renew(data);
    }

    fn renew(&mut self, data: &Data) {
        self.query = Query::new(self.input.text(), data);
        self.version += 1;
        (self.most, self.choice) = (FIRST_HITS, None);
        self.waiting.clear();
        if self.query.is_empty() {
            (self.found, self.took, self.selected) = (Found::default(), None, 0);
        }
    }
}
