//! Breaking and cutting text by display width.

mod beginning;
mod broken;
mod words;
#[cfg(test)]
pub(crate) mod work;

use std::borrow::Cow;

use compact_str::format_compact;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use beginning::beginning_for;
pub use beginning::{MOST_MARKS, bounded};
pub use broken::Broken;
use words::Breaks;

/// More columns than any text has, to get all of it.
pub const WHOLE: usize = usize::MAX;

/// The display width of a text, in columns.
pub fn width(text: &str) -> usize {
    #[cfg(test)]
    work::add(text.len());
    if is_ascii(text) {
        text.len()
    } else if text.chars().all(is_single) {
        text.chars().count()
    } else {
        // Letter by letter, as the screen has a cell for each: as a text, an Arabic lam with an alef would be one column wide.
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// Whether a text consists of visible ASCII characters and spaces: each has a byte and a column.
pub fn is_ascii(text: &str) -> bool {
    // Looking at all of them at once is quicker than stopping early.
    text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
}

/// Whether a character is a letter one column wide in whatever text it stands: of a Latin script, or a sign that is often in
/// texts. Most texts consist of these, and need not be divided into letters to be measured and shown.
pub const fn is_single(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='¬' | '®'..='ɏ' | '‐'..='‧' | '›' | '─' | '│' | '▏' | '▸' | '●' | '◐' | '○')
}

/// Breaks a text into lines of at most `width` columns, between words if possible.
pub fn lines(text: &str, width: usize) -> impl Iterator<Item = Cow<'_, str>> {
    text.split('\n').flat_map(move |line| Broken::of(line, width, width, Breaks::Anywhere))
}

/// Breaks a text into lines of at most `first` columns for the first one and `further` for all others.
pub fn hanging_lines(text: &str, first: usize, further: usize) -> Broken<'_> {
    Broken::of(text, first, further, Breaks::Anywhere)
}

/// Breaks a text into lines of at most `width` columns, only at spaces unless a word is wider.
pub fn lines_at_spaces(text: &str, width: usize) -> impl Iterator<Item = Cow<'_, str>> {
    text.split('\n').flat_map(move |line| Broken::of(line, width, width, Breaks::AtSpaces))
}

/// Passes on the first lines of a text, at most `most`, each with its number from 0: the first one in `first` columns, the
/// others in `further`. If there are more, the last one ends with `…`. Returns the number of lines.
pub fn each_first_line(
    text: &str,
    (first, further): (usize, usize),
    most: usize,
    mut each: impl FnMut(usize, &str),
) -> usize {
    let (text, is_all) = beginning_for(text, columns_of(first.max(further).max(1), most));
    let mut lines = hanging_lines(&text, first, further);
    for number in 0..most {
        let Some(line) = lines.next() else { return number };
        let has_next = lines.has_next();
        let is_cut = (number + 1 == most || !has_next) && (has_next || !is_all);
        let columns = if number > 0 { further } else { first };
        if !is_cut {
            each(number, &line);
            continue;
        }
        let line = if width(&line) < columns { &line } else { beginning_within(&line, columns.saturating_sub(1)) };
        let mark = if columns == 0 { "" } else { "…" };
        each(number, &format_compact!("{line}{mark}"));
    }
    most
}

/// The number of the first lines of a text, at most `most`.
pub fn count_first_lines(text: &str, columns: (usize, usize), most: usize) -> usize {
    each_first_line(text, columns, most, |_, _| {})
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
    is_all && width(&text) <= columns
}

/// Cuts a text to `width` columns; the last column is `…` if something was cut off.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    let (text, is_all) = beginning_for(text, width);
    if is_all && self::width(&text) <= width {
        return text;
    }
    let mark = if width == 0 { "" } else { "…" };
    Cow::Owned(format!("{}{mark}", beginning_within(&text, width.saturating_sub(1))))
}

