//! Counts for every record the words of a query that it matches, with their points, and puts the records in order by the rules of
//! `rank`.

use std::cmp::Reverse;

use super::field::{Class, Fields};
use super::index::{Posting, Unpacked, records_where, slot};
use super::nearness::{FARTHEST, Masks};
use super::order::{Groups, Key, Matched, Rank, Sum};
use super::plan::{Closeness, Lead, Matches, Plan, Run, Sequence, Unit};
use super::rank::{Hit, MATCHED, Points, points, points_of_lead, points_of_link, points_of_run};
use super::sequence::sequence_in;
use super::visible::Visible;
use crate::atlas::Kind;

/// Points by record, in dense tables, because a short word matches a large part of all records.
pub(super) struct Tally<'a> {
    visible: Visible<'a>,
    /// The visible fields in which words count.
    fields: Fields,
    /// For each record the points of the best match of the current word or unit.
    best: Vec<Points>,
    /// For each record the sums over the units so far.
    sums: Vec<Sum>,
    /// For each record the units that it matches, one bit each.
    units: Vec<u16>,
    /// The same for records that units are only related to; empty as long as there are none.
    related: Vec<Sum>,
    related_units: Vec<u16>,
    /// The number of units so far that are not negated.
    count: u32,
    /// For each record whether it is visible; `None` if all are.
    is_visible: Option<Vec<bool>>,
    /// For each record whether filters let it through; `None` if all pass.
    allowed: Option<Vec<bool>>,
    /// Whether the query asks for documents.
    asks_for_documents: bool,
}

/// Whether anything in the visible data matches a unit, and whether anything is related to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Occurs {
    pub matched: bool,
    pub related: bool,
}

/// Postings read between two checks of whether the results are still wanted: few enough to stop at once, many enough
/// that the checks cost nothing.
const POSTINGS_PER_CHECK: usize = 1 << 16;

impl<'a> Tally<'a> {
    pub(super) fn new(visible: Visible<'a>, fields: Fields, allowed: Option<Vec<bool>>) -> Self {
        let records = visible.index.len();
        let fields = fields.and(visible.fields);
        Self {
            visible,
            fields,
            best: vec![0; records],
            sums: vec![Sum::default(); records],
            units: vec![0; records],
            related: Vec::new(),
            related_units: Vec::new(),
            count: 0,
            is_visible: visible.records(),
            allowed,
            asks_for_documents: false,
        }
    }

    /// Adds the matches of one unit. `None` if the results are no longer wanted.
    pub(super) fn add(&mut self, unit: &Unit, unwanted: &dyn Fn() -> bool) -> Option<Occurs> {
        self.best.fill(0);
        let count = Points::try_from(unit.count).unwrap_or(Points::MAX);
        if let [word] = unit.words.as_slice() {
            self.raise_all(&word.matches, unwanted)?;
            self.raise_all(&unit.whole, unwanted)?;
            self.add_leads(unit);
        } else {
            self.add_words_together(unit, unwanted)?;
            let of_words = std::mem::replace(&mut self.best, vec![0; self.sums.len()]);
            self.raise_all(&unit.whole, unwanted)?;
            self.add_leads(unit);
            // What stands for all words counts for each of them.
            for (best, of_words) in self.best.iter_mut().zip(of_words) {
                *best = (*best * count).max(of_words);
            }
        }
        Some(self.finish_unit(unit, count))
    }

    /// Sets for each record that matches all words of a unit the sum of their points.
    fn add_words_together(&mut self, unit: &Unit, unwanted: &dyn Fn() -> bool) -> Option<()> {
        let mut together: Vec<Points> = vec![0; self.best.len()];
        for (number, word) in unit.words.iter().enumerate() {
            self.best.fill(0);
            self.raise_all(&word.matches, unwanted)?;
            for (together, best) in together.iter_mut().zip(&self.best) {
                let has_those_before = number == 0 || *together > 0;
                *together = if *best > 0 && has_those_before { *together + *best } else { 0 };
            }
        }
        self.best = together;
        Some(())
    }

