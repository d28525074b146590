//! The behaviour of the dashboard: how it carries out actions.

use ratatui::layout::Rect;

use super::{Action, Dashboard, KEYS, Pane, Reading, Selection, Visit};
use crate::app::content::Region;
use crate::app::history::History;
use crate::app::keys::Bindings;
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
        if let Some(reading) = &mut self.reading {
            if let Some((page, height)) = detail {
                reading.scroll = scrolled(reading.scroll, page.lines.len(), height, Some(motion));
            }
            return Flow::Stay;
        }
        let (rows, row) = (self.contents.rows(self.pane), self.row(self.pane));
        let across = self.pane == Pane::Matrix && rows > 0;
        let row = match motion {
            Motion::Left if across => self.contents.next_pillar(row, true),
            Motion::Right if across => self.contents.next_pillar(row, false),
            motion => {
                let area = self.areas(shared).panes.into_iter().find(|(pane, _)| *pane == self.pane);
                let area = area.map(|(_, area)| inside(shared.arrangement(), area)).unwrap_or_default();
                let is_to_an_end = matches!(motion, Motion::First | Motion::Last);
                if self.pane == Pane::Matrix && !is_to_an_end {
                    let to = Rows::of(rows).moved(row, motion, self.visible_entries(shared.arrangement(), area));
                    self.contents.within_reach(row, to)
                } else {
                    Rows::of(rows).moved(row, motion, area.height.into())
                }
            }
        };
        self.select(row);
        Flow::Stay
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        if self.reading.is_none() {
            self.forget_missing();
            self.reading = self.subject(shared).map(|_| Reading::default());
        } else if let Some(target) = self.link(shared).filter(|target| shared.data().get(target).is_some()) {
            return Flow::Follow(target.clone());
        }
        Flow::Stay
    }

    fn close(&mut self) -> Flow {
        if self.reading.take().is_none() {
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
            Pressed::Move(motion) => !motion.is_across() || (self.pane == Pane::Matrix && self.reading.is_none()),
            Pressed::Close => self.reading.is_some() || self.enlarged,
            Pressed::Open if self.reading.is_some() => self.link(shared).is_some(),
            Pressed::Open => self.subject(shared).is_some(),
            Pressed::Take(_) => self.current(shared).is_some(),
            Pressed::Edit(_) | Pressed::Search(_) | Pressed::Pins(_) => false,
            Pressed::Show(_) | Pressed::SourcesOnly | Pressed::Program(_) => true,
        }
    }

    fn fit(&mut self, shared: &Shared) {
        // Esc restores the enlarged pane first; where enlarging changes nothing visible, that Esc would seem to do nothing.
        self.enlarged &= shared.arrangement().has_borders();
        self.scroll_to_link(shared);
    }
}
