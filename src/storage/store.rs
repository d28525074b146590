//! Stores the saved state in its file. Several sessions of one user can change it at the same time: each takes the lock
//! and applies its change to the current content. The file stays whole however a session ends.

use std::io;
use std::time::Duration;

use super::files::Disk;
use super::home;
use super::lock::{Clock, Lock, NoLock, PATIENCE, Sleep};
use super::state_file::{ReadError, StateFolder};
use crate::atlas::text::printable;
use crate::storage::saved::{Change, SavedState};
use crate::storage::undo::Made;

/// Longest wait for the lock to save a query or the last record, which the user did not ask to be saved.
const SHORT_PATIENCE: Duration = Duration::from_millis(200);

/// The saved state with its destination.
#[derive(Debug)]
pub struct Store {
    saved: SavedState,
    destination: Destination,
    /// Whether the file has been read or written at least once.
    has_worked: bool,
    /// A remark for the user, shown once.
    remark: Option<String>,
}

#[derive(Debug)]
enum Destination {
    /// A folder with its lock.
    Folder(StateFolder, Lock),
    /// Only this session.
    Memory,
}

/// Why a change could not be saved, without a full stop.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Another session held the lock for too long.
    #[error("another session has been writing for two seconds; try again")]
    Busy,
    /// Another session still holds the lock after an earlier full wait.
    #[error("another session is still writing; try again")]
    StillBusy,
    /// The file would be longer than the limit for reading.
    #[error("the file of pins would exceed {most} MiB; remove a pin or a note")]
    TooLong {
        /// The greatest length, in MiB.
        most: u64,
    },
    /// There is not enough memory to read the file.
    #[error("there is not enough memory for the pins: allow more memory (`ulimit -v`)")]
    Memory,
    /// The file has a newer version than this program writes.
    #[error("the file of pins was written by a newer icatlas; this version does not change it")]
    Newer,
}

impl Store {
    /// A store that keeps nothing after the session.
    pub fn in_memory() -> Self {
        Self { saved: SavedState::default(), destination: Destination::Memory, has_worked: true, remark: None }
    }

    /// Opens the store in the state folder of the XDG base directories. If that folder cannot be used, the store stays
    /// in memory and a remark says so when the first change is made.
    ///
    /// # Errors
    /// If there is not enough memory for the saved state.
    pub fn open(disk: Disk) -> Result<Self, StoreError> {
        let (state, remark) = home::state();
        let Some(state) = state else { return Ok(Self { remark, ..Self::in_memory() }) };
        // The file is whole at any time, so reading needs no lock and creates nothing.
        let folder = StateFolder::new(state.join("icatlas"), disk);
        let read = folder.read();
        let destination = Destination::Folder(folder, Lock::default());
        let mut store = Self { saved: SavedState::default(), destination, has_worked: false, remark };
        let opened = match read {
            Ok(saved) => {
                store.has_worked = saved.is_some();
                store.saved = saved.unwrap_or_default();
                Ok(Made::default())
            }
            Err(ReadError::Damaged) => store.change(None, PATIENCE, &mut Sleep),
            Err(ReadError::Newer) => Err(StoreError::Newer),
            Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::OutOfMemory => return Err(StoreError::Memory),
            Err(ReadError::Io(error)) => Err(error.into()),
        };
        if let Err(error) = opened {
            store.fall_back_to_memory(&error);
        }
        Ok(store)
    }

    /// Keeps the saved state in memory from now on.
    fn fall_back_to_memory(&mut self, error: &StoreError) {
        let why = match error {
            StoreError::Io(error) => error.to_string(),
            StoreError::TooLong { .. } => "the file of pins is too long".to_owned(),
            StoreError::Busy | StoreError::StillBusy => "another session has been writing for two seconds".to_owned(),
            StoreError::Newer => "the file of pins was written by a newer icatlas".to_owned(),
            StoreError::Memory => "there is not enough memory".to_owned(),
        };
        self.destination = Destination::Memory;
        add_remark(&mut self.remark, &format!("Saved for this session only: {}.", printable(&why)));
    }

    /// The saved state, as last read or written.
    pub const fn saved(&self) -> &SavedState {
        &self.saved
    }

    /// Reads the file again, for what other sessions have changed. The file is whole at any time, so that needs no lock.
    /// `None` if it cannot be read; the next change says why.
    pub fn reload(&mut self) -> Option<&SavedState> {
        let Destination::Folder(folder, _) = &self.destination else { return None };
        self.saved = folder.read().ok()??;
        Some(&self.saved)
    }

    /// Takes the remark for the user, if there is one.
    pub fn remark(&mut self) -> Option<String> {
        self.remark.take()
    }

