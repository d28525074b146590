//! `icatlas check`: reports the problems of data files.

use super::arguments::{Check, Global};
use super::{Failure, Output, load_folder, load_whole, messages};
use crate::present::naming::counted;

pub(super) fn run(global: &Global, check: &Check) -> Result<(), Failure> {
    let data = match &check.folder {
        Some(folder) => load_folder(global, folder)?,
        None => load_whole(global)?,
    };
    if let Some(warnings) = data.warnings() {
        messages::say(&format!("icatlas: {warnings}"));
    }
    let edition = data.edition();
    let records = counted(data.len() as u64, "record");
    Output::new(global)
        .print(|out| writeln!(out, "edition {} ({}): {records}, no problems", edition.name, edition.date))
}
