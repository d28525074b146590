//! One pillar of the matrix: gaps next to recommendations in a window with borders, else a list.

use std::ops::Range;

use compact_str::{CompactString, format_compact};
use ratatui::layout::{Position, Rect};

use super::contents::HeightsOf;
use super::matrix::Form;
use super::table::{SIGNS, UNMEASURED, Wording, height_of};
use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, MEASURED, Region, RowLines, TALLEST_ROW, part};
use crate::app::layout::cells;
use crate::app::motion::Motion;
use crate::atlas::Pillar;
use crate::present::content::{Lines, Role};
use crate::present::signs::{IN_PART, NOT_AT_ALL};
use crate::present::wrap;

/// The lines that one pillar needs, gaps next to recommendations, in a width inside its border; the most of all pillars.
pub(super) fn halves_height(shared: &Shared, contents: &Contents, width: usize, wording: Wording) -> usize {
    let half = Half::of(contents, width);
    let tall = |rows: &Range<usize>| -> usize {
        if rows.len() > MEASURED {
            return rows.len().saturating_mul(UNMEASURED);
        }
        rows.clone().map(|row| height_of(shared, contents, row, wording, (half.room, TALLEST_ROW))).sum()
    };
    let columns = Pillar::ALL.into_iter().map(|pillar| contents.column(pillar));
    let deepest = columns.map(|column| tall(&column.gaps).max(tall(&column.recommendations))).max();
    deepest.unwrap_or_default() + HALF_HEADINGS
}

/// Lines above the entries of one pillar: the pillars, and the headings of gaps and of recommendations.
const HALF_HEADINGS: usize = 2;

/// The gaps or the recommendations of one pillar.
struct Half {
    /// Columns of each half.
    width: usize,
    digits: usize,
    /// Columns for the words.
    room: usize,
}

impl Half {
    fn of(contents: &Contents, width: usize) -> Self {
        let (width, digits) = (width / 2, contents.digits());
        Self { width, digits, room: width.saturating_sub(SIGNS + digits).max(1) }
    }
}

impl Dashboard {
    /// The row after a motion by pages among the gaps or the recommendations of the pillar.
    pub(super) fn paged_in_pillar(&self, shared: &Shared, motion: Motion, inside: Rect, wording: Wording) -> usize {
        let row = self.row(Pane::Matrix);
        let column = self.contents.column(self.pillar());
        let part = if column.gaps.contains(&row) { &column.gaps } else { &column.recommendations };
        let width = if shared.arrangement().has_borders() { inside.width } else { 2 * inside.width };
        let half = Half::of(&self.contents, width.into());
        let tall =
            |number: usize| height_of(shared, &self.contents, part.start + number, wording, (half.room, TALLEST_ROW));
        let list = List { count: part.len(), selected: row - part.start, focused: true };
        let height = usize::from(inside.height).saturating_sub(HALF_HEADINGS).max(1);
        part.start + list.moved(motion, height, tall)
    }

    pub(super) fn one_pillar(&self, shared: &Shared, mut region: Region, wording: Wording) -> Region {
        let area = region.inside();
        let pillars = Rect { height: 1.min(area.height), ..area };
        region.add(pillars, |lines| self.pillar_tabs(area.width.into(), lines));
        let column = self.contents.column(self.pillar());
        let half = Half::of(&self.contents, area.width.into());
        let parts = [("Gaps", &column.gaps), ("Recommendations", &column.recommendations)];
        for (number, (heading, rows)) in parts.into_iter().enumerate() {
            let x = area.x + cells(number * half.width);
            let below = Rect { x, y: area.y + 1, width: cells(half.width), height: area.height.saturating_sub(1) };
            let indent = SIGNS + half.digits;
            region.add(Rect { height: below.height.min(1), ..below }, |lines| {
                lines.begin(Role::Heading).blanks(indent).span(Role::Text, heading);
            });
            let below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
            region = self.half(shared, region, below, rows, wording, &half);
        }
        region
    }

