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
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { read(text, usize::MAX, usize::MAX).0 }
}

/// As much of a text as `columns` columns can show at most, and some more, so that it can be seen that there is more.
/// Also whether that is all of it.
pub(super) fn begun(text: &str, columns: usize) -> (Cow<'_, str>, bool) {
    // Two characters may share a column, as an emoji and the colour of its skin do.
    let room = columns.saturating_mul(2).saturating_add(8);
    if text.len() <= room { (Cow::Borrowed(text), true) } else { read(text, room, FARTHEST) }
}

/// The beginning of a text that takes more than `room` columns, marks without end left out, looked for in so many bytes.
fn read(text: &str, room: usize, farthest: usize) -> (Cow<'_, str>, bool) {
    let mut marks = Marks::default();
    let mut taken = 0;
    let mut kept: Option<String> = None;
    for (at, character) in text.char_indices() {
        #[cfg(test)]
        super::work::add(character.len_utf8());
        if taken > room || at > farthest {
            return (kept.map_or(Cow::Borrowed(&text[..at]), Cow::Owned), false);
        }
        let width = character.width().unwrap_or_default();
        taken += width;
        match (&mut kept, marks.keep(width)) {
            (None, false) => kept = Some(text[..at].to_owned()),
            (Some(kept), true) => kept.push(character),
            (None, true) | (Some(_), false) => {}
        }
    }
    (kept.map_or(Cow::Borrowed(text), Cow::Owned), true)
}

/// Counts the marks in a row.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    /// Whether a character of this width is to be kept: all are but marks beyond the last.
    const fn keep(&mut self, width: usize) -> bool {
        self.0 = if width == 0 { self.0 + 1 } else { 0 };
        self.0 <= MOST_MARKS
    }
}
