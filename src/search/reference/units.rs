//! The units of a query, found by trying all stretches of its terms, the longest first, against the plain list of `groups`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::groups::{Groups, Sense};
use crate::search::common::is_common;
use crate::search::dates::{self, Span};
use crate::search::families::all_forms;
use crate::search::function_words::{is_english, is_function_word, may_be_english};
use crate::search::inflections::{inflected, may_be_inflected};
use crate::search::pattern::Pattern;
use crate::search::query::{Query, Term, is_in_capitals};
use crate::search::units::keep_most;

/// A unit of a query.
pub(super) struct Unit {
    pub terms: Range<usize>,
    /// The terms that a record must have, as a phrase or not.
    pub words: Vec<usize>,
    pub is_phrase: bool,
    pub groups: Vec<usize>,
    pub together: Vec<usize>,
    pub entry: Range<usize>,
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
        let ends = start + 1..=count.min(start + 20);
        near.extend(ends.clone().flat_map(|end| related(query, groups, start..end, &known)));
        let unit = ends.rev().find_map(|end| unit(query, groups, start..end, &known)).unwrap_or_else(|| single(start));
        let unit = form_of_entry(query, groups, unit, &known);
        start = unit.terms.end;
        units.push(unit);
    }
    let counts = |unit: &Unit| unit.terms.len() > 1 || !query.is_passed_over(unit.terms.start);
    if units.iter().any(|unit| counts(unit) && !query.terms[unit.terms.start].negated) {
        units.retain(counts);
    }
    let covers = |terms: &Range<usize>, unit: &Unit| terms.start <= unit.terms.start && unit.terms.end <= terms.end;
    for (terms, group, _) in &near {
        for unit in units.iter_mut().filter(|unit| covers(terms, unit)) {
            if !unit.near.contains(group) {
                unit.near.push(*group);
            }
        }
    }
    let is_one_of_several =
        |unit: &Unit| near.iter().any(|(terms, _, is_of_several)| *is_of_several && covers(terms, unit));
    for unit in units.iter_mut().filter(|unit| unit.terms.len() == 1 && is_one_of_several(unit)) {
        let led_to: BTreeSet<usize> = unit.near.iter().flat_map(|group| groups.all[*group].records.clone()).collect();
        unit.groups.retain(|group| {
            let group = &groups.all[*group];
            let is_of_words = group.sense == Sense::Same && group.records.is_empty();
            is_of_words || group.records.iter().any(|record| led_to.contains(record))
        });
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
                let (together, entry, near) = (unit.groups.clone(), unit.terms.clone(), unit.near.clone());
                all.push(Unit { together, entry, near, ..single(number) });
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
        entry: 0..0,
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

/// Whether a word is a function word, and no English word that is spelt so.
fn is_function(query: &Query, number: usize, word: &str) -> bool {
    query.is_function_term(number) || is_function_word(word) && !may_be_english(word)
}

/// Whether a word is one of the language or of the trade, or may be inflected like one.
fn is_word(groups: &Groups, word: &str, known: &impl Fn(&str) -> bool) -> bool {
    known(word) || is_common(word) || groups.knows(word) || may_be_inflected(word, |base| groups.knows(base))
}

/// The groups of which these words are an entry, each with whether it is an abbreviation there. A question word alone is one only
/// where nothing else is asked.
fn entry(query: &Query, groups: &Groups, words: &[usize], known: &impl Fn(&str) -> bool) -> Vec<(usize, bool)> {
    let joined: String = words.iter().map(|number| key(&query.terms[*number]).unwrap()).collect();
    let is_loud = |number: usize| is_in_capitals(&query.terms[number].typed);
    let asks = |number: usize| asks_only(query) && !is_loud(number);
    let is_ordinary = words.len() == 1 && !is_loud(words[0]) && is_common(&joined);
    let mut found: Vec<(usize, bool)> = match words {
        [number] if query.is_acronym_term(*number) => groups.with(&joined).filter(|(_, short)| *short).collect(),
        [number] if query.terms[*number].in_one().is_some() => groups.with(&joined).collect(),
        [number] if is_function(query, *number, &joined) && !asks(*number) => Vec::new(),
        _ => groups.with(&joined).collect(),
    };
    if let [before @ .., last] = words
        && found.is_empty()
        && content(query, words) > 1
        && !query.is_function_term(*last)
        && !query.is_typed_as_acronym(&query.terms[*last])
        && is_word(groups, key(&query.terms[*last]).unwrap(), known)
    {
        let before: String = before.iter().map(|number| key(&query.terms[*number]).unwrap()).collect();
        let word = key(&query.terms[*last]).unwrap();
        let is_open = query.is_open && last + 1 == query.terms.len();
        let mut forms = all_forms(&query.terms[*last].typed, word);
        forms.retain(|form| !is_open || word.starts_with(form.as_str()));
        let terms =
            |form: &String| groups.with(&(before.clone() + form)).filter(|(_, short)| !short).collect::<Vec<_>>();
        found = forms.iter().map(terms).find(|found| !found.is_empty()).unwrap_or_default();
    }
    if let [first, rest @ ..] = words
        && found.is_empty()
        && content(query, words) > 1
        && !query.is_function_term(*first)
        && !query.is_typed_as_acronym(&query.terms[*first])
        && !known(key(&query.terms[*first]).unwrap())
        && is_word(groups, key(&query.terms[*first]).unwrap(), known)
    {
        let rest: String = rest.iter().map(|number| key(&query.terms[*number]).unwrap()).collect();
        let forms = all_forms(&query.terms[*first].typed, key(&query.terms[*first]).unwrap());
        let terms =
            |form: &String| groups.with(&(form.clone() + &rest)).filter(|(_, short)| !short).collect::<Vec<_>>();
        found = forms.iter().map(terms).find(|found| !found.is_empty()).unwrap_or_default();
    }
    found.into_iter().filter(|(group, _)| !(is_ordinary && groups.is_foreign(*group, &joined))).collect()
}

/// A unit of one word that is in no text and no entry, in none of its forms either but one of an entry.
fn form_of_entry(query: &Query, groups: &Groups, unit: Unit, known: &impl Fn(&str) -> bool) -> Unit {
    let number = unit.terms.start;
    let term = &query.terms[number];
    let Some(word) = key(term).filter(|_| unit.terms.len() == 1 && unit.groups.is_empty()) else { return unit };
    let forms = all_forms(&term.typed, word);
    let is_other = query.is_function_term(number) || query.is_acronym_term(number) || query.is_typed_as_acronym(term);
    if is_other || known(word) || !is_word(groups, word, known) || forms.iter().any(|form| known(form)) {
        return unit;
    }
    let of_entry = |form: &String| groups.with(form).filter(|(_, short)| !short).map(|(group, _)| group).collect();
    let inflected: Vec<String> = inflected(word).map(|(base, _)| base).collect();
    let found: Vec<usize> =
        forms.iter().chain(&inflected).map(of_entry).find(|groups: &Vec<_>| !groups.is_empty()).unwrap_or_default();
    Unit { is_whole: !found.is_empty(), groups: found, ..unit }
}

/// The number of words that are spelt as no function word; a single acronym counts.
fn content(query: &Query, words: &[usize]) -> usize {
    let is_acronym = |number: usize| words.len() > 1 && query.is_acronym_term(number);
    words.iter().filter(|number| !query.is_function_term(**number) && !is_acronym(**number)).count()
}

/// Whether an entry of several words leads only to related ideas.
fn is_only_related(query: &Query, groups: &Groups, words: &[usize], found: &[(usize, bool)]) -> bool {
    let asks = query.is_function_term(words[0]) && key(&query.terms[words[0]]).is_some_and(is_english);
    let asks_about_one = asks && words.len() > 1 && content(query, words) == 1;
    (content(query, words) > 1 || asks_about_one)
        && found.iter().all(|(group, _)| groups.all[*group].sense == Sense::Related)
}

/// The groups of related ideas that these terms are an entry of.
fn related(
    query: &Query,
    groups: &Groups,
    terms: Range<usize>,
    known: &impl Fn(&str) -> bool,
) -> Vec<(Range<usize>, usize, bool)> {
    let mut related = Vec::new();
    for words in readings(query, &terms) {
        let found = entry(query, groups, &words, known);
        if is_only_related(query, groups, &words, &found) {
            let is_of_several = content(query, &words) > 1;
            related.extend(found.into_iter().map(|(group, _)| (terms.clone(), group, is_of_several)));
        }
    }
    related
}

/// These terms as one entry or date, in this order of preference.
fn unit(query: &Query, groups: &Groups, terms: Range<usize>, known: &impl Fn(&str) -> bool) -> Option<Unit> {
    let keys: Vec<&str> = terms.clone().map(|number| key(&query.terms[number])).collect::<Option<_>>()?;
    let is_function = |number: &usize| query.is_function_term(*number);
    let written = dates::written(&keys).filter(|(count, _)| *count == terms.len()).map(|(_, span)| span);
    let in_figures = match &query.terms[terms.clone()] {
        [term] => dates::in_figures(parts_of(term)),
        _ => Vec::new(),
    };
    let dates: Vec<Span> = written.map_or(in_figures, |span| vec![span]);
    for words in readings(query, &terms) {
        let found = entry(query, groups, &words, known);
        let content = content(query, &words);
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
        let is_phrase = terms.len() > 1 && terms.clone().all(|number| parts_of(&query.terms[number]).is_empty());
        let stays = |number: &usize| is_phrase || terms.len() == 1 || !is_function(number);
        let words = terms.clone().filter(stays).collect();
        return Some(Unit { terms, words, is_phrase, dates, ..single(0) });
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
