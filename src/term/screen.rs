//! The terminal's screen: enters and leaves the alternate screen, draws each frame in one write, and no faster than flow
//! control allows.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::flow::{FlowControl, QUESTION};
use super::paint::Painter;
use super::tty::{Terminal, Tty};
use super::{raw, sequence};
use crate::ui::Frame;

/// Longest wait for a terminal that accepts no output while it is being restored.
const LONGEST_RESTORE: Duration = Duration::from_millis(500);

/// Shortest time between two whole frames: dragging the corner of a window sends hundreds of sizes.
const WHOLE_FRAMES: Duration = Duration::from_millis(100);

/// The terminal. It is global, because a panic in any thread restores it too.
static TTY: OnceLock<Tty> = OnceLock::new();

/// Whether the alternate screen is shown.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether the keyboard protocol is in use, so that it has to be given back.
static KEYBOARD_PROTOCOL: AtomicBool = AtomicBool::new(false);

/// The screen of the terminal.
pub(crate) struct Screen {
    tty: &'static Tty,
    painter: Painter,
    frame: Frame,
    size: (u16, u16),
    /// Whether the content of the screen is unknown, so that the next frame is a whole one.
    unknown: bool,
    /// When the last whole frame was drawn.
    whole: Option<Instant>,
    /// The bytes that the terminal has not accepted yet.
    waiting: Vec<u8>,
    flow: FlowControl,
    /// Whether the keyboard protocol is still to be asked for.
    unasked: bool,
}

impl Screen {
    /// Enters raw mode, the alternate screen and bracketed paste.
    pub(crate) fn enter(terminal: Terminal) -> io::Result<Self> {
        let opened = terminal.screen()?;
        let tty = TTY.get_or_init(|| opened);
        let mut screen = Self {
            tty,
            painter: if is_in_emacs() { Painter::new().for_emacs() } else { Painter::new() },
            frame: Frame::new(0, 0),
            size: (0, 0),
            unknown: true,
            whole: None,
            waiting: Vec::new(),
            flow: FlowControl::default(),
            unasked: true,
        };
        screen.reenter().inspect_err(|_| raw::leave())?;
        Ok(screen)
    }

    /// Enters them again after the process was stopped.
    pub(crate) fn reenter(&mut self) -> io::Result<()> {
        raw::enter()?;
        ENTERED.store(true, Ordering::SeqCst);
        self.flow = self.flow.after_a_stop();
        self.waiting.clear();
        self.unknown = true;
        self.unasked = true;
        // With a request before the first frame, the rate of the connection is known once that frame has arrived.
        self.put(sequence::enter(KEYBOARD_PROTOCOL.swap(false, Ordering::SeqCst)))
    }

    /// Uses the keyboard protocol, once the terminal has replied that it speaks it. Does nothing the second time, or after a stop
    /// until [`Screen::reenter`], which asks again.
    pub(crate) fn use_keyboard_protocol(&mut self) -> io::Result<()> {
        if ENTERED.load(Ordering::SeqCst) && !KEYBOARD_PROTOCOL.swap(true, Ordering::SeqCst) {
            self.waiting.append(&mut sequence::use_keyboard_protocol());
            self.send()?;
        }
        Ok(())
    }

