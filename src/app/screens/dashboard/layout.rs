//! The areas of the panes and the detail.

use ratatui::layout::Rect;

use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::layout::{Arrangement, part, split_lines};
use crate::atlas::Pillar;

/// Lines of the border of a pane.
const BORDER: u16 = 2;

/// Height of a pane with one row, the least that is useful.
const ONE_ROW: u16 = BORDER + 1;

/// Height of a pane with four rows, the least for a pane that is longer than its area.
const FOUR_ROWS: u16 = BORDER + 4;

/// Most lines of the Global Plan's pane, so that the members and the overview keep theirs.
const HIGHEST_PLAN: u16 = 8;

/// Width of the left column: four pillars, and texts in full, need more columns than names in a list.
const LEFT: (u16, u16) = (3, 10);

/// Narrowest left column: border, margins, section, label, shortest chart and count of a bar in the overview.
const NARROWEST_LEFT: u16 = 36;

/// Widest left column; in wider windows the matrix and the detail need the columns more.
const WIDEST_LEFT: u16 = 52;

/// Most of the height that goes to the matrix; the rest shows a text of some lines with its source and the first links.
const HIGHEST_MATRIX: (u16, u16) = (3, 5);

/// Most lines of an entry of the matrix; longer titles are read in the detail.
pub(super) const HIGHEST_ENTRY: u16 = 4;

/// The areas of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    /// The visible panes, with their borders.
    pub panes: Vec<(Pane, Rect)>,
    /// The detail with its border, if it is visible.
    pub detail: Option<Rect>,
}

impl Dashboard {
    /// The areas of the visible panes and the detail.
    pub(super) fn areas(&self, shared: &Shared) -> Areas {
        let (arrangement, body) = (shared.arrangement(), shared.body());
        let (panes, detail) = match arrangement {
            Arrangement::Notice => (Vec::new(), None),
            Arrangement::Tabbed | Arrangement::Wide if !self.enlarged => self.with_detail(arrangement, body),
            Arrangement::List | Arrangement::Tabbed | Arrangement::Wide if self.reading.is_some() => {
                (Vec::new(), Some(body))
            }
            Arrangement::List | Arrangement::Tabbed | Arrangement::Wide => (vec![(self.pane, body)], None),
        };
        Areas { panes, detail }
    }

    /// The areas of panes together with the detail.
    fn with_detail(&self, arrangement: Arrangement, body: Rect) -> (Vec<(Pane, Rect)>, Option<Rect>) {
        if arrangement == Arrangement::Wide {
            return wide(body, &self.contents);
        }
        // Entries of the matrix take two lines each; of other records the detail shows more than the list.
        let most = if self.pane == Pane::Matrix { part(HIGHEST_MATRIX, body.height) } else { body.height / 2 };
        let rows = pane_rows(&self.contents, self.pane).saturating_add(BORDER);
        let [pane, detail] = split_lines(body, rows.clamp(FOUR_ROWS, most));
        (vec![(self.pane, pane)], Some(detail))
    }
}

/// The areas of all panes: on the left those that are lists, on the right the matrix above the detail.
fn wide(body: Rect, contents: &Contents) -> (Vec<(Pane, Rect)>, Option<Rect>) {
    let left_width = part(LEFT, body.width).clamp(NARROWEST_LEFT, WIDEST_LEFT);
    let left = Rect { width: left_width, ..body };
    let right = Rect { x: body.x + left_width, width: body.width - left_width, ..body };
    let with_border = |pane| pane_rows(contents, pane).saturating_add(BORDER);
    let plan_height = with_border(Pane::Plan).clamp(ONE_ROW, HIGHEST_PLAN);
    let members_height = with_border(Pane::Members).clamp(ONE_ROW, left.height.saturating_sub(plan_height + FOUR_ROWS));
    let [members, rest] = split_lines(left, members_height);
    let [plan, overview] = split_lines(rest, plan_height);
    let (gaps, recommendations) = deepest(contents);
    let [matrix, detail] = split_lines(right, matrix_height(gaps + recommendations, right.height));
    let panes = vec![(Pane::Members, members), (Pane::Matrix, matrix), (Pane::Plan, plan), (Pane::Overview, overview)];
    (panes, Some(detail))
}

/// The number of rows of a pane, in lines.
fn pane_rows(contents: &Contents, pane: Pane) -> u16 {
    u16::try_from(contents.rows(pane)).unwrap_or(u16::MAX)
}

/// The largest number of gaps and of recommendations under one pillar.
pub(super) fn deepest(contents: &Contents) -> (usize, usize) {
    let columns = || Pillar::ALL.iter().map(|pillar| contents.column(*pillar));
    let gaps = columns().map(|column| column.gaps.len()).max().unwrap_or_default();
    let recommendations = columns().map(|column| column.recommendations.len()).max().unwrap_or_default();
    (gaps, recommendations)
}

/// Height of the matrix: as many lines for each entry as [`HIGHEST_MATRIX`] allows. For two lines an entry, which a headline
/// takes, the detail shrinks further, down to a text with its source.
fn matrix_height(entries: usize, height: u16) -> u16 {
    const TEXT_WITH_SOURCE: u16 = 8;
    let entries = u16::try_from(entries).unwrap_or(u16::MAX);
    let needed = |lines: u16| entries.saturating_mul(lines).saturating_add(MATRIX_HEADINGS + BORDER);
    let most =
        |lines: u16| if lines <= 2 { height.saturating_sub(TEXT_WITH_SOURCE) } else { part(HIGHEST_MATRIX, height) };
    (1..=HIGHEST_ENTRY).rev().find(|lines| needed(*lines) <= most(*lines)).map_or(part(HIGHEST_MATRIX, height), needed)
}

/// Lines of the matrix without entries: the pillars, and the headings of gaps and of recommendations.
pub(super) const MATRIX_HEADINGS: u16 = 3;

/// Lines of an entry in a matrix with `height` lines inside its border.
pub(super) fn matrix_entry_height(contents: &Contents, height: u16) -> u16 {
    let (gaps, recommendations) = deepest(contents);
    let entries = u16::try_from(gaps + recommendations).unwrap_or(u16::MAX).max(1);
    (height.saturating_sub(MATRIX_HEADINGS) / entries).clamp(1, HIGHEST_ENTRY)
}
