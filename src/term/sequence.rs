//! Sequences for the terminal other than frames, by crossterm.
//!
//! In kitty's keyboard protocol the Esc key and keys with modifiers have sequences of their own, which are not the beginning or
//! the bytes of others (<https://sw.kovidgoyal.net/kitty/keyboard-protocol/>). The protocol is asked for, since only a terminal
//! that speaks it replies.

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags,
    PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{Command, queue, style};

/// The question for the flags of the keyboard protocol that are set. crossterm only has it together with a wait for the reply.
pub(super) const KEYBOARD_PROTOCOL: &[u8] = b"\x1b[?u";

/// Enters the alternate screen and bracketed paste. If the keyboard protocol is still in use, it is given back: the terminal may
/// be another one.
pub(super) fn enter(keyboard_protocol: bool) -> Vec<u8> {
    let give_back = if keyboard_protocol { spelled(PopKeyboardEnhancementFlags) } else { Vec::new() };
    [&spelled(EnterAlternateScreen)[..], &spelled(EnableBracketedPaste), &give_back].concat()
}

/// Uses the keyboard protocol, until it is given back.
pub(super) fn use_keyboard_protocol() -> Vec<u8> {
    spelled(PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES))
}

/// Shows the main screen again, as it was before. The keyboard protocol is given back on the alternate screen, since each screen
/// has its own flags. That screen is cleared: tmux would show it above the main one if the window has grown since.
pub(super) fn leave(keyboard_protocol: bool) -> Vec<u8> {
    [
        spelled(EndSynchronizedUpdate),
        spelled(style::ResetColor),
        spelled(DisableBracketedPaste),
        if keyboard_protocol { spelled(PopKeyboardEnhancementFlags) } else { Vec::new() },
        spelled(Clear(ClearType::All)),
        spelled(LeaveAlternateScreen),
        spelled(Show),
    ]
    .concat()
}

/// Wraps changes of the screen in a synchronized update, which the terminal shows at once (DEC mode 2026).
pub fn synchronized(changes: &[u8]) -> Vec<u8> {
    [&spelled(BeginSynchronizedUpdate)[..], changes, &spelled(EndSynchronizedUpdate)].concat()
}

/// Copies a text to the clipboard (OSC 52).
pub(crate) fn to_clipboard(text: &str) -> Vec<u8> {
    spelled(CopyToClipboard::to_clipboard_from(text))
}

fn spelled(command: impl Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = queue!(bytes, command);
    bytes
}