    /// The terminal, for `poll`.
    pub(super) const fn tty(&self) -> &'static Tty {
        self.tty
    }

    /// The columns and lines to draw on the window as it is now; `None` if the terminal has hung up.
    pub(crate) fn window(&self) -> Option<(u16, u16)> {
        super::size_of(self.tty)
    }

    /// Sets the size of the window, in columns and lines.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.unknown = true;
        }
    }

    /// Makes the next frame a whole one.
    pub(crate) const fn forget(&mut self) {
        self.unknown = true;
    }

    /// Records a reply of the terminal.
    pub(crate) fn take_reply(&mut self) {
        self.flow.take_reply(Instant::now());
    }

    /// The shortest round trip so far, once one is known.
    pub(crate) const fn round_trip(&self) -> Option<Duration> {
        self.flow.round_trip()
    }

    /// The number of replies to wait for before another program reads from the terminal, and until when. `None` while the
    /// terminal does not accept output, since it has not got the requests.
    pub(crate) fn owed(&self) -> Option<(usize, Instant)> {
        self.flow.owed(Instant::now()).filter(|_| !self.output_waits())
    }

    /// Whether bytes wait for the terminal to accept them.
    pub(crate) const fn output_waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Until when the next frame waits: for the connection, or because the last whole frame is too recent. `None` if it need not
    /// wait.
    pub(crate) fn busy_until(&self) -> Option<Instant> {
        let now = Instant::now();
        let whole = self.whole.filter(|_| self.unknown).map(|whole| whole + WHOLE_FRAMES);
        whole.filter(|until| now < *until).into_iter().chain(self.flow.full_until(now)).max()
    }

    /// Sends as many waiting bytes as the terminal accepts.
    pub(crate) fn send(&mut self) -> io::Result<()> {
        let written = self.tty.write(&self.waiting)?;
        self.waiting.drain(..written);
        if self.waiting.is_empty() {
            // Free the memory of the first frame, which is by far the longest.
            self.waiting = Vec::new();
        }
        self.flow.expire(Instant::now());
        Ok(())
    }

    /// Draws a frame: sends the difference to the last one, if there is any, in one write and inside a synchronized update. Sends
    /// nothing after a stop until [`Screen::reenter`].
    ///
    /// # Errors
    /// If the write fails, or there is not enough memory for a frame of this size ([`io::ErrorKind::OutOfMemory`]).
    pub(crate) fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        let (width, height) = self.size;
        if self.unknown {
            let no_memory = |_| io::Error::from(io::ErrorKind::OutOfMemory);
            self.painter.forget(width, height).and_then(|()| self.frame.resize(width, height)).map_err(no_memory)?;
            self.unknown = false;
            self.whole = Some(Instant::now());
        } else {
            self.frame.clear();
        }
        view(&mut self.frame);
        panic_if_asked();
        let changes = self.painter.paint(self.frame.buffer(), self.frame.cursor());
        if changes.is_empty() {
            return Ok(());
        }
        self.put(sequence::synchronized(&changes))
    }

    /// Sends bytes with a request at their end. At first nothing is asked while keys typed ahead are unread: the replies would
    /// come behind all of them, and so could not be read without the keys that are meant for the next program.
    pub(crate) fn put(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        if self.unasked && raw::unread() == 0 {
            self.unasked = false;
            // The reply to this question comes before that to the request.
            bytes.extend_from_slice(sequence::KEYBOARD_PROTOCOL);
        }
        if !self.unasked && self.flow.asks() {
            bytes.extend_from_slice(QUESTION);
            self.flow.sent(bytes.len(), Instant::now());
        }
        self.waiting.append(&mut bytes);
        self.send()
    }
}

/// Whether the terminal is that of Emacs.
fn is_in_emacs() -> bool {
    std::env::var("TERM").is_ok_and(|name| name.starts_with("eterm"))
}

/// Shows the main screen again, as it was before. Does nothing the second time. Gives up on a terminal that accepts no
/// output.
pub(crate) fn show_main_screen() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Some(tty) = TTY.get() {
        let keyboard_protocol = KEYBOARD_PROTOCOL.swap(false, Ordering::SeqCst);
        let _ = tty.write_within(&sequence::leave(keyboard_protocol), LONGEST_RESTORE);
    }
}

/// The exit code of a Rust program that panics.
const PANICKED: i32 = 101;

/// Makes a panic in any thread restore the terminal before it is reported, and end the program.
pub(crate) fn restore_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        raw::leave();
        show_main_screen();
        report(panic);
        std::process::exit(PANICKED);
    }));
}

/// Panics in the middle of a frame if a test asks for it: in that with the number in the variable, counted from 1. Not in release
/// builds.
fn panic_if_asked() {
    #[cfg(debug_assertions)]
    {
        static FRAMES: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(1);
        let frame = FRAMES.fetch_add(1, Ordering::SeqCst).to_string();
        let asked = std::env::var("ICATLAS_PANIC_WHILE_DRAWING");
        assert!(asked.ok().as_ref() != Some(&frame), "asked to panic while drawing");
    }
}
