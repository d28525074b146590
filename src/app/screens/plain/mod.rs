//! A text with nothing around it, to be selected by hand where the terminal lets nothing into its clipboard.

use crate::app::dashboard::{moved, step};
use crate::app::screens::Flow;
use crate::app::{Action, Model, layout};

/// The text as it is shown.
#[derive(Debug, Clone)]
pub struct Plain {
    text: String,
    scroll: usize,
}

impl Plain {
    pub(in crate::app) const fn new(text: String) -> Self {
        Self { text, scroll: 0 }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first line shown.
    pub const fn scroll(&self) -> usize {
        self.scroll
    }

    pub(in crate::app) fn update(&mut self, model: &Model, action: &Action) -> Flow {
        if *action == Action::Close {
            return Flow::closed();
        }
        let height = layout::plain_area(model.size()).height.into();
        let last = model.plain(&self.text).lines.len().saturating_sub(height);
        self.scroll = moved(self.scroll, last + 1, step(action, height).unwrap_or_default());
        Flow::Stay
    }
}
