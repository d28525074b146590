//! The units of a query, found by trying all stretches of its terms, the longest first, against a plain list of entries.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::atlas::{Data, Strength};
use crate::search::dates::{self, Span};
use crate::search::fold::{self, Shape};
use crate::search::function_words::is_function_word;
use crate::search::labels::{NAMES, Named};
use crate::search::pattern::Pattern;
use crate::search::query::{Query, Term};

/// A group of the vocabulary or a label.
pub(super) struct Group {
    pub sense: Sense,
    /// The keys of its entries, each with whether it is an abbreviation.
    keys: Vec<(String, bool)>,
    /// The ordinals of the records that it leads to.
    pub records: Vec<usize>,
    /// The words and phrases of the data that it leads to.
    pub words: Vec<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Same,
    Near,
    Label(Named),
}

/// All groups, and the words of their entries.
pub(super) struct Groups {
    pub all: Vec<Group>,
    words: BTreeSet<String>,
}

fn folded(text: &str, left_out: Shape) -> Vec<String> {
    fold::words(text).into_iter().filter(|word| word.shape != left_out).map(|word| word.folded).collect()
}

fn keys(entry: &str) -> Vec<String> {
    let words = folded(entry, Shape::Compound);
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || !is_function_word(word));
    vec![words.concat(), kept.map(|(_, word)| word.as_str()).collect()]
}

impl Groups {
    pub(super) fn of(data: &Data) -> Self {
        let vocabulary = data.vocabulary().iter().map(|group| {
            let entries: Vec<_> = group.entries().map(|entry| (entry.text.to_owned(), entry.is_abbreviation)).collect();
            let of_words = group.words.iter().map(|words| words.as_str().to_owned());
            let of_entries = entries.iter().map(|(entry, _)| entry.clone());
            let same = group.strength == Strength::Same;
            Group {
                sense: if same { Sense::Same } else { Sense::Near },
                keys: entries
                    .iter()
                    .flat_map(|(entry, short)| keys(entry).into_iter().map(|key| (key, *short)))
                    .collect(),
                records: group.records.iter().filter_map(|id| Some(data.get(id)?.ordinal())).collect(),
                words: of_words.chain(of_entries.filter(|_| same)).map(|words| folded(&words, Shape::Part)).collect(),
            }
        });
        let labels = NAMES.iter().map(|(named, names)| Group {
            sense: Sense::Label(*named),
            keys: names.iter().flat_map(|name| keys(name)).map(|key| (key, false)).collect(),
            records: Vec::new(),
            words: Vec::new(),
        });
        let entries = data.vocabulary().iter().flat_map(|group| group.entries().map(|entry| entry.text.to_owned()));
        let names = NAMES.iter().flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()));
        let words = entries.chain(names).flat_map(|entry| folded(&entry, Shape::Compound)).collect();
        Self { all: vocabulary.chain(labels).collect(), words }
    }

    /// Whether a word is an entry or a word of one.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word) || self.with(word).next().is_some()
    }

    /// The groups with this key, each with whether it is an abbreviation there.
    fn with(&self, key: &str) -> impl Iterator<Item = (usize, bool)> {
        let has = move |group: &Group| group.keys.iter().find(|(other, _)| other == key).map(|(_, short)| *short);
        self.all.iter().enumerate().filter_map(move |(number, group)| Some((number, has(group)?)))
    }

    /// The groups with a key that begins so, abbreviations left out.
    fn begun(&self, beginning: &str) -> Vec<usize> {
        let begins = |group: &Group| group.keys.iter().any(|(key, short)| !short && key.starts_with(beginning));
        (0..self.all.len()).filter(|number| begins(&self.all[*number])).collect()
    }
}

/// A unit of a query.
pub(super) struct Unit {
    pub terms: Range<usize>,
    /// The terms that a record must have, as a phrase or not.
    pub words: Vec<usize>,
    pub is_phrase: bool,
    pub groups: Vec<usize>,
    pub begun: Vec<usize>,
    pub is_whole: bool,
    pub is_abbreviation: bool,
    pub date: Option<Span>,
    pub joined: Option<String>,
}

/// The folded word of a term that can be part of an entry.
pub(super) fn key(term: &Term) -> Option<&str> {
    match term.choices.as_slice() {
        _ if term.negated || term.typed.contains('|') => None,
        [Pattern::Loose(word), ..] => Some(word),
        [Pattern::Phrase { .. }, Pattern::Whole(joined)] => Some(joined),
        _ => None,
    }
}

