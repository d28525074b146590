//! The crosswalk: for each gap the recommendations that answer it and the clauses that support those.

mod content;
mod explained;

use ratatui::layout::Rect;

use super::{Flow, Layer, Next};
use crate::app::content::Region;
use crate::app::keys::{self, Bindings, LetterKeys};
use crate::app::motion::Motion;
use crate::app::{Action, Shared, Take};
use crate::atlas::{Data, Kind, Pillar, RecordId, Relation, VisibleRecord};

pub(super) static KEYS: Bindings = Bindings {
    name: "crosswalk",
    heading: "IN THE CROSSWALK",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ACROSS,
        keys::ENDS,
        keys::PAGES,
        keys::OPEN,
        keys::Binding::new("Esc x", &[Action::Close], "close the crosswalk").hint(1, "close", 1),
        keys::SOURCES,
        keys::PIN,
        keys::HELP,
        keys::QUIT,
    ],
};

/// The crosswalk screen.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    rows: Vec<Row>,
    cursor: Cursor,
    /// The selected entry while it is missing from the visible data: it is selected again when it returns.
    missing: Option<Entry>,
    /// Whether any gap is answered. Without answers, as with editorial texts hidden, no gap is called unanswered.
    judged: bool,
}

/// A gap with one of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The gap.
    pub gap: RecordId,
    /// Whether this is the first row of the gap: the one that names it.
    pub first: bool,
    /// A recommendation that answers it, if there is one.
    pub answer: Option<Answer>,
}

/// A recommendation that answers a gap, and the clauses that support it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The recommendation.
    pub recommendation: RecordId,
    /// The clauses.
    pub clauses: Vec<RecordId>,
}

/// An entry by its records, so that it can be found again in other data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The gap of its row.
    pub gap: RecordId,
    /// The gap, recommendation or clause.
    pub record: RecordId,
}

/// Position of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The row.
    pub row: usize,
    /// The entry of the row: 0 the gap, 1 its answer, from 2 on the clauses.
    pub entry: usize,
}

impl Crosswalk {
    /// The crosswalk with a record selected, if it is there.
    pub fn new(data: &Data, selected: Option<&RecordId>) -> Self {
        let gaps = Pillar::ALL.into_iter().flat_map(|pillar| data.under(Kind::Gap, pillar));
        let mut rows = Vec::new();
        for gap in gaps {
            let from = rows.len();
            for recommendation in joined(data, gap, Relation::Answers) {
                let clauses = joined(data, recommendation, Relation::Supports).map(|clause| clause.id().clone());
                let answer = Answer { recommendation: recommendation.id().clone(), clauses: clauses.collect() };
                rows.push(Row { gap: gap.id().clone(), first: rows.len() == from, answer: Some(answer) });
            }
            if rows.len() == from {
                rows.push(Row { gap: gap.id().clone(), first: true, answer: None });
            }
        }
        let judged = rows.iter().any(|row| row.answer.is_some());
        let mut crosswalk = Self { rows, cursor: Cursor::default(), missing: None, judged };
        crosswalk.cursor = crosswalk.find(|_, record| Some(record) == selected).unwrap_or_default();
        crosswalk
    }

    /// The crosswalk with an entry selected or, if it is not there, its gap, or else the first gap.
    pub fn at(data: &Data, entry: Option<&Entry>) -> Self {
        let mut crosswalk = Self::new(data, entry.map(|entry| &entry.gap));
        let found = entry.and_then(|entry| crosswalk.find(|row, other| row.gap == entry.gap && *other == entry.record));
        crosswalk.cursor = found.unwrap_or(crosswalk.cursor);
        crosswalk
    }

    /// The first entry for which `is_it` holds, given its row and its record.
    fn find(&self, is_it: impl Fn(&Row, &RecordId) -> bool) -> Option<Cursor> {
        self.rows.iter().enumerate().find_map(|(number, row)| {
            let entry = row.entries().position(|record| is_it(row, record))?;
            Some(Cursor { row: number, entry })
        })
    }

