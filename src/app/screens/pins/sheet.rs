//! The pins as a text in one of the formats, for copies and files.

use crate::atlas::{Data, Hidden, RecordId, VisibleRecord, has_memory};
use crate::formats::Format;
use crate::formats::ascii::{Ascii, Letters};
use crate::formats::sheet::{self, Pinned};
use crate::storage::saved::Pin;

/// Estimated memory for the text, in bytes per byte of the pinned records: escaped and, in JSON, with all fields.
const FOR_A_BYTE: usize = 8;

/// Shown instead of the title of a pin whose record is hidden, since the title is, too.
pub(in crate::app::screens) fn hidden(data: &Data, id: &RecordId) -> Option<&'static str> {
    Some(match data.hidden(id)? {
        Hidden::Later(_) => "began later, hidden",
        Hidden::Editorial => "editorial, hidden",
    })
}

/// The pins in a format; `None` if there is not enough memory.
pub fn written(format: Format, data: &Data, pins: &[Pin], letters: &Letters) -> Option<String> {
    let pinned: Vec<Pinned<'_>> = pins
        .iter()
        .map(|pin| {
            let id = pin.record();
            let record = id.as_ref().and_then(|id| data.get(id));
            let hidden = id.as_ref().and_then(|id| hidden(data, id));
            let title = hidden.unwrap_or(pin.title.as_str());
            let note = pin.note.as_ref().map(AsRef::as_ref);
            Pinned { id: pin.id.as_str(), title, note, record, gone: record.is_none() && hidden.is_none() }
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
