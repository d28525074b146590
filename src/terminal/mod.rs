//! The impure edge of the dashboard: the screen, the keyboard, signals, and the loop that joins them to the model.
//!
//! One thread that sleeps when nothing happens. Over large data a second one does the searching.

mod clipboard;
mod decode;
mod device;
mod events;
pub(crate) mod files;
mod pace;
mod paint;
mod pen;
mod screen;
mod seeker;
mod shown;
mod store;
mod suspend;

use std::io;
use std::path::Path;

use crate::app::kept::Change;
use crate::app::keys;
use crate::app::search::Answer;
use crate::app::{Action, Effect, Model};
use crate::atlas::text::printable;
use crate::ui::{Theme, view};
pub use clipboard::Clipboard;
use clipboard::Refusal;
use decode::Input;
use events::{Event, Events};
use files::Readers;
use screen::Screen;
use seeker::Seeker;
pub use store::{Store, StoreError};

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

/// What the dashboard has to do with the world beside its screen.
#[derive(Debug)]
pub struct Outside {
    /// What outlives the session.
    pub store: Store,
    /// How texts get into the clipboard.
    pub clipboard: Clipboard,
}

/// Shows the dashboard until somebody leaves it or the terminal goes away.
///
/// # Errors
/// If the terminal cannot be set up. A terminal that goes away later is no error: nobody is there to read of it.
pub fn run(model: Model, theme: Theme, outside: Outside) -> Result<(), TerminalError> {
    screen::restore_on_panic();
    let (events, letterbox) = Events::listen().map_err(TerminalError::SetUp)?;
    let screen = Screen::enter().map_err(TerminalError::SetUp)?;
    let seeker = Seeker::new(letterbox);
    let end = Session { model, theme, outside, screen, events, seeker, changed: true }.run();
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
    outside: Outside,
    screen: Screen,
    events: Events,
    seeker: Seeker,
    /// Whether something has changed that is not drawn yet.
    changed: bool,
}

impl Session {
    fn run(mut self) -> End {
        self.resize();
        self.remark();
        let end = loop {
            let Ok(events) = self.draw_and_wait() else { break End::Left };
            if let Some(end) = events.into_iter().find_map(|event| self.take(event)) {
                self.hand_back();
                break end;
            }
        };
        if let Some(place) = self.model.last_place() {
            // Whoever has left is not to be bothered.
            let _ = self.outside.store.keep(&place);
        }
        end
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
            Event::Found(answer) => return self.answer(answer),
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
        match self.outside.store.keep(change) {
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
        let written =
            files::write_whole(Path::new(name), Readers::Umask, false, |file| file.write_all(text.as_bytes()));
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
