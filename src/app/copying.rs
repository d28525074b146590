//! What is copied: citations, records, the pins.

use super::{Effect, Model};
use crate::atlas::RecordId;
use crate::formats;
use crate::formats::cite::Style;

impl Model {
    /// Copies something, and remembers it for those whose terminal lets nothing into the clipboard.
    pub(super) fn copy(&mut self, what: &'static str, text: String) -> Effect {
        self.copied = Some(text.clone());
        Effect::Copy(what, text)
    }

    pub(super) fn copy_citation(&mut self, record: &RecordId) -> Option<Effect> {
        let citation = self.citation(record)?;
        Some(self.copy("the citation", citation))
    }

    pub(super) fn copy_record(&mut self, record: &RecordId) -> Option<Effect> {
        let markdown = formats::markdown_of(&self.atlas, self.atlas.get(record)?);
        Some(self.copy("the record", markdown))
    }

    /// Where a record is from, as a line of text for each source.
    pub(super) fn citation(&self, record: &RecordId) -> Option<String> {
        Some(Style::Plain.cite(&self.atlas, self.atlas.get(record)?).trim_end().to_owned())
    }
}
