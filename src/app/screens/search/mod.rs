//! The state of the search: what is typed, what it finds, which hit is chosen.
//!
//! The search itself is done outside: [`Search::wanted`] says what is looked for, [`Search::answer`] takes what was
//! found. What is typed meanwhile is taken at once; moves among the hits wait for the hits they are meant for.

mod update;

use std::time::Duration;

use tui_input::InputRequest;

use crate::app::Action;
use crate::app::field::Field;
use crate::atlas::{Data, Kind, Pillar, RecordId, Shown, Text};
use crate::search::{Found, Hit, LONGEST, Query, complete, toggled};

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
pub struct Answer {
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
    field: Field,
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
    waiting: Vec<Action>,
    /// Whether keys choose filters instead of being typed.
    filtering: bool,
    /// Which of the former queries was recalled, counted from the newest, and what was typed before.
    recalled: Option<(usize, String)>,
}

impl Search {
    /// The search for `words`. Its versions are counted from `version`.
    pub fn new(words: &str, version: u64, data: &Data) -> Self {
        let mut search = Self {
            field: Field::new(words, LONGEST),
            query: Query::new("", data),
            version,
            asked: None,
            most: FIRST_HITS,
            answered: version,
            first: version,
            choice: None,
            found: Found::default(),
            took: None,
            selected: 0,
            waiting: Vec::new(),
            filtering: false,
            recalled: None,
        };
        search.renew(data);
        search
    }

    /// The field in which the query is typed.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        self.field.text()
    }

    /// What is looked for.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// What is found, best first: of the newest query that was answered.
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// The hits that are put in order.
    pub fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    /// How long the answer took, if anything was asked.
    pub const fn took(&self) -> Option<Duration> {
        self.took
    }

    /// The number of the chosen hit.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The record of a hit.
    pub fn record<'a>(&self, number: usize, data: &'a Data) -> Option<Shown<'a>> {
        self.found.record(number, data)
    }

    /// The record of the chosen hit, if anything was found.
    pub fn chosen<'a>(&self, data: &'a Data) -> Option<Shown<'a>> {
        self.record(self.selected, data)
    }

    /// Whether keys choose filters instead of being typed.
    pub const fn filtering(&self) -> bool {
        self.filtering
    }

    /// The first of the things that the screen should say about the query, if there is any.
    pub fn remark(&self) -> Option<&str> {
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
    pub fn answer(&mut self, answer: Answer, data: &Data) -> Vec<Action> {
        if answer.version < self.answered.max(self.first) || answer.version > self.version {
            return Vec::new();
        }
        let is_new = answer.version > self.answered;
        (self.found, self.took, self.answered) = (answer.found, Some(answer.took), answer.version);
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
    pub fn defers(&mut self, action: &Action) -> bool {
        let waits = self.answered != self.version;
        if waits {
            self.waiting.push(action.clone());
        }
        waits
    }

    /// Shows these records instead of hits, while nothing is looked for: what was looked up last comes first.
    pub fn show_all(&mut self, recent: &[RecordId], data: &Data) {
        if !self.query.is_empty() {
            return;
        }
        let recent: Vec<usize> = recent.iter().filter_map(|id| Some(data.get(id)?.place())).collect();
        let others = data.records().map(|record| record.place()).filter(|place| !recent.contains(place));
        let hit = |record| Hit { record, ..Hit::default() };
        self.found.hits = recent.iter().copied().chain(others).take(self.most).map(hit).collect();
        (self.found.total, self.found.generation) = (data.len(), data.generation());
        self.answered = self.version;
        if self.choice.is_some() {
            self.choose(data);
        }
    }

    /// Looks for the same among other data, and chooses the same hit if it is there.
    pub fn adopt(&mut self, old: &Data, new: &Data) {
        let chosen = self.chosen(old).map(|record| record.id().clone());
        self.renew(new);
        (self.found, self.selected) = (Found::default(), 0);
        (self.first, self.choice) = (self.version, chosen);
    }

    /// Chooses a hit `by` rows further down, or up.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.hits().len().saturating_sub(1));
        if self.selected + FIRST_HITS / 10 > self.most && self.found.total > self.hits().len() {
            self.most = self.most.saturating_mul(10);
        }
    }

    /// Turns to choosing filters, or back to typing.
    pub const fn set_filtering(&mut self, filtering: bool) {
        self.filtering = filtering;
    }

    /// Edits what is typed.
    pub fn edit(&mut self, request: InputRequest, data: &Data) {
        if self.field.edit(request) {
            self.recalled = None;
            self.renew(data);
        }
    }

    /// Inserts pasted text, as much of it as the field takes.
    pub fn paste(&mut self, text: &str, data: &Data) {
        self.field.insert(text);
        self.recalled = None;
        self.renew(data);
    }

    /// Completes the field or value before the cursor.
    pub fn complete(&mut self, data: &Data) {
        if let Some(completion) = complete(&self.field.before_cursor(), data) {
            self.field.replace_before_cursor(completion.replaced, &completion.text);
            self.renew(data);
        }
    }

    /// Asks for records of a kind too, or no longer.
    pub fn toggle_kind(&mut self, kind: Kind, data: &Data) {
        self.toggle(&format!("kind:{}", kind.prefix()), |query| query.asks_for_kind(kind), data);
    }

    /// Asks for records under a pillar too, or no longer.
    pub fn toggle_pillar(&mut self, pillar: Pillar, data: &Data) {
        self.toggle(&format!("pillar:{}", pillar.segment()), |query| query.asks_for_pillar(pillar), data);
    }

    /// Filters are part of the query as it is typed: what the screen shows is all there is.
    fn toggle(&mut self, filter: &str, asked_for: impl Fn(&Query) -> bool, data: &Data) {
        let typed = toggled(self.typed(), filter, asked_for, data);
        if typed.chars().count() < LONGEST {
            self.write(&typed, data);
        }
    }

    /// Brings back the query before the one that is shown, or the one after it.
    pub fn recall(&mut self, older: bool, queries: &[Text], data: &Data) {
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
        self.field.write(typed);
        self.renew(data);
    }

    fn renew(&mut self, data: &Data) {
        self.query = Query::new(self.field.text(), data);
        self.version += 1;
        (self.most, self.choice) = (FIRST_HITS, None);
        self.waiting.clear();
        if self.query.is_empty() {
            (self.found, self.took, self.selected) = (Found::default(), None, 0);
        }
    }
}
