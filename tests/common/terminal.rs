//! The terminal emulator on the other side of a pseudo-terminal, whose changes can be waited for.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// What begins a synchronized update.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";

/// What ends one.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Where is the cursor?
const QUESTION: &[u8] = b"\x1b[6n";

/// What lies between the program and the eyes.
#[derive(Clone, Copy, Default)]
pub struct Link {
    /// Whether the terminal tells where its cursor is when it is asked.
    pub answers: bool,
    /// How many bytes a second come through, if there is a limit.
    pub rate: Option<u32>,
    /// Which answers get lost on their way, counted from 0: from this one on to before that one.
    pub lost: (usize, usize),
}

/// What somebody types with, until the terminal hangs up.
pub type Keyboard = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// A terminal whose changes can be waited for.
pub struct Terminal {
    pub screen: Mutex<Screen>,
    changed: Condvar,
}

/// Whether the terminal takes what the program sends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Taken,
    /// As after Ctrl-S.
    Paused,
    /// As when the link drops: the next that comes is the last.
    HungUp,
    /// Nothing more comes, all that held the other end of the terminal having let go of it.
    Ended,
}

/// What the terminal emulator knows, and what it was sent.
pub struct Screen {
    pub emulator: vt100::Parser,
    pub received: Vec<u8>,
    /// Whether a frame has begun and not ended. As in a real terminal, nobody sees half of one.
    pub in_frame: bool,
    pub output: Output,
}

impl Screen {
    /// Takes what the program has sent, and counts how often the place of the cursor is asked for in it.
    fn take(&mut self, bytes: &[u8]) -> usize {
        let before = self.received.len();
        self.emulator.process(bytes);
        self.received.extend_from_slice(bytes);
        // A sequence may have begun in what came before.
        let since = |sequence: &[u8]| &self.received[before.saturating_sub(sequence.len() - 1)..];
        let last = |sequence| since(sequence).windows(FRAME_BEGINS.len()).rposition(|window| window == sequence);
        match (last(FRAME_BEGINS), last(FRAME_ENDS)) {
            (None, None) => {}
            (begun, ended) => self.in_frame = begun > ended,
        }
        since(QUESTION).windows(QUESTION.len()).filter(|window| *window == QUESTION).count()
    }
}

impl Terminal {
    /// An empty screen of this size.
    pub fn new(rows: NonZero<u16>, columns: NonZero<u16>) -> Self {
        let emulator = vt100::Parser::new(rows, columns, 0);
        let screen = Screen { emulator, received: Vec::new(), in_frame: false, output: Output::Taken };
        Self { screen: Mutex::new(screen), changed: Condvar::new() }
    }

    /// Waits until the terminal is as described, and says whether it has come to that.
    pub fn wait(&self, patience: Duration, is_so: impl Fn(&Screen) -> bool) -> bool {
        let screen = self.screen.lock().unwrap();
        let (_screen, waited) = self.changed.wait_timeout_while(screen, patience, |screen| !is_so(screen)).unwrap();
        !waited.timed_out()
    }

    /// Changes the terminal, which those who wait for it hear of.
    pub fn change(&self, change: impl FnOnce(&mut Screen)) {
        change(&mut self.screen.lock().unwrap());
        self.changed.notify_all();
    }

    /// Shows what the program sends, at the speed of the link, and answers for the terminal.
    pub fn show(&self, mut output: Box<dyn Read + Send>, keyboard: &Keyboard, link: Link) {
        const TICK: Duration = Duration::from_millis(20);
        let most = link.rate.map_or(8192, |rate| usize::try_from(rate / 50).unwrap());
        let (mut bytes, mut answered) = (vec![0; most], 0);
        loop {
            drop(
                self.changed.wait_while(self.screen.lock().unwrap(), |screen| screen.output == Output::Paused).unwrap(),
            );
            let Ok(count @ 1..) = output.read(&mut bytes) else { return };
            let (mut asked, mut state) = (0, Output::Taken);
            self.change(|screen| (asked, state) = (screen.take(&bytes[..count]), screen.output));
            if state == Output::HungUp {
                return;
            }
            if let Some(keyboard) = keyboard.lock().unwrap().as_mut().filter(|_| link.answers) {
                let lost = |answer: &usize| (link.lost.0..link.lost.1).contains(answer);
                let through = (answered..answered + asked).filter(|answer| !lost(answer)).count();
                answered += asked;
                let _ = keyboard.write_all("\x1b[1;1R".repeat(through).as_bytes());
            }
            // So fast is the link.
            if link.rate.is_some() {
                thread::sleep(TICK * u32::try_from(count).unwrap() / u32::try_from(most).unwrap());
            }
        }
    }
}
