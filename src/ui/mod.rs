//! The view: what the [`Model`] shows, painted into a frame. Reads the model and changes nothing; no clock, no environment, no
//! text of its own.

mod chart;
mod frame;
mod region;
#[cfg(test)]
mod tests;
pub mod theme;

use crate::app::Model;
pub use frame::Frame;
pub use theme::Theme;

/// Draws the model.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame) {
    model.show(&mut |region| region::paint(&region, theme, frame));
    theme.finish(frame.buffer_mut());
}
