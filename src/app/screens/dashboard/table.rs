//! How many lines the entries of the matrix take, and where they stand.

use std::ops::Range;

use super::lists::{shortened, worded};
use super::{Contents, Pane};
use crate::app::Shared;
use crate::app::content::{MEASURED, TALLEST_ROW};
use crate::atlas::Pillar;
use crate::present::wrap;

/// Whose words the matrix shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Our headlines.
    Headlines,
    /// The source's own words.
    Source,
}

/// Columns of an entry before its words: the sign of the selection and that of an unanswered gap.
pub(super) const SIGNS: usize = 2;

/// Columns from which on an entry has its number in front: a headline of 36 columns still takes two lines.
const NUMBERED: usize = 22;

/// Lines of an entry that is not measured: a headline takes no more.
pub(super) const UNMEASURED: usize = 2;

/// The lines of all pillars next to one another. The gaps begin at line 0 below the heading of their pillar.
#[derive(Debug)]
pub(super) struct Table {
    /// Columns of an entry, without the blank after it.
    pub column: usize,
    /// Columns for the number of an entry; 0 if there is none.
    pub digits: usize,
    /// The first line of each entry, by row.
    pub starts: Vec<usize>,
    /// The line of the heading of the recommendations.
    pub recommendations: usize,
    pub lines: usize,
}

impl Table {
    /// The table in `width` columns; with `spare` lines left over, one is empty above the recommendations.
    pub fn of(shared: &Shared, contents: &Contents, width: usize, wording: Wording, spare: Option<usize>) -> Self {
        let column = (width.saturating_sub(4) / 4).max(SIGNS + 1);
        let digits = contents.digits();
        let digits = if column + 1 >= NUMBERED + digits { digits } else { 0 };
        let room = column.saturating_sub(SIGNS + digits);
        let tall = |row: usize| height_of(shared, contents, row, wording, room);
        let is_measured = contents.rows(Pane::Matrix) <= MEASURED;
        let tall = |row: usize| if is_measured { tall(row) } else { UNMEASURED };
        let mut starts = vec![0; contents.rows(Pane::Matrix)];
        let mut fill = |rows: &Range<usize>, first: usize| {
            let mut line = first;
            for row in rows.clone() {
                starts[row] = line;
                line += tall(row);
            }
            line
        };
        let columns = || Pillar::ALL.into_iter().map(|pillar| contents.column(pillar));
        let gaps = columns().map(|column| fill(&column.gaps, 0)).max().unwrap_or_default();
        let below = columns().map(|column| fill(&column.recommendations, gaps + 1)).max().unwrap_or_default();
        let lines = below.max(gaps + 1);
        let is_spare = spare.is_some_and(|height| height > lines);
        if is_spare {
            for column in columns() {
                for row in column.recommendations.clone() {
                    starts[row] += 1;
                }
            }
        }
        let shift = usize::from(is_spare);
        Self { column, digits, starts, recommendations: gaps + shift, lines: lines + shift }
    }

    /// Columns for the words of an entry.
    pub fn room(&self) -> usize {
        self.column.saturating_sub(SIGNS + self.digits)
    }

    /// The entry of a pillar at a line, or the nearest one above; else its first.
    pub fn at(&self, contents: &Contents, pillar: Pillar, line: usize) -> Option<usize> {
        let column = contents.column(pillar);
        let rows = column.gaps.start..column.recommendations.end;
        rows.clone().rev().find(|row| self.starts[*row] <= line).or_else(|| rows.clone().next())
    }
}

/// The lines that the matrix needs in a width inside its border.
pub(super) fn height(shared: &Shared, contents: &Contents, width: usize, wording: Wording) -> usize {
    Table::of(shared, contents, width, wording, None).lines + 1
}

pub(super) fn height_of(shared: &Shared, contents: &Contents, row: usize, wording: Wording, room: usize) -> usize {
    let record = contents.record(Pane::Matrix, row, shared.data());
    record.map_or(1, |record| {
        shortened(&worded(record, wording, wrap::columns_of(room, TALLEST_ROW)), room.max(1), TALLEST_ROW).len()
    })
}
