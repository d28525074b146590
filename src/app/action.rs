//! What a person can ask of the program.

use tui_input::InputRequest;

use super::Pane;
use crate::atlas::{Kind, Pillar};

/// One thing that a key, a paste or a change of the window asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The next row, line or hit.
    Next,
    /// The previous row, line or hit.
    Previous,
    /// The column to the left: in the matrix the pillar before.
    Left,
    /// The column to the right: in the matrix the next pillar.
    Right,
    /// The first row or line.
    First,
    /// The last row or line.
    Last,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// The pane after the focused one.
    NextPane,
    /// The pane before the focused one.
    PreviousPane,
    /// This pane.
    Focus(Pane),
    /// The focused pane over the whole screen, and back.
    Zoom,
    /// The search.
    Search,
    /// What is selected: a record into the detail, a link to its other end, a hit to its record.
    Open,
    /// Back out of what was opened last.
    Close,
    /// Back to where the last jump came from.
    Back,
    /// Forward again after [`Action::Back`].
    Forward,
    /// The next link of the detail.
    NextLink,
    /// The previous link of the detail.
    PreviousLink,
    /// The list of keys, and back.
    Help,
    /// Draw everything anew.
    Redraw,
    /// Stop, and come back with the shell's `fg`.
    Suspend,
    /// Leave.
    Quit,
    /// Edit the search field.
    Edit(InputRequest),
    /// Complete the field or value before the cursor of the search.
    Complete,
    /// The query that was looked for before.
    OlderQuery,
    /// The query that was looked for after it.
    NewerQuery,
    /// Choose filters by single keys.
    Filter,
    /// Find records of this kind too, or no longer.
    ToggleKind(Kind),
    /// Find records under this pillar too, or no longer.
    TogglePillar(Pillar),
    /// Text from the clipboard.
    Paste(String),
    /// The window has this many columns and rows now.
    Resize(u16, u16),
}

/// What the world outside has to do after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Clear the screen and draw all of it.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Give the terminal back and end.
    Quit,
}
