//! Where the panes and the detail stand.

use ratatui::layout::Rect;

use super::{Contents, Dashboard, Pane};
use crate::app::Shared;
use crate::app::layout::{Arrangement, split_rows};
use crate::atlas::Pillar;

/// The areas of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    /// The panes that are shown, with their frames.
    pub panes: Vec<(Pane, Rect)>,
    /// The detail, with its frame.
    pub detail: Option<Rect>,
}

impl Dashboard {
    /// Where everything stands.
    pub(super) fn areas(&self, shared: &Shared) -> Areas {
        let (arrangement, body) = (shared.arrangement(), shared.body());
        let (panes, detail) = match arrangement {
            Arrangement::Notice => (Vec::new(), None),
            Arrangement::Tabbed | Arrangement::Wide if !self.zoomed => self.beside(arrangement, body),
            Arrangement::List | Arrangement::Tabbed | Arrangement::Wide if self.reading.is_some() => {
                (Vec::new(), Some(body))
            }
            Arrangement::List | Arrangement::Tabbed | Arrangement::Wide => (vec![(self.pane, body)], None),
        };
        Areas { panes, detail }
    }

    /// Panes with the detail.
    fn beside(&self, arrangement: Arrangement, body: Rect) -> (Vec<(Pane, Rect)>, Option<Rect>) {
        if arrangement == Arrangement::Wide {
            return wide(body, &self.contents);
        }
        // The cells of the matrix take two lines each; of other records the detail tells more than the list.
        let most = if self.pane == Pane::Matrix { body.height * 3 / 5 } else { body.height / 2 };
        let rows = pane_rows(&self.contents, self.pane).saturating_add(2);
        let [pane, detail] = split_rows(body, rows.clamp(6, most));
        (vec![(self.pane, pane)], Some(detail))
    }
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

/// The rows that a pane's list would take if it had the room.
fn pane_rows(contents: &Contents, pane: Pane) -> u16 {
    u16::try_from(contents.rows(pane)).unwrap_or(u16::MAX)
}

/// The greatest number of gaps and of recommendations under one pillar.
pub(super) fn deepest(contents: &Contents) -> (usize, usize) {
    let columns = || Pillar::ALL.iter().map(|pillar| contents.column(*pillar));
    let gaps = columns().map(|column| column.gaps.len()).max().unwrap_or_default();
    let recommendations = columns().map(|column| column.recommendations.len()).max().unwrap_or_default();
    (gaps, recommendations)
}

/// The matrix takes as many lines a cell as leave the detail two fifths of the height. Two lines are worth more than
/// that, as long as the detail keeps a text with its source.
fn matrix_height(entries: usize, height: u16) -> u16 {
    const TEXT_WITH_SOURCE: u16 = 8;
    let entries = u16::try_from(entries).unwrap_or(u16::MAX);
    let needed = |lines: u16| entries.saturating_mul(lines).saturating_add(MATRIX_HEADINGS + 2);
    let most = |lines: u16| if lines <= 2 { height.saturating_sub(TEXT_WITH_SOURCE) } else { height * 3 / 5 };
    (1..=4).rev().find(|lines| needed(*lines) <= most(*lines)).map_or(height * 3 / 5, needed)
}

/// The lines of the matrix that hold no cells: the pillars, and the headings of gaps and recommendations.
pub(super) const MATRIX_HEADINGS: u16 = 3;

/// How many lines a cell of the matrix may take where the matrix has `height` lines inside its frame.
pub(super) fn matrix_entry_height(contents: &Contents, height: u16) -> u16 {
    let (gaps, recommendations) = deepest(contents);
    let entries = u16::try_from(gaps + recommendations).unwrap_or(u16::MAX).max(1);
    (height.saturating_sub(MATRIX_HEADINGS) / entries).clamp(1, 4)
}
