//! The crosswalk: for each gap what answers it, and the clauses that support those answers or the articles that bear on the gap.

mod articles;
mod content;
mod explained;
mod moving;
mod rows;
mod table;
mod words;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;

use super::{Flow, Layer, Name};
use crate::app::content::Region;
use crate::app::keys::{self, Binding, Bindings, Hint, LetterKeys};
use crate::app::layout::Arrangement;
use crate::app::motion::Motion;
use crate::app::{Action, Shared, Take};
use crate::atlas::{Basis, Data, Link, RecordId};
use crate::present::naming::EDITORIAL;
use crate::present::wrap;

pub use rows::{Answer, Cursor, Entry, Row, Third};

pub(super) static KEYS: Bindings = Bindings {
    name: "crosswalk",
    heading: "IN THE CROSSWALK",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ACROSS,
        keys::OPEN,
        Binding::new("Esc", &[Action::Close], "close the crosswalk").hint(1, "back", 0),
        keys::ENDS,
        keys::PAGES,
        keys::HALF_PAGES,
    ],
};

/// The crosswalk screen.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    rows: Vec<Row>,
    third: Third,
    cursor: Cursor,
    /// The column of the selection, 0 or 1: gaps without an answer do not make it leave that of the answers.
    column: usize,
    /// The selected entry while it is missing from the visible data: it is selected again when it returns.
    missing: Option<Entry>,
    /// Whether anything stands beside a gap. Nothing does with editorial texts hidden.
    judged: bool,
    /// Whether the data says of any answer how much of its gap it answers.
    has_strengths: bool,
    /// The most digits of the number of a gap.
    digits: usize,
}

impl Crosswalk {
    /// The crosswalk with a record selected, or else what that answers, supports or bears on, if it is there.
    pub fn new(data: &Data, arrangement: Arrangement, selected: Option<&RecordId>) -> Self {
        let third = Third::of(data, arrangement);
        let rows = Row::all(data, third);
        let judged = rows.iter().any(|row| row.answer.is_some() || !row.third.is_empty());
        let has_strengths = rows.iter().any(|row| row.answer.as_ref().is_some_and(|answer| answer.extent.is_some()));
        let digits = rows.iter().map(|row| row.gap.leaf().len()).max().unwrap_or_default();
        let (cursor, missing) = Default::default();
        let mut crosswalk = Self { rows, third, cursor, column: 0, missing, judged, has_strengths, digits };
        let found = selected.and_then(|selected| {
            let find = |wanted: &RecordId| crosswalk.find(|_, record| record == wanted);
            find(selected).or_else(|| {
                let record = data.get(selected)?;
                let mut judged = record.links().filter(|link| link.basis == Basis::Editorial);
                judged.find_map(|link| find(&link.to))
            })
        });
        crosswalk.place(found.unwrap_or_default());
        crosswalk
    }

    /// The crosswalk with an entry selected or, if it is not there, its gap, or else the first gap.
    pub fn at(data: &Data, arrangement: Arrangement, entry: Option<&Entry>) -> Self {
        let mut crosswalk = Self::new(data, arrangement, entry.map(|entry| &entry.gap));
        let found = entry.and_then(|entry| crosswalk.find(|row, other| row.gap == entry.gap && *other == entry.record));
        crosswalk.place(found.unwrap_or(crosswalk.cursor));
        crosswalk
    }

    fn place(&mut self, cursor: Cursor) {
        self.cursor = cursor;
        self.column = cursor.entry.min(1);
    }

    /// The first entry for which `is_it` holds, given its row and its record.
    fn find(&self, is_it: impl Fn(&Row, &RecordId) -> bool) -> Option<Cursor> {
        self.rows.iter().enumerate().find_map(|(number, row)| {
            let (entry, _) = row.entries().find(|(entry, record)| (*entry > 0 || row.first) && is_it(row, record))?;
            Some(Cursor { row: number, entry })
        })
    }

