//! `icatlas completions`: prints the script with which a shell completes command lines, and for that script what can stand at the
//! cursor. Commands, options and their values come from the parser, all else from the data in use.

mod expected;
mod line;

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use clap::{CommandFactory, Parser};

use super::arguments::{Arguments, Completions, Shell};
use super::{Failure, Global, Output, load, restriction};
use crate::atlas::text::printable;
use crate::atlas::{Data, Date, Kind, SYMBOL, VisibleRecord};
use crate::built_in;
use crate::present::naming::headline;
use crate::search::filters;
use expected::{Described, Expected, begins, expanded, expected};
use line::{Line, Quotes};

/// Columns for what a candidate is, beside it.
const COLUMNS: usize = 60;

pub(super) fn run(global: &Global, completions: &Completions) -> Result<(), Failure> {
    let script = match completions.shell {
        Shell::Bash => include_str!("icatlas.bash"),
        Shell::Zsh => include_str!("icatlas.zsh"),
        Shell::Fish => include_str!("icatlas.fish"),
    };
    let output = Output::new(global);
    if completions.words.is_empty() {
        return output.print(|out| out.write_all(script.as_bytes()));
    }
    // It would tell folders and files to an account that may see none.
    if global.restricted() {
        return Ok(());
    }
    let (words, quotes, kept) = match (completions.shell, completions.words.as_slice()) {
        (Shell::Bash, [replaced, line]) => {
            let Line { words, quotes, kept } = Line::read(line.as_bytes(), replaced.len());
            (words, Some(quotes), kept)
        }
        (Shell::Bash, _) => return Ok(()),
        (Shell::Zsh | Shell::Fish, words) => (words.to_vec(), None, 0),
    };
    let Some(candidates) = Candidates::of(&words, kept) else { return Ok(()) };
    output.print(|out| out.write_all(candidates.lines(quotes).as_bytes()))
}

/// What a shell is told.
struct Candidates {
    /// What the script does with it: complete words, those without a space behind them, files or folders.
    sort: &'static str,
    all: Vec<Described>,
    /// The length of the beginning that the shell keeps.
    kept: usize,
}

impl Candidates {
    /// What can stand for the last of the words; `None` in restricted mode.
    fn of(words: &[OsString], kept: usize) -> Option<Self> {
        let mut parser = Arguments::command();
        parser.build();
        let expected = expected(&parser, words);
        let current = words.last()?.to_string_lossy();
        let typed = current.strip_prefix(&expected.option).unwrap_or(&current);
        let global = global(&expected)?;
        let sort = match expected.value.as_deref() {
            Some("FILE") => Some("files"),
            Some("DIR") => Some("folders"),
            Some(_) | None => None,
        };
        if let Some(sort) = sort.filter(|_| !current.starts_with('-') || !expected.option.is_empty()) {
            return Some(Self { sort, all: Vec::new(), kept });
        }
        let mut candidates: Vec<Described> =
            expected.listed.into_iter().filter(|(candidate, _)| begins(candidate, typed)).collect();
        // Where a command can stand, the many filters would hide the commands until a letter asks for them, and a hyphen begins
        // an option.
        let is_first = typed.is_empty() && !candidates.is_empty() || expected.may_be_command && typed.starts_with('-');
        if let Some(value) = expected.value.as_ref().filter(|_| !is_first) {
            candidates.extend(values(value, typed, &global));
        }
        // What would change on its way is not offered.
        candidates.retain(|(candidate, _)| printable(candidate) == *candidate && !candidate.contains(['\n', '\t']));
        for (candidate, _) in &mut candidates {
            candidate.insert_str(0, &expected.option);
        }
        let is_open = |(candidate, _): &Described| candidate.ends_with(':');
        let sort = if candidates.iter().all(is_open) { "open" } else { "words" };
        Some(Self { sort, all: candidates, kept })
    }

