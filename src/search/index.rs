//! The search index: for each word its records, and for each record its words.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::dates::Span;
use super::entries::Entries;
use super::field::{Class, Fields};
use super::fold;
use super::function_words;
use super::labels::Labels;
use super::lines::{Lines, count};
use super::record_dates::RecordDates;
use super::texts::{Texts, WordNumbers};
use super::titles;
use super::word_list::{WordId, WordList};
use crate::atlas::{Basis, Data, Filter, Kind, Pillars, Text, VisibleRecord};

/// An occurrence of a word in a text of a record, packed into 32 bits: up to 2^27 records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(pub(crate) u32);

impl Posting {
    /// The number of different values of [`Posting::slot`].
    pub(super) const SLOTS: usize = 1 << Self::SLOT_BITS;
    const SLOT_BITS: u32 = Class::BITS + 1;

    const fn new(record: u32, class: Class, is_part: bool) -> Self {
        Self(record << Self::SLOT_BITS | slot(class, is_part))
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
pub(super) const fn slot(class: Class, is_part: bool) -> u32 {
    (is_part as u32) << Class::BITS | class.number()
}

/// A word of a record's texts, or the start of a text, packed into 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token(pub(crate) u32);

impl Token {
    const TEXT: u32 = 0b11 << 30;
    const WHOLE: u32 = 0b10 << 30;

    /// The beginning of a text of this class.
    pub(super) const fn text(class: Class) -> Self {
        Self(Self::TEXT | class.number())
    }

    /// A word, or a part of the compound before it.
    pub(super) const fn word(id: WordId, is_part: bool) -> Self {
        Self(if is_part { id } else { Self::WHOLE | id })
    }

    pub(super) fn unpacked(self) -> Unpacked {
        let value = self.0 & !Self::TEXT;
        match self.0 & Self::TEXT {
            Self::TEXT => Unpacked::Text(Class::numbered(value)),
            Self::WHOLE => Unpacked::Word(value),
            _ => Unpacked::Part(value),
        }
    }
}

/// An unpacked [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpacked {
    /// A text of this class begins.
    Text(Class),
    /// The next word or whole compound.
    Word(WordId),
    /// A part of the preceding compound.
    Part(WordId),
}

/// The properties of a record that filters test, packed into 16 bits: kind and basis by their numbers, and a bit for each pillar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet(pub(crate) u16);

impl Facet {
    const PILLARS: u32 = 8;
    const BASIS: u32 = 12;

    pub(super) fn new(kind: Kind, pillars: Pillars, basis: Basis) -> Self {
        Self(kind as u16 | u16::from(pillars.bits()) << Self::PILLARS | (basis as u16) << Self::BASIS)
    }

    pub(super) const fn kind(self) -> Kind {
        Kind::ALL[(self.0 & ((1 << Self::PILLARS) - 1)) as usize]
    }

    /// The pillars that a filter lets through: those of articles are our own judgement.
    pub(super) const fn pillars(self, filter: Filter) -> Pillars {
        let is_judged = matches!(self.kind(), Kind::Article);
        if is_judged && filter.sources_only {
            return Pillars::of_bits(0);
        }
        Pillars::of_bits((self.0 >> Self::PILLARS) as u8)
    }

    pub(super) const fn basis(self) -> Basis {
        Basis::ALL[(self.0 >> Self::BASIS) as usize]
    }
}

/// Every distinct word of the searchable fields, folded, with its postings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    pub(super) word_list: WordList,
    /// The postings of all words in the order of the list, sorted for each word. The postings of all words with
    /// one beginning are therefore contiguous.
    pub(super) postings: Cow<'static, [Posting]>,
    /// The index in `postings` of each word's first; one more at the end.
    pub(super) posting_offsets: Cow<'static, [u32]>,
    /// The texts of all records, in the order of the data.
    pub(super) tokens: Cow<'static, [Token]>,
    /// The index in `tokens` of each record's first; one more at the end.
    pub(super) text_offsets: Cow<'static, [u32]>,
    /// For each record the number of words in its title and text; shorter records rank higher.
    pub(super) lengths: Cow<'static, [u16]>,
    /// The same without editorial texts.
    pub(super) sourced_lengths: Cow<'static, [u16]>,
    /// For each record how many words its titles, names and headlines have; see [`titles::lengths`].
    pub(super) title_lengths: Cow<'static, [u32]>,
    pub(super) facets: Cow<'static, [Facet]>,
    /// The function words, in the order of the list.
    pub(super) function_words: Cow<'static, [WordId]>,
    /// For each record its labels, and the same without editorial links.
    pub(super) labels: Cow<'static, [Labels]>,
    pub(super) sourced_labels: Cow<'static, [Labels]>,
    /// The dates of all records, and the same without editorial links, names and facts.
    pub(super) dates: RecordDates,
    pub(super) sourced_dates: RecordDates,
    pub(super) entries: Entries,
    /// The words that only reasons for judgements have, in order; they are not searched.
    pub(super) reasons: Lines,
}

impl Index {
    /// Indexes all records of the data.
    pub fn of(data: &Data) -> Self {
        Self::over(&data.filtered(Filter::default()))
    }

