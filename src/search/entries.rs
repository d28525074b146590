//! What people type for what the records say: the groups of the vocabulary and the labels of the interface, by key.
//!
//! The key of an entry is its folded words without blanks, so that `UN-Women`, `unwomen` and `un women` are one. An entry with
//! function words between others (`plan of action`) has a second key without them.

mod building;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::function_words::is_function_word;
use super::labels::Target;
use super::lines::Lines;
use super::typing;
use building::Spelled;

/// All entries, in a form that is read in place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entries {
    /// The keys, sorted. Words that are part of an entry are keys, too, and its compounds, with their hyphens.
    pub(super) keys: Lines,
    /// The index in `meanings` of each key's first; one more at the end.
    pub(super) offsets: Cow<'static, [u32]>,
    /// The meanings of all keys: see [`Meaning::packed`].
    pub(super) meanings: Cow<'static, [u32]>,
    /// A line for each group; see [`Group::read`].
    pub(super) groups: Lines,
}

/// The keys that begin alike: a range of their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    first: u32,
    end: u32,
    /// The length of the beginning in bytes.
    length: usize,
}

/// A meaning of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub group: u32,
    /// Whether it counts only if it is typed whole.
    pub is_abbreviation: bool,
    /// Whether it is written as one word or with a hyphen.
    pub is_one_word: bool,
    /// Whether it is an abbreviation in French or Spanish, which may be spelt as an ordinary word.
    pub is_foreign: bool,
}

impl Meaning {
    const FOREIGN: u32 = 1 << 2;
    const ABBREVIATION: u32 = 1 << 1;
    const SEVERAL_WORDS: u32 = 1;
    const BITS: u32 = 3;

    /// As a number. Of the meanings of a key in one group the one with the least number counts: not as an abbreviation, and as
    /// one word.
    fn packed(self) -> u32 {
        let abbreviation = if self.is_abbreviation { Self::ABBREVIATION } else { 0 };
        let several = if self.is_one_word { 0 } else { Self::SEVERAL_WORDS };
        let foreign = if self.is_foreign { Self::FOREIGN } else { 0 };
        self.group << Self::BITS | foreign | abbreviation | several
    }

    const fn unpacked(number: u32) -> Self {
        Self {
            group: number >> Self::BITS,
            is_abbreviation: number & Self::ABBREVIATION != 0,
            is_one_word: number & Self::SEVERAL_WORDS == 0,
            is_foreign: number & Self::FOREIGN != 0,
        }
    }
}

/// A group of entries with what it leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'a> {
    /// How its entries are meant.
    pub sense: Sense,
    /// Its name: the first of its terms.
    pub name: &'a str,
    records: &'a str,
    words: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Other words for what the records say.
    Same,
    /// A related idea.
    Related,
    /// A label of the interface.
    Label(Target),
}

/// Stands between the parts of a compound that is part of an entry. No folded word has one.
const HYPHEN: &str = "-";

/// Stands before the ordinal of an organization or event that an entry of the group names.
const NAMED: char = '!';

impl<'a> Group<'a> {
    /// Reads the line of a group, whose parts tabs separate: the sense (a label by its number), the name, the ordinals of the
    /// records, and entries and words that occur in the data. Commas separate the latter, and blanks their folded words.
    fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split('\t');
        let sense = match parts.next()? {
            "same" => Sense::Same,
            "near" => Sense::Related,
            number => Sense::Label(Target::numbered(number.parse().ok()?)?),
        };
        Some(Self { sense, name: parts.next()?, records: parts.next()?, words: parts.next()? })
    }

    /// The ordinals of the records that it leads to, the best first, each with whether it is an organization or event that an entry names.
    pub(super) fn records(self) -> impl Iterator<Item = (u32, bool)> {
        self.records.split(' ').filter_map(|written| {
            let named = written.strip_prefix(NAMED);
            Some((named.unwrap_or(written).parse().ok()?, named.is_some()))
        })
    }

    /// The words or phrases of the data that it leads to, as folded words.
    pub(super) fn words(&self) -> impl Iterator<Item = Vec<&'a str>> {
        self.words.split(',').filter(|words| !words.is_empty()).map(|words| words.split(' ').collect())
    }
}

/// The folded words of a text, with the parts of compounds instead of the compounds: in lower case, without accents and signs.
pub fn folded_words(text: &str) -> Vec<String> {
    Spelled::of(text).parted
}

impl Entries {
    fn all(&self) -> Keys {
        Keys { first: 0, end: self.keys.len(), length: 0 }
    }

