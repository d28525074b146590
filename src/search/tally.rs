//! Counts for every record the words of a query that it matches, with their points, and puts the records in order by the rules of
//! `rank`.

mod ranked;

use super::field::{Class, Fields};
use super::index::{Posting, Unpacked, records_where, slot};
use super::order::Sum;
use super::plan::{Closeness, Lead, Matches, Plan, Run, Sequence, Unit};
use super::rank::{MATCHED, Points, points, points_by_facet, points_of_lead, points_of_link, points_of_run};
use super::readings::Related;
use super::sequence::sequence_in;
use super::visible::Visible;

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
            // A phrase counts for each of its words.
            if count > 1 {
                self.best.iter_mut().for_each(|best| *best *= count);
            }
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
            if let Some((points, is_meant)) = points_by_facet(*lead) {
                for (best, facet) in self.best.iter_mut().zip(&*self.visible.index.facets) {
                    *best = if is_meant(*facet) { points.max(*best) } else { *best };
                }
                continue;
            }
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
        if let Some(is_visible) = &self.is_visible {
            for (best, is_visible) in self.best.iter_mut().zip(is_visible) {
                *best = if *is_visible { *best } else { 0 };
            }
        }
        let bit = 1 << self.count;
        self.count += 1;
        let of_words = Sum::of(words.into(), u32::try_from(unit.long()).unwrap_or_default(), 0);
        let least = MATCHED * words;
        // Without branches, so that the compiler can take several records at a time.
        for ((best, sum), units) in self.best.iter().zip(&mut self.sums).zip(&mut self.units) {
            let is_matched = *best >= least;
            sum.0 += if is_matched { of_words.0 + u32::from(*best) } else { 0 };
            *units |= if is_matched { bit } else { 0 };
            occurs.matched |= is_matched;
            occurs.related |= *best > 0 && !is_matched;
        }
        if occurs.related {
            self.related.resize(self.best.len(), Sum::default());
            self.related_units.resize(self.best.len(), 0);
            let of_best = self.best.iter().zip(&mut self.related).zip(&mut self.related_units);
            for ((best, related), units) in of_best.filter(|((best, _), _)| (1..least).contains(*best)) {
                related.0 += of_words.0 + u32::from(*best);
                *units |= bit;
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

    /// Where the records stand that are related to a word of the query: last, unless one of them matches another word.
    pub(super) fn rank_of_related(&self) -> Related {
        let is_allowed = |record: usize| self.allowed.as_ref().is_none_or(|allowed| allowed[record]);
        let related = self.related_units.iter().enumerate().filter(|(_, related)| **related != 0);
        let mut listed = related.map(|(record, _)| record).filter(|record| is_allowed(*record)).peekable();
        if listed.peek().is_none() {
            Related::Nowhere
        } else if listed.all(|record| self.units[record] == 0) {
            Related::Last
        } else {
            Related::Among
        }
    }
}
