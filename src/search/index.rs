//! The search index: for each word its records, and for each record its words.

use std::collections::HashMap;
use std::ops::Range;

use super::field::{Class, Field, Fields, each_text};
use super::fold::{self, FUNCTION_WORDS, Shape};
use super::vocabulary::{Vocabulary, WordId};
use crate::atlas::{Basis, Data, Filter, Kind, Pillar};

/// An occurrence of a word in a text of a record, packed into 32 bits: up to 2^27 records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    /// The number of different values of [`Posting::slot`].
    pub(super) const SLOTS: usize = 1 << Self::SLOT_BITS;
    const SLOT_BITS: u32 = Class::BITS + 1;

    const fn new(record: u32, class: Class, is_part: bool) -> Self {
        Self(record << Self::SLOT_BITS | (is_part as u32) << Class::BITS | class.number())
    }

    /// For each slot whether it is a whole word in one of these fields.
    pub(super) fn slots(fields: Fields) -> [bool; Self::SLOTS] {
        let mut slots = [false; Self::SLOTS];
        for class in Class::all() {
            slots[slot(class, false)] = fields.holds(class);
        }
        slots
    }

    /// The ordinal of the record.
    pub(super) const fn record(self) -> usize {
        (self.0 >> Self::SLOT_BITS) as usize
    }

    /// The class of the text and whether the word is part of a compound there: see [`slot`].
    pub(super) const fn slot(self) -> usize {
        self.0 as usize & (Self::SLOTS - 1)
    }

    /// The class of the text.
    pub(super) const fn class(self) -> Class {
        Class::numbered(self.0)
    }

    /// The field, as a bit.
    pub(super) const fn field_bit(self) -> u8 {
        1 << self.class().field_number()
    }
}

/// The number of a slot: the class of a text, and whether the word is part of a compound there.
pub(super) const fn slot(class: Class, is_part: bool) -> usize {
    (is_part as usize) << Class::BITS | class.number() as usize
}

/// A word of a record's texts, or the start of a text, packed into 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token(u32);

impl Token {
    const TEXT: u32 = 0b11 << 30;
    const WHOLE: u32 = 0b10 << 30;

    /// Unpacks the token.
    pub(super) fn read(self) -> Read {
        let value = self.0 & !Self::TEXT;
        match self.0 & Self::TEXT {
            Self::TEXT => Read::Text(Class::numbered(value)),
            Self::WHOLE => Read::Word(value),
            _ => Read::Part(value),
        }
    }
}

/// An unpacked [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// A text of this class begins.
    Text(Class),
    /// The next word or whole compound.
    Word(WordId),
    /// A part of the preceding compound.
    Part(WordId),
}

/// The words while they are being collected, each with its number by first appearance.
type Words = HashMap<Box<str>, WordId, foldhash::fast::RandomState>;

/// A set of first letters: one bit for each of a to z, which other characters share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Initials(u32);

impl Initials {
    pub(super) fn add(&mut self, letters: impl IntoIterator<Item = char>) {
        for letter in letters {
            self.0 |= 1 << (u32::from(letter) % u32::BITS);
        }
    }

    /// Whether the sets have a letter in common; rarely true when they have none.
    pub(super) const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The properties of a record that filters test.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facet {
    pub kind: Kind,
    pub pillar: Option<Pillar>,
    pub basis: Basis,
}

/// Every distinct word of the searchable fields, folded, with its postings.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    /// The postings of all words in the order of the vocabulary, sorted for each word. The postings of all words with
    /// one beginning are therefore contiguous.
    postings: Vec<Posting>,
    /// The index in `postings` of each word's first; one more at the end.
    posting_offsets: Vec<u32>,
    /// The texts of all records, in the order of the data.
    tokens: Vec<Token>,
    /// The index in `tokens` of each record's first; one more at the end.
    text_offsets: Vec<u32>,
    /// For each record the number of words in its title and text; shorter records rank higher.
    lengths: Vec<u16>,
    /// The same without editorial texts.
    sourced_lengths: Vec<u16>,
    /// For each record the first letters of all words in its names and title.
    pub(super) initials: Vec<Initials>,
    pub(super) facets: Vec<Facet>,
    /// The function words, in the order of the vocabulary.
    function_words: Vec<WordId>,
}

impl Index {
    /// Indexes all records of the data.
    pub fn of(data: &Data) -> Self {
        Self::over(&data.filtered(Filter::default()))
    }

