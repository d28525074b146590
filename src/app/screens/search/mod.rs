//! The search: the query, its results, the selected hit.
//!
//! The world does the searching: [`Search::wanted`] returns a request, [`Search::take_results`] takes its results. Meanwhile
//! typing goes on at once; moves through the hits wait for the hits they are meant for.

mod content;
mod filters;
mod heading;
mod hit;
mod keys;
mod pick;
mod suggestions;
#[cfg(test)]
mod tests;
mod update;

use crate::app::text_input::TextInput;
use crate::app::{Action as Pressed, Shared};
use crate::atlas::{Data, RecordId, Text, VisibleRecord};
use crate::present::naming::capitalized;
use crate::present::wrap;
use crate::search::{Found, Hit, LONGEST, Pinned, Query, complete, toggled};
use crate::storage::saved::{NO_PINS, Pin};

pub use heading::words_of;
pub use keys::Action;
pub(in crate::app) use keys::{FILTER_KEYS, KEYS};
use keys::{MOVE_KEYS, PAGES, SCROLL, TO_COMPLETE, TO_FILTER};
pub(in crate::app) use pick::PICK_KEYS;
use suggestions::{Suggestion, suggestions};

/// Longest text of the input, in characters: far more than the search reads, so that a long paste stays visible with the
/// remark that only its beginning counts.
const LONGEST_INPUT: usize = 4096;

/// Hits sorted at first: more than people page through, and quick to sort.
const FIRST_HITS: usize = 1000;

/// Hits left below the selection when more are requested, so that they are sorted before the selection gets there.
const HITS_LEFT: usize = 100;

/// Longest part of a query that a notice names, in columns.
const LONGEST_NAMED: usize = 30;

/// How many times as many hits are requested then, so that the last of any number is a few requests away.
const MORE_HITS: usize = 10;

/// A search request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Version of the query; a later query has a higher one.
    pub version: u64,
    /// The query.
    pub query: Query,
    /// Most hits to return.
    pub most: usize,
}

/// The results of a [`Request`].
#[derive(Debug, Clone)]
pub struct Results {
    /// The version of the request.
    pub version: u64,
    /// The hits and the plan of the query.
    pub found: Found,
}

/// The search screen.
#[derive(Debug, Clone)]
pub struct Search {
    input: TextInput,
    query: Query,
    /// Version of the query.
    version: u64,
    /// Version and number of hits of the last request.
    requested: Option<(u64, usize)>,
    most: usize,
    /// Version of the query that found `found`.
    found_version: u64,
    /// First version for this data. The ordinals in results of earlier versions belong to other data.
    first_version: u64,
    /// The record to select once it is found.
    choice: Option<RecordId>,
    found: Found,
    /// What is offered if nothing was found.
    suggestions: Vec<Suggestion>,
    /// With an empty query, the number of hits at the beginning that were looked up last.
    recent: usize,
    /// The selected row: a hit, or else a suggestion.
    selected: usize,
    /// Moves that wait for hits.
    waiting: Vec<Pressed>,
    /// Whether keys choose filters instead of being typed.
    filtering: bool,
    /// The first line of the selected hit's text that is visible.
    scroll: usize,
    /// Whether the selected hit was opened.
    visited: bool,
    /// Where records are picked, the marked ones in the order of marking.
    marked: Option<Vec<RecordId>>,
}

impl Search {
    /// The search for `words`.
    pub(in crate::app) fn new(words: &str, shared: &Shared) -> Self {
        Self::with(words, None, shared)
    }

    fn with(words: &str, marked: Option<Vec<RecordId>>, shared: &Shared) -> Self {
        let mut search = Self {
            input: TextInput::new(words, LONGEST_INPUT),
            query: Query::new("", shared.data()),
            version: shared.searches,
            requested: None,
            most: FIRST_HITS,
            found_version: shared.searches,
            first_version: shared.searches,
            choice: None,
            found: Found::default(),
            suggestions: Vec::new(),
            recent: 0,
            selected: 0,
            waiting: Vec::new(),
            filtering: false,
            scroll: 0,
            visited: false,
            marked,
        };
        search.renew(shared);
        search.show_all(shared);
        search
    }

