//! Content without colours: lines of spans, each with a role. The theme gives roles their looks; printed one after the
//! other, the lines can be read aloud.

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// Its role.
    pub role: Role,
    /// The text, without line breaks.
    pub text: String,
    /// Whether the query matches it.
    pub marked: bool,
}

/// A line of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The role of the whole line; spans with a role of their own override it.
    pub role: Role,
    /// The spans from left to right.
    pub spans: Vec<Span>,
    /// The index of the link on this line, if there is one.
    pub link: Option<usize>,
    /// Whether it is the selected row of the list that has the focus.
    pub selected: bool,
}

impl Span {
    /// A span with a role.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), marked: false }
    }

    /// Splits a text into spans, with those at `marks` marked; `marks` are in bytes, in order and disjoint. No span is
    /// empty.
    pub fn marked(text: &str, marks: &[Range<usize>], role: Role) -> Vec<Self> {
        let mut spans = Vec::new();
        let mut from = 0;
        for mark in marks {
            spans.push(Self::new(role, &text[from..mark.start]));
            spans.push(Self { marked: true, ..Self::new(role, &text[mark.clone()]) });
            from = mark.end;
        }
        spans.push(Self::new(role, &text[from..]));
        spans.retain(|span| !span.text.is_empty());
        spans
    }
}

impl Line {
    /// A line of one text in one role.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, ..Self::from(vec![Span::new(Role::Text, text)]) }
    }

    /// The line as plain text.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

impl From<Vec<Span>> for Line {
    fn from(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}
