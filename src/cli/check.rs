//! `icatlas check`: whether data files are sound.

use super::arguments::{Check, Global};
use super::{Failure, Output, load_folder, load_whole};

pub(super) fn run(global: &Global, check: &Check) -> Result<(), Failure> {
    let data = match &check.folder {
        Some(folder) => load_folder(global, folder)?,
        None => load_whole(global)?,
    };
    let edition = data.edition();
    let count = data.len();
    Output::new(global)
        .print(|out| writeln!(out, "edition {} ({}): {count} records, no problems", edition.name, edition.date))
}
