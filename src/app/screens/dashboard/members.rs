//! The rows of pane 1, the members by acronym and name: as columns of acronyms in the rail, elsewhere as a list. Members of
//! today come first, under headings where the data says since when a source names them; former ones follow.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use compact_str::{CompactString, format_compact};
use ratatui::layout::{Position, Rect};

use super::lists::{Rows, WIDEST, height, row_of};
use super::table::Wording;
use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, Region, RowLines, SELECTED, TALLEST_ROW, UNSELECTED, part};
use crate::app::layout::{cells, inside};
use crate::app::motion::{self, Motion};
use crate::atlas::{Membership, VisibleRecord};
use crate::present::content::Role;
use crate::present::{naming, wrap};

/// Columns for an acronym in front of a name, with the blank between them: as many as the widest takes, unless that is beyond all
/// measure.
const ACRONYM: RangeInclusive<usize> = 10..=14;

/// Columns of the grid of members: a sign and an acronym.
const COLUMN: usize = 10;
const SIGN: usize = 1;

/// A wider pane has room for the names beside the acronyms.
const WIDEST_GRID: u16 = 42;

/// Narrower rows have no room for a name beside an acronym.
const NARROW: usize = 30;

/// How the members stand: the first row of each group of those that stand alike.
#[derive(Debug, Default)]
pub struct Groups(Vec<(usize, Membership)>);

impl Groups {
    pub(super) fn of(members: &[(Membership, VisibleRecord<'_>)]) -> Self {
        let mut groups: Vec<(usize, Membership)> = Vec::new();
        for (row, (standing, _)) in members.iter().enumerate() {
            if groups.last().is_none_or(|(_, last)| last != standing) {
                groups.push((row, *standing));
            }
        }
        Self(groups)
    }

    /// The heading above a row, if a group begins with it that is told apart from the others.
    fn heading(&self, row: usize) -> Option<Heading> {
        let group = self.0.iter().find(|(first, _)| *first == row)?.1;
        let (words, is_ruled) = match group {
            Membership::Member => return None,
            Membership::NamedSince(date) => (format_compact!("Named since {date}"), false),
            Membership::LastMember(year) => (format_compact!("Last named as members in {year}"), false),
            Membership::LastNamed(Some(year)) => (format_compact!("Named in {year}, nothing read since"), false),
            Membership::LastNamed(None) => ("Named without a date".into(), false),
            Membership::Former => ("Former members".into(), true),
        };
        Some(Heading { words, is_ruled })
    }

    /// Number of rows of those that are members still; the former ones follow.
    fn present(&self, rows: usize) -> usize {
        self.0.iter().find(|(_, group)| *group == Membership::Former).map_or(rows, |(first, _)| *first)
    }
}

/// What stands above the first row of a group.
struct Heading {
    words: CompactString,
    /// Whether it parts the rows above it from those below.
    is_ruled: bool,
}

impl Heading {
    fn add(&self, width: usize, lines: &mut RowLines<'_>) {
        /// Columns of the rule before the words, and blanks around these.
        const BEFORE: usize = 2;
        const AROUND: usize = 2;
        let before = if self.is_ruled { BEFORE + AROUND } else { 0 };
        for (number, words) in wrap::lines(&self.words, width.saturating_sub(before).max(1)).enumerate() {
            lines.above(|line| {
                if !self.is_ruled {
                    line.span(Role::Heading, &words);
                } else if number > 0 {
                    line.blanks(BEFORE + 1).span(Role::Heading, &words);
                } else {
                    let rest = width.saturating_sub(before + wrap::width(&words));
                    line.repeated(Role::Id, '─', BEFORE).write(Role::Heading, format_args!(" {words} "));
                    line.repeated(Role::Id, '─', rest);
                }
            });
        }
    }
}

/// The members as columns of acronyms, each column from top to bottom. Former members are one cell at the end, and a line each
/// below the columns while one of them is selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// Number of columns, columns of the screen that each takes but for the last, and number of their lines.
    columns: usize,
    column: usize,
    lines: usize,
    /// Number of members, and of those that are members still.
    count: usize,
    present: usize,
    is_open: bool,
}

impl Grid {
    /// The grid in a width, if every member has an acronym that fits its column. The last column takes what the others leave.
    fn of(contents: &Contents, width: usize) -> Option<Self> {
        let (columns, count) = (width / COLUMN, contents.rows(Pane::Members));
        if columns < 2 || contents.member_widths().is_empty() {
            return None;
        }
        let present = contents.groups().present(count);
        let cells = present + usize::from(present < count);
        let lines = cells.div_ceil(columns);
        let names = contents.member_widths().iter().take(present);
        let (mut first, mut last) = (COLUMN - SIGN, wrap::width(&former(count - present)));
        for (row, name) in names.enumerate() {
            let widest = if row / lines + 1 < columns { &mut first } else { &mut last };
            *widest = (*widest).max(*name);
        }
        let column = SIGN + first;
        let fits = (columns - 1) * column + SIGN + last <= width;
        let is_open = contents.row(Pane::Members) >= present && present < count;
        fits.then_some(Self { columns, column, lines, count, present, is_open })
    }

