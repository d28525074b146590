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
use beginning::{begun, bounded};
use words::{Breaks, Words};

/// More columns than any text has: for those who want all of it.
pub const WHOLE: usize = usize::MAX;

/// The columns that a text takes on the screen.
pub fn width(text: &str) -> usize {
    #[cfg(test)]
    work::add(text.len());
    text.width()
}

/// Breaks a text into lines of at most `width` columns, between words where it can.
pub fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    wrapped(text, width, Breaks::Anywhere)
}

/// Breaks a text into lines of at most `width` columns, at spaces only while they do.
pub fn lines_at_spaces(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    wrapped(text, width, Breaks::AtSpaces)
}

/// The first lines of a text, as many as `most`, and whether there are more.
pub fn first_lines(text: &str, width: usize, most: usize) -> (Vec<String>, bool) {
    let (text, is_all) = begun(text, columns_of(width, most));
    let lines = lines(&text, width);
    (lines.iter().take(most).map(ToString::to_string).collect(), lines.len() > most || !is_all)
}

/// The columns of a text that decide about its first lines: where a word does not fit, the line before stays short.
pub const fn columns_of(width: usize, lines: usize) -> usize {
    lines.saturating_add(2).saturating_mul(width)
}

/// The beginning of a text, more of it than `columns` columns show: all that a row needs of it.
pub fn beginning(text: &str, columns: usize) -> Cow<'_, str> {
    begun(text, columns).0
}

/// Whether a text takes at most `columns` columns.
pub fn fits(text: &str, columns: usize) -> bool {
    let (text, is_all) = begun(text, columns);
    is_all && text.width() <= columns
}

/// The text cut to `width` columns, its last column the mark `…` if something was cut off.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    let (text, is_all) = begun(text, width);
    if is_all && text.width() <= width {
        return text;
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

fn wrapped(text: &str, width: usize, breaks: Breaks) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap(line, width.max(1), breaks, &mut lines);
    }
    lines
}

/// Puts as many words into each line as fit, as textwrap's `wrap` does, without a list of all of them.
fn wrap<'a>(text: &'a str, width: usize, breaks: Breaks, lines: &mut Vec<Cow<'a, str>>) {
    #[cfg(test)]
    work::add(text.len());
    let mut line = Line { text, width, start: 0, end: 0, next: 0, taken: 0 };
    let mut fit = |word: Word<'a>| {
        if word.width > width {
            lines.extend(word.break_apart(width).filter_map(|part| line.take(part)));
        } else {
            lines.extend(line.take(word));
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

/// The line that is being filled.
struct Line<'a> {
    text: &'a str,
    width: usize,
    /// Where it begins and ends in the text, and where what follows it begins.
    start: usize,
    end: usize,
    next: usize,
    /// The columns taken, with the spaces behind the last word.
    taken: usize,
}

impl<'a> Line<'a> {
    /// Takes a word in. If there is no room for it, it begins a new line, and the full one is given back.
    fn take(&mut self, word: Word<'_>) -> Option<Cow<'a, str>> {
        let full = self.taken + word.width > self.width && self.next > self.start;
        let line = full.then(|| bounded(&self.text[self.start..self.end]));
        if full {
            (self.start, self.taken) = (self.next, 0);
        }
        self.taken += word.width + word.whitespace.len();
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

    /// What `cut` has to give, found by going through the whole text.
    fn cut_slowly(text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let (mut shown, mut taken) = (String::new(), 1);
        for grapheme in text.graphemes(true) {
            taken += grapheme.width();
            if taken > width {
                break;
            }
            shown.push_str(grapheme);
        }
        shown.trim_end().to_owned() + if width == 0 { "" } else { "…" }
    }

    /// Words with all that decides where a line may be broken.
    const WORDS: &str =
        "([a-zéß]{1,9}|[0-9]{1,4}|[-.,;:!?/'()%$“”«»—–†人口]{1,3}|e\u{301}|👍🏽|🇫🇷|ﷺ|لا|\u{a0}| {1,4}){0,60}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn lines_are_those_of_textwrap(text in WORDS, width in 1_usize..40) {
            // Of a text that ends with a hyphen textwrap does not see the last place where a line may be broken.
            prop_assume!(!text.ends_with('-'));
            let options = Options::new(width).break_words(true);
            let at_spaces = options.clone().word_separator(WordSeparator::AsciiSpace);
            let at_spaces = at_spaces.word_splitter(WordSplitter::NoHyphenation);
            prop_assert_eq!(lines(&text, width), textwrap::wrap(&text, options));
            prop_assert_eq!(lines_at_spaces(&text, width), textwrap::wrap(&text, at_spaces));
        }

        #[test]
        fn the_first_lines_are_those_of_all(text in "([a-z]{1,9}|[.,()人口]{1,3}| ){0,200}", width in 2_usize..40) {
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
    fn a_letter_takes_so_many_marks_and_no_more() {
        let marked = |marks| format!("a{}b", "\u{301}".repeat(marks));
        assert_eq!(lines(&marked(MOST_MARKS), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines(&marked(100_000), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines_at_spaces(&marked(100_000), 8), [marked(MOST_MARKS)]);
        assert_eq!(cut(&marked(100_000), 8), marked(MOST_MARKS));
        assert_eq!(first_lines(&marked(100_000), 8, 2), (vec![marked(MOST_MARKS)], false));
    }

    #[test]
    fn of_a_long_text_a_row_takes_no_more_than_it_shows() {
        for text in ["word ", "word", " ", "-", "人", "e\u{301}", "\u{301}", "a - ", "👍🏽"] {
            let long = format!("a{}", text.repeat(1 << 19));
            assert!(cut(&long, 20).len() < 3000, "{text:?}");
            assert!(beginning(&long, 20).len() < 3000, "{text:?}");
            let (lines, more) = first_lines(&long, 20, 4);
            assert!(more && lines.concat().len() < 3000, "{text:?}");
        }
    }
}
