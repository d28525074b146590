//! Where things stand on a screen of a given size.

use ratatui::layout::Rect;

use super::screens::search::Search;
use super::{Contents, Pane};
use crate::atlas::Pillar;

/// The least columns and rows in which anything but a notice is shown.
pub const SMALLEST: (u16, u16) = (40, 12);

/// How much the screen shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A line that says that the window is too small.
    Notice,
    /// One list; the detail lies over it.
    List,
    /// One pane with the detail below, and tabs for the others.
    Tabbed,
    /// All panes and the detail.
    Wide,
}

impl Form {
    /// The form for a window of this many columns and rows.
    pub const fn of(width: u16, height: u16) -> Self {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            Self::Notice
        } else if width < 70 || height < 18 {
            Self::List
        } else if width < 110 || height < 32 {
            Self::Tabbed
        } else {
            Self::Wide
        }
    }

    /// Whether panes have frames around them.
    pub const fn framed(self) -> bool {
        matches!(self, Self::Tabbed | Self::Wide)
    }
}

/// The areas of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    /// The line at the top.
    pub title: Rect,
    /// What is between the title and the footer.
    pub body: Rect,
    /// The panes that are shown, with their frames.
    pub panes: Vec<(Pane, Rect)>,
    /// The detail, with its frame.
    pub detail: Option<Rect>,
    /// The line at the bottom.
    pub footer: Rect,
}

/// What decides about the areas besides the size.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The records of the panes.
    pub contents: &'a Contents,
    /// The focused pane.
    pub pane: Pane,
    /// Whether the detail has the focus.
    pub reading: bool,
    /// Whether what has the focus fills the screen.
    pub zoomed: bool,
}

/// Divides a screen.
pub fn areas(form: Form, width: u16, height: u16, shown: Shown<'_>) -> Areas {
    let title = Rect::new(0, 0, width, 1.min(height));
    let footer = Rect::new(0, height.saturating_sub(1), width, height.saturating_sub(1).min(1));
    let body = Rect::new(0, title.bottom(), width, footer.y.saturating_sub(title.bottom()));
    let (panes, detail) = match form {
        Form::Notice => (Vec::new(), None),
        Form::List | Form::Tabbed | Form::Wide if form == Form::List || shown.zoomed => {
            if shown.reading {
                (Vec::new(), Some(body))
            } else {
                (vec![(shown.pane, body)], None)
            }
        }
        Form::Wide => wide(body, shown.contents),
        _ => {
            // The cells of the matrix take two lines each; of other records the detail tells more than the list.
            let most = if shown.pane == Pane::Matrix { body.height * 3 / 5 } else { body.height / 2 };
            let rows = pane_rows(shown.contents, shown.pane).saturating_add(2);
            let [pane, detail] = split_rows(body, rows.clamp(6, most));
            (vec![(shown.pane, pane)], Some(detail))
        }
    };
    Areas { title, body, panes, detail, footer }
}

/// All panes: on the left those that are lists, on the right the matrix with the detail below.
fn wide(body: Rect, contents: &Contents) -> (Vec<(Pane, Rect)>, Option<Rect>) {
    let left_width = (body.width * 3 / 10).clamp(36, 52);
    let left = Rect { width: left_width, ..body };
    let right = Rect { x: body.x + left_width, width: body.width - left_width, ..body };
    let framed = |pane| pane_rows(contents, pane).saturating_add(2);
    let plan_height = framed(Pane::Plan).clamp(3, 8);
    let members_height = framed(Pane::Members).clamp(3, left.height.saturating_sub(plan_height + 6));
    let [members, rest] = split_rows(left, members_height);
    let [plan, overview] = split_rows(rest, plan_height);
    let (gaps, recommendations) = deepest(contents);
    let [matrix, detail] = split_rows(right, matrix_height(gaps + recommendations, right.height));
    let panes = vec![(Pane::Members, members), (Pane::Matrix, matrix), (Pane::Plan, plan), (Pane::Overview, overview)];
    (panes, Some(detail))
}

