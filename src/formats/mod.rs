//! The output formats: JSON, Markdown, CSV and citations.

pub mod ascii;
pub mod cite;
mod csv;
mod json;
mod markdown;
pub mod sheet;
mod tex;

use std::io::{self, Write};

use ascii::{Letters, Spelling};

use crate::atlas::{Data, VisibleRecord};

/// An export format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object, `{"schema": 1, "records": […]}`.
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
    String::from_utf8_lossy(&text).trim_start().to_owned()
}
