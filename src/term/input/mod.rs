//! From the bytes that a terminal sends to what somebody pressed: [`decode`] finds where each key, sequence and paste ends,
//! [`sequence`] says which key a whole sequence is. The wait for events feeds it.

mod decode;
mod paste;
mod sequence;
mod string;
#[cfg(test)]
mod tests;

use crate::key::Key;
pub(crate) use decode::Decoder;

/// What a terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key was pressed.
    Key(Key),
    /// An escape character and a key in one piece: the key with Alt, or Esc and then the key.
    Escaped(Key),
    /// Text came from the clipboard, cut where it is very long.
    Paste(String),
    /// The terminal has told where its cursor is, as it was asked to.
    Reply,
}
