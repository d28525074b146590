//! The keys of the dashboard and the actions that only it has.

use super::Pane;
use crate::app::Action::{Close, Dashboard as Own, Show};
use crate::app::keys::{
    ACROSS, Binding, Bindings, COPY, ENDS, HELP, LetterKeys, MOVE, OPEN, PAGES, PIN, QUIT, SOURCES,
};
use crate::app::screens::Name;

/// An action that only the dashboard has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Focus the next pane.
    NextPane,
    /// Focus the previous pane.
    PreviousPane,
    /// Focus this pane.
    Focus(Pane),
    /// Enlarge the focused pane to the whole window, or restore it.
    Enlarge,
    /// Go back to the visit that the last jump left.
    Back,
    /// Go forward again after [`Action::Back`].
    Forward,
    /// Select the next link of the detail.
    NextLink,
    /// Select the previous link of the detail.
    PreviousLink,
}

pub(in crate::app) static KEYS: Bindings = Bindings {
    name: "dashboard",
    heading: "IN LISTS AND THE DETAIL",
    letters: LetterKeys::Unused,
    list: &[
        MOVE,
        ACROSS,
        ENDS,
        PAGES,
        Binding::new(
            "Tab Shift-Tab 1 2 3 4",
            &[
                Own(Action::NextPane),
                Own(Action::PreviousPane),
                Own(Action::Focus(Pane::Members)),
                Own(Action::Focus(Pane::Matrix)),
                Own(Action::Focus(Pane::Plan)),
                Own(Action::Focus(Pane::Overview)),
            ],
            "next pane, previous pane, pane by number",
        )
        .hint(1, "pane", 5)
        .named(&[
            "Next pane",
            "Previous pane",
            "Go to the pane Members",
            "Go to the pane Matrix",
            "Go to the pane Global Plan",
            "Go to the pane Overview",
        ]),
        OPEN,
        Binding::new("Esc", &[Close], "back to the list; restore the pane")
            .hint(1, "back", 1)
            .named(&["Back to the list"]),
        Binding::new("/", &[Show(Name::Search)], "search").hint(1, "search", 1).named(&["Search"]),
        Binding::new("x", &[Show(Name::Crosswalk)], "crosswalk: gaps and their answers")
            .hint(1, "crosswalk", 3)
            .named(&["Crosswalk: gaps and their answers"]),
        Binding::new("[ ]", &[Own(Action::PreviousLink), Own(Action::NextLink)], "previous, next link in the detail")
            .hint(2, "link", 4)
            .named(&["Previous link", "Next link"]),
        // macOS's Terminal sends Alt-b and Alt-f for Alt with an arrow.
        Binding::new("Backspace Alt-Left Alt-b", &[Own(Action::Back)], "back in history")
            .hint(1, "history", 6)
            .named(&["Back in history"]),
        Binding::new("Alt-Right Alt-f", &[Own(Action::Forward)], "forward in history").named(&["Forward in history"]),
        SOURCES,
        PIN,
        Binding::new("'", &[Show(Name::Pins)], "pins").hint(1, "pins", 7).named(&["Show the pins"]),
        COPY,
        Binding::new("v", &[Show(Name::Plain)], "plain text to select by hand: the last copy, or the citation")
            .named(&["Plain text to select by hand"]),
        Binding::new(":", &[Show(Name::Palette)], "palette: every action by name, every record by id")
            .hint(1, "palette", 7),
        Binding::new("z", &[Own(Action::Enlarge)], "enlarge or restore the focused pane")
            .hint(1, "enlarge", 7)
            .named(&["Enlarge or restore the pane"]),
        HELP,
        QUIT,
    ],
};
