//! In what order records are found: the one place that knows.
//!
//! The rules, each deciding where those before it leave a tie:
//!
//! 1. A record that matches more words of the query comes first.
//! 2. Every word counts for how and where it matches best. How, best first: the whole word, its beginning, a part of it
//!    (of a compound, or from three letters on within the word), its letters in order with few left out, a typing error,
//!    a synonym. Where, most weight first: acronym, name, title, id or symbol, name in another language, text,
//!    particulars, source. How outweighs where, and the sum over the words decides. A word that only joins others (`the`,
//!    `of`, `de`) counts when it is typed whole, and then as a part.
//! 3. The closer the words stand together in one text, the better.
//! 4. The shorter the record's title and text, the better.
//! 5. The order of the data.
//!
//! Letters in order count only for a word that matches nothing in the atlas more closely, and typing errors only where
//! those find nothing either. A bare word that names a kind or pillar (`rec`, `gap`, `prot`) counts as a whole word in
//! the name of each of its records. A query without words leaves the order of the data.

use super::field::{Field, Fields};
use super::index::{Index, Posting, Read, place};
use super::plan::{Closeness, Plan, Planned, Sequence};

/// Words of one text that are farther apart than this count as not together.
pub(super) const FARTHEST: u8 = u8::MAX;

/// What one word of a query gives a record.
pub(super) type Points = u16;

/// The points for one match, by rule 2. Of letters in order, those with fewer letters left out are worth more.
pub(super) fn points(closeness: Closeness, field: Field, skipped: usize) -> Points {
    const FIELDS: u16 = 8;
    const SKIPS: u16 = 8;
    let kept = (SKIPS - 1).saturating_sub(u16::try_from(skipped).unwrap_or(u16::MAX));
    ((closeness as u16 + 1) * FIELDS + field as u16) * SKIPS + kept
}

/// How closely a word matches where it stands: a part of a compound is never more than a part.
pub(super) fn in_place(closeness: Closeness, is_part: bool) -> Closeness {
    if is_part { closeness.min(Closeness::Part) } else { closeness }
}

/// A record found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The record's place in the atlas.
    pub record: usize,
    /// How many words of the query it matches.
    pub matched: usize,
    /// The points for how and where, by rule 2.
    pub points: u32,
    /// How many words the stretch takes that holds all words of the query, if one text holds them and they are several.
    pub nearness: Option<u8>,
    /// How many words its title and text take.
    pub length: u16,
}

/// Points by record. Dense, since a short word matches a good part of all records.
pub(super) struct Tally<'a> {
    index: &'a Index,
    fields: Fields,
    /// The best match of the term at hand.
    best: Vec<Points>,
    /// How many terms matched, in the upper half, and the sum of their points in the lower.
    sums: Vec<u32>,
    /// What may be found at all.
    allowed: Option<Vec<bool>>,
}

/// How many postings are gone through between two looks at whether the answer is still wanted.
const STRETCH: usize = 1 << 16;

impl<'a> Tally<'a> {
    pub(super) fn new(index: &'a Index, fields: Fields, allowed: Option<Vec<bool>>) -> Self {
        Self { index, fields, best: vec![0; index.len()], sums: vec![0; index.len()], allowed }
    }

    /// Adds what one word of the query matches. `None` if the answer is not wanted any more.
    pub(super) fn add(&mut self, term: &Planned, unwanted: &dyn Fn() -> bool) -> Option<()> {
        self.best.fill(0);
        for run in &term.runs {
            let worth = self.worth(run.closeness, run.skipped);
            for stretch in self.index.postings(run.words.clone()).chunks(STRETCH) {
                if unwanted() {
                    return None;
                }
                for posting in stretch {
                    let best = &mut self.best[posting.record()];
                    *best = (*best).max(worth[posting.place()]);
                }
            }
        }
        for sequence in &term.sequences {
            self.add_sequence(sequence);
        }
        for across in &term.across {
            if self.fields.holds(across.field) {
                self.raise(across.record, points(Closeness::Letters, across.field, across.skipped));
            }
        }
        if !term.kinds.is_empty() || !term.pillars.is_empty() {
            self.add_hints(term);
        }
        self.close(term.negated);
        Some(())
    }

    /// The points of a match in each place.
    fn worth(&self, closeness: Closeness, skipped: usize) -> [Points; Posting::PLACES] {
        let mut worth = [0; Posting::PLACES];
        for field in Field::ALL.into_iter().filter(|field| self.fields.holds(*field)) {
            for is_part in [false, true] {
                worth[place(field, is_part)] = points(in_place(closeness, is_part), field, skipped);
            }
        }
        worth
    }

