//! The units of a query, found by trying all stretches of its terms, the longest first, against a plain list of entries.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::atlas::{Basis, Data, Filter, Kind, Name, Strength};
use crate::search::common::is_common;
use crate::search::dates::{self, Span};
use crate::search::families::all_forms;
use crate::search::fold::{self, Shape};
use crate::search::function_words::is_function_word;
use crate::search::inflections::inflected;
use crate::search::label_names;
use crate::search::labels::Target;
use crate::search::pattern::Pattern;
use crate::search::query::{Query, Term, is_in_capitals};
use crate::search::typing;
use crate::search::units::keep_most;

/// A group of the vocabulary or a label.
pub(super) struct Group {
    pub sense: Sense,
    /// The keys of its entries, each with whether it is an abbreviation.
    keys: Vec<(String, bool)>,
    /// The keys of the entries that are written as one word or with a hyphen.
    in_one: Vec<String>,
    /// The ordinals of the records that it leads to, and of those the organizations that an entry names.
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

/// The keys of the entries that are one word.
fn in_one<'a>(entries: impl Iterator<Item = &'a str>) -> Vec<String> {
    entries.filter(|entry| folded(entry, Shape::Part).len() == 1).flat_map(keys).collect()
}

impl Groups {
    pub(super) fn of(data: &Data) -> Self {
        let mut organizations: Vec<(String, usize)> = Vec::new();
        let whole = data.filtered(Filter::default());
        for record in [Kind::Member, Kind::Body].into_iter().flat_map(|kind| whole.of_kind(kind)) {
            let is_permanent = |name: &&Name| name.period.and_then(|period| period.from).is_none();
            let sourced = record.names().filter(|name| name.basis != Basis::Editorial).filter(is_permanent);
            let texts = sourced.flat_map(|name| [name.name.as_ref(), name.acronym.as_ref()]).flatten();
            organizations.extend(texts.map(|text| (folded(text.as_str(), Shape::Compound).concat(), record.ordinal())));
        }
        organizations.sort();
        let vocabulary = data.vocabulary().iter().map(|group| {
            let entries: Vec<_> = group.entries().map(|entry| (entry.text.to_owned(), entry.is_abbreviation)).collect();
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
                for (_, record) in organizations.iter().filter(|(name, _)| name == key && same) {
                    if !named.contains(record) {
                        named.push(*record);
                    }
                }
            }
            let listed = group.records.iter().filter_map(|id| Some(data.get(id)?.ordinal()));
            let others = listed.filter(|record| !named.contains(record)).collect::<Vec<_>>();
            Group {
                sense: if same { Sense::Same } else { Sense::Related },
                keys: entries
                    .iter()
                    .flat_map(|(entry, short)| keys(entry).into_iter().map(|key| (key, *short)))
                    .collect(),
                in_one: in_one(entries.iter().map(|(entry, _)| entry.as_str())),
                records: named.iter().copied().chain(others).collect(),
                named,
                words: of_words.chain(of_entries.filter(|_| same)).map(|words| folded(&words, Shape::Part)).collect(),
            }
        });
        let labels = label_names::names(data).map(|(named, names)| Group {
            sense: Sense::Label(named),
            keys: names.iter().flat_map(|name| keys(name)).map(|key| (key, false)).collect(),
            in_one: in_one(names.iter().copied()),
            records: Vec::new(),
            named: Vec::new(),
            words: Vec::new(),
        });
        let entries = data.vocabulary().iter().flat_map(|group| group.entries().map(|entry| entry.text.to_owned()));
        let names = label_names::names(data).flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()));
        let words = entries.chain(names).flat_map(|entry| folded(&entry, Shape::Compound)).collect();
        Self { all: vocabulary.chain(labels).collect(), words }
    }

    /// Whether a word is an entry or a word of one.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word) || self.with(word).next().is_some()
    }

    /// Whether a word is an entry that is written as one word.
    pub(super) fn has_in_one(&self, word: &str) -> bool {
        self.all.iter().any(|group| group.in_one.iter().any(|key| key == word))
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
        let near = all.iter().filter(counts).filter_map(|word| {
            let edits = strsim::osa_distance(sought, word);
            let is_near = edits <= most && typing::may_be_meant(sought, word);
            is_near.then(|| (edits, !has(word, false), (*word).clone()))
        });
        near.filter(|_| most > 0).min().map(|(.., word)| word)
    }

    /// The groups with this key, each with whether it is an abbreviation there.
    fn with(&self, key: &str) -> impl Iterator<Item = (usize, bool)> {
        let has = move |group: &Group| group.keys.iter().find(|(other, _)| other == key).map(|(_, short)| *short);
        self.all.iter().enumerate().filter_map(move |(number, group)| Some((number, has(group)?)))
    }

    pub(super) fn has_abbreviation(&self, key: &str) -> bool {
        self.with(key).any(|(_, short)| short)
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
    pub together: Vec<usize>,
    pub begun: Vec<usize>,
    pub near: Vec<usize>,
    pub is_whole: bool,
    pub is_abbreviation: bool,
    pub dates: Vec<Span>,
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

/// The words of a term that is a symbol or a compound.
fn parts_of(term: &Term) -> &[String] {
    for pattern in &term.choices {
        if let Pattern::Phrase { words, .. } = pattern {
            return words;
        }
    }
    &[]
}

/// The units of a query, those that are passed over left out.
pub(super) fn units(query: &Query, groups: &Groups, word_list: &BTreeSet<String>) -> Vec<Unit> {
    let known = |word: &str| word_list.contains(word);
    let count = query.terms.len();
    let mut units = Vec::new();
    let mut near = Vec::new();
    let mut start = 0;
    while start < count {
        let ends = start + 1..=count.min(start + 10);
        near.extend(ends.clone().flat_map(|end| related(query, groups, start..end)));
        let unit = ends.rev().find_map(|end| unit(query, groups, start..end)).unwrap_or_else(|| single(start));
        let unit = form_of_entry(query, groups, unit, &known);
        start = unit.terms.end;
        units.push(unit);
    }
    let counts = |unit: &Unit| unit.terms.len() > 1 || !query.is_function_term(unit.terms.start);
    if units.iter().any(|unit| counts(unit) && !query.terms[unit.terms.start].negated) {
        units.retain(counts);
    }
    for (terms, group) in near {
        for unit in units.iter_mut().filter(|unit| terms.start <= unit.terms.start && unit.terms.end <= terms.end) {
            if !unit.near.contains(&group) {
                unit.near.push(group);
            }
        }
    }
    if query.is_open && count > 0 {
        add_begun(query, groups, &mut units, word_list);
    }
    let parts = |unit: &Unit| {
        let is_same = |group: &usize| groups.all[*group].sense == Sense::Same;
        let is_in_data =
            |number: &usize| !query.is_function_term(*number) && key(&query.terms[*number]).is_some_and(known);
        let is_term = unit.groups.len() == 1 && !unit.is_abbreviation && unit.groups.iter().all(is_same);
        is_term && unit.words.len() > 1 && unit.words.iter().all(is_in_data)
    };
    let mut all = Vec::new();
    for unit in units {
        if parts(&unit) {
            for number in unit.words {
                all.push(Unit { together: unit.groups.clone(), near: unit.near.clone(), ..single(number) });
            }
        } else {
            all.push(unit);
        }
    }
    keep_most(&mut all, |unit| query.terms[unit.terms.start].negated);
    all
}

fn single(number: usize) -> Unit {
    Unit {
        terms: number..number + 1,
        words: vec![number],
        is_phrase: false,
        groups: Vec::new(),
        together: Vec::new(),
        begun: Vec::new(),
        near: Vec::new(),
        is_whole: false,
        is_abbreviation: false,
        dates: Vec::new(),
    }
}

/// The words of these terms as an entry may have them: all as typed, and without the function words after the first. None if a
/// term cannot be part of one.
fn readings(query: &Query, terms: &Range<usize>) -> Vec<Vec<usize>> {
    if !terms.clone().all(|number| key(&query.terms[number]).is_some()) {
        return Vec::new();
    }
    let whole: Vec<usize> = terms.clone().collect();
    let stays = |number: &usize| *number == terms.start || !query.is_function_term(*number);
    let without: Vec<usize> = terms.clone().filter(stays).collect();
    [whole, without].into_iter().filter(|words| words.last() == Some(&(terms.end - 1))).collect()
}

/// Whether nothing but function words is typed.
fn asks_only(query: &Query) -> bool {
    (0..query.terms.len()).all(|number| query.is_function_term(number) && key(&query.terms[number]).is_some())
}

/// The groups of which these words are an entry, each with whether it is an abbreviation there. A question word alone is one only
/// where nothing else is asked.
fn entry(query: &Query, groups: &Groups, words: &[usize]) -> Vec<(usize, bool)> {
    let joined: String = words.iter().map(|number| key(&query.terms[*number]).unwrap()).collect();
    let asks = |number: usize| asks_only(query) && !is_in_capitals(&query.terms[number].typed);
    match words {
        [number] if query.is_acronym_term(*number) => groups.with(&joined).filter(|(_, short)| *short).collect(),
        [number] if query.terms[*number].in_one().is_some() => groups.with(&joined).collect(),
        [number] if is_function_word(&joined) && !asks(*number) => Vec::new(),
        _ => groups.with(&joined).collect(),
    }
}

/// A unit of one word that is in no text and no entry, in none of its forms either but one of an entry.
fn form_of_entry(query: &Query, groups: &Groups, unit: Unit, known: &impl Fn(&str) -> bool) -> Unit {
    let number = unit.terms.start;
    let term = &query.terms[number];
    let Some(word) = key(term).filter(|_| unit.terms.len() == 1 && unit.groups.is_empty()) else { return unit };
    let forms = all_forms(&term.typed, word);
    let is_other = query.is_function_term(number) || query.is_acronym_term(number) || query.is_typed_as_acronym(term);
    if is_other || known(word) || forms.iter().any(|form| known(form)) {
        return unit;
    }
    let of_entry = |form: &String| groups.with(form).filter(|(_, short)| !short).map(|(group, _)| group).collect();
    let inflected: Vec<String> = inflected(word).collect();
    let found: Vec<usize> =
        forms.iter().chain(&inflected).map(of_entry).find(|groups: &Vec<_>| !groups.is_empty()).unwrap_or_default();
    Unit { is_whole: !found.is_empty(), groups: found, ..unit }
}

/// Whether an entry of several words leads only to related ideas.
fn is_only_related(query: &Query, groups: &Groups, words: &[usize], found: &[(usize, bool)]) -> bool {
    words.iter().filter(|number| !query.is_function_term(**number)).count() > 1
        && found.iter().all(|(group, _)| groups.all[*group].sense == Sense::Related)
}

/// The groups of related ideas that these terms are an entry of.
fn related(query: &Query, groups: &Groups, terms: Range<usize>) -> Vec<(Range<usize>, usize)> {
    let mut related = Vec::new();
    for words in readings(query, &terms) {
        let found = entry(query, groups, &words);
        if is_only_related(query, groups, &words, &found) {
            related.extend(found.into_iter().map(|(group, _)| (terms.clone(), group)));
        }
    }
    related
}

/// These terms as one entry or date, in this order of preference.
fn unit(query: &Query, groups: &Groups, terms: Range<usize>) -> Option<Unit> {
    let keys: Vec<&str> = terms.clone().map(|number| key(&query.terms[number])).collect::<Option<_>>()?;
    let is_function = |number: &usize| query.is_function_term(*number);
    let written = dates::written(&keys).filter(|(count, _)| *count == terms.len()).map(|(_, span)| span);
    let in_figures = match &query.terms[terms.clone()] {
        [term] => dates::in_figures(parts_of(term)),
        _ => Vec::new(),
    };
    let dates: Vec<Span> = written.map_or(in_figures, |span| vec![span]);
    for words in readings(query, &terms) {
        let found = entry(query, groups, &words);
        let content = words.iter().filter(|number| !is_function(number)).count();
        let says = content > 0 || words.len() >= 3 || asks_only(query);
        if found.is_empty() || !says || is_only_related(query, groups, &words, &found) {
            continue;
        }
        let is_phrase = words.len() > 1 && content < 2;
        return Some(Unit {
            terms,
            words: words.into_iter().filter(|number| is_phrase || content == 0 || !is_function(number)).collect(),
            is_phrase,
            groups: found.iter().map(|(group, _)| *group).collect(),
            is_whole: true,
            is_abbreviation: found.iter().any(|(_, short)| *short),
            dates,
            ..single(0)
        });
    }
    if !dates.is_empty() {
        let words = terms.clone().filter(|number| terms.len() == 1 || !is_function(number)).collect();
        return Some(Unit { terms, words, dates, ..single(0) });
    }
    None
}

/// Adds the groups with an entry that the last words begin.
fn add_begun(query: &Query, groups: &Groups, units: &mut [Unit], word_list: &BTreeSet<String>) {
    let last = query.terms.len() - 1;
    let Some(word) = key(&query.terms[last]) else { return };
    if query.is_typed_as_acronym(&query.terms[last]) {
        return;
    }
    for start in (0..=last).rev().take(10) {
        let keys = query.terms[start..].iter().map(key).collect::<Option<Vec<_>>>();
        let Some(beginning) = keys.map(|keys| keys.concat()) else { break };
        let letters = beginning.chars().count();
        let is_long = if start == last { letters >= 4 } else { letters >= 7 && word.chars().count() >= 3 };
        let begins_a_word = word_list.iter().any(|other| other.starts_with(word));
        let asks = (start..last).any(|number| query.is_function_term(number));
        if !is_long || !asks && begins_a_word || start == last && is_common(word) {
            continue;
        }
        let begun = groups.begun(&beginning);
        if begun.len() > 8 {
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