fn split_rows(area: Rect, upper: u16) -> [Rect; 2] {
    let upper = upper.min(area.height);
    [Rect { height: upper, ..area }, Rect { y: area.y + upper, height: area.height - upper, ..area }]
}

/// The rows that a pane's list would take if it had the room.
fn pane_rows(contents: &Contents, pane: Pane) -> u16 {
    u16::try_from(contents.rows(pane)).unwrap_or(u16::MAX)
}

/// The greatest number of gaps and of recommendations under one pillar.
pub fn deepest(contents: &Contents) -> (usize, usize) {
    let columns = || Pillar::ALL.iter().map(|pillar| contents.column(*pillar));
    let gaps = columns().map(|column| column.gaps.len()).max().unwrap_or_default();
    let recommendations = columns().map(|column| column.recommendations.len()).max().unwrap_or_default();
    (gaps, recommendations)
}

/// The matrix takes as many lines a cell as leave the detail two fifths of the height. Two lines are worth more than
/// that, as long as the detail keeps a text with its source.
fn matrix_height(cells: usize, height: u16) -> u16 {
    const TEXT_WITH_SOURCE: u16 = 8;
    let cells = u16::try_from(cells).unwrap_or(u16::MAX);
    let needed = |lines: u16| cells.saturating_mul(lines).saturating_add(MATRIX_HEADINGS + 2);
    let most = |lines: u16| if lines <= 2 { height.saturating_sub(TEXT_WITH_SOURCE) } else { height * 3 / 5 };
    (1..=4).rev().find(|lines| needed(*lines) <= most(*lines)).map_or(height * 3 / 5, needed)
}

/// The lines of the matrix that hold no cells: the pillars, and the headings of gaps and recommendations.
pub const MATRIX_HEADINGS: u16 = 3;

/// How many lines a cell of the matrix may take where the matrix has `height` lines inside its frame.
pub fn matrix_cell_height(contents: &Contents, height: u16) -> u16 {
    let (gaps, recommendations) = deepest(contents);
    let cells = u16::try_from(gaps + recommendations).unwrap_or(u16::MAX).max(1);
    (height.saturating_sub(MATRIX_HEADINGS) / cells).clamp(1, 4)
}

/// The part of an area that is left inside its frame.
pub fn inside(form: Form, area: Rect) -> Rect {
    if form.framed() {
        Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2))
    } else {
        area
    }
}

/// The part of a detail area in which text stands: within its frame, with a column of air on each side.
pub fn text_area(form: Form, area: Rect) -> Rect {
    let inside = inside(form, area);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

/// The areas of the search: its field, the hits, and the detail of the chosen one where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchAreas {
    /// The field, with its frame.
    pub field: Rect,
    /// The filters.
    pub filters: Rect,
    /// What is said about the query.
    pub remark: Rect,
    /// The hits, with their frame.
    pub hits: Rect,
    /// The detail of the chosen hit, with its frame.
    pub detail: Option<Rect>,
}

/// What the search shows beside its field and hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchShown {
    /// Whether filters are being chosen.
    pub filtering: bool,
    /// Whether something has to be said about the query.
    pub remark: bool,
}

impl From<&mut Search> for SearchShown {
    fn from(search: &mut Search) -> Self {
        Self::from(&*search)
    }
}

impl From<&Search> for SearchShown {
    fn from(search: &Search) -> Self {
        Self { filtering: search.filtering(), remark: search.remark().is_some() }
    }
}

/// The rows of the filters: where one row holds all of them, they are always there.
pub const fn filter_rows(form: Form, filtering: bool) -> u16 {
    match form {
        Form::Wide => 1,
        Form::Tabbed if filtering => 2,
        _ if filtering => 3,
        _ => 0,
    }
}