    /// Raises the points of all records that have any of these words or phrases.
    fn raise_all(&mut self, matches: &Matches, unwanted: &dyn Fn() -> bool) -> Option<()> {
        let before: Vec<Points> = self.visible.changed().map(|record| self.best[record]).collect();
        // Many runs are short and match in the same way, so the table of points is reused; that of whole words depends on the word.
        let (mut alike, mut worth) = (None, [0; Posting::SLOTS]);
        for run in &matches.runs {
            let is_of_any = matches!(run.closeness, Closeness::Part | Closeness::Beginning);
            if alike.replace(run.closeness) != Some(run.closeness) || !is_of_any {
                worth = self.worth(run, matches.fields());
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
        for (record, before) in self.visible.changed().zip(before) {
            self.best[record] = before;
            self.raise_by_texts(record, matches);
        }
        for sequence in &matches.sequences {
            if unwanted() {
                return None;
            }
            self.add_sequence(sequence);
        }
        Some(())
    }

    /// Raises the points of a record by the words of its visible texts, where its postings tell of others, too.
    fn raise_by_texts(&mut self, record: usize, matches: &Matches) {
        let fields = matches.fields().and(self.fields);
        let mut class = Class::numbered(0);
        for token in self.visible.texts(record) {
            let (word, is_part) = match token.unpacked() {
                Unpacked::Text(started) => {
                    class = started;
                    continue;
                }
                Unpacked::Word(word) => (word, false),
                Unpacked::Part(word) => (word, true),
            };
            for run in matches.runs.iter().filter(|run| fields.holds(class) && run.words.contains(&word)) {
                self.raise(record, points_of_run(run, is_part, class.field(), &self.visible.index.word_list));
            }
        }
    }

    /// The points of a match in each slot, if it counts in these fields.
    fn worth(&self, run: &Run, fields: Fields) -> [Points; Posting::SLOTS] {
        let mut worth = [0; Posting::SLOTS];
        let fields = fields.and(self.fields);
        for class in Class::all().filter(|class| fields.holds(*class)) {
            for is_part in [false, true] {
                worth[slot(class, is_part) as usize] =
                    points_of_run(run, is_part, class.field(), &self.visible.index.word_list);
            }
        }
        worth
    }

    fn raise(&mut self, record: usize, points: Points) {
        self.best[record] = self.best[record].max(points);
    }

    fn add_leads(&mut self, unit: &Unit) {
        for lead in &unit.leads {
            let records = match lead {
                Lead::Record { record, .. } => *record as usize..*record as usize + 1,
                _ => 0..self.visible.index.len(),
            };
            for record in records {
                if let Some(points) = points_of_lead(*lead, record, &self.visible) {
                    self.raise(record, points);
                }
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
            if let Some((closeness, field)) = sequence_in(&self.visible, self.fields, record as usize, sequence) {
                self.raise(record as usize, points(closeness, field, 0));
            }
        }
    }

    fn finish_unit(&mut self, unit: &Unit, words: Points) -> Occurs {
        let mut occurs = Occurs::default();
        if unit.negated {
            let allowed = self.allowed.get_or_insert_with(|| vec![true; self.best.len()]);
            for (allowed, best) in allowed.iter_mut().zip(&self.best) {
                *allowed &= *best == 0;
            }
            return occurs;
        }
        let bit = 1 << self.count;
        self.count += 1;
        let of_words = Sum::of(words.into(), u32::try_from(unit.long()).unwrap_or_default(), 0);
        let least = MATCHED * words;
        let is_visible = |record: usize| self.is_visible.as_ref().is_none_or(|is_visible| is_visible[record]);
        let found = self.best.iter().enumerate().filter(|(record, best)| **best > 0 && is_visible(*record));
        for (record, best) in found {
            if *best >= least {
                occurs.matched = true;
                self.sums[record].0 += of_words.0 + u32::from(*best);
                self.units[record] |= bit;
            } else {
                occurs.related = true;
                if self.related.is_empty() {
                    self.related = vec![Sum::default(); self.best.len()];
                    self.related_units = vec![0; self.best.len()];
                }
                self.related[record].0 += of_words.0 + u32::from(*best);
                self.related_units[record] |= bit;
            }
        }
        occurs
    }

    /// Gives the records at both ends of links the words that the other one has. `pairs` are records by ordinal; a relation that the
    /// query names joins them.
    pub(super) fn follow(&mut self, plan: &Plan, pairs: &[(usize, usize)]) {
        let before = self.units.clone();
        for (one, other) in pairs.iter().flat_map(|(from, to)| [(*from, *to), (*to, *from)]) {
            let related = self.related_units.get(one).copied().unwrap_or_default();
            let gained = before[other] & !(self.units[one] | related);
            if gained == 0 || before[one] == 0 {
                continue;
            }
            for (_, unit) in plan.sought().enumerate().filter(|(number, _)| gained & 1 << number != 0) {
                let count = u32::try_from(unit.count).unwrap_or_default();
                let long = u32::try_from(unit.long()).unwrap_or_default();
                self.sums[one].0 += Sum::of(count, long, u32::from(points_of_link()) * count).0;
            }
            self.units[one] |= gained;
        }
    }

    /// Whether no record is related to one word of the query and matches another, so that all related ones stand below the others.
    pub(super) fn ranks_related_last(&self) -> bool {
        let is_allowed = |record: usize| self.allowed.as_ref().is_none_or(|allowed| allowed[record]);
        let mut related = self.related_units.iter().enumerate().filter(|(_, related)| **related != 0);
        related.all(|(record, _)| self.units[record] == 0 || !is_allowed(record))
    }

    /// The first `most` hits in order, and the number of all hits. The titles of some records, by ordinal, were typed whole.
    pub(super) fn ranked(mut self, plan: &Plan, titled: &[usize], most: usize) -> (Vec<Hit>, usize) {
        if self.count == 0 {
            return self.in_order_of_data(most);
        }
        if let Some(allowed) = &self.allowed {
            for (record, _) in allowed.iter().enumerate().filter(|(_, allowed)| !**allowed) {
                self.sums[record] = Sum::default();
                if let Some(related) = self.related.get_mut(record) {
                    *related = Sum::default();
                }
            }
        }
        self.asks_for_documents = plan.asks_for_documents(self.visible.index);
        let mut keys = self.keys();
        let matches_all =
            |record: &usize| self.units[*record].count_ones() == self.count && keys[*record] > Key::default();
        let titled: Vec<usize> = titled.iter().copied().filter(matches_all).collect();
        for record in titled {
            keys[record] = keys[record].of_title();
        }
        let mut found: Vec<Key> = keys.iter().copied().filter(|key| *key > Key::default()).collect();
        let total = found.len();
        if total == 0 || most == 0 {
            return (Vec::new(), total);
        }
        // The remaining rules are needed only for records that reach the top `most` by those before.
        let least = match most.checked_sub(1).filter(|last| *last < total) {
            Some(last) => *found.select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
            None => Key::LEAST,
        };
        let masks = Masks::of(plan, self.visible, self.fields);
        let mut ranks: Vec<Rank> = records_where(&keys, |key| *key >= least)
            .map(|record| {
                let masks = masks.as_ref().filter(|_| self.sums[record as usize].matched() > 1);
                let nearness = masks.and_then(|masks| masks.nearness(record as usize)).unwrap_or(FARTHEST);
                self.rank(record, keys[record as usize], nearness)
            })
            .collect();
        if most < ranks.len() {
            ranks.select_nth_unstable(most - 1);
            ranks.truncate(most);
        }
        ranks.sort_unstable();
        (ranks.into_iter().map(|rank| self.hit(&rank)).collect(), total)
    }

    /// For each record what decides by rules 1 to 5; `Key::default()` if it does not match.
    fn keys(&self) -> Vec<Key> {
        if self.count == 1 && self.related.is_empty() {
            // There is one group, and only its points tell its records apart.
            let key = |(record, sum): (usize, &Sum)| Key::of_one_group(*sum, self.is_source(record));
            return self.sums.iter().enumerate().map(key).collect();
        }
        let mut groups = Groups::new(self.count, !self.related.is_empty());
        let of_records = || (0..self.sums.len()).map(|record| self.group(record));
        of_records().flatten().for_each(|group| groups.add(group));
        let ranks = groups.sorted();
        of_records().map(|group| group.map_or_else(Key::default, |group| ranks.key(group))).collect()
    }

    /// What a record matches and what it is related to; `None` if it is neither.
    fn group(&self, record: usize) -> Option<Matched> {
        let sum = self.sums[record];
        let related = self.related.get(record).copied().unwrap_or_default();
        if sum.0 == 0 && related.0 == 0 {
            return None;
        }
        let related_units = self.related_units.get(record).copied().unwrap_or_default();
        let is_source = self.is_source(record);
        Some(Matched { sum, units: self.units[record], related, related_units, is_source })
    }

    /// Whether a record is a document, and the query asks for none.
    fn is_source(&self, record: usize) -> bool {
        !self.asks_for_documents && self.visible.index.facets[record].kind() == Kind::Document
    }

    fn rank(&self, record: u32, key: Key, nearness: u8) -> Rank {
        let ordinal = record as usize;
        let kind = self.visible.index.facets[ordinal].kind();
        let (is_background, is_document) = (kind.is_background(), kind == Kind::Document);
        Rank { key: Reverse(key), nearness, is_background, is_document, length: self.visible.length(ordinal), record }
    }

    fn hit(&self, rank: &Rank) -> Hit {
        let record = rank.record as usize;
        let Matched { sum, units, related, related_units, .. } = self.group(record).unwrap_or_default();
        Hit {
            record,
            matched: sum.matched(),
            long: sum.long(),
            units,
            related: related_units,
            points: if sum.0 > 0 { sum.points() } else { related.points() },
            nearness: Some(rank.nearness).filter(|nearness| *nearness < FARTHEST),
            is_background: rank.is_background,
            is_document: rank.is_document,
            length: rank.length,
        }
    }

    /// The records that the filters let through, for a query without words.
    fn in_order_of_data(&self, most: usize) -> (Vec<Hit>, usize) {
        let mut records: Vec<u32> = match &self.allowed {
            Some(allowed) => records_where(allowed, |allowed| *allowed).collect(),
            None => records_where(&self.sums, |_| true).collect(),
        };
        let total = records.len();
        records.truncate(most);
        let hits = records.into_iter().map(|record| self.hit(&self.rank(record, Key::default(), FARTHEST)));
        (hits.collect(), total)
    }
}
