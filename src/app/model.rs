//! The state of the running program: the shared state, the dashboard and the stack of screens over it.

use std::borrow::Cow;
use std::sync::Arc;

use super::keys::Bindings;
use super::screens::dashboard::Dashboard;
use super::screens::search::{Request, Results, Search};
use super::screens::{Flow, Layer, Name, Next, Screen};
use super::{Action, Effect, Program, Shared};
use crate::atlas::{Atlas, Data, Filter, RecordId, Text};
use crate::search::Searcher;
use crate::storage::saved::{Change, SavedState};

/// The state of the program. Views read it, [`Model::update`] changes it.
#[derive(Debug)]
pub struct Model {
    pub(super) shared: Shared,
    pub(super) dashboard: Dashboard,
    /// What lies over the dashboard, the uppermost last.
    pub(super) stack: Vec<Screen>,
    notice: Option<Cow<'static, str>>,
}

impl Model {
    /// The dashboard over the data, in a window of this many columns and rows.
    pub fn new(data: impl Into<Data>, width: u16, height: u16) -> Self {
        let searcher = Searcher::new(data);
        let dashboard = Dashboard::new(&searcher);
        Self { shared: Shared::new(searcher, (width, height)), dashboard, stack: Vec::new(), notice: None }
    }

    /// The same for a terminal that shows ASCII only.
    #[must_use]
    pub const fn in_ascii(mut self) -> Self {
        self.shared.ascii = true;
        self
    }

    /// The same for an account that may run nothing else.
    #[must_use]
    pub const fn in_restricted_mode(mut self) -> Self {
        self.shared.restricted = true;
        self
    }

    /// The same with only what the sources say.
    #[must_use]
    pub fn with_sources_only(mut self) -> Self {
        self.toggle_sources_only();
        self
    }

    /// The same with what was kept of former sessions, in its last place.
    #[must_use]
    pub fn with_saved(mut self, saved: SavedState) -> Self {
        if let Some(last) = saved.last_record.as_ref().and_then(|id| RecordId::try_from(id.as_str()).ok()) {
            self.dashboard.show_record(last, self.shared.searcher.data());
        }
        self.shared.saved = saved;
        self
    }

    /// The same with the search for `words` open.
    #[must_use]
    pub fn searching(mut self, words: &str) -> Self {
        self.begin_search();
        self.stack.push(Screen::Search(Box::new(Search::new(words, &self.shared))));
        self
    }

    /// What all screens share.
    pub const fn shared(&self) -> &Shared {
        &self.shared
    }

    #[cfg(test)]
    pub(super) const fn shared_mut(&mut self) -> &mut Shared {
        &mut self.shared
    }

    /// The panes and the detail.
    pub const fn dashboard(&self) -> &Dashboard {
        &self.dashboard
    }

    /// The screen that lies over all others, if any lies over the dashboard.
    pub fn screen(&self) -> Option<&Screen> {
        self.stack.last()
    }

