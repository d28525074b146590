//! Problems in data: their location, message and remedy.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::layout::{Layout, LineAndColumn};
use crate::atlas::text::{abridged, printable};

/// Longest part of a line quoted before, within and after the wrong part, in characters.
const CONTEXT: usize = 60;

/// Longest message and remedy printed, in characters each; the data may hold a word of any length.
const LONGEST_SENTENCE: usize = 600;

/// Most problems reported in full; the rest are counted. Nobody reads more at once, and data with a mistake in every
/// record has as many problems as records.
const MOST_REPORTED: usize = 200;

/// A problem of the data; prints as `file:line:column: what is wrong: what to do` with the line under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, or the folder if a file is missing.
    file: String,
    /// `None` if the problem concerns the whole file.
    location: Option<Location>,
    /// The message: what is wrong.
    what: String,
    /// What to do.
    remedy: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Location {
    /// Both counted from 1, the column in characters.
    line: usize,
    column: usize,
    /// The byte offset in the file.
    at: usize,
    /// The quoted line in three parts: before the wrong part, the wrong part, after it.
    quoted: [String; 3],
}

impl Problem {
    /// A problem of a whole file or folder.
    pub(in crate::atlas) fn of_file(file: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), location: None, what: what.into(), remedy: remedy.into() }
    }

    /// A problem at the bytes `span` of a file. Offsets past the end or within a character move to the nearest
    /// character.
    pub(in crate::atlas) fn at(
        file: &str,
        layout: &Layout,
        span: Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let text = layout.text();
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        let LineAndColumn { line, column, line_start } = layout.line_and_column(start);
        let before = context_before(&text[line_start..start]);
        let wrong = text[start..end].split('\n').next().unwrap_or_default();
        let after = if start + wrong.len() < end { "" } else { context_after(&text[end..]) };
        let cut = if column > before.chars().count() + 1 { "…" } else { "" };
        let quoted = [format!("{cut}{before}"), shortened(wrong), shortened(after)];
        Self {
            file: file.to_owned(),
            location: Some(Location { line, column, at: start, quoted }),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// The file or folder.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Line and column, both from 1; `None` for a problem of a whole file.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        self.location.as_ref().map(|location| (location.line, location.column))
    }
}

/// The last [`CONTEXT`] characters of the line before the wrong part.
fn context_before(line: &str) -> &str {
    line.char_indices().rev().take(CONTEXT).last().map_or("", |(at, _)| &line[at..])
}

/// The line after the wrong part, cut to a few characters more than are quoted, because a file may consist of one line.
fn context_after(rest: &str) -> &str {
    let window = &rest[..rest.ceil_char_boundary((CONTEXT + 2) * 4)];
    window.split('\n').next().unwrap_or_default().trim_end_matches('\r')
}

fn shortened(text: &str) -> String {
    let mut quoted: String = text.chars().take(CONTEXT).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", printable(&self.file))?;
        if let Some(location) = &self.location {
            write!(f, ":{}:{}", location.line, location.column)?;
        }
        let [what, remedy] = [&self.what, &self.remedy].map(|words| abridged(words, LONGEST_SENTENCE));
        write!(f, ": {}: {}", printable(&what), printable(&remedy))?;
        if let Some(location) = &self.location {
            let [before, wrong, after] =
                location.quoted.each_ref().map(|part| printable(&part.replace('\t', " ")).into_owned());
            let span = before.len()..before.len() + wrong.len();
            let line = [before, wrong, after].concat();
            let snippet =
                Snippet::source(line.as_str()).line_start(location.line).annotation(AnnotationKind::Primary.span(span));
            let report = [Group::with_level(Level::ERROR).element(snippet)];
            write!(f, "\n{}", Renderer::plain().render(&report))?;
        }
        Ok(())
    }
}

/// The problems of a data set in the order of its files: the first ones in full, the rest as a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    reported: Vec<Problem>,
    count: usize,
}

impl Problems {
    /// Adds a problem. Its message is composed only if it is reported in full.
    pub(in crate::atlas) fn report(&mut self, problem: impl FnOnce() -> Problem) {
        if self.has_capacity() {
            self.reported.push(problem());
        }
        self.count_another();
    }

