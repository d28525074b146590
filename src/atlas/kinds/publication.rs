//! `data/publications.ron`: the publications of ICAT.

use serde::Deserialize;

use crate::atlas::{Citation, Date, Entry, Fact, Headline, Record, RecordId, Statement};

/// A publication, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Publication {
    id: RecordId,
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    #[serde(default)]
    date: Option<Date>,
    text: Statement,
    citations: Vec<Citation>,
}

impl Entry for Publication {
    fn into_record(self) -> Record {
        Record {
            headline: self.headline,
            text: Some(self.text),
            date: self.date,
            facts: Fact::dated(self.date).into_iter().collect::<Vec<_>>().into(),
            ..Record::new(self.id, self.title, self.citations)
        }
    }
}
