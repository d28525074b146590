//! `data/functions.ron`: the functions of ICAT.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Record, RecordId, Statement};

/// A function, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Function {
    id: RecordId,
    title: Statement,
    text: Statement,
    citations: Vec<Citation>,
}

impl Entry for Function {
    fn into_record(self) -> Record {
        Record { text: Some(self.text), ..Record::new(self.id, self.title, self.citations) }
    }
}