    /// Indexes the visible part of the data. A hidden record keeps its ordinal and has no words.
    pub(super) fn over(data: &Data) -> Self {
        let mut words = Words::default();
        let mut index = Self::default();
        for record in data.filtered(Filter::default()).records() {
            index.text_offsets.push(count(index.tokens.len()));
            let (mut length, mut sourced_length, mut initials) = (0_u16, 0_u16, Initials::default());
            let mut add = |class: Class, text: &str| {
                let field = class.field();
                index.tokens.push(Token(Token::TEXT | class.number()));
                // Only the first name of an organization counts towards its length; the others only help to find it.
                let counts =
                    |length| matches!(field, Field::Title | Field::Text) || field == Field::Name && length == 0;
                let (counts, counts_sourced) = (counts(length), counts(sourced_length) && !class.is_editorial());
                fold::each(text, |word, shape, _| {
                    let id = words.get(word).copied().unwrap_or_else(|| {
                        let id = count(words.len());
                        words.insert(word.into(), id);
                        id
                    });
                    let is_part = shape == Shape::Part;
                    initials.add(word.chars().next().filter(|_| field.is_name_or_title()));
                    length = length.saturating_add(u16::from(counts && !is_part));
                    sourced_length = sourced_length.saturating_add(u16::from(counts_sourced && !is_part));
                    index.tokens.push(Token(if is_part { id } else { Token::WHOLE | id }));
                });
            };
            if let Some(visible) = data.at_of(data.generation(), record.ordinal()) {
                each_text(visible, &mut add);
            }
            index.lengths.push(length);
            index.sourced_lengths.push(sourced_length);
            index.initials.push(initials);
            let basis = record.body().basis;
            index.facets.push(Facet { kind: record.kind(), pillar: record.pillar(), basis });
        }
        index.text_offsets.push(count(index.tokens.len()));
        index.tokens.shrink_to_fit();
        index.sort_words(words);
        index.function_words = FUNCTION_WORDS.iter().filter_map(|word| index.vocabulary.whole(word)).collect();
        index.function_words.sort_unstable();
        index.invert();
        index
    }

    /// Renumbers the words from first appearance to alphabetical order.
    fn sort_words(&mut self, words: Words) {
        let mut sorted: Vec<(Box<str>, WordId)> = words.into_iter().collect();
        sorted.sort_unstable();
        let mut renumbered = vec![0; sorted.len()];
        for (id, (_, first_id)) in sorted.iter().enumerate() {
            renumbered[*first_id as usize] = count(id);
        }
        for token in &mut self.tokens {
            match token.read() {
                Read::Text(_) => {}
                Read::Word(id) | Read::Part(id) => *token = Token(token.0 & Token::TEXT | renumbered[id as usize]),
            }
        }
        self.vocabulary = Vocabulary::of(sorted.iter().map(|(word, _)| &**word));
    }

    /// Inverts the texts of the records into postings.
    fn invert(&mut self) {
        let mut last = vec![None; self.vocabulary.len()];
        let mut counts = vec![0_u32; self.vocabulary.len() + 1];
        self.each_posting(|word, posting| {
            // Skips repeated postings of a word in a field of a record, if no other posting of the word is between
            // them. The few remaining duplicates are harmless.
            if last[word].replace(posting) != Some(posting) {
                counts[word + 1] += 1;
            }
        });
        for word in 1..counts.len() {
            counts[word] += counts[word - 1];
        }
        let mut postings = vec![Posting(0); counts.last().map_or(0, |all| *all as usize)];
        let mut next = counts.clone();
        last.fill(None);
        self.each_posting(|word, posting| {
            if last[word].replace(posting) != Some(posting) {
                postings[next[word] as usize] = posting;
                next[word] += 1;
            }
        });
        (self.postings, self.posting_offsets) = (postings, counts);
    }

    fn each_posting(&self, mut found: impl FnMut(usize, Posting)) {
        for record in 0..self.len() {
            let mut class = Class::numbered(0);
            for token in self.texts(record) {
                match token.read() {
                    Read::Text(next) => class = next,
                    Read::Word(id) => found(id as usize, Posting::new(count(record), class, false)),
                    Read::Part(id) => found(id as usize, Posting::new(count(record), class, true)),
                }
            }
        }
    }

    /// The function words among these words.
    pub(super) fn function_words_in(&self, words: &Range<WordId>) -> &[WordId] {
        let slot = |id: WordId| self.function_words.partition_point(|word| *word < id);
        &self.function_words[slot(words.start)..slot(words.end).max(slot(words.start))]
    }

    /// The number of records.
    pub(super) const fn len(&self) -> usize {
        self.facets.len()
    }

    /// The memory it takes, in bytes.
    pub fn memory(&self) -> usize {
        self.vocabulary.memory()
            + size_of_val(&*self.postings)
            + size_of_val(&*self.posting_offsets)
            + size_of_val(&*self.tokens)
            + size_of_val(&*self.text_offsets)
            + size_of_val(&*self.lengths)
            + size_of_val(&*self.sourced_lengths)
            + size_of_val(&*self.initials)
            + size_of_val(&*self.facets)
    }

    /// The number of distinct words.
    pub const fn distinct_words(&self) -> usize {
        self.vocabulary.len()
    }

    /// The postings of these words.
    pub(super) fn postings(&self, words: Range<WordId>) -> &[Posting] {
        &self.postings
            [self.posting_offsets[words.start as usize] as usize..self.posting_offsets[words.end as usize] as usize]
    }

    /// The tokens of a record's texts.
    pub(super) fn texts(&self, record: usize) -> &[Token] {
        &self.tokens[self.text_offsets[record] as usize..self.text_offsets[record + 1] as usize]
    }

    /// The number of words in the title and text of a record, or in the first name of an organization.
    pub(super) fn length(&self, record: usize, visible: Fields) -> u16 {
        let lengths = if visible == Fields::ALL { &self.lengths } else { &self.sourced_lengths };
        lengths[record]
    }
}

/// The ordinals of the records whose element in `values` passes `test`.
pub(super) fn records_where<T>(values: &[T], test: impl Fn(&T) -> bool) -> impl Iterator<Item = u32> {
    (0..).zip(values).filter(move |(_, value)| test(value)).map(|(record, _)| record)
}

/// Converts a count, which stays far below 2^27 because data files are bounded.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
