//! The view: paints the regions of the [`Model`] into a frame. It reads the model and changes nothing, and uses no clock, no
//! environment and no text of its own.

mod frame;
mod region;
mod spans;
#[cfg(test)]
mod tests;
pub mod theme;

use crate::app::Model;
pub use frame::Frame;
pub use theme::Theme;

/// Draws the model in the colours and borders of a theme.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame) {
    model.show(&mut |region| region::paint(region, theme, frame));
    theme.finish(frame.buffer_mut());
}
