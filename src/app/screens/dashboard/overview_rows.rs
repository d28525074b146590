//! The lines of the overview's rows: numbers with their words, dates with titles or headlines.

use compact_str::{CompactString, format_compact};

use super::lists::{Rows, WIDEST, row_of};
use super::overview::{Row, Section};
use super::table::Wording;
use super::tally::name_of;
use super::{Counted, Dashboard, Tally};
use crate::app::Shared;
use crate::app::content::{RowLines, TALLEST_ROW};
use crate::atlas::{MemberCount, RecordId, Relation, VisibleRecord};
use crate::present::content::Role;
use crate::present::signs::{IN_FULL, IN_PART, NOT_AT_ALL};
use crate::present::{naming, wrap};

/// Narrower rows have headings above them and short dates.
const NARROW: usize = 40;

/// Columns for a label or a date in wide rows, and for a date in narrow ones.
const LABEL: usize = 14;
const MONTH: usize = 9;

/// Columns for a number.
const NUMBER: usize = 2;

/// The label of the members in narrow rows.
const MEMBERS: &str = "MEMBERS";

/// Most lines of a label above its count.
const LABEL_LINES: usize = 3;

impl Dashboard {
    pub(super) fn rows_of_overview<'a>(&'a self, shared: &'a Shared) -> Rows<'a> {
        let overview = self.contents.overview();
        let add = move |number: usize, width: usize, lines: &mut RowLines<'_>| {
            let (Some(row), Some(section)) = (overview.row(number), overview.section(number, shared.data())) else {
                return;
            };
            let before = number.checked_sub(1).and_then(|number| overview.section(number, shared.data()));
            let begins = before != Some(section);
            let record = match row {
                Row::Tally(tally) => {
                    let digits = overview.digits_of_gaps();
                    return tally_lines(shared, tally, (begins, digits), width, lines);
                }
                Row::Dated(dated) => shared.data().get(&dated.record),
                Row::Record(number) => overview.other(number, shared.data()),
            };
            if let Some(record) = record {
                record_lines(record, section, begins, (width, self.enlarged), lines);
            }
        };
        Rows { wording: Wording::Headlines, add: Box::new(add) }
    }
}

/// The row of a tally, whether it begins its section; the numbers of gaps have so many digits.
fn tally_lines(
    shared: &Shared,
    tally: &Tally,
    (begins, digits): (bool, usize),
    width: usize,
    lines: &mut RowLines<'_>,
) {
    let count = tally.records.len();
    if width < NARROW {
        let count = match &tally.what {
            Counted::Unanswered(_) => unanswered(tally),
            Counted::Open(_) => in_three_states(tally, digits),
            Counted::Members => members(tally, width),
            Counted::Gaps(_)
            | Counted::Articles
            | Counted::Documents
            | Counted::Role(..)
            | Counted::Ends(_)
            | Counted::Earlier
            | Counted::Later => format_compact!("{count}"),
        };
        let label = match &tally.what {
            Counted::Gaps(pillar) | Counted::Unanswered(pillar) | Counted::Open(pillar) => pillar.name().into(),
            Counted::Members => MEMBERS.into(),
            Counted::Articles => "ARTICLES".into(),
            Counted::Documents => "DOCUMENTS".into(),
            Counted::Ends(Relation::TookPart) => "meetings".into(),
            Counted::Ends(Relation::Contributed) => "contributions".into(),
            Counted::Ends(relation) => relation.forward().into(),
            Counted::Earlier => "earlier".into(),
            Counted::Later => "later".into(),
            Counted::Role(relation, id) => deed(shared, *relation, id, width),
        };
        match tally.what {
            Counted::Unanswered(_) if begins => heading("UNANSWERED GAPS †", lines),
            Counted::Open(_) if begins => heading("GAPS ANSWERED †", lines),
            Counted::Gaps(_) if begins => heading("GAPS", lines),
            Counted::Earlier if begins => heading("TIME LINE", lines),
            _ => {}
        }
        let is_heading = matches!(tally.what, Counted::Members | Counted::Articles | Counted::Documents);
        let role = if is_heading { Role::Heading } else { Role::Text };
        return with_count(&label, &count, role, width, lines);
    }
    let number = format_compact!("{count:>NUMBER$}");
    match &tally.what {
        Counted::Gaps(pillar) => row_of(&label(pillar.name()), &format_compact!("{number} gaps"), width, lines),
        Counted::Unanswered(pillar) => {
            row_of(&label(pillar.name()), &format_compact!("{} gaps unanswered †", unanswered(tally)), width, lines);
        }
        Counted::Open(pillar) => {
            row_of(&label(pillar.name()), &in_three_states_in_words(tally, digits, width), width, lines);
        }
        Counted::Members => {
            let words = match &tally.in_all {
                Some(MemberCount { words, date, .. }) => {
                    format_compact!("{number} named by the sources read; {words} in all {}", date.when())
                }
                None => number,
            };
            row_of(&label("Members"), &words, width, lines);
        }
        Counted::Articles => row_of(&label("Articles"), &number, width, lines),
        Counted::Documents => row_of(&label("Documents"), &number, width, lines),
        Counted::Ends(relation) => {
            let words = match relation {
                Relation::TookPart => "meetings in which members took part",
                Relation::Contributed => "publications to which members contributed",
                relation => relation.forward(),
            };
            row_of(&format_compact!("{}{number} ", label("")), words, width, lines);
        }
        Counted::Earlier => row_of(&label("Time line"), &format_compact!("{number} earlier"), width, lines),
        Counted::Later => row_of(&label(""), &format_compact!("{number} later"), width, lines),
        Counted::Role(relation, id) => {
            let words = format_compact!("{} {}", relation.forward(), title_of(shared, id));
            row_of(&format_compact!("{}{number} ", label("")), &words, width, lines);
        }
    }
}

