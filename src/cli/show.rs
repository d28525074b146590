//! `icatlas show`: prints records in full.

use std::io::{self, Write};

use super::arguments::{Global, Show};
use super::named::named;
use super::{Failure, Output, load, paint, print_json};
use crate::atlas::{Data, OutOfMemory, VisibleRecord};
use crate::formats::Format;
use crate::present::content::{Lines, Role};
use crate::present::naming::heading;
use crate::present::page::Page;
use crate::present::wrap::WHOLE;

/// Widest text, in columns. Longer lines are hard to read.
const WIDEST: usize = 100;

/// Width of the text if standard output is not a terminal, in columns.
const USUAL: usize = 80;

pub(super) fn run(global: &Global, show: &Show) -> Result<(), Failure> {
    let data = load(global)?;
    let records = named(&data, &show.names);
    let output = Output::colored(global, &show.coloring);
    if show.json {
        return print_json(&output, records, |records, out| Format::Json.write(&data, records, out));
    }
    let records = records?;
    if let Some(record) = records.iter().find(|record| !Page::has_memory(**record)) {
        return Err(Failure::Memory(OutOfMemory::Show(record.id().clone())));
    }
    output.print(|out| write(&data, &records, &output, out))
}

fn write(data: &Data, records: &[VisibleRecord<'_>], output: &Output, out: &mut dyn Write) -> io::Result<()> {
    let width = output.columns.unwrap_or(USUAL).min(WIDEST);
    for (number, record) in records.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let page = Page::of(data, *record, width);
        let mut head = Lines::default();
        head.line(Role::Heading, &heading(*record, WHOLE));
        head.line(Role::Accent, record.id().as_str());
        head.line(Role::Text, &page.basis);
        head.line(Role::Text, "");
        // The page names the records it links to in words; the next command needs their ids.
        let mut links = Lines::default();
        if page.targets().next().is_some() {
            links.line(Role::Text, "");
            links.line(Role::Heading, "Links");
        }
        for id in page.targets() {
            links.begin(Role::Text).span(Role::Text, "  ").span(Role::Accent, id.as_str());
        }
        for lines in [&head, &page.lines, &links] {
            paint::write(output.theme, lines, out)?;
        }
    }
    Ok(())
}