    /// Indexes the visible part of the data. A hidden record keeps its ordinal and has no words.
    pub(super) fn over(data: &Data) -> Self {
        let mut words = WordNumbers::default();
        let mut texts = Texts::default();
        let sourced = data.filtered(Filter { sources_only: true, ..data.filter() });
        for record in data.filtered(Filter::default()).records() {
            texts.add(data, &sourced, record, &mut words);
        }
        texts.end();
        let word_list = texts.sort_words(words);
        let mut function_words: Vec<_> = function_words::all().filter_map(|word| word_list.whole(word)).collect();
        function_words.sort_unstable();
        let Texts {
            tokens,
            text_offsets,
            lengths,
            sourced_lengths,
            facets,
            labels,
            sourced_labels,
            dates,
            sourced_dates,
        } = texts;
        let entries = Entries::of(data, &word_list);
        let reasons = only_in_reasons(data, &word_list);
        let mut index = Self {
            word_list,
            tokens: tokens.into(),
            text_offsets: text_offsets.into(),
            lengths: lengths.into(),
            sourced_lengths: sourced_lengths.into(),
            facets: facets.into(),
            function_words: function_words.into(),
            labels: labels.into(),
            sourced_labels: sourced_labels.into(),
            dates,
            sourced_dates,
            entries,
            reasons,
            ..Self::default()
        };
        index.title_lengths = (0..index.len()).map(|record| titles::lengths(index.texts(record))).collect();
        index.invert();
        index
    }

    /// Inverts the texts of the records into postings.
    fn invert(&mut self) {
        let mut last = vec![None; self.word_list.len()];
        let mut counts = vec![0_u32; self.word_list.len() + 1];
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
        (self.postings, self.posting_offsets) = (postings.into(), counts.into());
    }

    fn each_posting(&self, mut found: impl FnMut(usize, Posting)) {
        for record in 0..self.len() {
            let mut class = Class::numbered(0);
            for token in self.texts(record) {
                match token.unpacked() {
                    Unpacked::Text(next) => class = next,
                    Unpacked::Word(id) => found(id as usize, Posting::new(count(record), class, false)),
                    Unpacked::Part(id) => found(id as usize, Posting::new(count(record), class, true)),
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
    pub(super) fn len(&self) -> usize {
        self.facets.len()
    }

    /// The memory it takes, in bytes.
    pub fn memory(&self) -> usize {
        let Self {
            word_list,
            postings,
            posting_offsets,
            tokens,
            text_offsets,
            lengths,
            sourced_lengths,
            title_lengths,
            facets,
            function_words,
            labels,
            sourced_labels,
            dates,
            sourced_dates,
            entries,
            reasons,
        } = self;
        word_list.memory()
            + size_of_val(&**postings)
            + size_of_val(&**posting_offsets)
            + size_of_val(&**tokens)
            + size_of_val(&**text_offsets)
            + size_of_val(&**lengths)
            + size_of_val(&**sourced_lengths)
            + size_of_val(&**title_lengths)
            + size_of_val(&**facets)
            + size_of_val(&**function_words)
            + size_of_val(&**labels)
            + size_of_val(&**sourced_labels)
            + dates.memory()
            + sourced_dates.memory()
            + entries.memory()
            + reasons.memory()
    }

    /// The number of distinct words.
    pub fn distinct_words(&self) -> usize {
        self.word_list.len()
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

    /// The labels of a record.
    pub(super) fn labels(&self, record: usize, visible: Fields) -> Labels {
        let labels = if visible == Fields::ALL { &self.labels } else { &self.sourced_labels };
        labels[record]
    }

    /// The dates of a record.
    pub(super) fn dates(&self, record: usize, visible: Fields) -> &[Span] {
        let dates = if visible == Fields::ALL { &self.dates } else { &self.sourced_dates };
        dates.of(record)
    }

    /// The number of words in the title and text of a record, or in the first name of an organization.
    pub(super) fn length(&self, record: usize, visible: Fields) -> u16 {
        let lengths = if visible == Fields::ALL { &self.lengths } else { &self.sourced_lengths };
        lengths[record]
    }
}

/// The reasons for the judgements that a record's links are.
pub(super) fn reasons<'a>(record: &'a VisibleRecord<'_>) -> impl Iterator<Item = &'a str> {
    record.links().filter_map(|link| link.reason.as_ref()).map(Text::as_str)
}

/// The words of reasons that no text has.
fn only_in_reasons(data: &Data, word_list: &WordList) -> Lines {
    let words = RefCell::new(BTreeSet::new());
    let add = |word: &str| {
        if word_list.whole(word).is_none() {
            words.borrow_mut().insert(word.to_owned());
        }
    };
    let read =
        |record: VisibleRecord<'_>| reasons(&record).for_each(|reason| fold::each(reason, |word, _, _| add(word)));
    data.glance(data.records(), read).for_each(drop);
    Lines::of(words.borrow().iter().map(String::as_str))
}

/// The ordinals of the records whose element in `values` passes `test`.
pub(super) fn records_where<T>(values: &[T], test: impl Fn(&T) -> bool) -> impl Iterator<Item = u32> {
    (0..).zip(values).filter(move |(_, value)| test(value)).map(|(record, _)| record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn the_memory_includes_the_function_words() {
        let index = Index::of(&Data::from(Atlas::frozen()));
        let without = Index { function_words: Cow::default(), ..index.clone() };
        assert_eq!(index.memory() - without.memory(), size_of_val(&*index.function_words));
        assert!(!index.function_words.is_empty());
    }
}
