//! Standard error: the one way for everything that is said beside results. It makes text safe for a terminal, so that nobody
//! who composes a message can forget to, and knows whether anything that was said got lost.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::Stream;
use crate::atlas::text::printable;

static LOST: AtomicBool = AtomicBool::new(false);

/// Says something, in whole lines.
pub fn say(message: &str) {
    let lines: Vec<_> = message.trim_end().lines().map(printable).collect();
    let told = Stream(rustix::stdio::stderr()).write_all((lines.join("\n") + "\n").as_bytes());
    // A reader that has seen enough misses nothing.
    if told.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether something that was said could not be written: on a full disk, for instance.
pub fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}
