//! Lists with rows of several lines: which of them are visible, and where a motion leads.

use std::ops::Range;

use compact_str::{CompactString, format_compact};

use super::motion::Motion;
use crate::present::content::{Lines, Role};

/// Sign before the selected row of a list. In the focused list the row is reversed, too.
pub const SELECTED: &str = "▸";

/// Margin of all other rows.
pub const UNSELECTED: &str = " ";

/// Up to this many rows are all measured, so that the edge can count lines. Longer lists count rows, since measuring them
/// would take longer than drawing them.
pub const MEASURED: usize = 200;

/// Most lines of a row; the detail shows longer texts.
pub const TALLEST_ROW: usize = 16;

/// A list.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Number of rows.
    pub count: usize,
    /// The selected row.
    pub selected: usize,
    /// Whether the list has the focus.
    pub focused: bool,
}

/// Takes the lines of a row: to show those that are visible, or only to count them.
pub struct RowLines<'a> {
    to: Option<&'a mut Lines>,
    sign: Sign,
    /// The lines of the row that are visible.
    visible: Range<usize>,
    /// The number of lines so far, and of those above the row.
    count: usize,
    above: Option<usize>,
}

/// What stands before a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    is_selected: bool,
    is_reversed: bool,
}

impl<'a> RowLines<'a> {
    /// The number of lines that `row` adds.
    pub fn count(row: impl FnOnce(&mut RowLines<'_>)) -> usize {
        let sign = Sign { is_selected: false, is_reversed: false };
        let mut lines = RowLines { to: None, sign, visible: 0..0, count: 0, above: None };
        row(&mut lines);
        lines.count
    }

    /// Takes the visible lines of a row.
    pub(super) const fn shown(to: &'a mut Lines, sign: Sign, visible: Range<usize>) -> Self {
        Self { to: Some(to), sign, visible, count: 0, above: None }
    }

    /// Takes all lines of a row.
    pub const fn all(to: &'a mut Lines) -> Self {
        Self::shown(to, Sign { is_selected: false, is_reversed: false }, 0..usize::MAX)
    }

    /// The number of lines of a row of a list whose area has this width. `row` adds them for a width in columns.
    pub fn height(number: usize, area: u16, row: &impl Fn(usize, usize, &mut RowLines<'_>)) -> usize {
        // Without the columns that a list has before and after its rows.
        Self::count(|lines| row(number, usize::from(area).saturating_sub(2), lines))
    }

    /// Whether the lines are to be shown.
    pub const fn are_shown(&self) -> bool {
        self.to.is_some()
    }

    /// The number of lines above the first one of the row itself.
    pub(super) fn first_own(&self) -> usize {
        self.above.unwrap_or(self.count)
    }

    /// Adds a line that is not part of the row, such as a heading, above it: `write` writes its spans.
    pub fn above(&mut self, write: impl FnOnce(&mut Lines)) {
        self.line(UNSELECTED, false, write);
    }

    /// Adds a line of the row: `write` writes its spans after the sign.
    pub fn own(&mut self, write: impl FnOnce(&mut Lines)) {
        let is_first = self.above.is_none();
        self.above.get_or_insert(self.count);
        let sign = if self.sign.is_selected && is_first { SELECTED } else { UNSELECTED };
        self.line(sign, self.sign.is_reversed, write);
    }

    fn line(&mut self, sign: &str, selected: bool, write: impl FnOnce(&mut Lines)) {
        if let Some(lines) = self.to.as_deref_mut().filter(|_| self.visible.contains(&self.count)) {
            write(lines.begin(Role::Text).span(Role::Text, sign).select(selected));
        }
        self.count += 1;
    }
}

impl List {
    /// What stands before a row.
    pub(super) const fn sign_of(self, row: usize) -> Sign {
        let is_selected = row == self.selected;
        Sign { is_selected, is_reversed: is_selected && self.focused }
    }

    /// The visible part of the list in an area of `height` lines: the first visible row, and how many of its lines are above
    /// the area. The selected row is in the middle or as near to it as the ends of the list allow. `tall` is the height of a
    /// row in lines.
    pub fn first_visible(self, height: usize, mut tall: impl FnMut(usize) -> usize) -> (usize, usize) {
        let selected = tall(self.selected).min(height);
        let (mut above, mut below) = (0, 0);
        let mut last = self.selected;
        while last + 1 < self.count && below < height - selected {
            last += 1;
            below += tall(last);
        }
        // What the rows below do not need, the rows above get.
        let room = (height - selected).saturating_sub(below.min((height - selected).div_ceil(2)));
        let mut first = self.selected;
        while first > 0 && above < room {
            first -= 1;
            above += tall(first);
        }
        (first, above.saturating_sub(room))
    }

    /// The first visible line of a list whose rows have these heights: `before`, if the selected row is visible from there on.
    /// Otherwise the row comes to the middle, but no line is left out between what was visible and what is. If it can, the area
    /// then begins with a whole row, whose heading is seen with it.
    pub fn first_line(self, before: Option<usize>, height: usize, heights: &[u16]) -> usize {
        let lines = |rows: &[u16]| rows.iter().map(|height| usize::from(*height)).sum::<usize>();
        let of_row = |row: usize| heights.get(row).copied().map_or(0, usize::from);
        let (row, hidden) = self.first_visible(height, of_row);
        let whole = lines(&heights[..row]);
        let middle = whole + hidden;
        let start = lines(&heights[..self.selected.min(heights.len())]);
        let is_visible = |first: &usize| (*first..=first + height - of_row(self.selected).min(height)).contains(&start);
        let Some(before) = before else { return middle };
        let before = before.min(lines(heights).saturating_sub(height));
        let next_to_it = |first: usize| first.clamp(before.saturating_sub(height), before + height);
        [before, next_to_it(whole), next_to_it(middle)].into_iter().find(is_visible).unwrap_or(middle)
    }

    /// The row after a motion in an area of `height` lines. A page goes as far as it can without leaving a line out: the area
    /// then begins at the latest where it ended before. `tall` is the height of a row in lines.
    pub fn moved(self, motion: Motion, height: usize, mut tall: impl FnMut(usize) -> usize) -> usize {
        let last = self.count.saturating_sub(1);
        let from = self.selected.min(last);
        let mut paged = |down: bool, most: usize| {
            let selected = tall(from);
            // The selected row is in the middle: the lines that it leaves are one half above it and one below.
            let halves = |tall: usize| {
                let left = height.saturating_sub(tall);
                (left / 2, left.div_ceil(2))
            };
            let (mut to, mut between) = (from, 0);
            loop {
                let next = if down { to + 1 } else { to.wrapping_sub(1) };
                if next > last {
                    return to;
                }
                let next_tall = tall(next);
                let ((above, below), (next_above, next_below)) = (halves(selected), halves(next_tall));
                let (seen, moved) = if down {
                    (below + next_above, between + selected)
                } else {
                    (above + next_below, between + next_tall)
                };
                if to != from && (between > seen || moved > most) {
                    return to;
                }
                (to, between) = (next, between + next_tall);
            }
        };
        match motion {
            Motion::Next => (from + 1).min(last),
            Motion::Previous => from.saturating_sub(1),
            Motion::Left | Motion::Right => from,
            Motion::First => 0,
            Motion::Last => last,
            Motion::PageDown => paged(true, height),
            Motion::PageUp => paged(false, height),
            Motion::HalfPageDown => paged(true, height / 2),
            Motion::HalfPageUp => paged(false, height / 2),
        }
    }
}

/// The row at a line, of rows with these heights, and how many of its lines are above that.
pub(super) fn row_at(line: usize, heights: &[u16]) -> (usize, usize) {
    let mut left = line;
    for (row, height) in heights.iter().copied().map(usize::from).enumerate() {
        match left.checked_sub(height) {
            Some(rest) => left = rest,
            None => return (row, left),
        }
    }
    (heights.len(), 0)
}

/// Which part of a list or text is visible, as in `1-9 of 22`; empty if all of it is.
pub fn part(first: usize, visible: usize, all: usize) -> CompactString {
    if visible >= all {
        CompactString::default()
    } else {
        format_compact!("{}-{} of {all}", first + 1, (first + visible).min(all))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use ratatui::layout::Rect;

    use super::*;
    use crate::app::content::{Region, Titles};

    /// The visible lines of a list whose rows have these heights.
    fn visible(list: List, height: usize, heights: &[usize]) -> std::ops::Range<usize> {
        let (first, hidden) = list.first_visible(height, |row| heights[row]);
        let start = heights[..first].iter().sum::<usize>() + hidden;
        start..start + height
    }

    proptest! {
        #[test]
        fn the_selected_row_is_always_visible(
            heights in prop::collection::vec(1usize..5, 1..40),
            height in 1usize..12,
        ) {
            let lines: usize = heights.iter().sum();
            for (row, tall) in heights.iter().enumerate() {
                let list = List { count: heights.len(), selected: row, focused: true };
                let visible = visible(list, height, &heights);
                let start: usize = heights[..row].iter().sum();
                prop_assert!(visible.start <= start && start + tall.min(&height) <= visible.end);
                prop_assert!(lines <= height || visible.end <= lines, "no empty lines below a long list");
            }
        }

        #[test]
        fn a_list_stays_in_place_while_the_selected_row_is_visible(
            heights in prop::collection::vec(1u16..5, 1..40),
            height in 5usize..12,
            moves in prop::collection::vec(0usize..40, 1..20),
        ) {
            let all: usize = heights.iter().copied().map(usize::from).sum();
            let mut before = None;
            for selected in moves.into_iter().map(|row| row % heights.len()) {
                let list = List { count: heights.len(), selected, focused: true };
                let first = list.first_line(before, height, &heights);
                let start: usize = heights[..selected].iter().copied().map(usize::from).sum();
                let rows = start..start + usize::from(heights[selected]);
                prop_assert!(first <= rows.start && rows.end <= first + height);
                prop_assert!(first == 0 || first + height <= all, "no empty lines below a long list");
                let (row, hidden) = row_at(first, &heights);
                prop_assert_eq!(heights[..row].iter().copied().map(usize::from).sum::<usize>() + hidden, first);
                if let Some(before) = before {
                    let was_visible = before <= rows.start && rows.end <= before + height;
                    prop_assert_eq!(was_visible, first == before);
                    // A row next to one that was visible is at most a window away.
                    let is_next = rows.start <= before + height && before <= rows.end;
                    prop_assert!(!is_next || first.abs_diff(before) <= height);
                }
                before = Some(first);
            }
        }

        #[test]
        fn paging_through_a_list_leaves_no_line_out(
            heights in prop::collection::vec(1usize..5, 1..40),
            height in 5usize..12,
        ) {
            for (motion, back) in [(Motion::PageDown, Motion::PageUp), (Motion::HalfPageDown, Motion::HalfPageUp)] {
                let mut list = List { count: heights.len(), selected: 0, focused: true };
                for (motion, end) in [(motion, heights.len() - 1), (back, 0)] {
                    while list.selected != end {
                        let before = visible(list, height, &heights);
                        let to = list.moved(motion, height, |row| heights[row]);
                        prop_assert!(to.abs_diff(end) < list.selected.abs_diff(end));
                        list.selected = to;
                        let after = visible(list, height, &heights);
                        prop_assert!(after.start <= before.end && before.start <= after.end, "{before:?} {after:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_list_that_moves_begins_with_a_whole_row() {
        // The second row has a heading above it.
        let heights = [1, 2, 1, 1, 1];
        let list = List { count: heights.len(), selected: 2, focused: true };
        assert_eq!(list.first_visible(3, |row| heights[row].into()), (1, 1), "the middle cuts the heading off");
        assert_eq!(list.first_line(Some(0), 3, &heights), 1);
        // A row as tall as the area.
        assert_eq!(List { count: 2, selected: 1, focused: true }.first_line(Some(0), 3, &[5, 3]), 5);
        assert_eq!(
            List { count: 2, selected: 1, focused: true }.first_line(Some(0), 4, &[5, 3]),
            4,
            "else it is hidden"
        );
    }

    #[test]
    fn with_rows_of_one_line_a_page_is_as_many_rows_as_lines() {
        let list = List { count: 100, selected: 10, focused: true };
        assert_eq!(list.moved(Motion::PageDown, 20, |_| 1), 30);
        assert_eq!(list.moved(Motion::HalfPageDown, 20, |_| 1), 20);
        assert_eq!(List { count: 0, ..list }.moved(Motion::PageDown, 20, |_| 1), 0);
    }

    #[test]
    fn the_edge_counts_the_rows_of_the_whole_list() {
        let area = Rect::new(0, 0, 20, 12);
        let region = Region { area, titles: Some(Titles::default()), ..Region::default() };
        let list = List { count: 1000, selected: 0, focused: true };
        let region = region.list_in(Rect::new(1, 3, 18, 8), list, 250_000, |_, _, lines| lines.own(|_| {}));
        assert_eq!(region.titles.unwrap().lower_right, "1-8 of 250000");
    }

    #[test]
    fn paging_measures_no_more_rows_than_it_passes() {
        let mut measured = 0;
        let list = List { count: 250_000, selected: 100_000, focused: true };
        list.moved(Motion::PageDown, 40, |_| {
            measured += 1;
            2
        });
        assert!(measured <= 40, "{measured}");
    }
}
