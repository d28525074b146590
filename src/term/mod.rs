//! The terminal as it is driven: its device, what it sends, signals, flow control, painting, job control. Knows nothing of
//! what is shown.

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

pub(crate) use events::{Event, Events, Mailbox};
pub use flow::QUESTION;
pub(crate) use input::Input;
pub use paint::Painter;
pub(crate) use raw::leave as leave_raw_mode;
pub(crate) use screen::{Screen, restore_on_panic, show_main_screen};
pub use sequence::synchronized;
pub(crate) use sequence::to_clipboard;
pub(crate) use suspend::{possible as can_be_continued, stop};

/// The most columns and rows that are drawn on: more than any screen has. Whatever size a terminal claims to have, it is
/// memory of the server that the claim would take.
pub const LARGEST: (u16, u16) = (500, 150);

/// The columns and rows of the terminal on standard output, if it is one, as far as they are drawn on.
pub fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    // A terminal that does not know its size says that it has none: serial lines, some ptys.
    let (width, height) = if size.ws_col == 0 || size.ws_row == 0 { (80, 24) } else { (size.ws_col, size.ws_row) };
    Some((width.min(LARGEST.0), height.min(LARGEST.1)))
}
