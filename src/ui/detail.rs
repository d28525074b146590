//! The detail: a record with its text, names, links and source.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame::{Scroll, Titles, framed, marked, scrollbar};
use super::theme::Theme;
use crate::app::layout::text_area;
use crate::app::page::{self, Page};
use crate::app::{Model, Reading};
use crate::atlas::Record;
use crate::search::Query;

/// Draws the current record into its area.
pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
    let focused = model.reading().is_some();
    if let Some(record) = model.current() {
        Detail { model, theme, record, focused, query: None }.draw(frame, area);
    } else {
        let inside = framed(frame, theme, model.form(), area, focused, &Titles::new("", ""));
        frame.render_widget(Line::styled(" There are no such records in the data.", theme.faint()), inside);
    }
}

/// Draws a hit of the search with the matched letters marked.
pub(super) fn draw_hit(model: &Model, theme: Theme, frame: &mut Frame<'_>, area: Rect, record: &Record, query: &Query) {
    Detail { model, theme, record, focused: false, query: Some(query) }.draw(frame, area);
}

struct Detail<'a> {
    model: &'a Model,
    theme: Theme,
    record: &'a Record,
    focused: bool,
    query: Option<&'a Query>,
}

impl Detail<'_> {
    fn draw(&self, frame: &mut Frame<'_>, area: Rect) {
        let heading = page::heading(self.record);
        let style = self.record.pillar().map_or_else(Style::new, |pillar| self.theme.pillar(pillar));
        let titles = Titles { left: &heading, style, right: self.record.id.as_str() };
        framed(frame, self.theme, self.model.form(), area, self.focused, &titles);
        let text = text_area(self.model.form(), area);
        let page = Page::of(self.model.atlas(), self.record, text.width.into());
        let reading = self.model.reading().filter(|_| self.focused).unwrap_or_default();
        let height = usize::from(text.height);
        for (line, y) in page.lines.iter().skip(reading.scroll).zip(text.top()..text.bottom()) {
            frame.render_widget(self.line(line, reading), Rect { y, height: 1, ..text });
        }
        let beside = Rect { width: text.width + 1, ..text };
        scrollbar(
            frame,
            self.theme,
            self.model.form(),
            beside,
            Scroll { first: reading.scroll, shown: height, all: page.lines.len() },
        );
    }

    fn line(&self, line: &page::Line, reading: Reading) -> Line<'static> {
        let chosen = line.link.is_some() && line.link == reading.link;
        let spans = line.spans.iter().flat_map(|span| {
            let style = match (chosen, span.role) {
                (true, page::Role::Link) => self.theme.selected_link(),
                (_, role) => self.theme.role(role),
            };
            self.marked(&span.text, style)
        });
        Line::from(spans.collect::<Vec<_>>())
    }

    fn marked(&self, text: &str, style: Style) -> Vec<Span<'static>> {
        let marks = self.query.map(|query| self.model.searcher().marks(query, text)).unwrap_or_default();
        marked(self.theme, text, &marks, style)
    }
}
