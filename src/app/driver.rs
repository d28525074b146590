//! The one way from what is pressed to what is done: a key becomes an action, the action changes the model, what is left to
//! do is done in the world outside, and what came of it is told in the core's own words. The session drives it over a terminal,
//! tests and pictures over memory.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::keys::Letters;
use super::screens::search::{Request, Results};
use super::screens::tell_of_copy;
use super::{Action, Effect, Model};
use crate::atlas::text::printable;
use crate::key::{Key, KeyCode, Modifiers};
use crate::search::Searcher;
use crate::storage::StoreError;
use crate::storage::saved::{Change, SavedState};

/// What the core needs of the world outside.
pub trait World {
    /// Keeps a change beyond the session, and gives what is kept then.
    ///
    /// # Errors
    /// If it could not be kept; then nothing has changed.
    fn keep(&mut self, change: &Change) -> Result<SavedState, StoreError>;

    /// What has to be said of what is kept; told once.
    fn remark(&mut self) -> Option<String>;

    /// Puts a text into the clipboard of whoever sits at the terminal.
    ///
    /// # Errors
    /// If it was not sent.
    fn copy(&mut self, text: &str) -> Result<(), NotCopied>;

    /// Writes a text to a file that is not there yet.
    ///
    /// # Errors
    /// Those of the file system.
    fn write(&mut self, name: &str, text: &str) -> io::Result<()>;

    /// Whether a search is answered before the next key can be pressed.
    fn searches_at_once(&self, searcher: &Searcher) -> bool;

    /// Answers a request, or has it answered later, by [`Driver::take_results`].
    fn search(&mut self, searcher: &Arc<Searcher>, request: Request) -> Option<Results>;

    /// Has all of the screen drawn anew.
    fn redraw(&mut self);

    /// Stops until continued, and says whether there is anybody who could do that.
    fn stop(&mut self) -> bool;
}

/// Why a text is not in the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCopied {
    /// Copying is switched off.
    Off,
    /// It is longer than terminals take.
    TooLong,
    /// The terminal is gone.
    Gone,
}

/// A model and the world around it.
#[derive(Debug)]
pub struct Driver<'a, W> {
    /// The model.
    pub model: &'a mut Model,
    /// The world.
    pub world: &'a mut W,
}

/// Whether to go on, or somebody has left.
pub type Going = ControlFlow<()>;

impl<W: World> Driver<'_, W> {
    /// Does what a key does.
    pub fn press(&mut self, key: Key) -> Going {
        let action = self.model.shared().keymap().action(self.model.bindings(), key);
        action.map_or(Going::Continue(()), |action| self.obey(action))
    }

    /// Does what the key does with Alt; where that is nothing, what Esc and then the key do. But with Alt a letter is no text,
    /// nor a command of what lies below a field.
    pub fn press_escaped(&mut self, key: Key) -> Going {
        let bindings = self.model.bindings();
        if let Some(action) = self.model.shared().keymap().action(bindings, key.with(Modifiers::ALT)) {
            return self.obey(action);
        }
        if bindings.letters != Letters::Unused && key.typed().is_some() {
            return Going::Continue(());
        }
        self.press(Key::named(KeyCode::Escape))?;
        self.press(key)
    }

    /// Carries an action out, with all that it leaves to be done.
    pub fn obey(&mut self, action: Action) -> Going {
        let effect = self.model.update(action);
        self.finish(effect)
    }

    /// Inserts what is pasted.
    pub fn paste(&mut self, text: &str) -> Going {
        let effect = self.model.paste(text);
        self.finish(effect)
    }

    fn finish(&mut self, effect: Option<Effect>) -> Going {
        if self.world.searches_at_once(self.model.shared().searcher()) {
            // What is pressed next is meant for what this finds.
            self.look()?;
        }
        effect.map_or(Going::Continue(()), |effect| self.carry_out(effect))
    }

    /// Has the search done that the model wants, if it wants any.
    pub fn look(&mut self) -> Going {
        while let Some(request) = self.model.wanted() {
            let Some(results) = self.world.search(self.model.shared().searcher(), request) else { break };
            self.take_results(results)?;
        }
        Going::Continue(())
    }

    /// Takes an answer of the search, and does what was pressed meanwhile.
    pub fn take_results(&mut self, results: Results) -> Going {
        self.model.take_results(results).into_iter().try_for_each(|effect| self.carry_out(effect))
    }

    /// Says what there is to say of what is kept.
    pub fn remark(&mut self) {
        if let Some(remark) = self.world.remark() {
            self.model.notify(remark);
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Going {
        match effect {
            Effect::Quit => return Going::Break(()),
            Effect::Redraw => self.world.redraw(),
            Effect::Suspend => {
                if !self.world.stop() {
                    self.model.notify("There is no shell here to return from.");
                }
            }
            Effect::Keep(change) => self.keep(&change),
            Effect::Copy(what, text) => return self.copy(what, &text),
            Effect::Write { name, text } => self.write(&name, &text),
        }
        Going::Continue(())
    }

    /// Keeps a change, and only then shows it.
    fn keep(&mut self, change: &Change) {
        let is_query = matches!(change, Change::Query(_));
        match self.world.keep(change) {
            Ok(saved) => self.model.confirm(saved, change),
            Err(error) if is_query => {
                let mut saved = self.model.shared().saved().clone();
                saved.make(change);
                self.model.confirm(saved, change);
                self.model.notify(format!("The query is not saved: {}.", printable(&error.to_string())));
            }
            Err(error) => {
                self.model.notify(format!("Not saved, nothing changed: {}.", printable(&error.to_string())));
            }
        }
        // Who only searches need not hear where nothing can ever be kept.
        if !is_query {
            self.remark();
        }
    }

    fn copy(&mut self, what: &str, text: &str) -> Going {
        let copied = self.world.copy(text);
        tell_of_copy(self.model, what, text, copied)
    }

    fn write(&mut self, name: &str, text: &str) {
        self.model.notify(match self.world.write(name, text) {
            Ok(()) => format!("Written to {name}."),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                format!("{name} exists; name another file.")
            }
            Err(error) => format!("{name} cannot be written: {}", printable(&error.to_string())),
        });
    }
}
