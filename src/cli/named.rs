//! The records that the arguments of `show`, `cite` and `export` name: by id, the beginning of an id, acronym, symbol, name in full,
//! or by what the program calls them. Case, accents and punctuation do not matter, as in the search.

use std::collections::{HashMap, HashSet};

use super::Failure;
use super::suggestions::among;
use super::unknown::unknown;
use super::wrong_name::{is_plain, is_wrong_name};
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Data, Group, Kind, SYMBOL, Statement, VisibleRecord};
use crate::present::naming::{counted, in_list, labels};
use crate::present::wrap;
use crate::search::{LONGEST, Searcher, folded_words};

/// Longest name compared, in bytes: longer ones are texts that nobody types.
const LONGEST_NAME: usize = 1024;

/// Most records listed for an ambiguous name.
const MOST_LISTED: usize = 10;

/// Most columns for a record's name in that list, so that few names are cut.
const LISTED_WIDTH: usize = 200;

/// Fewest words of a symbol that name it by its end, as `61/180` does.
const FEWEST_OF_SYMBOL: usize = 2;

/// By what a record is named, the best first: where several records go by a name, the best way decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Acronym,
    Symbol,
    EndOfSymbol,
    FullName,
    Label,
}

/// The records that go by a name.
#[derive(Debug, Default)]
struct Bearers<'a> {
    /// By what they do; `None` as long as there are none.
    way: Option<Way>,
    records: Vec<VisibleRecord<'a>>,
}

impl<'a> Bearers<'a> {
    fn add(&mut self, way: Way, record: VisibleRecord<'a>) {
        match self.way {
            Some(best) if best < way => return,
            Some(best) if best == way => {}
            Some(_) | None => *self = Self { way: Some(way), records: Vec::new() },
        }
        if self.records.last() != Some(&record) {
            self.records.push(record);
        }
    }
}

/// The records that the arguments name, in their order, each once.
///
/// # Errors
/// If an argument names no record, or does not say which of several it means.
pub(super) fn named<'a>(data: &'a Data, arguments: &[String]) -> Result<Vec<VisibleRecord<'a>>, Failure> {
    let resolved = Resolved::of(data, arguments);
    if resolved.is_complete() { resolved.records() } else { Err(resolved.wrong(data, arguments, &resolved.unknown)) }
}

/// What the arguments name.
pub(super) struct Resolved<'a, 'b> {
    /// The different arguments that name records, in their order.
    found: Vec<Found<'a, 'b>>,
    /// Those that name none.
    unknown: Vec<&'b str>,
}

/// An argument that names records.
struct Found<'a, 'b> {
    argument: &'b str,
    records: Vec<VisibleRecord<'a>>,
    /// Whether all of them are meant, as with the beginning of an id.
    is_group: bool,
    /// Other records that go by the beginning of an id.
    others: Vec<VisibleRecord<'a>>,
}

impl<'a, 'b> Resolved<'a, 'b> {
    pub(super) fn of(data: &'a Data, arguments: &'b [String]) -> Self {
        // Skip repeated arguments, so that the work is bounded by the number of records.
        let mut seen = HashSet::new();
        let arguments = arguments.iter().filter(|argument| seen.insert(*argument));
        let by_id = arguments.map(|argument| (argument.as_str(), data.within(&argument.trim().to_lowercase())));
        let by_id: Vec<(&str, Vec<VisibleRecord<'_>>)> = by_id.collect();
        let may_be_name = |argument: &str, records: &[VisibleRecord<'_>]| {
            let is_id = |record: &VisibleRecord<'_>| record.id().as_str().eq_ignore_ascii_case(argument.trim());
            !argument.trim_end().ends_with('/') && !records.first().is_some_and(is_id)
        };
        let names = by_id.iter().filter(|(argument, records)| may_be_name(argument, records));
        let by_name = bearers(data, names.map(|(argument, _)| *argument));
        let mut resolved = Self { found: Vec::new(), unknown: Vec::new() };
        for (argument, records) in by_id {
            let bearers = by_name.get(&key(argument)).map_or(&[][..], |bearers| bearers.records.as_slice());
            let bearers = bearers.iter().filter(|record| !records.contains(record)).copied().collect::<Vec<_>>();
            resolved.found.push(match (records.is_empty(), bearers.is_empty()) {
                (true, true) => {
                    resolved.unknown.push(argument);
                    continue;
                }
                (true, false) => Found { argument, records: bearers, is_group: false, others: Vec::new() },
                (false, _) => Found { argument, records, is_group: true, others: bearers },
            });
        }
        resolved
    }

    /// Whether each argument names a record.
    pub(super) const fn is_complete(&self) -> bool {
        self.unknown.is_empty()
    }

    /// The records that the first argument names.
    pub(super) fn first(&self) -> Option<&[VisibleRecord<'a>]> {
        self.found.first().map(|found| found.records.as_slice())
    }

    /// The arguments that name records.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &'b str> {
        self.found.iter().map(|found| found.argument)
    }

