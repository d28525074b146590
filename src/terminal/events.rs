//! What happens outside: keys, signals, the terminal going away.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::termios::isatty;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};

use super::screen;
use crate::app::search::Answer;

/// How long the main loop may take to obey a signal before the watcher does.
const PATIENCE: Duration = Duration::from_millis(500);

/// Something that happened.
pub(super) enum Event {
    /// A key, a paste, a change of the window.
    Input(crossterm::event::Event),
    /// A search that was done beside the main loop.
    Found(Answer),
    /// The process shall stop, as for Ctrl-Z.
    Suspend,
    /// The process goes on after a stop.
    Continued,
    /// The process shall end.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Starts the threads that wait for events. Others may send some too.
pub(super) fn start() -> io::Result<(Sender<Event>, Receiver<Event>)> {
    let (sender, receiver) = mpsc::channel();
    let watcher = Watcher::new(sender.clone())?;
    thread::Builder::new().name("watcher".to_owned()).spawn(move || watcher.run())?;
    let keyboard = sender.clone();
    thread::Builder::new().name("input".to_owned()).spawn(move || read_input(&keyboard))?;
    Ok((sender, receiver))
}

/// Hands on what the terminal sends. Once the terminal has vanished, `read` never returns and burns a core (crossterm
/// issue 793): the watcher sees that from outside and has the program end.
fn read_input(sender: &Sender<Event>) {
    while let Ok(input) = crossterm::event::read() {
        if sender.send(Event::Input(input)).is_err() {
            return;
        }
    }
    let _ = sender.send(Event::Gone);
}

/// Waits for signals and for the terminal to hang up.
struct Watcher {
    sender: Sender<Event>,
    terminal: OwnedFd,
    signals: Vec<(i32, UnixStream)>,
}

impl Watcher {
    fn new(sender: Sender<Event>) -> io::Result<Self> {
        let signals = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT].into_iter().map(|signal| {
            let (read, write) = UnixStream::pair()?;
            read.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, write)?;
            Ok((signal, read))
        });
        Ok(Self { sender, terminal: terminal()?, signals: signals.collect::<io::Result<_>>()? })
    }

    fn run(self) {
        loop {
            let mut waiting: Vec<PollFd<'_>> =
                self.signals.iter().map(|(_, stream)| PollFd::new(stream, PollFlags::IN)).collect();
            // No flags: a hang-up or an error is reported anyway, and input is none of our business.
            waiting.push(PollFd::new(&self.terminal, PollFlags::empty()));
            match poll(&mut waiting, None) {
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return,
                Ok(_) => {}
            }
            let happened: Vec<bool> = waiting.iter().map(|fd| !fd.revents().is_empty()).collect();
            for ((signal, stream), _) in self.signals.iter().zip(&happened).filter(|(_, happened)| **happened) {
                drain(stream);
                self.obey(*signal);
            }
            if happened.last() == Some(&true) {
                let _ = self.sender.send(Event::Gone);
                thread::sleep(PATIENCE);
                // The main loop hangs in something: nobody is left to tell.
                std::process::exit(0);
            }
        }
    }

    fn obey(&self, signal: i32) {
        match signal {
            SIGTSTP => drop(self.sender.send(Event::Suspend)),
            SIGCONT => drop(self.sender.send(Event::Continued)),
            signal => {
                let _ = self.sender.send(Event::Signal(signal));
                thread::sleep(PATIENCE);
                // The main loop hangs, most likely in a write that the other side does not take.
                screen::leave_silently();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        }
    }
}

/// The terminal that keys come from: standard input, or where that is something else the controlling terminal, as
/// crossterm has it.
fn terminal() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if isatty(stdin) {
        return stdin.as_fd().try_clone_to_owned();
    }
    Ok(std::fs::File::open("/dev/tty")?.into())
}

fn drain(mut stream: &UnixStream) {
    let mut bytes = [0; 64];
    while io::Read::read(&mut stream, &mut bytes).is_ok_and(|count| count > 0) {}
}
