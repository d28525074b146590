//! The distinct words of the data in alphabetical order, and the ways to find words among them.

use std::ops::Range;

use memchr::memmem;

use super::fuzzy::Fuzzy;
use super::typing;

/// A word's number in the vocabulary.
pub(super) type WordId = u32;

/// Where in words a part of one counts.
enum Parts {
    Nowhere,
    AtTheEnd,
    Anywhere,
}

impl Parts {
    /// Three letters say something only at the end, as `daw` of `undaw`: within words they stand by chance.
    fn of(sought: &str) -> Self {
        match sought.chars().take(4).count() {
            0..3 => Self::Nowhere,
            3 => Self::AtTheEnd,
            _ => Self::Anywhere,
        }
    }
}

/// Where in a word a part of it that counts begins, in bytes.
pub(super) fn part_in(word: &str, sought: &str) -> Option<usize> {
    match Parts::of(sought) {
        Parts::Nowhere => None,
        Parts::AtTheEnd => word.strip_suffix(sought).map(str::len),
        Parts::Anywhere => word.find(sought),
    }
}

/// Distinct folded words, sorted, in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The words, each followed by a line break, which no word holds.
    text: String,
    /// Where each word starts; one more at the end.
    starts: Vec<u32>,
    /// For each word the set of its letters.
    letters: Vec<Letters>,
}

/// A set of letters: a bit for each of a to z and 0 to 9, the last ones shared by all other characters.
type Letters = u64;

fn letters(word: &str) -> Letters {
    word.chars().fold(0, |set, letter| {
        set | 1
            << match letter {
                'a'..='z' => u32::from(letter) - u32::from('a'),
                '0'..='9' => u32::from(letter) - u32::from('0') + 26,
                other => 36 + u32::from(other) % 28,
            }
    })
}

