//! Moving through the crosswalk: which rows are visible around a cell, and where a motion leads.

use std::ops::{Range, RangeInclusive};

use super::table::Table;
use super::{Cursor, Row, Third};
use crate::app::content::TALLEST_ROW;
use crate::app::motion::{Motion, first_line};

/// The rows around a cell that are at least partly visible.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// The first visible row, and how many of its lines are above the window.
    pub first: usize,
    pub hidden: usize,
    /// The first row after the visible ones.
    pub end: usize,
    /// The first visible line, counted from the top of the row of the cell.
    offset: isize,
}

impl Table<'_> {
    /// The window of `height` lines around a cell: the gap of the cell in its middle, as near to it as the ends of the table
    /// allow. Of a gap that does not fit, the cell is visible, and the first lines if they are near enough.
    pub fn window(&self, cursor: Cursor, height: usize) -> Window {
        let rows = self.crosswalk.rows();
        if rows.is_empty() || height == 0 {
            return Window::default();
        }
        // Only rows near the cell are laid out.
        let reach = 2 * height + TALLEST_ROW;
        let (mut from, mut above) = (cursor.row, 0);
        while from > 0 && above < reach {
            from -= 1;
            above += self.tall(from);
        }
        let (mut to, mut lines) = (cursor.row, above);
        while to < rows.len() && lines - above < reach {
            lines += self.tall(to);
            to += 1;
        }
        let own = self.lines_of(cursor);
        let cell = above + own.start..(above + own.end).min(above + own.start + height);
        let gap = self.gap_around(cursor, from..to, above);
        let heading = gap.start - usize::from(self.is_below_heading(cursor.row, from));
        let fits = |from: usize, to: usize| to.saturating_sub(from) <= height;
        // What the window shows: the gap with the heading of its pillar, or less of it. The heading yields first, unless the
        // cell is the first answer; then what comes after the cell.
        let (start, end) = if fits(heading, gap.end) {
            (heading, gap.end)
        } else if rows[cursor.row].first && cursor.entry > 0 && fits(heading, cell.end) {
            (heading, heading + height)
        } else if fits(gap.start, gap.end) {
            (gap.start, gap.end)
        } else if cursor.entry > 0 && fits(heading, cell.end) {
            (heading, heading + height)
        } else if fits(gap.start, cell.end) {
            (gap.start, gap.start + height)
        } else {
            (cell.start, cell.end)
        };
        let middle = if fits(gap.start, gap.end) { &gap } else { &cell };
        let middle = middle.start + middle.len().saturating_sub(1) / 2;
        let top = first_line(middle, lines, height).max(end.saturating_sub(height)).min(start);
        let (mut first, mut before) = (from, 0);
        while first + 1 < to && before + self.tall(first) <= top {
            before += self.tall(first);
            first += 1;
        }
        let (hidden, mut end, mut seen) = (top - before, first, 0);
        while end < to && seen < height + hidden {
            seen += self.tall(end);
            end += 1;
        }
        Window { first, hidden, end, offset: signed(top) - signed(above) }
    }

    /// The lines of the gap of a cell within these rows; `above` is the number of lines above the row of the cell.
    fn gap_around(&self, cursor: Cursor, rows: Range<usize>, above: usize) -> Range<usize> {
        let all = self.crosswalk.rows();
        let (mut first, mut start) = (cursor.row, above);
        while first > rows.start && !all[first].first {
            first -= 1;
            start -= self.tall(first);
        }
        if all[first].first {
            start += usize::from(self.row(first).pillar.is_some());
        }
        let (mut last, mut end) = (cursor.row, above + self.tall(cursor.row));
        while last + 1 < rows.end && !all[last + 1].first {
            last += 1;
            end += self.tall(last);
        }
        start..end
    }

    /// Whether the gap of a row begins below the heading of its pillar, at row `from` or after it.
    fn is_below_heading(&self, row: usize, from: usize) -> bool {
        let first = (from..=row).rev().find(|row| self.crosswalk.rows()[*row].first);
        first.is_some_and(|first| self.row(first).pillar.is_some())
    }

    /// The cell after a motion in a window of `height` lines; at other cells it may have any of `heights`.
    pub fn moved(&self, cursor: Cursor, motion: Motion, height: usize, heights: &RangeInclusive<usize>) -> Cursor {
        let Cursor { row, entry } = cursor;
        let rows = self.crosswalk.rows();
        let is_stop = |row: &usize| match entry {
            0 => rows[*row].first,
            2.. if self.crosswalk.third == Third::Articles => !rows[*row].third.is_empty(),
            _ => rows[*row].first || rows[*row].answer.is_some(),
        };
        let last = || (0..rows.len()).rev().find(is_stop).unwrap_or_default();
        let to = match motion {
            Motion::Left => return self.across(cursor, false),
            Motion::Right => return self.across(cursor, true),
            Motion::Next => (row + 1..rows.len()).find(is_stop).unwrap_or(row),
            Motion::Previous => (0..row).rev().find(is_stop).unwrap_or(row),
            Motion::First => (0..rows.len()).find(is_stop).unwrap_or_default(),
            Motion::Last => last(),
            Motion::PageDown | Motion::HalfPageDown | Motion::PageUp | Motion::HalfPageUp => {
                return self.paged(cursor, motion, height, heights);
            }
        };
        Cursor { row: to, entry }
    }

    /// The cell to the right or to the left: in the same row or, of the answers and articles of a gap, in the nearest row above
    /// that has one.
    fn across(&self, Cursor { row, entry }: Cursor, right: bool) -> Cursor {
        if self.crosswalk.third == Third::Clauses {
            return Cursor { row, entry: if right { entry + 1 } else { entry.saturating_sub(1) } };
        }
        let rows = self.crosswalk.rows();
        let first = (0..=row).rev().find(|row| rows[*row].first).unwrap_or_default();
        let nearest = |entry: usize| {
            let row = (first..=row).rev().find(|row| rows[*row].record(entry).is_some())?;
            Some(Cursor { row: if entry == 0 { first } else { row }, entry })
        };
        let found = if right { (entry + 1..=2).find_map(nearest) } else { (0..entry).rev().find_map(nearest) };
        found.unwrap_or(Cursor { row, entry })
    }

    /// The farthest cell in the same column that is at most a page away, with no line left out between the two windows. A
    /// gap whose answers do not fit the window is paged through by its answers.
    fn paged(&self, cursor: Cursor, motion: Motion, height: usize, heights: &RangeInclusive<usize>) -> Cursor {
        let is_down = matches!(motion, Motion::PageDown | Motion::HalfPageDown);
        let is_half = matches!(motion, Motion::HalfPageDown | Motion::HalfPageUp);
        let page = signed(if is_half { height / 2 } else { height });
        let here = self.window(cursor, height).offset;
        let start = signed(self.lines_of(cursor).start);
        let (mut same, mut other, mut nearest) = (None, None, None);
        // The top of a row, counted from the top of the row of the cell.
        let (mut row, mut top) = (cursor.row, 0);
        loop {
            for entry in self.stops(cursor, row, is_down) {
                let to = Cursor { row, entry };
                let line = top + signed(self.lines_of(to).start) - start;
                // The height of the window there depends on its detail.
                let joins = heights.clone().all(|there| {
                    let offset = top + self.window(to, there).offset;
                    if is_down { offset <= here + signed(height) } else { offset + signed(there) >= here }
                });
                nearest = nearest.or(Some(to));
                if joins && line.abs() <= page {
                    let is_same = cursor.entry > 0 || entry == 0;
                    *(if is_same { &mut same } else { &mut other }) = Some(to);
                }
            }
            let tall = signed(self.tall(row));
            let is_far = if is_down { top - start > page } else { top + tall - start < -page };
            let Some(next) = self.beyond(row, is_down).filter(|_| !is_far || nearest.is_none()) else { break };
            top += if is_down { tall } else { -signed(self.tall(next)) };
            row = next;
        }
        same.or(other).or(nearest).unwrap_or(cursor)
    }

    /// The cells of a row that paging from a cell may lead to, the nearest first: from an answer the answers, and the gaps
    /// without any; from a gap all.
    fn stops(&self, from: Cursor, row: usize, is_down: bool) -> impl Iterator<Item = usize> {
        let Row { first, ref answer, ref third, .. } = self.crosswalk.rows[row];
        let (has_answer, has_article) = (answer.is_some(), !third.is_empty());
        let is_article = from.entry > 1 && self.crosswalk.third == Third::Articles;
        let order = if is_down { [0, 1] } else { [1, 0] };
        let order = if is_article { [2, 2] } else { order };
        order.into_iter().take(if is_article { 1 } else { 2 }).filter(move |entry| {
            let exists = match entry {
                0 => first && (from.entry == 0 || !has_answer),
                1 => has_answer,
                _ => has_article,
            };
            exists && (row != from.row || (is_down == (*entry > from.entry) && entry.min(&1) != &from.entry.min(1)))
        })
    }

    fn beyond(&self, row: usize, is_down: bool) -> Option<usize> {
        if is_down { Some(row + 1).filter(|next| *next < self.crosswalk.rows().len()) } else { row.checked_sub(1) }
    }
}

