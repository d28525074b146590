//! Messages on standard error. All of them pass through here, which makes them safe for a terminal, limits their length, and
//! remembers whether any could not be written.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::Stream;
use crate::atlas::text::{abridged, printable};
use crate::formats::ascii::Letters;
use crate::present::wrap::lines_at_spaces;
use crate::term;

static LOST: AtomicBool = AtomicBool::new(false);

static ASCII: AtomicBool = AtomicBool::new(false);

/// Whether the message about similar letters was printed.
static SPELLED: AtomicBool = AtomicBool::new(false);

/// Longest line, in characters; a longer one loses its middle. Arguments may be of any length, and a line of this length
/// fills the better part of a terminal of 80x24.
const LONGEST_LINE: usize = 1400;

/// Longest word, in characters; a longer one loses its middle. As long as the longest query.
const LONGEST_WORD: usize = 256;

/// Prints all further messages in ASCII.
pub fn in_ascii() {
    ASCII.store(true, Ordering::Relaxed);
}

/// A message as it is printed: whole lines, cut to the longest length, safe for a terminal.
pub fn lines(message: &str) -> String {
    let words = |line: &str| line.split_inclusive(' ').map(|word| abridged(word, LONGEST_WORD)).collect::<String>();
    let lines = message.trim_end().lines().map(words);
    lines.map(|line| printable(&abridged(&line, LONGEST_LINE)).into_owned() + "\n").collect()
}

/// The same lines; on a terminal, those that are wider are broken between words.
fn wrapped(lines: String) -> String {
    let Some((columns, _)) = term::size_for_messages() else { return lines };
    lines.lines().flat_map(|line| lines_at_spaces(line, columns.into())).map(|line| line.into_owned() + "\n").collect()
}

/// Prints a message.
pub fn say(message: &str) {
    let lines = wrapped(lines(message));
    let letters = Letters::only_ascii(ASCII.load(Ordering::Relaxed));
    let written = Stream(rustix::stdio::stderr()).write_all(letters.spell(&lines).as_bytes());
    // A reader that has closed the pipe wants no more messages.
    if written.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
    // Quotation marks and other signs come from the messages and not from the data.
    if letters.are_ascii() && lines.chars().any(|letter| !letter.is_ascii() && letter.is_alphanumeric()) {
        say_spelled();
    }
}

/// Prints once that letters outside ASCII were replaced by similar ones.
pub fn say_spelled() {
    if !SPELLED.swap(true, Ordering::Relaxed) {
        say(
            "Letters outside ASCII are replaced by similar ones: for the exact texts omit --ascii and set a UTF-8 locale \
             (LC_ALL=C.UTF-8), or export JSON.",
        );
    }
}

/// Whether a message could not be written, for example to a full disk.
pub fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}
