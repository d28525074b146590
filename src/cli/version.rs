//! What `--version` says if `--edition` or `--data` names the data.

use std::ffi::OsString;

use clap::Parser;

use super::{Arguments, Failure, load_whole, restriction};
use crate::atlas::text::printable;

/// The version, and the edition that the arguments name with its day. `None` if they name none, or are wrong without `--version`.
///
/// # Errors
/// If restricted mode refuses the data, it cannot be read, or there is no such edition.
pub(super) fn of_named_data(typed: &[OsString]) -> Result<Option<String>, Failure> {
    let others = typed.iter().filter(|word| *word != "--version" && *word != "-V");
    let Ok(mut arguments) = Arguments::try_parse_from(others) else { return Ok(None) };
    if arguments.global.edition.is_none() && arguments.global.data.is_none() {
        return Ok(None);
    }
    restriction::apply(&mut arguments)?;
    let atlas = load_whole(&arguments.global)?;
    let edition = atlas.edition();
    let (name, version) = (printable(edition.name.as_str()), env!("CARGO_PKG_VERSION"));
    Ok(Some(format!("icatlas {version}, data {name} of {}\n", edition.date)))
}
