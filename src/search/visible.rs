//! What a filter shows of the index. The index is made once, over all of the data; whoever reads it asks here which of its
//! texts and records count. The one place in the search that knows what is hidden.

use std::ops::Range;

use super::field::Fields;
use super::index::Index;
use super::vocabulary::WordId;
use crate::atlas::{Basis, Data};

/// An index as far as a filter shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visible<'a> {
    /// The whole of it.
    pub index: &'a Index,
    /// The classes of texts that are shown.
    pub fields: Fields,
    data: &'a Data,
}

impl<'a> Visible<'a> {
    pub(super) fn new(index: &'a Index, data: &'a Data) -> Self {
        Self { index, fields: Fields::shown_by(data.filter()), data }
    }

    /// Whether any of these words stands in a text that is shown. Mostly the first place where one stands tells.
    pub(super) fn has(&self, words: &Range<WordId>) -> bool {
        if self.data.filter().is_none() {
            return !words.is_empty();
        }
        let mut postings = self.index.postings(words.clone()).iter();
        postings.any(|posting| self.fields.holds(posting.class()) && self.shows(posting.record()))
    }

    /// Whether a record is shown.
    pub(super) fn shows(&self, record: usize) -> bool {
        self.data.shows(record)
    }

    /// For each record whether it is shown; nothing where all are.
    pub(super) fn records(&self) -> Option<Vec<bool>> {
        self.data.all_shown()
    }

    /// Whose words the text of a record is in. What stands in for a hidden one has a basis of its own.
    pub(super) fn basis(&self, record: usize) -> Option<Basis> {
        let basis = self.index.facets[record].basis;
        if self.data.filter().shows(basis) {
            return Some(basis);
        }
        Some(self.data.at_of(self.data.generation(), record)?.body().basis)
    }

    /// How many words the title and text of a record take; of an organization, its first name.
    pub(super) fn length(&self, record: usize) -> u16 {
        self.index.length(record, self.fields)
    }
}
