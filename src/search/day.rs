//! What a day changes of the index: the texts of the records with a name or a fact that began later, and the labels. The index
//! itself is over all of the data. Made for a searcher whose filter has a day; read through [`super::visible`] only.

use std::sync::OnceLock;

use super::index::{Index, Token};
use super::labels::Labels;
use super::texts::add_texts;
use crate::atlas::Data;

/// The texts of the records that a day shows in part, and the labels of all.
#[derive(Debug)]
pub(super) struct Day {
    /// In the order of their ordinals.
    records: Vec<Changed>,
    /// Links may have begun later; made when first asked for.
    labels: OnceLock<Vec<Labels>>,
}

/// The visible texts of a record that has hidden ones.
#[derive(Debug)]
struct Changed {
    record: usize,
    tokens: Vec<Token>,
    length: u16,
}

impl Day {
    /// `None` if the filter of the data has no day.
    pub(super) fn of(data: &Data, index: &Index) -> Option<Self> {
        data.filter().as_of?;
        let in_part = data.shown_in_part().iter().filter_map(|ordinal| {
            let record = data.at_of(data.generation(), *ordinal as usize)?;
            let mut tokens = Vec::new();
            let (length, _) = add_texts(record, &mut tokens, |word| index.word_list.whole(word));
            Some(Changed { record: record.ordinal(), tokens, length })
        });
        Some(Self { records: in_part.collect(), labels: OnceLock::new() })
    }

    fn changed(&self, record: usize) -> Option<&Changed> {
        let at = self.records.binary_search_by_key(&record, |changed| changed.record).ok()?;
        Some(&self.records[at])
    }

    /// The ordinals of the records whose texts it changes.
    pub(super) fn records(&self) -> impl Iterator<Item = usize> {
        self.records.iter().map(|changed| changed.record)
    }

    /// The texts of a record, if it changes them.
    pub(super) fn texts(&self, record: usize) -> Option<&[Token]> {
        self.changed(record).map(|changed| &*changed.tokens)
    }

    /// The length of a record, if it changes its texts.
    pub(super) fn length(&self, record: usize) -> Option<u16> {
        self.changed(record).map(|changed| changed.length)
    }

    /// The labels of a record.
    pub(super) fn labels(&self, data: &Data, record: usize) -> Labels {
        let all = || {
            let visible = (0..data.whole().len()).map(|ordinal| data.at_of(data.generation(), ordinal));
            visible.map(|record| record.map_or_else(Labels::default, |record| Labels::of(data, record))).collect()
        };
        let labels: &Vec<Labels> = self.labels.get_or_init(all);
        labels[record]
    }
}
