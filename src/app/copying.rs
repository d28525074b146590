//! What is copied: citations, records, the pins.

use super::{Effect, Model};
use crate::atlas::{RecordId, has_room};
use crate::formats;
use crate::formats::cite::Style;

/// So many bytes of memory a byte of a record's texts takes while it is copied: escaped, and kept for the plain view.
const FOR_A_BYTE: usize = 8;

impl Model {
    pub(super) fn copy_citation(&self, record: &RecordId) -> Option<Effect> {
        Some(Effect::Copy("the citation", self.citation(record)?))
    }

    /// A record as Markdown; nothing if there is no memory for it.
    pub(super) fn copy_record(&self, record: &RecordId) -> Option<Effect> {
        let record = self.data().get(record)?;
        let room = has_room(record.length().saturating_mul(FOR_A_BYTE));
        room.then(|| Effect::Copy("the record", formats::markdown_of(self.data(), record)))
    }

    /// Where a record is from, as a line of text for each source.
    pub(super) fn citation(&self, record: &RecordId) -> Option<String> {
        Some(Style::Plain.cite(self.data(), self.data().get(record)?).trim_end().to_owned())
    }
}
