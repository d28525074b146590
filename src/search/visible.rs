//! The visible part of the index. There is one index, over all of the data; its readers learn here which texts and
//! records count. No other module of the search knows what is hidden, except the remarks on why nothing is found.

use std::ops::Range;

use super::field::{Field, Fields};
use super::index::{Index, Posting, Unpacked};
use super::word_list::WordId;
use crate::atlas::{Basis, Data};

/// The fields in which compounds are no words: ids, and facts with their addresses.
const JOINED: [Field; 2] = [Field::Id, Field::Fact];

/// An index behind a filter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visible<'a> {
    /// The index over all of the data.
    pub index: &'a Index,
    /// The visible classes of texts.
    pub fields: Fields,
    data: &'a Data,
}

impl<'a> Visible<'a> {
    pub(super) fn new(index: &'a Index, data: &'a Data) -> Self {
        Self { index, fields: Fields::let_through_by(data.filter()), data }
    }

    /// Whether our own judgement is shown.
    pub(super) fn shows_judgements(&self) -> bool {
        self.fields == Fields::ALL
    }

    /// Whether any of these words occurs in a visible text. Mostly the first posting decides.
    pub(super) fn has(&self, words: &Range<WordId>) -> bool {
        if self.data.filter().is_none() {
            return !words.is_empty();
        }
        self.index.postings(words.clone()).iter().any(|posting| self.shows(*posting))
    }

    /// Whether an occurrence of a word is in a visible text.
    pub(super) fn shows(&self, posting: Posting) -> bool {
        self.fields.holds(posting.class()) && self.is_visible(posting.record())
    }

    /// Whether a word is nothing but the words of an id or an address written as one: nobody types it.
    pub(super) fn is_joined(&self, word: WordId) -> bool {
        let postings = self.index.postings(word..word + 1).iter();
        let mut seen = postings.filter(|posting| self.shows(**posting)).peekable();
        seen.peek().is_some()
            && seen
                .all(|posting| JOINED.contains(&posting.class().field()) && self.is_compound_in(word, posting.record()))
    }

    /// Whether a word stands in a record's texts as a compound only.
    fn is_compound_in(&self, word: WordId, record: usize) -> bool {
        let mut tokens = self.index.texts(record).iter().map(|token| token.unpacked()).peekable();
        while let Some(token) = tokens.next() {
            let mut is_single = || !matches!(tokens.peek(), Some(Unpacked::Part(_)));
            if token == Unpacked::Part(word) || token == Unpacked::Word(word) && is_single() {
                return false;
            }
        }
        true
    }

    /// Whether a record is visible.
    pub(super) fn is_visible(&self, record: usize) -> bool {
        self.data.is_visible(record)
    }

    /// For each record whether it is visible; `None` if all are.
    pub(super) fn records(&self) -> Option<Vec<bool>> {
        self.data.all_visible()
    }

    /// The basis of a record's visible text; `None` if the record is hidden. The substitute for a hidden text has its
    /// own basis.
    pub(super) fn basis(&self, record: usize) -> Option<Basis> {
        let basis = self.index.facets[record].basis();
        if self.data.filter().lets_through(basis) {
            return Some(basis);
        }
        Some(self.data.at_of(self.data.generation(), record)?.body().basis)
    }

    /// The number of words in the title and text of a record, or in the first name of an organization.
    pub(super) fn length(&self, record: usize) -> u16 {
        self.index.length(record, self.fields)
    }
}