    /// The input.
    pub fn typed(&self) -> &str {
        self.input.text()
    }

    /// The sorted hits.
    pub fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    /// The index of the selected hit.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The record of a hit.
    pub fn record<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.found.record(number, data)
    }

    /// The record of the selected hit, if anything was found.
    pub fn chosen<'a>(&self, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.record(self.selected, data)
    }

    /// The selected suggestion, if nothing was found.
    fn suggested(&self) -> Option<&Suggestion> {
        self.suggestions.get(self.selected)
    }

    /// Whether anything is offered.
    fn offers(&self) -> bool {
        self.suggested().is_some()
    }

    /// The remarks on the query and why nothing was found, as one paragraph.
    fn remarks(&self, data: &Data) -> String {
        let remarks = self.found.plan.remarks().iter().map(|remark| format!("{}.", capitalized(remark)));
        let sentences: Vec<String> = remarks.chain([self.nothing_found(data)]).collect();
        sentences.join(" ").trim_end().to_owned()
    }

    /// The next request, returned once.
    pub fn wanted(&mut self) -> Option<Request> {
        let wanted = Some((self.version, self.most));
        if self.requested == wanted || self.query.is_empty() && self.query.remarks().is_empty() {
            return None;
        }
        self.requested = wanted;
        Some(Request { version: self.version, query: self.query.clone(), most: self.most })
    }

    /// Takes results, unless newer ones are there already, and returns the moves that waited for them.
    pub fn take_results(&mut self, results: Results, data: &Data) -> Vec<Pressed> {
        if results.version < self.found_version.max(self.first_version) || results.version > self.version {
            return Vec::new();
        }
        let is_new = results.version > self.found_version;
        (self.found, self.found_version) = (results.found, results.version);
        self.suggestions = if self.hits().is_empty() { suggestions(&self.found, data) } else { Vec::new() };
        if is_new {
            self.choose(data);
        }
        if self.found_version == self.version { std::mem::take(&mut self.waiting) } else { Vec::new() }
    }

    /// Selects the hit of the chosen record, or the one in its place if it is gone; the first if none was chosen.
    fn choose(&mut self, data: &Data) {
        let last = self.hits().len().saturating_sub(1);
        self.selected = self.choice.take().map_or(0, |choice| {
            let is_choice = |number: &usize| self.record(*number, data).is_some_and(|record| *record.id() == choice);
            (0..=last).find(is_choice).unwrap_or(self.selected.min(last))
        });
        (self.scroll, self.visited) = (0, false);
    }

    /// Whether a move must wait for its hits. If so, it is stored until they come.
    fn defers(&mut self, action: Pressed) -> bool {
        let waits = self.waits();
        if waits {
            self.waiting.push(action);
        }
        waits
    }

    /// Whether the hits of the newest query are still to come.
    const fn waits(&self) -> bool {
        self.found_version != self.version
    }

    /// Lists all records instead of hits while the query is empty, those looked up last first.
    fn show_all(&mut self, shared: &Shared) {
        let data = shared.data();
        if !self.query.is_empty() {
            return;
        }
        let recent: Vec<usize> = shared.recent.iter().filter_map(|id| Some(data.get(id)?.ordinal())).collect();
        self.recent = recent.len();
        let others = data.records().map(|record| record.ordinal()).filter(|ordinal| !recent.contains(ordinal));
        let hit = |record| Hit { record, ..Hit::default() };
        self.found.hits = recent.iter().copied().chain(others).take(self.most).map(hit).collect();
        (self.found.total, self.found.generation) = (data.len(), data.generation());
        self.found_version = self.version;
        if self.choice.is_some() {
            self.choose(data);
        }
    }

    /// Requests more hits if the selected one is near the last.
    const fn ask_for_more(&mut self) {
        if self.selected + HITS_LEFT > self.most && self.found.total > self.found.hits.len() {
            self.most = self.most.saturating_mul(MORE_HITS);
        }
    }

    /// Completes the filter name or value before the cursor. Where records are picked and there is none to complete, follows what is
    /// offered: Enter prints the marked records.
    fn complete(&mut self, shared: &Shared) {
        if let Some(completion) = complete(&self.input.before_cursor(), shared.data()) {
            self.input.replace_before_cursor(completion.replaced, &completion.text);
            self.renew(shared);
        } else if self.is_to_pick() && !self.defers(Pressed::Search(Action::Complete)) {
            self.follow(shared);
        }
    }

    /// Whether there is something to complete.
    fn completes(&self, data: &Data) -> bool {
        complete(&self.input.before_cursor(), data).is_some()
    }

    /// Searches for the selected suggestion instead.
    fn follow(&mut self, shared: &Shared) {
        if let Some(query) = self.suggested().map(Suggestion::query) {
            self.write(&query, shared);
        }
    }

    /// Adds or removes a filter in the input: the input shows all filters of the query.
    fn toggle(&mut self, filter: &str, asked_for: impl Fn(&Query) -> bool, shared: &Shared) {
        let typed = toggled(self.typed(), filter, asked_for, shared.data());
        // A filter behind the longest text read would not count. One that is removed makes room.
        if typed.chars().count() < LONGEST.max(self.typed().chars().count()) {
            self.write(&typed, shared);
        }
    }

    /// Recalls the previous query or the next one.
    fn recall_query(&mut self, older: bool, queries: &[Text], shared: &Shared) {
        self.input.recall(older, queries);
        self.renew(shared);
    }

    /// Whether it looks for anything.
    pub(in crate::app) const fn has_query(&self) -> bool {
        !self.query.is_empty()
    }

    /// Whether these are results of one of its requests.
    pub(in crate::app) fn asked_for(&self, results: &Results) -> bool {
        (self.first_version..=self.version).contains(&results.version)
    }

    /// The record of the next hit or of the previous one, which is selected; of the selected one if that was not visited. `None`
    /// if there is no further one.
    pub(in crate::app) fn step(&mut self, shared: &Shared, forward: bool) -> Option<RecordId> {
        if self.waits() {
            return None;
        }
        let next = match (std::mem::replace(&mut self.visited, true), forward) {
            (false, _) => self.selected,
            (true, true) => self.selected + 1,
            (true, false) => self.selected.checked_sub(1)?,
        };
        let record = self.record(next, shared.data())?.id().clone();
        self.selected = next;
        self.ask_for_more();
        Some(record)
    }

    /// Which hit is selected, in a sentence.
    pub(in crate::app) fn position(&self) -> String {
        let query = wrap::cut(self.typed().trim(), LONGEST_NAMED);
        match self.found.total {
            0 => format!("No hits for “{query}”."),
            total => format!("Hit {} of {total} for “{query}”.", self.selected + 1),
        }
    }

    fn write(&mut self, typed: &str, shared: &Shared) {
        self.input.write(typed);
        self.renew(shared);
    }

    /// Drops the results.
    fn forget(&mut self) {
        (self.found, self.selected) = (Found::default(), 0);
        self.suggestions.clear();
    }

    fn renew(&mut self, shared: &Shared) {
        self.query = shared.searcher().query(self.input.text());
        if self.query.asks_for_pins() {
            self.query = shared.searcher().query_with(self.input.text(), &self.pinned(shared));
        }
        self.version += 1;
        (self.most, self.choice) = (FIRST_HITS, None);
        (self.scroll, self.visited) = (0, false);
        self.waiting.clear();
        if self.query.is_empty() {
            self.forget();
        }
    }

    /// The pinned records. Restricted mode saves no pins, so there are only those of this session.
    fn pinned(&self, shared: &Shared) -> Pinned {
        let ids: Vec<_> = shared.saved().pins.iter().filter_map(Pin::record).collect();
        if shared.restricted() && ids.is_empty() {
            Pinned::Withheld(NO_PINS)
        } else if self.is_to_pick() && !shared.restricted() {
            Pinned::Withheld("`icatlas pick` does not read the pins")
        } else {
            Pinned::Known(ids)
        }
    }
}
