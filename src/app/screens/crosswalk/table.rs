//! The table of the crosswalk: the columns that each window has, and the cells of a row with their lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Answer, Crosswalk, Cursor, Row};
use crate::app::Shared;
use crate::app::content::{MEASURED, TALLEST_ROW};
use crate::atlas::{Pillar, RecordId, VisibleRecord};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

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

/// Columns for the sign of an unanswered gap.
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

/// A record in the table.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// The entry of its row; none for what is said of an unanswered gap.
    pub entry: Option<usize>,
    /// Its column, and its line from the top of its row.
    pub column: usize,
    pub line: usize,
    /// Its width in columns; its last line may be narrower.
    pub width: usize,
    pub last_width: usize,
    /// Its lines, without the sign of the selection.
    pub lines: Vec<Line>,
}

/// A row with its lines.
#[derive(Debug)]
pub(super) struct LaidOut {
    /// The pillar whose heading is above the row.
    pub pillar: Option<Pillar>,
    pub cells: Vec<Cell>,
    /// Lines of the row, including the heading.
    pub tall: usize,
}

/// The table in a window. Each row is laid out at most once.
pub(super) struct Table<'a> {
    pub crosswalk: &'a Crosswalk,
    shared: &'a Shared,
    columns: Columns,
    rows: RefCell<HashMap<usize, Rc<LaidOut>>>,
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
        Self { crosswalk, shared, columns, rows: RefCell::default() }
    }

    /// The headings of the columns; none if the answers are below their gaps.
    pub fn heading(&self) -> Option<Line> {
        let margin = " ".repeat(SIGN + self.digits());
        let words = match self.columns {
            Columns::Below(_) => return None,
            Columns::Gaps(_) if !self.shared.arrangement().has_borders() => return None,
            Columns::Gaps(_) => format!("{margin}Gap"),
            Columns::Beside { gap, answer, has_headlines, .. } => {
                let (answers, clauses) = if has_headlines {
                    ("Recommendations that answer it", "Clauses that support them")
                } else {
                    ("Recommendations", "Clauses")
                };
                let gaps = format!("{margin}Gap");
                format!("{gaps:gap$} {answers:answer$}{clauses}")
            }
        };
        Some(Line::new(Role::Heading, words))
    }

    /// The lines of the whole table, unless it has too many rows to measure them all.
    pub fn height(&self) -> Option<usize> {
        let count = self.crosswalk.rows.len();
        (count <= MEASURED).then(|| (0..count).map(|row| self.tall(row)).sum())
    }

    /// The lines of a row.
    pub fn tall(&self, row: usize) -> usize {
        self.cells(row).tall
    }

    /// The lines of the selected cell from the top of its row.
    pub fn lines_of(&self, cursor: Cursor) -> Range<usize> {
        let row = self.cells(cursor.row);
        let cell = row.cells.iter().find(|cell| cell.entry == Some(cursor.entry)).or(row.cells.first());
        cell.map_or(0..1, |cell| cell.line..cell.line + cell.lines.len().max(1))
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize) -> Rc<LaidOut> {
        if let Some(cells) = self.rows.borrow().get(&row) {
            return Rc::clone(cells);
        }
        let cells = Rc::new(self.laid_out(row));
        self.rows.borrow_mut().insert(row, Rc::clone(&cells));
        cells
    }

    #[cfg(test)]
    pub fn laid_out_rows(&self) -> usize {
        self.rows.borrow().len()
    }

    fn laid_out(&self, number: usize) -> LaidOut {
        let Some(row) = self.crosswalk.rows.get(number) else {
            return LaidOut { pillar: None, cells: Vec::new(), tall: 1 };
        };
        let pillar = row.gap.pillar().filter(|_| self.crosswalk.begins_pillar(number));
        let top = usize::from(pillar.is_some());
        let mut cells = Vec::new();
        if row.first {
            let width = match self.columns {
                Columns::Beside { gap, .. } => gap,
                Columns::Below(width) | Columns::Gaps(width) => width,
            };
            cells.extend(self.gap(row, width).map(|lines| Cell::new(0, (0, top), width, lines)));
        }
        let below = cells.first().map_or(top, |cell| top + cell.lines.len());
        match self.columns {
            Columns::Gaps(_) => {}
            Columns::Below(width) => self.answer_below(number, row, (width, below), &mut cells),
            Columns::Beside { gap, answer, clause, has_headlines } => {
                cells.extend(self.answer(row, (gap, top), answer));
                let mut line = top;
                for (entry, record) in self.clauses(number, row) {
                    let lines = clause_lines(record, clause, has_headlines);
                    let cell = Cell::new(entry, (gap + answer, line), clause, lines);
                    line += cell.lines.len();
                    cells.push(cell);
                }
            }
        }
        let own = |cell: &&Cell| cell.entry != Some(0) || !self.is_beside();
        let tall = cells.iter().filter(own).map(|cell| cell.line + cell.lines.len()).max().unwrap_or(top);
        LaidOut { pillar, cells, tall: tall.max(top + 1).max(self.rest_of_gap(number) + top) }
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
        let lines = self.gap(&self.crosswalk.rows[first], gap).map_or(0, |lines| lines.len());
        let above = (first..last).map(|row| {
            let cells = self.cells(row);
            cells.tall - usize::from(cells.pillar.is_some())
        });
        lines.saturating_sub(above.sum())
    }

    fn digits(&self) -> usize {
        self.crosswalk.digits.clamp(1, MOST_DIGITS)
    }

    /// The number of a gap, the sign if it is unanswered, and its headline; its own words where nothing else is shown.
    fn gap(&self, row: &Row, width: usize) -> Option<Vec<Line>> {
        let gap = self.shared.data().get(&row.gap)?;
        let digits = self.digits();
        let room = width.saturating_sub(SIGN + digits + STATE).max(1);
        let most = wrap::columns_of(room, TALLEST_ROW);
        let words = if matches!(self.columns, Columns::Gaps(_)) {
            naming::signed(gap.body().first(), gap.body().basis, most)
        } else {
            naming::headline(gap, most)
        };
        let leaf = gap.id().leaf();
        let is_short = leaf.len() <= digits;
        let number = if is_short { format!("{leaf:>digits$}") } else { " ".repeat(digits) };
        let words = if is_short { words } else { format!("{} {words}", wrap::beginning(leaf, most)).into() };
        let state = if self.is_unanswered(row) { naming::UNANSWERED_SIGN } else { " " };
        let lines = wrap::first_hanging_lines(&words, room, room, TALLEST_ROW).into_iter().enumerate();
        let lines = lines.map(|(at, words)| {
            let before = if at == 0 {
                vec![Span::new(Role::Text, number.as_str()), Span::new(Role::Heading, state)]
            } else {
                vec![Span::new(Role::Text, " ".repeat(digits + STATE))]
            };
            before.into_iter().chain([Span::new(Role::Text, words)]).collect::<Vec<_>>().into()
        });
        Some(lines.collect())
    }

    /// Whether no recommendation answers the gap of a row. That is our judgement.
    fn is_unanswered(&self, row: &Row) -> bool {
        let data = self.shared.data();
        row.answer.is_none()
            && !self.shared.sources_only()
            && data.get(&row.gap).is_some_and(|gap| data.is_unanswered(gap))
    }

    /// The answer of a row, or that there is none.
    fn answer(&self, row: &Row, at: (usize, usize), width: usize) -> Option<Cell> {
        let room = width.saturating_sub(SIGN).max(1);
        let Some(Answer { recommendation, .. }) = &row.answer else {
            let lines = hanging(UNANSWERED, room);
            return self.is_unanswered(row).then(|| Cell { entry: None, ..Cell::new(1, at, width, lines) });
        };
        let record = self.shared.data().get(recommendation)?;
        let most = wrap::columns_of(room, TALLEST_ROW);
        let pillar = record.pillar().filter(|pillar| row.gap.pillar() != Some(*pillar));
        let pillar = pillar.map(|pillar| format!("{pillar} ")).unwrap_or_default();
        let leaf = wrap::beginning(record.id().leaf(), most);
        let words = format!("{pillar}{leaf} {}", naming::headline(record, most));
        Some(Cell::new(1, at, width, hanging(&words, room)))
    }

    /// The clauses of a row that are shown, each with its entry.
    fn clauses<'b>(&'b self, number: usize, row: &'b Row) -> impl Iterator<Item = (usize, VisibleRecord<'b>)> {
        let Cursor { row: selected, entry } = self.crosswalk.cursor;
        let first = if selected == number { (entry + 1).saturating_sub(2 + MOST_CLAUSES) } else { 0 };
        let clauses = row.answer.iter().flat_map(|answer| &answer.clauses).enumerate().skip(first).take(MOST_CLAUSES);
        let record = |id: &RecordId| self.shared.data().get(id);
        clauses.filter_map(move |(at, clause)| Some((2 + at, record(clause)?)))
    }

    /// Adds the answer below its gap, and its clauses behind it or in further lines.
    fn answer_below(&self, number: usize, row: &Row, (width, line): (usize, usize), cells: &mut Vec<Cell>) {
        let Some(answer) = self.answer(row, (INDENT, line), width.saturating_sub(INDENT)) else { return };
        let mut line = line + answer.lines.len().saturating_sub(1);
        let last = answer.lines.last().map(Line::plain).unwrap_or_default();
        let mut column = INDENT + SIGN + wrap::width(&last);
        let at = cells.len();
        cells.push(answer);
        for (entry, record) in self.clauses(number, row) {
            let label = clause_label(record);
            if column + SIGN + wrap::width(&label) > width {
                (column, line) = (INDENT + HANGING, line + 1);
            }
            let room = width.saturating_sub(column);
            let lines =
                wrap::first_hanging_lines(&label, room.saturating_sub(SIGN), room.saturating_sub(SIGN), TALLEST_ROW);
            let is_whole = lines.len() == 1;
            let label_width = if is_whole { SIGN + wrap::width(&label) } else { room };
            let lines = lines.into_iter().map(|words| Line::from(vec![Span::new(Role::Text, words)])).collect();
            let cell = Cell::new(entry, (column, line), label_width, lines);
            let answer = &mut cells[at];
            if line + 1 == answer.line + answer.lines.len() {
                answer.last_width = answer.last_width.min(column - INDENT);
            }
            line += cell.lines.len() - 1;
            column += label_width;
            cells.push(cell);
        }
    }
}

