//! `data/recommendations.ron`: the recommendations under each pillar.

use serde::Deserialize;

use crate::atlas::{Citation, Entry, Headline, Record, RecordId, Statement};

/// A recommendation, as spelled in the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Recommendation {
    id: RecordId,
    text: Statement,
    #[serde(default)]
    headline: Option<Headline>,
    citations: Vec<Citation>,
}

impl Entry for Recommendation {
    fn into_record(self) -> Record {
        Record { headline: self.headline, ..Record::new(self.id, self.text, self.citations) }
    }
}
