//! The table of the crosswalk: the columns that each window has, and the cells of a row with their lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::{Crosswalk, Cursor, Row};
use crate::app::Shared;
use crate::app::content::{MEASURED, TALLEST_ROW};
use crate::atlas::{Kind, Pillar, VisibleRecord};
use crate::present::content::{Lines, Role};
use crate::present::{naming, signs, wrap};

/// Columns of the gaps beside their answers: the signs, the number and 33 letters.
const GAP: usize = 36;

/// Columns of a clause with its headline, and with its number alone: `clause 1`.
const CLAUSE: usize = 35;
const NARROW_CLAUSE: usize = 9;

/// Share of the gaps in what the clauses leave, in narrow windows: an answer may have its pillar in front.
const NARROW_GAP: (usize, usize) = (30, 69);

/// Columns before an answer below its gap, so that its number is below the gap's headline.
const INDENT: usize = 2;

/// Columns by which the further lines of an answer or a clause are indented.
const HANGING: usize = 2;

/// Column of the sign of the selection in front of each cell.
const SIGN: usize = 1;

/// Columns for the sign of how far a gap is answered.
const STATE: usize = 1;

/// Most digits of the number of a gap.
const MOST_DIGITS: usize = 2;

/// Most clauses of an answer visible at once, the selected one among them.
const MOST_CLAUSES: usize = 16;

/// What stands beside a gap without an answer.
const UNANSWERED: &str = "no recommendation answers it †";

/// Where gaps, answers and clauses stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// Beside one another, in so many columns each; with headlines of the clauses, or their numbers alone.
    Beside { gap: usize, answer: usize, clause: usize, has_headlines: bool },
    /// Answers below their gap, in so many columns.
    Below(usize),
    /// Nothing but the gaps, in so many columns.
    Gaps(usize),
}

/// Where a record stands in the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The entry of its row; none for what is said of an unanswered gap.
    pub entry: Option<usize>,
    /// Its column, and its line from the top of its row.
    pub column: usize,
    pub line: usize,
    /// Its width in columns; its last line may be narrower.
    pub width: usize,
    pub last_width: usize,
    /// Its number of lines.
    pub tall: usize,
}

/// A row with its cells.
#[derive(Debug, Clone)]
pub(super) struct LaidOut {
    /// The pillar whose heading is above the row.
    pub pillar: Option<Pillar>,
    /// Its cells among those of all rows.
    cells: Range<usize>,
    /// Lines of the row, including the heading.
    pub tall: usize,
}

/// The table in a window. Each row is laid out at most once.
pub(super) struct Table<'a> {
    pub crosswalk: &'a Crosswalk,
    shared: &'a Shared,
    columns: Columns,
    rows: RefCell<HashMap<usize, LaidOut>>,
    /// The cells of the rows laid out so far.
    cells: RefCell<Vec<Cell>>,
    /// The words of the cell being laid out or shown.
    words: RefCell<String>,
}

impl<'a> Table<'a> {
    /// The table in a window of `width` columns inside its border.
    pub fn of(crosswalk: &'a Crosswalk, shared: &'a Shared, width: usize) -> Self {
        let arrangement = shared.arrangement();
        let columns = if !crosswalk.judged {
            Columns::Gaps(width)
        } else if !arrangement.has_borders() {
            Columns::Below(width)
        } else if arrangement.shows_all_panes() {
            Columns::Beside {
                gap: GAP,
                answer: width.saturating_sub(GAP + CLAUSE),
                clause: CLAUSE,
                has_headlines: true,
            }
        } else {
            let room = width.saturating_sub(NARROW_CLAUSE);
            let gap = (room * NARROW_GAP.0 / NARROW_GAP.1).min(GAP);
            Columns::Beside { gap, answer: room - gap, clause: NARROW_CLAUSE, has_headlines: false }
        };
        let (rows, cells, words) = Default::default();
        Self { crosswalk, shared, columns, rows, cells, words }
    }