    /// The keys that begin with a word, or with more words than before.
    pub(super) fn after(&self, before: Option<Keys>, word: &str) -> Option<Keys> {
        let Keys { first, end, length } = before.unwrap_or_else(|| self.all());
        // Within the range all keys have the same first `length` bytes, so only the rest is compared.
        let first = self.keys.first_not(first..end, |key| &key.as_bytes()[length..] < word.as_bytes());
        let end = self.keys.first_not(first..end, |key| key.as_bytes()[length..].starts_with(word.as_bytes()));
        (first < end).then_some(Keys { first, end, length: length + word.len() })
    }

    /// The meanings of the key that is as long as the beginning, if there is one.
    pub(super) fn whole(&self, keys: Keys) -> impl Iterator<Item = Meaning> {
        let is_whole = self.keys.line(keys.first).len() == keys.length;
        self.meanings_of(if is_whole { keys.first..keys.first + 1 } else { 0..0 })
    }

    /// The meanings of all these keys.
    pub(super) fn begun(&self, keys: Keys) -> impl Iterator<Item = Meaning> {
        self.meanings_of(keys.first..keys.end)
    }

    fn meanings_of(&self, keys: Range<u32>) -> impl Iterator<Item = Meaning> {
        let meanings = self.offsets.get(keys.start as usize).zip(self.offsets.get(keys.end as usize));
        let meanings = meanings.map_or(&[][..], |(first, end)| &self.meanings[*first as usize..*end as usize]);
        meanings.iter().copied().map(Meaning::unpacked)
    }