    /// Counts a problem that is not reported in full.
    pub(in crate::atlas) const fn count_another(&mut self) {
        self.count += 1;
    }

    /// Whether another problem will be reported in full.
    pub(in crate::atlas) const fn has_capacity(&self) -> bool {
        self.reported.len() < MOST_REPORTED
    }

    /// The byte offsets in a file at which problems were reported.
    pub(in crate::atlas) fn offsets_in(&self, file: &str) -> Vec<usize> {
        let of_file = self.reported.iter().filter(|problem| problem.file == file);
        of_file.filter_map(|problem| Some(problem.location.as_ref()?.at)).collect()
    }

    /// The number of all problems.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The problems reported in full.
    pub fn reported(&self) -> &[Problem] {
        &self.reported
    }
}

impl Problems {
    /// Prints the problems and their total, under the given name.
    fn list(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        for problem in &self.reported {
            writeln!(f, "{problem}")?;
        }
        match self.count - self.reported.len() {
            0 => {}
            1 => writeln!(f, "and 1 more, reported once these are fixed")?,
            more => writeln!(f, "and {more} more, reported once these are fixed")?,
        }
        match self.count {
            1 => write!(f, "1 {name} in the data"),
            count => write!(f, "{count} {name}s in the data"),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list(f, "problem")
    }
}

/// Problems of data that is accepted all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Warnings(Problems);

impl Warnings {
    /// Whether there are no warnings.
    pub const fn are_none(&self) -> bool {
        self.0.count == 0
    }
}

impl From<Problems> for Warnings {
    fn from(problems: Problems) -> Self {
        Self(problems)
    }
}

impl fmt::Display for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.list(f, "warning")
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_prints_location_message_and_remedy_with_its_line_marked() {
        let text = "(\n  id: \"é\",\n  titel: \"x\",\n)";
        let at = text.find("titel").unwrap();
        let problem = Problem::at("gaps.ron", &Layout::new(text), at..at + 5, "unknown field `titel`", "write `title`");
        assert_eq!(
            problem.to_string(),
            "gaps.ron:3:3: unknown field `titel`: write `title`\n  |\n3 |   titel: \"x\",\n  |   ^^^^^"
        );
    }

    #[test]
    fn a_long_line_is_quoted_in_part_and_never_raw() {
        let text = format!("{}\u{1b}{}", "[".repeat(100_000), "]".repeat(100_000));
        let text = Layout::new(text);
        let quoted = Problem::at("a\u{7}b.ron", &text, 100_000..100_001, "nested", "flatten").to_string();
        assert!(quoted.starts_with("a<U+0007>b.ron:1:100001: nested: flatten"), "{quoted}");
        assert!(quoted.contains("<U+001B>") && !quoted.contains('\u{1b}') && quoted.len() < 1000);
    }

    #[test]
    fn a_message_with_a_very_long_word_keeps_its_beginning_and_its_end() {
        let what = format!("the id {} is used before", "x".repeat(1 << 20));
        let reported = Problem::of_file("gaps.ron", what, "give this record an id of its own").to_string();
        assert!(
            reported.starts_with("gaps.ron: the id xxx")
                && reported.ends_with("xxx is used before: give this record an id of its own")
        );
        assert!(reported.len() < 1000, "{} bytes", reported.len());
    }

    #[test]
    fn the_first_problems_are_reported_and_the_rest_counted() {
        let mut problems = Problems::default();
        for number in 0..20_000 {
            problems.report(|| Problem::of_file("gaps.ron", format!("wrong {number}"), "mend it"));
        }
        let reported = problems.to_string();
        assert!(
            reported.starts_with("gaps.ron: wrong 0: mend it\n")
                && reported.contains("wrong 199: mend it\nand 19800 more")
        );
        assert!(reported.ends_with("\n20000 problems in the data"), "{reported}");
    }

    #[test]
    fn offsets_outside_the_text_do_no_harm() {
        for (start, end) in [(0, 0), (1, 2), (99, 100), (2, 1)] {
            Problem::at("x", &Layout::new("é\n"), start..end, "a", "b").to_string();
        }
        Problem::at("x", &Layout::new(""), 0..5, "a", "b").to_string();
    }
}
