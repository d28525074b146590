//! A record as far as the filter shows it.

use super::{Basis, Citation, Data, Date, Fact, Kind, Link, Name, Pillar, Record, RecordId, Statement, Text};

/// A record of [`Data`], without what its filter hides.
#[derive(Debug, Clone, Copy)]
pub struct VisibleRecord<'a> {
    pub(super) data: &'a Data,
    pub(super) record: &'a Record,
    pub(super) title: &'a Statement,
    pub(super) ordinal: usize,
}

impl PartialEq for VisibleRecord<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.data.generation(), self.ordinal) == (other.data.generation(), other.ordinal)
    }
}

impl<'a> VisibleRecord<'a> {
    /// Its id.
    pub const fn id(&self) -> &'a RecordId {
        &self.record.id
    }

    /// Its place among all records of the data set, shown or not.
    pub const fn ordinal(&self) -> usize {
        self.ordinal
    }

    /// What kind of record it is.
    pub const fn kind(&self) -> Kind {
        self.record.id.kind()
    }

    /// Its pillar, for gaps and recommendations.
    pub const fn pillar(&self) -> Option<Pillar> {
        self.record.id.pillar()
    }

    /// What it is called. For gaps and recommendations the title is the whole of the text.
    pub const fn title(&self) -> &'a Statement {
        self.title
    }

    /// The title, unless that is hidden and something else stands in for it.
    pub fn own_title(&self) -> Option<&'a Statement> {
        Some(&self.record.title).filter(|title| self.shows(title.basis))
    }

    /// What it says beyond the title.
    pub fn text(&self) -> Option<&'a Statement> {
        self.record.text.as_ref().filter(|text| self.shows(text.basis))
    }

    /// The text, or the title where that is all.
    pub fn body(&self) -> &'a Statement {
        self.text().unwrap_or(self.title)
    }

    /// The names it is known by, the source's first; only organizations have any.
    pub fn names(&self) -> impl Iterator<Item = &'a Name> {
        let data = self.data;
        self.record.names.iter().filter(|name| data.filter().shows(name.basis))
    }

    /// The acronym by which lists call it: of an organization the source's, unless the data gives another.
    pub fn acronym(&self) -> Option<&'a Text> {
        // What lists call it is one of its names.
        let is_shown = |short: &&Text| self.data.filter().is_none() || self.names().any(|name| name.holds(short));
        let short = self.record.short.as_ref().filter(is_shown);
        short.or_else(|| self.names().next()?.acronym.as_ref())
    }

    /// The day, month or year of what it tells of.
    pub const fn date(&self) -> Option<Date> {
        self.record.date
    }

    /// Short particulars: a date, a place, an address on the web.
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        let data = self.data;
        self.record.facts.iter().filter(|fact| data.filter().shows(fact.statement.basis))
    }

    /// A particular by its label.
    pub fn fact(&self, label: &str) -> Option<&'a Statement> {
        self.facts().find(|fact| fact.label == label).map(|fact| &fact.statement)
    }

    /// Its relations to other records; for the way back see [`Data::incoming`].
    pub fn links(&self) -> impl Iterator<Item = &'a Link> {
        let data = self.data;
        let is_shown = move |link: &&Link| data.filter().shows(link.basis) && data.get(&link.to).is_some();
        self.record.links.iter().filter(move |link| data.filter().is_none() || is_shown(link))
    }

    /// Where it is from; at least one.
    pub const fn citations(&self) -> &'a [Citation] {
        self.record.citations.as_slice()
    }

    /// How long its texts are in all, in bytes: so much at least everything takes that is made of all of them.
    pub fn length(&self) -> usize {
        self.record.length()
    }

    fn shows(&self, basis: Basis) -> bool {
        self.data.filter().shows(basis)
    }
}
