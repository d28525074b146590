//! Standard error: the one way for everything that is said beside results. It makes text safe for a terminal, so that nobody
//! who composes a message can forget to, and knows whether anything that was said got lost.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::Stream;
use crate::atlas::text::{abridged, printable};
use crate::formats::ascii::Letters;

static LOST: AtomicBool = AtomicBool::new(false);

static ASCII: AtomicBool = AtomicBool::new(false);

/// Whether it was said that letters are spelled by similar ones.
static SPELLED: AtomicBool = AtomicBool::new(false);

/// A longer line is told without its middle, in characters: somebody may have pasted a book into the command line.
const LONGEST_LINE: usize = 1400;

/// A longer word is told without its middle, in characters: as long as a query may be.
const LONGEST_WORD: usize = 256;

/// Says everything from now on in ASCII.
pub fn in_ascii() {
    ASCII.store(true, Ordering::Relaxed);
}

/// A message as it is printed: whole lines, none too long, safe for a terminal.
pub fn lines(message: &str) -> String {
    let words = |line: &str| line.split_inclusive(' ').map(|word| abridged(word, LONGEST_WORD)).collect::<String>();
    let lines = message.trim_end().lines().map(words);
    lines.map(|line| printable(&abridged(&line, LONGEST_LINE)).into_owned() + "\n").collect()
}

/// Says something, in whole lines.
pub fn say(message: &str) {
    let lines = lines(message);
    let letters = Letters::only_ascii(ASCII.load(Ordering::Relaxed));
    let told = Stream(rustix::stdio::stderr()).write_all(letters.spell(&lines).as_bytes());
    // A reader that has seen enough misses nothing.
    if told.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
    // Signs such as quotation marks are ours.
    if letters.are_ascii() && lines.chars().any(|letter| !letter.is_ascii() && letter.is_alphanumeric()) {
        say_spelled();
    }
}

/// Says that letters outside ASCII are spelled by similar ones, once.
pub fn say_spelled() {
    if !SPELLED.swap(true, Ordering::Relaxed) {
        say(
            "Letters outside ASCII are spelled by similar ones: for the texts to the letter leave --ascii out and set a UTF-8 \
             locale (LC_ALL=C.UTF-8), or take JSON.",
        );
    }
}

/// Whether something that was said could not be written: on a full disk, for instance.
pub fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}
