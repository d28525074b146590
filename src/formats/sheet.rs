//! The pins as a call sheet: the records somebody wants at hand, in their order, with a note on each.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::csv::{neutralized, refusal};
use super::json::{Exported, SCHEMA, exported};
use super::markdown::escaped;
use crate::atlas::{Data, Shown};
use crate::present::citing::citation_line;

/// A line of the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Pinned<'a> {
    /// The record's id.
    pub id: &'a str,
    /// What it was called when it was pinned.
    pub title: &'a str,
    /// What somebody noted on it.
    pub note: Option<&'a str>,
    /// The record, unless it is gone from the data.
    pub record: Option<Shown<'a>>,
}

/// Writes a sheet in a form.
///
/// # Errors
/// Those of `out`.
pub fn write(format: Format, data: &Data, pins: &[Pinned<'_>], out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Json => json(data, pins, out),
        Format::Markdown => markdown(data, pins, out),
        Format::Csv => csv(data, pins, out),
    }
}

#[derive(Serialize)]
struct Sheet<'a> {
    schema: u32,
    pins: Vec<Line<'a>>,
    records: Vec<Exported<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    note: Option<&'a str>,
    gone: bool,
}

/// The pins, and the records as everywhere else.
fn json(data: &Data, pins: &[Pinned<'_>], out: &mut dyn Write) -> io::Result<()> {
    let sheet = Sheet {
        schema: SCHEMA,
        pins: pins
            .iter()
            .map(|pin| Line { id: pin.id, title: pin.title, note: pin.note, gone: pin.record.is_none() })
            .collect(),
        records: pins.iter().filter_map(|pin| pin.record).map(|record| exported(data, record)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &sheet)?;
    out.write_all(b"\n")
}

fn markdown(data: &Data, pins: &[Pinned<'_>], out: &mut dyn Write) -> io::Result<()> {
    let edition = data.edition();
    writeln!(out, "# Call sheet\n\nicatlas, edition {} ({})", escaped(edition.name.as_str()), edition.date)?;
    for (number, pin) in (1..).zip(pins) {
        let Some(record) = pin.record else {
            writeln!(out, "\n{number}. **{}** (`{}`, gone from the data)", escaped(pin.title), pin.id)?;
            note(pin, out)?;
            continue;
        };
        writeln!(out, "\n{number}. **{}** (`{}`)", escaped(record.title().first()), pin.id)?;
        for paragraph in record.text().iter().flat_map(|text| &text.paragraphs) {
            writeln!(out, "\n   > {}", escaped(paragraph.as_str()))?;
        }
        let sources = record.citations().iter().map(|citation| escaped(&citation_line(data, citation)));
        writeln!(out, "\n   {}: {}", record.body().basis, sources.collect::<Vec<_>>().join("; "))?;
        note(pin, out)?;
    }
    Ok(())
}

fn note(pin: &Pinned<'_>, out: &mut dyn Write) -> io::Result<()> {
    pin.note.map_or(Ok(()), |note| writeln!(out, "\n   Note: {}", escaped(note)))
}

fn csv(data: &Data, pins: &[Pinned<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(["number", "id", "title", "text", "basis", "sources", "note", "gone"]).map_err(refusal)?;
    for (number, pin) in (1..).zip(pins) {
        let of_record = |what: &dyn Fn(Shown<'_>) -> String| pin.record.map(what).unwrap_or_default();
        let sources = |record: Shown<'_>| {
            record.citations().iter().map(|citation| citation_line(data, citation)).collect::<Vec<_>>().join("; ")
        };
        let row = [
            number.to_string(),
            pin.id.to_owned(),
            pin.record.map_or(pin.title, |record| record.title().first()).to_owned(),
            of_record(&|record| record.body().joined()),
            of_record(&|record| record.body().basis.to_string()),
            of_record(&sources),
            pin.note.unwrap_or_default().to_owned(),
            if pin.record.is_none() { "yes" } else { "no" }.to_owned(),
        ];
        rows.write_record(row.map(neutralized)).map_err(refusal)?;
    }
    rows.flush()
}
