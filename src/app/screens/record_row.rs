//! The row of a record in a list of all kinds: what it is and, beside that, its headline. The search and the pins have
//! such rows.

use std::ops::Range;

use compact_str::CompactString;

use crate::app::content::RowLines;
use crate::atlas::VisibleRecord;
use crate::present::content::{Lines, Role};
use crate::present::{naming, wrap};

/// Columns for what a record is: `Rec 4 Prosecution` and a blank.
const LABEL: usize = 18;

/// A narrower list has no column for the labels, and indents the further lines of a row by this.
const NARROW: usize = 50;
const INDENT: usize = 2;

/// The height of all rows of a list in an area of this width, but at most `most`. `row` adds the lines of a row for a width
/// in columns.
pub(super) fn height_of_all(count: usize, area: u16, most: u16, row: impl Fn(usize, usize, &mut RowLines<'_>)) -> u16 {
    let mut height = 0;
    for number in 0..count {
        height += RowLines::height(number, area, &row);
        if height >= usize::from(most) {
            return most;
        }
    }
    u16::try_from(height).unwrap_or(most)
}

/// Whether a list of this width has no column for the labels.
pub(super) const fn is_narrow(width: usize) -> bool {
    width < NARROW
}

/// What a record is, and the number of blanks between that and its words. A label that is wider than its column takes at most
/// half of the width.
pub(super) fn label(record: VisibleRecord<'_>, width: usize) -> (CompactString, usize) {
    let label = naming::kind_and_number(record, width);
    let label = CompactString::from(wrap::cut(&label, width / 2));
    let column = if is_narrow(width) { 0 } else { LABEL };
    let blanks = column.saturating_sub(wrap::width(&label)).max(1);
    (label, blanks)
}

/// Blanks for the label of a record that is not visible.
pub(super) const fn no_label(width: usize) -> usize {
    if is_narrow(width) { 0 } else { LABEL }
}

/// The headline of a record, or else its name in a list, written into `memory`: as much of it as fits `most` lines.
pub(super) fn words<'a>(record: VisibleRecord<'a>, width: usize, most: usize, memory: &'a mut String) -> &'a str {
    record.headline().unwrap_or_else(|| {
        memory.clear();
        naming::write_in_row(record, wrap::columns_of(width, most), memory);
        memory
    })
}

/// The columns before the further lines of a row whose first line has `margin` columns before the words.
pub(super) fn indent(margin: usize, width: usize) -> usize {
    if is_narrow(width) { INDENT.min(margin) } else { margin }
}

/// The words of a row, beside what it begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'a> {
    pub words: &'a str,
    /// Columns of what the row begins with.
    pub margin: usize,
    /// Columns of the row, and most lines. If there are more, the last one ends with `…`.
    pub width: usize,
    pub most: usize,
}

impl Beside<'_> {
    /// Adds the lines of the row: what `before` writes, then the words, whose further lines stand below the first. The bytes of
    /// the words at `marks` are marked.
    pub(super) fn add(
        self,
        lines: &mut RowLines<'_>,
        marks: impl FnOnce() -> Vec<Range<usize>>,
        before: impl Fn(&mut Lines),
    ) {
        let Self { words, margin, width, most } = self;
        let indent = indent(margin, width);
        let columns = (width.saturating_sub(margin).max(1), width.saturating_sub(indent).max(1));
        let marks = if lines.are_shown() { marks() } else { Vec::new() };
        let mut from = 0;
        wrap::each_first_line(words, columns, most, |number, text| {
            let within = if marks.is_empty() { 0..0 } else { bytes_of(&words[from..], text) };
            let within = from + within.start..from + within.end;
            from = within.end;
            let clipped = |at: usize| at.clamp(within.start, within.end) - within.start;
            lines.own(|line| {
                if number == 0 {
                    before(line);
                } else {
                    line.blanks(indent);
                }
                line.marked(Role::Text, text, marks.iter().map(|mark| clipped(mark.start)..clipped(mark.end)));
            });
        });
    }
}

/// The bytes of a line in the words from which it was broken. A line from which marks on letters were left out is not there.
fn bytes_of(words: &str, line: &str) -> Range<usize> {
    let find = |line: &str| words.find(line).map(|at| at..at + line.len());
    find(line).or_else(|| find(line.strip_suffix('…')?)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::content::TALLEST_ROW;
    use crate::atlas::{Atlas, Data};
    use crate::present::content::Line;

    /// The row of a record with other words, as lines without the sign of the list.
    fn row(id: &str, words: &str, width: usize) -> Vec<String> {
        let data = Data::from(Atlas::frozen());
        let (label, blanks) = label(data.get(&id.try_into().unwrap()).unwrap(), width);
        plain(&lines(&format!("{label}{:blanks$}", ""), words, vec![], width))
    }

    fn lines(before: &str, words: &str, marks: Vec<Range<usize>>, width: usize) -> Lines {
        let mut lines = Lines::default();
        let words = Beside { words, margin: wrap::width(before), width, most: TALLEST_ROW };
        words.add(&mut RowLines::all(&mut lines), || marks, |line| _ = line.span(Role::Text, before));
        lines
    }

    fn plain(lines: &Lines) -> Vec<String> {
        lines.iter().map(|line| line.plain()[1..].to_owned()).collect()
    }

    #[test]
    fn words_are_wrapped_below_their_first_letter() {
        assert_eq!(
            row("gap/protection/2", "one two three four five six seven eight", 50),
            ["Gap 2 Protection  one two three four five six", "                  seven eight"]
        );
    }

    #[test]
    fn a_narrow_list_has_no_column_for_labels() {
        assert_eq!(
            row("rec/prosecution/4", "Protection during proceedings", 38),
            ["Rec 4 Prosecution Protection during", "  proceedings"]
        );
    }

    #[test]
    fn marks_go_on_in_the_next_line() {
        let lines = lines("x ", "one two three", vec![0..3, 4..13], 9);
        let marked = |line: Line<'_>| -> Vec<String> {
            line.spans().filter(|span| span.marked).map(|span| span.text.to_owned()).collect()
        };
        assert_eq!(plain(&lines), ["x one two", "  three"]);
        assert_eq!(lines.iter().map(marked).collect::<Vec<_>>(), [vec!["one", "two"], vec!["three"]]);
    }

    #[test]
    fn of_very_long_words_a_row_shows_the_beginning() {
        let words = "word ".repeat(1000);
        let lines = plain(&lines("label ", &words, vec![], 60));
        assert_eq!(lines.len(), TALLEST_ROW);
        assert!(lines.iter().all(|line| wrap::width(line) <= 60));
        assert!(lines.last().unwrap().ends_with('…'));
        assert!(!lines[TALLEST_ROW - 2].contains('…'));
    }
}
