//! Copies text to the clipboard by OSC 52: the terminal at the far end does it, through SSH, tmux and GNU screen.

use crate::atlas::text::printable;
use crate::term;

/// Longest text copied, in bytes. Base64 makes it a third longer, and terminals drop sequences of more than about 75,000
/// bytes or hang up.
const LONGEST: usize = 55_000;

/// How to send a text to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// The plain sequence and, in tmux, also in tmux's passthrough envelope: each works where the other is switched off (by
    /// tmux's `set-clipboard` and `allow-passthrough`). Under the name of GNU screen also in its envelope.
    Auto,
    /// The plain sequence.
    Raw,
    /// In tmux's passthrough envelope, even if the terminal does not seem to be tmux.
    Passthrough,
    /// Not at all.
    Off,
}

/// Why a text is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Copying is switched off.
    Off,
    /// The terminal has no clipboard.
    NoClipboard,
    /// It is longer than [`LONGEST`].
    TooLong,
}

impl Clipboard {
    /// The bytes to send to the terminal.
    pub(super) fn sequence(self, text: &str, around: Around) -> Result<Vec<u8>, Refusal> {
        match (self, around) {
            (Self::Off, _) => return Err(Refusal::Off),
            (Self::Auto, Around::WithoutClipboard) => return Err(Refusal::NoClipboard),
            _ => {}
        }
        if text.len() > LONGEST {
            return Err(Refusal::TooLong);
        }
        // The text may be pasted into a shell, so it must not contain control characters.
        let text = text.lines().map(printable).collect::<Vec<_>>().join("\n");
        let raw = term::to_clipboard(&text);
        Ok(match self {
            Self::Auto if around == Around::Tmux => [raw.clone(), enveloped(&raw)].concat(),
            Self::Auto if around == Around::GnuScreen => [raw.clone(), in_pieces(&raw)].concat(),
            Self::Passthrough => enveloped(&raw),
            Self::Auto | Self::Raw | Self::Off => raw,
        })
    }
}

/// What is around the program, as far as its copies are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    /// tmux, which handles copies by its own settings.
    Tmux,
    /// GNU screen, which passes on only what is in its envelope; or, over SSH, an older tmux with its name.
    GnuScreen,
    /// A terminal that is known to have no clipboard.
    WithoutClipboard,
    /// Any other terminal.
    Terminal,
}

/// Terminals without a clipboard, by the beginnings of their names in `TERM`: consoles, and terminals of glass.
const WITHOUT_CLIPBOARD: [&str; 7] = ["linux", "vt52", "vt100", "vt220", "ansi", "cons25", "dumb"];

impl Around {
    /// tmux shows by its variable or, where ssh does not pass that on, by the name of the terminal. GNU screen within tmux
    /// has the variables of both.
    pub(crate) fn from_environment() -> Self {
        let variable = |name| std::env::var(name).unwrap_or_default();
        let term = variable("TERM");
        let is = |name: &&str| term.strip_prefix(*name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let is_screen = term.starts_with("screen");
        if term.starts_with("tmux") || !variable("TMUX").is_empty() && (!is_screen || variable("STY").is_empty()) {
            Self::Tmux
        } else if is_screen {
            Self::GnuScreen
        } else if WITHOUT_CLIPBOARD.iter().any(is) {
            Self::WithoutClipboard
        } else {
            Self::Terminal
        }
    }
}

/// A sequence in tmux's passthrough envelope for the terminal around it: a device control string with escape characters
/// doubled.
fn enveloped(sequence: &[u8]) -> Vec<u8> {
    let mut envelope = b"\x1bPtmux;".to_vec();
    for byte in sequence {
        envelope.extend(std::iter::repeat_n(*byte, if *byte == 0x1B { 2 } else { 1 }));
    }
    envelope.extend_from_slice(b"\x1b\\");
    envelope
}

/// Longest piece of a sequence in an envelope for GNU screen, in bytes: older versions throw away strings of more than 256.
const PIECE: usize = 240;

/// A sequence in envelopes for GNU screen, each with a piece of it. It ends with a bell: the usual end would be that of the
/// envelope.
fn in_pieces(sequence: &[u8]) -> Vec<u8> {
    let sequence = [sequence.strip_suffix(b"\x1b\\").unwrap_or(sequence), b"\x07"].concat();
    sequence.chunks(PIECE).flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_tmux_and_gnu_screen_a_text_is_sent_raw_and_in_an_envelope() {
        let raw = b"\x1b]52;c;SUNBVA==\x1b\\";
        let envelope = b"\x1bPtmux;\x1b\x1b]52;c;SUNBVA==\x1b\x1b\\\x1b\\";
        assert_eq!(Clipboard::Auto.sequence("ICAT", Around::Terminal).unwrap(), raw);
        assert_eq!(Clipboard::Auto.sequence("ICAT", Around::Tmux).unwrap(), [&raw[..], &envelope[..]].concat());
        assert_eq!(Clipboard::Raw.sequence("ICAT", Around::Tmux).unwrap(), raw);
        assert_eq!(Clipboard::Passthrough.sequence("ICAT", Around::Terminal).unwrap(), envelope);
        let pieces = b"\x1bP\x1b]52;c;SUNBVA==\x07\x1b\\";
        assert_eq!(Clipboard::Auto.sequence("ICAT", Around::GnuScreen).unwrap(), [&raw[..], pieces].concat());
        assert_eq!(Clipboard::Off.sequence("ICAT", Around::Tmux), Err(Refusal::Off));
        assert_eq!(Clipboard::Auto.sequence("ICAT", Around::WithoutClipboard), Err(Refusal::NoClipboard));
        assert_eq!(Clipboard::Raw.sequence("ICAT", Around::WithoutClipboard).unwrap(), raw, "somebody knows better");
    }

    #[test]
    fn control_characters_are_copied_as_marks_and_lines_stay_lines() {
        let copied = Clipboard::Raw.sequence("a\u{1b}[201~\r\nb\u{7}\u{202e}\n", Around::Terminal).unwrap();
        assert_eq!(copied, term::to_clipboard("a<U+001B>[201~\nb<U+0007><U+202E>"));
    }

    #[test]
    fn a_text_too_long_for_terminals_is_not_sent() {
        assert!(Clipboard::Raw.sequence(&"x".repeat(LONGEST), Around::Terminal).unwrap().len() < 74_994);
        assert_eq!(Clipboard::Raw.sequence(&"x".repeat(LONGEST + 1), Around::Terminal), Err(Refusal::TooLong));
    }
}
