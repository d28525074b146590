//! Ordinary words of English, French and Spanish, names of people, countries, peoples and great cities, and acronyms of other
//! organizations. Such a word is meant as it is typed, and no typing error. For `planner` and the command line.
//!
//! `build.rs` packs the lists of `common_words/`, and the program reads them in place.

#[cfg(any(test, not(common_words)))]
use super::fold;

/// Folded words in ascending order, in blocks of a few. Each is written as a byte, the number of the first bytes that it
/// has in common with the word before it, and its other bytes. That number is below [`LONGEST`] and all others are above,
/// so it also ends the word before it. The first word of a block is written whole.
struct List<'a> {
    words: &'a [u8],
    /// Where each block begins.
    blocks: &'a [u32],
}

/// Words in a block.
#[cfg(any(test, not(common_words)))]
const BLOCK: usize = 16;

/// Each word has fewer bytes than this, and no byte below it.
const LONGEST: u8 = b' ';

#[cfg(common_words)]
#[allow(clippy::unreadable_literal, reason = "written by the build script")]
static COMMON: [List<'_>; 2] = include!(concat!(env!("OUT_DIR"), "/common_words.rs"));

/// The build script corrects nothing.
#[cfg(not(common_words))]
static COMMON: [List<'_>; 2] = [const { List { words: &[], blocks: &[] } }; 2];

/// The language of a list. A word may be in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// English, with the names and acronyms.
    English,
    /// French or Spanish.
    Foreign,
}

impl Language {
    pub(super) const ALL: [Self; 2] = [Self::English, Self::Foreign];

    /// Whether a folded word is an ordinary one of this language.
    pub(super) fn has(self, folded: &str) -> bool {
        COMMON[self as usize].has(folded.as_bytes())
    }
}

/// Whether a folded word is an ordinary one.
pub fn is_common(folded: &str) -> bool {
    Language::ALL.into_iter().any(|language| language.has(folded))
}

impl List<'_> {
    fn has(&self, sought: &[u8]) -> bool {
        let after = self.blocks.partition_point(|start| self.first(*start) <= sought);
        let Some(start) = after.checked_sub(1).and_then(|block| self.blocks.get(block)) else { return false };
        let end = self.blocks.get(after).map_or(self.words.len(), |end| *end as usize);
        let mut block = &self.words[*start as usize..end];
        // How many bytes the word before has in common with the word sought, which comes after it.
        let mut common = 0;
        while let Some((shared, rest, others)) = next(block) {
            block = others;
            if shared < common {
                // This word differs from the one before within the common bytes, so it comes after the word sought.
                return false;
            }
            if shared == common {
                if sought.get(common..) == Some(rest) {
                    return true;
                }
                common += equal_bytes(rest, sought.get(common..).unwrap_or_default());
            }
        }
        false
    }

    /// The first word of the block that begins there.
    fn first(&self, start: u32) -> &[u8] {
        next(&self.words[start as usize..]).map_or(&[], |(_, word, _)| word)
    }
}

/// A word, as what it shares with the one before and its other bytes, and the words after it.
fn next(words: &[u8]) -> Option<(usize, &[u8], &[u8])> {
    let (shared, rest) = words.split_first()?;
    let (word, others) = rest.split_at(rest.iter().position(|byte| *byte < LONGEST).unwrap_or(rest.len()));
    Some((usize::from(*shared), word, others))
}

