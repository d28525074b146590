//! Control strings (ECMA-48 5.6): an introducer such as `ESC ]`, text, a terminator. No key sends one; terminals send them
//! as replies, often late and to another program. Their text is discarded; the decoder only finds their end.

/// Bytes stored from the beginning of a string: enough to tell a reply from typed text.
const BEGINNING: usize = 16;

/// The kind of a string, by its introducer.
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
    /// The kind introduced by an escape character and this byte.
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

    /// The character after the escape character that introduces it.
    pub(super) const fn introducer(self) -> char {
        match self {
            Self::Osc => ']',
            Self::Dcs => 'P',
            Self::Apc => '_',
            Self::Pm => '^',
            Self::Sos => 'X',
        }
    }

    /// Whether the text of a string can begin with this byte. Otherwise a person typed Esc and the introducer.
    const fn begins_with(self, byte: u8) -> bool {
        match self {
            // A number, or the letter before the title of a window or an icon.
            Self::Osc => byte.is_ascii_digit() || matches!(byte, b'l' | b'L'),
            Self::Dcs => matches!(byte, 0x20..=0x3F),
            Self::Apc | Self::Pm | Self::Sos => true,
        }
    }
}

/// An unfinished string.
#[derive(Debug)]
pub(super) struct ControlString {
    pub(super) kind: Kind,
    beginning: Vec<u8>,
    /// Number of bytes discarded since its time was up; `None` before that.
    pub(super) late: Option<usize>,
    /// Whether its terminator has come in, so that all bytes before it belong to the string.
    ends: bool,
    /// Number of bytes still missing of a UTF-8 character.
    missing: usize,
    /// Number of bytes that came one by one, as keys do.
    alone: usize,
}

impl ControlString {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind, beginning: Vec::new(), late: None, ends: false, missing: 0, alone: 0 }
    }

    /// Whether only its introducer has come in.
    pub(super) const fn is_empty(&self) -> bool {
        self.beginning.is_empty()
    }

    /// Whether the first byte of `chunk` belongs to it. `chunk` holds the bytes that came in together; `typed` means that
    /// the byte came alone and after a pause. Keys come one by one; of a reply that is split, one piece may be a single
    /// byte.
    pub(super) fn takes(&mut self, chunk: &[u8], typed: bool, eight_bit: bool) -> bool {
        self.alone += usize::from(typed);
        let belongs = match (self.late.is_some() || typed, self.is_empty()) {
            (true, true) => false,
            (true, false) => self.alone < 2 && self.recognized_with(chunk) != Recognition::None,
            (false, true) => chunk.first().is_some_and(|byte| self.kind.begins_with(*byte)),
            (false, false) => true,
        };
        self.ends = self.ends || (!belongs && !typed && ends_within(chunk, eight_bit));
        belongs || self.ends
    }

    /// Whether to wait for its rest after its time is up.
    pub(super) fn may_be_reply(&self) -> bool {
        !self.is_empty() && self.recognized_with(&[]) != Recognition::None
    }

    /// Whether `chunk` terminates it or makes it something that nobody types.
    pub(super) fn is_ended_by(&self, chunk: &[u8], eight_bit: bool) -> bool {
        let is_colour_or_the_like = self.kind == Kind::Osc && self.recognized_with(chunk) == Recognition::Sure;
        is_colour_or_the_like || ends_within(chunk, eight_bit)
    }

    /// Discards a byte that belongs to it.
    pub(super) fn push(&mut self, byte: u8) {
        if self.beginning.len() < BEGINNING {
            self.beginning.push(byte);
        }
        self.late = self.late.map(|swallowed| swallowed + 1);
        self.missing = utf8_length(byte).map_or(self.missing.saturating_sub(1), |length| length - 1);
    }

    /// Whether the next byte may continue a UTF-8 character.
    pub(super) const fn is_within_character(&self) -> bool {
        self.missing > 0
    }

    /// Whether it would be a reply if `more` followed.
    fn recognized_with(&self, more: &[u8]) -> Recognition {
        let more = more.iter().take_while(|byte| **byte >= 0x20);
        let text: Vec<u8> = self.beginning.iter().chain(more).copied().take(BEGINNING).collect();
        let after = |is_first: fn(&u8) -> bool| text.iter().position(|byte| !is_first(byte)).unwrap_or(text.len());
        let recognition = |begun: usize, goes_on: bool| match (begun, text.len() > begun, goes_on) {
            (1.., true, true) => Recognition::Sure,
            (1.., false, _) => Recognition::Begun,
            _ => Recognition::None,
        };
        match self.kind {
            Kind::Osc if matches!(text.first(), Some(b'l' | b'L')) => {
                if text.len() < TITLE {
                    Recognition::None
                } else {
                    Recognition::Sure
                }
            }
            Kind::Osc => {
                let digits = after(u8::is_ascii_digit);
                recognition(digits, text.get(digits) == Some(&b';'))
            }
            Kind::Dcs => {
                let parameters = after(|byte| matches!(byte, 0x20..=0x3F));
                recognition(parameters, text.get(parameters).is_some_and(|byte| matches!(byte, 0x40..=0x7E)))
            }
            Kind::Apc if text.first() == Some(&b'G') => recognition(
                1,
                text[1..].first().is_none_or(u8::is_ascii_alphabetic) && text.get(2).is_none_or(|byte| *byte == b'='),
            ),
            Kind::Apc | Kind::Pm | Kind::Sos => Recognition::None,
        }
    }
}

/// Whether the beginning of a string shows that it is a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recognition {
    /// It does not.
    None,
    /// It does if it goes on as it has begun.
    Begun,
    /// It does.
    Sure,
}

/// Fewest letters of a reported title, with the letter before it; fewer may be typed.
const TITLE: usize = 3;

/// Whether a terminator comes in `chunk` before any byte that no string contains: `ESC \`, xterm's BEL or, in terminals that
/// send C1 controls as single bytes, 0x9C.
fn ends_within(chunk: &[u8], eight_bit: bool) -> bool {
    let end = chunk.iter().position(|byte| matches!(byte, 0x00..=0x07 | 0x0E..=0x1F) || (eight_bit && *byte == 0x9C));
    end.is_some_and(|end| match chunk[end] {
        0x07 | 0x9C => true,
        0x1B => chunk.get(end + 1) == Some(&b'\\'),
        _ => false,
    })
}

/// Length of the UTF-8 character that begins with this byte, if it has more than one byte.
pub(super) const fn utf8_length(byte: u8) -> Option<usize> {
    match byte {
        0xC2..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xF4 => Some(4),
        _ => None,
    }
}
