//! The command palette: the field, and what can be chosen with the key that does the same.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::field;
use super::frame::Frame;
use super::framed::{Rows, Titles, framed, marked};
use super::theme::Theme;
use crate::app::Model;
use crate::app::layout::palette_areas;
use crate::app::screens::palette::Palette;
use crate::present::wrap;

/// The columns of the keys.
const KEY: usize = 11;

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, body: Rect, palette: &Palette) {
    let areas = palette_areas(model.form(), body);
    let inside = framed(frame, theme, model.form(), areas.field, true, &Titles::new("Command", ""));
    field::draw(frame, theme, inside, " : ", palette.field(), true);
    let inside =
        framed(frame, theme, model.form(), areas.entries, false, &Titles::new("Actions, and ids to go to", ""));
    if palette.entries().is_empty() {
        let words = " Nothing is called so. Fewer letters find more.";
        frame.render_widget(Line::styled(words, theme.faint()), inside);
        return;
    }
    let rows = Rows { count: palette.entries().len(), selected: palette.selected(), focused: true };
    rows.draw(frame, theme, model.form(), inside, |number, width| {
        let entry = &palette.entries()[number];
        let mut spans = vec![Span::styled(format!("{:KEY$}", entry.key), theme.accent())];
        let name = wrap::cut(&entry.name, width.saturating_sub(KEY));
        // A mark that was cut off has nothing to stand on.
        let kept = if name.ends_with('…') { name.len() - '…'.len_utf8() } else { name.len() };
        let marks = entry.marks.iter().filter(|mark| mark.end <= kept).cloned().collect::<Vec<_>>();
        spans.extend(marked(theme, &name, &marks, Style::new()));
        Line::from(spans)
    });
}
