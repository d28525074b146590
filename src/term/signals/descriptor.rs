//! Linux: the caught signals are blocked and read from a descriptor, which takes two system calls. Installing a handler for each
//! of them took a quarter of the instructions until the first frame.

use std::io;

use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use rustix::fd::{AsFd, BorrowedFd};

use super::is_caught;

pub(super) struct Caught(SignalFd);

/// The caught signals.
fn caught() -> SigSet {
    // The set of all signals has the real-time signals, which have no names.
    let mut caught = SigSet::all();
    for signal in Signal::iterator().filter(|signal| !is_caught(*signal as i32)) {
        caught.remove(signal);
    }
    caught
}

/// Lets the caught signals through again.
pub(super) fn let_go() {
    // Where it fails, they remain blocked, as they were during the session.
    let _ = caught().thread_unblock();
}

impl Caught {
    pub(super) fn listen() -> io::Result<Self> {
        let caught = caught();
        let descriptor = SignalFd::with_flags(&caught, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)?;
        caught.thread_block()?;
        Ok(Self(descriptor))
    }

    pub(super) fn wake(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }

    /// The signals since the last call.
    pub(super) fn come_in(&self) -> impl Iterator<Item = i32> {
        std::iter::from_fn(|| self.0.read_signal().ok().flatten()).filter_map(|signal| signal.ssi_signo.try_into().ok())
    }
}