    /// Whether there are headings of the columns: not if the answers are below their gaps.
    pub const fn has_heading(&self) -> bool {
        match self.columns {
            Columns::Below(_) => false,
            Columns::Gaps(_) => self.shared.arrangement().has_borders(),
            Columns::Beside { .. } => true,
        }
    }

    /// Adds the headings of the columns.
    pub fn add_heading(&self, lines: &mut Lines) {
        let margin = SIGN + self.digits();
        let line = lines.begin(Role::Heading).blanks(margin);
        match self.columns {
            Columns::Beside { gap, answer, has_headlines, .. } => {
                let (answers, clauses) = if has_headlines {
                    ("Recommendations that answer it", "Clauses that support them")
                } else {
                    ("Recommendations", "Clauses")
                };
                let gap = gap.saturating_sub(margin);
                line.write(Role::Text, format_args!("{:gap$} {answers:answer$}{clauses}", "Gap"))
            }
            Columns::Below(_) | Columns::Gaps(_) => line.span(Role::Text, "Gap"),
        };
    }

    /// The lines of the whole table, unless it has too many rows to measure them all.
    pub fn height(&self) -> Option<usize> {
        let count = self.crosswalk.rows.len();
        (count <= MEASURED).then(|| (0..count).map(|row| self.tall(row)).sum())
    }

    /// The lines of a row.
    pub fn tall(&self, row: usize) -> usize {
        self.row(row).tall
    }

    /// The lines of the selected cell from the top of its row.
    pub fn lines_of(&self, cursor: Cursor) -> Range<usize> {
        let cells = self.cells_of(cursor.row);
        let cell = cells.clone().find(|cell| cell.entry == Some(cursor.entry)).or(cells.into_iter().next());
        cell.map_or(0..1, |cell| cell.line..cell.line + cell.tall.max(1))
    }

    /// A row.
    pub fn row(&self, number: usize) -> LaidOut {
        if let Some(row) = self.rows.borrow().get(&number) {
            return row.clone();
        }
        let row = self.laid_out(number);
        self.rows.borrow_mut().insert(number, row.clone());
        row
    }

    /// The cells of a row.
    pub fn cells_of(&self, row: usize) -> impl Iterator<Item = Cell> + Clone {
        self.row(row).cells.map(|cell| self.cells.borrow()[cell])
    }

    #[cfg(test)]
    pub fn laid_out_rows(&self) -> usize {
        self.rows.borrow().len()
    }

    fn laid_out(&self, number: usize) -> LaidOut {
        let begin = self.cells.borrow().len();
        let Some(row) = self.crosswalk.rows.get(number) else {
            return LaidOut { pillar: None, cells: begin..begin, tall: 1 };
        };
        let pillar = row.gap.pillar().filter(|_| self.crosswalk.begins_pillar(number));
        let top = usize::from(pillar.is_some());
        let mut below = top;
        if row.first {
            let width = match self.columns {
                Columns::Beside { gap, .. } => gap,
                Columns::Below(width) | Columns::Gaps(width) => width,
            };
            below += self.add(row, Some(0), (0, top), width).map_or(0, |gap| gap.tall);
        }
        match self.columns {
            Columns::Gaps(_) => {}
            Columns::Below(width) => self.answer_below(number, row, (width, below)),
            Columns::Beside { gap, answer, clause, .. } => {
                self.add_answer(row, (gap, top), answer);
                let mut line = top;
                for entry in self.clauses(number, row) {
                    line += self.add(row, Some(entry), (gap + answer, line), clause).map_or(0, |clause| clause.tall);
                }
            }
        }
        let cells = begin..self.cells.borrow().len();
        let own = |cell: &&Cell| cell.entry != Some(0) || !self.is_beside();
        let end = |cell: &Cell| cell.line + cell.tall;
        let tall = self.cells.borrow()[cells.clone()].iter().filter(own).map(end).max().unwrap_or(top);
        LaidOut { pillar, cells, tall: tall.max(top + 1).max(self.rest_of_gap(number) + top) }
    }

