//! Records in the forms in which they leave the program: JSON, Markdown and CSV. Knows the atlas only.

mod csv;
mod json;
mod markdown;

use std::io::{self, Write};

use crate::atlas::{Atlas, Citation, Record};

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object, `{"schema": 1, "records": […]}`.
    Json,
    /// Headings and lists, to be read or printed.
    Markdown,
    /// One row a record, to be opened as a spreadsheet.
    Csv,
}

impl Format {
    /// Writes records of an atlas in this form.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, atlas: &Atlas, records: &[&Record], out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Json => json::write(atlas, records, out),
            Self::Markdown => markdown::write(atlas, records, out),
            Self::Csv => csv::write(atlas, records, out),
        }
    }
}

/// What a cited document is called in a line: its symbol if it has one, or else its title.
pub fn document_name<'a>(atlas: &'a Atlas, citation: &'a Citation) -> &'a str {
    let Some(document) = atlas.get(&citation.document) else { return citation.document.as_str() };
    let symbol = document.facts.iter().find(|fact| fact.label == "symbol");
    symbol.map_or_else(|| document.title.first(), |symbol| symbol.statement.first())
}

/// A citation as a line: `ICAT deck, slide “What is ICAT?”`.
pub fn citation_line(atlas: &Atlas, citation: &Citation) -> String {
    let document = document_name(atlas, citation);
    match &citation.place {
        crate::atlas::Place::Whole => document.to_owned(),
        place => format!("{document}, {place}"),
    }
}
