//! The terminal as a device: opened anew, so that waiting for it can be left to `poll`.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::termios::{isatty, ttyname};

/// The most that is written at once to a terminal that could not be opened anew: what a terminal that says that it takes
/// output takes without waiting.
const MORSEL: usize = 256;

/// A terminal to read from or to write to.
#[derive(Debug)]
pub(super) struct Tty {
    fd: OwnedFd,
    /// Whether reads and writes return at once. Never set on what others share with us, such as the shell's own
    /// standard input: it would stay so after us.
    waits: bool,
}

impl Tty {
    /// The terminal that keys come from: standard input, or where that is something else the controlling terminal.
    pub(super) fn keyboard() -> io::Result<Self> {
        let stdin = rustix::stdio::stdin();
        if isatty(stdin) { Self::of(stdin) } else { Ok(Self { fd: reopened(b"/dev/tty")?, waits: false }) }
    }

    /// The terminal on standard output.
    pub(super) fn screen() -> io::Result<Self> {
        Self::of(rustix::stdio::stdout())
    }

    fn of(terminal: BorrowedFd<'_>) -> io::Result<Self> {
        let own = ttyname(terminal, Vec::new()).map_err(io::Error::from).and_then(|name| reopened(name.as_bytes()));
        match own {
            Ok(fd) => Ok(Self { fd, waits: false }),
            // After `su` the terminal belongs to somebody else.
            Err(_) => Ok(Self { fd: terminal.try_clone_to_owned()?, waits: true }),
        }
    }

    /// Reads what has come in. Nothing in it means that nothing has; the end of the input is an error.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.waits && !ready(self.fd.as_fd(), PollFlags::IN, Duration::ZERO) {
            return Ok(0);
        }
        match rustix::io::read(&self.fd, buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            read => Ok(read?),
        }
    }

    /// Writes as much as the terminal takes at once; tells how many bytes that were.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < bytes.len() {
            let mut rest = &bytes[written..];
            if self.waits {
                if !ready(self.fd.as_fd(), PollFlags::OUT, Duration::ZERO) {
                    break;
                }
                rest = &rest[..rest.len().min(MORSEL)];
            }
            match rustix::io::write(&self.fd, rest) {
                Ok(0) | Err(Errno::AGAIN) => break,
                Ok(count) => written += count,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(written)
    }

    /// Writes all of it, unless the terminal does not take it for so long.
    pub(super) fn write_within(&self, mut bytes: &[u8], patience: Duration) -> io::Result<()> {
        let end = Instant::now() + patience;
        loop {
            bytes = &bytes[self.write(bytes)?..];
            if bytes.is_empty() {
                return Ok(());
            }
            if !ready(self.fd.as_fd(), PollFlags::OUT, end.saturating_duration_since(Instant::now())) {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

fn reopened(path: &[u8]) -> io::Result<OwnedFd> {
    let path = std::path::Path::new(std::ffi::OsStr::from_bytes(path));
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(open(path, flags, Mode::empty())?)
}

/// Waits until a device is ready, or so long.
fn ready(fd: BorrowedFd<'_>, flags: PollFlags, patience: Duration) -> bool {
    poll(&mut [PollFd::from_borrowed_fd(fd, flags)], Some(&timespec(patience))).is_ok_and(|ready| ready > 0)
}

/// A duration as the system has it.
pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec::try_from(duration).unwrap_or(Timespec { tv_sec: i64::from(i32::MAX), tv_nsec: 0 })
}
