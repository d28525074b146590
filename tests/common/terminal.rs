//! The terminal emulator on the other side of a pseudo-terminal, whose changes can be waited for.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// The beginning of a synchronized update.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";

/// The end of a synchronized update.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// The request for the cursor position.
const QUESTION: &[u8] = b"\x1b[6n";

/// The connection between the program and the terminal.
#[derive(Clone, Copy, Default)]
pub struct Connection {
    /// Whether the terminal replies to requests for the cursor position.
    pub replies: bool,
    /// Bytes a second that come through, if there is a limit.
    pub rate: Option<u32>,
    /// The range of the replies that get lost, counted from 0: the first lost one, and the first after it that arrives.
    pub lost: (usize, usize),
}

/// The keyboard, until the terminal hangs up.
pub type Keyboard = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// A terminal whose changes can be waited for.
pub struct Terminal {
    pub screen: Mutex<Screen>,
    changed: Condvar,
}

/// Whether the terminal accepts the output of the program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Taken,
    /// As after Ctrl-S.
    Paused,
    /// As after a dropped connection: the next output is the last.
    HungUp,
    /// No more output comes: every process has closed the other end of the terminal.
    Ended,
}

/// The terminal emulator, and the bytes sent to it.
pub struct Screen {
    pub emulator: vt100::Parser,
    pub received: Vec<u8>,
    /// Whether a frame has begun and not ended. As in a real terminal, half a frame is never visible.
    pub in_frame: bool,
    pub output: Output,
}

impl Screen {
    /// Takes bytes that the program has sent, and counts the requests for the cursor position in them.
    fn take(&mut self, bytes: &[u8]) -> usize {
        let before = self.received.len();
        self.emulator.process(bytes);
        self.received.extend_from_slice(bytes);
        // A sequence may have begun in the bytes before.
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

    /// Waits until the terminal is as described, and returns whether it is.
    pub fn wait(&self, patience: Duration, is_so: impl Fn(&Screen) -> bool) -> bool {
        let screen = self.screen.lock().unwrap();
        let (_screen, waited) = self.changed.wait_timeout_while(screen, patience, |screen| !is_so(screen)).unwrap();
        !waited.timed_out()
    }

    /// Changes the terminal and wakes the threads that wait for it.
    pub fn change(&self, change: impl FnOnce(&mut Screen)) {
        change(&mut self.screen.lock().unwrap());
        self.changed.notify_all();
    }

    /// Shows the output of the program at the rate of the connection, and sends the replies of the terminal.
    pub fn show(&self, mut output: Box<dyn Read + Send>, keyboard: &Keyboard, connection: Connection) {
        const TICK: Duration = Duration::from_millis(20);
        let most = connection.rate.map_or(8192, |rate| usize::try_from(rate / 50).unwrap());
        let (mut bytes, mut replied) = (vec![0; most], 0);
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
            if let Some(keyboard) = keyboard.lock().unwrap().as_mut().filter(|_| connection.replies) {
                let lost = |reply: &usize| (connection.lost.0..connection.lost.1).contains(reply);
                let through = (replied..replied + asked).filter(|reply| !lost(reply)).count();
                replied += asked;
                let _ = keyboard.write_all("\x1b[1;1R".repeat(through).as_bytes());
            }
            // This is the rate of the connection.
            if connection.rate.is_some() {
                thread::sleep(TICK * u32::try_from(count).unwrap() / u32::try_from(most).unwrap());
            }
        }
    }
}
