//! A text with nothing around it, to be selected by hand where the terminal lets nothing into its clipboard.

use ratatui::text::Line;

use super::frame::Frame;
use crate::app::Model;
use crate::app::layout::plain_area;
use crate::app::screens::plain::Plain;

pub(super) fn draw(model: &Model, frame: &mut Frame, shown: &Plain) {
    let area = plain_area(model.size());
    for (line, area) in model.plain(shown.text()).lines.iter().skip(shown.scroll()).zip(area.rows()) {
        frame.render_widget(Line::raw(line.plain()), area);
    }
}