/// How many members the sources name and, in their own words, how many there were in all: `21 named; 31 in all`, or as much of
/// that as fits beside the label or else below it. No source says that those named are all among these.
fn members(tally: &Tally, width: usize) -> CompactString {
    let named = tally.records.len();
    let Some(MemberCount { words, .. }) = &tally.in_all else { return format_compact!("{named}") };
    let forms = [
        format_compact!("{named} named; {words} in all"),
        format_compact!("{named}; {words} in all"),
        format_compact!("{named}; {words} total"),
    ];
    let rooms = [width.saturating_sub(MEMBERS.len() + 1), width];
    let fitting = rooms.into_iter().find_map(|room| forms.iter().find(|form| wrap::fits(form, room)));
    fitting.unwrap_or(&forms[forms.len() - 1]).clone()
}

/// How many gaps of all are unanswered.
fn unanswered(tally: &Tally) -> CompactString {
    let sign = if tally.records.is_empty() { " " } else { NOT_AT_ALL };
    format_compact!("{sign} {} of {}", tally.records.len(), tally.of)
}

/// How many gaps are answered in full, in part, and not at all: `●2 ◐2 ○0`.
fn in_three_states(tally: &Tally, digits: usize) -> CompactString {
    let [in_full, in_part, not_at_all] = tally.answered();
    format_compact!("{IN_FULL}{in_full:<digits$} {IN_PART}{in_part:<digits$} {NOT_AT_ALL}{not_at_all:<digits$}")
}

/// The same in words, as far as they fit beside the label.
fn in_three_states_in_words(tally: &Tally, digits: usize, width: usize) -> CompactString {
    let [in_full, in_part, not_at_all] = tally.answered();
    let words = format_compact!(
        "{IN_FULL} {in_full:>digits$} answered in full  {IN_PART} {in_part:>digits$} in part  {NOT_AT_ALL} \
         {not_at_all:>digits$} not at all †"
    );
    let whole = format_compact!("gaps: {words}");
    if wrap::fits(&whole, width.saturating_sub(LABEL)) { whole } else { words }
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
        (Some(date), true) => format_compact!("{:MONTH$}", date.without_day().short()),
        (Some(date), false) => label(&date.short()),
        (None, true) => number_before(record),
        (None, false) => format_compact!("{}{}", label(if begins { kind } else { "" }), number_before(record)),
    };
    let room = width.saturating_sub(wrap::width(&before));
    let title = naming::title(record, wrap::columns_of(width, TALLEST_ROW));
    let words =
        if is_enlarged || (!is_narrow && wrap::fits(&title, room)) { title } else { naming::headline(record, WIDEST) };
    if is_narrow && begins {
        lines.above(|line| _ = line.write(Role::Heading, format_args!("{}", kind.to_uppercase())));
    }
    row_of(&before, &words, width, lines);
}

/// The number of a function, in front of its name.
fn number_before(record: VisibleRecord<'_>) -> CompactString {
    let leaf = record.id().leaf();
    if leaf.len() <= NUMBER && leaf.bytes().all(|digit| digit.is_ascii_digit()) {
        format_compact!("{leaf} ")
    } else {
        CompactString::default()
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
            "bodies" => "Bodies",
            plural => plural,
        },
        Section::Articles => "Articles",
        Section::Documents => "Documents",
    }
}

/// What the members of a tally did, in a few words.
fn deed(shared: &Shared, relation: Relation, id: &RecordId, width: usize) -> CompactString {
    match relation {
        Relation::TookPart => format_compact!("at {}", name_of(shared.data(), id, width)),
        Relation::Contributed => "contributed".into(),
        relation => relation.forward().into(),
    }
}

fn title_of(shared: &Shared, id: &RecordId) -> String {
    let record = shared.data().get(id);
    record.map_or_else(
        || id.to_string(),
        |record| naming::quoted(record.title().first(), record.title().basis).to_string(),
    )
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

fn label(words: &str) -> CompactString {
    format_compact!("{words:LABEL$}")
}

fn heading(words: &str, lines: &mut RowLines<'_>) {
    lines.above(|line| _ = line.span(Role::Heading, words));
}
