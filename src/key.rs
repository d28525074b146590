//! A key with its modifiers, as text in the key table and on the screen, and back.

use std::fmt;
use std::str::FromStr;

pub use termina::event::{KeyCode, Modifiers};

/// A key with the modifiers held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: Modifiers,
}

impl Key {
    /// A key with Ctrl, Alt and Shift, if they are held. `None` for keys without a name, such as those of a media player.
    pub fn new(code: KeyCode, modifiers: Modifiers) -> Option<Self> {
        let is_known = match code {
            KeyCode::Char(_) => true,
            KeyCode::Function(number) => FUNCTION_KEYS.contains(&number),
            code => NAMES.iter().any(|(named, ..)| *named == code),
        };
        is_known.then(|| Self::named(code).with(modifiers))
    }

    /// The same key with more modifiers. A character already includes Shift (`G`), and so does Shift-Tab, for which
    /// terminals have a sequence of its own.
    #[must_use]
    pub fn with(self, modifiers: Modifiers) -> Self {
        let modifiers = (self.modifiers | modifiers) & HELD;
        match self.code {
            KeyCode::Tab if modifiers.contains(Modifiers::SHIFT) => {
                Self { code: KeyCode::BackTab, modifiers: modifiers - Modifiers::SHIFT }
            }
            KeyCode::BackTab | KeyCode::Char(_) => Self { modifiers: modifiers - Modifiers::SHIFT, ..self },
            _ => Self { modifiers, ..self },
        }
    }

    /// The same key without Shift. Only some terminals report Shift with named keys, so a key that is not bound with Shift
    /// works as the one without.
    #[must_use]
    pub fn without_shift(self) -> Self {
        Self { modifiers: self.modifiers - Modifiers::SHIFT, ..self }
    }

    /// A character without modifiers.
    pub const fn char(character: char) -> Self {
        Self { code: KeyCode::Char(character), modifiers: Modifiers::NONE }
    }

    /// A character with Ctrl.
    pub const fn ctrl(character: char) -> Self {
        Self { code: KeyCode::Char(character), modifiers: Modifiers::CONTROL }
    }

    /// A named key without modifiers.
    pub const fn named(code: KeyCode) -> Self {
        Self { code, modifiers: Modifiers::NONE }
    }

    /// A named key with Alt.
    pub const fn alt(code: KeyCode) -> Self {
        Self { code, modifiers: Modifiers::ALT }
    }

    /// The character that the key types, if it is one without modifiers.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if self.modifiers.is_empty() => Some(character),
            _ => None,
        }
    }

    /// The name of the key; arrows are spelled out if `ascii` is true.
    pub fn label(self, ascii: bool) -> String {
        let mut label = String::new();
        self.write_label(ascii, &mut label);
        label
    }

    /// Writes the name of the key.
    pub fn write_label(self, ascii: bool, to: &mut String) {
        for (prefix, modifier) in PREFIXES {
            to.push_str(if self.modifiers.contains(modifier) { prefix } else { "" });
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, plain, sign)), _) => to.push_str(if ascii { plain } else { sign }),
            (None, KeyCode::Char(character)) => to.push(character),
            (None, KeyCode::Function(number)) => to.push_str(&format!("F{number}")),
            (None, _) => {}
        }
    }
}

/// The modifiers that count.
const HELD: Modifiers = Modifiers::CONTROL.union(Modifiers::ALT).union(Modifiers::SHIFT);

/// The names of the modifiers, in the order in which they stand before a key.
const PREFIXES: [(&str, Modifiers); 3] =
    [("Ctrl-", Modifiers::CONTROL), ("Alt-", Modifiers::ALT), ("Shift-", Modifiers::SHIFT)];

