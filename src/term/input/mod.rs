//! Input from the terminal: [`decode`] finds where each key, sequence and paste ends, [`sequence`] says which key a complete
//! sequence is. `events` feeds it.

mod decode;
mod output;
mod paste;
mod sequence;
mod string;
#[cfg(test)]
mod tests;

use crate::key::Key;
pub(crate) use decode::Decoder;

/// Decoded input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key.
    Key(Key),
    /// An escape character and a key in one read: the key with Alt, or Esc and then the key.
    Escaped(Key),
    /// Pasted text, cut to 16 KiB.
    Paste(String),
    /// A reply to the request for the cursor position.
    Reply,
    /// A reply to the question for the keyboard protocol: the terminal speaks it.
    KeyboardProtocol,
}
