//! The state of the dashboard: the shared state, the panes and the stack of screens over them.

mod days;
mod opening;
mod update;

use std::borrow::Cow;
use std::sync::Arc;

use super::keys::Bindings;
use super::screens::dashboard::Dashboard;
use super::screens::search::{Request, Results, Search};
use super::screens::{Layer, Name, Screen};
use super::shared::Field;
use super::{Action, Effect, Shared};
use crate::atlas::text::printable;
use crate::atlas::{Atlas, Data, Filter, RecordId, Text};
use crate::built_in;
use crate::key::Key;
use crate::search::Searcher;
use crate::storage::saved::{Change, SavedState};
use crate::storage::undo::{Made, Opposite};

/// Versions reserved for each search: more than anybody types keys into one search.
const VERSIONS_OF_A_SEARCH: u64 = 1 << 32;

/// The state of the dashboard. Views read it, [`Model::update`] changes it.
#[derive(Debug)]
pub struct Model {
    pub(super) shared: Shared,
    pub(super) dashboard: Dashboard,
    /// The screens over the dashboard, the top one last.
    pub(super) stack: Vec<Screen>,
    /// The search that was closed last, for its next hits.
    last_search: Option<Box<Search>>,
    notice: Option<Cow<'static, str>>,
    /// Whether the footer explains the first keys and the signs, until the first key.
    is_first_start: bool,
}

impl Model {
    /// The dashboard over the data, in a window of this many columns and lines.
    pub fn new(data: impl Into<Data>, width: u16, height: u16) -> Self {
        let searcher = built_in::searcher(data);
        let dashboard = Dashboard::new(&searcher);
        Self {
            shared: Shared::new(searcher, (width, height)),
            dashboard,
            stack: Vec::new(),
            last_search: None,
            notice: None,
            is_first_start: false,
        }
    }

    /// Shows ASCII only.
    #[must_use]
    pub const fn in_ascii(mut self) -> Self {
        self.shared.ascii = true;
        self
    }

    /// Writes no files and does not suspend: for accounts that may run nothing but icatlas.
    #[must_use]
    pub const fn in_restricted_mode(mut self) -> Self {
        self.shared.restricted = true;
        self
    }

    /// Hides editorial texts.
    #[must_use]
    pub fn with_sources_only(mut self) -> Self {
        self.toggle_sources_only();
        self.notice = None;
        self
    }

    /// Takes the saved state of earlier sessions and selects the record that was read last.
    #[must_use]
    pub fn with_saved(mut self, saved: SavedState) -> Self {
        if let Some(last) = saved.last_record.as_ref().and_then(|id| RecordId::try_from(id.as_str()).ok()) {
            self.dashboard.show_record(last, self.shared.searcher.data());
        }
        self.is_first_start = saved.is_new();
        self.shared.saved = saved;
        self
    }

    /// Whether there was a search whose next hits can be gone to.
    pub(super) const fn has_last_search(&self) -> bool {
        self.last_search.is_some()
    }

    /// Whether the footer explains the first keys and the signs.
    pub const fn is_first_start(&self) -> bool {
        self.is_first_start
    }

    /// Ends the first start, and returns the change that notes it.
    pub(super) fn start(&mut self) -> Option<Change> {
        std::mem::take(&mut self.is_first_start).then_some(Change::Started)
    }

    /// Opens the search for `words`.
    #[must_use]
    pub fn searching(mut self, words: &str) -> Self {
        self.search_for(words);
        self
    }

    /// Opens the search for `words` instead of the dashboard; the session ends with the records that are picked in it.
    #[must_use]
    pub fn picking(mut self, words: &str) -> Self {
        self.pick_from(words);
        self
    }

    /// The state that all screens read.
    pub const fn shared(&self) -> &Shared {
        &self.shared
    }

    #[cfg(test)]
    pub(super) const fn shared_mut(&mut self) -> &mut Shared {
        &mut self.shared
    }

    /// Forgets everything that is kept for the next frame.
    #[cfg(test)]
    pub(super) fn forget_kept(&self) {
        self.shared.pages.forget();
        self.dashboard.contents().forget_kept();
    }

    /// The panes and the detail.
    pub const fn dashboard(&self) -> &Dashboard {
        &self.dashboard
    }

    /// The screen on top, if there is one over the dashboard.
    pub fn screen(&self) -> Option<&Screen> {
        self.stack.last()
    }

