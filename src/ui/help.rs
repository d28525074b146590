//! The help: every key, from the one table.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::{Scroll, Titles, framed, scrollbar};
use super::theme::Theme;
use crate::app::Model;
use crate::app::layout::text_area;
use crate::app::screens::help::{self, Help};

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect, shown: Help) {
    framed(frame, theme, model.form(), area, true, &Titles::new("Keys", ""));
    let text = text_area(model.form(), area);
    let (lines, scroll) = (shown.lines(text.width.into(), model.ascii()), shown.scroll());
    for (line, y) in lines.iter().skip(scroll).zip(text.top()..text.bottom()) {
        let shown = match line {
            help::Line::Heading(heading) => Line::styled(*heading, theme.heading()),
            help::Line::Blank => Line::default(),
            help::Line::Keys(keys, does) if does.is_empty() => Line::styled(keys.clone(), theme.accent()),
            help::Line::Keys(keys, does) if keys.is_empty() && does.starts_with(' ') => Line::raw(does.clone()),
            help::Line::Keys(keys, does) => {
                Line::from(vec![Span::styled(pad(keys), theme.accent()), Span::raw(does.clone())])
            }
        };
        frame.render_widget(shown, Rect { y, height: 1, ..text });
    }
    let beside = Rect { width: text.width + 1, ..text };
    scrollbar(
        frame,
        theme,
        model.form(),
        beside,
        Scroll { first: scroll, shown: text.height.into(), all: lines.len() },
    );
}

fn pad(keys: &str) -> String {
    let room = help::KEYS_WIDTH.saturating_sub(crate::present::wrap::width(keys));
    format!("{keys}{}", " ".repeat(room))
}