    /// Makes a change. When this returns `Ok`, the change is on disk; a crash, `kill -9` or a second session cannot
    /// lose it. Waits by `clock` while another session writes.
    ///
    /// # Errors
    /// If the change could not be saved; then nothing has changed.
    pub fn keep(&mut self, change: &Change, clock: &mut dyn Clock) -> Result<Made, StoreError> {
        let patience = match change {
            Change::Query(_) | Change::LastRecord(_) | Change::Started => SHORT_PATIENCE,
            Change::Pin(_) | Change::Unpin(_) | Change::Move { .. } | Change::Note(_) | Change::Undo(_) => PATIENCE,
        };
        match self.change(Some(change), patience, clock) {
            // If saving has never worked, it will not work the next time either.
            Err(error @ StoreError::Io(_)) if !self.has_worked => {
                self.fall_back_to_memory(&error);
                self.change(Some(change), patience, clock)
            }
            saved => saved,
        }
    }

    /// Reads the file, makes the change and writes the file, under the lock. A damaged file is renamed first.
    fn change(
        &mut self,
        change: Option<&Change>,
        patience: Duration,
        clock: &mut dyn Clock,
    ) -> Result<Made, StoreError> {
        let Destination::Folder(folder, lock) = &mut self.destination else {
            return Ok(change.map(|change| self.saved.make(change)).unwrap_or_default());
        };
        folder.make()?;
        let lock = lock.take(&folder.lock(), patience, clock)?;
        let mut saved = match folder.read() {
            Ok(saved) => saved.unwrap_or_default(),
            Err(ReadError::Io(error)) => return Err(error.into()),
            Err(ReadError::Newer) => return Err(StoreError::Newer),
            Err(ReadError::Damaged) => {
                let aside = folder.set_aside()?;
                let aside = aside.display().to_string();
                add_remark(
                    &mut self.remark,
                    &format!("The file of pins was damaged; it was renamed to {}.", printable(&aside)),
                );
                SavedState::default()
            }
        };
        let mut made = Made::default();
        if let Some(change) = change {
            made = saved.make(change);
            folder.write(&saved)?;
        }
        self.saved = saved;
        self.has_worked = true;
        drop(lock);
        Ok(made)
    }
}

/// Adds a sentence to a remark.
fn add_remark(remark: &mut Option<String>, more: &str) {
    *remark = Some(remark.take().map_or(more.to_owned(), |earlier| format!("{earlier} {more}")));
}

impl From<NoLock> for StoreError {
    fn from(no_lock: NoLock) -> Self {
        match no_lock {
            NoLock::Io(error) => Self::Io(error),
            NoLock::Busy => Self::Busy,
            NoLock::StillBusy => Self::StillBusy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Text;
    use crate::storage::saved::Pin;

    fn text(text: &str) -> Text {
        Text::try_from(text.to_owned()).unwrap()
    }

    fn pin(id: &str, title: &str, note: Option<&str>) -> Change {
        Change::Pin(vec![Pin { id: text(id), title: text(title), note: note.map(text) }])
    }

    fn store(folder: &std::path::Path) -> Store {
        let folder = StateFolder::new(folder.join("icatlas"), Disk::unless(false).unwrap());
        Store { destination: Destination::Folder(folder, Lock::default()), has_worked: false, ..Store::in_memory() }
    }

    #[test]
    fn a_change_over_the_size_limit_is_refused_and_the_rest_is_kept() {
        let long = "x".repeat(16 << 20);
        for too_long in [
            pin("member/iom", &long, None),
            pin(&long, "title", None),
            pin("member/iom", "title", Some(&long)),
            // Signs that are longer in the file than in memory.
            pin("member/iom", &"\\".repeat(9 << 20), None),
            Change::Query(text(&long)),
            Change::LastRecord(text(&long)),
        ] {
            let folder = tempfile::TempDir::new().unwrap();
            let mut store = store(folder.path());
            let refused = store.keep(&too_long, &mut Sleep).unwrap_err().to_string();
            assert!(refused.contains("exceed 16 MiB"), "{refused}");
            assert_eq!(store.saved(), &SavedState::default());
            store.keep(&pin("member/unodc", "UNODC", None), &mut Sleep).unwrap();
            let Destination::Folder(folder, _) = &store.destination else {
                panic!("the folder was given up for one change")
            };
            let Ok(Some(saved)) = folder.read() else { panic!("not read again") };
            assert_eq!(&saved, store.saved());
        }
    }

    #[test]
    fn a_failed_change_is_reported_and_the_next_one_is_saved() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::TempDir::new().unwrap();
        let mut store = store(folder.path());
        let allow = |mode| {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(folder.path().join("icatlas"), permissions).unwrap();
        };
        store.keep(&pin("member/iom", "IOM", None), &mut Sleep).unwrap();
        allow(0o777);
        let refused = store.keep(&pin("member/unodc", "UNODC", None), &mut Sleep).unwrap_err().to_string();
        assert!(refused.contains("others can write to"), "{refused}");
        assert_eq!(store.saved().pins.len(), 1);
        allow(0o700);
        store.keep(&pin("member/unicef", "UNICEF", None), &mut Sleep).unwrap();
        let Destination::Folder(folder, _) = &store.destination else { panic!("the folder was given up") };
        let Ok(Some(saved)) = folder.read() else { panic!("not read again") };
        assert_eq!(saved.pins.iter().map(|pin| pin.id.as_str()).collect::<Vec<_>>(), ["member/iom", "member/unicef"]);
    }
}