    /// Says that some of the arguments name records and others do not, so that they are a query; `None` if the signs of one make
    /// that plain.
    pub(super) fn as_query(&self) -> Option<String> {
        if self.found.is_empty() || self.unknown.is_empty() || !self.unknown.iter().all(|word| is_plain(word)) {
            return None;
        }
        let listed = |words: &[&str]| among(&words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>(), "and");
        let found: Vec<&str> = self.arguments().collect();
        let (names, does) = (if found.len() == 1 { "names a record" } else { "name records" }, &self.unknown);
        let does_not = if does.len() == 1 { "does not" } else { "do not" };
        let (found, unknown) = (listed(&found), listed(does));
        Some(format!("{found} {names}, but {unknown} {does_not}: the words are read as a query"))
    }

    /// Says what is wrong with some of the arguments that name no record.
    fn wrong(&self, data: &Data, arguments: &[String], wrong: &[&str]) -> Failure {
        unknown(data, arguments, &self.unknown.iter().copied().collect(), wrong)
    }

    /// Checks that the arguments, which are the words of a query, are not the names of records and a misspelt one.
    ///
    /// # Errors
    /// If one is written as an id and begins none; if the only one is a [wrong name](is_wrong_name); or if one names a record and
    /// another, without signs of a query, neither does so nor occurs in a text, or is what the vocabulary calls an organization for
    /// short.
    pub(super) fn check_query(self, data: &Data, searcher: &Searcher, arguments: &[String]) -> Result<(), Failure> {
        let is_one_word = |word: &str| word.chars().all(|letter| letter.is_alphanumeric() || "-./".contains(letter));
        let is_wrong_id = |word: &&str| {
            if !is_one_word(word) {
                return false;
            }
            let word = word.to_lowercase();
            let kind = word.split_once('/').and_then(|(prefix, _)| Kind::from_prefix(prefix));
            kind.is_some() && data.with_beginning(&word).next().is_none()
        };
        let wrong_ids: Vec<&str> = self.unknown.iter().copied().filter(is_wrong_id).collect();
        if !wrong_ids.is_empty() {
            return Err(self.wrong(data, arguments, &wrong_ids));
        }
        let is_wrong = |word: &&str| match self.found.as_slice() {
            [] => arguments.len() == 1 && is_wrong_name(data, searcher, word),
            [..] => is_one_word(word) && (!searcher.knows(word) || is_short_for_organization(data, word)),
        };
        let wrong: Vec<&str> = self.unknown.iter().copied().filter(is_wrong).collect();
        if wrong.is_empty() { Ok(()) } else { Err(self.wrong(data, arguments, &wrong)) }
    }

    /// The records, each once.
    ///
    /// # Errors
    /// If an argument does not say which of several it means; each that does not is told.
    pub(super) fn records(self) -> Result<Vec<VisibleRecord<'a>>, Failure> {
        let ambiguous: Vec<String> = self.found.iter().filter_map(Found::ambiguous).collect();
        if !ambiguous.is_empty() {
            return Err(Failure::Usage(ambiguous.join("\n")));
        }
        let mut seen = HashSet::new();
        let all = self.found.into_iter().flat_map(|found| found.records);
        Ok(all.filter(|record| seen.insert(record.ordinal())).collect())
    }
}

/// Whether a word is an abbreviation by which the vocabulary leads to organizations: UNHRC, which may be either of two.
fn is_short_for_organization(data: &Data, word: &str) -> bool {
    let word = key(word);
    let is_short = |group: &Group| group.entries().any(|entry| entry.is_abbreviation && key(entry.text) == word);
    let mut records = data.vocabulary().iter().filter(|group| is_short(group)).flat_map(|group| &group.records);
    records.any(|id| matches!(id.kind(), Kind::Member | Kind::Body))
}

/// The records that go by these names, by the keys of the names. One pass over the data, however many names there are.
fn bearers<'a, 'b>(data: &'a Data, names: impl Iterator<Item = &'b str>) -> HashMap<String, Bearers<'a>> {
    let keys = names.map(key).filter(|key| !key.is_empty());
    let mut bearers: HashMap<String, Bearers<'_>> = keys.map(|key| (key, Bearers::default())).collect();
    if bearers.is_empty() {
        return bearers;
    }
    for record in data.records() {
        each_name(record, |way, key| {
            if let Some(bearers) = bearers.get_mut(&key) {
                bearers.add(way, record);
            }
        });
    }
    bearers
}