    /// The lines for a shell: the sort, and each candidate. Only bash has it quoted, and without what it is.
    fn lines(&self, quotes: Option<Quotes>) -> String {
        let line = |(candidate, what): &Described| match quotes {
            Some(quotes) => quotes.quoted(candidate.get(self.kept..)?),
            None => Some(format!("{candidate}\t{}", printable(what))),
        };
        let lines = self.all.iter().filter_map(line).map(|line| line + "\n");
        format!("{}\n{}", self.sort, lines.collect::<String>())
    }
}

/// The options of every command that stand before the cursor, as far as they mean anything; `None` in restricted mode.
fn global(expected: &Expected) -> Option<Global> {
    // Even if another option means nothing yet.
    if expected.global.iter().any(|word| word == "--restricted") {
        return None;
    }
    let typed = ["icatlas".into()].into_iter().chain(expected.global.iter().map(|word| expanded(word)));
    let mut arguments = Arguments::try_parse_from(typed).unwrap_or_default();
    restriction::apply(&mut arguments).ok()?;
    (!arguments.global.restricted()).then_some(arguments.global)
}

/// What the data has for a value with this name in the help.
fn values(value: &str, typed: &str, global: &Global) -> Vec<Described> {
    if value == "NAME" {
        let editions = built_in::editions().map(|own| (own.name.to_string(), format!("as known on {}", own.date)));
        return editions.filter(|(name, _)| begins(name, typed)).collect();
    }
    let Ok(data) = load(global) else { return Vec::new() };
    let filters = || filters(typed, &data).into_iter().map(|filter| (filter, String::new()));
    match value {
        "KIND" => kinds(&data, typed),
        "DAY" => days(&data, typed),
        "ID" => records(&data, typed),
        "QUERY" => records(&data, typed).into_iter().chain(filters()).collect(),
        "WORDS" => filters().collect(),
        _ => Vec::new(),
    }
}

/// The kinds that have records, by their names, or else by their short forms or plurals.
fn kinds(data: &Data, typed: &str) -> Vec<Described> {
    let named = |name: fn(Kind) -> &'static str| {
        let kinds = Kind::ALL.into_iter().filter(|kind| begins(name(*kind), typed));
        let kinds = kinds.map(|kind| (name(kind).to_owned(), data.of_kind(kind).count(), kind));
        let kinds = kinds.filter(|(_, count, _)| *count > 0);
        kinds
            .map(|(name, count, kind)| {
                (name, format!("{count} {}", if count == 1 { kind.name() } else { kind.plural() }))
            })
            .collect::<Vec<_>>()
    };
    let forms: [fn(Kind) -> &'static str; 3] = [Kind::name, Kind::prefix, Kind::plural];
    forms.map(named).into_iter().find(|kinds| !kinds.is_empty()).unwrap_or_default()
}

/// The days to which the keys of the dashboard lead, and that of the edition.
fn days(data: &Data, typed: &str) -> Vec<Described> {
    let extended = |day: &Date| data.edition().extended.contains(day);
    let what =
        |day: &Date| if extended(day) { "the day of the edition that it extends" } else { "a period begins or ends" };
    let ends = data.days_to_step_to().into_iter().map(|day| (day.iso(), what(&day).to_owned()));
    let own = (data.edition().date.iso(), "the day of the edition".to_owned());
    ends.filter(|(day, _)| *day != own.0).chain([own.clone()]).filter(|(day, _)| begins(day, typed)).collect()
}

/// The records whose ids begin so, or whose acronyms and symbols do, once a letter is typed.
fn records(data: &Data, typed: &str) -> Vec<Described> {
    let mut found = Vec::new();
    for record in data.records() {
        let names = names(record);
        let id = record.id().to_string();
        let fitting = [id].into_iter().chain(names.into_iter().filter(|_| !typed.is_empty()));
        for name in fitting.filter(|name| begins(name, typed)) {
            if found.iter().all(|(other, _): &Described| *other != name) {
                let headline = headline(record, COLUMNS).into_owned();
                let what = if headline == name { String::new() } else { headline };
                found.push((name, what));
            }
        }
    }
    found
}

