//! One record of any kind.

use crate::atlas::packed::fields;
use crate::atlas::{ADDRESS, DATE, SYMBOL};
use crate::atlas::{Basis, Citation, Date, Deferred, Headline, Kind, Link, Name, Pillar, RecordId, Statement, Text};

/// One thing with an id, its texts and their sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The id, unique in the data set.
    pub id: RecordId,
    /// The title. For gaps and recommendations it is the whole text.
    pub title: Statement,
    /// A short name in our own words, for where the title does not fit.
    pub headline: Option<Headline>,
    /// The text, if there is more than the title.
    pub text: Option<Statement>,
    /// The names of an organization, the source's first; empty for other kinds.
    pub names: Vec<Name>,
    /// Its name in lists, if the acronym of the source does not serve.
    pub short: Option<Text>,
    /// The day, month or year of the event, publication or document.
    pub date: Option<Date>,
    /// Short particulars: a date, a venue, a web address.
    pub facts: Deferred<Vec<Fact>>,
    /// The links to other records; reverse links are derived (see [`crate::atlas::Data::incoming`]).
    pub links: Deferred<Vec<Link>>,
    /// The sources; at least one.
    pub citations: Deferred<Vec<Citation>>,
}

impl Record {
    /// The length of all its texts together, in bytes: a lower limit for the memory of a copy of them.
    pub fn length(&self) -> usize {
        let statements = [Some(&self.title), self.text.as_ref()].into_iter().flatten();
        let statements = statements.chain(self.facts.iter().map(|fact| &fact.statement));
        let names = self.names.iter().flat_map(|name| name.name.iter().chain(&name.acronym));
        let reasons = self.links.iter().filter_map(|link| link.reason.as_ref());
        let texts =
            statements.flat_map(|statement| &statement.paragraphs).chain(names).chain(reasons).map(Text::as_str);
        let texts = texts.chain(self.headline.as_ref().map(Headline::as_str));
        texts.map(str::len).fold(0, usize::saturating_add)
    }

    /// A record with a title and sources only.
    pub(in crate::atlas) fn new(id: RecordId, title: Statement, citations: Vec<Citation>) -> Self {
        Self {
            id,
            title,
            headline: None,
            text: None,
            names: Vec::new(),
            short: None,
            date: None,
            facts: Vec::new().into(),
            links: Vec::new().into(),
            citations: citations.into(),
        }
    }

    /// Whether its title or its text is editorial.
    pub(in crate::atlas) fn is_editorial(&self) -> bool {
        self.title.basis == Basis::Editorial || self.body().basis == Basis::Editorial
    }

    /// The United Nations symbol of a document, unless it is editorial.
    pub(in crate::atlas) fn symbol(&self) -> Option<&Statement> {
        let symbol = self.facts.iter().find(|fact| fact.label == SYMBOL).map(|fact| &fact.statement);
        symbol.filter(|symbol| symbol.basis != Basis::Editorial)
    }

    /// The title of a document without a symbol, when its editorial title is hidden: its id.
    pub(in crate::atlas) fn bare_title(&self) -> Option<Statement> {
        let id = || Text::try_from(self.id.in_kind().to_owned()).ok().map(Statement::verbatim);
        if self.symbol().is_some() { None } else { id() }
    }

    /// The documents cited for its texts, names and links that are not editorial, except itself.
    pub(in crate::atlas) fn documents(&self) -> impl Iterator<Item = &RecordId> {
        let sourced = |basis| basis != Basis::Editorial;
        let names = self.names.iter().filter(move |name| sourced(name.basis));
        let links = self.links.iter().filter(move |link| sourced(link.basis));
        let of_parts = names.filter_map(|name| name.citation()).chain(links.map(|link| &link.citation));
        self.citations
            .iter()
            .chain(of_parts)
            .map(|citation| &citation.document)
            .filter(|document| **document != self.id)
    }

    /// The kind, from the id.
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// The pillar, for gaps and recommendations.
    pub fn pillar(&self) -> Option<Pillar> {
        self.id.pillar()
    }

    /// The text, or the title if there is no text.
    pub fn body(&self) -> &Statement {
        self.text.as_ref().unwrap_or(&self.title)
    }
}

/// A short particular of a record, with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name of the particular: `date`, `place`, `symbol`.
    pub label: &'static str,
    /// The particular with its basis.
    pub statement: Statement,
}

impl Fact {
    /// Whether it is of use alone, as an address or a symbol is: it is copied by itself.
    pub fn is_of_use_alone(&self) -> bool {
        [SYMBOL, ADDRESS].contains(&self.label)
    }

    pub(in crate::atlas) fn text(label: &'static str, statement: Option<Statement>) -> Option<Self> {
        statement.map(|statement| Self { label, statement })
    }

    /// A date, spelled out. The spelling is ours, so its basis is always paraphrase.
    pub(in crate::atlas) fn date(date: Option<Date>) -> Option<Self> {
        let text = Text::try_from(date?.to_string()).ok()?;
        Some(Self { label: DATE, statement: Statement::paraphrase(text) })
    }
}

fields!(Record { id, title, headline, text, names, short, date, facts, links, citations });

fields!(Fact { label, statement });
