//! The ranking of search results; no other module decides their order.
//!
//! The rules, each breaking the ties of those before it:
//!
//! 1. A record that matches more words of the query comes first; among equals the one that matches more words of three
//!    letters or more, so that the beginning of a word does not outweigh a whole one.
//! 2. Every word gets points for its best match: how it matches, and in which field. How, best first: the whole word,
//!    its beginning, a part of it (of a compound, or of a word: from four letters on, at its end from three), its
//!    letters in order with few skipped, a typing error, a synonym, another form of it, a whole function word. Fields,
//!    most weight first: acronym, name, title, id or symbol, name in another language, text, facts, source. How
//!    outweighs the field, and the sum over the words decides.
//! 3. The closer together the words are in one text, the better.
//! 4. Members, gaps, recommendations, clauses and functions come before the background: events, publications,
//!    instruments, contacts and documents.
//! 5. The shorter the record's title and text, the better.
//! 6. The order of the data.
//!
//! A function word (`the`, `of`, `de`) is skipped if the query has any other word, unless it comes last and may be the
//! beginning of one. Letters in order count only for a word that matches nothing in the data more closely, and typing
//! errors only if letters in order find nothing either. A bare word that names a kind or pillar (`rec`, `gap`, `prot`)
//! counts as a whole word in the name of each of its records. A query without words keeps the order of the data.

use std::cmp::Reverse;

use super::field::{Class, Field, Fields};
use super::index::{Posting, records_where, slot};
use super::nearness::{FARTHEST, Masks};
use super::plan::{Closeness, Plan, Planned, Sequence};
use super::query::MOST_TERMS;
use super::sequence::sequence_in;
use super::visible::Visible;

/// The points that one word of a query gives a record.
pub(super) type Points = u16;

/// The points for one match, by rule 2. Letters in order get more points if fewer are skipped.
pub(super) fn points(closeness: Closeness, field: Field, skipped: usize) -> Points {
    let unskipped = (SKIPS - 1).saturating_sub(u16::try_from(skipped).unwrap_or(u16::MAX));
    ((closeness as u16 + 1) * FIELDS + field as u16) * SKIPS + unskipped
}

/// The number of fields, so that closeness outweighs the field in the points.
const FIELDS: Points = 8;

/// The different numbers of skipped letters that get different points; more count as the last.
const SKIPS: Points = 8;

/// Most points of one word.
const MOST_POINTS: u32 =
    ((Closeness::Word as u32 + 1) * FIELDS as u32 + FIELDS as u32 - 1) * SKIPS as u32 + SKIPS as u32 - 1;

// No packed number may overflow into its neighbour.
const _: () = {
    assert!(Field::ALL.len() <= FIELDS as usize);
    assert!(MOST_POINTS <= Points::MAX as u32);
    assert!((MOST_POINTS as usize) * MOST_TERMS < 1 << Sum::POINTS);
    assert!(MOST_TERMS < 1 << Sum::TERMS);
    assert!(Sum::POINTS + 2 * Sum::TERMS <= u32::BITS);
};

/// Limits the closeness of a match in a part of a compound to that of a part.
pub(super) fn capped(closeness: Closeness, is_part: bool) -> Closeness {
    if is_part { closeness.min(Closeness::Part) } else { closeness }
}

/// A record in the results, with its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hit {
    /// The ordinal of the record.
    pub record: usize,
    /// The number of words of the query that it matches.
    pub matched: usize,
    /// The number of these words that were typed with three letters or more.
    pub long: usize,
    /// The sum of the points by rule 2.
    pub points: u32,
    /// The length in words of the shortest stretch that contains all matched words, if there are several in one text.
    pub nearness: Option<u8>,
    /// Whether its kind is [background](crate::atlas::Kind::is_background).
    pub is_background: bool,
    /// The number of words in its title and text.
    pub length: u16,
}

/// Points by record, in a dense table, because a short word matches a large part of all records.
pub(super) struct Tally<'a> {
    visible: Visible<'a>,
    /// The visible fields in which words count.
    fields: Fields,
    /// For each record the points of the best match of the current term.
    best: Vec<Points>,
    /// For each record the sums over the terms so far.
    sums: Vec<Sum>,
    /// For each record whether filters let it through; `None` if all pass.
    allowed: Option<Vec<bool>>,
}

