//! What is wrong with data, told to the person who can mend it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::layout::{Layout, Position};
use crate::atlas::text::{abridged, printable};

/// How much of a long line is shown on each side of the place that is wrong, in characters.
const SHOWN_AROUND: usize = 60;

/// What is wrong and what to do are told in at most so many characters each: the data may hold a word of any length.
const LONGEST_SENTENCE: usize = 600;

/// So many problems are told in full, and the rest counted: nobody reads more in one go, and data with one mistake in
/// every record has as many as it has records.
const MOST_TOLD: usize = 200;

/// One thing wrong with the data; prints as `file:line:column: what is wrong: what to do` with the line under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, or the folder where it is the file that is missing.
    file: String,
    /// The place in the file.
    location: Option<Location>,
    /// What is wrong, what to do.
    what: String,
    remedy: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Location {
    /// Line and column, both counted from 1, the column in characters.
    line: usize,
    column: usize,
    /// The byte of the file.
    at: usize,
    /// The line as far as it is shown, cut at its two marks: before, what is wrong, after.
    shown: [String; 3],
}

impl Problem {
    /// A problem with a file or folder as a whole.
    pub(in crate::atlas) fn of_file(file: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), location: None, what: what.into(), remedy: remedy.into() }
    }

    /// A problem at the bytes `span` of a file. Offsets past the end or within a character are moved to the nearest
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
        let Position { line, column, line_start } = layout.position(start);
        let before = shown_before(&text[line_start..start]);
        let wrong = text[start..end].split('\n').next().unwrap_or_default();
        let after = if start + wrong.len() < end { "" } else { shown_after(&text[end..]) };
        let cut = if column > before.chars().count() + 1 { "…" } else { "" };
        let shown = [format!("{cut}{before}"), shortened(wrong), shortened(after)];
        Self {
            file: file.to_owned(),
            location: Some(Location { line, column, at: start, shown }),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// The file it is in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Line and column, counted from 1, where the problem has a place.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        self.location.as_ref().map(|location| (location.line, location.column))
    }
}

/// The end of what stands before a place in its line, as much as is shown.
fn shown_before(line: &str) -> &str {
    line.char_indices().rev().take(SHOWN_AROUND).last().map_or("", |(at, _)| &line[at..])
}

/// What stands after a place in its line, cut where more is left than is shown: a line may be the whole of a file.
fn shown_after(rest: &str) -> &str {
    let window = &rest[..rest.ceil_char_boundary((SHOWN_AROUND + 2) * 4)];
    window.split('\n').next().unwrap_or_default().trim_end_matches('\r')
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_AROUND).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
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
                location.shown.each_ref().map(|part| printable(&part.replace('\t', " ")).into_owned());
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

/// Everything that is wrong with a data set, in the order of its files: the first problems in full, the rest as a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    told: Vec<Problem>,
    count: usize,
}

impl Problems {
    /// Adds a problem. It is put into words only if it is among those that are told.
    pub(in crate::atlas) fn tell(&mut self, problem: impl FnOnce() -> Problem) {
        if self.has_room() {
            self.told.push(problem());
        }
        self.count_another();
    }

    /// Counts a problem that is not told.
    pub(in crate::atlas) const fn count_another(&mut self) {
        self.count += 1;
    }

    /// Whether another problem is told in full.
    pub(in crate::atlas) const fn has_room(&self) -> bool {
        self.told.len() < MOST_TOLD
    }

    /// The bytes of a file at which problems are told.
    pub(in crate::atlas) fn places_in(&self, file: &str) -> Vec<usize> {
        let of_file = self.told.iter().filter(|problem| problem.file == file);
        of_file.filter_map(|problem| Some(problem.location.as_ref()?.at)).collect()
    }

    /// How many problems there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Those that are told in full.
    pub fn told(&self) -> &[Problem] {
        &self.told
    }
}

impl Problems {
    /// Those that are told, and behind them how many there are in all of what they are called.
    fn list(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        for problem in &self.told {
            writeln!(f, "{problem}")?;
        }
        match self.count - self.told.len() {
            0 => {}
            1 => writeln!(f, "and 1 more, which is told once these are mended")?,
            more => writeln!(f, "and {more} more, which are told once these are mended")?,
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

/// What is not as it should be in data that is read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Warnings(Problems);

impl Warnings {
    /// Whether there is nothing.
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
    fn a_problem_reads_as_place_wrong_remedy_with_its_line_marked() {
        let text = "(\n  id: \"é\",\n  titel: \"x\",\n)";
        let at = text.find("titel").unwrap();
        let problem = Problem::at("gaps.ron", &Layout::new(text), at..at + 5, "unknown field `titel`", "write `title`");
        assert_eq!(
            problem.to_string(),
            "gaps.ron:3:3: unknown field `titel`: write `title`\n  |\n3 |   titel: \"x\",\n  |   ^^^^^"
        );
    }

    #[test]
    fn a_long_line_is_shown_in_part_and_never_raw() {
        let text = format!("{}\u{1b}{}", "[".repeat(100_000), "]".repeat(100_000));
        let text = Layout::new(text);
        let shown = Problem::at("a\u{7}b.ron", &text, 100_000..100_001, "nested", "flatten").to_string();
        assert!(shown.starts_with("a<U+0007>b.ron:1:100001: nested: flatten"), "{shown}");
        assert!(shown.contains("<U+001B>") && !shown.contains('\u{1b}') && shown.len() < 1000);
    }

    #[test]
    fn a_sentence_with_a_word_of_any_length_keeps_its_beginning_and_its_end() {
        let what = format!("the id {} is used before", "x".repeat(1 << 20));
        let told = Problem::of_file("gaps.ron", what, "give this record an id of its own").to_string();
        assert!(
            told.starts_with("gaps.ron: the id xxx")
                && told.ends_with("xxx is used before: give this record an id of its own")
        );
        assert!(told.len() < 1000, "{} bytes", told.len());
    }

    #[test]
    fn the_first_problems_are_told_and_the_rest_counted() {
        let mut problems = Problems::default();
        for number in 0..20_000 {
            problems.tell(|| Problem::of_file("gaps.ron", format!("wrong {number}"), "mend it"));
        }
        let told = problems.to_string();
        assert!(
            told.starts_with("gaps.ron: wrong 0: mend it\n") && told.contains("wrong 199: mend it\nand 19800 more")
        );
        assert!(told.ends_with("\n20000 problems in the data"), "{told}");
    }

    #[test]
    fn offsets_outside_the_text_do_no_harm() {
        for (start, end) in [(0, 0), (1, 2), (99, 100), (2, 1)] {
            Problem::at("x", &Layout::new("é\n"), start..end, "a", "b").to_string();
        }
        Problem::at("x", &Layout::new(""), 0..5, "a", "b").to_string();
    }
}
