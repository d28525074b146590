//! The command line: a file for each subcommand, and the code that they share.

mod arguments;
mod check;
mod cite;
mod cited;
mod completions;
mod dashboard;
mod diff;
mod doctor;
mod explain;
mod export;
mod failure;
mod find;
mod first_word;
mod list;
mod man;
pub mod messages;
mod named;
mod output;
mod paint;
mod pick;
mod pins;
mod restriction;
mod rows;
mod show;
mod suggestions;
mod unknown;
pub mod usage;
mod version;
mod wrong_name;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::atlas::text::{abridged, printable};
use crate::atlas::{Atlas, Data, Date, Kind, VisibleRecord};
use crate::built_in;
use crate::formats::Format;
use crate::search::{Found, LONGEST, Query, Searcher};
use crate::term::signals;
pub use arguments::Arguments;
use arguments::{Command, Global};
pub use failure::{Failure, OUTPUT_LOST};
use first_word::Words;
use output::Output;

/// Runs the command.
///
/// # Errors
/// The failure, with its exit code.
pub fn run(mut arguments: Arguments) -> Result<(), Failure> {
    signals::let_long_writes_fail();
    restriction::apply(&mut arguments)?;
    check_days(&arguments)?;
    let Arguments { global, command, words, are_all_words } = arguments;
    match command {
        None => dashboard::run(&global, &Words { text: words.join(" "), are_all_words }),
        Some(Command::Find(find)) => find::run(&global, &find),
        Some(Command::Show(show)) => show::run(&global, &show),
        Some(Command::List(list)) => list::run(&global, &list),
        Some(Command::Cite(cite)) => cite::run(&global, &cite),
        Some(Command::Diff(diff)) => diff::run(&global, &diff),
        Some(Command::Export(export)) => export::run(&global, &export),
        Some(Command::Pick(pick)) => pick::run(&global, &pick),
        Some(Command::Check(check)) => check::run(&global, &check),
        Some(Command::Doctor(doctor)) => doctor::run(&global, &doctor),
        Some(Command::Man(_)) => man::run(&global),
        Some(Command::Completions(asked)) => completions::run(&global, &asked),
    }
}

/// The visible data of the folder on the command line, or else the built-in data.
fn load(global: &Global) -> Result<Data, Failure> {
    let data = Data::new(Arc::new(load_whole(global)?), global.filter());
    if let Some(remark) = global.as_of().and_then(|day| on_later_day(day, &data)) {
        messages::say(&remark);
    }
    Ok(data)
}

/// Refuses more than one day for a command that does not compare them.
fn check_days(arguments: &Arguments) -> Result<(), Failure> {
    match (&arguments.command, arguments.global.days.as_slice()) {
        (Some(Command::Diff(_)), _) | (_, [] | [_]) => Ok(()),
        (_, [from, to, ..]) => Err(Failure::Usage(format!(
            "--as-of takes one day: omit the others, or compare two by `icatlas diff --as-of {} --as-of {}`",
            from.iso(),
            to.iso()
        ))),
    }
}

/// Says that the day on the command line is later than that of the edition, which is taken instead.
fn on_later_day(asked: Date, data: &Data) -> Option<String> {
    let day = data.filter().as_of.filter(|day| *day != asked)?;
    Some(format!("nothing is known after {day}: the answer is as of that day"))
}

fn load_whole(global: &Global) -> Result<Atlas, Failure> {
    match (&global.edition, &global.data) {
        (Some(name), _) => built_in::edition(name).ok_or_else(|| unknown_edition(name)),
        (None, Some(folder)) => load_folder(global, folder),
        (None, None) => Ok(built_in::atlas()),
    }
}

fn unknown_edition(name: &str) -> Failure {
    let known: Vec<String> = built_in::editions().map(|edition| edition.name.to_string()).collect();
    let name = abridged(name, LONGEST);
    let known = known.join(", ");
    Failure::Usage(format!("there is no edition “{}”: write one of {known} after --edition", printable(&name)))
}

/// Builds the search index over the data.
fn searcher(data: Data) -> Result<Searcher, Failure> {
    data.check_memory()?;
    Ok(built_in::searcher(data))
}

/// Searches for words and prints the remarks on the query. The saved pins are read only if it asks for them.
///
/// # Errors
/// If the saved pins cannot be read.
fn search(global: &Global, searcher: &Searcher, words: &[String], most: usize) -> Result<(Query, Found), Failure> {
    let words = words.join(" ");
    let mut query = searcher.query(&words);
    if query.asks_for_pins() {
        query = searcher.query_with(&words, &pins::for_search(global)?);
    }
    // The last word is finished, unlike one that is being typed.
    let query = query.finished();
    let found = searcher.search(&query, most);
    for remark in found.plan.remarks() {
        messages::say(remark);
    }
    Ok((query, found))
}

/// Whether a search found anything.
///
/// # Errors
/// If not: the reason, and the nearest words.
fn anything_found(searcher: &Searcher, words: &[String], query: &Query, found: &Found) -> Result<(), Failure> {
    if found.hits.is_empty() { Err(nothing_found(searcher, words, query, found)) } else { Ok(()) }
}

/// Says why nothing was found, with the nearest words.
fn nothing_found(searcher: &Searcher, words: &[String], query: &Query, found: &Found) -> Failure {
    let words = words.join(" ");
    let words = abridged(&words, LONGEST);
    let words = printable(&words);
    let nearest: Vec<&str> = found.nearest.iter().map(|nearest| nearest.word.as_str()).collect();
    let nearest = match nearest.as_slice() {
        [] => String::new(),
        [word] => format!("; the nearest word is {word}"),
        words => format!("; the nearest words are {}", words.join(", ")),
    };
    Failure::NothingFound(match found.why_nothing(query, searcher.data()) {
        Some(_) if query.is_empty() => format!("nothing found for “{words}”: it contains no word; add one"),
        Some(why) => {
            let why = printable(&why);
            // No word is quoted twice.
            let why =
                why.strip_prefix(&format!("“{words}”")).map_or_else(|| why.clone(), |rest| format!("it{rest}").into());
            let here = if found.lacks_words() { what_is_here(searcher.data()) } else { String::new() };
            format!("nothing found for “{words}”: {why}{nearest}{here}")
        }
        None => format!("nothing found for “{words}”"),
    })
}

/// The kinds of records with their numbers, as the end of a sentence.
fn what_is_here(data: &Data) -> String {
    let count = |kind: Kind| u64::try_from(data.of_kind(kind).count()).unwrap_or(u64::MAX);
    let counts = Kind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(kind, count)| format!("{count} {}", if count == 1 { kind.name() } else { kind.plural() }))
        .collect();
    format!("; what is here: {}", counts.join(", "))
}

/// Prints the JSON of records that were looked up. If nothing was found, it has none of them: a script reads an object in any case.
///
/// # Errors
/// The failure to find them, or to print.
fn print_json<'a>(
    output: &Output,
    records: Result<Vec<VisibleRecord<'a>>, Failure>,
    write: impl FnOnce(&[VisibleRecord<'a>], &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let (records, failure) = match records {
        Ok(records) => (records, None),
        Err(nothing @ Failure::NothingFound(_)) => (Vec::new(), Some(nothing)),
        Err(failure) => return Err(failure),
    };
    output.print_as(Format::Json.spelling(), |out| write(&records, out))?;
    failure.map_or(Ok(()), Err)
}

/// Loads the data of a folder.
fn load_folder(global: &Global, folder: &Path) -> Result<Atlas, Failure> {
    Ok(Atlas::load_up_to(folder, global.largest_file() << 20, built_in::texts())?)
}
