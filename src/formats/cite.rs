//! Citations of records in the styles that other programs use.

use std::borrow::Cow;

use super::ascii::Spelling;
use super::{Letters, markdown, tex};
use crate::atlas::{
    ADDRESS, BODY, Basis, CITED_AS, Citation, Data, Date, Kind, Link, Place, Relation, SYMBOL, VisibleRecord,
};

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
        self.each_in(letters, data, record).into_iter().map(|(_, cited)| cited + "\n").collect()
    }

    /// The sources of a record, each with its text, without a line break at the end.
    pub fn each_in(self, letters: &Letters, data: &Data, record: VisibleRecord<'_>) -> Vec<(Citation, String)> {
        let itself = whole(record);
        let citations =
            if record.kind() == Kind::Document { std::slice::from_ref(&itself) } else { record.citations() };
        let prose = match self {
            Self::Plain => Prose::Plain,
            Self::Markdown => Prose::Markdown(letters),
            Self::Bibtex => return entries(data, record, citations),
        };
        let cited = |citation: &Citation| Some((citation.clone(), prose.cited(data, record, citation)?));
        citations.iter().filter_map(cited).collect()
    }
}

/// The citation of a document as a whole.
pub(super) fn whole(document: VisibleRecord<'_>) -> Citation {
    Citation::of_whole(document.id().clone())
}

/// How a citation is spelled within a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Prose<'a> {
    /// As plain text.
    Plain,
    /// In Markdown, in these letters.
    Markdown(&'a Letters),
}

impl Prose<'_> {
    /// A text, without markup of its own.
    pub(super) fn spelled(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(text),
            Self::Markdown(letters) => Cow::Owned(markdown::escaped(text, letters)),
        }
    }

    /// A web address; in Markdown a link, if it is one that needs no escaping.
    pub(super) fn address(self, address: &str) -> Cow<'_, str> {
        match self {
            Self::Markdown(_) if is_plain_address(address) => Cow::Owned(format!("<{address}>")),
            Self::Plain | Self::Markdown(_) => self.spelled(address),
        }
    }

    /// A citation of a record: `A/64/L.64, as quoted by ICAT, slides of its side event, slide “…”`. `None` if the document is
    /// hidden.
    pub(super) fn cited(self, data: &Data, record: VisibleRecord<'_>, citation: &Citation) -> Option<String> {
        let source = self.source(data, citation)?;
        Some(match whole_text(data, record, citation) {
            Some(text) => format!("{}, as {} by {source}", self.name(text), quoted_or_reported(record)),
            None => source,
        })
    }

    /// A document and the place in it: `General Assembly of the United Nations, “Improving …”, A/RES/61/180, paragraph 3`.
    pub(super) fn source(self, data: &Data, citation: &Citation) -> Option<String> {
        let document = data.get(&citation.document)?;
        let fact = |label: &str| document.fact(label).map(|fact| self.spelled(fact.first()).into_owned());
        let symbol = fact(SYMBOL);
        let title = has_title(document).then(|| self.title(document));
        // A symbol is enough to find the document.
        let address = document.fact(ADDRESS).filter(|_| symbol.is_none());
        let address = address.map(|address| self.address(address.first()).into_owned());
        let when = document.date().as_ref().map(ToString::to_string);
        let place =
            (citation.place != Place::Whole).then(|| self.spelled(&citation.place.in_words().to_string()).into_owned());
        let supports = citation.supports.as_ref().map(|what| format!("for {}", self.spelled(what.as_str())));
        let parts = [fact(BODY), title, symbol, when, place, address, supports];
        Some(parts.into_iter().flatten().chain(citation.remarks()).collect::<Vec<_>>().join(", "))
    }

    /// What names a text: its symbol, or else its title.
    fn name(self, text: VisibleRecord<'_>) -> String {
        text.fact(SYMBOL).map_or_else(|| self.title(text), |symbol| self.spelled(symbol.first()).into_owned())
    }

    /// What citations call a text: in Markdown in italics, else in quotation marks if it is the text's own.
    fn title(self, text: VisibleRecord<'_>) -> String {
        let cited_as = text.fact(CITED_AS);
        let title = cited_as.unwrap_or_else(|| text.title());
        // The substitute for a hidden title is an id.
        let is_own = title.basis == Basis::Verbatim && (cited_as.is_some() || text.own_title().is_some());
        let words = title.paragraphs.iter().map(|paragraph| self.spelled(paragraph.as_str()));
        let words = words.collect::<Vec<_>>().join(" ");
        match self {
            Self::Plain if is_own => format!("“{words}”"),
            Self::Plain => words,
            Self::Markdown(_) => format!("*{words}*"),
        }
    }
}

/// Whether a text is a web address with its scheme, of no other characters than those of an autolink in Markdown that every
/// program understands.
fn is_plain_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/?#=%:@+,".contains(&byte);
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_usual))
}

/// Whether a document has something besides its symbol to go by.
fn has_title(document: VisibleRecord<'_>) -> bool {
    [SYMBOL, CITED_AS].map(|label| document.fact(label).is_some()) != [true, false] || document.own_title().is_some()
}

/// The text that the words of a record are part of, if the cited document only repeats them.
///
/// Only gaps, recommendations, clauses and functions are passages of a text; a contact is part of an organization. A
/// citation for something else, such as the date, is none of the words. A link of our own judgement would put our words
/// into the mouth of the source.
fn whole_text<'a>(data: &'a Data, record: VisibleRecord<'a>, citation: &Citation) -> Option<VisibleRecord<'a>> {
    let is_of_words = is_passage(record.kind()) && citation.supports.is_none();
    let is_from = |link: &&Link| link.relation == Relation::PartOf && link.basis != Basis::Editorial;
    let mut links = record.links().filter(|_| is_of_words).filter(is_from);
    links.find_map(|link| {
        let text = data.get(&link.to).filter(|text| *text.id() != citation.document)?;
        matches!(text.kind(), Kind::Document | Kind::Instrument | Kind::Publication).then_some(text)
    })
}

