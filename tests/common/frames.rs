//! Frames of the dashboard without a terminal: the model driven by keys, drawn into a buffer.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use icatlas::app::search::Answer;
use icatlas::app::{Action, Effect, Model, keys};
use icatlas::atlas::Atlas;
use icatlas::ui::{Frame, Theme, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

/// The theme of most frames.
pub const COLORED: Theme = Theme { color: true, ascii: false };

/// The dashboard over the built-in data.
pub fn model(width: u16, height: u16) -> Model {
    Model::new(Atlas::embedded().unwrap(), width, height)
}

/// Presses keys, each as it is written in tmux's `send-keys`: `j`, `Enter`, `C-d`, `M-Left`.
pub fn press(model: &mut Model, keys_pressed: &str) {
    for name in keys_pressed.split_whitespace() {
        if let Some(action) = keys::action(model.context(), key(name).into()) {
            perform(model, action);
        }
    }
}

/// Carries an action out, with the search that it asks for; what is to be kept is kept in memory.
pub fn perform(model: &mut Model, action: Action) {
    let effect = model.update(action);
    carry_out(model, effect);
    answer(model);
}

/// Answers what the search asks for.
pub fn answer(model: &mut Model) {
    while let Some(request) = model.wanted() {
        let found = model.searcher().search(&request.query, request.most);
        let effects = model.answer(Answer { version: request.version, found, took: Duration::ZERO });
        carry_out(model, effects);
    }
}

fn carry_out(model: &mut Model, effects: impl IntoIterator<Item = Effect>) {
    for effect in effects {
        if let Effect::Keep(change) = effect {
            let mut kept = model.kept().clone();
            kept.make(&change);
            model.confirm(kept, &change);
        }
    }
}

/// Types a text, letter by letter.
pub fn type_in(model: &mut Model, text: &str) {
    for letter in text.chars() {
        let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        if let Some(action) = keys::action(model.context(), event.into()) {
            perform(model, action);
        }
    }
}

fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-').filter(|(before, after)| !before.is_empty() && !after.is_empty())
    {
        Some(("C", name)) => (KeyModifiers::CONTROL, name),
        Some(("M", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "F1" => KeyCode::F(1),
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BTab" => KeyCode::BackTab,
        "BSpace" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

/// Resizes the window of a model.
pub fn resize(model: &mut Model, width: u16, height: u16) {
    model.update(Action::Resize(width, height));
}

/// Draws the model.
pub fn draw(model: &Model, theme: Theme, width: u16, height: u16) -> Buffer {
    let mut frame = Frame::new(width, height);
    view(model, theme, &mut frame);
    frame.buffer().clone()
}

/// The text of a frame.
pub fn text(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(buffer.area.width.max(1).into());
    rows.map(|row| row.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned() + "\n").collect()
}

/// The text of a frame, and below it the same frame with a letter for the style of each cell (`.` for none).
pub fn picture(buffer: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let mut grid = String::new();
    for row in buffer.content.chunks(buffer.area.width.max(1).into()) {
        let mut line = String::new();
        for cell in row {
            let style = cell.style();
            if plain(style) {
                line.push('.');
                continue;
            }
            let number = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            line.push(char::from(b'a' + u8::try_from(number).unwrap()));
        }
        grid.push_str(line.trim_end_matches('.'));
        grid.push('\n');
    }
    let letters = (b'a'..).map(char::from);
    let legend: Vec<_> =
        styles.iter().zip(letters).map(|(style, letter)| format!("{letter}: {}", described(*style))).collect();
    format!("{}\n{grid}\n{}", text(buffer), legend.join("\n"))
}

fn plain(style: Style) -> bool {
    style.fg.unwrap_or_default() == Color::Reset && style.add_modifier == Modifier::empty()
}

fn described(style: Style) -> String {
    let color = style.fg.filter(|color| *color != Color::Reset).map(|color| color.to_string());
    let modifiers = Some(format!("{:?}", style.add_modifier)).filter(|_| !style.add_modifier.is_empty());
    color.into_iter().chain(modifiers).collect::<Vec<_>>().join(" ")
}
