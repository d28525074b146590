//! `icatlas export`: writes records or the pins as JSON, Markdown or CSV.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::{Export, Global};
use super::named::Resolved;
use super::output::fill;
use super::pins::saved;
use super::{Failure, Output, anything_found, load, messages, search, searcher};
use crate::app::screens::pins;
use crate::atlas::text::printable;
use crate::atlas::{Data, RecordId, VisibleRecord};
use crate::formats::Format;
use crate::search::is_signed;
use crate::storage::StoreError;
use crate::storage::saved::Pin;

pub(super) fn run(global: &Global, export: &Export) -> Result<(), Failure> {
    let data = load(global)?;
    let format = Format::from(export.format);
    if export.bom && format != Format::Csv {
        return Err(Failure::Usage("only CSV takes a byte order mark: omit --bom, or add --format csv".to_owned()));
    }
    let output = Output::new(global);
    if export.pins {
        let text = pins::written(format, &data, &pinned(global)?, &output.letters).ok_or(StoreError::Memory)?;
        return deliver(global, export, &output, |out| out.write_all(text.as_bytes()));
    }
    let records = wanted(global, &data, &export.query)?;
    deliver(global, export, &output, |out| format.write_in(&output.letters, &data, &records, out))
}

/// Writes to the file of the command line, or else to standard output.
fn deliver(
    global: &Global,
    export: &Export,
    output: &Output,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let spelling = Format::from(export.format).spelling();
    let write = |out: &mut dyn Write| {
        // ASCII needs no byte order mark.
        if export.bom && !output.letters.are_ascii() {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        write(out)
    };
    let Some(path) = export.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return output.print_as(spelling, write);
    };
    let restricted = || Failure::Usage("restricted mode writes no files: omit -o".to_owned());
    let disk = global.disk().ok_or_else(restricted)?;
    let name = printable(&path.display().to_string()).into_owned();
    let waiting = || messages::say(&format!("waiting for a reader of {name} (Ctrl-c cancels)"));
    disk.deliver(path, export.force, waiting, |out| fill(&output.letters, spelling, out, write)).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Failure::Usage(format!("{name} exists: add --force to replace it"));
        }
        Failure::Write { path: path.to_owned(), error }
    })
}

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The records with these ids or names, or else those that the query finds; without a query, all.
fn wanted<'a>(global: &Global, data: &'a Data, query: &[String]) -> Result<Vec<VisibleRecord<'a>>, Failure> {
    if query.is_empty() {
        return Ok(data.records().collect());
    }
    let resolved = Resolved::of(data, query);
    // `-iom` excludes IOM, though a name may have any signs.
    let is_query = query.iter().any(|word| is_signed(word));
    if resolved.is_complete() && !is_query {
        return resolved.records();
    }
    let searcher = searcher(data.clone())?;
    let as_query = if is_query { None } else { resolved.as_query() };
    resolved.check_query(data, &searcher, query)?;
    let (read, found) = search(global, &searcher, query, usize::MAX)?;
    anything_found(&searcher, query, &read, &found)?;
    let named_by_all = named_by_all(data, query).filter(|_| found.hits.len() > 1);
    let also = |id| format!("the words also are the name of one record: `icatlas export {id}` writes that alone");
    if let Some(said) = named_by_all.map(also).or(as_query) {
        messages::say(&said);
    }
    Ok(found.records(data).collect())
}

/// The record that several words would name in quotation marks.
fn named_by_all<'a>(data: &'a Data, query: &[String]) -> Option<&'a RecordId> {
    let name = [query.join(" ")];
    let named = Resolved::of(data, &name).records().ok()?;
    match named.as_slice() {
        [record] if query.len() > 1 => Some(record.id()),
        _ => None,
    }
}

/// The saved pins.
fn pinned(global: &Global) -> Result<Vec<Pin>, Failure> {
    match saved(global)? {
        None => Err(Failure::Usage("restricted mode saves no pins: omit --pins".to_owned())),
        Some(pins) if pins.is_empty() => {
            Err(Failure::NothingFound("nothing is pinned: pin records in the dashboard".to_owned()))
        }
        Some(pins) => Ok(pins),
    }
}
