//! Output in ASCII: transliterates or escapes text while it is written.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Write};

use super::tex;
use crate::present::signs;

/// How non-ASCII characters are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Transliterated to letters without accents and similar signs, which loses information.
    Alike,
    /// Escaped as UTF-16 code units; in JSON such characters occur only in strings.
    Json,
    /// Replaced with TeX commands.
    Tex,
}

impl Spelling {
    /// Whether the original can be recovered.
    pub const fn is_exact(self) -> bool {
        match self {
            Self::Alike => false,
            Self::Json | Self::Tex => true,
        }
    }

    fn spell(self, character: char, spelled: &mut String) {
        match self {
            // The same as `deunicode` for a whole text, except that control characters become spaces, so lines stay
            // lines.
            Self::Alike => {
                if let Some(sign) = signs::in_ascii(character) {
                    return spelled.push(sign);
                }
                let alike = deunicode::deunicode_char(character).unwrap_or("[?]").chars();
                spelled.extend(alike.map(|letter| if letter.is_ascii_control() { ' ' } else { letter }));
            }
            Self::Json => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    spelled.push_str(&format!("\\u{unit:04x}"));
                }
            }
            Self::Tex => tex::spell(character, spelled),
        }
    }
}

/// The letters that an output may contain. In formats with significant signs (a comma in CSV, an asterisk in Markdown),
/// texts are transliterated before they are quoted or escaped: a curly quotation mark becomes a plain one, which must
/// be quoted.
#[derive(Debug)]
pub struct Letters {
    ascii: bool,
    /// Whether any text was changed.
    changed: Cell<bool>,
}

impl Letters {
    /// All letters.
    pub const fn all() -> Self {
        Self { ascii: false, changed: Cell::new(false) }
    }

    /// ASCII only.
    pub const fn ascii() -> Self {
        Self { ascii: true, changed: Cell::new(false) }
    }

    /// ASCII only if `ascii` is true, or else all letters.
    pub const fn only_ascii(ascii: bool) -> Self {
        if ascii { Self::ascii() } else { Self::all() }
    }

    /// Whether only ASCII is allowed.
    pub const fn are_ascii(&self) -> bool {
        self.ascii
    }

    /// Whether any text was transliterated.
    pub const fn have_changed(&self) -> bool {
        self.changed.get()
    }

    /// The text in these letters.
    pub fn spell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        self.changed.set(true);
        let mut spelled = Vec::with_capacity(text.len());
        let mut ascii = Ascii::new(&mut spelled, Spelling::Alike);
        // Writing into memory cannot fail.
        let _ = ascii.write_all(text.as_bytes()).and_then(|()| ascii.finish());
        String::from_utf8(spelled).unwrap_or_default().into()
    }
}

/// A writer that converts UTF-8 to ASCII.
pub struct Ascii<'a> {
    out: &'a mut dyn Write,
    spelling: Spelling,
    /// The beginning of an incomplete character.
    cut: Vec<u8>,
    /// Whether any character was replaced.
    changed: bool,
    /// Whether a space is pending: a transliteration that ends with a space gets it only if no space, tab or line break
    /// follows.
    space: bool,
}

impl<'a> Ascii<'a> {
    /// A writer on top of `out`.
    pub fn new(out: &'a mut dyn Write, spelling: Spelling) -> Self {
        Self { out, spelling, cut: Vec::new(), changed: false, space: false }
    }

