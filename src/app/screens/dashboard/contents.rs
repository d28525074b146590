//! The records in each of the four panes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::layout::Areas;
use super::members::{self, Groups};
use super::overview::{self, Overview};
use super::pane::Pane;
use super::table::Wording;
use super::tally::Tally;
use crate::app::content::MEASURED;
use crate::app::layout::cells;
use crate::atlas::{Data, Kind, Listing, Pillar, RecordId, VisibleRecord};
use crate::present::{naming, wrap};

/// The rows of every pane and the selected one of each.
#[derive(Debug)]
pub struct Contents {
    selected: [usize; 4],
    /// The first visible line of each pane before its selection moved last.
    first_lines: [Option<usize>; 4],
    /// The widths of the members' acronyms or, without one, their names; empty if there are too many to measure.
    member_widths: Vec<usize>,
    /// Columns for the acronyms of the members in front of their names.
    acronyms: usize,
    /// Digits of the largest number of a gap or recommendation.
    digits: usize,
    /// Whether any gap or recommendation has a headline.
    has_headlines: bool,
    /// The numbers of the gaps under each pillar that are answered in part, and of those that nothing answers.
    open: [[usize; 2]; 4],
    /// The areas computed last.
    areas: RefCell<Option<(AreasOf, Rc<Areas>)>>,
    /// The heights of rows computed last.
    heights: RefCell<VecDeque<(HeightsOf, Rc<[u16]>)>>,
    /// The records of all panes but the overview.
    lists: [Listing; 3],
    /// How the members stand.
    groups: Groups,
    columns: [Column; 4],
    overview: Overview,
}

/// What the areas of the panes depend on, besides the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AreasOf {
    pub size: (u16, u16),
    pub pane: Pane,
    pub is_enlarged: bool,
    pub is_reading: bool,
}

/// What the heights of the rows of a pane depend on, besides the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeightsOf {
    pub pane: Pane,
    /// Columns of a row or, in the matrix, of its words.
    pub width: usize,
    pub wording: Wording,
    pub is_enlarged: bool,
}

/// Most heights kept: those of the four panes, small and enlarged, in one window.
const MOST_HEIGHTS: usize = 8;

/// Longer names are not measured, since none fits a column of acronyms.
const LONGEST_NAME: usize = 40;

/// Most digits of a number in front of an entry.
const MOST_DIGITS: usize = 2;

/// The part of the matrix under one pillar, as ranges of the matrix pane's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The gaps.
    pub gaps: Range<usize>,
    /// The recommendations, which follow the gaps.
    pub recommendations: Range<usize>,
}

