//! What an action does to the model.

use super::model::{Overlay, Place};
use super::search::Search;
use super::{Action, Effect, Model, Pane, Reading, layout};
use crate::atlas::RecordId;

/// So many queries and records are remembered.
const REMEMBERED: usize = 50;

impl Model {
    /// Carries an action out as far as it concerns the model, and says what is left for the world outside.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Resize(width, height) => self.resize(width, height),
            action => match self.overlay.take() {
                Some(Overlay::Search(search)) => self.in_search(search, action),
                Some(Overlay::Help { scroll, over }) => self.in_help(scroll, over, &action),
                None => self.on_dashboard(action),
            },
        }
        None
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        // A zoom that cannot be seen as one would make Esc a riddle.
        self.zoomed &= self.form().framed();
        self.keep_link_in_sight();
        if let Some(Overlay::Help { scroll, over }) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Help { .. }))
        {
            // Not an action of the help: brings the scroll within its new bounds.
            self.in_help(scroll, over, &Action::Redraw);
        }
    }

    pub(super) fn open_search(&mut self, words: &str) {
        // No search types as much as that.
        self.searches += 1 << 32;
        let mut search = Search::new(words, self.searches, &self.atlas);
        search.show_all(&self.recent, self.atlas.records().len());
        self.overlay = Some(Overlay::Search(Box::new(search)));
    }

    fn in_search(&mut self, mut search: Box<Search>, action: Action) {
        match action {
            Action::Close if search.filtering() => search.set_filtering(false),
            Action::Close => return self.remember_query(search.typed()),
            Action::Help => {
                self.overlay = Some(Overlay::Help { scroll: 0, over: Some(search) });
                return;
            }
            Action::Filter => search.set_filtering(!search.filtering()),
            Action::Open | Action::Next | Action::Previous | Action::PageDown | Action::PageUp
                if search.defers(&action) => {}
            Action::Open => {
                if let Some(hit) = search.chosen() {
                    self.remember_query(search.typed());
                    self.jump(hit.record);
                    return;
                }
            }
            Action::Previous if search.selected() == 0 => search.recall(true, &self.queries, &self.atlas),
            action => self.edit_search(&mut search, action),
        }
        search.show_all(&self.recent, self.atlas.records().len());
        self.overlay = Some(Overlay::Search(search));
    }

    fn edit_search(&self, search: &mut Search, action: Action) {
        match action {
            Action::Edit(request) => search.edit(request, &self.atlas),
            Action::Paste(text) => search.paste(&text, &self.atlas),
            Action::Complete => search.complete(&self.atlas),
            Action::OlderQuery => search.recall(true, &self.queries, &self.atlas),
            Action::NewerQuery => search.recall(false, &self.queries, &self.atlas),
            Action::ToggleKind(kind) => search.toggle_kind(kind, &self.atlas),
            Action::TogglePillar(pillar) => search.toggle_pillar(pillar, &self.atlas),
            action => {
                let areas = layout::search_areas(self.form(), self.areas().body, search.into());
                let page = layout::inside(self.form(), areas.hits).height.into();
                search.step(step(&action, page).unwrap_or_default());
            }
        }
    }

    /// Keeps a query for later, as the newest.
    fn remember_query(&mut self, typed: &str) {
        let typed = typed.trim();
        if !typed.is_empty() {
            self.queries.retain(|query| query != typed);
            self.queries.push(typed.to_owned());
            let surplus = self.queries.len().saturating_sub(REMEMBERED);
            self.queries.drain(..surplus);
        }
    }

    fn in_help(&mut self, scroll: usize, over: Option<Box<Search>>, action: &Action) {
        if *action == Action::Close {
            self.overlay = over.map(Overlay::Search);
            return;
        }
        let area = layout::text_area(self.form(), self.areas().body);
        let lines = super::help::lines(area.width.into(), self.ascii, over.is_some()).len();
        let last = lines.saturating_sub(area.height.into());
        let scroll = moved(scroll, last + 1, step(action, area.height.into()).unwrap_or_default());
        self.overlay = Some(Overlay::Help { scroll, over });
    }

    fn on_dashboard(&mut self, action: Action) {
        match action {
            Action::Paste(_) => self.notify("Open the search first, then paste into it."),
            Action::NextPane => self.focus(self.pane.neighbour(false)),
            Action::PreviousPane => self.focus(self.pane.neighbour(true)),
            Action::Focus(pane) => self.focus(pane),
            Action::Zoom => {
                self.zoomed = !self.zoomed && self.form().framed();
                self.keep_in_bounds();
            }
            Action::Search => self.open_search(""),
            Action::Help => self.overlay = Some(Overlay::Help { scroll: 0, over: None }),
            Action::Back => self.travel(super::history::History::back),
            Action::Forward => self.travel(super::history::History::forward),
            Action::NextLink => self.step_link(true),
            Action::PreviousLink => self.step_link(false),
            Action::Open => self.open(),
            Action::Close if self.reading.is_some() => self.reading = None,
            Action::Close => self.zoomed = false,
            action if self.reading.is_some() => self.scroll(&action),
            action => self.select(&action),
        }
    }

    fn focus(&mut self, pane: Pane) {
        self.pane = pane;
        self.reading = None;
    }

    /// Moves the selection of the focused pane.
    fn select(&mut self, action: &Action) {
        let rows = self.contents.list(self.pane).len();
        let row = self.row(self.pane);
        let to = match action {
            Action::Left if self.pane == Pane::Matrix && rows > 0 => self.contents.beside(row, true),
            Action::Right if self.pane == Pane::Matrix && rows > 0 => self.contents.beside(row, false),
            action => {
                let area = self.areas().panes.into_iter().find(|(pane, _)| *pane == self.pane);
                let page = area.map_or(1, |(_, area)| layout::inside(self.form(), area).height);
                moved(row, rows, step(action, page.into()).unwrap_or_default())
            }
        };
        self.rows[self.pane as usize] = to;
    }

    /// Moves the text of the detail.
    fn scroll(&mut self, action: &Action) {
        let Some((page, height)) = self.detail() else { return };
        let Some(reading) = &mut self.reading else { return };
        let last = page.lines.len().saturating_sub(height);
        reading.scroll = moved(reading.scroll, last + 1, step(action, height).unwrap_or_default());
    }

    fn step_link(&mut self, forward: bool) {
        let mut reading = self.reading.unwrap_or_default();
        self.reading = Some(reading);
        let links = self.detail().map_or(0, |(page, _)| page.links.len());
        if links > 0 {
            reading.link = Some(match (reading.link, forward) {
                (None, true) => 0,
                (None, false) => links - 1,
                (Some(link), true) => (link + 1) % links,
                (Some(link), false) => (link + links - 1) % links,
            });
        }
        self.reading = Some(reading);
        self.keep_link_in_sight();
    }

    fn open(&mut self) {
        let Some(reading) = self.reading else {
            self.reading = self.current().map(|_| Reading::default());
            return;
        };
        if let Some(target) = reading.link.and_then(|link| self.link_target(link))
            && let Some(place) = self.atlas.place(&target)
        {
            self.jump(place);
            self.reading = Some(Reading::default());
        }
    }

    fn link_target(&self, link: usize) -> Option<RecordId> {
        self.detail()?.0.links.get(link).cloned()
    }

    /// Goes to a record in its pane, so that it is seen: where the detail is not beside the list, it is opened.
    fn jump(&mut self, record: usize) {
        if let Some(here) = self.here() {
            self.history.leave(here);
        }
        self.recent.retain(|other| *other != record);
        self.recent.insert(0, record);
        self.recent.truncate(REMEMBERED);
        self.show(record);
        self.reading = self.areas().detail.is_none().then(Reading::default);
    }

    /// Selects a record in its pane.
    fn show(&mut self, record: usize) {
        self.pane = Pane::of(self.atlas.records()[record].kind());
        self.reading = None;
        if let Some(row) = self.contents.list(self.pane).iter().position(|place| *place == record) {
            self.rows[self.pane as usize] = row;
        }
    }

    fn travel(&mut self, step: fn(&mut super::history::History<Place>, Place) -> Option<Place>) {
        if let Some(here) = self.here()
            && let Some(place) = step(&mut self.history, here)
        {
            self.show(place.record);
            self.reading = place.reading;
            self.keep_link_in_sight();
        }
    }

    fn here(&self) -> Option<Place> {
        Some(Place { record: self.current_place()?, reading: self.reading })
    }

    /// Scrolls the detail so that the selected link is on the screen.
    fn keep_link_in_sight(&mut self) {
        let Some((page, height)) = self.detail() else { return };
        let Some(reading) = &mut self.reading else { return };
        if let Some(lines) = reading.link.and_then(|link| page.lines_of_link(link)) {
            reading.scroll = reading.scroll.max(lines.end.saturating_sub(height)).min(lines.start);
        }
        self.keep_in_bounds();
    }

    /// Scrolls the detail back if there is less text below than fits.
    fn keep_in_bounds(&mut self) {
        let Some((page, height)) = self.detail() else { return };
        let Some(reading) = &mut self.reading else { return };
        reading.scroll = reading.scroll.min(page.lines.len().saturating_sub(height));
    }
}

/// By how many rows an action moves, where a page has `page` rows.
fn step(action: &Action, page: usize) -> Option<isize> {
    let page = isize::try_from(page.max(1)).unwrap_or(isize::MAX);
    Some(match action {
        Action::Next => 1,
        Action::Previous => -1,
        Action::HalfPageDown => (page / 2).max(1),
        Action::HalfPageUp => -(page / 2).max(1),
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::First => isize::MIN,
        Action::Last => isize::MAX,
        _ => return None,
    })
}

/// The row `by` rows from `row`, among `rows`.
fn moved(row: usize, rows: usize, by: isize) -> usize {
    row.saturating_add_signed(by).min(rows.saturating_sub(1))
}
