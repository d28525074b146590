//! A file's text with its lines and list elements. Problems get their line and column and their element here. The text
//! is scanned once for lines and once for elements, however many problems there are.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::scan;

/// Distance between marks, in bytes. Finding a line and column reads at most this much twice.
const BLOCK: usize = 4096;

/// A text; its lines and elements are located when first needed.
#[derive(Debug)]
pub(in crate::atlas) struct Layout {
    text: Cow<'static, str>,
    marks: OnceCell<Vec<Mark>>,
    elements: OnceCell<Option<Vec<Range<usize>>>>,
}

/// The lines and characters before a byte of the text.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// The number of line breaks.
    lines: usize,
    /// The offset of the line's first byte.
    line_start: usize,
    /// The number of characters, earlier lines included.
    characters: usize,
}

impl Mark {
    /// Advances by `bytes`, which begin at the byte `from` of the text.
    fn after(mut self, bytes: &[u8], from: usize) -> Self {
        for newline in memchr::memchr_iter(b'\n', bytes) {
            self.lines += 1;
            self.line_start = from + newline + 1;
        }
        // Counts all bytes except UTF-8 continuation bytes, which are -128 to -65.
        self.characters += bytes.iter().filter(|byte| byte.cast_signed() >= -64).count();
        self
    }
}

/// Line and column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::atlas) struct LineAndColumn {
    pub line: usize,
    pub column: usize,
    /// The offset of the line's first byte.
    pub line_start: usize,
}

impl Layout {
    pub(in crate::atlas) fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), marks: OnceCell::new(), elements: OnceCell::new() }
    }

    pub(in crate::atlas) fn text(&self) -> &str {
        &self.text
    }

    /// The elements of the text's list: see [`scan::elements`].
    pub(in crate::atlas) fn elements(&self) -> Option<&[Range<usize>]> {
        self.elements.get_or_init(|| scan::elements(&self.text)).as_deref()
    }

    /// Line and column of the byte `at`, which must be the first of a character.
    pub(in crate::atlas) fn line_and_column(&self, at: usize) -> LineAndColumn {
        let at = at.min(self.text.len());
        let block = at / BLOCK * BLOCK;
        let before = self.marks().get(at / BLOCK).copied().unwrap_or_default();
        let here = before.after(&self.text.as_bytes()[block..at], block);
        let line_start = self.characters_before(here.line_start);
        LineAndColumn { line: here.lines + 1, column: here.characters - line_start + 1, line_start: here.line_start }
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK * BLOCK;
        let before = self.marks().get(at / BLOCK).copied().unwrap_or_default();
        before.after(&self.text.as_bytes()[block..at], block).characters
    }

    /// A mark for each block, and one for the end.
    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| {
            super::effort::spent(self.text.len());
            let blocks = self.text.as_bytes().chunks(BLOCK).enumerate();
            let mut marks = vec![Mark::default()];
            marks.extend(blocks.scan(Mark::default(), |mark, (number, block)| {
                *mark = mark.after(block, number * BLOCK);
                Some(*mark)
            }));
            marks
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_right_wherever_the_blocks_end() {
        let line = "é人b\n";
        let text = format!("{}{}\n{}", line.repeat(3000), "人é".repeat(5000), line.repeat(3000));
        let layout = Layout::new(text.clone());
        for (at, _) in text.char_indices().step_by(7).chain([(text.len(), ' ')]) {
            let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let (line, column) = (text[..at].matches('\n').count() + 1, text[line_start..at].chars().count() + 1);
            assert_eq!(layout.line_and_column(at), LineAndColumn { line, column, line_start }, "at {at}");
        }
        assert_eq!(Layout::new("").line_and_column(0), LineAndColumn { line: 1, column: 1, line_start: 0 });
    }
}
