//! Reads a file as text, up to a size limit, the available memory and the first byte that cannot be text. Drops byte
//! order marks at the beginning.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

/// Bytes read at a time: at most this much is read before a file turns out not to be text.
const CHUNK: usize = 1 << 20;

/// The byte order mark that some editors write before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Why a file could not be read as text.
pub(in crate::atlas) enum ReadError {
    Io(io::Error),
    NotAFile,
    TooLong,
    /// There is not enough memory for it.
    Memory,
    /// It is text in the encoding of this name.
    Encoding(&'static str),
    /// `byte`, which follows `text`, cannot be part of a text.
    NotText {
        text: String,
        byte: u8,
        /// The beginning of the rest, from that byte on.
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
    // Reads one byte over the limit to detect a file that grows meanwhile.
    let mut left = file.take(largest.saturating_add(1));
    // Does not trust the length: a sparse file can claim any.
    let mut next = usize::try_from(length).map_or(CHUNK, |length| (length + 1).min(CHUNK));
    loop {
        checked.reserve(next)?;
        if left.by_ref().take(next as u64).read_to_end(&mut checked.bytes)? == 0 {
            break;
        }
        checked.check_new()?;
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

/// The encoding of a text that is not UTF-8, by its byte order mark or by the zeros around the ASCII characters of RON.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, 0, 0, first, ..] | [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32"),
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// Opens a regular file and returns its length in bytes.
fn open(path: &Path) -> Result<(fs::File, u64), ReadError> {
    // Check before opening: opening a device may have effects.
    if !fs::metadata(path)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    // Check again afterwards, and open without blocking: a FIFO put there meanwhile would wait for a writer.
    let at_once = OFlags::NONBLOCK.bits().cast_signed();
    let file = fs::File::options().read(true).custom_flags(at_once).open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    Ok((file, metadata.len()))
}

/// The bytes of a file, checked as they arrive.
#[derive(Default)]
struct Checked {
    bytes: Vec<u8>,
    /// The length of the valid UTF-8 at the beginning, in bytes.
    sound: usize,
    /// The offset of the first zero byte.
    zero: Option<usize>,
}

impl Checked {
    fn reserve(&mut self, bytes: usize) -> Result<(), ReadError> {
        // Doubling saves copies; if there is no memory for that, the exact size will do.
        let room = self.bytes.try_reserve(bytes).or_else(|_| self.bytes.try_reserve_exact(bytes));
        room.map_err(|_| ReadError::Memory)
    }

    /// Checks the new bytes. A zero byte in the last chunk is left to the parser, which reports it with the other
    /// problems. If the file continues after a zero byte, it is not text and may be endless.
    fn check_new(&mut self) -> Result<(), ReadError> {
        if self.sound == 0
            && let Some(encoding) = other_encoding(&self.bytes)
        {
            return Err(ReadError::Encoding(encoding));
        }
        // Some programs add a mark before an existing one.
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
                // A character may be split between two chunks.
                if error.error_len().is_some() {
                    return Err(not_text(std::mem::take(&mut self.bytes), self.sound));
                }
            }
        }
        Ok(())
    }
}

fn not_text(mut bytes: Vec<u8>, at: usize) -> ReadError {
    /// More bytes than a message quotes.
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
            if let Err(ReadError::NotText { text, byte, .. }) = checked.check_new() {
                return Err((text.len(), byte));
            }
        }
        Ok(checked.bytes)
    }

    #[test]
    fn a_character_may_be_split_between_two_chunks() {
        let text = "人é".as_bytes();
        for at in 0..text.len() {
            assert_eq!(looked_at(&[&text[..at], &text[at..]]), Ok(text.to_vec()), "cut at {at}");
        }
    }

    #[test]
    fn reading_ends_at_the_first_byte_that_is_not_text() {
        assert_eq!(looked_at(&[b"ab\xC3", b"\xFFcd", b"never read"]), Err((2, 0xC3)));
        assert_eq!(looked_at(&[b"ab", b"\xFF", b"never read"]), Err((2, 0xFF)));
        assert_eq!(looked_at(&[b"ab", b"c\0\0", b"\0", b"never read"]), Err((3, 0)));
        assert_eq!(looked_at(&[b"ab\0"]), Ok(b"ab\0".to_vec()), "the parser tells this one");
    }

    #[test]
    fn a_byte_order_mark_is_dropped_in_chunks_of_any_size() {
        let text = "\u{feff}人é".as_bytes();
        for at in 0..text.len() {
            assert_eq!(looked_at(&[&text[..at], &text[at..]]), Ok("人é".into()), "cut at {at}");
        }
        assert_eq!(looked_at(&[b"\xEF\xBB", b"\xBFab\xFF"]), Err((2, 0xFF)));
    }
}
