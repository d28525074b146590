//! Paints regions: the border with its titles, and the lines in the looks of their roles.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;

use super::frame::Frame;
use super::theme::Theme;
use crate::app::content::{Region, Titles};
use crate::present::content;

pub(super) fn paint(region: &Region, theme: Theme, frame: &mut Frame) {
    if let Some(titles) = &region.titles {
        paint_border(titles, region.area, theme, frame);
    }
    for block in &region.blocks {
        for (line, area) in block.lines.iter().zip(block.area.rows()) {
            let line = painted(line, theme);
            frame.render_widget(if block.at_right { line.right_aligned() } else { line }, area);
        }
    }
    if let Some(cursor) = region.cursor {
        frame.set_cursor_position(cursor);
    }
}

fn paint_border(titles: &Titles, area: Rect, theme: Theme, frame: &mut Frame) {
    let width = area.width.into();
    let mut block =
        Block::bordered().border_set(theme.border(titles.focused)).border_style(theme.border_look(titles.focused));
    // A title replaces a part of the border and must not be dim like it.
    let title = |text: &str| Line::styled(format!(" {text} "), theme.on_border());
    let (left, right) = titles.upper(width);
    if left.iter().any(|span| !span.text.is_empty()) {
        let look = if titles.focused { theme.accent().patch(theme.heading()) } else { theme.on_border() };
        let spans = left.iter().map(|span| Span::styled(span.text.clone(), look.patch(theme.role(span.role))));
        let blank = || Span::styled(" ", look);
        block = block.title_top(std::iter::once(blank()).chain(spans).chain([blank()]).collect::<Line<'_>>());
    }
    if !right.is_empty() {
        let look = theme.on_border().patch(theme.role(titles.right_role));
        block = block.title_top(Line::styled(format!(" {right} "), look).right_aligned());
    }
    let (left, right) = titles.lower(width);
    if !left.is_empty() {
        block = block.title_bottom(title(&left));
    }
    if !right.is_empty() {
        block = block.title_bottom(title(&right).right_aligned());
    }
    frame.render_widget(block, area);
}

fn painted(line: &content::Line, theme: Theme) -> Line<'_> {
    let look = |role, marked: bool| {
        let look = theme.role(role);
        let look = if marked { look.patch(theme.mark()) } else { look };
        if line.selected { theme.selected(look) } else { look }
    };
    let spans = line.spans.iter().map(|span| Span::styled(span.text.as_str(), look(span.role, span.marked)));
    spans.collect::<Line<'_>>().style(look(line.role, false))
}
