//! Lays out a record for reading: its text, sources, facts, links and names as lines of a given width.

use std::borrow::Cow;
use std::ops::Range;

use super::citing::citation_line;
use super::content::{Line, Role, Span};
use super::naming::{in_list, short};
use super::wrap;
use crate::atlas::{Basis, Citation, Data, Link, RecordId, Relation, VisibleRecord, has_memory};

/// A record laid out in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// The targets of the links, in the order of the lines.
    pub links: Vec<RecordId>,
}

/// Identifies a link on a page by its target, so it stays valid at any width and behind any filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTo {
    /// The other end.
    pub record: RecordId,
    /// Its index among the links of the page with the same target, from 0.
    pub nth: usize,
}

/// The width of the margin for labels, in columns: the longest usual label and two spaces.
const MARGIN: usize = 9;

/// Narrower pages put labels on lines of their own, because a margin would leave too little for the text.
const NARROW: usize = 48;

/// The indentation of items on a narrow page, and of secondary items below others, in columns.
const INDENT: usize = 2;

/// The least width that a page is laid out for; in a narrower area its lines are cut.
const LEAST_WIDTH: usize = 8;

/// Most memory that a page takes for a byte of its record's texts, in bytes, rounded up.
const BYTES_PER_BYTE: usize = 6;

impl Page {
    /// Whether there is enough memory for the page of a record.
    pub fn has_memory(record: VisibleRecord<'_>) -> bool {
        has_memory(record.length().saturating_mul(BYTES_PER_BYTE))
    }

    /// Lays a record out in lines of at most `width` columns.
    pub fn of(data: &Data, record: VisibleRecord<'_>, width: usize) -> Self {
        let mut writer = Writer { page: Self { lines: Vec::new(), links: Vec::new() }, width: width.max(LEAST_WIDTH) };
        writer.text(record);
        // The source comes right after the text, so that it is at hand when reading aloud in a call.
        writer.sources(data, record);
        writer.facts(record);
        writer.links(data, record);
        writer.names(record);
        writer.page
    }

    /// The link at this index.
    pub fn link(&self, number: usize) -> Option<LinkTo> {
        let record = self.links.get(number)?.clone();
        let nth = self.links[..number].iter().filter(|other| **other == record).count();
        Some(LinkTo { record, nth })
    }

    /// The index of a link, or else of the first one with the same target. `None` if no link of this page has it.
    pub fn number_of(&self, link: &LinkTo) -> Option<usize> {
        let alike = || (0..self.links.len()).filter(|number| self.links[*number] == link.record);
        alike().nth(link.nth).or_else(|| alike().next())
    }

    /// The range of lines that show a link.
    pub fn lines_of_link(&self, link: usize) -> Option<Range<usize>> {
        let first = self.lines.iter().position(|line| line.link == Some(link))?;
        let count = self.lines[first..].iter().take_while(|line| line.link == Some(link)).count();
        Some(first..first + count)
    }
}

/// A page of links to the records that a bar counts; `basis` names what was counted.
pub fn counted<'a>(
    records: impl IntoIterator<Item = VisibleRecord<'a>>,
    number: usize,
    basis: &str,
    width: usize,
) -> Page {
    let mut writer = Writer { page: Page::default(), width: width.max(LEAST_WIDTH) };
    let counted = if number == 1 { "1 record".to_owned() } else { format!("{number} records") };
    writer.line(vec![(Role::Text, format!("{counted}, ")), (Role::Aside, basis.to_owned())], None);
    let mut items: Vec<Item> = records
        .into_iter()
        .take(MOST_COUNTED)
        .map(|record| {
            let link = Some(writer.link(record.id()));
            Item { role: Role::Link, words: in_list(record, wrap::WHOLE), aside: record.id().to_string(), link }
        })
        .collect();
    if number > MOST_COUNTED {
        let words = format!("and {} more", number - MOST_COUNTED);
        items.push(Item { role: Role::Aside, words, aside: String::new(), link: None });
    }
    writer.section("RECORDS", items);
    writer.page
}

/// A page of plain text, broken only at spaces so that addresses stay whole.
pub fn plain(text: &str, width: usize) -> Page {
    let wrapped = text.lines().flat_map(|line| wrap::lines_at_spaces(line, width));
    let line = |text: Cow<'_, str>| Line::from(vec![Span::new(Role::Text, text)]);
    Page { lines: wrapped.map(line).collect(), links: Vec::new() }
}

/// An item under a label.
struct Item {
    role: Role,
    words: String,
    /// Secondary text: a basis or an id.
    aside: String,
    /// The index of the link that it shows.
    link: Option<usize>,
}

/// Most records listed for a bar; the rest are counted.
const MOST_COUNTED: usize = 100;

/// Most citing records listed on the page of a document; the search finds the others.
const MOST_CITING: usize = 20;

struct Writer {
    page: Page,
    width: usize,
}

