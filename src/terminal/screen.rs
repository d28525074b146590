//! The terminal's screen: entered late, left always, one write a frame.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{queue, style};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

/// Whether the terminal is in our hands. Read by whoever has to give it back: the loop, the panic hook, the watcher.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The bytes of a frame on their way: written by the backend, sent by [`Screen::draw`] in one piece. Flushing is
/// nothing here, since the backend flushes in the middle of a frame.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen of the terminal on standard output.
pub(super) struct Screen {
    output: File,
    bytes: Bytes,
    terminal: Terminal<CrosstermBackend<Bytes>>,
    size: (u16, u16),
    /// Whether what stands on the screen is unknown, so that all of it has to be drawn.
    stale: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste.
    pub(super) fn enter() -> io::Result<Self> {
        let output = File::from(rustix::io::dup(rustix::stdio::stdout())?);
        let bytes = Bytes::default();
        let terminal = terminal(&bytes, (0, 0))?;
        let mut screen = Self { output, bytes, terminal, size: (0, 0), stale: true };
        screen.reenter()?;
        Ok(screen)
    }

    /// Takes the terminal over once more, after the process was stopped.
    pub(super) fn reenter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        queue!(self.bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        self.stale = true;
        Ok(())
    }

    /// Notes the window's size.
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        if self.size != (width, height) {
            self.size = (width, height);
            self.stale = true;
        }
    }

    /// Makes the next frame a whole one.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// Draws a frame: what differs from the last one, in one write, inside a synchronized update (DEC mode 2026).
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if self.stale {
            // A terminal of ours that knows nothing draws everything, and asks the other side nothing.
            self.terminal = terminal(&self.bytes, self.size)?;
            queue!(self.bytes, style::ResetColor, Clear(ClearType::All))?;
            self.stale = false;
        }
        self.terminal.draw(|frame| {
            view(frame);
            panic_if_asked();
        })?;
        queue!(self.bytes, EndSynchronizedUpdate)?;
        let bytes = std::mem::take(&mut *self.bytes.0.borrow_mut());
        self.output.write_all(&bytes)
    }
}

fn terminal(bytes: &Bytes, (width, height): (u16, u16)) -> io::Result<Terminal<CrosstermBackend<Bytes>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Terminal::with_options(CrosstermBackend::new(bytes.clone()), TerminalOptions { viewport })
}

/// Gives the terminal back as it was found. Does nothing the second time.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    // Writing into memory cannot fail, and what the terminal does not take is lost on it anyway.
    let _ = queue!(bytes, EndSynchronizedUpdate, style::ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let mut output = io::stdout().lock();
    let _ = output.write_all(&bytes).and_then(|()| output.flush());
    let _ = disable_raw_mode();
}

/// Takes the terminal out of raw mode without writing to it, for when it takes no output.
pub(super) fn leave_silently() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = disable_raw_mode();
    }
}

/// Lets a panic, in whatever thread, give the terminal back before it is told of, and end the program.
pub(super) fn restore_on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        leave();
        tell(panic);
        std::process::exit(101);
    }));
}

/// Lets a test see what a panic in the middle of a frame leaves behind. Not in releases.
fn panic_if_asked() {
    #[cfg(debug_assertions)]
    assert!(std::env::var_os("ICATLAS_PANIC_WHILE_DRAWING").is_none(), "asked to panic while drawing");
}