impl Contents {
    /// Distributes the visible records to the panes.
    pub fn of(data: &Data) -> Self {
        let mut parts: [[Vec<VisibleRecord<'_>>; 2]; 4] = Default::default();
        for (part, kind) in [Kind::Gap, Kind::Recommendation].into_iter().enumerate() {
            for record in data.of_kind(kind) {
                parts[record.pillar().map_or(0, Pillar::index)][part].push(record);
            }
        }
        let mut end = 0;
        let mut range = |records: &Vec<VisibleRecord<'_>>| {
            end += records.len();
            end - records.len()..end
        };
        let columns = parts
            .each_ref()
            .map(|[gaps, recommendations]| Column { gaps: range(gaps), recommendations: range(recommendations) });
        let matrix = parts.into_iter().flatten().flatten();
        let members = data.members();
        let groups = Groups::of(&members);
        let members = Listing::of(data, members.into_iter().map(|(_, member)| member));
        let lists = [members, Listing::of(data, matrix), Listing::of(data, data.of_kind(Kind::Clause))];
        let entries = || lists[Pane::Matrix as usize].records(data);
        let digits = if entries().any(|record| record.leaf().len() >= MOST_DIGITS) { MOST_DIGITS } else { 1 };
        let members = &lists[Pane::Members as usize];
        let width = |member: VisibleRecord<'_>| wrap::width(&naming::in_column(member, LONGEST_NAME));
        let widths = |member: VisibleRecord<'_>| (width(member), members::columns_of_acronym(member));
        let (names, acronyms): (Vec<usize>, Vec<usize>) =
            data.glance(members.records(data).take(MEASURED), widths).unzip();
        let acronyms = acronyms.into_iter().max().unwrap_or_default();
        let member_widths = if members.len() == names.len() { names } else { Vec::new() };
        let has_headlines = entries().any(|record| record.headline().is_some());
        let overview = Overview::of(data);
        let open = Pillar::ALL.map(|pillar| overview.open(pillar));
        Self {
            selected: [0; 4],
            first_lines: [None; 4],
            member_widths,
            acronyms,
            digits,
            has_headlines,
            open,
            areas: RefCell::default(),
            heights: RefCell::default(),
            lists,
            groups,
            columns,
            overview,
        }
    }

    /// The areas of the panes: those computed last, if nothing that they depend on has changed.
    pub(super) fn areas(&self, of: AreasOf, compute: impl FnOnce() -> Areas) -> Rc<Areas> {
        let cached =
            self.areas.borrow().as_ref().filter(|(cached, _)| *cached == of).map(|(_, areas)| Rc::clone(areas));
        cached.unwrap_or_else(|| {
            let areas = Rc::new(compute());
            self.areas.replace(Some((of, Rc::clone(&areas))));
            areas
        })
    }

    /// The heights of the rows of a pane, or no heights if there are too many rows to measure them all.
    pub(super) fn heights(&self, of: HeightsOf, measure: impl Fn(usize) -> usize) -> Rc<[u16]> {
        let kept = self.heights.borrow().iter().find(|(kept, _)| *kept == of).map(|(_, heights)| Rc::clone(heights));
        kept.unwrap_or_else(|| {
            let rows = Some(self.rows(of.pane)).filter(|rows| *rows <= MEASURED).unwrap_or_default();
            let heights: Rc<[u16]> = (0..rows).map(|row| cells(measure(row))).collect();
            let mut kept = self.heights.borrow_mut();
            kept.truncate(MOST_HEIGHTS - 1);
            kept.push_front((of, Rc::clone(&heights)));
            heights
        })
    }

    /// Forgets areas and heights.
    #[cfg(test)]
    pub(in crate::app) fn forget_kept(&self) {
        self.areas.take();
        self.heights.take();
    }

    /// The widths of the members' acronyms or, without one, their names; empty if there are too many to measure.
    pub(super) fn member_widths(&self) -> &[usize] {
        &self.member_widths
    }

    /// Columns for the acronyms of the members in front of their names.
    pub(super) const fn acronyms(&self) -> usize {
        self.acronyms
    }

    /// How the members stand.
    pub(super) const fn groups(&self) -> &Groups {
        &self.groups
    }

    /// Digits of the largest number of a gap or recommendation.
    pub(super) const fn digits(&self) -> usize {
        self.digits
    }

    /// Whether any gap or recommendation has a headline.
    pub(super) const fn has_headlines(&self) -> bool {
        self.has_headlines
    }

    /// How many gaps under a pillar are answered in part, and how many not at all.
    pub(super) fn open(&self, pillar: Pillar) -> [usize; 2] {
        self.open[pillar.index()]
    }

    /// The records of a pane, in the order of its rows; none for the overview, since some of its rows are tallies.
    fn list(&self, pane: Pane) -> Option<&Listing> {
        self.lists.get(pane as usize)
    }

    /// The overview.
    pub const fn overview(&self) -> &Overview {
        &self.overview
    }

    /// The selected row of a pane.
    pub const fn row(&self, pane: Pane) -> usize {
        self.selected[pane as usize]
    }

    /// Selects a row of a pane, or the last one if there are fewer. The pane shows what is around it.
    pub(super) fn select(&mut self, pane: Pane, row: usize) {
        self.selected[pane as usize] = row.min(self.rows(pane).saturating_sub(1));
        self.first_lines[pane as usize] = None;
    }

    /// The first visible line of a pane before its selection moved last.
    pub(super) const fn first_line(&self, pane: Pane) -> Option<usize> {
        self.first_lines[pane as usize]
    }

    /// Has a pane stay where it was, as far as it can.
    pub(super) const fn stay(&mut self, pane: Pane, first_line: Option<usize>) {
        self.first_lines[pane as usize] = first_line;
    }

    /// Number of rows of a pane.
    pub fn rows(&self, pane: Pane) -> usize {
        self.list(pane).map_or(self.overview.len(), Listing::len)
    }

    /// The record in a row of a pane, if there is one.
    pub fn record<'a>(&self, pane: Pane, row: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        let Some(list) = self.list(pane) else {
            return match self.overview.row(row)? {
                overview::Row::Tally(_) => None,
                overview::Row::Dated(dated) => data.get(&dated.record),
                overview::Row::Record(number) => self.overview.other(number, data),
            };
        };
        list.get(row, data)
    }

    /// The tally in a row of a pane, if there is one.
    pub fn tally(&self, pane: Pane, row: usize) -> Option<&Tally> {
        match self.overview.row(row).filter(|_| pane == Pane::Overview)? {
            overview::Row::Tally(tally) => Some(tally),
            overview::Row::Dated(_) | overview::Row::Record(_) => None,
        }
    }

    /// The row of a record in its pane.
    pub fn row_of(&self, id: &RecordId, data: &Data) -> Option<usize> {
        match self.list(Pane::of(id.kind())) {
            Some(list) => list.position(id, data),
            None => self.overview.row_of(id, data),
        }
    }

    /// The part of the matrix under a pillar.
    pub fn column(&self, pillar: Pillar) -> &Column {
        &self.columns[pillar.index()]
    }

    /// The pillar of a row of the matrix.
    pub fn pillar_of(&self, row: usize) -> Pillar {
        let in_column = |pillar: &Pillar| row < self.columns[pillar.index()].recommendations.end;
        Pillar::ALL.into_iter().find(in_column).unwrap_or(Pillar::Partnership)
    }

    /// The row that a page leads to from `row` of the matrix on the way to row `to`: at most to the end of the pillar and,
    /// from there, to the next pillar. So paging passes no row unseen.
    pub(super) fn within_reach(&self, row: usize, to: usize) -> usize {
        let column = self.column(self.pillar_of(row));
        let (first, end) = (column.gaps.start, column.recommendations.end);
        let up = if row == first { first.saturating_sub(1) } else { first };
        let down = if row + 1 == end { end } else { end.saturating_sub(1) };
        to.clamp(up, down.max(up))
    }

    /// The row next to `row` under the next pillar that has rows, or with `back` the previous one; `row` itself if there is
    /// none. A gap leads to a gap and a recommendation to a recommendation, if the pillar has one.
    pub fn next_pillar(&self, row: usize, back: bool) -> usize {
        let pillar = self.pillar_of(row);
        let column = self.column(pillar);
        let is_gap = column.gaps.contains(&row);
        let depth = row - if is_gap { column.gaps.start } else { column.recommendations.start };
        let ahead = |other: &&Column| other.recommendations.end > other.gaps.start;
        let next = if back {
            self.columns[..pillar.index()].iter().rev().find(ahead)
        } else {
            self.columns[pillar.index() + 1..].iter().find(ahead)
        };
        let Some(next) = next else { return row };
        let (same, other) =
            if is_gap { (&next.gaps, &next.recommendations) } else { (&next.recommendations, &next.gaps) };
        let rows = if same.is_empty() { other } else { same };
        rows.start + depth.min(rows.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn every_record_is_in_one_pane_once() {
        let data = Data::from(Atlas::frozen());
        let contents = Contents::of(&data);
        let rows = Pane::ALL.into_iter().flat_map(|pane| (0..contents.rows(pane)).map(move |row| (pane, row)));
        let mut all: Vec<_> = rows.filter_map(|(pane, row)| contents.record(pane, row, &data)).collect();
        // Documents are in the list of their tally.
        all.extend(data.of_kind(Kind::Document));
        all.sort_unstable_by_key(VisibleRecord::ordinal);
        assert_eq!(all, data.records().collect::<Vec<_>>());
    }

    #[test]
    fn a_move_across_goes_to_the_same_depth_or_the_deepest_gap() {
        let contents = Contents::of(&Atlas::frozen().into());
        let prevention = contents.column(Pillar::Prevention).clone();
        let protection = contents.column(Pillar::Protection).clone();
        assert_eq!(contents.next_pillar(prevention.gaps.start + 3, false), protection.gaps.end - 1);
        assert_eq!(
            contents.next_pillar(prevention.recommendations.start + 2, false),
            protection.recommendations.start + 2
        );
        assert_eq!(contents.next_pillar(protection.gaps.start, true), prevention.gaps.start);
        assert_eq!(
            contents.next_pillar(prevention.gaps.start, true),
            prevention.gaps.start,
            "nothing stands further left"
        );
    }
}
