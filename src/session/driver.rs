//! The running dashboard: what happens outside goes to the model, what the model asks for is done outside, and the newest
//! state is drawn.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyModifiers};

use super::clipboard::{self, Refusal};
use super::seeker::Seeker;
use super::{Outside, TerminalError};
use crate::app::keys;
use crate::app::search::Answer;
use crate::app::{Action, Effect, Model};
use crate::atlas::text::printable;
use crate::key::Key;
use crate::storage::kept::Change;
use crate::storage::{Clock, Readers, Sleep};
use crate::term::{self, Event, Events, Input, Screen};
use crate::ui::{Theme, view};

/// How a session ends.
pub(super) enum End {
    /// Somebody left it, or the terminal is gone.
    Left,
    /// A signal asked for it.
    Signal(i32),
    /// It cannot go on.
    Failed(TerminalError),
}

pub(super) struct Session {
    model: Model,
    theme: Theme,
    outside: Outside,
    screen: Screen,
    events: Events,
    seeker: Seeker,
    /// Whether something has changed that is not drawn yet.
    changed: bool,
}

impl Session {
    pub(super) const fn new(
        model: Model,
        theme: Theme,
        outside: Outside,
        screen: Screen,
        events: Events,
        seeker: Seeker,
    ) -> Self {
        Self { model, theme, outside, screen, events, seeker, changed: true }
    }

    /// Runs until it ends, and gives the terminal back as far as it is still there.
    pub(super) fn run(mut self) -> End {
        self.resize();
        self.remark();
        let end = loop {
            let events = match self.draw_and_wait() {
                Ok(events) => events,
                Err(end) => break end,
            };
            if let Some(end) = events.into_iter().find_map(|event| self.take_unless_ended(event)) {
                break end;
            }
        };
        self.hand_back();
        if let Some(place) = self.model.last_place() {
            // Whoever has left is not to be bothered.
            let _ = self.outside.store.keep(&place, &mut Sleep);
        }
        end
    }

    /// Takes an event, unless a signal has come in while those before it were taken.
    fn take_unless_ended(&mut self, event: Event) -> Option<End> {
        self.events.ending().map(End::Signal).or_else(|| self.take(event))
    }

    /// Draws if there is anything new and room for it, and waits for what happens next. All that has come in meanwhile
    /// is taken before one draw, so that a held key never lags behind; while the terminal does not take output or the
    /// link is full, nothing is drawn, and then only the newest state.
    fn draw_and_wait(&mut self) -> Result<Vec<Event>, End> {
        self.search();
        self.screen.send().map_err(|_| End::Left)?;
        let busy_until = self.screen.busy_until();
        if self.changed && busy_until.is_none() && !self.screen.output_waits() {
            let (model, theme) = (&self.model, self.theme);
            self.screen.draw(|frame| view(model, theme, frame)).map_err(|error| match error.kind() {
                io::ErrorKind::OutOfMemory => End::Failed(TerminalError::Memory),
                _ => End::Left,
            })?;
            self.changed = false;
        }
        let until = busy_until.filter(|_| self.changed);
        let waited = self.events.wait(&self.screen, until);
        waited.map_err(|error| End::Failed(TerminalError::Wait(error)))
    }

    fn take(&mut self, event: Event) -> Option<End> {
        match event {
            Event::Input(Input::Answer) => self.answered(),
            Event::Input(Input::Key(key)) => return self.press(key),
            Event::Input(Input::Escaped(key)) => return self.press_escaped(key),
            Event::Input(Input::Paste(text)) => return self.obey(Action::Paste(text)),
            Event::Found(answer) => return self.answer(*answer),
            Event::Resized => self.resize(),
            Event::Suspend => self.suspend(),
            Event::Continued => {
                self.resize();
                self.changed = true;
                return self.screen.reenter().is_err().then_some(End::Left);
            }
            Event::Signal(signal) => return Some(End::Signal(signal)),
            Event::Gone => return Some(End::Left),
        }
        None
    }

    fn press(&mut self, key: Key) -> Option<End> {
        self.obey(keys::action(self.model.context(), key)?)
    }

    /// Does what the key does with Alt; where that is nothing, what Esc and then the key do. But with Alt a letter is no text,
    /// nor a command of what lies below a field.
    fn press_escaped(&mut self, key: Key) -> Option<End> {
        let context = self.model.context();
        if let Some(action) = keys::action(context, key.with(KeyModifiers::ALT)) {
            return self.obey(action);
        }
        if context.is_typing() && key.typed().is_some() {
            return None;
        }
        self.press(Key::named(KeyCode::Esc)).or_else(|| self.press(key))
    }

