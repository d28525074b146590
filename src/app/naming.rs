//! What records are called: over their pages, in lists, in lines among others.

use std::borrow::Cow;

use crate::atlas::{Basis, Kind, Record};

/// What a record is called over its page: `IOM · International Organization for Migration`, `Gap 1 · Prevention`.
pub fn heading(record: &Record) -> String {
    let numbered = |word: &str| match record.pillar() {
        Some(pillar) => format!("{word} {} · {pillar}", record.id.leaf()),
        None => format!("{word} {} · {}", record.id.leaf(), record.title.first()),
    };
    match record.kind() {
        Kind::Gap => numbered("Gap"),
        Kind::Recommendation => numbered("Recommendation"),
        Kind::Clause => numbered("Clause"),
        Kind::Function => numbered("Function"),
        _ => match record.acronym() {
            Some(acronym) => format!("{acronym} · {}", record.title.first()),
            None => record.title.first().to_owned(),
        },
    }
}

/// What a record is called in a line among others.
pub fn short(record: &Record) -> String {
    record.acronym().map_or_else(|| listed(record).into_owned(), ToString::to_string)
}

/// The title of a record as lists have it: marked where it is our own.
pub fn listed(record: &Record) -> Cow<'_, str> {
    let title = record.title.first();
    if record.title.basis == Basis::Editorial { format!("{EDITORIAL} {title}").into() } else { title.into() }
}

/// The mark of what no source says, where there is no room for the word.
pub const EDITORIAL: &str = "[ed.]";

/// What a record is called in a list of records of all kinds.
pub fn heading_in_list(record: &Record) -> String {
    match record.acronym() {
        Some(acronym) => format!("{acronym} · {}", record.title.first()),
        None => listed(record).into_owned(),
    }
}
