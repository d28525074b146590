//! Writes the lines of a page: the words, the facts, the links under headings, the names and the sources.

mod fate_lines;

use std::fmt::{Arguments, Write};

use compact_str::{CompactString, format_compact};

use super::{Item, LEAST_WIDTH, MOST_CITING, NARROW, Page};
use crate::atlas::{
    Basis, Citation, Data, Date, Fact, Kind, Link, Name, RecordId, Relation, Statement, VisibleRecord, particular,
};
use crate::present::citing::{Cited, basis_note, cited, document_name, with_paragraph};
use crate::present::content::Role;
use crate::present::fate;
use crate::present::naming::{self, capitalized, quoted};
use crate::present::relations::{self, End, Groups};
use crate::present::when_read::WhenRead;
use crate::present::wrap;

/// What stands before the words of a linked record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Its kind and number, since the heading says its pillar.
    WithKind,
    /// Its date.
    WithDate,
}

pub(super) struct Writer {
    pub page: Page,
    width: usize,
    /// Columns of a level of indentation.
    step: usize,
    /// Whether there are no empty lines.
    is_dense: bool,
    /// When the sources were read, if the page says that once for all of them.
    told: Option<Date>,
    /// The members and bodies that the page has named in full, by their label and ordinal.
    named: Vec<(CompactString, usize)>,
    /// The words being broken into lines.
    words: String,
}

impl Writer {
    /// Writes in the memory of another page.
    pub fn new(width: usize, page: Page) -> Self {
        let step = if width < NARROW { 1 } else { 2 };
        let (page, width) = (page.cleared(), width.max(LEAST_WIDTH));
        Self { page, width, step, is_dense: false, told: None, named: Vec::new(), words: String::new() }
    }

    /// Sets whether there are no empty lines, and the basis stands at the source.
    pub fn dense(self, is_dense: bool) -> Self {
        Self { is_dense, ..self }
    }

    pub fn written(mut self, data: &Data, record: VisibleRecord<'_>) -> Page {
        let groups = relations::groups(data, record);
        let when_read = WhenRead::of(data, &citations(record, &groups));
        self.told = when_read.as_ref().map(|told| told.day);
        self.basis(data, record);
        self.fate(data, record);
        self.words(record);
        self.facts(data, record);
        self.links(data, record, &groups);
        self.names(data, record);
        self.sources(data, record);
        if let Some(told) = when_read {
            self.paragraph(format_args!("{}", told.words(data)), 1, Role::Text, None);
        }
        self.page
    }

    /// Writes the basis of the words, with the document that they are from.
    fn basis(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let basis = &mut self.page.basis;
        // Writing into a string cannot fail.
        let _ = match record.citations().first() {
            Some(citation) => write!(basis, "{}, {}", bases(record), document_name(data, citation)),
            None => write!(basis, "{}", bases(record)),
        };
    }

    /// Adds the title, if it says more than the text, and the text.
    fn words(&mut self, record: VisibleRecord<'_>) {
        if let Some(text) = record.text() {
            if let Some(title) = naming::title_beside_text(record) {
                self.paragraph(format_args!("{}", quoted(title.first(), title.basis)), 0, Role::Heading, None);
            }
            self.statement(text, record.kind() == Kind::Contact);
        } else {
            self.statement(record.title(), false);
        }
    }

    /// Adds the paragraphs of a statement, between quotation marks if they are the source's own words. Those of an address
    /// stand together.
    fn statement(&mut self, statement: &Statement, is_address: bool) {
        let mut before = 0;
        let last = statement.paragraphs.len().saturating_sub(1);
        for (number, paragraph) in statement.paragraphs.iter().enumerate() {
            let text = naming::quoted_part(paragraph.as_str(), statement.basis, number == 0, number == last);
            // Paragraphs of one line, such as those of a list, stay together; longer ones are separated by empty lines.
            if !is_address && (before > 1 || (before > 0 && wrap::lines(&text, self.width).nth(1).is_some())) {
                self.gap();
            }
            let particular = particular(paragraph.as_str()).filter(|_| is_address);
            let item = particular.map(|particular| self.item(Item::Particular(particular.to_owned())));
            let first = self.page.lines.len();
            self.broken(&text, 0, Role::Text, item);
            before = self.page.lines.len() - first;
        }
    }

