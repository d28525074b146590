//! The crosswalk line by line, as it is shown: what paging goes by.

use super::{Crosswalk, Cursor};
use crate::atlas::Pillar;

/// What stands in a line. Rows are named by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The pillar of the gaps below.
    Pillar(Pillar),
    /// A row. Where there is little room it takes two lines:
    Row(usize),
    /// its gap,
    Gap(usize),
    /// and its answer.
    Answer(usize),
}

impl Crosswalk {
    /// The lines, where rows take one line each or, being narrow, two.
    pub fn lines(&self, narrow: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut under = None;
        for (number, row) in self.rows().iter().enumerate() {
            let pillar = row.gap.pillar();
            if pillar != under {
                lines.extend(pillar.map(Line::Pillar));
                under = pillar;
            }
            if narrow {
                lines.extend(row.first.then_some(Line::Gap(number)));
                lines.push(Line::Answer(number));
            } else {
                lines.push(Line::Row(number));
            }
        }
        lines
    }

    /// Whether the selection stands in a line.
    pub fn is_selected(&self, line: Line) -> bool {
        let Cursor { row, cell } = self.cursor();
        match line {
            Line::Pillar(_) => false,
            Line::Row(number) => row == number,
            Line::Gap(number) => row == number && cell == 0,
            Line::Answer(number) => row == number && cell > 0,
        }
    }

    /// Whether the gap that is selected, or whose answer is, stands in a line.
    pub fn is_of_selected_gap(&self, line: Line) -> bool {
        let gap = |row: usize| self.rows().get(row).map(|row| &row.gap);
        match line {
            Line::Pillar(_) => false,
            Line::Row(row) | Line::Gap(row) | Line::Answer(row) => gap(row) == gap(self.cursor().row),
        }
    }

    /// Moves the selection by so many lines, in its column: to the farthest place that is not farther, or else to the
    /// next one.
    pub(in crate::app) fn page(&mut self, narrow: bool, by: isize) {
        let lines = self.lines(narrow);
        let in_column = |line: Line| match line {
            Line::Pillar(_) => None,
            Line::Row(row) => (self.cursor().cell > 0 || self.rows()[row].first).then_some(row),
            Line::Gap(row) => (self.cursor().cell == 0).then_some(row),
            Line::Answer(row) => (self.cursor().cell > 0).then_some(row),
        };
        let here = lines.iter().position(|line| self.is_selected(*line)).unwrap_or_default();
        let there = here.saturating_add_signed(by);
        let places = lines.iter().enumerate().filter_map(|(at, line)| Some((at, in_column(*line)?)));
        let row = if by > 0 {
            let ahead: Vec<_> = places.filter(|(at, _)| *at > here).collect();
            ahead.iter().rev().find(|(at, _)| *at <= there).or(ahead.first()).map(|(_, row)| *row)
        } else {
            let behind: Vec<_> = places.filter(|(at, _)| *at < here).collect();
            behind.iter().find(|(at, _)| *at >= there).or(behind.last()).map(|(_, row)| *row)
        };
        self.go_to(row.unwrap_or(self.cursor().row));
    }
}