    /// Adds a cell at a column and line, if its record is visible.
    fn add(&self, row: &Row, entry: Option<usize>, (column, line): (usize, usize), width: usize) -> Option<Cell> {
        let tall = self.each_line(row, entry, width, |_, _, _| {})?;
        let cell = Cell { entry, column, line, width, last_width: width, tall };
        self.cells.borrow_mut().push(cell);
        Some(cell)
    }

    /// Adds the answer of a row, or that there is none.
    fn add_answer(&self, row: &Row, at: (usize, usize), width: usize) -> Option<Cell> {
        match row.answer {
            Some(_) => self.add(row, Some(1), at, width),
            None if self.is_unanswered(row) => self.add(row, None, at, width),
            None => None,
        }
    }

    const fn is_beside(&self) -> bool {
        matches!(self.columns, Columns::Beside { .. })
    }

    /// The lines of a gap that its answers leave to the last row of it.
    fn rest_of_gap(&self, last: usize) -> usize {
        if !self.is_beside() || self.crosswalk.rows.get(last + 1).is_some_and(|next| !next.first) {
            return 0;
        }
        // A gap has no more lines than these rows.
        let first = (last.saturating_sub(TALLEST_ROW)..=last).rev().find(|row| self.crosswalk.rows[*row].first);
        let Some(first) = first else { return 0 };
        let Columns::Beside { gap, .. } = self.columns else { return 0 };
        let lines = self.each_line(&self.crosswalk.rows[first], Some(0), gap, |_, _, _| {});
        let above = (first..last).map(|row| {
            let row = self.row(row);
            row.tall - usize::from(row.pillar.is_some())
        });
        lines.unwrap_or_default().saturating_sub(above.sum())
    }

    fn digits(&self) -> usize {
        self.crosswalk.digits.clamp(1, MOST_DIGITS)
    }

    /// Passes on the lines of a cell, each with its number and its indentation. Returns their number; none if its record is not
    /// visible.
    pub fn each_line(
        &self,
        row: &Row,
        entry: Option<usize>,
        width: usize,
        mut each: impl FnMut(usize, usize, &str),
    ) -> Option<usize> {
        let room = width.saturating_sub(SIGN).max(1);
        let (first, indent) = match (entry, self.columns) {
            (Some(0), _) => (width.saturating_sub(SIGN + self.digits() + STATE).max(1), 0),
            (Some(2..), Columns::Below(_)) => (room, 0),
            _ => (room, HANGING.min(room - 1)),
        };
        let mut words = self.words.take();
        words.clear();
        let is_visible = self.write_words(row, entry, wrap::columns_of(first, TALLEST_ROW), &mut words).is_some();
        let lines = wrap::each_first_line(&words, (first, first - indent), TALLEST_ROW, |number, line| {
            each(number, if number > 0 { indent } else { 0 }, line);
        });
        self.words.replace(words);
        is_visible.then_some(lines)
    }

    /// Writes the words of a cell: the headline of its record after its number, of a clause in narrow windows the number alone.
    /// Where nothing but gaps is shown, they are in their own words. Of each text little more than `most` columns are read.
    fn write_words(&self, row: &Row, entry: Option<usize>, most: usize, words: &mut String) -> Option<()> {
        let data = self.shared.data();
        match (entry, &row.answer) {
            (Some(0), _) => {
                let gap = data.get(&row.gap)?;
                if self.short_leaf(gap).is_none() {
                    words.extend([&*wrap::beginning(gap.id().leaf(), most), " "]);
                }
                words.push_str(&if matches!(self.columns, Columns::Gaps(_)) {
                    naming::signed(gap.body().first(), gap.body().basis, most)
                } else {
                    naming::headline(gap, most)
                });
            }
            (Some(1), Some(answer)) => {
                let record = data.get(&answer.record)?;
                let other_pillar = record.pillar().filter(|pillar| row.gap.pillar() != Some(*pillar));
                words.extend(other_pillar.into_iter().flat_map(|pillar| [pillar.name(), " "]));
                if record.kind() != Kind::Recommendation {
                    words.extend([record.kind().name(), " "]);
                }
                words.extend([&*wrap::beginning(record.id().leaf(), most), " ", &*naming::headline(record, most)]);
            }
            (Some(entry), Some(answer)) => {
                let record = data.get(answer.clauses.get(entry - 2)?)?;
                if matches!(self.columns, Columns::Beside { has_headlines: true, .. }) {
                    words.extend([&*wrap::beginning(record.id().leaf(), most), " ", &*naming::headline(record, most)]);
                } else {
                    words.push_str("clause ");
                    words.push_str(&wrap::beginning(record.id().leaf(), NARROW_CLAUSE * TALLEST_ROW));
                }
            }
            (None | Some(_), _) => words.push_str(UNANSWERED),
        }
        Some(())
    }

