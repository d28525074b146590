//! The behaviour of the dashboard: how it carries out actions.

use compact_str::CompactString;
use ratatui::layout::Rect;

use super::{Action, Dashboard, KEYS, Pane, Reading, Selection, Subject, Visit, Wording};
use crate::app::content::Region;
use crate::app::history::History;
use crate::app::keys::{Binding, Bindings, Hint};
use crate::app::layout::{Arrangement, inside};
use crate::app::motion::{Motion, Rows, scrolled, scrolled_into_view};
use crate::app::screens::{Below, Flow, Jump, Layer, Screen};
use crate::app::{Action as Pressed, Effect, Shared, Take};
use crate::atlas::RecordId;
use crate::present::page::Item;

impl Dashboard {
    /// Carries out an action that only the dashboard has, after the screens `over` it were closed.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action, over: Vec<Screen>) -> Flow {
        match action {
            Action::NextPane => self.focus(self.pane.neighbour(false)),
            Action::PreviousPane => self.focus(self.pane.neighbour(true)),
            Action::Focus(pane) => self.focus(pane),
            Action::Enlarge => {
                self.enlarged = !self.enlarged && shared.arrangement().has_borders();
                self.enlarged_detail = self.enlarged && self.reading.is_some();
                self.scroll_to_link(shared);
            }
            // Keep visits whose records are all missing from the visible data: the records may return.
            Action::Back | Action::Forward if !self.permits(shared, action) => {}
            Action::Back => return self.travel(shared, History::back, over),
            Action::Forward => return self.travel(shared, History::forward, over),
            Action::NextLink => self.step_link(shared, true),
            Action::PreviousLink => self.step_link(shared, false),
        }
        Flow::Stay
    }

    /// Whether one of those actions would do something now.
    pub(in crate::app) fn permits(&self, shared: &Shared, action: Action) -> bool {
        match action {
            Action::NextPane | Action::PreviousPane | Action::Focus(_) => true,
            Action::Enlarge => shared.arrangement().has_borders(),
            Action::Back => self.history.trail().any(|visit| self.has(shared, &visit.selection)),
            Action::Forward => self.history.ahead().any(|visit| self.has(shared, &visit.selection)),
            Action::NextLink | Action::PreviousLink => match self.detail(shared) {
                Some((page, _)) => !page.items.is_empty(),
                // It is opened first.
                None => self.subject(shared).is_some(),
            },
        }
    }

    /// Whether an enlarged pane or, in a window for one list, the detail covers the panes.
    pub(in crate::app) fn is_covered(&self, shared: &Shared) -> bool {
        self.enlarged || self.reading.is_some() && shared.arrangement() <= Arrangement::List
    }

    /// Restores the panes that are covered. Returns whether any were.
    pub(in crate::app) fn uncover(&mut self, shared: &Shared) -> bool {
        let is_covered = self.is_covered(shared);
        if is_covered && !std::mem::take(&mut self.enlarged) {
            self.reading = None;
        }
        is_covered
    }

    fn focus(&mut self, pane: Pane) {
        self.pane = pane;
        self.reading = None;
    }

    fn step_link(&mut self, shared: &Shared, forward: bool) {
        self.forget_missing();
        let selected = self.reading.get_or_insert_default().link.take();
        if let Some((page, _)) = self.detail(shared) {
            let (links, here) = (page.items.len().max(1), selected.and_then(|link| page.number_of(&link)));
            let next = match (here, forward) {
                (None, true) => 0,
                (None, false) => links - 1,
                (Some(link), true) => (link + 1) % links,
                (Some(link), false) => (link + links - 1) % links,
            };
            self.reading.get_or_insert_default().link = page.link(next);
        }
        self.scroll_to_link(shared);
    }

    /// Moves through the list of the selected tally.
    fn move_in_list(&mut self, shared: &Shared, motion: Motion) {
        let Some((page, height)) = self.detail(shared) else { return };
        let Some(reading) = &mut self.reading else { return };
        let here = reading.link.as_ref().and_then(|link| page.number_of(link)).unwrap_or_default();
        let to = Rows::of(page.items.len()).moved(here, motion, height);
        reading.link = page.link(to);
        if to + 1 >= page.items.len() {
            // The end says how many more there are.
            reading.scroll = scrolled(page.lines.len(), page.lines.len(), height, None);
        }
        self.scroll_to_link(shared);
    }

    /// Selects a record in its pane, and opens the detail if it is not visible next to the list. Going back from there
    /// reopens the screens `over` the dashboard.
    pub(in crate::app) fn jump(&mut self, shared: &Shared, jump: Jump, over: Vec<Screen>) {
        if let Some(here) = self.visit_in(self.pane, shared.data()) {
            self.history.leave(Visit { over, ..here });
        }
        self.show(&Selection::Record(jump.record), shared.data());
        if jump.reads {
            self.read(shared);
        } else {
            self.reading = self.areas(shared).detail.is_none().then(Reading::default);
        }
    }

    /// Focuses the detail, over the whole window if its text does not fit the pane.
    fn read(&mut self, shared: &Shared) {
        self.reading = Some(Reading::default());
        self.enlarged = false;
        let fits = self.detail(shared).is_none_or(|(page, height)| page.lines.len() <= height);
        self.enlarged = !fits && shared.arrangement().has_borders();
        self.enlarged_detail = self.enlarged;
    }

    /// Follows a link: selects the record and focuses the detail.
    pub(in crate::app) fn follow(&mut self, shared: &Shared, record: RecordId) {
        self.jump(shared, Jump { record, reads: false }, Vec::new());
        self.reading = Some(Reading::default());
    }

    fn travel(
        &mut self,
        shared: &Shared,
        step: fn(&mut History<Visit>, Option<Visit>) -> Option<Visit>,
        over: Vec<Screen>,
    ) -> Flow {
        let mut here = self.visit_in(self.pane, shared.data()).map(|here| Visit { over, ..here });
        // Skip visits whose records are missing from the visible data, but keep them: the records may return.
        while let Some(there) = step(&mut self.history, here) {
            if !self.has(shared, &there.selection) {
                here = Some(there);
                continue;
            }
            let Visit { selection, reading, enlarged, enlarged_detail, mut over } = there;
            self.show(&selection, shared.data());
            self.reading = reading;
            self.enlarged = enlarged && shared.arrangement().has_borders();
            self.enlarged_detail = enlarged_detail;
            self.scroll_to_link(shared);
            for screen in &mut over {
                screen.layer_mut().adopt(shared, shared.data());
                screen.layer_mut().fit(shared);
            }
            return Flow::Open(over);
        }
        Flow::Stay
    }

    /// Copies the selected particular alone, or copies or pins the record of the selected link.
    fn take_item(&self, shared: &Shared, take: Take) -> Option<Flow> {
        match (self.item(shared)?, take) {
            (Item::Particular(text), Take::Words) => Some(Flow::Do(Effect::Copy(text))),
            (Item::Particular(_), Take::Citation | Take::Markdown | Take::Pin | Take::Note) => None,
            (Item::Record(record), take) => Some(shared.take(take, &record)),
        }
    }

    /// Scrolls the detail so that the selected link is visible.
    pub(super) fn scroll_to_link(&mut self, shared: &Shared) {
        if self.reading.is_none() {
            return;
        }
        let detail = self.detail(shared);
        let Some((reading, (page, height))) = self.reading.as_mut().zip(detail) else { return };
        let link = reading.link.as_ref().and_then(|link| page.number_of(link));
        if let Some(lines) = link.and_then(|link| page.lines_of_link(link)) {
            let first = scrolled(reading.scroll, page.lines.len(), height, None);
            let scroll = scrolled_into_view(first, &lines, height);
            // While the link is visible, keep a scroll position that a shorter page does not reach.
            if scroll != first {
                reading.scroll = scroll;
            }
        }
    }
}

