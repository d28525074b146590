//! The content of the crosswalk: a table of gaps, the recommendations that answer them and the clauses that support those,
//! above a detail of the selected entry. In narrow windows an answer is on the line below its gap.

use ratatui::layout::Rect;

use super::{Crosswalk, Cursor, Row};
use crate::app::Shared;
use crate::app::content::{Region, SELECTED, Scroll, Titles, UNSELECTED};
use crate::app::layout::{Arrangement, inside, split_lines, text_area};
use crate::app::motion::{Rows, first_line};
use crate::app::screens::detail::title_role;
use crate::atlas::Pillar;
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

/// Columns for the clauses: `clause 1  clause 2`.
const CLAUSES: usize = 19;

/// Width of the gaps next to their answers: titles of recommendations are longer.
const GAPS: (usize, usize) = (2, 5);

/// Columns that a gap keeps next to its answer in the narrowest tables: the sign, its number and the start of its title.
const NARROWEST_GAP: usize = 8;

/// Lines of the detail: with a border six for the text, its reason and its source, else one rule and three lines.
const DETAIL: u16 = 8;
const BRIEF_DETAIL: u16 = 4;

/// A line of the table. Rows are given by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableLine {
    /// The pillar of the gaps below.
    Pillar(Pillar),
    /// A whole row.
    Row(usize),
    /// The gap of a row, in narrow windows.
    Gap(usize),
    /// The answer of a row with its clauses, in narrow windows.
    Answer(usize),
}

/// The areas of the crosswalk.
pub(super) struct Areas {
    /// The table with its border.
    pub table: Rect,
    /// The rows.
    pub rows: Rect,
    /// The detail of the selected entry, with its border.
    pub detail: Rect,
}

pub(super) fn areas(arrangement: Arrangement, body: Rect) -> Areas {
    let detail = match arrangement {
        Arrangement::Wide => DETAIL,
        Arrangement::Tabbed => DETAIL.min(body.height / 2),
        Arrangement::List | Arrangement::Notice => BRIEF_DETAIL,
    };
    let [table, detail] = split_lines(body, body.height.saturating_sub(detail));
    Areas { table, rows: inside(arrangement, table), detail }
}

/// The basis of the crosswalk, and whether it is hidden.
pub(super) fn basis(shared: &Shared) -> &'static str {
    if shared.sources_only() { "editorial, hidden" } else { "editorial" }
}

impl Crosswalk {
    /// The lines of the table.
    fn table_lines(&self, narrow: bool) -> Vec<TableLine> {
        let mut lines = Vec::new();
        let mut under = None;
        for (number, row) in self.rows.iter().enumerate() {
            let pillar = row.gap.pillar();
            if pillar != under {
                lines.extend(pillar.map(TableLine::Pillar));
                under = pillar;
            }
            if narrow {
                lines.extend(row.first.then_some(TableLine::Gap(number)));
                lines.push(TableLine::Answer(number));
            } else {
                lines.push(TableLine::Row(number));
            }
        }
        lines
    }

    /// The rows at which the selection stops while it moves up and down in its column, and their first lines.
    pub(super) fn stops(&self, narrow: bool) -> (Vec<usize>, Rows) {
        let lines = self.table_lines(narrow);
        let is_gap = self.cursor.entry == 0;
        let stop = |line: &TableLine| match *line {
            TableLine::Row(row) => (!is_gap || self.rows[row].first).then_some(row),
            TableLine::Gap(row) => is_gap.then_some(row),
            TableLine::Answer(row) => (!is_gap).then_some(row),
            TableLine::Pillar(_) => None,
        };
        let stops = lines.iter().enumerate().filter_map(|(at, line)| Some((at, stop(line)?)));
        let (starts, stops) = stops.unzip();
        (stops, Rows::at(starts, lines.len()))
    }

    /// Whether the selected entry is in a line.
    fn is_selected(&self, line: TableLine) -> bool {
        let Cursor { row, entry } = self.cursor;
        match line {
            TableLine::Pillar(_) => false,
            TableLine::Row(number) => row == number,
            TableLine::Gap(number) => row == number && entry == 0,
            TableLine::Answer(number) => row == number && entry > 0,
        }
    }

    /// Whether a line belongs to the gap of the selected row.
    fn is_of_selected_gap(&self, line: TableLine) -> bool {
        let gap = |row: usize| self.rows.get(row).map(|row| &row.gap);
        match line {
            TableLine::Pillar(_) => false,
            TableLine::Row(row) | TableLine::Gap(row) | TableLine::Answer(row) => gap(row) == gap(self.cursor.row),
        }
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let areas = areas(arrangement, body);
        let lines = self.table_lines(!arrangement.has_borders());
        let selected = lines.iter().position(|line| self.is_selected(*line)).unwrap_or_default();
        let height = usize::from(areas.rows.height);
        // Show the answers of a selected gap too, as far as they fit.
        let block = lines[selected..].iter().take_while(|line| self.is_of_selected_gap(**line)).count();
        let first = first_line(selected + block.min(height) / 2, lines.len(), height);
        let width = usize::from(areas.rows.width).saturating_sub(1);
        let shown = lines.iter().skip(first).take(height).map(|line| self.line(shared, *line, width));
        let titles = Titles::new("Crosswalk", basis(shared)).focused(true);
        let mut table = Region::bordered(arrangement, areas.table, titles).lines(areas.rows, shown);
        table.scroll = Some(Scroll { y: areas.rows.y, height: areas.rows.height, first, all: lines.len() });
        show(table);
        self.detail(shared, areas.detail).into_iter().for_each(show);
    }