impl Cell {
    fn new(entry: usize, (column, line): (usize, usize), width: usize, lines: Vec<Line>) -> Self {
        Self { entry: Some(entry), column, line, width, last_width: width, lines }
    }
}

/// A clause with its number and its headline, or its number alone.
fn clause_lines(record: VisibleRecord<'_>, width: usize, has_headline: bool) -> Vec<Line> {
    let room = width.saturating_sub(SIGN).max(1);
    if !has_headline {
        return hanging(&clause_label(record), room);
    }
    let most = wrap::columns_of(room, TALLEST_ROW);
    let leaf = wrap::beginning(record.id().leaf(), most);
    hanging(&format!("{leaf} {}", naming::headline(record, most)), room)
}

fn clause_label(record: VisibleRecord<'_>) -> String {
    format!("clause {}", wrap::beginning(record.id().leaf(), NARROW_CLAUSE * TALLEST_ROW))
}

/// The lines of a text, all but the first one indented.
fn hanging(text: &str, room: usize) -> Vec<Line> {
    let indent = HANGING.min(room.saturating_sub(1));
    let lines = wrap::first_hanging_lines(text, room, room - indent, TALLEST_ROW).into_iter().enumerate();
    let lines = lines.map(|(at, words)| {
        let words = if at == 0 { words } else { format!("{:indent$}{words}", "") };
        vec![Span::new(Role::Text, words)].into()
    });
    lines.collect()
}
