//! The crosswalk: gap by gap the recommendations that answer it and the clauses that support those.

mod content;
mod explained;

use ratatui::layout::Rect;

use super::{Flow, Layer, Next};
use crate::app::content::Region;
use crate::app::keys::{self, Bindings, Letters};
use crate::app::motion::Motion;
use crate::app::{Action, Shared, Take};
use crate::atlas::{Data, Kind, Pillar, RecordId, Relation, VisibleRecord};

pub(super) static KEYS: Bindings = Bindings {
    name: "crosswalk",
    heading: "IN THE CROSSWALK",
    letters: Letters::Unused,
    rows: &[
        keys::MOVE,
        keys::ACROSS,
        keys::ENDS,
        keys::PAGES,
        keys::OPEN,
        keys::Row::new("Esc x", &[Action::Close], "close the crosswalk").hint(1, "close", 1),
        keys::SOURCES,
        keys::PIN,
        keys::HELP,
        keys::QUIT,
    ],
};

/// The crosswalk as it lies over the dashboard.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    rows: Vec<Row>,
    cursor: Cursor,
    /// The cell that was selected and is not in the data now: it is selected again if it comes back.
    away: Option<Entry>,
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
pub struct Entry {
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
    pub entry: usize,
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
        let mut crosswalk = Self { rows: lines, cursor: Cursor::default(), away: None, judged };
        crosswalk.cursor = crosswalk.find(|_, record| Some(record) == selected).unwrap_or_default();
        crosswalk
    }

    /// The crosswalk with the selection on a cell, as far as there is one: on its gap, or else where the crosswalk begins.
    pub fn at(data: &Data, entry: Option<&Entry>) -> Self {
        let mut crosswalk = Self::new(data, entry.map(|entry| &entry.gap));
        let found =
            entry.and_then(|entry| crosswalk.find(|line, other| line.gap == entry.gap && *other == entry.record));
        crosswalk.cursor = found.unwrap_or(crosswalk.cursor);
        crosswalk
    }

    /// Where the first cell stands that is the one, given its row and the record in it.
    fn find(&self, is_it: impl Fn(&Row, &RecordId) -> bool) -> Option<Cursor> {
        self.rows.iter().enumerate().find_map(|(row, line)| {
            let entry = line.entries().position(|record| is_it(line, record))?;
            Some(Cursor { row, entry })
        })
    }

    /// The selected cell, to come back to.
    pub fn entry(&self) -> Option<Entry> {
        let gap = self.rows.get(self.cursor.row)?.gap.clone();
        Some(Entry { gap, record: self.selected()?.clone() })
    }

    /// The rows, in the order of the gaps.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Where the selection stands.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The selected record.
    pub fn selected(&self) -> Option<&RecordId> {
        self.rows.get(self.cursor.row)?.entries().nth(self.cursor.entry)
    }

    /// Goes to the next gap or answer, to one a page of so many lines away, or to the cell beside.
    fn walk(&mut self, motion: Motion, narrow: bool, page: usize) {
        self.away = None;
        match motion {
            Motion::Left => self.cursor.entry = self.cursor.entry.saturating_sub(1),
            Motion::Right => self.cursor.entry += 1,
            motion => {
                let (stops, rows) = self.stops(narrow);
                let here = stops.partition_point(|row| *row <= self.cursor.row).saturating_sub(1);
                self.cursor.row = stops.get(rows.moved(here, motion, page)).copied().unwrap_or_default();
            }
        }
        self.keep_in_bounds();
    }

    fn keep_in_bounds(&mut self) {
        self.cursor.row = self.cursor.row.min(self.rows.len().saturating_sub(1));
        let entries = self.rows.get(self.cursor.row).map_or(1, |line| line.entries().count());
        self.cursor.entry = self.cursor.entry.min(entries - 1);
        if self.cursor.entry == 0 {
            // A gap is named in its first row only.
            while self.rows.get(self.cursor.row).is_some_and(|line| !line.first) {
                self.cursor.row -= 1;
            }
        }
    }
}

impl Row {
    /// The records that stand in it.
    pub fn entries(&self) -> impl Iterator<Item = &RecordId> + Clone {
        let answer = self.answer.iter();
        let others = answer.flat_map(|answer| std::iter::once(&answer.recommendation).chain(&answer.clauses));
        std::iter::once(&self.gap).chain(others)
    }
}

/// The records that have this relation to a record.
fn joined<'a>(data: &'a Data, to: VisibleRecord<'a>, relation: Relation) -> impl Iterator<Item = VisibleRecord<'a>> {
    data.incoming(to.id()).filter(move |(_, link)| link.relation == relation).map(|(from, _)| from)
}

impl Layer for Crosswalk {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn called(&self, shared: &Shared) -> String {
        format!("Crosswalk · {}", content::basis(shared))
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let arrangement = shared.arrangement();
        let page = content::areas(arrangement, shared.body()).rows.height.into();
        self.walk(motion, !arrangement.framed(), page);
        Flow::Stay
    }

    fn open(&mut self, _: &Shared) -> Flow {
        let jump = self.selected().cloned();
        if jump.is_some() { Flow::Close(Next { jump, comes_back: true, ..Next::default() }) } else { Flow::Stay }
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        self.selected().map_or(Flow::Stay, |record| shared.take(take, record))
    }

    fn adopt(&mut self, shared: &Shared, _: &Data) {
        let wanted = self.away.take().or_else(|| self.entry());
        *self = Self::at(shared.data(), wanted.as_ref());
        self.away = wanted.filter(|wanted| self.entry().as_ref() != Some(wanted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::present::content::Line;

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
        let all: Vec<&RecordId> = crosswalk.rows().iter().flat_map(|row| row.entries().collect::<Vec<_>>()).collect();
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
        crosswalk.walk(Motion::Right, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("rec/prosecution/1")));
        crosswalk.walk(Motion::Next, false, 10);
        crosswalk.walk(Motion::Next, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("rec/prosecution/4")));
        crosswalk.walk(Motion::Right, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("clause/icat/1")));
        crosswalk.walk(Motion::Right, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("clause/icat/1")), "there is no further one");
        crosswalk.walk(Motion::Left, false, 10);
        crosswalk.walk(Motion::Left, false, 10);
        assert_eq!(crosswalk.selected(), Some(&impunity));
        crosswalk.walk(Motion::Next, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("gap/prosecution/2")), "from gap to gap");
        crosswalk.walk(Motion::First, false, 10);
        assert_eq!(crosswalk.selected(), Some(&id("gap/prevention/1")));
    }

    #[test]
    fn the_reason_stands_with_its_basis() {
        let data = Data::from(Atlas::embedded().unwrap());
        let mut crosswalk = Crosswalk::new(&data, RecordId::try_from("gap/partnership/3").ok().as_ref());
        crosswalk.walk(Motion::Right, false, 10);
        let table_lines: Vec<_> = crosswalk.explained(&data, 200, false).lines.iter().map(Line::plain).collect();
        assert!(
            table_lines[1].starts_with("answers “Inadequate mechanisms for data")
                && table_lines[1].ends_with("  editorial"),
            "{table_lines:?}"
        );
        assert_eq!(table_lines.last().unwrap(), "ICAT deck, slide “Partnership RECOMMENDATIONS”  verbatim");
    }
}
