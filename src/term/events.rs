//! Events: input, signals, a hang-up of the terminal, search results. A single `poll` waits for all of them, so that one
//! thread is enough.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::input::{Decoder, Input};
use super::raw;
use super::screen::Screen;
use super::signals::{Effect, Signals, effect_of};
use super::tty::{Terminal, Tty, timespec};
use crate::app::screens::search::Results;

/// Most input read before the next frame, in bytes: a flood of input neither freezes the screen nor fills the memory.
const MOST_INPUT: usize = 32 << 10;

/// Input read by one system call, in bytes, if there is much of it.
const READ_AT_ONCE: usize = 4096;

/// Most unread bytes that count as keys that a person has typed ahead.
const MOST_TYPED: u64 = 256;

/// The escape character.
const ESCAPE: u8 = b'\x1b';

/// Most lines of keys typed ahead that are handled before the next frame.
const MOST_LINES: usize = 32;

/// An event for the loop.
#[derive(Debug)]
pub(crate) enum Event {
    /// The terminal sent a key, a paste or a reply.
    Input(Input),
    /// The search worker found results.
    Found(Box<Results>),
    /// The window size has changed.
    Resized,
    /// The process is to stop, as after Ctrl-Z.
    Suspend,
    /// The process was continued after a stop.
    Continued,
    /// A signal is to end the process.
    Signal(i32),
    /// The terminal has hung up.
    Gone,
}

/// The sources of events.
pub(crate) struct Events {
    keyboard: Tty,
    decoder: Decoder,
    signals: Signals,
    results: Receiver<Results>,
    wake: UnixStream,
    /// Lines of keys typed ahead since the last frame.
    lines: usize,
}

/// Passes search results from the search worker to the loop.
#[derive(Clone)]
pub(crate) struct Mailbox {
    results: Sender<Results>,
    wake: Arc<UnixStream>,
}

impl Mailbox {
    /// Sends results to the loop and wakes it. Returns whether the loop still runs.
    pub(crate) fn post(&self, results: Results) -> bool {
        let sent = self.results.send(results).is_ok();
        // If the socket is full, earlier bytes wake the loop.
        let _ = io::Write::write(&mut &*self.wake, b"!");
        sent
    }
}

impl Events {
    /// Starts listening to the terminal and catching signals. `utf8` says whether the terminal sends UTF-8.
    pub(crate) fn listen(terminal: Terminal, utf8: bool) -> io::Result<(Self, Mailbox)> {
        let (sender, results) = mpsc::channel();
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let keyboard = terminal.keyboard()?;
        raw::choose(&keyboard)?;
        let decoder = Decoder::new(utf8, Instant::now());
        let events = Self { keyboard, decoder, signals: Signals::listen()?, results, wake, lines: 0 };
        Ok((events, Mailbox { results: sender, wake: Arc::new(waker) }))
    }

    /// The decoder of the input.
    pub(crate) const fn decoder(&mut self) -> &mut Decoder {
        &mut self.decoder
    }