/// The beginning of a text that fits into `columns` columns, without blanks at its end.
fn beginning_within(text: &str, columns: usize) -> &str {
    let end = if is_ascii(text) {
        columns.min(text.len())
    } else {
        let mut kept = 0;
        let fits = |letter: &(usize, &str)| {
            kept += letter.1.width();
            kept <= columns
        };
        text.grapheme_indices(true).take_while(fits).last().map_or(0, |(start, letter)| start + letter.len())
    };
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use textwrap::{Options, WordSeparator, WordSplitter};

    use super::*;

    fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
        super::lines(text, width).collect()
    }

    /// The first lines of a text, at most `most`.
    fn first_lines(text: &str, first: usize, further: usize, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let count = each_first_line(text, (first, further), most, |number, line| {
            assert_eq!(number, lines.len());
            lines.push(line.to_owned());
        });
        assert_eq!(count, lines.len());
        lines
    }

    /// Where a word may be broken after its hyphens, in bytes.
    fn after_hyphens(word: &str) -> Vec<usize> {
        let mut points = WordSplitter::HyphenSplitter.split_points(word);
        let letters = |point: &usize| word[..*point].chars().rev().skip(1).take_while(|letter| *letter != '-').count();
        points.retain(|point| letters(point) >= 3);
        points
    }

    #[test]
    fn a_single_letter_is_one_column_wide_and_joined_with_none() {
        let single: Vec<char> = ('\0'..='\u{ffff}').filter(|character| is_single(*character)).collect();
        assert!(single.len() > 500);
        for first in &single {
            assert_eq!(UnicodeWidthStr::width(first.to_string().as_str()), 1, "{first:?}");
            let pairs: String = single.iter().flat_map(|second| [*first, *second]).collect();
            assert_eq!(pairs.graphemes(true).count(), 2 * single.len(), "{first:?}");
            assert_eq!(UnicodeWidthStr::width(pairs.as_str()), 2 * single.len(), "{first:?}");
        }
    }

    #[test]
    fn a_lam_and_an_alef_are_as_wide_as_their_cells() {
        for text in ["لا", "السلام", "الاتجار بالأشخاص"] {
            let letters = text.chars().count();
            assert_eq!(width(text), letters, "{text}");
            assert_eq!(cut(text, letters), text);
            assert!(width(&cut(text, letters - 1)) < letters, "{text}");
        }
        assert_eq!(width("لا👍🏽"), 4);
    }

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

    #[test]
    fn symbols_and_telephone_numbers_are_not_broken() {
        let text = "in resolution A/RES/64/293 of “A/64/L.64” call (+43-1) 26060-5687 or +43 1 26060 5983 at once";
        let whole = ["A/RES/64/293", "“A/64/L.64”", "(+43-1) 26060-5687", "+43 1 26060 5983"];
        for width in 18..60 {
            let broken = lines(text, width);
            assert!(whole.iter().all(|whole| broken.iter().any(|line| line.contains(whole))), "{broken:#?}");
            assert_eq!(broken.join(" "), text);
        }
        assert_eq!(lines("state/local law", 11), ["state/local", "law"]);
        assert_eq!(lines("state/local law", 8), ["state/", "local", "law"], "other slashes are breaks");
    }

    #[test]
    fn the_first_line_may_be_wider_than_the_others() {
        assert_eq!(hanging_lines("one two three four", 8, 6).collect::<Vec<_>>(), ["one two", "three", "four"]);
    }

    #[test]
    fn a_text_of_too_many_lines_ends_with_an_ellipsis() {
        assert_eq!(first_lines("one two three four", 8, 6, 3), ["one two", "three", "four"]);
        assert_eq!(first_lines("one two three four", 8, 6, 2), ["one two", "three…"]);
        assert_eq!(first_lines("one two three", 7, 6, 1), ["one tw…"]);
    }

    /// The columns of all letters.
    fn columns(text: &str) -> usize {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }

    /// The expected result of `cut`, computed from the whole text.
    fn cut_slowly(text: &str, width: usize) -> String {
        if columns(text) <= width {
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
        "([a-zéß]{1,9}|[0-9]{1,4}|[-.,;:!?/'’()%$“”«»—–†·人口]{1,3}|e\u{301}|👍🏽|🇫🇷|ﷺ|لا|\u{a0}| {1,4}){0,60}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn lines_are_the_same_as_those_of_textwrap(text in WORDS, width in 1_usize..40) {
            // textwrap misses the last break of a text that ends with a hyphen.
            prop_assume!(!text.ends_with('-'));
            let splitter = WordSplitter::Custom(after_hyphens);
            let options = Options::new(width).break_words(true).word_splitter(splitter);
            let at_spaces = options.clone().word_separator(WordSeparator::AsciiSpace);
            let at_spaces = at_spaces.word_splitter(WordSplitter::NoHyphenation);
            prop_assert_eq!(lines(&text, width), textwrap::wrap(&text, options));
            prop_assert_eq!(lines_at_spaces(&text, width).collect::<Vec<_>>(), textwrap::wrap(&text, at_spaces));
        }

        #[test]
        fn the_first_lines_are_the_same_as_those_of_the_whole_text(text in "([a-z]{1,9}|[.,()人口]{1,3}| ){0,200}", width in 2_usize..40) {
            for most in 1..5 {
                let all = lines(&text, width);
                let mut first: Vec<String> = all.iter().take(most).map(ToString::to_string).collect();
                if let Some(last) = first.last_mut().filter(|_| all.len() > most) {
                    *last = if super::width(last) < width { format!("{last}…") } else { cut_slowly(&format!("{last} "), width) };
                }
                prop_assert_eq!(first_lines(&text, width, width, most), first);
            }
        }

        #[test]
        fn a_text_is_cut_as_if_all_of_it_were_measured(text in WORDS, width in 0_usize..40) {
            prop_assert_eq!(cut(&text, width), cut_slowly(&text, width));
            prop_assert_eq!(fits(&text, width), columns(&text) <= width);
        }
    }

    #[test]
    fn surplus_marks_of_a_letter_are_dropped() {
        let marked = |marks| format!("a{}b", "\u{301}".repeat(marks));
        assert_eq!(lines(&marked(MOST_MARKS), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines(&marked(100_000), 8), [marked(MOST_MARKS)]);
        assert_eq!(lines_at_spaces(&marked(100_000), 8).collect::<Vec<_>>(), [marked(MOST_MARKS)]);
        assert_eq!(cut(&marked(100_000), 8), marked(MOST_MARKS));
        assert_eq!(first_lines(&marked(100_000), 8, 8, 2), [marked(MOST_MARKS)]);
    }

    #[test]
    fn a_row_reads_little_more_of_a_long_text_than_it_shows() {
        for text in ["word ", "word", " ", "-", "人", "e\u{301}", "\u{301}", "a - ", "👍🏽"] {
            let long = format!("a{}", text.repeat(1 << 19));
            assert!(cut(&long, 20).len() < 3000, "{text:?}");
            assert!(beginning(&long, 20).len() < 3000, "{text:?}");
            let lines = first_lines(&long, 20, 20, 4).concat();
            assert!(lines.ends_with('…') && lines.len() < 3000, "{text:?}");
        }
    }
}
