//! Motion through lists and texts. Lists count rows, texts count lines. A page is the number of visible lines, so that
//! paging skips nothing.

use std::ops::Range;

/// A move through a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// The next row or line.
    Next,
    /// The previous row or line.
    Previous,
    /// The column to the left: in the matrix the previous pillar.
    Left,
    /// The column to the right: in the matrix the next pillar.
    Right,
    /// The first row or line.
    First,
    /// The last row or line.
    Last,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

impl Motion {
    /// Whether it moves to the next row or the previous one.
    pub const fn is_by_one(self) -> bool {
        matches!(self, Self::Next | Self::Previous)
    }

    /// Whether it moves to the left or to the right.
    pub const fn is_across(self) -> bool {
        match self {
            Self::Left | Self::Right => true,
            Self::Next
            | Self::Previous
            | Self::First
            | Self::Last
            | Self::HalfPageDown
            | Self::HalfPageUp
            | Self::PageDown
            | Self::PageUp => false,
        }
    }
}

/// The rows of a list and the lines that they take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    count: usize,
    /// The first line of each row, if some rows are not one line high.
    starts: Option<Vec<usize>>,
    lines: usize,
}

impl Rows {
    /// Rows of one line each.
    pub const fn of(count: usize) -> Self {
        Self { count, starts: None, lines: count }
    }

    /// Rows with these first lines, in ascending order, in a list of `lines` lines.
    pub const fn at(starts: Vec<usize>, lines: usize) -> Self {
        Self { count: starts.len(), starts: Some(starts), lines }
    }

    /// The first line of a row.
    pub fn line(&self, row: usize) -> usize {
        self.starts.as_ref().map_or(row, |starts| starts.get(row).copied().unwrap_or(self.lines))
    }

    /// The row after a motion. Motions by pages go to the farthest row that starts within `page` lines, and at least one row
    /// on.
    pub fn moved(&self, row: usize, motion: Motion, page: usize) -> usize {
        let last = self.count.saturating_sub(1);
        let (page, half) = (page.max(1), (page / 2).max(1));
        let down = |lines: usize| {
            let there = self.line(row).saturating_add(lines);
            let fits = |row: &usize| self.line(*row) <= there;
            partition_point(self.count, fits).saturating_sub(1).max(row + 1).min(last)
        };
        let up = |lines: usize| {
            let there = self.line(row).saturating_sub(lines);
            partition_point(self.count, |row| self.line(*row) < there).min(row.saturating_sub(1)).min(last)
        };
        match motion {
            Motion::Next => (row + 1).min(last),
            Motion::Previous => row.saturating_sub(1).min(last),
            Motion::Left | Motion::Right => row.min(last),
            Motion::First => 0,
            Motion::Last => last,
            Motion::HalfPageDown => down(half),
            Motion::HalfPageUp => up(half),
            Motion::PageDown => down(page),
            Motion::PageUp => up(page),
        }
    }
}

/// The first visible line, of `lines`, that puts `line` in the middle of the area, or as near to it as the ends allow.
pub fn first_line(line: usize, lines: usize, height: usize) -> usize {
    line.saturating_sub(height / 2).min(lines.saturating_sub(height))
}

/// The first visible line after scrolling just far enough from `first` to make these lines visible.
pub fn scrolled_into_view(first: usize, lines: &Range<usize>, height: usize) -> usize {
    first.max(lines.end.saturating_sub(height)).min(lines.start)
}

/// [`slice::partition_point`] over the numbers below `count`.
fn partition_point(count: usize, holds: impl Fn(&usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        if holds(&middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// The first visible line of a text after a motion, if `shown` lines are visible at once. No motion only limits it to the
/// text.
pub fn scrolled(first: usize, lines: usize, shown: usize, motion: Option<Motion>) -> usize {
    let last = lines.saturating_sub(shown);
    motion.map_or(first.min(last), |motion| Rows::of(last + 1).moved(first.min(last), motion, shown))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Rows with these numbers of lines.
    fn tall(heights: &[usize]) -> Rows {
        let starts = (0..heights.len()).map(|row| heights[..row].iter().sum()).collect();
        Rows::at(starts, heights.iter().sum())
    }

    proptest! {
        #[test]
        fn paging_shows_every_line_and_reaches_the_end(
            heights in prop::collection::vec(1usize..5, 1..40),
            page in 5usize..12,
        ) {
            let rows = tall(&heights);
            for (motion, back) in [(Motion::PageDown, Motion::PageUp), (Motion::HalfPageDown, Motion::HalfPageUp)] {
                let mut row = 0;
                while row + 1 < heights.len() {
                    let next = rows.moved(row, motion, page);
                    prop_assert!(next > row && rows.line(next) <= rows.line(row) + page);
                    row = next;
                }
                while row > 0 {
                    let next = rows.moved(row, back, page);
                    prop_assert!(next < row && rows.line(next) + page >= rows.line(row));
                    row = next;
                }
            }
        }
    }

    #[test]
    fn with_rows_of_one_line_a_page_is_as_many_rows_as_lines() {
        let rows = Rows::of(100);
        assert_eq!(rows.moved(10, Motion::PageDown, 20), 30);
        assert_eq!(rows.moved(10, Motion::PageUp, 20), 0);
        assert_eq!(rows.moved(95, Motion::HalfPageDown, 20), 99);
        assert_eq!(rows.moved(5, Motion::Left, 20), 5);
        assert_eq!(Rows::of(0).moved(0, Motion::Last, 20), 0);
    }

    #[test]
    fn a_text_is_not_scrolled_past_its_end() {
        assert_eq!(scrolled(0, 100, 20, Some(Motion::Last)), 80);
        assert_eq!(scrolled(79, 100, 20, Some(Motion::PageDown)), 80);
        assert_eq!(scrolled(80, 50, 20, None), 30);
        assert_eq!(scrolled(3, 10, 20, Some(Motion::Next)), 0);
    }
}
