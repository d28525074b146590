//! Records as lines: in columns for a person, separated by tabs for a program.

use std::io::{self, Write};

use crate::app::naming::in_list;
use crate::app::wrap;
use crate::atlas::Record;

/// Writes a line for each record: id, kind, pillar, title. With `columns` they are aligned and the titles cut to that
/// many columns of the screen; without, nothing is cut.
pub(super) fn write(records: &[&Record], columns: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<[String; 4]> = records.iter().map(|record| row(record, columns.unwrap_or(wrap::WHOLE))).collect();
    let Some(columns) = columns else {
        return rows.iter().try_for_each(|row| writeln!(out, "{}", row.join("\t")));
    };
    let widest = |cell: usize| rows.iter().map(|row| wrap::width(&row[cell])).max().unwrap_or_default();
    let widths = [widest(0), widest(1), widest(2)];
    for [id, kind, pillar, title] in &rows {
        let mut line = String::new();
        for (cell, width) in [id, kind, pillar].into_iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push_str(&format!("{cell:width$}  "));
        }
        line.push_str(title);
        writeln!(out, "{}", wrap::cut(&line, columns))?;
    }
    Ok(())
}

fn row(record: &Record, columns: usize) -> [String; 4] {
    let pillar = record.pillar().map(|pillar| pillar.name().to_owned()).unwrap_or_default();
    [record.id.to_string(), record.kind().name().to_owned(), pillar, in_list(record, columns)]
}
