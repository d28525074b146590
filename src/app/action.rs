//! What a person can ask of the program.

use std::borrow::Cow;

use tui_input::InputRequest;

use super::Pane;
use crate::atlas::{Kind, Pillar};
use crate::storage::kept::Change;

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
    /// What is selected: a record into the detail, a link to its other end, a hit to its record; what is typed.
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
    /// The crosswalk from gaps to recommendations and clauses.
    Crosswalk,
    /// What is editorial, or only what sources say.
    SourcesOnly,
    /// Pin the record, or no longer.
    Pin,
    /// The pins.
    Pins,
    /// The selected pin a place up.
    MoveUp,
    /// The selected pin a place down.
    MoveDown,
    /// A note on the selected pin.
    Note,
    /// The next form in which the pins are taken along.
    NextFormat,
    /// The pins into a file.
    WriteFile,
    /// The citation into the clipboard.
    CopyCitation,
    /// The record, or all pins, into the clipboard.
    CopyRecord,
    /// What was copied last, or else the citation, without anything around it.
    ShowPlain,
    /// The command palette.
    Palette,
    /// The list of keys, and back.
    Help,
    /// Draw everything anew.
    Redraw,
    /// Stop, and come back with the shell's `fg`.
    Suspend,
    /// Leave.
    Quit,
    /// Edit the field.
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

impl Action {
    /// What the palette calls it; nothing for what makes no sense there.
    pub fn name(&self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(match self {
            Self::Next => "Next row",
            Self::Previous => "Previous row",
            Self::Left => "Pillar to the left",
            Self::Right => "Pillar to the right",
            Self::First => "First row",
            Self::Last => "Last row",
            Self::HalfPageDown => "Half a page down",
            Self::HalfPageUp => "Half a page up",
            Self::PageDown => "Page down",
            Self::PageUp => "Page up",
            Self::NextPane => "Next pane",
            Self::PreviousPane => "Previous pane",
            Self::Focus(pane) => return Some(format!("Go to the pane {}", pane.title()).into()),
            Self::Zoom => "Zoom the pane, and back",
            Self::Search => "Search",
            Self::Open => "Open what is selected",
            Self::Close => "Back to the list",
            Self::Back => "Back in history",
            Self::Forward => "Forward in history",
            Self::NextLink => "Next link",
            Self::PreviousLink => "Previous link",
            Self::Crosswalk => "Crosswalk: what answers which gap",
            Self::SourcesOnly => "Hide or show what is editorial",
            Self::Pin => "Pin the record, or no longer",
            Self::Pins => "Show the pins",
            Self::CopyCitation => "Copy the citation",
            Self::CopyRecord => "Copy the record as Markdown",
            Self::ShowPlain => "Show it plain, to be selected by hand",
            Self::Help => "Help: all keys",
            Self::Redraw => "Redraw the screen",
            Self::Suspend => "Suspend to the shell",
            Self::Quit => "Quit",
            _ => return None,
        }))
    }
}

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
