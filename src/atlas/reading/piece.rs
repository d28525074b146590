//! A part of a file as it is read: as it stands there, or completed by fields of the record that it changes.

use std::borrow::Cow;
use std::ops::Range;

use super::problem::Problem;
use super::source::SourceFile;

/// A part of a file. A problem in what comes from another edition has its place where that was put in.
#[derive(Debug, Clone)]
pub(in crate::atlas) struct Piece<'a> {
    pub text: Cow<'a, str>,
    /// Where it begins in the file, in bytes.
    start: usize,
    /// What comes from another edition, in bytes of `text`.
    inserted: Range<usize>,
}

impl<'a> Piece<'a> {
    /// A part of a file as it stands there.
    pub(super) fn of(file: &'a SourceFile, span: Range<usize>) -> Self {
        Self { start: span.start, text: file.layout.text()[span].into(), inserted: 0..0 }
    }

    /// The same for as long as needed.
    pub(super) fn owned(self) -> Piece<'static> {
        Piece { text: self.text.into_owned().into(), start: self.start, inserted: self.inserted }
    }

    /// The same with another text of the same length.
    pub(super) fn reading(self, text: String) -> Self {
        Self { text: text.into(), ..self }
    }

    /// The same with this put in before its last byte, a bracket.
    pub(super) fn with(mut self, inserted: &str) -> Self {
        let at = self.text.len() - 1;
        self.text.to_mut().insert_str(at, inserted);
        self.inserted = at..at + inserted.len();
        self
    }

    /// A problem at a span of its text.
    pub(super) fn problem(
        &self,
        file: &SourceFile,
        span: Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        let in_file = |at: usize| {
            let is_before = at < self.inserted.end;
            self.start + if is_before { at.min(self.inserted.start) } else { at - self.inserted.len() }
        };
        let (start, end) = (in_file(span.start), in_file(span.end));
        file.problem(start..if self.inserted.is_empty() { end } else { end.max(start + 1) }, what, remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Content;
    use super::*;

    #[test]
    fn a_problem_in_what_was_put_in_is_shown_at_the_bracket_before_which_it_was() {
        let file = SourceFile::new("gaps.ron".to_owned(), Content::Crosswalk, "[ (a: 1) ]");
        let piece = Piece::of(&file, 2..8).with(", b: 22");
        assert_eq!(piece.text, "(a: 1, b: 22)");
        for (span, column, marked) in [(1..2, 4, 1), (5..6, 8, 1), (8..12, 8, 1), (12..13, 8, 1), (1..12, 4, 4)] {
            let problem = piece.problem(&file, span.clone(), "x", "y");
            assert_eq!(problem.line_and_column(), Some((1, column)), "{span:?}");
            assert!(problem.to_string().ends_with(&format!(" {}", "^".repeat(marked))), "{span:?}: {problem}");
        }
    }
}
