//! A record laid out for reading: its text, names, links and source as lines of a given width.

use std::borrow::Cow;
use std::ops::Range;

use super::citing::citation_line;
use super::content::{Line, Role, Span};
use super::naming::{in_list, short};
use super::wrap;
use crate::atlas::{Basis, Citation, Data, Link, RecordId, Relation, VisibleRecord, has_room};

/// A record as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, from top to bottom.
    pub lines: Vec<Line>,
    /// Where the links lead, in their order.
    pub links: Vec<RecordId>,
}

/// A link by where it leads, which says the same of every page about its record: in any width, behind any filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTo {
    /// The other end.
    pub record: RecordId,
    /// Which it is of the links of its page that lead there, from 0.
    pub nth: usize,
}

/// The width of the margin in which labels stand.
const MARGIN: usize = 9;

/// Narrower pages have their labels on lines of their own.
const NARROW: usize = 48;

impl Page {
    /// Whether there is memory for the page of a record: six times that of its texts, rather more than it takes.
    pub fn has_room(record: VisibleRecord<'_>) -> bool {
        has_room(record.length().saturating_mul(6))
    }

    /// Lays a record out in lines of at most `width` columns.
    pub fn of(data: &Data, record: VisibleRecord<'_>, width: usize) -> Self {
        let mut writer = Writer { page: Self { lines: Vec::new(), links: Vec::new() }, width: width.max(8) };
        writer.text(record);
        // The source right under the text: whoever reads aloud in a call must not look for it.
        writer.sources(data, record);
        writer.facts(record);
        writer.links(data, record);
        writer.names(record);
        writer.page
    }

    /// A link by its number.
    pub fn link(&self, number: usize) -> Option<LinkTo> {
        let record = self.links.get(number)?.clone();
        let nth = self.links[..number].iter().filter(|other| **other == record).count();
        Some(LinkTo { record, nth })
    }

    /// The number of a link, or of the first that leads to the same record. None where nothing on this page leads there.
    pub fn number_of(&self, link: &LinkTo) -> Option<usize> {
        let alike = || (0..self.links.len()).filter(|number| self.links[*number] == link.record);
        alike().nth(link.nth).or_else(|| alike().next())
    }

    /// The lines that show a link, from the first to past the last.
    pub fn lines_of_link(&self, link: usize) -> Option<Range<usize>> {
        let first = self.lines.iter().position(|line| line.link == Some(link))?;
        let count = self.lines[first..].iter().take_while(|line| line.link == Some(link)).count();
        Some(first..first + count)
    }
}

/// Records that are counted together, as a page of links; `basis` says what the counting rests on.
pub fn counted<'a>(
    records: impl IntoIterator<Item = VisibleRecord<'a>>,
    number: usize,
    basis: &str,
    width: usize,
) -> Page {
    let mut writer = Writer { page: Page::default(), width: width.max(8) };
    let counted = if number == 1 { "1 record".to_owned() } else { format!("{number} records") };
    writer.line(vec![(Role::Text, format!("{counted}, ")), (Role::Aside, basis.to_owned())], None);
    let mut rows: Vec<Row> = records
        .into_iter()
        .take(MOST_COUNTED)
        .map(|record| {
            let link = Some(writer.link(record.id()));
            Row { role: Role::Link, words: in_list(record, wrap::WHOLE), aside: record.id().to_string(), link }
        })
        .collect();
    if number > MOST_COUNTED {
        let words = format!("and {} more", number - MOST_COUNTED);
        rows.push(Row { role: Role::Aside, words, aside: String::new(), link: None });
    }
    writer.section("RECORDS", rows);
    writer.page
}

/// A text as it is, line by line, broken at spaces so that addresses stay whole.
pub fn plain(text: &str, width: usize) -> Page {
    let wrapped = text.lines().flat_map(|line| wrap::lines_at_spaces(line, width));
    let line = |text: Cow<'_, str>| Line::from(vec![Span::new(Role::Text, text)]);
    Page { lines: wrapped.map(line).collect(), links: Vec::new() }
}

/// What is told in a row under a label.
struct Row {
    role: Role,
    words: String,
    /// What is told beside.
    aside: String,
    /// The number of the link that it shows.
    link: Option<usize>,
}

/// So many of the records that a bar counts are named.
const MOST_COUNTED: usize = 100;

