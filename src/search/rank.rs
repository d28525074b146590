//! In what order records are found: the one place that knows.
//!
//! The rules, each deciding where those before it leave a tie:
//!
//! 1. A record that matches more words of the query comes first; of those that match as many, the one that matches more
//!    words of three letters or more, so that the first letters of a word do not outweigh a whole one.
//! 2. Every word counts for how and where it matches best. How, best first: the whole word, its beginning, a part of it
//!    (of a compound, or of a word: from four letters on, at its end from three), its letters in order with few left out,
//!    a typing error, a synonym, another form of it, and the whole of a word that only joins others. Where, most weight
//!    first: acronym, name, title, id or symbol, name in another language, text, particulars, source. How outweighs where,
//!    and the sum over the words decides.
//! 3. The closer the words stand together in one text, the better.
//! 4. Members, gaps, recommendations, clauses and functions come before what is around them: events, publications,
//!    instruments, contacts and documents.
//! 5. The shorter the record's title and text, the better.
//! 6. The order of the data.
//!
//! A word that only joins others (`the`, `of`, `de`) is passed over where the query has any other, unless it comes last and
//! may be the beginning of one. Letters in order count only for a word that matches nothing in the data more closely, and
//! typing errors only where those find nothing either. A bare word that names a kind or pillar (`rec`, `gap`, `prot`) counts
//! as a whole word in the name of each of its records. A query without words leaves the order of the data.

use std::cmp::Reverse;

use super::field::{Class, Field, Fields};
use super::index::{Posting, records_where, slot};
use super::nearness::{FARTHEST, Masks};
use super::plan::{Closeness, Plan, Planned, Sequence};
use super::query::MOST_TERMS;
use super::sequence::sequence_in;
use super::visible::Visible;

/// What one word of a query gives a record.
pub(super) type Points = u16;

/// The points for one match, by rule 2. Of letters in order, those with fewer letters left out are worth more.
pub(super) fn points(closeness: Closeness, field: Field, skipped: usize) -> Points {
    let kept = (SKIPS - 1).saturating_sub(u16::try_from(skipped).unwrap_or(u16::MAX));
    ((closeness as u16 + 1) * FIELDS + field as u16) * SKIPS + kept
}

/// There is room for so many fields, and for so many letters left out.
const FIELDS: Points = 8;
const SKIPS: Points = 8;

/// The most points that a word can give.
const MOST_POINTS: u32 =
    ((Closeness::Word as u32 + 1) * FIELDS as u32 + FIELDS as u32 - 1) * SKIPS as u32 + SKIPS as u32 - 1;

// What is packed into one number must never run over into what stands beside it.
const _: () = {
    assert!(Field::ALL.len() <= FIELDS as usize);
    assert!(MOST_POINTS <= Points::MAX as u32);
    assert!((MOST_POINTS as usize) * MOST_TERMS < 1 << Sum::POINTS);
    assert!(MOST_TERMS < 1 << Sum::TERMS);
    assert!(Sum::POINTS + 2 * Sum::TERMS <= u32::BITS);
};

/// How closely a word matches where it stands: a part of a compound is never more than a part.
pub(super) fn in_place(closeness: Closeness, is_part: bool) -> Closeness {
    if is_part { closeness.min(Closeness::Part) } else { closeness }
}

/// A record found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hit {
    /// The record's place in the data.
    pub record: usize,
    /// How many words of the query it matches.
    pub matched: usize,
    /// How many of these words have three letters or more as they were typed.
    pub long: usize,
    /// The points for how and where, by rule 2.
    pub points: u32,
    /// How many words the stretch takes that holds all words of the query, if one text holds them and they are several.
    pub nearness: Option<u8>,
    /// Whether it tells what is around the group, by its [kind](crate::atlas::Kind::is_background).
    pub is_background: bool,
    /// How many words its title and text take.
    pub length: u16,
}

/// Points by record. Dense, since a short word matches a good part of all records.
pub(super) struct Tally<'a> {
    visible: Visible<'a>,
    /// The fields in which words count, as far as they are shown.
    fields: Fields,
    /// The best match of the term at hand.
    best: Vec<Points>,
    /// What all terms give.
    sums: Vec<Sum>,
    /// What may be found at all.
    allowed: Option<Vec<bool>>,
}

/// How many terms a record matches, how many of them are long, and their points, packed so that the greater is the better.
/// There is room for the most terms that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Sum(u32);

impl Sum {
    /// The bits that the points take.
    const POINTS: u32 = 14;
    /// The bits that a number of terms takes.
    const TERMS: u32 = 5;

    /// What a term gives besides its points.
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

/// How many postings are gone through between two looks at whether the answer is still wanted.
const STRETCH: usize = 1 << 16;

impl<'a> Tally<'a> {
    pub(super) fn new(visible: Visible<'a>, fields: Fields, allowed: Option<Vec<bool>>) -> Self {
        let records = visible.index.len();
        let fields = fields.and(visible.fields);
        Self { visible, fields, best: vec![0; records], sums: vec![Sum::default(); records], allowed }
    }

    /// Adds what one word of the query matches. `None` if the answer is not wanted any more.
    pub(super) fn add(&mut self, term: &Planned, unwanted: &dyn Fn() -> bool) -> Option<()> {
        self.best.fill(0);
        // Runs that match alike mostly follow one another, many of them short.
        let (mut alike, mut worth) = (None, [0; Posting::SLOTS]);
        for run in &term.runs {
            if alike.replace((run.closeness, run.skipped)) != Some((run.closeness, run.skipped)) {
                worth = self.worth(run.closeness, run.skipped);
            }
            for stretch in self.visible.index.postings(run.words.clone()).chunks(STRETCH) {
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
        for across in &term.across {
            if self.fields.holds(across.class) {
                self.raise(across.record, points(Closeness::Letters, across.class.field(), across.skipped));
            }
        }
        if !term.kinds.is_empty() || !term.pillars.is_empty() {
            self.add_hints(term);
        }
        self.close(term);
        Some(())
    }

    /// The points of a match in each place.
    fn worth(&self, closeness: Closeness, skipped: usize) -> [Points; Posting::SLOTS] {
        let mut worth = [0; Posting::SLOTS];
        for class in Class::all().filter(|class| self.fields.holds(*class)) {
            for is_part in [false, true] {
                worth[slot(class, is_part)] = points(in_place(closeness, is_part), class.field(), skipped);
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
            if term.kinds.contains(&facet.kind) || facet.pillar.is_some_and(|pillar| term.pillars.contains(&pillar)) {
                self.raise(record, worth);
            }
        }
    }

    fn add_sequence(&mut self, sequence: &Sequence) {
        // Only records that hold words for all places in one field are worth reading: for each, the fields in which the
        // places so far can all be taken, as bits.
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

    fn close(&mut self, term: &Planned) {
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

    /// The first `most` hits in order, and how many there are in all.
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
        // Only records that are not worse than the last one asked for by the first two rules need the others.
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

    /// The records that filters let through, where no word is looked for.
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

/// What the rules ask of a record, in their order: the least comes first.
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
        let is_background = visible.index.facets[ordinal].kind.is_background();
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
