//! What happens outside: keys, signals, the terminal going away, answers from the search. One wait for all of it, so that
//! no thread is needed beside the main one, and a terminal that has vanished is seen by whoever reads from it.

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
use super::tty::{Tty, timespec};
use crate::app::screens::search::Results;

/// At most so much is read before what it means is shown: a flood of input neither freezes the screen nor takes memory by
/// the megabyte. Bytes.
const MOUTHFUL: usize = 32 << 10;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// The terminal sent something.
    Input(Input),
    /// A search that was done beside the main loop.
    Found(Box<Results>),
    /// The window has another size.
    Resized,
    /// The process shall stop, as for Ctrl-Z.
    Suspend,
    /// The process goes on after a stop.
    Continued,
    /// The process shall end.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Waits for events.
pub(crate) struct Events {
    keyboard: Tty,
    decoder: Decoder,
    signals: Signals,
    results: Receiver<Results>,
    bell: UnixStream,
}

/// Where another thread puts what a search has found.
#[derive(Clone)]
pub(crate) struct Mailbox {
    results: Sender<Results>,
    bell: Arc<UnixStream>,
}

impl Mailbox {
    /// Hands an answer over to the main loop. Says whether anybody is there to take it.
    pub(crate) fn post(&self, results: Results) -> bool {
        let sent = self.results.send(results).is_ok();
        // A bell that has rung so often that it takes no more will be heard anyway.
        let _ = io::Write::write(&mut &*self.bell, b"!");
        sent
    }
}

impl Events {
    /// Begins to listen: signals no longer do what they do by default. The terminal sends UTF-8 or not.
    pub(crate) fn listen(utf8: bool) -> io::Result<(Self, Mailbox)> {
        let (sender, results) = mpsc::channel();
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let keyboard = Tty::keyboard()?;
        raw::choose(&keyboard)?;
        let decoder = Decoder::new(utf8, Instant::now());
        let events = Self { keyboard, decoder, signals: Signals::listen()?, results, bell };
        Ok((events, Mailbox { results: sender, bell: Arc::new(ringer) }))
    }

    /// What knows how long to wait for the rest of a key.
    pub(crate) const fn decoder(&mut self) -> &mut Decoder {
        &mut self.decoder
    }

    /// Waits until something happens, `screen` takes output that waits for it, or it is `until`. Everything that has
    /// happened is told at once, in the order in which it has to be obeyed.
    ///
    /// # Errors
    /// If there is no waiting: to try again would be to spin. Signals are heard all the same.
    pub(crate) fn wait(&mut self, screen: &Screen, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let mut events = self.signalled();
        let until = until.into_iter().chain(self.decoder.deadline()).min();
        let until = if events.is_empty() { until } else { Some(Instant::now()) };
        let timeout = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        let output = if screen.output_waits() { PollFlags::OUT } else { PollFlags::empty() };
        let mut waiting = [
            PollFd::from_borrowed_fd(self.signals.bell(), PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
            PollFd::new(&self.keyboard, PollFlags::IN),
            // A hang-up is told without being asked for.
            PollFd::new(screen.tty(), output),
        ];
        let waited = poll(&mut waiting, timeout.as_ref());
        let [_, bell, keyboard, screen] = waiting.map(|fd| fd.revents());
        events.extend(self.signalled());
        match waited {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(events),
            Err(_) if !events.is_empty() => return Ok(events),
            Err(error) => return Err(error.into()),
        }
        if !bell.is_empty() {
            drain(&self.bell);
            events.extend(self.results.try_iter().map(|results| Event::Found(Box::new(results))));
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if (keyboard | screen).intersects(gone) || self.read(&mut events).is_err() {
            events.push(Event::Gone);
        }
        Ok(events)
    }

    /// What signals ask for that have come in.
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

    /// A signal that ends the process, if one has come in meanwhile.
    pub(crate) fn ending(&mut self) -> Option<i32> {
        self.signals.ending()
    }

    /// Waits so long, or until a signal comes in that ends the process; says whether none has.
    pub(crate) fn pause(&mut self, duration: Duration) -> bool {
        let mut waiting = [PollFd::from_borrowed_fd(self.signals.bell(), PollFlags::IN)];
        if poll(&mut waiting, Some(&timespec(duration))).is_err_and(|error| error != Errno::INTR) {
            std::thread::sleep(duration);
        }
        self.ending().is_none()
    }

    /// Reads all that has come in from the keyboard.
    fn read(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        let (mut inputs, mut buffer, mut taken) = (Vec::new(), [0; 4096], 0);
        let read = loop {
            match self.keyboard.read(&mut buffer) {
                Ok(0) => break Ok(()),
                Ok(count) => self.decoder.feed(&buffer[..count], Instant::now(), &mut inputs),
                Err(error) => break Err(error),
            }
            taken += buffer.len();
            if taken >= MOUTHFUL {
                break Ok(());
            }
        };
        self.decoder.expire(Instant::now(), &mut inputs);
        events.extend(inputs.into_iter().map(Event::Input));
        read
    }

    /// Waits for answers that the terminal still owes, so that whoever reads from it next does not get them. What else is
    /// typed meanwhile is lost.
    pub(crate) fn await_replies(&mut self, mut owed: usize, until: Instant) {
        while owed > 0 && Instant::now() < until {
            let timeout = timespec(until.saturating_duration_since(Instant::now()));
            let mut waiting = [PollFd::new(&self.keyboard, PollFlags::IN)];
            let mut events = Vec::new();
            match poll(&mut waiting, Some(&timeout)) {
                Ok(1..) | Err(Errno::INTR) if self.read(&mut events).is_ok() => {}
                _ => return,
            }
            owed -= events.iter().filter(|event| matches!(event, Event::Input(Input::Reply))).count().min(owed);
        }
    }
}

fn drain(mut bell: &UnixStream) {
    let mut bytes = [0; 64];
    while io::Read::read(&mut bell, &mut bytes).is_ok_and(|count| count > 0) {}
}