/// How many bytes two words have in common at their beginning.
fn equal_bytes(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// The words of these texts packed for a [`List`], and where its blocks begin.
#[cfg(any(test, not(common_words)))]
pub fn packed(texts: &[impl AsRef<str>]) -> (Vec<u8>, Vec<u32>) {
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| fold::words(text.as_ref())).map(|word| word.folded).collect();
    words.retain(|word| word.len() < usize::from(LONGEST));
    words.sort_unstable();
    words.dedup();
    let (mut bytes, mut blocks) = (Vec::new(), Vec::new());
    for block in words.chunks(BLOCK) {
        blocks.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        let mut before = "";
        for word in block {
            let shared = equal_bytes(before.as_bytes(), word.as_bytes());
            bytes.push(u8::try_from(shared).unwrap_or(u8::MAX));
            bytes.extend_from_slice(&word.as_bytes()[shared..]);
            before = word;
        }
    }
    (bytes, blocks)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const NAMES: &str = include_str!("common_words/names.txt");
    const ACRONYMS: &str = include_str!("common_words/acronyms.txt");
    const ENGLISH: [&str; 4] =
        [include_str!("common_words/english.txt"), include_str!("common_words/english-names.txt"), NAMES, ACRONYMS];
    const FOREIGN: [&str; 2] = [include_str!("common_words/french.txt"), include_str!("common_words/spanish.txt")];

    fn listed() -> BTreeSet<String> {
        ENGLISH.into_iter().chain(FOREIGN).flat_map(fold::words).map(|word| word.folded).collect()
    }

    /// The word with one letter left out, replaced or added.
    fn a_letter_away(word: &str) -> Vec<String> {
        let middle = word.len() / 2;
        let (before, after) = word.split_at(middle);
        let replaced = format!("{before}{}", &after[1..]);
        let ends = ["q", "z"].into_iter().flat_map(|letter| [format!("{letter}{word}"), format!("{word}{letter}")]);
        ends.chain([replaced, format!("{before}j{}", &after[1..]), format!("{before}x{after}")]).collect()
    }

    #[test]
    fn every_word_of_the_lists_is_common_and_a_word_a_letter_away_only_if_it_is_listed() {
        let listed = listed();
        assert!(listed.len() > 40_000, "{}", listed.len());
        let mut others = 0;
        for word in &listed {
            assert!(is_common(word), "{word}");
            for other in a_letter_away(word) {
                assert_eq!(is_common(&other), listed.contains(&other), "{other}");
                others += usize::from(!listed.contains(&other));
            }
        }
        assert!(others > listed.len());
    }

    #[test]
    fn words_that_analysts_type_are_common() {
        for word in [
            "border",
            "citation",
            "compare",
            "conviction",
            "debt",
            "factors",
            "forms",
            "home",
            "safe",
            "took",
            "underage",
            "jury",
            "quota",
            "brazil",
            "thailand",
            "orphanage",
            "statute",
            "vessels",
            "labour",
            "labor",
            "politica",
            "genero",
            "bresil",
            "john",
            "maria",
            "garcia",
            "unep",
            "icac",
        ] {
            assert!(is_common(word), "{word}");
        }
        for word in ["", " ", "a b", "traffiking", "unodc", "Border", "bord\u{1}er", "\u{0}", "zzzz", "\u{10ffff}"] {
            assert!(!is_common(word), "{word:?}");
        }
    }

    #[test]
    fn the_lists_stay_small_in_every_session() {
        let size: usize = COMMON.iter().map(|list| list.words.len() + size_of_val(list.blocks)).sum();
        assert!(size <= 300_000, "{size} bytes");
    }

    #[test]
    fn the_program_holds_the_lists_of_this_folder() {
        for (list, (words, blocks)) in COMMON.iter().zip([packed(&ENGLISH), packed(&FOREIGN)]) {
            assert!(list.words == words && list.blocks == blocks);
        }
    }

    #[test]
    fn a_word_belongs_to_the_language_of_its_list() {
        for (word, languages) in [
            ("member", &[Language::English][..]),
            ("procede", &[Language::Foreign]),
            ("police", &Language::ALL),
            ("traffiking", &[]),
        ] {
            let of: Vec<_> = Language::ALL.into_iter().filter(|language| language.has(word)).collect();
            assert_eq!(of, languages, "{word}");
        }
    }

    #[test]
    fn the_names_and_acronyms_are_sorted_and_each_is_there_once() {
        for list in [NAMES, ACRONYMS] {
            let names: Vec<_> = list.lines().map(|name| fold::words(name)[0].folded.clone()).collect();
            assert_eq!(names.windows(2).find(|pair| pair[0] >= pair[1]), None);
        }
    }

    proptest! {
        #[test]
        fn a_list_has_its_words_and_no_others(
            texts in prop::collection::vec("[abcé]{1,5}|[a-c]{28,31}", 0..60),
            others in prop::collection::vec(prop_oneof!["[abce]{0,6}", any::<String>()], 0..20),
        ) {
            let (words, blocks) = packed(&texts);
            let list = List { words: &words, blocks: &blocks };
            let listed: BTreeSet<String> = texts.iter().flat_map(|text| fold::words(text)).map(|word| word.folded).collect();
            for word in listed.iter().chain(&others) {
                prop_assert_eq!(list.has(word.as_bytes()), listed.contains(word), "{}", word);
            }
        }
    }
}
