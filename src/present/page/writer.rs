//! Writes the lines of a page: the words, the facts, the links under headings, the names and the sources.

use std::borrow::Cow;

use super::{Item, LEAST_WIDTH, MOST_CITING, NARROW, Page};
use crate::atlas::{Basis, Data, Fact, Kind, Link, RecordId, Statement, VisibleRecord, particular};
use crate::present::citing::{citation_line, document_name};
use crate::present::content::Role;
use crate::present::naming::{self, capitalized, quoted};
use crate::present::relations::{self, End};
use crate::present::wrap;

/// What stands before the words of a linked record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Its pillar and number, since the heading says its kind.
    WithPillar,
    /// Its kind and number, since the heading says its pillar.
    WithKind,
}

pub(super) struct Writer {
    pub page: Page,
    width: usize,
    /// Columns of a level of indentation.
    step: usize,
    /// Whether there are no empty lines.
    is_dense: bool,
}

impl Writer {
    pub fn new(width: usize) -> Self {
        let step = if width < NARROW { 1 } else { 2 };
        Self { page: Page::default(), width: width.max(LEAST_WIDTH), step, is_dense: false }
    }

    /// Sets whether there are no empty lines, and the basis stands at the source.
    pub fn dense(self, is_dense: bool) -> Self {
        Self { is_dense, ..self }
    }

    pub fn written(mut self, data: &Data, record: VisibleRecord<'_>) -> Page {
        self.page.basis = grounds(data, record);
        self.words(record);
        self.facts(record);
        self.links(data, record);
        self.names(data, record);
        self.sources(data, record);
        self.page
    }

    /// Adds the title, if it says more than the text, and the text.
    fn words(&mut self, record: VisibleRecord<'_>) {
        if let Some(text) = record.text() {
            if let Some(title) = naming::title_beside_text(record) {
                self.paragraph(&quoted(title.first(), title.basis), 0, Role::Heading, None);
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
            self.paragraph(&text, 0, Role::Text, item);
            before = self.page.lines.len() - first;
        }
    }

    /// Adds the facts: short ones after their label, those of several lines below it.
    fn facts(&mut self, record: VisibleRecord<'_>) {
        let facts: Vec<&Fact> = record.facts().collect();
        if !facts.is_empty() {
            self.gap();
        }
        for fact in facts {
            let label = capitalized(fact.label);
            let words = fact.statement.joined();
            // The spelling of a date is ours and says nothing.
            let basis = if fact.label == "date" { String::new() } else { basis_note(fact.statement.basis) };
            if fact.statement.paragraphs.len() == 1 {
                let particular = fact.is_of_use_alone().then(|| Item::Particular(words.clone()));
                let item = particular.map(|particular| self.item(particular));
                self.hanging(&label, &format!("{words}{basis}"), 0, 1, item);
            } else {
                self.paragraph(&label, 0, Role::Heading, None);
                for paragraph in &fact.statement.paragraphs {
                    self.paragraph(paragraph.as_str(), 1, Role::Text, None);
                }
            }
        }
    }

    /// Adds the links under a heading for each relation; first what answers or supports.
    fn links(&mut self, data: &Data, record: VisibleRecord<'_>) {
        if data.is_unanswered(record) {
            self.gap();
            self.paragraph(naming::UNANSWERED, 0, Role::Heading, None);
        }
        for group in relations::groups(data, record) {
            self.relation(data, record, &group);
        }
        self.citing(data, record);
    }

    fn relation(&mut self, data: &Data, record: VisibleRecord<'_>, group: &[End<'_>]) {
        let Some(first) = group.first() else { return };
        let sign = if first.link.basis == Basis::Editorial { " †" } else { "" };
        self.heading(&format!("{}{sign}", relations::heading(first.relation, first.is_forward, group.len())));
        let grounds = |link: &Link| (link.basis, link.citation.clone(), link.reason.clone());
        for together in group.chunk_by(|a, b| grounds(a.link) == grounds(b.link)) {
            for end in together {
                self.linked(end.record, 1, Label::WithPillar);
            }
            if let Some(words) = together.first().and_then(|end| grounds_of(data, record, end.link)) {
                self.paragraph(&words, 2, Role::Text, None);
            }
        }
    }

    /// Adds the first records that cite a document, and how to find the others.
    fn citing(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let count = data.citing(record.id()).count();
        if count > 0 {
            self.heading("Cited by");
        }
        for from in data.citing(record.id()).take(MOST_CITING) {
            self.linked(from, 1, Label::WithKind);
        }
        if count > MOST_CITING {
            let others = count - MOST_CITING;
            let words = format!("and {others} more: the search finds all of them by cites:{}", record.id().in_kind());
            self.paragraph(&words, 1, Role::Text, None);
        }
    }

