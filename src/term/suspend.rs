//! Stopping, as Ctrl-Z does, and whether anybody could continue us.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Whether a shell with job control is there to say `fg`. It puts every job into a process group of its own; in the
/// group of the session's leader, as under `ssh -t host icatlas`, a stop would be for ever.
pub(crate) fn possible() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops this process and those of its job, as the terminal does for Ctrl-Z. Returns once continued.
pub(crate) fn stop() {
    let _ = kill_current_process_group(Signal::STOP);
}
