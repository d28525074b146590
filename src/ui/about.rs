//! Pane 4: functions, events, publications, instruments, contacts and documents, each under its kind.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::Rows;
use super::theme::Theme;
use crate::app::layout::first_row;
use crate::app::{Model, Pane, wrap};

/// The columns of the kinds.
const KIND: usize = 12;

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let list = model.contents().list(Pane::About);
    let records = model.atlas().records();
    let first_shown = first_row(model.row(Pane::About), list.len(), area.height.into());
    let rows = Rows { count: list.len(), selected: model.row(Pane::About), focused: model.pane() == Pane::About };
    rows.draw(frame, theme, model.form(), area, |row, width| {
        let record = &records[list[row]];
        // Once for all of a kind, and at the top of what is shown, so that no row stands without one in sight.
        let named = row == first_shown || records[list[row - 1]].kind() != record.kind();
        let kind = if named { record.kind().name() } else { "" };
        let title = wrap::cut(record.title.first(), width.saturating_sub(KIND)).into_owned();
        Line::from(vec![Span::styled(format!("{kind:KIND$}"), theme.heading()), Span::raw(title)])
    });
}
