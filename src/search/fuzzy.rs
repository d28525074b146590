//! The seam to fuzzy-matcher: letters in order within one word. No other file knows of that crate.
//!
//! Ranked by `fuzzy_indices`, since `fuzzy_match` scores wide gaps too high. The crate folds ASCII case only and nothing
//! else, so that both sides come here folded. Its cost grows with the product of both lengths, so that both are bounded.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Words longer than this, in bytes, are not matched fuzzily.
const LONGEST: usize = 64;

/// Fewer letters than this would match nearly everything.
const FEWEST_LETTERS: usize = 3;

/// Finds the letters of one folded word in another.
#[derive(Default)]
pub(super) struct Fuzzy(SkimMatcherV2);

/// Letters found in order within a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letters {
    /// The matcher's score; more is better.
    pub score: i64,
    /// Which characters of the word they are, counted from 0.
    pub positions: Vec<usize>,
}

impl Fuzzy {
    /// The letters of `sought` in order within `word`, if they begin where the word begins and stand close together:
    /// at most one letter skipped for every two found.
    pub(super) fn find(&self, word: &str, sought: &str) -> Option<Letters> {
        let letters = sought.chars().count();
        if letters < FEWEST_LETTERS || word.len() > LONGEST || sought.len() > word.len() {
            return None;
        }
        let (score, positions) = self.0.fuzzy_indices(word, sought)?;
        let (first, last) = (*positions.first()?, *positions.last()?);
        let compact = first == 0 && last < letters + letters / 2;
        compact.then_some(Letters { score, positions })
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
    fn left_out_letters_are_forgiven() {
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
    fn closer_letters_score_higher() {
        let score = |word| Fuzzy::default().find(word, "prtc").map(|letters| letters.score);
        assert!(score("prtcol") > score("protec"));
    }

    #[test]
    fn a_very_long_word_is_left_alone() {
        assert_eq!(Fuzzy::default().find(&"a".repeat(100_000), "aaa"), None);
    }
}
