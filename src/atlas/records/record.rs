//! One record of any kind.

use crate::atlas::packed::fields;
use crate::atlas::{
    ADDRESS, BODY, Basis, CITED_AS, Citation, DATE, Date, Deferred, HOST, Headline, Kind, Link, NUMBER, Name, PLACE,
    Period, Pillar, Pillars, RecordId, SYMBOL, Statement, Text,
};

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
    /// The name of an organization in lists, if the acronym of the source does not serve; that of an instrument in front of the
    /// number of an article.
    pub short: Option<Text>,
    /// The day, month or year of the event, publication or document.
    pub date: Option<Date>,
    /// From when until when the organization or instrument is there, if that is known.
    pub period: Option<Box<Period>>,
    /// The pillars that an article falls under by our own judgement; none for other kinds, whose ids name their pillar.
    pub(in crate::atlas) pillars: Pillars,
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
            period: None,
            pillars: Pillars::default(),
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
        let symbol = self.facts.iter().find(|fact| fact.label.as_str() == SYMBOL).map(|fact| &fact.statement);
        symbol.filter(|symbol| symbol.basis != Basis::Editorial)
    }

    /// The title of a document without a symbol, when its editorial title is hidden: its id.
    pub(in crate::atlas) fn bare_title(&self) -> Option<Statement> {
        let id = || Text::try_from(self.id.in_kind().to_owned()).ok().map(Statement::verbatim);
        if self.symbol().is_some() { None } else { id() }
    }

    /// The documents cited for its texts, names, facts and links that are not editorial, except itself.
    pub(in crate::atlas) fn documents(&self) -> impl Iterator<Item = &RecordId> {
        let own = self.all_citations().filter(|(_, is_editorial)| !is_editorial).map(|(citation, _)| citation);
        let links = self.links.iter().filter(|link| link.basis != Basis::Editorial).map(|link| &link.citation);
        own.chain(links).map(|citation| &citation.document).filter(|document| **document != self.id)
    }

    /// Its citations and those of its names and facts, each with whether it is that of an editorial name or fact.
    pub(in crate::atlas) fn all_citations(&self) -> impl Iterator<Item = (&Citation, bool)> {
        let own = self.citations.iter().map(|citation| (citation, false));
        let names = self.names.iter().filter_map(|name| Some((name.citation()?, name.basis)));
        let facts = self.facts.iter().filter_map(|fact| Some((fact.citation()?, fact.statement.basis)));
        own.chain(names.chain(facts).map(|(citation, basis)| (citation, basis == Basis::Editorial)))
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
    pub label: Text,
    /// The particular with its basis.
    pub statement: Statement,
    /// See [`Fact::date`] and [`Fact::citation`].
    pub(in crate::atlas) attested: Option<Box<Attested>>,
}

/// Of which day a fact is true, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::atlas) struct Attested {
    date: Option<Date>,
    citation: Option<Citation>,
}

impl Fact {
    /// The labels that icatlas writes or reads itself.
    pub(in crate::atlas) const OWN_LABELS: [&str; 10] =
        [SYMBOL, BODY, CITED_AS, DATE, ADDRESS, PLACE, HOST, NUMBER, Self::PILLARS, Self::PERIOD];

    /// The label of the period of an organization or instrument.
    pub const PERIOD: &str = "period";
    /// The label of the pillars of an article.
    pub const PILLARS: &str = "pillars";

    /// The day, month or year of which it is true, if it may change.
    pub fn date(&self) -> Option<Date> {
        self.attested.as_ref()?.date
    }

    /// Its source, if that is not among the citations of the record.
    pub fn citation(&self) -> Option<&Citation> {
        self.attested.as_ref()?.citation.as_ref()
    }

    /// A fact with its day and source.
    pub(in crate::atlas) fn attested(
        label: Text,
        statement: Statement,
        date: Option<Date>,
        citation: Option<Citation>,
    ) -> Self {
        let is_attested = date.is_some() || citation.is_some();
        Self { label, statement, attested: is_attested.then(|| Box::new(Attested { date, citation })) }
    }

    /// Whether only its spelling is ours, which says nothing of its basis.
    pub fn is_spelled_by_us(&self) -> bool {
        [DATE, Self::PERIOD, NUMBER].contains(&self.label.as_str())
    }

    /// Whether it is of use alone, as an address or a symbol is: it is copied by itself.
    pub fn is_of_use_alone(&self) -> bool {
        [SYMBOL, ADDRESS].contains(&self.label.as_str())
    }

    pub(in crate::atlas) fn text(label: &'static str, statement: Option<Statement>) -> Option<Self> {
        statement.map(|statement| Self { label: Text::literal(label), statement, attested: None })
    }

    /// A date, spelled out. The spelling is ours, so its basis is always paraphrase.
    pub(in crate::atlas) fn dated(date: Option<Date>) -> Option<Self> {
        let text = Text::try_from(date?.to_string()).ok()?;
        Self::text(DATE, Some(Statement::paraphrase(text)))
    }

    /// A period in words, with the earliest day on which a source of the record was read. Any of them may be the one that says
    /// that an open period holds, so nothing is certain of the days after.
    pub(in crate::atlas) fn of_period(period: Option<Period>, citations: &[Citation]) -> Option<Self> {
        let read = citations.iter().filter_map(Citation::read).min_by_key(|read| read.last_day());
        let words = period?.in_words(read);
        Self::text(Self::PERIOD, Some(Statement::paraphrase(Text::try_from(words).ok()?)))
    }

    /// The pillars of an article, which are our own judgement.
    pub(in crate::atlas) fn pillars(pillars: Pillars) -> Option<Self> {
        let text = Text::try_from(pillars.in_words()).ok()?;
        Self::text(Self::PILLARS, Some(Statement::editorial(text)))
    }
}

fields!(Record { id, title, headline, text, names, short, date, period, pillars, facts, links, citations });

fields!(Fact { label, statement, attested });

fields!(Attested { date, citation });
