//! A bracketed paste: text between `ESC [ 200 ~` and `ESC [ 201 ~`, in which no byte is a key.

use std::time::{Duration, Instant};

use super::Input;

/// Longest pause within a paste; after it the paste is complete as it is.
const PASTE: Duration = Duration::from_secs(5);

/// Longest paste, in bytes; far more than any input accepts.
const LONGEST_PASTE: usize = 16 << 10;

const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// An unfinished paste.
#[derive(Debug)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// Number of bytes of [`PASTE_ENDS`] matched.
    ending: usize,
    until: Instant,
}

impl Paste {
    pub(super) fn new(now: Instant) -> Self {
        Self { text: Vec::new(), ending: 0, until: now + PASTE }
    }

    /// When it is complete as it is, if nothing more comes.
    pub(super) const fn until(&self) -> Instant {
        self.until
    }

    /// Restarts the wait for its end after more of it has come.
    pub(super) fn goes_on(&mut self, now: Instant) {
        self.until = now + PASTE;
    }

    /// Adds a byte. Returns whether it ends the paste.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        if byte == PASTE_ENDS[self.ending] {
            self.ending += 1;
            return self.ending == PASTE_ENDS.len();
        }
        let held_back = &PASTE_ENDS[..self.ending];
        self.ending = usize::from(byte == PASTE_ENDS[0]);
        let byte = Some(byte).filter(|_| self.ending == 0);
        let room = LONGEST_PASTE.saturating_sub(self.text.len());
        self.text.extend(held_back.iter().copied().chain(byte).take(room));
        false
    }

    pub(super) fn into_input(self) -> Input {
        Input::Paste(String::from_utf8_lossy(&self.text).into_owned())
    }
}
