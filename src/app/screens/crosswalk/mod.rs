//! The crosswalk: gap by gap the recommendations that answer it and the clauses that support those.

mod lines;
mod update;

use crate::atlas::{Data, Kind, Pillar, RecordId, Relation, Shown};
use crate::present::citing::citation_line;
use crate::present::naming;
use crate::present::page::{self, Page, Role, Span};
use crate::present::wrap;

pub use lines::Line;

/// The crosswalk as it lies over the dashboard.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    lines: Vec<Row>,
    cursor: Cursor,
    /// Whether anything is said of what answers what.
    judged: bool,
}

/// A gap with one of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The gap.
    pub gap: RecordId,
    /// Whether this is the first row of the gap: the one that names it.
    pub first: bool,
    /// A recommendation that answers it; nothing if none does.
    pub answer: Option<Answer>,
}

/// A recommendation that answers a gap, and what supports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The recommendation.
    pub recommendation: RecordId,
    /// The clauses.
    pub clauses: Vec<RecordId>,
}

/// A cell by what stands in it: to come back to, whatever the data is then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The gap whose row it is in.
    pub gap: RecordId,
    /// The gap, recommendation or clause in it.
    pub record: RecordId,
}

/// Where the selection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The row.
    pub row: usize,
    /// The cell: the gap, its answer, then the clauses.
    pub cell: usize,
}

impl Crosswalk {
    /// The crosswalk, the selection on a record if it stands there.
    pub fn new(data: &Data, selected: Option<&RecordId>) -> Self {
        let gaps = Pillar::ALL.into_iter().flat_map(|pillar| data.under(Kind::Gap, pillar));
        let mut lines = Vec::new();
        for gap in gaps {
            let from = lines.len();
            for recommendation in joined(data, gap, Relation::Answers) {
                let clauses = joined(data, recommendation, Relation::Supports).map(|clause| clause.id().clone());
                let answer = Answer { recommendation: recommendation.id().clone(), clauses: clauses.collect() };
                lines.push(Row { gap: gap.id().clone(), first: lines.len() == from, answer: Some(answer) });
            }
            if lines.len() == from {
                lines.push(Row { gap: gap.id().clone(), first: true, answer: None });
            }
        }
        let judged = lines.iter().any(|line| line.answer.is_some());
        let mut crosswalk = Self { lines, cursor: Cursor::default(), judged };
        crosswalk.cursor = crosswalk.find(|_, record| Some(record) == selected).unwrap_or_default();
        crosswalk
    }

    /// The crosswalk with the selection on a cell, as far as there is one: on its gap, or else where the crosswalk begins.
    pub fn at(data: &Data, cell: Option<&Cell>) -> Self {
        let mut crosswalk = Self::new(data, cell.map(|cell| &cell.gap));
        let found = cell.and_then(|cell| crosswalk.find(|line, other| line.gap == cell.gap && *other == cell.record));
        crosswalk.cursor = found.unwrap_or(crosswalk.cursor);
        crosswalk
    }

    /// Where the first cell stands that is the one, given its row and the record in it.
    fn find(&self, is_it: impl Fn(&Row, &RecordId) -> bool) -> Option<Cursor> {
        self.lines.iter().enumerate().find_map(|(row, line)| {
            let cell = line.cells().position(|record| is_it(line, record))?;
            Some(Cursor { row, cell })
        })
    }

    /// The selected cell, to come back to.
    pub fn cell(&self) -> Option<Cell> {
        let gap = self.lines.get(self.cursor.row)?.gap.clone();
        Some(Cell { gap, record: self.selected()?.clone() })
    }

    /// The rows, in the order of the gaps.
    pub fn rows(&self) -> &[Row] {
        &self.lines
    }

    /// Where the selection stands.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The selected record.
    pub fn selected(&self) -> Option<&RecordId> {
        self.lines.get(self.cursor.row)?.cells().nth(self.cursor.cell)
    }