    /// Adds the other names of an organization, each with its source.
    fn names(&mut self, data: &Data, record: VisibleRecord<'_>) {
        let mut names = record.names().skip(1).peekable();
        if names.peek().is_some() {
            self.heading("Names");
        }
        for name in names {
            let words = match (&name.name, &name.acronym) {
                (Some(name), Some(acronym)) => format!("{name} ({acronym})"),
                (name, acronym) => name.iter().chain(acronym).map(ToString::to_string).collect(),
            };
            self.hanging(&capitalized(name.standing.label()), &quoted(&words, name.basis), 1, 2, None);
            if let Some(citation) = name.citation() {
                let link = Some(self.link(&citation.document));
                self.paragraph(&citation_line(data, citation), 2, Role::Link, link);
            }
        }
    }

    fn sources(&mut self, data: &Data, record: VisibleRecord<'_>) {
        self.heading(if record.citations().len() > 1 { "Sources" } else { "Source" });
        for (number, citation) in record.citations().iter().enumerate() {
            let purpose = citation.supports.as_ref().map(|what| format!(", for {what}")).unwrap_or_default();
            let basis = if self.is_dense && number == 0 { format!(", {}", bases(record)) } else { String::new() };
            // One link for each document is enough.
            let known =
                citation.document == *record.id() || self.page.targets().any(|known| *known == citation.document);
            let link = (!known).then(|| self.link(&citation.document));
            let role = if link.is_some() { Role::Link } else { Role::Text };
            self.paragraph(&format!("{}{purpose}{basis}", citation_line(data, citation)), 1, role, link);
        }
    }

    /// Adds a record at the other end of a link: its label and its words in full.
    pub fn linked(&mut self, record: VisibleRecord<'_>, level: usize, label: Label) {
        let link = Some(self.link(record.id()));
        let words = quoted(record.title().first(), record.title().basis);
        let words = match record.kind() {
            // Their own words say more than our titles.
            Kind::Clause | Kind::Function => quoted(record.body().first(), record.body().basis),
            _ => words,
        };
        let label = match label {
            Label::WithPillar => naming::label_under_pillar(record),
            Label::WithKind => naming::label_in_kind(record),
        };
        self.hanging(&label, &words, level, level + 1, link);
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

    fn heading(&mut self, words: &str) {
        self.gap();
        self.paragraph(words, 0, Role::Heading, None);
    }

    /// Adds words after a label, further lines indented deeper.
    fn hanging(&mut self, label: &str, words: &str, level: usize, further: usize, link: Option<usize>) {
        let text = if label.is_empty() { Cow::Borrowed(words) } else { format!("{label}  {words}").into() };
        let (first, deeper) = (level * self.step, further * self.step);
        let width = self.width.saturating_sub(deeper);
        let is_link = link.is_some_and(|link| matches!(self.page.items[link], Item::Record(_)));
        let role = if is_link { Role::Link } else { Role::Text };
        for (number, line) in wrap::hanging_lines(&text, self.width.saturating_sub(first), width).enumerate() {
            let indent = if number == 0 { first } else { deeper };
            self.page.lines.begin(Role::Text).link(link).blanks(indent).span(role, &line);
        }
    }

    pub fn paragraph(&mut self, text: &str, level: usize, role: Role, link: Option<usize>) {
        let indent = level * self.step;
        for line in wrap::lines(text, self.width.saturating_sub(indent)) {
            self.page.lines.begin(Role::Text).link(link).blanks(indent).span(role, &line);
        }
    }
}

/// The reason of an editorial link; of another its source, unless that is where the record itself is from.
fn grounds_of(data: &Data, record: VisibleRecord<'_>, link: &Link) -> Option<String> {
    if let Some(reason) = &link.reason {
        return Some(reason.to_string());
    }
    let is_from_there = record.citations().first() == Some(&link.citation) && link.basis == Basis::Verbatim;
    (!is_from_there).then(|| format!("{}{}", citation_line(data, &link.citation), basis_note(link.basis)))
}

/// The basis of the words, with the document that they are from.
fn grounds(data: &Data, record: VisibleRecord<'_>) -> String {
    let document = record.citations().first().map(|citation| document_name(data, citation));
    format!("{}{}", bases(record), document.map(|document| format!(", {document}")).unwrap_or_default())
}

/// The basis of the words, and of the title if it differs.
fn bases(record: VisibleRecord<'_>) -> String {
    let (title, text) = (record.title().basis, record.body().basis);
    match record.kind() {
        _ if title == text => text.to_string(),
        // The page does not show their titles.
        Kind::Clause | Kind::Function if title != Basis::Verbatim => text.to_string(),
        _ => format!("{text} (title: {title})"),
    }
}

/// The basis of a text that is not the source's own words.
fn basis_note(basis: Basis) -> String {
    if basis == Basis::Verbatim { String::new() } else { format!(", {basis}") }
}
