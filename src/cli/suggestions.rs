//! What may be meant by a name that no record goes by, for the messages of `cli::unknown`.

use std::collections::BTreeSet;

use super::cited::cited;
use super::named::{full_names, key as key_of, short_names, symbols};
use crate::atlas::{Data, Kind, RecordId, VisibleRecord, nearest};
use crate::search::{LONGEST, folded_words};

/// Most names suggested at once.
const MOST: usize = 4;

/// Fewest letters that count as the beginning of a name.
const FEWEST_LETTERS: usize = 2;

/// The list of a kind, if that is what the name is, or else a question for what may be meant: the article that is cited, what the
/// vocabulary leads to, what begins so, the symbol in it, what has all its words, or what is spelt nearly so.
pub(super) fn suggested(data: &Data, argument: &str) -> Option<String> {
    let typed = argument.trim().to_lowercase();
    if let Some(kind) = Kind::from_name(&typed) {
        return Some(format!("`icatlas list {}` lists them", kind.prefix()));
    }
    if let Some(articles) = cited(data, &typed) {
        let ids: Vec<String> = articles.into_iter().map(|article| article.id().to_string()).collect();
        let list = || format!("`icatlas list {}` lists them", Kind::Article.prefix());
        return Some(question(&ids).unwrap_or_else(list));
    }
    let found_by = |ways: [fn(&Data, &str) -> Vec<String>; 2]| {
        ways.into_iter().map(|find| find(data, &typed)).find(|found| !found.is_empty())
    };
    let found = found_by([by_vocabulary, by_beginning]);
    if let (None, Some(kind)) = (&found, Kind::from_beginning(&typed)) {
        return Some(format!("`icatlas list {}` lists them", kind.prefix()));
    }
    let found = found.or_else(|| found_by([by_symbol, by_words]));
    let found = match (found, kind_of(&typed)) {
        (Some(found), _) => found,
        (None, Some((kind, rest))) => match of_kind(data, kind, &rest) {
            Some(id) => vec![id],
            None => return Some(format!("`icatlas list {}` lists them", kind.prefix())),
        },
        (None, None) => by_spelling(data, &typed).into_iter().collect(),
    };
    question(&found)
}

/// Asks whether one of these is meant, if there are any.
fn question(found: &[String]) -> Option<String> {
    match found {
        [] => None,
        found if found.len() <= MOST => Some(format!("did you mean {}?", among(found, "or"))),
        found => {
            let rest = match found.len() - MOST {
                1 => "1 more".to_owned(),
                rest => format!("one of {rest} more"),
            };
            let shown = [&found[..MOST], &[rest]].concat();
            Some(format!("did you mean {}? `icatlas find WORDS` finds ids", among(&shown, "or")))
        }
    }
}

/// Words as a list with this word before the last.
pub(super) fn among(words: &[String], before_last: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {before_last} {last}", others.join(", ")),
    }
}

/// The records that a term of the vocabulary leads to.
fn by_vocabulary(data: &Data, typed: &str) -> Vec<String> {
    let typed = key_of(typed);
    let groups = data.vocabulary().iter().filter(|group| group.entries().any(|entry| key_of(entry.text) == typed));
    let mut found: Vec<String> = Vec::new();
    for record in groups.flat_map(|group| &group.records).filter_map(|id| data.get(id)) {
        let name = short_names(record).first().copied().unwrap_or(record.id().as_str());
        if !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The beginnings of ids, and the names of records, that begin with what was typed.
fn by_beginning(data: &Data, typed: &str) -> Vec<String> {
    let key = key_of(typed);
    if key.chars().count() < FEWEST_LETTERS {
        return Vec::new();
    }
    if typed.contains('/') {
        let mut records: Vec<VisibleRecord<'_>> = data.with_beginning(typed).collect();
        records.sort_unstable_by_key(VisibleRecord::ordinal);
        let mut found: Vec<String> = Vec::new();
        for id in records.into_iter().map(|record| up_to_slash(record.id(), typed.len())) {
            if !found.iter().any(|other| other == id) {
                found.push(id.to_owned());
            }
        }
        return found;
    }
    let words = folded_words(typed);
    let begins = |record: VisibleRecord<'_>| {
        let short = short_names(record).into_iter().find(|name| key_of(name).starts_with(&key));
        let is_full = || full_names(record).into_iter().any(|name| begin(&words, &folded_words(beginning(name))));
        short.or_else(|| is_full().then(|| record.id().as_str())).map(str::to_owned)
    };
    data.records().filter_map(begins).collect()
}

/// The symbol that is among the words: that of `General Assembly resolution 61/180`.
fn by_symbol(data: &Data, typed: &str) -> Vec<String> {
    let words: Vec<String> = typed.split_whitespace().filter(|word| word.contains('/')).map(key_of).collect();
    let is_typed = |(end, _): &(String, &str)| words.contains(end);
    let found = data.records().filter_map(|record| symbols(record).find(is_typed));
    found.map(|(_, symbol)| symbol.to_owned()).collect()
}

/// The few records whose id, names and symbol have all the words, numbers as they are and other words or their beginnings:
/// `issue brief 7`, `gap/prev/1`. Without acronyms, if need be: whose `ICAT issue brief 7` is, its title does not say.
fn by_words(data: &Data, typed: &str) -> Vec<String> {
    let words = folded_words(typed);
    let found = with_words(data, &words);
    if !found.is_empty() {
        return found;
    }
    let acronyms = |record: VisibleRecord<'_>| -> Vec<String> {
        record.names().filter_map(|name| name.acronym.as_ref()).map(|acronym| key_of(acronym.as_str())).collect()
    };
    let acronyms: BTreeSet<String> = data.records().flat_map(acronyms).collect();
    let others: Vec<String> = words.iter().filter(|word| !acronyms.contains(*word)).cloned().collect();
    if others.len() < words.len() { with_words(data, &others) } else { Vec::new() }
}

