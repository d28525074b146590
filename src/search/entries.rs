//! What people type for what the records say: the groups of the vocabulary and the labels of the interface, by key.
//!
//! The key of an entry is its folded words without blanks, so that `UN-Women`, `unwomen` and `un women` are one. An entry with
//! function words between others (`plan of action`) has a second key without them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::fold::{self, Shape};
use super::function_words::is_function_word;
use super::index::count;
use super::labels::{NAMES, Named};
use super::vocabulary::Vocabulary;
use crate::atlas::{Data, Strength};

/// All entries, in a form that is read in place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entries {
    /// The keys, sorted, each followed by a line break. Words that are part of an entry are keys, too.
    pub(super) keys: Cow<'static, str>,
    /// The byte offset of each key; one more at the end.
    pub(super) starts: Cow<'static, [u32]>,
    /// The index in `meanings` of each key's first; one more at the end.
    pub(super) offsets: Cow<'static, [u32]>,
    /// The meanings of all keys: numbers of groups, each doubled, and one more for an abbreviation.
    pub(super) meanings: Cow<'static, [u32]>,
    /// A line for each group; see [`Group::read`].
    pub(super) groups: Cow<'static, str>,
    /// The byte offset of each group; one more at the end.
    pub(super) group_starts: Cow<'static, [u32]>,
}

/// The keys that begin alike: a range of their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    first: usize,
    end: usize,
    /// The length of the beginning in bytes.
    length: usize,
}

/// A meaning of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub group: u32,
    /// Whether it counts only if it is typed whole.
    pub is_abbreviation: bool,
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
    Near,
    /// A label of the interface.
    Label(Named),
}

impl<'a> Group<'a> {
    /// Reads the line of a group, whose parts tabs separate: the sense (a label by its number), the name, the ordinals of the
    /// records, and entries and words that occur in the data. Commas separate the latter, and blanks their folded words.
    fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split('\t');
        let sense = match parts.next()? {
            "same" => Sense::Same,
            "near" => Sense::Near,
            number => Sense::Label(Named::numbered(number.parse().ok()?)?),
        };
        Some(Self { sense, name: parts.next()?, records: parts.next()?, words: parts.next()? })
    }

    /// The ordinals of the records that it leads to, the best first.
    pub(super) fn records(&self) -> impl Iterator<Item = u32> {
        self.records.split(' ').filter_map(|ordinal| ordinal.parse().ok())
    }

    /// The words or phrases of the data that it leads to, as folded words.
    pub(super) fn words(&self) -> impl Iterator<Item = Vec<&'a str>> {
        self.words.split(',').filter(|words| !words.is_empty()).map(|words| words.split(' ').collect())
    }
}

/// The folded words of a text; a compound is one word.
pub(super) fn folded(text: &str) -> Vec<String> {
    let words = fold::words(text).into_iter().filter(|word| word.shape != Shape::Part);
    words.map(|word| word.folded).collect()
}

/// The same with the parts of compounds instead of the compounds.
fn parted(text: &str) -> Vec<String> {
    let words = fold::words(text).into_iter().filter(|word| word.shape != Shape::Compound);
    words.map(|word| word.folded).collect()
}

/// The keys of an entry.
fn keys_of(words: &[String]) -> impl Iterator<Item = String> {
    let inner = |at: usize| at > 0 && at + 1 < words.len();
    let stays = |(at, word): &(usize, &String)| !(inner(*at) && is_function_word(word));
    let without: String = words.iter().enumerate().filter(stays).map(|(_, word)| word.as_str()).collect();
    let whole = words.concat();
    let differs = whole != without;
    [Some(whole), Some(without).filter(|_| differs)].into_iter().flatten().filter(|key| !key.is_empty())
}

impl Entries {
    /// The entries of the data's vocabulary, and the labels.
    pub(super) fn of(data: &Data, vocabulary: &Vocabulary) -> Self {
        let mut collected = Collected { vocabulary, lines: Vec::new(), keys: BTreeMap::new() };
        for group in data.vocabulary() {
            let sense = if group.strength == Strength::Same { "same" } else { "near" };
            let ordinals = group.records.iter().filter_map(|id| Some(data.get(id)?.ordinal().to_string()));
            let entries: Vec<_> = group.entries().collect();
            let mut words: Vec<&str> = group.words.iter().map(crate::atlas::Text::as_str).collect();
            if group.strength == Strength::Same {
                words.extend(entries.iter().map(|entry| entry.text));
            }
            let entries = entries.iter().map(|entry| (entry.text, entry.is_abbreviation));
            collected.add(sense, group.name(), &ordinals.collect::<Vec<_>>().join(" "), &words, entries);
        }
        for (named, names) in NAMES {
            let entries = names.iter().map(|name| (*name, false));
            collected.add(&named.number().to_string(), names[0], "", &[], entries);
        }
        collected.packed()
    }

    fn all(&self) -> Keys {
        Keys { first: 0, end: self.starts.len().saturating_sub(1), length: 0 }
    }

