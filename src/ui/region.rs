//! Paints regions: the border with its titles, and the lines in the looks of their roles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;

use super::frame::Frame;
use super::spans::{paint_at_right, paint_spans};
use super::theme::Theme;
use crate::app::content::{Region, Titles};
use crate::present::content::{Line, Role};

pub(super) fn paint(region: &Region, theme: Theme, frame: &mut Frame) {
    if let Some(titles) = &region.titles {
        paint_border(titles, region.area, theme, frame);
    }
    for block in &region.blocks {
        for (line, area) in region.lines_of(block).zip(block.area.rows()) {
            let whole = look(line, line.role, false, theme);
            if block.at_right {
                paint_at_right([line.plain()], whole, area, frame.buffer_mut());
            } else {
                let spans = line.spans().map(|span| (span.text, look(line, span.role, span.marked, theme)));
                paint_spans(spans, whole, area, frame.buffer_mut());
            }
        }
    }
    if let Some(cursor) = region.cursor {
        frame.set_cursor_position(cursor);
    }
}

/// The look of a role on a line.
fn look(line: Line<'_>, role: Role, marked: bool, theme: Theme) -> Style {
    let look = theme.role(role);
    let look = if marked { look.patch(theme.mark()) } else { look };
    if line.selected { theme.selected(look) } else { look }
}

/// Paints what ratatui's `Block` does, which compares each sign with the one in its cell, to join them.
fn paint_edges(signs: &border::Set<'_>, look: Style, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let mut paint = |x: u16, y: u16, sign: &str| _ = buffer[(x, y)].set_symbol(sign).set_style(look);
    for y in area.top()..=bottom {
        paint(area.x, y, signs.vertical_left);
        paint(right, y, signs.vertical_right);
    }
    for x in area.left()..=right {
        paint(x, area.y, signs.horizontal_top);
        paint(x, bottom, signs.horizontal_bottom);
    }
    paint(right, bottom, signs.bottom_right);
    paint(right, area.y, signs.top_right);
    paint(area.x, bottom, signs.bottom_left);
    paint(area.x, area.y, signs.top_left);
}

fn paint_border(titles: &Titles, area: Rect, theme: Theme, frame: &mut Frame) {
    let buffer = frame.buffer_mut();
    paint_edges(&theme.border(titles.focused), theme.border_look(titles.focused), area, buffer);
    let upper = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), height: 1, ..area };
    let lower = Rect { y: area.bottom().saturating_sub(1), ..upper };
    // A title replaces a part of the border and must not be dim like it.
    let plain = theme.on_border();
    let (left, right) = titles.upper(area.width.into());
    if titles.tabs.is_some() || !titles.left.is_empty() {
        let look = if titles.focused { theme.accent().patch(theme.heading()) } else { plain };
        let blank = || std::iter::once((" ".into(), look));
        let words = left.map(|(role, text)| (text, look.patch(theme.role(role))));
        paint_spans(blank().chain(words).chain(blank()), Style::new(), upper, buffer);
    }
    if !right.is_empty() {
        paint_at_right([" ", &right, " "], plain.patch(theme.role(titles.right_role)), upper, buffer);
    }
    let (left, right) = titles.lower(area.width.into());
    if !left.is_empty() {
        paint_spans([" ", &left, " "].map(|text| (text, plain)), Style::new(), lower, buffer);
    }
    if !right.is_empty() {
        paint_at_right([" ", &right, " "], plain, lower, buffer);
    }
}
