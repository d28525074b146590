//! Pane 2: gaps and recommendations under the four Ps.
//!
//! The wide arrangement has the four pillars side by side, gaps above recommendations; the tabbed one has one pillar at a
//! time, gaps next to recommendations; all others have one pillar as a list.

use std::ops::Range;

use ratatui::layout::Rect;

use super::layout::{HIGHEST_ENTRY, MATRIX_HEADINGS, deepest, matrix_entry_height};
use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{List, REMEMBERED, Region, SELECTED, UNSELECTED};
use crate::app::layout::Arrangement;
use crate::app::motion::Rows;
use crate::atlas::{Pillar, VisibleRecord};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

/// Lines above the entries in the tabbed arrangement: the pillars, and the headings of gaps and of recommendations.
const HALF_HEADINGS: usize = 2;

/// Up to this width of a column its text reaches the rule; the narrowest windows with four columns need every letter.
const NARROW_COLUMN: u16 = 22;

impl Dashboard {
    pub(super) fn matrix(&self, shared: &Shared, region: Region) -> Region {
        match shared.arrangement() {
            Arrangement::Wide => self.pillars_side_by_side(shared, region),
            Arrangement::Tabbed => self.one_pillar(shared, region),
            Arrangement::List | Arrangement::Notice => self.pillar_list(shared, region),
        }
    }

    /// Number of entries of a pillar that are visible at once in an area.
    pub(super) fn visible_entries(&self, arrangement: Arrangement, area: Rect) -> usize {
        let height = usize::from(area.height);
        match arrangement {
            Arrangement::Wide => {
                height.saturating_sub(MATRIX_HEADINGS.into())
                    / usize::from(matrix_entry_height(&self.contents, area.height))
            }
            Arrangement::Tabbed => {
                let room = height.saturating_sub(HALF_HEADINGS);
                room / self.half_entry_height(room)
            }
            Arrangement::List | Arrangement::Notice => height,
        }
    }

    /// Lines of an entry in the tabbed arrangement, if all entries have `height` lines together.
    fn half_entry_height(&self, height: usize) -> usize {
        let column = self.contents.column(self.pillar());
        let entries = column.gaps.len().max(column.recommendations.len()).max(1);
        (height / entries).clamp(1, HIGHEST_ENTRY.into())
    }

