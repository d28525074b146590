//! Whether the only argument of `export`, which may be a query, is rather the name of a record that is written wrongly.

use super::cited::cited;
use super::named::{key, short_names, symbols};
use crate::atlas::{Data, VisibleRecord};
use crate::search::{Searcher, folded_words};

/// Fewest letters of a word that may be a misspelt name.
const FEWEST_LETTERS: usize = 3;

/// Most typing errors in a name; a swap of neighbours is one.
const EDITS: usize = 1;

/// The same in a name of at least [`LONG`] letters.
const EDITS_IF_LONG: usize = 2;

/// Fewest letters of a long name.
const LONG: usize = 8;

/// Most letters of a name compared, so that a long argument takes no time.
const LONGEST: usize = 128;

/// Whether an argument that names no record is a wrong name. It is if it cites an article; if it is written as a symbol, and no
/// record has that; or if no text has its words, and a few letters make it an acronym, a symbol or the name of an organization. An
/// argument with the signs of a query is none.
pub(super) fn is_wrong_name(data: &Data, searcher: &Searcher, argument: &str) -> bool {
    if cited(data, argument).is_some_and(|articles| !articles.is_empty()) {
        return true;
    }
    if is_symbol(argument) {
        return searcher.as_typed(&searcher.query(argument)).is_empty();
    }
    is_plain(argument)
        && !searcher.knows(argument)
        && edits_to_name(data, argument).is_some_and(|edits| !is_nearer_to_word(data, searcher, argument, edits))
}

/// Whether it has no signs of a query: filters, quotation marks, exclusions.
pub(super) fn is_plain(argument: &str) -> bool {
    let is_of_name = |letter: char| letter.is_alphanumeric() || " -./,'’".contains(letter);
    argument.chars().all(is_of_name) && !argument.trim_start().starts_with('-')
}

/// Whether it is written as the symbol of a document: letters, numbers and slashes, such as A/RES/61/180.
fn is_symbol(argument: &str) -> bool {
    let is_of_symbol = |letter: char| letter.is_ascii_alphanumeric() || "/-.".contains(letter);
    let has = |sort: fn(&char) -> bool| argument.chars().any(|letter| sort(&letter));
    argument.chars().all(is_of_symbol)
        && argument.contains('/')
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
}

/// The fewest typing errors that make it a name of a record, if they are few.
pub(super) fn edits_to_name(data: &Data, argument: &str) -> Option<usize> {
    let typed = key(argument);
    let letters = typed.chars().count();
    if !(FEWEST_LETTERS..=LONGEST).contains(&letters) {
        return None;
    }
    let most = if letters < LONG { EDITS } else { EDITS_IF_LONG };
    let names = data.records().flat_map(name_keys);
    // Every letter more or less is an error.
    let near = names.filter(|name| name.chars().count().abs_diff(letters) <= most);
    near.map(|name| strsim::osa_distance(&typed, &name)).filter(|edits| *edits <= most).min()
}

/// The keys of a record's acronyms, symbol and, of an organization, names. Titles are ordinary words.
fn name_keys(record: VisibleRecord<'_>) -> Vec<String> {
    let names = record.names().filter_map(|name| name.name.as_ref()).map(AsRef::as_ref);
    let short = short_names(record).into_iter().chain(record.short_name());
    let keys = short.chain(names).map(key).chain(symbols(record).map(|(end, _)| end));
    keys.filter(|key| !key.is_empty()).collect()
}

/// Whether the search corrects it to a word that fewer typing errors explain.
fn is_nearer_to_word(data: &Data, searcher: &Searcher, argument: &str, edits: usize) -> bool {
    let [typed] = folded_words(argument).try_into().unwrap_or_default();
    let typed: String = typed;
    if typed.is_empty() {
        return false;
    }
    let found = searcher.search(&searcher.query(argument).finished(), 1);
    let is_nearer = |word: &String| strsim::osa_distance(&typed, word) < edits && edits_to_name(data, word) != Some(0);
    found.plan.corrections().flatten().any(is_nearer)
}
