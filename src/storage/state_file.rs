//! The file in which a person's pins, queries and last place outlive a session, read and written as if somebody hostile had
//! laid out the folder: nothing but regular files that belong to the person, in a folder that nobody else can write to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process::geteuid;
use serde::{Deserialize, Serialize};

use super::files::{Disk, Readers};
use super::store::StoreError;
use crate::atlas::has_room;
use crate::storage::saved::SavedState;

/// The version of the file's form that this program writes.
const VERSION: u32 = 1;

/// The file's name.
const FILE: &str = "state.ron";

/// A file that is longer, in bytes, was not written by us.
const LONGEST: u64 = 16 << 20;

/// Opens no link, and waits for nobody: neither for the other end of a FIFO nor for a device.
pub(super) const FOLLOW_NOTHING: i32 = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits().cast_signed();

/// The most links that lead from one to the next.
const MOST_LINKS: usize = 16;

/// So many bytes of memory a byte of the file takes at most, while it is read and after.
const FOR_A_BYTE: usize = 6;

/// The permissions with which a group or everybody may write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// The permission with which everybody may write.
const WRITABLE_BY_ALL: u32 = 0o002;

/// The permission that keeps what others write in a folder from being moved but by its owner.
const STICKY: u32 = 0o1000;

/// The file as it is written. One with anything else in it was not written by us, and would lose it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    version: u32,
    #[serde(default, rename = "kept")] // the name that it has in files since the first version
    saved: SavedState,
}

/// Just enough of the file to tell how the rest has to be read.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Why the file cannot be read.
pub(super) enum Unread {
    Io(io::Error),
    Damaged,
    Newer,
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The folder of what is kept.
#[derive(Debug)]
pub(super) struct StateFolder {
    path: PathBuf,
    disk: Disk,
}

impl StateFolder {
    pub(super) const fn new(path: PathBuf, disk: Disk) -> Self {
        Self { path, disk }
    }

    /// Makes the folder, if it is not there yet.
    ///
    /// # Errors
    /// If it cannot be made, or is one that others can change.
    pub(super) fn make(&self) -> io::Result<()> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.path);
        made.map_err(|error| told(&error, &format!("the folder {} cannot be made", self.path.display())))?;
        private(&self.path)
    }

    /// The path of the lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.path.join("lock")
    }

    /// Where the file is: its own path, or if a link of the person's own leads to another file of theirs, in a folder that
    /// nobody else can write to, that one's.
    fn file(&self) -> io::Result<PathBuf> {
        let own = self.path.join(FILE);
        let mut path = own.clone();
        for _ in 0..MOST_LINKS {
            let metadata = match path.symlink_metadata() {
                Ok(metadata) => metadata,
                Err(error) if error.kind() == io::ErrorKind::NotFound && path == own => return Ok(own),
                Err(error) => return Err(told(&error, &format!("{FILE} leads to nothing readable"))),
            };
            owned(&metadata, if path == own { FILE } else { "the target of the link state.ron" })?;
            let folder = path.parent().unwrap_or(Path::new("/"));
            if path != own {
                private(folder)?;
                led_by_nobody_else(folder)?;
            }
            if !metadata.is_symlink() {
                return if metadata.is_file() {
                    Ok(path)
                } else {
                    Err(io::Error::other(format!("{FILE} is neither a regular file nor a link to one")))
                };
            }
            path = folder.join(fs::read_link(&path)?);
        }
        Err(io::Error::other(format!("{FILE} is part of a loop of links")))
    }

    /// What is in the file, if it is there.
    pub(super) fn read(&self) -> Result<Option<SavedState>, Unread> {
        private(&self.path)?;
        let path = self.file()?;
        let is_link = path != self.path.join(FILE);
        let file = match OpenOptions::new().read(true).custom_flags(FOLLOW_NOTHING).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(told(&error, &format!("{FILE} cannot be opened")).into()),
        };
        owned_file(&file, FILE)?;
        // What a link leads to may be anything of theirs: it is not given another name.
        let damaged = || {
            if is_link {
                io::Error::other(format!("the link {FILE} does not lead to a file of pins")).into()
            } else {
                Unread::Damaged
            }
        };
        let mut bytes = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        if text.len() as u64 > LONGEST {
            return Err(damaged());
        }
        // The parser cannot be told that there is no memory for what it makes of the text.
        if !has_room(text.len().saturating_mul(FOR_A_BYTE)) {
            return Err(io::Error::from(io::ErrorKind::OutOfMemory).into());
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match ron::from_str::<Saved>(text) {
            Ok(Saved { version: VERSION, saved }) => Ok(Some(saved)),
            _ if ron::from_str::<Versioned>(text).is_ok_and(|saved| saved.version > VERSION) => Err(Unread::Newer),
            _ => Err(damaged()),
        }
    }

    /// Writes the file: all of it, or nothing. A link to it stays one. More than would be read again is not written.
    pub(super) fn write(&self, saved: &SavedState) -> Result<(), StoreError> {
        let path = self.file()?;
        if !has_room(saved.length().saturating_mul(FOR_A_BYTE)) {
            return Err(io::Error::from(io::ErrorKind::OutOfMemory).into());
        }
        let saved = Saved { version: VERSION, saved: saved.clone() };
        let text = ron::ser::to_string_pretty(&saved, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        let text = format!("// Pins, queries and the last record of icatlas.\n{text}\n");
        if text.len() as u64 > LONGEST {
            return Err(StoreError::TooLong { most: LONGEST >> 20 });
        }
        Ok(self.disk.write(&path, Readers::Owner, true, |file| file.write_all(text.as_bytes()))?)
    }

    /// Gives a damaged file another name, and tells which.
    pub(super) fn set_aside(&self) -> io::Result<PathBuf> {
        let path = self.path.join(FILE);
        let name = |number: u32| path.with_file_name(format!("state-damaged-{number}.ron"));
        let free = (1..u32::MAX).map(name).find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| name(0));
        fs::rename(&path, &free)?;
        Ok(free)
    }
}

