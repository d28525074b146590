//! The impure edge of the dashboard: the screen, the keyboard, signals, and the loop that joins them to the model.
//!
//! One thread that sleeps when nothing happens. Over large data a second one does the searching.

mod clipboard;
mod device;
mod events;
pub(crate) mod files;
mod input;
mod lock;
mod pace;
mod paint;
mod pen;
mod raw;
mod screen;
mod seeker;
mod session;
mod shown;
pub mod signals;
mod state_file;
mod store;
mod suspend;

use std::io;
use std::time::Duration;

use crate::app::Model;
use crate::ui::Theme;
pub use clipboard::Clipboard;
use events::Events;
pub use lock::{Clock, Sleep};
use screen::Screen;
use seeker::Seeker;
use session::{End, Session};
pub use store::{Store, StoreError};

/// The most columns and rows that are drawn on: more than any screen has. Whatever size a terminal claims to have, it is
/// memory of the server that the claim would take.
pub const LARGEST: (u16, u16) = (500, 150);

/// Why the dashboard could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The terminal refused what a dashboard needs of it.
    #[error("the terminal cannot be set up ({0}): run icatlas in a terminal, or use `icatlas find WORDS`")]
    SetUp(#[source] io::Error),
    /// There is no waiting for the terminal any more.
    #[error("the dashboard was closed, as it could not wait for the terminal ({0}): start it anew")]
    Wait(#[source] io::Error),
    /// There is not enough memory.
    #[error(
        "the dashboard was closed, as there is not enough memory to draw it: make the window smaller and start it anew"
    )]
    Memory,
}

/// The columns and rows of the terminal on standard output, if it is one, as far as they are drawn on.
pub fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    // A terminal that does not know its size says that it has none: serial lines, some ptys.
    let (width, height) = if size.ws_col == 0 || size.ws_row == 0 { (80, 24) } else { (size.ws_col, size.ws_row) };
    Some((width.min(LARGEST.0), height.min(LARGEST.1)))
}

/// What the dashboard has to do with the world beside its screen.
#[derive(Debug)]
pub struct Outside {
    /// What outlives the session.
    pub store: Store,
    /// How texts get into the clipboard.
    pub clipboard: Clipboard,
    /// Whether the terminal sends UTF-8.
    pub utf8: bool,
    /// How long an escape character may be the beginning of a key before it is the key Esc, if not as long as the link
    /// suggests.
    pub escape: Option<Duration>,
}

/// Shows the dashboard until somebody leaves it or the terminal goes away.
///
/// # Errors
/// If the terminal cannot be set up, or what the dashboard needs later is refused. A terminal that goes away is no error:
/// nobody is there to read of it.
pub fn run(model: Model, theme: Theme, outside: Outside) -> Result<(), TerminalError> {
    screen::restore_on_panic();
    let (mut events, letterbox) = Events::listen(outside.utf8).map_err(TerminalError::SetUp)?;
    if let Some(escape) = outside.escape {
        events.decoder().set_escape(escape);
    }
    let screen = Screen::enter().map_err(TerminalError::SetUp)?;
    let seeker = Seeker::new(letterbox);
    let end = Session::new(model, theme, outside, screen, events, seeker).run();
    raw::leave();
    match end {
        End::Left => Ok(()),
        End::Signal(signal) => signals::obey(signal),
        End::Failed(error) => Err(error),
    }
}
