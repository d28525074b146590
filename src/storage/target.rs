//! What somebody means who names a place to write to: a file, which is replaced as a whole, or something that is written
//! into and stays: a device, a FIFO, an open descriptor.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::fd::RawFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{PidfdFlags, PidfdGetfdFlags, geteuid, getpid, pidfd_getfd, pidfd_open};

/// The most links that lead from one to the next, as in Linux.
const MOST_LINKS: usize = 40;

/// What a folder has in which everybody can write, but only to what is theirs: `/tmp`.
const SHARED: u32 = 0o1002;

/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 16;

/// Where to write to.
pub(super) enum Target {
    /// A file, or a place at which there is none yet. No link.
    File(PathBuf),
    /// What is written into.
    Stream(File),
}

impl Target {
    /// What `path` names. Calls `waiting` before it waits for the reader of a FIFO.
    ///
    /// # Errors
    /// Those of the file system. [`io::ErrorKind::AlreadyExists`] for a disk that is not to be overwritten.
    pub(super) fn of(path: &Path, replace: bool, waiting: impl FnOnce()) -> io::Result<Self> {
        if let Some(what) = name_of_a_folder(path) {
            return Err(io::Error::other(what));
        }
        let path = behind_links(path)?;
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
        if let Some(what) = other_than_stream(kind) {
            return Err(io::Error::other(what));
        }
        if kind.is_block_device() && !replace {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let stream = if kind.is_fifo() { open_fifo(&path, waiting) } else { open(&path, OFlags::NOCTTY) };
        stream.map(Self::Stream)
    }
}

/// What takes no bytes.
fn other_than_stream(kind: FileType) -> Option<&'static str> {
    if kind.is_dir() {
        Some("it is a folder")
    } else if kind.is_socket() {
        Some("it is a socket")
    } else {
        None
    }
}

/// A path that ends with a slash names a folder, which may not be there yet.
fn name_of_a_folder(path: &Path) -> Option<&'static str> {
    let name = path.as_os_str().as_encoded_bytes();
    (name.ends_with(b"/") || name.ends_with(b"/.")).then_some("the name is a folder's")
}

/// The path behind all links for a new file. A file may have it already.
///
/// # Errors
/// If something else has it: nothing that is no file is written into unasked.
pub(super) fn of_new_file(named: &Path) -> io::Result<PathBuf> {
    let path = behind_links(named)?;
    let what = match path.symlink_metadata().map(|metadata| metadata.file_type()) {
        _ if descriptor(&path).is_some() => Some("it is an open descriptor"),
        Ok(kind) if kind.is_file() => None,
        Ok(kind) if kind.is_fifo() => Some("it is a FIFO"),
        Ok(kind) => other_than_stream(kind).or(Some("it is a device")),
        Err(_) => name_of_a_folder(named),
    };
    what.map_or(Ok(path), |what| Err(io::Error::other(format!("{what}; name another file"))))
}

/// Writes into a stream. A reader that has seen enough is no failure.
pub(super) fn pour(stream: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(AT_ONCE, stream);
    let written = write(&mut buffered).and_then(|()| buffered.flush());
    // What could not be written is not tried again when the buffer goes.
    drop(buffered.into_parts());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// The path that a path leads to over links, also where there is nothing yet. The links to open descriptors lead to no path.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
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

/// Refuses a link that a stranger may have laid out as a trap, as Linux does where links are left to it
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

/// The descriptor itself, which goes on where it stands in its file; not the file opened anew, at its beginning.
fn duplicate(number: RawFd, path: &Path) -> io::Result<File> {
    fs::metadata(path)?;
    let taken =
        pidfd_open(getpid(), PidfdFlags::empty()).and_then(|this| pidfd_getfd(this, number, PidfdGetfdFlags::empty()));
    // Some containers forbid that.
    taken.map(File::from).or_else(|_| OpenOptions::new().append(true).open(path))
}

fn open(path: &Path, flags: OFlags) -> io::Result<File> {
    OpenOptions::new().write(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Opens a FIFO once somebody reads it.
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
