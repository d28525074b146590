//! Files that are whole or not there: written beside their place, flushed, and moved there. The only place that writes any.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whomever the umask lets.
    Umask,
}

/// The file system, to be written to. Whoever has none writes no file: in restricted mode there is none to be had.
#[derive(Debug, Clone, Copy)]
pub struct Disk(());

impl Disk {
    /// The file system, unless the account is restricted.
    pub fn unless(restricted: bool) -> Option<Self> {
        (!restricted).then_some(Self(()))
    }

    /// Writes a file: all of it, or nothing.
    ///
    /// # Errors
    /// Those of the file system, [`io::ErrorKind::AlreadyExists`] if it is there already and is not to be replaced.
    #[expect(clippy::unused_self, reason = "to have it is the permission")]
    pub(crate) fn write(
        self,
        path: &Path,
        readers: Readers,
        replace: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mode = match readers {
            Readers::Owner => 0o600,
            Readers::Umask => 0o666,
        };
        let mut file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .permissions(Permissions::from_mode(mode))
            .tempfile_in(folder)?;
        let mut buffered = BufWriter::new(&mut file);
        write(&mut buffered).and_then(|()| buffered.flush())?;
        drop(buffered);
        file.as_file().sync_all()?;
        let moved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
        moved.map_err(|refused| refused.error)?;
        // The name is safe once its folder is. Not all file systems can do that; the file is there all the same.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// What the names of unfinished files begin with.
pub(super) const UNFINISHED: &str = ".icatlas-";
