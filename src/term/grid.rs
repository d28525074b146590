//! The screen grid: the cells of the terminal's screen as the painter has left them.

use std::collections::TryReserveError;
use std::ops::Range;

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;

/// Most characters of one cell that are sent: a letter with thirty marks, as in Unicode's Stream-Safe Text Format (UAX #15,
/// section 13). A cell of a frame may hold any number, and no terminal shows them.
const MOST_CHARACTERS: usize = 31;

/// The part of a cell's symbol that is sent to the terminal.
pub(super) fn symbol(cell: &Cell) -> &str {
    let symbol = cell.symbol();
    if symbol.len() <= MOST_CHARACTERS {
        return symbol;
    }
    symbol.char_indices().nth(MOST_CHARACTERS).map_or(symbol, |(end, _)| &symbol[..end])
}

/// A cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GridCell {
    pub letter: Letter,
    pub pen: Pen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// A single letter that is one column wide in every terminal.
    Narrow(char),
    /// Any other letter.
    Other,
    /// The second half of a wide letter.
    Half,
}

impl GridCell {
    /// An erased cell.
    pub(super) const ERASED: Self = Self { letter: Letter::Narrow(' '), pen: Pen::ERASED };

    /// The second half of a wide letter. It looks like no other cell, so that it is always painted over.
    pub(super) const HALF: Self = Self { letter: Letter::Half, pen: Pen::ERASED };

    /// The cell of the screen for a cell of a frame.
    pub(super) fn of(cell: &Cell) -> Self {
        let symbol = symbol(cell);
        let letter = if let [ascii @ b' '..=b'~'] = *symbol.as_bytes() {
            // Most letters, whose width need not be looked up.
            Letter::Narrow(ascii.into())
        } else {
            let mut letters = symbol.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if symbol.width() == 1 => Letter::Narrow(letter),
                _ => Letter::Other,
            }
        };
        Self { letter, pen: Pen::of(cell) }
    }

    /// Whether it looks the same when it is written with this pen.
    pub(super) fn looks_same_with(self, pen: Pen) -> bool {
        self.pen == pen || (self.letter == Letter::Narrow(' ') && self.pen.on_blanks() == pen.on_blanks())
    }

    /// Whether it looks like another cell. The symbols of [`Letter::Other`] are not compared.
    pub(super) fn looks_like(self, other: Self) -> bool {
        self.letter == other.letter && self.looks_same_with(other.pen)
    }

    /// The letter that writes it again with this pen, if there is one.
    pub(super) fn again(self, pen: Pen) -> Option<char> {
        match self.letter {
            Letter::Narrow(letter) if self.looks_same_with(pen) => Some(letter),
            _ => None,
        }
    }
}

/// The cells of the screen, packed into a tenth of the memory of ratatui's cells, since a session holds them all the time.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The letter in the lower bits, the index of the pen in the upper ones.
    cells: Vec<u32>,
    /// The pens in use; a theme has few.
    pens: Vec<Pen>,
    /// The index of the pen used last.
    last: usize,
}

/// Bits for a letter: the largest character is U+10FFFF. The values after it stand for [`Letter::Other`] and
/// [`Letter::Half`].
const LETTER_BITS: u32 = 21;
const OTHER: u32 = 0x11_0000;
const HALF: u32 = 0x11_0001;

impl Grid {
    pub(super) const fn new() -> Self {
        Self { cells: Vec::new(), pens: Vec::new(), last: 0 }
    }

    /// Resizes it to this many cells, all erased, and frees the memory of the rest.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub(super) fn wipe(&mut self, cells: usize) -> Result<(), TryReserveError> {
        self.pens.clear();
        self.cells.clear();
        self.cells.shrink_to(cells);
        self.cells.try_reserve_exact(cells)?;
        let erased = self.packed(GridCell::ERASED);
        self.cells.resize(cells, erased);
        Ok(())
    }

    pub(super) fn get(&self, index: usize) -> GridCell {
        let cell = self.cells[index];
        let letter = match cell & ((1 << LETTER_BITS) - 1) {
            OTHER => Letter::Other,
            letter => char::from_u32(letter).map_or(Letter::Half, Letter::Narrow),
        };
        GridCell { letter, pen: self.pens[(cell >> LETTER_BITS) as usize] }
    }

    pub(super) fn set(&mut self, range: Range<usize>, cell: GridCell) {
        let packed = self.packed(cell);
        self.cells[range].fill(packed);
    }

    fn packed(&mut self, cell: GridCell) -> u32 {
        let letter = match cell.letter {
            Letter::Narrow(letter) => u32::from(letter),
            Letter::Other => OTHER,
            Letter::Half => HALF,
        };
        // Most cells are written with the pen of the one before.
        if self.pens.get(self.last) != Some(&cell.pen) {
            self.last = self.pens.iter().position(|pen| *pen == cell.pen).unwrap_or_else(|| {
                self.pens.push(cell.pen);
                self.pens.len() - 1
            });
        }
        let pen = self.last;
        match u32::try_from(pen) {
            Ok(pen) if pen < 1 << (u32::BITS - LETTER_BITS) => pen << LETTER_BITS | letter,
            // More pens than any theme has: the cell is painted again in every frame.
            _ => HALF,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_kept_unchanged_unless_there_are_too_many_pens() {
        let mut grid = Grid::new();
        grid.wipe(2).unwrap();
        let most = 1 << (u32::BITS - LETTER_BITS);
        for number in 1..most + 10 {
            let mut cell = Cell::new("\u{10FFFF}");
            cell.fg = ratatui::style::Color::from_u32(number);
            let cell = GridCell::of(&cell);
            let cell = GridCell { letter: Letter::Narrow('\u{10FFFF}'), ..cell };
            grid.set(1..2, cell);
            assert_eq!(grid.get(1) == cell, number < most, "pen {number}");
            assert_eq!(grid.get(1).letter == Letter::Half, number >= most, "pen {number}");
            assert_eq!(grid.get(0), GridCell::ERASED);
        }
        for cell in [GridCell::HALF, GridCell { letter: Letter::Other, pen: Pen::ERASED }] {
            grid.set(0..1, cell);
            assert_eq!(grid.get(0), cell);
        }
    }
}
