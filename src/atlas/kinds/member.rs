//! `data/members.ron`: the organizations of ICAT.

use serde::Deserialize;
use serde::de::Error as _;

use crate::atlas::{Basis, Citation, Entry, Link, Name, Record, RecordId, Standing, Statement, Text};

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
    names: Vec<FurtherName>,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

/// A name besides the source's. It has a name, an acronym or both.
#[derive(Deserialize)]
#[serde(try_from = "SpelledName")]
struct FurtherName(Name);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "FurtherName")]
struct SpelledName {
    standing: Standing,
    basis: Basis,
    #[serde(default)]
    name: Option<Text>,
    #[serde(default)]
    acronym: Option<Text>,
    #[serde(default)]
    citation: Option<Citation>,
}

impl TryFrom<SpelledName> for FurtherName {
    type Error = serde::de::value::Error;

    fn try_from(spelled: SpelledName) -> Result<Self, Self::Error> {
        let SpelledName { standing, basis, name, acronym, citation } = spelled;
        if name.is_none() && acronym.is_none() {
            return Err(Self::Error::custom("a name without words: give it a `name` or an `acronym`"));
        }
        Ok(Self(Name { name, acronym, standing, basis, citation: citation.map(Box::new).into() }))
    }
}

impl Entry for Member {
    fn into_record(self) -> Record {
        // The line of the source: the name with the acronym in brackets. Both are checked, so joining them cannot fail.
        let line = match &self.acronym {
            Some(acronym) => Text::joined(&[self.name.as_str(), " (", acronym.as_str(), ")"]),
            None => Ok(self.name.clone()),
        };
        let source = Name {
            name: Some(self.name.clone()),
            acronym: self.acronym,
            standing: Standing::Source,
            basis: Basis::Verbatim,
            citation: None.into(),
        };
        let further = self.names.into_iter().map(|FurtherName(name)| name);
        Record {
            text: line.ok().map(Statement::verbatim),
            names: std::iter::once(source).chain(further).collect(),
            short: self.short,
            links: self.links.into(),
            ..Record::new(self.id, Statement::verbatim(self.name), self.citations)
        }
    }
}
