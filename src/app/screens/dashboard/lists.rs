//! The rows of pane 1, the members by acronym and name, and of pane 3, the clauses of the Global Plan.

use std::borrow::Cow;
use std::rc::Rc;

use compact_str::format_compact;
use ratatui::layout::{Position, Rect};

use super::contents::HeightsOf;
use super::table::Wording;
use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, MEASURED, Region, RowLines, SELECTED, TALLEST_ROW, UNSELECTED, part};
use crate::app::layout::{cells, inside};
use crate::app::motion::{Motion, Rows};
use crate::atlas::VisibleRecord;
use crate::present::content::Role;
use crate::present::{naming, wrap};

/// Columns for an acronym in front of a name.
const ACRONYM: usize = 10;

/// Columns of the grid of members: a sign and an acronym.
const COLUMN: usize = 10;
const SIGN: usize = 1;

/// A wider pane has room for the names beside the acronyms.
const WIDEST_GRID: u16 = 42;

/// Lines of a row that is not measured.
const UNMEASURED: usize = 2;

/// The members as columns of acronyms, each column from top to bottom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// Number of columns.
    columns: usize,
    /// Number of lines.
    lines: usize,
    count: usize,
}

impl Grid {
    /// The grid in a width, if every member has an acronym that fits its column. The last column takes what is left, with
    /// a blank at its end.
    fn of(contents: &Contents, width: usize) -> Option<Self> {
        let (columns, count) = (width / COLUMN, contents.rows(Pane::Members));
        if columns < 2 || contents.member_widths().is_empty() {
            return None;
        }
        let lines = count.div_ceil(columns);
        let last = width - (columns - 1) * COLUMN - SIGN - 1;
        let room = |row: usize| if row / lines + 1 < columns { COLUMN - SIGN } else { last };
        let fits = contents.member_widths().iter().enumerate().all(|(row, name)| *name <= room(row));
        fits.then_some(Self { columns, lines, count })
    }

    fn column_and_line(self, row: usize) -> (usize, usize) {
        (row / self.lines.max(1), row % self.lines.max(1))
    }

    /// The row after a motion.
    fn moved(self, row: usize, motion: Motion, page: usize) -> usize {
        let (column, line) = self.column_and_line(row);
        let at = |column: usize| column * self.lines + line;
        match motion {
            Motion::Left => at(column.saturating_sub(1)),
            // The last column may be shorter than the others.
            Motion::Right if column + 1 < self.columns => at(column + 1).min(self.count.saturating_sub(1)),
            Motion::Right => row,
            motion => Rows::of(self.count).moved(row, motion, page),
        }
    }
}

/// The lines of the members in a width; with `acronyms` as a grid if possible.
pub(super) fn members_height(shared: &Shared, contents: &Contents, width: usize, acronyms: bool) -> usize {
    if let Some(grid) = Grid::of(contents, width).filter(|_| acronyms) {
        return grid.lines;
    }
    let width = width.saturating_sub(2);
    height(contents.rows(Pane::Members), |row| RowLines::count(|lines| member(shared, contents, row, width, lines)))
}

/// The lines of the clauses in a width. In the source's words they have empty lines between them.
pub(super) fn clauses_height(shared: &Shared, contents: &Contents, width: usize, wording: Wording) -> usize {
    let count = contents.rows(Pane::Plan);
    if wording == Wording::Source && count > MOST_CLAUSES {
        return usize::MAX;
    }
    let width = width.saturating_sub(2);
    let rows = height(count, |row| RowLines::count(|lines| clause(shared, contents, row, (width, wording), lines)));
    if wording == Wording::Source { rows + count.saturating_sub(1) } else { rows }
}

/// Most clauses that are shown in full, and most lines of each.
const MOST_CLAUSES: usize = 12;
const TALLEST_CLAUSE: usize = 40;

/// Most columns beside the words of a clause: margins, its number and a blank.
const BESIDE_CLAUSE: usize = 2 + 3;

