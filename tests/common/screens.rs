//! The screens of a model: how to get there, and what is to be seen.

use icatlas::app::Model;
use icatlas::app::screens::Screen;

use super::frames::{COLORED, draw, model, press, text};

/// The keys that lead to each screen in which nothing is typed, from the dashboard with a gap selected.
pub const SCREENS: [(&str, &str); 6] =
    [("dashboard", ""), ("detail", "Enter"), ("crosswalk", "x"), ("pins", "m '"), ("plain text", "v"), ("help", "?")];

/// A gap with answers.
pub const GAP: &str = "2 l l";

/// The model at 120x40 in the screen to which these keys lead, over [`GAP`].
pub fn in_screen(keys: &str) -> Model {
    let mut model = model(120, 40);
    press(&mut model, GAP);
    press(&mut model, keys);
    model
}

/// The name of the screen on top.
pub fn name(model: &Model) -> &'static str {
    match model.screen() {
        None => "dashboard",
        Some(Screen::Search(_)) => "search",
        Some(Screen::Help(_)) => "help",
        Some(Screen::Crosswalk(_)) => "crosswalk",
        Some(Screen::Palette(_)) => "palette",
        Some(Screen::Pins(_)) => "pins",
        Some(Screen::Note(_)) => "note",
        Some(Screen::Plain(_)) => "plain text",
    }
}

/// The id of the record that is selected on the dashboard.
pub fn id(model: &Model) -> String {
    model.dashboard().current(model.shared()).unwrap().id().to_string()
}

/// The ids of the pins.
pub fn pinned(model: &Model) -> Vec<&str> {
    model.shared().saved().pins.iter().map(|pin| pin.id.as_str()).collect()
}

/// The text of the frame.
pub fn frame(model: &Model) -> String {
    let (width, height) = model.shared().size();
    text(&draw(model, COLORED, width, height))
}
