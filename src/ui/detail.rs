//! The detail: a record with its text, names, links and source.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::{Scroll, Titles, framed, marked, scrollbar};
use super::theme::Theme;
use crate::app::layout::text_area;
use crate::app::{Model, Reading, Subject};
use crate::atlas::Shown;
use crate::present::naming;
use crate::present::page;
use crate::search::Plan;

/// Draws the current record into its area.
pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let focused = model.reading().is_some();
    if let Some(subject) = model.subject() {
        Detail { model, theme, subject, focused, plan: None }.draw(frame, area);
    } else {
        let inside = framed(frame, theme, model.form(), area, focused, &Titles::new("", ""));
        frame.render_widget(Line::styled(" There are no such records in the data.", theme.faint()), inside);
    }
}

/// Draws a hit of the search with the matched letters marked.
pub(super) fn draw_hit(model: &Model, theme: Theme, frame: &mut Frame, area: Rect, record: Shown<'_>, plan: &Plan) {
    Detail { model, theme, subject: Subject::Record(record), focused: false, plan: Some(plan) }.draw(frame, area);
}

/// Draws a record that is not the current one.
pub(super) fn draw_record(model: &Model, theme: Theme, frame: &mut Frame, area: Rect, record: Shown<'_>) {
    Detail { model, theme, subject: Subject::Record(record), focused: false, plan: None }.draw(frame, area);
}

/// The pieces of a line of a page in their looks.
pub(super) fn spans(theme: Theme, line: &page::Line) -> Vec<Span<'static>> {
    line.spans.iter().map(|span| Span::styled(span.text.clone(), theme.role(span.role))).collect()
}

struct Detail<'a> {
    model: &'a Model,
    theme: Theme,
    subject: Subject<'a>,
    focused: bool,
    plan: Option<&'a Plan>,
}

impl Detail<'_> {
    fn draw(&self, frame: &mut Frame, area: Rect) {
        let data = self.model.data();
        let text = text_area(self.model.form(), area);
        let columns = area.width.into();
        let (heading, pillar, right) = match self.subject {
            Subject::Record(record) => (naming::heading(record, columns), record.pillar(), self.right(record)),
            Subject::Bar(bar) => (bar.what.heading(data, columns), bar.what.pillar(), String::new()),
        };
        let page = self.model.page(self.subject, text.width.into());
        let style = pillar.map_or_else(Style::new, |pillar| self.theme.pillar(pillar));
        let titles = Titles { left: &heading, style, right: &right };
        framed(frame, self.theme, self.model.form(), area, self.focused, &titles);
        let reading = self.model.reading().filter(|_| self.focused).unwrap_or_default();
        let height = usize::from(text.height);
        for (number, y) in (reading.scroll..page.lines.len()).zip(text.top()..text.bottom()) {
            frame.render_widget(self.line(&page.lines, number, reading), Rect { y, height: 1, ..text });
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

    /// The id of a record, and whether it is pinned.
    fn right(&self, record: Shown<'_>) -> String {
        let pinned = if self.model.pin_of(record.id()).is_some() { "pinned, " } else { "" };
        format!("{pinned}{}", record.id())
    }

    fn line(&self, lines: &[page::Line], number: usize, reading: Reading) -> Line<'static> {
        let line = &lines[number];
        let chosen = line.link.is_some() && line.link == reading.link;
        let mut marks = self.marks(lines, number);
        let mut spans = Vec::new();
        for span in &line.spans {
            let style = match (chosen, span.role) {
                (true, page::Role::Link) => self.theme.selected_link(),
                (_, role) => self.theme.role(role),
            };
            let within: Vec<_> = marks.iter().map(|mark| mark.start..mark.end.min(span.text.len())).collect();
            let within: Vec<_> = within.into_iter().filter(|mark| mark.start < mark.end).collect();
            spans.extend(marked(self.theme, &span.text, &within, style));
            let rest = |at: usize| at.saturating_sub(span.text.len());
            marks = marks
                .into_iter()
                .map(|mark| rest(mark.start)..rest(mark.end))
                .filter(|mark| !mark.is_empty())
                .collect();
        }
        Line::from(spans)
    }

    /// What is marked in a line, as if it were not broken off from those around it: a phrase may begin or end there.
    fn marks(&self, lines: &[page::Line], number: usize) -> Vec<Range<usize>> {
        let Some(plan) = self.plan else { return Vec::new() };
        let text = |number: usize| {
            let spans =
                lines.get(number).map(|line| line.spans.iter().map(|span| span.text.as_str()).collect::<String>());
            spans.unwrap_or_default()
        };
        let before = number.checked_sub(1).map(text).unwrap_or_default() + " ";
        let line = text(number);
        let whole = format!("{before}{line} {}", text(number + 1));
        let clipped = |at: usize| at.saturating_sub(before.len()).min(line.len());
        let marks = self.model.searcher().marks(plan, &whole).into_iter();
        marks.map(|mark| clipped(mark.start)..clipped(mark.end)).filter(|mark| !mark.is_empty()).collect()
    }
}
