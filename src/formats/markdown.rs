//! Markdown: one section a kind, one heading a record, the source under each text.

use std::io::{self, Write};

use crate::atlas::{Data, Link, RecordId, Shown};
use crate::present::citing::citation_line;

pub(super) fn write(data: &Data, records: &[Shown<'_>], out: &mut dyn Write) -> io::Result<()> {
    let edition = data.edition();
    writeln!(out, "# icatlas, edition {} ({})", escaped(edition.name.as_str()), edition.date)?;
    let mut kind = None;
    for record in records {
        if kind != Some(record.kind()) {
            kind = Some(record.kind());
            writeln!(out, "\n## {}", capitalized(record.kind().plural()))?;
        }
        section(data, *record, out)?;
    }
    Ok(())
}

pub(super) fn section(data: &Data, record: Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {}", escaped(record.title().first()))?;
    if let Some(text) = record.text() {
        for paragraph in &text.paragraphs {
            writeln!(out, "\n> {}", escaped(paragraph.as_str()))?;
            if text.paragraphs.last() != Some(paragraph) {
                write!(out, ">")?;
            }
        }
    }
    writeln!(out, "\n- id: `{}`", record.id())?;
    writeln!(out, "- basis: {}", bases(record))?;
    for name in record.names().skip(1) {
        let words = name.name.iter().chain(&name.acronym).map(|text| escaped(text.as_str())).collect::<Vec<_>>();
        writeln!(out, "- {} name: {} ({})", name.standing.label(), words.join(", "), name.basis)?;
    }
    for fact in record.facts() {
        writeln!(out, "- {}: {} ({})", fact.label, escaped(&fact.statement.joined()), fact.statement.basis)?;
    }
    for link in record.links() {
        linked(link.relation.forward(), &link.to, link, out)?;
    }
    for (from, link) in data.incoming(record.id()) {
        linked(link.relation.reverse(), from.id(), link, out)?;
    }
    for citation in record.citations() {
        let supports = citation.supports.as_ref().map(|what| format!(" (for {what})")).unwrap_or_default();
        writeln!(out, "- source: {}{}", escaped(&citation_line(data, citation)), escaped(&supports))?;
    }
    Ok(())
}

fn linked(relation: &str, end: &RecordId, link: &Link, out: &mut dyn Write) -> io::Result<()> {
    let reason = link.reason.as_ref().map(|reason| format!(": {}", escaped(reason.as_str()))).unwrap_or_default();
    writeln!(out, "- {relation}: `{end}` ({}){reason}", link.basis)
}

/// Whose words the record is in: one word where title and text are alike.
fn bases(record: Shown<'_>) -> String {
    let (title, text) = (record.title().basis, record.body().basis);
    if title == text { text.to_string() } else { format!("{text} (title: {title})") }
}

/// The text with the characters that Markdown would take for markup set off by a backslash.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
