//! Control strings (ECMA-48 5.6): `ESC ]` and its like, anything, a terminator. No key sends one; terminals answer with them,
//! often somebody else's question and late. What they hold is never obeyed; the question is only where they end.

use super::decode::utf8_length;

/// The longest beginning of a string that says whether it is an answer, in bytes.
const BEGINNING: usize = 16;

/// How a string begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Operating system command, `ESC ]`: colours, the clipboard, the title.
    Osc,
    /// Device control string, `ESC P`: settings, capabilities, the terminal's version.
    Dcs,
    /// Application program command, `ESC _`: graphics.
    Apc,
    /// Privacy message, `ESC ^`.
    Pm,
    /// Start of string, `ESC X`.
    Sos,
}

impl Kind {
    /// The kind that begins with an escape character and this byte.
    pub(super) const fn after_escape(byte: u8) -> Option<Self> {
        Some(match byte {
            b']' => Self::Osc,
            b'P' => Self::Dcs,
            b'_' => Self::Apc,
            b'^' => Self::Pm,
            b'X' => Self::Sos,
            _ => return None,
        })
    }

    /// The character that begins it after an escape character.
    pub(super) const fn introducer(self) -> char {
        match self {
            Self::Osc => ']',
            Self::Dcs => 'P',
            Self::Apc => '_',
            Self::Pm => '^',
            Self::Sos => 'X',
        }
    }

    /// Whether a string of the kind can begin with this byte; else somebody has typed Esc and the introducer.
    const fn begins_with(self, byte: u8) -> bool {
        match self {
            // A number, or the letter before a title or an icon's name.
            Self::Osc => byte.is_ascii_digit() || matches!(byte, b'l' | b'L'),
            Self::Dcs => matches!(byte, 0x20..=0x3F),
            Self::Apc | Self::Pm | Self::Sos => true,
        }
    }
}

/// A string that has begun.
#[derive(Debug)]
pub(super) struct ControlString {
    pub(super) kind: Kind,
    beginning: Vec<u8>,
    /// How many bytes were swallowed since its time was up; nothing while it is in time.
    pub(super) late: Option<usize>,
    /// Whether its end was seen ahead, so that all before it belongs to it.
    ends: bool,
    /// How many bytes are still to come of a character of UTF-8.
    missing: usize,
    /// How many bytes came alone, as keys do.
    alone: usize,
}

impl ControlString {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind, beginning: Vec::new(), late: None, ends: false, missing: 0, alone: 0 }
    }

    /// Whether nothing has come of it but its introducer.
    pub(super) const fn is_empty(&self) -> bool {
        self.beginning.is_empty()
    }

    /// Whether a byte belongs to it. `chunk` begins with that byte and holds what came in with it; it is `typed` where it came
    /// alone and late enough: a person's keys come one by one; of an answer that is cut, one piece may be a single byte.
    pub(super) fn takes(&mut self, chunk: &[u8], typed: bool, eight_bit: bool) -> bool {
        self.alone += usize::from(typed);
        let belongs = match (self.late.is_some() || typed, self.is_empty()) {
            (true, true) => false,
            (true, false) => self.alone < 2 && self.standing_with(chunk) != Standing::None,
            (false, true) => chunk.first().is_some_and(|byte| self.kind.begins_with(*byte)),
            (false, false) => true,
        };
        self.ends = self.ends || (!belongs && !typed && ends_within(chunk, eight_bit));
        belongs || self.ends
    }

    /// Whether its time being up the rest of it is still to be waited for.
    pub(super) fn may_be_reply(&self) -> bool {
        !self.is_empty() && self.standing_with(&[]) != Standing::None
    }

    /// Whether it ends in what has come in, or becomes what nobody types.
    pub(super) fn is_ended_by(&self, chunk: &[u8], eight_bit: bool) -> bool {
        let is_colour_or_the_like = self.kind == Kind::Osc && self.standing_with(chunk) == Standing::Sure;
        is_colour_or_the_like || ends_within(chunk, eight_bit)
    }

    /// Swallows a byte that belongs to it.
    pub(super) fn push(&mut self, byte: u8) {
        if self.beginning.len() < BEGINNING {
            self.beginning.push(byte);
        }
        self.late = self.late.map(|swallowed| swallowed + 1);
        self.missing = utf8_length(byte).map_or(self.missing.saturating_sub(1), |length| length - 1);
    }

    /// Whether the next byte may belong to a character that has begun.
    pub(super) const fn is_within_character(&self) -> bool {
        self.missing > 0
    }

    /// What can be said of it, were `more` to follow.
    fn standing_with(&self, more: &[u8]) -> Standing {
        let more = more.iter().take_while(|byte| **byte >= 0x20);
        let text: Vec<u8> = self.beginning.iter().chain(more).copied().take(BEGINNING).collect();
        let after = |is_first: fn(&u8) -> bool| text.iter().position(|byte| !is_first(byte)).unwrap_or(text.len());
        let standing = |begun: usize, goes_on: bool| match (begun, text.len() > begun, goes_on) {
            (1.., true, true) => Standing::Sure,
            (1.., false, _) => Standing::Begun,
            _ => Standing::None,
        };
        match self.kind {
            Kind::Osc if matches!(text.first(), Some(b'l' | b'L')) => {
                if text.len() < TITLE {
                    Standing::None
                } else {
                    Standing::Sure
                }
            }
            Kind::Osc => {
                let digits = after(u8::is_ascii_digit);
                standing(digits, text.get(digits) == Some(&b';'))
            }
            Kind::Dcs => {
                let parameters = after(|byte| matches!(byte, 0x20..=0x3F));
                standing(parameters, text.get(parameters).is_some_and(|byte| matches!(byte, 0x40..=0x7E)))
            }
            Kind::Apc if text.first() == Some(&b'G') => standing(
                1,
                text[1..].first().is_none_or(u8::is_ascii_alphabetic) && text.get(2).is_none_or(|byte| *byte == b'='),
            ),
            Kind::Apc | Kind::Pm | Kind::Sos => Standing::None,
        }
    }
}

/// Whether a string can only be an answer by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Not by what has come.
    None,
    /// If it goes on as it has begun.
    Begun,
    /// It can.
    Sure,
}

/// A title that is reported has so many letters at least, the one before it included: fewer may as well be typed.
const TITLE: usize = 3;

/// Whether a string's end stands in what has come in, before anything that no string holds: `ESC \`, or xterm's BEL, or on
/// terminals with C1 controls of one byte 0x9C.
fn ends_within(chunk: &[u8], eight_bit: bool) -> bool {
    let end = chunk.iter().position(|byte| matches!(byte, 0x00..=0x07 | 0x0E..=0x1F) || (eight_bit && *byte == 0x9C));
    end.is_some_and(|end| match chunk[end] {
        0x07 | 0x9C => true,
        0x1B => chunk.get(end + 1) == Some(&b'\\'),
        _ => false,
    })
}