    /// Waits until an event happens, the terminal accepts waiting output, or `until`. Returns all events in the order in
    /// which to handle them.
    ///
    /// # Errors
    /// If `poll` fails: trying again would spin. Signals that have come in are returned all the same.
    pub(crate) fn wait(&mut self, screen: &Screen, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let mut events = self.signalled();
        let until = until.into_iter().chain(self.decoder.deadline()).min();
        let until = if events.is_empty() { until } else { Some(Instant::now()) };
        let timeout = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        let output = if screen.output_waits() { PollFlags::OUT } else { PollFlags::empty() };
        let mut waiting = [
            PollFd::from_borrowed_fd(self.signals.wake(), PollFlags::IN),
            PollFd::new(&self.wake, PollFlags::IN),
            PollFd::new(&self.keyboard, PollFlags::IN),
            // `poll` always reports a hang-up.
            PollFd::new(screen.tty(), output),
        ];
        let waited = poll(&mut waiting, timeout.as_ref());
        let [_, wake, keyboard, screen] = waiting.map(|fd| fd.revents());
        events.extend(self.signalled());
        match waited {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(events),
            Err(_) if !events.is_empty() => return Ok(events),
            Err(error) => return Err(error.into()),
        }
        if !wake.is_empty() {
            drain(&self.wake);
            events.extend(self.results.try_iter().map(|results| Event::Found(Box::new(results))));
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if (keyboard | screen).intersects(gone) || self.read(&mut events).is_err() {
            events.push(Event::Gone);
        }
        Ok(events)
    }

    /// Whether keys behind the last line are still unread, so that a frame drawn now would be out of date.
    pub(crate) fn more_lines(&mut self) -> bool {
        let more = (1..MOST_LINES).contains(&self.lines) && raw::unread() > 0;
        self.lines = if more { self.lines } else { 0 };
        more
    }

    /// The events of the signals that have come in.
    fn signalled(&mut self) -> Vec<Event> {
        let event = |signal| match effect_of(signal) {
            Effect::Ends => Some(Event::Signal(signal)),
            Effect::Stops => Some(Event::Suspend),
            Effect::Continues => Some(Event::Continued),
            Effect::Redraws => Some(Event::Resized),
            Effect::Nothing | Effect::Uncaught => None,
        };
        self.signals.take().into_iter().filter_map(event).collect()
    }

    /// A signal that ends the process, if one has come in.
    pub(crate) fn ending(&mut self) -> Option<i32> {
        self.signals.ending()
    }

    /// Waits for `duration` or until a signal that ends the process. Returns whether none has come in.
    pub(crate) fn pause(&mut self, duration: Duration) -> bool {
        let mut waiting = [PollFd::from_borrowed_fd(self.signals.wake(), PollFlags::IN)];
        if poll(&mut waiting, Some(&timespec(duration))).is_err_and(|error| error != Errno::INTR) {
            std::thread::sleep(duration);
        }
        self.ending().is_none()
    }

    /// Reads a line of the keys that have come in, up to the first control character other than an escape: that may be the key
    /// that ends the session, and what comes after it is for the next program.
    fn read_line(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        let (mut inputs, mut line) = (Vec::new(), Vec::new());
        let read = loop {
            let mut key = [0];
            match self.keyboard.read(&mut key) {
                Ok(0) => break Ok(()),
                Ok(_) => {
                    raw::give_back_enter(&mut key);
                    line.extend(key);
                }
                Err(error) => break Err(error),
            }
            if key[0].is_ascii_control() && key[0] != ESCAPE {
                self.lines += 1;
                break Ok(());
            }
            if line.len() >= READ_AT_ONCE {
                break Ok(());
            }
        };
        if let Some(last) = line.last_mut().filter(|last| **last == b'\n' && raw::reenter()) {
            *last = b'\r';
        }
        self.decoder.feed(&line, Instant::now(), &mut inputs);
        self.decoder.expire(Instant::now(), &mut inputs);
        events.extend(inputs.into_iter().map(Event::Input));
        read
    }

    /// Reads the input that has come in: a line of keys typed ahead, but all of a paste or a flood.
    fn read(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        if raw::unread() <= MOST_TYPED { self.read_line(events) } else { self.read_all(events) }
    }

    fn read_all(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        // A flood is no line of keys: frames are drawn between its parts, however many lines came before it.
        self.lines = 0;
        let (mut inputs, mut buffer, mut total) = (Vec::new(), [0; READ_AT_ONCE], 0);
        let read = loop {
            match self.keyboard.read(&mut buffer) {
                Ok(0) => break Ok(()),
                Ok(count) => {
                    raw::give_back_enter(&mut buffer[..count]);
                    self.decoder.feed(&buffer[..count], Instant::now(), &mut inputs);
                }
                Err(error) => break Err(error),
            }
            total += buffer.len();
            if total >= MOST_INPUT {
                break Ok(());
            }
        };
        self.decoder.expire(Instant::now(), &mut inputs);
        events.extend(inputs.into_iter().map(Event::Input));
        read
    }

    /// Waits for the replies that the terminal still owes, so that the next program does not read them. Drops all other
    /// input. A signal that ends the process ends the wait.
    pub(crate) fn await_replies(&mut self, mut owed: usize, until: Instant) {
        while owed > 0
            && let Some(events) = self.input_until(until)
        {
            owed -= events.iter().filter(|event| matches!(event, Event::Input(Input::Reply))).count().min(owed);
        }
    }

    /// Waits for input until then. `None` once that is over, or a signal is to end the process.
    pub(super) fn input_until(&mut self, until: Instant) -> Option<Vec<Event>> {
        if Instant::now() >= until || self.ending().is_some() {
            return None;
        }
        let timeout = timespec(until.saturating_duration_since(Instant::now()));
        let mut waiting =
            [PollFd::new(&self.keyboard, PollFlags::IN), PollFd::from_borrowed_fd(self.signals.wake(), PollFlags::IN)];
        let mut events = Vec::new();
        match poll(&mut waiting, Some(&timeout)) {
            Ok(1..) | Err(Errno::INTR) => self.read(&mut events).ok().map(|()| events),
            Ok(0) | Err(_) => None,
        }
    }
}

/// Reads what has been written to wake the loop. Any size of the buffer will do: it is read until nothing is left.
fn drain(mut wake: &UnixStream) {
    let mut bytes = [0; 64];
    while io::Read::read(&mut wake, &mut bytes).is_ok_and(|count| count > 0) {}
}
