//! The help: the key table as lines of a given width.

mod update;

use crate::app::keys::{Context, Row, TABLE};
use crate::present::naming::EDITORIAL;
use crate::present::wrap;

/// The help as it lies over the dashboard.
#[derive(Debug, Clone, Copy, Default)]
pub struct Help {
    /// The first line shown.
    scroll: usize,
    /// Whether what can be typed in the search is told.
    over_search: bool,
}

impl Help {
    /// The help that lies over the search.
    pub(in crate::app) const fn over_search() -> Self {
        Self { scroll: 0, over_search: true }
    }

    /// The first line shown.
    pub const fn scroll(self) -> usize {
        self.scroll
    }

    /// Its lines for a width.
    pub fn lines(self, width: usize, ascii: bool) -> Vec<Line> {
        lines(width, ascii, self.over_search)
    }
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Where the keys below work.
    Heading(&'static str),
    /// Keys, and what they do; either may be empty where the other goes on.
    Keys(String, String),
    /// Air.
    Blank,
}

/// Narrower helps have what the keys do on lines of their own.
const NARROW: usize = 60;

/// The columns of the keys where both stand side by side.
pub const KEYS_WIDTH: usize = 24;

/// The headings, each with the contexts of which the first of a row is one, if the row stands under it.
const SECTIONS: [(&str, &[Context]); 9] = [
    ("IN LISTS AND THE DETAIL", &[Context::List, Context::Detail]),
    ("IN THE SEARCH", &[Context::Search]),
    ("WHILE FILTERS ARE CHOSEN", &[Context::Filter]),
    ("IN THE CROSSWALK", &[Context::Crosswalk]),
    ("IN THE PINS", &[Context::Pins]),
    ("WHILE A NOTE OR A FILE NAME IS TYPED", &[Context::Field]),
    ("IN THE PALETTE", &[Context::Palette]),
    ("IN THIS HELP, IN PLAIN TEXT", &[Context::Help, Context::Plain]),
    ("EVERYWHERE", &[]),
];

/// Whether a row stands under a heading.
fn belongs(row: &Row, contexts: &[Context]) -> bool {
    if row.contexts == Context::ALL { contexts.is_empty() } else { contexts.contains(&row.contexts[0]) }
}

/// What can be typed into the search, with what it finds.
pub const SYNTAX: [(&str, &str); 14] = [
    ("trafficking women", "records with these words, those with both first"),
    ("'word", "the word as written: no typing errors, synonyms or other forms"),
    ("^word", "words that begin so"),
    ("word$", "words that end so"),
    ("\"two words\"", "the words next to one another, in this order"),
    ("one | other", "either"),
    ("!word", "records without it"),
    ("kind:gap", "records of a kind; values may be cut short (`kind:g`)"),
    ("pillar:prot", "gaps and recommendations under a pillar"),
    ("id:gap/prevention", "records whose ids begin so; `gap/prev` alone does the same"),
    ("in:title", "words count in this part only: title, text, name, acronym, id, fact, source"),
    ("basis:verbatim", "texts in the source's own words; or paraphrase, editorial"),
    ("cites:a-64-l-64", "records that cite a document"),
    ("rec gap prot pros …", "bare words that name a kind or pillar bring its records up"),
];

/// The whole help in lines of at most `width` columns.
/// Over the search, what can be typed there comes first.
fn lines(width: usize, ascii: bool, over_search: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    if over_search {
        lines.push(Line::Heading("WHAT CAN BE TYPED"));
        for (typed, finds) in SYNTAX {
            pair(&mut lines, typed, finds, width);
        }
    }
    for (heading, contexts) in SECTIONS {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(heading));
        for row in TABLE.iter().filter(|row| belongs(row, contexts)) {
            let keys = row.keys_label(ascii);
            pair(&mut lines, &keys, row.does, width);
        }
    }
    lines.extend([Line::Blank, Line::Heading("SIGNS")]);
    pair(&mut lines, EDITORIAL, "stands behind what is editorial: our own, and said by no source", width);
    lines
}

fn pair(lines: &mut Vec<Line>, keys: &str, does: &str, width: usize) {
    if width < NARROW {
        let keys = wrap::lines(keys, width).into_iter();
        lines.extend(keys.map(|line| Line::Keys(line.into_owned(), String::new())));
        let does = wrap::lines(does, width.saturating_sub(2)).into_iter();
        lines.extend(does.map(|line| Line::Keys(String::new(), format!("  {line}"))));
    } else {
        lines.extend(side_by_side(keys, does, width));
    }
}

fn side_by_side(keys: &str, does: &str, width: usize) -> Vec<Line> {
    let keys = wrap::lines(keys, KEYS_WIDTH - 2);
    let does = wrap::lines(does, width - KEYS_WIDTH);
    let line =
        |lines: &[std::borrow::Cow<'_, str>], at: usize| lines.get(at).map(ToString::to_string).unwrap_or_default();
    (0..keys.len().max(does.len())).map(|at| Line::Keys(line(&keys, at), line(&does, at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_stands_in_one_section() {
        for row in TABLE {
            assert_eq!(SECTIONS.iter().filter(|(_, contexts)| belongs(row, contexts)).count(), 1, "{}", row.does);
        }
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        for width in [38, 59, 60, 76, 116] {
            for line in lines(width, false, true) {
                if let Line::Keys(keys, does) = line {
                    let margin = if keys.is_empty() || width < NARROW { 0 } else { KEYS_WIDTH };
                    assert!(wrap::width(&keys) <= width && margin + wrap::width(&does) <= width);
                }
            }
        }
    }
}