/// Passes on the keys of a record's names, each with the way in which it names the record.
fn each_name(record: VisibleRecord<'_>, mut found: impl FnMut(Way, String)) {
    let acronyms = record.names().filter_map(|name| name.acronym.as_ref()).chain(record.acronym());
    acronyms.for_each(|acronym| found(Way::Acronym, key(acronym.as_str())));
    // Behind an acronym: OHCHR is the office, and for short also its principles.
    record.short_name().into_iter().for_each(|short| found(Way::Label, key(short)));
    if let Some(symbol) = symbol(record) {
        found(Way::Symbol, key(symbol));
        for end in ends_of_symbol(symbol) {
            found(Way::EndOfSymbol, end);
        }
    }
    for name in full_names(record) {
        found(Way::FullName, key(name));
    }
    if record.names().next().is_some() {
        // As in a list: “UNODC · United Nations Office on Drugs and Crime”.
        found(Way::Label, key(&in_list(record, LONGEST_NAME)));
    }
    for label in labels(record, LONGEST_NAME) {
        found(Way::Label, key(&label));
    }
}

/// The symbol of a record, unless it is too long to be typed.
fn symbol(record: VisibleRecord<'_>) -> Option<&str> {
    record.fact(SYMBOL).map(Statement::first).filter(|symbol| symbol.len() <= LONGEST_NAME)
}

/// The keys of the ends of a symbol that name it: that of `61/180`.
fn ends_of_symbol(symbol: &str) -> Vec<String> {
    let words = folded_words(symbol);
    (1..words.len().saturating_sub(FEWEST_OF_SYMBOL - 1)).map(|from| words[from..].concat()).collect()
}

/// The ends of a record's symbol, each with the symbol.
pub(super) fn symbols(record: VisibleRecord<'_>) -> impl Iterator<Item = (String, &str)> {
    symbol(record).into_iter().flat_map(|symbol| ends_of_symbol(symbol).into_iter().map(move |end| (end, symbol)))
}

/// The acronyms and the symbol of a record.
pub(super) fn short_names(record: VisibleRecord<'_>) -> Vec<&str> {
    let acronyms = record.names().filter_map(|name| name.acronym.as_ref()).chain(record.acronym());
    acronyms.map(AsRef::as_ref).chain(record.fact(SYMBOL).map(Statement::first)).collect()
}

/// The names, title and headline of a record.
pub(super) fn full_names(record: VisibleRecord<'_>) -> Vec<&str> {
    let names = record.names().filter_map(|name| name.name.as_ref()).map(AsRef::as_ref);
    names.chain(record.own_title().map(Statement::first)).chain(record.headline()).collect()
}

/// What a name is compared by: its folded words without blanks, so that `UN-Women`, `unwomen` and `un women` are one, and without
/// the article before. Empty if it has no words or too many.
pub(super) fn key(name: &str) -> String {
    if name.len() > LONGEST_NAME {
        return String::new();
    }
    let words = folded_words(name);
    let has_article = words.len() > 1 && words[0] == "the";
    words[usize::from(has_article)..].concat()
}

impl Found<'_, '_> {
    /// Names the records among which the argument does not choose; `None` if it means all that it names.
    fn ambiguous(&self) -> Option<String> {
        let argument = abridged(self.argument, LONGEST);
        let argument = printable(&argument);
        let count = self.records.len();
        if !self.is_group && count > 1 {
            return Some(format!("“{argument}” names {count} records: give the id of one{}", listed(&self.records)));
        }
        let others = match self.others.len() {
            0 => return None,
            1 => "is a name of another record".to_owned(),
            others => format!("is a name of {others} other records"),
        };
        let ids = counted(u64::try_from(count).unwrap_or(u64::MAX), "id");
        let (beginning, others_listed) = (argument.trim(), listed(&self.others));
        Some(format!(
            "“{argument}” begins {ids} and {others}: write {beginning}/, or give the id of one{others_listed}"
        ))
    }
}

/// A line for each of the first records, after a line break.
fn listed(records: &[VisibleRecord<'_>]) -> String {
    let listed = records.iter().take(MOST_LISTED);
    let width = listed.clone().map(|record| record.id().as_str().len()).max().unwrap_or_default();
    let line = |record: &VisibleRecord<'_>| {
        let name = in_list(*record, LISTED_WIDTH);
        format!("\n  {:width$}  {}", record.id().as_str(), wrap::cut(&name, LISTED_WIDTH))
    };
    let lines: String = listed.map(line).collect();
    let rest = records.len().saturating_sub(MOST_LISTED);
    let rest = if rest > 0 { format!("\n  and {rest} more") } else { String::new() };
    lines + &rest
}
