//! Iterates over the words of a text between which a line may be broken, without a list of them.
//!
//! textwrap decides what a word is. But most words of most texts are plain: ASCII letters and digits between spaces.
//! For these, Unicode's rules (UAX #14) amount to "break after the spaces", and applying them takes twenty times as
//! long.

use textwrap::WordSeparator;
use textwrap::core::Word;

/// The points at which a line may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Wherever Unicode allows it, and after hyphens.
    Anywhere,
    /// Only at spaces.
    AtSpaces,
}

/// The words of a line of text.
pub(super) struct Words<'a> {
    rest: &'a str,
    breaks: Breaks,
    /// The words of the current stretch that is not plain.
    stretch: Option<Box<dyn Iterator<Item = Word<'a>> + 'a>>,
}

impl<'a> Words<'a> {
    pub(super) const fn of(line: &'a str, breaks: Breaks) -> Self {
        Self { rest: line, breaks, stretch: None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        if let Some(word) = self.stretch.as_mut().and_then(Iterator::next) {
            return Some(word);
        }
        self.stretch = None;
        if self.rest.is_empty() {
            return None;
        }
        if let Some((width, spaces)) = plain_word(self.rest.as_bytes()) {
            let word = self.take(width);
            return Some(Word { word, whitespace: self.take(spaces), penalty: "", width });
        }
        let separator = match self.breaks {
            Breaks::Anywhere => WordSeparator::UnicodeBreakProperties,
            Breaks::AtSpaces => WordSeparator::AsciiSpace,
        };
        let stretch = self.take(stretch(self.rest.as_bytes()));
        let mut words = separator.find_words(stretch);
        let first = words.next();
        self.stretch = Some(words);
        first
    }
}

/// Whether a byte belongs to a plain word or the signs after it. No line may be broken there, except at a hyphen, which
/// textwrap splits later.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b';' | b':' | b'\'' | b'-')
}

/// The lengths of the plain word at the beginning of the text and of the spaces after it, if there is one.
fn plain_word(text: &[u8]) -> Option<(usize, usize)> {
    if !text.first()?.is_ascii_alphanumeric() {
        return None;
    }
    let letters = text.iter().take_while(|byte| is_plain(**byte)).count();
    let spaces = spaces(&text[letters..]);
    let ends = match text.get(letters + spaces) {
        Some(next) => spaces > 0 && next.is_ascii_alphanumeric(),
        None => true,
    };
    ends.then_some((letters, spaces))
}

fn spaces(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}

/// The length of the text up to the first spaces between plain letters. A line may be broken there whatever comes
/// before and after, so both sides can be split separately.
fn stretch(text: &[u8]) -> usize {
    let mut from = 0;
    while let Some(letters) = memchr::memchr(b' ', &text[from..]) {
        let end = from + letters;
        let next = end + spaces(&text[end..]);
        let plain_before = end.checked_sub(1).is_some_and(|last| is_plain(text[last]));
        if plain_before && text.get(next).is_some_and(u8::is_ascii_alphanumeric) {
            return next;
        }
        from = next;
    }
    text.len()
}
