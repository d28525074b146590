//! Pane 2: gaps and recommendations under the four Ps.
//!
//! Wide, all four pillars stand side by side, gaps above recommendations; framed but not wide, one pillar at a time with
//! gaps beside recommendations; else one pillar as a list.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::Rows;
use super::theme::{COLUMN, REMEMBERED, SELECTED, Theme};
use crate::app::layout::{Form, deepest, first_row, matrix_cell_height};
use crate::app::{Model, Pane};
use crate::atlas::{Kind, Pillar, Shown};
use crate::present::{naming, wrap};

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let matrix = Matrix { model, theme };
    match model.form() {
        Form::Wide => matrix.pillars_side_by_side(frame, area),
        Form::Tabbed => matrix.one_pillar(frame, area),
        _ => matrix.list(frame, area),
    }
}

struct Matrix<'a> {
    model: &'a Model,
    theme: Theme,
}

/// A cell: the row of the matrix pane's list that it shows, and where.
struct Cell {
    row: usize,
    area: Rect,
}

impl Matrix<'_> {
    fn record(&self, row: usize) -> Option<Shown<'_>> {
        self.model.contents().record(Pane::Matrix, row, self.model.data())
    }

    fn pillars_side_by_side(&self, frame: &mut Frame, area: Rect) {
        let columns = split(area, 4);
        for (pillar, column) in Pillar::ALL.into_iter().zip(&columns) {
            frame.render_widget(self.pillar_heading(pillar), indented(*column, 0));
        }
        let (gaps, recommendations) = deepest(self.model.contents());
        let height = usize::from(matrix_cell_height(self.model.contents(), area.height));
        // Both headings and all rows of cells, of which those around the selection are shown if they do not all fit.
        let lines = gaps * height + recommendations * height + 2;
        let room = usize::from(area.height).saturating_sub(1);
        let selected = self.model.row(Pane::Matrix);
        let column = self.model.contents().column(self.model.pillar());
        let selected_line = if column.gaps.contains(&selected) {
            1 + (selected - column.gaps.start) * height
        } else {
            2 + (gaps + selected - column.recommendations.start.min(selected)) * height
        };
        let first = if lines <= room { 0 } else { first_row(selected_line + height - 1, lines, room) };
        let part_y = |line: usize| line.checked_sub(first).filter(|line| *line < room);
        let below_heading = |line: usize| area.y + 1 + u16::try_from(line).unwrap_or(u16::MAX);
        for (line, heading) in [(0, "GAPS"), (1 + gaps * height, "RECOMMENDATIONS")] {
            if let Some(line) = part_y(line) {
                let y = below_heading(line);
                frame.render_widget(
                    Line::styled(format!("  {heading}"), self.theme.heading()),
                    Rect { y, height: 1, ..area },
                );
            }
        }
        for (pillar, column_area) in Pillar::ALL.into_iter().zip(&columns) {
            let column = self.model.contents().column(pillar);
            let gap_lines = (0..).map(|depth| 1 + depth * height);
            let recommendation_lines = (0..).map(|depth| 2 + (gaps + depth) * height);
            let rows =
                column.gaps.clone().zip(gap_lines).chain(column.recommendations.clone().zip(recommendation_lines));
            for (row, line) in rows {
                if let Some(line) = part_y(line) {
                    let height = u16::try_from(height.min(room - line)).unwrap_or(1);
                    self.cell(frame, &Cell { row, area: Rect { y: below_heading(line), height, ..*column_area } });
                }
            }
        }
        for column in &columns[1..] {
            self.column_rule(frame, Rect { x: column.x - 1, width: 1, ..area });
        }
    }

    fn one_pillar(&self, frame: &mut Frame, area: Rect) {
        let columns = split(area, 4);
        for (pillar, column) in Pillar::ALL.into_iter().zip(columns) {
            let sign = if pillar == self.model.pillar() { 0 } else { 2 };
            frame.render_widget(self.pillar_heading(pillar), indented(column, sign));
        }
        let column = self.model.contents().column(self.model.pillar());
        let halves = split(Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, 2);
        let cells = column.gaps.len().max(column.recommendations.len()).max(1);
        let height = (usize::from(halves[0].height).saturating_sub(1) / cells).clamp(1, 4);
        for (half, heading, rows) in
            [(halves[0], "GAPS", &column.gaps), (halves[1], "RECOMMENDATIONS", &column.recommendations)]
        {
            frame.render_widget(Line::styled(format!("  {heading}"), self.theme.heading()), Rect { height: 1, ..half });
            self.half(frame, Rect { y: half.y + 1, height: half.height.saturating_sub(1), ..half }, rows, height);
        }
        self.column_rule(frame, Rect { x: halves[1].x - 1, width: 1, ..halves[0] });
    }

    /// The gaps or the recommendations of a pillar, those around the selection if they do not all fit.
    fn half(&self, frame: &mut Frame, area: Rect, rows: &Range<usize>, height: usize) {
        let room = (usize::from(area.height) / height).max(1);
        let selected = self.model.row(Pane::Matrix).saturating_sub(rows.start).min(rows.len().saturating_sub(1));
        let first = first_row(selected, rows.len(), room);
        for (line, row) in rows.clone().skip(first).take(room).enumerate() {
            let y = area.y + u16::try_from(line * height).unwrap_or(u16::MAX);
            let height = u16::try_from(height).unwrap_or(1).min(area.bottom().saturating_sub(y));
            self.cell(frame, &Cell { row, area: Rect { y, height, ..area } });
        }
    }

    fn list(&self, frame: &mut Frame, area: Rect) {
        let column = self.model.contents().column(self.model.pillar());
        let first = column.gaps.start;
        let rows = Rows {
            count: column.recommendations.end - first,
            selected: self.model.row(Pane::Matrix) - first,
            focused: self.model.pane() == Pane::Matrix,
        };
        rows.draw(frame, self.theme, self.model.form(), area, |row, width| {
            let Some(record) = self.record(first + row) else { return Line::default() };
            let label = format!("{} {} ", record.kind().prefix(), record.id().leaf());
            let title = wrap::cut(&naming::title(record, width), width.saturating_sub(label.len())).into_owned();
            Line::from(vec![Span::styled(label, self.theme.heading()), Span::raw(title)])
        });
    }

    /// A pillar's name with its numbers of gaps and recommendations.
    fn pillar_heading(&self, pillar: Pillar) -> Line<'static> {
        let column = self.model.contents().column(pillar);
        let style = self.theme.pillar(pillar);
        let chosen = pillar == self.model.pillar();
        let sign = match (chosen, self.model.form() == Form::Tabbed) {
            (true, true) => SELECTED,
            (false, true) => "",
            _ => "  ",
        };
        let counts = format!(" {}·{}", column.gaps.len(), column.recommendations.len());
        let name_style = if chosen { style.patch(self.theme.heading()) } else { style };
        Line::from(vec![
            Span::styled(sign, name_style),
            Span::styled(pillar.name(), name_style),
            Span::styled(counts, self.theme.faint()),
        ])
    }

    fn cell(&self, frame: &mut Frame, cell: &Cell) {
        let Some(record) = self.record(cell.row) else { return };
        let chosen = cell.row == self.model.row(Pane::Matrix);
        let focused = self.model.pane() == Pane::Matrix;
        let (sign, style) = match (chosen, focused) {
            (true, true) => (SELECTED, self.theme.selected()),
            (true, false) => (REMEMBERED, self.theme.faint()),
            (false, _) => ("  ", ratatui::style::Style::new()),
        };
        let text_style = if chosen && focused { style } else { ratatui::style::Style::new() };
        // Where columns are narrow, every letter counts more than air before the rule.
        let air = if cell.area.width > 22 { 3 } else { 2 };
        let width = usize::from(cell.area.width).saturating_sub(air);
        let lines = shortened(record, width, cell.area.height.into());
        for (number, line) in lines.into_iter().enumerate() {
            let sign = if number == 0 { sign } else { "  " };
            let y = cell.area.y + u16::try_from(number).unwrap_or(u16::MAX);
            let line = Line::from(vec![Span::styled(sign, style), Span::styled(line, text_style)]);
            frame.render_widget(line, Rect { y, height: 1, ..cell.area });
        }
    }

    fn column_rule(&self, frame: &mut Frame, area: Rect) {
        for y in area.top()..area.bottom() {
            frame.render_widget(Span::styled(COLUMN, self.theme.faint()), Rect { y, height: 1, ..area });
        }
    }
}

/// The first lines of a title; the last of them says with `…` if there is more.
fn shortened(record: Shown<'_>, width: usize, most: usize) -> Vec<String> {
    let title = naming::title(record, wrap::columns_of(width, most));
    let (mut shown, more) = wrap::first_lines(&title, width, most);
    if more && let Some(last) = shown.last_mut() {
        *last = if wrap::width(last) < width {
            format!("{last}…")
        } else {
            wrap::cut(&format!("{last} "), width).into_owned()
        };
    }
    shown
}

/// Divides an area into columns of nearly the same width, with one column of the screen for the rule between two.
fn split(area: Rect, count: u16) -> Vec<Rect> {
    let start = |number: u16| area.x + (area.width + 1) * number / count;
    (0..count).map(|number| Rect { x: start(number), width: start(number + 1) - start(number) - 1, ..area }).collect()
}

fn indented(area: Rect, by: u16) -> Rect {
    Rect { x: area.x + by, width: area.width.saturating_sub(by), height: 1.min(area.height), ..area }
}

/// The word for a record's part of the matrix, for the title of a narrow list.
pub(super) const fn part(kind: Kind) -> &'static str {
    match kind {
        Kind::Gap => "gap",
        _ => "recommendation",
    }
}
