//! What panes have in common: a frame with a title, rows with one selected, a bar that shows how far a text goes.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Scrollbar, ScrollbarOrientation, ScrollbarState};

use super::frame::Frame;
use super::theme::{REMEMBERED, SELECTED, Theme};
use crate::app::layout::{Form, first_row, inside};
use crate::present::wrap;

/// What stands in a frame's upper edge.
pub(super) struct Titles<'a> {
    pub left: &'a str,
    /// The looks of the left one where the frame has no focus.
    pub style: Style,
    pub right: &'a str,
}

impl<'a> Titles<'a> {
    pub(super) const fn new(left: &'a str, right: &'a str) -> Self {
        Self { left, style: Style::new(), right }
    }
}

/// Draws a frame where the form has frames, and gives the area inside it.
pub(super) fn framed(
    frame: &mut Frame,
    theme: Theme,
    form: Form,
    area: Rect,
    focused: bool,
    titles: &Titles<'_>,
) -> Rect {
    if form.framed() {
        let right = wrap::cut(titles.right, area.width.into());
        let room = usize::from(area.width).saturating_sub(6 + wrap::width(&right));
        let style = if focused { theme.selected() } else { titles.style };
        let left = Span::styled(format!(" {} ", wrap::cut(titles.left, room)), theme.on_frame(style));
        let mut block = Block::bordered()
            .border_set(theme.frame(focused))
            .border_style(theme.frame_style(focused))
            .title(Line::from(left));
        if !right.is_empty() {
            block = block.title(Line::styled(format!(" {right} "), theme.faint()).right_aligned());
        }
        frame.render_widget(block, area);
    }
    inside(form, area)
}

/// How a list is shown.
pub(super) struct Rows {
    pub count: usize,
    pub selected: usize,
    /// Whether the list has the focus.
    pub focused: bool,
}

impl Rows {
    /// Draws the rows that fit, one line each, the selected one among them. `row` gives a row's content for a width.
    pub(super) fn draw<'a>(
        &self,
        frame: &mut Frame,
        theme: Theme,
        form: Form,
        area: Rect,
        row: impl Fn(usize, usize) -> Line<'a>,
    ) {
        let height = usize::from(area.height);
        let first = first_row(self.selected, self.count, height);
        let width = usize::from(area.width).saturating_sub(3);
        for (line, number) in (first..self.count.min(first + height)).enumerate() {
            let chosen = number == self.selected;
            let sign = match (chosen, self.focused) {
                (true, true) => Span::styled(SELECTED, theme.selected()),
                (true, false) => Span::styled(REMEMBERED, theme.faint()),
                (false, _) => Span::raw("  "),
            };
            let mut content = row(number, width);
            if chosen && self.focused {
                content = content.patch_style(theme.selected());
            }
            content.spans.insert(0, sign);
            let y = area.y + u16::try_from(line).unwrap_or(u16::MAX);
            frame.render_widget(content, Rect { y, height: 1, ..area });
        }
        scrollbar(frame, theme, form, area, Scroll { first, shown: height, all: self.count });
    }
}

/// How far something longer than its area is scrolled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scroll {
    pub first: usize,
    pub shown: usize,
    pub all: usize,
}

/// Draws a bar where not all is shown: on the frame to the right of the area, or where there is none on its last column.
pub(super) fn scrollbar(frame: &mut Frame, theme: Theme, form: Form, area: Rect, scroll: Scroll) {
    if scroll.all <= scroll.shown || area.height < 2 {
        return;
    }
    let last = scroll.all - scroll.shown;
    let mut state = ScrollbarState::new(last + 1).position(scroll.first).viewport_content_length(scroll.shown);
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("█")
        .thumb_style(theme.faint());
    let on_frame = Rect { width: area.width + u16::from(form.framed()), ..area };
    frame.render_stateful_widget(bar, on_frame, &mut state);
}

/// A text with the parts that a query matches marked.
pub(super) fn marked(theme: Theme, text: &str, marks: &[std::ops::Range<usize>], style: Style) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut from = 0;
    for mark in marks {
        spans.push(Span::styled(text[from..mark.start].to_owned(), style));
        spans.push(Span::styled(text[mark.clone()].to_owned(), style.patch(theme.mark())));
        from = mark.end;
    }
    spans.push(Span::styled(text[from..].to_owned(), style));
    spans.retain(|span| !span.content.is_empty());
    spans
}
