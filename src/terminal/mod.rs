//! The impure edge of the dashboard: the screen, the keyboard, signals, and the loop that joins them to the model.
//!
//! Three threads, all asleep when nothing happens: the main one waits for events and draws, one reads the keyboard, one
//! watches for signals and for a terminal that has gone away. Over large data a fourth does the searching.

mod events;
mod screen;
mod seeker;
mod suspend;

use std::io;

use crossterm::event::{Event as Input, KeyEventKind};

use crate::app::keys;
use crate::app::{Action, Effect, Model};
use crate::ui::{Theme, view};
use events::Event;
use screen::Screen;
use seeker::Seeker;

/// Why the dashboard could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The terminal refused what a dashboard needs of it.
    #[error("the terminal cannot be set up ({0}): run icatlas in a terminal, or use `icatlas find WORDS`")]
    SetUp(#[source] io::Error),
}

/// The columns and rows of the terminal on standard output, if it is one.
pub fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    // A terminal that does not know its size says that it has none: serial lines, some ptys.
    if size.ws_col == 0 || size.ws_row == 0 { Some((80, 24)) } else { Some((size.ws_col, size.ws_row)) }
}

/// Shows the dashboard until somebody leaves it or the terminal goes away.
///
/// # Errors
/// If the terminal cannot be set up. A terminal that goes away later is no error: nobody is there to read of it.
pub fn run(model: Model, theme: Theme) -> Result<(), TerminalError> {
    screen::restore_on_panic();
    let screen = Screen::enter().map_err(TerminalError::SetUp)?;
    let (sender, events) = events::start().map_err(TerminalError::SetUp)?;
    let seeker = Seeker::new(std::sync::Arc::clone(model.searcher()), sender);
    let end = Session { model, theme, screen, seeker, stopped: false }.run(&events);
    screen::leave();
    if let End::Signal(signal) = end {
        // Whoever sent it shall see that it was obeyed.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    Ok(())
}

/// How a session ends.
enum End {
    /// Somebody left it, or the terminal is gone.
    Left,
    /// A signal asked for it.
    Signal(i32),
}

struct Session {
    model: Model,
    theme: Theme,
    screen: Screen,
    seeker: Seeker,
    /// Whether the terminal has been given back until the process is continued.
    stopped: bool,
}

impl Session {
    fn run(mut self, events: &std::sync::mpsc::Receiver<Event>) -> End {
        self.resize();
        self.search();
        if self.draw().is_err() {
            return End::Left;
        }
        while let Ok(event) = events.recv() {
            // All that has come in meanwhile is taken before one draw: a held key never lags behind.
            for event in std::iter::once(event).chain(events.try_iter()) {
                if let Some(end) = self.take(event) {
                    return end;
                }
            }
            self.search();
            if !self.stopped && self.draw().is_err() {
                return End::Left;
            }
        }
        End::Left
    }

    fn take(&mut self, event: Event) -> Option<End> {
        match event {
            Event::Input(input) => self.take_input(input),
            Event::Suspend => {
                self.suspend();
                None
            }
            Event::Continued => {
                self.stopped = false;
                self.resize();
                self.screen.reenter().is_err().then_some(End::Left)
            }
            Event::Found(answer) => {
                self.model.answer(answer);
                None
            }
            Event::Signal(signal) => Some(End::Signal(signal)),
            Event::Gone => Some(End::Left),
        }
    }

    fn take_input(&mut self, input: Input) -> Option<End> {
        let action = match input {
            Input::Key(key) if key.kind != KeyEventKind::Release => keys::action(self.model.context(), key.into())?,
            Input::Paste(text) => Action::Paste(text),
            Input::Resize(..) => {
                self.resize();
                return None;
            }
            _ => return None,
        };
        let effect = self.model.update(action);
        if self.seeker.is_instant() {
            // What is pressed next is meant for what this finds.
            self.search();
        }
        match effect? {
            Effect::Quit => return Some(End::Left),
            Effect::Redraw => self.screen.forget(),
            Effect::Suspend => self.suspend(),
        }
        None
    }

    /// Has the search done that the model wants, if it wants any.
    fn search(&mut self) {
        if let Some(request) = self.model.wanted()
            && let Some(answer) = self.seeker.seek(request)
        {
            self.model.answer(answer);
        }
    }

    fn suspend(&mut self) {
        if !suspend::possible() {
            self.model.notify("There is no shell here to come back from.");
            return;
        }
        screen::leave();
        self.stopped = true;
        suspend::stop();
    }

    fn resize(&mut self) {
        if let Some((width, height)) = size() {
            self.model.update(Action::Resize(width, height));
            self.screen.resize(width, height);
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let (model, theme) = (&self.model, self.theme);
        self.screen.draw(|frame| view(model, theme, frame))
    }
}
