//! Decodes the bytes that a terminal sends into keys, pastes and replies. The decoder needs little memory for any input, and
//! soon decodes keys again: it gives up an unfinished sequence after a time that counts from its first byte, however fast a
//! person types meanwhile.

use std::time::{Duration, Instant};

use super::output::{escapes, finish, no_keypad};
use super::paste::Paste;
use super::sequence::{ends_report_of_keyboard_protocol, is_reply, is_rest_of_control, is_rest_of_reply, is_way_out};
use super::string::{ControlString, Kind, utf8_length};
use super::{Input, sequence};
use crate::key::Key;

/// How long an escape character may start a sequence before it is the key Esc: on a fast connection, and at most on a slow one.
const ESCAPE: (Duration, Duration) = (Duration::from_millis(30), Duration::from_millis(100));

/// How long to wait for the rest of a sequence.
const SEQUENCE: Duration = Duration::from_millis(500);

/// How long to wait for the rest of a reply that no person can have typed.
const LATE: Duration = Duration::from_secs(10);

/// Most bytes of a late reply that are discarded.
const LONGEST_LATE: usize = 4096;

/// A single byte that comes more than this long after the one before may be a key: a terminal sends replies without such
/// pauses.
const FLOW: Duration = Duration::from_millis(25);

/// Most bytes stored of a sequence's parameters. No key has as many.
const LONGEST_PARAMETERS: usize = 64;

/// The decoder of a terminal's input.
#[derive(Debug)]
pub(crate) struct Decoder {
    state: State,
    /// When the unfinished sequence began.
    since: Instant,
    /// When the newest bytes came in.
    now: Instant,
    /// How long an escape character may start a sequence.
    escape: Duration,
    /// Whether the bytes 0x80 to 0x9F are controls (C1), as they are not in UTF-8.
    eight_bit: bool,
    /// Whether the current byte may be a key.
    typed: bool,
    /// The sequence given up last, and when: its rest may still come.
    given_up: Option<(GivenUp, Instant)>,
}

/// A sequence that did not end in time.
#[derive(Debug)]
enum GivenUp {
    Escape,
    Control,
    String(ControlString),
}

/// The unfinished sequence.
#[derive(Debug)]
enum State {
    /// None.
    Ground,
    /// An escape character, or with `twice` two. With `ends` it came inside a string, which it most likely terminates.
    Escape { twice: bool, ends: bool },
    /// A UTF-8 character of `needed` bytes. `escaped` means that an escape character precedes it.
    Character { bytes: Vec<u8>, needed: usize, escaped: bool },
    /// A control sequence: `ESC [` and parameters. `escaped` means here and below that another escape character precedes it.
    Control { parameters: Vec<u8>, escaped: bool, late: bool },
    /// A function key of the Linux console: `ESC [ [`.
    Console { escaped: bool },
    /// A key of the keypad: `ESC O` and, in old terminals, a digit for the modifiers.
    Keypad { modifiers: Option<u8>, escaped: bool },
    /// A mouse report in the oldest format (`ESC [ M`) with `left` characters still to come.
    Mouse { left: u8, halved: bool },
    /// A control string.
    String(ControlString),
    /// A paste.
    Paste(Paste),
}

impl Decoder {
    /// A decoder for a terminal that sends UTF-8 or, without `utf8`, may send C1 controls as single bytes.
    pub(crate) fn new(utf8: bool, now: Instant) -> Self {
        let escape = ESCAPE.0;
        Self { state: State::Ground, since: now, now, escape, eight_bit: !utf8, typed: true, given_up: None }
    }

    /// Decodes bytes that came in together and appends the inputs.
    pub(crate) fn feed(&mut self, bytes: &[u8], now: Instant, inputs: &mut Vec<Input>) {
        if bytes.is_empty() {
            return;
        }
        let after_pause = now.saturating_duration_since(self.now) > FLOW;
        self.typed = bytes.len() == 1 && after_pause;
        self.now = now;
        if after_pause && is_way_out(bytes) {
            self.end_paste(inputs);
        }
        match (&mut self.state, self.given_up.take()) {
            (State::Paste(paste), _) if !self.typed => paste.goes_on(now),
            (State::Ground, Some((begun, at))) if !self.typed => self.resume(begun, at, bytes),
            _ => {}
        }
        for at in 0..bytes.len() {
            self.take(&bytes[at..], inputs);
        }
    }

    /// Waits one round trip for the rest after an escape character, within the limits of [`ESCAPE`].
    pub(crate) fn adapt(&mut self, round_trip: Duration) {
        self.escape = round_trip.clamp(ESCAPE.0, ESCAPE.1);
    }

    /// Sets how long to wait for the rest after an escape character.
    pub(crate) const fn set_escape(&mut self, escape: Duration) {
        self.escape = escape;
    }

