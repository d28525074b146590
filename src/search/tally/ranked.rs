//! Puts the records of a tally in order.

use std::cmp::Reverse;

use super::super::index::records_where;
use super::super::nearness::{FARTHEST, Masks};
use super::super::order::{Groups, Key, Matched, Rank, Sum};
use super::super::plan::Plan;
use super::super::rank::Hit;
use super::Tally;
use crate::atlas::Kind;

/// The greatest [`Sum::words`] that is told from greater ones: that of all single words of a query. Entries of many words may count more.
const MOST_COUNTED: usize = (1 << (2 * Sum::WORDS)) - 1;

impl Tally<'_> {
    /// The first `most` hits in order, and the number of all hits. The titles of some records, by ordinal, were typed whole.
    pub(in crate::search) fn ranked(mut self, plan: &Plan, titled: &[usize], most: usize) -> (Vec<Hit>, usize) {
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
        let (records, total) = self.foremost(most);
        if most == 0 || total == 0 {
            return (Vec::new(), total);
        }
        let mut keys = self.keys(&records);
        for record in titled.iter().filter(|record| self.units[**record].count_ones() == self.count) {
            if let Ok(at) = records.binary_search_by_key(record, |record| *record as usize) {
                keys[at] = keys[at].of_title();
            }
        }
        // The remaining rules are needed only for records that reach the top `most` by those before.
        let least = match most.checked_sub(1).filter(|last| *last < keys.len()) {
            Some(last) => *keys.clone().select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
            None => Key::LEAST,
        };
        let masks = Masks::of(plan, self.visible, self.fields);
        let reach = records.into_iter().zip(keys).filter(|(_, key)| *key >= least);
        let mut ranks: Vec<Rank> = reach
            .map(|(record, key)| {
                let masks = masks.as_ref().filter(|_| self.sums[record as usize].matched() > 1);
                let nearness = masks.and_then(|masks| masks.nearness(record as usize)).unwrap_or(FARTHEST);
                self.rank(record, key, nearness)
            })
            .collect();
        if most < ranks.len() {
            ranks.select_nth_unstable(most - 1);
            ranks.truncate(most);
        }
        ranks.sort_unstable();
        (ranks.into_iter().map(|rank| self.hit(&rank)).collect(), total)
    }

    /// The records, by ordinal, that match so many words that they may be among the first `most`, and the number of all that match or
    /// are related. Most records match few of the words.
    fn foremost(&self, most: usize) -> (Vec<u32>, usize) {
        let mut with_words = [0_u32; MOST_COUNTED + 1];
        let words = |sum: &Sum| (sum.words() as usize).min(MOST_COUNTED);
        self.sums.iter().for_each(|sum| with_words[words(sum)] += 1);
        let matched = self.sums.len() - with_words[0] as usize;
        let mut reached = 0;
        let least = (1..=MOST_COUNTED).rev().find(|words| {
            reached += with_words[*words] as usize;
            reached >= most
        });
        if let Some(least) = least {
            let related = self.related.iter().zip(&self.sums).filter(|(related, sum)| related.0 > 0 && sum.0 == 0);
            return (records_where(&self.sums, |sum| words(sum) >= least).collect(), matched + related.count());
        }
        let is_any = |record: &u32| {
            let related = self.related.get(*record as usize).is_some_and(|related| related.0 > 0);
            related || self.sums[*record as usize].0 > 0
        };
        let records: Vec<u32> = records_where(&self.sums, |_| true).filter(is_any).collect();
        let total = records.len();
        (records, total)
    }

    /// For each of these records, which match or are related, what decides by rules 1 to 5.
    fn keys(&self, records: &[u32]) -> Vec<Key> {
        if self.count == 1 && self.related.is_empty() {
            // There is one group, and only its points tell its records apart.
            let key = |record: &u32| Key::of_one_group(self.sums[*record as usize], self.is_source(*record as usize));
            return records.iter().map(key).collect();
        }
        let mut groups = Groups::new(self.count, !self.related.is_empty());
        let matched = || records.iter().map(|record| self.matched(*record as usize));
        matched().for_each(|matched| groups.add(matched));
        let ranks = groups.sorted();
        matched().map(|matched| ranks.key(matched)).collect()
    }

    /// What a record matches and what it is related to.
    fn matched(&self, record: usize) -> Matched {
        Matched {
            sum: self.sums[record],
            units: self.units[record],
            related: self.related.get(record).copied().unwrap_or_default(),
            related_units: self.related_units.get(record).copied().unwrap_or_default(),
            is_source: self.is_source(record),
        }
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
        let Matched { sum, units, related, related_units, .. } = self.matched(record);
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
