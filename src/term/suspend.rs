//! Stops the process, as Ctrl-Z does, if a shell can continue it.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Whether a shell with job control can continue the process. Such a shell gives every job its own process group. In the
/// group of the session leader, as under `ssh -t host icatlas`, nobody could continue the process.
pub(crate) fn possible() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops all processes of the job, as the terminal does after Ctrl-Z. Returns when the process is continued.
pub(crate) fn stop() {
    let _ = kill_current_process_group(Signal::STOP);
}