/// Divides the body for the search.
pub fn search_areas(form: Form, body: Rect, shown: SearchShown) -> SearchAreas {
    let [field, rest] = split_rows(body, if form.framed() { 3 } else { 1 });
    let [filters, rest] = split_rows(rest, filter_rows(form, shown.filtering));
    let [remark, rest] = split_rows(rest, shown.remark.into());
    let (hits, detail) = match form {
        Form::Wide => {
            let width = rest.width * 11 / 20;
            let detail = Rect { x: rest.x + width, width: rest.width - width, ..rest };
            (Rect { width, ..rest }, Some(detail))
        }
        Form::Tabbed => {
            // Where the dashboard has it, if that leaves room for hits: so the eye finds it there, and a slow link need not
            // carry it again.
            let above = (body.height / 2).saturating_sub(body.height - rest.height);
            let [hits, detail] = split_rows(rest, if above * 3 < rest.height { rest.height / 2 } else { above });
            (hits, Some(detail))
        }
        _ => (rest, None),
    };
    SearchAreas { field, filters, remark, hits, detail }
}

/// The areas of the crosswalk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CrosswalkAreas {
    /// The frame around the rows.
    pub frame: Rect,
    /// The rows.
    pub rows: Rect,
    /// What the selected cell is about, with its frame.
    pub detail: Rect,
}

/// Divides the body for the crosswalk.
pub fn crosswalk_areas(form: Form, body: Rect) -> CrosswalkAreas {
    let detail = match form {
        Form::Wide => 8,
        Form::Tabbed => 8.min(body.height / 2),
        _ => 4,
    };
    let [frame, detail] = split_rows(body, body.height.saturating_sub(detail));
    CrosswalkAreas { frame, rows: inside(form, frame), detail }
}

/// The areas of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaletteAreas {
    /// The field, with its frame.
    pub field: Rect,
    /// What can be chosen, with its frame.
    pub entries: Rect,
}

/// Divides the body for the palette.
pub fn palette_areas(form: Form, body: Rect) -> PaletteAreas {
    let [field, entries] = split_rows(body, if form.framed() { 3 } else { 1 });
    PaletteAreas { field, entries }
}

/// The areas of the pins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinsAreas {
    /// The pins, with their frame.
    pub pins: Rect,
    /// The field in which a note or a name is typed, with its frame, or else the selected pin's note.
    pub note: Rect,
    /// The detail of the selected pin, with its frame, where there is room.
    pub detail: Option<Rect>,
}

/// Divides the body for the pins.
pub fn pins_areas(form: Form, body: Rect) -> PinsAreas {
    let lower = match form {
        Form::Wide => body.height / 2,
        Form::Tabbed => body.height * 3 / 5,
        _ => 2,
    };
    let [pins, rest] = split_rows(body, body.height.saturating_sub(lower));
    let [note, detail] = split_rows(rest, if form.framed() { 3 } else { 2 });
    PinsAreas { pins, note, detail: form.framed().then_some(detail) }
}

/// Where a text stands that is to be selected by hand: everywhere but in the last line.
pub const fn plain_area((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 0, width, height: height.saturating_sub(1) }
}

/// The first row to show so that the selected one is on the screen, in the middle where the ends allow it.
pub fn first_row(selected: usize, rows: usize, height: usize) -> usize {
    selected.saturating_sub(height / 2).min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_the_design_have_their_forms() {
        assert_eq!(Form::of(120, 40), Form::Wide);
        assert_eq!(Form::of(80, 24), Form::Tabbed);
        assert_eq!(Form::of(80, 23), Form::Tabbed, "a tmux window with its status line");
        assert_eq!(Form::of(40, 12), Form::List);
        assert_eq!(Form::of(39, 12), Form::Notice);
        assert_eq!(Form::of(40, 11), Form::Notice);
        assert_eq!(Form::of(0, 0), Form::Notice);
    }

    #[test]
    fn the_selected_row_is_always_among_those_shown() {
        for rows in 1..40 {
            for height in 1..12 {
                for selected in 0..rows {
                    let first = first_row(selected, rows, height);
                    assert!(first <= selected && selected < first + height);
                    assert!(rows <= height || first + height <= rows, "no empty rows below a long list");
                }
            }
        }
    }
}
