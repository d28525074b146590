//! Checks that there is enough memory for large data. The parser and the index would abort the program when memory runs
//! out. Therefore we reserve the memory they will need beforehand and free it again.

use super::source::{Content, SourceFile};
use crate::atlas::RecordId;

/// Smallest data that is checked, in bytes; for less we assume that there is memory.
const SMALL: usize = 1 << 20;

/// There is not enough memory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutOfMemory {
    /// To read this file.
    #[error(
        "there is not enough memory to read {}: leave records out, or allow more memory (`ulimit -v`)",
        crate::atlas::text::printable(.0)
    )]
    Read(String),
    /// To lay out a record's texts in lines.
    #[error("there is not enough memory to show {0}: allow more memory (`ulimit -v`)")]
    Show(RecordId),
    /// To parse the records. Sizes are in MiB.
    #[error(
        "there is not enough memory for {data} MiB of data, which need about {needed} MiB more: leave records out, or \
         allow more memory (`ulimit -v`)"
    )]
    Load {
        /// The length of all files.
        data: usize,
        /// The further memory they need.
        needed: usize,
    },
    /// To index the records or to filter them.
    #[error(
        "there is not enough memory to index or filter the data, which may take {needed} MiB more: allow more memory (`ulimit -v`)"
    )]
    Index {
        /// The further memory needed, in MiB.
        needed: usize,
    },
}

/// Checks that there is enough memory for the records of these files. Returns the bytes that they or the index of their
/// words take, whichever is more.
pub(in crate::atlas) fn memory_for_records(files: &[SourceFile]) -> Result<usize, OutOfMemory> {
    let data: usize = files.iter().map(|file| file.layout.text().len()).sum();
    if data < SMALL {
        return Ok(0);
    }
    // Each edition may change every record of the one below, which then is in memory in both forms.
    let editions = files.iter().map(|file| file.level + 1).max().unwrap_or_default();
    let needed = files.iter().map(estimate).fold(0, usize::saturating_add).saturating_mul(editions);
    check_memory(needed).map_err(|_| OutOfMemory::Load { data: data >> 20, needed: needed >> 20 })?;
    Ok(needed.max(distinct_words(files).saturating_mul(BYTES_PER_WORD)))
}

/// Whether this much memory is available; assumed without a check below 1 MiB.
pub fn has_memory(bytes: usize) -> bool {
    bytes < SMALL || check_memory(bytes).is_ok()
}

/// Checks that this much memory is available.
pub(in crate::atlas) fn check_memory(bytes: usize) -> Result<(), OutOfMemory> {
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| OutOfMemory::Index { needed: bytes >> 20 })
}

/// Estimate of the bytes that the content of a file takes besides its text, during and after parsing. The peak for
/// 250,000 ordinary records is half of it; the rest allows for vectors that grow, which hold their old and new memory
/// at once.
fn estimate(file: &SourceFile) -> usize {
    let mut parts = 0_usize;
    for byte in file.layout.text().bytes() {
        parts += usize::from(matches!(byte, b',' | b'(' | b'['));
    }
    let part = match file.content {
        Content::Edition | Content::Records(_) | Content::Crosswalk => BYTES_PER_PART,
        Content::Vocabulary | Content::Synonyms => BYTES_PER_TERM,
    };
    file.layout.text().len() * 2 + parts * part
}

/// Bytes estimated for a part of a record, which a comma or an opening bracket begins, besides its text.
const BYTES_PER_PART: usize = 120;

/// Bytes estimated for a term of the vocabulary besides its text: more, because the check holds two copies by their keys, and
/// the search one, word by word. Nearly half a million terms in one group take 490, as the tables of keys have just grown.
const BYTES_PER_TERM: usize = 600;

/// Bytes that building the index takes for a word that occurs once.
const BYTES_PER_WORD: usize = 160;

/// Estimate of the number of distinct words in the files, rather too high than too low. Each word marks a slot by its
/// hash; the result corrects for words that share a slot.
fn distinct_words(files: &[SourceFile]) -> usize {
    const SLOTS: usize = 1 << 22;
    let mut marked = vec![false; SLOTS];
    for file in files {
        let words = file.layout.text().as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            // FNV-1a, with its published constants.
            let hash = word.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
            // The slot number has 22 bits. Both halves of the hash contribute: the last letters of a word have hardly
            // changed the upper bits.
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
    fn the_estimate_of_distinct_words_is_about_right() {
        let word = |number: usize| format!("é{number:x}, the \"word\"; ");
        let words = |count: usize| (0..count).map(word).collect::<Vec<_>>().concat();
        for count in [0, 1000, 100_000] {
            let files = of_texts(&[("events", words(count)), ("gaps", words(count))]);
            let found = distinct_words(&files);
            assert!((count * 95 / 100..=count * 105 / 100 + 2).contains(&found), "{found} of {count}");
        }
    }
}
