//! What a day changes of the index: the texts of the records with a name or a fact that began later, and the labels
//! and dates. The index
//! itself is over all of the data. Made for a searcher whose filter has a day; read through [`super::visible`] only.

use std::sync::OnceLock;

use super::dates::Span;
use super::index::{Index, Token};
use super::labels::Labels;
use super::record_dates::RecordDates;
use super::texts::add_texts;
use crate::atlas::{Data, VisibleRecord};

/// The texts of the records that a day shows in part, and the labels and dates of all.
#[derive(Debug)]
pub(super) struct Day {
    /// In the order of their ordinals.
    records: Vec<Changed>,
    /// Links and facts may have begun later; both are made when first asked for.
    labels: OnceLock<Vec<Labels>>,
    dates: OnceLock<RecordDates>,
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
        Some(Self { records: in_part.collect(), labels: OnceLock::new(), dates: OnceLock::new() })
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
        let of =
            |record: Option<VisibleRecord<'_>>| record.map_or_else(Labels::default, |record| Labels::of(data, record));
        self.labels.get_or_init(|| all(data).map(of).collect())[record]
    }

    /// The dates of a record.
    pub(super) fn dates(&self, data: &Data, record: usize) -> &[Span] {
        let of_all = || {
            let mut dates = RecordDates::default();
            all(data).for_each(|record| dates.add(record));
            dates
        };
        self.dates.get_or_init(of_all).of(record)
    }
}

/// All records, those that are hidden as none.
fn all(data: &Data) -> impl Iterator<Item = Option<VisibleRecord<'_>>> {
    (0..data.whole().len()).map(|ordinal| data.at_of(data.generation(), ordinal))
}
