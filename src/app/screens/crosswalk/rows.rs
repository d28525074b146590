//! The rows of the crosswalk: each gap with its answers, full ones first, and what stands beside those.

use crate::app::layout::Arrangement;
use crate::atlas::{Data, Extent, Kind, Link, Pillar, RecordId, Relation, VisibleRecord};

/// What stands beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Third {
    /// The clauses that support an answer, in its row.
    Clauses,
    /// The articles that bear on the gap, one in a row.
    Articles,
}

/// A gap with one of its answers and, where articles are shown, one of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The gap.
    pub gap: RecordId,
    /// Whether this is the first row of the gap: the one that names it.
    pub first: bool,
    /// A record that answers it, if there is one.
    pub answer: Option<Answer>,
    /// The clauses that support the answer, or an article that bears on the gap.
    pub third: Vec<RecordId>,
}

/// A recommendation, clause or function that answers a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The recommendation, clause or function.
    pub record: RecordId,
    /// How much of the gap it answers, if the data says so.
    pub extent: Option<Extent>,
}

/// An entry by its records, so that it can be found again in other data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The gap of its row.
    pub gap: RecordId,
    /// The gap, its answer, a clause or an article.
    pub record: RecordId,
}

/// Position of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The row.
    pub row: usize,
    /// The entry of the row: 0 the gap, 1 its answer, from 2 on what stands beside that.
    pub entry: usize,
}

impl Third {
    /// Articles, if the data has some and there is room for them.
    pub(super) fn of(data: &Data, arrangement: Arrangement) -> Self {
        let has_articles = || data.of_kind(Kind::Gap).any(|gap| bearing(data, gap).next().is_some());
        if arrangement.shows_all_panes() && has_articles() { Self::Articles } else { Self::Clauses }
    }
}

impl Row {
    /// The rows of all gaps.
    pub(super) fn all(data: &Data, third: Third) -> Vec<Self> {
        let gaps = Pillar::ALL.into_iter().flat_map(|pillar| data.under(Kind::Gap, pillar));
        gaps.flat_map(|gap| Self::of(data, gap, third)).collect()
    }

    fn of<'a>(data: &'a Data, gap: VisibleRecord<'a>, third: Third) -> impl Iterator<Item = Self> + use<'a> {
        let mut answers: Vec<_> = linked(data, gap, Relation::Answers).collect();
        answers.sort_by_key(|(_, link)| link.is_partial());
        let articles: Vec<RecordId> = match third {
            Third::Articles => bearing(data, gap).map(|(article, _)| article.id().clone()).collect(),
            Third::Clauses => Vec::new(),
        };
        (0..answers.len().max(articles.len()).max(1)).map(move |number| {
            let answer = answers.get(number);
            let clauses = answer.filter(|_| third == Third::Clauses).into_iter();
            let clauses = clauses.flat_map(|(answer, _)| linked(data, *answer, Relation::Supports));
            let third = clauses.map(|(clause, _)| clause.id().clone()).chain(articles.get(number).cloned());
            Self {
                gap: gap.id().clone(),
                first: number == 0,
                answer: answer.map(|(record, link)| Answer { record: record.id().clone(), extent: link.extent() }),
                third: third.collect(),
            }
        })
    }

    /// The record of an entry.
    pub fn record(&self, entry: usize) -> Option<&RecordId> {
        match entry {
            0 => Some(&self.gap),
            1 => Some(&self.answer.as_ref()?.record),
            entry => self.third.get(entry - 2),
        }
    }

    /// Its entries, each with its record.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &RecordId)> {
        (0..2 + self.third.len()).filter_map(|entry| Some((entry, self.record(entry)?)))
    }
}

/// The records with a link of this relation to a record, with that link.
pub(super) fn linked<'a>(
    data: &'a Data,
    to: VisibleRecord<'a>,
    relation: Relation,
) -> impl Iterator<Item = (VisibleRecord<'a>, &'a Link)> {
    data.incoming(to.id()).filter(move |(_, link)| link.relation == relation)
}

/// The articles that bear on a gap.
pub(super) fn bearing<'a>(
    data: &'a Data,
    gap: VisibleRecord<'a>,
) -> impl Iterator<Item = (VisibleRecord<'a>, &'a Link)> {
    linked(data, gap, Relation::BearsOn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter};

    fn rows(data: &Data, third: Third) -> Vec<Row> {
        Row::all(data, third)
    }

    #[test]
    fn full_answers_and_those_without_a_strength_come_before_answers_in_part() {
        let data = Data::from(Atlas::of_format_3());
        let rows = rows(&data, Third::Clauses);
        let answers =
            rows.iter().filter(|row| row.gap.as_str() == "gap/prevention/2").filter_map(|row| row.answer.as_ref());
        let answers: Vec<_> = answers.map(|answer| (answer.record.as_str(), answer.extent)).collect();
        let expected = [
            ("rec/prevention/1", Some(Extent::Full)),
            ("rec/prevention/4", None),
            ("rec/prevention/3", Some(Extent::Partial)),
        ];
        assert_eq!(answers, expected);
    }

    #[test]
    fn a_clause_stands_among_the_answers() {
        let data = Data::from(Atlas::of_format_3());
        let rows = rows(&data, Third::Clauses);
        let row = rows.iter().find(|row| row.gap.as_str() == "gap/prevention/4").unwrap();
        assert_eq!(row.record(1).unwrap().as_str(), "clause/icat/2");
    }

    #[test]
    fn articles_take_the_place_of_the_clauses_in_wide_windows_of_data_that_has_some() {
        let (without, with) = (Data::from(Atlas::frozen()), Data::from(Atlas::of_format_3()));
        assert_eq!(Third::of(&without, Arrangement::Wide), Third::Clauses);
        assert_eq!(Third::of(&with, Arrangement::Tabbed), Third::Clauses);
        assert_eq!(Third::of(&with, Arrangement::Wide), Third::Articles);
        let kinds = |third| {
            let thirds = rows(&with, third).into_iter().flat_map(|row| row.third);
            let mut kinds: Vec<_> = thirds.map(|record| record.kind().name()).collect();
            kinds.dedup();
            kinds
        };
        assert_eq!((kinds(Third::Clauses), kinds(Third::Articles)), (vec!["clause"], vec!["article"]));
        let sources = Data::new(Atlas::of_format_3().into(), Filter { sources_only: true, ..Filter::default() });
        assert_eq!(Third::of(&sources, Arrangement::Wide), Third::Clauses, "that they bear on gaps is our judgement");
    }
}
