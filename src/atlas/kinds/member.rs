//! `data/members.ron`: the organizations of ICAT.

use serde::Deserialize;

use crate::atlas::{
    Basis, Citation, Entry, Fact, Language, Link, Name, Period, Record, RecordId, Standing, Statement, Text,
};

/// An organization, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Member {
    id: RecordId,
    /// The name in the source.
    name: Text,
    /// The acronym in the source, without its brackets.
    #[serde(default)]
    acronym: Option<Text>,
    /// Its name in lists, if the acronym does not serve. It must be one of its names, which gives it a basis.
    #[serde(default)]
    short: Option<Text>,
    /// Further names, each with its standing and basis.
    #[serde(default)]
    names: Vec<Name>,
    #[serde(default)]
    period: Option<Period>,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Member {
    fn into_record(self) -> Record {
        let period = Fact::of_period(self.period, &self.citations);
        let source = Name {
            name: Some(self.name.clone()),
            acronym: self.acronym,
            standing: Standing::Source,
            language: Language::English,
            basis: Basis::Verbatim,
            period: None,
            citation: None.into(),
        };
        // The line of the source: the name with the acronym in brackets. Both are checked, so joining them cannot fail.
        let line = Text::try_from(source.in_full().into_owned());
        Record {
            text: line.ok().map(Statement::verbatim),
            names: std::iter::once(source).chain(self.names).collect(),
            short: self.short,
            period: self.period.map(Box::new),
            facts: period.into_iter().collect::<Vec<_>>().into(),
            links: self.links.into(),
            ..Record::new(self.id, Statement::verbatim(self.name), self.citations)
        }
    }
}