    fn answered(&mut self) {
        self.screen.answered();
        if let (None, Some(round_trip)) = (self.outside.escape, self.screen.round_trip()) {
            self.events.decoder().adapt(round_trip);
        }
    }

    fn obey(&mut self, action: Action) -> Option<End> {
        let effect = self.model.update(action);
        self.changed = true;
        if self.seeker.is_instant(self.model.searcher()) {
            // What is pressed next is meant for what this finds.
            self.search();
        }
        self.carry_out(effect?)
    }

    fn carry_out(&mut self, effect: Effect) -> Option<End> {
        match effect {
            Effect::Quit => return Some(End::Left),
            Effect::Redraw => self.screen.forget(),
            Effect::Suspend => self.suspend(),
            Effect::Keep(change) => self.keep(&change),
            Effect::Copy(what, text) => return self.copy(what, &text).err().map(|_| End::Left),
            Effect::Write { name, text } => self.write(&name, &text),
        }
        None
    }

    /// Keeps a change, and only then shows it.
    fn keep(&mut self, change: &Change) {
        // Who only searches need not hear that nothing is kept; the session remembers the query all the same.
        let is_query = matches!(change, Change::Query(_));
        match self.outside.store.keep(change, &mut UntilEnded(&mut self.events)) {
            Ok(()) => self.model.confirm(self.outside.store.kept().clone(), change),
            Err(_) if is_query => {
                let mut kept = self.model.kept().clone();
                kept.make(change);
                self.model.confirm(kept, change);
            }
            Err(error) => self.model.notify(printable(&error.to_string()).into_owned()),
        }
        if !is_query {
            self.remark();
        }
    }

    /// Says what the store has to say.
    fn remark(&mut self) {
        if let Some(remark) = self.outside.store.remark() {
            self.model.notify(remark);
        }
    }

    fn copy(&mut self, what: &str, text: &str) -> io::Result<()> {
        let by_hand = keys::label_of(keys::Context::List, &Action::ShowPlain, self.model.ascii());
        match self.outside.clipboard.sequence(text, clipboard::in_tmux()) {
            Ok(sequence) => {
                self.model.notify(format!("Copied {what} ({by_hand} shows it)."));
                self.screen.put(sequence)
            }
            Err(Refusal::Off) => {
                self.model.notify(format!("Copying is off ({by_hand} shows it)."));
                Ok(())
            }
            Err(Refusal::TooLong) => {
                let length = text.len() / 1000;
                self.model.notify(format!("Too long for the clipboard ({length} kB): write it to a file instead."));
                Ok(())
            }
        }
    }

    fn write(&mut self, name: &str, text: &str) {
        // The core asks for no file where none may be written.
        let Some(disk) = self.outside.disk else { return };
        let written = disk.write(Path::new(name), Readers::Umask, false, |file| file.write_all(text.as_bytes()));
        self.model.notify(match written {
            Ok(()) => format!("Written to {name}."),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                format!("{name} is there already; name another file.")
            }
            Err(error) => format!("{name} cannot be written: {}", printable(&error.to_string())),
        });
    }

    /// Has the search done that the model wants, if it wants any.
    fn search(&mut self) {
        if let Some(request) = self.model.wanted()
            && let Some(answer) = self.seeker.seek(self.model.searcher(), request)
        {
            // Answered before the next key: nothing has waited for it that could end the session.
            self.answer(answer);
        }
    }

    fn answer(&mut self, answer: Answer) -> Option<End> {
        self.changed = true;
        self.model.answer(answer).into_iter().find_map(|effect| self.carry_out(effect))
    }

    fn suspend(&mut self) {
        self.changed = true;
        if self.model.restricted() {
            self.model.notify("Restricted mode does not stop for a shell.");
            return;
        }
        if !term::can_be_continued() {
            self.model.notify("There is no shell here to come back from.");
            return;
        }
        self.hand_back();
        term::stop();
    }

    /// Gives the terminal back, and shows the main screen last: no answer that the terminal owes shall fall into other
    /// hands, and no key that is meant for them into ours.
    fn hand_back(&mut self) {
        if let Some((answers, until)) = self.screen.owed() {
            self.events.await_answers(answers, until);
        }
        term::leave_raw_mode();
        term::show_main_screen();
    }

    fn resize(&mut self) {
        if let Some((width, height)) = term::size() {
            self.model.update(Action::Resize(width, height));
            self.screen.resize(width, height);
            self.changed = true;
        }
    }
}

/// A clock by which nobody waits once a signal asks for the end.
struct UntilEnded<'a>(&'a mut Events);

impl Clock for UntilEnded<'_> {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn pause(&mut self, duration: Duration) -> bool {
        self.0.pause(duration)
    }
}
