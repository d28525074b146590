//! The loop: waits for events, passes them to the core, and draws the newest state.

use std::io;
use std::time::Duration;

use super::TerminalError;
use super::world::SessionWorld;
use crate::app::driver::{Driver, Going, Leaving};
use crate::app::{Action, Model, Program};
use crate::storage::Sleep;
use crate::storage::saved::Change;
use crate::term::{Event, Input};
use crate::ui::{Theme, view};

/// How a session ends.
pub(super) enum End {
    /// The person left.
    Left(Leaving),
    /// The terminal hung up, and nobody can read a message.
    Gone,
    /// A signal ends it.
    Signal(i32),
    /// An error ends it.
    Failed(TerminalError),
}

pub(super) struct Session {
    pub model: Model,
    pub theme: Theme,
    pub world: SessionWorld,
    /// How long an escape character may start a key; `None` adapts it to the round trip of the connection.
    pub escape: Option<Duration>,
    /// Whether anything has changed since the last frame.
    pub changed: bool,
}

impl Session {
    /// Runs the session to its end and restores the terminal. Returns how it ended, and a message if the last record was not
    /// saved.
    pub(super) fn run(mut self) -> (End, Option<String>) {
        // What there is to say at the start is not about another window size.
        let notice = self.model.notice().map(str::to_owned);
        self.resize();
        if let Some(notice) = notice {
            self.model.notify(notice);
        }
        self.driver().remark();
        let end = loop {
            let events = match self.draw_and_wait() {
                Ok(events) => events,
                Err(end) => break end,
            };
            if let Some(end) = events.into_iter().find_map(|event| self.take_unless_ended(event)) {
                break end;
            }
        };
        self.world.hand_back();
        let unsaved = self.model.last_record().and_then(|last| self.save_at_the_end(&last));
        (end, unsaved)
    }

    fn save_at_the_end(&mut self, last: &Change) -> Option<String> {
        match self.world.store.keep(last, &mut Sleep) {
            Ok(_) => self.world.store.remark(),
            Err(error) => Some(format!("The last record was not saved: {error}.")),
        }
    }

    const fn driver(&mut self) -> Driver<'_, SessionWorld> {
        Driver { model: &mut self.model, world: &mut self.world }
    }

    /// Handles an event, unless a signal that ends the session has come in meanwhile.
    fn take_unless_ended(&mut self, event: Event) -> Option<End> {
        self.world.events.ending().map(End::Signal).or_else(|| self.take(event))
    }

    /// Draws a frame if anything has changed and flow control allows it, then waits for events. All pending events are
    /// handled before the next frame, so that a held key never lags behind. While the terminal does not accept output or the
    /// connection is full, nothing is drawn; the next frame shows the newest state.
    fn draw_and_wait(&mut self) -> Result<Vec<Event>, End> {
        if let Going::Break(leaving) = self.driver().search() {
            return Err(End::Left(leaving));
        }
        let more_lines = self.world.events.more_lines();
        let screen = &mut self.world.screen;
        screen.send().map_err(|_| End::Gone)?;
        let busy_until = screen.busy_until();
        if self.changed && busy_until.is_none() && !screen.output_waits() && !more_lines {
            let (model, theme) = (&self.model, self.theme);
            screen.draw(|frame| view(model, theme, frame)).map_err(|error| match error.kind() {
                io::ErrorKind::OutOfMemory => End::Failed(TerminalError::Memory),
                _ => End::Gone,
            })?;
            self.changed = false;
        }
        let until = busy_until.filter(|_| self.changed);
        let waited = self.world.events.wait(&self.world.screen, until);
        waited.map_err(|error| End::Failed(TerminalError::Wait(error)))
    }

    fn take(&mut self, event: Event) -> Option<End> {
        self.changed |= !matches!(event, Event::Input(Input::Reply | Input::KeyboardProtocol));
        let going = match event {
            Event::Input(Input::Reply) => {
                self.take_reply();
                Going::Continue(())
            }
            Event::Input(Input::KeyboardProtocol) => {
                if self.world.screen.use_keyboard_protocol().is_err() {
                    return Some(End::Gone);
                }
                Going::Continue(())
            }
            Event::Input(Input::Key(key)) => self.driver().press(key),
            Event::Input(Input::Escaped(key)) => self.driver().press_escaped(key),
            Event::Input(Input::Paste(text)) => self.driver().paste(&text),
            Event::Found(results) => self.driver().take_results(*results),
            Event::Suspend => self.driver().obey(Action::Program(Program::Suspend)),
            Event::Resized => {
                self.resize();
                Going::Continue(())
            }
            Event::Continued => {
                self.resize();
                if self.world.screen.reenter().is_err() {
                    return Some(End::Gone);
                }
                Going::Continue(())
            }
            Event::Signal(signal) => return Some(End::Signal(signal)),
            Event::Gone => return Some(End::Gone),
        };
        going.break_value().map(End::Left)
    }

    fn take_reply(&mut self) {
        self.world.screen.take_reply();
        if let (None, Some(round_trip)) = (self.escape, self.world.screen.round_trip()) {
            self.world.events.decoder().adapt(round_trip);
        }
    }

    fn resize(&mut self) {
        if let Some((width, height)) = self.world.screen.window() {
            self.model.resize(width, height);
            self.world.screen.resize(width, height);
        }
    }
}