/// The named keys, with their names in ASCII and on the screen.
const NAMES: [(KeyCode, &str, &str); 16] = [
    (KeyCode::Char(' '), "Space", "Space"),
    (KeyCode::Enter, "Enter", "Enter"),
    (KeyCode::Escape, "Esc", "Esc"),
    (KeyCode::Tab, "Tab", "Tab"),
    (KeyCode::BackTab, "Shift-Tab", "Shift-Tab"),
    (KeyCode::Backspace, "Backspace", "Backspace"),
    (KeyCode::Delete, "Del", "Del"),
    (KeyCode::Insert, "Ins", "Ins"),
    (KeyCode::Up, "Up", "↑"),
    (KeyCode::Down, "Down", "↓"),
    (KeyCode::Left, "Left", "←"),
    (KeyCode::Right, "Right", "→"),
    (KeyCode::Home, "Home", "Home"),
    (KeyCode::End, "End", "End"),
    (KeyCode::PageUp, "PgUp", "PgUp"),
    (KeyCode::PageDown, "PgDn", "PgDn"),
];

/// The function keys that terminals can send.
const FUNCTION_KEYS: std::ops::RangeInclusive<u8> = 1..=35;

/// Why a text is not a key; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the name of a key.
    #[error(
        "not a key: write a character, or a name such as Enter, PgDn or F1, after Ctrl-, Alt- or Shift- if those are held"
    )]
    Unknown,
    /// Terminals send the same bytes for another key.
    #[error("terminals cannot tell it from {0}: write that")]
    Same(&'static str),
}

impl FromStr for Key {
    type Err = KeyError;

