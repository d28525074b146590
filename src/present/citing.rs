//! Citations on one line.

use std::borrow::Cow;
use std::fmt;

use compact_str::{CompactString, format_compact};

use super::naming;
use super::wrap::beginning;
use crate::atlas::{Basis, Citation, Data, Date, NUMBER, Place, RecordId, SYMBOL, Text, VisibleRecord};

/// The name of a cited document: its symbol if it has one, or else its title.
pub fn document_name<'a>(data: &'a Data, citation: &'a Citation) -> &'a str {
    name_of(data, &citation.document)
}

/// The same of a document by its id.
pub(super) fn name_of<'a>(data: &'a Data, document: &'a RecordId) -> &'a str {
    let Some(document) = data.get(document) else { return document.as_str() };
    document.fact(SYMBOL).unwrap_or(document.title()).first()
}

/// A citation as a line: `ICAT deck, slide “What is ICAT?”`.
pub fn citation_line(data: &Data, citation: &Citation) -> String {
    cited(data, citation).to_string()
}

/// The same, to be written.
pub fn cited<'a>(data: &'a Data, citation: &'a Citation) -> Cited<'a> {
    Cited { document: document_name(data, citation), citation, is_day_told: false }
}

/// A cited document, a place in it, what it is cited for, and when and how well it bears that out.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    document: &'a str,
    citation: &'a Citation,
    /// Whether something else says when it was read.
    is_day_told: bool,
}

impl Cited<'_> {
    /// Leaves out when it was read, if that is this day, which is told once for all.
    pub(super) fn but_for_day(self, told: Option<Date>) -> Self {
        Self { is_day_told: told.is_some() && told == self.citation.read(), ..self }
    }
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
        let day = self.citation.when_read().filter(|_| !self.is_day_told);
        let marks = self.citation.marks().map(Cow::Borrowed);
        day.map(Cow::Owned).into_iter().chain(marks).try_for_each(|remark| write!(f, ", {remark}"))
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

/// An article with its instrument, as short as it can be cited, and the paragraph that is meant: `Protocol, article 9(4)`.
pub fn short_article(article: VisibleRecord<'_>, paragraph: Option<&Text>, columns: usize) -> String {
    let [instrument, number] = short_parts(article, paragraph, columns);
    if instrument.is_empty() { number } else { format!("{instrument}, {number}") }
}

/// The same of several articles, each with its paragraph: what an instrument has follows its name.
pub fn short_articles<'a>(
    articles: impl Iterator<Item = (VisibleRecord<'a>, Option<&'a Text>)>,
    columns: usize,
) -> String {
    let mut cited = String::new();
    let mut last = String::new();
    for (article, paragraph) in articles {
        let [instrument, number] = short_parts(article, paragraph, columns);
        let is_another = cited.is_empty() || instrument != last;
        match (cited.is_empty(), is_another) {
            (true, _) => {}
            (false, true) => cited.push_str("; "),
            (false, false) => cited.push_str(", "),
        }
        if is_another && !instrument.is_empty() {
            cited.extend([&*instrument, ", "]);
        }
        cited.push_str(&number);
        last = instrument;
    }
    cited
}

/// The paragraphs that a link is about, with a word for them: `paragraph 9(4)`, `paragraphs 9(2), 9(4)`.
pub fn paragraphs(numbers: &Text) -> CompactString {
    format_compact!("{} {numbers}", if are_several(numbers) { "paragraphs" } else { "paragraph" })
}

/// Whether a link is about more than one paragraph.
pub fn are_several(numbers: &Text) -> bool {
    numbers.as_str().contains(',')
}

/// The name of the instrument of an article, if it is part of one, and its number with the paragraph.
fn short_parts(article: VisibleRecord<'_>, paragraph: Option<&Text>, columns: usize) -> [String; 2] {
    let number = article.fact(NUMBER).map_or_else(|| article.kind().name(), |number| number.first());
    let number = beginning(number, columns);
    let instrument = article.part_of();
    let instrument = instrument.map_or_else(String::new, |whole| {
        whole.short_name().map_or_else(|| naming::headline(whole, columns), Into::into).into_owned()
    });
    let Some(paragraph) = paragraph.map(|paragraph| beginning(paragraph.as_str(), columns)) else {
        return [instrument, number.into_owned()];
    };
    let whole = with_paragraph(&number, &paragraph).unwrap_or_else(|| format_compact!("{number}, para. {paragraph}"));
    [instrument, whole.into()]
}

/// A number with a paragraph that begins with it, which is how people cite: `article 9` and `9(4)` are `article 9(4)`.
pub(super) fn with_paragraph(number: &str, paragraph: &str) -> Option<CompactString> {
    let (what, digits) = number.rsplit_once(' ')?;
    paragraph.strip_prefix(digits)?.starts_with('(').then(|| format_compact!("{what} {paragraph}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, RecordId};
    use crate::present::wrap::WHOLE;

    #[test]
    fn an_article_is_cited_with_the_paragraph_that_is_meant() {
        let data = Data::from(Atlas::of_format_3());
        let cited = |id: &str, paragraph: Option<&str>| {
            let paragraph = paragraph.map(|paragraph| Text::try_from(paragraph.to_owned()).unwrap());
            short_article(data.get(&RecordId::try_from(id).unwrap()).unwrap(), paragraph.as_ref(), WHOLE)
        };
        let article = "article/tip-protocol/9";
        let instrument = "UN Trafficking in Persons Protocol";
        assert_eq!(cited(article, None), format!("{instrument}, article 9"));
        assert_eq!(cited(article, Some("9(2), 9(4)")), format!("{instrument}, article 9(2), 9(4)"));
        assert_eq!(cited(article, Some("26")), format!("{instrument}, article 9, para. 26"));
        assert_eq!(cited(article, Some("91")), format!("{instrument}, article 9, para. 91"));
        let of_link = |numbers: &str| paragraphs(&Text::try_from(numbers.to_owned()).unwrap());
        assert_eq!([of_link("9(4)"), of_link("9(2), 9(4)")], ["paragraph 9(4)", "paragraphs 9(2), 9(4)"]);
    }
}
