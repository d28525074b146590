//! Carries out keys and pastes: a key becomes an action, the action changes the model, the [`World`] carries out the effect,
//! and the footer reports the result. The session's world is the terminal; that of tests and pictures is memory.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::keys::LetterKeys;
use super::screens::search::{Request, Results};
use super::{Action, Effect, Model};
use crate::atlas::RecordId;
use crate::atlas::text::printable;
use crate::key::{Key, KeyCode, Modifiers};
use crate::search::Searcher;
use crate::storage::StoreError;
use crate::storage::saved::{Change, SavedState};
use crate::storage::undo::Made;

/// The environment of the model: saved state, clipboard, files, search and screen.
pub trait World {
    /// Saves a change and returns the new saved state, and what came of the change.
    ///
    /// # Errors
    /// If the change could not be saved; the saved state is then unchanged.
    fn save(&mut self, change: &Change) -> Result<(SavedState, Made), StoreError>;

    /// The saved state as it is on disk now, if it can be read.
    fn reload(&mut self) -> Option<SavedState>;

    /// A remark about the saved state, such as a folder that cannot be used. Returns each remark once.
    fn remark(&mut self) -> Option<String>;

    /// Sends a text to the clipboard of the terminal and returns to whom it was sent. Nobody replies, so whether it has
    /// arrived is unknown.
    ///
    /// # Errors
    /// If the text was not sent.
    fn copy(&mut self, text: &str) -> Result<SentTo, NotCopied>;

    /// Writes a text to a file.
    ///
    /// # Errors
    /// Those of the file system; `AlreadyExists` if there is such a file and it is not to be replaced.
    fn write(&mut self, name: &str, text: &str, replace: bool) -> io::Result<()>;

    /// A name like this one that no file has.
    fn free_name(&self, name: &str) -> Option<String>;

    /// Whether a search ends before the next key can be pressed.
    fn searches_at_once(&self, searcher: &Searcher) -> bool;

    /// Returns the results of a request, or `None` if they come later, by [`Driver::take_results`].
    fn search(&mut self, searcher: &Arc<Searcher>, request: Request) -> Option<Results>;

    /// Makes the next frame redraw the whole screen.
    fn redraw(&mut self);

    /// Stops the process until it is continued. Returns `false` without stopping if there is no shell that could continue
    /// it.
    fn stop(&mut self) -> bool;
}

/// To whom a copy was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentTo {
    /// The terminal.
    Terminal,
    /// tmux, which passes it on to the terminal if it is set up to.
    Tmux,
}

/// Why a text was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCopied {
    /// Copying is switched off.
    Off,
    /// The terminal is of a kind that has no clipboard.
    NoClipboard,
    /// It is longer than terminals accept.
    TooLong,
    /// The terminal has hung up.
    Gone,
}

/// A model and its world.
#[derive(Debug)]
pub struct Driver<'a, W> {
    /// The model.
    pub model: &'a mut Model,
    /// The world.
    pub world: &'a mut W,
}

/// `Break` ends the session.
pub type Going = ControlFlow<Leaving>;

/// How the person leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// Without anything.
    Quit,
    /// With these records.
    Picked(Vec<RecordId>),
}

