//! The functional core: the [`Model`], the [`Action`]s that change it, and the screens with their keys. It uses no terminal,
//! no files and no clock.
//!
//! The driver looks up a key in the bindings of the screen on top, [`Model::update`] changes the model and returns an
//! [`Effect`] if there is work outside the model, and the view paints what [`Model::show`] passes on.

mod action;
pub mod content;
mod copying;
pub mod driver;
mod edges;
mod edition;
mod effect;
mod history;
pub mod keys;
pub mod layout;
mod list;
mod model;
mod motion;
mod pages;
pub mod screens;
mod shared;
pub mod text_input;

pub use action::{Action, Day, Program, Take};
pub use effect::Effect;
pub use model::Model;
pub use motion::Motion;
pub use screens::Name;
pub use screens::dashboard::{Pane, Reading, Subject};
pub use shared::Shared;
