//! Raw mode: the terminal passes on every key at once. Entering it remembers the settings before. The descriptor is opened
//! beforehand, so that the settings can be restored even if no more descriptors can be opened.

use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fd::{AsFd, OwnedFd};
use rustix::io::ioctl_fionread;
use rustix::termios::{InputModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// The terminal that keys come from. It is global, because a panic in any thread restores it too.
static KEYBOARD: OnceLock<OwnedFd> = OnceLock::new();

/// Its settings before.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// Sets the terminal that keys come from.
pub(crate) fn choose(keyboard: &impl AsFd) -> io::Result<()> {
    let keyboard = keyboard.as_fd().try_clone_to_owned()?;
    KEYBOARD.get_or_init(|| keyboard);
    Ok(())
}

/// The number of bytes that have come in and are not read yet. In raw mode, since otherwise only whole lines count.
pub(super) fn unread() -> u64 {
    KEYBOARD.get().and_then(|keyboard| ioctl_fionread(keyboard).ok()).unwrap_or_default()
}

/// Enters raw mode.
pub(crate) fn enter() -> io::Result<()> {
    let Some(keyboard) = KEYBOARD.get() else { return Ok(()) };
    let mut modes = tcgetattr(keyboard)?;
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    before.get_or_insert_with(|| modes.clone());
    modes.make_raw();
    Ok(tcsetattr(keyboard, OptionalActions::Now, &modes)?)
}

/// Enters raw mode again if another program has left it meanwhile, as Vim does when it is woken while it waits for us. Returns
/// whether one had, so that a line feed came from Enter.
pub(super) fn reenter() -> bool {
    let modes = KEYBOARD.get().and_then(|keyboard| tcgetattr(keyboard).ok());
    modes.is_some_and(|modes| modes.input_modes.contains(InputModes::ICRNL)) && enter().is_ok()
}

/// Restores the settings from before raw mode. Does nothing the second time.
pub(crate) fn leave() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let (Some(keyboard), Some(before)) = (KEYBOARD.get(), before) {
        let _ = tcsetattr(keyboard, OptionalActions::Now, &before);
    }
}
