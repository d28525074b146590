//! The command line: one file a subcommand, and what they share.

mod arguments;
mod check;
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

use crate::atlas::Atlas;
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
        Some(Command::Export(export)) => export::run(&global, &export),
        Some(Command::Check(check)) => check::run(&global, &check),
    }
}

/// The data that the command line names, or that of the program.
fn load(global: &Global) -> Result<Atlas, Failure> {
    Ok(match &global.data {
        Some(folder) => load_folder(global, folder)?,
        None => Atlas::embedded()?,
    })
}

/// The data of a folder.
fn load_folder(global: &Global, folder: &Path) -> Result<Atlas, Failure> {
    Ok(Atlas::load_up_to(folder, global.largest_file << 20)?)
}