/// The acronyms of a record, its symbol, and the end of that: `61/180`.
fn names(record: VisibleRecord<'_>) -> Vec<String> {
    let acronyms = record.names().filter_map(|name| name.acronym.as_ref()).chain(record.acronym());
    let symbol = record.fact(SYMBOL).map(|symbol| symbol.first().to_owned());
    let end = symbol.as_deref().and_then(|symbol| {
        let from = symbol.find(|letter: char| letter.is_ascii_digit())?;
        Some(symbol[from..].to_owned()).filter(|end| end.contains('/'))
    });
    acronyms.map(ToString::to_string).chain(symbol).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_offered_beside_commands_only_once_a_letter_is_typed() {
        let offered = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            let all = Candidates::of(&words, 0).unwrap().all;
            all.into_iter().map(|(candidate, _)| candidate).collect::<Vec<_>>()
        };
        let bare = offered(&[""]);
        assert!(bare.contains(&"find".to_owned()) && bare.contains(&"doctor".to_owned()), "{bare:?}");
        assert!(bare.iter().all(|candidate| !candidate.contains(':')), "{bare:?}");
        assert!(offered(&["ki"]).contains(&"kind:".to_owned()));
        for words in [&["find", ""][..], &["demand", ""]] {
            assert!(offered(words).contains(&"kind:".to_owned()), "{words:?}");
        }
    }

    #[test]
    fn a_hyphen_before_any_word_begins_an_option_and_after_words_an_exclusion_too() {
        let all = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            Candidates::of(&words, 0).unwrap().all.into_iter().map(|(candidate, _)| candidate).collect::<Vec<_>>()
        };
        assert!(all(&["-k"]).is_empty() && all(&["--ascii", "-kind:g"]).is_empty());
        assert!(all(&["-"]).iter().all(|candidate| candidate.starts_with("--")));
        assert_eq!(all(&["demand", "-kind:g"]), ["-kind:gap"]);
        assert_eq!(all(&["find", "-kind:g"]), ["-kind:gap"]);
    }

    #[test]
    fn the_days_are_those_to_which_the_keys_lead() {
        let days = |typed: &str| {
            let words = ["--as-of", typed].map(OsString::from);
            Candidates::of(&words, 0).unwrap().all
        };
        let all: Vec<_> = days("").into_iter().map(|(day, _)| day).collect();
        let data = Data::from(built_in::atlas());
        let own = data.edition().date.iso();
        assert_eq!(all, [data.days_to_step_to().into_iter().map(Date::iso).collect(), vec![own]].concat());
        // The Working Group of the second edition has been there since a meeting in the month of the deck.
        let deck = ("2010-10-20".to_owned(), "the day of the edition that it extends".to_owned());
        let month = ("2010-10".to_owned(), "a period begins or ends".to_owned());
        assert_eq!(days("2010-1"), [deck, month]);
    }

    /// What stands for a value in the help decides what completes it.
    #[test]
    fn every_name_of_a_value_is_one_that_completion_knows() {
        let known = ["NAME", "KIND", "DAY", "ID", "QUERY", "WORDS", "FILE", "DIR"];
        // Numbers, and the words of the script itself.
        let free = ["MIB", "N", "WORD", "COMMAND"];
        let mut parser = Arguments::command();
        parser.build();
        for command in [&parser].into_iter().chain(parser.get_subcommands()) {
            let takes_value =
                |argument: &&clap::Arg| argument.get_num_args().is_some_and(|number| number.takes_values());
            for argument in command.get_arguments().filter(takes_value) {
                let names = argument.get_value_names().unwrap_or_default();
                let is_listed = !argument.get_possible_values().is_empty();
                assert!(
                    is_listed || names.iter().all(|name| known.iter().chain(&free).any(|known| name == known)),
                    "{names:?}"
                );
            }
        }
    }
}
