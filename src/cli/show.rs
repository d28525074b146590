//! `icatlas show`: prints records in full.

use std::io::{self, Write};

use super::arguments::{Global, Show};
use super::named::named;
use super::{Failure, Output, load};
use crate::atlas::{Data, OutOfMemory, VisibleRecord};
use crate::formats::Format;
use crate::present::naming::heading;
use crate::present::page::Page;
use crate::present::wrap::WHOLE;

/// Widest text, in columns. Longer lines are hard to read.
const WIDEST: usize = 100;

/// Width of the text if standard output is not a terminal, in columns.
const USUAL: usize = 80;

pub(super) fn run(global: &Global, show: &Show) -> Result<(), Failure> {
    let data = load(global)?;
    let records = named(&data, &show.names)?;
    let output = Output::new(global);
    if show.json {
        return output.print_as(Format::Json.spelling(), |out| Format::Json.write(&data, &records, out));
    }
    if let Some(record) = records.iter().find(|record| !Page::has_memory(**record)) {
        return Err(Failure::Memory(OutOfMemory::Show(record.id().clone())));
    }
    let width = output.columns.unwrap_or(USUAL).min(WIDEST);
    output.print(|out| write(&data, &records, width, out))
}

fn write(data: &Data, records: &[VisibleRecord<'_>], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for (number, record) in records.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let page = Page::of(data, *record, width);
        writeln!(out, "{}\n{}\n{}\n", heading(*record, WHOLE), record.id(), page.basis)?;
        for line in page.lines.iter() {
            writeln!(out, "{}", line.plain().trim_end())?;
        }
        // The page names the records it links to in words; the next command needs their ids.
        if page.targets().next().is_some() {
            writeln!(out, "\nLinks")?;
        }
        for id in page.targets() {
            writeln!(out, "  {id}")?;
        }
    }
    Ok(())
}
