//! Answers queries over an atlas.

use std::ops::Range;
use std::sync::Arc;

use super::fold::{self, Role};
use super::forgive::Forgiveness;
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::marks;
use super::plan::{Groups, Plan, Planner};
use super::query::{Filter, Query, Test};
use super::rank::{Hit, Tally};
use crate::atlas::{Atlas, RecordId};

/// An atlas with its index, ready for queries from any thread.
#[derive(Debug)]
pub struct Searcher {
    atlas: Arc<Atlas>,
    index: Index,
    groups: Groups,
    fuzzy: Fuzzy,
    forgiven: Forgiveness,
}

fn pass_where(passed: &mut [bool], test: impl Fn(usize) -> bool) {
    for (record, passed) in passed.iter_mut().enumerate() {
        *passed |= test(record);
    }
}

/// What a query found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The best hits in order, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many records match in all.
    pub total: usize,
    /// What the words were taken for.
    pub plan: Plan,
}

impl Searcher {
    /// Indexes an atlas.
    pub fn new(atlas: Arc<Atlas>) -> Self {
        let index = Index::of(&atlas);
        let folded = |text: &str| {
            let words = fold::words(text).into_iter().filter(|word| word.role != Role::Part);
            words.map(|word| word.folded).collect()
        };
        let groups = atlas.synonyms().groups().iter();
        let groups = groups.map(|group| group.iter().map(|entry| folded(entry.as_str())).collect()).collect();
        Self { atlas, index, groups, fuzzy: Fuzzy::default(), forgiven: Forgiveness::default() }
    }

    /// The records that are searched.
    pub fn atlas(&self) -> &Arc<Atlas> {
        &self.atlas
    }

    /// The index, for whoever wants to know its size.
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Reads what was typed.
    pub fn query(&self, typed: &str) -> Query {
        Query::new(typed, &self.atlas)
    }

    /// The first `most` records that match, best first by the rules of ranking that the module `rank` states. The empty
    /// query finds nothing.
    pub fn search(&self, query: &Query, most: usize) -> Found {
        self.search_unless(query, most, &|| false).unwrap_or_default()
    }

    /// The same, given up midway as soon as `unwanted` says so.
    pub fn search_unless(&self, query: &Query, most: usize, unwanted: &dyn Fn() -> bool) -> Option<Found> {
        let plan = self.planner().plan(query);
        if query.is_empty() {
            return Some(Found { plan, ..Found::default() });
        }
        let mut tally = Tally::new(&self.index, query.fields, self.allowed(&query.filters));
        for term in &plan.terms {
            tally.add(term, unwanted)?;
        }
        let (hits, total) = tally.ranked(&plan, most);
        Some(Found { hits, total, plan })
    }

    /// The parts of a text that a query matches, in order and apart from each other: what is marked on the screen.
    pub fn marks(&self, plan: &Plan, text: &str) -> Vec<Range<usize>> {
        marks::marks(plan, text, &self.index, &self.fuzzy)
    }

    /// How a record comes by its rank.
    pub fn explain(&self, query: &Query, plan: &Plan, record: usize) -> Vec<super::Part> {
        super::explain::parts(&self.index, query.fields, plan, record)
    }

    const fn planner(&self) -> Planner<'_> {
        Planner { index: &self.index, groups: &self.groups, fuzzy: &self.fuzzy, forgiven: &self.forgiven }
    }

    /// The records that filters let through. Filters of one field are alternatives; those of different fields, and those
    /// that leave records out, all have to be met.
    fn allowed(&self, filters: &[Filter]) -> Option<Vec<bool>> {
        if filters.is_empty() {
            return None;
        }
        let mut allowed = vec![true; self.index.len()];
        let mut left: Vec<&Filter> = filters.iter().collect();
        while let Some(filter) = left.first().copied() {
            let alike = |other: &Filter| {
                !other.negated && std::mem::discriminant(&other.test) == std::mem::discriminant(&filter.test)
            };
            let (together, others): (Vec<_>, Vec<_>) = if filter.negated {
                (vec![filter], left[1..].to_vec())
            } else {
                left.into_iter().partition(|other| alike(other))
            };
            let mut passed = vec![false; self.index.len()];
            for filter in together {
                self.pass(&filter.test, &mut passed);
            }
            for (allowed, passed) in allowed.iter_mut().zip(passed) {
                *allowed &= passed != filter.negated;
            }
            left = others;
        }
        Some(allowed)
    }

    /// Lets through what meets a test.
    fn pass(&self, test: &Test, passed: &mut [bool]) {
        match test {
            Test::Kinds(kinds) => pass_where(passed, |record| kinds.contains(&self.index.facets[record].kind)),
            Test::Bases(bases) => pass_where(passed, |record| bases.contains(&self.index.facets[record].basis)),
            Test::Pillars(pillars) => {
                let under =
                    |record: usize| self.index.facets[record].pillar.is_some_and(|pillar| pillars.contains(&pillar));
                pass_where(passed, under);
            }
            Test::Id(beginning) => self.pass_ids(beginning, passed),
            Test::Cites(beginning) => {
                let meant = self.atlas.with_beginning(beginning);
                let is_whole = |first: &u32| self.atlas.records()[*first as usize].id.as_str() == beginning;
                // A whole id is that document, and not those whose ids go on behind it as well.
                let whole = meant.first().is_some_and(is_whole);
                let cited = |document: &RecordId| {
                    document.as_str().starts_with(beginning) && (!whole || document.as_str().len() == beginning.len())
                };
                pass_where(passed, |record| {
                    self.atlas.records()[record].citations.iter().any(|citation| cited(&citation.document))
                });
            }
        }
    }

    fn pass_ids(&self, beginning: &str, passed: &mut [bool]) {
        let id = |record: u32| &self.atlas.records()[record as usize].id;
        let with_beginning = self.atlas.with_beginning(beginning);
        // `gap/prevention/1` is that record, and not the tenth as well.
        let is_place = |id: &RecordId| id.is_in(beginning);
        let as_place = with_beginning.iter().any(|record| is_place(id(*record)));
        for record in with_beginning {
            passed[*record as usize] |= !as_place || is_place(id(*record));
        }
    }
}
