//! The order of results by the rules of `rank`, in numbers that can be compared.

use std::cmp::Reverse;

use super::rank::{BEHIND, LEAST_OF_WHOLE_WORD};

/// The number of words that a record matches, the number of long ones among them, and their points, packed into one
/// number so that a greater one ranks higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Sum(pub u32);

impl Sum {
    /// The bits of the points.
    pub(super) const POINTS: u32 = 14;
    /// The bits of a number of words.
    pub(super) const WORDS: u32 = 5;

    /// The sum of a unit of so many words.
    pub(super) const fn of(words: u32, long: u32, points: u32) -> Self {
        Self(words << (Self::POINTS + Self::WORDS) | long << Self::POINTS | points)
    }

    pub(super) const fn matched(self) -> usize {
        (self.0 >> (Self::POINTS + Self::WORDS)) as usize
    }

    pub(super) const fn long(self) -> usize {
        (self.0 >> Self::POINTS & ((1 << Self::WORDS) - 1)) as usize
    }

    pub(super) const fn points(self) -> u32 {
        self.0 & ((1 << Self::POINTS) - 1)
    }

    /// The numbers of words, for rule 1.
    pub(super) const fn words(self) -> u32 {
        self.0 >> Self::POINTS
    }
}

/// What a record matches, and what it is related to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Matched {
    pub sum: Sum,
    /// The units that it matches, one bit each.
    pub units: u16,
    /// The same for the units that it is only related to.
    pub related: Sum,
    pub related_units: u16,
    /// Whether it is a document, and the query asks for none.
    pub is_source: bool,
}

impl Matched {
    const fn points(self) -> u32 {
        if self.sum.0 > 0 { self.sum.points() } else { self.related.points() }
    }
}

/// The points of a document that nobody asks for, by rule 4, and whether it stands among the other records and not after them.
/// `points` are those of so many `words`.
pub(super) const fn of_source(points: u32, words: u32) -> (bool, u32) {
    let is_among = words > 0 && points >= words * LEAST_OF_WHOLE_WORD;
    (is_among, if is_among { points - words * BEHIND } else { points })
}

/// What orders a record within its group: whether it is more than a source, then its points.
#[derive(Debug, Clone, Copy)]
struct Own(u32);

impl Own {
    const BITS: u32 = Sum::POINTS + 1;

    const fn new(is_source: bool, points: u32, words: u32) -> Self {
        let (is_among, points) = if is_source { of_source(points, words) } else { (true, points) };
        Self((is_among as u32) << Sum::POINTS | points)
    }

    const fn of(group: Matched) -> Self {
        Self::new(group.is_source, group.points(), group.sum.words() >> Sum::WORDS)
    }
}

/// The groups of records: those that match as many words, and among them those that are related to as many more, stand together
/// if they match the same words, the group with the best record first.
pub(super) struct Groups {
    slots: Slots,
    /// For each group what orders it; `None` if no record is in it.
    best: Vec<Option<u64>>,
}

/// The order of the groups.
pub(super) struct Ranks {
    slots: Slots,
    /// For each group its rank, from 0 for the last; 0 if no record is in it.
    ranks: Vec<u32>,
}

/// The numbers of groups.
#[derive(Debug, Clone, Copy)]
struct Slots {
    /// The bits of the units that are matched, and of those that are related.
    matched: u32,
    related: u32,
}

impl Slots {
    const fn count(self) -> usize {
        1 << (self.matched + self.related)
    }

    const fn of(self, group: Matched) -> usize {
        let related = group.related_units as usize & ((1 << self.related) - 1);
        related << self.matched | group.units as usize
    }
}

/// Most units for which groups are told apart by what they are related to: the table has two bits for each.
pub(super) const MOST_RELATED: u32 = 8;

impl Groups {
    /// The groups of records that match some of `count` units.
    pub(super) fn new(count: u32, has_related: bool) -> Self {
        let related = if has_related && count <= MOST_RELATED { count } else { 0 };
        let slots = Slots { matched: count, related };
        Self { slots, best: vec![None; slots.count()] }
    }

    /// Adds a record.
    pub(super) fn add(&mut self, group: Matched) {
        let words = u64::from(group.sum.words()) << (Sum::WORDS + Own::BITS);
        let related = (group.related.matched() as u64) << Own::BITS;
        let best = &mut self.best[self.slots.of(group)];
        *best = (*best).max(Some(words | related | u64::from(Own::of(group).0)));
    }

    pub(super) fn sorted(self) -> Ranks {
        let numbered = self.best.iter().enumerate();
        let mut sorted: Vec<(u64, u32, usize)> = numbered
            .filter_map(|(slot, best)| {
                // Of two groups that are as good, the one with the earlier words comes first.
                let units = u32::try_from(slot).unwrap_or_default();
                Some(((*best)?, units.reverse_bits(), slot))
            })
            .collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; self.best.len()];
        for (rank, (.., slot)) in (0..).zip(sorted) {
            ranks[slot] = rank;
        }
        Ranks { slots: self.slots, ranks }
    }
}

impl Ranks {
    /// What decides by rules 1 to 5, for a record of a group.
    pub(super) fn key(&self, group: Matched) -> Key {
        Key((self.ranks[self.slots.of(group)] + 1) << Own::BITS | Own::of(group).0)
    }
}

/// What decides by rules 1 to 5, packed into one number so that a greater one ranks higher: the rank of the group, from 1, and
/// the record's own points; 0 for a record that does not match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Key(u32);

// All groups have a rank.
const _: () = assert!(2 * MOST_RELATED + Own::BITS < u32::BITS && u16::BITS + Own::BITS < u32::BITS);

impl Key {
    /// The least key of a record that matches.
    pub(super) const LEAST: Self = Self(1);

    /// That of a record of the first group whose title was typed whole: before all others.
    pub(super) const fn of_title(self) -> Self {
        Self(self.0 + (1 << Own::BITS))
    }

    /// The key of a record with this sum if there is only one group.
    pub(super) const fn of_one_group(sum: Sum, is_source: bool) -> Self {
        if sum.0 == 0 { Self(0) } else { Self(Own::new(is_source, sum.points(), sum.words() >> Sum::WORDS).0) }
    }
}

/// The properties of a record in the order of the rules; the least comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub key: Reverse<Key>,
    pub nearness: u8,
    pub is_background: bool,
    pub is_document: bool,
    pub length: u16,
    pub record: u32,
}
