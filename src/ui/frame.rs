//! A frame of the dashboard, which the view draws on.
//!
//! ratatui's own frame belongs to its `Terminal`, which holds two buffers of the size of a frame. This frame has one, which
//! saves memory in each session on a shared server.

use std::collections::TryReserveError;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A frame: a buffer of cells and the cursor.
#[derive(Debug, Clone)]
pub struct Frame {
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Frame {
    /// An empty frame of this many columns and lines.
    pub fn new(width: u16, height: u16) -> Self {
        Self { buffer: Buffer::empty(Rect::new(0, 0, width, height)), cursor: None }
    }

    /// Clears it and changes its size, in columns and lines. It shrinks in place, so that the freed memory leaves no hole in the
    /// heap.
    ///
    /// # Errors
    /// If there is not enough memory for the cells.
    pub fn resize(&mut self, width: u16, height: u16) -> Result<(), TryReserveError> {
        let cells = usize::from(width) * usize::from(height);
        let content = &mut self.buffer.content;
        content.clear();
        content.shrink_to(cells);
        content.try_reserve_exact(cells)?;
        self.buffer.resize(Rect::new(0, 0, width, height));
        self.cursor = None;
        Ok(())
    }

    /// Clears all cells and hides the cursor.
    pub fn clear(&mut self) {
        self.buffer.reset();
        self.cursor = None;
    }

    /// The cells.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Position of the cursor, if it is visible.
    pub const fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    pub(super) const fn buffer_mut(&mut self) -> &mut Buffer {
        &mut self.buffer
    }

    pub(super) fn set_cursor_position(&mut self, position: impl Into<Position>) {
        self.cursor = Some(position.into());
    }
}
