//! What is copied: citations, records, the pins.

use super::{Effect, Model};
use crate::atlas::RecordId;
use crate::formats;
use crate::formats::cite::Style;

impl Model {
    pub(super) fn copy_citation(&self, record: &RecordId) -> Option<Effect> {
        Some(Effect::Copy("the citation", self.citation(record)?))
    }

    pub(super) fn copy_record(&self, record: &RecordId) -> Option<Effect> {
        Some(Effect::Copy("the record", formats::markdown_of(&self.atlas, self.atlas.get(record)?)))
    }

    /// Where a record is from, as a line of text for each source.
    pub(super) fn citation(&self, record: &RecordId) -> Option<String> {
        Some(Style::Plain.cite(&self.atlas, self.atlas.get(record)?).trim_end().to_owned())
    }
}
