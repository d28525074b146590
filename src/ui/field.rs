//! A line of text that is being typed, after its prompt, with the cursor in it.

use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use super::frame::Frame;
use super::theme::Theme;
use crate::app::field::Field;
use crate::present::wrap;

/// Draws a field; with `typing` the cursor stands in it.
pub(super) fn draw(frame: &mut Frame, theme: Theme, area: Rect, prompt: &str, field: &Field, typing: bool) {
    let before = u16::try_from(wrap::width(prompt)).unwrap_or(u16::MAX).min(area.width);
    // A column is left for the cursor behind the last letter.
    let room = area.width.saturating_sub(before + 1);
    let scrolled = field.scrolled(room.into());
    let text = Rect { x: area.x + before, width: room, ..area };
    frame.render_widget(Span::styled(prompt.to_owned(), theme.selected()), area);
    let typed = Paragraph::new(field.text());
    frame.render_widget(typed.scroll((0, u16::try_from(scrolled).unwrap_or(u16::MAX))), text);
    if typing {
        let column = u16::try_from(field.cursor().saturating_sub(scrolled)).unwrap_or(u16::MAX);
        frame.set_cursor_position(Position::new(text.x + column.min(room), text.y));
    }
}
