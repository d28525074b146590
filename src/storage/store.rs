//! What outlives a session, in a file: pins, queries, the last place. Several sessions of one person change it at once, each
//! under a lock and from what is in the file at that moment; whatever ends a session midway, the file is whole.

use std::io;
use std::time::Duration;

use super::files::Disk;
use super::home;
use super::lock::{Clock, Lock, NoLock, PATIENCE, Sleep};
use super::state_file::{StateFolder, Unread};
use crate::atlas::text::printable;
use crate::storage::saved::{Change, SavedState};

/// Where what is kept is kept.
#[derive(Debug)]
pub struct Store {
    saved: SavedState,
    destination: Destination,
    /// Whether anything could be kept there yet.
    proven: bool,
    /// What has to be said once.
    remark: Option<String>,
}

#[derive(Debug)]
enum Destination {
    /// A folder, under a lock.
    Folder(StateFolder, Lock),
    /// Nowhere but here.
    Memory,
}

/// Why something was not kept, without a full stop.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Another session is at it for too long.
    #[error("another session has been writing for two seconds; try again")]
    Busy,
    /// It was before, and still is.
    #[error("another session is still writing; try again")]
    StillBusy,
    /// It would not be read again.
    #[error("the file of pins would exceed {most} MiB; remove a pin or a note")]
    TooLong {
        /// The greatest length, in MiB.
        most: u64,
    },
    /// There is not enough memory even to read the file.
    #[error("there is not enough memory for the pins: allow more memory (`ulimit -v`)")]
    Memory,
    /// The file is not ours to change.
    #[error("the file of pins was written by a newer icatlas; this version does not change it")]
    Newer,
}

impl Store {
    /// A store that forgets everything with the session.
    pub fn in_memory() -> Self {
        Self { saved: SavedState::default(), destination: Destination::Memory, proven: true, remark: None }
    }

    /// The store in the folder that the XDG base directories give for state. Where nothing can be kept there, it is a
    /// store in memory and says so once something is to be kept.
    ///
    /// # Errors
    /// If there is not enough memory for what is kept.
    pub fn open(disk: Disk) -> Result<Self, StoreError> {
        let (state, remark) = home::state();
        let Some(state) = state else { return Ok(Self { remark, ..Self::in_memory() }) };
        // Files are whole at any moment: to read one takes no lock, and leaves nothing behind.
        let folder = StateFolder::new(state.join("icatlas"), disk);
        let read = folder.read();
        let destination = Destination::Folder(folder, Lock::default());
        let mut store = Self { saved: SavedState::default(), destination, proven: false, remark };
        let opened = match read {
            Ok(saved) => {
                store.proven = saved.is_some();
                store.saved = saved.unwrap_or_default();
                Ok(())
            }
            Err(Unread::Damaged) => store.change(None, PATIENCE, &mut Sleep),
            Err(Unread::Newer) => Err(StoreError::Newer),
            Err(Unread::Io(error)) if error.kind() == io::ErrorKind::OutOfMemory => return Err(StoreError::Memory),
            Err(Unread::Io(error)) => Err(error.into()),
        };
        if let Err(error) = opened {
            store.give_up(&error);
        }
        Ok(store)
    }

    /// Keeps what is kept in memory from now on.
    fn give_up(&mut self, error: &StoreError) {
        let why = match error {
            StoreError::Io(error) => error.to_string(),
            StoreError::TooLong { .. } => "the file of pins is too long".to_owned(),
            StoreError::Busy | StoreError::StillBusy => "another session has been writing for two seconds".to_owned(),
            StoreError::Newer => "the file of pins was written by a newer icatlas".to_owned(),
            StoreError::Memory => "there is not enough memory".to_owned(),
        };
        self.destination = Destination::Memory;
        say(&mut self.remark, &format!("Saved for this session only: {}.", printable(&why)));
    }

    /// What is kept, as far as is known.
    pub const fn saved(&self) -> &SavedState {
        &self.saved
    }

    /// What has to be said, told once.
    pub fn remark(&mut self) -> Option<String> {
        self.remark.take()
    }

    /// Makes a change of what is kept. Once this returns well, nothing loses it. While another session writes it is waited
    /// for, by `clock`.
    ///
    /// # Errors
    /// If it could not be kept; then nothing has changed.
    pub fn keep(&mut self, change: &Change, clock: &mut dyn Clock) -> Result<(), StoreError> {
        let patience = match change {
            // Nobody waits for long to see what was looked for, or where they have left.
            Change::Query(_) | Change::LastRecord(_) => PATIENCE / 10,
            Change::Pin(_) | Change::Unpin(_) | Change::Move { .. } | Change::Note { .. } => PATIENCE,
        };
        match self.change(Some(change), patience, clock) {
            // Where nothing could ever be kept, it will not be the next time either.
            Err(error @ StoreError::Io(_)) if !self.proven => {
                self.give_up(&error);
                self.change(Some(change), patience, clock)
            }
            saved => saved,
        }
    }

    /// Reads what is kept, changes it and writes it, with no other session in between. A damaged file is set aside.
    fn change(&mut self, change: Option<&Change>, patience: Duration, clock: &mut dyn Clock) -> Result<(), StoreError> {
        let Destination::Folder(folder, lock) = &mut self.destination else {
            if let Some(change) = change {
                self.saved.make(change);
            }
            return Ok(());
        };
        folder.make()?;
        let lock = lock.take(&folder.lock(), patience, clock)?;
        let mut saved = match folder.read() {
            Ok(saved) => saved.unwrap_or_default(),
            Err(Unread::Io(error)) => return Err(error.into()),
            Err(Unread::Newer) => return Err(StoreError::Newer),
            Err(Unread::Damaged) => {
                let aside = folder.set_aside()?;
                let aside = aside.display().to_string();
                say(
                    &mut self.remark,
                    &format!("The file of pins was damaged; it was renamed to {}.", printable(&aside)),
                );
                SavedState::default()
            }
        };
        if let Some(change) = change {
            saved.make(change);
            folder.write(&saved)?;
        }
        self.saved = saved;
        self.proven = true;
        drop(lock);
        Ok(())
    }
}

/// Adds to what has to be said.
fn say(remark: &mut Option<String>, more: &str) {
    *remark = Some(remark.take().map_or(more.to_owned(), |said| format!("{said} {more}")));
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
        Change::Pin(Pin { id: text(id), title: text(title), note: note.map(text) })
    }

    fn store(folder: &std::path::Path) -> Store {
        let folder = StateFolder::new(folder.join("icatlas"), Disk::unless(false).unwrap());
        Store { destination: Destination::Folder(folder, Lock::default()), proven: false, ..Store::in_memory() }
    }

    #[test]
    fn what_would_not_be_read_again_is_refused_whatever_makes_it_long_and_the_rest_is_kept() {
        let long = "x".repeat(16 << 20);
        for too_long in [
            pin("member/iom", &long, None),
            pin(&long, "title", None),
            pin("member/iom", "title", Some(&long)),
            // Signs that take more room in the file than in memory.
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
}