    fn key(&self, number: usize) -> &str {
        &self.keys[self.starts[number] as usize..self.starts[number + 1] as usize - 1]
    }

    /// The keys that begin with a word, or with more words than before.
    pub(super) fn after(&self, before: Option<Keys>, word: &str) -> Option<Keys> {
        let Keys { first, end, length } = before.unwrap_or_else(|| self.all());
        // Within the range all keys have the same first `length` bytes, so only the rest is compared.
        let rest = |number: usize| &self.key(number).as_bytes()[length..];
        let below = |number: usize| rest(number) < word.as_bytes();
        let first = partition_point(first, end, below);
        let end = partition_point(first, end, |number| rest(number).starts_with(word.as_bytes()));
        (first < end).then_some(Keys { first, end, length: length + word.len() })
    }

    /// The meanings of the key that is as long as the beginning, if there is one.
    pub(super) fn whole(&self, keys: Keys) -> impl Iterator<Item = Meaning> {
        let is_whole = self.key(keys.first).len() == keys.length;
        self.meanings_of(if is_whole { keys.first..keys.first + 1 } else { 0..0 })
    }

    /// The meanings of all these keys.
    pub(super) fn begun(&self, keys: Keys) -> impl Iterator<Item = Meaning> {
        self.meanings_of(keys.first..keys.end)
    }

    fn meanings_of(&self, keys: std::ops::Range<usize>) -> impl Iterator<Item = Meaning> {
        let meanings = self.offsets.get(keys.start).zip(self.offsets.get(keys.end));
        let meanings = meanings.map_or(&[][..], |(first, end)| &self.meanings[*first as usize..*end as usize]);
        meanings.iter().map(|meaning| Meaning { group: meaning >> 1, is_abbreviation: meaning & 1 != 0 })
    }

    /// Whether a word is a key, or a word of an entry.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.after(None, word).is_some_and(|keys| self.key(keys.first).len() == keys.length)
    }

    /// The group with this number.
    pub(super) fn group(&self, number: u32) -> Option<Group<'_>> {
        let at = number as usize;
        Group::read(&self.groups[self.group_starts[at] as usize..self.group_starts[at + 1] as usize - 1])
    }

    /// The memory it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        let numbers = [&self.starts, &self.offsets, &self.meanings, &self.group_starts];
        self.keys.len() + self.groups.len() + numbers.into_iter().map(|numbers| size_of_val(&**numbers)).sum::<usize>()
    }
}

/// The first number from `low` on, but before `high`, that fails a test that all before it pass.
fn partition_point(mut low: usize, mut high: usize, passes: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low.midpoint(high);
        if passes(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// Entries while they are being collected.
struct Collected<'a> {
    vocabulary: &'a Vocabulary,
    lines: Vec<String>,
    keys: BTreeMap<String, Vec<u32>>,
}

impl Collected<'_> {
    fn add<'a>(
        &mut self,
        sense: &str,
        name: &str,
        records: &str,
        words: &[&str],
        entries: impl Iterator<Item = (&'a str, bool)>,
    ) {
        let number = count(self.lines.len());
        let found: BTreeSet<String> = words.iter().filter_map(|words| self.in_data(words)).collect();
        let found = found.into_iter().collect::<Vec<_>>().join(",");
        // A name has no tab and no line break; see `Text`.
        self.lines.push(format!("{sense}\t{name}\t{records}\t{found}\n"));
        for (entry, is_abbreviation) in entries {
            let words = parted(entry);
            for key in keys_of(&words) {
                let meanings = self.keys.entry(key).or_default();
                if !meanings.iter().any(|meaning| meaning >> 1 == number) {
                    meanings.push(number << 1 | u32::from(is_abbreviation));
                }
            }
            words.into_iter().for_each(|word| _ = self.keys.entry(word).or_default());
        }
    }

    /// The folded words of a term, if each of them occurs in the data.
    fn in_data(&self, term: &str) -> Option<String> {
        let words = folded(term);
        let occur = !words.is_empty() && words.iter().all(|word| self.vocabulary.whole(word).is_some());
        occur.then(|| words.join(" "))
    }

    fn packed(self) -> Entries {
        let (mut keys, mut starts, mut offsets, mut meanings) = (String::new(), vec![0], vec![0], Vec::new());
        for (key, of_key) in self.keys {
            keys.push_str(&key);
            keys.push('\n');
            meanings.extend(of_key);
            starts.push(count(keys.len()));
            offsets.push(count(meanings.len()));
        }
        let mut group_starts = vec![0];
        for line in &self.lines {
            group_starts.push(group_starts.last().copied().unwrap_or_default() + count(line.len()));
        }
        Entries {
            keys: keys.into(),
            starts: starts.into(),
            offsets: offsets.into(),
            meanings: meanings.into(),
            groups: self.lines.concat().into(),
            group_starts: group_starts.into(),
        }
    }
}
