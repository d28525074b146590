//! The call sheet: the pinned records in the user's order, with their notes.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::{iso_date, refusal, safe};
use super::json::{Exported, Origin, SCHEMA, exported};
use super::markdown::{edition, escaped, heading, named_by_icatlas, words};
use super::{Format, Letters};
use crate::atlas::{Data, VisibleRecord};
use crate::present::citing::citation_line;

/// A pin in the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Pinned<'a> {
    /// The record's id.
    pub id: &'a str,
    /// The title when it was pinned, or a substitute if that is hidden.
    pub title: &'a str,
    /// The user's note.
    pub note: Option<&'a str>,
    /// The record, unless it is hidden or no longer in the data.
    pub record: Option<VisibleRecord<'a>>,
    /// Whether it is no longer in the data.
    pub gone: bool,
}

/// Writes the sheet in a format.
///
/// # Errors
/// Those of `out`.
pub fn write(
    format: Format,
    data: &Data,
    pins: &[Pinned<'_>],
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json(data, pins, out),
        Format::Markdown => markdown(data, pins, letters, out),
        Format::Csv => csv(data, pins, letters, out),
    }
}

#[derive(Serialize)]
struct Sheet<'a> {
    schema: u32,
    #[serde(flatten)]
    origin: Origin<'a>,
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

/// Writes the pins, and the records as in an export.
fn json(data: &Data, pins: &[Pinned<'_>], out: &mut dyn Write) -> io::Result<()> {
    let sheet = Sheet {
        schema: SCHEMA,
        origin: Origin::of(data),
        pins: pins.iter().map(|pin| Line { id: pin.id, title: pin.title, note: pin.note, gone: pin.gone }).collect(),
        records: pins.iter().filter_map(|pin| pin.record).map(|record| exported(data, record)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &sheet)?;
    out.write_all(b"\n")
}

fn markdown(data: &Data, pins: &[Pinned<'_>], letters: &Letters, out: &mut dyn Write) -> io::Result<()> {
    let escaped = |text: &str| escaped(text, letters);
    writeln!(out, "# Call sheet\n\nicatlas, edition {}", edition(data, letters))?;
    for (number, pin) in (1..).zip(pins) {
        let number = format!("{number}. ");
        // Markdown needs the paragraphs of a list item indented as far as its text.
        let margin = " ".repeat(number.len());
        if let Some(record) = pin.record {
            writeln!(out, "\n{number}**{}**", escaped(&heading(record)))?;
            words(data, record, letters, &margin, out)?;
        } else {
            let gone = if pin.gone { " (no longer in the data)" } else { "" };
            writeln!(out, "\n{number}**{}**{gone}", escaped(pin.title))?;
        }
        if let Some(note) = pin.note {
            writeln!(out, "\n{margin}Note: {}", escaped(note))?;
        }
        writeln!(out, "\n{margin}{}", named_by_icatlas(pin.id, letters))?;
    }
    Ok(())
}

fn csv(data: &Data, pins: &[Pinned<'_>], letters: &Letters, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(["number", "id", "title", "text", "basis", "sources", "note", "gone", "date", "headline"])
        .map_err(refusal)?;
    for (number, pin) in (1..).zip(pins) {
        let of_record = |what: &dyn Fn(VisibleRecord<'_>) -> String| pin.record.map(what).unwrap_or_default();
        let sources = |record: VisibleRecord<'_>| {
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
            if pin.gone { "yes" } else { "no" }.to_owned(),
            of_record(&iso_date),
            of_record(&|record| record.headline().unwrap_or_default().to_owned()),
        ];
        rows.write_record(row.map(|value| safe(&value, letters))).map_err(refusal)?;
    }
    rows.flush()
}
