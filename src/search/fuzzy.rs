//! Finds letters in order within one word. The only file that uses fuzzy-matcher.
//!
//! Scores come from `fuzzy_indices`, because `fuzzy_match` scores wide gaps too high. The crate folds only ASCII case,
//! so both sides must be folded. Its cost grows with the product of both lengths, so both are bounded.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{self, Shape, Word};

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
    /// The most letters that may be skipped: one for every two sought.
    pub(super) const fn skippable(letters: usize) -> usize {
        letters / 2
    }

    /// The number of characters within which the letters must be.
    pub(super) fn reach(sought: &str) -> usize {
        let letters = sought.chars().count();
        letters + Self::skippable(letters)
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

    /// Finds the letters in these words as if they were one. Each word that gives letters must give its first:
    /// `lrgimpunity` in `large impunity`.
    pub(super) fn find_across<'a>(&self, words: impl Iterator<Item = &'a str>, sought: &str) -> Option<FoundLetters> {
        let reach = Self::reach(sought);
        let mut joined = String::new();
        let mut starts = Vec::new();
        let mut length = 0;
        for word in words {
            if length > reach {
                break;
            }
            starts.push(length);
            length += word.chars().count();
            joined.push_str(word);
        }
        let letters = self.find(&joined, sought)?;
        let ends = starts.iter().skip(1).chain([&length]);
        let gives_its_first = |(start, end): (&usize, &usize)| {
            letters.positions.contains(start)
                || !letters.positions.iter().any(|position| (start..end).contains(&position))
        };
        starts.iter().zip(ends).all(gives_its_first).then_some(letters)
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
    /// Finds the typed words in a name or, if they are not there, the typed letters, in order. An empty input matches every
    /// name.
    pub fn find(&self, name: &str, typed: &str) -> Option<Named> {
        if let Some(named) = by_words(name, typed) {
            return Some(named);
        }
        let typed: String =
            fold::words(typed).into_iter().filter(|word| word.shape != Shape::Part).map(|word| word.folded).collect();
        // Spaces between the words, which are never typed, make the crate give more points to the beginning of a word.
        let words: Vec<Word> = fold::words(name).into_iter().filter(|word| word.shape != Shape::Part).collect();
        let joined = words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
        let (score, positions) = self.0.0.fuzzy_indices(&joined, typed.get(..typed.len().min(MOST_LETTERS))?)?;
        let mut marks = Vec::new();
        let mut start = 0;
        for word in &words {
            let end = start + word.folded.chars().count();
            let here = positions.iter().filter(|position| (start..end).contains(position));
            marks.extend(word.spans(here.map(|position| position - start)));
            start = end + 1;
        }
        Some(Named { by_words: false, score, marks })
    }
}

/// The match of a name in which each typed word begins another word. The earlier those words are, the better.
fn by_words(name: &str, typed: &str) -> Option<Named> {
    let words: Vec<Word> = fold::words(name).into_iter().filter(|word| word.shape != Shape::Part).collect();
    let mut found = Vec::new();
    for typed in fold::words(typed).into_iter().filter(|word| word.shape != Shape::Part) {
        let is_new = |(at, word): &(usize, &Word)| {
            word.folded.starts_with(&typed.folded) && found.iter().all(|(other, _)| other != at)
        };
        let (at, _) = words.iter().enumerate().find(is_new)?;
        found.push((at, typed.folded.chars().count()));
    }
    let score = -found.iter().map(|(at, _)| i64::try_from(*at).unwrap_or(i64::MAX)).sum::<i64>();
    found.sort_unstable();
    let marks = found.into_iter().flat_map(|(at, letters)| words[at].spans(0..letters)).collect();
    Some(Named { by_words: true, score, marks })
}

impl FoundLetters {
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
    fn across_words_each_word_gives_its_first_letter_or_none() {
        let find = |sought| Fuzzy::default().find_across(["large", "impunity"].into_iter(), sought);
        assert_eq!(find("lrgimpunity").unwrap().skipped(), 2);
        assert!(find("largmpunity").is_none());
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
        assert!(plain > with_positions.map(|(score, _)| score), "mended? then this seam may go back to scores");
        assert_eq!(Fuzzy::default().find(&word, "abc"), None);
    }
}
