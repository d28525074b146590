//! `data/clauses.ron`: the passages of the Global Plan of Action about ICAT.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Headline, Link, Record, RecordId, Statement};

/// A clause, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Clause {
    id: RecordId,
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    text: Statement,
    #[serde(default)]
    links: Vec<Link>,
    citations: Vec<Citation>,
}

impl Entry for Clause {
    fn into_record(self) -> Record {
        Record {
            headline: self.headline,
            text: Some(self.text),
            links: self.links.into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
