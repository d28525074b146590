//! The command line: one file a subcommand, and what they share.

mod arguments;
mod ascii;
mod check;
mod cite;
mod dashboard;
mod explain;
mod export;
mod failure;
mod find;
mod list;
mod output;
mod restriction;
mod rows;
mod show;

use std::path::Path;

use crate::atlas::text::printable;
use crate::atlas::{Atlas, Record};
use crate::search::{Found, Query, Searcher};
pub use arguments::Arguments;
use arguments::{Command, Global};
pub use failure::Failure;
use output::Output;

/// Does what the command line asks for.
///
/// # Errors
/// What went wrong, with its exit code.
pub fn run(mut arguments: Arguments) -> Result<(), Failure> {
    restriction::apply(&mut arguments)?;
    let Arguments { global, command, words } = arguments;
    match command {
        None => dashboard::run(&global, &words),
        Some(Command::Find(find)) => find::run(&global, &find),
        Some(Command::Show(show)) => show::run(&global, &show),
        Some(Command::List(list)) => list::run(&global, &list),
        Some(Command::Cite(cite)) => cite::run(&global, &cite),
        Some(Command::Export(export)) => export::run(&global, &export),
        Some(Command::Check(check)) => check::run(&global, &check),
    }
}

/// The data that the command line names, or that of the program.
fn load(global: &Global) -> Result<Atlas, Failure> {
    let atlas = load_whole(global)?;
    Ok(if global.sources_only { atlas.without_editorial() } else { atlas })
}

/// The same, with what is editorial whatever the command line says.
fn load_whole(global: &Global) -> Result<Atlas, Failure> {
    Ok(match &global.data {
        Some(folder) => load_folder(global, folder)?,
        None => Atlas::embedded()?,
    })
}

/// Searches for words, and tells what the search has to say beside.
///
/// # Errors
/// If nothing is found.
fn search(searcher: &Searcher, words: &[String], most: usize) -> Result<(Query, Found), Failure> {
    let words = words.join(" ");
    let query = searcher.query(&words);
    let found = searcher.search(&query, most);
    for remark in found.plan.remarks() {
        eprintln!("{}", printable(remark));
    }
    if found.hits.is_empty() {
        let words = printable(&words);
        return Err(Failure::NothingFound(format!("nothing found for “{words}”: fewer letters find more")));
    }
    Ok((query, found))
}

/// The records that ids, or beginnings of ids, name, in the order in which they are named; `command` is
/// what they were given to.
///
/// # Errors
/// If one of them names none.
fn named<'a>(atlas: &'a Atlas, ids: &[String], command: &str) -> Result<Vec<&'a Record>, Failure> {
    let mut records = Vec::new();
    for id in ids {
        let before = records.len();
        records.extend(atlas.within(id));
        if records.len() == before {
            return Err(unknown(atlas, id, command));
        }
    }
    Ok(records)
}

fn unknown(atlas: &Atlas, id: &str, command: &str) -> Failure {
    let remedy = match atlas.nearest_id(id) {
        Some(near) => format!("did you mean `icatlas {command} {near}`?"),
        None => "`icatlas find WORDS` finds ids".to_owned(),
    };
    Failure::NothingFound(format!("there is no record {}: {remedy}", printable(id)))
}

/// The data of a folder.
fn load_folder(global: &Global, folder: &Path) -> Result<Atlas, Failure> {
    Ok(Atlas::load_up_to(folder, global.largest_file << 20)?)
}