    /// Parses the names of [`Key::label`], in upper or lower case.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (mut rest, mut modifiers) = (text, Modifiers::NONE);
        for (prefix, modifier) in PREFIXES {
            if let Some((before, after)) = rest.split_at_checked(prefix.len())
                && before.eq_ignore_ascii_case(prefix)
                && !after.is_empty()
            {
                (rest, modifiers) = (after, modifiers | modifier);
            }
        }
        // Shift-Tab is Tab after a prefix here.
        let is_named = |(code, plain, sign): &&(KeyCode, &str, &str)| {
            *code != KeyCode::BackTab && (rest.eq_ignore_ascii_case(plain) || rest == *sign)
        };
        let function = || rest.strip_prefix(['F', 'f'])?.parse().ok();
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(character), None) if !character.is_control() => KeyCode::Char(character),
            _ => match (NAMES.iter().find(is_named), function()) {
                (Some((code, ..)), _) => *code,
                (None, Some(number)) => KeyCode::Function(number),
                (None, None) => return Err(KeyError::Unknown),
            },
        };
        let code = NAMES.iter().find(is_named).map_or(code, |(code, ..)| *code);
        let has_shift = modifiers.contains(Modifiers::SHIFT);
        if modifiers.contains(Modifiers::CONTROL) {
            match code {
                KeyCode::Char('m') => return Err(KeyError::Same("Enter")),
                KeyCode::Char('h') => return Err(KeyError::Same("Backspace")),
                KeyCode::Char('[') => return Err(KeyError::Same("Esc")),
                KeyCode::Char(letter) if letter.is_uppercase() || (letter.is_lowercase() && has_shift) => {
                    return Err(KeyError::Same("the small letter with Ctrl"));
                }
                _ => {}
            }
        }
        match code {
            KeyCode::Char(' ') if has_shift => return Err(KeyError::Same("Space")),
            KeyCode::Char(letter) if has_shift && letter.is_alphabetic() => {
                return Err(KeyError::Same("the capital letter"));
            }
            KeyCode::Char(_) if has_shift => return Err(KeyError::Same("the character that it types")),
            _ => {}
        }
        Self::new(code, modifiers).ok_or(KeyError::Unknown)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label(false))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_parsed_from_its_name_on_the_screen_and_in_ascii() {
        for (text, key) in [
            ("g", Key::char('g')),
            ("G", Key::char('G')),
            ("é", Key::char('é')),
            ("-", Key::char('-')),
            ("Ctrl--", Key::ctrl('-')),
            ("ctrl-d", Key::ctrl('d')),
            ("Alt-←", Key::alt(KeyCode::Left)),
            ("alt-left", Key::alt(KeyCode::Left)),
            ("Ctrl-Alt-Del", Key::named(KeyCode::Delete).with(Modifiers::CONTROL | Modifiers::ALT)),
            ("Ctrl-i", Key::ctrl('i')),
            ("shift-tab", Key::named(KeyCode::BackTab)),
            ("Ctrl-Shift-Tab", Key::named(KeyCode::BackTab).with(Modifiers::CONTROL)),
            ("Shift-Up", Key::named(KeyCode::Up).with(Modifiers::SHIFT)),
            ("shift-↑", Key::named(KeyCode::Up).with(Modifiers::SHIFT)),
            ("Ctrl-Alt-Shift-PgDn", Key::named(KeyCode::PageDown).with(Modifiers::all())),
            ("Shift-F1", Key::named(KeyCode::Function(1)).with(Modifiers::SHIFT)),
            ("F12", Key::named(KeyCode::Function(12))),
            ("space", Key::char(' ')),
        ] {
            assert_eq!(text.parse(), Ok(key), "{text}");
        }
        for text in [
            "",
            "Ctrl-",
            "gg",
            "F0",
            "F36",
            "Hyper-x",
            "\u{1b}",
            "enterr",
            "Shift-",
            "Shift-Shift-Tab",
            "Shift-Ctrl-Up",
        ] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Unknown), "{text}");
        }
        for (text, same) in [
            ("Ctrl-m", "Enter"),
            ("Ctrl-h", "Backspace"),
            ("Ctrl-[", "Esc"),
            ("Ctrl-D", "the small letter with Ctrl"),
            ("Ctrl-Shift-d", "the small letter with Ctrl"),
            ("Shift-a", "the capital letter"),
            ("Shift-A", "the capital letter"),
            ("Alt-Shift-é", "the capital letter"),
            ("Shift-1", "the character that it types"),
            ("Shift--", "the character that it types"),
            ("Shift-Space", "Space"),
        ] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Same(same)), "{text}");
        }
    }

    #[test]
    fn shift_belongs_to_named_keys_alone() {
        let with_shift = |code| Key::named(code).with(Modifiers::SHIFT);
        assert_eq!(with_shift(KeyCode::Up).to_string(), "Shift-↑");
        assert_eq!(with_shift(KeyCode::Up).label(true), "Shift-Up");
        assert_eq!(with_shift(KeyCode::Up).with(Modifiers::CONTROL | Modifiers::ALT).to_string(), "Ctrl-Alt-Shift-↑");
        assert_eq!(with_shift(KeyCode::Up).without_shift(), Key::named(KeyCode::Up));
        assert_eq!(with_shift(KeyCode::Char('G')), Key::char('G'));
        assert_eq!(with_shift(KeyCode::Char(' ')), Key::char(' '));
        for code in [KeyCode::Tab, KeyCode::BackTab] {
            assert_eq!(with_shift(code), Key::named(KeyCode::BackTab));
            assert_eq!(with_shift(code).without_shift(), Key::named(KeyCode::BackTab));
        }
    }

    proptest! {
        #[test]
        fn the_name_of_every_key_parses_to_that_key(
            code in prop_oneof![
                prop::sample::select(NAMES.map(|(code, ..)| code).to_vec()),
                FUNCTION_KEYS.prop_map(KeyCode::Function),
                "[^\\p{Cc}↑↓←→]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or('x'))),
            ],
            held in any::<u8>().prop_map(Modifiers::from_bits_truncate),
            ascii in any::<bool>(),
        ) {
            let key = Key::named(code).with(held);
            match key.label(ascii).parse::<Key>() {
                Err(KeyError::Same(_)) => prop_assert!(held.contains(Modifiers::CONTROL)),
                read => prop_assert_eq!(read, Ok(key)),
            }
        }
    }
}
