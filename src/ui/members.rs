//! Pane 1: the member organizations, by acronym and name.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::Rows;
use super::theme::Theme;
use crate::app::{Model, Pane};
use crate::present::{naming, wrap};

/// The columns of the acronyms.
const ACRONYM: usize = 10;

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let rows = Rows {
        count: model.contents().rows(Pane::Members),
        selected: model.row(Pane::Members),
        focused: model.pane() == Pane::Members,
    };
    rows.draw(frame, theme, model.form(), area, |row, width| {
        let record = model.contents().record(Pane::Members, row, model.data());
        let Some(record) = record else { return Line::default() };
        let name = record.title().first();
        match naming::acronym(record, ACRONYM) {
            Some(acronym) => Line::from(vec![
                Span::styled(format!("{:ACRONYM$}", wrap::cut(&acronym, ACRONYM - 1)), theme.heading()),
                Span::raw(telling(name, width.saturating_sub(ACRONYM))),
            ]),
            None => Line::styled(wrap::cut(name, width).into_owned(), theme.heading()),
        }
    });
}

/// The part of a name that tells it from others: where not all of it fits, the words with which many begin are left out.
fn telling(name: &str, width: usize) -> String {
    let shared = ["United Nations ", "International "];
    let rest = shared.into_iter().find_map(|lead| name.strip_prefix(lead)).filter(|_| !wrap::fits(name, width));
    let shown = rest.map(|rest| format!("…{}", wrap::beginning(rest, width)));
    wrap::cut(shown.as_deref().unwrap_or(name), width).into_owned()
}
