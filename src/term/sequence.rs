//! Sequences for the terminal other than frames, by crossterm.

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue, style};

/// Enters the alternate screen and bracketed paste.
pub(super) fn enter() -> Vec<u8> {
    [spelled(EnterAlternateScreen), spelled(EnableBracketedPaste)].concat()
}

/// Shows the main screen again, as it was before.
pub(super) fn leave() -> Vec<u8> {
    [
        spelled(EndSynchronizedUpdate),
        spelled(style::ResetColor),
        spelled(DisableBracketedPaste),
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
