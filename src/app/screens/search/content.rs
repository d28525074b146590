//! The content of the search: a pane with the input, the filters, the remarks on the query and the hits, or what is offered instead,
//! and the detail of the selected one next to it or below it.

use std::cell::RefCell;
use std::rc::Rc;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;

use super::Search;
use super::heading::{room, ruled};
use super::hit::add_row;
use super::suggestions::column;
use crate::app::Shared;
use crate::app::Subject;
use crate::app::content::{List, Region, RowLines, Titles};
use crate::app::layout::{Arrangement, inside, reading_area, split_columns, split_lines};
use crate::app::motion::{Motion, scrolled};
use crate::app::screens::detail;
use crate::app::screens::record_row;
use crate::present::content::Role;
use crate::present::page::Page;
use crate::present::wrap;

/// Width of the pane next to the detail, with its border: what a record is, and the longest headline in one line.
const PANE: u16 = 60;

/// Most lines of hits above the detail.
const MOST_HITS: u16 = 10;

/// Most lines of remarks above hits.
const MOST_REMARKS: u16 = 4;

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
    /// The remarks.
    remarks: Rect,
    /// The hits.
    hits: Rect,
    /// The detail of the selected row, with its border, if the arrangement has one.
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
        let filters = self.filter_lines(shared, within.width);
        let most = within.height.saturating_sub(1 + filters + LEAST_HITS);
        let remarks = lines(self.remark_lines(shared, within.width, most).len());
        if arrangement == Arrangement::Tabbed {
            let above = 1 + filters + remarks + (pane.height - within.height);
            let most = body.height.saturating_sub(LEAST_DETAIL).max(above + LEAST_HITS);
            let hits = self.height_of_hits(shared, within.width);
            [pane, detail] = split_lines(body, (above + hits).min(most));
        }
        let [input, rest] = split_lines(inside(arrangement, pane), 1);
        let [filters, rest] = split_lines(rest, filters);
        let [remarks, rest] = split_lines(rest, remarks);
        let [_, hits] = split_lines(rest, arrangement.shows_all_panes().into());
        Areas { pane, input, filters, remarks, hits, detail: Some(detail).filter(|area| !area.is_empty()) }
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

    /// The lines of the remarks in a pane of this width: at most `most`, and above hits few.
    fn remark_lines(&self, shared: &Shared, width: u16, most: u16) -> Vec<String> {
        let most = if self.hits().is_empty() { most } else { most.min(MOST_REMARKS) };
        let (remarks, columns) = (self.remarks(shared.data()), text_width(width).max(1));
        let mut lines = Vec::new();
        if !remarks.is_empty() {
            let add = |_, line: &str| lines.push(line.to_owned());
            wrap::each_first_line(&remarks, (columns, columns), most.into(), add);
        }
        lines
    }

    /// The lines that the rows need above the detail. All that is offered is shown if possible.
    fn height_of_hits(&self, shared: &Shared, width: u16) -> u16 {
        let most = if self.suggestions.is_empty() { MOST_HITS } else { u16::MAX };
        record_row::height_of_all(self.rows().count, width, most, self.row(shared))
    }

    /// The text of the selected row: its page, and how many of its lines are visible.
    fn page(&self, shared: &Shared) -> Option<(Rc<Page>, usize)> {
        let area = self.areas(shared, shared.body()).detail?;
        let text = reading_area(inside(shared.arrangement(), area));
        let page = match self.suggested() {
            Some(suggestion) => suggestion.page(shared, text.width.into()),
            None => shared.page(Subject::Record(self.chosen(shared.data())?), text.width.into()),
        };
        Some((page, text.height.into()))
    }

    /// The number of lines of that text, and how many of them are visible.
    fn extent(&self, shared: &Shared) -> Option<(usize, usize)> {
        self.page(shared).map(|(page, height)| (page.lines.len(), height))
    }

    /// Whether the text of the selected row is longer than its area.
    pub(super) fn has_longer_text(&self, shared: &Shared) -> bool {
        self.extent(shared).is_some_and(|(lines, height)| lines > height)
    }

    /// Scrolls the text of the selected row.
    pub(super) fn scroll(&mut self, shared: &Shared, motion: Motion) {
        if let Some((lines, height)) = self.extent(shared) {
            self.scroll = scrolled(self.scroll, lines, height, Some(motion));
        }
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let areas = self.areas(shared, body);
        let titles = Titles::new(self.name(), self.counted(shared)).focused(true);
        let pane = Region::bordered(shared, areas.pane, titles)
            .input(areas.input, " / ", &self.input, !self.filtering)
            .block(areas.filters, |block| {
                if self.filtering {
                    block.copy(self.chips(shared.keymap(), areas.filters.width.into()).iter());
                }
            })
            .block(areas.remarks, |block| {
                for line in self.remark_lines(shared, areas.remarks.width, areas.remarks.height) {
                    block.begin(Role::Text).write(Role::Text, format_args!(" {line}"));
                }
            });
        show(self.list(shared, pane, areas.hits));
        if let Some(area) = areas.detail {
            show(self.detail(shared, area));
        }
    }

    /// The text of the selected row, with the matched letters marked.
    fn detail(&self, shared: &Shared, area: Rect) -> Region {
        if let Some(record) = self.chosen(shared.data()) {
            return detail::of_hit(shared, area, record, &self.found.plan, self.scroll);
        }
        match self.suggested().zip(self.page(shared)) {
            Some((suggestion, (page, _))) => suggestion.detail(shared, area, &page, self.scroll),
            None => Region::bordered(shared, area, Titles::default()),
        }
    }

    /// The number of records found, and before it that of the marked ones.
    pub(super) fn counted(&self, shared: &Shared) -> CompactString {
        let of_all = self.of_all(shared);
        match self.marked().len() {
            0 => of_all,
            marked => format_compact!("{marked} marked · {of_all}"),
        }
    }

    /// How many records were found, of how many.
    pub(super) fn of_all(&self, shared: &Shared) -> CompactString {
        format_compact!("{} of {}", self.found.total, shared.data().len())
    }

    fn list(&self, shared: &Shared, pane: Region, area: Rect) -> Region {
        let rows = self.rows();
        pane.list_in(area, rows, self.found.total.max(rows.count), self.row(shared))
    }

    fn rows(&self) -> List {
        List { count: self.hits().len().max(self.suggestions.len()), selected: self.selected, focused: true }
    }

    /// What adds the rows with their headings.
    fn row<'a>(&'a self, shared: &'a Shared) -> impl Fn(usize, usize, &mut RowLines<'_>) {
        let (marker, memory) = (RefCell::new(shared.searcher().marker(&self.found.plan)), RefCell::default());
        let column = column(&self.suggestions);
        move |number, width, lines| {
            if let Some(heading) = self.heading(number) {
                let mut parts = wrap::lines(&heading, room(width)).enumerate().peekable();
                while let Some((number, part)) = parts.next() {
                    let ends = [number == 0, parts.peek().is_none()];
                    lines.above(|line| ruled(&part, ends, line));
                }
            }
            match (self.record(number, shared.data()), self.suggestions.get(number)) {
                (Some(record), _) => {
                    add_row(record, self.sign(record), &marker, &mut memory.borrow_mut(), width, lines);
                }
                (None, Some(suggestion)) => suggestion.add_row(column, width, lines),
                (None, None) => lines.own(|_| {}),
            }
        }
    }
}

/// Columns for what is said in an area of this width.
fn text_width(area: u16) -> usize {
    usize::from(area).saturating_sub(2)
}

fn lines(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
