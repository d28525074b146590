//! Lines of spans on standard output, as text alone or in the looks of a theme.

use std::io::{self, Write};
use std::ops::Range;

use crate::present::content::{Line, Lines, Role};
use crate::term;
use crate::ui::Theme;

/// Writes lines without the blanks at their ends.
pub(super) fn write(theme: Option<Theme>, lines: &Lines, out: &mut dyn Write) -> io::Result<()> {
    for line in lines.iter() {
        match theme {
            Some(theme) => writeln!(out, "{}", painted(theme, line))?,
            None => writeln!(out, "{}", line.plain().trim_end())?,
        }
    }
    Ok(())
}

fn painted(theme: Theme, line: Line<'_>) -> String {
    let mut left = line.plain().trim_end().len();
    let mut painted = String::new();
    for span in line.spans() {
        let text = &span.text[..span.text.len().min(left)];
        left -= text.len();
        let look = theme.role(line.role).patch(theme.role(span.role));
        let look = if span.marked { look.patch(theme.mark()) } else { look };
        term::paint(text, look, &mut painted);
    }
    painted
}

/// A text with parts of it, in bytes, as marked.
pub(super) fn marked(theme: Option<Theme>, role: Role, text: &str, marks: &[Range<usize>]) -> String {
    let mut lines = Lines::default();
    lines.begin(Role::Text).marked(role, text, marks.iter().cloned());
    let line = lines.iter().next();
    line.map(|line| theme.map_or_else(|| line.plain().to_owned(), |theme| painted(theme, line))).unwrap_or_default()
}