    /// The number of a gap, if its column is wide enough.
    fn short_leaf<'b>(&self, gap: VisibleRecord<'b>) -> Option<&'b str> {
        Some(gap.id().leaf()).filter(|leaf| leaf.len() <= self.digits())
    }

    /// Writes what stands before the first line of a gap or before its further lines: the number, and the sign if the gap is
    /// not answered in full.
    pub fn write_before_gap(&self, row: &Row, is_first: bool, line: &mut Lines) {
        let digits = self.digits();
        if !is_first {
            line.blanks(digits + STATE);
            return;
        }
        let leaf = self.shared.data().get(&row.gap).and_then(|gap| self.short_leaf(gap)).unwrap_or_default();
        let data = self.shared.data();
        let state = data.get(&row.gap).and_then(|gap| signs::of_gap(data, gap)).unwrap_or(" ");
        line.write(Role::Text, format_args!("{leaf:>digits$}")).span(Role::Heading, state);
    }

    /// Whether nothing answers the gap of a row. That is our judgement.
    fn is_unanswered(&self, row: &Row) -> bool {
        let data = self.shared.data();
        data.get(&row.gap).is_some_and(|gap| data.is_unanswered(gap))
    }

    /// The entries of the clauses of a row that are shown.
    fn clauses(&self, number: usize, row: &Row) -> Range<usize> {
        let Cursor { row: selected, entry } = self.crosswalk.cursor;
        let first = if selected == number { (entry + 1).saturating_sub(2 + MOST_CLAUSES) } else { 0 };
        let all = row.answer.as_ref().map_or(0, |answer| answer.clauses.len());
        2 + first..2 + all.min(first + MOST_CLAUSES)
    }

    /// Adds the answer below its gap, and its clauses behind it or in further lines.
    fn answer_below(&self, number: usize, row: &Row, (width, line): (usize, usize)) {
        let at = self.cells.borrow().len();
        let Some(answer) = self.add_answer(row, (INDENT, line), width.saturating_sub(INDENT)) else { return };
        let mut line = line + answer.tall.saturating_sub(1);
        let mut last = 0;
        self.each_line(row, answer.entry, answer.width, |_, indent, words| last = indent + wrap::width(words));
        let mut column = INDENT + SIGN + last;
        for entry in self.clauses(number, row) {
            let mut label = 0;
            self.each_line(row, Some(entry), usize::MAX, |_, _, words| label = SIGN + wrap::width(words));
            if column + label > width {
                (column, line) = (INDENT + HANGING, line + 1);
            }
            let room = width.saturating_sub(column);
            let Some(clause) = self.add(row, Some(entry), (column, line), room) else { continue };
            let label_width = if clause.tall == 1 { label } else { room };
            let mut cells = self.cells.borrow_mut();
            if line + 1 == answer.line + answer.tall {
                cells[at].last_width = cells[at].last_width.min(column - INDENT);
            }
            if let Some(clause) = cells.last_mut() {
                (clause.width, clause.last_width) = (label_width, label_width);
            }
            line += clause.tall - 1;
            column += label_width;
        }
    }
}
