//! Breaking and cutting text by display width.

mod beginning;
mod words;
#[cfg(test)]
pub(crate) mod work;

use std::borrow::Cow;

use textwrap::WordSplitter;
use textwrap::core::Word;
use textwrap::word_splitters::split_words;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use beginning::MOST_MARKS;
use beginning::{beginning_for, bounded};
use words::{Breaks, Words};

/// More columns than any text has, to get all of it.
pub const WHOLE: usize = usize::MAX;

/// The display width of a text, in columns.
pub fn width(text: &str) -> usize {
    #[cfg(test)]
    work::add(text.len());
    text.width()
}

/// Breaks a text into lines of at most `width` columns, between words if possible.
pub fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    wrapped(text, width, Breaks::Anywhere)
}

/// Breaks a text into lines of at most `width` columns, only at spaces unless a word is wider.
pub fn lines_at_spaces(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    wrapped(text, width, Breaks::AtSpaces)
}

/// The first lines of a text, at most `most`, and whether there are more.
pub fn first_lines(text: &str, width: usize, most: usize) -> (Vec<String>, bool) {
    let (text, is_all) = beginning_for(text, columns_of(width, most));
    let lines = lines(&text, width);
    (lines.iter().take(most).map(ToString::to_string).collect(), lines.len() > most || !is_all)
}

/// The columns of text needed to lay out its first lines: a line may be short because the next word does not fit, so
/// two lines more are read.
pub const fn columns_of(width: usize, lines: usize) -> usize {
    lines.saturating_add(2).saturating_mul(width)
}

/// The beginning of a text, a little more than `columns` columns: all that a row needs.
pub fn beginning(text: &str, columns: usize) -> Cow<'_, str> {
    beginning_for(text, columns).0
}

/// Whether a text fits into `columns` columns.
pub fn fits(text: &str, columns: usize) -> bool {
    let (text, is_all) = beginning_for(text, columns);
    is_all && text.width() <= columns
}

/// Cuts a text to `width` columns; the last column is `…` if something was cut off.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    let (text, is_all) = beginning_for(text, width);
    if is_all && text.width() <= width {
        return text;
    }
    let limit = width.saturating_sub(1);
    let mut kept = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        kept += grapheme.width();
        if kept > limit {
            break;
        }
        end = start + grapheme.len();
    }
    let mark = if width == 0 { "" } else { "…" };
    Cow::Owned(format!("{}{mark}", text[..end].trim_end()))
}

fn wrapped(text: &str, width: usize, breaks: Breaks) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap(line, width.max(1), breaks, &mut lines);
    }
    lines
}

/// Fills each line with as many words as fit, as textwrap's `wrap` does, without a list of all words.
fn wrap<'a>(text: &'a str, width: usize, breaks: Breaks, lines: &mut Vec<Cow<'a, str>>) {
    #[cfg(test)]
    work::add(text.len());
    let mut line = Line { text, width, start: 0, end: 0, next: 0, filled: 0 };
    let mut fit = |word: Word<'a>| {
        if word.width > width {
            lines.extend(word.break_apart(width).filter_map(|part| line.add(part)));
        } else {
            lines.extend(line.add(word));
        }
    };
    for word in Words::of(text, breaks) {
        if breaks == Breaks::Anywhere && word.contains('-') {
            split_words([word], &WordSplitter::HyphenSplitter).for_each(&mut fit);
        } else {
            fit(word);
        }
    }
    lines.push(bounded(&text[line.start..line.end]));
}

/// The line being filled.
struct Line<'a> {
    text: &'a str,
    width: usize,
    /// Byte offsets in the text: its beginning, its end, and the beginning of the next word.
    start: usize,
    end: usize,
    next: usize,
    /// The columns filled, including the spaces after the last word.
    filled: usize,
}

impl<'a> Line<'a> {
    /// Adds a word. If it does not fit, begins a new line with it and returns the full one.
    fn add(&mut self, word: Word<'_>) -> Option<Cow<'a, str>> {
        let full = self.filled + word.width > self.width && self.next > self.start;
        let line = full.then(|| bounded(&self.text[self.start..self.end]));
        if full {
            (self.start, self.filled) = (self.next, 0);
        }
        self.filled += word.width + word.whitespace.len();
        self.end = self.next + word.len();
        self.next = self.end + word.whitespace.len();
        line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::{Options, WordSeparator};

    use super::*;

    #[test]
    fn a_cut_text_ends_with_an_ellipsis() {
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

    /// The expected result of `cut`, computed from the whole text.
    fn cut_slowly(text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let (mut shown, mut filled) = (String::new(), 1);
        for grapheme in text.graphemes(true) {
            filled += grapheme.width();
            if filled > width {
                break;
            }
            shown.push_str(grapheme);
        }
        shown.trim_end().to_owned() + if width == 0 { "" } else { "…" }
    }

    /// Words with everything that affects line breaking.
    const WORDS: &str =
        "([a-zéß]{1,9}|[0-9]{1,4}|[-.,;:!?/'()%$“”«»—–†人口]{1,3}|e\u{301}|👍🏽|🇫🇷|ﷺ|لا|\u{a0}| {1,4}){0,60}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn lines_are_the_same_as_those_of_textwrap(text in WORDS, width in 1_usize..40) {
            // textwrap misses the last break of a text that ends with a hyphen.
            prop_assume!(!text.ends_with('-'));
            let options = Options::new(width).break_words(true);
            let at_spaces = options.clone().word_separator(WordSeparator::AsciiSpace);
            let at_spaces = at_spaces.word_splitter(WordSplitter::NoHyphenation);
            prop_assert_eq!(lines(&text, width), textwrap::wrap(&text, options));
            prop_assert_eq!(lines_at_spaces(&text, width), textwrap::wrap(&text, at_spaces));
        }

        #[test]
        fn the_first_lines_are_the_same_as_those_of_the_whole_text(text in "([a-z]{1,9}|[.,()人口]{1,3}| ){0,200}", width in 2_usize..40) {
            for most in 1..5 {
                let all = lines(&text, width);
                let first: Vec<String> = all.iter().take(most).map(ToString::to_string).collect();
                prop_assert_eq!(first_lines(&text, width, most), (first, all.len() > most));
            }
        }

        #[test]
        fn a_text_is_cut_as_if_all_of_it_were_measured(text in WORDS, width in 0_usize..40) {
            prop_assert_eq!(cut(&text, width), cut_slowly(&text, width));
            prop_assert_eq!(fits(&text, width), text.width() <= width);
        }
    }

    #[test]
    fn surplus_marks_of_a_letter_are_dropped() {
        let marked = |marks| format!("a{}b", "\u{301}".repeat(marks));
        assert_eq!(lines(&marked(MOST_MARKS), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines(&marked(100_000), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines_at_spaces(&marked(100_000), 8), [marked(MOST_MARKS)]);
        assert_eq!(cut(&marked(100_000), 8), marked(MOST_MARKS));
        assert_eq!(first_lines(&marked(100_000), 8, 2), (vec![marked(MOST_MARKS)], false));
    }

    #[test]
    fn a_row_reads_little_more_of_a_long_text_than_it_shows() {
        for text in ["word ", "word", " ", "-", "人", "e\u{301}", "\u{301}", "a - ", "👍🏽"] {
            let long = format!("a{}", text.repeat(1 << 19));
            assert!(cut(&long, 20).len() < 3000, "{text:?}");
            assert!(beginning(&long, 20).len() < 3000, "{text:?}");
            let (lines, more) = first_lines(&long, 20, 4);
            assert!(more && lines.concat().len() < 3000, "{text:?}");
        }
    }
}
