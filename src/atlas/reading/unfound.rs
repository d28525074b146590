//! Warns of words that the vocabulary leads to and no record has. They are no problem: a folder may hold a part of the records
//! and share the vocabulary of the whole, and the search leads nowhere then.

use std::collections::{BTreeSet, HashMap};

use super::check::{Checker, Parts};
use super::effort;
use super::problem::Problems;
use super::source::SourceFile;
use crate::atlas::vocabulary::comparable;
use crate::atlas::{Headline, Record, Statement, Text};

/// The words and phrases under `words`, as [`comparable`] writes them.
#[derive(Default)]
struct Sought {
    /// Whether a record has them.
    phrases: HashMap<String, bool>,
    /// The lengths of the phrases with this first word, in words.
    lengths: HashMap<String, BTreeSet<usize>>,
}

/// Reports the words under `words` that no record has. Reads the texts only if there are such words.
pub(in crate::atlas) fn warn(files: &[SourceFile], parts: &Parts<'_>, warnings: &mut Problems) {
    let mut sought = Sought::default();
    for words in parts.groups.iter().flat_map(|located| &located.value.words) {
        sought.add(words);
    }
    if sought.phrases.is_empty() {
        return;
    }
    for located in parts.records {
        each_text(&located.value, &mut |text| sought.note(text));
    }
    let mut checker = Checker::new(files, parts, true, warnings);
    for located in parts.groups {
        for words in located.value.words.iter().filter(|words| !sought.is_found(words)) {
            checker.report(located.origin(), words.as_str(), |_| {
                let what = format!("the group leads to “{words}”, which no record has");
                (what, "correct it, remove it, or add a record that has it".to_owned())
            });
        }
    }
}

impl Sought {
    fn add(&mut self, words: &Text) {
        let phrase = comparable(words.as_str());
        if let Some(first) = phrase.split(' ').next().filter(|first| !first.is_empty()) {
            self.lengths.entry(first.to_owned()).or_default().insert(phrase.split(' ').count());
            self.phrases.insert(phrase, false);
        }
    }

    fn is_found(&self, words: &Text) -> bool {
        self.phrases.get(&comparable(words.as_str())) == Some(&true)
    }

    /// Notes which of the words a text has, also with its compounds as one: `ungift` of `UN.GIFT`.
    fn note(&mut self, text: &str) {
        let joined = text.split_whitespace().map(|word| comparable(word).replace(' ', ""));
        let joined = joined.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        for text in [comparable(text), joined] {
            let mut ends: Vec<usize> = text.match_indices(' ').map(|(end, _)| end).collect();
            ends.push(text.len());
            let mut start = 0;
            for (at, end) in ends.iter().enumerate() {
                for length in self.lengths.get(&text[start..*end]).into_iter().flatten() {
                    let Some(last) = ends.get(at + length - 1) else { break };
                    effort::spent(last - start);
                    if let Some(is_found) = self.phrases.get_mut(&text[start..*last]) {
                        *is_found = true;
                    }
                }
                start = end + 1;
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
