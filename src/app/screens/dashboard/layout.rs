//! The areas of the panes and the detail.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::contents::AreasOf;
use super::table::Wording;
use super::{Dashboard, Pane, lists, members, pillar, table};
use crate::app::Shared;
use crate::app::layout::{Arrangement, cells, split_columns, split_lines};

/// Lines of the border of a pane.
const BORDER: u16 = 2;

/// Height of a pane with one row, the least that is useful.
const ONE_ROW: u16 = BORDER + 1;

/// Height of the lower row of panes: a detail of seven lines.
const LOWEST_DETAIL: u16 = BORDER + 7;

/// Width of the column of members, clauses and overview: two columns of acronyms of ten columns each, with their signs.
const RAIL: u16 = 24;

/// Widest such column of two, for names longer than an acronym: `ICPOInterpol`. In a wider one the matrix would lose its numbers
/// at 120 columns.
const WIDEST_RAIL: u16 = 26;

/// Most lines of members and clauses together beside a lower matrix, in windows that are not so high that half of them is more.
const HIGHEST_RAIL: u16 = 19;

/// Narrowest matrix beside a column to read in: four columns of twenty.
const NARROWEST_MATRIX: u16 = 86;

/// Narrowest and widest column to read in.
const NARROWEST_READING: u16 = 36;
const WIDEST_READING: u16 = 65;

/// Height of an overview that is useful under the matrix: eight rows.
const OVERVIEW_BELOW: u16 = BORDER + 8;

/// Lowest and highest pane above a detail in a low window.
const LOWEST_PANE: u16 = 8;
const HIGHEST_PANE: u16 = 13;

/// From this width on, and in windows that are high enough, one pillar stands in the source's words.
const WIDE_PILLAR: (u16, u16) = (100, 30);

/// The areas of the dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Areas {
    /// The visible panes, with their borders.
    pub panes: Vec<(Pane, Rect)>,
    /// The detail with its border, if it is visible.
    pub detail: Option<Rect>,
    /// Whose words the matrix shows.
    pub wording: Wording,
}

impl Areas {
    /// The area of a pane, with its border.
    pub fn of(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(other, _)| *other == pane).map(|(_, area)| *area)
    }
}

impl Dashboard {
    /// The areas of the visible panes and the detail.
    pub(super) fn areas(&self, shared: &Shared) -> Rc<Areas> {
        let is_reading = self.reading.is_some();
        let of = AreasOf { size: shared.size(), pane: self.pane, is_enlarged: self.enlarged, is_reading };
        self.contents.areas(of, || self.areas_now(shared))
    }

    fn areas_now(&self, shared: &Shared) -> Areas {
        let body = shared.body();
        let alone = |pane| Areas { panes: vec![(pane, body)], detail: None, wording: Wording::Source };
        match shared.arrangement() {
            Arrangement::Notice => Areas { panes: Vec::new(), detail: None, wording: Wording::Headlines },
            Arrangement::Wide if !self.enlarged => self.in_two_rows(shared, body),
            Arrangement::Columns if !self.enlarged => self.in_columns(shared, body),
            Arrangement::Tabbed if !self.enlarged => self.one_pane(shared, body),
            Arrangement::List | Arrangement::Tabbed | Arrangement::Wide | Arrangement::Columns
                if self.reading.is_some() =>
            {
                Areas { panes: Vec::new(), detail: Some(body), wording: Wording::Source }
            }
            Arrangement::List => Areas { wording: Wording::Headlines, ..alone(self.pane) },
            Arrangement::Tabbed | Arrangement::Wide | Arrangement::Columns => alone(self.pane),
        }
    }

    /// One pane above the detail. In low windows the pane takes the lines of its rows, in others up to half of them.
    fn one_pane(&self, shared: &Shared, body: Rect) -> Areas {
        let half = body.height / 2;
        let highest = HIGHEST_PANE.min(body.height.saturating_sub(LOWEST_DETAIL));
        let most = half.max(if self.pane == Pane::Overview { highest } else { 0 });
        let most = most.min(body.height.saturating_sub(LOWEST_DETAIL)).max(LOWEST_PANE);
        let inside = usize::from(body.width.saturating_sub(BORDER));
        let is_wide = body.width >= WIDE_PILLAR.0 && body.height + 1 >= WIDE_PILLAR.1;
        let source = pillar::halves_height(shared, &self.contents, inside, Wording::Source);
        let wording = if is_wide && cells(source) + BORDER <= most { Wording::Source } else { Wording::Headlines };
        let rows = match self.pane {
            Pane::Matrix => pillar::halves_height(shared, &self.contents, inside, wording),
            pane => self.pane_height(shared, pane, inside, usize::from(most - BORDER.min(most))),
        };
        let [pane, detail] = split_lines(body, (cells(rows).saturating_add(BORDER)).clamp(LOWEST_PANE, most));
        Areas { panes: vec![(self.pane, pane)], detail: Some(detail), wording }
    }

