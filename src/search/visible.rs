//! The visible part of the index. There is one index, over all of the data; its readers learn here which texts and
//! records count. No other module of the search knows what is hidden, except the remarks on why nothing is found.

use std::ops::Range;

use super::dates::Span;
use super::day::Day;
use super::field::{Class, Field, Fields};
use super::fold::folded;
use super::index::{self, Index, Posting, Token, Unpacked};
use super::labels::Labels;
use super::word_list::WordId;
use crate::atlas::{Basis, Data, VisibleRecord};

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
    /// What the day of the filter changes of the index; `None` without a day.
    day: Option<&'a Day>,
}

impl<'a> Visible<'a> {
    pub(super) fn new(index: &'a Index, data: &'a Data, day: Option<&'a Day>) -> Self {
        Self { index, fields: Fields::let_through_by(data.filter()), data, day }
    }

    /// Whether our own judgement is shown.
    pub(super) fn shows_judgements(&self) -> bool {
        self.fields == Fields::ALL
    }

    /// Whether a reason for one of our judgements has this word, and no text.
    pub(super) fn has_in_reasons(&self, word: &str) -> bool {
        let reasons = &self.index.reasons;
        let at = reasons.first_not(0..reasons.len(), |line| line < word);
        let is_listed = at < reasons.len() && reasons.line(at) == word;
        let has_word = |record: VisibleRecord<'_>| {
            index::reasons(&record).any(|reason| folded(reason).iter().any(|other| other == word))
        };
        // A filter hides some of the reasons.
        let is_visible = || self.data.glance(self.data.records(), has_word).any(|has_word| has_word);
        is_listed && (self.data.filter().is_none() || is_visible())
    }

    /// Whether any of these words occurs in a visible text. Mostly the first posting decides.
    pub(super) fn has(&self, words: &Range<WordId>) -> bool {
        if self.data.filter().is_none() {
            return !words.is_empty();
        }
        self.index.postings(words.clone()).iter().any(|posting| self.shows(words, *posting))
    }

    /// Whether an occurrence of one of these words is in a visible text.
    pub(super) fn shows(&self, words: &Range<WordId>, posting: Posting) -> bool {
        let record = posting.record();
        let is_visible = self.fields.holds(posting.class()) && self.is_visible(record);
        is_visible && self.changed_texts(record).is_none_or(|texts| holds(texts, words, posting.class()))
    }

    /// The visible texts of a record, if the day of the filter hides others of it.
    fn changed_texts(&self, record: usize) -> Option<&'a [Token]> {
        self.day?.texts(record)
    }

    /// The records whose texts the day of the filter changes: their postings are not to be relied on.
    pub(super) fn changed(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.day.into_iter().flat_map(Day::records)
    }

    /// Whether the day of the filter changes the texts of a record.
    pub(super) fn is_changed(&self, record: usize) -> bool {
        self.changed_texts(record).is_some()
    }

    /// The texts of a record. Those that only a basis hides are among them.
    pub(super) fn texts(&self, record: usize) -> &'a [Token] {
        self.changed_texts(record).unwrap_or_else(|| self.index.texts(record))
    }

    /// The labels of a record.
    pub(super) fn labels(&self, record: usize) -> Labels {
        self.day.map_or_else(|| self.index.labels(record, self.fields), |day| day.labels(self.data, record))
    }

    /// Whether a word is nothing but the words of an id or an address written as one: nobody types it.
    pub(super) fn is_joined(&self, word: WordId) -> bool {
        let words = word..word + 1;
        let postings = self.index.postings(words.clone()).iter();
        let mut seen = postings.filter(|posting| self.shows(&words, **posting)).peekable();
        seen.peek().is_some()
            && seen
                .all(|posting| JOINED.contains(&posting.class().field()) && self.is_compound_in(word, posting.record()))
    }

    /// Whether a word stands in a record's visible texts as a compound only.
    fn is_compound_in(&self, word: WordId, record: usize) -> bool {
        let mut tokens = self.texts(record).iter().map(|token| token.unpacked()).peekable();
        let mut is_shown = false;
        while let Some(token) = tokens.next() {
            if let Unpacked::Text(class) = token {
                is_shown = self.fields.holds(class);
            }
            let mut is_single = || !matches!(tokens.peek(), Some(Unpacked::Part(_)));
            if is_shown && (token == Unpacked::Part(word) || token == Unpacked::Word(word) && is_single()) {
                return false;
            }
        }
        true
    }

    /// The dates of a record.
    pub(super) fn dates(&self, record: usize) -> &'a [Span] {
        self.day.map_or_else(|| self.index.dates(record, self.fields), |day| day.dates(self.data, record))
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
        let changed = self.day.and_then(|day| day.length(record));
        changed.unwrap_or_else(|| self.index.length(record, self.fields))
    }
}

/// Whether one of these words is in a text of this class.
fn holds(texts: &[Token], words: &Range<WordId>, class: Class) -> bool {
    let mut here = false;
    texts.iter().any(|token| match token.unpacked() {
        Unpacked::Text(started) => {
            here = started == class;
            false
        }
        Unpacked::Word(word) | Unpacked::Part(word) => here && words.contains(&word),
    })
}
