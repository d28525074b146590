//! Decides how to write to a path that the user names: replace a file as a whole, or write into a device, a FIFO or an
//! open descriptor.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::fd::RawFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{PidfdFlags, PidfdGetfdFlags, geteuid, getpid, pidfd_getfd, pidfd_open};

/// Longest chain of links followed, as in Linux.
const MOST_LINKS: usize = 40;

/// The mode bits of a folder like `/tmp`: everybody can create files, only owners can remove theirs.
const SHARED: u32 = 0o1002;

/// Size of the write buffer, in bytes: the default capacity of a pipe in Linux.
const BUFFER: usize = 1 << 16;

/// The destination of an export.
pub(super) enum Target {
    /// The path of a file, which may not exist yet. Not a link.
    File(PathBuf),
    /// An open device, FIFO or descriptor.
    Stream(File),
}

impl Target {
    /// Resolves `path`. Calls `waiting` before it waits for the reader of a FIFO.
    ///
    /// # Errors
    /// Those of the file system; [`io::ErrorKind::AlreadyExists`] for a block device if `replace` is false.
    pub(super) fn of(path: &Path, replace: bool, waiting: impl FnOnce()) -> io::Result<Self> {
        if let Some(what) = names_folder(path) {
            return Err(io::Error::other(what));
        }
        let path = follow_links(path)?;
        if let Some(number) = descriptor(&path) {
            return Ok(Self::Stream(duplicate(number, &path)?));
        }
        let kind = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::File(path)),
            metadata => metadata?.file_type(),
        };
        if kind.is_file() {
            return Ok(Self::File(path));
        }
        if let Some(what) = not_writable(kind) {
            return Err(io::Error::other(what));
        }
        if kind.is_block_device() && !replace {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let stream = if kind.is_fifo() { open_fifo(&path, waiting) } else { open(&path, OFlags::NOCTTY) };
        stream.map(Self::Stream)
    }
}

/// Names the kind of file if nothing can be written into it.
fn not_writable(kind: FileType) -> Option<&'static str> {
    if kind.is_dir() {
        Some("it is a folder")
    } else if kind.is_socket() {
        Some("it is a socket")
    } else {
        None
    }
}

/// A message if a path ends with a slash and so names a folder, existing or not.
fn names_folder(path: &Path) -> Option<&'static str> {
    let name = path.as_os_str().as_encoded_bytes();
    (name.ends_with(b"/") || name.ends_with(b"/.")).then_some("the name is a folder's")
}

/// The path of a new file, with links followed. A regular file may exist there.
///
/// # Errors
/// If anything else exists there, because we write into devices only on request.
pub(super) fn of_new_file(named: &Path) -> io::Result<PathBuf> {
    let path = follow_links(named)?;
    let what = match path.symlink_metadata().map(|metadata| metadata.file_type()) {
        _ if descriptor(&path).is_some() => Some("it is an open descriptor"),
        Ok(kind) if kind.is_file() => None,
        Ok(kind) if kind.is_fifo() => Some("it is a FIFO"),
        Ok(kind) => not_writable(kind).or(Some("it is a device")),
        Err(_) => names_folder(named),
    };
    what.map_or(Ok(path), |what| Err(io::Error::other(format!("{what}; name another file"))))
}

/// Writes into a stream. A reader that closes early is not an error.
pub(super) fn write_stream(stream: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(BUFFER, stream);
    let written = write(&mut buffered).and_then(|()| buffered.flush());
    // Prevents the buffer from writing its rest again when it is dropped.
    drop(buffered.into_parts());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Follows links, also to a path that does not exist. Links to open descriptors are not followed.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    for _ in 0..MOST_LINKS {
        let link = match path.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() && descriptor(&path).is_none() => metadata,
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(_) | Err(_) => return Ok(path),
        };
        let folder = path.parent().unwrap_or(Path::new("/"));
        may_be_followed(&link, &fs::metadata(folder)?)?;
        path = folder.join(fs::read_link(&path)?);
    }
    Err(io::Error::other("it is part of a loop of links"))
}

/// Refuses a link that an attacker may have placed as a trap. Linux does the same for the links that it follows itself
/// (`fs.protected_symlinks`).
fn may_be_followed(link: &Metadata, folder: &Metadata) -> io::Result<()> {
    let is_shared = folder.mode() & SHARED == SHARED;
    if is_shared && link.uid() != geteuid().as_raw() && link.uid() != folder.uid() {
        return Err(io::Error::other("the link belongs to another account, in a folder that everybody can write to"));
    }
    Ok(())
}

/// The number of one of our own descriptors, if the path names one.
fn descriptor(path: &Path) -> Option<RawFd> {
    let own = format!("/proc/{}/fd", std::process::id());
    let folder = path.parent()?;
    let is_own = ["/dev/fd", "/proc/self/fd", &own].iter().any(|descriptors| folder == Path::new(descriptors));
    path.file_name()?.to_str()?.parse().ok().filter(|_| is_own)
}

/// Duplicates the descriptor, which keeps its offset in the file. Opening the path would start at the beginning.
fn duplicate(number: RawFd, path: &Path) -> io::Result<File> {
    fs::metadata(path)?;
    let taken =
        pidfd_open(getpid(), PidfdFlags::empty()).and_then(|this| pidfd_getfd(this, number, PidfdGetfdFlags::empty()));
    // Some containers forbid `pidfd_getfd`.
    taken.map(File::from).or_else(|_| OpenOptions::new().append(true).open(path))
}

fn open(path: &Path, flags: OFlags) -> io::Result<File> {
    OpenOptions::new().write(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Opens a FIFO, and waits for a reader if there is none.
fn open_fifo(path: &Path, waiting: impl FnOnce()) -> io::Result<File> {
    match open(path, OFlags::NONBLOCK) {
        Err(error) if error.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => {
            waiting();
            open(path, OFlags::empty())
        }
        opened => {
            let fifo = opened?;
            rustix::fs::fcntl_setfl(&fifo, OFlags::empty())?;
            Ok(fifo)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_in_a_folder_of_descriptors_is_a_descriptor() {
        let own = format!("/proc/{}/fd/7", std::process::id());
        for (path, number) in [
            ("/dev/fd/3", Some(3)),
            ("/proc/self/fd/0", Some(0)),
            (own.as_str(), Some(7)),
            ("/dev/fd/x", None),
            ("/dev/fd", None),
            ("/proc/1/fd/3", None),
            ("/srv/3", None),
            ("3", None),
        ] {
            assert_eq!(descriptor(Path::new(path)), number, "{path}");
        }
    }
}
