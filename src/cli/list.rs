//! `icatlas list`: lists the records of a kind, the unanswered gaps, or the kinds.

use super::arguments::{Global, List};
use super::rows::Rows;
use super::{Failure, Output, load, print_json};
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Data, Kind, VisibleRecord, nearest};
use crate::formats::Format;
use crate::formats::json::write_kinds;
use crate::search::{LONGEST, why_no_answers};

pub(super) fn run(global: &Global, list: &List) -> Result<(), Failure> {
    let kind = match &list.kind {
        Some(typed) => Kind::from_beginning(typed).ok_or_else(|| unknown(typed))?,
        // Nothing else is unanswered.
        None if list.unanswered => Kind::Gap,
        None => return list_kinds(global, list),
    };
    if list.unanswered && kind != Kind::Gap {
        let kind = kind.plural();
        return Err(Failure::Usage(format!("only gaps are answered or not: omit --unanswered to list the {kind}")));
    }
    let data = load(global)?;
    let records = listed(&data, kind, list.unanswered);
    let output = Output::colored(global, &list.coloring);
    if list.json {
        return print_json(&output, records, |records, out| Format::Json.write(&data, records, out));
    }
    let records = records?;
    output.print(|out| Rows { records: &records, search: None, output: &output }.write(out))
}

/// The records of a kind, or those of its gaps that are unanswered.
///
/// # Errors
/// If there are none.
fn listed(data: &Data, kind: Kind, unanswered: bool) -> Result<Vec<VisibleRecord<'_>>, Failure> {
    if unanswered && !data.has_answers() {
        return Err(Failure::NothingFound(format!("no gap counts as unanswered: {}", why_no_answers(data))));
    }
    let is_listed = |record: &VisibleRecord<'_>| !unanswered || data.is_unanswered(*record);
    let records: Vec<VisibleRecord<'_>> = data.of_kind(kind).filter(is_listed).collect();
    if records.is_empty() && unanswered {
        return Err(Failure::NothingFound("there are no unanswered gaps in the data".to_owned()));
    }
    if records.is_empty() {
        return Err(Failure::NothingFound(format!("there are no {} in the data", kind.plural())));
    }
    Ok(records)
}

/// Lists the kinds with the numbers of their records.
fn list_kinds(global: &Global, list: &List) -> Result<(), Failure> {
    let data = load(global)?;
    let counts = Kind::ALL.map(|kind| (kind, data.of_kind(kind).count()));
    let output = Output::colored(global, &list.coloring);
    if list.json {
        return output.print_as(Format::Json.spelling(), |out| write_kinds(&counts, out));
    }
    let width = counts.iter().map(|(kind, _)| kind.name().len()).max().unwrap_or_default();
    let digits = counts.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or_default();
    output.print(|out| {
        counts.iter().try_for_each(|(kind, count)| match output.columns {
            Some(_) => writeln!(out, "{:width$}  {count:>digits$}", kind.name()),
            None => writeln!(out, "{kind}\t{count}"),
        })
    })
}

fn unknown(typed: &str) -> Failure {
    let kinds = Kind::ALL.map(Kind::prefix).join(", ");
    if typed.trim().is_empty() {
        return Failure::Usage(format!("the kind of record is missing: use one of {kinds}"));
    }
    let near = nearest(&typed.to_lowercase(), Kind::ALL.into_iter().flat_map(|kind| [kind.prefix(), kind.name()]));
    let remedy = match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!("use one of {kinds}"),
    };
    Failure::Usage(format!("`{}` is not a kind of record: {remedy}", printable(&abridged(typed, LONGEST))))
}