fn height(rows: usize, tall: impl FnMut(usize) -> usize) -> usize {
    if rows <= MEASURED { (0..rows).map(tall).sum() } else { rows.saturating_mul(UNMEASURED) }
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
            return self.measured_list(region, Pane::Members, Wording::Headlines, |row, width, lines| {
                member(shared, &self.contents, row, width, lines);
            });
        };
        let (column, line) = grid.column_and_line(list.selected);
        let height = usize::from(inside.height);
        let (first, _) = List { count: grid.lines, selected: line, ..list }.first_visible(height, |_| 1);
        region.note(&part(first, height, grid.lines));
        for at in 0..grid.columns {
            let x = inside.x + cells(at * COLUMN);
            let is_last = at + 1 == grid.columns;
            let area = Rect { x, width: if is_last { inside.right() - x } else { cells(COLUMN) }, ..inside };
            let rows = (first..grid.lines).take(height).map(|line| at * grid.lines + line);
            region.add(area, |block| {
                for row in rows.take_while(|row| *row < grid.count) {
                    let is_selected = row == list.selected;
                    let record = self.contents.record(Pane::Members, row, shared.data());
                    let name = record.map(|record| naming::in_column(record, WIDEST)).unwrap_or_default();
                    let sign = if is_selected { SELECTED } else { UNSELECTED };
                    block.begin(Role::Text).span(Role::Text, sign).span(Role::Text, &name);
                    block.select(is_selected && list.focused);
                }
            });
        }
        if list.focused {
            let at = (inside.x + cells(column * COLUMN), inside.y + cells(line.saturating_sub(first)));
            region.cursor = Some(Position::from(at));
        }
        region
    }

    /// The member after a motion in an area inside its border.
    pub(super) fn moved_member(&self, shared: &Shared, motion: Motion, inside: Rect) -> usize {
        let (row, page) = (self.row(Pane::Members), inside.height.into());
        match self.grid(shared, inside) {
            Some(grid) => grid.moved(row, motion, page),
            None => Rows::of(self.contents.rows(Pane::Members)).moved(row, motion, page),
        }
    }

    /// Whether the members stand in several columns.
    pub(super) fn has_columns_of_members(&self, shared: &Shared) -> bool {
        let area = self.areas(shared).of(Pane::Members);
        area.is_some_and(|area| self.grid(shared, inside(shared.arrangement(), area)).is_some())
    }

    /// The clauses: in the source's words if they fit, else by their headlines.
    pub(super) fn plan(&self, shared: &Shared, region: Region) -> Region {
        let inside = region.inside();
        let add = |row, width, wording, lines: &mut RowLines<'_>| {
            if row > 0 && wording == Wording::Source {
                lines.above(|_| {});
            }
            clause(shared, &self.contents, row, (width, wording), lines);
        };
        let is_short = self.contents.rows(Pane::Plan) <= MOST_CLAUSES;
        let might_fit = || {
            let (width, height) = (usize::from(inside.width), usize::from(inside.height));
            // Of each clause at most so many lines are shown, less what stands beside its words.
            let most = TALLEST_CLAUSE * width.saturating_sub(BESIDE_CLAUSE);
            let rows = 0..self.contents.rows(Pane::Plan);
            let records = rows.filter_map(|row| self.contents.record(Pane::Plan, row, shared.data()));
            records.map(|record| letters(record.body().first()).min(most)).sum::<usize>() <= width * height
        };
        let fits = || {
            let source = |row, width, lines: &mut RowLines<'_>| add(row, width, Wording::Source, lines);
            let heights = self.heights(Pane::Plan, inside.width, Wording::Source, &source);
            shared.arrangement().has_borders() && heights.iter().sum::<u16>() <= inside.height
        };
        let wording =
            if is_short && (self.enlarged || might_fit() && fits()) { Wording::Source } else { Wording::Headlines };
        self.measured_list(region, Pane::Plan, wording, |row, width, lines| add(row, width, wording, lines))
    }

    /// The heights of the rows of a pane whose area has this width.
    fn heights(
        &self,
        pane: Pane,
        area: u16,
        wording: Wording,
        row: &impl Fn(usize, usize, &mut RowLines<'_>),
    ) -> Rc<[u16]> {
        let of = HeightsOf { pane, width: area.into(), wording, is_enlarged: self.enlarged };
        self.contents.heights(of, |number| RowLines::height(number, area, row))
    }

    /// A pane as a list whose rows need not be measured for each frame.
    pub(super) fn measured_list(
        &self,
        region: Region,
        pane: Pane,
        wording: Wording,
        row: impl Fn(usize, usize, &mut RowLines<'_>),
    ) -> Region {
        let (area, list) = (region.inside(), self.list(pane));
        let heights = self.heights(pane, area.width, wording, &row);
        region.list_measured(area, list, list.count, &heights, row)
    }
}

/// The letters of a text that take a column each, wherever it is broken, if it is in ASCII.
fn letters(text: &str) -> usize {
    if wrap::is_ascii(text) { text.bytes().filter(|byte| *byte != b' ').count() } else { 0 }
}

/// Narrower rows have no room for a name beside an acronym.
const NARROW: usize = 30;

/// The acronym and the name of a member.
fn member(shared: &Shared, contents: &Contents, row: usize, width: usize, lines: &mut RowLines<'_>) {
    // Most names are known to fit in a line, so that only those that are shown are looked up.
    if !lines.are_shown() && width < NARROW && contents.member_widths().get(row).is_some_and(|name| *name <= width) {
        return lines.own(|_| {});
    }
    let Some(record) = contents.record(Pane::Members, row, shared.data()) else { return };
    if width < NARROW {
        return row_of("", &naming::in_column(record, wrap::columns_of(width, TALLEST_ROW)), width, lines);
    }
    let acronym = record.names().next().and_then(|name| name.acronym.as_ref()).and(naming::acronym(record, ACRONYM));
    let mut name = Cow::Borrowed(record.title().first());
    if record.course().is_some() {
        naming::write_course(record, name.to_mut());
    }
    let name = &*name;
    let label = acronym.unwrap_or_default();
    if label.is_empty() {
        row_of("", name, width, lines);
    } else if wrap::width(&label) >= ACRONYM {
        row_of("", &format!("{label}  {}", wrap::beginning(name, WIDEST)), width, lines);
    } else {
        row_of(&format_compact!("{label:ACRONYM$}"), name, width, lines);
    }
}

/// The number of a clause and its headline or its words.
fn clause(
    shared: &Shared,
    contents: &Contents,
    row: usize,
    (width, wording): (usize, Wording),
    lines: &mut RowLines<'_>,
) {
    let Some(record) = contents.record(Pane::Plan, row, shared.data()) else { return };
    let leaf = record.id().leaf();
    let label = if leaf.len() <= 2 { [leaf, " "] } else { [""; 2] };
    let most = if wording == Wording::Source { TALLEST_CLAUSE } else { TALLEST_ROW };
    lines_of(label, &worded(record, wording, wrap::columns_of(width, most)), width, most, lines);
}

/// The headline of a record, or its own words; of long words little more than `most` columns.
pub(super) fn worded(record: VisibleRecord<'_>, wording: Wording, most: usize) -> Cow<'_, str> {
    match wording {
        Wording::Headlines => naming::headline(record, most),
        Wording::Source => naming::signed(record.body().first(), record.body().basis, most),
    }
}

/// More columns than a name takes in a list.
pub(super) const WIDEST: usize = 400;

/// A label and a text beside it; the further lines of the text are below its first.
pub(super) fn row_of(label: &str, text: &str, width: usize, lines: &mut RowLines<'_>) {
    lines_of([label, ""], text, width, TALLEST_ROW, lines);
}

fn lines_of(label: [&str; 2], text: &str, width: usize, most: usize, lines: &mut RowLines<'_>) {
    let margin = label.iter().map(|label| wrap::width(label)).sum();
    let room = width.saturating_sub(margin).max(1);
    wrap::each_first_line(text, (room, room), most, |number, text| {
        lines.own(|line| {
            match number {
                0 => line.span(Role::Text, label[0]).span(Role::Text, label[1]),
                _ => line.blanks(margin),
            };
            line.span(Role::Text, text);
        });
    });
}
