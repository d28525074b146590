//! The matrix: gaps and recommendations under the four Ps. Where all panes are visible, and in an enlarged matrix that is wide
//! enough, the pillars stand next to one another. Windows with borders show one pillar at a time, gaps next to
//! recommendations; all others have one pillar as a list.

use ratatui::layout::{Position, Rect};

use super::lists::worded;
use super::table::{SIGNS, Table, Wording, height_of};
use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{Region, RowLines, part};
use crate::app::layout::cells;
use crate::app::motion::{Motion, Rows};
use crate::atlas::{Pillar, VisibleRecord};
use crate::present::content::Role;
use crate::present::{signs, wrap};

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
        let table = self
            .shows_four_pillars(shared, inside)
            .then(|| Table::of(shared, &self.contents, inside.width.into(), wording, usize::from(inside.height) - 1));
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
        let table = Table::of(shared, &self.contents, area.width.into(), wording, room);
        let selected = self.row(Pane::Matrix);
        let tall = height_of(shared, &self.contents, selected, wording, table.room());
        let first = table.first_line(selected, tall, room);
        region.note(&part(first, room, table.lines));
        let x_of = |number: usize| area.x + cells(number * (table.column + 1));
        let y_of = |line: usize| area.y + 1 + cells(line.saturating_sub(first));
        let visible = first..first + room;
        let (columns, most) = table.room();
        let form = Form { wording, digits: table.digits, room: columns, most, indent: SIGNS - 1 + table.digits };
        let list = self.list(Pane::Matrix);
        for (number, pillar) in Pillar::ALL.into_iter().enumerate() {
            let x = x_of(number);
            let width = cells(table.column + 1).min(area.right().saturating_sub(x));
            let column = Rect { x, width, ..area };
            region.add(Rect { height: 1.min(area.height), ..column }, |lines| {
                lines.begin(Role::Heading).write(Role::Text, format_args!("  {} gaps", pillar.name().to_uppercase()));
            });
            if visible.contains(&table.recommendations) {
                let (y, heading) = (y_of(table.recommendations), "  Recommendations");
                region.add(Rect { y, height: 1, ..column }, |lines| lines.line(Role::Heading, heading));
            }
            for row in table.rows_in(pillar, &visible) {
                let start = table.start(row);
                let (y, hidden) = (y_of(start), first.saturating_sub(start));
                let rest = visible.end.saturating_sub(start.max(first));
                let tall = region.add_all(Rect { y, ..column }, |lines| {
                    let mut lines = RowLines::shown(lines, list.sign_of(row), hidden..hidden + rest);
                    self.entry(shared, row, form, &mut lines);
                });
                if row == list.selected && list.focused && tall > 0 {
                    region.cursor = Some(Position::new(x, y));
                }
            }
        }
        region
    }

    /// Adds the lines of an entry: its number, the sign of how far a gap is answered, and its words.
    pub(super) fn entry(&self, shared: &Shared, row: usize, form: Form, lines: &mut RowLines<'_>) {
        let Some(record) = self.contents.record(Pane::Matrix, row, shared.data()) else { return };
        let Form { wording, digits, room, most, indent } = form;
        let words = worded(record, wording, wrap::columns_of(room, most));
        wrap::each_first_line(&words, (room, room), most, |number, words| {
            lines.own(|line| {
                if number == 0 {
                    if digits > 0 {
                        line.write(Role::Text, format_args!("{:>digits$}", number_of(record, digits)));
                    }
                    line.span(Role::Heading, state(shared, record));
                } else {
                    line.blanks(indent);
                }
                line.span(Role::Text, words);
            });
        });
    }
}

/// How entries are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub wording: Wording,
    /// Columns for the number; 0 if there is none.
    pub digits: usize,
    /// Columns for the words, and most lines.
    pub room: usize,
    pub most: usize,
    /// Columns before the further lines.
    pub indent: usize,
}

/// The number of a gap or a recommendation, if it fits so many digits.
fn number_of(record: VisibleRecord<'_>, digits: usize) -> &str {
    Some(record.id().leaf()).filter(|leaf| leaf.len() <= digits).unwrap_or_default()
}

/// The sign of how far a gap is answered.
fn state(shared: &Shared, record: VisibleRecord<'_>) -> &'static str {
    signs::of_gap(shared.data(), record).unwrap_or(" ")
}
