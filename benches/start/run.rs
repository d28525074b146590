//! A run of a program in a pseudo-terminal, with the time of each byte that it sends.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::launch::{self, Streams};
use crate::pty::send_signal;

/// Size of the window.
const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };

/// Longest wait; valgrind takes seconds to start a large program.
const PATIENCE: Duration = Duration::from_mins(1);

/// Silence after which a program has nothing more to draw.
const SILENCE: Duration = Duration::from_millis(500);

/// Silence after which what came in is compared with the first frame. It is no part of a time.
const LULL: Duration = Duration::from_millis(50);

const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// The request for the cursor position, and the reply to it.
const QUESTION: &[u8] = b"\x1b[6n";
const REPLY: &[u8] = b"\x1b[1;1R";

/// The lines of a screen, with the looks of their letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    text: String,
    looks: Vec<String>,
}

impl Picture {
    fn of(screen: &vt100::Screen) -> Self {
        Self { text: screen.contents(), looks: screen.rows_formatted(0, SIZE.cols).collect() }
    }

    /// The text alone.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }
}

/// Bytes that have come in, and the time since the start of the program.
type Arrival = (Duration, Vec<u8>);

/// A running program.
pub struct Run {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    arrivals: Receiver<Arrival>,
    emulator: vt100::Parser,
    received: Vec<u8>,
    /// The number of bytes that the emulator has shown.
    shown: usize,
    /// The numbers of bytes after each arrival that it has not shown, with the times since the start.
    waiting: VecDeque<(Duration, usize)>,
    _master: Box<dyn MasterPty + Send>,
    _state: TempDir,
}

impl Run {
    /// Starts a program with a new state folder.
    pub fn start(program: &Path, arguments: &[String], streams: Streams<'_>) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(launch::arguments(program, arguments, streams));
        let state = TempDir::new().unwrap();
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        for home in ["HOME", "XDG_STATE_HOME"] {
            command.env(home, state.path());
        }
        command.cwd(state.path());
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let output = pair.master.try_clone_reader().unwrap();
        let (sender, arrivals) = channel();
        thread::spawn(move || pass_on(output, &sender));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        Self {
            child,
            keyboard: pair.master.take_writer().unwrap(),
            arrivals,
            emulator: vt100::Parser::new(cells(SIZE.rows), cells(SIZE.cols), 0),
            received: Vec::new(),
            shown: 0,
            waiting: VecDeque::new(),
            _master: pair.master,
            _state: state,
        }
    }

    /// Takes the next bytes of the program, and replies to the requests in them as a terminal does. Returns the time from the
    /// start of the program to them, or `None` if there are none for so long or the program has ended.
    fn take(&mut self, patience: Duration) -> Option<Duration> {
        let (time, bytes) = self.arrivals.recv_timeout(patience).ok()?;
        // A request may have begun in the bytes before.
        let since = self.received.len().saturating_sub(QUESTION.len() - 1);
        self.received.extend(bytes);
        self.waiting.push_back((time, self.received.len()));
        let questions = self.received[since..].windows(QUESTION.len()).filter(|window| *window == QUESTION).count();
        self.type_in(&REPLY.repeat(questions));
        Some(time)
    }

    /// Shows the bytes that came in first of those not shown yet, and returns the time to them.
    fn show(&mut self) -> Option<Duration> {
        let (time, end) = self.waiting.pop_front()?;
        self.emulator.process(&self.received[self.shown..end]);
        self.shown = end;
        Some(time)
    }

    /// Types keys.
    pub fn type_in(&mut self, keys: &[u8]) {
        // A program that has just ended reads nothing more.
        let _ = self.keyboard.write_all(keys).and_then(|()| self.keyboard.flush());
    }

    /// Whether the program has begun a synchronized update that it has not ended. A terminal shows nothing of it yet.
    fn in_frame(&self) -> bool {
        let shown = &self.received[..self.shown];
        let last = |sequence: &[u8]| shown.windows(sequence.len()).rposition(|window| window == sequence);
        last(FRAME_BEGINS) > last(FRAME_ENDS)
    }

    /// What the screen shows once the program has nothing more to draw.
    pub fn settled(&mut self) -> Picture {
        let mut patience = PATIENCE;
        while self.take(patience).is_some() {
            patience = SILENCE;
        }
        while self.show().is_some() {}
        Picture::of(self.emulator.screen())
    }

    /// Waits until the screen shows this picture. Returns the time to the first byte, and that to the last byte of the picture.
    ///
    /// # Errors
    /// What the screen shows, if the program shows something else or ends.
    pub fn until(&mut self, picture: &Picture) -> Result<(Duration, Duration), String> {
        let mut first = None;
        while self.take(PATIENCE).is_some() {
            // What came in is shown afterwards, so that the program has the machine for itself.
            while self.take(LULL).is_some() {}
            while let Some(time) = self.show() {
                let first = *first.get_or_insert(time);
                if !self.in_frame() && Picture::of(self.emulator.screen()) == *picture {
                    return Ok((first, time));
                }
            }
        }
        Err(self.emulator.screen().contents())
    }

    /// Waits for the end of the program. Returns the time to its last byte.
    pub fn finish(mut self) -> Duration {
        let mut last = Duration::ZERO;
        while let Some(time) = self.take(PATIENCE) {
            last = time;
        }
        self.child.wait().unwrap();
        last
    }

    /// The process id.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            send_signal(self.process(), "KILL");
            let _ = self.child.wait();
        }
    }
}

const fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// Reads the line of the launcher, then the output of the program with the times. It does nothing else, so that no time is
/// that of this bench.
fn pass_on(mut output: Box<dyn Read + Send>, arrivals: &Sender<Arrival>) {
    let (mut line, mut byte) = (String::new(), [0]);
    while !line.ends_with('\n') {
        output.read_exact(&mut byte).unwrap();
        line.push(byte[0].into());
    }
    let started = launch::time(&line);
    let mut bytes = vec![0; 1 << 16];
    while let Ok(count @ 1..) = output.read(&mut bytes) {
        let time = SystemTime::now().duration_since(started).unwrap_or_default();
        if arrivals.send((time, bytes[..count].to_vec())).is_err() {
            return;
        }
    }
}
