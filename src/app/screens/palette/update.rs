//! What actions do in the palette.

use super::{Chosen, Palette};
use crate::app::dashboard::step;
use crate::app::screens::{Flow, Next};
use crate::app::{Action, Model, layout};

impl Palette {
    pub(in crate::app) fn update(&mut self, model: &Model, action: Action) -> Flow {
        match action {
            Action::Close => return Flow::closed(),
            Action::Open => match self.chosen() {
                Some(Chosen::Action(action)) => {
                    return Flow::Close(Next { act: Some(action.clone()), ..Next::default() });
                }
                Some(Chosen::Record(record)) => return Flow::jump(record.clone()),
                None => {}
            },
            Action::Edit(request) => self.edit(request, model.data(), model.ascii()),
            Action::Paste(text) => self.paste(&text, model.data(), model.ascii()),
            action => {
                let page = layout::palette_areas(model.form(), model.areas().body).entries;
                self.step(step(&action, layout::inside(model.form(), page).height.into()).unwrap_or_default());
            }
        }
        Flow::Stay
    }
}
