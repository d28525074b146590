//! How screens are opened.

use std::borrow::Cow;

use super::Model;
use crate::app::screens::plain::Plain;
use crate::app::screens::search::Search;
use crate::app::screens::{Flow, Name, Screen};
use crate::app::{Effect, Take};

impl Model {
    /// Opens a screen over the one on top, or closes it if it is on top.
    pub(super) fn open(&mut self, name: Name) -> Option<Effect> {
        if self.screen().and_then(Screen::name) == Some(name) {
            return self.ask(|layer, _| layer.close());
        }
        self.begin_search();
        let below = self.top().below(&self.shared);
        let selecting = self.selecting();
        let selected = selecting.selected(&self.shared);
        let screen = match name {
            Name::Plain => return self.open_plain(),
            name => Screen::open(name, &self.shared, below, selected.as_ref()),
        };
        self.put_on_top(screen);
        // Another session may have changed the pins.
        (name == Name::Pins).then_some(Effect::Reload)
    }

    /// Shows the text copied last or, after anything else was done, the words of the selection.
    pub(super) fn open_plain(&mut self) -> Option<Effect> {
        match self.plain_text() {
            Ok(text) => {
                self.shared.pages.forget();
                self.put_on_top(Screen::Plain(Plain::new(text)));
            }
            Err(notice) => self.notify(notice),
        }
        None
    }

    /// Replaces the text of the plain text screen, which may contain texts that are hidden now, by the words of the selection.
    pub(super) fn renew_plain_text(&mut self) {
        let is_plain = |screen: &Screen| screen.name() == Some(Name::Plain);
        let Some(at) = self.stack.iter().position(is_plain) else { return };
        match self.plain_text() {
            Ok(text) => self.stack[at] = Screen::Plain(Plain::new(text)),
            Err(_) => drop(self.stack.remove(at)),
        }
    }

    fn plain_text(&mut self) -> Result<String, Cow<'static, str>> {
        if let Some(copied) = self.shared.copied.clone() {
            return Ok(copied);
        }
        let (layer, shared) = self.selecting_mut();
        match layer.take(shared, Take::Words) {
            Flow::Do(Effect::Copy(text)) => Ok(text),
            Flow::Say(notice) => Err(notice),
            Flow::Stay | Flow::Do(_) | Flow::Follow(_) | Flow::Open(_) | Flow::Close(_) => {
                Err("Nothing is selected.".into())
            }
        }
    }

    /// Opens the search for these words, in which records are picked.
    pub(super) fn pick_from(&mut self, words: &str) {
        self.begin_search();
        self.put_on_top(Screen::Search(Box::new(Search::to_pick(words, &self.shared))));
    }

    /// Whether records are picked: the lowest screen is the search for that.
    pub(in crate::app) fn is_to_pick(&self) -> bool {
        matches!(self.stack.first(), Some(Screen::Search(search)) if search.is_to_pick())
    }

    /// Opens the search for these words.
    pub(super) fn search_for(&mut self, words: &str) {
        self.begin_search();
        self.put_on_top(Screen::Search(Box::new(Search::new(words, &self.shared))));
    }

    /// Puts a screen on top of the stack. Each lies in it once.
    fn put_on_top(&mut self, screen: Screen) {
        self.stack.retain(|other| other.name() != screen.name());
        self.stack.push(screen);
    }
}