    /// Members, clauses and the matrix above the overview and the detail.
    fn in_two_rows(&self, shared: &Shared, body: Rect) -> Areas {
        let width = self.least_rail();
        let [rail, right] = split_columns(body, width);
        let most = body.height.saturating_sub(LOWEST_DETAIL);
        let inside = usize::from(right.width.saturating_sub(BORDER));
        let needed = cells(table::height(shared, &self.contents, inside, Wording::Headlines)).saturating_add(BORDER);
        let highest = HIGHEST_RAIL.max(body.height / 2).max(needed).min(most);
        let (members, plan) = self.rail_heights(shared, width, highest);
        let upper = (members + plan).max(needed).min(most);
        let [rail, overview] = split_lines(rail, upper);
        let [members, plan] = split_lines(rail, members);
        let [matrix, detail] = split_lines(right, upper);
        let panes =
            vec![(Pane::Members, members), (Pane::Matrix, matrix), (Pane::Plan, plan), (Pane::Overview, overview)];
        Areas { panes, detail: Some(detail), wording: Wording::Headlines }
    }

    /// The rail, the matrix and the detail beside one another. The matrix takes the least width at which the source's words
    /// fit its height.
    fn in_columns(&self, shared: &Shared, body: Rect) -> Areas {
        let least = self.least_rail();
        let widest = body.width.saturating_sub(least + NARROWEST_READING).max(NARROWEST_MATRIX);
        let height = |width: u16, wording| {
            let inside = usize::from(width.saturating_sub(BORDER));
            cells(table::height(shared, &self.contents, inside, wording)).saturating_add(BORDER)
        };
        let fitting = (NARROWEST_MATRIX..=widest).find(|width| height(*width, Wording::Source) <= body.height);
        let (matrix_width, wording) = match fitting {
            Some(width) => (width, Wording::Source),
            None => (NARROWEST_MATRIX, Wording::Headlines),
        };
        let reading = body.width.saturating_sub(least + matrix_width).min(WIDEST_READING);
        let left = body.width.saturating_sub(least + matrix_width + reading);
        let is_below = |width| body.height.saturating_sub(height(width, wording)) >= OVERVIEW_BELOW;
        // The rail takes what is left until the clauses fit in full, if nothing else is in it below the members.
        let members = self.members_height(shared, least);
        let full = |rail: &u16| {
            let inside = usize::from(rail.saturating_sub(BORDER));
            let plan = lists::clauses_height(shared, &self.contents, inside, Wording::Source);
            cells(plan).saturating_add(BORDER).saturating_add(members) <= body.height
        };
        let matrix_beside = |rail: u16| matrix_width + left - (rail - least);
        let rail_width = (least..=least + left).find(|rail| full(rail) && is_below(matrix_beside(*rail)));
        let rail_width = rail_width.unwrap_or(least);
        let matrix_width = matrix_beside(rail_width);
        let [rail, rest] = split_columns(body, rail_width);
        let [middle, detail] = split_columns(rest, matrix_width);
        let is_below = is_below(matrix_width);
        let [members, plan, overview, matrix] = if is_below {
            let (members, _) = self.rail_heights(shared, rail_width, rail.height);
            let [members, plan] = split_lines(rail, members);
            let upper = height(matrix_width, wording).min(middle.height);
            // The line between gaps and recommendations is the first to be empty.
            let [matrix, overview] = split_lines(middle, upper);
            [members, plan, overview, matrix]
        } else {
            let (members, plan) = self.rail_heights(shared, rail_width, rail.height.saturating_sub(LOWEST_PANE));
            let [members, rest] = split_lines(rail, members);
            let [plan, overview] = split_lines(rest, plan);
            [members, plan, overview, middle]
        };
        let panes =
            vec![(Pane::Members, members), (Pane::Matrix, matrix), (Pane::Plan, plan), (Pane::Overview, overview)];
        Areas { panes, detail: Some(detail), wording }
    }

    /// The least width of the rail at which the members are columns, if there is one: with a blank at their end, or else without.
    fn least_rail(&self) -> u16 {
        let least = |blanks: u16| {
            let inside = |rail: u16| usize::from(rail.saturating_sub(BORDER + blanks));
            (RAIL..=WIDEST_RAIL).find(|rail| members::are_columns(&self.contents, inside(*rail)))
        };
        least(1).or_else(|| least(0)).unwrap_or(RAIL)
    }

    /// The heights of members and clauses above one another, with their borders: what their rows need, or their share of
    /// `most` lines.
    fn rail_heights(&self, shared: &Shared, rail: u16, most: u16) -> (u16, u16) {
        let inside = usize::from(rail.saturating_sub(BORDER));
        let members = self.members_height(shared, rail);
        let plan = cells(lists::clauses_height(shared, &self.contents, inside, Wording::Headlines));
        let plan = plan.saturating_add(BORDER).max(ONE_ROW);
        let plan_share = plan.min(most.saturating_sub(members).max(most / 3).max(ONE_ROW));
        (members.min(most.saturating_sub(plan_share)).max(ONE_ROW), plan_share)
    }

    fn members_height(&self, shared: &Shared, rail: u16) -> u16 {
        let inside = usize::from(rail.saturating_sub(BORDER));
        let rows = members::height_in_rail(shared, &self.contents, inside);
        cells(rows).saturating_add(BORDER).max(ONE_ROW)
    }

    /// The lines that the rows of a list need in a width, or more than `most` if they need more.
    fn pane_height(&self, shared: &Shared, pane: Pane, width: usize, most: usize) -> usize {
        match pane {
            Pane::Members => members::height_of_list(shared, &self.contents, width),
            Pane::Plan => {
                let source = lists::clauses_height(shared, &self.contents, width, Wording::Source);
                if source <= most {
                    source
                } else {
                    lists::clauses_height(shared, &self.contents, width, Wording::Headlines)
                }
            }
            Pane::Matrix | Pane::Overview => most,
        }
    }
}
