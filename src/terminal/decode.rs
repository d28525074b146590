//! Turns the bytes that a terminal sends into keys, pastes and answers. Whatever it is sent, it needs little memory, and
//! soon understands keys again.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use termina::Parser;
use termina::escape::csi::{Csi, Cursor};
use termina::event::{KeyCode as Code, KeyEventKind, Modifiers};

/// How long an escape character may be the beginning of a key before it is the key Esc.
const ESCAPE: Duration = Duration::from_millis(30);

/// How long the rest of a sequence may take to come. What never ends would swallow all keys after it.
const SEQUENCE: Duration = Duration::from_millis(500);

/// How long a paste may falter before what has come of it is all of it.
const PASTE: Duration = Duration::from_secs(5);

/// No sequence is longer than that, in bytes.
const LONGEST_SEQUENCE: usize = 1024;

/// What is kept of a paste, in bytes: far more than a search field holds.
const LONGEST_PASTE: usize = 16 << 10;

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What a terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text came from the clipboard, cut where it is very long.
    Paste(String),
    /// The terminal has told where its cursor is, as it was asked to.
    Answer,
}

/// Reads a terminal's bytes as they come in.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    parser: Parser,
    /// The bytes since the last key, which may be the beginning of one; at least as many as the parser holds.
    unfinished: usize,
    /// The last bytes, as many as a paste is announced by.
    tail: Tail,
    paste: Option<Vec<u8>>,
    /// When to stop waiting for the rest.
    deadline: Option<Instant>,
}

impl Decoder {
    /// Takes bytes that came in and appends what they mean.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant, inputs: &mut Vec<Input>) {
        for byte in bytes {
            if self.paste.is_some() { self.take_pasted(*byte, inputs) } else { self.take(*byte, inputs) }
        }
        self.deadline = self.patience().map(|patience| now + patience);
    }

    /// When [`Decoder::expire`] wants to be called, if nothing comes in before.
    pub(super) const fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Takes what is unfinished for what it is so far, if its time is up.
    pub(super) fn expire(&mut self, now: Instant, inputs: &mut Vec<Input>) {
        if self.deadline.is_none_or(|deadline| now < deadline) {
            return;
        }
        self.deadline = None;
        if let Some(text) = self.paste.take() {
            inputs.push(pasted(&text));
        } else {
            self.parser.parse(b"", false);
            self.pop(inputs);
        }
        self.forget();
    }

    fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.unfinished) {
            (Some(_), _) => Some(PASTE),
            (None, 0) => None,
            (None, _) if self.tail.last() == Some(&0x1B) => Some(ESCAPE),
            (None, _) => Some(SEQUENCE),
        }
    }

    fn take(&mut self, byte: u8, inputs: &mut Vec<Input>) {
        if byte == 0x1B && self.tail.last() == Some(&0x1B) {
            // Esc, then another key; the parser would make one Esc of both and text of the rest.
            self.parser.parse(b"", false);
            self.pop(inputs);
        }
        self.tail.push(byte);
        self.unfinished += 1;
        if self.tail.ends_with(PASTE_BEGINS) {
            self.forget();
            self.paste = Some(Vec::new());
            return;
        }
        self.parser.parse(&[byte], true);
        self.pop(inputs);
        if self.unfinished > LONGEST_SEQUENCE {
            self.forget();
        }
    }

    fn take_pasted(&mut self, byte: u8, inputs: &mut Vec<Input>) {
        self.tail.push(byte);
        let ended = self.tail.ends_with(PASTE_ENDS);
        if let Some(text) = &mut self.paste
            && text.len() < LONGEST_PASTE
        {
            text.push(byte);
        }
        if ended {
            let text = self.paste.take().unwrap_or_default();
            inputs.push(pasted(text.strip_suffix(PASTE_ENDS).unwrap_or(&text)));
            self.forget();
        }
    }

    /// Takes what the parser has understood.
    fn pop(&mut self, inputs: &mut Vec<Input>) {
        while let Some(event) = self.parser.pop() {
            self.unfinished = 0;
            self.tail = Tail::default();
            match event {
                termina::Event::Key(key) if key.kind != KeyEventKind::Release => {
                    inputs.extend(code(key.code).map(|code| Input::Key(KeyEvent::new(code, modifiers(key.modifiers)))));
                }
                termina::Event::Csi(Csi::Cursor(Cursor::ActivePositionReport { .. })) => inputs.push(Input::Answer),
                _ => {}
            }
        }
    }

    fn forget(&mut self) {
        self.parser = Parser::default();
        self.unfinished = 0;
        self.tail = Tail::default();
    }
}

/// The last few bytes.
#[derive(Debug, Default)]
struct Tail {
    bytes: [u8; PASTE_BEGINS.len()],
    len: usize,
}

impl Tail {
    fn push(&mut self, byte: u8) {
        if self.len == self.bytes.len() {
            self.bytes.rotate_left(1);
            self.len -= 1;
        }
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    fn last(&self) -> Option<&u8> {
        self.bytes[..self.len].last()
    }

    fn ends_with(&self, marker: &[u8]) -> bool {
        self.bytes[..self.len] == *marker
    }
}

fn pasted(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).into_owned())
}

