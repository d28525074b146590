//! What is wrong with data, told to the person who can mend it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::text::printable;

/// How much of a long line is shown on each side of the place that is wrong, in characters.
const SHOWN_AROUND: usize = 60;

/// One thing wrong with the data; prints as `file:line:column: what is wrong: what to do` with the line under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, or the folder where it is the file that is missing.
    file: String,
    /// The place in the file.
    place: Option<Place>,
    /// What is wrong, what to do.
    what: String,
    remedy: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Line and column, both counted from 1, the column in characters.
    line: usize,
    column: usize,
    /// The line as far as it is shown, cut at its two marks: before, what is wrong, after.
    shown: [String; 3],
}

impl Problem {
    /// A problem with a file or folder as a whole.
    pub(super) fn of_file(file: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place: None, what: what.into(), remedy: remedy.into() }
    }

    /// A problem at the bytes `span` of a file's `text`. Offsets past the end or within a character are moved to the
    /// nearest character.
    pub(super) fn at(
        file: &str,
        text: &str,
        span: std::ops::Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let end = text.ceil_char_boundary(span.end.clamp(start, line_end));
        let before = &text[line_start..start];
        let after = &text[end..line_end];
        let skipped = before.chars().count().saturating_sub(SHOWN_AROUND);
        let place = Place {
            line: text[..line_start].matches('\n').count() + 1,
            column: before.chars().count() + 1,
            shown: [
                (if skipped > 0 { "…" } else { "" }).chars().chain(before.chars().skip(skipped)).collect(),
                shortened(&text[start..end]),
                shortened(after.trim_end_matches('\r')),
            ],
        };
        Self { file: file.to_owned(), place: Some(place), what: what.into(), remedy: remedy.into() }
    }

    /// The file it is in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Line and column, counted from 1, where the problem has a place.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        self.place.as_ref().map(|place| (place.line, place.column))
    }
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
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        write!(f, ": {}: {}", printable(&self.what), printable(&self.remedy))?;
        if let Some(place) = &self.place {
            let [before, wrong, after] =
                place.shown.each_ref().map(|part| printable(&part.replace('\t', " ")).into_owned());
            let span = before.len()..before.len() + wrong.len();
            let line = [before, wrong, after].concat();
            let snippet =
                Snippet::source(line.as_str()).line_start(place.line).annotation(AnnotationKind::Primary.span(span));
            let report = [Group::with_level(Level::ERROR).element(snippet)];
            write!(f, "\n{}", Renderer::plain().render(&report))?;
        }
        Ok(())
    }
}

/// Everything that is wrong with a data set, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        match self.0.len() {
            1 => f.write_str("1 problem in the data"),
            count => write!(f, "{count} problems in the data"),
        }
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
        let problem = Problem::at("gaps.ron", text, at..at + 5, "unknown field `titel`", "write `title`");
        assert_eq!(
            problem.to_string(),
            "gaps.ron:3:3: unknown field `titel`: write `title`\n  |\n3 |   titel: \"x\",\n  |   ^^^^^"
        );
    }

    #[test]
    fn a_long_line_is_shown_in_part_and_never_raw() {
        let text = format!("{}\u{1b}{}", "[".repeat(100_000), "]".repeat(100_000));
        let shown = Problem::at("a\u{7}b.ron", &text, 100_000..100_001, "nested", "flatten").to_string();
        assert!(shown.starts_with("a<U+0007>b.ron:1:100001: nested: flatten"), "{shown}");
        assert!(shown.contains("<U+001B>") && !shown.contains('\u{1b}') && shown.len() < 1000);
    }

    #[test]
    fn offsets_outside_the_text_do_no_harm() {
        for (start, end) in [(0, 0), (1, 2), (99, 100), (2, 1)] {
            Problem::at("x", "é\n", start..end, "a", "b").to_string();
        }
        Problem::at("x", "", 0..5, "a", "b").to_string();
    }
}