impl Layer for Dashboard {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, shared: &Shared, room: usize) -> CompactString {
        self.name(shared, room)
    }

    fn content(&self, shared: &Shared, _: Rect, show: &mut dyn FnMut(Region)) {
        self.show_all(shared, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let detail = self.reading.is_some().then(|| self.detail(shared)).flatten();
        if self.reading.is_some() && matches!(self.subject(shared), Some(Subject::Tally(_))) {
            self.move_in_list(shared, motion);
            return Flow::Stay;
        }
        if let Some(reading) = &mut self.reading {
            if let Some((page, height)) = detail {
                reading.scroll = scrolled(reading.scroll, page.lines.len(), height, Some(motion));
            }
            return Flow::Stay;
        }
        let areas = self.areas(shared);
        let area = areas.of(self.pane).map(|area| inside(shared.arrangement(), area)).unwrap_or_default();
        let row = match self.pane {
            Pane::Members => self.moved_member(shared, motion, area),
            Pane::Matrix => self.moved_entry(shared, motion, area, areas.wording),
            Pane::Plan | Pane::Overview => self.moved_in_list(shared, self.pane, motion, area),
        };
        let is_list = match self.pane {
            Pane::Members => self.lists_members(shared, area),
            Pane::Matrix => false,
            Pane::Plan | Pane::Overview => true,
        };
        let first = if is_list { self.first_line_of(shared, self.pane, area) } else { None };
        self.select(row);
        self.contents.stay(self.pane, first);
        Flow::Stay
    }

    fn moves(&self, shared: &Shared, motion: Motion) -> bool {
        if self.reading.is_some() || !motion.is_across() {
            return !motion.is_across();
        }
        match self.pane {
            Pane::Matrix => true,
            Pane::Members => self.has_columns_of_members(shared),
            Pane::Plan | Pane::Overview => false,
        }
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        if self.reading.is_none() {
            self.forget_missing();
            self.reading = self.subject(shared).map(|_| Reading::default());
            if let Some(Subject::Tally(_)) = self.subject(shared) {
                self.move_in_list(shared, Motion::First);
            }
        } else if let Some(target) = self.target(shared).filter(|target| shared.data().get(target).is_some()) {
            return Flow::Follow(target);
        }
        Flow::Stay
    }

    fn opens(&self, shared: &Shared) -> bool {
        if self.reading.is_some() { self.target(shared).is_some() } else { self.subject(shared).is_some() }
    }

    fn close(&mut self) -> Flow {
        // What was enlarged last is restored first.
        if self.enlarged && self.enlarged_detail || self.reading.take().is_none() {
            self.enlarged = false;
        }
        Flow::Stay
    }

    fn closes(&self, _: &Shared) -> bool {
        self.reading.is_some() || self.enlarged
    }

    fn selected(&self, shared: &Shared) -> Option<RecordId> {
        match self.subject(shared)? {
            Subject::Record(record) => Some(record.id().clone()),
            Subject::Tally(tally) => tally.records.get(0, shared.data()).map(|record| record.id().clone()),
        }
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        if let Some(flow) = self.take_item(shared, take) {
            return flow;
        }
        match self.subject(shared) {
            Some(Subject::Record(record)) => shared.take(take, record.id()),
            Some(Subject::Tally(tally)) => shared.take_all(take, tally),
            None => Flow::Stay,
        }
    }

    fn takes(&self, shared: &Shared, take: Take) -> bool {
        match self.subject(shared) {
            Some(Subject::Record(_)) => true,
            Some(Subject::Tally(_)) => take != Take::Note || self.item(shared).is_some(),
            None => false,
        }
    }

    fn below(&self, _: &Shared) -> Below {
        let name = match self.pane {
            _ if self.reading.is_some() => "detail",
            Pane::Members => "members",
            Pane::Matrix => "matrix",
            Pane::Plan => "Global Plan",
            Pane::Overview => "overview",
        };
        Below { bindings: &KEYS, name, is_to_pick: false }
    }

    fn hint(&self, shared: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        let is_reading = self.reading.is_some();
        let word = match binding.actions.first() {
            Some(Pressed::Open) if is_reading => "follow",
            Some(Pressed::Open) => "read",
            // Esc says so.
            Some(Pressed::Dashboard(Action::Enlarge)) if self.enlarged => return None,
            Some(Pressed::Dashboard(Action::Enlarge)) if self.pane == Pane::Matrix && !is_reading => {
                if self.areas(shared).wording == Wording::Headlines { "full words" } else { hint.word }
            }
            _ => hint.word,
        };
        Some(Hint { word, ..hint })
    }

    fn fit(&mut self, shared: &Shared) {
        // Esc restores the enlarged pane first; where enlarging changes nothing visible, that Esc would seem to do nothing.
        self.enlarged &= shared.arrangement().has_borders();
        self.scroll_to_link(shared);
    }
}
