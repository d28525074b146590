//! The help: the key table as lines of a given width.

use super::keys::{Context, Row, TABLE};
use super::wrap;

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

/// Whether a row of the table stands in a section.
type Belongs = fn(&Row) -> bool;

/// The headings with the rows under them.
const SECTIONS: [(&str, Belongs); 4] = [
    ("IN LISTS AND THE DETAIL", |row| {
        row.contexts.iter().any(|c| matches!(c, Context::List | Context::Detail)) && !everywhere(row)
    }),
    ("IN THE SEARCH", |row| row.contexts == [Context::Search]),
    ("IN THIS HELP", |row| row.contexts == [Context::Help]),
    ("EVERYWHERE", everywhere),
];

fn everywhere(row: &Row) -> bool {
    row.contexts.contains(&Context::Search) && row.contexts.contains(&Context::List)
}

/// The whole help in lines of at most `width` columns.
pub fn lines(width: usize, ascii: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, belongs) in SECTIONS {
        if !lines.is_empty() {
            lines.push(Line::Blank);
        }
        lines.push(Line::Heading(heading));
        for row in TABLE.iter().filter(|row| belongs(row)) {
            let keys = row.keys_label(ascii);
            if width < NARROW {
                let keys = wrap::lines(&keys, width)
                    .into_iter()
                    .map(|line| Line::Keys(line.into_owned(), String::new()))
                    .collect::<Vec<_>>();
                lines.extend(keys);
                let does = wrap::lines(row.does, width.saturating_sub(2));
                lines.extend(does.into_iter().map(|line| Line::Keys(String::new(), format!("  {line}"))));
            } else {
                lines.extend(side_by_side(&keys, row.does, width));
            }
        }
    }
    lines
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
            assert_eq!(SECTIONS.iter().filter(|(_, belongs)| belongs(row)).count(), 1, "{}", row.does);
        }
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        for width in [38, 59, 60, 76, 116] {
            for line in lines(width, false) {
                if let Line::Keys(keys, does) = line {
                    let margin = if keys.is_empty() || width < NARROW { 0 } else { KEYS_WIDTH };
                    assert!(wrap::width(&keys) <= width && margin + wrap::width(&does) <= width);
                }
            }
        }
    }
}
