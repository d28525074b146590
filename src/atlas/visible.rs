//! The visible part of a record.

use super::{
    Basis, Citation, Data, Date, Fact, Headline, Kind, Link, Name, Period, Pillar, Pillars, Record, RecordId, Relation,
    Statement, Text,
};

/// A record of [`Data`] without its hidden names, facts and links.
#[derive(Debug, Clone, Copy)]
pub struct VisibleRecord<'a> {
    pub(super) data: &'a Data,
    pub(super) ordinal: usize,
    /// The record, if it is unpacked for a moment only.
    pub(super) passing: Option<&'a Record>,
}

impl PartialEq for VisibleRecord<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.data.generation(), self.ordinal) == (other.data.generation(), other.ordinal)
    }
}

impl<'a> VisibleRecord<'a> {
    /// All of the record, which is unpacked here if it is built in and was not needed before.
    pub(super) fn record(&self) -> &'a Record {
        self.passing.unwrap_or_else(|| self.data.whole().record(self.ordinal))
    }

    /// The id, unique in the data set.
    pub fn id(&self) -> &'a RecordId {
        &self.record().id
    }

    /// The last part of the id, without unpacking the record: `1` of `gap/prevention/1`.
    pub fn leaf(&self) -> &'a str {
        self.data.whole().leaf(self.ordinal)
    }

    /// Its number among all records of the data set, visible or not.
    pub const fn ordinal(&self) -> usize {
        self.ordinal
    }

    /// The kind, from the id.
    pub fn kind(&self) -> Kind {
        self.data.whole().kind(self.ordinal)
    }

    /// The pillar, for gaps and recommendations.
    pub fn pillar(&self) -> Option<Pillar> {
        self.data.whole().pillar(self.ordinal)
    }

    /// The pillar of a gap or recommendation, and those that an article falls under by our own judgement, if it is visible.
    pub fn pillars(&self) -> Pillars {
        match self.kind() {
            Kind::Gap | Kind::Recommendation => self.pillar().into(),
            Kind::Article if self.lets_through(Basis::Editorial) => self.record().pillars,
            Kind::Article
            | Kind::Member
            | Kind::Body
            | Kind::Clause
            | Kind::Function
            | Kind::Event
            | Kind::Publication
            | Kind::Instrument
            | Kind::Contact
            | Kind::Document => Pillars::default(),
        }
    }

    /// What an article or another part belongs to by a source, if that is visible.
    pub fn part_of(&self) -> Option<Self> {
        let data = self.data;
        let mut parts = self.links().filter(|link| link.relation == Relation::PartOf);
        parts.find(|link| link.basis != Basis::Editorial).and_then(|link| data.get(&link.to))
    }

    /// The title, or its substitute if it is hidden. For gaps and recommendations it is the whole text.
    pub fn title(&self) -> &'a Statement {
        self.data.title(self.ordinal, self.record())
    }

    /// The title, unless it is hidden.
    pub fn own_title(&self) -> Option<&'a Statement> {
        Some(&self.record().title).filter(|title| self.lets_through(title.basis))
    }

    /// The short name in our own words, if it has one.
    pub fn headline(&self) -> Option<&'a str> {
        self.record().headline.as_ref().map(Headline::as_str).filter(|_| self.lets_through(Basis::Paraphrase))
    }

    /// The text, if there is more than the title and it is visible.
    pub fn text(&self) -> Option<&'a Statement> {
        self.record().text.as_ref().filter(|text| self.lets_through(text.basis))
    }

    /// The text, or the title if there is no visible text.
    pub fn body(&self) -> &'a Statement {
        self.text().unwrap_or_else(|| self.title())
    }

    /// The visible names of an organization, the source's first; empty for other kinds.
    pub fn names(&self) -> impl Iterator<Item = &'a Name> {
        let data = self.data;
        let is_visible = |name: &&Name| data.filter().lets_through(name.basis) && data.filter().has_begun(name.period);
        self.record().names.iter().filter(is_visible)
    }

    /// Its name in lists: the one the data gives for that, or else the acronym of its first visible name.
    pub fn acronym(&self) -> Option<&'a Text> {
        // The name for lists is visible if one of the visible names contains it.
        let is_visible = |short: &&Text| self.data.filter().is_none() || self.names().any(|name| name.holds(short));
        let is_name = matches!(self.kind(), Kind::Member | Kind::Body);
        let short = self.record().short.as_ref().filter(|_| is_name).filter(is_visible);
        short.or_else(|| self.names().next()?.acronym.as_ref())
    }

    /// The name of an instrument in front of the number of an article, in our words, if it has one.
    pub fn short_name(&self) -> Option<&'a str> {
        let short = self.record().short.as_ref().filter(|_| self.kind() == Kind::Instrument)?;
        Some(short.as_str()).filter(|_| self.lets_through(Basis::Paraphrase))
    }

    /// The day, month or year of the event, publication or document.
    pub fn date(&self) -> Option<Date> {
        self.record().date
    }

    /// From when until when the organization or instrument is there, if that is known.
    pub fn period(&self) -> Option<Period> {
        self.record().period.as_deref().copied()
    }

    /// The visible facts: a date, a venue, a web address.
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        let data = self.data;
        let has_day = data.filter().as_of.is_some();
        let is_later = move |fact: &Fact| has_day && fact.date().is_some_and(|date| !data.filter().has_come(date));
        let is_visible = move |fact: &&Fact| data.filter().lets_through(fact.statement.basis) && !is_later(fact);
        self.record().facts.iter().filter(is_visible)
    }

    /// The visible fact with this label.
    pub fn fact(&self, label: &str) -> Option<&'a Statement> {
        self.facts().find(|fact| fact.label.as_str() == label).map(|fact| &fact.statement)
    }

    /// The visible links to other records; for reverse links see [`Data::incoming`].
    pub fn links(&self) -> impl Iterator<Item = &'a Link> {
        let data = self.data;
        let holds =
            move |link: &&Link| data.filter().lets_through(link.basis) && data.filter().has_begun(link.period());
        let is_visible = move |link: &&Link| holds(link) && data.get(&link.to).is_some();
        self.record().links.iter().filter(move |link| data.filter().is_none() || is_visible(link))
    }

    /// The sources; at least one.
    pub fn citations(&self) -> &'a [Citation] {
        self.record().citations.as_slice()
    }

    /// The length of all its texts together, in bytes, hidden ones included: an upper limit for the visible text.
    pub fn length(&self) -> usize {
        self.record().length()
    }

    fn lets_through(&self, basis: Basis) -> bool {
        self.data.filter().lets_through(basis)
    }
}
