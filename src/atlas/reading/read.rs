//! Reads a file as text, whatever it claims to be: at most so much of it, no more than there is memory for, and no further
//! than to the first byte that cannot be text. Byte order marks at its beginning are no part of the text.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

/// Files are read by so many bytes at a time.
const CHUNK: usize = 1 << 20;

/// The byte order mark that some editors write before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Why a file gives no text.
pub(in crate::atlas) enum ReadError {
    Io(io::Error),
    NotAFile,
    TooLong,
    /// There is no memory for it.
    Memory,
    /// It is text in another encoding, which has this name.
    Encoding(&'static str),
    /// The byte behind the text that was read cannot be part of any.
    NotText {
        text: String,
        byte: u8,
        /// Some of what follows, from that byte on.
        rest: String,
    },
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::OutOfMemory { Self::Memory } else { Self::Io(error) }
    }
}

/// The text of a file of at most `largest` bytes.
pub(in crate::atlas) fn text(path: &Path, largest: u64) -> Result<String, ReadError> {
    let (file, length) = open(path)?;
    if length > largest {
        return Err(ReadError::TooLong);
    }
    let mut checked = Checked::default();
    // One byte over the limit is enough to know: the file may grow while it is read.
    let mut left = file.take(largest.saturating_add(1));
    // What the file claims to hold is not what it holds: a sparse file claims anything.
    let mut next = usize::try_from(length).map_or(CHUNK, |length| (length + 1).min(CHUNK));
    loop {
        checked.make_room(next)?;
        if left.by_ref().take(next as u64).read_to_end(&mut checked.bytes)? == 0 {
            break;
        }
        checked.look_on()?;
        next = CHUNK;
    }
    if left.limit() == 0 {
        return Err(ReadError::TooLong);
    }
    String::from_utf8(checked.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_text(error.into_bytes(), at)
    })
}

/// The encoding of a text, if it is not UTF-8: by its byte order mark, or else by the zeros beside the signs of RON.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, 0, 0, first, ..] | [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32"),
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// Opens a regular file, and says how long it claims to be.
fn open(path: &Path) -> Result<(fs::File, u64), ReadError> {
    // Looked at before it is opened: opening a device may do something.
    if !fs::metadata(path)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    // And looked at again once it is: somebody may have put a FIFO there meanwhile, which would else wait for a writer.
    let at_once = OFlags::NONBLOCK.bits().cast_signed();
    let file = fs::File::options().read(true).custom_flags(at_once).open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    Ok((file, metadata.len()))
}

/// What has been read of a file, looked at as it comes.
#[derive(Default)]
struct Checked {
    bytes: Vec<u8>,
    /// So many bytes at the beginning are whole characters.
    sound: usize,
    /// Where the first zero byte stands.
    zero: Option<usize>,
}

impl Checked {
    fn make_room(&mut self, bytes: usize) -> Result<(), ReadError> {
        // Twice as much as before saves moving the text about, but it need not be.
        let room = self.bytes.try_reserve(bytes).or_else(|_| self.bytes.try_reserve_exact(bytes));
        room.map_err(|_| ReadError::Memory)
    }

    /// Looks at what has come since. A zero byte in the last piece of a file is left to the parser, which tells it beside
    /// other mistakes; where the file goes on behind one, it is no text but a hole or something else, and may have no end.
    fn look_on(&mut self) -> Result<(), ReadError> {
        if self.sound == 0
            && let Some(encoding) = other_encoding(&self.bytes)
        {
            return Err(ReadError::Encoding(encoding));
        }
        // Programs that know of none put theirs before another's.
        while self.sound == 0 && self.bytes.starts_with(MARK) {
            self.bytes.drain(..MARK.len());
        }
        if let Some(zero) = self.zero {
            return Err(not_text(std::mem::take(&mut self.bytes), zero));
        }
        let new = &self.bytes[self.sound..];
        self.zero = memchr::memchr(0, new).map(|at| self.sound + at);
        match std::str::from_utf8(new) {
            Ok(_) => self.sound = self.bytes.len(),
            Err(error) => {
                self.sound += error.valid_up_to();
                // A character may have been cut between two pieces.
                if error.error_len().is_some() {
                    return Err(not_text(std::mem::take(&mut self.bytes), self.sound));
                }
            }
        }
        Ok(())
    }
}

fn not_text(mut bytes: Vec<u8>, at: usize) -> ReadError {
    /// As much as is ever shown of a line.
    const SHOWN: usize = 1024;
    let rest = &bytes[at..bytes.len().min(at + SHOWN)];
    let byte = rest.first().copied().unwrap_or_default();
    let rest = String::from_utf8_lossy(rest).into_owned();
    bytes.truncate(at);
    ReadError::NotText { text: String::from_utf8(bytes).unwrap_or_default(), byte, rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads these pieces one after the other.
    fn looked_at(pieces: &[&[u8]]) -> Result<Vec<u8>, (usize, u8)> {
        let mut checked = Checked::default();
        for piece in pieces {
            checked.bytes.extend_from_slice(piece);
            if let Err(ReadError::NotText { text, byte, .. }) = checked.look_on() {
                return Err((text.len(), byte));
            }
        }
        Ok(checked.bytes)
    }

    #[test]
    fn a_character_may_be_cut_between_two_pieces() {
        let text = "人é".as_bytes();
        for at in 0..text.len() {
            assert_eq!(looked_at(&[&text[..at], &text[at..]]), Ok(text.to_vec()), "cut at {at}");
        }
    }

    #[test]
    fn reading_ends_at_the_first_byte_that_is_no_text() {
        assert_eq!(looked_at(&[b"ab\xC3", b"\xFFcd", b"never read"]), Err((2, 0xC3)));
        assert_eq!(looked_at(&[b"ab", b"\xFF", b"never read"]), Err((2, 0xFF)));
        assert_eq!(looked_at(&[b"ab", b"c\0\0", b"\0", b"never read"]), Err((3, 0)));
        assert_eq!(looked_at(&[b"ab\0"]), Ok(b"ab\0".to_vec()), "the parser tells this one");
    }

    #[test]
    fn a_byte_order_mark_counts_for_nothing_however_it_is_read() {
        let text = "\u{feff}人é".as_bytes();
        for at in 0..text.len() {
            assert_eq!(looked_at(&[&text[..at], &text[at..]]), Ok("人é".into()), "cut at {at}");
        }
        assert_eq!(looked_at(&[b"\xEF\xBB", b"\xBFab\xFF"]), Err((2, 0xFF)));
    }
}
