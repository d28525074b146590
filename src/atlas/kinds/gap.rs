//! `data/gaps.ron`: the gaps under each pillar.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Headline, Record, RecordId, Statement};

/// A gap, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Gap {
    id: RecordId,
    text: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    citations: Vec<Citation>,
}

impl Entry for Gap {
    fn into_record(self) -> Record {
        Record { headline: self.headline, ..Record::new(self.id, self.text, self.citations) }
    }
}