    /// The selected entry, to be found again in other data.
    pub fn entry(&self) -> Option<Entry> {
        let gap = self.rows.get(self.cursor.row)?.gap.clone();
        Some(Entry { gap, record: self.selected()?.clone() })
    }

    /// The rows, in the order of the gaps.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Position of the selection.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The selected record.
    pub fn selected(&self) -> Option<&RecordId> {
        self.rows.get(self.cursor.row)?.entries().nth(self.cursor.entry)
    }

    /// Moves the selection: up and down from gap to gap or from answer to answer, across from entry to entry.
    fn walk(&mut self, motion: Motion, narrow: bool, page: usize) {
        self.missing = None;
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
        let entries = self.rows.get(self.cursor.row).map_or(1, |row| row.entries().count());
        self.cursor.entry = self.cursor.entry.min(entries - 1);
        if self.cursor.entry == 0 {
            // Only the first row of a gap shows it.
            while self.rows.get(self.cursor.row).is_some_and(|row| !row.first) {
                self.cursor.row -= 1;
            }
        }
    }
}

impl Row {
    /// Its records: the gap, the answer, the clauses.
    pub fn entries(&self) -> impl Iterator<Item = &RecordId> + Clone {
        let answer = self.answer.iter();
        let others = answer.flat_map(|answer| std::iter::once(&answer.recommendation).chain(&answer.clauses));
        std::iter::once(&self.gap).chain(others)
    }
}

/// The records with a link of this relation to a record.
fn joined<'a>(data: &'a Data, to: VisibleRecord<'a>, relation: Relation) -> impl Iterator<Item = VisibleRecord<'a>> {
    data.incoming(to.id()).filter(move |(_, link)| link.relation == relation).map(|(from, _)| from)
}

impl Layer for Crosswalk {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, shared: &Shared) -> String {
        format!("Crosswalk · {}", content::basis(shared))
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let arrangement = shared.arrangement();
        let page = content::areas(arrangement, shared.body()).rows.height.into();
        self.walk(motion, !arrangement.has_borders(), page);
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
        let wanted = self.missing.take().or_else(|| self.entry());
        *self = Self::at(shared.data(), wanted.as_ref());
        self.missing = wanted.filter(|wanted| self.entry().as_ref() != Some(wanted));
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
    fn the_crosswalk_has_every_gap_and_marks_those_without_an_answer() {
        let data = Data::from(Atlas::frozen());
        let crosswalk = Crosswalk::new(&data, None);
        assert_eq!(crosswalk.rows().iter().filter(|row| row.first).count(), 13);
        let unanswered = crosswalk.rows().iter().filter(|row| row.answer.is_none());
        let ids: Vec<_> = unanswered.map(|row| row.gap.as_str()).collect();
        assert_eq!(ids, ["gap/prevention/1", "gap/prevention/4"]);
    }

    #[test]
    fn the_crosswalk_has_every_recommendation_and_every_clause() {
        let data = Data::from(Atlas::frozen());
        let crosswalk = Crosswalk::new(&data, None);
        let all: Vec<&RecordId> = crosswalk.rows().iter().flat_map(|row| row.entries().collect::<Vec<_>>()).collect();
        for record in data.of_kind(Kind::Recommendation).chain(data.of_kind(Kind::Clause).take(2)) {
            assert!(all.contains(&record.id()), "{}", record.id());
        }
    }

    #[test]
    fn the_selection_begins_at_the_record_and_walks_gaps_answers_and_clauses() {
        let data = Data::from(Atlas::frozen());
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
    fn the_reason_is_shown_with_its_basis() {
        let data = Data::from(Atlas::frozen());
        let mut crosswalk = Crosswalk::new(&data, RecordId::try_from("gap/partnership/3").ok().as_ref());
        crosswalk.walk(Motion::Right, false, 10);
        let lines: Vec<_> = crosswalk.explained(&data, 200, false).lines.iter().map(Line::plain).collect();
        assert!(
            lines[1].starts_with("answers “Inadequate mechanisms for data") && lines[1].ends_with("  editorial"),
            "{lines:?}"
        );
        assert_eq!(lines.last().unwrap(), "ICAT deck, slide “Partnership RECOMMENDATIONS”  verbatim");
    }
}