    /// The gaps or the recommendations of a pillar; if they do not all fit, those around the selection.
    fn half(
        &self,
        shared: &Shared,
        mut region: Region,
        area: Rect,
        rows: &Range<usize>,
        wording: Wording,
        half: &Half,
    ) -> Region {
        if rows.is_empty() {
            return region;
        }
        let height = usize::from(area.height);
        let list = self.list(Pane::Matrix);
        let is_here = rows.contains(&list.selected);
        let selected = list.selected.saturating_sub(rows.start).min(rows.len() - 1);
        let tall = |row: usize| height_of(shared, &self.contents, row, wording, (half.room, TALLEST_ROW));
        let of = HeightsOf { pane: Pane::Matrix, width: half.room, wording, is_enlarged: false };
        let heights = self.contents.heights(of, tall);
        let tall =
            |row: usize| heights.get(rows.start + row).map_or_else(|| tall(rows.start + row), |tall| (*tall).into());
        let selected = if is_here { selected } else { 0 };
        let (first, hidden) = List { count: rows.len(), selected, focused: false }.first_visible(height, tall);
        let form =
            Form { wording, digits: half.digits, room: half.room, most: TALLEST_ROW, indent: SIGNS - 1 + half.digits };
        let mut cursor = None;
        region.add(area, |lines| {
            let (begin, mut hidden) = (lines.len(), hidden);
            for row in rows.clone().skip(first) {
                let filled = lines.len() - begin;
                if filled >= height {
                    break;
                }
                if row == list.selected && list.focused {
                    cursor = Some(Position::new(area.x, area.y + cells(filled)));
                }
                let visible = hidden..hidden + height - filled;
                self.entry(shared, row, form, &mut RowLines::shown(lines, list.sign_of(row), visible));
                hidden = 0;
            }
        });
        region.cursor = cursor.or(region.cursor);
        if is_here && rows.len() <= MEASURED {
            let before: usize = (0..first).map(tall).sum();
            region.note(&part(before + hidden, height, (0..rows.len()).map(tall).sum()));
        }
        region
    }

    /// The names of the pillars, the chosen one in brackets, with the numbers of their gaps that are answered in part or not at
    /// all; where not all of that fits, of those not at all.
    fn pillar_tabs(&self, width: usize, lines: &mut Lines) {
        let tabs = |with_partial: bool| {
            Pillar::ALL.map(|pillar| {
                let [in_part, not_at_all] = self.contents.open(pillar);
                let mut tab = CompactString::from(pillar.name());
                for (sign, count) in [(IN_PART, if with_partial { in_part } else { 0 }), (NOT_AT_ALL, not_at_all)] {
                    if count > 0 {
                        tab = format_compact!("{tab} {sign}{count}");
                    }
                }
                (pillar, tab)
            })
        };
        // Each has a bracket or a blank on both sides, and a blank between it and the next.
        let fits = |tabs: &[(Pillar, CompactString)]| {
            tabs.iter().map(|(_, tab)| wrap::width(tab) + 3).sum::<usize>() <= width + 1
        };
        let all = tabs(true);
        let line = lines.begin(Role::Text);
        for (pillar, tab) in if fits(&all) { all } else { tabs(false) } {
            let (open, close, role) =
                if pillar == self.pillar() { ("[", "]", Role::Heading) } else { (" ", " ", Role::Text) };
            line.write(role, format_args!("{open}{tab}{close} "));
        }
    }

    /// One pillar as a list, with a heading above its gaps and its recommendations.
    pub(super) fn pillar_list(&self, shared: &Shared, region: Region) -> Region {
        let column = self.contents.column(self.pillar());
        let first = column.gaps.start;
        let list = self.list(Pane::Matrix);
        let list =
            List { count: column.recommendations.end - first, selected: list.selected.saturating_sub(first), ..list };
        let digits = self.contents.digits();
        region.list(list, |row, width, lines| {
            let row = first + row;
            if row == column.gaps.start && !column.gaps.is_empty() {
                lines.above(|line| _ = line.role(Role::Heading).span(Role::Text, "Gaps"));
            } else if row == column.recommendations.start {
                lines.above(|line| _ = line.role(Role::Heading).span(Role::Text, "Recommendations"));
            }
            // The sign before the row is added by the list, and the last column may be used.
            let room = (width + 1).saturating_sub(SIGNS - 1 + digits);
            let form = Form { wording: Wording::Headlines, digits, room, most: TALLEST_ROW, indent: 0 };
            self.entry(shared, row, form, lines);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Model;
    use crate::atlas::Atlas;

    #[test]
    fn the_tabs_count_gaps_answered_in_part_and_not_at_all_as_far_as_they_fit() {
        let model = Model::new(Atlas::of_format_3(), 80, 24);
        let tabs = |width| {
            let mut lines = Lines::default();
            model.dashboard().pillar_tabs(width, &mut lines);
            lines.iter().map(|line| line.plain().trim_end().to_owned()).collect::<String>()
        };
        assert_eq!(tabs(78), "[Prevention ◐2 ○1]  Protection   Prosecution   Partnership");
        assert_eq!(tabs(58), "[Prevention ○1]  Protection   Prosecution   Partnership");
    }
}
