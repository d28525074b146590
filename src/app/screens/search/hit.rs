//! The row of a hit: what the record is and its headline, with the matched letters marked.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use crate::app::content::{RowLines, TALLEST_ROW};
use crate::app::screens::record_row;
use crate::atlas::VisibleRecord;
use crate::present::content::Role;
use crate::present::found_name::name_found;
use crate::present::wrap;
use crate::search::Marker;

/// Bytes of a text that a row searches for matches, so that dozens of rows take a few milliseconds together.
const LOOKED_AT: usize = 1 << 14;

/// Adds the lines of the row of a hit, `width` columns wide. Where hits are marked, each begins with its sign and a blank.
pub(super) fn add_row(
    record: VisibleRecord<'_>,
    sign: Option<&str>,
    marker: &RefCell<Marker<'_>>,
    memory: &mut String,
    width: usize,
    lines: &mut RowLines<'_>,
) {
    let marks = |text: &str| marked(text, &mut marker.borrow_mut());
    let (label, blanks) = record_row::label(record, width);
    let words = record_row::words(record, width, TALLEST_ROW, memory);
    let typed = |text: &str| marker.borrow_mut().typed(up_to(text, LOOKED_AT));
    let words = match name_found(record, words, typed) {
        Some(name) => Cow::Owned(format!("{words}{name}")),
        None => Cow::Borrowed(words),
    };
    let words = &*words;
    let before = sign.map_or(0, |sign| wrap::width(sign) + 1);
    let margin = before + wrap::width(&label) + blanks;
    let beside = record_row::Beside { words, margin, width, most: TALLEST_ROW };
    beside.add(
        lines,
        || marks(words),
        |line| {
            line.span(Role::Text, sign.unwrap_or_default()).blanks(before.min(1));
            line.marked(Role::Text, &label, marks(&label)).blanks(blanks);
        },
    );
}

/// The matches in the searched part of a text.
fn marked(text: &str, marker: &mut Marker<'_>) -> Vec<Range<usize>> {
    let text = up_to(text, LOOKED_AT);
    #[cfg(test)]
    crate::present::wrap::work::add(text.len());
    marker.marks(text).to_vec()
}

/// The words of a text that end within this many bytes. A first word that is longer is cut.
fn up_to(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let looked_at = &text[..text.floor_char_boundary(bytes)];
    looked_at.rfind(' ').map_or(looked_at, |space| &looked_at[..space])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_searches_whole_words_up_to_its_limit() {
        assert_eq!(up_to("one two", 7), "one two");
        assert_eq!(up_to("one two", 6), "one");
        assert_eq!(up_to("onetwo", 4), "onet");
        assert_eq!(up_to("人口", 4), "人");
    }
}
