//! `data/functions.ron`: the functions of ICAT.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Headline, Record, RecordId, Statement};

/// A function, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Function {
    id: RecordId,
    title: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    text: Statement,
    citations: Vec<Citation>,
}

impl Entry for Function {
    fn into_record(self) -> Record {
        Record { headline: self.headline, text: Some(self.text), ..Record::new(self.id, self.title, self.citations) }
    }
}
