//! A text with nothing around it, to be selected by hand where the terminal lets nothing into its clipboard.

use ratatui::text::Line;

use super::frame::Frame;
use crate::app::Model;
use crate::app::layout::plain_area;

pub(super) fn draw(model: &Model, frame: &mut Frame, text: &str, scroll: usize) {
    let area = plain_area(model.size());
    for (line, area) in model.plain(text).lines.iter().skip(scroll).zip(area.rows()) {
        frame.render_widget(Line::raw(line.plain()), area);
    }
}
