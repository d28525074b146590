//! The names of records: in headings, in lists and within lines. Editorial names carry a sign.
//!
//! A name may have any length. Each function takes the number of columns available and returns little more text than
//! fits (see [`beginning`]).

use std::borrow::Cow;

use super::wrap::beginning;
use crate::atlas::{Basis, Kind, VisibleRecord};

/// The sign after an editorial text, where the word does not fit.
pub const EDITORIAL: &str = "†";

/// The sign of a gap that no recommendation answers.
pub const UNANSWERED_SIGN: &str = "○";

/// What is said of a gap that no recommendation answers.
pub const UNANSWERED: &str = "○ No recommendation answers it (our judgement)";

/// A number with its noun: `1 word`, `2 words`.
pub fn counted(number: impl Into<u64>, noun: &str) -> String {
    match number.into() {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// The heading of a record's page: `IOM · International Organization for Migration`, `Gap 1 · Prevention`.
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

/// The name of a record in a list of all kinds.
pub fn in_list(record: VisibleRecord<'_>, columns: usize) -> String {
    match acronym(record, columns) {
        Some(acronym) => format!("{acronym} · {}", beginning(record.title().first(), columns)),
        None => title(record, columns).into_owned(),
    }
}

/// The shortest name of a record, within a line.
pub fn short(record: VisibleRecord<'_>, columns: usize) -> String {
    acronym(record, columns).unwrap_or_else(|| title(record, columns)).into_owned()
}

/// The title of a record, with the sign if it is editorial.
pub fn title(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    signed(record.title().first(), record.title().basis, columns)
}

/// The name of a record for lists (see [`VisibleRecord::acronym`]), with the sign if it is editorial.
pub fn acronym(record: VisibleRecord<'_>, columns: usize) -> Option<Cow<'_, str>> {
    let acronym = record.acronym()?;
    // If several names contain it, it is editorial only if all of them are.
    let bases = || record.names().filter(|name| name.holds(acronym)).map(|name| name.basis);
    let is_our_own = bases().count() > 0 && bases().all(|basis| basis == Basis::Editorial);
    Some(signed(acronym.as_str(), if is_our_own { Basis::Editorial } else { Basis::Verbatim }, columns))
}

/// A text, followed by the sign if it is editorial.
pub fn signed(text: &str, basis: Basis, columns: usize) -> Cow<'_, str> {
    let text = beginning(text, columns);
    if basis == Basis::Editorial { format!("{text}{EDITORIAL}").into() } else { text }
}
