//! Standard error: the one way for everything that is said beside results. It makes text safe for a terminal, so that nobody
//! who composes a message can forget to, and knows whether anything that was said got lost.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::Stream;
use crate::atlas::text::{abridged, printable};
use crate::formats::ascii::Letters;

static LOST: AtomicBool = AtomicBool::new(false);

static ASCII: AtomicBool = AtomicBool::new(false);

/// A longer line is told without its middle, in characters: somebody may have pasted a book into the command line.
const LONGEST_LINE: usize = 1400;

/// Says everything from now on in ASCII.
pub fn in_ascii() {
    ASCII.store(true, Ordering::Relaxed);
}

/// Says something, in whole lines.
pub fn say(message: &str) {
    let lines = message.trim_end().lines().map(|line| printable(&abridged(line, LONGEST_LINE)).into_owned() + "\n");
    let lines: String = lines.collect();
    let letters = Letters::only_ascii(ASCII.load(Ordering::Relaxed));
    let told = Stream(rustix::stdio::stderr()).write_all(letters.spell(&lines).as_bytes());
    // A reader that has seen enough misses nothing.
    if told.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether something that was said could not be written: on a full disk, for instance.
pub fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}
