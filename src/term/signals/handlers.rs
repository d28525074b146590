//! Other systems: each of the caught signals has a handler.

use std::io;
use std::mem::ManuallyDrop;
use std::os::unix::net::UnixStream;

use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::{REAL_TIME, is_caught};

/// Never dropped: the process ends with the session, and removing a handler copies all the others.
pub(super) struct Caught(ManuallyDrop<SignalDelivery<UnixStream, SignalOnly>>);

impl Caught {
    pub(super) fn listen() -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        let delivery = SignalDelivery::with_pipe(wake, waker, SignalOnly, std::iter::empty::<i32>())?;
        let handle = delivery.handle();
        for signal in (1..=REAL_TIME.1).filter(|signal| is_caught(*signal)) {
            match handle.add_signal(signal) {
                // Not every system has real-time signals.
                Err(error) if signal >= REAL_TIME.0 && error.kind() == io::ErrorKind::InvalidInput => {}
                added => added?,
            }
        }
        Ok(Self(ManuallyDrop::new(delivery)))
    }

    pub(super) fn wake(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }

    /// The signals since the last call.
    pub(super) fn come_in(&mut self) -> impl Iterator<Item = i32> {
        self.0.pending()
    }
}
