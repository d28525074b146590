//! The name of another time, or in another language, by which a search finds a member.

use crate::atlas::{Name, Standing, VisibleRecord};

/// The later or former name by which a search finds a member, after its name in a row: `; later name: Department of Peace
/// Operations (DPO)`. `typed` counts the bytes of a text that match as typed; none is given if a larger part of the row does.
pub fn name_found(record: VisibleRecord<'_>, row: &str, mut typed: impl FnMut(&str) -> usize) -> Option<String> {
    let shown = record.later_name();
    // A row with a later name has only the shortest form of the source's.
    let source = shown.and_then(|_| record.names().next());
    let names = record.names_in_time().filter(|name| Some(*name) != shown);
    let mut names = source.into_iter().chain(names).map(|name| (name, name.in_full())).peekable();
    names.peek()?;
    let in_row = typed(row);
    let counted = names.map(|(name, words)| (typed(&words), name, words));
    let (count, name, words) = counted.max_by_key(|(count, ..)| *count)?;
    // The row says of another time itself what it calls the record.
    let is_of_other_time = matches!(name.standing, Standing::Later | Standing::Former);
    let is_nearer = if is_of_other_time { count * row.len() >= in_row * words.len() } else { in_row == 0 } && count > 0;
    let until = record.name_ended(name).map(|date| format!(", until {date}")).unwrap_or_default();
    // Names that differ in their language alone are told together.
    let is_alike = |other: &&Name| {
        let is_same = **other == *name || (other.is_foreign() && name.is_foreign());
        is_same && other.standing == name.standing && other.period == name.period && other.in_full() == words
    };
    let alike: Vec<_> = record.names_in_time().filter(is_alike).collect();
    let label = if alike.is_empty() { name.label().into_owned() } else { Name::label_of(&alike) };
    is_nearer.then(|| format!("; {label}: {words}{until}"))
}
