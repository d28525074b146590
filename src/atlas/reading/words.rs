//! Warns of words that the vocabulary leads to and no record has. They are no problem: a folder may hold a part of the records and
//! share the vocabulary of the whole, and the search leads nowhere then.

use std::collections::HashMap;

use super::check::{Checker, Parts};
use super::problem::Problems;
use super::source::SourceFile;
use crate::atlas::vocabulary::comparable;
use crate::atlas::{Headline, Record, Statement, Text};

/// Words and phrases, by their first word: the words after it, and whether a record has them.
type Sought = HashMap<String, Vec<(Vec<String>, bool)>>;

/// Reports the words under `words` that no record has. Reads the texts only if there are such words.
pub(in crate::atlas) fn warn(files: &[SourceFile], parts: &Parts<'_>, warnings: &mut Problems) {
    let mut sought = Sought::new();
    for words in parts.groups.iter().flat_map(|located| &located.value.words) {
        let Some((first, rest)) = parted(words.as_str()) else { continue };
        sought.entry(first).or_default().push((rest, false));
    }
    if sought.is_empty() {
        return;
    }
    for located in parts.records {
        each_text(&located.value, &mut |text| note(&mut sought, text));
    }
    let is_found = |words: &Text| {
        let Some((first, rest)) = parted(words.as_str()) else { return false };
        sought.get(&first).is_some_and(|all| all.iter().any(|(other, is_found)| *is_found && *other == rest))
    };
    let mut checker = Checker::new(files, parts, true, warnings);
    for located in parts.groups {
        for words in located.value.words.iter().filter(|words| !is_found(words)) {
            checker.report(located.origin(), words.as_str(), |_| {
                let what = format!("the group leads to “{words}”, which no record has");
                (what, "correct it, remove it, or add a record that has it".to_owned())
            });
        }
    }
}

/// The first word of a term and those after it, folded.
fn parted(words: &str) -> Option<(String, Vec<String>)> {
    let key = comparable(words);
    let mut words = key.split(' ').map(str::to_owned);
    Some((words.next().filter(|first| !first.is_empty())?, words.collect()))
}

/// Notes which of the words a text has, also with its compounds as one: `ungift` of `UN.GIFT`.
fn note(sought: &mut Sought, text: &str) {
    let spaced = comparable(text);
    let joined: Vec<String> = text.split_whitespace().map(|word| comparable(word).replace(' ', "")).collect();
    for words in [spaced.split(' ').collect(), joined.iter().map(String::as_str).collect::<Vec<_>>()] {
        for (at, word) in words.iter().enumerate() {
            for (rest, is_found) in sought.get_mut(*word).into_iter().flatten() {
                *is_found |= words[at + 1..].iter().take(rest.len()).eq(rest.iter());
            }
        }
    }
}

/// Calls `found` with each text of a record that the search reads.
fn each_text<'a>(record: &'a Record, found: &mut impl FnMut(&'a str)) {
    let names = record.names.iter().flat_map(|name| name.name.iter().chain(&name.acronym));
    names.map(Text::as_str).for_each(&mut *found);
    record.headline.iter().map(Headline::as_str).for_each(&mut *found);
    found(record.id.as_str());
    let facts = record.facts.iter().map(|fact| &fact.statement);
    let statements = std::iter::once(&record.title).chain(&record.text).chain(facts);
    statements.flat_map(|statement: &Statement| &statement.paragraphs).map(Text::as_str).for_each(&mut *found);
    record.citations.iter().filter_map(|citation| citation.place.words()).for_each(&mut *found);
}