    /// The keys that work now.
    pub fn bindings(&self) -> &'static Bindings {
        self.top().keys()
    }

    /// What lies on top: a screen, or else the dashboard.
    pub(super) fn top(&self) -> &dyn Layer {
        self.stack.last().map_or(&self.dashboard, Screen::layer)
    }

    /// Says something in the footer until the next action.
    pub fn notify(&mut self, notice: impl Into<Cow<'static, str>>) {
        self.notice = Some(notice.into());
    }

    /// What the footer has to say beside the keys.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Carries an action out as far as it concerns the model, and says what is left for the world outside.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        self.notice = None;
        match action {
            Action::Program(Program::Quit) => Some(Effect::Quit),
            Action::Program(Program::Redraw) => Some(Effect::Redraw),
            Action::Program(Program::Suspend) if self.shared.restricted => {
                self.notify("Restricted mode does not suspend to a shell.");
                None
            }
            Action::Program(Program::Suspend) => Some(Effect::Suspend),
            Action::SourcesOnly => {
                self.toggle_sources_only();
                None
            }
            Action::Show(name) => self.open(name),
            Action::Move(motion) => self.ask(|layer, shared| layer.go(shared, motion)),
            Action::Open => self.ask(|layer, shared| layer.open(shared)),
            Action::Close => self.ask(|layer, _| layer.close()),
            Action::Edit(request) => self.ask(|layer, shared| layer.edit(shared, request)),
            Action::Take(take) => self.ask(|layer, shared| layer.take(shared, take)),
            Action::Dashboard(action) => {
                let flow = self.dashboard.obey(&self.shared, action);
                self.follow(flow)
            }
            Action::Search(action) => {
                let search = self.stack.last_mut().and_then(Screen::as_search)?;
                let flow = search.obey(&self.shared, action);
                self.follow(flow)
            }
            Action::Pins(action) => {
                let pins = self.stack.last_mut().and_then(Screen::as_pins)?;
                let flow = pins.obey(&self.shared, action);
                self.follow(flow)
            }
        }
    }

    /// Inserts text from the clipboard.
    pub fn paste(&mut self, text: &str) -> Option<Effect> {
        self.notice = None;
        self.ask(|layer, shared| layer.paste(shared, text))
    }

    /// Fits everything into a window of another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.notice = None;
        self.shared.size = (width, height);
        self.dashboard.fit(&self.shared);
        for screen in &mut self.stack {
            screen.layer_mut().fit(&self.shared);
        }
    }

    /// Lets the top screen handle something.
    fn ask(&mut self, what: impl FnOnce(&mut dyn Layer, &Shared) -> Flow) -> Option<Effect> {
        let top = self.stack.last_mut().map_or(&mut self.dashboard as &mut dyn Layer, Screen::layer_mut);
        let flow = what(top, &self.shared);
        self.follow(flow)
    }

    /// Carries out a flow. Only this changes the stack after a screen has handled an action.
    fn follow(&mut self, flow: Flow) -> Option<Effect> {
        match flow {
            Flow::Stay => None,
            Flow::Say(notice) => {
                self.notify(notice);
                None
            }
            Flow::Do(effect) => {
                // For those whose terminal lets nothing into the clipboard.
                if let Effect::Copy(_, text) = &effect {
                    self.shared.copied = Some(text.clone());
                }
                Some(effect)
            }
            Flow::Follow(record) => {
                self.shared.remember(&record);
                self.dashboard.follow(&self.shared, record);
                None
            }
            Flow::Open(screen) => {
                self.stack.push(screen);
                None
            }
            Flow::Close(Next { jump, comes_back, act, effect }) => {
                let closed = self.stack.pop();
                if let Some(record) = jump {
                    self.shared.remember(&record);
                    self.dashboard.jump(&self.shared, record, closed.filter(|_| comes_back));
                }
                act.map_or(effect, |action| self.update(action))
            }
        }
    }

    /// Opens a screen over what is shown.
    fn open(&mut self, name: Name) -> Option<Effect> {
        self.begin_search();
        let selected = self.dashboard.current(&self.shared).map(|record| record.id().clone());
        let flow = Screen::open(name, &self.shared, self.bindings(), selected.as_ref());
        self.follow(flow)
    }

    /// A search that is opened now counts from here on: none before it types as much as that.
    const fn begin_search(&mut self) {
        self.shared.searches += 1 << 32;
    }

    /// Puts other data in the place of all that there is; what of it is shown stays the same.
    pub fn replace(&mut self, atlas: Arc<Atlas>) {
        self.adopt(Searcher::new(self.shared.data().replaced(atlas)));
    }

    /// Hides what is editorial, or shows it again.
    fn toggle_sources_only(&mut self) {
        let filter = Filter { sources_only: !self.shared.sources_only() };
        self.adopt(self.shared.searcher.filtered(filter));
        self.notify(if filter.sources_only { "Editorial texts are hidden." } else { "Editorial texts are shown." });
    }

    /// Replaces the data or the filter under any open screen. Selections survive where their records do.
    fn adopt(&mut self, searcher: Searcher) {
        let page = self.dashboard.detail(&self.shared).map(|(page, _)| page);
        let old = std::mem::replace(&mut self.shared.searcher, Arc::new(searcher));
        self.shared.pages.forget();
        // A copy may hold what is hidden now.
        self.shared.copied = None;
        self.dashboard.renew(&self.shared, old.data(), page.as_deref());
        for screen in &mut self.stack {
            screen.layer_mut().adopt(&self.shared, old.data());
        }
    }

    /// Takes what is kept now, a change having been made, and says so.
    pub fn confirm(&mut self, saved: SavedState, change: &Change) {
        if let Some(notice) = self.shared.confirm(saved, change) {
            self.notify(notice);
        }
        for screen in &mut self.stack {
            screen.layer_mut().hear(&self.shared);
        }
    }

    /// The last place, to be kept at the end of the session.
    pub fn last_record(&self) -> Option<Change> {
        Some(Change::LastRecord(Text::from(self.dashboard.current(&self.shared)?.id())))
    }

    /// What has to be looked for, told once; [`Model::take_results`] takes the answer.
    pub fn wanted(&mut self) -> Option<Request> {
        self.searches().find_map(|(search, _)| search.wanted())
    }

    /// Takes the answer to a request. What was pressed meanwhile is done now; what that leaves for the world outside is
    /// told.
    pub fn take_results(&mut self, results: Results) -> Vec<Effect> {
        let searcher = Arc::clone(&self.shared.searcher);
        let Some((search, is_top)) = self.searches().next() else { return Vec::new() };
        let waited = search.take_results(results, searcher.data());
        // What lies over it now is not what was pressed for.
        waited.into_iter().filter(|_| is_top).filter_map(|action| self.update(action)).collect()
    }

    /// The searches that are open, the uppermost first, each with whether it lies on top.
    fn searches(&mut self) -> impl Iterator<Item = (&mut Search, bool)> {
        let top = self.stack.len();
        let screens = self.stack.iter_mut().enumerate().rev();
        screens.filter_map(move |(number, screen)| Some((screen.as_search()?, number + 1 == top)))
    }
}
