//! What actions do on the dashboard.

use ratatui::layout::Rect;

use super::{Action, Dashboard, KEYS, Pane, Reading, Spot, Visit};
use crate::app::content::Region;
use crate::app::history::History;
use crate::app::keys::Bindings;
use crate::app::layout::inside;
use crate::app::motion::{Motion, Rows, kept_in_sight, scrolled};
use crate::app::screens::{Flow, Layer, Screen};
use crate::app::{Action as Pressed, Shared, Take};
use crate::atlas::RecordId;

impl Dashboard {
    /// Does what the dashboard alone can do.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action) -> Flow {
        match action {
            Action::NextPane => self.focus(self.pane.neighbour(false)),
            Action::PreviousPane => self.focus(self.pane.neighbour(true)),
            Action::Focus(pane) => self.focus(pane),
            Action::Zoom => {
                self.zoomed = !self.zoomed && shared.arrangement().framed();
                self.keep_link_in_sight(shared);
            }
            // Where no place is in the data now, none is given up: they may be there again.
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
        self.settle();
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
        self.keep_link_in_sight(shared);
    }

    /// Goes to a record in its pane, so that it is seen: where the detail is not beside the list, it is opened. The way
    /// back leads to the screen that lay over it, if the jump comes from there.
    pub(in crate::app) fn jump(&mut self, shared: &Shared, record: RecordId, over: Option<Screen>) {
        if let Some(here) = self.visit_in(self.pane, shared.data()) {
            self.history.leave(Visit { over, ..here });
        }
        self.show(&Spot::Record(record), shared.data());
        self.reading = self.areas(shared).detail.is_none().then(Reading::default);
    }

    /// Goes to the other end of a link, and reads there.
    pub(in crate::app) fn follow(&mut self, shared: &Shared, record: RecordId) {
        self.jump(shared, record, None);
        self.reading = Some(Reading::default());
    }

    fn travel(&mut self, shared: &Shared, step: fn(&mut History<Visit>, Option<Visit>) -> Option<Visit>) -> Flow {
        let mut here = self.visit_in(self.pane, shared.data());
        // What is not in the data now is passed over; it may be there again.
        while let Some(there) = step(&mut self.history, here) {
            if !self.has(shared, &there.spot) {
                here = Some(there);
                continue;
            }
            let Visit { spot, reading, over } = there;
            self.show(&spot, shared.data());
            self.reading = reading;
            self.keep_link_in_sight(shared);
            return over.map_or(Flow::Stay, |mut screen| {
                screen.layer_mut().adopt(shared, shared.data());
                Flow::Open(screen)
            });
        }
        Flow::Stay
    }

    /// Scrolls the detail so that the selected link is on the screen.
    pub(super) fn keep_link_in_sight(&mut self, shared: &Shared) {
        if self.reading.is_none() {
            return;
        }
        let detail = self.detail(shared);
        let Some((reading, (page, height))) = self.reading.as_mut().zip(detail) else { return };
        let link = reading.link.as_ref().and_then(|link| page.number_of(link));
        if let Some(lines) = link.and_then(|link| page.lines_of_link(link)) {
            let first = scrolled(reading.scroll, page.lines.len(), height, None);
            let saved = kept_in_sight(first, &lines, height);
            // Where it is in sight, a shorter page costs nobody the place on a longer one.
            if saved != first {
                reading.scroll = saved;
            }
        }
    }
}

impl Layer for Dashboard {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn called(&self, shared: &Shared) -> String {
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
            Motion::Left if across => self.contents.beside(row, true),
            Motion::Right if across => self.contents.beside(row, false),
            motion => {
                let area = self.areas(shared).panes.into_iter().find(|(pane, _)| *pane == self.pane);
                let area = area.map(|(_, area)| inside(shared.arrangement(), area)).unwrap_or_default();
                let is_to_an_end = matches!(motion, Motion::First | Motion::Last);
                if self.pane == Pane::Matrix && !is_to_an_end {
                    let to = Rows::of(rows).moved(row, motion, self.entries_in_sight(shared.arrangement(), area));
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
            self.settle();
            self.reading = self.subject(shared).map(|_| Reading::default());
        } else if let Some(target) = self.link(shared).filter(|target| shared.data().get(target).is_some()) {
            return Flow::Follow(target.clone());
        }
        Flow::Stay
    }

    fn close(&mut self) -> Flow {
        if self.reading.take().is_none() {
            self.zoomed = false;
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
                Action::Zoom => shared.arrangement().framed(),
                Action::Back => self.history.trail().any(|visit| self.has(shared, &visit.spot)),
                Action::Forward => self.history.ahead().any(|visit| self.has(shared, &visit.spot)),
                Action::NextLink | Action::PreviousLink => {
                    self.detail(shared).is_some_and(|(page, _)| !page.links.is_empty())
                }
            },
            Pressed::Move(motion) => !motion.is_across() || (self.pane == Pane::Matrix && self.reading.is_none()),
            Pressed::Close => self.reading.is_some() || self.zoomed,
            Pressed::Open if self.reading.is_some() => self.link(shared).is_some(),
            Pressed::Open => self.subject(shared).is_some(),
            Pressed::Take(_) => self.current(shared).is_some(),
            Pressed::Edit(_) | Pressed::Search(_) | Pressed::Pins(_) => false,
            Pressed::Show(_) | Pressed::SourcesOnly | Pressed::Program(_) => true,
        }
    }

    fn fit(&mut self, shared: &Shared) {
        // A zoom that cannot be seen as one would make Esc a riddle.
        self.zoomed &= shared.arrangement().framed();
        self.keep_link_in_sight(shared);
    }
}