    /// The bindings of the screen on top, or else of the dashboard.
    pub fn bindings(&self) -> &'static Bindings {
        self.top().keys()
    }

    /// The screen on top, or else the dashboard.
    pub(super) fn top(&self) -> &dyn Layer {
        self.stack.last().map_or(&self.dashboard, Screen::layer)
    }

    /// Shows a notice in the footer until the next action.
    pub fn notify(&mut self, notice: impl Into<Cow<'static, str>>) {
        self.notice = Some(notice.into());
    }

    /// The notice that the footer shows instead of the keys.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Says that a key does nothing here, and which key shows those that do.
    pub fn notify_unused(&mut self, key: Key) {
        let label = |bindings| self.shared.keymap.label(bindings, Action::Show(Name::Help), self.shared.ascii);
        let key = key.label(self.shared.ascii);
        let mut notice = format!("{} does nothing here.", printable(&key));
        let help = label(self.bindings());
        if !help.is_empty() {
            notice.push_str(&format!(" {help} shows the keys."));
        }
        self.notify(notice);
    }

    /// Pastes a text into the input.
    pub fn paste(&mut self, text: &str) -> Option<Effect> {
        self.notice = None;
        self.ask(|layer, shared| layer.paste(shared, text))
    }

    /// Lays everything out for another window size, in columns and lines.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.notice = None;
        self.shared.size = (width, height);
        // A smaller window needs less.
        self.shared.spare.take();
        self.dashboard.fit(&self.shared);
        for screen in &mut self.stack {
            screen.layer_mut().fit(&self.shared);
        }
    }

    /// Gives the search that opens next its own range of versions, so that it does not take the results of an earlier one.
    const fn begin_search(&mut self) {
        self.shared.searches += VERSIONS_OF_A_SEARCH;
    }

    /// Replaces the data; the filter stays the same.
    pub fn replace(&mut self, atlas: Arc<Atlas>) {
        self.adopt(built_in::searcher(self.shared.data().replaced(atlas)));
    }

    /// Hides or shows editorial texts.
    fn toggle_sources_only(&mut self) {
        let filter = Filter { sources_only: !self.shared.sources_only(), ..self.shared.data().filter() };
        self.adopt(self.shared.searcher.filtered(filter));
        if filter.sources_only {
            self.renew_plain_text();
        }
        self.notify(if filter.sources_only { "Editorial texts are hidden." } else { "Editorial texts are shown." });
    }

    /// Replaces the data or the filter under any open screen. Selections survive where their records do.
    fn adopt(&mut self, searcher: Searcher) {
        let page = self.dashboard.detail(&self.shared).map(|(page, _)| page);
        let old = std::mem::replace(&mut self.shared.searcher, Arc::new(searcher));
        self.shared.pages.forget();
        // The copied text may contain texts that are hidden now.
        self.shared.copied = None;
        self.dashboard.renew(&self.shared, old.data(), page.as_deref());
        if let Some(search) = &mut self.last_search {
            search.adopt(&self.shared, old.data());
        }
        for screen in &mut self.stack {
            screen.layer_mut().adopt(&self.shared, old.data());
        }
    }

    /// Takes the saved state after a change and reports the change in the footer.
    pub fn confirm(&mut self, saved: SavedState, change: &Change, made: Made) {
        let undo = self.key_to_press(Action::Undo);
        if let Some(notice) = self.shared.confirm(saved, change, made, &undo) {
            self.notify(notice);
        }
        let returned = match change {
            Change::Undo(opposites) => opposites.iter().find_map(Opposite::returned),
            Change::Pin(_)
            | Change::Unpin(_)
            | Change::Move { .. }
            | Change::Note(_)
            | Change::Query(_)
            | Change::LastRecord(_)
            | Change::Started => None,
        };
        self.saved_changed(returned);
    }

    /// Takes the saved state, which other sessions may have changed.
    pub(super) fn renew_saved(&mut self, saved: SavedState) {
        self.shared.saved = saved;
        self.saved_changed(None);
    }

    /// Tells the screens, and the search closed last, that the saved state is another one.
    fn saved_changed(&mut self, returned: Option<&Text>) {
        if let Some(search) = &mut self.last_search {
            search.saved_changed(&self.shared, returned);
        }
        for screen in &mut self.stack {
            screen.layer_mut().saved_changed(&self.shared, returned);
        }
    }

    /// Closes the field for the name of a file, once the file is written.
    pub(super) fn written(&mut self, name: &str) {
        if let Some(pins) = self.stack.last_mut().and_then(Screen::as_pins) {
            self.shared.remember_typed(Field::FileName, name);
            pins.written();
        }
    }

    /// Asks whether to replace an existing file, and proposes a free name.
    pub(super) fn ask_to_replace(&mut self, name: &str, free: Option<String>) {
        if let Some(pins) = self.stack.last_mut().and_then(Screen::as_pins) {
            let notice = pins.ask_to_replace(&self.shared, name, free);
            self.notify(notice);
        }
    }

    /// The change that saves the selected record at the end of the session.
    pub fn last_record(&self) -> Option<Change> {
        Some(Change::LastRecord(Text::from(self.dashboard.current(&self.shared)?.id())))
    }

    /// The next search request, returned once. [`Model::take_results`] takes its results.
    pub fn wanted(&mut self) -> Option<Request> {
        self.searches().find_map(|(search, _)| search.wanted())
    }

    /// Takes the results of a request, carries out the keys that waited for them, and returns the effects of those keys.
    pub fn take_results(&mut self, results: Results) -> Vec<Effect> {
        let searcher = Arc::clone(&self.shared.searcher);
        let asked = self.searches().find(|(search, _)| search.asked_for(&results));
        let Some((search, is_top)) = asked else { return Vec::new() };
        let waited = search.take_results(results, searcher.data());
        // The keys were not meant for a screen that covers the search now.
        waited.into_iter().filter(|_| is_top).filter_map(|action| self.update(action)).collect()
    }

    /// The open searches, the top one first, each with whether it is the screen on top; then the one closed last.
    fn searches(&mut self) -> impl Iterator<Item = (&mut Search, bool)> {
        let top = self.stack.len();
        let screens = self.stack.iter_mut().enumerate().rev();
        let open = screens.filter_map(move |(number, screen)| Some((screen.as_search()?, number + 1 == top)));
        open.chain(self.last_search.iter_mut().map(|search| (&mut **search, false)))
    }
}
