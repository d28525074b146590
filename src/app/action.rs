//! Actions: the requests that keys are bound to. [`super::Model::update`] carries them out.

use tui_input::InputRequest;

use super::Motion;
use super::screens::{Name, dashboard, pins, search};

/// A request that a key is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move through a list or a text.
    Move(Motion),
    /// Open the selection: a record in the detail, the other end of a link, the record of a hit. Accept the input.
    Open,
    /// Close whatever was opened last.
    Close,
    /// Edit the input.
    Edit(InputRequest),
    /// Pin or copy the selected record.
    Take(Take),
    /// Open a screen.
    Show(Name),
    /// Hide or show editorial texts.
    SourcesOnly,
    /// Redraw, suspend or quit.
    Program(Program),
    /// An action that only the dashboard has.
    Dashboard(dashboard::Action),
    /// An action that only the search has.
    Search(search::Action),
    /// An action that only the pins have.
    Pins(pins::Action),
}

/// What to do with the selected record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Pin or unpin it.
    Pin,
    /// Copy its citation to the clipboard.
    CopyCitation,
    /// Copy it, or in the pins all of them, to the clipboard.
    CopyRecord,
}

/// Actions that are the same in every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Redraw the whole window.
    Redraw,
    /// Stop until the shell's `fg`.
    Suspend,
    /// End the session.
    Quit,
}
