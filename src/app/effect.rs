//! What is left to do outside of the model.

use crate::storage::saved::Change;

/// What the world outside has to do after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Clear the screen and draw all of it.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Give the terminal back and end.
    Quit,
    /// Keep a change beyond the session; [`super::Model::confirm`] takes what is kept then.
    Keep(Change),
    /// Put a text into the clipboard. What it is stands first, for the message.
    Copy(&'static str, String),
    /// Write a text to a file that is not there yet.
    Write {
        /// The name of the file.
        name: String,
        /// What goes into it.
        text: String,
    },
}
