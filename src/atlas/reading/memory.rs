//! Whether there is memory for large data. The parser and the index cannot be told that there is too little; they would
//! end the program. So the memory that they will take is asked for beforehand, and given back.

use super::source::{Content, SourceFile};
use crate::atlas::RecordId;

/// Data of fewer bytes is read without asking: a few MiB more there always are.
const SMALL: usize = 1 << 20;

/// Memory is short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutOfMemory {
    /// While this file was read.
    #[error(
        "there is not enough memory to read {}: leave records out, or allow more memory (`ulimit -v`)",
        crate::atlas::text::printable(.0)
    )]
    Read(String),
    /// For a record's texts laid out in lines.
    #[error("there is not enough memory to show {0}: allow more memory (`ulimit -v`)")]
    Show(RecordId),
    /// For the records of so many MiB of data, which would take so many more.
    #[error(
        "there is not enough memory for {data} MiB of data, which need about {needed} MiB more: leave records out, or \
         allow more memory (`ulimit -v`)"
    )]
    Load {
        /// The length of all files.
        data: usize,
        /// What they take beside.
        needed: usize,
    },
    /// For what is made of records that are read: their index, or the records without what is editorial.
    #[error(
        "there is not enough memory to search the data or to leave a part of it out, which may take {needed} MiB more: allow more memory (`ulimit -v`)"
    )]
    Beside {
        /// What it takes, in MiB.
        needed: usize,
    },
}

/// Makes sure that there is memory for the records of these files, and says how much they take, or the index of their
/// words if that is more.
pub(in crate::atlas) fn make_sure(files: &[SourceFile]) -> Result<usize, OutOfMemory> {
    let data: usize = files.iter().map(|file| file.layout.text().len()).sum();
    if data < SMALL {
        return Ok(0);
    }
    let needed = files.iter().map(estimate).fold(0, usize::saturating_add);
    ask_for(needed).map_err(|_| OutOfMemory::Load { data: data >> 20, needed: needed >> 20 })?;
    Ok(needed.max(distinct_words(files).saturating_mul(FOR_A_WORD)))
}

/// Whether so much memory can be had. A little always can, as far as anybody can tell.
pub fn has_room(bytes: usize) -> bool {
    bytes < SMALL || ask_for(bytes).is_ok()
}

/// Makes sure that so much memory can be had.
pub(in crate::atlas) fn ask_for(bytes: usize) -> Result<(), OutOfMemory> {
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| OutOfMemory::Beside { needed: bytes >> 20 })
}

/// About as many bytes as the content of a file takes beside its text, while it is read and after. A quarter of a
/// million ordinary records take half of it at their most; what grows needs room for its old and its new place.
fn estimate(file: &SourceFile) -> usize {
    let mut parts = 0_usize;
    for byte in file.layout.text().bytes() {
        parts += usize::from(matches!(byte, b',' | b'(' | b'['));
    }
    let part = match file.content {
        Content::Edition | Content::Records(_) | Content::Crosswalk => 120,
        // Once more for the search, word by word.
        Content::Synonyms => 300,
    };
    file.layout.text().len() * 2 + parts * part
}

/// So many bytes the index takes for a word that stands nowhere else, while it is made.
const FOR_A_WORD: usize = 160;

/// About as many distinct words as the files hold, rather more than fewer. Each marks one of many places by its hash; the
/// fuller they are, the more words share one.
fn distinct_words(files: &[SourceFile]) -> usize {
    const SLOTS: usize = 1 << 22;
    let mut marked = vec![false; SLOTS];
    for file in files {
        let words = file.layout.text().as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            let hash = word.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
            // There are as many places as 22 bits tell apart. The bits of both halves count: the last letters of a word
            // have hardly reached the upper ones.
            let slot = (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 42;
            marked[usize::try_from(slot).unwrap_or_default()] = true;
        }
    }
    let unmarked = marked.iter().filter(|marked| !**marked).count();
    (SLOTS - unmarked).saturating_mul(SLOTS) / unmarked.max(1)
}

#[cfg(test)]
mod tests {
    use super::super::source::of_texts;
    use super::*;

    #[test]
    fn distinct_words_are_counted_once_and_about_right() {
        let word = |number: usize| format!("é{number:x}, the \"word\"; ");
        let words = |count: usize| (0..count).map(word).collect::<Vec<_>>().concat();
        for count in [0, 1000, 100_000] {
            let files = of_texts(&[("events", words(count)), ("gaps", words(count))]);
            let found = distinct_words(&files);
            assert!((count * 95 / 100..=count * 105 / 100 + 2).contains(&found), "{found} of {count}");
        }
    }
}