    /// Whether a word is a key, or a word of an entry.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.after(None, word).is_some_and(|keys| self.keys.line(keys.first).len() == keys.length)
    }

    /// The meanings of a word that is a key.
    fn meanings(&self, word: &str) -> impl Iterator<Item = Meaning> {
        self.after(None, word).into_iter().flat_map(|keys| self.whole(keys))
    }

    /// Whether a word is one of an entry, or an entry that is written with a hyphen, and not several words without their blanks.
    pub(super) fn has_as_one(&self, word: &str) -> bool {
        let mut meanings = self.meanings(word).peekable();
        if meanings.peek().is_none() { self.knows(word) } else { meanings.any(|meaning| meaning.is_one_word) }
    }

    /// Whether a word is a key: the words of an entry without blanks.
    pub(super) fn has(&self, word: &str) -> bool {
        self.meanings(word).next().is_some()
    }

    /// The parts of a compound that is part of an entry, by the compound without its hyphens.
    pub(super) fn compound(&self, word: &str) -> Option<Vec<String>> {
        let ends = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
        let compounds = ends.filter_map(|end| self.after(Some(self.after(None, &word[..end])?), HYPHEN));
        let mut compounds = compounds.flat_map(|keys| keys.first..keys.end).map(|number| self.keys.line(number));
        let compound = compounds.find(|compound| compound.split(HYPHEN).flat_map(str::chars).eq(word.chars()))?;
        Some(compound.split(HYPHEN).map(str::to_owned).collect())
    }

    /// Whether a word is a label of the interface.
    pub(super) fn names_label(&self, word: &str) -> bool {
        let mut groups = self.meanings(word).filter_map(|meaning| self.group(meaning.group));
        groups.any(|group| matches!(group.sense, Sense::Label(_)))
    }

    /// Whether a word is an abbreviation.
    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        self.meanings(word).any(|meaning| meaning.is_abbreviation)
    }

    /// The word that is at most so many edits from `sought`, and nearest to it: one with two letters swapped before others, then the
    /// longest, since a letter is rather left out than added, then an entry before a word of one, then the first in the order of the
    /// alphabet. Abbreviations and function words are none.
    pub(super) fn nearest(&self, sought: &str, most: usize) -> Option<&str> {
        let mut letters = sought.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        // The first letter is right, or swapped with the next.
        let ranges = [vec![first], vec![second, first]].map(|letters| letters.into_iter().collect::<String>());
        let keys = ranges.iter().filter_map(|beginning| self.after(None, beginning));
        let near = keys.flat_map(|keys| keys.first..keys.end).filter_map(|number| {
            // A letter is no slip for a figure: `principel` is not “principe 1”.
            let is_word = |key: &&str| !key.contains(HYPHEN) && !key.contains(char::is_numeric);
            let key = Some(self.keys.line(number)).filter(is_word)?;
            let edits = typing::distance_to_whole(sought, key, most)?;
            let mut meanings = self.meanings_of(number..number + 1).peekable();
            let is_word_of_one = meanings.peek().is_none();
            let is_term = is_word_of_one || meanings.any(|meaning| !meaning.is_abbreviation);
            let is_other = !typing::swaps(sought).any(|swapped| swapped == key);
            (is_term && !is_function_word(key)).then_some((edits, is_other, Reverse(key.len()), is_word_of_one, key))
        });
        near.min().map(|(.., key)| key)
    }

    /// The group with this number.
    pub(super) fn group(&self, number: u32) -> Option<Group<'_>> {
        Group::read(self.groups.line(number))
    }

    /// The memory it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        let Self { keys, offsets, meanings, groups } = self;
        keys.memory() + groups.memory() + size_of_val(&**offsets) + size_of_val(&**meanings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Data};
    use crate::search::word_list::WordList;

    fn entries(vocabulary: &str) -> Entries {
        let gap = "[(id: \"gap/prevention/1\", text: Verbatim(\"plan of the police\"), headline: \"Plan\", \
                   citations: [(document: \"document/deck\", place: Whole)])]";
        let deck = "[(id: \"document/deck\", title: Verbatim(\"deck\"), body: \"UN\", text: Verbatim(\"deck\"), \
                    citations: [(document: \"document/deck\", place: Whole)])]";
        let edition = "(name: \"test\", date: \"2010\", schema: 1)";
        let texts = [("edition", edition), ("gaps", gap), ("documents", deck), ("vocabulary", vocabulary)];
        let atlas = Atlas::of_texts(&texts.map(|(name, text)| (name, text.to_owned()))).unwrap();
        let data = Data::from(atlas);
        let words = WordList::of(["deck", "plan", "police"].into_iter());
        Entries::of(&data, &words)
    }

    /// The names of the groups in which these words are an entry.
    fn groups(entries: &Entries, words: &[&str]) -> Vec<String> {
        let keys = words.iter().try_fold(None, |keys, word| entries.after(keys, word).map(Some));
        let meanings = keys.flatten().into_iter().flat_map(|keys| entries.whole(keys));
        meanings.filter_map(|meaning| Some(entries.group(meaning.group)?.name.to_owned())).collect()
    }

    #[test]
    fn an_entry_is_found_hyphenated_joined_spaced_and_without_its_function_words() {
        let entries = entries("[(terms: [\"UN-Women\", \"plan of action\"], records: [\"gap/prevention/1\"])]");
        for words in
            [&["un", "women"][..], &["unwomen"], &["plan", "of", "action"], &["plan", "action"], &["planof", "action"]]
        {
            assert_eq!(groups(&entries, words), ["UN-Women"], "{words:?}");
        }
        assert!(groups(&entries, &["plan"]).is_empty() && groups(&entries, &["plan", "of", "actions"]).is_empty());
    }

    #[test]
    fn a_group_leads_to_its_records_and_to_those_of_its_entries_that_the_data_has() {
        let entries = entries("[(terms: [\"cops\", \"police\", \"unheard of\"], records: [\"gap/prevention/1\"])]");
        let keys = entries.after(None, "cops").unwrap();
        let group = entries.group(entries.whole(keys).next().unwrap().group).unwrap();
        assert_eq!(group.records().collect::<Vec<_>>(), [(0, false)]);
        assert_eq!(group.words().collect::<Vec<_>>(), [["police"]]);
    }

    #[test]
    fn a_compound_within_an_entry_is_known_by_its_letters() {
        let entries = entries("[(terms: [\"non-UN members\", \"state-of-the-art\", \"on UN days\"])]");
        assert_eq!(entries.compound("nonun").unwrap(), ["non", "un"]);
        assert_eq!(entries.compound("stateoftheart").unwrap(), ["state", "of", "the", "art"]);
        for word in ["", "non", "nonu", "nonuns", "onun", "non-un", "unmembers"] {
            assert_eq!(entries.compound(word), None, "{word}");
        }
        assert!(!entries.knows("nonun") && entries.nearest("nonun", 1).is_none());
    }

    #[test]
    fn each_word_of_an_entry_is_known() {
        let entries = entries("[(terms: [\"brick kilns\", \"quarries\"])]");
        assert!(["brick", "kilns", "brickkilns", "quarries", "phone"].into_iter().all(|word| entries.knows(word)));
        assert!(!entries.knows("bric") && !entries.knows(""));
    }
}
