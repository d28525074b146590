//! Builds the entries from the vocabulary of the data and from the labels. For [`Entries::of`].

use super::super::fold::{self, Shape, folded};
use super::super::function_words::is_function_word;
use super::super::label_names;
use super::super::lines::{Lines, count};
use super::super::pattern::without_elided;
use super::super::word_list::WordList;
use super::{Entries, HYPHEN, Meaning, NAMED, folded_words};
use crate::atlas::{Basis, Data, Filter, Group, Kind, Name, Strength, Text};

/// The folded words of a text.
pub(super) struct Spelled {
    /// With compounds as they are.
    pub whole: Vec<String>,
    /// With the parts of compounds instead.
    pub parted: Vec<String>,
    /// The compounds, with a hyphen between their parts.
    pub compounds: Vec<String>,
}

impl Spelled {
    /// Elided words are left out, as in a query: the `d'` of `d'où`.
    pub fn of(text: &str) -> Self {
        let (mut whole, mut parted, mut compounds) = (Vec::new(), Vec::new(), Vec::<String>::new());
        for word in text.split_whitespace().map(without_elided) {
            fold::each(word, |word, shape, _| match shape {
                Shape::Word => {
                    whole.push(word.to_owned());
                    parted.push(word.to_owned());
                }
                Shape::Compound => {
                    whole.push(word.to_owned());
                    compounds.push(String::new());
                }
                Shape::Part => {
                    parted.push(word.to_owned());
                    if let Some(compound) = compounds.last_mut() {
                        let hyphen = if compound.is_empty() { "" } else { HYPHEN };
                        compound.extend([hyphen, word]);
                    }
                }
            });
        }
        Self { whole, parted, compounds }
    }
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
    pub(in crate::search) fn of(data: &Data, word_list: &WordList) -> Self {
        let mut collected = Collected { word_list, groups: Vec::new(), keys: Vec::new() };
        let called = Called::of(data);
        for group in data.vocabulary() {
            let is_same = group.strength == Strength::Same;
            let records = group.records.iter().filter_map(|id| Some(data.get(id)?.ordinal()));
            let named = called.in_group(group);
            let others: Vec<usize> = records.filter(|record| !named.contains(record)).collect();
            let ordinals = named.iter().map(|record| format!("{NAMED}{record}"));
            let ordinals = ordinals.chain(others.iter().map(ToString::to_string));
            let sense = if is_same { "same" } else { "near" };
            let head = format!("{sense}\t{}\t{}", group.name(), ordinals.collect::<Vec<_>>().join(" "));
            let further = group.words.iter().map(Text::as_str);
            // An ambiguous term would find what the other group means.
            let is_ambiguous = |entry: &str| group.ambiguous.iter().any(|term| term.as_str() == entry);
            let entries = group.entries().map(|entry| Entry {
                text: entry.text,
                is_abbreviation: entry.is_abbreviation,
                is_foreign: entry.is_abbreviation && entry.is_foreign,
                leads_there: is_same && !is_ambiguous(entry.text),
            });
            collected.add(&head, further, entries);
        }
        for (target, names) in label_names::names(data) {
            let head = format!("{}\t{}\t", target.number(), names[0]);
            let entries =
                names.iter().map(|text| Entry { text, is_abbreviation: false, is_foreign: false, leads_there: false });
            collected.add(&head, std::iter::empty(), entries);
        }
        collected.packed()
    }
}

/// What organizations and events are called. Titles of publications and instruments are often ordinary words.
struct Called {
    /// The keys of their names, acronyms and titles, sorted, each with the ordinal of the record.
    names: Vec<(String, usize)>,
}

impl Called {
    fn of(data: &Data) -> Self {
        let mut names = Vec::new();
        // Names that a filter may hide lead nowhere.
        let stays =
            |name: &&Name| name.basis != Basis::Editorial && name.period.is_none_or(|period| period.from.is_none());
        let whole = data.filtered(Filter::default());
        for record in [Kind::Member, Kind::Body].into_iter().flat_map(|kind| whole.of_kind(kind)) {
            let texts =
                record.names().filter(stays).flat_map(|name| [name.name.as_ref(), name.acronym.as_ref()]).flatten();
            names.extend(texts.map(|text| (folded_words(text.as_str()).concat(), record.ordinal())));
        }
        for record in whole.of_kind(Kind::Event) {
            names.push((folded_words(record.title().first()).concat(), record.ordinal()));
        }
        names.sort_unstable();
        Self { names }
    }

