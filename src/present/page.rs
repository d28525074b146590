//! Lays out a record for reading: its words, what answers or supports it, its links, names and sources, as lines of a given
//! width.

mod writer;

use std::ops::Range;

pub use self::writer::Label;
use self::writer::Writer;
use super::content::{Lines, Role};
use super::wrap;
use crate::atlas::{Data, Listing, RecordId, VisibleRecord, has_memory};

/// A record laid out in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, from top to bottom.
    pub lines: Lines,
    /// What can be selected, in the order of the lines.
    pub items: Vec<Item>,
    /// The basis of the words and the document that they are from, for the lower edge.
    pub basis: String,
}

/// Something on a page that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A link to a record.
    Record(RecordId),
    /// A particular that is of use alone: a telephone number, an e-mail address, a symbol.
    Particular(String),
}

impl Item {
    /// The record that it leads to.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Self::Record(record) => Some(record),
            Self::Particular(_) => None,
        }
    }
}

/// Identifies an item of a page by what it is, so it stays valid at any width and behind any filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTo {
    /// The item.
    pub item: Item,
    /// Its index among the items of the page that are the same, from 0.
    pub nth: usize,
}

/// Narrower pages indent by one column instead of two.
const NARROW: usize = 50;

/// The least width that a page is laid out for; in a narrower area its lines are cut.
const LEAST_WIDTH: usize = 8;

/// Most memory that a page takes for a byte of its record's texts, in bytes, rounded up.
const BYTES_PER_BYTE: usize = 6;

/// Most bytes of text for which a page leaves its memory to the next one.
const MOST_KEPT: usize = 1 << 14;

/// Most records listed for a count; the rest are counted.
const MOST_COUNTED: usize = 100;

/// Most citing records listed on the page of a document; the search finds the others.
const MOST_CITING: usize = 20;

impl Page {
    /// Whether there is enough memory for the page of a record.
    pub fn has_memory(record: VisibleRecord<'_>) -> bool {
        has_memory(record.length().saturating_mul(BYTES_PER_BYTE))
    }

    /// Lays a record out in lines of at most `width` columns.
    pub fn of(data: &Data, record: VisibleRecord<'_>, width: usize) -> Self {
        Self::default().rewritten(data, record, width, false)
    }

    /// The same without empty lines and with the basis of the words at its source, for windows that have no line and no edge
    /// to spare.
    pub fn dense(data: &Data, record: VisibleRecord<'_>, width: usize) -> Self {
        Self::default().rewritten(data, record, width, true)
    }

    /// The page of a record in the memory of another page.
    #[must_use]
    pub fn rewritten(self, data: &Data, record: VisibleRecord<'_>, width: usize, is_dense: bool) -> Self {
        Writer::new(width, self).dense(is_dense).written(data, record)
    }

    /// An empty page in the memory of this one, unless that is much.
    fn cleared(mut self) -> Self {
        if self.lines.memory() > MOST_KEPT {
            return Self::default();
        }
        self.lines.truncate(0);
        self.lines.make_room();
        self.items.clear();
        self.basis.clear();
        self
    }

    /// A page of lines without links.
    pub fn of_lines(lines: Lines) -> Self {
        Self { lines, ..Self::default() }
    }

    /// The item at this index.
    pub fn link(&self, number: usize) -> Option<LinkTo> {
        let item = self.items.get(number)?.clone();
        let nth = self.items[..number].iter().filter(|other| **other == item).count();
        Some(LinkTo { item, nth })
    }

    /// The index of an item, or else of the first one that is the same. `None` if this page does not have it.
    pub fn number_of(&self, link: &LinkTo) -> Option<usize> {
        let alike = || (0..self.items.len()).filter(|number| self.items[*number] == link.item);
        alike().nth(link.nth).or_else(|| alike().next())
    }

    /// The records that links lead to, in the order of the lines: first what answers or supports.
    pub fn targets(&self) -> impl Iterator<Item = &RecordId> {
        self.items.iter().filter_map(|item| match item {
            Item::Record(record) => Some(record),
            Item::Particular(_) => None,
        })
    }

    /// The range of lines that show a link.
    pub fn lines_of_link(&self, link: usize) -> Option<Range<usize>> {
        let first = self.lines.iter().position(|line| line.link == Some(link))?;
        let count = self.lines.within(first..self.lines.len()).take_while(|line| line.link == Some(link)).count();
        Some(first..first + count)
    }

    /// Adds the id at the end, after an empty line if there is room for one.
    pub fn end_with_id(&mut self, id: &RecordId, is_dense: bool) {
        if !is_dense {
            self.lines.begin(Role::Text);
        }
        self.lines.line(Role::Id, id.as_str());
    }
}

/// The records that a count of the overview is of.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The records.
    pub records: &'a Listing,
    /// What stands before each.
    pub label: Label,
}

/// A page of links to the records that a count of the overview is of, in groups, each after a sentence about it; in the memory
/// of another page.
pub fn counted(
    data: &Data,
    Listed { records, label }: Listed<'_>,
    groups: &[(String, Range<usize>)],
    width: usize,
    is_dense: bool,
    memory: Page,
) -> Page {
    let mut writer = Writer::new(width, memory).dense(is_dense);
    let role = if groups.len() > 1 { Role::Heading } else { Role::Text };
    for (sentence, group) in groups.iter().filter(|(_, group)| group.start < MOST_COUNTED) {
        writer.gap();
        writer.paragraph(format_args!("{sentence}"), 0, role, None);
        writer.gap();
        let numbers = group.start..group.end.min(MOST_COUNTED);
        for record in numbers.filter_map(|number| records.get(number, data)) {
            writer.linked(record, 0, label, "");
        }
    }
    if records.len() > MOST_COUNTED {
        let others = records.len() - MOST_COUNTED;
        writer.paragraph(format_args!("and {others} more, which the search lists"), 0, Role::Text, None);
    }
    writer.page
}

