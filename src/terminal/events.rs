//! What happens outside: keys, signals, the terminal going away, answers from the search. One wait for all of it, so that
//! no thread is needed beside the main one, and a terminal that has vanished is seen by whoever reads from it.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::decode::{Decoder, Input};
use super::device::{Device, timespec};
use crate::app::search::Answer;

/// At most so much is read before what it means is shown: a flood of input does not freeze the screen. Bytes.
const MOUTHFUL: usize = 256 << 10;

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// The terminal sent something.
    Input(Input),
    /// A search that was done beside the main loop.
    Found(Answer),
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
pub(super) struct Events {
    keyboard: Device,
    decoder: Decoder,
    signals: Signals,
    answers: Receiver<Answer>,
    bell: UnixStream,
}

/// Where another thread puts what a search has found.
#[derive(Clone)]
pub(super) struct Letterbox {
    answers: Sender<Answer>,
    bell: Arc<UnixStream>,
}

impl Letterbox {
    /// Hands an answer over to the main loop. Says whether anybody is there to take it.
    pub(super) fn post(&self, answer: Answer) -> bool {
        let sent = self.answers.send(answer).is_ok();
        // A bell that has rung so often that it takes no more will be heard anyway.
        let _ = io::Write::write(&mut &*self.bell, b"!");
        sent
    }
}

impl Events {
    /// Begins to listen: signals no longer do what they do by default.
    pub(super) fn listen() -> io::Result<(Self, Letterbox)> {
        let (sender, answers) = mpsc::channel();
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let keyboard = Device::keyboard()?;
        let events = Self { keyboard, decoder: Decoder::default(), signals: Signals::listen()?, answers, bell };
        Ok((events, Letterbox { answers: sender, bell: Arc::new(ringer) }))
    }

    /// Waits until something happens, `screen` takes output that waits for it, or it is `until`. Everything that has
    /// happened is told at once, in the order in which it has to be obeyed.
    pub(super) fn wait(&mut self, screen: &Device, output_waits: bool, until: Option<Instant>) -> Vec<Event> {
        let until = until.into_iter().chain(self.decoder.deadline()).min();
        let timeout = until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        let output = if output_waits { PollFlags::OUT } else { PollFlags::empty() };
        let mut waiting = [
            PollFd::new(&self.signals.bell, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
            PollFd::new(&self.keyboard, PollFlags::IN),
            // A hang-up is told without being asked for.
            PollFd::new(screen, output),
        ];
        if poll(&mut waiting, timeout.as_ref()).is_err() {
            // A signal has come in: its bell rings, and the next wait will hear it.
            return Vec::new();
        }
        let [signals, bell, keyboard, screen] = waiting.map(|fd| fd.revents());
        let mut events = Vec::new();
        if !signals.is_empty() {
            events.extend(self.signals.take());
        }
        if !bell.is_empty() {
            drain(&self.bell);
            events.extend(self.answers.try_iter().map(Event::Found));
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if (keyboard | screen).intersects(gone) || self.read(&mut events).is_err() {
            events.push(Event::Gone);
        }
        events
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
    pub(super) fn await_answers(&mut self, mut owed: usize, until: Instant) {
        while owed > 0 && Instant::now() < until {
            let timeout = timespec(until.saturating_duration_since(Instant::now()));
            let mut waiting = [PollFd::new(&self.keyboard, PollFlags::IN)];
            let mut events = Vec::new();
            if poll(&mut waiting, Some(&timeout)).is_ok_and(|ready| ready == 0) || self.read(&mut events).is_err() {
                return;
            }
            owed -= events.iter().filter(|event| matches!(event, Event::Input(Input::Answer))).count().min(owed);
        }
    }
}

/// The signals that concern a dashboard.
struct Signals {
    /// Which have come in since they were last taken.
    raised: Vec<(i32, Arc<AtomicBool>)>,
    bell: UnixStream,
}

impl Signals {
    fn listen() -> io::Result<Self> {
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        // In the order in which they are obeyed.
        let signals = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH].into_iter().map(|signal| {
            let raised = Arc::default();
            // Raised first, then rung: whoever hears the bell finds the signal.
            signal_hook::flag::register(signal, Arc::clone(&raised))?;
            signal_hook::low_level::pipe::register(signal, ringer.try_clone()?)?;
            Ok((signal, raised))
        });
        Ok(Self { raised: signals.collect::<io::Result<_>>()?, bell })
    }

    fn take(&self) -> Vec<Event> {
        drain(&self.bell);
        let raised = self.raised.iter().filter(|(_, raised)| raised.swap(false, Ordering::SeqCst));
        let mut raised: Vec<i32> = raised.map(|(signal, _)| *signal).collect();
        if raised.contains(&SIGCONT) {
            // Continued before it could stop: to stop now would be for ever.
            raised.retain(|signal| *signal != SIGTSTP);
        }
        let event = |signal| match signal {
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Continued,
            SIGWINCH => Event::Resized,
            signal => Event::Signal(signal),
        };
        raised.into_iter().map(event).collect()
    }
}

fn drain(mut bell: &UnixStream) {
    let mut bytes = [0; 64];
    while io::Read::read(&mut bell, &mut bytes).is_ok_and(|count| count > 0) {}
}
