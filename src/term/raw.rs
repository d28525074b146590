//! Raw mode: keys come as they are pressed, and how the terminal was set before is remembered. Done through a descriptor that
//! is open already: where no more may be opened, the terminal has to be given back all the same.

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fd::{AsFd, OwnedFd};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// The terminal that keys come from. For all who may have to give it back: the loop and, in whatever thread, a panic.
static KEYBOARD: OnceLock<OwnedFd> = OnceLock::new();

/// How it was set before.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// Notes which terminal keys come from.
pub(crate) fn choose(keyboard: &impl AsFd) -> io::Result<()> {
    let keyboard = keyboard.as_fd().try_clone_to_owned()?;
    KEYBOARD.get_or_init(|| keyboard);
    Ok(())
}

/// Sets the terminal to raw mode.
pub(crate) fn enter() -> io::Result<()> {
    let Some(keyboard) = KEYBOARD.get() else { return Ok(()) };
    let mut modes = tcgetattr(keyboard)?;
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    before.get_or_insert_with(|| modes.clone());
    modes.make_raw();
    Ok(tcsetattr(keyboard, OptionalActions::Now, &modes)?)
}

/// Sets the terminal as it was before, if it is not set so yet.
pub(crate) fn leave() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let (Some(keyboard), Some(before)) = (KEYBOARD.get(), before) {
        let _ = tcsetattr(keyboard, OptionalActions::Now, &before);
    }
}
