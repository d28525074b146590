//! `icatlas cite`: prints citations of records in a style, or their words with the citation.

use std::io::{self, Write};

use super::arguments::{Cite, Global};
use super::{Failure, Output, load, named};
use crate::atlas::{Data, VisibleRecord};
use crate::formats::cite::Style;
use crate::formats::quote::quoted;

pub(super) fn run(global: &Global, cite: &Cite) -> Result<(), Failure> {
    let data = load(global)?;
    let records = named(&data, &cite.ids)?;
    let output = Output::new(global);
    if cite.quote {
        return output.print(|out| write_quotations(&data, &records, out));
    }
    let style = Style::from(cite.format);
    let cited = |record: &VisibleRecord<'_>| style.cite_in(&output.letters, &data, *record);
    output
        .print_as(style.spelling(), |out| records.iter().try_for_each(|record| out.write_all(cited(record).as_bytes())))
}

/// Writes the words of each record with their source, an empty line between records.
pub(super) fn write_quotations(data: &Data, records: &[VisibleRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (number, record) in records.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", quoted(data, *record))?;
    }
    Ok(())
}
