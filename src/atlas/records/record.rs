//! One record of any kind, in the form in which everything above the data reads it.

use crate::atlas::SYMBOL;
use crate::atlas::{Basis, Citation, Date, Kind, Link, Name, Pillar, RecordId, Statement, Text};

/// A record: one thing with an id, what it says, and where that is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// What it is called. For gaps and recommendations the title is the whole of the text.
    pub title: Statement,
    /// What it says beyond the title.
    pub text: Option<Statement>,
    /// The names it is known by, the source's first; only organizations have any.
    pub names: Vec<Name>,
    /// What lists call it, where the acronym of the source does not serve.
    pub short: Option<Text>,
    /// The day, month or year of what it tells of.
    pub date: Option<Date>,
    /// Short particulars: a date, a place, an address on the web.
    pub facts: Vec<Fact>,
    /// Its relations to other records; the way back is derived (see [`crate::atlas::Data::incoming`]).
    pub links: Vec<Link>,
    /// Where it is from; at least one.
    pub citations: Vec<Citation>,
}

impl Record {
    /// How long its texts are in all, in bytes: so much at least everything takes that is made of all of them.
    pub fn length(&self) -> usize {
        let statements = [Some(&self.title), self.text.as_ref()].into_iter().flatten();
        let statements = statements.chain(self.facts.iter().map(|fact| &fact.statement));
        let names = self.names.iter().flat_map(|name| name.name.iter().chain(&name.acronym));
        let reasons = self.links.iter().filter_map(|link| link.reason.as_ref());
        let texts = statements.flat_map(|statement| &statement.paragraphs).chain(names).chain(reasons);
        texts.map(|text| text.as_str().len()).fold(0, usize::saturating_add)
    }

    /// A record with a title and sources, and nothing else yet.
    pub(in crate::atlas) const fn new(id: RecordId, title: Statement, citations: Vec<Citation>) -> Self {
        Self {
            id,
            title,
            text: None,
            names: Vec::new(),
            short: None,
            date: None,
            facts: Vec::new(),
            links: Vec::new(),
            citations,
        }
    }

    /// Whether its title or its text is our own.
    pub(in crate::atlas) fn is_editorial(&self) -> bool {
        self.title.basis == Basis::Editorial || self.body().basis == Basis::Editorial
    }

    /// What a document is called by everybody else.
    pub(in crate::atlas) fn symbol(&self) -> Option<&Statement> {
        let symbol = self.facts.iter().find(|fact| fact.label == SYMBOL).map(|fact| &fact.statement);
        symbol.filter(|symbol| symbol.basis != Basis::Editorial)
    }

    /// What a document is called where its title is our own and it has no symbol: its id.
    pub(in crate::atlas) fn bare_title(&self) -> Option<Statement> {
        let id = || Text::try_from(self.id.in_kind().to_owned()).ok().map(Statement::verbatim);
        if self.symbol().is_some() { None } else { id() }
    }

    /// The documents that what is not our own in it rests on, itself not among them.
    pub(in crate::atlas) fn documents(&self) -> impl Iterator<Item = &RecordId> {
        let sourced = |basis| basis != Basis::Editorial;
        let names = self.names.iter().filter(move |name| sourced(name.basis));
        let links = self.links.iter().filter(move |link| sourced(link.basis));
        let beside = names.filter_map(|name| name.citation.as_ref()).chain(links.map(|link| &link.citation));
        self.citations.iter().chain(beside).map(|citation| &citation.document).filter(|document| **document != self.id)
    }

    /// What kind of record it is.
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// Its pillar, for gaps and recommendations.
    pub fn pillar(&self) -> Option<Pillar> {
        self.id.pillar()
    }

    /// The text, or the title where that is all.
    pub fn body(&self) -> &Statement {
        self.text.as_ref().unwrap_or(&self.title)
    }
}

/// A particular of a record, with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told: `date`, `place`, `symbol`.
    pub label: &'static str,
    /// The particular itself and whose words it is in.
    pub statement: Statement,
}

impl Fact {
    pub(in crate::atlas) fn text(label: &'static str, statement: Option<Statement>) -> Option<Self> {
        statement.map(|statement| Self { label, statement })
    }

    /// A date, spelled out. The calendar's words are ours, so that it is a paraphrase wherever it stands.
    pub(in crate::atlas) fn date(date: Option<Date>) -> Option<Self> {
        let text = Text::try_from(date?.to_string()).ok()?;
        Some(Self { label: "date", statement: Statement { basis: Basis::Paraphrase, paragraphs: vec![text] } })
    }
}
