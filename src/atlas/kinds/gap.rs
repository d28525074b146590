//! `data/gaps.ron`: the gaps under each pillar.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Record, RecordId, Statement};

/// A gap, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Gap {
    id: RecordId,
    text: Statement,
    citations: Vec<Citation>,
}

impl Entry for Gap {
    fn into_record(self) -> Record {
        Record::new(self.id, self.text, self.citations)
    }
}
