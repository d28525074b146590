//! Runs queries over the data.

use std::ops::Range;
use std::sync::Arc;

use super::dates::Span;
use super::day::Day;
use super::fallback::Caches;
use super::fold::folded;
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::marks::Marker;
use super::nearest::Nearest;
use super::plan::{Lead, Plan, Unit};
use super::planner::Planner;
use super::query::{Between, Filter, Query, Test};
use super::rank::Hit;
use super::readings;
use super::relations::subjects;
use super::state::{Pinned, State};
use super::tally::Tally;
use super::titles::titled;
use super::value::citing;
use super::visible::Visible;
use crate::atlas::{self, Basis, Data, Generation, Kind, VisibleRecord};

/// Data with its index, ready for queries from any thread.
#[derive(Debug)]
pub struct Searcher {
    data: Data,
    shared: Arc<Shared>,
    /// Depends on the filter, so each filtered searcher has its own.
    caches: Caches,
    /// What the day of the filter changes of the index; `None` without a day.
    day: Option<Day>,
}

/// The parts that do not depend on the filter.
#[derive(Debug)]
struct Shared {
    index: Index,
    fuzzy: Fuzzy,
}

fn pass_where(passed: &mut [bool], test: impl Fn(usize) -> bool) {
    for (record, passed) in passed.iter_mut().enumerate() {
        *passed |= test(record);
    }
}

/// The results of a query.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The best hits in order, up to the requested number.
    pub hits: Vec<Hit>,
    /// The data that the ordinals of the hits belong to.
    pub generation: Generation,
    /// The number of all matching records.
    pub total: usize,
    /// The query looked up in the index.
    pub plan: Plan,
    /// If nothing was found, the words of the data nearest to those that occur nowhere.
    pub nearest: Vec<Nearest>,
}

impl Found {
    /// The record of the hit at this index.
    pub fn record<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        data.at_of(self.generation, self.hits.get(number)?.record)
    }

    /// The records of the hits.
    pub fn records<'a>(&self, data: &'a Data) -> impl Iterator<Item = VisibleRecord<'a>> {
        (0..self.hits.len()).filter_map(|number| self.record(number, data))
    }
}

impl Searcher {
    /// Indexes the data.
    pub fn new(data: impl Into<Data>) -> Self {
        let data = data.into();
        let index = Index::of(&data);
        Self::with(data, index)
    }

    /// Uses an existing index, which must be of this data.
    pub fn with(data: Data, index: Index) -> Self {
        let day = Day::of(&data, &index);
        let shared = Arc::new(Shared { index, fuzzy: Fuzzy::default() });
        Self { data, shared, caches: Caches::default(), day }
    }

    /// The same data behind another filter, with the same index.
    #[must_use]
    pub fn filtered(&self, filter: atlas::Filter) -> Self {
        let data = self.data.filtered(filter);
        let day = Day::of(&data, &self.shared.index);
        Self { data, shared: Arc::clone(&self.shared), caches: Caches::default(), day }
    }

    /// The data, with its filter.
    pub const fn data(&self) -> &Data {
        &self.data
    }

    /// The index, for measurements.
    pub fn index(&self) -> &Index {
        &self.shared.index
    }

    /// Parses a query.
    pub fn query(&self, typed: &str) -> Query {
        Query::new(typed, &self.data)
    }

    /// Parses a query that may ask for the pinned records.
    pub fn query_with(&self, typed: &str, pinned: &Pinned) -> Query {
        Query::with_pins(typed, &self.data, pinned)
    }

    /// The first `most` records that match, best first by the rules in the module `rank`. The empty query finds
    /// nothing.
    pub fn search(&self, query: &Query, most: usize) -> Found {
        self.search_unless(query, most, &|| false).unwrap_or_default()
    }

    /// Like [`Searcher::search`], but stops and returns `None` as soon as `unwanted` returns true.
    pub fn search_unless(&self, query: &Query, most: usize, unwanted: &dyn Fn() -> bool) -> Option<Found> {
        let mut plan = self.planner().plan(query);
        if query.is_empty() {
            return Some(Found { plan, ..Found::default() });
        }
        let mut tally = Tally::new(self.visible(), query.fields, self.allowed(&query.filters));
        let occurs = plan.units.iter().map(|unit| tally.add(unit, unwanted)).collect::<Option<Vec<_>>>()?;
        for unit in plan.sought() {
            let pairs = self.linked_by(unit);
            if !pairs.is_empty() {
                tally.follow(&plan, &pairs);
            }
        }
        let related = tally.rank_of_related();
        let titled = titled(query, &self.visible());
        let (hits, total) = tally.ranked(&plan, &titled, most);
        readings::note(&mut plan, &occurs, self.visible(), &self.data, total, related);
        let nearest = if total == 0 { self.nearest(&plan, unwanted)? } else { Vec::new() };
        Some(Found { hits, total, plan, nearest, generation: self.data.generation() })
    }

    /// The spans of a text that a query matches, in order and disjoint, in bytes.
    pub fn marks(&self, plan: &Plan, text: &str) -> Vec<Range<usize>> {
        self.marker(plan).marks(text).to_vec()
    }

    /// Marks the spans of texts that a query matches.
    pub fn marker<'a>(&'a self, plan: &'a Plan) -> Marker<'a> {
        Marker::new(plan, &self.shared.index, &self.shared.fuzzy)
    }

