//! The command line: a file for each subcommand, and the code that they share.

mod arguments;
mod check;
mod cite;
mod dashboard;
mod explain;
mod export;
mod failure;
mod find;
mod list;
pub mod messages;
mod output;
mod pick;
mod pins;
mod restriction;
mod rows;
mod show;
pub mod usage;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::atlas::text::{abridged, printable};
use crate::atlas::{Atlas, Data, Filter, VisibleRecord};
use crate::built_in;
use crate::search::{Found, LONGEST, Query, Searcher};
use crate::term::signals;
pub use arguments::Arguments;
use arguments::{Command, Global};
pub use failure::{Failure, OUTPUT_LOST};
use output::Output;

/// Runs the command.
///
/// # Errors
/// The failure, with its exit code.
pub fn run(mut arguments: Arguments) -> Result<(), Failure> {
    signals::let_long_writes_fail();
    restriction::apply(&mut arguments)?;
    let Arguments { global, command, words } = arguments;
    match command {
        None => dashboard::run(&global, &words),
        Some(Command::Find(find)) => find::run(&global, &find),
        Some(Command::Show(show)) => show::run(&global, &show),
        Some(Command::List(list)) => list::run(&global, &list),
        Some(Command::Cite(cite)) => cite::run(&global, &cite),
        Some(Command::Export(export)) => export::run(&global, &export),
        Some(Command::Pick(pick)) => pick::run(&global, &pick),
        Some(Command::Check(check)) => check::run(&global, &check),
    }
}

/// The visible data of the folder on the command line, or else the built-in data.
fn load(global: &Global) -> Result<Data, Failure> {
    Ok(Data::new(Arc::new(load_whole(global)?), Filter { sources_only: global.sources_only() }))
}

fn load_whole(global: &Global) -> Result<Atlas, Failure> {
    Ok(match &global.data {
        Some(folder) => load_folder(global, folder)?,
        None => built_in::atlas(),
    })
}

/// Builds the search index over the data.
fn searcher(data: Data) -> Result<Searcher, Failure> {
    data.check_memory()?;
    Ok(built_in::searcher(data))
}

/// Searches for words and prints the remarks on the query. The saved pins are read only if it asks for them.
///
/// # Errors
/// If nothing is found, or the saved pins cannot be read.
fn search(global: &Global, searcher: &Searcher, words: &[String], most: usize) -> Result<(Query, Found), Failure> {
    let words = words.join(" ");
    let mut query = searcher.query(&words);
    if query.asks_for_pins() {
        query = searcher.query_with(&words, &pins::for_search(global)?);
    }
    let found = searcher.search(&query, most);
    for remark in found.plan.remarks() {
        messages::say(remark);
    }
    if found.hits.is_empty() {
        let words = abridged(&words, LONGEST);
        let words = printable(&words);
        let nearest: Vec<&str> = found.nearest.iter().map(|nearest| nearest.word.as_str()).collect();
        let nearest = match nearest.as_slice() {
            [] => String::new(),
            [word] => format!("; the nearest word is {word}"),
            words => format!("; the nearest words are {}", words.join(", ")),
        };
        return Err(Failure::NothingFound(match found.why_nothing(&query, searcher.data()) {
            Some(_) if query.is_empty() => format!("nothing found for “{words}”: it contains no word; add one"),
            Some(why) => format!("nothing found for “{words}”: {}{nearest}", printable(&why)),
            None => format!("nothing found for “{words}”"),
        }));
    }
    Ok((query, found))
}

/// The records with these ids or beginnings of ids, in their order, each once.
///
/// # Errors
/// If no record has one of the ids.
fn named<'a>(data: &'a Data, ids: &[String]) -> Result<Vec<VisibleRecord<'a>>, Failure> {
    all_named(data, ids).map_err(|id| unknown(data, id))
}

/// The same, or the first id that no record has.
fn all_named<'a, 'b>(data: &'a Data, ids: &'b [String]) -> Result<Vec<VisibleRecord<'a>>, &'b str> {
    let mut records = Vec::new();
    // Skip repeated ids, so that the work is bounded by the number of records.
    let (mut seen, mut named) = (HashSet::new(), HashSet::new());
    for id in ids {
        if !seen.insert(id) {
            continue;
        }
        let within = data.within(id);
        if within.is_empty() {
            return Err(id);
        }
        records.extend(within.into_iter().filter(|record| named.insert(record.id())));
    }
    Ok(records)
}

fn unknown(data: &Data, id: &str) -> Failure {
    if id.trim().is_empty() {
        return Failure::NothingFound("the id is empty: name a record, such as member/unodc".to_owned());
    }
    let remedy = match data.nearest_id(id) {
        Some(near) => format!("did you mean {near}?"),
        None => "`icatlas find WORDS` finds ids".to_owned(),
    };
    Failure::NothingFound(format!("there is no record {}: {remedy}", printable(&abridged(id, LONGEST))))
}

/// Loads the data of a folder.
fn load_folder(global: &Global, folder: &Path) -> Result<Atlas, Failure> {
    Ok(Atlas::load_up_to(folder, global.largest_file() << 20)?)
}
