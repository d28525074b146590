//! The visible part of the data: an [`Atlas`] behind a [`Filter`]. All modules above get their records from here, so
//! they cannot show, export or search a hidden text.

use std::collections::HashMap;
use std::sync::Arc;

use super::as_of::Later;
use super::tables::{Tie, under};
use super::{
    Atlas, Basis, Date, Edition, Group, Kind, Link, OutOfMemory, Pillar, Record, RecordId, Relation, Statement,
    VisibleRecord, reading,
};

/// Selects the visible part of the data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Hides editorial names, facts and links, and records with an editorial title or text. A document that a visible
    /// record cites stays visible under its symbol or, without a symbol, its id.
    pub sources_only: bool,
    /// Hides what began after this day, or after the last day of this month or year.
    pub as_of: Option<Date>,
}

impl Filter {
    /// Whether the filter hides nothing.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Whether texts of this basis are visible.
    pub fn lets_through(self, basis: Basis) -> bool {
        !self.sources_only || basis != Basis::Editorial
    }
}

/// The data with a filter. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Data {
    whole: Arc<Atlas>,
    filter: Filter,
    visible: Arc<Visible>,
}

/// Identifies a loaded data set; unique within the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Generation(pub(super) u64);

/// The records that a filter lets through.
#[derive(Debug)]
struct Visible {
    /// The state of each record by ordinal; `None` if all of every record is visible.
    states: Option<Vec<State>>,
    /// The substitute titles of unnamed documents without a symbol, by ordinal.
    titles: HashMap<usize, Statement>,
    /// What began later than the day of the filter; `None` without a day.
    later: Option<Later>,
    count: usize,
}

/// The visible part of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Hidden,
    /// A document that visible records cite, without its editorial title or text.
    Unnamed,
    Seen,
}

impl Visible {
    fn of(whole: &Atlas, filter: Filter) -> Self {
        let count = whole.len();
        if filter.is_none() {
            return Self { states: None, titles: HashMap::new(), later: None, count };
        }
        let hides = |is_editorial: &bool| filter.sources_only && *is_editorial;
        let seen = |is_editorial: &bool| if hides(is_editorial) { State::Hidden } else { State::Seen };
        let mut states: Vec<State> = whole.tables.editorial.iter().map(seen).collect();
        let later = filter.as_of.map(|_| Later::than(whole, filter));
        for (state, begins) in states.iter_mut().zip(later.iter().flat_map(|later| &later.begins)) {
            if begins.is_some_and(|begins| !filter.has_come(begins.date())) {
                *state = State::Hidden;
            }
        }
        let mut titles = HashMap::new();
        for (document, record) in whole.tables.needed_documents.iter().filter(|_| filter.sources_only) {
            let (document, record) = (*document as usize, *record as usize);
            if states[record] == State::Seen && states[document] == State::Hidden {
                states[document] = State::Unnamed;
                titles.extend(whole.records.at(document).bare_title().map(|title| (document, title)));
            }
        }
        let count = states.iter().filter(|state| **state != State::Hidden).count();
        Self { states: Some(states), titles, later, count }
    }
}

impl From<Atlas> for Data {
    fn from(whole: Atlas) -> Self {
        Arc::new(whole).into()
    }
}

impl From<Arc<Atlas>> for Data {
    fn from(whole: Arc<Atlas>) -> Self {
        Self::new(whole, Filter::default())
    }
}

impl Data {
    /// The data behind a filter. A day later than that of the edition counts as that of the edition.
    pub fn new(whole: Arc<Atlas>, filter: Filter) -> Self {
        let filter = if filter.is_none() { filter } else { filter.up_to(whole.edition.date) };
        let visible = Arc::new(Visible::of(&whole, filter));
        Self { whole, filter, visible }
    }

    /// The same data behind another filter.
    #[must_use]
    pub fn filtered(&self, filter: Filter) -> Self {
        Self::new(Arc::clone(&self.whole), filter)
    }

    /// Other data behind the same filter.
    #[must_use]
    pub fn replaced(&self, whole: Arc<Atlas>) -> Self {
        Self::new(whole, self.filter)
    }

    /// The filter.
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// The data without the filter.
    pub const fn whole(&self) -> &Arc<Atlas> {
        &self.whole
    }

    /// Identifies the data set, whatever its filter.
    pub fn generation(&self) -> Generation {
        self.whole.generation
    }

    /// The name, date and format of the data set.
    pub fn edition(&self) -> &Edition {
        &self.whole.edition
    }

