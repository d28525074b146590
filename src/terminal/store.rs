//! What outlives a session, in a file: pins, queries, the last place. Several sessions of one person change it at once, each
//! under a lock and from what is in the file at that moment; whatever ends a session midway, the file is whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use serde::{Deserialize, Serialize};

use super::files::{Readers, UNFINISHED, write_whole};
use crate::app::kept::{Change, Kept};
use crate::atlas::text::printable;

/// The version of the file's form that this program writes.
const VERSION: u32 = 1;

/// The file's name.
const FILE: &str = "state.ron";

/// A file that is longer, in bytes, was not written by us.
const LONGEST: u64 = 16 << 20;

/// How long another session may hold the lock.
const PATIENCE: Duration = Duration::from_secs(2);

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
    /// A folder.
    Folder(PathBuf),
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
    /// The file is not ours to change.
    #[error("Not kept: the file of pins was written by a newer icatlas, which this one leaves alone.")]
    Newer,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
struct Saved {
    version: u32,
    #[serde(default)]
    kept: Kept,
}

/// Just enough of the file to tell how the rest has to be read.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Why the file cannot be read.
enum Unread {
    Io(io::Error),
    Damaged,
    Newer,
}

impl Store {
    /// A store that forgets everything with the session.
    pub fn in_memory() -> Self {
        Self { kept: Kept::default(), place: Place::Memory, proven: true, remark: None }
    }

    /// The store in the folder that the XDG base directories give for state. Where nothing can be kept there, it is a
    /// store in memory and says so once something is to be kept.
    pub fn open() -> Self {
        let Some(folder) = Xdg::new().ok().and_then(|dirs| dirs.state_dir()).map(|state| state.join("icatlas")) else {
            let remark = Some("Kept for this session only: there is no home folder.".to_owned());
            return Self { remark, ..Self::in_memory() };
        };
        // Files are whole at any moment: to read one takes no lock, and leaves nothing behind.
        let read = read(&folder.join(FILE));
        let mut store = Self { kept: Kept::default(), place: Place::Folder(folder), proven: false, remark: None };
        let opened = match read {
            Ok(kept) => {
                store.proven = kept.is_some();
                store.kept = kept.unwrap_or_default();
                Ok(())
            }
            Err(Unread::Damaged) => store.change(None, PATIENCE),
            Err(Unread::Newer) => Err(StoreError::Newer),
            Err(Unread::Io(error)) => Err(error.into()),
        };
        if let Err(error) = opened {
            store.give_up(&error);
        }
        store
    }

    /// Keeps what is kept in memory from now on.
    fn give_up(&mut self, error: &StoreError) {
        let why = match error {
            StoreError::Io(error) => reason(error),
            StoreError::Busy => "another session has been writing for two seconds".to_owned(),
            StoreError::Newer => "the file of pins is a newer icatlas's".to_owned(),
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

    /// Makes a change of what is kept. Once this returns well, nothing loses it.
    ///
    /// # Errors
    /// If it could not be kept; then nothing has changed.
    pub fn keep(&mut self, change: &Change) -> Result<(), StoreError> {
        let patience = match change {
            // Nobody waits for long to see what was looked for, or where they have left.
            Change::Query(_) | Change::Place(_) => PATIENCE / 10,
            _ => PATIENCE,
        };
        match self.change(Some(change), patience) {
            // Where nothing could ever be kept, it will not be the next time either.
            Err(error @ StoreError::Io(_)) if !self.proven => {
                self.give_up(&error);
                self.change(Some(change), patience)
            }
            kept => kept,
        }
    }

    /// Reads what is kept, changes it and writes it, with no other session in between. A damaged file is set aside.
    fn change(&mut self, change: Option<&Change>, patience: Duration) -> Result<(), StoreError> {
        let Place::Folder(folder) = &self.place else {
            if let Some(change) = change {
                self.kept.make(change);
            }
            return Ok(());
        };
        let path = folder.join(FILE);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let lock = lock(&folder.join("lock"), patience)?;
        let mut kept = match read(&path) {
            Ok(kept) => kept.unwrap_or_default(),
            Err(Unread::Io(error)) => return Err(error.into()),
            Err(Unread::Newer) => return Err(StoreError::Newer),
            Err(Unread::Damaged) => {
                let aside = set_aside(&path)?;
                let aside = aside.display().to_string();
                self.remark = Some(format!("The file of pins was damaged: it is {} now.", printable(&aside)));
                Kept::default()
            }
        };
        if let Some(change) = change {
            kept.make(change);
            sweep(folder);
            write_whole(&path, Readers::Owner, true, |file| write(file, &kept))?;
        }
        self.kept = kept;
        self.proven = true;
        drop(lock);
        Ok(())
    }
}

/// Why the file system refused, without the path of a file that nobody knows of.
fn reason(error: &io::Error) -> String {
    let told = error.to_string();
    told.split_once(" at path ").map_or(told.as_str(), |(reason, _)| reason).to_owned()
}

/// Waits until no other session holds the lock, and holds it until the file is dropped; a session that is killed lets go.
fn lock(path: &Path, patience: Duration) -> Result<File, StoreError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    let end = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(Duration::from_millis(3)),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

/// What is in the file, if it is there.
fn read(path: &Path) -> Result<Option<Kept>, Unread> {
    let at_once = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let file = match OpenOptions::new().read(true).custom_flags(at_once).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Unread::Io(error)),
    };
    if !file.metadata().map_err(Unread::Io)?.is_file() {
        return Err(Unread::Damaged);
    }
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    let text = String::from_utf8(bytes).map_err(|_| Unread::Damaged)?;
    if text.len() as u64 > LONGEST {
        return Err(Unread::Damaged);
    }
    match ron::from_str::<Saved>(&text) {
        Ok(Saved { version: VERSION, kept }) => Ok(Some(kept)),
        Ok(Saved { version, .. }) if version > VERSION => Err(Unread::Newer),
        _ if ron::from_str::<Versioned>(&text).is_ok_and(|saved| saved.version > VERSION) => Err(Unread::Newer),
        _ => Err(Unread::Damaged),
    }
}

fn write(file: &mut dyn Write, kept: &Kept) -> io::Result<()> {
    let saved = Saved { version: VERSION, kept: kept.clone() };
    let text = ron::ser::to_string_pretty(&saved, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
    writeln!(file, "// Pins, queries and the last place of icatlas.\n{text}")
}

/// Gives a damaged file another name, and tells which.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |number: u32| path.with_file_name(format!("state-damaged-{number}.ron"));
    let free = (1..u32::MAX).map(name).find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| name(0));
    fs::rename(path, &free)?;
    Ok(free)
}

/// Removes what sessions that were killed have not finished. Under the lock nobody else is at it.
fn sweep(folder: &Path) {
    let unfinished = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(UNFINISHED);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if unfinished(&entry.file_name()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
