//! The crosswalk: a table of gaps, the recommendations that answer them and the clauses that support those, with what the
//! selected cell is about below. Narrow, gaps and answers stand below one another.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::detail::spans;
use super::frame::Frame;
use super::framed::{Scroll, Titles, framed, scrollbar};
use super::theme::{SELECTED, Theme};
use crate::app::Model;
use crate::app::layout::{Form, crosswalk_areas, first_row, text_area};
use crate::app::screens::crosswalk::{Crosswalk, Line as Shown, Row};
use crate::present::{naming, wrap};

/// The columns of the clauses: `clause 1  clause 2`.
const CLAUSES: usize = 19;

/// Whose judgement the crosswalk is, and whether it is hidden.
pub(super) fn basis(model: &Model) -> &'static str {
    if model.sources_only() { "editorial, hidden" } else { "editorial" }
}

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, body: Rect, crosswalk: &Crosswalk) {
    let view = View { model, theme, crosswalk };
    let areas = crosswalk_areas(model.form(), body);
    framed(frame, theme, model.form(), areas.frame, true, &Titles::new("Crosswalk", basis(model)));
    let lines = crosswalk.lines(!model.form().framed());
    let selected = lines.iter().position(|line| crosswalk.is_selected(*line)).unwrap_or_default();
    let height = usize::from(areas.rows.height);
    // Of a gap what answers it is to be seen too, as far as there is room.
    let block = lines[selected..].iter().take_while(|line| crosswalk.is_of_selected_gap(**line)).count();
    let first = first_row(selected + block.min(height) / 2, lines.len(), height);
    for (line, area) in lines.iter().skip(first).zip(areas.rows.rows()) {
        frame.render_widget(view.line(*line, usize::from(area.width).saturating_sub(1)), area);
    }
    scrollbar(frame, theme, model.form(), areas.rows, Scroll { first, shown: height, all: lines.len() });
    view.detail(frame, areas.detail);
}

struct View<'a> {
    model: &'a Model,
    theme: Theme,
    crosswalk: &'a Crosswalk,
}

impl View<'_> {
    fn line(&self, line: Shown, width: usize) -> Line<'static> {
        let row = |number: usize| &self.crosswalk.rows()[number];
        match line {
            Shown::Pillar(pillar) => {
                let style = self.theme.pillar(pillar).patch(self.theme.heading());
                Line::styled(format!("  {pillar}"), style)
            }
            Shown::Row(number) => {
                let row = row(number);
                let gap = (width.saturating_sub(CLAUSES) * 2 / 5).max(8);
                let answer = width.saturating_sub(gap + CLAUSES);
                let mut spans = if row.first { self.gap(number, row, gap) } else { vec![Span::raw(" ".repeat(gap))] };
                spans.extend(self.answer(number, row, answer));
                spans.extend(self.clauses(number, row));
                Line::from(spans)
            }
            Shown::Gap(number) => Line::from(self.gap(number, row(number), width)),
            Shown::Answer(number) => {
                let row = row(number);
                let mut spans = vec![Span::raw("  ")];
                let clauses = self.clauses(number, row);
                let taken: usize = clauses.iter().map(|span| wrap::width(&span.content)).sum();
                spans.extend(self.answer(number, row, width.saturating_sub(2 + taken)));
                spans.extend(clauses);
                Line::from(spans)
            }
        }
    }

    fn gap(&self, number: usize, row: &Row, width: usize) -> Vec<Span<'static>> {
        let Some(gap) = self.model.data().get(&row.gap) else { return Vec::new() };
        self.cell(
            number,
            0,
            &format!("{} {}", wrap::beginning(gap.id().leaf(), width), naming::title(gap, width)),
            width,
            Style::new(),
        )
    }

    fn answer(&self, number: usize, row: &Row, width: usize) -> Vec<Span<'static>> {
        match &row.answer {
            Some(answer) => {
                let Some(record) = self.model.data().get(&answer.recommendation) else { return Vec::new() };
                let pillar = record.pillar().filter(|pillar| row.gap.pillar() != Some(*pillar));
                let pillar = pillar.map(|pillar| format!("{pillar} ")).unwrap_or_default();
                let words =
                    format!("{pillar}{} {}", wrap::beginning(record.id().leaf(), width), naming::title(record, width));
                self.cell(number, 1, &words, width, Style::new())
            }
            // Where nothing editorial is shown, nothing is said of what answers a gap.
            None if self.model.sources_only() => vec![Span::raw(" ".repeat(width))],
            None => self.cell(number, 1, "unanswered", width, self.theme.accent()),
        }
    }

    fn clauses(&self, number: usize, row: &Row) -> Vec<Span<'static>> {
        let clauses = row.answer.iter().flat_map(|answer| &answer.clauses).enumerate();
        clauses
            .flat_map(|(at, clause)| {
                let label = format!("clause {}", wrap::beginning(clause.leaf(), CLAUSES));
                let width = 2 + wrap::width(&label);
                self.cell(number, 2 + at, &label, width, self.theme.faint())
            })
            .collect()
    }

    /// A cell of so many columns, with the sign before it if it is the selected one.
    fn cell(&self, row: usize, cell: usize, words: &str, width: usize, style: Style) -> Vec<Span<'static>> {
        let cursor = self.crosswalk.cursor();
        let chosen = (cursor.row, cursor.cell) == (row, cell);
        let style = if chosen { self.theme.selected() } else { style };
        let words = wrap::cut(words, width.saturating_sub(3).max(if cell > 1 { width.saturating_sub(2) } else { 0 }));
        let rest = width.saturating_sub(2 + wrap::width(&words));
        let sign = if chosen { SELECTED } else { "  " };
        vec![Span::styled(sign, style), Span::styled(words.into_owned(), style), Span::raw(" ".repeat(rest))]
    }

    /// What the selected cell is about.
    fn detail(&self, frame: &mut Frame, area: Rect) {
        let form = self.model.form();
        let selected = self.crosswalk.selected().and_then(|record| self.model.data().get(record));
        let Some(record) = selected else { return };
        let heading = naming::heading(record, area.width.into());
        let style = record.pillar().map_or_else(Style::new, |pillar| self.theme.pillar(pillar));
        framed(frame, self.theme, form, area, false, &Titles { left: &heading, style, right: record.id().as_str() });
        let mut text = text_area(form, area);
        if form == Form::List {
            let rule = "─".repeat(area.width.into());
            frame.render_widget(Span::styled(rule, self.theme.faint()), Rect { height: 1, ..area });
            text = Rect { y: text.y + 1, height: text.height.saturating_sub(1), ..text };
        }
        let brief = form == Form::List;
        let page = self.model.explained(self.crosswalk, text.width.into(), brief);
        for (line, area) in page.lines.iter().zip(text.rows()) {
            frame.render_widget(Line::from(spans(self.theme, line)), area);
        }
    }
}
