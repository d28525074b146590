//! Iterates over the words of a text between which a line may be broken, without a list of them.
//!
//! textwrap decides what a word is. But nearly all words of most texts are plain: letters of Latin scripts and digits between
//! spaces, with the usual signs around them. For these, Unicode's rules (UAX #14) amount to "break after the spaces", and
//! applying them takes twenty times as long, and memory. Symbols of the United Nations and telephone numbers stay whole, since
//! nobody can read them aloud over the end of a line.
//!
//! The portable searchers of memchr are used here: the others ask the processor what it can do, which takes a virtual machine
//! 0.1 ms in the first frame.

use memchr::arch::all::memchr::{One, Two};
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
        let may_stay_whole = Two::new(b'/', b'+').find(line.as_bytes()).is_some();
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
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub word: &'a str,
    /// The number of spaces after it.
    pub spaces: usize,
    /// Its columns, without the spaces.
    pub width: usize,
    /// Whether it stays whole even at its hyphens.
    pub is_whole: bool,
}

impl<'a> From<Word<'a>> for Piece<'a> {
    fn from(Word { word, whitespace, width, .. }: Word<'a>) -> Self {
        Self { word, spaces: whitespace.len(), width, is_whole: false }
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
            let spaces = spaces(self.rest.as_bytes());
            self.take(spaces);
            return Some(Piece { word, spaces, width: word.width(), is_whole: true });
        }
        if let Some(Plain { length, width, spaces }) = Plain::at_start(self.rest) {
            let word = self.take(length);
            self.take(spaces);
            return Some(Piece { word, spaces, width, is_whole: false });
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

/// What a character is to a plain word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter one column wide, or a digit, of which any may follow one another on a line.
    Letter,
    /// It may stand between letters.
    Between,
    /// It may stand between letters and after the word.
    Stop,
    /// It ends the word; only stops and such signs may follow.
    Closing,
    /// A space.
    Space,
    /// It belongs to no plain word.
    Other,
}

impl Class {
    const fn of(character: char) -> Self {
        match character {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | '†' | '·' => Self::Letter,
            '\'' | '-' | '’' => Self::Between,
            '.' | ',' | ';' | ':' => Self::Stop,
            '”' | ')' | '!' | '?' => Self::Closing,
            ' ' => Self::Space,
            _ => Self::Other,
        }
    }
}

/// The classes of ASCII, looked up for nearly every character of a text.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = Class::of(byte as char);
        byte += 1_u8;
    }
    classes
};

/// The class of the first character of a text and its length in bytes, if there is one.
fn first_class(text: &str) -> Option<(Class, usize)> {
    match *text.as_bytes().first()? {
        ascii @ 0..128 => Some((ASCII[usize::from(ascii)], 1)),
        _ => text.chars().next().map(|character| (Class::of(character), character.len_utf8())),
    }
}

/// Whether a byte belongs to a plain word or the signs after it. No line may be broken there, except at a hyphen, which is
/// divided later.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && matches!(ASCII[usize::from(byte)], Class::Letter | Class::Between | Class::Stop)
}

/// A plain word: letters, perhaps between a quotation mark or bracket and their ends.
struct Plain {
    /// Its length in bytes, its columns, and the number of spaces after it.
    length: usize,
    width: usize,
    spaces: usize,
}

impl Plain {
    /// The plain word at the beginning of a text, if there is one. The next word must begin like one, too.
    fn at_start(text: &str) -> Option<Self> {
        let opening = opening(text);
        let (mut length, mut width) = (opening, usize::from(opening > 0));
        if !begins_word(&text[length..]) {
            return None;
        }
        let mut is_closed = false;
        while let Some((class, bytes)) = first_class(&text[length..]) {
            match class {
                Class::Space => break,
                Class::Stop => {}
                Class::Closing => is_closed = true,
                Class::Letter | Class::Between if !is_closed => {}
                Class::Letter | Class::Between | Class::Other => return None,
            }
            length += bytes;
            width += 1;
        }
        let spaces = spaces(&text.as_bytes()[length..]);
        let next = &text[length + spaces..];
        let opening = self::opening(next);
        // Between a closing and an opening sign older rules allow no break.
        let ends = next.is_empty() || (begins_word(&next[opening..]) && (opening == 0 || !is_closed));
        ends.then_some(Self { length, width, spaces })
    }
}

/// The length of the quotation mark or bracket at the beginning of a text.
const fn opening(text: &str) -> usize {
    match text.as_bytes() {
        [b'(', ..] => 1,
        // “
        [0xe2, 0x80, 0x9c, ..] => 3,
        _ => 0,
    }
}

fn begins_word(text: &str) -> bool {
    first_class(text).is_some_and(|(class, _)| class == Class::Letter)
}

fn spaces(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b' ').count()
}

/// The length of the text up to the first spaces between plain letters, or before a word that stays whole. A line may be
/// broken there whatever comes before and after, so both sides can be split separately.
fn stretch(text: &str, may_stay_whole: bool) -> usize {
    let bytes = text.as_bytes();
    let space = One::new(b' ');
    let mut from = 0;
    while let Some(letters) = space.find(&bytes[from..]) {
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
