//! The pins as they are taken along.

use crate::atlas::{Data, VisibleRecord, has_memory};
use crate::formats::Format;
use crate::formats::ascii::{Ascii, Letters};
use crate::formats::sheet::{self, Pinned};
use crate::storage::saved::Pin;

/// So many bytes of memory a byte of a pinned record takes in whatever form: escaped, and in JSON with all that is known.
const FOR_A_BYTE: usize = 8;

/// The title of a pin whose record the filter hides: its own may be editorial.
pub(super) const HIDDEN: &str = "editorial, hidden";

/// The pins in a form, as they are taken along; nothing if there is no memory for it.
pub fn written(format: Format, data: &Data, pins: &[Pin], letters: &Letters) -> Option<String> {
    let pinned: Vec<Pinned<'_>> = pins
        .iter()
        .map(|pin| {
            let id = pin.record();
            let record = id.as_ref().and_then(|id| data.get(id));
            let hidden = id.is_some_and(|id| data.hides(&id));
            let title = if hidden { HIDDEN } else { pin.title.as_str() };
            let note = pin.note.as_ref().map(AsRef::as_ref);
            Pinned { id: pin.id.as_str(), title, note, record, gone: record.is_none() && !hidden }
        })
        .collect();
    let records = pinned
        .iter()
        .filter_map(|pin| pin.record)
        .map(|record: VisibleRecord<'_>| record.length())
        .fold(0, usize::saturating_add);
    let noted = pins.iter().map(|pin| pin.title.as_str().len()).fold(0, usize::saturating_add);
    if !has_memory(records.saturating_add(noted).saturating_mul(FOR_A_BYTE)) {
        return None;
    }
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    if letters.are_ascii() {
        let mut ascii = Ascii::new(&mut text, format.spelling());
        let _ = sheet::write(format, data, &pinned, letters, &mut ascii).and_then(|()| ascii.finish());
    } else {
        let _ = sheet::write(format, data, &pinned, letters, &mut text);
    }
    String::from_utf8(text).ok()
}
