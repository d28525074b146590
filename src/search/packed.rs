//! The index of the built-in data as the build script packs it: the program reads it in place.

use std::borrow::Cow;

use super::groups::Groups;
use super::index::{Facet, Index, Posting, Token};
use super::vocabulary::Vocabulary;

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
    pub facets: &'static [Facet],
    pub function_words: &'static [u32],
    pub groups: &'static str,
}

impl Index {
    /// The index that the build script packed.
    pub const fn packed(packed: &'static PackedIndex) -> Self {
        Self {
            vocabulary: Vocabulary {
                text: Cow::Borrowed(packed.text),
                starts: Cow::Borrowed(packed.starts),
                letters: Cow::Borrowed(packed.letters),
            },
            postings: Cow::Borrowed(packed.postings),
            posting_offsets: Cow::Borrowed(packed.posting_offsets),
            tokens: Cow::Borrowed(packed.tokens),
            text_offsets: Cow::Borrowed(packed.text_offsets),
            lengths: Cow::Borrowed(packed.lengths),
            sourced_lengths: Cow::Borrowed(packed.sourced_lengths),
            facets: Cow::Borrowed(packed.facets),
            function_words: Cow::Borrowed(packed.function_words),
            groups: Groups(Cow::Borrowed(packed.groups)),
        }
    }

    /// The index as the source of a [`PackedIndex`], for the build script. It needs [`Facet`], [`Posting`] and
    /// [`Token`] by name.
    pub fn source(&self) -> String {
        let Vocabulary { text, starts, letters } = &self.vocabulary;
        let Self { postings, posting_offsets, tokens, text_offsets, lengths, sourced_lengths, .. } = self;
        let Self { facets, function_words, groups: Groups(groups), .. } = self;
        format!(
            "PackedIndex {{ text: {text:?}, starts: &{starts:?}, letters: &{letters:?}, postings: &{postings:?}, \
             posting_offsets: &{posting_offsets:?}, tokens: &{tokens:?}, text_offsets: &{text_offsets:?}, \
             lengths: &{lengths:?}, sourced_lengths: &{sourced_lengths:?}, facets: &{facets:?}, \
             function_words: &{function_words:?}, groups: {groups:?} }}"
        )
    }
}
