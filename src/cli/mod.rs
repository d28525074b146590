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
mod rows;
mod show;

use crate::atlas::Atlas;
pub use arguments::Arguments;
use arguments::{Command, Global};
pub use failure::Failure;
use output::Output;

/// Does what the command line asks for.
///
/// # Errors
/// What went wrong, with its exit code.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
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
        Some(folder) => Atlas::load(folder)?,
        None => Atlas::embedded()?,
    })
}