/// The units of a query, those that are passed over left out.
pub(super) fn units(query: &Query, groups: &Groups, vocabulary: &BTreeSet<String>) -> Vec<Unit> {
    let known = |word: &str| vocabulary.contains(word);
    let count = query.terms.len();
    let mut units = Vec::new();
    let mut start = 0;
    while start < count {
        let unit = (start + 1..=count.min(start + 10))
            .rev()
            .find_map(|end| unit(query, groups, start..end, &known))
            .unwrap_or_else(|| single(start));
        start = unit.terms.end;
        units.push(unit);
    }
    let counts = |unit: &Unit| unit.terms.len() > 1 || query.counts(unit.terms.start);
    if units.iter().any(|unit| counts(unit) && !query.terms[unit.terms.start].negated) {
        units.retain(counts);
    }
    if query.is_open && count > 0 {
        add_begun(query, groups, &mut units, vocabulary);
    }
    units
}

fn single(number: usize) -> Unit {
    Unit {
        terms: number..number + 1,
        words: vec![number],
        is_phrase: false,
        groups: Vec::new(),
        begun: Vec::new(),
        is_whole: false,
        is_abbreviation: false,
        date: None,
        joined: None,
    }
}

/// These terms as one entry, date or joined word, in this order of preference.
fn unit(query: &Query, groups: &Groups, terms: Range<usize>, known: &impl Fn(&str) -> bool) -> Option<Unit> {
    let keys: Vec<&str> = terms.clone().map(|number| key(&query.terms[number])).collect::<Option<_>>()?;
    let is_function = |number: &usize| query.is_function_term(*number);
    let date = dates::written(&keys).filter(|(count, _)| *count == terms.len()).map(|(_, span)| span);
    // With all words as typed, or without the function words after the first.
    let whole: Vec<usize> = terms.clone().collect();
    let without: Vec<usize> = terms.clone().filter(|number| *number == terms.start || !is_function(number)).collect();
    let ends = |words: &[usize]| words.last() == Some(&(terms.end - 1));
    for words in [whole, without].into_iter().filter(|words| ends(words)) {
        let joined: String = words.iter().map(|number| key(&query.terms[*number]).unwrap()).collect();
        let found: Vec<(usize, bool)> = groups.with(&joined).collect();
        let content = words.iter().filter(|number| !is_function(number)).count();
        let asks_only =
            (0..query.terms.len()).all(|number| is_function(&number) && key(&query.terms[number]).is_some());
        if found.is_empty() || content == 0 && words.len() < 3 && !asks_only {
            continue;
        }
        let is_phrase = words.len() > 1 && content < 2;
        return Some(Unit {
            terms,
            words: words.into_iter().filter(|number| is_phrase || content == 0 || !is_function(number)).collect(),
            is_phrase,
            groups: found.iter().map(|(group, _)| *group).collect(),
            begun: Vec::new(),
            is_whole: true,
            is_abbreviation: found.iter().any(|(_, short)| *short),
            date,
            joined: None,
        });
    }
    if date.is_some() {
        let words = terms.clone().filter(|number| terms.len() == 1 || !is_function(number)).collect();
        return Some(Unit { terms, words, date, ..single(0) });
    }
    let joined = keys.concat();
    let is_number = joined.bytes().all(|byte| byte.is_ascii_digit());
    let is_joined = (2..=3).contains(&terms.len())
        && joined.chars().count() >= 6
        && !is_number
        && !is_function(&(terms.end - 1))
        && known(&joined);
    is_joined.then(|| Unit { words: terms.clone().collect(), joined: Some(joined), terms, ..single(0) })
}

/// Adds the groups with an entry that the last words begin.
fn add_begun(query: &Query, groups: &Groups, units: &mut [Unit], vocabulary: &BTreeSet<String>) {
    let last = query.terms.len() - 1;
    let Some(word) = key(&query.terms[last]) else { return };
    for start in (0..=last).rev().take(10) {
        let keys = query.terms[start..].iter().map(key).collect::<Option<Vec<_>>>();
        let Some(beginning) = keys.map(|keys| keys.concat()) else { break };
        let letters = beginning.chars().count();
        let begins_a_word = vocabulary.iter().any(|other| other.starts_with(word));
        let is_long = if start == last { letters >= 5 } else { letters >= 7 && word.chars().count() >= 3 };
        let asks = (start..last).any(|number| query.is_function_term(number));
        let is_begun = is_long && (asks || !begins_a_word);
        if !is_begun {
            continue;
        }
        let begun = groups.begun(&beginning);
        if begun.len() > 4 {
            continue;
        }
        let is_begun =
            |unit: &&mut Unit| unit.terms.start >= start && unit.terms.len() == 1 && !(start == last && unit.is_whole);
        for unit in units.iter_mut().filter(is_begun) {
            let is_new = |group: &&usize| !unit.groups.contains(group) && !unit.begun.contains(group);
            let new: Vec<_> = begun.iter().filter(is_new).copied().collect();
            unit.begun.extend(new);
        }
    }
}
