//! Breaking and cutting text by display width.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes on the screen.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most `width` columns, between words where it can.
pub fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, Options::new(width.max(1)).break_words(true))
}

/// Breaks a text into lines of at most `width` columns, at spaces only while they do.
pub fn lines_at_spaces(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(width.max(1)).break_words(true);
    textwrap::wrap(text, options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation))
}

/// The text cut to `width` columns, its last column the mark `…` if something was cut off.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let room = width.saturating_sub(1);
    let mut kept = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        kept += grapheme.width();
        if kept > room {
            break;
        }
        end = start + grapheme.len();
    }
    let mark = if width == 0 { "" } else { "…" };
    Cow::Owned(format!("{}{mark}", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_by_columns_and_says_so() {
        assert_eq!(cut("Large impunity", 14), "Large impunity");
        assert_eq!(cut("Large impunity", 8), "Large i…");
        assert_eq!(cut("Large impunity", 7), "Large…");
        assert_eq!(cut("人口贩运", 5), "人口…");
        assert_eq!(cut("人口贩运", 4), "人…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn wide_characters_count_twice_when_a_text_is_broken() {
        assert!(lines("人口贩运 人口贩运", 9).iter().all(|line| width(line) <= 9));
        assert_eq!(lines("extraordinarily", 5).len(), 3);
    }
}
