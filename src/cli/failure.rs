//! Failures: each has a message and an exit code.

use std::io;
use std::path::PathBuf;

use crate::atlas::text::printable;
use crate::atlas::{LoadError, OutOfMemory, Problems};
use crate::session::TerminalError;
use crate::storage::StoreError;

/// Exit code for failed reads and writes.
pub const OUTPUT_LOST: u8 = 4;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No record matches.
    #[error("{0}")]
    NothingFound(String),
    /// The command line is wrong.
    #[error("{0}")]
    Usage(String),
    /// The data has problems.
    #[error(transparent)]
    Data(#[from] Problems),
    /// There is not enough memory.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
    /// A file could not be written.
    #[error("{} cannot be written ({error}): name another file with -o", printable(&path.display().to_string()))]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The saved state could not be read.
    #[error(transparent)]
    State(#[from] StoreError),
    /// Standard output could not be written to.
    #[error("standard output cannot be written to ({0}): is the disk full?")]
    Output(io::Error),
    /// What is picked would go nowhere.
    #[error("standard output is closed: run `icatlas pick` with a pipe, a file or a terminal for it")]
    Closed,
    /// The dashboard could not be shown.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// There is no terminal to pick records on.
    #[error("{0}")]
    NoTerminal(String),
    /// There are differences, and `--exit-code` asks for that.
    #[error("there are differences")]
    Differences,
    /// The person picked no record, and knows it.
    #[error("nothing was picked")]
    NothingPicked,
}

impl Failure {
    /// The exit code: 1 nothing found, or differences, 2 wrong usage, 3 bad data, 4 could not read or write, or not enough memory.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NothingFound(_) | Self::Differences | Self::NothingPicked => 1,
            Self::Usage(_) => 2,
            Self::Data(_) => 3,
            Self::Memory(_)
            | Self::State(_)
            | Self::Write { .. }
            | Self::Output(_)
            | Self::Closed
            | Self::Terminal(_)
            | Self::NoTerminal(_) => OUTPUT_LOST,
        }
    }

    /// Whether it goes without saying. Programs that run `icatlas pick` may take messages for its result, and what `diff` prints
    /// says enough.
    pub const fn is_silent(&self) -> bool {
        matches!(self, Self::Differences | Self::NothingPicked)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Data(problems) => Self::Data(problems),
            LoadError::Memory(short) => Self::Memory(short),
        }
    }
}
