//! The groups of the vocabulary and the labels, as a plain list.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::{Basis, Data, Filter, Kind, Name, Strength};
use crate::search::fold::{self, Shape};
use crate::search::function_words::is_function_word;
use crate::search::label_names;
use crate::search::labels::Target;
use crate::search::pattern::without_elided;
use crate::search::typing;

/// A group of the vocabulary or a label.
pub(super) struct Group {
    pub sense: Sense,
    /// The words of its name.
    pub name: Vec<String>,
    /// The keys of its entries, each with whether it is an abbreviation.
    keys: Vec<(String, bool)>,
    /// The keys of abbreviations that are French or Spanish alone.
    foreign: Vec<String>,
    /// The keys of the entries that are written as one word or with a hyphen.
    in_one: Vec<String>,
    /// The ordinals of the records that it leads to, and of those the organizations and events that an entry names.
    pub records: Vec<usize>,
    pub named: Vec<usize>,
    /// The words and phrases of the data that it leads to.
    pub words: Vec<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Same,
    Related,
    Label(Target),
}

/// All groups, and the words of their entries.
pub(super) struct Groups {
    pub all: Vec<Group>,
    /// For each key its groups, each with whether it is an abbreviation there.
    with_key: BTreeMap<String, Vec<(usize, bool)>>,
    words: BTreeSet<String>,
    /// The parts of the compounds of entries.
    compounds: BTreeSet<Vec<String>>,
}

fn folded(text: &str, left_out: Shape) -> Vec<String> {
    let words = text.split_whitespace().map(without_elided).flat_map(fold::words);
    words.filter(|word| word.shape != left_out).map(|word| word.folded).collect()
}

/// The parts of each compound of an entry.
fn compounds(entry: &str) -> Vec<Vec<String>> {
    let mut compounds: Vec<Vec<String>> = Vec::new();
    for word in entry.split_whitespace().map(without_elided).flat_map(fold::words) {
        match (word.shape, compounds.last_mut()) {
            (Shape::Compound, _) => compounds.push(Vec::new()),
            (Shape::Part, Some(parts)) => parts.push(word.folded),
            _ => {}
        }
    }
    compounds
}

fn keys(entry: &str) -> Vec<String> {
    let words = folded(entry, Shape::Compound);
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || !is_function_word(word));
    vec![words.concat(), kept.map(|(_, word)| word.as_str()).collect()]
}

/// The words of an entry, and the entry as one word.
fn also_in_one(words: Vec<String>) -> [Vec<String>; 2] {
    let in_one = vec![words.concat()];
    [words, in_one]
}

/// The keys of the entries that are one word.
fn in_one<'a>(entries: impl Iterator<Item = &'a str>) -> Vec<String> {
    entries.filter(|entry| folded(entry, Shape::Part).len() == 1).flat_map(keys).collect()
}

impl Groups {
    pub(super) fn of(data: &Data) -> Self {
        let mut called: Vec<(String, usize)> = Vec::new();
        let whole = data.filtered(Filter::default());
        for record in [Kind::Member, Kind::Body].into_iter().flat_map(|kind| whole.of_kind(kind)) {
            let is_permanent = |name: &&Name| name.period.and_then(|period| period.from).is_none();
            let sourced = record.names().filter(|name| name.basis != Basis::Editorial).filter(is_permanent);
            let texts = sourced.flat_map(|name| [name.name.as_ref(), name.acronym.as_ref()]).flatten();
            called.extend(texts.map(|text| (folded(text.as_str(), Shape::Compound).concat(), record.ordinal())));
        }
        for record in whole.of_kind(Kind::Event) {
            called.push((folded(record.title().first(), Shape::Compound).concat(), record.ordinal()));
        }
        called.sort();
        let vocabulary = data.vocabulary().iter().map(|group| {
            let entries: Vec<_> = group.entries().map(|entry| (entry.text.to_owned(), entry.is_abbreviation)).collect();
            let of = |is_foreign: bool| {
                let entries = group.entries();
                let some = entries.filter(move |entry| (entry.is_foreign && entry.is_abbreviation) == is_foreign);
                some.flat_map(|entry| keys(entry.text)).collect::<Vec<_>>()
            };
            let foreign = of(true).into_iter().filter(|key| !of(false).contains(key)).collect();
            let of_words = group.words.iter().map(|words| words.as_str().to_owned());
            let is_ambiguous = |entry: &String| group.ambiguous.iter().any(|term| term.as_str() == *entry);
            let of_entries = entries.iter().map(|(entry, _)| entry.clone()).filter(|entry| !is_ambiguous(entry));
            let same = group.strength == Strength::Same;
            let written_out: Vec<String> = group
                .entries()
                .filter(|entry| !entry.is_abbreviation)
                .map(|entry| folded(entry.text, Shape::Compound).concat())
                .collect();
            let mut named: Vec<usize> = Vec::new();
            for key in &written_out {
                for (_, record) in called.iter().filter(|(name, _)| name == key && same) {
                    if !named.contains(record) {
                        named.push(*record);
                    }
                }
            }
            let listed = group.records.iter().filter_map(|id| Some(data.get(id)?.ordinal()));
            let others = listed.filter(|record| !named.contains(record)).collect::<Vec<_>>();
            Group {
                sense: if same { Sense::Same } else { Sense::Related },
                name: folded(group.name(), Shape::Compound),
                keys: entries
                    .iter()
                    .flat_map(|(entry, short)| keys(entry).into_iter().map(|key| (key, *short)))
                    .collect(),
                foreign,
                in_one: in_one(entries.iter().map(|(entry, _)| entry.as_str())),
                records: named.iter().copied().chain(others).collect(),
                named,
                words: of_words
                    .map(|words| folded(&words, Shape::Part))
                    .chain(
                        of_entries
                            .filter(|_| same)
                            .map(|words| folded(&words, Shape::Part))
                            .flat_map(also_in_one)
                            .filter(|words| !matches!(words.as_slice(), [word] if is_function_word(word))),
                    )
                    .collect(),
            }
        });
        let labels = label_names::names(data).map(|(named, names)| Group {
            sense: Sense::Label(named),
            name: Vec::new(),
            keys: names.iter().flat_map(|name| keys(name)).map(|key| (key, false)).collect(),
            foreign: Vec::new(),
            in_one: in_one(names.iter().copied()),
            records: Vec::new(),
            named: Vec::new(),
            words: Vec::new(),
        });
        let entries = data.vocabulary().iter().flat_map(|group| group.entries().map(|entry| entry.text.to_owned()));
        let names = label_names::names(data).flat_map(|(_, names)| names.into_iter().map(str::to_owned));
        let entries: Vec<String> = entries.chain(names).collect();
        let words = entries.iter().flat_map(|entry| folded(entry, Shape::Compound)).collect();
        let compounds = entries.iter().flat_map(|entry| compounds(entry)).collect();
        let all: Vec<Group> = vocabulary.chain(labels).collect();
        let mut with_key: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
        for (number, group) in all.iter().enumerate() {
            for (key, short) in &group.keys {
                let groups = with_key.entry(key.clone()).or_default();
                if groups.last().is_none_or(|(last, _)| *last != number) {
                    groups.push((number, *short));
                }
            }
        }
        Self { all, with_key, words, compounds }
    }