impl Writer {
    fn text(&mut self, record: VisibleRecord<'_>) {
        let paragraphs = &record.body().paragraphs;
        let mut before = 0;
        for paragraph in paragraphs {
            let lines = wrap::lines(paragraph.as_str(), self.width);
            // Paragraphs of one line, such as addresses and lists, stay together; longer ones are separated by empty
            // lines.
            if before > 1 || (before > 0 && lines.len() > 1) {
                self.page.lines.push(Line::default());
            }
            before = lines.len();
            for line in lines {
                self.line(vec![(Role::Text, line.into_owned())], None);
            }
        }
    }

    fn names(&mut self, record: VisibleRecord<'_>) {
        let items = record
            .names()
            .skip(1)
            .map(|name| {
                let words = [&name.acronym, &name.name].into_iter().flatten().map(ToString::to_string);
                let words = words.collect::<Vec<_>>().join(" · ");
                let aside = format!("{}, {}", name.standing.label(), name.basis);
                match &name.citation {
                    Some(citation) => {
                        let aside = format!("{aside}, {}", citation.document);
                        Item { role: Role::Link, words, aside, link: Some(self.link(&citation.document)) }
                    }
                    None => Item { role: Role::Text, words, aside, link: None },
                }
            })
            .collect();
        self.section("NAMES", items);
    }

    fn facts(&mut self, record: VisibleRecord<'_>) {
        let mut before = None;
        for fact in record.facts() {
            let (words, aside) = (fact.statement.joined(), basis_label(fact.statement.basis));
            let item = Item { role: Role::Text, words, aside, link: None };
            // An empty line precedes the first fact, and each further one with its label.
            let first = *before.get_or_insert(fact.label) == fact.label;
            self.items(&fact.label.to_uppercase(), vec![item], first);
        }
    }

    /// Adds the links, grouped by source, with the source below each group.
    fn links(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let outgoing = record.links().filter_map(|link| Some((link.relation.forward(), data.get(&link.to)?, link)));
        let incoming = data.incoming(record.id()).map(|(from, link)| (link.relation.reverse(), from, link));
        let ends: Vec<_> = outgoing.chain(incoming).collect();
        let source_of = |link: &Link| (link.basis, link.citation.clone(), link.reason.clone());
        let mut items = Vec::new();
        for together in ends.chunk_by(|(.., a), (.., b)| source_of(a) == source_of(b)) {
            for (relation, end, _) in together {
                items.push(self.end(relation, *end));
            }
            if let Some((.., link)) = together.first() {
                items.push(grounds(data, link));
            }
        }
        self.section("LINKS", items);
        self.citing(data, record);
    }

    /// Adds the first records that cite a document, and how to find the others.
    fn citing(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let others = data.citing(record.id()).count().saturating_sub(MOST_CITING);
        let mut items: Vec<Item> =
            data.citing(record.id()).take(MOST_CITING).map(|from| self.end(Relation::Cites.reverse(), from)).collect();
        if others > 0 {
            let words = format!("and {others} more: the search finds all of them by cites:{}", record.id().in_kind());
            items.push(Item { role: Role::Aside, words, aside: String::new(), link: None });
        }
        self.section("CITED", items);
    }

    /// An item for the other end of a link.
    fn end(&mut self, relation: &str, end: VisibleRecord<'_>) -> Item {
        let words = format!("{relation} {}", short(end, wrap::WHOLE));
        Item { role: Role::Link, words, aside: end.id().to_string(), link: Some(self.link(end.id())) }
    }

    fn sources(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let items = record
            .citations()
            .iter()
            .enumerate()
            .map(|(number, citation)| {
                let aside = if number == 0 && citation.supports.is_none() { bases(record) } else { purpose(citation) };
                // One link for each document is enough.
                let known = citation.document == *record.id() || self.page.links.contains(&citation.document);
                let link = (!known).then(|| self.link(&citation.document));
                Item { role: Role::Link, words: citation_line(data, citation), aside, link }
            })
            .collect();
        self.section("SOURCE", items);
    }

    fn link(&mut self, to: &RecordId) -> usize {
        self.page.links.push(to.clone());
        self.page.links.len() - 1
    }

    /// Adds items under one label, after an empty line.
    fn section(&mut self, label: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.items(label, items, true);
        }
    }

    fn items(&mut self, label: &str, items: Vec<Item>, set_off: bool) {
        if set_off {
            self.page.lines.push(Line::default());
        }
        let label = &*wrap::cut(label, self.width);
        let narrow = self.width < NARROW;
        let margin = if narrow { INDENT } else { MARGIN };
        if narrow {
            self.line(vec![(Role::Heading, label.to_owned())], None);
        }
        let mut label = (!narrow).then_some(label);
        for Item { role, words, aside, link } in items {
            let role = if role == Role::Link && link.is_none() { Role::Text } else { role };
            // Secondary items are indented below the ones they belong to.
            let margin = if role == Role::Aside { margin + INDENT } else { margin };
            for spans in item_lines(role, &words, &aside, self.width - margin) {
                let label = label.take().unwrap_or_default();
                let margin = (Role::Heading, format!("{label:margin$}"));
                self.line(std::iter::once(margin).chain(spans).collect(), link);
            }
        }
    }

    fn line(&mut self, spans: Vec<(Role, String)>, link: Option<usize>) {
        let spans = spans.into_iter().filter(|(_, text)| !text.is_empty()).map(|(role, text)| Span::new(role, text));
        self.page.lines.push(Line { link, ..spans.collect::<Vec<_>>().into() });
    }
}

