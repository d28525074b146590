//! The content of pane 4, the overview: bars, the timeline, and the other records under their kinds.

use ratatui::layout::Rect;

use super::overview::{Bar, Counted, Row};
use super::{Dashboard, Pane};
use crate::app::Shared;
use crate::app::content::{Chart, Drawing, Region};
use crate::atlas::VisibleRecord;
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};

/// Columns for the sections: pillars, kinds.
const SECTION: usize = 12;

/// Columns for the label of a bar, or a date.
const LABEL: usize = 12;

/// Columns for a count, at least.
const NUMBER: usize = 3;

/// Columns of the charts: the fewest that show a difference, and the most that are drawn.
const NARROWEST_CHART: usize = 4;
const WIDEST_CHART: usize = 40;

/// Columns of a row with section, date, chart and a readable part of a title.
const DATE_CHART_AND_TITLE: usize = 60;

impl Dashboard {
    pub(super) fn overview(&self, shared: &Shared, region: Region) -> Region {
        let overview = self.contents.overview();
        let area = region.inside();
        let list = self.list(Pane::Overview);
        let first = list.first_row(area.height.into());
        let mut region = region.list(list, |number, width| {
            let Some(row) = overview.row(number) else { return Line::default() };
            let before = number.checked_sub(1).and_then(|number| overview.row(number));
            // A section is named in its first row, and in the first visible row, so that every row has its section in sight.
            let begins = before.is_none_or(|before| self.section(shared, before) != self.section(shared, row));
            // In narrow rows the timeline is drawn over the section's columns.
            let named = (number == first || begins) && (is_wide(width) || !matches!(row, Row::Dated(_)));
            let heading = if named { self.section(shared, row) } else { "" };
            let role = match row {
                Row::Bar(bar) => bar.what.pillar().map_or(Role::Heading, Role::Pillar),
                Row::Dated(_) | Row::Record(_) => Role::Heading,
            };
            let mut spans = vec![Span::new(role, format!("{heading:SECTION$}"))];
            spans.extend(self.words(shared, row, width.saturating_sub(SECTION)));
            spans.into()
        });
        let rows = area.rows().enumerate().filter_map(|(number, line)| Some((overview.row(first + number)?, line)));
        region.charts = rows.filter_map(|(row, line)| self.chart(row, line)).collect();
        region
    }

    /// The section of a row.
    fn section(&self, shared: &Shared, row: Row<'_>) -> &'static str {
        match row {
            Row::Bar(bar) => bar.what.section(),
            Row::Dated(_) => "Timeline",
            Row::Record(number) => self.other(shared, number).map_or("", |record| record.kind().name()),
        }
    }

    fn other<'a>(&self, shared: &'a Shared, number: usize) -> Option<VisibleRecord<'a>> {
        self.contents.overview().other(number, shared.data())
    }

    /// The text of a row around its chart.
    fn words(&self, shared: &Shared, row: Row<'_>, width: usize) -> Vec<Span> {
        match row {
            Row::Bar(bar) => self.words_of_bar(shared, bar, width),
            Row::Dated(dated) => {
                let chart = if is_wide(width + SECTION) { chart_width(width) + 1 } else { 0 };
                let title = title(shared.data().get(&dated.record), width.saturating_sub(LABEL + chart));
                let date = format!("{:LABEL$}", dated.date.iso());
                vec![Span::new(Role::Aside, date), Span::new(Role::Text, " ".repeat(chart) + &title)]
            }
            Row::Record(number) => vec![Span::new(Role::Text, title(self.other(shared, number), width))],
        }
    }

    fn words_of_bar(&self, shared: &Shared, bar: &Bar, width: usize) -> Vec<Span> {
        let number_width = self.number_width();
        let chart = " ".repeat((chart_width(width) + NUMBER).saturating_sub(number_width));
        let label = format!("{:LABEL$}{chart}", bar.what.label());
        let number = format!("{:>number_width$}", bar.records.len());
        let mut spans = vec![Span::new(Role::Text, label), Span::new(Role::Heading, number)];
        if let Some(about) = bar.what.about(shared.data(), width).filter(|_| is_wide(width + SECTION)) {
            let room = width.saturating_sub(LABEL + chart_width(width) + NUMBER + 2);
            spans.push(Span::new(Role::Aside, format!("  {}", wrap::cut(&about, room))));
        }
        spans
    }

    /// Columns for the counts, with a blank before them. Large counts take columns from the charts.
    fn number_width(&self) -> usize {
        (self.contents.overview().most().to_string().len() + 1).max(NUMBER)
    }

    /// The chart over a row.
    fn chart(&self, row: Row<'_>, line: Rect) -> Option<Chart> {
        match row {
            Row::Bar(bar) => {
                let area = chart_area(line);
                let more = u16::try_from(self.number_width() - NUMBER).unwrap_or(u16::MAX);
                let what = Drawing::Bar {
                    count: bar.records.len(),
                    most: self.contents.overview().scale(bar),
                    hollow: matches!(bar.what, Counted::Unanswered(_)),
                    pillar: bar.what.pillar(),
                };
                Some(Chart { area: Rect { width: area.width.saturating_sub(more), ..area }, what })
            }
            Row::Dated(dated) => {
                let narrow = Rect { x: line.x + 2, width: u16::try_from(SECTION - 1).unwrap_or(u16::MAX), ..line };
                let area = if is_wide(usize::from(line.width).saturating_sub(3)) { chart_area(line) } else { narrow };
                Some(Chart { area: area.intersection(line), what: Drawing::Time(dated.position) })
            }
            Row::Record(_) => None,
        }
    }
}

fn title(record: Option<VisibleRecord<'_>>, width: usize) -> String {
    record.map(|record| wrap::cut(&naming::title(record, width), width).into_owned()).unwrap_or_default()
}

/// Columns of the charts, if a row has `width` columns after the section.
fn chart_width(width: usize) -> usize {
    (width.saturating_sub(LABEL + NUMBER) / 2).clamp(NARROWEST_CHART, WIDEST_CHART)
}

/// The area of the chart of a row.
fn chart_area(line: Rect) -> Rect {
    let before = u16::try_from(2 + SECTION + LABEL).unwrap_or(u16::MAX);
    let width = chart_width(usize::from(line.width).saturating_sub(3 + SECTION));
    let room = line.width.saturating_sub(before);
    Rect { x: line.x + before.min(line.width), width: u16::try_from(width).unwrap_or(u16::MAX).min(room), ..line }
}

/// Whether a row of `width` columns fits a chart between a date and a title.
const fn is_wide(width: usize) -> bool {
    width >= DATE_CHART_AND_TITLE
}
