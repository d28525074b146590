//! Iterates over the words of a text between which a line may be broken, without a list of them.
//!
//! textwrap decides what a word is. But most words of most texts are plain: ASCII letters and digits between spaces.
//! For these, Unicode's rules (UAX #14) amount to "break after the spaces", and applying them takes twenty times as
//! long. Symbols of the United Nations and telephone numbers stay whole, since nobody can read them aloud over the end of a
//! line.

use textwrap::WordSeparator;
use textwrap::core::Word;
use unicode_width::UnicodeWidthStr;

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
    /// Whether there may be symbols or telephone numbers.
    may_stay_whole: bool,
    /// The words of the current stretch that is not plain.
    stretch: Option<Box<dyn Iterator<Item = Word<'a>> + 'a>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(line: &'a str, breaks: Breaks) -> Self {
        let may_stay_whole = memchr::memchr2(b'/', b'+', line.as_bytes()).is_some();
        Self { rest: line, breaks, may_stay_whole, stretch: None }
    }

    fn whole_at_start(&self) -> Option<usize> {
        if self.may_stay_whole { whole_at_start(self.rest) } else { None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// A word between two points at which a line may be broken.
pub(super) struct Piece<'a> {
    pub word: Word<'a>,
    /// Whether it stays whole even at its hyphens.
    pub is_whole: bool,
}

impl<'a> From<Word<'a>> for Piece<'a> {
    fn from(word: Word<'a>) -> Self {
        Self { word, is_whole: false }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(word) = self.stretch.as_mut().and_then(Iterator::next) {
            return Some(word.into());
        }
        self.stretch = None;
        if self.rest.is_empty() {
            return None;
        }
        if let Some(length) = self.whole_at_start() {
            let word = self.take(length);
            let whitespace = self.take(spaces(self.rest.as_bytes()));
            return Some(Piece { word: Word { word, whitespace, penalty: "", width: word.width() }, is_whole: true });
        }
        if let Some((width, spaces)) = plain_word(self.rest.as_bytes()) {
            let word = self.take(width);
            return Some(Word { word, whitespace: self.take(spaces), penalty: "", width }.into());
        }
        let separator = match self.breaks {
            Breaks::Anywhere => WordSeparator::UnicodeBreakProperties,
            Breaks::AtSpaces => WordSeparator::AsciiSpace,
        };
        let stretch = self.take(stretch(self.rest, self.may_stay_whole));
        let mut words = separator.find_words(stretch);
        let first = words.next();
        self.stretch = Some(words);
        first.map(Piece::from)
    }
}

/// The length of the symbol or telephone number at the beginning of a text, if there is one.
fn whole_at_start(text: &str) -> Option<usize> {
    let end = |text: &str| text.find(' ').unwrap_or(text.len());
    let word = &text[..end(text)];
    if is_symbol(word) {
        return Some(word.len());
    }
    let number = word.strip_prefix('(').unwrap_or(word).strip_prefix('+')?;
    if !number.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let is_of_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '(' | ')' | '.' | '/');
    let mut length = word.len();
    // The groups of digits of a number are between spaces.
    while let Some(next) = text[length..].strip_prefix(' ') {
        let word = &next[..end(next)];
        if word.is_empty() || !word.chars().all(is_of_number) {
            break;
        }
        length += 1 + word.len();
    }
    Some(length)
}

/// Whether a word is a symbol, as in `A/RES/64/293`: capital letters and digits between slashes.
fn is_symbol(word: &str) -> bool {
    let has = |is_it: fn(char) -> bool| word.contains(is_it);
    has(|letter| letter == '/')
        && has(|letter| letter.is_ascii_digit())
        && has(|letter| letter.is_ascii_uppercase())
        && !has(char::is_lowercase)
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

/// The length of the text up to the first spaces between plain letters, or before a word that stays whole. A line may be
/// broken there whatever comes before and after, so both sides can be split separately.
fn stretch(text: &str, may_stay_whole: bool) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(letters) = memchr::memchr(b' ', &bytes[from..]) {
        let end = from + letters;
        let next = end + spaces(&bytes[end..]);
        let plain_before = end.checked_sub(1).is_some_and(|last| is_plain(bytes[last]));
        if plain_before && bytes.get(next).is_some_and(u8::is_ascii_alphanumeric) {
            return next;
        }
        if may_stay_whole && whole_at_start(&text[next..]).is_some() {
            return next;
        }
        from = next;
    }
    text.len()
}
