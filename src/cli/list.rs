//! `icatlas list`: lists the records of a kind.

use super::arguments::{Global, List};
use super::{Failure, Output, load, rows};
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Kind, VisibleRecord, nearest};
use crate::search::LONGEST;

pub(super) fn run(global: &Global, list: &List) -> Result<(), Failure> {
    let kind = Kind::from_name(&list.kind).ok_or_else(|| unknown(&list.kind))?;
    let data = load(global)?;
    let records: Vec<VisibleRecord<'_>> = data.of_kind(kind).collect();
    if records.is_empty() {
        return Err(Failure::NothingFound(format!("there are no {} in the data", kind.plural())));
    }
    let output = Output::new(global);
    output.print(|out| rows::write(&records, output.columns, out))
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