impl Vocabulary {
    /// The vocabulary of words that are sorted and distinct.
    pub(super) fn of<'a>(sorted: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for word in sorted {
            vocabulary.starts.push(offset(vocabulary.text.len()));
            vocabulary.text.push_str(word);
            vocabulary.text.push('\n');
            vocabulary.letters.push(letters(word));
        }
        vocabulary.starts.push(offset(vocabulary.text.len()));
        vocabulary.text.shrink_to_fit();
        vocabulary
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.letters.len()
    }

    /// The bytes of memory it takes.
    pub(super) const fn memory(&self) -> usize {
        self.text.len() + self.starts.len() * size_of::<u32>() + self.letters.len() * size_of::<Letters>()
    }

    /// The word with this number.
    pub(super) fn word(&self, id: WordId) -> &str {
        let id = id as usize;
        &self.text[self.starts[id] as usize..self.starts[id + 1] as usize - 1]
    }

    fn ids(&self) -> Range<WordId> {
        0..offset(self.len())
    }

    /// The number of a word, if it is one of these.
    pub(super) fn whole(&self, word: &str) -> Option<WordId> {
        let id = self.first_not_before(word);
        ((id as usize) < self.len() && self.word(id) == word).then_some(id)
    }

    /// The words that begin with `beginning`.
    pub(super) fn beginning(&self, beginning: &str) -> Range<WordId> {
        let first = self.first_not_before(beginning);
        first..self.first_not(first, |word| word.starts_with(beginning))
    }

    fn first_not_before(&self, word: &str) -> WordId {
        self.first_not(0, |other| other < word)
    }

    /// The first word from `low` on that does not pass `test`, which all words before it do and none behind it does.
    fn first_not(&self, mut low: WordId, test: impl Fn(&str) -> bool) -> WordId {
        let mut high = self.ids().end;
        while low < high {
            let middle = low.midpoint(high);
            if test(self.word(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The words that hold `part` where it counts (see [`part_in`]), in their order.
    pub(super) fn with_part(&self, part: &str) -> Vec<WordId> {
        match Parts::of(part) {
            Parts::Nowhere => Vec::new(),
            Parts::AtTheEnd => self.ending(part),
            Parts::Anywhere => self.containing(part),
        }
    }

    /// The words that hold `part`, in their order.
    fn containing(&self, part: &str) -> Vec<WordId> {
        let mut found: Vec<WordId> = Vec::new();
        for at in memmem::find_iter(self.text.as_bytes(), part.as_bytes()) {
            // The word that starts at or before this place, and never the same one twice.
            let id = offset(self.starts.partition_point(|start| *start as usize <= at) - 1);
            if found.last() != Some(&id) {
                found.push(id);
            }
        }
        found
    }

    /// The words that end with `ending`, in their order.
    pub(super) fn ending(&self, ending: &str) -> Vec<WordId> {
        let mut found = self.containing(ending);
        found.retain(|id| self.word(*id).ends_with(ending));
        found
    }

    /// The words in which the letters of `sought` stand in order and close together (see [`Fuzzy::find`]), each with the
    /// number of letters skipped.
    pub(super) fn with_letters(&self, sought: &str, fuzzy: &Fuzzy) -> Vec<(WordId, usize)> {
        let Some(first) = sought.chars().next() else { return Vec::new() };
        let wanted = letters(sought);
        self.beginning(first.encode_utf8(&mut [0; 4]))
            .filter(|id| self.letters[*id as usize] & wanted == wanted)
            .filter_map(|id| Some((id, fuzzy.find(self.word(id), sought)?.skipped())))
            .collect()
    }

    /// The words that `sought` most likely was to be: those that fewest edits lead to, whole words before the beginnings
    /// of words. Nothing where it takes more edits than [`typing::allowed`]. Words that are not `shown` do not count.
    pub(super) fn nearest(&self, sought: &str, shown: impl Fn(WordId) -> bool) -> Vec<WordId> {
        let allowed = typing::allowed(sought);
        let wanted = letters(sought);
        let mut best = (allowed + 1, false);
        let mut found = Vec::new();
        for (id, letters) in (0..).zip(&self.letters) {
            // A letter that the word lacks takes an edit, so that most words are ruled out at a glance.
            if (wanted & !letters).count_ones() as usize > allowed {
                continue;
            }
            let Some(distance) = typing::distance(sought, self.word(id), best.0.min(allowed)) else { continue };
            if distance > best || !shown(id) {
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

/// Offsets are kept in 32 bits: the vocabulary of a data set whose files are bounded is far below that.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::of(["impact", "implement", "impunity", "stakeholders", "trafficking", "victim"].into_iter())
    }

    fn words(ids: impl IntoIterator<Item = WordId>) -> Vec<String> {
        let vocabulary = vocabulary();
        ids.into_iter().map(|id| vocabulary.word(id).to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_by_its_beginning_its_end_and_its_inside() {
        assert_eq!(vocabulary().whole("impunity"), Some(2));
        assert_eq!(vocabulary().whole("impun"), None);
        assert_eq!(words(vocabulary().beginning("imp")), ["impact", "implement", "impunity"]);
        assert!(vocabulary().beginning("z").is_empty() && vocabulary().beginning("aa").is_empty());
        assert_eq!(words(vocabulary().containing("hold")), ["stakeholders"]);
        assert_eq!(words(vocabulary().ending("ing")), ["trafficking"]);
        assert!(vocabulary().containing("ctimp").is_empty(), "not across words");
    }

    #[test]
    fn the_nearest_words_take_the_fewest_edits() {
        assert_eq!(words(vocabulary().nearest("impunty", |_| true)), ["impunity"]);
        assert_eq!(words(vocabulary().nearest("traffciking", |_| true)), ["trafficking"]);
        assert_eq!(words(vocabulary().nearest("stakehodl", |_| true)), ["stakeholders"], "the beginning of a word");
        assert!(["vcm", "tarficing"].iter().all(|far| vocabulary().nearest(far, |_| true).is_empty()));
    }
}
