//! What records are called: over their pages, in lists, in lines among others. What is our own bears a sign.
//!
//! Names may be of any length, so each of these takes the columns that are there for it, and gives little more than these
//! show (see [`beginning`]).

use std::borrow::Cow;

use super::wrap::beginning;
use crate::atlas::{Basis, Kind, VisibleRecord};

/// The sign behind what no source says, where there is no room for the word.
pub const EDITORIAL: &str = "†";

/// So many of something: `1 word`, `2 words`.
pub fn counted(number: impl Into<u64>, noun: &str) -> String {
    match number.into() {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// What a record is called over its page: `IOM · International Organization for Migration`, `Gap 1 · Prevention`.
pub fn heading(record: VisibleRecord<'_>, columns: usize) -> String {
    let leaf = beginning(record.id().leaf(), columns);
    let numbered = |word: &str| match record.pillar() {
        Some(pillar) => format!("{word} {leaf} · {pillar}"),
        None => format!("{word} {leaf} · {}", beginning(record.title().first(), columns)),
    };
    match record.kind() {
        Kind::Gap => numbered("Gap"),
        Kind::Recommendation => numbered("Recommendation"),
        Kind::Clause => numbered("Clause"),
        Kind::Function => numbered("Function"),
        Kind::Member | Kind::Event | Kind::Publication | Kind::Instrument | Kind::Contact | Kind::Document => {
            in_list(record, columns)
        }
    }
}

/// What a record is called in a list of records of all kinds.
pub fn in_list(record: VisibleRecord<'_>, columns: usize) -> String {
    match acronym(record, columns) {
        Some(acronym) => format!("{acronym} · {}", beginning(record.title().first(), columns)),
        None => title(record, columns).into_owned(),
    }
}

/// What a record is called in a line among others.
pub fn short(record: VisibleRecord<'_>, columns: usize) -> String {
    acronym(record, columns).unwrap_or_else(|| title(record, columns)).into_owned()
}

/// The title of a record.
pub fn title(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    signed(record.title().first(), record.title().basis, columns)
}

/// The acronym by which lists call a record.
pub fn acronym(record: VisibleRecord<'_>, columns: usize) -> Option<Cow<'_, str>> {
    let acronym = record.acronym()?;
    // One of several names of one form is a source's, if any is.
    let bases = || record.names().filter(|name| name.holds(acronym)).map(|name| name.basis);
    let is_our_own = bases().count() > 0 && bases().all(|basis| basis == Basis::Editorial);
    Some(signed(acronym.as_str(), if is_our_own { Basis::Editorial } else { Basis::Verbatim }, columns))
}

/// A text with the sign behind it if it is our own.
pub fn signed(text: &str, basis: Basis, columns: usize) -> Cow<'_, str> {
    let text = beginning(text, columns);
    if basis == Basis::Editorial { format!("{text}{EDITORIAL}").into() } else { text }
}
