//! How many lines the entries of the matrix take, and where they stand.

use std::ops::Range;

use super::contents::HeightsOf;
use super::lists::worded;
use super::{Contents, Pane};
use crate::app::Shared;
use crate::app::content::{MEASURED, TALLEST_ROW};
use crate::app::motion::{Motion, Rows, first_line};
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

/// Columns of an entry before its words: the sign of the selection and that of how far a gap is answered.
pub(super) const SIGNS: usize = 2;

/// Columns from which on an entry has its number in front: a headline of 36 columns still takes two lines.
const NUMBERED: usize = 22;

/// Lines of an entry that is not measured: a headline takes no more.
pub(super) const UNMEASURED: usize = 2;

/// The lines of all pillars next to one another. The gaps begin at line 0 below the heading of their pillar.
#[derive(Debug)]
pub(super) struct Table<'a> {
    contents: &'a Contents,
    /// Columns of an entry, without the blank after it.
    pub column: usize,
    /// Columns for the number of an entry; 0 if there is none.
    pub digits: usize,
    /// The first line of each entry, by row; none if there are too many to measure, so that each takes the same lines.
    starts: Option<Vec<usize>>,
    /// The line of the heading of the recommendations.
    pub recommendations: usize,
    pub lines: usize,
}

impl<'a> Table<'a> {
    /// The table in `width` columns. If `height` lines are more than it needs, one is empty above the recommendations.
    pub fn of(shared: &Shared, contents: &'a Contents, width: usize, wording: Wording, height: usize) -> Self {
        let column = (width.saturating_sub(4) / 4).max(SIGNS + 1);
        let digits = contents.digits();
        let digits = if column + 1 >= NUMBERED + digits { digits } else { 0 };
        let room = column.saturating_sub(SIGNS + digits);
        let of = HeightsOf { pane: Pane::Matrix, width: room, wording, is_enlarged: false };
        let heights = contents.heights(of, |row| height_of(shared, contents, row, wording, (room, TALLEST_ROW)));
        let is_measured = contents.rows(Pane::Matrix) <= MEASURED;
        let mut starts = if is_measured { vec![0; contents.rows(Pane::Matrix)] } else { Vec::new() };
        let mut fill = |rows: &Range<usize>, first: usize| {
            if !is_measured {
                return first + rows.len() * UNMEASURED;
            }
            rows.clone().fold(first, |line, row| {
                starts[row] = line;
                line + usize::from(heights[row])
            })
        };
        let columns = || Pillar::ALL.into_iter().map(|pillar| contents.column(pillar));
        let gaps = columns().map(|column| fill(&column.gaps, 0)).max().unwrap_or_default();
        let below = columns().map(|column| fill(&column.recommendations, gaps + 1)).max().unwrap_or_default();
        let lines = below.max(gaps + 1);
        let spare = usize::from(height > lines);
        let starts = is_measured.then(|| {
            columns().flat_map(|column| column.recommendations.clone()).for_each(|row| starts[row] += spare);
            starts
        });
        Self { contents, column, digits, starts, recommendations: gaps + spare, lines: lines + spare }
    }

    /// Columns for the words of an entry, and most lines for them.
    pub fn room(&self) -> (usize, usize) {
        let most = if self.starts.is_some() { TALLEST_ROW } else { UNMEASURED };
        (self.column.saturating_sub(SIGNS + self.digits), most)
    }

    /// The first line of an entry.
    pub fn start(&self, row: usize) -> usize {
        if let Some(starts) = &self.starts {
            return starts.get(row).copied().unwrap_or_default();
        }
        let column = self.contents.column(self.contents.pillar_of(row));
        match row.checked_sub(column.recommendations.start) {
            Some(depth) => self.recommendations + 1 + depth * UNMEASURED,
            None => (row - column.gaps.start) * UNMEASURED,
        }
    }

    /// The entries of a pillar that may be in some of the lines.
    pub fn rows_in(&self, pillar: Pillar, lines: &Range<usize>) -> impl Iterator<Item = usize> {
        let column = self.contents.column(pillar);
        let parts = [(column.gaps.clone(), 0), (column.recommendations.clone(), self.recommendations + 1)];
        let is_measured = self.starts.is_some();
        let lines = lines.clone();
        parts.into_iter().flat_map(move |(rows, first)| {
            if is_measured {
                return rows;
            }
            let depth = |line: usize| line.saturating_sub(first) / UNMEASURED;
            let last = (depth(lines.end) + 1).min(rows.len());
            rows.start + depth(lines.start).min(last)..rows.start + last
        })
    }

    /// The entry of a pillar at a line, or the nearest one above; else its first.
    pub fn at(&self, pillar: Pillar, line: usize) -> Option<usize> {
        let column = self.contents.column(pillar);
        let mut rows = column.gaps.start..column.recommendations.end;
        let above = self.rows_in(pillar, &(line..line + 1)).filter(|row| self.start(*row) <= line).last();
        let nearest = || self.rows_in(pillar, &(0..line + 1)).filter(|row| self.start(*row) <= line).last();
        above.or_else(nearest).or_else(|| rows.next())
    }

    /// The row after a motion by pages of `height` lines within its pillar.
    pub fn paged(&self, row: usize, motion: Motion, height: usize) -> usize {
        let column = self.contents.column(self.contents.pillar_of(row));
        let rows = column.gaps.start..column.recommendations.end;
        let (all, page) = match &self.starts {
            Some(starts) => (Rows::at(starts[rows.clone()].to_vec(), self.lines), height),
            None => (Rows::of(rows.len()), height / UNMEASURED),
        };
        rows.start + all.moved(row - rows.start, motion, page)
    }

    /// The first visible line that puts an entry of `tall` lines in the middle of `height` lines, or as near to it as the ends
    /// of the table allow.
    pub fn first_line(&self, row: usize, tall: usize, height: usize) -> usize {
        let start = self.start(row);
        let tall = tall.min(height);
        let first = first_line(start + tall.saturating_sub(1) / 2, self.lines, height);
        first.clamp((start + tall).saturating_sub(height), start)
    }
}

/// The lines that the matrix needs in a width inside its border.
pub(super) fn height(shared: &Shared, contents: &Contents, width: usize, wording: Wording) -> usize {
    Table::of(shared, contents, width, wording, 0).lines + 1
}

/// The lines of an entry whose words have so many columns, and lines at most.
pub(super) fn height_of(
    shared: &Shared,
    contents: &Contents,
    row: usize,
    wording: Wording,
    (room, most): (usize, usize),
) -> usize {
    let record = contents.record(Pane::Matrix, row, shared.data());
    record.map_or(1, |record| {
        wrap::count_first_lines(&worded(record, wording, wrap::columns_of(room, most)), (room, room), most)
    })
}
