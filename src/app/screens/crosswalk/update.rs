//! What actions do in the crosswalk.

use super::Crosswalk;
use crate::app::dashboard::step;
use crate::app::screens::help::Help;
use crate::app::screens::{Flow, Next, Screen};
use crate::app::{Action, Model, layout};

impl Crosswalk {
    pub(in crate::app) fn update(&mut self, model: &Model, action: &Action) -> Flow {
        match action {
            Action::Close => return Flow::closed(),
            Action::Left => self.turn(false),
            Action::Right => self.turn(true),
            Action::Open => {
                if let Some(cell) = self.cell() {
                    let jump = Some((cell.record.clone(), Some(cell)));
                    return Flow::Close(Next { jump, ..Next::default() });
                }
            }
            Action::SourcesOnly => return Flow::Below(Action::SourcesOnly),
            Action::Pin => {
                return self.selected().and_then(|record| model.pin(record)).into();
            }
            Action::Help => return Flow::Open(Screen::Help(Help::default())),
            action => {
                let page = layout::crosswalk_areas(model.form(), model.areas().body).rows.height.into();
                let by = step(action, page).unwrap_or_default();
                match action {
                    Action::PageDown | Action::PageUp | Action::HalfPageDown | Action::HalfPageUp => {
                        self.page(!model.form().framed(), by);
                    }
                    _ => self.step(by),
                }
            }
        }
        Flow::Stay
    }
}
