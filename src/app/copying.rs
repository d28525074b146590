//! What is copied: citations, records, the pins.

use super::{Effect, Model};
use crate::formats;
use crate::formats::cite::Style;

impl Model {
    /// Copies something, and remembers it for those whose terminal lets nothing into the clipboard.
    pub(super) fn copy(&mut self, what: &'static str, text: String) -> Effect {
        self.copied = Some(text.clone());
        Effect::Copy(what, text)
    }

    pub(super) fn copy_citation(&mut self, record: usize) -> Effect {
        self.copy("the citation", self.citation(record))
    }

    pub(super) fn copy_record(&mut self, record: usize) -> Effect {
        let markdown = formats::markdown_of(&self.atlas, &self.atlas.records()[record]);
        self.copy("the record", markdown)
    }

    /// Where a record is from, as a line of text for each source.
    pub(super) fn citation(&self, record: usize) -> String {
        Style::Plain.cite(&self.atlas, &self.atlas.records()[record]).trim_end().to_owned()
    }
}