    /// Lines of all columns, and of the former members if they are shown.
    const fn all_lines(self) -> usize {
        self.lines + if self.is_open { self.count - self.present } else { 0 }
    }

    fn column_and_line(self, row: usize) -> (usize, usize) {
        match row.checked_sub(self.present) {
            Some(former) if self.present < self.count => (0, self.lines + former),
            _ => (row / self.lines.max(1), row % self.lines.max(1)),
        }
    }

    /// The row after a motion. To the left and the right a former member counts as the cell of all of them.
    fn moved(self, row: usize, motion: Motion, page: usize) -> usize {
        let cell = row.min(self.present);
        let (column, line) = (cell / self.lines.max(1), cell % self.lines.max(1));
        let at = |column: usize| column * self.lines + line;
        let cells = self.present + usize::from(self.present < self.count);
        match motion {
            Motion::Left => at(column.saturating_sub(1)),
            Motion::Right if cell == self.present => row,
            // The last column may be shorter than the others.
            Motion::Right if column + 1 < self.columns => at(column + 1).min(cells.saturating_sub(1)),
            Motion::Right => row,
            motion => motion::Rows::of(self.count).moved(row, motion, page),
        }
    }
}

/// The cell of the former members.
fn former(count: usize) -> CompactString {
    format_compact!("+{count} former")
}

/// Whether the members are columns in a width.
pub(super) fn are_columns(contents: &Contents, width: usize) -> bool {
    Grid::of(contents, width).is_some()
}

/// The lines of the members in the rail; a selected former member takes none more, so that nothing around it moves.
pub(super) fn height_in_rail(shared: &Shared, contents: &Contents, width: usize) -> usize {
    Grid::of(contents, width).map_or_else(|| height_of_list(shared, contents, width), |grid| grid.lines)
}

/// The lines of the members as a list in a width.
pub(super) fn height_of_list(shared: &Shared, contents: &Contents, width: usize) -> usize {
    let width = width.saturating_sub(2);
    height(contents.rows(Pane::Members), |row| RowLines::count(|lines| member(shared, contents, row, width, lines)))
}

impl Dashboard {
    /// The grid of members in an area inside its border, if they are shown as one.
    fn grid(&self, shared: &Shared, inside: Rect) -> Option<Grid> {
        // In a window for one pane there is room for the names.
        let has_names = self.enlarged || inside.width > WIDEST_GRID;
        Grid::of(&self.contents, inside.width.into()).filter(|_| !has_names || !shared.arrangement().has_borders())
    }

    pub(super) fn members(&self, shared: &Shared, mut region: Region) -> Region {
        let list = self.list(Pane::Members);
        let inside = region.inside();
        let Some(grid) = self.grid(shared, inside) else {
            return self.shown_as_list(shared, region, Pane::Members);
        };
        let (column, line) = grid.column_and_line(list.selected);
        let (height, all) = (usize::from(inside.height), grid.all_lines());
        let (first, _) = List { count: all, selected: line, ..list }.first_visible(height, |_| 1);
        region.note(&part(first, height, all));
        let lines = first..grid.lines.min(first + height);
        let name = |row: usize| {
            let record = self.contents.record(Pane::Members, row, shared.data());
            record.map(|record| naming::in_column(record, WIDEST)).unwrap_or_default()
        };
        for at in 0..grid.columns {
            let x = inside.x + cells(at * grid.column);
            let is_last = at + 1 == grid.columns;
            let area = Rect { x, width: if is_last { inside.right() - x } else { cells(grid.column) }, ..inside };
            let rows = lines.clone().map(|line| at * grid.lines + line);
            region.add(area, |block| {
                for row in rows.take_while(|row| *row < grid.count) {
                    if row == grid.present {
                        let cell = former(grid.count - grid.present);
                        block.begin(Role::Text).span(Role::Text, UNSELECTED).span(Role::Text, &cell);
                        break;
                    }
                    let is_selected = row == list.selected;
                    let sign = if is_selected { SELECTED } else { UNSELECTED };
                    block.begin(Role::Text).span(Role::Text, sign).span(Role::Text, &name(row));
                    block.select(is_selected && list.focused);
                }
            });
        }
        let below = lines.len()..height;
        if grid.is_open && !below.is_empty() {
            let area = Rect { y: inside.y + cells(below.start), height: cells(below.len()), ..inside };
            let rows = grid.present + (first + below.start).saturating_sub(grid.lines)..grid.count;
            region.add(area, |block| {
                for row in rows.take(below.len()) {
                    let is_selected = row == list.selected;
                    let sign = if is_selected { SELECTED } else { UNSELECTED };
                    let record = self.contents.record(Pane::Members, row, shared.data());
                    let words = record
                        .map(|record| now(record, usize::from(inside.width).saturating_sub(SIGN)))
                        .unwrap_or_default();
                    block.begin(Role::Text).span(Role::Text, sign).span(Role::Text, &words);
                    block.select(is_selected && list.focused);
                }
            });
        }
        if list.focused {
            let at = (inside.x + cells(column * grid.column), inside.y + cells(line.saturating_sub(first)));
            region.cursor = Some(Position::from(at));
        }
        region
    }

