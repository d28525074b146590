//! The running dashboard: the loop that joins the terminal to the model, and what it does in the world beside.
//!
//! One thread that sleeps when nothing happens. Over large data a second one does the searching.

mod clipboard;
mod driver;
mod search_worker;
mod world;

use std::io;
use std::time::Duration;

use crate::app::Model;
use crate::storage::{Disk, Store};
use crate::term::{self, Events, Screen, signals};
use crate::ui::Theme;
pub use clipboard::Clipboard;
use driver::{End, Session};
use search_worker::SearchWorker;
use world::SessionWorld;

/// Why the dashboard could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The terminal refused what a dashboard needs of it.
    #[error("the terminal cannot be set up ({0}): run icatlas in a terminal, or use `icatlas find WORDS`")]
    SetUp(#[source] io::Error),
    /// There is no waiting for the terminal any more.
    #[error("the dashboard ended because it could not wait for the terminal ({0}): start it again")]
    Wait(#[source] io::Error),
    /// There is not enough memory.
    #[error(
        "the dashboard ended because there is not enough memory to draw it: make the window smaller and start it again"
    )]
    Memory,
}

/// What the dashboard needs beside its model.
#[derive(Debug)]
pub struct Settings {
    /// How it looks.
    pub theme: Theme,
    /// What outlives the session.
    pub store: Store,
    /// Where files may be written, if they may.
    pub disk: Option<Disk>,
    /// How texts get into the clipboard.
    pub clipboard: Clipboard,
    /// Whether the terminal sends UTF-8.
    pub utf8: bool,
    /// How long an escape character may be the beginning of a key before it is the key Esc, if not as long as the link
    /// suggests.
    pub escape: Option<Duration>,
}

/// Shows the dashboard until the person leaves it or the terminal goes away. Returns a sentence for standard error if
/// the last record was not saved.
///
/// # Errors
/// If the terminal cannot be set up, or what the dashboard needs later is refused. A terminal that goes away is no error:
/// nobody is there to read of it.
pub fn run(model: Model, settings: Settings) -> Result<Option<String>, TerminalError> {
    let Settings { theme, store, disk, clipboard, utf8, escape } = settings;
    term::restore_on_panic();
    let (mut events, mailbox) = Events::listen(utf8).map_err(TerminalError::SetUp)?;
    if let Some(escape) = escape {
        events.decoder().set_escape(escape);
    }
    let screen = Screen::enter().map_err(TerminalError::SetUp)?;
    let search_worker = SearchWorker::new(mailbox);
    let world = SessionWorld { screen, events, search_worker, store, disk, clipboard };
    let (end, unsaved) = Session { model, theme, world, escape, changed: true }.run();
    term::leave_raw_mode();
    match end {
        End::Left => Ok(unsaved),
        End::Gone => Ok(None),
        End::Signal(signal) => signals::obey(signal),
        End::Failed(error) => Err(error),
    }
}
