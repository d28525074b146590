//! Citations on one line.

use std::fmt;

use crate::atlas::{Basis, Citation, Data, Place, SYMBOL};

/// The name of a cited document: its symbol if it has one, or else its title.
pub fn document_name<'a>(data: &'a Data, citation: &'a Citation) -> &'a str {
    let Some(document) = data.get(&citation.document) else { return citation.document.as_str() };
    document.fact(SYMBOL).unwrap_or(document.title()).first()
}

/// A citation as a line: `ICAT deck, slide “What is ICAT?”`.
pub fn citation_line(data: &Data, citation: &Citation) -> String {
    cited(data, citation).to_string()
}

/// The same, to be written.
pub fn cited<'a>(data: &'a Data, citation: &'a Citation) -> Cited<'a> {
    Cited { document: document_name(data, citation), citation }
}

/// A cited document, a place in it, what it is cited for, and when and how well it bears that out.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    document: &'a str,
    citation: &'a Citation,
}

impl fmt::Display for Cited<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.document)?;
        if self.citation.place != Place::Whole {
            write!(f, ", {}", self.citation.place.in_words())?;
        }
        if let Some(what) = &self.citation.supports {
            write!(f, ", for {what}")?;
        }
        self.citation.remarks().try_for_each(|remark| write!(f, ", {remark}"))
    }
}

/// The basis of a text that is not the source's own words.
pub(super) const fn basis_note(basis: Basis) -> &'static str {
    match basis {
        Basis::Verbatim => "",
        Basis::Paraphrase => ", paraphrase",
        Basis::Editorial => ", editorial",
    }
}
