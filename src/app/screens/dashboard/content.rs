//! The content of the dashboard: panes, tabs, the detail, the trail of the last visits.

use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, Region, Titles};
use crate::app::screens::detail;
use crate::atlas::Kind;
use crate::present::content::{Role, Span};
use crate::present::wrap;

/// Widest name of a visit in the trail, in columns; several visits must fit the title line.
const TRAIL_ENTRY: usize = 24;

impl Dashboard {
    pub(super) fn show_all(&self, shared: &Shared, show: &mut dyn FnMut(Region)) {
        let areas = self.areas(shared);
        for (pane, area) in areas.panes {
            let mut right = self.count(pane);
            if pane == Pane::Overview && self.contents.overview().is_judged() {
                right = format!("† editorial  {right}");
            }
            let titles = Titles::new(format!("{} {}", pane.number(), pane.title()), right);
            let focused = self.pane == pane && self.reading.is_none();
            let region = Region::bordered(shared.arrangement(), area, titles.focused(focused));
            show(match pane {
                Pane::Members => region.list(self.list(pane), |row, width| self.member_row(shared, row, width)),
                Pane::Matrix => self.matrix(shared, region),
                Pane::Plan => region.list(self.list(pane), |row, width| self.clause_row(shared, row, width)),
                Pane::Overview => self.overview(shared, region),
            });
        }
        if let Some(area) = areas.detail {
            show(match self.subject(shared) {
                Some(subject) => detail::of(shared, area, subject, self.reading.as_ref()),
                None => Region::bordered(shared.arrangement(), area, Titles::default().focused(self.reading.is_some()))
                    .line(Role::Aside, " The data has no such records."),
            });
        }
    }

    /// A pane as a list.
    pub(super) fn list(&self, pane: Pane) -> List {
        List { count: self.contents.rows(pane), selected: self.row(pane), focused: self.pane == pane }
    }

    /// The number of the selected row and of all rows of a pane: `3/17`.
    fn count(&self, pane: Pane) -> String {
        let rows = self.contents.rows(pane);
        format!("{}/{rows}", (self.row(pane) + 1).min(rows))
    }

    /// The title for windows without borders.
    pub(super) fn name(&self, shared: &Shared) -> String {
        match (&self.reading, self.current(shared)) {
            (Some(_), _) => self.heading_within(shared, shared.size().0.into()),
            (None, Some(record)) if self.pane == Pane::Matrix => {
                let part = if record.kind() == Kind::Gap { "gap" } else { "recommendation" };
                format!("{} · {part}", self.pillar())
            }
            (None, _) => format!("icatlas · {}", self.pane.title()),
        }
    }

    /// The count of rows for a pane without a border; empty while the detail is read.
    pub(in crate::app) fn counted(&self) -> String {
        if self.reading.is_some() { String::new() } else { format!("{} ", self.count(self.pane)) }
    }

    /// The tabs of the panes.
    pub(in crate::app) fn tabs(&self) -> Vec<Span> {
        let tab = |pane: Pane| {
            let label = format!("{} {}", pane.number(), pane.title());
            if pane == self.pane {
                vec![Span::new(Role::Selected, format!("[{label}]")), Span::new(Role::Text, " ")]
            } else {
                vec![Span::new(Role::Text, format!(" {label}  "))]
            }
        };
        Pane::ALL.into_iter().flat_map(tab).collect()
    }

    /// As many of the last visits as fit `room` columns, the newest at the end; `None` if there are none.
    pub(in crate::app) fn trail_within(&self, shared: &Shared, room: usize) -> Option<String> {
        let mut trail = String::new();
        for visit in self.trail(shared, TRAIL_ENTRY) {
            let visit = wrap::cut(&visit, TRAIL_ENTRY);
            let longer = if trail.is_empty() { visit.into_owned() } else { format!("{visit} › {trail}") };
            if wrap::width(&longer) > room {
                break;
            }
            trail = longer;
        }
        Some(trail).filter(|trail| !trail.is_empty())
    }
}
