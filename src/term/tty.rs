//! The tty: the device of the terminal. It is opened again without blocking, so that only `poll` waits.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{isatty, tcgetpgrp, ttyname};

/// Most bytes written at once to a terminal that could not be opened again: a terminal that is ready for output accepts this
/// many without blocking.
const MOST_AT_ONCE: usize = 256;

/// The device of the controlling terminal of a process.
const CONTROLLING: &[u8] = b"/dev/tty";

/// The terminal of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// That of the standard streams: frames go to standard output; keys come from standard input or, if that is not a terminal,
    /// from the controlling terminal.
    OfStreams,
    /// The controlling terminal, whatever the standard streams are.
    Controlling,
}

impl Terminal {
    /// The columns and lines to draw on it; `None` if there is no such terminal.
    pub fn size(self) -> Option<(u16, u16)> {
        match self {
            Self::OfStreams => super::size_of(rustix::stdio::stdout()),
            Self::Controlling => super::size_of(Tty::controlling().ok()?),
        }
    }

    /// Whether what comes from it comes to this process: no other job has it. Nobody knows of a terminal that controls no processes.
    pub(super) fn is_in_foreground(self) -> bool {
        let of_job = self.screen().ok().and_then(|tty| tcgetpgrp(&tty.fd).ok());
        of_job.is_none_or(|group| group == getpgrp())
    }

    /// Where its keys come from.
    pub(super) fn keyboard(self) -> io::Result<Tty> {
        let stdin = rustix::stdio::stdin();
        if self == Self::OfStreams && isatty(stdin) { Tty::of(stdin) } else { Tty::controlling() }
    }

    /// Where its frames go.
    pub(super) fn screen(self) -> io::Result<Tty> {
        match self {
            Self::OfStreams => Tty::of(rustix::stdio::stdout()),
            Self::Controlling => Tty::controlling(),
        }
    }
}

/// A terminal to read from or to write to.
#[derive(Debug)]
pub(super) struct Tty {
    fd: OwnedFd,
    /// Whether reads and writes block. A descriptor shared with other programs, such as the shell's standard input, is never
    /// made non-blocking, since it would stay so after the end of icatlas.
    blocks: bool,
}

impl Tty {
    fn controlling() -> io::Result<Self> {
        Ok(Self { fd: reopened(CONTROLLING)?, blocks: false })
    }

    fn of(terminal: BorrowedFd<'_>) -> io::Result<Self> {
        let own = ttyname(terminal, Vec::new()).map_err(io::Error::from).and_then(|name| reopened(name.as_bytes()));
        match own {
            Ok(fd) => Ok(Self { fd, blocks: false }),
            // After `su` the terminal belongs to another account.
            Err(_) => Ok(Self { fd: terminal.try_clone_to_owned()?, blocks: true }),
        }
    }

    /// Reads the bytes that have come in and returns their number. The end of the input is an error.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.blocks && !ready(self.fd.as_fd(), PollFlags::IN, Duration::ZERO) {
            return Ok(0);
        }
        match rustix::io::read(&self.fd, buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            read => Ok(read?),
        }
    }

    /// Writes as many bytes as the terminal accepts at once and returns their number.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < bytes.len() {
            let mut rest = &bytes[written..];
            if self.blocks {
                if !ready(self.fd.as_fd(), PollFlags::OUT, Duration::ZERO) {
                    break;
                }
                rest = &rest[..rest.len().min(MOST_AT_ONCE)];
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

    /// Writes all bytes. Fails if the terminal has not accepted them within `patience`.
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

/// Waits until the device is ready, at most for `patience`. Returns whether it is.
fn ready(fd: BorrowedFd<'_>, flags: PollFlags, patience: Duration) -> bool {
    poll(&mut [PollFd::from_borrowed_fd(fd, flags)], Some(&timespec(patience))).is_ok_and(|ready| ready > 0)
}

/// Converts a duration for `poll`.
pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec::try_from(duration).unwrap_or(Timespec { tv_sec: i64::from(i32::MAX), tv_nsec: 0 })
}
