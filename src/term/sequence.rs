//! What is sent to the terminal beside the letters of frames, as crossterm spells it.

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue, style};

/// Shows the alternate screen, and has pastes marked as such.
pub(super) fn enter() -> Vec<u8> {
    [spelled(EnterAlternateScreen), spelled(EnableBracketedPaste)].concat()
}

/// Shows the main screen again, as it was found.
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

/// Changes of the screen as one that is shown at once (DEC mode 2026).
pub fn synchronized(changes: &[u8]) -> Vec<u8> {
    [&spelled(BeginSynchronizedUpdate)[..], changes, &spelled(EndSynchronizedUpdate)].concat()
}

/// Puts a text into the clipboard (OSC 52).
pub(crate) fn to_clipboard(text: &str) -> Vec<u8> {
    spelled(CopyToClipboard::to_clipboard_from(text))
}

fn spelled(command: impl Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = queue!(bytes, command);
    bytes
}