    fn raise(&mut self, record: usize, points: Points) {
        self.best[record] = self.best[record].max(points);
    }

    fn add_hints(&mut self, term: &Planned) {
        let worth = points(Closeness::Word, Field::Name, 0);
        for record in 0..self.index.len() {
            let facet = self.index.facets[record];
            if term.kinds.contains(&facet.kind) || facet.pillar.is_some_and(|pillar| term.pillars.contains(&pillar)) {
                self.raise(record, worth);
            }
        }
    }

    fn add_sequence(&mut self, sequence: &Sequence) {
        // Only records that hold words for all places in one field are worth reading: for each, the fields in which the
        // places so far can all be taken, as bits.
        let mut fields = vec![u8::MAX; self.index.len()];
        for words in &sequence.places {
            let mut here = vec![0_u8; self.index.len()];
            for posting in self.index.postings(words.clone()) {
                here[posting.record()] |= posting.field_bit();
            }
            for (fields, here) in fields.iter_mut().zip(&here) {
                *fields &= here;
            }
        }
        for (record, fields) in fields.iter().enumerate() {
            if *fields == 0 {
                continue;
            }
            if let Some((closeness, field)) = sequence_in(self.index, self.fields, record, sequence) {
                self.raise(record, points(closeness, field, 0));
            }
        }
    }

    fn close(&mut self, negated: bool) {
        if negated {
            let allowed = self.allowed.get_or_insert_with(|| vec![true; self.best.len()]);
            for (allowed, best) in allowed.iter_mut().zip(&self.best) {
                *allowed &= *best == 0;
            }
            return;
        }
        for (sum, best) in self.sums.iter_mut().zip(&self.best) {
            *sum += u32::from(*best > 0) << 16 | u32::from(*best);
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
                *sum *= u32::from(*allowed);
            }
        }
        let mut keys: Vec<u32> = Vec::new();
        for sum in &self.sums {
            if *sum > 0 {
                keys.push(*sum);
            }
        }
        let total = keys.len();
        if total == 0 || most == 0 {
            return (Vec::new(), total);
        }
        // Only records that are not worse than the last one asked for by the first two rules need the others.
        let least = match most.checked_sub(1).filter(|last| *last < total) {
            Some(last) => *keys.select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
            None => 1,
        };
        let masks = Masks::of(plan, self.index, self.fields);
        let mut hits: Vec<Hit> = Vec::new();
        for (record, sum) in self.sums.iter().enumerate() {
            if *sum >= least {
                let (matched, points) = ((sum >> 16) as usize, sum & 0xFFFF);
                let nearness = masks.as_ref().filter(|_| matched > 1).and_then(|masks| masks.nearness(record));
                hits.push(Hit { record, matched, points, nearness, length: self.index.length(record) });
            }
        }
        if most < hits.len() {
            hits.select_nth_unstable_by_key(most - 1, Hit::order);
            hits.truncate(most);
        }
        hits.sort_unstable_by_key(Hit::order);
        (hits, total)
    }

    /// The records that filters let through, where no word is looked for.
    fn in_order_of_data(&self, most: usize) -> (Vec<Hit>, usize) {
        let allowed = |record: &usize| self.allowed.as_ref().is_none_or(|allowed| allowed[*record]);
        let records = (0..self.sums.len()).filter(allowed);
        let hit = |record| Hit { record, matched: 0, points: 0, nearness: None, length: self.index.length(record) };
        (records.clone().take(most).map(hit).collect(), records.count())
    }
}

impl Hit {
    /// The five rules as one key: the lesser comes first.
    fn order(&self) -> impl Ord + use<> {
        let first = std::cmp::Reverse((self.matched, self.points));
        (first, self.nearness.unwrap_or(FARTHEST), self.length, self.record)
    }
}

