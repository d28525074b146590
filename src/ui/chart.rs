//! Paints bars and points in time.

use ratatui::layout::{Direction, Rect};
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Bar, BarChart, LineGauge};

use super::frame::Frame;
use super::theme::{DATE, FULL_BAR, HOLLOW_BAR, TIME, Theme};
use crate::app::content::{Chart, Drawing};

pub(super) fn paint(chart: &Chart, theme: Theme, frame: &mut Frame) {
    match chart.what {
        Drawing::Bar { count, most, hollow, pillar } => {
            let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
            let bars = BarChart::new([Bar::default().value(number(count)).text_value("")])
                .direction(Direction::Horizontal)
                .bar_width(1)
                .bar_set(if hollow { HOLLOW_BAR } else { FULL_BAR })
                .bar_style(pillar.map_or_else(Style::new, |pillar| theme.pillar(pillar)))
                .max(number(most));
            frame.render_widget(bars, chart.area);
        }
        Drawing::Time(position) => paint_time(chart.area, position, theme, frame),
    }
}

fn paint_time(area: Rect, position: f64, theme: Theme, frame: &mut Frame) {
    let gauge = LineGauge::default()
        .ratio(position)
        .label("")
        .filled_symbol(TIME)
        .unfilled_symbol(" ")
        .filled_style(theme.faint());
    frame.render_widget(gauge, area);
    // The gauge leaves its first column to a label.
    let last = f64::from(area.width.saturating_sub(2));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1 of a width")]
    let end = (position * last) as u16;
    let dot = Rect { x: area.x + 1 + end, width: 1, ..area };
    frame.render_widget(Span::raw(DATE), dot.intersection(area));
}