    /// When to call [`Decoder::expire`] if nothing comes in before.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let patience = match &self.state {
            State::Ground => return None,
            State::Paste(paste) => return Some(paste.until()),
            State::Escape { ends: false, .. } => self.escape,
            State::String(ControlString { late: Some(_), .. }) | State::Control { late: true, .. } => LATE,
            _ => SEQUENCE,
        };
        Some(self.since + patience)
    }

    /// Decodes the unfinished sequence as it is, if its time is up.
    pub(crate) fn expire(&mut self, now: Instant, inputs: &mut Vec<Input>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Escape { twice, .. } => {
                escapes(1 + usize::from(twice), inputs);
                self.given_up = Some((GivenUp::Escape, now));
            }
            State::Control { parameters, escaped, late: false } if is_reply(&parameters) => {
                self.state = State::Control { parameters, escaped, late: true };
            }
            State::Control { parameters, escaped, .. } => {
                escapes(escaped.into(), inputs);
                if parameters.is_empty() {
                    inputs.push(Input::Escaped(Key::char('[')));
                }
                self.given_up = Some((GivenUp::Control, now));
            }
            State::Console { escaped } => escapes(escaped.into(), inputs),
            State::Keypad { escaped, .. } => no_keypad(escaped, inputs),
            State::String(mut string) if string.late.is_none() => {
                if string.is_empty() {
                    inputs.push(Input::Escaped(Key::char(string.kind.introducer())));
                }
                string.late = Some(0);
                if string.may_be_reply() {
                    self.state = State::String(string);
                } else {
                    self.given_up = Some((GivenUp::String(string), now));
                }
            }
            State::Ground | State::Character { .. } | State::Mouse { .. } | State::String(_) => {}
            State::Paste(paste) => inputs.push(paste.into_input()),
        }
    }

    /// Ends the paste, if one is unfinished: a person wants to get out of it.
    fn end_paste(&mut self, inputs: &mut Vec<Input>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Paste(paste) => inputs.push(paste.into_input()),
            state => self.state = state,
        }
    }

    /// Resumes the sequence given up at `at`, if the new bytes can only be its rest.
    fn resume(&mut self, begun: GivenUp, at: Instant, chunk: &[u8]) {
        let since = self.now.saturating_duration_since(at);
        self.state = match begun {
            GivenUp::Escape => {
                let is_rest = match (chunk[0], Kind::after_escape(chunk[0])) {
                    (b'[', _) => {
                        since < SEQUENCE && is_rest_of_control(&chunk[1..])
                            || since < LATE && is_rest_of_reply(&chunk[1..])
                    }
                    (_, Some(kind)) => {
                        since < LATE && ControlString::new(kind).is_ended_by(&chunk[1..], self.eight_bit)
                    }
                    _ => false,
                };
                if !is_rest {
                    return;
                }
                State::Escape { twice: false, ends: false }
            }
            GivenUp::Control if since < LATE && is_rest_of_reply(chunk) => {
                State::Control { parameters: Vec::new(), escaped: false, late: true }
            }
            GivenUp::String(mut string) if since < LATE && string.is_ended_by(chunk, self.eight_bit) => {
                string.late = Some(0);
                State::String(string)
            }
            _ => return,
        };
        self.since = self.now;
    }

    /// Decodes the first byte of `chunk`.
    fn take(&mut self, chunk: &[u8], inputs: &mut Vec<Input>) {
        let byte = chunk[0];
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.begin(byte, inputs),
            State::Escape { twice, .. } => self.after_escape(byte, twice, inputs),
            State::Character { bytes, needed, escaped } => {
                self.character(bytes, needed, escaped, chunk, inputs);
            }
            // No terminal sends the rest of a reply byte by byte, but the last byte may come alone.
            State::Control { late: true, parameters, .. }
                if self.typed && !ends_report_of_keyboard_protocol(&parameters, byte) =>
            {
                self.begin(byte, inputs);
            }
            State::Control { parameters, escaped, late } => {
                self.control(parameters, escaped, late, chunk, inputs);
            }
            State::Console { escaped } if (0x20..0x7F).contains(&byte) => {
                finish(escaped, sequence::control(b"[", byte), inputs);
            }
            State::Console { escaped } => {
                escapes(escaped.into(), inputs);
                self.begin(byte, inputs);
            }
            State::Keypad { modifiers: None, escaped } if byte.is_ascii_digit() => {
                self.state = State::Keypad { modifiers: Some(byte), escaped };
            }
            State::Keypad { modifiers, escaped } if (0x20..0x7F).contains(&byte) => {
                finish(escaped, sequence::keypad(modifiers, byte).map(Input::Key), inputs);
            }
            State::Keypad { escaped, .. } => {
                no_keypad(escaped, inputs);
                self.begin(byte, inputs);
            }
            State::Mouse { left, halved } => self.mouse(left, halved, byte, inputs),
            State::String(string) => self.string(string, chunk, inputs),
            State::Paste(mut paste) => {
                if paste.take(byte) {
                    inputs.push(paste.into_input());
                } else {
                    self.state = State::Paste(paste);
                }
            }
        }
    }

    /// Decodes a byte while no sequence is unfinished.
    fn begin(&mut self, byte: u8, inputs: &mut Vec<Input>) {
        self.since = self.now;
        match byte {
            0x1B => self.state = State::Escape { twice: false, ends: false },
            0x00..=0x7F => inputs.push(Input::Key(sequence::character(char::from(byte)))),
            // A C1 control means an escape character and the byte less 0x40 (ECMA-48 5.3).
            0x8F | 0x90 | 0x98 | 0x9B..=0x9F if self.eight_bit => self.after_escape(byte - 0x40, false, inputs),
            _ => {
                if let Some(needed) = utf8_length(byte) {
                    self.state = State::Character { bytes: vec![byte], needed, escaped: false };
                }
            }
        }
    }

    /// Decodes the byte after an escape character or, with `twice`, after two.
    fn after_escape(&mut self, byte: u8, twice: bool, inputs: &mut Vec<Input>) {
        match byte {
            0x1B => {
                if twice {
                    escapes(1, inputs);
                }
                self.state = State::Escape { twice: true, ends: false };
            }
            b'[' => self.state = State::Control { parameters: Vec::new(), escaped: twice, late: false },
            b'O' => self.state = State::Keypad { modifiers: None, escaped: twice },
            // The terminator of a string. Its beginning may have been read by another program.
            b'\\' => {}
            _ => {
                escapes(twice.into(), inputs);
                if let Some(kind) = Kind::after_escape(byte) {
                    self.state = State::String(ControlString::new(kind));
                } else if let Some(needed) = utf8_length(byte) {
                    self.state = State::Character { bytes: vec![byte], needed, escaped: true };
                } else if byte < 0x80 {
                    inputs.push(Input::Escaped(sequence::character(char::from(byte))));
                } else {
                    // A letter of another encoding with Alt is no key, and no Esc either. None has a letter below 0xA0.
                    escapes((byte < 0xA0).into(), inputs);
                    self.begin(byte, inputs);
                }
            }
        }
    }

    fn character(&mut self, mut bytes: Vec<u8>, needed: usize, escaped: bool, chunk: &[u8], inputs: &mut Vec<Input>) {
        if !(0x80..=0xBF).contains(&chunk[0]) {
            // Drop the broken character alone, not the byte after it. One with Alt is no Esc either.
            return self.begin(chunk[0], inputs);
        }
        bytes.push(chunk[0]);
        if bytes.len() < needed {
            self.state = State::Character { bytes, needed, escaped };
        } else if let Some(character) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            let key = sequence::character(character);
            inputs.push(if escaped { Input::Escaped(key) } else { Input::Key(key) });
        }
    }

    fn control(&mut self, mut parameters: Vec<u8>, escaped: bool, late: bool, chunk: &[u8], inputs: &mut Vec<Input>) {
        let byte = chunk[0];
        let shift_of_rxvt = byte == b'$' && !parameters.is_empty() && parameters.iter().all(u8::is_ascii_digit);
        match byte {
            0x40..=0x7E | b'$' if byte != b'$' || shift_of_rxvt => match (parameters.as_slice(), byte) {
                (b"", b'[') => self.state = State::Console { escaped },
                (b"", b'M') => {
                    escapes(escaped.into(), inputs);
                    self.state = State::Mouse { left: 3, halved: false };
                }
                (b"200", b'~') => {
                    escapes(escaped.into(), inputs);
                    self.state = State::Paste(Paste::new(self.now));
                }
                (parameters, end) => finish(escaped, sequence::control(parameters, end), inputs),
            },
            0x20..=0x3F => {
                if parameters.len() < LONGEST_PARAMETERS {
                    parameters.push(byte);
                }
                self.state = State::Control { parameters, escaped, late };
            }
            _ => {
                escapes(escaped.into(), inputs);
                self.begin(byte, inputs);
            }
        }
    }

    fn mouse(&mut self, left: u8, halved: bool, byte: u8, inputs: &mut Vec<Input>) {
        if byte < 0x20 {
            return self.begin(byte, inputs);
        }
        // Far from the corner a character may have two bytes (mode 1005).
        let second_half = halved && (0x80..=0xBF).contains(&byte);
        let left = left - u8::from(!second_half);
        if left > 0 {
            self.state = State::Mouse { left, halved: (0xC2..=0xDF).contains(&byte) };
        }
    }

    fn string(&mut self, mut string: ControlString, chunk: &[u8], inputs: &mut Vec<Input>) {
        let byte = chunk[0];
        let swallowed = string.late.unwrap_or_default();
        match byte {
            0x07 => {}
            0x9C if self.eight_bit && !string.is_within_character() => {}
            0x1B if !self.typed => {
                self.since = self.now;
                self.state = State::Escape { twice: false, ends: true };
            }
            // Ctrl-C, Ctrl-Z and Esc always leave the string; once its time is up, so does any other control.
            0x03 | 0x1A | 0x1B => self.begin(byte, inputs),
            0x00..=0x1F | 0x7F if string.late.is_some() => self.begin(byte, inputs),
            _ if swallowed < LONGEST_LATE && string.takes(chunk, self.typed, self.eight_bit) => {
                string.push(byte);
                self.state = State::String(string);
            }
            _ => {
                if string.is_empty() && string.late.is_none() {
                    inputs.push(Input::Escaped(Key::char(string.kind.introducer())));
                }
                self.begin(byte, inputs);
            }
        }
    }
}
