//! What stands on a screen, cell by cell, as far as it is known; for the painter.

use std::collections::TryReserveError;
use std::ops::Range;

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;

/// The most characters of one cell that are sent: a letter with thirty marks, as many as Unicode's Stream-Safe Text Format
/// (UAX #15, section 13) allows. A cell of a frame may hold any number, and no terminal shows them.
const MOST_CHARACTERS: usize = 31;

/// What is sent to the screen of what stands in a cell of a frame.
pub(super) fn symbol(cell: &Cell) -> &str {
    let symbol = cell.symbol();
    if symbol.len() <= MOST_CHARACTERS {
        return symbol;
    }
    symbol.char_indices().nth(MOST_CHARACTERS).map_or(symbol, |(end, _)| &symbol[..end])
}

/// What stands in a cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GridCell {
    pub letter: Letter,
    pub pen: Pen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// A single letter that every terminal takes to be one column wide.
    Narrow(char),
    /// Any other.
    Other,
    /// The second half of a wide one.
    Half,
}

impl GridCell {
    /// What a terminal leaves where it erases.
    pub(super) const ERASED: Self = Self { letter: Letter::Narrow(' '), pen: Pen::ERASED };

    /// The second half of a wide letter; what is about to be written over it never looks the same.
    pub(super) const HALF: Self = Self { letter: Letter::Half, pen: Pen::ERASED };

    /// How a cell of a frame shall stand on the screen.
    pub(super) fn of(cell: &Cell) -> Self {
        let mut letters = symbol(cell).chars();
        let letter = match (letters.next(), letters.next()) {
            (Some(letter), None) if symbol(cell).width() == 1 => Letter::Narrow(letter),
            _ => Letter::Other,
        };
        Self { letter, pen: Pen::of(cell) }
    }

    /// Whether it looks as it shall when written with a pen.
    pub(super) fn is_served_by(self, pen: Pen) -> bool {
        self.pen == pen || (self.letter == Letter::Narrow(' ') && self.pen.on_blanks() == pen.on_blanks())
    }

    /// Whether it looks the same as another one, as far as their letters are known.
    pub(super) fn looks_like(self, other: Self) -> bool {
        self.letter == other.letter && self.is_served_by(other.pen)
    }

    /// What to write for it to be written again with a pen, if that can be.
    pub(super) fn again(self, pen: Pen) -> Option<char> {
        match self.letter {
            Letter::Narrow(letter) if self.is_served_by(pen) => Some(letter),
            _ => None,
        }
    }
}

/// The cells of a screen, packed into a tenth of what ratatui needs for them: a session keeps them as long as it lives.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The letter in the lower bits, the number of the pen in the upper ones.
    cells: Vec<u32>,
    /// The pens that are in use; there are few.
    pens: Vec<Pen>,
}

/// So many bits take all characters (21) and, beyond them, the letters that are none.
const LETTER_BITS: u32 = 21;
const OTHER: u32 = 0x11_0000;
const HALF: u32 = 0x11_0001;

impl Grid {
    pub(super) const fn new() -> Self {
        Self { cells: Vec::new(), pens: Vec::new() }
    }

    /// Makes it so many cells, all erased. Memory for more is given back.
    ///
    /// # Errors
    /// If there is no memory for so many.
    pub(super) fn wipe(&mut self, cells: usize) -> Result<(), TryReserveError> {
        self.pens.clear();
        self.cells.clear();
        self.cells.shrink_to(cells);
        self.cells.try_reserve_exact(cells)?;
        let erased = self.packed(GridCell::ERASED);
        self.cells.resize(cells, erased);
        Ok(())
    }

    pub(super) fn get(&self, place: usize) -> GridCell {
        let cell = self.cells[place];
        let letter = match cell & ((1 << LETTER_BITS) - 1) {
            OTHER => Letter::Other,
            letter => char::from_u32(letter).map_or(Letter::Half, Letter::Narrow),
        };
        GridCell { letter, pen: self.pens[(cell >> LETTER_BITS) as usize] }
    }

    pub(super) fn set(&mut self, places: Range<usize>, grid: GridCell) {
        let packed = self.packed(grid);
        self.cells[places].fill(packed);
    }

    fn packed(&mut self, grid: GridCell) -> u32 {
        let letter = match grid.letter {
            Letter::Narrow(letter) => u32::from(letter),
            Letter::Other => OTHER,
            Letter::Half => HALF,
        };
        let pen = self.pens.iter().position(|pen| *pen == grid.pen).unwrap_or_else(|| {
            self.pens.push(grid.pen);
            self.pens.len() - 1
        });
        match u32::try_from(pen) {
            Ok(pen) if pen < 1 << (u32::BITS - LETTER_BITS) => pen << LETTER_BITS | letter,
            // More pens than any theme has: what it looks like is forgotten, and painted again each time.
            _ => HALF,
        }
    }
}
