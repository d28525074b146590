//! The running dashboard: the loop between terminal and model, the search worker, the clipboard.
//!
//! One thread sleeps until an event happens. For large data a second one searches.

mod clipboard;
mod driver;
mod search_worker;
mod world;

use std::io;
use std::time::Duration;

use crate::app::Model;
use crate::app::driver::Leaving;
use crate::atlas::RecordId;
use crate::storage::{Disk, Store};
use crate::term::{self, Events, Screen, Terminal, signals};
use crate::ui::Theme;
pub(crate) use clipboard::Around;
pub use clipboard::Clipboard;
use driver::{End, Session};
use search_worker::SearchWorker;
use world::SessionWorld;

/// Why the dashboard could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The terminal cannot be set up.
    #[error("the terminal cannot be set up ({0}): run icatlas in a terminal, or use `icatlas find WORDS`")]
    SetUp(#[source] io::Error),
    /// Waiting for the terminal failed.
    #[error("the dashboard ended because it could not wait for the terminal ({0}): start it again")]
    Wait(#[source] io::Error),
    /// There is not enough memory for a frame.
    #[error(
        "the dashboard ended because there is not enough memory to draw it: make the window smaller and start it again"
    )]
    Memory,
}

/// The settings of a session.
#[derive(Debug)]
pub struct Settings {
    /// The terminal it runs on.
    pub terminal: Terminal,
    /// Colours and borders.
    pub theme: Theme,
    /// The saved state.
    pub store: Store,
    /// Permission to write files; `None` in restricted mode.
    pub disk: Option<Disk>,
    /// How to copy to the clipboard.
    pub clipboard: Clipboard,
    /// Whether the terminal sends UTF-8.
    pub utf8: bool,
    /// How long an escape character may start a key before it is the key Esc; `None` adapts it to the round trip of the
    /// connection.
    pub escape: Option<Duration>,
}

/// What a session leaves behind.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The records that the person picked; none if the session ended otherwise.
    pub picked: Vec<RecordId>,
    /// A message for standard error if the last record was not saved.
    pub unsaved: Option<String>,
}

/// Runs the dashboard or, with a model that [picks](Model::picking), its search, until the person quits or picks records, the
/// terminal hangs up or a signal ends it.
///
/// # Errors
/// If the terminal cannot be set up, waiting for it fails, or there is not enough memory. A hang-up is no error, since nobody
/// could read the message.
pub fn run(model: Model, settings: Settings) -> Result<Outcome, TerminalError> {
    let outcome = run_on_terminal(model, settings);
    // Whoever reads the results or the messages may be slow or stuck: a signal has to end that, too.
    signals::let_go();
    outcome
}

fn run_on_terminal(model: Model, settings: Settings) -> Result<Outcome, TerminalError> {
    let Settings { terminal, theme, store, disk, clipboard, utf8, escape } = settings;
    term::restore_on_panic();
    let (mut events, mailbox) = Events::listen(terminal, utf8).map_err(TerminalError::SetUp)?;
    if let Some(escape) = escape {
        events.decoder().set_escape(escape);
    }
    let screen = Screen::enter(terminal).map_err(TerminalError::SetUp)?;
    let search_worker = SearchWorker::new(mailbox);
    let world = SessionWorld { screen, events, search_worker, store, disk, clipboard };
    let (end, unsaved) = Session { model, theme, world, escape, changed: true }.run();
    term::leave_raw_mode();
    match end {
        End::Left(Leaving::Quit) => Ok(Outcome { unsaved, ..Outcome::default() }),
        End::Left(Leaving::Picked(picked)) => Ok(Outcome { picked, unsaved }),
        End::Gone => Ok(Outcome::default()),
        End::Signal(signal) => signals::end_by(signal),
        End::Failed(error) => Err(error),
    }
}