    /// What people say for what the records say, whatever the filter. In the built-in data it is unpacked when first asked for.
    pub fn vocabulary(&self) -> &[Group] {
        &self.whole.vocabulary
    }

    /// Checks that there is enough memory for an index.
    ///
    /// # Errors
    /// If there is not enough.
    pub fn check_memory(&self) -> Result<(), OutOfMemory> {
        reading::check_memory(self.whole.memory)
    }

    /// The number of visible records.
    pub fn len(&self) -> usize {
        self.visible.count
    }

    /// Whether no record is visible.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The visible records, in the order of the data.
    pub fn records(&self) -> impl Iterator<Item = VisibleRecord<'_>> {
        (0..self.whole.len()).filter_map(|ordinal| self.at(ordinal))
    }

    /// The record with this id, if it is visible.
    pub fn get(&self, id: &RecordId) -> Option<VisibleRecord<'_>> {
        self.at(self.whole.ordinal(id)?)
    }

    /// Whether the record exists and the filter hides it.
    pub fn hides(&self, id: &RecordId) -> bool {
        self.whole.ordinal(id).is_some_and(|ordinal| self.state(ordinal) == State::Hidden)
    }

    /// The visible records of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = VisibleRecord<'_>> {
        self.whole.ordinals_of_kind(kind).filter_map(|ordinal| self.at(ordinal))
    }

    /// The visible records of a kind under a pillar.
    pub fn under(&self, kind: Kind, pillar: Pillar) -> impl Iterator<Item = VisibleRecord<'_>> {
        self.whole.tables.under.get(under(kind, pillar)).iter().filter_map(|ordinal| self.at(*ordinal as usize))
    }

    /// The visible links to a record, each with the record it starts from.
    pub fn incoming(&self, id: &RecordId) -> impl Iterator<Item = (VisibleRecord<'_>, &Link)> {
        self.whole
            .ordinal(id)
            .into_iter()
            .flat_map(|ordinal| self.ties(ordinal))
            .map(|tie| (self.shown(tie.from), &self.whole.record(tie.from).links[tie.number]))
    }

    /// The visible links to the record with this ordinal, without their citations and reasons.
    pub(super) fn ties(&self, ordinal: usize) -> impl Iterator<Item = Tie> {
        let ties = self.whole.tables.links_to(ordinal);
        let is_visible = |tie: &Tie| self.filter.lets_through(tie.basis) && self.is_visible(tie.from);
        ties.filter(move |tie| is_visible(tie) && !self.later().is_some_and(|later| later.has(tie)))
    }

    /// What began later than the day of the filter, if it has one.
    pub(super) fn later(&self) -> Option<&Later> {
        self.visible.later.as_ref()
    }

    /// The visible records from which links of one of these relations lead to visible records of these kinds, with the
    /// relation and the other record: in the order of the data and of their links.
    pub fn linked(
        &self,
        relations: &[Relation],
        kinds: &[Kind],
    ) -> Vec<(VisibleRecord<'_>, Relation, VisibleRecord<'_>)> {
        let targets = kinds.iter().flat_map(|kind| self.of_kind(*kind));
        let ties = targets.flat_map(|to| self.ties(to.ordinal).map(move |tie| (tie, to)));
        let mut ties: Vec<_> = ties.filter(|(tie, _)| relations.contains(&tie.relation)).collect();
        ties.sort_unstable_by_key(|(tie, to)| (tie.from, tie.number, to.ordinal));
        ties.into_iter().map(|(tie, to)| (self.shown(tie.from), tie.relation, to)).collect()
    }

    /// The visible records that cite a document, for themselves or for a name, a fact or a link, in the order of the data.
    pub fn citing<'a>(&'a self, document: &'a RecordId) -> impl Iterator<Item = VisibleRecord<'a>> {
        let citing = self.whole.ordinal(document).map_or(&[][..], |ordinal| self.whole.tables.citing.get(ordinal));
        let visible = |pair: &&u32| **pair & 1 == 0 || self.filter.lets_through(Basis::Editorial);
        // The day may hide what it is cited for.
        let cites = |record: &VisibleRecord<'_>| self.later().is_none() || record.cites(document);
        citing.iter().filter(visible).filter_map(|pair| self.at((pair >> 1) as usize)).filter(cites)
    }

    /// Whether the record with this ordinal is visible.
    pub fn is_visible(&self, ordinal: usize) -> bool {
        self.state(ordinal) != State::Hidden
    }

    /// For each ordinal whether the record is visible; `None` if all are.
    pub fn all_visible(&self) -> Option<Vec<bool>> {
        let states = self.visible.states.as_ref()?;
        Some(states.iter().map(|state| *state != State::Hidden).collect())
    }

    /// The record with this ordinal, if it is visible.
    pub(super) fn at(&self, ordinal: usize) -> Option<VisibleRecord<'_>> {
        let state = self.state(ordinal);
        if ordinal >= self.whole.len() || state == State::Hidden {
            return None;
        }
        Some(self.shown(ordinal))
    }

    /// The record with this ordinal; `None` if the data is of another generation.
    pub fn at_of(&self, generation: Generation, ordinal: usize) -> Option<VisibleRecord<'_>> {
        self.at(ordinal).filter(|_| generation == self.generation())
    }

    /// The record with this ordinal, which must be visible.
    const fn shown(&self, ordinal: usize) -> VisibleRecord<'_> {
        VisibleRecord { data: self, ordinal, passing: None }
    }

    /// Reads something of each of these records. A built-in record that was not needed before takes no memory afterwards.
    pub fn glance<'a, T>(
        &'a self,
        records: impl Iterator<Item = VisibleRecord<'a>>,
        read: impl Fn(VisibleRecord<'_>) -> T,
    ) -> impl Iterator<Item = T> {
        records.map(move |record| {
            let passing = self.whole.records.in_passing(record.ordinal);
            read(VisibleRecord { passing: passing.as_ref(), ..record })
        })
    }

    /// The title of a visible record, or its substitute.
    pub(super) fn title<'a>(&'a self, ordinal: usize, record: &'a Record) -> &'a Statement {
        match self.state(ordinal) {
            State::Unnamed if !self.filter.lets_through(record.title.basis) => {
                self.visible.titles.get(&ordinal).or_else(|| record.symbol()).unwrap_or(&record.title)
            }
            State::Unnamed | State::Seen | State::Hidden => &record.title,
        }
    }

    fn state(&self, ordinal: usize) -> State {
        match &self.visible.states {
            Some(states) => states.get(ordinal).copied().unwrap_or(State::Hidden),
            None => State::Seen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sourced() -> Data {
        Data::new(Arc::new(Atlas::frozen()), Filter { sources_only: true, ..Filter::default() })
    }

    fn id(id: &str) -> RecordId {
        RecordId::try_from(id).unwrap()
    }

    #[test]
    fn the_filter_lets_no_editorial_text_through() {
        let data = sourced();
        let whole = data.filtered(Filter::default());
        assert!(data.len() < whole.len());
        assert_eq!(data.records().count(), data.len());
        for record in data.records() {
            let of_links =
                record.links().chain(data.incoming(record.id()).map(|(_, link)| link)).map(|link| link.basis);
            let of_parts = record.facts().map(|fact| fact.statement.basis).chain(record.names().map(|name| name.basis));
            let of_words = [record.title().basis, record.body().basis];
            let mut all = of_links.chain(of_parts).chain(of_words);
            assert!(all.all(|basis| basis != Basis::Editorial), "{}", record.id());
        }
    }

    #[test]
    fn a_cited_document_with_a_hidden_title_is_named_by_its_symbol_or_id() {
        let cites = |document: &str| format!("citations: [(document: \"document/{document}\", place: Whole)]");
        let document = |id: &str, more: &str| {
            let cites = cites(id);
            format!(
                "(id: \"document/{id}\", title: Editorial(\"ours\"), body: \"b\", text: Editorial(\"ours\"), {more} {cites}),"
            )
        };
        let event = |id: &str, basis: &str, document: &str| {
            format!("(id: \"event/{id}\", title: Verbatim(\"t\"), text: {basis}(\"x\"), {}),", cites(document))
        };
        let events =
            [event("1", "Verbatim", "with"), event("2", "Verbatim", "without"), event("3", "Editorial", "alone")];
        let documents = [document("with", "symbol: \"A/1\","), document("without", ""), document("alone", "")];
        let texts = [
            ("edition", "(name: \"test\", date: \"2010\", schema: 1)".to_owned()),
            ("events", format!("[{}]", events.concat())),
            ("documents", format!("[{}]", documents.concat())),
        ];
        let data = Data::from(Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")));
        let data = data.filtered(Filter { sources_only: true, ..Filter::default() });
        let visible: Vec<_> = data.records().map(|record| (record.id().as_str(), record.title().first())).collect();
        let events = [("event/1", "t"), ("event/2", "t")];
        assert_eq!(visible, [events, [("document/with", "A/1"), ("document/without", "without")]].concat());
        assert!(data.hides(&id("document/alone")) && !data.hides(&id("document/with")));
        assert_eq!(data.get(&id("document/with")).unwrap().text(), None);
    }
}
