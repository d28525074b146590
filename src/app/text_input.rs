//! An input of one line: in the search, in the palette, for a note or a file name.

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::atlas::text::hazard;
use crate::present::wrap;

/// An input of one line. It contains only characters that can be shown.
#[derive(Debug, Clone)]
pub struct TextInput {
    input: Input,
    /// Longest text accepted, in characters; a huge paste must not stall the query parser.
    longest: usize,
    /// Index of the recalled text, from the newest on, and the text before it.
    recalled: Option<(usize, String)>,
}

impl TextInput {
    /// An input that contains a text and accepts up to `longest` characters.
    pub fn new(text: &str, longest: usize) -> Self {
        let mut input = Self { input: Input::default(), longest, recalled: None };
        input.insert(text);
        input
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> String {
        self.text().chars().take(self.input.cursor()).collect()
    }

    /// The part of the text around the cursor that fits `width` columns, and the column of the cursor in it.
    pub fn visible(&self, width: usize) -> (String, usize) {
        let mut left_out = self.input.visual_scroll(width);
        let cursor = self.input.visual_cursor().saturating_sub(left_out);
        let mut room = width;
        let letters = self.text().graphemes(true).skip_while(|letter| {
            let fits = wrap::width(letter) <= left_out && left_out > 0;
            left_out = if fits { left_out - wrap::width(letter) } else { 0 };
            fits
        });
        let fitting = letters.take_while(|letter| {
            let rest = room.checked_sub(wrap::width(letter));
            room = rest.unwrap_or(0);
            rest.is_some()
        });
        (fitting.collect(), cursor)
    }

    /// Carries out an edit. Returns whether the text has changed.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        let has_changed = self.edited(request);
        if has_changed {
            self.recalled = None;
        }
        has_changed
    }

    fn edited(&mut self, request: InputRequest) -> bool {
        match request {
            InputRequest::InsertChar(character) if self.remaining() == 0 || hazard(character).is_some() => false,
            InputRequest::GoToNextWord => {
                self.input.handle(InputRequest::SetCursor(self.word_end()));
                false
            }
            InputRequest::DeleteNextWord => {
                let behind = self.text().chars().count() - self.word_end();
                let mut deleted = false;
                while self.text().chars().count() - self.input.cursor() > behind {
                    deleted |= self.input.handle(InputRequest::DeleteNextChar).is_some();
                }
                deleted
            }
            request => self.input.handle(request).is_some_and(|changed| changed.value),
        }
    }

    /// The end of the word at the cursor, or else of the next one, as in shells. tui-input only finds where the next word
    /// begins.
    fn word_end(&self) -> usize {
        let letters: Vec<char> = self.text().chars().collect();
        let is_in_word = |at: &usize| letters[*at].is_alphanumeric();
        let start = (self.input.cursor()..letters.len()).find(is_in_word).unwrap_or(letters.len());
        (start..letters.len()).find(|at| !is_in_word(at)).unwrap_or(letters.len())
    }

    /// Writes the text before the recalled one or, with `older` false, the one after it, of texts that were typed before, the
    /// newest last. After the newest comes what was typed when the first was recalled.
    pub fn recall(&mut self, older: bool, typed: &[impl AsRef<str>]) {
        let (number, draft) = match (self.recalled.take(), older) {
            (None, true) => (0, self.text().to_owned()),
            (Some((number, draft)), true) => ((number + 1).min(typed.len().saturating_sub(1)), draft),
            (Some((0, draft)), false) => return self.write(&draft),
            (Some((number, draft)), false) => (number - 1, draft),
            (None, false) => return,
        };
        if let Some(text) = typed.iter().rev().nth(number) {
            self.write(text.as_ref());
            self.recalled = Some((number, draft));
        }
    }

    /// Inserts a text at the cursor, cut to the longest text accepted. Line breaks and tabs become spaces; characters that
    /// cannot be shown are left out.
    pub fn insert(&mut self, text: &str) {
        self.recalled = None;
        let fit = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| hazard(*c).is_none());
        for character in fit.take(self.remaining()) {
            self.input.handle(InputRequest::InsertChar(character));
        }
    }

    /// Replaces this many characters before the cursor.
    pub fn replace_before_cursor(&mut self, characters: usize, text: &str) {
        for _ in 0..characters {
            self.input.handle(InputRequest::DeletePrevChar);
        }
        self.insert(text);
    }

    /// Replaces the whole text.
    pub fn write(&mut self, text: &str) {
        self.input = Input::default();
        self.insert(text);
    }

    fn remaining(&self) -> usize {
        self.longest.saturating_sub(self.text().chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_accepts_only_characters_that_can_be_shown_and_fit() {
        let mut input = TextInput::new("a\nb\u{1b}[31m\u{202e}c", 8);
        assert_eq!(input.text(), "a b[31mc");
        assert!(!input.edit(InputRequest::InsertChar('d')), "there is no room left");
        assert!(input.edit(InputRequest::DeletePrevWord));
        assert_eq!(input.text(), "a b[", "a word as a shell has it");
    }

    #[test]
    fn words_end_where_they_end_in_a_shell() {
        let mut input = TextInput::new("legal re-trafficking", 50);
        input.edit(InputRequest::GoToStart);
        assert!(input.edit(InputRequest::DeleteNextWord));
        assert_eq!(input.text(), " re-trafficking");
        input.edit(InputRequest::GoToNextWord);
        assert!(input.edit(InputRequest::DeleteNextWord));
        assert_eq!(input.text(), " re");
        assert!(!input.edit(InputRequest::DeleteNextWord), "there is nothing left");
    }
}