    /// Moves the selection by rows; in the first column from gap to gap.
    pub fn step(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(1);
        if self.cursor.cell > 0 {
            self.cursor.row = self.cursor.row.saturating_add_signed(by).min(last);
        } else {
            let gaps: Vec<usize> = (0..self.lines.len()).filter(|row| self.lines[*row].first).collect();
            let here = gaps.partition_point(|row| *row <= self.cursor.row).saturating_sub(1);
            let there = here.saturating_add_signed(by).min(gaps.len().saturating_sub(1));
            self.cursor.row = gaps.get(there).copied().unwrap_or_default();
        }
        self.keep_in_bounds();
    }

    /// Moves the selection to the cell before or after.
    pub fn turn(&mut self, forward: bool) {
        self.cursor.cell = if forward { self.cursor.cell + 1 } else { self.cursor.cell.saturating_sub(1) };
        self.keep_in_bounds();
    }

    /// Moves the selection to a row, in its column as far as there is one.
    fn go_to(&mut self, row: usize) {
        self.cursor.row = row;
        self.keep_in_bounds();
    }

    fn keep_in_bounds(&mut self) {
        self.cursor.row = self.cursor.row.min(self.lines.len().saturating_sub(1));
        let cells = self.lines.get(self.cursor.row).map_or(1, |line| line.cells().count());
        self.cursor.cell = self.cursor.cell.min(cells - 1);
        if self.cursor.cell == 0 {
            // A gap is named in its first row only.
            while self.lines.get(self.cursor.row).is_some_and(|line| !line.first) {
                self.cursor.row -= 1;
            }
        }
    }

    /// What the selected cell is about: the record in full, how it comes to stand there, and its source. Where there is
    /// little room, `brief`, how it comes to stand there is told first.
    pub fn explained(&self, data: &Data, width: usize, brief: bool) -> Page {
        let selected = self.selected().and_then(|record| data.get(record));
        let Some((row, record)) = self.lines.get(self.cursor.row).zip(selected) else { return Page::default() };
        let mut told = vec![(Role::Text, record.body().joined())];
        told.insert(usize::from(!brief), (Role::Aside, self.standing(data, row, record)));
        if let Some(citation) = record.citations().first() {
            told.push((Role::Aside, format!("{}  {}", citation_line(data, citation), record.body().basis)));
        }
        let lines = told.iter().filter(|(_, text)| !text.is_empty()).flat_map(|(role, text)| {
            let wrapped = wrap::lines(text, width.max(1)).into_iter();
            wrapped.map(|text| page::Line { spans: vec![Span { role: *role, text: text.into_owned() }], link: None })
        });
        Page { lines: lines.collect(), links: Vec::new() }
    }

    /// How the selected record comes to stand in its row.
    fn standing(&self, data: &Data, row: &Row, record: Shown<'_>) -> String {
        let answers = self.lines.iter().filter(|other| other.gap == row.gap && other.answer.is_some()).count();
        match &row.answer {
            _ if self.cursor.cell == 0 && !self.judged => String::new(),
            _ if self.cursor.cell == 0 => match answers {
                0 => "None of the recommendations answers it.  editorial".to_owned(),
                1 => "One recommendation answers it.  editorial".to_owned(),
                many => format!("{many} recommendations answer it.  editorial"),
            },
            Some(answer) if self.cursor.cell > 1 => reason(data, record, &answer.recommendation, Relation::Supports),
            _ => reason(data, record, &row.gap, Relation::Answers),
        }
    }
}

impl Row {
    /// The records that stand in it.
    pub fn cells(&self) -> impl Iterator<Item = &RecordId> + Clone {
        let answer = self.answer.iter();
        let others = answer.flat_map(|answer| std::iter::once(&answer.recommendation).chain(&answer.clauses));
        std::iter::once(&self.gap).chain(others)
    }
}

