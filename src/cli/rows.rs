//! A line for each record: in columns on a terminal, else separated by tabs.

use std::io::{self, Write};

use crate::atlas::VisibleRecord;
use crate::present::naming::in_list;
use crate::present::wrap;

/// Writes a line for each record: id, kind, pillar, title. With `columns` the fields are aligned and the lines cut to that
/// width; without, nothing is cut.
pub(super) fn write(records: &[VisibleRecord<'_>], columns: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let Some(columns) = columns else {
        return records.iter().try_for_each(|record| writeln!(out, "{}", row(*record, wrap::WHOLE).join("\t")));
    };
    let mut widths = [0; 3];
    for record in records {
        for (width, field) in widths.iter_mut().zip(row(*record, columns)) {
            *width = wrap::width(&field).max(*width);
        }
    }
    for record in records {
        let [id, kind, pillar, title] = row(*record, columns);
        let mut line = String::new();
        for (field, width) in [id, kind, pillar].into_iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push_str(&format!("{field:width$}  "));
        }
        line.push_str(&title);
        writeln!(out, "{}", wrap::cut(&line, columns))?;
    }
    Ok(())
}

fn row(record: VisibleRecord<'_>, columns: usize) -> [String; 4] {
    let pillar = record.pillar().map(|pillar| pillar.name().to_owned()).unwrap_or_default();
    [record.id().to_string(), record.kind().name().to_owned(), pillar, in_list(record, columns)]
}
