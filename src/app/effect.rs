//! Effects: work outside the model, which the driver has the [`super::driver::World`] do.

use crate::atlas::RecordId;
use crate::storage::saved::Change;

/// Work for the world after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Clear the screen and redraw all of it.
    Redraw,
    /// Restore the terminal and stop the process until it is continued.
    Suspend,
    /// End the session.
    Quit,
    /// End the session with these records, in this order.
    Pick(Vec<RecordId>),
    /// Save a change; [`super::Model::confirm`] takes the new saved state.
    Save(Change),
    /// Read the saved state again, which other sessions may have changed; `Model::renew_saved` takes it.
    Reload,
    /// Copy a text to the clipboard.
    Copy(String),
    /// Write a text to a file. `Model::written` takes the result.
    Write {
        /// The name of the file, as typed.
        name: String,
        /// The content of the file.
        text: String,
        /// Whether to replace an existing file.
        replace: bool,
    },
}
