//! Pane 3: what the Global Plan of Action says of ICAT.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::Rows;
use super::theme::Theme;
use crate::app::{Model, Pane};
use crate::present::{naming, wrap};

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let rows = Rows {
        count: model.contents().rows(Pane::Plan),
        selected: model.row(Pane::Plan),
        focused: model.pane() == Pane::Plan,
    };
    rows.draw(frame, theme, model.form(), area, |row, width| {
        let record = model.contents().record(Pane::Plan, row, model.data());
        let Some(record) = record else { return Line::default() };
        let number = format!("{:>2} ", wrap::beginning(record.id().leaf(), width));
        let title = wrap::cut(&naming::title(record, width), width.saturating_sub(wrap::width(&number))).into_owned();
        Line::from(vec![Span::styled(number, theme.heading()), Span::raw(title)])
    });
}
