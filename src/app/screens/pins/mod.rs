//! The pins as they lie over the dashboard: a call sheet, to be put in order, annotated and taken along.

mod update;

use crate::app::field::Field;
use crate::atlas::{Data, RecordId, Shown, has_room};
use crate::formats::Format;
use crate::formats::ascii::{Ascii, Letters};
use crate::formats::sheet::{self, Pinned};
use crate::storage::kept::Pin;

/// A note takes so many characters: a line.
const LONGEST_NOTE: usize = 200;

/// A file name takes so many.
const LONGEST_NAME: usize = 400;

/// The pins as they lie over the dashboard.
#[derive(Debug, Clone)]
pub struct Pins {
    /// The number of the selected pin.
    pub(in crate::app) selected: usize,
    /// The form in which the sheet is taken along.
    pub(in crate::app) format: Format,
    pub(in crate::app) typing: Option<Typing>,
}

/// What is being typed.
#[derive(Debug, Clone)]
pub enum Typing {
    /// A note on the selected pin.
    Note(Field),
    /// The name of a file to write the sheet to.
    Name(Field),
}

impl Default for Pins {
    fn default() -> Self {
        Self { selected: 0, format: Format::Markdown, typing: None }
    }
}

impl Pins {
    /// The number of the selected pin.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The form in which the sheet is taken along.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// What is being typed, if anything is.
    pub const fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }

    /// The next form.
    pub(in crate::app) fn turn_format(&mut self) {
        let here = Format::ALL.iter().position(|format| *format == self.format).unwrap_or_default();
        self.format = Format::ALL[(here + 1) % Format::ALL.len()];
    }

    /// Begins to type a note on a pin.
    pub(in crate::app) fn type_note(&mut self, pin: &Pin) {
        let note = pin.note.as_ref().map(ToString::to_string).unwrap_or_default();
        self.typing = Some(Typing::Note(Field::new(&note, LONGEST_NOTE)));
    }

    /// Begins to type the name of a file.
    pub(in crate::app) fn type_name(&mut self) {
        let name = format!("call-sheet.{}", self.format.ending());
        self.typing = Some(Typing::Name(Field::new(&name, LONGEST_NAME)));
    }
}

impl Typing {
    /// The field in which it is typed.
    pub const fn field(&self) -> &Field {
        match self {
            Self::Note(field) | Self::Name(field) => field,
        }
    }

    pub(in crate::app) const fn field_mut(&mut self) -> &mut Field {
        match self {
            Self::Note(field) | Self::Name(field) => field,
        }
    }
}

/// So many bytes of memory a byte of a pinned record takes in whatever form: escaped, and in JSON with all that is known.
const FOR_A_BYTE: usize = 8;

/// The pins in a form, as they are taken along; nothing if there is no memory for it.
pub fn written(format: Format, data: &Data, pins: &[Pin], letters: &Letters) -> Option<String> {
    let pinned: Vec<Pinned<'_>> = pins
        .iter()
        .map(|pin| Pinned {
            id: pin.id.as_str(),
            title: pin.title.as_str(),
            note: pin.note.as_ref().map(AsRef::as_ref),
            record: RecordId::try_from(pin.id.as_str()).ok().and_then(|id| data.get(&id)),
        })
        .collect();
    let records = pinned
        .iter()
        .filter_map(|pin| pin.record)
        .map(|record: Shown<'_>| record.length())
        .fold(0, usize::saturating_add);
    let noted = pins.iter().map(|pin| pin.title.as_str().len()).fold(0, usize::saturating_add);
    if !has_room(records.saturating_add(noted).saturating_mul(FOR_A_BYTE)) {
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
