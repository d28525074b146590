//! Records in the forms in which they leave the program: JSON, Markdown and CSV.

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
    /// All forms, the one for reading first.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Json];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
            Self::Csv => "CSV",
        }
    }

    /// The ending of names of files in this form.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }

    /// How it is spelled where it has to be ASCII.
    pub const fn spelling(self) -> Spelling {
        match self {
            Self::Json => Spelling::Json,
            Self::Markdown | Self::Csv => Spelling::Alike,
        }
    }

    /// Writes records of the data in this form.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, data: &Data, records: &[VisibleRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.write_in(&Letters::all(), data, records, out)
    }

    /// The same in these letters. JSON has all of them: what is not ASCII can be spelled in it afterwards.
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

/// A record in Markdown, without anything around it.
pub fn markdown_of(data: &Data, record: VisibleRecord<'_>) -> String {
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _ = markdown::section(data, record, &Letters::all(), &mut text);
    String::from_utf8_lossy(&text).trim_start().to_owned()
}
