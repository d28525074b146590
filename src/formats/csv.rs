//! CSV: one row a record, safe to open as a spreadsheet.

use std::io::{self, Write};

use crate::atlas::{Basis, Data, Link, RecordId, Shown};
use crate::present::citing::citation_line;

pub(super) fn write(data: &Data, records: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["id", "kind", "pillar", "title", "text", "basis", "names", "links", "sources"])
        .map_err(refusal)?;
    for record in records {
        rows.write_record(row(data, *record).map(neutralized)).map_err(refusal)?;
    }
    rows.flush()
}

/// Why `out` refused: its own error, by which a reader that has seen enough is known.
pub(super) fn refusal(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(data: &Data, record: Shown<'_>) -> [String; 9] {
    let names = record
        .names()
        .flat_map(|name| name.name.iter().chain(&name.acronym).map(|words| words.to_string() + mark(name.basis)));
    let linked = |relation: &str, end: &RecordId, link: &Link| format!("{relation} {end}{}", mark(link.basis));
    let outgoing = record.links().map(|link| linked(link.relation.forward(), &link.to, link));
    let incoming = data.incoming(record.id()).map(|(from, link)| linked(link.relation.reverse(), from.id(), link));
    [
        record.id().to_string(),
        record.kind().name().to_owned(),
        record.pillar().map(|pillar| pillar.name().to_owned()).unwrap_or_default(),
        record.title().joined() + mark(record.title().basis),
        record.body().joined(),
        record.body().basis.name().to_owned(),
        names.collect::<Vec<_>>().join("; "),
        outgoing.chain(incoming).collect::<Vec<_>>().join("; "),
        record.citations().iter().map(|citation| citation_line(data, citation)).collect::<Vec<_>>().join("; "),
    ]
}

/// What is our own says so wherever it stands.
fn mark(basis: Basis) -> &'static str {
    if basis == Basis::Editorial { " (editorial)" } else { "" }
}

/// A cell that begins like a formula is set off by an apostrophe, or a spreadsheet would run it (OWASP, "CSV
/// Injection").
pub(super) fn neutralized(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::neutralized;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_neutralized() {
        for cell in ["=1+1", "+1", "-1", "@x"] {
            assert_eq!(neutralized(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(neutralized("(+43-1) 26060".to_owned()), "(+43-1) 26060");
    }
}
