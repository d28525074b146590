//! Text into the clipboard of whoever sits at the far end, by OSC 52: the terminal puts it there, through SSH and tmux.

use crate::atlas::text::printable;
use crate::term;

/// Longer texts than this, in bytes, are not sent: terminals drop sequences of more than some 75,000 bytes or hang up on
/// them, and the text grows by a third on its way.
const LONGEST: usize = 55_000;

/// How a text is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    /// Raw, and within tmux in its envelope too: each works where the other is switched off (tmux's `set-clipboard` and
    /// `allow-passthrough`).
    Auto,
    /// Raw.
    Raw,
    /// In tmux's envelope, whatever the terminal says that it is.
    Passthrough,
    /// Not at all.
    Off,
}

/// Why a text is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is switched off.
    Off,
    /// It is too long.
    TooLong,
}

impl Clipboard {
    /// What to send for a text to get into the clipboard.
    pub(super) fn sequence(self, text: &str, in_tmux: bool) -> Result<Vec<u8>, Refusal> {
        if self == Self::Off {
            return Err(Refusal::Off);
        }
        if text.len() > LONGEST {
            return Err(Refusal::TooLong);
        }
        // Whoever pastes it may paste it into a shell.
        let text = text.lines().map(printable).collect::<Vec<_>>().join("\n");
        let raw = term::to_clipboard(&text);
        Ok(match self {
            Self::Auto if in_tmux => [raw.clone(), enveloped(&raw)].concat(),
            Self::Passthrough => enveloped(&raw),
            Self::Auto | Self::Raw | Self::Off => raw,
        })
    }
}

/// Whether a tmux shows us: by its own variable, or where that has not come along, as through ssh, by the terminal's name.
pub(super) fn in_tmux() -> bool {
    let is = |variable: &str, test: fn(&str) -> bool| std::env::var(variable).is_ok_and(|value| test(&value));
    is("TMUX", |socket| !socket.is_empty()) || is("TERM", |name| name.starts_with("tmux"))
}

/// A sequence in tmux's envelope for the terminal around it: a device control string with every escape character twice.
fn enveloped(sequence: &[u8]) -> Vec<u8> {
    let mut envelope = b"\x1bPtmux;".to_vec();
    for byte in sequence {
        envelope.extend(std::iter::repeat_n(*byte, if *byte == 0x1B { 2 } else { 1 }));
    }
    envelope.extend_from_slice(b"\x1b\\");
    envelope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_raw_and_within_tmux_in_its_envelope_too() {
        let raw = b"\x1b]52;c;SUNBVA==\x1b\\";
        let envelope = b"\x1bPtmux;\x1b\x1b]52;c;SUNBVA==\x1b\x1b\\\x1b\\";
        assert_eq!(Clipboard::Auto.sequence("ICAT", false).unwrap(), raw);
        assert_eq!(Clipboard::Auto.sequence("ICAT", true).unwrap(), [&raw[..], &envelope[..]].concat());
        assert_eq!(Clipboard::Raw.sequence("ICAT", true).unwrap(), raw);
        assert_eq!(Clipboard::Passthrough.sequence("ICAT", false).unwrap(), envelope);
        assert_eq!(Clipboard::Off.sequence("ICAT", true), Err(Refusal::Off));
    }

    #[test]
    fn what_a_shell_or_a_terminal_would_obey_is_copied_as_a_mark_and_lines_stay_lines() {
        let copied = Clipboard::Raw.sequence("a\u{1b}[201~\r\nb\u{7}\u{202e}\n", false).unwrap();
        assert_eq!(copied, term::to_clipboard("a<U+001B>[201~\nb<U+0007><U+202E>"));
    }

    #[test]
    fn what_is_too_long_for_terminals_is_not_sent() {
        assert!(Clipboard::Raw.sequence(&"x".repeat(LONGEST), false).unwrap().len() < 74_994);
        assert_eq!(Clipboard::Raw.sequence(&"x".repeat(LONGEST + 1), false), Err(Refusal::TooLong));
    }
}
