//! Files that are whole or not there: written beside their place, flushed, and moved there. The only place that writes any;
//! what is no file is written into by [`target`](super::target).

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use tempfile::NamedTempFile;

use super::attributes::Attributes;
use super::state_file::{FOLLOW_NOTHING, owned_file};
use super::target::{self, Target};

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever might read the file that it replaces; of a new one, whomever the umask lets.
    Same,
}

/// The file system, to be written to. Whoever has none writes no file: in restricted mode there is none to be had.
#[derive(Debug, Clone, Copy)]
pub struct Disk(());

impl Disk {
    /// The file system, unless the account is restricted.
    pub(crate) fn unless(restricted: bool) -> Option<Self> {
        (!restricted).then_some(Self(()))
    }

    /// Writes to what somebody named: into it, if it is a device, a FIFO or an open descriptor, else as a file behind all
    /// links. Calls `waiting` before it waits for the reader of a FIFO.
    ///
    /// # Errors
    /// As [`Disk::write`]. A reader that has seen enough is none.
    pub(crate) fn deliver(
        self,
        path: &Path,
        replace: bool,
        waiting: impl FnOnce(),
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match Target::of(path, replace, waiting)? {
            Target::File(path) => self.write(&path, Readers::Same, replace, write),
            Target::Stream(stream) => target::pour(stream, write),
        }
    }

    /// Writes a new file that somebody named, behind all links.
    ///
    /// # Errors
    /// As [`Disk::write`], and if something else than a file has the name.
    pub(crate) fn create(self, path: &Path, text: &str) -> io::Result<()> {
        self.write(&target::of_new_file(path)?, Readers::Same, false, |file| file.write_all(text.as_bytes()))
    }

    /// Writes a file: all of it, or nothing.
    ///
    /// # Errors
    /// Those of the file system, [`io::ErrorKind::AlreadyExists`] if it is there already and is not to be replaced.
    #[expect(clippy::unused_self, reason = "to have it is the permission")]
    pub(super) fn write(
        self,
        path: &Path,
        readers: Readers,
        replace: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sweep(folder);
        let replaced = if replace && readers == Readers::Same { Attributes::of(path)? } else { None };
        // Until it is known who may read it, nobody else does.
        let mode = if readers == Readers::Same && replaced.is_none() { 0o666 } else { 0o600 };
        let mut file = unfinished(folder, mode)?;
        let mut buffered = BufWriter::new(&mut file);
        write(&mut buffered).and_then(|()| buffered.flush())?;
        drop(buffered);
        if let Some(replaced) = replaced {
            replaced.give_to(file.as_file())?;
        }
        file.as_file().sync_all()?;
        let moved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
        moved.map_err(|refused| refused.error)?;
        // The name is safe once its folder is. Not all file systems can do that; the file is there all the same.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// What the names of unfinished files begin with, and how many letters follow.
const UNFINISHED: &str = ".icatlas-unfinished-";
const LETTERS: usize = 12;

/// So often a new name is tried.
const ATTEMPTS: usize = 100;

/// A file under a name of its own. Whoever writes one holds its lock, so that nobody sweeps it meanwhile.
fn unfinished(folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
    for _ in 0..ATTEMPTS {
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .rand_bytes(LETTERS)
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder)
            .map_err(without_path)?;
        // Where there are no locks, nobody sweeps. In the moment before the lock somebody may have taken it for abandoned.
        let swept = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !swept && file.as_file().metadata()?.nlink() > 0 {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes what was being written to a folder when its writer was killed: regular files of the person's own, under a name
/// that only we give, of which nobody holds the lock.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_unfinished(&entry.file_name()) {
            let _ = remove_abandoned(&entry.path());
        }
    }
}

fn is_unfinished(name: &OsStr) -> bool {
    let letters = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED));
    letters.is_some_and(|rest| rest.len() == LETTERS && rest.bytes().all(|letter| letter.is_ascii_alphanumeric()))
}

fn remove_abandoned(path: &Path) -> io::Result<()> {
    let open = |options: &mut OpenOptions| options.custom_flags(FOLLOW_NOTHING).open(path);
    // Some network file systems lock only what can be written.
    let file = open(OpenOptions::new().write(true)).or_else(|_| open(OpenOptions::new().read(true)))?;
    owned_file(&file, "an unfinished file")?;
    // The lock is held until the file is gone, and tells its writer, who may be about to take it, that it is.
    file.try_lock()?;
    fs::remove_file(path)
}

/// Why the file system refused, without the path of a file that nobody knows of.
fn without_path(error: io::Error) -> io::Error {
    let told = error.to_string();
    match told.split_once(" at path ") {
        Some((reason, _)) => io::Error::new(error.kind(), reason),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<std::ffi::OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        Disk(()).write(path, Readers::Same, true, write).unwrap();
    }

    #[test]
    fn what_a_killed_writer_left_is_swept_and_what_is_being_written_is_not() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let abandoned = unfinished(folder.path(), 0o600).unwrap().into_temp_path().keep().unwrap();
        write(&path("slow"), |slow| {
            assert!(!abandoned.exists());
            slow.write_all(b"slow")?;
            // Another export into the same folder, begun and done meanwhile.
            write(&path("quick"), |quick| quick.write_all(b"quick"));
            assert_eq!(names(folder.path()).len(), 2, "{:?}", names(folder.path()));
            Ok(())
        });
        assert_eq!(fs::read_to_string(path("slow")).unwrap(), "slow");
        assert_eq!(fs::read_to_string(path("quick")).unwrap(), "quick");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[test]
    fn only_names_that_are_ours_are_swept() {
        assert!(is_unfinished(OsStr::new(".icatlas-unfinished-aZ09aZ09aZ09")));
        for name in ["", ".icatlas-backup", ".icatlas-unfinished-notes", "icatlas-unfinished-aZ09aZ09aZ09"] {
            assert!(!is_unfinished(OsStr::new(name)), "{name}");
        }
        assert!(!is_unfinished(OsStr::new(".icatlas-unfinished-aZ09aZ09.ron")));
    }
}
