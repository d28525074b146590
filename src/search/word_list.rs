//! The distinct words of the data in alphabetical order, with the lookups for words, beginnings, parts and typing
//! errors.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::fuzzy::{FoundLetters, Fuzzy};
use super::lines::Lines;
use super::typing;

/// The number of a word in the list.
pub(super) type WordId = u32;

/// Where in a word a part may match.
enum Parts {
    Nowhere,
    AtTheEnd,
    Anywhere,
}

impl Parts {
    /// Three letters match only at the end of a word; elsewhere they mostly occur by chance.
    fn of(sought: &str) -> Self {
        match sought.chars().take(4).count() {
            0..3 => Self::Nowhere,
            3 => Self::AtTheEnd,
            _ => Self::Anywhere,
        }
    }
}

/// The byte offset at which `sought` matches as a part of a word.
pub(super) fn part_in(word: &str, sought: &str) -> Option<usize> {
    match Parts::of(sought) {
        Parts::Nowhere => None,
        Parts::AtTheEnd => word.strip_suffix(sought).map(str::len),
        Parts::Anywhere => word.find(sought),
    }
}

/// Distinct folded words, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordList {
    pub(super) words: Lines,
    /// The set of letters of each word.
    pub(super) letters: Cow<'static, [LetterSet]>,
}

/// A set of letters: one bit for each of a to z and 0 to 9; the other 28 bits are shared by all other characters.
type LetterSet = u64;

const ASCII_LETTERS: u32 = 26;
const DIGITS: u32 = 10;

/// All digits.
const FIGURES: LetterSet = ((1 << DIGITS) - 1) << ASCII_LETTERS;

/// Whether a folded word has a figure: a number, or the words of an id or a symbol written as one.
pub(super) fn has_figure(word: &str) -> bool {
    letters(word) & FIGURES != 0
}

fn letters(word: &str) -> LetterSet {
    word.chars().fold(0, |set, letter| {
        set | 1
            << match letter {
                'a'..='z' => u32::from(letter) - u32::from('a'),
                '0'..='9' => u32::from(letter) - u32::from('0') + ASCII_LETTERS,
                other => ASCII_LETTERS + DIGITS + u32::from(other) % (LetterSet::BITS - ASCII_LETTERS - DIGITS),
            }
    })
}

