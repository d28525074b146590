//! The file of the saved state. It is read and written as if an attacker had prepared the folder: only regular files
//! that belong to the user, in a folder that nobody else can write to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::process::geteuid;
use serde::{Deserialize, Serialize};

use super::files::{Disk, Readers};
use super::store::StoreError;
use crate::atlas::has_memory;
use crate::storage::saved::SavedState;

/// The version of the file format that this program writes.
const VERSION: u32 = 1;

/// The file's name.
const FILE: &str = "state.ron";

/// Longest file written and read, in bytes; a longer one is not ours.
const LONGEST: u64 = 16 << 20;

/// Flags that refuse a link and do not wait for a FIFO or a device.
pub(super) const FOLLOW_NOTHING: i32 = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits().cast_signed();

/// Longest chain of links followed; a longer one is taken for a loop.
const MOST_LINKS: usize = 16;

/// Most memory that a byte of the file takes while it is parsed and afterwards, in bytes.
const BYTES_PER_BYTE: usize = 6;

/// Write permission for the group or for everybody.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// Write permission for everybody.
const WRITABLE_BY_ALL: u32 = 0o002;

/// The sticky bit: in a folder that others can write to, only the owner of a file may rename or remove it.
const STICKY: u32 = 0o1000;

/// The content of the file. A file with unknown fields is not ours, and writing it again would lose them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    version: u32,
    #[serde(default, rename = "kept")] // the name that it has in files since the first version
    saved: SavedState,
}

/// The part of the file that all versions share.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Why the file cannot be read.
pub(super) enum ReadError {
    Io(io::Error),
    Damaged,
    Newer,
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The folder of the saved state.
#[derive(Debug)]
pub(super) struct StateFolder {
    path: PathBuf,
    disk: Disk,
}

impl StateFolder {
    pub(super) const fn new(path: PathBuf, disk: Disk) -> Self {
        Self { path, disk }
    }

    /// Creates the folder if it does not exist.
    ///
    /// # Errors
    /// If it cannot be created, or others can write to it.
    pub(super) fn make(&self) -> io::Result<()> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.path);
        made.map_err(|error| with_context(&error, &format!("the folder {} cannot be made", self.path.display())))?;
        check_private(&self.path)
    }

    /// The path of the lock file.
    pub(super) fn lock(&self) -> PathBuf {
        self.path.join("lock")
    }

    /// The path of the file. Follows the user's own links to another file of theirs, in a folder that nobody else can
    /// write to.
    fn file(&self) -> io::Result<PathBuf> {
        let own = self.path.join(FILE);
        let mut path = own.clone();
        for _ in 0..MOST_LINKS {
            let metadata = match path.symlink_metadata() {
                Ok(metadata) => metadata,
                Err(error) if error.kind() == io::ErrorKind::NotFound && path == own => return Ok(own),
                Err(error) => return Err(with_context(&error, &format!("{FILE} leads to nothing readable"))),
            };
            check_owner(&metadata, if path == own { FILE } else { "the target of the link state.ron" })?;
            let folder = path.parent().unwrap_or(Path::new("/"));
            if path != own {
                check_private(folder)?;
                check_path(folder)?;
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

    /// Reads the file; `None` if it does not exist.
    pub(super) fn read(&self) -> Result<Option<SavedState>, ReadError> {
        check_private(&self.path)?;
        let path = self.file()?;
        let is_link = path != self.path.join(FILE);
        let file = match OpenOptions::new().read(true).custom_flags(FOLLOW_NOTHING).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(with_context(&error, &format!("{FILE} cannot be opened")).into()),
        };
        check_owned_file(&file, FILE)?;
        // The target of a link may be any file of the user, so it is not renamed as damaged.
        let damaged = || {
            if is_link {
                io::Error::other(format!("the link {FILE} does not lead to a file of pins")).into()
            } else {
                ReadError::Damaged
            }
        };
        let mut bytes = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        if text.len() as u64 > LONGEST {
            return Err(damaged());
        }
        // The parser would abort the program when memory runs out.
        if !has_memory(text.len().saturating_mul(BYTES_PER_BYTE)) {
            return Err(io::Error::from(io::ErrorKind::OutOfMemory).into());
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match ron::from_str::<Saved>(text) {
            Ok(Saved { version: VERSION, saved }) => Ok(Some(saved)),
            _ if ron::from_str::<Versioned>(text).is_ok_and(|saved| saved.version > VERSION) => Err(ReadError::Newer),
            _ => Err(damaged()),
        }
    }

    /// Writes the whole file or nothing. A link to it stays a link. Refuses to write more than `read` would accept.
    pub(super) fn write(&self, saved: &SavedState) -> Result<(), StoreError> {
        let path = self.file()?;
        if !has_memory(saved.length().saturating_mul(BYTES_PER_BYTE)) {
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

    /// Renames a damaged file and returns its new path.
    pub(super) fn set_aside(&self) -> io::Result<PathBuf> {
        let path = self.path.join(FILE);
        let name = |number: u32| path.with_file_name(format!("state-damaged-{number}.ron"));
        let free = (1..u32::MAX).map(name).find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| name(0));
        fs::rename(&path, &free)?;
        Ok(free)
    }
}

/// Checks that a folder belongs to the user and nobody else can write to it. A missing folder passes.
fn check_private(folder: &Path) -> io::Result<()> {
    let displayed = folder.display();
    for metadata in [fs::symlink_metadata(folder), fs::metadata(folder)] {
        let metadata = match metadata {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            metadata => metadata.map_err(|error| with_context(&error, &format!("{displayed} cannot be examined")))?,
        };
        check_owner(&metadata, &displayed.to_string())?;
        if metadata.is_dir() && metadata.mode() & WRITABLE_BY_OTHERS != 0 {
            return Err(io::Error::other(format!("others can write to {displayed} (remedy: chmod 700)")));
        }
    }
    Ok(())
}

/// Checks that nobody else can redirect a path: every folder and link in it belongs to the user or to root, and nobody
/// else can replace one.
fn check_path(path: &Path) -> io::Result<()> {
    let parts = |path: &Path| path.iter().rev().map(ToOwned::to_owned).collect::<Vec<_>>();
    let mut ahead = parts(path);
    let mut at = PathBuf::new();
    let mut links = 0;
    while let Some(part) = ahead.pop() {
        // `at` contains no links, so its parent is the parent in the path.
        if part == ".." {
            at.pop();
            continue;
        }
        let next = at.join(&part);
        let displayed = next.display();
        let metadata = next
            .symlink_metadata()
            .map_err(|error| with_context(&error, &format!("{displayed} cannot be examined")))?;
        if metadata.uid() != 0 {
            check_owner(&metadata, &displayed.to_string())?;
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
            return Err(io::Error::other(format!("{FILE} leads through {displayed}, which others can write to")));
        }
        at = next;
    }
    Ok(())
}

/// An error with the operation that failed.
fn with_context(error: &io::Error, what: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{what} ({error})"))
}

/// Checks that an open file is a regular one that belongs to the user.
pub(super) fn check_owned_file(file: &File, what: &str) -> io::Result<()> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other(format!("{what} is not a regular file")));
    }
    check_owner(&metadata, what)
}

