//! Turns the changed cells of a frame into few bytes.
//!
//! ratatui's own backend sends about half as many bytes again: it writes every colour in its long sequence, moves the cursor
//! absolutely, and resets the pen after each frame. Here pen and cursor stay as they are between frames, blanks ignore the
//! colour of the pen, short gaps are written again instead of jumped over, and runs of blanks are erased (ECH, EL). The cursor
//! takes the shortest way: to a column of the next line it is a line feed and CUB or CHA. All sequences are from ECMA-48, which
//! every terminal in use follows but that of Emacs, which lacks ECH and, in its older versions, CHA.

use std::borrow::Cow;
use std::collections::{BTreeMap, TryReserveError};
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::grid::{Grid, GridCell, Letter, symbol};
use super::pen::{Pen, push_number};
use crate::atlas::text::{hazard, is_joiner};

/// Fewest blanks that are erased: the sequence is shorter than they are, or no longer and leaves the cursor further left.
const ERASED: u16 = 5;

/// The same before a letter that is to be written, since the cursor has to move there.
const ERASED_BEFORE_A_LETTER: u16 = 10;

/// The same at the end of a line, which has a shorter sequence.
const ERASED_TO_THE_END: u16 = 4;

/// Fewest lines for which a sequence is no longer than as many line feeds.
const FEW_LINES: u16 = 4;

/// The state of the terminal's screen: its cells, pen and cursor.
#[derive(Debug)]
pub struct Painter {
    /// The bytes to send.
    bytes: Vec<u8>,
    /// The columns.
    width: u16,
    /// The cells of the screen, line by line.
    grid: Grid,
    /// The symbols of [`Letter::Other`], by their index in the grid.
    others: BTreeMap<usize, Box<str>>,
    pen: Pen,
    /// Position of the cursor, if known. In the column after the last one it is about to wrap.
    cursor: Option<Position>,
    cursor_shown: bool,
    /// Whether the terminal erases blanks within a line and goes to a column of it.
    has_ech_and_cha: bool,
}

