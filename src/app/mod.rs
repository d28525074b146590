//! The functional core: the [`Model`], the [`Action`]s that change it, the table of [`keys`]. No terminal, no files, no
//! clock.
//!
//! One key's way: the event loop looks it up in [`keys`] by the model's [`Model::context`], [`Model::update`] changes
//! the model and returns an [`Effect`] if something is left to do outside, and the view shows the model.

mod action;
mod adopt;
mod copying;
mod dashboard;
pub mod driver;
pub mod field;
mod history;
mod keeping;
pub mod keys;
pub mod layout;
mod model;
pub mod overview;
mod pages;
mod pane;
pub mod screens;

pub use action::{Action, Effect};
pub use model::{Model, Reading, Subject};
pub use pane::{Column, Contents, Pane};