impl<W: World> Driver<'_, W> {
    /// Carries out the action that a key is bound to. The footer says so if the key does nothing.
    pub fn press(&mut self, key: Key) -> Going {
        if let Some(started) = self.model.start() {
            self.save(&started);
        }
        let action = self.model.shared().keymap().action(self.model.bindings(), key);
        match action.filter(|action| self.model.works(*action)) {
            Some(action) => self.obey(action),
            // Esc is pressed to be sure that nothing is open.
            None if action == Some(Action::Close) => self.obey(Action::Close),
            None => {
                self.model.notify_unused(key);
                Going::Continue(())
            }
        }
    }

    /// Presses the key with Alt or, if that is not bound, Esc and then the key: over a slow connection the two arrive together.
    /// Where Esc would end more than a look at something, an Alt key that is not bound does nothing instead: it would close an
    /// input, or end `icatlas pick` with all that is marked.
    pub fn press_escaped(&mut self, key: Key) -> Going {
        let bindings = self.model.bindings();
        let with_alt = key.with(Modifiers::ALT);
        let is_bound = self.model.shared().keymap().action(bindings, with_alt).is_some();
        if is_bound || bindings.letters != LetterKeys::Unused || self.model.is_to_pick() {
            return self.press(with_alt);
        }
        self.press(Key::named(KeyCode::Escape))?;
        self.press(key)
    }

    /// Carries out an action and its effect.
    pub fn obey(&mut self, action: Action) -> Going {
        let effect = self.model.update(action);
        self.finish(effect)
    }

    /// Pastes a text into the input.
    pub fn paste(&mut self, text: &str) -> Going {
        let effect = self.model.paste(text);
        self.finish(effect)
    }

    fn finish(&mut self, effect: Option<Effect>) -> Going {
        if self.world.searches_at_once(self.model.shared().searcher()) {
            // The next key refers to the results of this search.
            self.search()?;
        }
        effect.map_or(Going::Continue(()), |effect| self.carry_out(effect))
    }

    /// Starts the search that the model asks for, if any.
    pub fn search(&mut self) -> Going {
        while let Some(request) = self.model.wanted() {
            let Some(results) = self.world.search(self.model.shared().searcher(), request) else { break };
            self.take_results(results)?;
        }
        Going::Continue(())
    }

    /// Passes search results to the model and carries out the keys that waited for them.
    pub fn take_results(&mut self, results: Results) -> Going {
        self.model.take_results(results).into_iter().try_for_each(|effect| self.carry_out(effect))
    }

    /// Shows the remark about the saved state, if there is one.
    pub fn remark(&mut self) {
        if let Some(remark) = self.world.remark() {
            self.model.notify(remark);
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Going {
        match effect {
            Effect::Quit => return Going::Break(Leaving::Quit),
            Effect::Pick(records) => return Going::Break(Leaving::Picked(records)),
            Effect::Redraw => self.world.redraw(),
            Effect::Suspend => {
                if !self.world.stop() {
                    self.model.notify("There is no shell here to return from.");
                }
            }
            Effect::Save(change) => self.save(&change),
            Effect::Reload => {
                if let Some(saved) = self.world.reload() {
                    self.model.renew_saved(saved);
                }
            }
            Effect::Copy(text) => return self.copy(&text),
            Effect::Write { name, text, replace } => self.write(&name, &text, replace),
        }
        Going::Continue(())
    }

    /// Saves a change. The model shows it only after it is on disk.
    fn save(&mut self, change: &Change) {
        let is_query = matches!(change, Change::Query(_));
        // Nobody asked for this one, so its failure is no news.
        let is_silent = matches!(change, Change::Started);
        match self.world.save(change) {
            Ok((saved, made)) => self.model.confirm(saved, change, made),
            Err(error) if is_query || is_silent => {
                let mut saved = self.model.shared().saved().clone();
                let made = saved.make(change);
                self.model.confirm(saved, change, made);
                if is_query {
                    self.model.notify(format!("The query is not saved: {}.", printable(&error.to_string())));
                }
            }
            Err(error) => {
                self.model.notify(format!("Not saved, nothing changed: {}.", printable(&error.to_string())));
            }
        }
        // A search alone is no reason to report that nothing can be saved.
        if !is_query && !is_silent {
            self.remark();
        }
    }

    fn copy(&mut self, text: &str) -> Going {
        let sent = self.world.copy(text);
        if sent == Err(NotCopied::Gone) {
            return Going::Break(Leaving::Quit);
        }
        self.model.report_copy(text, sent);
        Going::Continue(())
    }

    fn write(&mut self, name: &str, text: &str, replace: bool) {
        match self.world.write(name, text, replace) {
            Ok(()) => {
                self.model.written(name);
                self.model.notify(format!("Written to {name}."));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let free = self.world.free_name(name);
                self.model.ask_to_replace(name, free);
            }
            Err(error) => {
                self.model.notify(format!("{name} cannot be written: {}", printable(&error.to_string())));
            }
        }
    }
}
