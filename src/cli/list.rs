//! `icatlas list`: lists the records of a kind, or the unanswered gaps.

use super::arguments::{Global, List};
use super::{Failure, Output, load, rows};
use crate::atlas::text::{abridged, printable};
use crate::atlas::{Kind, VisibleRecord, nearest};
use crate::search::{LONGEST, why_no_answers};

pub(super) fn run(global: &Global, list: &List) -> Result<(), Failure> {
    let kind = Kind::from_name(&list.kind).ok_or_else(|| unknown(&list.kind))?;
    if list.unanswered && kind != Kind::Gap {
        let kind = kind.plural();
        return Err(Failure::Usage(format!("only gaps are answered or not: omit --unanswered to list the {kind}")));
    }
    let data = load(global)?;
    if list.unanswered && !data.has_answers() {
        return Err(Failure::NothingFound(format!("no gap counts as unanswered: {}", why_no_answers(&data))));
    }
    let listed = |record: &VisibleRecord<'_>| !list.unanswered || data.is_unanswered(*record);
    let records: Vec<VisibleRecord<'_>> = data.of_kind(kind).filter(listed).collect();
    if records.is_empty() && list.unanswered {
        return Err(Failure::NothingFound("there are no unanswered gaps in the data".to_owned()));
    }
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