/// A page of plain text, broken only at spaces so that addresses stay whole.
pub fn plain(text: &str, width: usize) -> Page {
    let mut lines = Lines::default();
    for line in text.lines().flat_map(|line| wrap::lines_at_spaces(line, width)) {
        lines.line(Role::Text, &line);
    }
    Page::of_lines(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn page(id: &str, width: usize) -> Page {
        let data = Data::from(Atlas::frozen());
        Page::of(&data, data.get(&RecordId::try_from(id).unwrap()).unwrap(), width)
    }

    fn lines(id: &str, width: usize) -> Vec<String> {
        plain(&page(id, width).lines)
    }

    fn plain(lines: &Lines) -> Vec<String> {
        lines.iter().map(|line| line.plain().to_owned()).collect()
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_nothing_is_lost() {
        let data = Data::from(Atlas::frozen());
        for width in [8, 20, 34, 38, 49, 50, 80, 200] {
            for record in data.records() {
                for page in [Page::of(&data, record, width), Page::dense(&data, record, width)] {
                    let lines = plain(&page.lines);
                    let widest = lines.iter().map(|line| wrap::width(line.trim_end())).max();
                    // A symbol or a telephone number that is wider than the page is broken nowhere else.
                    assert!(widest <= Some(width), "{} at {width}: {lines:#?}", record.id());
                    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                    let visible = squeezed(&lines.concat());
                    assert!(visible.contains(&squeezed(&record.body().joined())), "{} at {width}", record.id());
                }
            }
        }
    }

    #[test]
    fn a_page_begins_with_the_words_then_what_answers_with_the_reason_then_the_source() {
        assert_eq!(
            lines("gap/partnership/3", 76),
            [
                "“Inadequate mechanisms for data collection and analysis at national and",
                "international levels”",
                "",
                "One recommendation answers it †",
                "  Partnership 2  “Increase mechanisms for collection, analysis and",
                "    dissemination of data”",
                "    It wants more of the mechanisms that the gap finds inadequate.",
                "",
                "Source",
                "  ICAT deck, slide “Partnership GAPS”",
            ]
        );
        assert_eq!(page("gap/partnership/3", 76).basis, "verbatim, ICAT deck");
    }

    #[test]
    fn a_gap_without_an_answer_says_so() {
        assert_eq!(lines("gap/prevention/1", 76)[2], "○ No recommendation answers it (our judgement)");
    }

    #[test]
    fn a_link_that_is_no_judgement_says_where_it_is_from() {
        let lines = lines("member/ilo", 100);
        let at = lines.iter().position(|line| line == "Took part in").unwrap();
        assert_eq!(
            lines[at + 1..at + 3],
            ["  Coordination meeting in Tokyo", "    ICAT deck, slide “What is ICAT?”, paraphrase"]
        );
    }

    #[test]
    fn a_dense_page_has_no_empty_lines_and_the_basis_at_its_source() {
        let data = Data::from(Atlas::frozen());
        let gap = data.get(&RecordId::try_from("gap/prosecution/1").unwrap()).unwrap();
        let lines = plain(&Page::dense(&data, gap, 38).lines);
        assert!(lines.iter().all(|line| !line.is_empty()));
        assert_eq!(lines[lines.len() - 2..], [" ICAT deck, slide “Prosecution GAPS”,", " verbatim"]);
    }

    #[test]
    fn the_lines_of_an_address_stand_together() {
        for width in [34, 76] {
            let lines = lines("contact/unodc-ahtmsu", width);
            let first = lines.iter().position(|line| line.contains("Anti-Human")).unwrap();
            let last = lines.iter().position(|line| line.contains("Email: ahtmsu@unodc.org")).unwrap();
            assert!(lines[first..last].iter().all(|line| !line.is_empty()), "{lines:#?}");
        }
    }

    #[test]
    fn a_document_names_the_records_that_cite_it_as_far_as_there_is_room() {
        let lines = lines("document/icat-deck", 80);
        let at = lines.iter().position(|line| line == "Cited by").unwrap();
        assert_eq!(lines[at + 1], "  UNODC  “United Nations Office on Drugs and Crime”");
        assert!(lines.iter().any(|line| line.contains("more: the search finds all of them")), "{lines:#?}");
    }

    #[test]
    fn links_lead_both_ways() {
        let tokyo = RecordId::try_from("event/2006-09-tokyo").unwrap();
        let ilo = RecordId::try_from("member/ilo").unwrap();
        assert!(page("member/ilo", 76).items.contains(&Item::Record(tokyo)));
        assert!(page("event/2006-09-tokyo", 76).items.contains(&Item::Record(ilo)));
    }

    #[test]
    fn the_lines_of_a_link_are_found() {
        let page = page("member/ohchr", 30);
        for link in 0..page.items.len() {
            let lines = page.lines_of_link(link).unwrap();
            assert!(!lines.is_empty() && page.lines.within(lines).all(|line| line.link == Some(link)));
        }
    }
}