/// How and where a record best has the words next to one another. The texts are gone through once, with a bit for each
/// beginning of the sequence that ends at the word at hand (Baeza-Yates and Gonnet 1992, "shift-and").
pub(super) fn sequence_in(
    index: &Index,
    fields: Fields,
    record: usize,
    sequence: &Sequence,
) -> Option<(Closeness, Field)> {
    let places = &sequence.places[..sequence.places.len().min(u64::BITS as usize)];
    let first = places.first()?;
    let end = 1 << (places.len() - 1);
    let mut best = None;
    let mut field = Field::Id;
    // The places of the word before and of the word at hand, and whether that is the last one as typed.
    let (mut before, mut here, mut is_last) = (0_u64, 0_u64, false);
    for token in index.texts(record) {
        let (word, is_part) = match token.read() {
            Read::Word(word) => (word, false),
            Read::Part(word) => (word, true),
            Read::Text(started) => {
                if here & end != 0 {
                    best = best.max(ended(sequence, fields, field, is_last));
                }
                (field, before, here) = (started, 0, 0);
                continue;
            }
        };
        if !is_part {
            if here & end != 0 {
                best = best.max(ended(sequence, fields, field, is_last));
            }
            (before, here, is_last) = (here, 0, false);
        }
        // The places that the word can take, given those of the word before.
        if first.start <= word && word < first.end {
            here |= 1;
        }
        let mut following = before << 1;
        while following != 0 {
            let place = following.trailing_zeros() as usize;
            if places.get(place).is_some_and(|words| words.start <= word && word < words.end) {
                here |= 1 << place;
            }
            following &= following - 1;
        }
        is_last |= sequence.last == Some(word);
    }
    if here & end != 0 {
        best = best.max(ended(sequence, fields, field, is_last));
    }
    best
}

/// What a sequence that ended in a field is worth, if the field counts.
fn ended(sequence: &Sequence, fields: Fields, field: Field, is_last: bool) -> Option<(Closeness, Field)> {
    let closeness = if is_last { sequence.closeness } else { sequence.closeness.min(Closeness::Beginning) };
    fields.holds(field).then_some((closeness, field))
}

/// For each word of the vocabulary the terms of a query that it matches, as bits: what nearness is measured with.
struct Masks<'a> {
    index: &'a Index,
    fields: Fields,
    terms: Vec<u16>,
}

impl<'a> Masks<'a> {
    /// Nothing for a query of one word, which is near to nothing.
    fn of(plan: &Plan, index: &'a Index, fields: Fields) -> Option<Self> {
        let positive: Vec<&Planned> = plan.terms.iter().filter(|term| !term.negated).collect();
        if positive.len() < 2 {
            return None;
        }
        let mut terms = vec![0; index.vocabulary.len()];
        for (number, term) in positive.iter().enumerate() {
            let in_runs = term.runs.iter().map(|run| &run.words);
            for words in in_runs.chain(term.sequences.iter().flat_map(|sequence| &sequence.places)) {
                for mask in &mut terms[words.start as usize..words.end as usize] {
                    *mask |= 1 << number;
                }
            }
        }
        Some(Self { index, fields, terms })
    }

    /// The fewest words that a stretch of one text takes which holds all the words of the query that the record holds,
    /// if there are several.
    fn nearness(&self, record: usize) -> Option<u8> {
        // Where each word of the query was seen last in the text at hand, counted from 1.
        let mut seen = [0_u16; super::query::MOST_TERMS];
        let mut all = 0;
        let mut in_text = 0;
        let mut best: Option<(u16, u16)> = None;
        let mut counts = false;
        let mut position = 0_u16;
        for token in self.index.texts(record) {
            let word = match token.read() {
                Read::Text(field) => {
                    (in_text, position, counts) = (0, 0, self.fields.holds(field));
                    continue;
                }
                Read::Word(word) => {
                    position = position.saturating_add(1);
                    word
                }
                Read::Part(part) => part,
            };
            let mask = self.terms[word as usize];
            if mask == 0 || !counts {
                continue;
            }
            in_text |= mask;
            all |= mask;
            let (mut bits, mut first) = (in_text, position);
            while bits != 0 {
                let bit = bits.trailing_zeros() as usize;
                if mask & 1 << bit != 0 {
                    seen[bit] = position;
                }
                first = first.min(seen[bit]);
                bits &= bits - 1;
            }
            let stretch = position - first + 1;
            // A stretch with more of the words is worth more than a shorter one.
            let worth = |(mask, stretch): (u16, u16)| (mask.count_ones(), std::cmp::Reverse(stretch));
            if best.is_none_or(|best| worth((in_text, stretch)) > worth(best)) {
                best = Some((in_text, stretch));
            }
        }
        let (mask, stretch) = best?;
        (mask == all && mask.count_ones() > 1).then(|| u8::try_from(stretch).unwrap_or(FARTHEST).min(FARTHEST - 1))
    }
}
