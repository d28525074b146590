//! Collects the words of all records for the index.

use std::collections::HashMap;

use super::field::{Field, each_text};
use super::fold::{self, Shape};
use super::index::{Facet, Token, Unpacked};
use super::labels::Labels;
use super::lines::count;
use super::record_dates::RecordDates;
use super::word_list::{WordId, WordList};
use crate::atlas::{Data, VisibleRecord};

/// The words while they are being collected, each with its number by first appearance.
pub(super) type WordNumbers = HashMap<Box<str>, WordId, foldhash::fast::RandomState>;

/// Adds the visible texts of a record. Returns the number of words in its title and text, or in its first name; and the same
/// without editorial texts. A word that has no number is left out.
pub(super) fn add_texts(
    record: VisibleRecord<'_>,
    tokens: &mut Vec<Token>,
    mut numbered: impl FnMut(&str) -> Option<WordId>,
) -> (u16, u16) {
    let (mut length, mut sourced_length) = (0_u16, 0_u16);
    each_text(record, |class, text| {
        let field = class.field();
        tokens.push(Token::text(class));
        // Only the first name of an organization counts towards its length; the others only help to find it.
        let counts = |length| matches!(field, Field::Title | Field::Text) || field == Field::Name && length == 0;
        let (counts, counts_sourced) = (counts(length), counts(sourced_length) && !class.is_editorial());
        fold::each(text, |word, shape, _| {
            let is_part = shape == Shape::Part;
            length = length.saturating_add(u16::from(counts && !is_part));
            sourced_length = sourced_length.saturating_add(u16::from(counts_sourced && !is_part));
            tokens.extend(numbered(word).map(|id| Token::word(id, is_part)));
        });
    });
    (length, sourced_length)
}

/// The texts of the records so far, word by word; the fields are those of the index.
#[derive(Default)]
pub(super) struct Texts {
    pub tokens: Vec<Token>,
    pub text_offsets: Vec<u32>,
    pub lengths: Vec<u16>,
    pub sourced_lengths: Vec<u16>,
    pub facets: Vec<Facet>,
    pub labels: Vec<Labels>,
    pub sourced_labels: Vec<Labels>,
    pub dates: RecordDates,
    pub sourced_dates: RecordDates,
}

impl Texts {
    /// Adds the next record: its texts as far as `data` shows them. `sourced` is the data without what is editorial.
    pub(super) fn add(&mut self, data: &Data, sourced: &Data, record: VisibleRecord<'_>, words: &mut WordNumbers) {
        self.text_offsets.push(count(self.tokens.len()));
        let numbered = |word: &str| {
            let known = words.get(word).copied();
            known.or_else(|| {
                let id = count(words.len());
                words.insert(word.into(), id);
                Some(id)
            })
        };
        let visible = data.at_of(data.generation(), record.ordinal());
        let lengths = visible.map(|visible| add_texts(visible, &mut self.tokens, numbered));
        let (length, sourced_length) = lengths.unwrap_or_default();
        self.lengths.push(length);
        self.sourced_lengths.push(sourced_length);
        let labels = |data: &Data| {
            let visible = data.at_of(data.generation(), record.ordinal());
            visible.map_or_else(Labels::default, |visible| Labels::of(data, visible))
        };
        self.labels.push(labels(data));
        self.sourced_labels.push(labels(sourced));
        self.dates.add(visible);
        self.sourced_dates.add(sourced.at_of(sourced.generation(), record.ordinal()));
        self.facets.push(Facet::new(record.kind(), record.pillars(), record.body().basis));
    }

    /// Ends the last record.
    pub(super) fn end(&mut self) {
        self.text_offsets.push(count(self.tokens.len()));
        self.tokens.shrink_to_fit();
    }

    /// Renumbers the words from first appearance to alphabetical order.
    pub(super) fn sort_words(&mut self, words: WordNumbers) -> WordList {
        let mut sorted: Vec<(Box<str>, WordId)> = words.into_iter().collect();
        sorted.sort_unstable();
        let mut renumbered = vec![0; sorted.len()];
        for (id, (_, first_id)) in sorted.iter().enumerate() {
            renumbered[*first_id as usize] = count(id);
        }
        for token in &mut self.tokens {
            match token.unpacked() {
                Unpacked::Text(_) => {}
                Unpacked::Word(id) => *token = Token::word(renumbered[id as usize], false),
                Unpacked::Part(id) => *token = Token::word(renumbered[id as usize], true),
            }
        }
        WordList::of(sorted.iter().map(|(word, _)| &**word))
    }
}
