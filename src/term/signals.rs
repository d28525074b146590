//! Signals: what each of them does to a dashboard, and how they are heard.
//!
//! What would end the process ends it here too, but with the terminal given back first. So nearly all of them are caught; the
//! rest, and why, stands in the [`TABLE`] and in `docs/ssh.md`.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::atomic::AtomicBool;

use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCHLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGIO, SIGKILL, SIGPIPE, SIGPROF,
    SIGQUIT, SIGSEGV, SIGSTOP, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// What a signal does to a dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The terminal is given back, then the process ends by the signal.
    Ends,
    /// The terminal is given back, then the process stops.
    Stops,
    /// The terminal is taken over again after a stop.
    Continues,
    /// All is drawn anew, in the window's size.
    Redraws,
    /// Nothing: what it would tell is told by an error or not needed.
    Nothing,
    /// What the system has it do; the terminal stays as it is.
    Uncaught,
}

/// What a Linux signal that no other name stands for is called by its number here (signal(7), x86 and ARM).
const STACK_FAULT: i32 = 16;
const POWER: i32 = 30;

/// Every signal of Linux, with what it does and why.
pub const TABLE: [(i32, Effect, &str); 32] = [
    (SIGHUP, Effect::Ends, "the terminal is gone"),
    (SIGINT, Effect::Ends, "somebody asks for it"),
    (SIGQUIT, Effect::Ends, "somebody asks for it"),
    (SIGILL, Effect::Uncaught, "the program itself is broken: to go on would repeat it for ever"),
    (SIGTRAP, Effect::Ends, "nobody debugs it"),
    (
        SIGABRT,
        Effect::Ends,
        "somebody asks for it; after an abort of its own no code runs that could give anything back",
    ),
    (SIGBUS, Effect::Uncaught, "as SIGILL"),
    (SIGFPE, Effect::Uncaught, "as SIGILL"),
    (SIGKILL, Effect::Uncaught, "no process can catch it"),
    (SIGUSR1, Effect::Ends, "no meaning is agreed on, so the usual one holds"),
    (SIGSEGV, Effect::Uncaught, "as SIGILL"),
    (SIGUSR2, Effect::Ends, "as SIGUSR1"),
    (SIGPIPE, Effect::Nothing, "the write that met it fails, and is told of"),
    (SIGALRM, Effect::Ends, "no timer is set here: somebody else's has run out"),
    (SIGTERM, Effect::Ends, "somebody asks for it"),
    (STACK_FAULT, Effect::Ends, "no processor sends it: somebody asks for it"),
    (SIGCHLD, Effect::Nothing, "there are no children"),
    (SIGCONT, Effect::Continues, "the process goes on"),
    (SIGSTOP, Effect::Uncaught, "no process can catch it"),
    (SIGTSTP, Effect::Stops, "somebody asks for it; in restricted mode nothing"),
    (SIGTTIN, Effect::Uncaught, "in the background the terminal belongs to others: it must not be touched"),
    (SIGTTOU, Effect::Uncaught, "as SIGTTIN"),
    (SIGURG, Effect::Nothing, "there is no network"),
    (SIGXCPU, Effect::Ends, "the processor time that was granted is used up"),
    (SIGXFSZ, Effect::Nothing, "the write that met it fails, and is told of"),
    (SIGVTALRM, Effect::Ends, "as SIGALRM"),
    (SIGPROF, Effect::Ends, "as SIGALRM"),
    (SIGWINCH, Effect::Redraws, "the window has another size"),
    (SIGIO, Effect::Ends, "as SIGUSR1"),
    (POWER, Effect::Ends, "the power fails"),
    (SIGSYS, Effect::Ends, "a call was refused and somebody wants to hear of it"),
    (REAL_TIME.0, Effect::Ends, "as SIGUSR1, and so do all real-time signals"),
];

/// The first and the last real-time signal, as programs may use them (the C library keeps two for itself).
pub const REAL_TIME: (i32, i32) = (34, 64);

/// What a signal does.
pub fn effect_of(signal: i32) -> Effect {
    let signal = if (REAL_TIME.0..=REAL_TIME.1).contains(&signal) { REAL_TIME.0 } else { signal };
    TABLE.iter().find(|(number, ..)| *number == signal).map_or(Effect::Uncaught, |(_, effect, _)| *effect)
}

/// The signals that have come in.
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    /// Those that were heard and are still to be obeyed.
    heard: Vec<i32>,
}

impl Signals {
    /// Begins to listen: signals no longer do what they do by default.
    pub(super) fn listen() -> io::Result<Self> {
        let (bell, ringer) = UnixStream::pair()?;
        let caught = (1..=REAL_TIME.1).filter(|signal| {
            matches!(effect_of(*signal), Effect::Ends | Effect::Stops | Effect::Continues | Effect::Redraws)
        });
        let delivery = SignalDelivery::with_pipe(bell, ringer, SignalOnly, caught)?;
        Ok(Self { delivery, heard: Vec::new() })
    }

    /// What can be waited for.
    pub(super) fn bell(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }

    /// The signals since the last time, those that end the process first.
    pub(super) fn take(&mut self) -> Vec<i32> {
        self.listen_again();
        let mut signals = std::mem::take(&mut self.heard);
        if signals.contains(&SIGCONT) {
            // Continued before it could stop: to stop now would be for ever.
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

    /// A signal that ends the process, if one has come in. It stays to be taken.
    pub(super) fn ending(&mut self) -> Option<i32> {
        self.listen_again();
        self.heard.iter().copied().find(|signal| effect_of(*signal) == Effect::Ends)
    }

    fn listen_again(&mut self) {
        let new = self.delivery.pending();
        self.heard.extend(new);
    }
}

/// Does what a signal does by default, so that whoever sent it sees that it was obeyed. Where that cannot be done the exit
/// code tells of it as a shell's would.
pub(crate) fn obey(signal: i32) -> ! {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Lets a write over the limit on the size of files (`ulimit -f`) fail instead of ending the program.
pub fn let_long_writes_fail() {
    static MET: AtomicBool = AtomicBool::new(false);
    // Where even that is refused, the system's own way is all there is.
    let _ = signal_hook::flag::register(SIGXFSZ, &MET);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_one_place_in_the_table() {
        for signal in 1..=31 {
            assert_eq!(TABLE.iter().filter(|(number, ..)| *number == signal).count(), 1, "{signal}");
        }
        assert!((34..=64).all(|signal| effect_of(signal) == Effect::Ends));
    }
}
