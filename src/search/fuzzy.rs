//! Finds letters in order within one word. The only file that uses fuzzy-matcher.
//!
//! Only the positions of the letters count, and not the crate's scores, which differ with and without positions. The crate
//! folds only ASCII case, so both sides must be folded. Its cost grows with the product of both lengths, so both are bounded.

use std::cmp::Reverse;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Word, whole_words};

/// Longest word sought, in letters; bounds the cost of a comparison.
const MOST_LETTERS: usize = 48;

/// Shortest word sought, in letters; a shorter one would match nearly everything.
const FEWEST_LETTERS: usize = 3;

/// Finds the letters of one folded word in another.
#[derive(Default)]
pub(super) struct Fuzzy(SkimMatcherV2);

/// Letters found in order within a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundLetters {
    /// The indices of the characters in the word, from 0.
    pub positions: Vec<usize>,
}

impl Fuzzy {
    /// The number of characters within which the letters must be: one may be skipped for every two sought.
    fn reach(sought: &str) -> usize {
        let letters = sought.chars().count();
        letters + letters / 2
    }

    /// Finds the letters of `sought` in order within `word`, if they begin with its first letter and are close
    /// together: at most one letter skipped for every two found. Reads no further than that, however long the word is.
    pub(super) fn find(&self, word: &str, sought: &str) -> Option<FoundLetters> {
        if !(FEWEST_LETTERS..=MOST_LETTERS).contains(&sought.chars().count()) {
            return None;
        }
        let end = word.char_indices().nth(Self::reach(sought)).map_or(word.len(), |(end, _)| end);
        let (_, positions) = self.0.fuzzy_indices(&word[..end], sought)?;
        (positions.first() == Some(&0)).then_some(FoundLetters { positions })
    }
}

/// Finds names by some of their letters, as in the palette.
#[derive(Debug, Default)]
pub struct Names(Fuzzy);

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Whether each word typed begins a word of the name. Such a match comes before one by letters.
    pub by_words: bool,
    /// Higher for a better match.
    pub score: i64,
    /// The matching spans of the name, in bytes, in order.
    pub marks: Vec<Range<usize>>,
}

impl Names {
    /// Finds the typed words in a name: each begins another word of it or, failing that, consists of letters of one, in order.
    /// An empty input matches every name. The earlier the words are and the fewer letters are skipped, the better.
    pub fn find(&self, name: &str, typed: &str) -> Option<Named> {
        let words: Vec<Word> = whole_words(name).collect();
        let mut named = Named { by_words: true, score: 0, marks: Vec::new() };
        let mut found: Vec<usize> = Vec::new();
        // The longest first, because a shorter one may begin more words: `p pin` for “pin pane”.
        let mut all_typed: Vec<Word> = whole_words(typed).collect();
        all_typed.sort_by_key(|typed| Reverse(typed.folded.len()));
        for typed in all_typed {
            let free = || words.iter().enumerate().filter(|(at, _)| !found.contains(at));
            let letters = typed.folded.chars().count();
            let begun = free().find(|(_, word)| word.folded.starts_with(&typed.folded));
            let begun = begun.map(|(at, _)| (at, (0..letters).collect::<Vec<_>>(), 0));
            let spread = || {
                let letters = free().filter_map(|(at, word)| Some((at, self.0.find(&word.folded, &typed.folded)?)));
                let best = letters.min_by_key(|(_, letters)| letters.skipped())?;
                Some((best.0, best.1.positions.clone(), best.1.skipped()))
            };
            named.by_words &= begun.is_some();
            let (at, positions, skipped) = begun.or_else(spread)?;
            named.score -= i64::try_from(at + skipped * words.len()).unwrap_or(i64::MAX);
            named.marks.extend(words[at].spans(positions.into_iter()));
            found.push(at);
        }
        named.marks.sort_unstable_by_key(|mark| mark.start);
        Some(named)
    }
}

impl FoundLetters {
    /// Whether the last of the letters is that of the word in which they were found.
    pub(super) fn reach_the_end_of(&self, word: &str) -> bool {
        self.positions.last().is_some_and(|last| last + 1 == word.chars().count())
    }

    /// The number of letters skipped between those found.
    pub(super) fn skipped(&self) -> usize {
        let span = self.positions.last().map_or(0, |last| last + 1 - self.positions[0]);
        span - self.positions.len()
    }
}

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fuzzy")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn omitted_letters_are_tolerated() {
        let found = Fuzzy::default().find("extradition", "extrdition").unwrap();
        assert_eq!(found.positions, [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]);
        assert!(Fuzzy::default().find("impunity", "impnty").is_some());
    }

    #[test]
    fn scattered_letters_are_no_match() {
        assert_eq!(Fuzzy::default().find("comprehensive", "chi"), None);
        assert_eq!(Fuzzy::default().find("trafficking", "fck"), None);
        assert_eq!(Fuzzy::default().find("trafficking", "tk"), None);
    }

    #[test]
    fn the_letters_skipped_are_counted() {
        let skipped = |word, sought| Fuzzy::default().find(word, sought).map(|letters| letters.skipped());
        assert_eq!(skipped("impunity", "impnty"), Some(2));
        assert_eq!(skipped("impunity", "impun"), Some(0));
    }

    #[test]
    fn only_the_beginning_of_a_very_long_word_is_read() {
        // The matcher would fill a table of the product of both lengths, and keep it.
        let long = "a".repeat(10_000_000);
        assert_eq!(Fuzzy::default().find(&long, "aaa").unwrap().positions, [0, 1, 2]);
        assert_eq!(Fuzzy::default().find(&long, "aab"), None);
        assert_eq!(Fuzzy::default().find("abc", &long), None);
    }

    #[test]
    fn letters_outside_ascii_match_only_in_the_same_case() {
        // The matcher folds the case of ASCII only, so both sides must be folded.
        assert!(SkimMatcherV2::default().fuzzy_indices("ÉTAT", "état").is_none());
        assert!(Fuzzy::default().find("торговля", "торгля").is_some());
    }

    #[test]
    fn the_score_of_a_wide_gap_does_not_matter() {
        // Without positions the matcher gives a wide gap a higher score than with them; we use only the positions.
        let matcher = SkimMatcherV2::default();
        let word = "a".to_owned() + &"x".repeat(60) + "bc";
        let (plain, with_positions) = (matcher.fuzzy_match(&word, "abc"), matcher.fuzzy_indices(&word, "abc"));
        assert!(plain > with_positions.map(|(score, _)| score), "mended? then scores may count");
        assert_eq!(Fuzzy::default().find(&word, "abc"), None);
    }

    #[test]
    fn a_word_that_begins_two_leaves_the_longer_one_its_own() {
        for typed in ["p pin", "pin p", "pa pin p"] {
            assert!(Names::default().find("pin pane path", typed).is_some_and(|named| named.by_words), "{typed}");
        }
        assert_eq!(Names::default().find("pin pane", "p pin").unwrap().marks, [0..3, 4..5]);
    }
}