/// So many of the records that cite a document are named on its page.
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
            // Addresses and lists stay close together; a paragraph of several lines has air around it.
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
        let rows = record
            .names()
            .skip(1)
            .map(|name| {
                let words = [&name.acronym, &name.name].into_iter().flatten().map(ToString::to_string);
                let words = words.collect::<Vec<_>>().join(" · ");
                let aside = format!("{}, {}", name.standing.label(), name.basis);
                match &name.citation {
                    Some(citation) => {
                        let aside = format!("{aside}, {}", citation.document);
                        Row { role: Role::Link, words, aside, link: Some(self.link(&citation.document)) }
                    }
                    None => Row { role: Role::Text, words, aside, link: None },
                }
            })
            .collect();
        self.section("NAMES", rows);
    }

    fn facts(&mut self, record: VisibleRecord<'_>) {
        let mut before = None;
        for fact in record.facts() {
            let (words, aside) = (fact.statement.joined(), aside_of(fact.statement.basis));
            let row = Row { role: Role::Text, words, aside, link: None };
            // The first particular is set off, and with it those that are alike.
            let first = *before.get_or_insert(fact.label) == fact.label;
            self.rows(&fact.label.to_uppercase(), vec![row], first);
        }
    }

    /// The links, those of one source together with it below them.
    fn links(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let outgoing = record.links().filter_map(|link| Some((link.relation.forward(), data.get(&link.to)?, link)));
        let incoming = data.incoming(record.id()).map(|(from, link)| (link.relation.reverse(), from, link));
        let ends: Vec<_> = outgoing.chain(incoming).collect();
        let told = |link: &Link| (link.basis, link.citation.clone(), link.reason.clone());
        let mut rows = Vec::new();
        for together in ends.chunk_by(|(.., a), (.., b)| told(a) == told(b)) {
            for (relation, end, _) in together {
                rows.push(self.end(relation, *end));
            }
            if let Some((.., link)) = together.first() {
                rows.push(grounds(data, link));
            }
        }
        self.section("LINKS", rows);
        self.citing(data, record);
    }

    /// The records that cite a document: the first of them, and how to find the others.
    fn citing(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let others = data.citing(record.id()).count().saturating_sub(MOST_CITING);
        let mut rows: Vec<Row> =
            data.citing(record.id()).take(MOST_CITING).map(|from| self.end(Relation::Cites.reverse(), from)).collect();
        if others > 0 {
            let words = format!("and {others} more: the search finds all of them by cites:{}", record.id().in_kind());
            rows.push(Row { role: Role::Aside, words, aside: String::new(), link: None });
        }
        self.section("CITED", rows);
    }

    /// A row for the other end of a link.
    fn end(&mut self, relation: &str, end: VisibleRecord<'_>) -> Row {
        let words = format!("{relation} {}", short(end, wrap::WHOLE));
        Row { role: Role::Link, words, aside: end.id().to_string(), link: Some(self.link(end.id())) }
    }

    fn sources(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let rows = record
            .citations()
            .iter()
            .enumerate()
            .map(|(number, citation)| {
                let aside = if number == 0 && citation.supports.is_none() { whose(record) } else { purpose(citation) };
                // One link a document is enough to get there.
                let known = citation.document == *record.id() || self.page.links.contains(&citation.document);
                let link = (!known).then(|| self.link(&citation.document));
                Row { role: Role::Link, words: citation_line(data, citation), aside, link }
            })
            .collect();
        self.section("SOURCE", rows);
    }

    fn link(&mut self, to: &RecordId) -> usize {
        self.page.links.push(to.clone());
        self.page.links.len() - 1
    }

    /// Rows under one label, set off by an empty line.
    fn section(&mut self, label: &str, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.rows(label, rows, true);
        }
    }

    fn rows(&mut self, label: &str, rows: Vec<Row>, set_off: bool) {
        if set_off {
            self.page.lines.push(Line::default());
        }
        let label = &*wrap::cut(label, self.width);
        let narrow = self.width < NARROW;
        let margin = if narrow { 2 } else { MARGIN };
        if narrow {
            self.line(vec![(Role::Heading, label.to_owned())], None);
        }
        let mut label = (!narrow).then_some(label);
        for Row { role, words, aside, link } in rows {
            let role = if role == Role::Link && link.is_none() { Role::Text } else { role };
            // What belongs to the rows above it is set in.
            let margin = if role == Role::Aside { margin + 2 } else { margin };
            for spans in row(role, &words, &aside, self.width - margin) {
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

/// The lines of a row: its words, then what is told beside, on the last line of the words if there is room. What is told
/// beside is broken at spaces only, so that ids stay whole.
fn row(role: Role, words: &str, aside: &str, width: usize) -> Vec<Vec<(Role, String)>> {
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

/// Where a link is told, or why we judge so.
fn grounds(data: &Data, link: &Link) -> Row {
    let words = match &link.reason {
        Some(reason) => reason.to_string(),
        None => citation_line(data, &link.citation),
    };
    Row { role: Role::Aside, words, aside: link.basis.to_string(), link: None }
}

/// Whose words text and title are.
fn whose(record: VisibleRecord<'_>) -> String {
    let (title, text) = (record.title().basis, record.body().basis);
    if title == text { text.to_string() } else { format!("{text}; title {title}") }
}

fn purpose(citation: &Citation) -> String {
    citation.supports.as_ref().map(|what| format!("for {what}")).unwrap_or_default()
}

/// The source's own words are the rule and go without saying.
fn aside_of(basis: Basis) -> String {
    if basis == Basis::Verbatim { String::new() } else { basis.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn page(id: &str, width: usize) -> Page {
        let data = Data::from(Atlas::embedded().unwrap());
        Page::of(&data, data.get(&RecordId::try_from(id).unwrap()).unwrap(), width)
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_nothing_is_lost() {
        let data = Data::from(Atlas::embedded().unwrap());
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
    fn source_and_basis_stand_right_under_the_text() {
        let lines: Vec<_> = page("gap/prosecution/1", 76).lines.iter().map(Line::plain).collect();
        assert_eq!(lines[..3], ["Large impunity", "", "SOURCE   ICAT deck, slide “Prosecution GAPS”  verbatim"]);
    }

    #[test]
    fn every_link_says_where_it_is_told_or_why_we_judge_so() {
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
