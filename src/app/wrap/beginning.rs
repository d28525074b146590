//! The part of a text that can be seen, of a text that may be of any length: so that what a row costs follows its
//! columns, and not the text.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The most marks kept on one letter: no writing has more, says Unicode's Stream-Safe Text Format (UAX #15, section 13).
pub const MOST_MARKS: usize = 30;

/// How far into a text the next letter is looked for, in bytes, if marks without any width stand in between. Reading on
/// for so long takes about a millisecond.
const FARTHEST: usize = 1 << 19;

/// A text, its letters with no more than [`MOST_MARKS`] marks on each.
pub fn bounded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut marks = Marks::default();
    if text.chars().all(|character| marks.keep(character)) {
        return Cow::Borrowed(text);
    }
    let mut marks = Marks::default();
    Cow::Owned(text.chars().filter(|character| marks.keep(*character)).collect())
}

/// As much of a text as `columns` columns can show at most, and some more, so that it can be seen that there is more.
/// Also whether that is all of it.
pub(super) fn begun(text: &str, columns: usize) -> (Cow<'_, str>, bool) {
    // Two characters may share a column, as an emoji and the colour of its skin do.
    let room = columns.saturating_mul(2).saturating_add(8);
    if text.len() <= room {
        return (Cow::Borrowed(text), true);
    }
    let mut taken = 0;
    let mut end = text.len();
    for (at, character) in text.char_indices() {
        if taken > room || at > FARTHEST {
            end = at;
            break;
        }
        taken += character.width().unwrap_or_default();
    }
    (bounded(&text[..end]), end == text.len())
}

/// Counts the marks in a row.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    fn keep(&mut self, character: char) -> bool {
        self.0 = if character.width() == Some(0) { self.0 + 1 } else { 0 };
        self.0 <= MOST_MARKS
    }
}