    /// The selected entry, to be found again in other data.
    pub fn entry(&self) -> Option<Entry> {
        let gap = self.rows.get(self.cursor.row)?.gap.clone();
        Some(Entry { gap, record: self.chosen_id()?.clone() })
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
    pub fn chosen_id(&self) -> Option<&RecordId> {
        self.rows.get(self.cursor.row)?.record(self.cursor.entry)
    }

    /// Selects this cell, or the nearest one in its row.
    fn select(&mut self, cursor: Cursor) {
        self.missing = None;
        self.cursor = cursor;
        self.keep_in_bounds();
    }

    /// The crosswalk of other data or another window, with an entry selected as soon as that is there.
    fn renew(&mut self, shared: &Shared, wanted: Option<Entry>) {
        *self = Self::at(shared.data(), shared.arrangement(), wanted.as_ref());
        self.missing = wanted.filter(|wanted| self.entry().as_ref() != Some(wanted));
    }

    /// Whether a row is the first one of its pillar.
    fn begins_pillar(&self, row: usize) -> bool {
        let before = row.checked_sub(1).map(|before| self.rows[before].gap.pillar());
        self.rows.get(row).is_some_and(|row| row.first && before != Some(row.gap.pillar()))
    }

    fn keep_in_bounds(&mut self) {
        self.cursor.row = self.cursor.row.min(self.rows.len().saturating_sub(1));
        let entry = self.cursor.entry;
        let last = self
            .rows
            .get(self.cursor.row)
            .and_then(|row| row.entries().map(|(own, _)| own).take_while(|own| *own <= entry).last());
        self.cursor.entry = last.unwrap_or_default();
        if self.cursor.entry == 0 {
            // Only the first row of a gap shows it.
            while self.rows.get(self.cursor.row).is_some_and(|row| !row.first) {
                self.cursor.row -= 1;
            }
        }
    }
}

impl Layer for Crosswalk {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, shared: &Shared, room: usize) -> CompactString {
        const WHOLE: &str = "Crosswalk · our judgement";
        match shared.sources_only() {
            true => "Crosswalk".into(),
            false if wrap::fits(WHOLE, room) => WHOLE.into(),
            false => format_compact!("Crosswalk {EDITORIAL}"),
        }
    }

    fn count(&self, shared: &Shared) -> CompactString {
        self.visible_lines(shared)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        if self.rows.is_empty() {
            return Flow::Stay;
        }
        let to = self.after(shared, motion);
        let column = if motion.is_across() { 0 } else { self.column };
        self.select(Cursor { entry: to.entry.max(column), ..to });
        if motion.is_across() {
            self.column = self.cursor.entry.min(1);
        }
        Flow::Stay
    }

    fn moves(&self, _: &Shared, _: Motion) -> bool {
        !self.rows.is_empty()
    }

    fn open(&mut self, _: &Shared) -> Flow {
        self.chosen_id().cloned().map_or(Flow::Stay, Flow::jump)
    }

    fn opens(&self, _: &Shared) -> bool {
        self.chosen_id().is_some()
    }

    fn selected(&self, _: &Shared) -> Option<RecordId> {
        self.chosen_id().cloned()
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        let Some(selected) = self.chosen(shared.data()) else { return Flow::Stay };
        match (take, selected.end) {
            (Take::Words, Some((to, Link { reason: Some(reason), .. }))) => {
                shared.copy_judgement(selected.record, to, reason.as_str())
            }
            _ => shared.take(take, selected.record.id()),
        }
    }

    fn hint(&self, _: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        Some(hint).filter(|_| binding.actions.first() != Some(&Action::Show(Name::Crosswalk)))
    }

    fn adopt(&mut self, shared: &Shared, _: &Data) {
        let wanted = self.missing.take().or_else(|| self.entry());
        self.renew(shared, wanted);
    }

