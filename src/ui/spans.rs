//! Paints texts beside one another into the cells of a line: the result is that of ratatui's `Line`, but no `Line` with a
//! list of spans is made for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::present::wrap::{is_single, width};

/// Paints spans from the left end of an area, over the look of the whole area.
pub(super) fn paint_spans<T: AsRef<str>>(
    spans: impl IntoIterator<Item = (T, Style)>,
    whole: Style,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut rest = area;
    for (text, look) in spans {
        let text = text.as_ref();
        // What has no width is not shown, and a line of it is none.
        let columns = width(text);
        if columns == 0 {
            continue;
        }
        if rest == area && whole != Style::new() {
            buffer.set_style(Rect { height: 1, ..area }, whole);
        }
        paint_text(text, look, rest, buffer);
        let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(rest.width);
        rest = Rect { x: rest.x + columns, width: rest.width - columns, ..rest };
        if rest.is_empty() {
            break;
        }
    }
}

/// Paints texts at the right end of an area. If there is not enough room, their beginning is left out.
pub(super) fn paint_at_right<const N: usize>(texts: [&str; N], look: Style, area: Rect, buffer: &mut Buffer) {
    let columns = texts.iter().map(|text| width(text)).sum::<usize>();
    match u16::try_from(columns) {
        Ok(columns) if columns <= area.width => {
            let area = Rect { x: area.right() - columns, width: columns, ..area };
            paint_spans(texts.map(|text| (text, look)), Style::new(), area, buffer);
        }
        _ => Line::styled(texts.concat(), look).right_aligned().render(area, buffer),
    }
}

/// Paints a text from the left end of an area.
fn paint_text(text: &str, look: Style, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    // Most texts have letters one column wide only; others have to be divided into letters first.
    if area.is_empty() || !text.chars().all(is_single) {
        return Span::styled(text, look).render(area, buffer);
    }
    let first = buffer.index_of(area.x, area.y);
    let cells = buffer.content[first..].iter_mut().take(area.width.into());
    for (cell, letter) in cells.zip(text.chars()) {
        cell.set_char(letter).set_style(look);
    }
}
