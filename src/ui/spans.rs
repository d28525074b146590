//! Paints texts beside one another into the cells of a line: the result is that of ratatui's `Line`, but no `Line` with a
//! list of spans is made for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::present::wrap::{is_ascii, is_single, width};

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
            paint_spans(texts.map(|text| (text, Style::new())), look, area, buffer);
        }
        _ => Line::styled(texts.concat(), look).right_aligned().render(area, buffer),
    }
}

/// Paints a text from the left end of an area.
fn paint_text(text: &str, look: Style, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let first = buffer.index_of(area.x, area.y);
    let cells = &mut buffer.content[first..first + usize::from(area.width)];
    // Most texts have letters one column wide only; others have to be divided into letters first.
    if is_ascii(text) {
        for (cell, letter) in cells.iter_mut().zip(text.bytes()) {
            cell.set_char(letter.into()).set_style(look);
        }
    } else if text.chars().all(is_single) {
        for (cell, letter) in cells.iter_mut().zip(text.chars()) {
            cell.set_char(letter).set_style(look);
        }
    } else {
        Span::styled(text, look).render(area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Cell;
    use ratatui::style::{Color, Modifier};

    use super::*;

    /// Texts with letters of all widths, some joined with others. Without lam and alef together, which ratatui measures as one column
    /// and paints in two.
    const TEXT: &str = "([a-z ]{1,9}|[“”’–…†é│─▸○◐●]{1,3}|人口|e\u{301}|\u{301}|👍🏽|🇫🇷|ﷺ|\u{ff9e}|\u{ad}|\t){0,5}";

    /// The same without those whose columns ratatui counts in two ways.
    const TITLE: &str = "([a-z ]{1,9}|[“”’–…†é│─▸○◐●]{1,3}|人口|e\u{301}|\u{301}|👍🏽|🇫🇷){0,5}";

    const AREA: Rect = Rect::new(0, 0, 24, 2);

    fn filled() -> Buffer {
        let mut cell = Cell::new("x");
        cell.set_style(Style::new().fg(Color::Red).add_modifier(Modifier::DIM));
        Buffer::filled(AREA, cell)
    }

    #[test]
    fn a_span_after_lam_and_alef_overwrites_neither() {
        let mut painted = filled();
        paint_spans([("لا", Style::new()), ("a", Style::new())], Style::new(), AREA, &mut painted);
        let letters: Vec<&str> = painted.content[..4].iter().map(Cell::symbol).collect();
        assert_eq!(letters, ["ل", "ا", "a", "x"]);
    }

    proptest! {
        #[test]
        fn spans_look_as_in_a_line_of_ratatui(
            texts in prop::collection::vec(TEXT, 0..5),
            is_bold in any::<bool>(),
            (x, width) in (0..30_u16, 0..30_u16),
        ) {
            let looks = [Style::new(), Style::new().fg(Color::Blue), Style::new().remove_modifier(Modifier::DIM)];
            let spans = || texts.iter().map(String::as_str).zip(looks.into_iter().cycle());
            let whole = if is_bold { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
            let area = Rect { x, y: 1, width, height: 1 };
            let (mut painted, mut expected) = (filled(), filled());
            paint_spans(spans(), whole, area, &mut painted);
            let line: Line<'_> = spans().map(|(text, look)| Span::styled(text, look)).collect();
            line.style(whole).render(area, &mut expected);
            prop_assert_eq!(painted, expected);
        }

        #[test]
        fn texts_at_the_right_end_look_as_in_a_title_of_ratatui(text in TITLE, (x, width) in (0..12_u16, 0..12_u16)) {
            // A title begins with no mark, which would be joined with the blank before it.
            let text = format!("a{text}");
            let (look, area) = (Style::new().fg(Color::Blue), Rect { x, y: 0, width, height: 1 });
            let (mut painted, mut expected) = (filled(), filled());
            paint_at_right([" ", &text, " "], look, area, &mut painted);
            let line = Line::styled(format!(" {text} "), look).right_aligned();
            let columns = u16::try_from(line.width()).unwrap().min(width);
            line.render(Rect { x: area.right() - columns, width: columns, ..area }, &mut expected);
            prop_assert_eq!(painted, expected);
        }
    }
}