    fn entry_record<'a>(&self, shared: &'a Shared, row: usize) -> Option<VisibleRecord<'a>> {
        self.contents.record(Pane::Matrix, row, shared.data())
    }

    fn pillars_side_by_side(&self, shared: &Shared, mut region: Region) -> Region {
        let area = region.inside();
        let columns = split(area, 4);
        for (pillar, column) in Pillar::ALL.into_iter().zip(&columns) {
            region = region.lines(Rect { height: 1, ..*column }, [self.pillar_heading(pillar, UNSELECTED)]);
        }
        let (gaps, recommendations) = deepest(&self.contents);
        let height = usize::from(matrix_entry_height(&self.contents, area.height));
        // Both headings and all rows of entries; if they do not all fit, those around the selection are visible.
        let lines = gaps * height + recommendations * height + 2;
        let room = usize::from(area.height).saturating_sub(1);
        let selected = self.row(Pane::Matrix);
        let column = self.contents.column(self.pillar());
        let gap_lines = (0..column.gaps.len()).map(|depth| 1 + depth * height);
        let recommendation_lines = (0..column.recommendations.len()).map(|depth| 2 + (gaps + depth) * height);
        let rows = Rows::at(gap_lines.chain(recommendation_lines).collect(), lines);
        let first = rows.first_line(selected.saturating_sub(column.gaps.start), room);
        let below_headings = |line: usize, tall: usize, within: Rect| {
            let line = line.checked_sub(first).filter(|line| *line < room)?;
            let height = u16::try_from(tall.min(room - line)).unwrap_or(1);
            Some(Rect { y: area.y + 1 + u16::try_from(line).unwrap_or(u16::MAX), height, ..within })
        };
        for (line, heading) in [(0, "GAPS"), (1 + gaps * height, "RECOMMENDATIONS")] {
            if let Some(area) = below_headings(line, 1, area) {
                region = region.lines(area, [Line::new(Role::Heading, format!("  {heading}"))]);
            }
        }
        for (pillar, within) in Pillar::ALL.into_iter().zip(&columns) {
            let column = self.contents.column(pillar);
            let gap_lines = (0..).map(|depth| 1 + depth * height);
            let recommendation_lines = (0..).map(|depth| 2 + (gaps + depth) * height);
            let rows =
                column.gaps.clone().zip(gap_lines).chain(column.recommendations.clone().zip(recommendation_lines));
            for (row, line) in rows {
                if let Some(area) = below_headings(line, height, *within) {
                    region = region.lines(area, self.entry(shared, row, area));
                }
            }
        }
        columns[1..]
            .iter()
            .fold(region, |region, column| column_rule(region, Rect { x: column.x - 1, width: 1, ..area }))
    }

    fn one_pillar(&self, shared: &Shared, mut region: Region) -> Region {
        let area = region.inside();
        for (pillar, column) in Pillar::ALL.into_iter().zip(split(area, 4)) {
            let chosen = pillar == self.pillar();
            let indent = if chosen { 0 } else { 2 };
            let width = column.width.saturating_sub(indent);
            let at = Rect { x: column.x + indent, width, height: 1.min(area.height), ..column };
            region = region.lines(at, [self.pillar_heading(pillar, if chosen { SELECTED } else { "" })]);
        }
        let column = self.contents.column(self.pillar());
        let halves = split(Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, 2);
        let height = self.half_entry_height(usize::from(area.height).saturating_sub(HALF_HEADINGS));
        let parts = [("GAPS", &column.gaps), ("RECOMMENDATIONS", &column.recommendations)];
        for (half, (heading, rows)) in halves.iter().zip(parts) {
            let heading = Line::new(Role::Heading, format!("  {heading}"));
            region = region.lines(Rect { height: 1, ..*half }, [heading]);
            let below = Rect { y: half.y + 1, height: half.height.saturating_sub(1), ..*half };
            region = self.half(shared, region, below, rows, height);
        }
        column_rule(region, Rect { x: halves[1].x - 1, width: 1, ..halves[0] })
    }

    /// The gaps or the recommendations of a pillar; if they do not all fit, those around the selection.
    fn half(&self, shared: &Shared, region: Region, area: Rect, rows: &Range<usize>, height: usize) -> Region {
        let room = (usize::from(area.height) / height).max(1);
        let selected = self.row(Pane::Matrix).saturating_sub(rows.start).min(rows.len().saturating_sub(1));
        let first = Rows::of(rows.len()).first_line(selected, room);
        rows.clone().skip(first).take(room).enumerate().fold(region, |region, (line, row)| {
            let y = area.y + u16::try_from(line * height).unwrap_or(u16::MAX);
            let height = u16::try_from(height).unwrap_or(1).min(area.bottom().saturating_sub(y));
            let area = Rect { y, height, ..area };
            region.lines(area, self.entry(shared, row, area))
        })
    }

    fn pillar_list(&self, shared: &Shared, region: Region) -> Region {
        let column = self.contents.column(self.pillar());
        let first = column.gaps.start;
        let list = self.list(Pane::Matrix);
        let list = List { count: column.recommendations.end - first, selected: list.selected - first, ..list };
        region.list(list, |row, width| {
            let Some(record) = self.entry_record(shared, first + row) else { return Line::default() };
            let label = format!("{} {} ", record.kind().prefix(), record.id().leaf());
            let title = wrap::cut(&naming::title(record, width), width.saturating_sub(label.len())).into_owned();
            vec![Span::new(Role::Heading, label), Span::new(Role::Text, title)].into()
        })
    }

    /// The name of a pillar with its numbers of gaps and recommendations.
    fn pillar_heading(&self, pillar: Pillar, sign: &str) -> Line {
        let column = self.contents.column(pillar);
        let chosen = pillar == self.pillar();
        let role = if chosen { Role::PillarHeading(pillar) } else { Role::Pillar(pillar) };
        let counts = format!(" {}·{}", column.gaps.len(), column.recommendations.len());
        vec![Span::new(role, sign), Span::new(role, pillar.name()), Span::new(Role::Aside, counts)].into()
    }

    /// The lines of an entry.
    fn entry(&self, shared: &Shared, row: usize, area: Rect) -> Vec<Line> {
        let Some(record) = self.entry_record(shared, row) else { return Vec::new() };
        let list = self.list(Pane::Matrix);
        let (sign, role, text) = match (row == list.selected, list.focused) {
            (true, true) => (SELECTED, Role::Selected, Role::Selected),
            (true, false) => (REMEMBERED, Role::Aside, Role::Text),
            (false, _) => (UNSELECTED, Role::Text, Role::Text),
        };
        // A narrow column spends no column on a blank before the rule.
        let margin = if area.width > NARROW_COLUMN { 3 } else { 2 };
        let lines = shortened(record, usize::from(area.width).saturating_sub(margin), area.height.into());
        let signs = std::iter::once(sign).chain(std::iter::repeat(UNSELECTED));
        let line = |(line, sign): (String, &str)| vec![Span::new(role, sign), Span::new(text, line)].into();
        lines.into_iter().zip(signs).map(line).collect()
    }
}

/// The first `most` lines of a title. If there are more, the last one ends with `…`.
fn shortened(record: VisibleRecord<'_>, width: usize, most: usize) -> Vec<String> {
    let title = naming::title(record, wrap::columns_of(width, most));
    let (mut shown, more) = wrap::first_lines(&title, width, most);
    if more && let Some(last) = shown.last_mut() {
        *last = if wrap::width(last) < width {
            format!("{last}…")
        } else {
            wrap::cut(&format!("{last} "), width).into_owned()
        };
    }
    shown
}

/// Divides an area into columns of nearly the same width, with one screen column between two of them for the rule.
fn split(area: Rect, count: u16) -> Vec<Rect> {
    let start = |number: u16| area.x + (area.width + 1) * number / count;
    (0..count).map(|number| Rect { x: start(number), width: start(number + 1) - start(number) - 1, ..area }).collect()
}

/// A rule between two columns.
fn column_rule(region: Region, area: Rect) -> Region {
    region.lines(area, (0..area.height).map(|_| Line::from(vec![Span::new(Role::Rule, "│")])))
}
