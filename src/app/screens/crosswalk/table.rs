//! The table of the crosswalk: the columns that each window has, and the cells of a row with their lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::{Crosswalk, Cursor, Row, Third};
use crate::app::Shared;
use crate::app::content::{MEASURED, TALLEST_ROW};
use crate::atlas::{LONGEST_HEADLINE, Pillar};
use crate::present::content::{Lines, Role};
use crate::present::wrap;

/// Columns of the gaps beside their answers: the signs, the number and 33 letters.
const GAP: usize = 36;

/// Columns of the answers beside articles: the signs and 48 letters.
const ANSWER: usize = 51;

/// Columns of an article with its number and paragraphs, `Protocol, article 9(2), 9(4)`, and a blank at the border.
pub(super) const ARTICLE: usize = 31;

/// Columns from which on an article has its headline beside it.
pub(super) const WITH_HEADLINE: usize = ARTICLE + LONGEST_HEADLINE + 2;

/// Columns of a clause with its headline, and with its number alone: `clause 1`.
const CLAUSE: usize = 35;
pub(super) const NARROW_CLAUSE: usize = 9;

/// Share of the gaps in what the clauses leave, in narrow windows: an answer may have its pillar in front.
const NARROW_GAP: (usize, usize) = (30, 69);

/// Columns before an answer below its gap, so that its number is below the gap's headline.
const INDENT: usize = 2;

/// Columns by which the further lines of an answer or a clause are indented.
pub(super) const HANGING: usize = 2;

/// Column of the sign of the selection in front of each cell.
pub(super) const SIGN: usize = 1;

/// Columns for the sign of how far a gap is answered.
pub(super) const STATE: usize = 1;

/// Most clauses of an answer visible at once, the selected one among them.
const MOST_CLAUSES: usize = 16;

/// Where gaps, answers and what stands beside those are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// Beside one another, in so many columns each; with headlines of the clauses, or their numbers alone.
    Beside { gap: usize, answer: usize, third: usize, has_headlines: bool },
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
    pub shared: &'a Shared,
    pub columns: Columns,
    rows: RefCell<HashMap<usize, LaidOut>>,
    /// The cells of the rows laid out so far.
    cells: RefCell<Vec<Cell>>,
    /// The words of the cell being laid out or shown.
    pub words: RefCell<String>,
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
            let answer = match crosswalk.third {
                Third::Clauses => width.saturating_sub(GAP + CLAUSE),
                Third::Articles => width.saturating_sub(GAP + ARTICLE).min(ANSWER),
            };
            let third = width.saturating_sub(GAP + answer);
            Columns::Beside { gap: GAP, answer, third, has_headlines: true }
        } else {
            // Data that says how much is answered may have no clause beside an answer.
            let is_needed = !crosswalk.has_strengths || crosswalk.rows.iter().any(|row| !row.third.is_empty());
            let third = if is_needed { NARROW_CLAUSE } else { 0 };
            // Without clauses a blank is left at the border.
            let room = width.saturating_sub(third.max(1));
            let gap = (room * NARROW_GAP.0 / NARROW_GAP.1).min(GAP);
            Columns::Beside { gap, answer: room - gap, third, has_headlines: false }
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
            Columns::Beside { gap, answer, third, has_headlines } => {
                let answers = match (self.has_other_answers(), has_headlines) {
                    (true, _) => "What answers it",
                    (false, true) => "Recommendations that answer it",
                    (false, false) => "Recommendations",
                };
                let beside = match (self.crosswalk.third, has_headlines) {
                    (Third::Articles, _) => "Articles on the gap",
                    (Third::Clauses, true) => "Clauses that support them",
                    (Third::Clauses, false) if third > 0 => "Clauses",
                    (Third::Clauses, false) => "",
                };
                let strength = self.strength();
                let (gap, answer) = (gap.saturating_sub(margin) + strength, answer - strength);
                line.write(Role::Text, format_args!("{:gap$} {answers:answer$}{beside}", "Gap"))
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
            Columns::Beside { gap, answer, third, .. } => {
                self.add_answer(row, (gap, top), answer);
                let mut line = top;
                for entry in self.beside(number, row) {
                    line += self.add(row, Some(entry), (gap + answer, line), third).map_or(0, |beside| beside.tall);
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
            None if row.first && self.is_unanswered(row) => self.add(row, None, at, width),
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

    /// The entries beside the answer of a row that are shown.
    fn beside(&self, number: usize, row: &Row) -> Range<usize> {
        let Cursor { row: selected, entry } = self.crosswalk.cursor;
        let first = if selected == number { (entry + 1).saturating_sub(2 + MOST_CLAUSES) } else { 0 };
        2 + first..2 + row.third.len().min(first + MOST_CLAUSES)
    }

    /// Adds the answer below its gap, and its clauses behind it or in further lines.
    fn answer_below(&self, number: usize, row: &Row, (width, line): (usize, usize)) {
        let at = self.cells.borrow().len();
        let Some(answer) = self.add_answer(row, (INDENT, line), width.saturating_sub(INDENT)) else { return };
        let mut line = line + answer.tall.saturating_sub(1);
        let mut last = 0;
        self.each_line(row, answer.entry, answer.width, |_, indent, words| last = indent + wrap::width(words));
        let mut column = INDENT + SIGN + last;
        for entry in self.beside(number, row) {
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
