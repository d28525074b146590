//! The view: the [`Model`] drawn into a frame. Reads the model and changes nothing; no clock, no environment.

mod crosswalk;
mod detail;
mod field;
mod filters;
mod frame;
mod framed;
mod help;
mod lines;
mod matrix;
mod members;
mod overview;
mod palette;
mod pins;
mod plain;
mod plan;
mod search;
#[cfg(test)]
mod tests;
pub mod theme;

use ratatui::layout::Rect;

use crate::app::layout::Form;
use crate::app::screens::Screen;
use crate::app::{Model, Pane};
pub use frame::Frame;
use framed::{Titles, framed};
pub use theme::Theme;

/// Draws the model.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame) {
    if model.form() == Form::Notice {
        lines::notice(frame);
        return;
    }
    let areas = model.areas();
    if !matches!(model.screen(), Some(Screen::Plain(_))) {
        lines::title(model, theme, frame, areas.title);
    }
    match model.screen() {
        Some(Screen::Search(search)) => search::draw(model, theme, frame, areas.body, search),
        Some(Screen::Help(shown)) => help::draw(model, theme, frame, areas.body, *shown),
        Some(Screen::Crosswalk(crosswalk)) => crosswalk::draw(model, theme, frame, areas.body, crosswalk),
        Some(Screen::Palette(palette)) => palette::draw(model, theme, frame, areas.body, palette),
        Some(Screen::Pins(sheet)) => pins::draw(model, theme, frame, areas.body, sheet),
        Some(Screen::Plain(shown)) => plain::draw(model, frame, shown),
        None => {
            for (pane, area) in areas.panes {
                draw_pane(model, theme, frame, pane, area);
            }
            if let Some(area) = areas.detail {
                detail::draw(model, theme, frame, area);
            }
        }
    }
    lines::footer(model, theme, frame, areas.footer);
    theme.finish(frame.buffer_mut());
}

fn draw_pane(model: &Model, theme: Theme, frame: &mut Frame, pane: Pane, area: Rect) {
    let focused = model.pane() == pane && model.reading().is_none();
    let title = format!("{} {}", pane.number(), pane.title());
    let mut count = lines::count(model, pane);
    if pane == Pane::Overview && model.contents().overview().is_judged() {
        count = format!("† editorial  {count}");
    }
    let inside = framed(frame, theme, model.form(), area, focused, &Titles::new(&title, &count));
    match pane {
        Pane::Members => members::draw(model, theme, frame, inside),
        Pane::Matrix => matrix::draw(model, theme, frame, inside),
        Pane::Plan => plan::draw(model, theme, frame, inside),
        Pane::Overview => overview::draw(model, theme, frame, inside),
    }
}