    /// Adds the facts: short ones after their label, those of several lines below it, each with its day and source if it has
    /// some of its own.
    fn facts(&mut self, data: &Data, record: VisibleRecord<'_>) {
        for (number, fact) in record.facts().enumerate() {
            if number == 0 {
                self.gap();
            }
            let label = capitalized(fact.label.as_str());
            let basis = if fact.is_spelled_by_us() { "" } else { basis_note(fact.statement.basis) };
            if let [words] = fact.statement.paragraphs.as_slice() {
                let particular = fact.is_of_use_alone().then(|| Item::Particular(words.to_string()));
                let item = particular.map(|particular| self.item(particular));
                let when = fact.date().map_or_else(CompactString::default, |date| format_compact!(", {date}"));
                self.hanging(format_args!("{label}  {words}{when}{basis}"), 0, 1, item);
            } else {
                self.paragraph(format_args!("{label}"), 0, Role::Heading, None);
                for paragraph in &fact.statement.paragraphs {
                    self.broken(paragraph.as_str(), 1, Role::Text, None);
                }
            }
            if let Some(citation) = fact.citation() {
                let link = Some(self.link(&citation.document));
                let source = self.cited(data, citation);
                self.paragraph(format_args!("{source}"), 1, Role::Link, link);
            }
        }
    }

    /// Adds the links under a heading for each relation; first what answers or supports.
    fn links(&mut self, data: &Data, record: VisibleRecord<'_>, groups: &Groups<'_>) {
        if let Some(told) = naming::without_recommendation(data, record) {
            self.gap();
            self.broken(&told, 0, Role::Heading, None);
        }
        let is_elsewhere = |group: &[End<'_>]| fate::tells(record, group) || is_citing(group);
        for group in groups.iter().filter(|group| !is_elsewhere(group)) {
            self.relation(data, record, group);
        }
        self.citing(data, record, groups);
    }

    fn relation(&mut self, data: &Data, record: VisibleRecord<'_>, group: &[End<'_>]) {
        let Some(first) = group.first() else { return };
        let sign = if first.link.basis == Basis::Editorial { " †" } else { "" };
        let heading = relations::heading(group);
        self.heading(format_args!("{heading}{sign}"));
        for together in group.chunk_by(End::has_grounds_of) {
            for end in together {
                self.end(end);
            }
            if let Some(end) = together.first() {
                self.grounds(data, record, end.link);
            }
        }
    }

    /// Adds the record at an end of a link; an article as it is cited, with its paragraph.
    fn end(&mut self, end: &End<'_>) {
        let label = naming::label_under_pillar(end.record);
        let paragraph = end.link.paragraph().filter(|_| end.record.kind() == Kind::Article);
        match paragraph.and_then(|paragraph| with_paragraph(&label, paragraph.as_str())) {
            Some(label) => self.labelled(end.record, 1, &label, &end.when()),
            None => self.labelled(end.record, 1, &label, &end.note()),
        }
    }

    /// Adds the reason of an editorial link; of another its source, unless that is where the record itself is from.
    fn grounds(&mut self, data: &Data, record: VisibleRecord<'_>, link: &Link) {
        if let Some(reason) = &link.reason {
            return self.broken(reason.as_str(), 2, Role::Text, None);
        }
        let is_from_there = record.citations().first() == Some(&link.citation) && link.basis == Basis::Verbatim;
        if !is_from_there {
            let (source, basis) = (self.cited(data, &link.citation), basis_note(link.basis));
            self.paragraph(format_args!("{source}{basis}"), 2, Role::Text, None);
        }
    }

