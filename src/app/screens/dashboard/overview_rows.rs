//! The lines of the overview's rows: numbers with their words, dates with titles or headlines.

use std::borrow::Cow;

use super::lists::{WIDEST, row_of};
use super::overview::{Row, Section, Tally, name_of};
use super::{Counted, Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{Region, RowLines, TALLEST_ROW};
use crate::atlas::{RecordId, Relation, VisibleRecord};
use crate::present::content::Role;
use crate::present::naming::{self, UNANSWERED_SIGN};
use crate::present::wrap;

/// Narrower rows have headings above them and short dates.
const NARROW: usize = 40;

/// Columns for a label or a date in wide rows, and for a date in narrow ones.
const LABEL: usize = 14;
const MONTH: usize = 9;

/// Columns for a number.
const NUMBER: usize = 2;

/// Most lines of a label above its count.
const LABEL_LINES: usize = 3;

impl Dashboard {
    pub(super) fn overview(&self, shared: &Shared, region: Region) -> Region {
        let overview = self.contents.overview();
        let list = self.list(Pane::Overview);
        region.list(list, |number, width, lines| {
            let (Some(row), Some(section)) = (overview.row(number), overview.section(number, shared.data())) else {
                return;
            };
            let before = number.checked_sub(1).and_then(|number| overview.section(number, shared.data()));
            let begins = before != Some(section);
            let record = match row {
                Row::Tally(tally) => return tally_lines(shared, tally, begins, width, lines),
                Row::Dated(dated) => shared.data().get(&dated.record),
                Row::Record(number) => overview.other(number, shared.data()),
            };
            if let Some(record) = record {
                record_lines(record, section, begins, (width, self.enlarged), lines);
            }
        })
    }
}

/// The row of a tally.
fn tally_lines(shared: &Shared, tally: &Tally, begins: bool, width: usize, lines: &mut RowLines<'_>) {
    let count = tally.records.len();
    if width < NARROW {
        let (label, count): (Cow<'_, str>, _) = match &tally.what {
            Counted::Gaps(pillar) => (pillar.name().into(), count.to_string()),
            Counted::Unanswered(pillar) => (pillar.name().into(), unanswered(tally)),
            Counted::Members => ("MEMBERS".into(), count.to_string()),
            Counted::Documents => ("DOCUMENTS".into(), count.to_string()),
            Counted::Role(relation, id) => (deed(shared, *relation, id, width), count.to_string()),
        };
        match tally.what {
            Counted::Unanswered(_) if begins => heading("UNANSWERED GAPS †", lines),
            Counted::Gaps(_) if begins => heading("GAPS", lines),
            _ => {}
        }
        let is_heading = matches!(tally.what, Counted::Members | Counted::Documents);
        let role = if is_heading { Role::Heading } else { Role::Text };
        return with_count(&label, &count, role, width, lines);
    }
    let number = format!("{count:>NUMBER$}");
    match &tally.what {
        Counted::Gaps(pillar) => row_of(&label(pillar.name()), &format!("{number} gaps"), width, lines),
        Counted::Unanswered(pillar) => {
            row_of(&label(pillar.name()), &format!("{} gaps unanswered †", unanswered(tally)), width, lines);
        }
        Counted::Members => row_of(&label("Members"), &number, width, lines),
        Counted::Documents => row_of(&label("Documents"), &number, width, lines),
        Counted::Role(relation, id) => {
            let words = format!("{} {}", relation.forward(), title_of(shared, id));
            row_of(&format!("{}{number} ", label("")), &words, width, lines);
        }
    }
}

/// How many gaps of all are unanswered.
fn unanswered(tally: &Tally) -> String {
    let sign = if tally.records.is_empty() { " " } else { UNANSWERED_SIGN };
    format!("{sign} {} of {}", tally.records.len(), tally.of)
}

/// The row of a record.
fn record_lines(
    record: VisibleRecord<'_>,
    section: Section,
    begins: bool,
    (width, is_enlarged): (usize, bool),
    lines: &mut RowLines<'_>,
) {
    let is_narrow = width < NARROW;
    let kind = section_name(section);
    let before = match (record.date().filter(|_| section == Section::Time), is_narrow) {
        (Some(date), true) => format!("{:MONTH$}", date.month_and_year()),
        (Some(date), false) => label(&date.short()),
        (None, true) => number_before(record),
        (None, false) => format!("{}{}", label(if begins { kind } else { "" }), number_before(record)),
    };
    let room = width.saturating_sub(wrap::width(&before));
    let title = naming::title(record, wrap::columns_of(width, TALLEST_ROW));
    let words =
        if is_enlarged || (!is_narrow && wrap::fits(&title, room)) { title } else { naming::headline(record, WIDEST) };
    if is_narrow && begins {
        heading(&kind.to_uppercase(), lines);
    }
    row_of(&before, &words, width, lines);
}

/// The number of a function, in front of its name.
fn number_before(record: VisibleRecord<'_>) -> String {
    let leaf = record.id().leaf();
    if leaf.len() <= NUMBER && leaf.bytes().all(|digit| digit.is_ascii_digit()) {
        format!("{leaf} ")
    } else {
        String::new()
    }
}

fn section_name(section: Section) -> &'static str {
    match section {
        Section::Gaps => "Gaps",
        Section::Members => "Members",
        Section::Time => "Time line",
        Section::Others(kind) => match kind.plural() {
            "functions" => "Functions",
            "contacts" => "Contact",
            "events" => "Events",
            "publications" => "Publications",
            "instruments" => "Instruments",
            plural => plural,
        },
        Section::Documents => "Documents",
    }
}

/// What the members of a tally did, in a few words.
fn deed(shared: &Shared, relation: Relation, id: &RecordId, width: usize) -> Cow<'static, str> {
    match relation {
        Relation::TookPart => format!("at {}", name_of(shared.data(), id, width)).into(),
        Relation::Contributed => "contributed".into(),
        relation => relation.forward().into(),
    }
}

fn title_of(shared: &Shared, id: &RecordId) -> String {
    let record = shared.data().get(id);
    record.map_or_else(|| id.to_string(), |record| naming::quoted(record.title().first(), record.title().basis))
}

/// A label with a count at the right end: of its line or, where both do not fit, of the line below.
fn with_count(label: &str, count: &str, role: Role, width: usize, lines: &mut RowLines<'_>) {
    let count_width = wrap::width(count).max(NUMBER);
    let mut last = label;
    if !wrap::fits(label, width.saturating_sub(count_width + 1)) {
        for label in wrap::lines(label, width).take(LABEL_LINES) {
            lines.own(|line| _ = line.span(role, &label));
        }
        last = "";
    }
    lines.own(|line| {
        let pad = width.saturating_sub(wrap::width(last) + wrap::width(count));
        line.write(role, format_args!("{last}{:pad$}{count}", ""));
    });
}

fn label(words: &str) -> String {
    format!("{words:LABEL$}")
}

fn heading(words: &str, lines: &mut RowLines<'_>) {
    lines.above(|line| _ = line.span(Role::Heading, words));
}
