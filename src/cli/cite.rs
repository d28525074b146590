//! `icatlas cite`: prints citations of records in a style, or their words with the citation.

use std::io::{self, Write};

use super::arguments::{Cite, Global};
use super::named::named;
use super::{Failure, Output, load, paint, print_json};
use crate::atlas::{Data, VisibleRecord};
use crate::formats::ascii::Letters;
use crate::formats::cite::Style;
use crate::formats::json::{CitationOf, write_citations};
use crate::formats::quote::quoted;
use crate::present::citing::document_name;
use crate::present::content::Role;
use crate::ui::Theme;

pub(super) fn run(global: &Global, cite: &Cite) -> Result<(), Failure> {
    let data = load(global)?;
    let records = named(&data, &cite.names);
    let output = Output::colored(global, &cite.coloring);
    if cite.json {
        return print_json(&output, records, |records, out| write_json(cite, &data, records, out));
    }
    let records = records?;
    if cite.quote {
        return output.print(|out| write_quotations(&data, &records, output.theme, out));
    }
    let style = Style::from(cite.format);
    output.print_as(style.spelling(), |out| {
        let cited = records.iter().flat_map(|record| style.each_in(&output.letters, &data, *record));
        cited.into_iter().try_for_each(|(citation, text)| {
            writeln!(out, "{}", painted(output.theme, &text, document_name(&data, &citation)))
        })
    })
}

/// Writes the words of each record with their source, an empty line between records.
pub(super) fn write_quotations(
    data: &Data,
    records: &[VisibleRecord<'_>],
    theme: Option<Theme>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (number, record) in records.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let document = record.citations().first().map_or("", |citation| document_name(data, citation));
        writeln!(out, "{}", painted(theme, &quoted(data, *record), document))?;
    }
    Ok(())
}

/// A text with the last place that names the document in the accent.
fn painted(theme: Option<Theme>, text: &str, document: &str) -> String {
    let Some(at) = text.rfind(document).filter(|_| theme.is_some() && !document.is_empty()) else {
        return text.to_owned();
    };
    let (before, after) = (&text[..at], &text[at + document.len()..]);
    format!("{before}{}{after}", paint::marked(theme, Role::Accent, document, &[]))
}

/// Writes an object for each citation or, of quotations, for each record.
fn write_json(cite: &Cite, data: &Data, records: &[VisibleRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
    if cite.quote {
        let quoted = records.iter().map(|record| (record.id(), quoted(data, *record)));
        let quotations: Vec<_> = quoted.map(|(id, text)| CitationOf { id, citation: None, text }).collect();
        return write_citations(data, "quote", &quotations, out);
    }
    let style = Style::from(cite.format);
    let mut citations = Vec::new();
    for record in records {
        let cited = style.each_in(&Letters::all(), data, *record).into_iter();
        let id = record.id();
        citations.extend(cited.map(|(citation, text)| CitationOf { id, citation: Some(citation), text }));
    }
    write_citations(data, cite.format.name(), &citations, out)
}
