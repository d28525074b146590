//! What the views draw on: one frame of the dashboard.
//!
//! ratatui's own frame belongs to its `Terminal`, which keeps two buffers of a frame's size for as long as it lives. Here
//! there is one, drawn on again and again: a session on a shared server costs that much less.

use std::collections::TryReserveError;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{StatefulWidget, Widget};

/// A frame that is being drawn.
#[derive(Debug, Clone)]
pub struct Frame {
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Frame {
    /// An empty frame of that size.
    pub fn new(width: u16, height: u16) -> Self {
        Self { buffer: Buffer::empty(Rect::new(0, 0, width, height)), cursor: None }
    }

    /// Gives it another size. Memory for more is given back: by shrinking in place, so that it leaves no hole.
    ///
    /// # Errors
    /// If there is no memory for so many cells.
    pub fn resize(&mut self, width: u16, height: u16) -> Result<(), TryReserveError> {
        let cells = usize::from(width) * usize::from(height);
        let content = &mut self.buffer.content;
        content.truncate(cells);
        content.shrink_to_fit();
        content.try_reserve_exact(cells - content.len())?;
        self.buffer.resize(Rect::new(0, 0, width, height));
        Ok(())
    }

    /// Wipes what has been drawn.
    pub fn clear(&mut self) {
        self.buffer.reset();
        self.cursor = None;
    }

    /// What has been drawn.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Where the cursor is to be seen, if it is.
    pub const fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    pub(super) const fn buffer_mut(&mut self) -> &mut Buffer {
        &mut self.buffer
    }

    pub(super) fn render_widget(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area, &mut self.buffer);
    }

    pub(super) fn render_stateful_widget<W: StatefulWidget>(&mut self, widget: W, area: Rect, state: &mut W::State) {
        widget.render(area, &mut self.buffer, state);
    }

    pub(super) fn set_cursor_position(&mut self, position: impl Into<Position>) {
        self.cursor = Some(position.into());
    }
}
