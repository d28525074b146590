//! Signals: what each of them does to the dashboard, and how they are caught.
//!
//! A signal that ends a process by default ends this one too, but the terminal is restored first. So nearly all signals are
//! caught; [`TABLE`] and `docs/ssh.md` list the others, with the reasons.

#[cfg_attr(target_os = "linux", path = "signals/descriptor.rs")]
#[cfg_attr(not(target_os = "linux"), path = "signals/handlers.rs")]
mod catching;

use std::io;
use std::sync::atomic::AtomicBool;

use rustix::fd::BorrowedFd;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCHLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGIO, SIGKILL, SIGPIPE, SIGPROF,
    SIGQUIT, SIGSEGV, SIGSTOP, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};

use catching::Caught;

/// What a signal does to the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Restores the terminal, then ends the process by the signal.
    Ends,
    /// Restores the terminal, then stops the process.
    Stops,
    /// Enters the alternate screen again after a stop.
    Continues,
    /// Redraws everything in the new window size.
    Redraws,
    /// Nothing: an error reports the same, or it is not needed.
    Nothing,
    /// The default action of the system; the terminal stays as it is.
    Uncaught,
}

/// Linux signals without a constant in `signal_hook` (signal(7), x86 and ARM).
const STACK_FAULT: i32 = 16;
const POWER: i32 = 30;

/// Every signal of Linux, with its effect and the reason.
pub const TABLE: [(i32, Effect, &str); 32] = [
    (SIGHUP, Effect::Ends, "the terminal has hung up"),
    (SIGINT, Effect::Ends, "sent by a person or a program"),
    (SIGQUIT, Effect::Ends, "as SIGINT"),
    (SIGILL, Effect::Uncaught, "the program is broken: returning from a handler would repeat the fault endlessly"),
    (SIGTRAP, Effect::Ends, "no debugger is attached"),
    (SIGABRT, Effect::Ends, "as SIGINT; after an abort of its own no code runs that could restore the terminal"),
    (SIGBUS, Effect::Uncaught, "as SIGILL"),
    (SIGFPE, Effect::Uncaught, "as SIGILL"),
    (SIGKILL, Effect::Uncaught, "no process can catch it"),
    (SIGUSR1, Effect::Ends, "it has no meaning here, so the default action holds"),
    (SIGSEGV, Effect::Uncaught, "as SIGILL"),
    (SIGUSR2, Effect::Ends, "as SIGUSR1"),
    (SIGPIPE, Effect::Nothing, "the write fails, and the failure is reported"),
    (SIGALRM, Effect::Ends, "icatlas sets no timer: a timer from outside has run out"),
    (SIGTERM, Effect::Ends, "as SIGINT"),
    (STACK_FAULT, Effect::Ends, "as SIGINT, since no processor sends it"),
    (SIGCHLD, Effect::Nothing, "there are no children"),
    (SIGCONT, Effect::Continues, "the process is continued"),
    (SIGSTOP, Effect::Uncaught, "no process can catch it"),
    (SIGTSTP, Effect::Stops, "as SIGINT; restricted mode ignores it"),
    (SIGTTIN, Effect::Uncaught, "the process is in the background and must not touch the terminal"),
    (SIGTTOU, Effect::Uncaught, "as SIGTTIN"),
    (SIGURG, Effect::Nothing, "icatlas uses no sockets of the network"),
    (SIGXCPU, Effect::Ends, "the limit on processor time is reached"),
    (SIGXFSZ, Effect::Nothing, "as SIGPIPE"),
    (SIGVTALRM, Effect::Ends, "as SIGALRM"),
    (SIGPROF, Effect::Ends, "as SIGALRM"),
    (SIGWINCH, Effect::Redraws, "the window size has changed"),
    (SIGIO, Effect::Ends, "as SIGUSR1"),
    (POWER, Effect::Ends, "the power fails"),
    (SIGSYS, Effect::Ends, "a system call was refused"),
    (REAL_TIME.0, Effect::Ends, "as SIGUSR1; the same holds for all real-time signals"),
];

/// The first and the last real-time signal for programs; the C library reserves the two before them.
pub const REAL_TIME: (i32, i32) = (34, 64);

/// Whether a signal is caught.
fn is_caught(signal: i32) -> bool {
    !matches!(effect_of(signal), Effect::Nothing | Effect::Uncaught)
}

/// The effects without the reasons. Those are addresses, which the loader would adjust at each start: the compiler unrolled the
/// search into 1,300 of them.
const EFFECTS: [(i32, Effect); TABLE.len()] = {
    let mut effects = [(0, Effect::Uncaught); TABLE.len()];
    let mut row = 0;
    while row < TABLE.len() {
        effects[row] = (TABLE[row].0, TABLE[row].1);
        row += 1;
    }
    effects
};

/// The effect of a signal; that of an unknown one is its default action.
pub fn effect_of(signal: i32) -> Effect {
    let signal = if (REAL_TIME.0..=REAL_TIME.1).contains(&signal) { REAL_TIME.0 } else { signal };
    EFFECTS.iter().find(|(number, _)| *number == signal).map_or(Effect::Uncaught, |(_, effect)| *effect)
}

/// The caught signals.
pub(super) struct Signals {
    caught: Caught,
    /// Signals that have come in and are not handled yet.
    pending: Vec<i32>,
}

impl Signals {
    /// Starts catching signals. Threads that start later leave them to this one.
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self { caught: Caught::listen()?, pending: Vec::new() })
    }

    /// The descriptor for `poll`; readable after a signal.
    pub(super) fn wake(&self) -> BorrowedFd<'_> {
        self.caught.wake()
    }

    /// The signals since the last call, those that end the process first.
    pub(super) fn take(&mut self) -> Vec<i32> {
        self.collect();
        let mut signals = std::mem::take(&mut self.pending);
        if signals.contains(&SIGCONT) {
            // It was continued before it could stop. If it stopped now, nobody would continue it.
            signals.retain(|signal| effect_of(*signal) != Effect::Stops);
        }
        signals.sort_by_key(|signal| match effect_of(*signal) {
            Effect::Ends => 0,
            Effect::Stops => 1,
            Effect::Continues => 2,
            Effect::Redraws | Effect::Nothing | Effect::Uncaught => 3,
        });
        signals
    }

    /// A signal that ends the process, if one has come in. [`Signals::take`] still returns it.
    pub(super) fn ending(&mut self) -> Option<i32> {
        self.collect();
        self.pending.iter().copied().find(|signal| effect_of(*signal) == Effect::Ends)
    }

    fn collect(&mut self) {
        self.pending.extend(self.caught.come_in());
    }
}

/// Gives the caught signals their default actions back, also those that have come in and are not taken yet. To be called once
/// the terminal is restored.
pub(crate) fn let_go() {
    catching::let_go();
}

/// Ends the process by the default action of a signal, so that the sender sees the effect. If that fails, the exit code is
/// the one that shells use, 128 and the number of the signal.
pub(crate) fn end_by(signal: i32) -> ! {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Makes a write over the limit on file sizes (`ulimit -f`) fail instead of ending the program.
pub fn let_long_writes_fail() {
    static MET: AtomicBool = AtomicBool::new(false);
    // If this fails, such a write ends the program.
    let _ = signal_hook::flag::register(SIGXFSZ, &MET);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_is_in_the_table_once() {
        for signal in 1..=31 {
            assert_eq!(TABLE.iter().filter(|(number, ..)| *number == signal).count(), 1, "{signal}");
        }
        assert!((34..=64).all(|signal| effect_of(signal) == Effect::Ends));
    }
}
