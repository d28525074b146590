//! What an action does to the model, on the dashboard itself; what lies over it is in `screens`.

use super::history::History;
use super::model::{Place, Spot};
use super::screens::crosswalk::{Cell, Crosswalk};
use super::screens::help::Help;
use super::screens::palette::Palette;
use super::screens::plain::Plain;
use super::screens::search::Search;
use super::screens::{Flow, Next, Screen};
use super::{Action, Effect, Model, Pane, Reading, layout};
use crate::atlas::RecordId;

/// So many records that were looked up are remembered.
const REMEMBERED: usize = 50;

impl Model {
    /// Carries an action out as far as it concerns the model, and says what is left for the world outside.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Suspend if self.restricted => self.notify("Restricted mode does not stop for a shell."),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Resize(width, height) => self.resize(width, height),
            action => {
                return match self.stack.pop() {
                    Some(screen) => self.in_screen(screen, action),
                    None => self.on_dashboard(action),
                };
            }
        }
        None
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        // A zoom that cannot be seen as one would make Esc a riddle.
        self.zoomed &= self.form().framed();
        self.keep_link_in_sight();
        if let Some(screen @ (Screen::Help(_) | Screen::Plain(_))) = self.stack.pop_if(|screen| screen.is_text()) {
            // No action of theirs: brings the scroll within its new bounds.
            self.in_screen(screen, Action::Redraw);
        }
    }

    /// Has a screen that was the uppermost carry an action out. The one place that takes screens off the stack.
    fn in_screen(&mut self, mut screen: Screen, action: Action) -> Option<Effect> {
        match screen.update(self, action) {
            Flow::Close(Next { jump, act, effect }) => {
                if let Some((record, crosswalk)) = jump {
                    self.jump(&record, crosswalk);
                }
                return act.map_or(effect, |action| self.update(action));
            }
            flow => {
                self.stack.push(screen);
                match flow {
                    Flow::Do(effect) => return Some(self.noted(effect)),
                    Flow::Below(action) => return self.on_dashboard(action),
                    Flow::Open(screen) => self.stack.push(screen),
                    Flow::Say(notice) => self.notify(notice),
                    Flow::Stay | Flow::Close(_) => {}
                }
            }
        }
        None
    }

    /// Remembers what is copied, for those whose terminal lets nothing into the clipboard.
    fn noted(&mut self, effect: Effect) -> Effect {
        if let Effect::Copy(_, text) = &effect {
            self.copied = Some(text.clone());
        }
        effect
    }

    /// Opens the search for these words.
    pub(super) fn open_search(&mut self, words: &str) {
        // No search types as much as that.
        self.searches += 1 << 32;
        let mut search = Search::new(words, self.searches, self.data());
        search.show_all(&self.recent, self.data());
        self.stack.push(Screen::Search(Box::new(search)));
    }

    /// Shows what was copied last, or else the current citation, without anything around it.
    fn open_plain(&mut self) {
        let citation = || self.citation(self.current()?.id());
        match self.copied.clone().or_else(citation) {
            Some(text) => {
                self.pages.forget();
                self.stack.push(Screen::Plain(Plain::new(text)));
            }
            None => self.notify("Nothing was copied yet."),
        }
    }

    fn on_dashboard(&mut self, action: Action) -> Option<Effect> {
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
            Action::Help => self.stack.push(Screen::Help(Help::default())),
            Action::Crosswalk => {
                let crosswalk = Crosswalk::new(self.data(), self.current().map(|record| record.id()));
                self.stack.push(Screen::Crosswalk(Box::new(crosswalk)));
            }
            Action::SourcesOnly => self.toggle_sources_only(),
            Action::Palette => {
                self.stack.push(Screen::Palette(Box::new(Palette::new(self.data(), self.ascii))));
            }
            Action::Pins => self.stack.push(Screen::Pins(Box::default())),
            Action::ShowPlain => self.open_plain(),
            Action::Pin => return self.current().and_then(|record| self.pin(record.id())),
            Action::CopyCitation => {
                let effect = self.current().and_then(|record| self.copy_citation(record.id()));
                return effect.map(|effect| self.noted(effect));
            }
            Action::CopyRecord => {
                let effect = self.current().map(|record| self.copy_record(record.id()));
                if effect == Some(None) {
                    self.notify("There is not enough memory to copy it.");
                }
                return effect.flatten().map(|effect| self.noted(effect));
            }
            Action::Back => self.travel(History::back),
            Action::Forward => self.travel(History::forward),
            Action::NextLink => self.step_link(true),
            Action::PreviousLink => self.step_link(false),
            Action::Open => self.open(),
            Action::Close if self.reading.is_some() => self.reading = None,
            Action::Close => self.zoomed = false,
            action if self.reading.is_some() => self.scroll(&action),
            action => self.select(&action),
        }
        None
    }

    fn focus(&mut self, pane: Pane) {
        self.pane = pane;
        self.reading = None;
    }

    /// Moves the selection of the focused pane.
    fn select(&mut self, action: &Action) {
        let rows = self.contents.rows(self.pane);
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
            self.reading = self.subject().map(|_| Reading::default());
            return;
        };
        if let Some(target) = reading.link.and_then(|link| self.link_target(link))
            && self.data().get(&target).is_some()
        {
            self.jump(&target, None);
            self.reading = Some(Reading::default());
        }
    }

    fn link_target(&self, link: usize) -> Option<RecordId> {
        self.detail()?.0.links.get(link).cloned()
    }

    /// Goes to a record in its pane, so that it is seen: where the detail is not beside the list, it is opened. The way
    /// back leads to the crosswalk, if the jump comes from there.
    pub(super) fn jump(&mut self, record: &RecordId, crosswalk: Option<Cell>) {
        if let Some(here) = self.here() {
            self.history.leave(Place { crosswalk, ..here });
        }
        self.recent.retain(|other| other != record);
        self.recent.insert(0, record.clone());
        self.recent.truncate(REMEMBERED);
        self.show(&Spot::Record(record.clone()));
        self.reading = self.areas().detail.is_none().then(Reading::default);
    }

    /// Where somebody is, to come back to.
    fn here(&self) -> Option<Place> {
        Some(Place { spot: self.spot_in(self.pane)?, reading: self.reading, crosswalk: None })
    }

    /// Selects a record or a bar in its pane.
    pub(super) fn show(&mut self, spot: &Spot) {
        self.reading = None;
        let row = match spot {
            Spot::Record(id) => {
                self.pane = Pane::of(id.kind());
                self.contents.row_of(id, self.data())
            }
            Spot::Bar(what) => {
                self.pane = Pane::Overview;
                self.contents.overview().row_of_bar(what)
            }
        };
        if let Some(row) = row {
            self.rows[self.pane as usize] = row;
        }
    }

    fn travel(&mut self, step: fn(&mut History<Place>, Place) -> Option<Place>) {
        let Some(mut here) = self.here() else { return };
        // What is not in the data now is passed over; it may be there again.
        while let Some(there) = step(&mut self.history, here) {
            if !self.has(&there.spot) {
                here = there;
                continue;
            }
            let Place { spot, reading, crosswalk } = there;
            self.show(&spot);
            self.reading = reading;
            self.keep_link_in_sight();
            if crosswalk.is_some() {
                let crosswalk = Crosswalk::at(self.data(), crosswalk.as_ref());
                self.stack.push(Screen::Crosswalk(Box::new(crosswalk)));
            }
            return;
        }
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
    pub(super) fn keep_in_bounds(&mut self) {
        let Some((page, height)) = self.detail() else { return };
        let Some(reading) = &mut self.reading else { return };
        reading.scroll = reading.scroll.min(page.lines.len().saturating_sub(height));
    }
}

/// By how many rows an action moves, where a page has `page` rows.
pub(super) fn step(action: &Action, page: usize) -> Option<isize> {
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
pub(super) fn moved(row: usize, rows: usize, by: isize) -> usize {
    row.saturating_add_signed(by).min(rows.saturating_sub(1))
}
