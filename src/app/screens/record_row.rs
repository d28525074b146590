//! The row of a record in a list of all kinds: what it is and, beside that, its headline. The search and the pins have
//! such rows.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::app::content::RowLines;
use crate::atlas::VisibleRecord;
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

/// Columns for what a record is: `Rec 4 Prosecution` and a blank.
const LABEL: usize = 18;

/// A narrower list has no column for the labels, and indents the further lines of a row by this.
const NARROW: usize = 50;
const INDENT: usize = 2;

/// The rows of a list in one frame. They are measured for the height of the pane, measured for the list, and shown; each is
/// laid out once.
pub(super) struct LaidOut<'a> {
    lay_out: &'a dyn Fn(usize, usize) -> RowLines,
    laid_out: RefCell<HashMap<(usize, usize), RowLines>>,
}

impl<'a> LaidOut<'a> {
    /// `lay_out` returns the lines of a row for a width in columns.
    pub(super) fn new(lay_out: &'a dyn Fn(usize, usize) -> RowLines) -> Self {
        Self { lay_out, laid_out: RefCell::default() }
    }

    /// The lines of a row in a width.
    pub(super) fn lines(&self, number: usize, width: usize) -> RowLines {
        let mut laid_out = self.laid_out.borrow_mut();
        laid_out.entry((number, width)).or_insert_with(|| (self.lay_out)(number, width)).clone()
    }

    /// The number of lines of a row, in a list whose area has this width.
    pub(super) fn height(&self, number: usize, area: u16) -> usize {
        // Without the columns that a list has before and after its rows.
        let lines = self.lines(number, usize::from(area).saturating_sub(2));
        lines.above.len() + lines.own.len()
    }

    /// The lines of the first `count` rows in an area of this width, but at most `most`.
    pub(super) fn height_of_all(&self, count: usize, area: u16, most: u16) -> u16 {
        let mut height = 0;
        for number in 0..count {
            height += self.height(number, area);
            if height >= usize::from(most) {
                return most;
            }
        }
        u16::try_from(height).unwrap_or(most)
    }
}

/// Whether a list of this width has no column for the labels.
pub(super) const fn is_narrow(width: usize) -> bool {
    width < NARROW
}

/// What a record is, and the blanks between that and its words. A label that is wider than its column takes at most half of
/// the width.
pub(super) fn label(record: VisibleRecord<'_>, width: usize) -> (String, String) {
    let label = naming::kind_and_number(record, width);
    let label = wrap::cut(&label, width / 2).into_owned();
    let column = if is_narrow(width) { 0 } else { LABEL };
    let blanks = column.saturating_sub(wrap::width(&label)).max(1);
    (label, " ".repeat(blanks))
}

/// Blanks for the label of a record that is not visible.
pub(super) fn no_label(width: usize) -> String {
    " ".repeat(if is_narrow(width) { 0 } else { LABEL })
}

/// The headline of a record, or else its name in a list: as much of it as fits `most` lines.
pub(super) fn words(record: VisibleRecord<'_>, width: usize, most: usize) -> Cow<'_, str> {
    let columns = wrap::columns_of(width, most);
    record.headline().map_or_else(|| naming::in_list(record, columns).into(), Cow::Borrowed)
}

/// The columns before the further lines of a row that begins with `before`.
pub(super) fn indent(before: &[Span], width: usize) -> usize {
    if is_narrow(width) { INDENT.min(margin(before)) } else { margin(before) }
}

fn margin(before: &[Span]) -> usize {
    before.iter().map(|span| wrap::width(&span.text)).sum()
}

/// The lines of a row: `before`, then the words, whose further lines stand below the first. The bytes of the words at `marks`
/// are marked. Of more than `most` lines the last one ends with `…`.
pub(super) fn lines(before: &[Span], words: &str, marks: &[Range<usize>], width: usize, most: usize) -> Vec<Line> {
    let (margin, indent) = (margin(before), indent(before, width));
    let (first, further) = (width.saturating_sub(margin).max(1), width.saturating_sub(indent).max(1));
    let broken = wrap::first_hanging_lines(words, first, further, most);
    let mut lines = Vec::new();
    let mut from = 0;
    for (number, line) in broken.into_iter().enumerate() {
        let within = if marks.is_empty() { 0..0 } else { bytes_of(&words[from..], &line) };
        let within = from + within.start..from + within.end;
        from = within.end;
        let clipped = |at: usize| at.clamp(within.start, within.end) - within.start;
        let marks = marks.iter().map(|mark| clipped(mark.start)..clipped(mark.end));
        let marks: Vec<_> = marks.filter(|mark| !mark.is_empty()).collect();
        let mut spans = if number == 0 { before.to_vec() } else { vec![Span::new(Role::Text, " ".repeat(indent))] };
        spans.extend(Span::marked(&line, &marks, Role::Text));
        lines.push(spans.into());
    }
    lines
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

    fn plain(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::plain).collect()
    }

    fn label_of(data: &Data, id: &str, width: usize) -> Vec<Span> {
        let (label, blanks) = label(data.get(&id.try_into().unwrap()).unwrap(), width);
        vec![Span::new(Role::Text, label + &blanks)]
    }

    #[test]
    fn words_are_wrapped_below_their_first_letter() {
        let data = Data::from(Atlas::frozen());
        let before = label_of(&data, "gap/protection/2", 50);
        let lines = lines(&before, "one two three four five six seven eight", &[], 50, TALLEST_ROW);
        assert_eq!(plain(&lines), ["Gap 2 Protection  one two three four five six", "                  seven eight"]);
    }

    #[test]
    fn a_narrow_list_has_no_column_for_labels() {
        let data = Data::from(Atlas::frozen());
        let before = label_of(&data, "rec/prosecution/4", 38);
        let lines = lines(&before, "Protection during proceedings", &[], 38, TALLEST_ROW);
        assert_eq!(plain(&lines), ["Rec 4 Prosecution Protection during", "  proceedings"]);
    }

    #[test]
    fn marks_go_on_in_the_next_line() {
        let words = "one two three";
        let lines = lines(&[Span::new(Role::Text, "x ")], words, &[0..3, 4..13], 9, TALLEST_ROW);
        let marked = |line: &Line| -> Vec<String> {
            line.spans.iter().filter(|span| span.marked).map(|span| span.text.clone()).collect()
        };
        assert_eq!(plain(&lines), ["x one two", "  three"]);
        assert_eq!(lines.iter().map(marked).collect::<Vec<_>>(), [vec!["one", "two"], vec!["three"]]);
    }

    #[test]
    fn of_very_long_words_a_row_shows_the_beginning() {
        let words = "word ".repeat(1000);
        let lines = lines(&[Span::new(Role::Text, "label ")], &words, &[], 60, TALLEST_ROW);
        assert_eq!(lines.len(), TALLEST_ROW);
        assert!(lines.iter().all(|line| wrap::width(&line.plain()) <= 60));
        assert!(lines.last().unwrap().plain().ends_with('…'));
        assert!(!lines[TALLEST_ROW - 2].plain().contains('…'));
    }
}
