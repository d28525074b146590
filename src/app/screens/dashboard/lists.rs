//! The rows of pane 3, the clauses of the Global Plan, and what the rows of all lists share.

use std::borrow::Cow;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::contents::HeightsOf;
use super::table::Wording;
use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{MEASURED, Region, RowLines, TALLEST_ROW};
use crate::app::motion::{self, Motion};
use crate::atlas::VisibleRecord;
use crate::present::content::Role;
use crate::present::{naming, wrap};

/// Lines of a row that is not measured.
const UNMEASURED: usize = 2;

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

pub(super) fn height(rows: usize, tall: impl FnMut(usize) -> usize) -> usize {
    if rows <= MEASURED { (0..rows).map(tall).sum() } else { rows.saturating_mul(UNMEASURED) }
}

impl Dashboard {
    /// A pane as a list.
    pub(super) fn shown_as_list(&self, shared: &Shared, region: Region, pane: Pane) -> Region {
        let (area, list) = (region.inside(), self.list(pane));
        let Rows { wording, add } = self.rows_of(shared, pane, area);
        let heights = self.heights(pane, area.width, wording, &add);
        region.list_measured(area, (list, self.contents.first_line(pane)), list.count, &heights, add)
    }

    /// The first visible line of a pane that is a list, in an area inside its border; `None` if it has too many rows to measure.
    pub(super) fn first_line_of(&self, shared: &Shared, pane: Pane, area: Rect) -> Option<usize> {
        let Rows { wording, add } = self.rows_of(shared, pane, area);
        let heights = self.heights(pane, area.width, wording, &add);
        let first = || self.list(pane).first_line(self.contents.first_line(pane), area.height.into(), &heights);
        (!heights.is_empty()).then(first)
    }

    /// The row of a pane that is a list after a motion in an area inside its border. A page is as many lines as the area has.
    pub(super) fn moved_in_list(&self, shared: &Shared, pane: Pane, motion: Motion, area: Rect) -> usize {
        let Rows { wording, add } = self.rows_of(shared, pane, area);
        let heights = self.heights(pane, area.width, wording, &add);
        let rows = if heights.is_empty() {
            motion::Rows::of(self.contents.rows(pane))
        } else {
            let starts =
                heights.iter().scan(0, |line, height| Some(std::mem::replace(line, *line + usize::from(*height))));
            motion::Rows::at(starts.collect(), heights.iter().map(|height| usize::from(*height)).sum())
        };
        rows.moved(self.row(pane), motion, area.height.into())
    }

    /// The rows of a pane that is a list, in an area inside its border.
    fn rows_of<'a>(&'a self, shared: &'a Shared, pane: Pane, inside: Rect) -> Rows<'a> {
        match pane {
            Pane::Members => self.rows_of_members(shared, inside),
            Pane::Plan => self.rows_of_clauses(shared, inside),
            Pane::Matrix | Pane::Overview => self.rows_of_overview(shared),
        }
    }

    /// The clauses: in the source's words if they fit, else by their headlines.
    fn rows_of_clauses<'a>(&'a self, shared: &'a Shared, inside: Rect) -> Rows<'a> {
        let add = move |row, width, wording, lines: &mut RowLines<'_>| {
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
        Rows { wording, add: Box::new(move |row, width, lines| add(row, width, wording, lines)) }
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
}

/// Adds the lines of a row, by its number, for a width in columns.
type AddRow<'a> = dyn Fn(usize, usize, &mut RowLines<'_>) + 'a;

/// The rows of a list.
pub(super) struct Rows<'a> {
    /// Tells heights from others in the same width.
    pub wording: Wording,
    /// Adds their lines.
    pub add: Box<AddRow<'a>>,
}

/// The letters of a text that take a column each, wherever it is broken, if it is in ASCII.
fn letters(text: &str) -> usize {
    if wrap::is_ascii(text) { text.bytes().filter(|byte| *byte != b' ').count() } else { 0 }
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
