//! A paste between its brackets (`ESC [ 200 ~` and `ESC [ 201 ~`): text, whatever is in it.

use std::time::{Duration, Instant};

use super::Input;

/// How long a paste may falter before what has come of it is all of it.
const PASTE: Duration = Duration::from_secs(5);

/// What is kept of a paste, in bytes: far more than a field holds.
const LONGEST_PASTE: usize = 16 << 10;

const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// A paste that has begun.
#[derive(Debug)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// How many bytes of its end have come.
    ending: usize,
    until: Instant,
}

impl Paste {
    pub(super) fn new(now: Instant) -> Self {
        Self { text: Vec::new(), ending: 0, until: now + PASTE }
    }

    /// Until when its end is waited for.
    pub(super) const fn until(&self) -> Instant {
        self.until
    }

    /// Waits anew for its end: more of it has come.
    pub(super) fn goes_on(&mut self, now: Instant) {
        self.until = now + PASTE;
    }

    /// Takes a byte, and says whether the paste has ended with it.
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