    /// The organizations and events that an entry of a group names, though the group may not lead to them: an edition may add the
    /// record of one to the vocabulary of the edition that it extends.
    fn in_group(&self, group: &Group) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        if group.strength != Strength::Same {
            return found;
        }
        for entry in group.entries().filter(|entry| !entry.is_abbreviation) {
            let key = folded_words(entry.text).concat();
            let first = self.names.partition_point(|(name, _)| *name < key);
            let named = self.names[first..].iter().take_while(|(name, _)| *name == key).map(|(_, record)| *record);
            for record in named {
                if !found.contains(&record) {
                    found.push(record);
                }
            }
        }
        found
    }
}

/// An entry that is being collected.
struct Entry<'a> {
    text: &'a str,
    is_abbreviation: bool,
    is_foreign: bool,
    /// Whether its group leads to this entry of its own, where the data has it.
    leads_there: bool,
}

/// Entries while they are being collected.
struct Collected<'a> {
    word_list: &'a WordList,
    /// A line for each group.
    groups: Vec<String>,
    /// The keys with their meanings, and words of entries without.
    keys: Vec<(String, Option<u32>)>,
}

impl Collected<'_> {
    /// Adds a group: words of the data that it leads to, and its entries.
    fn add<'a>(&mut self, head: &str, words: impl Iterator<Item = &'a str>, entries: impl Iterator<Item = Entry<'a>>) {
        let number = count(self.groups.len());
        let mut found: Vec<String> = words.filter_map(|words| self.in_data(&folded(words))).collect();
        for Entry { text, is_abbreviation, is_foreign, leads_there } in entries {
            let Spelled { whole, parted, compounds } = Spelled::of(text);
            if leads_there {
                // A text may have it with hyphens, as one word.
                let in_one = [whole.concat()];
                // The “para” of a Spanish name is no paragraph.
                let counts = |words: &&[String]| !matches!(words, [word] if is_function_word(word));
                found.extend([&whole[..], &in_one].into_iter().filter(counts).filter_map(|words| self.in_data(words)));
            }
            let meaning =
                Meaning { group: number, is_abbreviation, is_one_word: whole.len() == 1, is_foreign }.packed();
            self.keys.extend(keys_of(&parted).map(|key| (key, Some(meaning))));
            self.keys.extend(parted.into_iter().chain(compounds).map(|word| (word, None)));
        }
        found.sort_unstable();
        found.dedup();
        // A name has no tab and no line break; see `Text`.
        self.groups.push(format!("{head}\t{}", found.join(",")));
    }

    /// These words joined, if each of them occurs in the data.
    fn in_data(&self, words: &[String]) -> Option<String> {
        let occur = !words.is_empty() && words.iter().all(|word| self.word_list.whole(word).is_some());
        occur.then(|| words.join(" "))
    }

    fn packed(mut self) -> Entries {
        self.keys.sort_unstable();
        self.keys.dedup_by(|next, last| {
            let group = |meaning: Option<u32>| meaning.map(|meaning| Meaning::unpacked(meaning).group);
            next.0 == last.0 && group(next.1) == group(last.1)
        });
        let (mut offsets, mut meanings) = (vec![0], Vec::new());
        let keys = || self.keys.chunk_by(|one, other| one.0 == other.0);
        for of_key in keys() {
            meanings.extend(of_key.iter().filter_map(|(_, meaning)| *meaning));
            offsets.push(count(meanings.len()));
        }
        Entries {
            keys: Lines::of(keys().map(|of_key| of_key[0].0.as_str())),
            offsets: offsets.into(),
            meanings: meanings.into(),
            groups: Lines::of(self.groups.iter().map(String::as_str)),
        }
    }
}
