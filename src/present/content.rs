//! Content without colours: lines of spans, each with a role. The theme gives roles their looks; printed one after the
//! other, the lines can be read aloud.

use std::fmt::{Arguments, Write};
use std::ops::Range;

/// The role of a span or a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// A heading, a label, a number.
    Heading,
    /// An id, or a rule between parts: the only text that may be dim.
    Id,
    /// The other end of a link.
    Link,
    /// The other end of the selected link.
    ChosenLink,
    /// A key, or a prompt.
    Accent,
    /// The letter that chooses an item.
    Letter,
    /// A notice in the footer.
    Notice,
}

/// A part of a line with one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<'a> {
    /// Its role.
    pub role: Role,
    /// The text, without line breaks.
    pub text: &'a str,
    /// Whether the query matches it.
    pub marked: bool,
}

/// A line of spans.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The role of the whole line; spans with a role of their own override it.
    pub role: Role,
    /// The index of the link on this line, if there is one.
    pub link: Option<usize>,
    /// Whether it is the selected row of the list that has the focus.
    pub selected: bool,
    /// The text before it and its own, and where its own begins in bytes.
    text: &'a str,
    start: usize,
    parts: &'a [Part],
}

/// Lines of spans. All of their text is in one string, so that a frame needs few allocations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    text: String,
    parts: Vec<Part>,
    ends: Vec<End>,
}

/// A span: where its text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    end: usize,
    role: Role,
    marked: bool,
}

/// A line: where its spans and its text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    parts: usize,
    text: usize,
    role: Role,
    link: Option<usize>,
    selected: bool,
}

impl<'a> Line<'a> {
    /// The spans from left to right.
    pub fn spans(self) -> impl Iterator<Item = Span<'a>> {
        let mut start = self.start;
        self.parts.iter().map(move |part| {
            let text = &self.text[start..part.end];
            start = part.end;
            Span { role: part.role, text, marked: part.marked }
        })
    }

    /// The line as plain text.
    pub fn plain(self) -> &'a str {
        &self.text[self.start..]
    }
}

impl Lines {
    /// The number of lines.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no lines.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The lines from top to bottom.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Line<'_>> + ExactSizeIterator {
        self.within(0..self.len())
    }

    /// These lines, as far as there are so many.
    pub fn within(&self, lines: Range<usize>) -> impl DoubleEndedIterator<Item = Line<'_>> + ExactSizeIterator {
        let end = lines.end.min(self.len());
        (lines.start.min(end)..end).map(|number| self.line_at(number))
    }

    fn line_at(&self, number: usize) -> Line<'_> {
        let before = number.checked_sub(1).map(|before| &self.ends[before]);
        let (first_part, start) = before.map_or((0, 0), |before| (before.parts, before.text));
        let End { parts, text, role, link, selected } = self.ends[number];
        Line { role, link, selected, text: &self.text[..text], start, parts: &self.parts[first_part..parts] }
    }

    /// The memory for the text, in bytes.
    pub const fn memory(&self) -> usize {
        self.text.capacity()
    }

    /// Makes room for what a pane usually shows, so that its memory need not grow line by line: the lines of a tall window, a few
    /// spans in each, and their letters.
    pub fn make_room(&mut self) {
        const LINES: usize = 64;
        const SPANS: usize = 3 * LINES;
        const BYTES: usize = 64 * LINES;
        self.ends.reserve(LINES);
        self.parts.reserve(SPANS);
        self.text.reserve(BYTES);
    }

    /// Begins a line in a role. What is added then stands on it.
    pub fn begin(&mut self, role: Role) -> &mut Self {
        let (parts, text) = (self.parts.len(), self.text.len());
        self.ends.push(End { parts, text, role, link: None, selected: false });
        self
    }

    /// Adds a line of one text in one role.
    pub fn line(&mut self, role: Role, text: &str) {
        self.begin(role).span(Role::Text, text);
    }

    /// Adds a span to the last line.
    pub fn span(&mut self, role: Role, text: &str) -> &mut Self {
        self.text.push_str(text);
        self.end_span(role, false)
    }

    /// Adds a span to the last line, written as by `format!`.
    pub fn write(&mut self, role: Role, text: Arguments<'_>) -> &mut Self {
        // Writing into a string cannot fail.
        let _ = self.text.write_fmt(text);
        self.end_span(role, false)
    }

    /// Adds blanks to the last line.
    pub fn blanks(&mut self, count: usize) -> &mut Self {
        self.repeated(Role::Text, ' ', count)
    }

    /// Adds a character several times to the last line.
    pub fn repeated(&mut self, role: Role, character: char, count: usize) -> &mut Self {
        self.text.extend(std::iter::repeat_n(character, count));
        self.end_span(role, false)
    }

    /// Adds a text to the last line, with the parts at `marks` marked; `marks` are in bytes, in order and disjoint.
    pub fn marked(&mut self, role: Role, text: &str, marks: impl IntoIterator<Item = Range<usize>>) -> &mut Self {
        let mut from = 0;
        for mark in marks.into_iter().filter(|mark| !mark.is_empty()) {
            self.span(role, &text[from..mark.start]);
            self.text.push_str(&text[mark.clone()]);
            self.end_span(role, true);
            from = mark.end;
        }
        self.span(role, &text[from..])
    }

    /// Ends a span at the end of the text. An empty one is left out.
    fn end_span(&mut self, role: Role, marked: bool) -> &mut Self {
        let text = self.text.len();
        let Some(end) = self.ends.last_mut().filter(|end| end.text < text) else { return self };
        self.parts.push(Part { end: text, role, marked });
        (end.parts, end.text) = (self.parts.len(), text);
        self
    }

    /// Sets the role of the last line.
    pub fn role(&mut self, role: Role) -> &mut Self {
        if let Some(end) = self.ends.last_mut() {
            end.role = role;
        }
        self
    }

    /// Sets the index of the link on the last line.
    pub fn link(&mut self, link: Option<usize>) -> &mut Self {
        if let Some(end) = self.ends.last_mut() {
            end.link = link;
        }
        self
    }

    /// Sets whether the last line is selected.
    pub fn select(&mut self, selected: bool) -> &mut Self {
        if let Some(end) = self.ends.last_mut() {
            end.selected = selected;
        }
        self
    }

    /// Adds copies of lines.
    pub fn copy<'a>(&mut self, lines: impl IntoIterator<Item = Line<'a>>) {
        for line in lines {
            self.begin(line.role).link(line.link).select(line.selected);
            for Span { role, text, marked } in line.spans() {
                self.text.push_str(text);
                self.end_span(role, marked);
            }
        }
    }

    /// Removes all lines but the first `count`.
    pub fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        let (parts, text) = self.ends.last().map_or((0, 0), |end| (end.parts, end.text));
        self.parts.truncate(parts);
        self.text.truncate(text);
    }
}
