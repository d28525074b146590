//! The first frame of icatlas at 120x40 from literals: what any program with ratatui needs to show these four panes. Shows them
//! until `q` is pressed. It was written once, as a yardstick for `benches/start`, and is not changed with icatlas.

use std::io;

use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Style, Stylize};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, BorderType, HighlightSpacing, List, ListItem, ListState, Paragraph};

mod texts;

use texts::Words;

fn main() -> io::Result<()> {
    let mut terminal = ratatui::init();
    let result = loop {
        if let Err(error) = terminal.draw(draw) {
            break Err(error);
        }
        match event::read() {
            Ok(Event::Key(key)) if key.code == KeyCode::Char('q') => break Ok(()),
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    ratatui::restore();
    result
}

fn draw(frame: &mut Frame) {
    let [title, body, footer] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(frame.area());
    let [left, right] = Layout::horizontal([Constraint::Length(24), Constraint::Fill(1)]).areas(body);
    let [members, clauses, overview] =
        Layout::vertical([Constraint::Length(11), Constraint::Length(8), Constraint::Fill(1)]).areas(left);
    let [matrix, detail] = Layout::vertical([Constraint::Length(19), Constraint::Fill(1)]).areas(right);

    draw_title(frame, title);
    draw_members(frame, members);
    draw_clauses(frame, clauses);
    draw_overview(frame, overview);
    draw_matrix(frame, matrix);
    draw_detail(frame, detail);
    frame.render_widget(Line::from(texts::FOOTER), footer);
}

fn draw_title(frame: &mut Frame, area: Rect) {
    frame.render_widget(Line::from(vec![" ".into(), "icatlas".magenta(), texts::TITLE.into()]), area);
    frame.render_widget(Line::from(texts::EDITION).right_aligned(), area);
}

/// A pane without the focus: its border is dim, its titles are not.
fn pane<'a>(left: &'a str, right: &'a str) -> Block<'a> {
    Block::bordered()
        .border_style(Style::new().dim())
        .title_top(Line::from(left).not_dim())
        .title_top(Line::from(right).not_dim().right_aligned())
}

/// A list with room for the mark of its selected item.
fn list<'a>(items: impl IntoIterator<Item = impl Into<ListItem<'a>>>) -> List<'a> {
    List::new(items).highlight_symbol("▸").highlight_spacing(HighlightSpacing::Always)
}

fn draw_list(frame: &mut Frame, list: List, area: Rect, selected: Option<usize>) {
    frame.render_stateful_widget(list, area, &mut ListState::default().with_selected(selected));
}

fn draw_members(frame: &mut Frame, area: Rect) {
    let block = Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(Style::new().magenta())
        .title_top(Line::from(" 1 Members ").bold())
        .title_top(Line::from(" 1/17 ").right_aligned());
    let [first, second] = Layout::horizontal([Constraint::Length(10), Constraint::Fill(1)]).areas(block.inner(area));
    frame.render_widget(block, area);
    let (left, right) = texts::MEMBERS.split_at(9);
    draw_list(frame, list(left.iter().copied()).highlight_style(Style::new().reversed()), first, Some(0));
    draw_list(frame, list(right.iter().copied()), second, None);
}

fn draw_clauses(frame: &mut Frame, area: Rect) {
    let list = list(texts::CLAUSES).block(pane(" 3 Global Plan ", " 1/3 "));
    draw_list(frame, list, area, Some(0));
}

fn draw_overview(frame: &mut Frame, area: Rect) {
    let block = pane(" 4 Overview ", " 1/18 ").title_bottom(Line::from(" 1-17 of 35 ").not_dim().right_aligned());
    let items = texts::OVERVIEW.iter().map(|line| match line {
        Words::Heading(text) => Line::from(text.bold()),
        Words::Text(text) => Line::from(*text),
    });
    draw_list(frame, list(items).block(block), area, Some(1));
}

fn draw_matrix(frame: &mut Frame, area: Rect) {
    let block = pane(" 2 Matrix · in our words ", " 1/29 ");
    let columns = Layout::horizontal([23, 23, 23, 25].map(Constraint::Length)).split(block.inner(area));
    frame.render_widget(block, area);
    for (pillar, column) in texts::MATRIX.iter().zip(columns.iter()) {
        let [heading, gaps, _, answers, recommendations] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(6),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(*column);
        frame.render_widget(Line::from(vec!["  ".into(), pillar.heading.bold()]), heading);
        let selected = (pillar.heading == "PREVENTION gaps").then_some(0);
        draw_list(frame, list(pillar.gaps.iter().map(|gap| with_bold_sign(gap))), gaps, selected);
        frame.render_widget(Line::from(vec!["  ".into(), "Recommendations".bold()]), answers);
        draw_list(frame, list(pillar.recommendations.iter().copied()), recommendations, None);
    }
}

/// The text of a gap, in which the sign of one without an answer is bold.
fn with_bold_sign(gap: &str) -> Text<'_> {
    gap.lines()
        .map(|line| match line.split_once('○') {
            Some((before, after)) => Line::from(vec![before.into(), "○".bold(), after.into()]),
            None => Line::from(line),
        })
        .collect()
}

fn draw_detail(frame: &mut Frame, area: Rect) {
    let block = Block::bordered()
        .border_style(Style::new().dim())
        .title_top(Line::from(" UNODC, member of ICAT ").not_dim())
        .title_top(Line::from(" member/unodc ").right_aligned())
        .title_bottom(Line::from(" verbatim, ICAT deck ").not_dim())
        .title_bottom(Line::from(" 1-17 of 28 ").not_dim().right_aligned());
    let lines = texts::DETAIL.iter().map(|line| match line {
        Words::Heading(text) => Line::from(vec![" ".into(), text.bold()]),
        Words::Text(text) => Line::from(*text),
    });
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()).block(block), area);
}
