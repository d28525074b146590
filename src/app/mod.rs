//! The functional core: the [`Model`], the [`Action`]s that change it, the screens with their keys. No terminal, no files, no
//! clock.
//!
//! One key's way: the driver looks it up in the keymap by the keys of the screen on top, [`Model::update`] changes the model and
//! returns an [`Effect`] if something is left to do outside, and the view paints [`Model::content`].

mod action;
pub mod content;
pub mod driver;
mod edges;
mod effect;
mod history;
pub mod keys;
pub mod layout;
mod model;
mod motion;
mod pages;
pub mod screens;
mod shared;
pub mod text_input;

pub use action::{Action, Program, Take};
pub use effect::Effect;
pub use model::Model;
pub use motion::Motion;
pub use screens::Name;
pub use screens::dashboard::{Pane, Reading, Subject};
pub use shared::Shared;
