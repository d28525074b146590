//! Writes whole files: under a temporary name in the same folder, flushed, then renamed. No other module writes files;
//! [`target`](super::target) writes into devices, FIFOs and descriptors.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use tempfile::NamedTempFile;

use super::attributes::Attributes;
use super::state_file::{FOLLOW_NOTHING, check_owned_file};
use super::target::{self, Target};

/// Who may read the new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Only its owner.
    Owner,
    /// The readers of the file that it replaces; for a new file, those that the umask allows.
    Same,
}

/// The permission to write files. Restricted mode cannot obtain one.
#[derive(Debug, Clone, Copy)]
pub struct Disk(());

impl Disk {
    /// A disk, unless the account is restricted.
    pub(crate) fn unless(restricted: bool) -> Option<Self> {
        (!restricted).then_some(Self(()))
    }

    /// Writes to the target that the user named: into a device, a FIFO or an open descriptor, or to a file, following
    /// links. Calls `waiting` before it waits for the reader of a FIFO.
    ///
    /// # Errors
    /// As [`Disk::write`]. A reader that closes early is not an error.
    pub(crate) fn deliver(
        self,
        path: &Path,
        replace: bool,
        waiting: impl FnOnce(),
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match Target::of(path, replace, waiting)? {
            Target::File(path) => self.write(&path, Readers::Same, replace, write),
            Target::Stream(stream) => target::write_stream(stream, write),
        }
    }

    /// Writes a file that the user named, following links.
    ///
    /// # Errors
    /// As [`Disk::write`], and if the name belongs to anything but a file.
    pub(crate) fn write_named(self, path: &Path, replace: bool, text: &str) -> io::Result<()> {
        self.write(&target::of_new_file(path)?, Readers::Same, replace, |file| file.write_all(text.as_bytes()))
    }

    /// Tries whether a file can be made in a folder, as [`Disk::write`] makes it. The file is gone again afterwards.
    ///
    /// # Errors
    /// Those of the file system.
    #[expect(clippy::unused_self, reason = "to have it is the permission")]
    pub(super) fn try_folder(self, folder: &Path) -> io::Result<()> {
        unfinished(folder, 0o600)?.close()
    }

    /// Writes a whole file or nothing.
    ///
    /// # Errors
    /// Those of the file system; [`io::ErrorKind::AlreadyExists`] if the file exists and `replace` is false.
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
        // Nobody else may read the file before it has its attributes.
        let mode = if readers == Readers::Same && replaced.is_none() { 0o666 } else { 0o600 };
        let mut file = unfinished(folder, mode)?;
        let mut buffered = BufWriter::new(&mut file);
        write(&mut buffered).and_then(|()| buffered.flush())?;
        drop(buffered);
        if let Some(replaced) = replaced {
            replaced.apply_to(file.as_file())?;
        }
        file.as_file().sync_all()?;
        let moved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
        moved.map_err(|refused| refused.error)?;
        // The rename is durable once the folder is flushed. Some file systems cannot flush a folder; the file exists
        // anyway.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// The beginning of the names of unfinished files.
const UNFINISHED: &str = ".icatlas-unfinished-";

/// The number of random letters and digits that follow it.
const LETTERS: usize = 12;

/// Most names tried. A name fails only if another session removes the new file before it is locked.
const ATTEMPTS: usize = 100;

/// Creates an unfinished file and locks it, so that no other session removes it meanwhile.
fn unfinished(folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
    for _ in 0..ATTEMPTS {
        let file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .rand_bytes(LETTERS)
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder)
            .map_err(without_path)?;
        // Without locks no session removes files. Before we held the lock, another may have taken the file for
        // abandoned.
        let swept = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !swept && file.as_file().metadata()?.nlink() > 0 {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes the unfinished files that killed sessions left in a folder: regular files of the user, with our kind of
/// name, whose lock is free.
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
    // Some network file systems can lock only files opened for writing.
    let file = open(OpenOptions::new().write(true)).or_else(|_| open(OpenOptions::new().read(true)))?;
    check_owned_file(&file, "an unfinished file")?;
    // Hold the lock until the file is removed: a writer that has just created it sees the lock and tries another name.
    file.try_lock()?;
    fs::remove_file(path)
}

/// The error without the path of the temporary file, which the user does not know.
fn without_path(error: io::Error) -> io::Error {
    let message = error.to_string();
    match message.split_once(" at path ") {
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
    fn the_file_of_a_killed_writer_is_removed_and_one_being_written_is_not() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let abandoned = unfinished(folder.path(), 0o600).unwrap().into_temp_path().keep().unwrap();
        write(&path("slow"), |slow| {
            assert!(!abandoned.exists());
            slow.write_all(b"slow")?;
            // Another export into the same folder begins and ends meanwhile.
            write(&path("quick"), |quick| quick.write_all(b"quick"));
            assert_eq!(names(folder.path()).len(), 2, "{:?}", names(folder.path()));
            Ok(())
        });
        assert_eq!(fs::read_to_string(path("slow")).unwrap(), "slow");
        assert_eq!(fs::read_to_string(path("quick")).unwrap(), "quick");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[test]
    fn only_files_with_our_names_are_removed() {
        assert!(is_unfinished(OsStr::new(".icatlas-unfinished-aZ09aZ09aZ09")));
        for name in ["", ".icatlas-backup", ".icatlas-unfinished-notes", "icatlas-unfinished-aZ09aZ09aZ09"] {
            assert!(!is_unfinished(OsStr::new(name)), "{name}");
        }
        assert!(!is_unfinished(OsStr::new(".icatlas-unfinished-aZ09aZ09.ron")));
    }
}