/// The records that have this relation to a record.
fn joined<'a>(data: &'a Data, to: Shown<'a>, relation: Relation) -> impl Iterator<Item = Shown<'a>> {
    data.incoming(to.id()).filter(move |(_, link)| link.relation == relation).map(|(from, _)| from)
}

/// Why a record has this relation to another one.
fn reason(data: &Data, from: Shown<'_>, to: &RecordId, relation: Relation) -> String {
    let link = from.links().find(|link| link.relation == relation && link.to == *to);
    let reason = link.and_then(|link| link.reason.as_ref()).map(ToString::to_string).unwrap_or_default();
    let basis = link.map(|link| link.basis.to_string()).unwrap_or_default();
    let name = data.get(to).map_or_else(String::new, |to| naming::short(to, wrap::WHOLE));
    format!("{} “{name}”: {reason}  {basis}", relation.forward())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn id(id: &str) -> RecordId {
        RecordId::try_from(id).unwrap()
    }

    #[test]
    fn every_gap_stands_there_and_those_without_an_answer_say_so() {
        let data = Data::from(Atlas::embedded().unwrap());
        let crosswalk = Crosswalk::new(&data, None);
        assert_eq!(crosswalk.rows().iter().filter(|row| row.first).count(), 13);
        let unanswered = crosswalk.rows().iter().filter(|row| row.answer.is_none());
        let ids: Vec<_> = unanswered.map(|row| row.gap.as_str()).collect();
        assert_eq!(ids, ["gap/prevention/1", "gap/prevention/4"]);
    }

    #[test]
    fn every_recommendation_and_every_clause_stands_there() {
        let data = Data::from(Atlas::embedded().unwrap());
        let crosswalk = Crosswalk::new(&data, None);
        let all: Vec<&RecordId> = crosswalk.rows().iter().flat_map(|row| row.cells().collect::<Vec<_>>()).collect();
        for record in data.of_kind(Kind::Recommendation).chain(data.of_kind(Kind::Clause).take(2)) {
            assert!(all.contains(&record.id()), "{}", record.id());
        }
    }

    #[test]
    fn the_selection_begins_at_the_record_and_walks_gaps_answers_and_clauses() {
        let data = Data::from(Atlas::embedded().unwrap());
        let impunity = id("gap/prosecution/1");
        let mut crosswalk = Crosswalk::new(&data, Some(&impunity));
        assert_eq!(crosswalk.selected(), Some(&impunity));
        crosswalk.turn(true);
        assert_eq!(crosswalk.selected(), Some(&id("rec/prosecution/1")));
        crosswalk.step(2);
        assert_eq!(crosswalk.selected(), Some(&id("rec/prosecution/4")));
        crosswalk.turn(true);
        assert_eq!(crosswalk.selected(), Some(&id("clause/icat/1")));
        crosswalk.turn(true);
        assert_eq!(crosswalk.selected(), Some(&id("clause/icat/1")), "there is no further one");
        crosswalk.turn(false);
        crosswalk.turn(false);
        assert_eq!(crosswalk.selected(), Some(&impunity));
        crosswalk.step(1);
        assert_eq!(crosswalk.selected(), Some(&id("gap/prosecution/2")), "from gap to gap");
        crosswalk.step(isize::MIN);
        assert_eq!(crosswalk.selected(), Some(&id("gap/prevention/1")));
    }

    #[test]
    fn the_reason_stands_with_its_basis() {
        let data = Data::from(Atlas::embedded().unwrap());
        let mut crosswalk = Crosswalk::new(&data, RecordId::try_from("gap/partnership/3").ok().as_ref());
        crosswalk.turn(true);
        let told: Vec<_> = crosswalk.explained(&data, 200, false).lines.iter().map(page::Line::plain).collect();
        assert!(
            told[1].starts_with("answers “Inadequate mechanisms for data") && told[1].ends_with("  editorial"),
            "{told:?}"
        );
        assert_eq!(told.last().unwrap(), "ICAT deck, slide “Partnership RECOMMENDATIONS”  verbatim");
    }
}