    /// The ordinals of the records at both ends of the links that a label in the query names.
    fn linked_by(&self, unit: &Unit) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for lead in &unit.leads {
            let Lead::Label(label) = lead else { continue };
            let Some(relation) = label.relation() else { continue };
            let linked = self.data.linked(&[relation], &Kind::ALL).into_iter();
            pairs.extend(linked.map(|(from, _, to)| (from.ordinal(), to.ordinal())));
        }
        pairs
    }

    /// Whether each of these words occurs in a visible text or in the vocabulary.
    pub fn knows(&self, words: &str) -> bool {
        let (visible, index) = (self.visible(), &self.shared.index);
        let occurs = |word: &str| index.word_list.whole(word).is_some_and(|id| visible.has(&(id..id + 1)));
        folded(words).iter().all(|word| occurs(word) || index.entries.knows(word))
    }

    /// The parts of a hit's score.
    pub fn explain(&self, query: &Query, plan: &Plan, hit: &Hit) -> Vec<super::Part> {
        let visible = self.visible();
        super::explain::parts(&visible, query.fields.and(visible.fields), plan, hit)
    }

    /// The records that have all words of a query as typed, or are of the kind, pillar or date that a word names, or have what a
    /// label names; the best first.
    pub fn as_typed(&self, query: &Query) -> Vec<VisibleRecord<'_>> {
        let (found, visible) = (self.search(query, usize::MAX), self.visible());
        let fields = query.fields.and(visible.fields);
        let as_typed = (0..found.hits.len())
            .filter(|number| super::explain::has_as_typed(&visible, fields, &found.plan, found.hits[*number].record));
        as_typed.filter_map(|number| found.record(number, &self.data)).collect()
    }

    pub(super) fn visible(&self) -> Visible<'_> {
        Visible::new(&self.shared.index, &self.data, self.day.as_ref())
    }

    fn planner(&self) -> Planner<'_> {
        Planner {
            visible: self.visible(),
            entries: &self.shared.index.entries,
            fuzzy: &self.shared.fuzzy,
            caches: &self.caches,
        }
    }

    /// For each record whether the filters let it through; `None` if all pass. Filters of one name are alternatives; a
    /// record must meet every group and every negated filter, and `after` and `before` with one of its dates.
    fn allowed(&self, filters: &[Filter]) -> Option<Vec<bool>> {
        let visible = self.visible().records();
        if filters.is_empty() {
            return visible;
        }
        let mut allowed = visible.unwrap_or_else(|| vec![true; self.shared.index.len()]);
        let mut left: Vec<&Filter> = filters.iter().collect();
        while let Some(filter) = left.first().copied() {
            let (together, others): (Vec<_>, Vec<_>) = if filter.negated {
                (vec![filter], left[1..].to_vec())
            } else {
                left.into_iter().partition(|other| filter.is_alternative_to(other))
            };
            let mut passed = vec![false; self.shared.index.len()];
            for filter in together {
                self.pass(&filter.test, &mut passed);
            }
            for (allowed, passed) in allowed.iter_mut().zip(passed) {
                *allowed &= passed != filter.negated;
            }
            left = others;
        }
        if let Some(between) = Between::of(filters) {
            let mut passed = vec![false; allowed.len()];
            self.pass_dates(|date| between.holds(date), &mut passed);
            for (allowed, passed) in allowed.iter_mut().zip(passed) {
                *allowed &= passed;
            }
        }
        Some(allowed)
    }

    /// Marks the records that meet a test.
    fn pass(&self, test: &Test, passed: &mut [bool]) {
        match test {
            Test::Kinds(kinds) => pass_where(passed, |record| kinds.contains(&self.shared.index.facets[record].kind())),
            Test::Bases(bases) => self.pass_bases(bases, passed),
            Test::Pillars(pillars) => {
                let under = |record: usize| {
                    let own = self.shared.index.facets[record].pillars(self.data.filter());
                    pillars.iter().any(|pillar| own.has(*pillar))
                };
                pass_where(passed, under);
            }
            Test::Id(beginning) => self.pass_ids(beginning, passed),
            Test::Cites(value) => citing(value, &self.data).for_each(|record| passed[record.ordinal()] = true),
            Test::Is(states) => states.iter().for_each(|state| self.pass_state(state, passed)),
            Test::After(span) => self.pass_dates(|date| date.to > span.to, passed),
            Test::Before(span) => self.pass_dates(|date| date.from < span.from, passed),
            Test::Linked { relation, value } => {
                for record in subjects(*relation, value, &self.data) {
                    passed[record.ordinal()] = true;
                }
            }
            Test::Nothing => {}
        }
    }

    fn pass_bases(&self, bases: &[Basis], passed: &mut [bool]) {
        let visible = self.visible();
        pass_where(passed, |record| visible.basis(record).is_some_and(|basis| bases.contains(&basis)));
    }

    fn pass_state(&self, state: &State, passed: &mut [bool]) {
        let mut pass = |record: VisibleRecord<'_>| passed[record.ordinal()] = true;
        let gaps = || self.data.of_kind(Kind::Gap);
        match state {
            State::Answered(answered) => {
                gaps().filter(|gap| self.data.answered(*gap) == Some(*answered)).for_each(&mut pass);
            }
            State::Pinned(ids) => ids.iter().filter_map(|id| self.data.get(id)).for_each(&mut pass),
            State::Of(basis) => self.pass_bases(&[*basis], passed),
        }
    }

    fn pass_dates(&self, test: impl Fn(Span) -> bool, passed: &mut [bool]) {
        let visible = self.visible();
        pass_where(passed, |record| visible.dates(record).iter().copied().any(&test));
    }

    fn pass_ids(&self, beginning: &str, passed: &mut [bool]) {
        // `gap/prevention/1` must not match `gap/prevention/10`.
        let as_prefix = self.data.with_beginning(beginning).any(|record| record.id().is_in(beginning));
        for record in self.data.with_beginning(beginning) {
            passed[record.ordinal()] |= !as_prefix || record.id().is_in(beginning);
        }
    }
}
