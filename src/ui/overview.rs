//! Pane 4, the overview: bars of what there is, the line of time, and the other records under their kinds.

use ratatui::layout::{Direction, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Bar, BarChart, LineGauge};

use super::frame::Frame;
use super::framed::Rows;
use super::theme::{DATE, FULL_BAR, HOLLOW_BAR, TIME, Theme};
use crate::app::layout::first_row;
use crate::app::overview::{self, Dated, Row};
use crate::app::{Model, Pane};
use crate::atlas::Shown;
use crate::present::{naming, wrap};

/// The columns of the sections: pillars, kinds.
const SECTION: usize = 12;

/// The columns of what a bar counts, and of a date.
const LABEL: usize = 12;

/// The columns of a number, at least.
const NUMBER: usize = 3;

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let overview = model.contents().overview();
    let first_shown = first_row(model.row(Pane::Overview), overview.len(), area.height.into());
    let rows =
        Rows { count: overview.len(), selected: model.row(Pane::Overview), focused: model.pane() == Pane::Overview };
    rows.draw(frame, theme, model.form(), area, |number, width| {
        let Some(row) = overview.row(number) else { return Line::default() };
        let before = number.checked_sub(1).and_then(|number| overview.row(number));
        // Once for all of a section, and at the top of what is shown, so that no row stands without one in sight.
        let named = number == first_shown || before.is_none_or(|before| section(model, before) != section(model, row));
        // Where there is little room, the line of time takes that of its heading.
        let named = named && (roomy(width) || !matches!(row, Row::Dated(_)));
        let heading = if named { section(model, row) } else { "" };
        let style = match row {
            Row::Bar(bar) => bar.what.pillar().map_or_else(|| theme.heading(), |pillar| theme.pillar(pillar)),
            _ => theme.heading(),
        };
        let mut spans = vec![Span::styled(format!("{heading:SECTION$}"), style)];
        spans.extend(words(model, theme, row, width.saturating_sub(SECTION)));
        Line::from(spans)
    });
    for (number, line) in area.rows().enumerate() {
        match overview.row(first_shown + number) {
            Some(Row::Bar(bar)) => draw_bar(model, theme, frame, line, bar),
            Some(Row::Dated(dated)) => draw_time(theme, frame, line, dated),
            _ => {}
        }
    }
}

/// What a row has in common with its neighbours.
fn section(model: &Model, row: Row<'_>) -> &'static str {
    match row {
        Row::Bar(bar) => bar.what.section(),
        Row::Dated(_) => "Time line",
        Row::Record(number) => overview_record(model, number).map_or("", |record| record.kind().name()),
    }
}

/// What a row says beside its chart.
fn words(model: &Model, theme: Theme, row: Row<'_>, width: usize) -> Vec<Span<'static>> {
    match row {
        Row::Bar(bar) => {
            let number_width = number_width(model);
            let chart = " ".repeat((chart_width(width) + NUMBER).saturating_sub(number_width));
            let number = format!("{:>number_width$}", bar.records.len());
            let label = format!("{:LABEL$}{chart}", bar.what.label());
            let mut spans = vec![Span::raw(label), Span::styled(number, theme.heading())];
            if let Some(about) = bar.what.about(model.data(), width).filter(|_| roomy(width + SECTION)) {
                let room = width.saturating_sub(LABEL + chart_width(width) + NUMBER + 2);
                spans.push(Span::styled(format!("  {}", wrap::cut(&about, room)), theme.faint()));
            }
            spans
        }
        Row::Dated(dated) => {
            let chart = if roomy(width + SECTION) { chart_width(width) + 1 } else { 0 };
            let title = title(model.data().get(&dated.record), width.saturating_sub(LABEL + chart));
            let chart = " ".repeat(chart);
            vec![
                Span::styled(format!("{:LABEL$}", dated.date.iso()), theme.faint()),
                Span::raw(chart),
                Span::raw(title),
            ]
        }
        Row::Record(number) => vec![Span::raw(title(overview_record(model, number), width))],
    }
}

fn overview_record(model: &Model, number: usize) -> Option<Shown<'_>> {
    model.contents().overview().other(number, model.data())
}

fn title(record: Option<Shown<'_>>, width: usize) -> String {
    record.map(|record| wrap::cut(&naming::title(record, width), width).into_owned()).unwrap_or_default()
}

/// The columns of the charts in rows that leave so many after the section.
fn chart_width(width: usize) -> usize {
    (width.saturating_sub(LABEL + NUMBER) / 2).clamp(4, 40)
}

/// Where the chart of a row stands.
fn chart_area(line: Rect) -> Rect {
    let before = u16::try_from(2 + SECTION + LABEL).unwrap_or(u16::MAX);
    let width = chart_width(usize::from(line.width).saturating_sub(3 + SECTION));
    let room = line.width.saturating_sub(before);
    Rect { x: line.x + before.min(line.width), width: u16::try_from(width).unwrap_or(u16::MAX).min(room), ..line }
}

fn draw_bar(model: &Model, theme: Theme, frame: &mut Frame, line: Rect, bar: &overview::Bar) {
    let set = if matches!(bar.what, overview::Counted::Unanswered(_)) { HOLLOW_BAR } else { FULL_BAR };
    let style = bar.what.pillar().map_or_else(Style::new, |pillar| theme.pillar(pillar));
    let count = u64::try_from(bar.records.len()).unwrap_or(u64::MAX);
    let scale = u64::try_from(model.contents().overview().scale(bar)).unwrap_or(u64::MAX);
    let chart = BarChart::new([Bar::default().value(count).text_value("")])
        .direction(Direction::Horizontal)
        .bar_width(1)
        .bar_set(set)
        .bar_style(style)
        .max(scale);
    let area = chart_area(line);
    let taken = u16::try_from(number_width(model) - NUMBER).unwrap_or(u16::MAX);
    frame.render_widget(chart, Rect { width: area.width.saturating_sub(taken), ..area });
}

/// The columns of the numbers behind the bars, with air before them. Large numbers take theirs from the charts.
fn number_width(model: &Model) -> usize {
    (model.contents().overview().most().to_string().len() + 1).max(NUMBER)
}

/// A line as long as the time from the first date to this one, with a dot at its end.
fn draw_time(theme: Theme, frame: &mut Frame, line: Rect, dated: &Dated) {
    let narrow = Rect { x: line.x + 2, width: u16::try_from(SECTION - 1).unwrap_or(u16::MAX), ..line };
    let area = if roomy(usize::from(line.width).saturating_sub(3)) { chart_area(line) } else { narrow };
    let area = area.intersection(line);
    let gauge = LineGauge::default()
        .ratio(dated.position)
        .label("")
        .filled_symbol(TIME)
        .unfilled_symbol(" ")
        .filled_style(theme.faint());
    frame.render_widget(gauge, area);
    // The gauge leaves its first column to a label.
    let last = f64::from(area.width.saturating_sub(2));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1 of a width")]
    let end = (dated.position * last) as u16;
    let dot = Rect { x: area.x + 1 + end, width: 1, ..area };
    frame.render_widget(Span::raw(DATE), dot.intersection(area));
}

/// Whether rows of so many columns have room for a chart between a date and a title.
const fn roomy(width: usize) -> bool {
    width >= 60
}