impl WordList {
    /// The list of sorted, distinct words.
    pub(super) fn of<'a>(sorted: impl Iterator<Item = &'a str> + Clone) -> Self {
        Self { words: Lines::of(sorted.clone()), letters: sorted.map(letters).collect() }
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The memory it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.words.memory() + size_of_val(&*self.letters)
    }

    /// The word with this id.
    pub(super) fn word(&self, id: WordId) -> &str {
        self.words.line(id)
    }

    /// The id of a word, if it is in the list.
    pub(super) fn whole(&self, word: &str) -> Option<WordId> {
        let id = self.first_not_before(word);
        ((id as usize) < self.len() && self.word(id) == word).then_some(id)
    }

    /// The words among these that have a figure.
    pub(super) fn with_figure(&self, words: Range<WordId>) -> impl Iterator<Item = WordId> {
        words.filter(|id| self.letters[*id as usize] & FIGURES != 0)
    }

    /// The words that start with `beginning`.
    pub(super) fn beginning(&self, beginning: &str) -> Range<WordId> {
        let first = self.first_not_before(beginning);
        first..self.words.first_not(first..self.words.len(), |word| word.starts_with(beginning))
    }

    fn first_not_before(&self, word: &str) -> WordId {
        self.words.first_not(0..self.words.len(), |other| other < word)
    }

    /// The words that `part` matches (see [`part_in`]), in order.
    pub(super) fn with_part(&self, part: &str) -> Vec<WordId> {
        match Parts::of(part) {
            Parts::Nowhere => Vec::new(),
            Parts::AtTheEnd => self.ending(part),
            Parts::Anywhere => self.containing(part),
        }
    }

    /// The words that contain `part`, in order.
    fn containing(&self, part: &str) -> Vec<WordId> {
        let mut found: Vec<WordId> = Vec::new();
        for at in memmem::find_iter(self.words.text.as_bytes(), part.as_bytes()) {
            // The word that contains this offset, added once.
            let id = self.words.at(at);
            if found.last() != Some(&id) {
                found.push(id);
            }
        }
        found
    }

    /// The words that end with `ending`, in order.
    pub(super) fn ending(&self, ending: &str) -> Vec<WordId> {
        let mut found = self.containing(ending);
        found.retain(|id| self.word(*id).ends_with(ending));
        found
    }

    /// The words that contain the letters of `sought` in order and close together (see [`Fuzzy::find`]), each with the
    /// number of letters skipped. Unless `sought` `is_open`, they must end with its last letter; then, too, if one that does lacks
    /// no more letters than typing errors are allowed. Ignores words that are not `visible`.
    pub(super) fn with_letters(
        &self,
        sought: &str,
        is_open: bool,
        fuzzy: &Fuzzy,
        visible: impl Fn(WordId) -> bool,
    ) -> Vec<(WordId, usize)> {
        let Some(first) = sought.chars().next() else { return Vec::new() };
        let wanted = letters(sought);
        let mut found: Vec<_> = self
            .beginning(first.encode_utf8(&mut [0; 4]))
            .filter(|id| self.letters[*id as usize] & wanted == wanted)
            .filter_map(|id| Some((id, fuzzy.find(self.word(id), sought)?)))
            .filter(|(id, _)| visible(*id))
            .collect();
        let is_whole = |(id, letters): &(WordId, FoundLetters)| letters.reach_the_end_of(self.word(*id));
        let is_misspelt =
            |found: &(WordId, FoundLetters)| found.1.skipped() <= typing::allowed(sought) && is_whole(found);
        if !is_open || found.iter().any(is_misspelt) {
            found.retain(is_whole);
        }
        found.into_iter().map(|(id, letters)| (id, letters.skipped())).collect()
    }

    /// The words at the least edit distance from `sought`, whole words before beginnings of words, which count only if
    /// `sought` `is_open`. Empty if the distance is more than [`typing::allowed`]. Ignores words that are not `visible`.
    pub(super) fn nearest(&self, sought: &str, is_open: bool, visible: impl Fn(WordId) -> bool) -> Vec<WordId> {
        let allowed = typing::allowed(sought);
        let wanted = letters(sought);
        let mut best = (allowed + 1, false);
        let mut found = Vec::new();
        for (id, letters) in (0..).zip(&*self.letters) {
            // Each letter that the word lacks takes an edit, which rules out most words quickly.
            if (wanted & !letters).count_ones() as usize > allowed {
                continue;
            }
            let word = self.word(id);
            if !typing::may_be_meant(sought, word) {
                continue;
            }
            let Some(distance) = typing::distance(sought, word, is_open, best.0.min(allowed)) else {
                continue;
            };
            if distance > best || !visible(id) {
                continue;
            }
            if distance < best {
                best = distance;
                found.clear();
            }
            if distance == best {
                found.push(id);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_list() -> WordList {
        WordList::of(["impact", "implement", "impunity", "stakeholders", "trafficking", "victim"].into_iter())
    }

    fn words(ids: impl IntoIterator<Item = WordId>) -> Vec<String> {
        let word_list = word_list();
        ids.into_iter().map(|id| word_list.word(id).to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_by_its_beginning_its_end_and_its_middle() {
        assert_eq!(word_list().whole("impunity"), Some(2));
        assert_eq!(word_list().whole("impun"), None);
        assert_eq!(words(word_list().beginning("imp")), ["impact", "implement", "impunity"]);
        assert!(word_list().beginning("z").is_empty() && word_list().beginning("aa").is_empty());
        assert_eq!(words(word_list().containing("hold")), ["stakeholders"]);
        assert_eq!(words(word_list().ending("ing")), ["trafficking"]);
        assert!(word_list().containing("ctimp").is_empty(), "not across words");
    }

    #[test]
    fn the_nearest_words_take_the_fewest_edits() {
        assert_eq!(words(word_list().nearest("impunty", true, |_| true)), ["impunity"]);
        assert_eq!(words(word_list().nearest("traffciking", true, |_| true)), ["trafficking"]);
        assert_eq!(
            words(word_list().nearest("stakehodl", true, |_| true)),
            ["stakeholders"],
            "the beginning of a word"
        );
        assert!(word_list().nearest("stakehodl", false, |_| true).is_empty(), "not of a finished one");
        assert!(["vcm", "tarficing"].iter().all(|far| word_list().nearest(far, true, |_| true).is_empty()));
    }
}
