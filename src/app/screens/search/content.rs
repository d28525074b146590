//! The content of the search: a pane with the input, the filters, a remark on the query and the hits, and the detail of the
//! selected hit next to it or below it.

use ratatui::layout::Rect;

use super::Search;
use super::hit::Row;
use crate::app::Shared;
use crate::app::Subject;
use crate::app::content::{List, Region, RowLines, Titles};
use crate::app::layout::{Arrangement, inside, reading_area, split_columns, split_lines, text_area};
use crate::app::motion::{Motion, scrolled};
use crate::app::screens::detail;
use crate::app::screens::record_row::LaidOut;
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

/// Width of the pane next to the detail, with its border: what a record is, and the longest headline in one line.
const PANE: u16 = 60;

/// Most lines of hits above the detail.
const MOST_HITS: u16 = 10;

/// Fewest lines of the detail below the hits, with its border, and of hits above it.
const LEAST_DETAIL: u16 = 7;
const LEAST_HITS: u16 = 3;

/// The areas of the search.
struct Areas {
    /// The pane, with its border.
    pane: Rect,
    /// The input.
    input: Rect,
    /// The filters that keys toggle.
    filters: Rect,
    /// The remark.
    remark: Rect,
    /// The hits.
    hits: Rect,
    /// The detail of the selected hit, with its border, if the arrangement has one.
    detail: Option<Rect>,
}

impl Search {
    fn areas(&self, shared: &Shared, body: Rect, rows: &LaidOut<'_>) -> Areas {
        let arrangement = shared.arrangement();
        let [mut pane, mut detail] = match arrangement {
            Arrangement::Wide | Arrangement::Columns => split_columns(body, PANE),
            Arrangement::Tabbed | Arrangement::List | Arrangement::Notice => [body, Rect::default()],
        };
        let within = inside(arrangement, pane);
        let [filters, remark] = [self.filter_lines(shared, within.width), lines(self.remark_lines(within).len())];
        if arrangement == Arrangement::Tabbed {
            let above = 1 + filters + remark + (pane.height - within.height);
            let most = body.height.saturating_sub(LEAST_DETAIL).max(above + LEAST_HITS);
            let hits = self.height_of_hits(within.width, rows);
            [pane, detail] = split_lines(body, (above + hits).min(most));
        }
        let [input, rest] = split_lines(inside(arrangement, pane), 1);
        let [filters, rest] = split_lines(rest, filters);
        // At least one line is left to say that nothing was found.
        let [remark, rest] = split_lines(rest, remark.min(rest.height.saturating_sub(1)));
        let [_, hits] = split_lines(rest, arrangement.shows_all_panes().into());
        Areas { pane, input, filters, remark, hits, detail: Some(detail).filter(|area| !area.is_empty()) }
    }

    /// The hit after a motion.
    pub(super) fn moved(&self, shared: &Shared, motion: Motion) -> usize {
        self.with_rows(shared, |rows| {
            let area = self.areas(shared, shared.body(), rows).hits;
            self.rows().moved(motion, area.height.into(), |number| rows.height(number, area.width))
        })
    }

    /// Lines for the filters, which are visible while they are chosen.
    fn filter_lines(&self, shared: &Shared, width: u16) -> u16 {
        if self.filtering { lines(self.chips(shared.keymap(), width.into()).len()) } else { 0 }
    }

    /// The lines of the remark in an area.
    fn remark_lines(&self, area: Rect) -> Vec<Line> {
        let broken = self.remark().map(|remark| wrap::lines(remark, text_area(area).width.into()));
        broken.into_iter().flatten().map(|line| Line::new(Role::Text, format!(" {line}"))).collect()
    }

    /// The lines that the hits need above the detail, or what is said instead of them.
    fn height_of_hits(&self, width: u16, rows: &LaidOut<'_>) -> u16 {
        if self.hits().is_empty() {
            return lines(self.nothing_found(width.into()).len());
        }
        rows.height_of_all(self.hits().len(), width, MOST_HITS)
    }