/// The lines of an item: its words, then the secondary text, on the last line of the words if it fits. The secondary
/// text is broken only at spaces, so that ids stay whole.
fn item_lines(role: Role, words: &str, aside: &str, width: usize) -> Vec<Vec<(Role, String)>> {
    let mut lines: Vec<Vec<_>> =
        wrap::lines(words, width).into_iter().map(|line| vec![(role, line.into_owned())]).collect();
    if aside.is_empty() {
        return lines;
    }
    match lines.last_mut() {
        Some(last) if wrap::width(&last[0].1) + 2 + wrap::width(aside) <= width => {
            last.push((Role::Aside, format!("  {aside}")));
        }
        _ => lines
            .extend(wrap::lines_at_spaces(aside, width).into_iter().map(|line| vec![(Role::Aside, line.into_owned())])),
    }
    lines
}

/// The source of a link, or the reason of an editorial one.
fn grounds(data: &Data, link: &Link) -> Item {
    let words = match &link.reason {
        Some(reason) => reason.to_string(),
        None => citation_line(data, &link.citation),
    };
    Item { role: Role::Aside, words, aside: link.basis.to_string(), link: None }
}

/// The bases of text and title; one word if they are the same.
fn bases(record: VisibleRecord<'_>) -> String {
    let (title, text) = (record.title().basis, record.body().basis);
    if title == text { text.to_string() } else { format!("{text}; title {title}") }
}

fn purpose(citation: &Citation) -> String {
    citation.supports.as_ref().map(|what| format!("for {what}")).unwrap_or_default()
}

/// The basis as a label; verbatim is the usual case and has none.
fn basis_label(basis: Basis) -> String {
    if basis == Basis::Verbatim { String::new() } else { basis.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn page(id: &str, width: usize) -> Page {
        let data = Data::from(Atlas::frozen());
        Page::of(&data, data.get(&RecordId::try_from(id).unwrap()).unwrap(), width)
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_nothing_is_lost() {
        let data = Data::from(Atlas::frozen());
        for width in [8, 20, 38, 47, 48, 80, 200] {
            for record in data.records() {
                let page = Page::of(&data, record, width);
                let lines: Vec<_> = page.lines.iter().map(Line::plain).collect();
                assert!(lines.iter().all(|line| wrap::width(line.trim_end()) <= width), "{} at {width}", record.id());
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                let shown = squeezed(&lines.concat());
                assert!(shown.contains(&squeezed(&record.body().joined())), "{} at {width}", record.id());
            }
        }
    }

    #[test]
    fn source_and_basis_come_right_below_the_text() {
        let lines: Vec<_> = page("gap/prosecution/1", 76).lines.iter().map(Line::plain).collect();
        assert_eq!(lines[..3], ["Large impunity", "", "SOURCE   ICAT deck, slide “Prosecution GAPS”  verbatim"]);
    }

    #[test]
    fn every_link_has_its_source_or_our_reason() {
        let lines: Vec<_> = page("gap/partnership/3", 76).lines.iter().map(Line::plain).collect();
        let at = lines.iter().position(|line| line.starts_with("LINKS")).unwrap();
        assert_eq!(
            lines[at..],
            [
                "LINKS    answered by Increase mechanisms for collection, analysis and",
                "         dissemination of data  rec/partnership/2",
                "           It wants more of the mechanisms that the gap finds inadequate.",
                "           editorial",
            ]
        );
        let convened: Vec<_> = page("member/ilo", 100).lines.iter().map(Line::plain).collect();
        assert!(
            convened.contains(&"           ICAT deck, slide “What is ICAT?”  paraphrase".to_owned()),
            "{convened:#?}"
        );
    }

    #[test]
    fn a_document_names_the_records_that_cite_it_as_far_as_there_is_room() {
        let lines: Vec<_> = page("document/icat-deck", 80).lines.iter().map(Line::plain).collect();
        assert!(lines.contains(&"CITED    cited by UNODC  member/unodc".to_owned()), "{lines:#?}");
        assert!(lines.last().unwrap().ends_with("more: the search finds all of them by cites:icat-deck"), "{lines:#?}");
    }

    #[test]
    fn links_lead_both_ways() {
        let tokyo = RecordId::try_from("event/2006-09-tokyo").unwrap();
        let ilo = RecordId::try_from("member/ilo").unwrap();
        assert!(page("member/ilo", 76).links.contains(&tokyo));
        assert!(page("event/2006-09-tokyo", 76).links.contains(&ilo));
    }

    #[test]
    fn the_lines_of_a_link_are_found() {
        let page = page("member/ohchr", 30);
        for link in 0..page.links.len() {
            let lines = page.lines_of_link(link).unwrap();
            assert!(!lines.is_empty() && page.lines[lines].iter().all(|line| line.link == Some(link)));
        }
    }
}