/// The number of terms that a record matches, the number of long ones among them, and their points, packed into one
/// number so that a greater one ranks higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Sum(u32);

impl Sum {
    /// The bits of the points.
    const POINTS: u32 = 14;
    /// The bits of a number of terms.
    const TERMS: u32 = 5;

    /// The value to add for a term, without its points.
    fn of_term(term: &Planned) -> u32 {
        1 << (Self::POINTS + Self::TERMS) | u32::from(term.is_long()) << Self::POINTS
    }

    const fn matched(self) -> usize {
        (self.0 >> (Self::POINTS + Self::TERMS)) as usize
    }

    const fn long(self) -> usize {
        (self.0 >> Self::POINTS & ((1 << Self::TERMS) - 1)) as usize
    }

    const fn points(self) -> u32 {
        self.0 & ((1 << Self::POINTS) - 1)
    }
}

/// Postings read between two checks of whether the results are still wanted: few enough to stop at once, many enough
/// that the checks cost nothing.
const POSTINGS_PER_CHECK: usize = 1 << 16;

impl<'a> Tally<'a> {
    pub(super) fn new(visible: Visible<'a>, fields: Fields, allowed: Option<Vec<bool>>) -> Self {
        let records = visible.index.len();
        let fields = fields.and(visible.fields);
        Self { visible, fields, best: vec![0; records], sums: vec![Sum::default(); records], allowed }
    }

    /// Adds the matches of one term. `None` if the results are no longer wanted.
    pub(super) fn add(&mut self, term: &Planned, unwanted: &dyn Fn() -> bool) -> Option<()> {
        self.best.fill(0);
        // Consecutive runs mostly have the same closeness, and many are short, so the table of points is reused.
        let (mut alike, mut worth) = (None, [0; Posting::SLOTS]);
        for run in &term.runs {
            if alike.replace((run.closeness, run.skipped)) != Some((run.closeness, run.skipped)) {
                worth = self.worth(run.closeness, run.skipped);
            }
            for stretch in self.visible.index.postings(run.words.clone()).chunks(POSTINGS_PER_CHECK) {
                if unwanted() {
                    return None;
                }
                for posting in stretch {
                    self.raise(posting.record(), worth[posting.slot()]);
                }
            }
        }
        for sequence in &term.sequences {
            self.add_sequence(sequence);
        }
        if !term.kinds.is_empty() || !term.pillars.is_empty() {
            self.add_hints(term);
        }
        self.finish_term(term);
        Some(())
    }

    /// The points of a match in each slot.
    fn worth(&self, closeness: Closeness, skipped: usize) -> [Points; Posting::SLOTS] {
        let mut worth = [0; Posting::SLOTS];
        for class in Class::all().filter(|class| self.fields.holds(*class)) {
            for is_part in [false, true] {
                worth[slot(class, is_part)] = points(capped(closeness, is_part), class.field(), skipped);
            }
        }
        worth
    }

    fn raise(&mut self, record: usize, points: Points) {
        self.best[record] = self.best[record].max(points);
    }

    fn add_hints(&mut self, term: &Planned) {
        let worth = points(Closeness::Word, Field::Name, 0);
        for record in 0..self.visible.index.len() {
            let facet = self.visible.index.facets[record];
            if term.kinds.contains(&facet.kind()) || facet.pillar().is_some_and(|pillar| term.pillars.contains(&pillar))
            {
                self.raise(record, worth);
            }
        }
    }

    fn add_sequence(&mut self, sequence: &Sequence) {
        // Only records that contain all words of the sequence in one field need to be read. For each record this is a
        // bit mask of the fields that contain all words so far.
        let index = self.visible.index;
        let mut fields = vec![u8::MAX; index.len()];
        for words in &sequence.positions {
            let mut here = vec![0_u8; index.len()];
            for posting in index.postings(words.clone()) {
                here[posting.record()] |= posting.field_bit();
            }
            for (fields, here) in fields.iter_mut().zip(&here) {
                *fields &= here;
            }
        }
        for record in records_where(&fields, |fields| *fields != 0) {
            if let Some((closeness, field)) = sequence_in(index, self.fields, record as usize, sequence) {
                self.raise(record as usize, points(closeness, field, 0));
            }
        }
    }

