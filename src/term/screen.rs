//! The terminal's screen: entered late, left always, one write a frame, and never a frame more than the link carries.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::flow::{FlowControl, QUESTION};
use super::paint::Painter;
use super::tty::Tty;
use super::{raw, sequence};
use crate::ui::Frame;

/// How long the terminal may take to be given back, if it takes no output.
const FAREWELL: Duration = Duration::from_millis(500);

/// Whole frames come at most so often: who drags a window's corner sends sizes by the hundred.
const WHOLE_FRAMES: Duration = Duration::from_millis(100);

/// The terminal. For all who may have to give it back: the loop and, in whatever thread, a panic.
static TTY: OnceLock<Tty> = OnceLock::new();

/// Whether the terminal is in our hands.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen of the terminal on standard output.
pub(crate) struct Screen {
    tty: &'static Tty,
    painter: Painter,
    frame: Frame,
    size: (u16, u16),
    /// Whether what stands on the screen is unknown, so that all of it has to be drawn.
    unknown: bool,
    /// When the last whole frame was drawn.
    whole: Option<Instant>,
    /// The bytes that the terminal has not taken yet.
    waiting: Vec<u8>,
    flow: FlowControl,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste.
    pub(crate) fn enter() -> io::Result<Self> {
        let opened = Tty::screen()?;
        let tty = TTY.get_or_init(|| opened);
        let mut screen = Self {
            tty,
            painter: Painter::new(),
            frame: Frame::new(0, 0),
            size: (0, 0),
            unknown: true,
            whole: None,
            waiting: Vec::new(),
            flow: FlowControl::default(),
        };
        screen.reenter().inspect_err(|_| raw::leave())?;
        Ok(screen)
    }

    /// Takes the terminal over once more, after the process was stopped.
    pub(crate) fn reenter(&mut self) -> io::Result<()> {
        raw::enter()?;
        ENTERED.store(true, Ordering::SeqCst);
        self.flow = self.flow.after_a_stop();
        self.waiting.clear();
        self.unknown = true;
        // Asked before the first frame, the answer tells how fast the link is by the time that frame has come through.
        self.put(sequence::enter())
    }

    /// The terminal, to wait for.
    pub(super) const fn tty(&self) -> &'static Tty {
        self.tty
    }

    /// Notes the window's size.
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

    /// Notes that the terminal has answered.
    pub(crate) fn take_reply(&mut self) {
        self.flow.take_reply(Instant::now());
    }

    /// How long the way to the terminal and back takes, once that is known.
    pub(crate) const fn round_trip(&self) -> Option<Duration> {
        self.flow.round_trip()
    }

    /// How many answers have to be waited for before somebody else reads from the terminal, and until when at most.
    /// None while the terminal does not even take what it is asked.
    pub(crate) fn owed(&self) -> Option<(usize, Instant)> {
        self.flow.owed(Instant::now()).filter(|_| !self.output_waits())
    }

    /// Whether bytes wait for the terminal to take them.
    pub(crate) const fn output_waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Until when the next frame has to wait at most, if it has to: while the link is too full for it, or the last whole
    /// frame is so fresh that another one would be too much.
    pub(crate) fn busy_until(&self) -> Option<Instant> {
        let now = Instant::now();
        let whole = self.whole.filter(|_| self.unknown).map(|whole| whole + WHOLE_FRAMES);
        whole.filter(|until| now < *until).into_iter().chain(self.flow.full_until(now)).max()
    }

    /// Sends what waits, as far as the terminal takes it.
    pub(crate) fn send(&mut self) -> io::Result<()> {
        let written = self.tty.write(&self.waiting)?;
        self.waiting.drain(..written);
        if self.waiting.is_empty() {
            // The first frame is by far the longest: its memory is not kept.
            self.waiting = Vec::new();
        }
        self.flow.expire(Instant::now());
        Ok(())
    }

    /// Draws a frame: what differs from the last one, in one write, inside a synchronized update.
    /// Nothing where nothing differs, or while the terminal is not ours: after a stop, until it is taken over again.
    ///
    /// # Errors
    /// If the terminal refuses it, or there is no memory for a frame of its size ([`io::ErrorKind::OutOfMemory`]).
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
        }
        self.frame.clear();
        view(&mut self.frame);
        panic_if_asked();
        let changes = self.painter.paint(self.frame.buffer(), self.frame.cursor());
        if changes.is_empty() {
            return Ok(());
        }
        self.put(sequence::synchronized(&changes))
    }

    /// Sends bytes and the question whether they have come through.
    pub(crate) fn put(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        if self.flow.asks() {
            bytes.extend_from_slice(QUESTION);
            self.flow.sent(bytes.len(), Instant::now());
        }
        self.waiting.append(&mut bytes);
        self.send()
    }
}

/// Shows the main screen again, as it was found, if it is not shown yet. What the terminal does not take is lost on it.
pub(crate) fn show_main_screen() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Some(tty) = TTY.get() {
        let _ = tty.write_within(&sequence::leave(), FAREWELL);
    }
}

/// Lets a panic, in whatever thread, give the terminal back before it is told of, and end the program.
pub(crate) fn restore_on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        raw::leave();
        show_main_screen();
        tell(panic);
        std::process::exit(101);
    }));
}

/// Lets a test see what a panic in the middle of a frame leaves behind. Not in releases.
fn panic_if_asked() {
    #[cfg(debug_assertions)]
    assert!(std::env::var_os("ICATLAS_PANIC_WHILE_DRAWING").is_none(), "asked to panic while drawing");
}
