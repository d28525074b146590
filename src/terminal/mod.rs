//! The impure edge of the dashboard: the screen, the keyboard, signals, and the loop that joins them to the model.
//!
//! One thread that sleeps when nothing happens. Over large data a second one does the searching.

mod decode;
mod device;
mod events;
mod pace;
mod paint;
mod pen;
mod screen;
mod seeker;
mod shown;
mod suspend;

use std::io;
use std::sync::Arc;

use crate::app::keys;
use crate::app::{Action, Effect, Model};
use crate::ui::{Theme, view};
use decode::Input;
use events::{Event, Events};
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
    let (events, letterbox) = Events::listen().map_err(TerminalError::SetUp)?;
    let screen = Screen::enter().map_err(TerminalError::SetUp)?;
    let seeker = Seeker::new(Arc::clone(model.searcher()), letterbox);
    let end = Session { model, theme, screen, events, seeker, changed: true }.run();
    screen::release_keyboard();
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
    events: Events,
    seeker: Seeker,
    /// Whether something has changed that is not drawn yet.
    changed: bool,
}

impl Session {
    fn run(mut self) -> End {
        self.resize();
        loop {
            let Ok(events) = self.draw_and_wait() else {
                return End::Left;
            };
            for event in events {
                if let Some(end) = self.take(event) {
                    self.hand_back();
                    return end;
                }
            }
        }
    }

    /// Draws if there is anything new and room for it, and waits for what happens next. All that has come in meanwhile
    /// is taken before one draw, so that a held key never lags behind; while the terminal does not take output or the
    /// link is full, nothing is drawn, and then only the newest state.
    fn draw_and_wait(&mut self) -> io::Result<Vec<Event>> {
        self.search();
        self.screen.send()?;
        let busy_until = self.screen.busy_until();
        if self.changed && busy_until.is_none() && !self.screen.output_waits() {
            let (model, theme) = (&self.model, self.theme);
            self.screen.draw(|frame| view(model, theme, frame))?;
            self.changed = false;
        }
        let until = busy_until.filter(|_| self.changed);
        Ok(self.events.wait(self.screen.device(), self.screen.output_waits(), until))
    }

    fn take(&mut self, event: Event) -> Option<End> {
        match event {
            Event::Input(Input::Answer) => self.screen.answered(),
            Event::Input(Input::Key(key)) => {
                let action = keys::action(self.model.context(), key.into())?;
                return self.obey(action);
            }
            Event::Input(Input::Paste(text)) => return self.obey(Action::Paste(text)),
            Event::Found(answer) => {
                self.model.answer(answer);
                self.changed = true;
            }
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

    fn obey(&mut self, action: Action) -> Option<End> {
        let effect = self.model.update(action);
        self.changed = true;
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
            self.changed = true;
        }
    }

    fn suspend(&mut self) {
        self.changed = true;
        if self.model.restricted() {
            self.model.notify("Restricted mode does not stop for a shell.");
            return;
        }
        if !suspend::possible() {
            self.model.notify("There is no shell here to come back from.");
            return;
        }
        self.hand_back();
        suspend::stop();
    }

    /// Gives the terminal back, and shows the main screen last: no answer that the terminal owes shall fall into other
    /// hands, and no key that is meant for them into ours.
    fn hand_back(&mut self) {
        if let Some((answers, until)) = self.screen.owed() {
            self.events.await_answers(answers, until);
        }
        screen::release_keyboard();
        screen::show_main_screen();
    }

    fn resize(&mut self) {
        if let Some((width, height)) = size() {
            self.model.update(Action::Resize(width, height));
            self.screen.resize(width, height);
            self.changed = true;
        }
    }
}