    /// Adds the records that cite a document by a link, then the first of the others, and how to find the rest.
    fn citing(&mut self, data: &Data, record: VisibleRecord<'_>, groups: &Groups<'_>) {
        let by_link = || groups.iter().filter(|group| is_citing(group));
        for group in by_link() {
            self.relation(data, record, group);
        }
        let is_told = |from: &VisibleRecord<'_>| by_link().flatten().any(|end| end.record.ordinal() == from.ordinal());
        let others = || data.citing(record.id()).filter(|from| !is_told(from));
        let count = others().count();
        if count > 0 && by_link().next().is_none() {
            self.heading(format_args!("Cited by"));
        }
        for from in others().take(MOST_CITING) {
            self.linked(from, 1, Label::WithKind, "");
        }
        if count > MOST_CITING {
            let (others, id) = (count - MOST_CITING, record.id().in_kind());
            let words = format_args!("and {others} more: the search finds all of them by cites:{id}");
            self.paragraph(words, 1, Role::Text, None);
        }
    }

    /// Adds the other names of an organization, each with its source.
    fn names(&mut self, data: &Data, record: VisibleRecord<'_>) {
        // The page has begun with this one.
        let told = record.later_name();
        for (number, name) in record.names().skip(1).filter(|name| Some(*name) != told).enumerate() {
            if number == 0 {
                self.heading(format_args!("Names"));
            }
            let words = name.in_full();
            let (label, words) = (capitalized(&name.label()), quoted(&words, name.basis));
            let when = name.when().map(|when| format!(", {when}")).unwrap_or_default();
            self.hanging(format_args!("{label}  {words}{when}"), 1, 2, None);
            if let Some(citation) = name.citation() {
                let link = Some(self.link(&citation.document));
                let source = self.cited(data, citation);
                self.paragraph(format_args!("{source}"), 2, Role::Link, link);
            }
        }
    }

    fn sources(&mut self, data: &Data, record: VisibleRecord<'_>) {
        self.heading(format_args!("{}", if record.citations().len() > 1 { "Sources" } else { "Source" }));
        for (number, citation) in record.citations().iter().enumerate() {
            // One link for each document is enough.
            let known =
                citation.document == *record.id() || self.page.targets().any(|known| *known == citation.document);
            let link = (!known).then(|| self.link(&citation.document));
            let role = if link.is_some() { Role::Link } else { Role::Text };
            let basis = if self.is_dense && number == 0 { format!(", {}", bases(record)) } else { String::new() };
            let source = self.cited(data, citation);
            self.paragraph(format_args!("{source}{basis}"), 1, role, link);
        }
    }

    /// Adds a record at level `level`: its label, its words in full, and a note.
    pub fn linked(&mut self, record: VisibleRecord<'_>, level: usize, label: Label, note: &str) {
        let label = match label {
            Label::WithKind => naming::label_in_kind(record),
            Label::WithDate => record.date().map(Date::short).unwrap_or_default().into(),
        };
        self.labelled(record, level, &label, note);
    }

    /// The same with any label. A member or body whose name the page has given has its acronym only.
    fn labelled(&mut self, record: VisibleRecord<'_>, level: usize, label: &str, note: &str) {
        let link = Some(self.link(record.id()));
        let words = match record.kind() {
            // Their own words say more than our titles.
            Kind::Clause | Kind::Function => (record.body().first(), record.body().basis),
            _ => naming::full(record),
        };
        let words = quoted(words.0, words.1);
        let has_name = matches!(record.kind(), Kind::Member | Kind::Body) && !self.is_first(record, label);
        if label.is_empty() {
            self.hanging(format_args!("{words}{note}"), level, level + 1, link);
        } else if has_name {
            self.hanging(format_args!("{label}{note}"), level, level + 1, link);
        } else {
            self.hanging(format_args!("{label}  {words}{note}"), level, level + 1, link);
        }
    }

    /// Whether the page names a record for the first time, or has named another one with the same label.
    fn is_first(&mut self, record: VisibleRecord<'_>, label: &str) -> bool {
        let is_named = self.named.iter().any(|(_, ordinal)| *ordinal == record.ordinal());
        if !is_named {
            self.named.push((label.into(), record.ordinal()));
        }
        !is_named || self.named.iter().any(|(other, ordinal)| other == label && *ordinal != record.ordinal())
    }