fn signed(lines: usize) -> isize {
    isize::try_from(lines).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use crate::app::screens::crosswalk::testing::{crosswalk_at, over, screen, selected};
    use crate::app::{Action, Model, Motion};
    use crate::atlas::Atlas;

    /// The lines of the table, without the sign of the selection.
    fn table(model: &Model) -> Vec<String> {
        let body = model.shared().body();
        let regions = model.content();
        let area =
            regions.iter().find(|region| region.area.y == body.y && region.area.width == body.width).unwrap().area;
        let lines = screen(model).into_iter().take(area.bottom().into()).skip(area.y.into());
        lines.map(|line| line.replace('▸', " ").trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn paging_down_and_up_leaves_no_line_out() {
        for size in [(40, 12), (70, 18), (80, 24), (110, 30), (120, 40)] {
            for across in [0, 1] {
                for (start, motion) in [(Motion::First, Motion::PageDown), (Motion::Last, Motion::PageUp)] {
                    let whole = crosswalk_at("gap/prevention/1", (size.0, 200));
                    let mut model = crosswalk_at("gap/prevention/2", size);
                    for motion in vec![Motion::Right; across].into_iter().chain([start]) {
                        model.update(Action::Move(motion));
                    }
                    let mut seen = table(&model);
                    for _ in 0..40 {
                        model.update(Action::Move(motion));
                        seen.extend(table(&model));
                    }
                    // All but the borders and what is said in them.
                    let is_in_border = |line: &str| line.starts_with("Crosswalk") || line.contains(", as known on ");
                    for line in table(&whole).iter().filter(|line| !is_in_border(line)) {
                        assert!(seen.contains(line), "{line:?} at {size:?} by {motion:?} {across}");
                    }
                }
            }
        }
    }

    #[test]
    fn half_a_page_moves_less_far_than_a_page() {
        let after = |motion| {
            let mut model = crosswalk_at("gap/prevention/1", (80, 24));
            model.update(Action::Move(motion));
            selected(&model).to_owned()
        };
        assert_ne!(after(Motion::HalfPageDown), "gap/prevention/1");
        assert!(after(Motion::HalfPageDown) < after(Motion::PageDown), "{}", after(Motion::HalfPageDown));
    }

    #[test]
    fn the_gap_of_the_selected_answer_is_visible_if_it_is_near_enough() {
        let mut model = crosswalk_at("gap/protection/2", (40, 12));
        for motion in [Motion::Right, Motion::Next] {
            model.update(Action::Move(motion));
        }
        let lines = screen(&model);
        assert!(lines[1].contains("Victims hindered") && lines[4].contains("▸4 Protection without"), "{lines:#?}");
    }

    #[test]
    fn articles_are_a_column_of_their_own() {
        let mut model = over(Atlas::of_format_3(), "gap/prevention/2", (120, 40));
        let mut after = |motion| {
            model.update(Action::Move(motion));
            selected(&model).to_owned()
        };
        assert_eq!(after(Motion::Right), "rec/prevention/1");
        assert_eq!(after(Motion::Next), "rec/prevention/4");
        assert_eq!(after(Motion::Right), "article/tip-protocol/9", "the nearest one above");
        assert_eq!(after(Motion::Right), "article/tip-protocol/9", "there is no further one");
        assert_eq!(after(Motion::Next), "article/tip-protocol/10", "past gaps without articles");
        assert_eq!(after(Motion::Left), "rec/protection/2");
        assert_eq!(after(Motion::Left), "gap/protection/3");
    }

    #[test]
    fn an_article_is_selected_again_when_the_window_has_room_for_it() {
        let mut model = over(Atlas::of_format_3(), "article/tip-protocol/10", (120, 40));
        assert_eq!(selected(&model), "article/tip-protocol/10");
        model.resize(80, 24);
        assert_eq!(selected(&model), "gap/protection/3", "the articles are below the table");
        model.resize(120, 40);
        assert_eq!(selected(&model), "article/tip-protocol/10");
    }
}
