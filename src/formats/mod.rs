//! The output formats: JSON, Markdown, CSV and citations.

pub mod ascii;
pub mod cite;
mod csv;
pub mod json;
mod markdown;
mod particulars;
pub mod quote;
pub mod sheet;
mod tex;

use std::io::{self, Write};

use ascii::{Letters, Spelling};

use crate::atlas::{Citation, Data, Kind, VisibleRecord};
use crate::present::relations::{self, End};

/// An export format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object, `{"schema": 2, "records": […]}`.
    Json,
    /// Headings and lists, for reading and printing.
    Markdown,
    /// One row for each record, for spreadsheets.
    Csv,
}

impl Format {
    /// All formats, the one for reading first.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Json];

    /// The name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
        }
    }

    /// The file extension.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }

    /// The replacement of non-ASCII characters in ASCII output.
    pub const fn spelling(self) -> Spelling {
        match self {
            Self::Json => Spelling::Json,
            Self::Markdown | Self::Csv => Spelling::Alike,
        }
    }

    /// Writes records of the data in this format.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, data: &Data, records: &[VisibleRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.write_in(&Letters::all(), data, records, out)
    }

    /// Like [`Format::write`], in these letters. JSON is always written in all letters, because [`ascii::Ascii`] can
    /// escape it afterwards.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_in(
        self,
        letters: &Letters,
        data: &Data,
        records: &[VisibleRecord<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Self::Json => json::write(data, records, out),
            Self::Markdown => markdown::write(data, records, letters, out),
            Self::Csv => csv::write(data, records, letters, out),
        }
    }
}

/// A single record in Markdown.
pub fn markdown_of(data: &Data, record: VisibleRecord<'_>) -> String {
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _ = markdown::section(data, record, &Letters::all(), &mut text);
    let mut text = String::from_utf8(text).unwrap_or_default();
    // Drained, not copied: the text may be large.
    text.drain(..text.len() - text.trim_start().len());
    text
}

/// About how long the texts in a copy or an export of a record are, in bytes: its own, those of the documents that it cites,
/// and those of the records that it is linked to, as far as they are written.
pub fn length(data: &Data, record: VisibleRecord<'_>) -> usize {
    let cited = |citation: &Citation| {
        let document = data.get(&citation.document).map_or(0, |document| document.length());
        let supports = citation.supports.as_ref().map_or(0, |what| what.as_str().len());
        document.saturating_add(citation.place.words().map_or(0, str::len)).saturating_add(supports)
    };
    let linked = |end: &End<'_>| {
        // What names a document is written in full.
        let most = if end.record.kind() == Kind::Document { usize::MAX } else { markdown::LONGEST_LINKED };
        let reason = end.link.reason.as_ref().map_or(0, |reason| reason.as_str().len());
        end.record.length().min(most).saturating_add(cited(&end.link.citation)).saturating_add(reason)
    };
    let of_names = record.names().filter_map(|name| name.citation());
    let of_facts = record.facts().filter_map(|fact| fact.citation());
    let citations = record.citations().iter().chain(of_names).chain(of_facts).map(cited);
    let groups = relations::groups(data, record);
    citations.chain(groups.ends().iter().map(linked)).fold(record.length(), usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn the_length_counts_the_document_that_a_fact_is_from() {
        let long = "word ".repeat(2000);
        let document = |id: &str, title: &str| {
            format!(
                "(id: \"document/{id}\", title: Verbatim(\"{title}\"), body: \"b\", text: Verbatim(\"x\"), citations: \
                 [(document: \"document/{id}\", place: Whole)])"
            )
        };
        let body = "[(id: \"body/x\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), facts: [(label: \"members\", text: \
                    Paraphrase(\"16\"), citation: (document: \"document/b\", place: Whole))], citations: [(document: \
                    \"document/a\", place: Whole)])]";
        let texts = [
            ("edition", "(name: \"test\", date: \"2010\", schema: 3)".to_owned()),
            ("bodies", body.to_owned()),
            ("documents", format!("[{}, {}]", document("a", "t"), document("b", long.trim()))),
        ];
        let data = Data::from(Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")));
        let body = data.of_kind(Kind::Body).next().unwrap();
        assert!(markdown_of(&data, body).contains(long.trim()));
        assert!(length(&data, body) >= long.trim().len(), "{}", length(&data, body));
    }
}
