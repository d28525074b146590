//! Raw mode: the terminal passes on every key at once. Entering it remembers the settings before. The descriptor is opened
//! beforehand, so that the settings can be restored even if no more descriptors can be opened.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rustix::fd::{AsFd, OwnedFd};
use rustix::io::ioctl_fionread;
use rustix::termios::{InputModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// The terminal that keys come from. It is global, because a panic in any thread restores it too.
static KEYBOARD: OnceLock<OwnedFd> = OnceLock::new();

/// Its settings before.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// The bytes that came in before raw mode and are not read yet. Until then the terminal itself had turned the carriage return that
/// Enter sends into a line feed.
static FROM_BEFORE: AtomicU64 = AtomicU64::new(0);

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
    let turns_enter = modes.input_modes.contains(InputModes::ICRNL);
    modes.make_raw();
    tcsetattr(keyboard, OptionalActions::Now, &modes)?;
    FROM_BEFORE.store(if turns_enter { unread() } else { 0 }, Ordering::Relaxed);
    Ok(())
}

/// Turns the line feeds among bytes just read back into what Enter sends, as far as the bytes came in before raw mode. Later ones
/// stay: in raw mode a line feed is Ctrl-j.
pub(super) fn give_back_enter(read: &mut [u8]) {
    let from_before = FROM_BEFORE.load(Ordering::Relaxed);
    if from_before == 0 {
        return;
    }
    let turned = read.len().min(usize::try_from(from_before).unwrap_or(usize::MAX));
    FROM_BEFORE.store(from_before - turned as u64, Ordering::Relaxed);
    for byte in read[..turned].iter_mut().filter(|byte| **byte == b'\n') {
        *byte = b'\r';
    }
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