    fn line(&self, shared: &Shared, line: TableLine, width: usize) -> Line {
        match line {
            TableLine::Pillar(pillar) => Line::new(Role::PillarHeading(pillar), format!("  {pillar}")),
            TableLine::Row(number) => {
                let row = &self.rows[number];
                let gap = (width.saturating_sub(CLAUSES) * GAPS.0 / GAPS.1).max(NARROWEST_GAP);
                let answer = width.saturating_sub(gap + CLAUSES);
                let blank = || vec![Span::new(Role::Text, " ".repeat(gap))];
                let mut spans = if row.first { self.gap(shared, number, gap) } else { blank() };
                spans.extend(self.answer(shared, number, answer));
                spans.extend(self.clauses(number));
                spans.into()
            }
            TableLine::Gap(number) => self.gap(shared, number, width).into(),
            TableLine::Answer(number) => {
                let clauses = self.clauses(number);
                let used: usize = clauses.iter().map(|span| wrap::width(&span.text)).sum();
                let mut spans = vec![Span::new(Role::Text, "  ")];
                spans.extend(self.answer(shared, number, width.saturating_sub(2 + used)));
                spans.extend(clauses);
                spans.into()
            }
        }
    }

    fn gap(&self, shared: &Shared, number: usize, width: usize) -> Vec<Span> {
        let Some(gap) = shared.data().get(&self.rows[number].gap) else { return Vec::new() };
        let words = format!("{} {}", wrap::beginning(gap.id().leaf(), width), naming::title(gap, width));
        self.worded((number, 0), &words, width, Role::Text)
    }

    fn answer(&self, shared: &Shared, number: usize, width: usize) -> Vec<Span> {
        let Row { gap, answer, .. } = &self.rows[number];
        let Some(answer) = answer else {
            // Answers are editorial, so with editorial texts hidden a gap is not unanswered either.
            if shared.sources_only() {
                return vec![Span::new(Role::Text, " ".repeat(width))];
            }
            return self.worded((number, 1), "unanswered", width, Role::Accent);
        };
        let Some(record) = shared.data().get(&answer.recommendation) else { return Vec::new() };
        let pillar = record.pillar().filter(|pillar| gap.pillar() != Some(*pillar));
        let pillar = pillar.map(|pillar| format!("{pillar} ")).unwrap_or_default();
        let words = format!("{pillar}{} {}", wrap::beginning(record.id().leaf(), width), naming::title(record, width));
        self.worded((number, 1), &words, width, Role::Text)
    }

    fn clauses(&self, number: usize) -> Vec<Span> {
        let clauses = self.rows[number].answer.iter().flat_map(|answer| &answer.clauses).enumerate();
        let entry = |(at, clause): (usize, &crate::atlas::RecordId)| {
            let label = format!("clause {}", wrap::beginning(clause.leaf(), CLAUSES));
            self.worded((number, 2 + at), &label, 2 + wrap::width(&label), Role::Aside)
        };
        clauses.flat_map(entry).collect()
    }

    /// An entry, `width` columns wide, with the sign before it if it is selected.
    fn worded(&self, (row, entry): (usize, usize), words: &str, width: usize, role: Role) -> Vec<Span> {
        let chosen = self.cursor == Cursor { row, entry };
        let (sign, role) = if chosen { (SELECTED, Role::Selected) } else { (UNSELECTED, role) };
        let words = wrap::cut(words, width.saturating_sub(3).max(if entry > 1 { width.saturating_sub(2) } else { 0 }));
        let rest = width.saturating_sub(2 + wrap::width(&words));
        vec![Span::new(role, sign), Span::new(role, words), Span::new(Role::Text, " ".repeat(rest))]
    }

    /// The detail of the selected entry.
    fn detail(&self, shared: &Shared, area: Rect) -> Option<Region> {
        let arrangement = shared.arrangement();
        let record = shared.data().get(self.selected()?)?;
        let titles = Titles::new(naming::heading(record, area.width.into()), record.id().as_str());
        let mut region = Region::bordered(arrangement, area, Titles { role: title_role(record.pillar()), ..titles });
        let mut text = text_area(arrangement, area);
        if !arrangement.has_borders() {
            let rule = Span::new(Role::Rule, "─".repeat(area.width.into()));
            region = region.lines(Rect { height: 1, ..area }, [vec![rule].into()]);
            text = Rect { y: text.y + 1, height: text.height.saturating_sub(1), ..text };
        }
        let (width, brief) = (usize::from(text.width), !arrangement.has_borders());
        let name = format!("{:?} {} {brief}", self.cursor, record.id());
        let page = shared.composed(name, width, || self.explained(shared.data(), width, brief));
        Some(region.lines(text, page.lines.iter().take(text.height.into()).cloned()))
    }
}