    /// Whether a word is an entry or a word of one.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word) || self.with(word).next().is_some()
    }

    /// Whether a word is an entry that is written as one word, or a word of one that is no entry.
    pub(super) fn has_in_one(&self, word: &str) -> bool {
        let is_in_one = self.all.iter().any(|group| group.in_one.iter().any(|key| key == word));
        is_in_one || !self.has(word) && self.knows(word)
    }

    /// The parts of the compound of an entry that is this word.
    pub(super) fn compound(&self, word: &str) -> Option<Vec<String>> {
        let found = self.compounds.iter().filter(|parts| parts.concat() == word);
        found.min_by_key(|parts| parts[0].len()).cloned()
    }

    /// Whether the words of an entry without blanks are this word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.with(word).next().is_some()
    }

    /// Whether an entry or a word of one begins so.
    pub(super) fn begins(&self, beginning: &str) -> bool {
        let begins = |group: &Group| group.keys.iter().any(|(key, _)| key.starts_with(beginning));
        self.words.iter().any(|word| word.starts_with(beginning)) || self.all.iter().any(begins)
    }

    /// The word of the trade that is meant by a misspelt one.
    pub(super) fn nearest(&self, sought: &str, most: usize) -> Option<String> {
        let entries = || self.all.iter().flat_map(|group| &group.keys);
        let has = |word: &str, is_short: bool| entries().any(|(key, short)| key == word && *short == is_short);
        let all: BTreeSet<&String> = entries().map(|(key, _)| key).chain(&self.words).collect();
        let counts = |word: &&&String| !is_function_word(word) && (has(word, false) || !has(word, true));
        let has_figure = |word: &str| word.contains(char::is_numeric);
        let near = all.iter().filter(counts).filter(|word| !has_figure(word)).filter_map(|word| {
            let edits = strsim::osa_distance(sought, word);
            let is_near = edits <= most && typing::may_be_meant(sought, word);
            let is_swap = typing::swaps(sought).any(|swapped| swapped == ***word);
            is_near.then(|| (edits, !is_swap, Reverse(word.len()), !has(word, false), (*word).clone()))
        });
        near.filter(|_| most > 0).min().map(|(.., word)| word)
    }

    /// The groups with this key, each with whether it is an abbreviation there.
    pub(super) fn with(&self, key: &str) -> impl Iterator<Item = (usize, bool)> + use<'_> {
        self.with_key.get(key).into_iter().flatten().copied()
    }

    /// Whether a key of a group is an abbreviation in French or Spanish alone.
    pub(super) fn is_foreign(&self, group: usize, key: &str) -> bool {
        self.all[group].foreign.iter().any(|foreign| foreign == key)
    }

    pub(super) fn has_abbreviation(&self, key: &str) -> bool {
        self.with(key).any(|(_, short)| short)
    }

    /// The groups with a key that begins so, abbreviations left out.
    pub(super) fn begun(&self, beginning: &str) -> Vec<usize> {
        let begins = |group: &Group| group.keys.iter().any(|(key, short)| !short && key.starts_with(beginning));
        (0..self.all.len()).filter(|number| begins(&self.all[*number])).collect()
    }
}
