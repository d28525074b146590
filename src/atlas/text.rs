//! Text that is safe to show.
//!
//! The parser refuses dangerous characters in data ([`Text`]). Text from elsewhere (file names, arguments, queries)
//! goes through [`printable`] before it is printed.

use std::borrow::Cow;
use std::fmt;

use super::RecordId;
pub use super::hazard::{Hazard, hazard, is_joiner};
use super::hazard::{hazard_in_any_format, hazard_since_format_2, joins_letters};
use super::packed::{Pack, Packer, Unpacker};
use serde::{Deserialize, Deserializer, Serialize, de};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text from the data that is safe to print: not blank, no control characters, no bidirectional controls, no invisible
/// characters. Data of format 1 and pins may hold some characters that newer formats refuse (see [`Hazard`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One of our own literals, which needs no check.
    pub(super) const fn literal(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// Joins checked texts and our own literals.
    ///
    /// # Errors
    /// As [`Text::try_from`], if the result is not printable.
    pub fn joined(parts: &[&str]) -> Result<Self, TextError> {
        Self::try_from(parts.concat())
    }
}

impl From<&RecordId> for Text {
    /// Needs no check: an id consists of ASCII letters, digits, hyphens and slashes.
    fn from(id: &RecordId) -> Self {
        Self(id.as_str().to_owned().into())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Why a string is not a [`Text`]; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Empty, or white space only.
    #[error("the text is empty: write it, or leave the field out")]
    Blank,
    /// White space at either end, which would break columns and comparisons.
    #[error("the text begins or ends with white space: remove it")]
    Padded,
    /// A terminal control, or a character that hides or reorders text.
    #[error("{0}")]
    Hazardous(Unfit),
}

/// The unfit characters of a text; reads as `what is wrong: what to do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The byte offset of the first.
    pub(super) at: usize,
    pub(super) character: char,
    hazard: Hazard,
    /// The number of further ones.
    more: usize,
}

impl Unfit {
    pub(super) fn what(&self) -> String {
        let first = format!("the text holds {}, {}", code_point(self.character), self.hazard.name());
        match self.more {
            0 => first,
            1 => format!("{first}, and 1 more unfit character"),
            more => format!("{first}, and {more} more unfit characters"),
        }
    }

    pub(super) const fn remedy(&self) -> &'static str {
        if self.more == 0 { "remove it" } else { "remove them" }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what(), self.remedy())
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        if let Some(unfit) = unfit_in_any_format(&text) {
            return Err(TextError::Hazardous(unfit));
        }
        if text.trim().is_empty() {
            return Err(TextError::Blank);
        }
        if text.trim() != text {
            return Err(TextError::Padded);
        }
        // Without the room that it had to grow, as there may be a million texts.
        Ok(Self(text.into_boxed_str().into_string().into()))
    }
}

impl Pack for Text {
    fn pack(&self, to: &mut Packer) {
        to.string(&self.0);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        // It was checked before it was packed.
        Self(Cow::Borrowed(from.string()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// The characters of a text that every data format refuses.
pub(super) fn unfit_in_any_format(text: &str) -> Option<Unfit> {
    unfit(text, hazard_in_any_format)
}

/// The characters of a text that only format 1 allows.
pub(super) fn unfit_since_format_2(text: &str) -> Option<Unfit> {
    unfit(text, hazard_since_format_2)
}

fn unfit(text: &str, hazard: impl Fn(char) -> Option<Hazard>) -> Option<Unfit> {
    let rare = text.char_indices().filter(|(_, character)| !character.is_ascii() || character.is_ascii_control());
    let unfit = rare.filter_map(|(at, character)| Some((at, character, hazard(character)?)));
    let mut unfit = unfit.filter(|(at, character, _)| !is_spelling(text, *at, *character));
    let (at, character, hazard) = unfit.next()?;
    Some(Unfit { at, character, hazard, more: unfit.count() })
}

/// Whether a character is a joiner that the spelling needs.
fn is_spelling(text: &str, at: usize, character: char) -> bool {
    let behind = at + character.len_utf8();
    is_joiner(character) && joins_letters(&text[..at], character, &text[behind..])
}

/// Replaces every hazardous character with a visible mark such as `<U+001B>`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| hazard(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if hazard(character).is_some() && !is_spelling(text, at, character) {
            shown.push('<');
            shown.push_str(&code_point(character));
            shown.push('>');
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Replaces the middle of a text longer than `most` characters with an ellipsis.
pub fn abridged(text: &str, most: usize) -> Cow<'_, str> {
    // A character has at least one byte.
    if text.len() <= most || text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let half = most / 2;
    let from_start = text.char_indices().nth(half).map_or(text.len(), |(at, _)| at);
    let from_end = text.char_indices().rev().take(most - half).last().map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…{}", &text[..from_start], &text[from_end..]))
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a text has capitals and no small letters.
pub fn has_only_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// A letter as it is compared: in lower case and without diacritics (`é` = `e`, `œ` = `oe`); nothing for a mark.
pub fn folded(character: char) -> impl Iterator<Item = char> {
    let plain = match character {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'þ' | 'Þ' => "th",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        // Which stands at the end of a word.
        'ς' => "σ",
        _ => "",
    };
    // Letters without a decomposition in Unicode are listed above; others are decomposed and lose their marks.
    let rest = plain.is_empty().then_some(character);
    let decomposed = rest.into_iter().nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain.chars().chain(decomposed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_becomes_a_visible_mark() {
        assert_eq!(printable("a\u{1b}[31mb"), "a<U+001B>[31mb");
        assert_eq!(printable("\u{9b}2J"), "<U+009B>2J");
    }

    #[test]
    fn a_bidirectional_override_becomes_a_visible_mark() {
        assert_eq!(printable("abc\u{202e}fed"), "abc<U+202E>fed");
    }

    #[test]
    fn ordinary_text_in_any_script_is_left_alone() {
        for text in ["Victims’ participation", "ONUSIDA · façade", "الاتجار بالأشخاص", "人口贩运", "e\u{301}"]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn a_long_text_loses_its_middle() {
        assert_eq!(abridged("façade", 6), "façade");
        assert_eq!(abridged("“façades”", 4), "“f…s”");
        assert_eq!(abridged("", 0), "");
    }

    #[test]
    fn text_refuses_terminal_controls_and_names_them() {
        let error = Text::try_from("x\u{7}".to_owned()).unwrap_err();
        assert_eq!(error.to_string(), "the text holds U+0007, a control character: remove it");
        assert!(Text::try_from("a\u{200b}b".to_owned()).is_err());
        assert!(Text::try_from("two\nlines".to_owned()).is_err());
    }

    #[test]
    fn text_refuses_blank_texts_and_white_space_at_either_end() {
        assert_eq!(Text::try_from(String::new()), Err(TextError::Blank));
        assert_eq!(Text::try_from("  ".to_owned()), Err(TextError::Blank));
        assert_eq!(Text::try_from(" a".to_owned()), Err(TextError::Padded));
    }

    #[test]
    fn a_character_that_every_format_refuses_is_not_reported_twice() {
        for refused in ['\u{1b}', '\u{ad}', '\u{200b}', '\u{200e}', '\u{2028}', '\u{feff}', '\u{e0001}'] {
            let text = format!("a{refused}b");
            assert!(unfit_in_any_format(&text).is_some() && unfit_since_format_2(&text).is_none(), "{text:?}");
        }
    }
}
