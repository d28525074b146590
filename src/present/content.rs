//! What is shown, without colours and cells: lines of spans, each with the role that it plays. The theme gives roles their
//! looks; printed one after the other, the lines can be read aloud.

use std::ops::Range;

use crate::atlas::Pillar;

/// What a span is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Something to be read.
    #[default]
    Text,
    /// A heading, a label, a number.
    Heading,
    /// Something told beside: a basis, an id, a hint.
    Aside,
    /// A rule between parts, which says nothing read aloud.
    Rule,
    /// The other end of a link.
    Link,
    /// The same, selected.
    ChosenLink,
    /// A key, or what stands out.
    Accent,
    /// What is selected, and the sign before it.
    Selected,
    /// The letter of something selected that chooses it.
    Letter,
    /// What belongs to a pillar.
    Pillar(Pillar),
    /// The heading of a pillar.
    PillarHeading(Pillar),
}

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub role: Role,
    /// Its text.
    pub text: String,
    /// Whether the query matches it.
    pub marked: bool,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What all of it is, where its spans say nothing else.
    pub role: Role,
    /// Its pieces, from left to right.
    pub spans: Vec<Span>,
    /// The number of the link that it shows, if it shows one.
    pub link: Option<usize>,
    /// Whether it is the selected row of a list that has the focus.
    pub selected: bool,
}

impl Span {
    /// A text in a role.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), marked: false }
    }

    /// A text with the parts that a query matches marked, as spans that are not empty.
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
    /// A line of one text that is all of this role.
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
