//! The content of the search: a pane with the input, the filters, a remark on the query and the hits, and the detail of the
//! selected hit next to it or below it.

use std::cell::RefCell;
use std::fmt::Display;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;

use super::Search;
use super::heading::ruled;
use super::hit::add_row;
use crate::app::Shared;
use crate::app::Subject;
use crate::app::content::{List, Region, RowLines, Titles};
use crate::app::layout::{Arrangement, inside, reading_area, split_columns, split_lines, text_area};
use crate::app::motion::{Motion, scrolled};
use crate::app::screens::detail;
use crate::app::screens::record_row;
use crate::present::content::{Lines, Role};
use crate::present::wrap;

/// Width of the pane next to the detail, with its border: what a record is, and the longest headline in one line.
const PANE: u16 = 60;

/// Most lines of hits above the detail.
const MOST_HITS: u16 = 10;

/// Most lines of remarks above hits.
const MOST_REMARKS: usize = 4;

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
    fn areas(&self, shared: &Shared, body: Rect) -> Areas {
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
            let hits = self.height_of_hits(shared, within.width);
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
        let area = self.areas(shared, shared.body()).hits;
        let row = self.row(shared);
        self.rows().moved(motion, area.height.into(), |number| RowLines::height(number, area.width, &row))
    }

    /// Lines for the filters, which are visible while they are chosen.
    fn filter_lines(&self, shared: &Shared, width: u16) -> u16 {
        if self.filtering { lines(self.chips(shared.keymap(), width.into()).len()) } else { 0 }
    }

    /// The lines of the remarks in an area, at most as many as leave room for hits.
    fn remark_lines(&self, area: Rect) -> Vec<String> {
        let (remarks, width) = (self.remarks(), usize::from(text_area(area).width).max(1));
        let most = if self.hits().is_empty() { usize::from(area.height) } else { MOST_REMARKS };
        let mut lines = Vec::new();
        if !remarks.is_empty() {
            wrap::each_first_line(&remarks, (width, width), most, |_, line| lines.push(line.to_owned()));
        }
        lines
    }

    /// The lines that the hits need above the detail, or what is said instead of them.
    fn height_of_hits(&self, shared: &Shared, width: u16) -> u16 {
        if self.hits().is_empty() {
            return lines(wrap::lines(&self.nothing_found(), text_width(width)).count());
        }
        record_row::height_of_all(self.hits().len(), width, MOST_HITS, self.row(shared))
    }

    /// The text of the selected hit: its number of lines, and how many of them are visible.
    fn extent(&self, shared: &Shared) -> Option<(usize, usize)> {
        let area = self.areas(shared, shared.body()).detail?;
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
        let areas = self.areas(shared, body);
        let titles = Titles::new("Search", self.counted(shared)).focused(true);
        let pane = Region::bordered(shared, areas.pane, titles)
            .input(areas.input, " / ", &self.input, !self.filtering)
            .block(areas.filters, |block| {
                if self.filtering {
                    block.copy(self.chips(shared.keymap(), areas.filters.width.into()).iter());
                }
            })
            .block(areas.remark, |block| said(self.remark_lines(areas.remark).into_iter(), block));
        show(self.list(shared, pane, areas.hits));
        if let Some(area) = areas.detail {
            show(match self.chosen(shared.data()) {
                Some(record) => detail::of_hit(shared, area, record, &self.found.plan, self.scroll),
                None => Region::bordered(shared, area, Titles::default()),
            });
        }
    }

    /// The number of records found.
    pub(super) fn counted(&self, shared: &Shared) -> CompactString {
        format_compact!("{} of {}", self.found.total, shared.data().len())
    }

    fn list(&self, shared: &Shared, pane: Region, area: Rect) -> Region {
        if self.hits().is_empty() {
            let nothing_found = self.nothing_found();
            return pane.block(area, |block| said(wrap::lines(&nothing_found, text_width(area.width)), block));
        }
        pane.list_in(area, self.rows(), self.found.total, self.row(shared))
    }

    fn rows(&self) -> List {
        List { count: self.hits().len(), selected: self.selected, focused: true }
    }

    /// What adds the rows of the hits with their headings.
    fn row<'a>(&'a self, shared: &'a Shared) -> impl Fn(usize, usize, &mut RowLines<'_>) {
        let (marker, memory) = (RefCell::new(shared.searcher().marker(&self.found.plan)), RefCell::default());
        move |number, width, lines| {
            if let Some(heading) = self.heading(number) {
                lines.above(|line| ruled(&heading, width, line));
            }
            match self.record(number, shared.data()) {
                Some(record) => add_row(record, &marker, &mut memory.borrow_mut(), width, lines),
                None => lines.own(|_| {}),
            }
        }
    }

    /// What is said if nothing was found.
    fn nothing_found(&self) -> String {
        let hint = match self.query.has_words() {
            _ if self.found.plan.is_explained() => "",
            true => " Try fewer letters.",
            false => " Try fewer filters.",
        };
        format!("Nothing found.{hint}")
    }
}

/// Columns for what is said in an area of this width.
fn text_width(area: u16) -> usize {
    usize::from(area).saturating_sub(2)
}

/// Adds lines after a margin.
fn said(lines: impl Iterator<Item = impl Display>, block: &mut Lines) {
    for line in lines {
        block.begin(Role::Text).write(Role::Text, format_args!(" {line}"));
    }
}

fn lines(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