/// The few records whose id, names and symbol have all these words.
fn with_words(data: &Data, words: &[String]) -> Vec<String> {
    let has = |of_record: &[String], word: &String| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        of_record.iter().any(|other| if is_number { other == word } else { other.starts_with(word.as_str()) })
    };
    let has_all = |record: &VisibleRecord<'_>| {
        let names = short_names(*record).into_iter().chain(full_names(*record).into_iter().map(beginning));
        let of_record: Vec<String> = names.chain([record.id().as_str()]).flat_map(folded_words).collect();
        words.iter().all(|word| has(&of_record, word))
    };
    let found: Vec<String> = data.records().filter(has_all).map(|record| record.id().to_string()).collect();
    if words.is_empty() || found.len() > MOST { Vec::new() } else { found }
}

/// Whether words are the first of a name; the last one may be the beginning of a word.
fn begin(words: &[String], name: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    name.starts_with(before) && name.get(before.len()).is_some_and(|word| word.starts_with(last.as_str()))
}

/// The beginning of a name. Nobody types more of one.
fn beginning(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST).map_or(name.len(), |(end, _)| end);
    &name[..end]
}

/// The id up to the first slash that stands this far in it, or all of it.
fn up_to_slash(id: &RecordId, from: usize) -> &str {
    let id = id.as_str();
    id[from..].find('/').map_or(id, |slash| &id[..from + slash])
}

/// The kind that something names first, and the rest as in an id: `gap/9`, `Gap 9`.
fn kind_of(typed: &str) -> Option<(Kind, String)> {
    let (kind, rest) = typed.split_once(['/', ' '])?;
    Some((Kind::from_name(kind)?, rest.trim().replace(' ', "/")))
}

/// The id of a kind whose rest is nearest, or the beginning of ids before a number that none of them has.
fn of_kind(data: &Data, kind: Kind, rest: &str) -> Option<String> {
    let prefix = kind.prefix();
    let ids = data.of_kind(kind).filter_map(|record| record.id().as_str().strip_prefix(prefix)?.strip_prefix('/'));
    let all: BTreeSet<&str> = ids.flat_map(beginnings).collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let before_number = |id: &'_ str| {
        let (before, number) = id.rsplit_once('/').unwrap_or(("", id));
        is_number(number).then(|| before.to_owned())
    };
    if all.contains(rest) {
        return Some(format!("{prefix}/{rest}"));
    }
    let near = nearest(rest, all.into_iter())?;
    match before_number(rest) {
        Some(before) if before_number(near).as_ref() == Some(&before) => {
            (!before.is_empty()).then(|| format!("{prefix}/{before}"))
        }
        Some(_) | None => Some(format!("{prefix}/{near}")),
    }
}

/// An id and its beginnings up to its slashes.
fn beginnings(id: &str) -> impl Iterator<Item = &str> {
    id.match_indices('/').map(|(slash, _)| &id[..slash]).chain([id])
}

/// The nearest id, beginning of an id, acronym, symbol or name; instead of a name in full the id of its record.
fn by_spelling(data: &Data, typed: &str) -> Option<String> {
    let id = || {
        let choices: BTreeSet<&str> = data.records().flat_map(|record| beginnings(record.id().as_str())).collect();
        nearest(typed, choices.into_iter()).map(str::to_owned)
    };
    let name = || nearest_name(data, typed).map(str::to_owned);
    if typed.contains('/') { id().or_else(name) } else { name().or_else(id) }
}

fn nearest_name<'a>(data: &'a Data, typed: &str) -> Option<&'a str> {
    let all: Vec<(String, &str)> = data.records().flat_map(choices).collect();
    let near = nearest(&key_of(typed), all.iter().map(|(key, _)| key.as_str()))?;
    all.iter().find(|(key, _)| key == near).map(|(_, meant)| *meant)
}

/// The keys of a record's names, the short names first, each with what to suggest for it.
fn choices(record: VisibleRecord<'_>) -> Vec<(String, &str)> {
    let full = full_names(record).into_iter().map(|name| (key_of(name), record.id().as_str()));
    let all = short_names(record).into_iter().map(|name| (key_of(name), name)).chain(symbols(record)).chain(full);
    all.filter(|(key, _)| !key.is_empty()).collect()
}