    /// The text of the selected hit: its number of lines, and how many of them are visible.
    fn extent(&self, shared: &Shared) -> Option<(usize, usize)> {
        let area = self.with_rows(shared, |rows| self.areas(shared, shared.body(), rows).detail)?;
        let text = reading_area(inside(shared.arrangement(), area));
        let page = shared.page(Subject::Record(self.chosen(shared.data())?), text.width.into());
        Some((page.lines.len(), text.height.into()))
    }

    /// Whether the text of the selected hit is longer than its area.
    pub(super) fn has_longer_text(&self, shared: &Shared) -> bool {
        self.extent(shared).is_some_and(|(lines, height)| lines > height)
    }

    /// Scrolls the text of the selected hit.
    pub(super) fn scroll(&mut self, shared: &Shared, motion: Motion) {
        if let Some((lines, height)) = self.extent(shared) {
            self.scroll = scrolled(self.scroll, lines, height, Some(motion));
        }
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let (pane, detail) = self.with_rows(shared, |rows| {
            let areas = self.areas(shared, body, rows);
            let titles = Titles::new("Search", self.counted(shared)).focused(true);
            let pane = Region::bordered(arrangement, areas.pane, titles)
                .input(areas.input, " / ", &self.input, !self.filtering)
                .lines(areas.filters, self.chips(shared.keymap(), areas.filters.width.into()))
                .lines(areas.remark, self.remark_lines(areas.remark));
            (self.list(pane, areas.hits, rows), areas.detail)
        });
        show(pane);
        if let Some(area) = detail {
            show(match self.chosen(shared.data()) {
                Some(record) => detail::of_hit(shared, area, record, &self.found.plan, self.scroll),
                None => Region::bordered(arrangement, area, Titles::default()),
            });
        }
    }

    /// The number of records found.
    pub(super) fn counted(&self, shared: &Shared) -> String {
        format!("{} of {}", self.found.total, shared.data().len())
    }

    fn list(&self, pane: Region, area: Rect, rows: &LaidOut<'_>) -> Region {
        if self.hits().is_empty() {
            return pane.lines(area, self.nothing_found(area.width.into()));
        }
        pane.list_in(area, self.rows(), self.found.total, |number, width| rows.lines(number, width))
    }

    fn rows(&self) -> List {
        List { count: self.hits().len(), selected: self.selected, focused: true }
    }

    /// Passes on the rows of the hits with their headings.
    fn with_rows<T>(&self, shared: &Shared, read: impl FnOnce(&LaidOut<'_>) -> T) -> T {
        read(&LaidOut::new(&|number, width| {
            let record = self.record(number, shared.data());
            RowLines {
                above: self.heading(number).map(|heading| ruled(heading, width)).into_iter().collect(),
                own: record.map_or_else(
                    || vec![Line::default()],
                    |record| Row { shared, plan: &self.found.plan, record }.lines(width),
                ),
            }
        }))
    }

    /// The heading above a row: with an empty input, which records follow.
    fn heading(&self, number: usize) -> Option<&'static str> {
        match (self.recent, number) {
            _ if !self.query.is_empty() => None,
            (0, 0) => Some("All records"),
            (_, 0) => Some("Recent records"),
            (recent, number) if recent == number => Some("Other records"),
            _ => None,
        }
    }

    /// What is said if nothing was found, in lines of this width.
    fn nothing_found(&self, width: usize) -> Vec<Line> {
        let hint = match self.query.has_words() {
            _ if self.found.plan.is_explained() => "",
            true => " Try fewer letters.",
            false => " Try fewer filters.",
        };
        let said = format!("Nothing found.{hint}");
        let broken = wrap::lines(&said, width.saturating_sub(2));
        broken.into_iter().map(|line| Line::new(Role::Text, format!(" {line}"))).collect()
    }
}

/// A heading with a rule on both sides.
fn ruled(heading: &str, width: usize) -> Line {
    let rule = |width: usize| Span::new(Role::Id, "─".repeat(width));
    let heading = format!(" {heading} ");
    let rest = width.saturating_sub(2 + wrap::width(&heading));
    vec![rule(2), Span::new(Role::Heading, heading), rule(rest)].into()
}

fn lines(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