    /// Ends the output; returns whether any character was replaced.
    ///
    /// # Errors
    /// Those of the writer below.
    pub fn finish(&mut self) -> io::Result<bool> {
        if !std::mem::take(&mut self.cut).is_empty() {
            self.put("\u{FFFD}")?;
        }
        Ok(self.changed)
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        if text.is_ascii() && !self.space {
            return self.out.write_all(text.as_bytes());
        }
        self.changed |= !text.is_ascii();
        let mut spelled = String::with_capacity(text.len() + text.len() / 2);
        let mut word = String::new();
        for character in text.chars() {
            word.clear();
            if character.is_ascii() {
                word.push(character);
            } else {
                self.spelling.spell(character, &mut word);
            }
            if std::mem::take(&mut self.space) && !word.starts_with([' ', '\t', '\n']) {
                spelled.push(' ');
            }
            self.space = word.len() > 1 && word.ends_with(' ');
            spelled.push_str(if self.space { &word[..word.len() - 1] } else { &word });
        }
        self.out.write_all(spelled.as_bytes())
    }
}

impl Write for Ascii<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A single call may pass a whole record; it is converted in pieces.
        let consumed = bytes.len().min(PIECE);
        let mut together = std::mem::take(&mut self.cut);
        together.extend_from_slice(&bytes[..consumed]);
        let mut rest = together.as_slice();
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.put(text)?;
                    break;
                }
                Err(error) => {
                    let (text, behind) = rest.split_at(error.valid_up_to());
                    self.put(std::str::from_utf8(text).unwrap_or_default())?;
                    let Some(wrong) = error.error_len() else {
                        self.cut = behind.to_vec();
                        break;
                    };
                    self.put("\u{FFFD}")?;
                    rest = &behind[wrong..];
                }
            }
        }
        Ok(consumed)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Most bytes converted at once; bounds the memory for the result.
const PIECE: usize = 1 << 13;

#[cfg(test)]
mod tests {
    use super::*;

    /// The text in ASCII, written in pieces of `piece` bytes.
    fn spelled(text: &[u8], spelling: Spelling, piece: usize) -> String {
        let mut out = Vec::new();
        let mut ascii = Ascii::new(&mut out, spelling);
        for piece in text.chunks(piece) {
            ascii.write_all(piece).unwrap();
        }
        ascii.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_in_ascii_is_the_same_in_pieces_of_any_size() {
        let text = "“Façade”\tof the\n人口 · 😀 ONUSIDA ▸ e\u{301} 口 x口\n口\n ".repeat(2000);
        // In a whole text `deunicode` drops tabs and line breaks.
        let cells = text.split_inclusive(['\t', '\n']).map(|cell| {
            let words = cell.trim_end_matches(['\t', '\n']);
            deunicode::deunicode(words) + &cell[words.len()..]
        });
        let whole: String = cells.collect();
        for piece in [1, 2, 3, 5, 4096, 1 << 20] {
            assert!(spelled(text.as_bytes(), Spelling::Alike, piece) == whole, "pieces of {piece}");
        }
    }

    #[test]
    fn json_in_ascii_means_the_same() {
        let text = "{\"a\": \"é “ 😀\"}";
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        for piece in [1, 2, 3, 100] {
            let shown = spelled(text.as_bytes(), Spelling::Json, piece);
            assert!(shown.is_ascii());
            assert_eq!(read(&shown), read(text));
        }
    }

    #[test]
    fn invalid_utf_8_is_marked_and_ends_nothing() {
        assert_eq!(spelled(b"a\xFFb\xE4\xBA", Spelling::Alike, 1), spelled(b"a\xFFb\xE4\xBA", Spelling::Alike, 9));
        assert!(spelled(b"a\xFFb\xE4\xBA", Spelling::Alike, 1).is_ascii());
    }

    #[test]
    fn the_signs_of_gaps_are_those_of_the_screen() {
        assert_eq!(spelled("● ◐ ○".as_bytes(), Spelling::Alike, 2), "* % o");
    }

    #[test]
    fn no_character_adds_a_line_or_a_column() {
        for character in (' '..=char::MAX).filter(|character| !character.is_ascii()) {
            let mut spelled = String::new();
            Spelling::Alike.spell(character, &mut spelled);
            assert!(spelled.is_ascii() && !spelled.contains(|c: char| c.is_control()), "{character:?}: {spelled:?}");
        }
    }
}
