//! A row for each record. In a pipe a line of fields separated by tabs; on a terminal the name, wrapped, with what the record is
//! and its id after it.

use std::io::{self, Write};
use std::ops::Range;

use super::{Output, paint};
use crate::app::screens::search::words_of;
use crate::atlas::VisibleRecord;
use crate::present::content::{Lines, Role};
use crate::present::found_name::name_found;
use crate::present::naming::{short_kind, write_in_row};
use crate::present::wrap::{self, WHOLE};
use crate::search::{Found, Marker, Searcher};

/// Columns before the further lines of a row.
const INDENT: usize = 2;

/// Least columns between the fields of a row.
const GAP: usize = 2;

/// Widest column of ids of what a search has found; a longer id begins further left.
const WIDEST_ID: usize = 22;

/// Records, with the search that found them.
pub(super) struct Rows<'a> {
    pub records: &'a [VisibleRecord<'a>],
    pub search: Option<(&'a Searcher, &'a Found)>,
    pub output: &'a Output,
}

impl Rows<'_> {
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut marker = self.search.map(|(searcher, found)| searcher.marker(&found.plan));
        match self.output.columns {
            Some(columns) => self.write_wrapped(columns, &mut marker, out),
            None => self.records.iter().try_for_each(|record| {
                let fields = self.fields(*record, &mut marker);
                writeln!(out, "{}", fields.join("\t"))
            }),
        }
    }

    /// Id, kind, pillar, name.
    fn fields(&self, record: VisibleRecord<'_>, marker: &mut Option<Marker<'_>>) -> [String; 4] {
        let pillar = record.pillars().in_words();
        let (id, name) = (record.id().as_str(), name_of(record, marker));
        let (id, name) = match self.output.theme {
            None => (id.to_owned(), name),
            theme => {
                let marks = marks(&name, marker);
                (paint::marked(theme, Role::Accent, id, &[]), paint::marked(theme, Role::Text, &name, &marks))
            }
        };
        [id, record.kind().name().to_owned(), pillar, name]
    }

    fn write_wrapped(&self, columns: usize, marker: &mut Option<Marker<'_>>, out: &mut dyn Write) -> io::Result<()> {
        let widest = |width: &dyn Fn(&VisibleRecord<'_>) -> usize| self.records.iter().map(width).max().unwrap_or(0);
        let label = widest(&|record| wrap::width(&short_kind(*record)));
        let id = widest(&|record| record.id().as_str().len());
        let ends = match self.search {
            Some(_) => Ends { columns, label, id: id.min(WIDEST_ID) },
            None => Ends::of_list(columns, label, id),
        };
        for (number, record) in self.records.iter().enumerate() {
            let mut lines = Lines::default();
            if let Some(standing) = self.search.and_then(|(_, found)| found.new_standing(number)) {
                ruled(&self.output.letters.spell(&words_of(&standing)), columns, &mut lines);
            }
            let name = name_of(*record, marker);
            let name = self.output.letters.spell(&name);
            // The lines have no more marks on a letter either: so each is found in the name again.
            let name = wrap::bounded(&name);
            add_name(&name, columns, &marks(&name, marker), &mut lines);
            let label = short_kind(*record);
            ends.add(&label, &marks(&label, marker), record.id().as_str(), &mut lines);
            paint::write(self.output.theme, &lines, out)?;
        }
        Ok(())
    }
}

/// The name of a record; of a member that is found by a later or former name, with that.
fn name_of(record: VisibleRecord<'_>, marker: &mut Option<Marker<'_>>) -> String {
    let mut name = String::new();
    write_in_row(record, WHOLE, &mut name);
    let typed = |text: &str| marker.as_mut().map_or(0, |marker| marker.typed(text));
    let found = name_found(record, &name, typed).unwrap_or_default();
    name + &found
}

fn marks(text: &str, marker: &mut Option<Marker<'_>>) -> Vec<Range<usize>> {
    marker.as_mut().map(|marker| marker.marks(text).to_vec()).unwrap_or_default()
}

/// Adds a heading after a rule, and another rule after it if it takes one line.
pub(super) fn ruled(heading: &str, columns: usize, lines: &mut Lines) {
    const RULE: usize = 3;
    for (number, line) in wrap::lines(heading, columns.saturating_sub(RULE + 1).max(1)).enumerate() {
        let (before, after) = if number == 0 { ("── ", " ") } else { ("   ", "") };
        lines.begin(Role::Text).span(Role::Id, before).span(Role::Heading, &line).span(Role::Text, after);
        let rest = columns.saturating_sub(RULE + 1 + wrap::width(heading));
        lines.repeated(Role::Id, '─', if number == 0 { rest } else { 0 });
    }
}

/// Adds the lines of a name.
fn add_name(name: &str, columns: usize, marks: &[Range<usize>], lines: &mut Lines) {
    let mut from = 0;
    for (number, line) in wrap::hanging_lines(name, columns, columns.saturating_sub(INDENT).max(1)).enumerate() {
        let start = name[from..].find(&*line).map_or(from, |at| from + at);
        let end = (start + line.len()).min(name.len());
        from = end;
        let clipped = |at: usize| at.clamp(start, end) - start;
        let marks = marks.iter().map(|mark| clipped(mark.start)..clipped(mark.end));
        lines.begin(Role::Text).blanks(if number > 0 { INDENT } else { 0 }).marked(Role::Text, &line, marks);
    }
}

/// Where the rows end: the columns of the terminal, of the labels and of the ids.
pub(super) struct Ends {
    columns: usize,
    label: usize,
    id: usize,
}

impl Ends {
    /// In a list without a search the labels stay in their column, as long as the ids fit beside it.
    pub(super) fn of_list(columns: usize, label: usize, id: usize) -> Self {
        Self { columns, label, id: id.min(columns.saturating_sub(INDENT + label + GAP).max(WIDEST_ID)) }
    }

    /// Adds what a record is and its id, at the right edge: after the name if there is room, otherwise on lines of their own.
    pub(super) fn add(&self, label: &str, marks: &[Range<usize>], id: &str, lines: &mut Lines) {
        let label_width = wrap::width(label);
        // A long id takes up the blanks after a short label.
        let longer = id.len().saturating_sub(self.id);
        let gap = (self.label + GAP).saturating_sub(label_width + longer).max(GAP);
        let width = label_width + gap + id.len().max(self.id);
        let Some(start) = self.columns.checked_sub(width).filter(|start| *start >= INDENT) else {
            lines.begin(Role::Text).blanks(INDENT).marked(Role::Text, label, marks.iter().cloned());
            for part in wrap::lines(id, self.columns.saturating_sub(INDENT).max(1)) {
                lines.begin(Role::Text).blanks(INDENT).span(Role::Accent, &part);
            }
            return;
        };
        let used = lines.iter().next_back().map_or(0, |line| wrap::width(line.plain()));
        let blanks = if used + GAP <= start {
            start - used
        } else {
            lines.begin(Role::Text);
            start
        };
        lines.blanks(blanks).marked(Role::Text, label, marks.iter().cloned()).blanks(gap).span(Role::Accent, id);
    }
}
