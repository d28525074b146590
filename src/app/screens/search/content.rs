//! The content of the search: the input, the filters, a remark on the query, the hits, the detail of the selected hit.

use ratatui::layout::Rect;

use super::Search;
use super::hit::Row;
use crate::app::Shared;
use crate::app::content::{List, Region, Titles};
use crate::app::layout::{Arrangement, part, split_lines};
use crate::app::screens::detail;
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

/// Width of the hits next to the detail: a hit has its id before its title, so the list is a little wider than the detail.
const HITS: (u16, u16) = (11, 20);

/// The areas of the search.
pub(super) struct Areas {
    /// The input, with its border.
    pub input: Rect,
    /// The filters that keys toggle.
    pub filters: Rect,
    /// The remark on the query.
    pub remark: Rect,
    /// The hits, with their border.
    pub hits: Rect,
    /// The detail of the selected hit, with its border, if the arrangement has one.
    pub detail: Option<Rect>,
}

/// Lines for the filters. They are always visible where they fit one line.
const fn filter_lines(arrangement: Arrangement, filtering: bool) -> u16 {
    match arrangement {
        Arrangement::Wide => 1,
        Arrangement::Tabbed if filtering => 2,
        Arrangement::List | Arrangement::Notice if filtering => 3,
        Arrangement::Tabbed | Arrangement::List | Arrangement::Notice => 0,
    }
}

impl Search {
    /// The areas of the search in the body of the window.
    pub(super) fn areas(&self, arrangement: Arrangement, body: Rect) -> Areas {
        let [input, rest] = split_lines(body, if arrangement.has_borders() { 3 } else { 1 });
        let [filters, rest] = split_lines(rest, filter_lines(arrangement, self.filtering));
        let [remark, rest] = split_lines(rest, self.remark().is_some().into());
        let (hits, detail) = match arrangement {
            Arrangement::Wide => {
                let width = part(HITS, rest.width);
                let detail = Rect { x: rest.x + width, width: rest.width - width, ..rest };
                (Rect { width, ..rest }, Some(detail))
            }
            Arrangement::Tabbed => {
                // The detail keeps its area on the dashboard, so that a slow connection need not repaint it, unless that leaves
                // the hits less than a third of the lines.
                let above = (body.height / 2).saturating_sub(body.height - rest.height);
                let [hits, detail] = split_lines(rest, if above * 3 < rest.height { rest.height / 2 } else { above });
                (hits, Some(detail))
            }
            Arrangement::List | Arrangement::Notice => (rest, None),
        };
        Areas { input, filters, remark, hits, detail }
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let areas = self.areas(arrangement, body);
        show(self.typing(shared, areas.input));
        show(Region::new(areas.filters).lines(areas.filters, self.chips(shared.keymap(), areas.filters.width.into())));
        if let Some(remark) = self.remark() {
            let remark = wrap::cut(remark, usize::from(areas.remark.width).saturating_sub(2));
            let span = Span::new(Role::Aside, format!(" {remark}"));
            show(Region::new(areas.remark).lines(areas.remark, [vec![span].into()]));
        }
        show(self.list(shared, areas.hits));
        if let Some(area) = areas.detail {
            show(match self.chosen(shared.data()) {
                Some(record) => detail::of_hit(shared, area, record, &self.found.plan),
                None => Region::bordered(arrangement, area, Titles::default()),
            });
        }
    }

    fn typing(&self, shared: &Shared, area: Rect) -> Region {
        let count = self.counted(shared);
        let region = Region::bordered(shared.arrangement(), area, Titles::new("Search", count.as_str()).focused(true));
        let inside = region.inside();
        if shared.arrangement().has_borders() {
            return region.input(inside, " / ", &self.input, !self.filtering);
        }
        // Without a border the count is in the line of the input.
        let count_width = u16::try_from(count.chars().count() + 1).unwrap_or(u16::MAX).min(area.width);
        let typed = Rect { width: area.width - count_width, ..area };
        let right = Rect { x: area.right() - count_width, width: count_width, ..area };
        let count = Span::new(Role::Aside, format!("{count} "));
        region.input(typed, " / ", &self.input, !self.filtering).lines(right, [vec![count].into()])
    }

    /// The number of records found, and how long the search took.
    fn counted(&self, shared: &Shared) -> String {
        let count = format!("{} of {}", self.found.total, shared.data().len());
        match self.took {
            Some(took) if took.as_millis() == 0 => format!("{count} · <1 ms"),
            Some(took) => format!("{count} · {} ms", took.as_millis()),
            None => count,
        }
    }

    fn list(&self, shared: &Shared, area: Rect) -> Region {
        let heading = match (self.query.is_empty(), shared.recent.is_empty()) {
            (false, _) => "Found",
            (true, false) => "Recent records",
            (true, true) => "All records",
        };
        let region = Region::bordered(shared.arrangement(), area, Titles::new(heading, ""));
        if self.hits().is_empty() {
            let hint = match self.query.has_words() {
                _ if self.found.plan.is_explained() => "",
                true => " Try fewer letters.",
                false => " Try fewer filters.",
            };
            return region.line(Role::Aside, format!(" Nothing found.{hint}"));
        }
        let rows = List { count: self.hits().len(), selected: self.selected, focused: true };
        region.list(rows, |number, width| {
            let record = self.record(number, shared.data());
            record.map_or_else(Line::default, |record| Row { shared, plan: &self.found.plan, record }.line(width))
        })
    }
}
