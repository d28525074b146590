//! Where the state would be kept, and whether it can be. Leaves nothing behind: for `icatlas doctor`.

use std::path::{Path, PathBuf};

use super::files::Disk;
use super::home;
use super::state_file::{ReadError, StateFolder};
use crate::atlas::text::printable;

/// What is known of the state.
#[derive(Debug, Default)]
pub struct Probe {
    /// The folder, if there is one.
    pub folder: Option<PathBuf>,
    /// The number of pins in it; `None` as long as nothing was saved, or if what was saved cannot be read.
    pub pins: Option<usize>,
    /// Whether the file in it is damaged. It is set aside then, and does not keep anything from being saved.
    pub damaged: bool,
    /// Why it cannot be kept.
    pub obstacle: Option<String>,
    /// What is wrong with a variable that names another folder.
    pub remark: Option<String>,
}

impl Probe {
    /// Looks at the folder that [`Store::open`](super::Store::open) uses.
    pub fn of(disk: Disk) -> Self {
        let (state, remark) = home::state();
        let Some(folder) = state.map(|state| state.join("icatlas")) else {
            return Self { obstacle: remark, ..Self::default() };
        };
        let read = StateFolder::new(folder.clone(), disk).read();
        let damaged = matches!(read, Err(ReadError::Damaged));
        let (pins, unread) = match read {
            Ok(saved) => (saved.map(|saved| saved.pins.len()), None),
            Err(ReadError::Damaged) => (None, None),
            Err(ReadError::Newer) => (None, Some("the file of pins was written by a newer icatlas".to_owned())),
            Err(ReadError::Io(error)) => (None, Some(printable(&error.to_string()).into_owned())),
        };
        let obstacle = unread.or_else(|| unwritable(&folder, disk));
        Self { folder: Some(folder), pins, damaged, obstacle, remark }
    }
}

/// Why no file can be made in a folder, or in the nearest one above it that exists.
///
/// Permissions do not tell: in `/proc` root may do anything, and nothing can be made.
fn unwritable(folder: &Path, disk: Disk) -> Option<String> {
    let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok())?;
    let refused = disk.try_folder(there).err()?;
    let what = if there == folder { "it cannot be written to" } else { "it cannot be made" };
    Some(format!("{what} ({})", printable(&refused.to_string())))
}
