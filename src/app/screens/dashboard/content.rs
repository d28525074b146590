//! The content of the dashboard: panes, tabs, the detail, the trail of the last visits.

use compact_str::{CompactString, format_compact};

use super::table::Wording;
use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, Region, Tabs, Titles, part};
use crate::app::edition;
use crate::app::layout::{Arrangement, reading_area};
use crate::app::motion::scrolled;
use crate::app::screens::detail;
use crate::atlas::{Hidden, Kind};
use crate::present::content::Role;
use crate::present::{naming, wrap};

/// Widest name of a visit in the trail, in columns: a headline, and the heading of every tally of the built-in data but one.
const TRAIL_ENTRY: usize = 36;

/// Before the trail on an edge.
const BACK: &str = "back: ";

/// Columns around a trail and what the edge says of edition and day: corners and blanks, [`BACK`], and ` · 100-111 of 149`.
const AROUND_TRAIL: usize = 6 + BACK.len() + 17;

impl Dashboard {
    pub(super) fn show_all(&self, shared: &Shared, show: &mut dyn FnMut(Region)) {
        let areas = self.areas(shared);
        for (pane, area) in &areas.panes {
            let region = Region::bordered(shared, *area, self.titles_of(shared, *pane, areas.wording));
            // Beside a detail, that says why.
            if areas.detail.is_none() && self.contents.rows(*pane) == 0 {
                show(empty(shared, *pane, region));
                continue;
            }
            show(match pane {
                Pane::Members => self.members(shared, region),
                Pane::Matrix => self.matrix(shared, region, areas.wording),
                Pane::Plan | Pane::Overview => self.shown_as_list(shared, region, *pane),
            });
        }
        if let Some(area) = areas.detail {
            let empty = || {
                let titles = Titles::default().focused(self.reading.is_some());
                empty(shared, self.pane, Region::bordered(shared, area, titles))
            };
            let subject = self.subject(shared);
            show(subject.map_or_else(empty, |subject| detail::of(shared, area, subject, self.reading.as_ref())));
        }
    }

    /// The titles of a pane. A window for one pane has the tabs and the trail in its border.
    fn titles_of(&self, shared: &Shared, pane: Pane, wording: Wording) -> Titles {
        let is_focused = self.pane == pane && self.reading.is_none();
        let count = self.count(pane);
        if shared.arrangement() == Arrangement::Tabbed {
            let taken = AROUND_TRAIL + edition::columns(shared);
            let trail = self.trail_within(shared, usize::from(shared.size().0).saturating_sub(taken));
            let lower_left = trail.map(|trail| format_compact!("{BACK}{trail}")).unwrap_or_default();
            let titles = Titles { tabs: Some(self.tabs()), right: count, lower_left, ..Titles::default() };
            return titles.focused(is_focused);
        }
        let name = match (pane, wording) {
            (Pane::Matrix, Wording::Headlines) if !self.contents.has_headlines() => "2 Matrix",
            (Pane::Matrix, Wording::Headlines) => "2 Matrix · in our words",
            (Pane::Matrix, Wording::Source) => "2 Matrix · the source’s words",
            _ => pane.numbered(),
        };
        Titles::new(name, count).focused(is_focused)
    }

    /// A pane as a list.
    pub(super) fn list(&self, pane: Pane) -> List {
        let focused = self.pane == pane && self.reading.is_none();
        List { count: self.contents.rows(pane), selected: self.row(pane), focused }
    }

    /// The number of the selected row and of all rows of a pane: `3/17`.
    fn count(&self, pane: Pane) -> CompactString {
        let rows = self.contents.rows(pane);
        format_compact!("{}/{rows}", (self.row(pane) + 1).min(rows))
    }

    /// The title for windows without borders, for so many columns.
    pub(super) fn name(&self, shared: &Shared, room: usize) -> CompactString {
        match &self.reading {
            Some(_) => {
                let heading = self.heading_within(shared, shared.size().0.into());
                let short = self.current(shared).map(|record| match record.kind() {
                    Kind::Member | Kind::Body => naming::short(record, room).into(),
                    _ => naming::kind_and_number(record, room),
                });
                if wrap::width(&heading) <= room { heading } else { short.unwrap_or(heading) }
            }
            None if self.pane == Pane::Matrix => self.pillar().name().into(),
            None => self.pane.title().into(),
        }
    }

    /// What stands on the right of the title of a window without borders: the count of rows, or the
    /// visible lines of the detail.
    pub(in crate::app) fn counted(&self, shared: &Shared) -> CompactString {
        let detail = self.reading.as_ref().zip(self.detail(shared));
        if let Some((reading, (page, height))) = detail {
            let first = scrolled(reading.scroll, page.lines.len(), height, None);
            return part(first, height, page.lines.len());
        }
        let entry = self.current(shared).filter(|record| record.pillar().is_some()).map(|record| {
            let kind = if record.kind() == Kind::Gap { "gap" } else { "rec" };
            format_compact!("{kind} {} · ", record.id().leaf())
        });
        format_compact!("{}{}", entry.unwrap_or_default(), self.count(self.pane))
    }

    /// The tabs of the panes, the focused one in brackets.
    fn tabs(&self) -> Tabs {
        /// Each tab with the focus and without. The border has a blank before its title already.
        const TABS: [[&str; 2]; 4] = [
            ["[1 Members]  ", "1 Members   "],
            ["[2 Matrix]  ", " 2 Matrix   "],
            ["[3 Global Plan]  ", " 3 Global Plan   "],
            ["[4 Overview]", " 4 Overview"],
        ];
        Pane::ALL.map(|pane| {
            let [with_focus, without] = TABS[pane as usize];
            if pane == self.pane { (Role::Heading, with_focus) } else { (Role::Text, without) }
        })
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

/// Says in a region why a pane has no rows.
fn empty(shared: &Shared, pane: Pane, region: Region) -> Region {
    let data = shared.data();
    let hidden: Vec<(Kind, Hidden)> = Kind::ALL
        .into_iter()
        .filter(|kind| Pane::of(*kind) == pane)
        .filter_map(|kind| Some((kind, data.hidden_of_kind(kind)?)))
        .collect();
    let names = hidden.iter().map(|(kind, _)| kind.plural()).collect::<Vec<_>>().join(" and ");
    let later = hidden.iter().filter_map(|(_, hidden)| match hidden {
        Hidden::Later(first) => Some(*first),
        Hidden::Editorial => None,
    });
    let words = match (later.min_by_key(|date| date.first_day()), data.filter().as_of) {
        (Some(first), Some(day)) => {
            format_compact!("{} are known from {first} on, and hidden as of {day}.", naming::capitalized(&names))
        }
        _ if hidden.is_empty() => "The data has no such records.".into(),
        _ => format_compact!("{} are editorial, and hidden.", naming::capitalized(&names)),
    };
    let area = reading_area(region.inside());
    region.block(area, |block| {
        for line in wrap::lines(&words, area.width.into()) {
            block.line(Role::Text, &line);
        }
    })
}
