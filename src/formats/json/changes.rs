//! The JSON of `diff`: an object for each change.

use std::io::{self, Write};

use serde::Serialize;

use super::{Cited, Fact, Link, Name, Origin, SCHEMA, cited, fact, link, name, write_object};
use crate::atlas::{Change, Changed, Data, Date, Kind, Part, RecordId};
use crate::present::changes::{citations, in_words, part, word};

#[derive(Serialize)]
struct Compared<'a> {
    schema: u32,
    #[serde(flatten)]
    origin: Origin<'a>,
    /// The days that are compared, in ISO 8601.
    from: String,
    to: String,
    changes: Vec<Exported<'a>>,
}

#[derive(Serialize)]
struct Exported<'a> {
    id: &'a RecordId,
    kind: Kind,
    title: &'a str,
    /// What became of it: new, ends or ended.
    change: &'static str,
    /// What changed: the record, or a link, name or fact of it.
    of: &'static str,
    /// The change as `diff` prints it.
    text: String,
    date: Option<String>,
    #[serde(flatten)]
    changed: ChangedPart<'a>,
    /// The sources of the change; empty for our own knowledge.
    citations: Vec<Cited<'a>>,
}

/// The part that changed, in the form that it has in a record; nothing for the record itself.
#[derive(Default, Serialize)]
struct ChangedPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<Fact<'a>>,
}

/// Writes what changed between two days. `data` is that of the later one.
///
/// # Errors
/// Those of `out`.
pub fn write_changes(data: &Data, days: [Date; 2], records: &[Changed<'_>], out: &mut dyn Write) -> io::Result<()> {
    let changes =
        records.iter().flat_map(|changed| changed.changes.iter().map(|change| exported(data, changed, change)));
    let [from, to] = days.map(Date::iso);
    write_object(
        &Compared { schema: SCHEMA, origin: Origin::of_any_day(data), from, to, changes: changes.collect() },
        out,
    )
}

fn exported<'a>(data: &'a Data, changed: &Changed<'a>, change: &Change<'a>) -> Exported<'a> {
    let record = changed.record;
    let of_part = match change.part {
        Part::Record => ChangedPart::default(),
        Part::Link(own) => ChangedPart { link: Some(link(data, own, Some(&own.to), None)), ..ChangedPart::default() },
        Part::Name(own) => ChangedPart { name: Some(name(data, own)), ..ChangedPart::default() },
        Part::Fact(own) => ChangedPart { fact: Some(fact(data, own)), ..ChangedPart::default() },
    };
    Exported {
        id: record.id(),
        kind: record.kind(),
        title: record.title().first(),
        change: word(change.turn),
        of: part(change.part),
        text: in_words(data, changed, change),
        date: change.date.map(Date::iso),
        changed: of_part,
        citations: citations(record, change).into_iter().map(|citation| cited(data, citation)).collect(),
    }
}