fn check_owner(metadata: &Metadata, what: &str) -> io::Result<()> {
    if metadata.uid() == geteuid().as_raw() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{what} belongs to another account")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::os::unix::fs::{PermissionsExt, symlink};

    use crate::atlas::Text;
    use crate::storage::saved::Change;

    #[test]
    fn the_longest_file_that_is_written_is_read_back() {
        let home = tempfile::TempDir::new().unwrap();
        let folder = StateFolder::new(home.path().join("icatlas"), Disk::unless(false).unwrap());
        folder.make().unwrap();
        let queries = |length: usize| {
            let mut saved = SavedState::default();
            saved.make(&Change::Query(Text::try_from("x".repeat(length)).unwrap()));
            saved
        };
        assert!(folder.write(&queries(1)).is_ok());
        let longest = usize::try_from(LONGEST - folder.file().unwrap().metadata().unwrap().len()).unwrap() + 1;
        assert!(folder.write(&queries(longest)).is_ok());
        assert!(folder.read().is_ok_and(|read| read == Some(queries(longest))));
        assert!(matches!(folder.write(&queries(longest + 1)), Err(StoreError::TooLong { most: 16 })));
        assert!(folder.read().is_ok_and(|read| read == Some(queries(longest))), "the file was replaced");
    }

    #[test]
    fn only_the_owner_can_read_the_file_after_a_write() {
        let home = tempfile::TempDir::new().unwrap();
        let folder = StateFolder::new(home.path().join("icatlas"), Disk::unless(false).unwrap());
        folder.make().unwrap();
        for _ in 0..2 {
            assert!(folder.write(&SavedState::default()).is_ok());
            let path = folder.file().unwrap();
            assert_eq!(path.metadata().unwrap().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        }
    }

    #[test]
    fn a_path_through_too_many_links_is_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        let link = |number: usize| folder.path().join(format!("link-{number}"));
        symlink(folder.path(), link(1)).unwrap();
        for number in 2..=MOST_LINKS + 1 {
            symlink(link(number - 1), link(number)).unwrap();
        }
        check_path(&link(MOST_LINKS)).unwrap();
        let refused = check_path(&link(MOST_LINKS + 1)).unwrap_err().to_string();
        assert!(refused.contains("too many"), "{refused}");
    }

    #[test]
    fn a_path_through_a_folder_that_a_group_can_write_to_is_refused_unless_it_is_roots() {
        let folder = tempfile::TempDir::new().unwrap();
        let shared = folder.path().join("shared");
        fs::create_dir_all(shared.join("own")).unwrap();
        for (mode, passes) in [(0o755, true), (0o775, geteuid().is_root()), (0o757, false), (0o1777, true)] {
            fs::set_permissions(&shared, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(check_path(&shared.join("own")).is_ok(), passes, "{mode:o}");
        }
    }
}