    fn fit(&mut self, shared: &Shared) {
        // A window without room for the articles has other rows.
        if self.third != Third::of(shared.data(), shared.arrangement()) {
            let wanted = self.missing.take().or_else(|| self.entry());
            self.renew(shared, wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{crosswalk_at, selected};
    use super::*;
    use crate::atlas::{Atlas, Kind};

    #[test]
    fn the_crosswalk_has_every_gap_and_marks_those_without_an_answer() {
        let data = Data::from(Atlas::frozen());
        let crosswalk = Crosswalk::new(&data, Arrangement::Wide, None);
        assert_eq!(crosswalk.rows().iter().filter(|row| row.first).count(), 13);
        let unanswered = crosswalk.rows().iter().filter(|row| row.answer.is_none());
        let ids: Vec<_> = unanswered.map(|row| row.gap.as_str()).collect();
        assert_eq!(ids, ["gap/prevention/1", "gap/prevention/4"]);
    }

    #[test]
    fn the_crosswalk_has_every_recommendation_and_every_clause() {
        let data = Data::from(Atlas::frozen());
        let crosswalk = Crosswalk::new(&data, Arrangement::Wide, None);
        let all: Vec<&RecordId> = crosswalk.rows().iter().flat_map(Row::entries).map(|(_, record)| record).collect();
        for record in data.of_kind(Kind::Recommendation).chain(data.of_kind(Kind::Clause).take(2)) {
            assert!(all.contains(&record.id()), "{}", record.id());
        }
    }

    #[test]
    fn the_selection_begins_at_the_record_and_walks_gaps_answers_and_clauses() {
        let mut model = crosswalk_at("gap/prosecution/1", (120, 40));
        let mut after = |motion| {
            model.update(Action::Move(motion));
            selected(&model).to_owned()
        };
        assert_eq!(after(Motion::Right), "rec/prosecution/1");
        assert_eq!(after(Motion::Next), "rec/prosecution/2");
        assert_eq!(after(Motion::Next), "rec/prosecution/4");
        assert_eq!(after(Motion::Right), "clause/icat/1");
        assert_eq!(after(Motion::Right), "clause/icat/1", "there is no further one");
        assert_eq!(after(Motion::Left), "rec/prosecution/4");
        assert_eq!(after(Motion::Left), "gap/prosecution/1");
        assert_eq!(after(Motion::Next), "gap/prosecution/2", "from gap to gap");
        assert_eq!(after(Motion::First), "gap/prevention/1");
        assert_eq!(after(Motion::Last), "gap/partnership/3");
    }
}

/// The crosswalk in tests.
#[cfg(test)]
mod testing {
    use crate::app::Model;
    use crate::app::screens::Screen;
    use crate::atlas::{Atlas, RecordId};

    /// The crosswalk with a record selected, over the data for tests.
    pub fn crosswalk_at(record: &str, size: (u16, u16)) -> Model {
        over(Atlas::frozen(), record, size)
    }

    /// The crosswalk of this data with a record selected.
    pub fn over(atlas: Atlas, record: &str, (width, height): (u16, u16)) -> Model {
        let mut model = Model::new(atlas, width, height);
        let id = RecordId::try_from(record).unwrap();
        model.stack.push(Screen::Crosswalk(Box::new(super::Crosswalk::new(
            model.shared().data(),
            model.shared().arrangement(),
            Some(&id),
        ))));
        model
    }

    /// Calls `check` with each cell selected in turn.
    pub fn each_cell(size: (u16, u16), check: impl Fn(&Model, &str)) {
        let mut model = crosswalk_at("gap/prevention/1", size);
        let count = crosswalk(&model).rows().len();
        for row in 0..count {
            let entries: Vec<usize> = crosswalk(&model).rows()[row].entries().map(|(entry, _)| entry).collect();
            for entry in entries {
                let Some(Screen::Crosswalk(crosswalk)) = model.stack.last_mut() else { panic!() };
                crosswalk.select(super::Cursor { row, entry });
                check(&model, selected(&model));
            }
        }
    }

    fn crosswalk(model: &Model) -> &super::Crosswalk {
        match model.screen() {
            Some(Screen::Crosswalk(crosswalk)) => crosswalk,
            _ => panic!("the crosswalk is not open"),
        }
    }

    /// The id of the selected record.
    pub fn selected(model: &Model) -> &str {
        crosswalk(model).chosen_id().unwrap().as_str()
    }

    /// What stands in the borders and inside them, line by line, without blanks at the ends.
    pub fn screen(model: &Model) -> Vec<String> {
        let (width, height) = model.shared().size();
        let mut cells = vec![vec![" ".to_owned(); width.into()]; height.into()];
        let mut put = |x: u16, y: u16, text: &str| {
            for (x, letter) in (usize::from(x)..).zip(text.chars()) {
                cells[usize::from(y)][x] = letter.to_string();
            }
        };
        for region in model.content() {
            if let Some(titles) = &region.titles {
                let (upper, lower) = (titles.upper(width.into()), titles.lower(width.into()));
                let left: String = upper.0.map(|(_, text)| text).collect();
                for (y, left, right) in
                    [(region.area.y, left.as_str(), upper.1), (region.area.bottom() - 1, "", lower.1)]
                {
                    put(2, y, left);
                    put(width - 2 - u16::try_from(right.chars().count()).unwrap(), y, &right);
                }
            }
            for block in region.blocks.iter().filter(|block| !block.at_right) {
                for (line, area) in region.lines_of(block).zip(block.area.rows()) {
                    assert!(line.plain().chars().count() <= area.width.into(), "{:?} in {area}", line.plain());
                    put(area.x, area.y, line.plain());
                }
            }
        }
        cells.into_iter().map(|line| line.concat().trim_end().to_owned()).collect()
    }
}
