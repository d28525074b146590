//! Breaks a text into lines: fills each with as many words as fit, as textwrap's `wrap` does, but one line after the other and
//! without a list of the words.

use std::borrow::Cow;

use memchr::arch::all::memchr::One;
use unicode_width::UnicodeWidthChar;

use super::beginning::bounded;
use super::words::{Breaks, Piece, Words};

/// The lines of a text. The first one may have another width than the further ones.
pub struct Broken<'a> {
    text: &'a str,
    /// The width of the line being filled, of those after it, and the lesser of the two.
    width: usize,
    further: usize,
    narrowest: usize,
    breaks: Breaks,
    words: Words<'a>,
    /// What follows the hyphen after which a word was divided.
    after_hyphen: Option<Piece<'a>>,
    /// The rest of a word that is wider than a line.
    rest: Option<Piece<'a>>,
    /// Byte offsets in the text: the beginning of the line, its end, and the beginning of the next word.
    start: usize,
    end: usize,
    next: usize,
    /// The columns filled, including the spaces after the last word.
    filled: usize,
    /// Whether the last line was returned.
    is_done: bool,
}

impl<'a> Broken<'a> {
    pub(super) fn of(text: &'a str, first: usize, further: usize, breaks: Breaks) -> Self {
        #[cfg(test)]
        super::work::add(text.len());
        let (first, further) = (first.max(1), further.max(1));
        // No character is wider than its bytes are many, so there is no need to look at the words of a short text.
        let is_short = text.len() <= first;
        Self {
            text,
            width: first,
            further,
            narrowest: first.min(further),
            breaks,
            words: Words::of(if is_short { "" } else { text }, breaks),
            after_hyphen: None,
            rest: None,
            start: 0,
            end: if is_short { text.trim_end_matches(' ').len() } else { 0 },
            next: 0,
            filled: 0,
            is_done: false,
        }
    }

    /// Whether another line follows the one returned last, which is known without filling it.
    pub const fn has_next(&self) -> bool {
        !self.is_done
    }

    /// The next part of the text that fits a line.
    fn piece(&mut self) -> Option<Piece<'a>> {
        if let Some(rest) = self.rest.take() {
            return Some(self.fitting(rest));
        }
        let piece = self.after_hyphen.take().or_else(|| self.words.next())?;
        let is_divided = self.breaks == Breaks::Anywhere && !piece.is_whole;
        let Some(hyphen) = after_hyphen(piece.word).filter(|_| is_divided) else { return Some(self.bounded(piece)) };
        let (before, after) = piece.split(hyphen);
        self.after_hyphen = Some(after);
        Some(self.bounded(before))
    }

    /// A piece, or as much of it as fits a line.
    fn bounded(&mut self, piece: Piece<'a>) -> Piece<'a> {
        if piece.width > self.narrowest { self.fitting(piece) } else { piece }
    }

    /// As much of a piece as fits a line, letter by letter.
    fn fitting(&mut self, piece: Piece<'a>) -> Piece<'a> {
        let mut width = 0;
        for (at, letter) in piece.word.char_indices() {
            let letter = letter.width().unwrap_or(0);
            if width > 0 && width + letter > self.narrowest {
                let (fitting, rest) = piece.split(at);
                self.rest = Some(rest);
                return Piece { width, ..fitting };
            }
            width += letter;
        }
        Piece { width, ..piece }
    }

    /// Adds a piece. If it does not fit, begins a new line with it and returns the full one.
    fn add(&mut self, piece: &Piece<'_>) -> Option<Cow<'a, str>> {
        let full = self.filled + piece.width > self.width && self.next > self.start;
        let line = full.then(|| bounded(&self.text[self.start..self.end]));
        if full {
            (self.start, self.filled, self.width) = (self.next, 0, self.further);
        }
        self.filled += piece.width + piece.spaces;
        self.end = self.next + piece.word.len();
        self.next = self.end + piece.spaces;
        line
    }
}

impl<'a> Iterator for Broken<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        while let Some(piece) = self.piece() {
            if let Some(line) = self.add(&piece) {
                return Some(line);
            }
        }
        let is_last = !std::mem::replace(&mut self.is_done, true);
        is_last.then(|| bounded(&self.text[self.start..self.end]))
    }
}

impl<'a> Piece<'a> {
    /// The parts before and after a byte of the word.
    fn split(&self, at: usize) -> (Self, Self) {
        let (before, after) = self.word.split_at(at);
        let part = |word: &'a str, spaces| Self { word, spaces, width: columns(word), is_whole: self.is_whole };
        (part(before, 0), part(after, self.spaces))
    }
}

/// The columns of all letters.
pub(super) fn columns(word: &str) -> usize {
    word.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Fewest letters of a line's end before a hyphen: `anti-` may end a line, `re-` not.
const BEFORE_HYPHEN: usize = 3;

/// Where a word may be divided after its first hyphen, in bytes.
fn after_hyphen(word: &str) -> Option<usize> {
    let hyphen = One::new(b'-');
    hyphen.iter(word.as_bytes()).map(|hyphen| hyphen + 1).find(|end| {
        let (before, after) = word.split_at(*end);
        let mut letters = before.chars().rev().skip(1);
        let is_between = letters.next().is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        let further = letters.take_while(|letter| *letter != '-');
        is_between && further.take(BEFORE_HYPHEN - 1).count() == BEFORE_HYPHEN - 1
    })
}
