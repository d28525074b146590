//! Frames of the dashboard without a terminal: the model driven by keys, drawn into a buffer.

use std::path::Path;
use std::sync::Arc;

use icatlas::app::content::Region;
use icatlas::app::driver::{Driver, Going, NotCopied, SentTo, World};
use icatlas::app::screens::search::{Request, Results};
use icatlas::app::{Action, Model};
use icatlas::atlas::Atlas;
use icatlas::built_in;
use icatlas::key::Key;
use icatlas::present::content::{Line, Role};
use icatlas::search::Searcher;
use icatlas::storage::StoreError;
use icatlas::storage::saved::{Change, SavedState};
use icatlas::storage::undo::Made;
use icatlas::ui::{Frame, Theme, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

/// The theme of most frames.
pub const COLORED: Theme = Theme { color: true, ascii: false };

/// The folder of the data that tests of code run on; `tests/data/README.md` says more.
pub const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/frozen");

/// The frozen data.
pub fn frozen() -> Atlas {
    Atlas::load(Path::new(FROZEN)).unwrap()
}

/// The dashboard over the frozen data.
pub fn model(width: u16, height: u16) -> Model {
    Model::new(frozen(), width, height)
}

/// The dashboard over the built-in data.
pub fn built_in_model(width: u16, height: u16) -> Model {
    Model::new(built_in::atlas(), width, height)
}

/// The dashboard over the deck's edition of the built-in data.
pub fn deck_model(width: u16, height: u16) -> Model {
    Model::new(built_in::edition("2010-deck").unwrap(), width, height)
}

/// A world in memory: saving, copying and writing succeed, and a search returns its results at once.
#[derive(Debug, Default)]
pub struct Memory {
    saved: Option<SavedState>,
    /// The text copied last.
    copied: Option<String>,
}

impl World for Memory {
    fn save(&mut self, change: &Change) -> Result<(SavedState, Made), StoreError> {
        let saved = self.saved.get_or_insert_default();
        let made = saved.make(change);
        Ok((saved.clone(), made))
    }

    fn reload(&mut self) -> Option<SavedState> {
        self.saved.clone()
    }

    fn remark(&mut self) -> Option<String> {
        None
    }

    fn copy(&mut self, text: &str) -> Result<SentTo, NotCopied> {
        self.copied = Some(text.to_owned());
        Ok(SentTo::Terminal)
    }

    fn write(&mut self, _: &str, _: &str, _: bool) -> std::io::Result<()> {
        Ok(())
    }

    fn free_name(&self, _: &str) -> Option<String> {
        None
    }

    fn searches_at_once(&self, _: &Searcher) -> bool {
        true
    }

    fn search(&mut self, searcher: &Arc<Searcher>, request: Request) -> Option<Results> {
        let found = searcher.search(&request.query, request.most);
        Some(Results { version: request.version, found })
    }

    fn redraw(&mut self) {}

    fn stop(&mut self) -> bool {
        true
    }
}

/// Has the driver do something to a model, in a world with the saved state of the model.
fn drive(model: &mut Model, deed: impl FnOnce(&mut Driver<'_, Memory>) -> Going) -> Memory {
    let mut world = Memory { saved: Some(model.shared().saved().clone()), copied: None };
    let _ = deed(&mut Driver { model, world: &mut world });
    world
}

/// Presses a key that copies, and returns the copied text.
pub fn copied_by(model: &mut Model, key: &str) -> String {
    let world = drive(model, |driver| driver.press(key.parse().unwrap()));
    world.copied.unwrap_or_else(|| panic!("{key} copies nothing: {:?}", model.notice()))
}

/// Presses keys, each by its name: `j`, `Enter`, `Ctrl-d`, `Alt-Left`.
pub fn press(model: &mut Model, keys_pressed: &str) {
    for name in keys_pressed.split_whitespace() {
        press_key(model, name.parse().unwrap());
    }
}

/// Presses a key.
pub fn press_key(model: &mut Model, key: Key) {
    drive(model, |driver| driver.press(key));
}

/// Carries out an action and the search that it requests, in a world in memory.
pub fn perform(model: &mut Model, action: Action) {
    drive(model, |driver| driver.obey(action));
}

/// Pastes a text.
pub fn paste(model: &mut Model, text: &str) {
    drive(model, |driver| driver.paste(text));
}

/// Runs the requested search and passes its results to the model.
pub fn run_search(model: &mut Model) {
    let mut world = Memory::default();
    let _ = Driver { model, world: &mut world }.search();
}

/// Types a text, letter by letter.
pub fn type_in(model: &mut Model, text: &str) {
    for letter in text.chars() {
        press_key(model, Key::char(letter));
    }
}

/// Whether the selected link is in a visible line.
pub fn shows_chosen_link(model: &Model) -> bool {
    let has_chosen =
        |region: &Region| region.lines.iter().flat_map(Line::spans).any(|span| span.role == Role::ChosenLink);
    model.content().iter().any(has_chosen)
}

/// Resizes the window of a model.
pub fn resize(model: &mut Model, width: u16, height: u16) {
    model.resize(width, height);
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

/// The text of a frame, and below it the same frame with a letter for the look of each cell (`.` for none).
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
