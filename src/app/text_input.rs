//! A line of text that is being typed: in the search, in the palette, for a note or a file name.

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::atlas::text::hazard;
use crate::present::wrap;

/// A text field. What is in it is always fit to be shown.
#[derive(Debug, Clone)]
pub struct TextInput {
    input: Input,
    /// More characters than this are not taken: a paste of a book must not stall what reads the field.
    longest: usize,
}

impl TextInput {
    /// A field with a text in it that takes so many characters.
    pub fn new(text: &str, longest: usize) -> Self {
        let mut input = Self { input: Input::default(), longest };
        input.insert(text);
        input
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What is typed before the cursor.
    pub fn before_cursor(&self) -> String {
        self.text().chars().take(self.input.cursor()).collect()
    }

    /// What `width` columns show of what is typed, the part at the cursor, and the column of the cursor there.
    pub fn shown(&self, width: usize) -> (String, usize) {
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

    /// Edits what is typed, and says whether it is another text now.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        match request {
            InputRequest::InsertChar(character) if self.room() == 0 || hazard(character).is_some() => false,
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

    /// The end of the word at the cursor, or else of the next one, as shells have it; tui-input knows where the next one
    /// begins.
    fn word_end(&self) -> usize {
        let letters: Vec<char> = self.text().chars().collect();
        let is_in_word = |at: &usize| letters[*at].is_alphanumeric();
        let start = (self.input.cursor()..letters.len()).find(is_in_word).unwrap_or(letters.len());
        (start..letters.len()).find(|at| !is_in_word(at)).unwrap_or(letters.len())
    }

    /// Inserts a text at the cursor, as much of it as the field takes. Line breaks and tabs become spaces; what is not fit
    /// to be shown is left out.
    pub fn insert(&mut self, text: &str) {
        let fit = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| hazard(*c).is_none());
        for character in fit.take(self.room()) {
            self.input.handle(InputRequest::InsertChar(character));
        }
    }

    /// Puts a text in the place of so many characters before the cursor.
    pub fn replace_before_cursor(&mut self, characters: usize, text: &str) {
        for _ in 0..characters {
            self.input.handle(InputRequest::DeletePrevChar);
        }
        self.insert(text);
    }

    /// Puts another text in the place of all of it.
    pub fn write(&mut self, text: &str) {
        self.input = Input::default();
        self.insert(text);
    }

    fn room(&self) -> usize {
        self.longest.saturating_sub(self.text().chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_takes_only_what_is_fit_to_be_shown_and_has_room() {
        let mut input = TextInput::new("a\nb\u{1b}[31m\u{202e}c", 8);
        assert_eq!(input.text(), "a b[31mc");
        assert!(!input.edit(InputRequest::InsertChar('d')), "there is no room left");
        assert!(input.edit(InputRequest::DeletePrevWord));
        assert_eq!(input.text(), "a b[", "a word as a shell has it");
    }

    #[test]
    fn words_end_where_a_shell_has_their_ends() {
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
