//! Citations of records in the styles that other programs use.

use super::ascii::Spelling;
use super::{Letters, markdown, tex};
use crate::atlas::{Basis, Citation, Data, Date, Kind, Place, SYMBOL, VisibleRecord};

/// A citation style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The style of the United Nations: body, title, symbol, date, place.
    Plain,
    /// The same with the title in italics.
    Markdown,
    /// A BibTeX entry of the type `misc`.
    Bibtex,
}

impl Style {
    /// The replacement of non-ASCII characters in ASCII output.
    pub const fn spelling(self) -> Spelling {
        match self {
            Self::Plain | Self::Markdown => Spelling::Alike,
            Self::Bibtex => Spelling::Tex,
        }
    }

    /// The sources of a record, each as a line or an entry that ends with a line break. For a document, the document
    /// itself.
    pub fn cite(self, data: &Data, record: VisibleRecord<'_>) -> String {
        self.cite_in(&Letters::all(), data, record)
    }

    /// Like [`Style::cite`], in these letters.
    pub fn cite_in(self, letters: &Letters, data: &Data, record: VisibleRecord<'_>) -> String {
        let escaped = |text: &str| markdown::escaped(text, letters);
        let itself = Citation { document: record.id().clone(), place: Place::Whole, supports: None };
        let citations =
            if record.kind() == Kind::Document { std::slice::from_ref(&itself) } else { record.citations() };
        let sources = citations.iter().filter_map(|citation| Some((data.get(&citation.document)?, citation)));
        let cited = sources.enumerate().map(|(number, (document, citation))| match self {
            Self::Plain => line(document, citation, plain_title(document), str::to_owned),
            Self::Markdown => line(document, citation, format!("*{}*", escaped(document.title().first())), escaped),
            Self::Bibtex => entry(document, citation, &key(record, number)),
        });
        cited.map(|citation| citation + "\n").collect()
    }
}

/// `General Assembly of the United Nations, “Improving …”, A/RES/61/180, paragraph 3.`
fn line(document: VisibleRecord<'_>, citation: &Citation, title: String, spelled: impl Fn(&str) -> String) -> String {
    let fact = |label: &str| document.fact(label).map(|fact| spelled(fact.first()));
    let symbol = fact(SYMBOL);
    // A symbol is enough to find the document.
    let address = if symbol.is_none() { fact("address") } else { None };
    let date = document.date().map(|date| date.to_string());
    let place = (citation.place != Place::Whole).then(|| spelled(&citation.place.to_string()));
    let parts = [fact("body"), Some(title), symbol, date, place, address];
    let supports = citation.supports.as_ref().map(|what| format!(" (for {})", spelled(what.as_str())));
    format!("{}{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "), supports.unwrap_or_default())
}

/// The title, in quotation marks if it is the document's own.
fn plain_title(document: VisibleRecord<'_>) -> String {
    let title = document.title().first();
    if document.title().basis == Basis::Verbatim { format!("“{title}”") } else { title.to_owned() }
}

/// The key of an entry: the id of the record, because several records may cite one document. Ids contain no colon, so
/// keys are unique.
fn key(record: VisibleRecord<'_>, number: usize) -> String {
    if number == 0 { record.id().to_string() } else { format!("{}:{}", record.id(), number + 1) }
}

fn entry(document: VisibleRecord<'_>, citation: &Citation, key: &str) -> String {
    // Double braces keep BibTeX from splitting a body into given and family names and from lowering the case of a
    // title.
    let fact = |label: &str| document.fact(label).map(|fact| tex::text(fact.first()));
    let supports = citation.supports.as_ref().map(|what| format!("for {}", tex::text(what.as_str())));
    let place = (citation.place != Place::Whole).then(|| tex::text(&citation.place.to_string()));
    let note = place.into_iter().chain(supports).collect::<Vec<_>>().join(", ");
    let fields = [
        ("author", fact("body").map(|body| format!("{{{{{body}}}}}"))),
        ("title", Some(format!("{{{{{}}}}}", tex::text(document.title().first())))),
        ("number", fact(SYMBOL).map(|symbol| format!("{{{symbol}}}"))),
        ("date", document.date().map(|date| format!("{{{}}}", date.iso()))),
        ("year", document.date().map(|date| format!("{{{}}}", Date::year(date)))),
        ("url", document.fact("address").map(|address| format!("{{{}}}", tex::address(address.first())))),
        ("note", Some(note).filter(|note| !note.is_empty()).map(|note| format!("{{{note}}}"))),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {},\n", value?)));
    format!("@misc{{{key},\n{}}}", fields.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::atlas::RecordId;

    fn cited(style: Style, id: &str) -> String {
        let data = Data::from(Atlas::frozen());
        style.cite(&data, data.get(&RecordId::try_from(id).unwrap()).unwrap())
    }

    #[test]
    fn a_plain_citation_gives_body_title_symbol_date_and_place() {
        assert_eq!(
            cited(Style::Plain, "gap/prosecution/1"),
            "ICAT, ICAT deck, 20 October 2010, slide “Prosecution GAPS”.\n"
        );
        assert_eq!(
            cited(Style::Plain, "document/a-res-61-180"),
            "General Assembly of the United Nations, “Improving the coordination of efforts against trafficking in \
             persons”, A/RES/61/180.\n"
        );
        assert_eq!(
            cited(Style::Plain, "event/establishment").lines().last().unwrap(),
            "ICAT, ICAT’s page about itself, icat.un.org/about (for the date)."
        );
    }

    #[test]
    fn the_title_is_in_italics_in_markdown() {
        assert_eq!(
            cited(Style::Markdown, "gap/prosecution/1"),
            "ICAT, *ICAT deck*, 20 October 2010, slide “Prosecution GAPS”.\n"
        );
    }
}
