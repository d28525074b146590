//! Reads only the beginning of a text that fits the columns, so the cost of a row follows its width and not the length
//! of the text.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::{is_ascii, is_single};

/// Most marks kept on one letter. No writing system uses more, according to Unicode's Stream-Safe Text Format (UAX #15,
/// section 13).
pub const MOST_MARKS: usize = 30;

/// Most bytes read in the search for the next letter after marks without width. Reading this much takes about a
/// millisecond.
const FARTHEST: usize = 1 << 19;

/// A text with at most [`MOST_MARKS`] marks on each letter.
pub fn bounded(text: &str) -> Cow<'_, str> {
    if is_ascii(text) || text.chars().all(is_single) {
        Cow::Borrowed(text)
    } else {
        read(text, usize::MAX, usize::MAX).0
    }
}

/// As much of a text as `columns` columns can show, and a little more, so that the caller sees whether it must cut.
/// Also returns whether that is the whole text.
pub(super) fn beginning_for(text: &str, columns: usize) -> (Cow<'_, str>, bool) {
    // Two characters may share a column, as an emoji and its skin tone do; the 8 columns more show that text follows.
    let limit = columns.saturating_mul(2).saturating_add(8);
    if text.len() <= limit { (Cow::Borrowed(text), true) } else { read(text, limit, FARTHEST) }
}

/// The beginning of a text up to just over `limit` columns or `farthest` bytes, with at most [`MOST_MARKS`] marks on
/// each letter; also whether that is the whole text.
fn read(text: &str, limit: usize, farthest: usize) -> (Cow<'_, str>, bool) {
    // Of the usual letters each has a byte and a column.
    let beginning = text.get(..=limit.min(farthest)).filter(|beginning| beginning.len() < text.len());
    if let Some(beginning) = beginning.filter(|beginning| is_ascii(beginning)) {
        #[cfg(test)]
        super::work::add(beginning.len());
        return (Cow::Borrowed(beginning), false);
    }
    let mut marks = Marks::default();
    let mut columns = 0;
    let mut kept: Option<String> = None;
    for (at, character) in text.char_indices() {
        #[cfg(test)]
        super::work::add(character.len_utf8());
        if columns > limit || at > farthest {
            return (kept.map_or(Cow::Borrowed(&text[..at]), Cow::Owned), false);
        }
        let width = character.width().unwrap_or_default();
        columns += width;
        match (&mut kept, marks.keep(width)) {
            (None, false) => kept = Some(text[..at].to_owned()),
            (Some(kept), true) => kept.push(character),
            (None, true) | (Some(_), false) => {}
        }
    }
    (kept.map_or(Cow::Borrowed(text), Cow::Owned), true)
}

/// Counts consecutive marks.
#[derive(Default)]
struct Marks(usize);

impl Marks {
    /// Whether to keep a character of this width: all except surplus marks.
    const fn keep(&mut self, width: usize) -> bool {
        self.0 = if width == 0 { self.0 + 1 } else { 0 };
        self.0 <= MOST_MARKS
    }
}
