//! The matrix: gaps and recommendations under the four Ps. Where all panes are visible, and in an enlarged matrix that is wide
//! enough, the pillars stand next to one another. Windows with borders show one pillar at a time, gaps next to
//! recommendations; all others have one pillar as a list.

use ratatui::layout::{Position, Rect};

use super::lists::worded;
use super::table::{SIGNS, Table, Wording};
use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{Region, SELECTED, UNSELECTED, part};
use crate::app::layout::cells;
use crate::app::motion::{Motion, Rows};
use crate::atlas::{Pillar, VisibleRecord};
use crate::present::content::{Line, Role, Span};
use crate::present::naming::UNANSWERED_SIGN;
use crate::present::wrap;

/// Smallest width inside its border at which an enlarged matrix shows all pillars.
const FOUR_PILLARS: u16 = 84;

impl Dashboard {
    pub(super) fn matrix(&self, shared: &Shared, region: Region, wording: Wording) -> Region {
        if !shared.arrangement().has_borders() {
            return self.pillar_list(shared, region);
        }
        if self.shows_four_pillars(shared, region.inside()) {
            self.pillars_side_by_side(shared, region, wording)
        } else {
            self.one_pillar(shared, region, wording)
        }
    }

    fn shows_four_pillars(&self, shared: &Shared, inside: Rect) -> bool {
        let arrangement = shared.arrangement();
        let is_wide = self.enlarged && inside.width >= FOUR_PILLARS;
        arrangement.shows_all_panes() || (arrangement.has_borders() && is_wide)
    }

    /// The row of the matrix after a motion in an area inside its border.
    pub(super) fn moved_entry(&self, shared: &Shared, motion: Motion, inside: Rect, wording: Wording) -> usize {
        let row = self.row(Pane::Matrix);
        let all = self.contents.rows(Pane::Matrix);
        if all == 0 {
            return row;
        }
        let table = self.shows_four_pillars(shared, inside).then(|| {
            Table::of(shared, &self.contents, inside.width.into(), wording, Some(usize::from(inside.height) - 1))
        });
        match (motion, &table) {
            (Motion::Left | Motion::Right, Some(table)) => {
                let line = table.start(row);
                let mut others = self.pillars_beside(motion == Motion::Left);
                others.find_map(|pillar| table.at(pillar, line)).unwrap_or(row)
            }
            (Motion::Left | Motion::Right, None) => self.contents.next_pillar(row, motion == Motion::Left),
            (Motion::First | Motion::Last | Motion::Next | Motion::Previous, _) => Rows::of(all).moved(row, motion, 1),
            (motion, Some(table)) => {
                let to = table.paged(row, motion, usize::from(inside.height).saturating_sub(1));
                // From the end of a pillar a page leads to the next one.
                let to = if to == row { Rows::of(all).moved(row, motion, 1) } else { to };
                self.contents.within_reach(row, to)
            }
            (motion, None) => {
                let to = self.paged_in_pillar(shared, motion, inside, wording);
                // From the last gap a page leads to the first recommendation, and so on.
                let to = if to == row { Rows::of(all).moved(row, motion, 1) } else { to };
                self.contents.within_reach(row, to)
            }
        }
    }

    /// The pillars to the left or to the right of the selected one, the nearest first.
    fn pillars_beside(&self, left: bool) -> impl Iterator<Item = Pillar> {
        let here = self.pillar().index();
        let (before, after) = (Pillar::ALL[..here].iter().rev(), Pillar::ALL[here + 1..].iter());
        before.filter(move |_| left).chain(after.filter(move |_| !left)).copied()
    }

    fn pillars_side_by_side(&self, shared: &Shared, mut region: Region, wording: Wording) -> Region {
        let area = region.inside();
        let room = usize::from(area.height).saturating_sub(1);
        let table = Table::of(shared, &self.contents, area.width.into(), wording, Some(room));
        let selected = self.row(Pane::Matrix);
        let tall = self.entry(shared, selected, wording, table.digits, table.room()).len();
        let first = table.first_line(selected, tall, room);
        region.note(part(first, room, table.lines));
        let x_of = |number: usize| area.x + cells(number * (table.column + 1));
        let visible = |line: usize, tall: usize| -> Option<(u16, usize, usize)> {
            let end = (line + tall).min(first + room);
            let start = line.max(first);
            (start < end).then(|| (area.y + 1 + cells(start - first), start - line, end - start))
        };
        let list = self.list(Pane::Matrix);
        for (number, pillar) in Pillar::ALL.into_iter().enumerate() {
            let x = x_of(number);
            let width = cells(table.column + 1).min(area.right().saturating_sub(x));
            let column = Rect { x, width, ..area };
            let heading = format!("  {} gaps", pillar.name().to_uppercase());
            region = region.lines(Rect { height: 1.min(area.height), ..column }, [Line::new(Role::Heading, heading)]);
            if let Some((y, ..)) = visible(table.recommendations, 1) {
                let heading = Line::new(Role::Heading, "  Recommendations");
                region = region.lines(Rect { y, height: 1, ..column }, [heading]);
            }
            for row in table.rows_in(pillar, &(first..first + room)) {
                if table.start(row) >= first + room {
                    continue;
                }
                let lines = self.entry(shared, row, wording, table.digits, table.room());
                if let Some((y, hidden, seen)) = visible(table.start(row), lines.len()) {
                    let area = Rect { y, height: cells(seen), ..column };
                    region = region.lines(area, lines.into_iter().skip(hidden));
                    if row == list.selected && list.focused {
                        region.cursor = Some(Position::new(x, y));
                    }
                }
            }
        }
        region
    }

    /// The lines of an entry: the sign of the selection, its number, the sign of an unanswered gap, and its words in so many
    /// columns and lines.
    pub(super) fn entry(
        &self,
        shared: &Shared,
        row: usize,
        wording: Wording,
        digits: usize,
        (room, most): (usize, usize),
    ) -> Vec<Line> {
        let Some(record) = self.contents.record(Pane::Matrix, row, shared.data()) else { return Vec::new() };
        let list = self.list(Pane::Matrix);
        let is_selected = row == list.selected;
        let words = wrap::first_lines_of(&worded(record, wording, wrap::columns_of(room, most)), room, most);
        let lines = words.into_iter().enumerate().map(|(number, words)| {
            let spans = if number == 0 {
                let sign = if is_selected { SELECTED } else { UNSELECTED };
                let count = if digits > 0 { format!("{:>digits$}", number_of(record, digits)) } else { String::new() };
                vec![Span::new(Role::Text, sign), Span::new(Role::Text, count), state(shared, record)]
            } else {
                vec![Span::new(Role::Text, " ".repeat(SIGNS + digits))]
            };
            let spans = spans.into_iter().chain([Span::new(Role::Text, words)]).collect::<Vec<_>>();
            Line { selected: is_selected && list.focused, ..spans.into() }
        });
        lines.collect()
    }
}

/// The number of a gap or a recommendation, if it fits so many digits.
fn number_of(record: VisibleRecord<'_>, digits: usize) -> &str {
    Some(record.id().leaf()).filter(|leaf| leaf.len() <= digits).unwrap_or_default()
}

/// The sign of an unanswered gap.
fn state(shared: &Shared, record: VisibleRecord<'_>) -> Span {
    let is_unanswered = shared.data().is_unanswered(record);
    Span::new(Role::Heading, if is_unanswered { UNANSWERED_SIGN } else { " " })
}
