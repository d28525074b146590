//! Paints regions: the border with its titles, the lines in the looks of their roles, the charts and the scrollbar.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Scrollbar, ScrollbarOrientation, ScrollbarState};

use super::chart;
use super::frame::Frame;
use super::theme::Theme;
use crate::app::content::{Region, Scroll, Titles};
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
    for chart in &region.charts {
        chart::paint(chart, theme, frame);
    }
    if let Some(scroll) = region.scroll {
        paint_scrollbar(scroll, region.area, theme, frame);
    }
    if let Some(cursor) = region.cursor {
        frame.set_cursor_position(cursor);
    }
}

fn paint_border(titles: &Titles, area: Rect, theme: Theme, frame: &mut Frame) {
    let (left, right) = titles.within(area.width.into());
    let look = if titles.focused { theme.selected() } else { theme.role(titles.role) };
    let mut block = Block::bordered()
        .border_set(theme.border(titles.focused))
        .border_style(theme.border_look(titles.focused))
        .title(Line::from(Span::styled(format!(" {left} "), theme.on_border(look))));
    if !right.is_empty() {
        block = block.title(Line::styled(format!(" {right} "), theme.faint()).right_aligned());
    }
    frame.render_widget(block, area);
}

fn painted(line: &content::Line, theme: Theme) -> Line<'_> {
    let look_of = |span: &content::Span| {
        if span.marked { theme.role(span.role).patch(theme.mark()) } else { theme.role(span.role) }
    };
    let spans: Vec<_> = line.spans.iter().map(|span| Span::styled(span.text.as_str(), look_of(span))).collect();
    let look = theme.role(line.role);
    Line::from(spans).style(if line.selected { look.patch(theme.selected()) } else { look })
}

/// Draws a scrollbar on the right edge of the area if not all lines fit.
fn paint_scrollbar(scroll: Scroll, area: Rect, theme: Theme, frame: &mut Frame) {
    let visible = usize::from(scroll.height);
    if scroll.all <= visible || scroll.height < 2 {
        return;
    }
    let last = scroll.all - visible;
    let mut state = ScrollbarState::new(last + 1).position(scroll.first).viewport_content_length(visible);
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("█")
        .thumb_style(theme.faint());
    frame.render_stateful_widget(bar, Rect { y: scroll.y, height: scroll.height, ..area }, &mut state);
}
