//! `icatlas diff`: prints what changed between two days, record by record.

use std::io::{self, Write};
use std::sync::Arc;

use super::arguments::{Diff, Global};
use super::rows::{Ends, ruled};
use super::{Failure, Output, load_whole, messages, on_later_day, paint};
use crate::atlas::{Changed, Data, Date, Filter, changes};
use crate::formats::Format;
use crate::formats::json::write_changes;
use crate::present::changes::{in_words, name, sign, sort, source, word};
use crate::present::content::{Lines, Role};
use crate::present::naming::capitalized;
use crate::present::wrap;

/// The command with days that have something to compare.
const EXAMPLE: &str = "icatlas diff --as-of 2010 --as-of 2024";

/// Columns before what changed in a record, and before its source.
const PART: usize = 2;
const SOURCE: usize = 6;

pub(super) fn run(global: &Global, diff: &Diff) -> Result<(), Failure> {
    let (from, to) = days(global)?;
    let whole = Arc::new(load_whole(global)?);
    let to = to.unwrap_or(whole.edition().date);
    let filter = |day| Filter { as_of: Some(day), ..global.filter() };
    let later = Data::new(whole, filter(to));
    let earlier = later.filtered(filter(from));
    if let Some(remark) = on_later_day(to, &later).or_else(|| on_later_day(from, &earlier)) {
        messages::say(&remark);
    }
    let records = changes(&earlier, &later);
    let output = Output::colored(global, &diff.coloring);
    if diff.json {
        let days = [earlier.filter().as_of.unwrap_or(from), later.filter().as_of.unwrap_or(to)];
        output.print_as(Format::Json.spelling(), |out| write_changes(&later, days, &records, out))?;
    } else {
        if records.is_empty() && output.columns.is_some() {
            messages::say(&format!("nothing changed from {from} to {to}"));
        }
        output.print(|out| match output.columns {
            Some(columns) => write_wrapped(&later, &records, columns, &output, out),
            None => write_lines(&later, &records, &output, out),
        })?;
    }
    if diff.exit_code && !records.is_empty() { Err(Failure::Differences) } else { Ok(()) }
}

/// The days to compare; without a second one it is the edition's own.
///
/// # Errors
/// If there is none, or more than two, or the first is the later one.
fn days(global: &Global) -> Result<(Date, Option<Date>), Failure> {
    let (from, to) = match global.days.as_slice() {
        [from] => (*from, None),
        [from, to] => (*from, Some(*to)),
        [] => return Err(Failure::Usage(format!("diff compares two days: write them, as in `{EXAMPLE}`"))),
        days => {
            let number = days.len();
            return Err(Failure::Usage(format!("diff compares two days, not {number}: write two, as in `{EXAMPLE}`")));
        }
    };
    match to.filter(|to| to.last_day() < from.last_day()) {
        // Read backwards, what began would seem to end.
        Some(to) => {
            let (earlier, later) = (to.iso(), from.iso());
            let last = if from.day().is_none() { ", which counts as its last day," } else { "" };
            Err(Failure::Usage(format!(
                "{from}{last} comes after {to}: write the earlier day first, `diff --as-of {earlier} --as-of {later}`"
            )))
        }
        None => Ok((from, to)),
    }
}

/// A line for each change: the id, what sort of change it is, what changed, and its sources.
fn write_lines(data: &Data, records: &[Changed<'_>], output: &Output, out: &mut dyn Write) -> io::Result<()> {
    for changed in records {
        let id = paint::marked(output.theme, Role::Accent, changed.record.id().as_str(), &[]);
        for change in &changed.changes {
            let (sort, words) = (sort(change), in_words(data, changed, change));
            writeln!(out, "{id}\t{sort}\t{words}\t{}", source(data, changed.record, change))?;
        }
    }
    Ok(())
}

/// For each kind a heading; for each record its name, what became of it and its id, then a line for each change with its source.
fn write_wrapped(
    data: &Data,
    records: &[Changed<'_>],
    columns: usize,
    output: &Output,
    out: &mut dyn Write,
) -> io::Result<()> {
    let label = |changed: &Changed<'_>| capitalized(changed.turn().map_or("changed", word));
    let widest = |width: &dyn Fn(&Changed<'_>) -> usize| records.iter().map(width).max().unwrap_or_default();
    let labels = widest(&|changed| label(changed).len());
    let ends = Ends::of_list(columns, labels, widest(&|changed| changed.record.id().as_str().len()));
    let mut kind = None;
    for changed in records {
        let mut lines = Lines::default();
        let record = changed.record;
        if kind.replace(record.kind()) != Some(record.kind()) {
            ruled(&capitalized(record.kind().plural()), columns, &mut lines);
        }
        hanging(sign(changed.turn()), &output.letters.spell(&name(changed)), 0, columns, &mut lines);
        ends.add(&label(changed), &[], record.id().as_str(), &mut lines);
        add_parts(data, changed, columns, output, &mut lines);
        paint::write(output.theme, &lines, out)?;
    }
    Ok(())
}

/// Adds what changed in a record, each change with its source.
fn add_parts(data: &Data, changed: &Changed<'_>, columns: usize, output: &Output, lines: &mut Lines) {
    let source = |change| source(data, changed.record, change);
    for (number, change) in changed.changes.iter().enumerate() {
        if !change.is_of_record() {
            let words = in_words(data, changed, change);
            hanging(sign(Some(change.turn)), &output.letters.spell(&words), PART, columns, lines);
        }
        // A source is said once for all changes in a row that are from it.
        let own = source(change);
        if changed.changes.get(number + 1).is_none_or(|next| source(next) != own) {
            let own = output.letters.spell(&own);
            for line in wrap::lines(&own, columns.saturating_sub(SOURCE).max(1)) {
                lines.begin(Role::Text).blanks(SOURCE).span(Role::Text, &line);
            }
        }
    }
}

/// Adds words after a sign, which stands at this column; further lines below the first.
fn hanging(sign: &str, words: &str, column: usize, columns: usize, lines: &mut Lines) {
    let before = column + 1 + wrap::width(sign);
    for (number, line) in wrap::lines(words, columns.saturating_sub(before).max(1)).enumerate() {
        lines.begin(Role::Text);
        if number == 0 {
            lines.blanks(column).span(Role::Heading, sign).blanks(1);
        } else {
            lines.blanks(before);
        }
        lines.span(Role::Text, &line);
    }
}
