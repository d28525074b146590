//! The file in which a person's pins, queries and last place outlive a session, read and written as if somebody hostile had
//! laid out the folder: nothing but regular files that belong to the person, in a folder that nobody else can write to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process::geteuid;
use serde::{Deserialize, Serialize};

use super::files::{Disk, Readers, UNFINISHED};
use crate::storage::kept::Kept;

/// The version of the file's form that this program writes.
const VERSION: u32 = 1;

/// The file's name.
const FILE: &str = "state.ron";

/// A file that is longer, in bytes, was not written by us.
const LONGEST: u64 = 16 << 20;

/// Opens no link, and waits for nobody: neither for the other end of a FIFO nor for a device.
pub(super) const FOLLOW_NOTHING: i32 = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits().cast_signed();

/// The permissions with which a group or everybody may write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

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
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.path)?;
        self.check()
    }

    /// Looks whether it belongs to the person, and nobody else can write to it. One that is not there yet is right.
    fn check(&self) -> io::Result<()> {
        let shown = self.path.display();
        for metadata in [fs::symlink_metadata(&self.path), fs::metadata(&self.path)] {
            let metadata = match metadata {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                metadata => metadata?,
            };
            if metadata.uid() != geteuid().as_raw() {
                return Err(io::Error::other(format!("{shown} belongs to somebody else")));
            }
            if metadata.is_dir() && metadata.mode() & WRITABLE_BY_OTHERS != 0 {
                return Err(io::Error::other(format!("others can write to {shown} (chmod 700 mends that)")));
            }
        }
        Ok(())
    }

    /// The path of the lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.path.join("lock")
    }

    /// Where the file is: its own path, or if a link of the person's own leads to another file, that one's.
    fn file(&self) -> io::Result<PathBuf> {
        let path = self.path.join(FILE);
        let link = match path.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() => metadata,
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => return Ok(path),
        };
        owned(&link, "the link state.ron")?;
        fs::canonicalize(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => io::Error::new(error.kind(), "the link state.ron leads nowhere"),
            _ => error,
        })
    }

    /// What is in the file, if it is there.
    pub(super) fn read(&self) -> Result<Option<Kept>, Unread> {
        self.check()?;
        let file = match OpenOptions::new().read(true).custom_flags(FOLLOW_NOTHING).open(self.file()?) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let metadata = file.metadata()?;
        owned(&metadata, FILE)?;
        if !metadata.is_file() {
            return Err(Unread::Damaged);
        }
        let mut bytes = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
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

    /// Writes the file: all of it, or nothing. A link to it stays one.
    pub(super) fn write(&self, kept: &Kept) -> io::Result<()> {
        let path = self.file()?;
        self.sweep(&path);
        self.write_at(&path, kept)
    }

    fn write_at(&self, path: &Path, kept: &Kept) -> io::Result<()> {
        self.disk.write(path, Readers::Owner, true, |file| {
            let saved = Saved { version: VERSION, kept: kept.clone() };
            let text =
                ron::ser::to_string_pretty(&saved, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
            writeln!(file, "// Pins, queries and the last place of icatlas.\n{text}")
        })
    }

    /// Gives a damaged file another name, tells which, and puts an empty one in its place, so that a link to it leads
    /// somewhere.
    pub(super) fn set_aside(&self) -> io::Result<PathBuf> {
        let path = self.file()?;
        let name = |number: u32| path.with_file_name(format!("state-damaged-{number}.ron"));
        let free = (1..u32::MAX).map(name).find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| name(0));
        fs::rename(&path, &free)?;
        self.write_at(&path, &Kept::default())?;
        Ok(free)
    }

    /// Removes what sessions that were killed have not finished beside the file. Under the lock nobody else is at it; but
    /// beside a link's target lie other people's things, too.
    fn sweep(&self, path: &Path) {
        if path.parent() != Some(&self.path) {
            return;
        }
        let unfinished = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(UNFINISHED);
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if unfinished(&entry.file_name()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Looks whether an open file is a regular one that belongs to the person.
pub(super) fn owned_file(file: &File, what: &str) -> io::Result<()> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other(format!("{what} is no regular file")));
    }
    owned(&metadata, what)
}

fn owned(metadata: &Metadata, what: &str) -> io::Result<()> {
    if metadata.uid() == geteuid().as_raw() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{what} belongs to somebody else")))
    }
}

/// Why the file system refused, without the path of a file that nobody knows of.
pub(super) fn reason(error: &io::Error) -> String {
    let told = error.to_string();
    told.split_once(" at path ").map_or(told.as_str(), |(reason, _)| reason).to_owned()
}
