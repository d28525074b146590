//! Other systems: each of the caught signals has a handler.

use std::io;
use std::mem::ManuallyDrop;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::{Effect, REAL_TIME, effect_of, is_caught};

/// Never dropped: the process ends with the session, and removing a handler copies all the others.
pub(super) struct Caught(ManuallyDrop<SignalDelivery<UnixStream, SignalOnly>>);

/// Has the signals that end or stop the process do so by default.
pub(super) fn let_go() {
    let is_over = Arc::new(AtomicBool::new(true));
    for signal in (1..=REAL_TIME.1).filter(|signal| matches!(effect_of(*signal), Effect::Ends | Effect::Stops)) {
        // It is refused for signals whose default action is not known to `signal_hook`: these remain caught.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&is_over));
    }
}

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