    /// The members as a list, in an area inside its border.
    pub(super) fn rows_of_members<'a>(&'a self, shared: &'a Shared, inside: Rect) -> Rows<'a> {
        // Where every row is whole, an empty line parts the groups.
        let groups = self.contents.groups().0.len();
        let needed = || height_of_list(shared, &self.contents, inside.width.into());
        let is_airy = groups > 1 && needed() + groups - 1 <= inside.height.into();
        let add = move |row: usize, width: usize, lines: &mut RowLines<'_>| {
            if is_airy && row > 0 && self.contents.groups().heading(row).is_some() {
                lines.above(|_| {});
            }
            member(shared, &self.contents, row, width, lines);
        };
        // As with the clauses, the wording tells heights with empty lines from those without.
        Rows { wording: if is_airy { Wording::Source } else { Wording::Headlines }, add: Box::new(add) }
    }

    /// Whether the members are a list in an area inside its border.
    pub(super) fn lists_members(&self, shared: &Shared, inside: Rect) -> bool {
        self.grid(shared, inside).is_none()
    }

    /// The member after a motion in an area inside its border.
    pub(super) fn moved_member(&self, shared: &Shared, motion: Motion, inside: Rect) -> usize {
        match self.grid(shared, inside) {
            Some(grid) => grid.moved(self.row(Pane::Members), motion, inside.height.into()),
            None => self.moved_in_list(shared, Pane::Members, motion, inside),
        }
    }

    /// Whether the members stand in several columns.
    pub(super) fn has_columns_of_members(&self, shared: &Shared) -> bool {
        let area = self.areas(shared).of(Pane::Members);
        area.is_some_and(|area| self.grid(shared, inside(shared.arrangement(), area)).is_some())
    }
}

/// A former member and what it is now, or else until when it was one, in a line of so many columns: `UNIFEM, now UN Women`.
fn now(record: VisibleRecord<'_>, room: usize) -> CompactString {
    let name = naming::in_column(record, room);
    let names: Vec<_> = record.successors().map(|(_, successor)| naming::in_column(successor, room)).collect();
    let until = record.former_since().map(|date| format_compact!("{name}, until {}", date.year()));
    let now = (!names.is_empty()).then(|| format_compact!("{name}, now {}", names.join(", ")));
    let whole = now.into_iter().chain(until).find(|words| wrap::fits(words, room));
    whole.unwrap_or_else(|| wrap::cut(&name, room).into())
}

/// The acronym of a member as it stands in front of its name: as much of it as fits the widest column.
fn acronym(record: VisibleRecord<'_>) -> Option<Cow<'_, str>> {
    record.names().next().and_then(|name| name.acronym.as_ref()).and(naming::acronym(record, *ACRONYM.end()))
}

/// The columns that the acronym of a member asks for in front of its name.
pub(super) fn columns_of_acronym(record: VisibleRecord<'_>) -> usize {
    let width = acronym(record).map_or(0, |acronym| wrap::width(&acronym) + 1);
    if ACRONYM.contains(&width) { width } else { *ACRONYM.start() }
}

/// The acronym and the name of a member, below the heading of its group.
fn member(shared: &Shared, contents: &Contents, row: usize, width: usize, lines: &mut RowLines<'_>) {
    if let Some(heading) = contents.groups().heading(row) {
        heading.add(width, lines);
    }
    // Most names are known to fit in a line, so that only those that are shown are looked up.
    if !lines.are_shown() && width < NARROW && contents.member_widths().get(row).is_some_and(|name| *name <= width) {
        return lines.own(|_| {});
    }
    let Some(record) = contents.record(Pane::Members, row, shared.data()) else { return };
    if width < NARROW {
        let name = naming::in_column(record, wrap::columns_of(width, TALLEST_ROW));
        let fate = record.former_since().filter(|_| wrap::fits(&name, width)).map(|_| now(record, width));
        return row_of("", fate.as_deref().unwrap_or(&name), width, lines);
    }
    let column = contents.acronyms();
    let mut name = String::new();
    naming::write_in_full(record, wrap::columns_of(width, TALLEST_ROW), &mut name);
    naming::write_fate(record, &mut name);
    let name = &*name;
    let label = acronym(record).unwrap_or_default();
    if label.is_empty() {
        row_of("", name, width, lines);
    } else if wrap::width(&label) >= column {
        row_of("", &format!("{label}  {}", wrap::beginning(name, WIDEST)), width, lines);
    } else {
        row_of(&format_compact!("{label:column$}"), name, width, lines);
    }
}
