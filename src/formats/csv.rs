//! CSV: one row for each record, safe to open as a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_normalization::char::decompose_compatible;

use super::Letters;
use crate::atlas::{Basis, Data, Date, Fact, Link, RecordId, Statement, VisibleRecord};
use crate::present::citing::citation_line;
use crate::present::naming::without_recommendation;

pub(super) fn write(
    data: &Data,
    records: &[VisibleRecord<'_>],
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "id", "kind", "pillar", "title", "text", "basis", "names", "links", "sources", "date", "headline", "period",
    ])
    .map_err(refusal)?;
    for record in records {
        rows.write_record(row(data, *record).map(|value| safe(&value, letters))).map_err(refusal)?;
    }
    rows.flush()
}

/// The error of `out` itself, which shows whether a reader closed early.
pub(super) fn refusal(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(data: &Data, record: VisibleRecord<'_>) -> [String; 12] {
    let names = record.names().flat_map(|name| {
        let when = bounded(name.when().iter());
        name.name.iter().chain(&name.acronym).map(move |words| format!("{words}{when}{}", mark(name.basis)))
    });
    let linked = |relation: &str, end: &RecordId, link: &Link| {
        let paragraph = link.paragraph().map(|paragraph| format!("paragraph {paragraph}"));
        format!("{relation} {end}{}{}", bounded(paragraph.iter().chain(&link.when())), mark(link.basis))
    };
    let outgoing = record.links().map(|link| linked(link.forward(), &link.to, link));
    let incoming = data.incoming(record.id()).map(|(from, link)| linked(link.reverse(), from.id(), link));
    let unanswered = without_recommendation(data, record).map(Cow::into_owned);
    [
        record.id().to_string(),
        record.kind().name().to_owned(),
        record.pillars().in_words(),
        record.title().joined() + mark(record.title().basis),
        record.body().joined(),
        record.body().basis.name().to_owned(),
        names.collect::<Vec<_>>().join("; "),
        outgoing.chain(incoming).chain(unanswered).collect::<Vec<_>>().join("; "),
        record.citations().iter().map(|citation| citation_line(data, citation)).collect::<Vec<_>>().join("; "),
        iso_date(record),
        record.headline().unwrap_or_default().to_owned(),
        record.fact(Fact::PERIOD).map(Statement::joined).unwrap_or_default(),
    ]
}

/// The date of a record as exact as its source, in ISO 8601 for sorting.
pub(super) fn iso_date(record: VisibleRecord<'_>) -> String {
    record.date().map(Date::iso).unwrap_or_default()
}

/// In brackets, how far a name or link goes.
fn bounded<'a>(bounds: impl Iterator<Item = &'a String>) -> String {
    let bounds = bounds.map(String::as_str).collect::<Vec<_>>().join(", ");
    if bounds.is_empty() { bounds } else { format!(" ({bounds})") }
}

/// The label of editorial texts.
fn mark(basis: Basis) -> &'static str {
    if basis == Basis::Editorial { " (editorial)" } else { "" }
}

/// The value of a CSV field in the allowed letters. A value that begins like a formula gets an apostrophe before it,
/// because a spreadsheet would run it (OWASP, "CSV Injection"); so does one that a spreadsheet would trim or normalize
/// to a formula.
pub(super) fn safe(value: &str, letters: &Letters) -> String {
    let value = letters.spell(value);
    let skipped = |character: char| character.is_whitespace() || character.is_control();
    let first = value.trim_start_matches(skipped).chars().next();
    let begins_with_control = value.starts_with(|character: char| character.is_control());
    if begins_with_control || first.is_some_and(is_formula_sign) { format!("'{value}") } else { value.into_owned() }
}

/// Whether a character begins a formula, in any variant: full-width, small, superscript, or the mathematical minus.
fn is_formula_sign(character: char) -> bool {
    let mut plain = None;
    decompose_compatible(character, |part| plain = plain.or(Some(part)));
    matches!(plain, Some('=' | '+' | '-' | '@' | '\u{2212}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_gets_an_apostrophe() {
        for value in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            "﹦1",
            "﹣1",
            "\u{2212}1",
            " =1",
            "\u{A0}＝1",
            "\t=1",
            "\r1",
            "\nx",
        ] {
            assert_eq!(safe(value, &Letters::all()), format!("'{value}"));
        }
        assert_eq!(safe("(+43-1) 26060", &Letters::all()), "(+43-1) 26060");
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_in_ascii_gets_an_apostrophe_there() {
        assert_eq!(safe("–1", &Letters::all()), "–1");
        assert_eq!(safe("–1", &Letters::ascii()), "'-1");
    }
}