    fn finish_term(&mut self, term: &Planned) {
        if term.negated {
            let allowed = self.allowed.get_or_insert_with(|| vec![true; self.best.len()]);
            for (allowed, best) in allowed.iter_mut().zip(&self.best) {
                *allowed &= *best == 0;
            }
            return;
        }
        let matched = Sum::of_term(term);
        for (sum, best) in self.sums.iter_mut().zip(&self.best).filter(|(_, best)| **best > 0) {
            sum.0 += matched + u32::from(*best);
        }
    }

    /// The first `most` hits in order, and the number of all hits.
    pub(super) fn ranked(mut self, plan: &Plan, most: usize) -> (Vec<Hit>, usize) {
        let with_words = plan.terms.iter().any(|term| !term.negated);
        if !with_words {
            return self.in_order_of_data(most);
        }
        if let Some(allowed) = &self.allowed {
            for (sum, allowed) in self.sums.iter_mut().zip(allowed) {
                if !allowed {
                    *sum = Sum::default();
                }
            }
        }
        let mut keys: Vec<Sum> = self.sums.iter().copied().filter(|sum| sum.0 > 0).collect();
        let total = keys.len();
        if total == 0 || most == 0 {
            return (Vec::new(), total);
        }
        // The remaining rules are needed only for records that reach the top `most` by the first two.
        let least = match most.checked_sub(1).filter(|last| *last < total) {
            Some(last) => *keys.select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
            None => Sum(1),
        };
        let masks = Masks::of(plan, self.visible.index, self.fields);
        let mut ranks: Vec<Rank> = records_where(&self.sums, |sum| *sum >= least)
            .map(|record| {
                let sum = self.sums[record as usize];
                let masks = masks.as_ref().filter(|_| sum.matched() > 1);
                let nearness = masks.and_then(|masks| masks.nearness(record as usize)).unwrap_or(FARTHEST);
                Rank::of(record, sum, nearness, &self.visible)
            })
            .collect();
        if most < ranks.len() {
            ranks.select_nth_unstable(most - 1);
            ranks.truncate(most);
        }
        ranks.sort_unstable();
        (ranks.into_iter().map(Hit::from).collect(), total)
    }

    /// The records that the filters let through, for a query without words.
    fn in_order_of_data(&self, most: usize) -> (Vec<Hit>, usize) {
        let mut records: Vec<u32> = match &self.allowed {
            Some(allowed) => records_where(allowed, |allowed| *allowed).collect(),
            None => records_where(&self.sums, |_| true).collect(),
        };
        let total = records.len();
        records.truncate(most);
        let hit = |record| Hit::from(Rank::of(record, Sum::default(), FARTHEST, &self.visible));
        (records.into_iter().map(hit).collect(), total)
    }
}

/// The properties of a record in the order of the rules; the least comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    sum: Reverse<Sum>,
    nearness: u8,
    is_background: bool,
    length: u16,
    record: u32,
}

impl Rank {
    fn of(record: u32, sum: Sum, nearness: u8, visible: &Visible<'_>) -> Self {
        let ordinal = record as usize;
        let is_background = visible.index.facets[ordinal].kind().is_background();
        Self { sum: Reverse(sum), nearness, is_background, length: visible.length(ordinal), record }
    }
}

impl From<Rank> for Hit {
    fn from(rank: Rank) -> Self {
        Self {
            record: rank.record as usize,
            matched: rank.sum.0.matched(),
            long: rank.sum.0.long(),
            points: rank.sum.0.points(),
            nearness: Some(rank.nearness).filter(|nearness| *nearness < FARTHEST),
            is_background: rank.is_background,
            length: rank.length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closeness_outweighs_the_field_and_the_field_outweighs_skipped_letters() {
        let ways = [
            Closeness::FunctionWord,
            Closeness::Form,
            Closeness::Synonym,
            Closeness::Typo,
            Closeness::Letters,
            Closeness::Part,
            Closeness::Beginning,
            Closeness::Word,
        ];
        let ranked = ways.into_iter().flat_map(|closeness| {
            Field::ALL
                .into_iter()
                .flat_map(move |field| (0..8).rev().map(move |skipped| points(closeness, field, skipped)))
        });
        assert!(ranked.is_sorted_by(|worse, better| worse < better));
        assert!(points(Closeness::FunctionWord, Field::Source, usize::MAX) > 0, "zero points mean no match");
        assert_eq!(points(Closeness::Letters, Field::Text, 7), points(Closeness::Letters, Field::Text, usize::MAX));
    }
}
