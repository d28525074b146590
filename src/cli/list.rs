//! `icatlas list`: lists the records of a kind, the gaps that are answered so far, or the kinds.

use super::arguments::{Global, List};
use super::rows::Rows;
use super::{Failure, Output, load, print_json};
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Answered, Data, Kind, VisibleRecord, nearest};
use crate::formats::Format;
use crate::formats::json::write_kinds;
use crate::search::{LONGEST, no_gap_is};

pub(super) fn run(global: &Global, list: &List) -> Result<(), Failure> {
    let state = State::of(list);
    let kind = match &list.kind {
        Some(typed) => Kind::from_beginning(typed).ok_or_else(|| unknown(typed))?,
        // Nothing else is answered or not.
        None if state.is_some() => Kind::Gap,
        None => return list_kinds(global, list),
    };
    if let Some(state) = state.filter(|_| kind != Kind::Gap) {
        let (option, kind) = (state.option, kind.plural());
        return Err(Failure::Usage(format!("only gaps are answered or not: omit {option} to list the {kind}")));
    }
    let data = load(global)?;
    let records = listed(&data, kind, state);
    let output = Output::colored(global, &list.coloring);
    if list.json {
        return print_json(&output, records, |records, out| Format::Json.write(&data, records, out));
    }
    let records = records?;
    output.print(|out| Rows { records: &records, search: None, output: &output }.write(out))
}

/// The records of a kind, or those of its gaps that are asked for.
///
/// # Errors
/// If there are none.
fn listed(data: &Data, kind: Kind, state: Option<State>) -> Result<Vec<VisibleRecord<'_>>, Failure> {
    let is_listed =
        |record: &VisibleRecord<'_>| state.is_none_or(|state| data.answered(*record) == Some(state.answered));
    let records: Vec<VisibleRecord<'_>> = data.of_kind(kind).filter(is_listed).collect();
    let as_of = data.filter().as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
    if let Some(state) = state.filter(|_| records.is_empty() || !data.has_answers()) {
        return Err(Failure::NothingFound(no_gap_is(state.answered, data, "--partly-answered lists")));
    }
    if records.is_empty() {
        return Err(Failure::NothingFound(format!("there are no {} in the data{as_of}", kind.plural())));
    }
    Ok(records)
}

/// Which gaps are asked for.
#[derive(Debug, Clone, Copy)]
struct State {
    answered: Answered,
    /// The option on the command line.
    option: &'static str,
}

impl State {
    const fn of(list: &List) -> Option<Self> {
        match (list.gaps.unanswered, list.gaps.partly_answered, list.gaps.answered) {
            (true, ..) => Some(Self { answered: Answered::NotAtAll, option: "--unanswered" }),
            (false, true, _) => Some(Self { answered: Answered::InPart, option: "--partly-answered" }),
            (false, false, true) => Some(Self { answered: Answered::InFull, option: "--answered" }),
            (false, false, false) => None,
        }
    }
}

/// Lists the kinds with the numbers of their records.
fn list_kinds(global: &Global, list: &List) -> Result<(), Failure> {
    let data = load(global)?;
    let counts = Kind::ALL.map(|kind| (kind, data.of_kind(kind).count()));
    let output = Output::colored(global, &list.coloring);
    if list.json {
        return output.print_as(Format::Json.spelling(), |out| write_kinds(&data, &counts, out));
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
