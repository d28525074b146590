//! Asks the terminal what it can do, outside of a session: for `icatlas doctor`.

use std::io;
use std::time::{Duration, Instant};

use super::events::{Event, Events};
use super::flow::QUESTION;
use super::input::Input;
use super::tty::Terminal;
use super::{raw, screen, sequence, signals};

/// How long to wait for the replies: more than the round trip of a bad connection.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the terminal replied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replies {
    /// Nothing was asked: keys were typed ahead, and the replies would come behind them, or another job has the terminal, and
    /// would get the replies.
    Unasked,
    /// Nothing in time.
    None,
    /// It replied.
    Some {
        /// After how long.
        after: Duration,
        /// Whether it speaks kitty's keyboard protocol.
        keyboard_protocol: bool,
    },
}

/// Asks a terminal, and waits for the replies. Keys that are typed meanwhile are lost.
///
/// # Errors
/// If it cannot be opened, or accepts no output.
pub(crate) fn ask(terminal: Terminal, utf8: bool) -> io::Result<Replies> {
    if !terminal.is_in_foreground() {
        return Ok(Replies::Unasked);
    }
    screen::restore_on_panic();
    let (mut events, _mailbox) = Events::listen(terminal, utf8)?;
    let tty = terminal.screen()?;
    raw::enter()?;
    let replies = if raw::unread() > 0 {
        Ok(Replies::Unasked)
    } else {
        let asked = Instant::now();
        // The reply to the last question comes last.
        let sent = tty.write_within(&[sequence::KEYBOARD_PROTOCOL, QUESTION].concat(), PATIENCE);
        sent.map(|()| read(&mut events, asked))
    };
    raw::leave();
    if let Some(signal) = events.ending() {
        signals::end_by(signal);
    }
    signals::let_go();
    replies
}

fn read(events: &mut Events, asked: Instant) -> Replies {
    let mut keyboard_protocol = false;
    while let Some(inputs) = events.input_until(asked + PATIENCE) {
        for event in inputs {
            match event {
                Event::Input(Input::KeyboardProtocol) => keyboard_protocol = true,
                Event::Input(Input::Reply) => return Replies::Some { after: asked.elapsed(), keyboard_protocol },
                _ => {}
            }
        }
    }
    Replies::None
}
