//! The index of the built-in data as the build script packs it: the program reads it in place.

use std::borrow::Cow;

use super::dates::Span;
use super::entries::Entries;
use super::index::{Facet, Index, Posting, Token};
use super::labels::Labels;
use super::lines::Lines;
use super::record_dates::RecordDates;
use super::word_list::WordList;

/// A packed index, for [`Index::packed`], with the same fields as [`Index`]. The build script writes it as Rust source;
/// see [`Index::source`].
#[derive(Debug)]
#[allow(missing_docs, reason = "described at `Index`")]
pub struct PackedIndex {
    pub text: &'static str,
    pub starts: &'static [u32],
    pub letters: &'static [u64],
    pub postings: &'static [Posting],
    pub posting_offsets: &'static [u32],
    pub tokens: &'static [Token],
    pub text_offsets: &'static [u32],
    pub lengths: &'static [u16],
    pub sourced_lengths: &'static [u16],
    pub title_lengths: &'static [u32],
    pub facets: &'static [Facet],
    pub function_words: &'static [u32],
    pub labels: &'static [Labels],
    pub sourced_labels: &'static [Labels],
    pub dates: &'static [Span],
    pub date_offsets: &'static [u32],
    pub sourced_dates: &'static [Span],
    pub sourced_date_offsets: &'static [u32],
    pub entry_keys: &'static str,
    pub entry_starts: &'static [u32],
    pub entry_offsets: &'static [u32],
    pub meanings: &'static [u32],
    pub groups: &'static str,
    pub group_starts: &'static [u32],
    pub reasons: &'static str,
    pub reason_starts: &'static [u32],
}

impl Index {
    /// The index that the build script packed.
    pub const fn packed(packed: &'static PackedIndex) -> Self {
        Self {
            word_list: WordList {
                words: Lines::packed(packed.text, packed.starts),
                letters: Cow::Borrowed(packed.letters),
            },
            postings: Cow::Borrowed(packed.postings),
            posting_offsets: Cow::Borrowed(packed.posting_offsets),
            tokens: Cow::Borrowed(packed.tokens),
            text_offsets: Cow::Borrowed(packed.text_offsets),
            lengths: Cow::Borrowed(packed.lengths),
            sourced_lengths: Cow::Borrowed(packed.sourced_lengths),
            title_lengths: Cow::Borrowed(packed.title_lengths),
            facets: Cow::Borrowed(packed.facets),
            function_words: Cow::Borrowed(packed.function_words),
            labels: Cow::Borrowed(packed.labels),
            sourced_labels: Cow::Borrowed(packed.sourced_labels),
            dates: RecordDates { spans: Cow::Borrowed(packed.dates), offsets: Cow::Borrowed(packed.date_offsets) },
            sourced_dates: RecordDates {
                spans: Cow::Borrowed(packed.sourced_dates),
                offsets: Cow::Borrowed(packed.sourced_date_offsets),
            },
            entries: Entries {
                keys: Lines::packed(packed.entry_keys, packed.entry_starts),
                offsets: Cow::Borrowed(packed.entry_offsets),
                meanings: Cow::Borrowed(packed.meanings),
                groups: Lines::packed(packed.groups, packed.group_starts),
            },
            reasons: Lines::packed(packed.reasons, packed.reason_starts),
        }
    }

    /// The index as the source of a [`PackedIndex`], for the build script. It needs [`Facet`], [`Labels`], [`Posting`], [`Span`] and
    /// [`Token`] by name.
    pub fn source(&self) -> String {
        let WordList { words: Lines { text, starts }, letters } = &self.word_list;
        let Self { postings, posting_offsets, tokens, text_offsets, lengths, sourced_lengths, title_lengths, .. } =
            self;
        let Self { facets, function_words, labels, sourced_labels, dates, sourced_dates, entries, reasons, .. } = self;
        let Lines { text: reasons, starts: reason_starts } = reasons;
        let RecordDates { spans: dates, offsets: date_offsets } = dates;
        let RecordDates { spans: sourced_dates, offsets: sourced_date_offsets } = sourced_dates;
        let Entries { keys, offsets, meanings, groups } = entries;
        let (Lines { text: keys, starts: entry_starts }, Lines { text: groups, starts: group_starts }) = (keys, groups);
        format!(
            "PackedIndex {{ text: {text:?}, starts: &{starts:?}, letters: &{letters:?}, postings: &{postings:?}, \
             posting_offsets: &{posting_offsets:?}, tokens: &{tokens:?}, text_offsets: &{text_offsets:?}, \
             lengths: &{lengths:?}, sourced_lengths: &{sourced_lengths:?}, title_lengths: &{title_lengths:?}, facets: &{facets:?}, \
             function_words: &{function_words:?}, labels: &{labels:?}, sourced_labels: &{sourced_labels:?}, \
             dates: &{dates:?}, date_offsets: &{date_offsets:?}, sourced_dates: &{sourced_dates:?}, \
             sourced_date_offsets: &{sourced_date_offsets:?}, entry_keys: {keys:?}, entry_starts: &{entry_starts:?}, entry_offsets: &{offsets:?}, \
             meanings: &{meanings:?}, groups: {groups:?}, group_starts: &{group_starts:?}, reasons: {reasons:?}, \
             reason_starts: &{reason_starts:?} }}"
        )
    }
}
