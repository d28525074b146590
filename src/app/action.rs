//! What a person can ask of the program by a key.

use tui_input::InputRequest;

use super::Motion;
use super::screens::{Name, dashboard, pins, search};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To go through a list or a text.
    Move(Motion),
    /// What is selected: a record into the detail, a link to its other end, a hit to its record; what is typed.
    Open,
    /// Back out of what was opened last.
    Close,
    /// To edit what is typed.
    Edit(InputRequest),
    /// Something with the selected record.
    Take(Take),
    /// A screen over what is shown.
    Show(Name),
    /// Hide or show editorial texts.
    SourcesOnly,
    /// Something of the program itself.
    Program(Program),
    /// What the dashboard alone can do.
    Dashboard(dashboard::Action),
    /// What the search alone can do.
    Search(search::Action),
    /// What the pins alone can do.
    Pins(pins::Action),
}

/// A way to take a record along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Pin or unpin it.
    Pin,
    /// Its citation into the clipboard.
    CopyCitation,
    /// The record, or all pins, into the clipboard.
    CopyRecord,
}

/// Actions of the program itself, the same in every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Draw everything anew.
    Redraw,
    /// Stop, and come back with the shell's `fg`.
    Suspend,
    /// Leave.
    Quit,
}
