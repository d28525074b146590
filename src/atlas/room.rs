//! Whether there is memory for large data. The parser and the index cannot be told that there is too little; they would
//! end the program. So the memory that they will take is asked for beforehand, and given back.

use super::source::{Content, SourceFile};

/// Data of fewer bytes is read without asking: a few MiB more there always are.
const SMALL: usize = 1 << 20;

/// Memory is short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRoom {
    /// While this file was read.
    #[error(
        "there is not enough memory to read {}: leave records out, or allow more memory (`ulimit -v`)",
        super::text::printable(.0)
    )]
    Read(String),
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

/// Makes sure that there is memory for the records of these files, and says how much they take.
pub(super) fn make_sure(files: &[SourceFile]) -> Result<usize, NoRoom> {
    let data: usize = files.iter().map(|file| file.layout.text().len()).sum();
    if data < SMALL {
        return Ok(0);
    }
    let needed = files.iter().map(estimate).fold(0, usize::saturating_add);
    ask_for(needed).map_err(|_| NoRoom::Load { data: data >> 20, needed: needed >> 20 })?;
    Ok(needed)
}

/// Whether so much memory can be had.
pub(super) fn ask_for(bytes: usize) -> Result<(), NoRoom> {
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| NoRoom::Beside { needed: bytes >> 20 })
}

/// About as many bytes as the content of a file takes beside its text, while it is read and after. Measured with a quarter
/// of a million ordinary records, which take two thirds of it, and with records that are all brackets or all words.
fn estimate(file: &SourceFile) -> usize {
    let mut parts = 0_usize;
    for byte in file.layout.text().bytes() {
        parts += usize::from(matches!(byte, b',' | b'(' | b'['));
    }
    let part = match file.content {
        Content::Edition | Content::Records(_) | Content::Crosswalk => 80,
        // Once more for the search, word by word.
        Content::Synonyms => 300,
    };
    file.layout.text().len() * 2 + parts * part
}
