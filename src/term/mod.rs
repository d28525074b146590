//! The terminal driver: tty, events, decoder, flow control, painter, screen, job control. It knows nothing of the content of
//! frames.

mod asking;
mod events;
mod flow;
mod grid;
mod input;
mod paint;
mod pen;
mod raw;
mod screen;
mod sequence;
pub mod signals;
mod suspend;
mod tty;

use rustix::fd::AsFd;

pub use asking::Replies;
pub(crate) use asking::ask;
pub(crate) use events::{Event, Events, Mailbox};
pub use flow::QUESTION;
pub(crate) use input::Input;
pub use paint::Painter;
pub use pen::paint;
pub(crate) use raw::leave as leave_raw_mode;
pub(crate) use screen::{Screen, restore_on_panic, show_main_screen};
pub use sequence::synchronized;
pub(crate) use sequence::to_clipboard;
pub(crate) use suspend::{possible as can_be_continued, stop};
pub use tty::Terminal;

/// Most columns and lines drawn, more than real screens have. A terminal may claim any size, and the frame takes memory on
/// the server.
pub const LARGEST: (u16, u16) = (500, 150);

/// Size used if the terminal does not report one, in columns and lines: that of the VT100.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);

/// The columns and lines to draw on the terminal on standard output; `None` if it is not a terminal.
pub fn size() -> Option<(u16, u16)> {
    Terminal::OfStreams.size()
}

/// The columns and lines of the terminal on standard error, for messages; `None` if it is not one.
pub fn size_for_messages() -> Option<(u16, u16)> {
    size_of(rustix::stdio::stderr())
}

/// The columns and lines to draw on a terminal; `None` if it is not one, or has hung up.
fn size_of(terminal: impl AsFd) -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    // Serial lines and some ptys report a size of zero.
    let (width, height) = if size.ws_col == 0 || size.ws_row == 0 { UNKNOWN_SIZE } else { (size.ws_col, size.ws_row) };
    Some((width.min(LARGEST.0), height.min(LARGEST.1)))
}
