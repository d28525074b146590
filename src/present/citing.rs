//! Citations on one line.

use crate::atlas::{Citation, Data, Place, SYMBOL};

/// The name of a cited document: its symbol if it has one, or else its title.
pub fn document_name<'a>(data: &'a Data, citation: &'a Citation) -> &'a str {
    let Some(document) = data.get(&citation.document) else { return citation.document.as_str() };
    document.fact(SYMBOL).unwrap_or(document.title()).first()
}

/// A citation as a line: `ICAT deck, slide “What is ICAT?”`.
pub fn citation_line(data: &Data, citation: &Citation) -> String {
    let document = document_name(data, citation);
    match &citation.place {
        Place::Whole => document.to_owned(),
        place => format!("{document}, {}", place.in_words()),
    }
}
