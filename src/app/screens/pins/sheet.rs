//! The pins as a text in one of the formats, for copies and files.

use crate::atlas::{Data, Hidden, VisibleRecord, has_memory};
use crate::formats::Format;
use crate::formats::ascii::{Ascii, Letters};
use crate::formats::sheet::{self, Pinned};
use crate::storage::saved::Pin;

/// Estimated memory for the text, in bytes per byte of the pinned records: escaped and, in JSON, with all fields.
const FOR_A_BYTE: usize = 8;

/// Shown instead of the title of a pin whose record is hidden. What is known only later keeps its title, unless editorial ones are
/// hidden.
pub(in crate::app::screens) fn hidden(data: &Data, pin: &Pin) -> Option<String> {
    Some(match data.hidden(&pin.record()?)? {
        Hidden::Later(_) if !data.filter().sources_only => format!("{}: known only later, hidden", pin.title),
        Hidden::Later(_) => "known only later, hidden".to_owned(),
        Hidden::Editorial => "editorial, hidden".to_owned(),
    })
}

/// The pins in a format; `None` if there is not enough memory.
pub fn written(format: Format, data: &Data, pins: &[Pin], letters: &Letters) -> Option<String> {
    let hidden: Vec<Option<String>> = pins.iter().map(|pin| hidden(data, pin)).collect();
    let pinned: Vec<Pinned<'_>> = pins
        .iter()
        .zip(&hidden)
        .map(|(pin, hidden)| {
            let record = pin.record().and_then(|id| data.get(&id));
            let title = hidden.as_deref().unwrap_or(pin.title.as_str());
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
