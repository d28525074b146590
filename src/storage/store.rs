//! What outlives a session, in a file: pins, queries, the last place. Several sessions of one person change it at once, each
//! under a lock and from what is in the file at that moment; whatever ends a session midway, the file is whole.

use std::io;
use std::time::Duration;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use super::files::Disk;
use super::lock::{Clock, Lock, NoLock, PATIENCE, Sleep};
use super::state_file::{StateFolder, Unread, reason};
use crate::atlas::text::printable;
use crate::storage::kept::{Change, Kept};

/// Where what is kept is kept.
#[derive(Debug)]
pub struct Store {
    kept: Kept,
    place: Place,
    /// Whether anything could be kept there yet.
    proven: bool,
    /// What has to be said once.
    remark: Option<String>,
}

#[derive(Debug)]
enum Place {
    /// A folder, under a lock.
    Folder(StateFolder, Lock),
    /// Nowhere but here.
    Memory,
}

/// Why something was not kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refused.
    #[error("Not kept, nothing was changed: {}.", reason(.0))]
    Io(#[from] io::Error),
    /// Another session is at it for too long.
    #[error("Not kept, nothing was changed: another session has been writing for two seconds; try again.")]
    Busy,
    /// It was before, and still is.
    #[error("Not kept, nothing was changed: another session is still writing; try again.")]
    StillBusy,
    /// There is not enough memory even to read the file.
    #[error("there is not enough memory for the pins: allow more memory (`ulimit -v`)")]
    Memory,
    /// The file is not ours to change.
    #[error("Not kept: the file of pins was written by a newer icatlas, which this one leaves alone.")]
    Newer,
}

impl Store {
    /// A store that forgets everything with the session.
    pub fn in_memory() -> Self {
        Self { kept: Kept::default(), place: Place::Memory, proven: true, remark: None }
    }

    /// The store in the folder that the XDG base directories give for state. Where nothing can be kept there, it is a
    /// store in memory and says so once something is to be kept.
    ///
    /// # Errors
    /// If there is not enough memory for what is kept.
    pub fn open(disk: Disk) -> Result<Self, StoreError> {
        let Some(folder) = Xdg::new().ok().and_then(|dirs| dirs.state_dir()).map(|state| state.join("icatlas")) else {
            let remark = Some("Kept for this session only: there is no home folder.".to_owned());
            return Ok(Self { remark, ..Self::in_memory() });
        };
        // Files are whole at any moment: to read one takes no lock, and leaves nothing behind.
        let folder = StateFolder::new(folder, disk);
        let read = folder.read();
        let place = Place::Folder(folder, Lock::default());
        let mut store = Self { kept: Kept::default(), place, proven: false, remark: None };
        let opened = match read {
            Ok(kept) => {
                store.proven = kept.is_some();
                store.kept = kept.unwrap_or_default();
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
            StoreError::Io(error) => reason(error),
            StoreError::Busy | StoreError::StillBusy => "another session has been writing for two seconds".to_owned(),
            StoreError::Newer => "the file of pins is a newer icatlas's".to_owned(),
            StoreError::Memory => "there is not enough memory".to_owned(),
        };
        self.place = Place::Memory;
        self.remark = Some(format!("Kept for this session only: {}.", printable(&why)));
    }

    /// What is kept, as far as is known.
    pub const fn kept(&self) -> &Kept {
        &self.kept
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
            Change::Query(_) | Change::Place(_) => PATIENCE / 10,
            _ => PATIENCE,
        };
        match self.change(Some(change), patience, clock) {
            // Where nothing could ever be kept, it will not be the next time either.
            Err(error @ StoreError::Io(_)) if !self.proven => {
                self.give_up(&error);
                self.change(Some(change), patience, clock)
            }
            kept => kept,
        }
    }

    /// Reads what is kept, changes it and writes it, with no other session in between. A damaged file is set aside.
    fn change(&mut self, change: Option<&Change>, patience: Duration, clock: &mut dyn Clock) -> Result<(), StoreError> {
        let Place::Folder(folder, lock) = &mut self.place else {
            if let Some(change) = change {
                self.kept.make(change);
            }
            return Ok(());
        };
        folder.make()?;
        let lock = lock.take(&folder.lock(), patience, clock)?;
        let mut kept = match folder.read() {
            Ok(kept) => kept.unwrap_or_default(),
            Err(Unread::Io(error)) => return Err(error.into()),
            Err(Unread::Newer) => return Err(StoreError::Newer),
            Err(Unread::Damaged) => {
                let aside = folder.set_aside()?;
                let aside = aside.display().to_string();
                self.remark = Some(format!("The file of pins was damaged: it is {} now.", printable(&aside)));
                Kept::default()
            }
        };
        if let Some(change) = change {
            kept.make(change);
            folder.write(&kept)?;
        }
        self.kept = kept;
        self.proven = true;
        drop(lock);
        Ok(())
    }
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