impl Painter {
    /// A screen without a size.
    #[expect(clippy::new_without_default, reason = "it paints nothing before it has a size")]
    pub const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            width: 0,
            grid: Grid::new(),
            others: BTreeMap::new(),
            pen: Pen::ERASED,
            cursor: None,
            cursor_shown: false,
            has_ech_and_cha: true,
        }
    }

    /// Does without what the terminal of Emacs lacks: writes blanks within a line instead of erasing them, and counts the columns of
    /// each move.
    #[must_use]
    pub const fn for_emacs(mut self) -> Self {
        self.has_ech_and_cha = false;
        self
    }

    /// Clears the screen and gives it a size, in columns and lines.
    ///
    /// # Errors
    /// If there is not enough memory for the cells.
    pub fn forget(&mut self, width: u16, height: u16) -> Result<(), TryReserveError> {
        self.bytes = b"\x1b[m\x1b[H\x1b[2J\x1b[?25l".to_vec();
        self.width = width;
        self.grid.wipe(usize::from(width) * usize::from(height))?;
        self.others.clear();
        self.pen = Pen::ERASED;
        self.cursor = Some(Position::ORIGIN);
        self.cursor_shown = false;
        Ok(())
    }

    /// The bytes that make the screen show a frame; none if it shows it already.
    pub fn paint(&mut self, frame: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        // Mostly the line of the cursor changes, which is then there already.
        let first = self.cursor.map_or(0, |cursor| cursor.y);
        let lines = || (0..).zip(frame.content.chunks(self.width.max(1).into()));
        let (below, above) = (lines().skip(first.into()), lines().take(first.into()));
        for (y, row) in below.chain(above) {
            self.paint_row(y, row);
        }
        if let Some(Position { x, y }) = cursor {
            self.go(x, y);
        }
        if self.cursor_shown != cursor.is_some() {
            self.bytes.extend_from_slice(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = cursor.is_some();
        }
        std::mem::take(&mut self.bytes)
    }

    fn paint_row(&mut self, y: u16, row: &[Cell]) {
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            let new = GridCell::of(cell);
            let columns = if new.letter == Letter::Other && symbol(cell).width() > 1 { 2 } else { 1 };
            if self.shows(x, y, new, cell) {
                x += columns;
                continue;
            }
            if let Some(blanks) = self.to_erase(x, y, row) {
                let start = self.start_of_blanks(x, row);
                self.erase(start, y, x + blanks - start);
                x += blanks;
            } else {
                self.write(x, y, new, cell);
                x += columns;
            }
        }
    }

    /// The number of blanks from a position on that are shorter to erase than to write, if there are any.
    fn to_erase(&self, x: u16, y: u16, row: &[Cell]) -> Option<u16> {
        let is_shown = |(x, cell): (u16, &Cell)| self.shows(x, y, GridCell::of(cell), cell);
        let mut cells = (x..).zip(&row[x.into()..]).peekable();
        let (mut end, mut changed_end) = (x, x);
        while let Some(blank) = cells.next_if(|(_, cell)| GridCell::of(cell).looks_like(GridCell::ERASED)) {
            end += 1;
            if !is_shown(blank) {
                changed_end = end;
            }
        }
        let changed = changed_end - x;
        if end == self.width {
            return (changed >= ERASED_TO_THE_END).then_some(end - x);
        }
        // The cursor stays where it is, so that a letter right after the blanks needs a move.
        let is_followed = changed_end == end && cells.next().is_some_and(|next| !is_shown(next));
        let least = if is_followed { ERASED_BEFORE_A_LETTER } else { ERASED };
        (self.has_ech_and_cha && changed >= least).then_some(changed)
    }

    /// The column from which to erase blanks that begin in column `x`: that of the cursor if the row is blank from there on, so that
    /// it need not move.
    fn start_of_blanks(&self, x: u16, row: &[Cell]) -> u16 {
        let is_blank = |cell: &Cell| GridCell::of(cell).looks_like(GridCell::ERASED);
        let cursor = self.cursor.filter(|cursor| cursor.x < x && row[cursor.x.into()..x.into()].iter().all(is_blank));
        cursor.map_or(x, |cursor| cursor.x)
    }

    /// Whether the cell at a position looks like `new`, which is this cell of a frame.
    fn shows(&self, x: u16, y: u16, new: GridCell, cell: &Cell) -> bool {
        let index = self.index(x, y);
        let is_alike = self.grid.get(index).looks_like(new);
        let is_same_symbol = || self.others.get(&index).is_none_or(|shown| **shown == *symbol(cell));
        is_alike && (new.letter != Letter::Other || is_same_symbol())
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }

    /// Moves the cursor to a cell with as few bytes as possible.
    fn go(&mut self, x: u16, y: u16) {
        let to = Position { x, y };
        let from = self.cursor.replace(to);
        if from == Some(to) {
            return;
        }
        let begin = self.bytes.len();
        self.jump(to);
        let Some(from) = from else { return };
        // Terminals differ in where a relative move begins while the cursor is about to wrap.
        if from.x < self.width {
            self.or_shorter(begin, |painter| painter.step(from, to));
            self.or_shorter(begin, |painter| painter.step_to_column(from, to));
        }
        self.or_shorter(begin, |painter| {
            painter.bytes.push(b'\r');
            painter.step(Position { x: 0, y: from.y }, to);
        });
    }

    /// Moves the cursor to a cell and takes the pen for `new`; the pen first, if what is in between is then shorter to write again.
    fn go_with(&mut self, x: u16, y: u16, new: GridCell) {
        let (cursor, pen) = (self.cursor, self.pen);
        let begin = self.bytes.len();
        self.go(x, y);
        if new.looks_same_with(pen) {
            return;
        }
        self.take(new.pen);
        self.or_shorter(begin, |painter| {
            (painter.cursor, painter.pen) = (cursor, pen);
            painter.take(new.pen);
            painter.go(x, y);
        });
    }

    fn take(&mut self, pen: Pen) {
        self.pen.change(pen, &mut self.bytes);
        self.pen = pen;
    }

    /// Writes other bytes instead of those from `begin` on, if they are fewer.
    fn or_shorter(&mut self, begin: usize, write: impl FnOnce(&mut Self)) {
        let end = self.bytes.len();
        write(self);
        if self.bytes.len() - end < end - begin {
            self.bytes.drain(begin..end);
        } else {
            self.bytes.truncate(end);
        }
    }

    /// Moves the cursor by lines and columns.
    fn step(&mut self, from: Position, to: Position) {
        match to.y.abs_diff(from.y) {
            lines @ ..FEW_LINES if to.y >= from.y => {
                self.bytes.extend(std::iter::repeat_n(b'\n', lines.into()));
            }
            lines => self.sequence(lines, if to.y > from.y { b'B' } else { b'A' }),
        }
        match to.x.abs_diff(from.x) {
            0 => {}
            // Never by backspaces: none that is sent can come from a text.
            columns if to.x < from.x => self.sequence(columns, b'D'),
            columns => {
                let gap = self.index(from.x, to.y)..self.index(to.x, to.y);
                if !self.write_again(gap, if columns == 1 { "\x1b[C".len() } else { "\x1b[2C".len() }) {
                    self.sequence(columns, b'C');
                }
            }
        }
    }

    /// Moves the cursor by lines and to a column, if the terminal can, and else by columns.
    fn step_to_column(&mut self, from: Position, to: Position) {
        if !self.has_ech_and_cha {
            return self.step(from, to);
        }
        self.step(from, Position { x: from.x, y: to.y });
        self.sequence(to.x + 1, b'G');
    }

    /// Writes the letters of these cells again, if that takes at most this many bytes; returns whether it does.
    fn write_again(&mut self, cells: Range<usize>, most: usize) -> bool {
        let begin = self.bytes.len();
        for index in cells {
            match self.grid.get(index).again(self.pen) {
                Some(letter) if self.bytes.len() + letter.len_utf8() <= begin + most => {
                    self.bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(_) | None => {
                    self.bytes.truncate(begin);
                    return false;
                }
            }
        }
        true
    }

    fn jump(&mut self, to: Position) {
        self.bytes.extend_from_slice(b"\x1b[");
        push_number(&mut self.bytes, to.y + 1);
        self.bytes.push(b';');
        push_number(&mut self.bytes, to.x + 1);
        self.bytes.push(b'H');
    }

    /// Writes a control sequence with a count, which is left out if it is 1.
    fn sequence(&mut self, count: u16, end: u8) {
        self.bytes.extend_from_slice(b"\x1b[");
        if count > 1 {
            push_number(&mut self.bytes, count);
        }
        self.bytes.push(end);
    }

    fn write(&mut self, x: u16, y: u16, new: GridCell, cell: &Cell) {
        self.go_with(x, y, new);
        let symbol = symbol(cell);
        self.bytes.extend_from_slice(safe(symbol).as_bytes());
        let index = self.index(x, y);
        self.grid.set(index..index + 1, new);
        self.others.remove(&index);
        self.cursor = Some(Position { x: x + 1, y });
        if new.letter == Letter::Other {
            // Terminals differ in its width.
            self.cursor = None;
            self.others.insert(index, symbol.into());
            if symbol.width() > 1 && x + 1 < self.width {
                self.grid.set(index + 1..index + 2, GridCell::HALF);
                self.others.remove(&(index + 1));
            }
        }
    }

    fn erase(&mut self, x: u16, y: u16, length: u16) {
        self.go_with(x, y, GridCell::ERASED);
        if x + length == self.width {
            self.bytes.extend_from_slice(b"\x1b[K");
        } else {
            self.sequence(length, b'X');
        }
        let range = self.index(x, y)..self.index(x, y) + usize::from(length);
        if !self.others.is_empty() {
            self.others.retain(|index, _| !range.contains(index));
        }
        self.grid.set(range, GridCell::ERASED);
    }
}

/// The symbol that is sent to the terminal. Characters that must not be shown, as data of format 1 may contain them, become
/// a question mark for each column; those without a width are left out.
fn safe(symbol: &str) -> Cow<'_, str> {
    // Visible ASCII and the signs of borders need not be looked up.
    let is_usual = |character: char| matches!(character, ' '..='~' | '─'..='╿');
    let is_unfit = |character: char| !is_usual(character) && hazard(character).is_some() && !is_joiner(character);
    if !symbol.contains(is_unfit) {
        return Cow::Borrowed(symbol);
    }
    let marked: String = symbol.chars().filter(|character| !is_unfit(*character)).collect();
    let missing = symbol.width().max(1).saturating_sub(marked.width());
    Cow::Owned(marked + &"?".repeat(missing))
}

#[cfg(test)]
mod tests;