/// Whether records of a kind are passages of a text: their words are all that they are.
pub(super) const fn is_passage(kind: Kind) -> bool {
    match kind {
        Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function => true,
        Kind::Member
        | Kind::Body
        | Kind::Article
        | Kind::Event
        | Kind::Publication
        | Kind::Instrument
        | Kind::Contact
        | Kind::Document => false,
    }
}

fn quoted_or_reported(record: VisibleRecord<'_>) -> &'static str {
    if record.body().basis == Basis::Verbatim { "quoted" } else { "reported" }
}

fn entries(data: &Data, record: VisibleRecord<'_>, citations: &[Citation]) -> Vec<(Citation, String)> {
    let sources = citations.iter().filter_map(|citation| Some((data.get(&citation.document)?, citation)));
    let entries = sources.enumerate().map(|(number, (document, citation))| {
        let text = whole_text(data, record, citation).map(|text| {
            let verb = if record.body().basis == Basis::Verbatim { "quoting" } else { "reporting" };
            format!("{verb} {}", tex::text(&Prose::Plain.name(text)))
        });
        (citation.clone(), entry(document, citation, text, &key(record, number)))
    });
    entries.collect()
}

/// The key of an entry: the id of the record, because several records may cite one document. Ids contain no colon, so
/// keys are unique.
fn key(record: VisibleRecord<'_>, number: usize) -> String {
    if number == 0 { record.id().to_string() } else { format!("{}:{}", record.id(), number + 1) }
}

/// An entry. The title stays the document's: styles refer to a work by its title alone, while `cited as` is made to
/// follow the author. It says how the work was published.
fn entry(document: VisibleRecord<'_>, citation: &Citation, quoting: Option<String>, key: &str) -> String {
    // Double braces keep BibTeX from splitting a body into given and family names and from lowering the case of a
    // title.
    let fact = |label: &str| document.fact(label).map(|fact| tex::text(fact.first()));
    let supports = citation.supports.as_ref().map(|what| format!("for {}", tex::text(what.as_str())));
    let place = (citation.place != Place::Whole).then(|| tex::text(&citation.place.in_words().to_string()));
    // The day of reading has a field of its own.
    let marks = citation.marks().map(str::to_owned);
    let note = place.into_iter().chain(quoting).chain(supports).chain(marks).collect::<Vec<_>>().join(", ");
    let fields = [
        ("author", fact(BODY).map(|body| format!("{{{{{body}}}}}"))),
        ("title", Some(format!("{{{{{}}}}}", tex::text(document.title().first())))),
        ("howpublished", fact(CITED_AS).map(|words| format!("{{{words}}}"))),
        ("number", fact(SYMBOL).map(|symbol| format!("{{{symbol}}}"))),
        ("date", document.date().map(|date| format!("{{{}}}", date.iso()))),
        ("year", document.date().map(|date| format!("{{{}}}", Date::year(date)))),
        ("url", document.fact(ADDRESS).map(|address| format!("{{{}}}", tex::address(address.first())))),
        ("urldate", citation.read().map(|read| format!("{{{}}}", read.iso()))),
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
            "ICAT, slides of its side event, 20 October 2010, slide “Prosecution GAPS”\n"
        );
        assert_eq!(
            cited(Style::Plain, "document/a-res-61-180"),
            "General Assembly of the United Nations, “Improving the coordination of efforts against trafficking in \
             persons”, A/RES/61/180\n"
        );
        assert_eq!(
            cited(Style::Plain, "event/establishment").lines().last().unwrap(),
            "ICAT, ICAT’s page about itself, icat.un.org/about, for the date"
        );
    }

    #[test]
    fn a_preamble_is_no_numbered_paragraph() {
        let protocol = cited(Style::Plain, "instrument/tip-protocol");
        assert!(protocol.ends_with("A/RES/64/293, 30 July 2010, preamble\n"), "{protocol}");
    }

    #[test]
    fn the_title_is_in_italics_in_markdown() {
        assert_eq!(
            cited(Style::Markdown, "gap/prosecution/1"),
            "ICAT, *slides of its side event*, 20 October 2010, slide “Prosecution GAPS”\n"
        );
    }

    #[test]
    fn a_clause_is_cited_as_quoted_by_the_document_that_repeats_it() {
        let slide =
            "20 October 2010, slide “ICAT and the Global Plan of Action against Trafficking in Persons (A/64/L.64)”";
        assert_eq!(
            cited(Style::Plain, "clause/icat/1"),
            format!("A/64/L.64, as quoted by ICAT, slides of its side event, {slide}\n")
        );
        assert_eq!(
            cited(Style::Markdown, "clause/icat/1"),
            format!("A/64/L.64, as quoted by ICAT, *slides of its side event*, {slide}\n")
        );
        let entry = cited(Style::Bibtex, "clause/icat/1");
        assert!(entry.contains("(A/64/L.64)”, quoting A/64/L.64},\n"), "{entry}");
        assert!(entry.contains("  title = {{ICAT deck}},\n  howpublished = {slides of its side event},\n"), "{entry}");
        assert!(
            !cited(Style::Plain, "contact/unodc-ahtmsu").contains("quoted"),
            "a contact is part of an organization"
        );
    }
}
