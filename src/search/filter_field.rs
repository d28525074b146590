//! The fields of the query language by their names: typed in full, cut short, or misspelt.

use crate::atlas::nearest;

/// The fields of the query language, with what their values are.
pub const FIELDS: [(&str, &str); 6] = [
    ("kind", "a kind of record"),
    ("pillar", "one of the four Ps"),
    ("id", "an id or how it begins"),
    ("in", "a field of the records"),
    ("basis", "whose words the text is in"),
    ("cites", "a document that is cited, or that something is part of or established by"),
];

/// The field with this name, in lower case.
pub(super) fn named(word: &str) -> Option<&'static str> {
    begun(word).find(|field| *field == word)
}

/// The fields whose names begin so, in lower case.
pub(super) fn begun(name: &str) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(field, _)| *field).filter(move |field| field.starts_with(name))
}

/// The field that a name means: the one that begins so.
pub(super) fn field(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut meant = begun(&name);
    meant.next().filter(|_| meant.next().is_none())
}

/// What is to be said of a name before a colon that is none of a field.
pub(super) fn taken_as_text(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let meant = begun(&name).collect::<Vec<_>>().join(" or ");
    if meant.is_empty() {
        let fields = FIELDS.map(|(field, _)| field).join(", ");
        format!("“{name}:” is read as text; the filters are {fields}")
    } else {
        format!("“{name}:” is read as text; it may be {meant}")
    }
}

/// The field whose name this is but for a letter or two, or in letters that look alike.
pub(super) fn misspelt(name: &str) -> Option<&'static str> {
    let plain = deunicode::deunicode(name).to_lowercase();
    // One that begins several may be any of them.
    let is_name =
        plain.bytes().all(|byte| byte.is_ascii_alphabetic()) && !(name.is_ascii() && begun(&plain).next().is_some());
    nearest(&plain, begun("")).filter(|_| is_name)
}