    /// A citation, without the day of reading that the page says once for all.
    fn cited<'a>(&self, data: &'a Data, citation: &'a Citation) -> Cited<'a> {
        cited(data, citation).but_for_day(self.told)
    }

    fn link(&mut self, to: &RecordId) -> usize {
        self.item(Item::Record(to.clone()))
    }

    /// Adds an item and returns its index, for its lines.
    fn item(&mut self, item: Item) -> usize {
        self.page.items.push(item);
        self.page.items.len() - 1
    }

    /// Adds an empty line, unless the page is dense or begins here.
    pub fn gap(&mut self) {
        if !self.is_dense && !self.page.lines.is_empty() {
            self.page.lines.begin(Role::Text);
        }
    }

    fn heading(&mut self, words: Arguments<'_>) {
        self.gap();
        self.paragraph(words, 0, Role::Heading, None);
    }

    /// Adds words, further lines indented deeper.
    fn hanging(&mut self, words: Arguments<'_>, level: usize, further: usize, link: Option<usize>) {
        let words = self.spelled(words);
        let (first, deeper) = (level * self.step, further * self.step);
        let width = self.width.saturating_sub(deeper);
        let is_link = link.is_some_and(|link| matches!(self.page.items[link], Item::Record(_)));
        let role = if is_link { Role::Link } else { Role::Text };
        for (number, line) in wrap::hanging_lines(&words, self.width.saturating_sub(first), width).enumerate() {
            let indent = if number == 0 { first } else { deeper };
            self.page.lines.begin(Role::Text).link(link).blanks(indent).span(role, &line);
        }
        self.words = words;
    }

    pub fn paragraph(&mut self, words: Arguments<'_>, level: usize, role: Role, link: Option<usize>) {
        let words = self.spelled(words);
        self.broken(&words, level, role, link);
        self.words = words;
    }

    /// Adds the lines of a text.
    fn broken(&mut self, text: &str, level: usize, role: Role, link: Option<usize>) {
        let indent = level * self.step;
        for line in wrap::lines(text, self.width.saturating_sub(indent)) {
            self.page.lines.begin(Role::Text).link(link).blanks(indent).span(role, &line);
        }
    }

    /// The words, in memory that is used again for the next ones.
    fn spelled(&mut self, words: Arguments<'_>) -> String {
        let mut spelled = std::mem::take(&mut self.words);
        spelled.clear();
        // Writing into a string cannot fail.
        let _ = spelled.write_fmt(words);
        spelled
    }
}

/// The citations that the page of a record shows.
fn citations<'a>(record: VisibleRecord<'a>, groups: &Groups<'a>) -> Vec<&'a Citation> {
    let of_facts = record.facts().filter_map(Fact::citation);
    let of_links = groups.iter().flat_map(|group| {
        let is_fate = fate::tells(record, group);
        // Where there is a reason, that is shown instead.
        let links = group.iter().map(|end| end.link).filter(move |link| is_fate || link.reason.is_none());
        links.map(|link| &link.citation)
    });
    let of_names = record.names().skip(1).filter_map(Name::citation);
    of_facts.chain(of_links).chain(of_names).chain(record.citations()).collect()
}

/// Whether a group has the records that cite the one of the page by a link.
fn is_citing(group: &[End<'_>]) -> bool {
    group.iter().all(|end| end.relation == Relation::Cites && !end.is_forward)
}

/// The basis of the words, and of the title if it differs.
fn bases(record: VisibleRecord<'_>) -> CompactString {
    let (title, text) = (record.title().basis, record.body().basis);
    match record.kind() {
        _ if title == text => text.name().into(),
        // The page does not show their titles.
        Kind::Clause | Kind::Function if title != Basis::Verbatim => text.name().into(),
        _ => format_compact!("{text} (title: {title})"),
    }
}