/// The key as crossterm has it, in whose terms the key table is written.
fn code(code: Code) -> Option<KeyCode> {
    Some(match code {
        Code::Char(character) => KeyCode::Char(character),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::BackTab => KeyCode::BackTab,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(number) => KeyCode::F(number),
        _ => return None,
    })
}

fn modifiers(held: Modifiers) -> KeyModifiers {
    let pairs = [
        (Modifiers::SHIFT, KeyModifiers::SHIFT),
        (Modifiers::ALT, KeyModifiers::ALT),
        (Modifiers::CONTROL, KeyModifiers::CONTROL),
    ];
    pairs.into_iter().filter(|(ours, _)| held.contains(*ours)).map(|(_, theirs)| theirs).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What bytes mean that come in pieces, with all the time that they need.
    fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
        let (mut decoder, mut inputs, now) = (Decoder::default(), Vec::new(), Instant::now());
        for piece in pieces {
            decoder.feed(piece, now, &mut inputs);
        }
        decoder.expire(now + PASTE, &mut inputs);
        inputs
    }

    fn key(code: KeyCode) -> Input {
        Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn an_arrow_stays_whole_however_it_is_cut() {
        for pieces in [&[&b"\x1b[A"[..]][..], &[b"\x1b", b"[A"], &[b"\x1b[", b"A"], &[b"\x1b", b"[", b"A"]] {
            assert_eq!(decoded(pieces), [key(KeyCode::Up)]);
        }
    }

    #[test]
    fn an_escape_that_nothing_follows_is_the_key() {
        assert_eq!(decoded(&[b"\x1b"]), [key(KeyCode::Esc)]);
        assert_eq!(decoded(&[b"\x1b\x1b[B"]), [key(KeyCode::Esc), key(KeyCode::Down)]);
        assert_eq!(decoded(&[b"\x1b\x1b"]), [key(KeyCode::Esc), key(KeyCode::Esc)]);
    }

    #[test]
    fn keys_carry_their_modifiers() {
        let held = |code, modifiers| Input::Key(KeyEvent::new(code, modifiers));
        assert_eq!(decoded(&[b"\x03"]), [held(KeyCode::Char('c'), KeyModifiers::CONTROL)]);
        assert_eq!(decoded(&[b"\x1b[1;3A"]), [held(KeyCode::Up, KeyModifiers::ALT)]);
        assert_eq!(decoded(&["é".as_bytes()]), [key(KeyCode::Char('é'))]);
    }

    #[test]
    fn a_paste_is_one_input_and_nothing_in_it_is_a_key() {
        assert_eq!(
            decoded(&[b"a\x1b[20", b"0~q\x1b[A\r\x1b[20", b"1~b"]),
            [key(KeyCode::Char('a')), Input::Paste("q\u{1b}[A\r".to_owned()), key(KeyCode::Char('b'))]
        );
    }

    #[test]
    fn a_long_paste_is_cut_and_one_that_never_ends_is_taken_for_what_has_come() {
        let long = [PASTE_BEGINS, &vec![b'x'; 1 << 20], PASTE_ENDS, b"j"].concat();
        assert_eq!(decoded(&[&long]), [Input::Paste("x".repeat(LONGEST_PASTE)), key(KeyCode::Char('j'))]);
        assert_eq!(decoded(&[PASTE_BEGINS, b"abc"]), [Input::Paste("abc".to_owned())]);
    }

    #[test]
    fn a_sequence_that_never_ends_swallows_no_key_after_its_time() {
        let (mut decoder, mut inputs, now) = (Decoder::default(), Vec::new(), Instant::now());
        decoder.feed(b"\x1b]52;c;never ends", now, &mut inputs);
        decoder.expire(decoder.deadline().unwrap(), &mut inputs);
        decoder.feed(b"j", now, &mut inputs);
        assert_eq!(inputs, [key(KeyCode::Char('j'))]);
        assert_eq!(decoder.deadline(), None);
    }

    #[test]
    fn the_answer_about_the_cursor_is_no_key() {
        assert_eq!(decoded(&[b"\x1b[12;40Rj"]), [Input::Answer, key(KeyCode::Char('j'))]);
        assert_eq!(decoded(&[b"\x1b[?62;22c"]), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_comes_in_the_next_key_but_one_is_understood(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(0x1B), Just(b'['), Just(b']')], 0..300),
        ) {
            let (mut decoder, mut inputs, now) = (Decoder::default(), Vec::new(), Instant::now());
            decoder.feed(&bytes, now, &mut inputs);
            decoder.expire(now + PASTE, &mut inputs);
            prop_assert_eq!(decoder.deadline(), None);
            decoder.feed(b"jk", now, &mut inputs);
            prop_assert_eq!(inputs.last(), Some(&key(KeyCode::Char('k'))));
        }
    }
}