/// Looks whether a folder belongs to the person, and nobody else can write to it. One that is not there yet is right.
fn private(folder: &Path) -> io::Result<()> {
    let shown = folder.display();
    for metadata in [fs::symlink_metadata(folder), fs::metadata(folder)] {
        let metadata = match metadata {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            metadata => metadata.map_err(|error| told(&error, &format!("{shown} cannot be examined")))?,
        };
        owned(&metadata, &shown.to_string())?;
        if metadata.is_dir() && metadata.mode() & WRITABLE_BY_OTHERS != 0 {
            return Err(io::Error::other(format!("others can write to {shown} (remedy: chmod 700)")));
        }
    }
    Ok(())
}

/// Looks whether nobody else can make a path lead elsewhere: every folder and every link on the way is the person's own or
/// root's, and nobody else can put another in its place.
fn led_by_nobody_else(path: &Path) -> io::Result<()> {
    let parts = |path: &Path| path.iter().rev().map(ToOwned::to_owned).collect::<Vec<_>>();
    let mut ahead = parts(path);
    let mut at = PathBuf::new();
    let mut links = 0;
    while let Some(part) = ahead.pop() {
        // What is behind holds no link, so that the folder above is the one in its path.
        if part == ".." {
            at.pop();
            continue;
        }
        let next = at.join(&part);
        let shown = next.display();
        let metadata = next.symlink_metadata().map_err(|error| told(&error, &format!("{shown} cannot be examined")))?;
        if metadata.uid() != 0 {
            owned(&metadata, &shown.to_string())?;
        }
        if metadata.is_symlink() {
            links += 1;
            if links > MOST_LINKS {
                return Err(io::Error::other(format!("{FILE} is a link through too many others")));
            }
            ahead.extend(parts(&fs::read_link(&next)?));
            continue;
        }
        let others = if metadata.uid() == 0 { WRITABLE_BY_ALL } else { WRITABLE_BY_OTHERS };
        if metadata.mode() & others != 0 && metadata.mode() & STICKY == 0 {
            return Err(io::Error::other(format!("{FILE} leads through {shown}, which others can write to")));
        }
        at = next;
    }
    Ok(())
}

/// An error with what it hinders.
fn told(error: &io::Error, what: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{what} ({error})"))
}

/// Looks whether an open file is a regular one that belongs to the person.
pub(super) fn owned_file(file: &File, what: &str) -> io::Result<()> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other(format!("{what} is not a regular file")));
    }
    owned(&metadata, what)
}

fn owned(metadata: &Metadata, what: &str) -> io::Result<()> {
    if metadata.uid() == geteuid().as_raw() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{what} belongs to another account")))
    }
}
