//! `icatlas export`: records, or the pins, in a form for other programs and for paper.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Export, FormatName, Global};
use super::{Failure, Output, all_named, load, messages, search, searcher};
use crate::app::screens::pins;
use crate::atlas::text::printable;
use crate::atlas::{Data, Shown};
use crate::formats::Format;
use crate::storage::{Store, StoreError};

pub(super) fn run(global: &Global, export: &Export) -> Result<(), Failure> {
    let data = load(global)?;
    let format = Format::from(export.format);
    if export.pins {
        let text = pins::written(format, &data, &pinned(global)?).ok_or(StoreError::Memory)?;
        return deliver(global, export, |out| out.write_all(text.as_bytes()));
    }
    let records = wanted(&data, &export.query)?;
    deliver(global, export, |out| format.write(&data, &records, out))
}

/// Writes to where the command line says.
fn deliver(
    global: &Global,
    export: &Export,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = export.output.as_deref().filter(|path| *path != Path::new("-")) else {
        let output = Output::new(global);
        return if matches!(export.format, FormatName::Json) { output.print_json(write) } else { output.print(write) };
    };
    let restricted = || Failure::Usage("restricted mode writes no file: leave -o out".to_owned());
    let disk = global.disk().ok_or_else(restricted)?;
    let name = printable(&path.display().to_string()).into_owned();
    let waiting = || messages::say(&format!("icatlas waits for somebody to read {name} (Ctrl-c ends that)"));
    disk.deliver(path, export.force, waiting, write).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Failure::Usage(format!("{name} is there already: add --force to replace it"));
        }
        Failure::Write { path: path.to_owned(), error }
    })
}

/// The records of these ids or of this query; without any, all.
fn wanted<'a>(data: &'a Data, query: &[String]) -> Result<Vec<Shown<'a>>, Failure> {
    if query.is_empty() {
        return Ok(data.records().collect());
    }
    if let Ok(records) = all_named(data, query) {
        return Ok(records);
    }
    let (_, found) = search(&searcher(data.clone())?, query, usize::MAX)?;
    Ok(found.records(data).collect())
}

/// The pins that are kept.
fn pinned(global: &Global) -> Result<Vec<crate::storage::kept::Pin>, Failure> {
    let restricted = || Failure::Usage("restricted mode keeps no pins: leave --pins out".to_owned());
    let mut store = Store::open(global.disk().ok_or_else(restricted)?)?;
    if let Some(remark) = store.remark() {
        messages::say(&remark);
    }
    match store.kept().pins.as_slice() {
        [] => Err(Failure::NothingFound("nothing is pinned: the dashboard pins records".to_owned())),
        pins => Ok(pins.to_vec()),
    }
}
