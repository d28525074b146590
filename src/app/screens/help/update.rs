//! What actions do in the help.

use super::{Help, lines};
use crate::app::dashboard::{moved, step};
use crate::app::screens::Flow;
use crate::app::{Action, Model, layout};

impl Help {
    pub(in crate::app) fn update(&mut self, model: &Model, action: &Action) -> Flow {
        if *action == Action::Close {
            return Flow::closed();
        }
        let area = layout::text_area(model.form(), model.areas().body);
        let lines = lines(area.width.into(), model.ascii(), self.over_search).len();
        let last = lines.saturating_sub(area.height.into());
        // An action that moves nothing brings the scroll within the bounds of another window.
        self.scroll = moved(self.scroll, last + 1, step(action, area.height.into()).unwrap_or_default());
        Flow::Stay
    }
}
