//! The behaviour of the dashboard: how it carries out actions.

use ratatui::layout::Rect;

use super::{Action, Dashboard, KEYS, Pane, Reading, Selection, Subject, Visit, Wording};
use crate::app::content::Region;
use crate::app::history::History;
use crate::app::keys::{Binding, Bindings};
use crate::app::layout::inside;
use crate::app::motion::{Motion, Rows, scrolled, scrolled_into_view};
use crate::app::screens::{Flow, Layer, Screen};
use crate::app::{Action as Pressed, Shared, Take};
use crate::atlas::RecordId;

impl Dashboard {
    /// Carries out an action that only the dashboard has.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action) -> Flow {
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
            Action::Back | Action::Forward if !self.works(shared, Pressed::Dashboard(action)) => {}
            Action::Back => return self.travel(shared, History::back),
            Action::Forward => return self.travel(shared, History::forward),
            Action::NextLink => self.step_link(shared, true),
            Action::PreviousLink => self.step_link(shared, false),
        }
        Flow::Stay
    }

    fn focus(&mut self, pane: Pane) {
        self.pane = pane;
        self.reading = None;
    }

    fn step_link(&mut self, shared: &Shared, forward: bool) {
        self.forget_missing();
        let selected = self.reading.get_or_insert_default().link.take();
        if let Some((page, _)) = self.detail(shared) {
            let (links, here) = (page.links.len().max(1), selected.and_then(|link| page.number_of(&link)));
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
        let to = Rows::of(page.links.len()).moved(here, motion, height);
        reading.link = page.link(to);
        if to + 1 >= page.links.len() {
            // The end says how many more there are.
            reading.scroll = scrolled(page.lines.len(), page.lines.len(), height, None);
        }
        self.scroll_to_link(shared);
    }

    /// Selects a record in its pane, and opens the detail if it is not visible next to the list. Going back from there
    /// reopens `over`, the screen that the jump comes from.
    pub(in crate::app) fn jump(&mut self, shared: &Shared, record: RecordId, over: Option<Screen>) {
        if let Some(here) = self.visit_in(self.pane, shared.data()) {
            self.history.leave(Visit { over, ..here });
        }
        self.show(&Selection::Record(record), shared.data());
        self.reading = self.areas(shared).detail.is_none().then(Reading::default);
    }

    /// Follows a link: selects the record and focuses the detail.
    pub(in crate::app) fn follow(&mut self, shared: &Shared, record: RecordId) {
        self.jump(shared, record, None);
        self.reading = Some(Reading::default());
    }

    fn travel(&mut self, shared: &Shared, step: fn(&mut History<Visit>, Option<Visit>) -> Option<Visit>) -> Flow {
        let mut here = self.visit_in(self.pane, shared.data());
        // Skip visits whose records are missing from the visible data, but keep them: the records may return.
        while let Some(there) = step(&mut self.history, here) {
            if !self.has(shared, &there.selection) {
                here = Some(there);
                continue;
            }
            let Visit { selection, reading, over } = there;
            self.show(&selection, shared.data());
            self.reading = reading;
            self.scroll_to_link(shared);
            return over.map_or(Flow::Stay, |mut screen| {
                screen.layer_mut().adopt(shared, shared.data());
                Flow::Open(screen)
            });
        }
        Flow::Stay
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

    fn title(&self, shared: &Shared) -> String {
        self.name(shared)
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
            Pane::Plan | Pane::Overview => {
                Rows::of(self.contents.rows(self.pane)).moved(self.row(self.pane), motion, area.height.into())
            }
        };
        self.select(row);
        Flow::Stay
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        if self.reading.is_none() {
            self.forget_missing();
            self.reading = self.subject(shared).map(|_| Reading::default());
            if let Some(Subject::Tally(_)) = self.subject(shared) {
                self.move_in_list(shared, Motion::First);
            }
        } else if let Some(target) = self.link(shared).filter(|target| shared.data().get(target).is_some()) {
            return Flow::Follow(target.clone());
        }
        Flow::Stay
    }

    fn close(&mut self) -> Flow {
        // What was enlarged last is restored first.
        if self.enlarged && self.enlarged_detail || self.reading.take().is_none() {
            self.enlarged = false;
        }
        Flow::Stay
    }

    fn paste(&mut self, _: &Shared, _: &str) -> Flow {
        Flow::Say("Open the search first, then paste.".into())
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        self.current(shared).map_or(Flow::Stay, |record| shared.take(take, record.id()))
    }

    fn works(&self, shared: &Shared, action: Pressed) -> bool {
        match action {
            Pressed::Dashboard(action) => match action {
                Action::NextPane | Action::PreviousPane | Action::Focus(_) => true,
                Action::Enlarge => shared.arrangement().has_borders(),
                Action::Back => self.history.trail().any(|visit| self.has(shared, &visit.selection)),
                Action::Forward => self.history.ahead().any(|visit| self.has(shared, &visit.selection)),
                Action::NextLink | Action::PreviousLink => {
                    self.detail(shared).is_some_and(|(page, _)| !page.links.is_empty())
                }
            },
            Pressed::Move(motion) if motion.is_across() && self.reading.is_none() => match self.pane {
                Pane::Matrix => true,
                Pane::Members => self.has_columns_of_members(shared),
                Pane::Plan | Pane::Overview => false,
            },
            Pressed::Move(motion) => !motion.is_across(),
            Pressed::Close => self.reading.is_some() || self.enlarged,
            Pressed::Open if self.reading.is_some() => self.link(shared).is_some(),
            Pressed::Open => self.subject(shared).is_some(),
            Pressed::Take(_) => self.current(shared).is_some(),
            Pressed::Edit(_) | Pressed::Search(_) | Pressed::Pins(_) => false,
            Pressed::Show(_) | Pressed::SourcesOnly | Pressed::Program(_) => true,
        }
    }

    fn word(&self, shared: &Shared, binding: &Binding, word: &'static str) -> Option<&'static str> {
        let is_reading = self.reading.is_some();
        match binding.actions.first() {
            Some(Pressed::Open) if is_reading => Some("follow"),
            Some(Pressed::Open) => Some("read"),
            // Esc says so.
            Some(Pressed::Dashboard(Action::Enlarge)) if self.enlarged => None,
            Some(Pressed::Dashboard(Action::Enlarge)) if self.pane == Pane::Matrix && !is_reading => {
                Some(if self.areas(shared).wording == Wording::Headlines { "full words" } else { word })
            }
            _ => Some(word),
        }
    }

    fn fit(&mut self, shared: &Shared) {
        // Esc restores the enlarged pane first; where enlarging changes nothing visible, that Esc would seem to do nothing.
        self.enlarged &= shared.arrangement().has_borders();
        self.scroll_to_link(shared);
    }
}
