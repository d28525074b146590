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
            "next pane, by number",
        )
        .hint(1, "pane", 11)
        .named(&[
            "Next pane",
            "Previous pane",
            "Go to the pane Members",
            "Go to the pane Matrix",
            "Go to the pane Global Plan",
            "Go to the pane Overview",
        ]),
        OPEN,
        Binding::new("Esc", &[Close], "back; restore").hint(1, "back", 0).named(&["Back to the list"]),
        Binding::new("/", &[Show(Name::Search)], "search").hint(1, "search", 1).named(&["Search"]),
        Binding::new("x", &[Show(Name::Crosswalk)], "what answers which gap")
            .hint(1, "crosswalk", 4)
            .named(&["Crosswalk: gaps and their answers"]),
        Binding::new("[ ]", &[Own(Action::PreviousLink), Own(Action::NextLink)], "previous, next link")
            .hint(2, "links", 9)
            .named(&["Previous link", "Next link"]),
        // macOS's Terminal sends Alt-b and Alt-f for Alt with an arrow.
        Binding::new("Backspace Alt-Left Alt-b", &[Own(Action::Back)], "back in history")
            .hint(1, "history", 14)
            .named(&["Back in history"]),
        Binding::new("Alt-Right Alt-f", &[Own(Action::Forward)], "forward in history").named(&["Forward in history"]),
        SOURCES,
        PIN,
        Binding::new("'", &[Show(Name::Pins)], "the pins, with notes").hint(1, "pins", 8).named(&["Show the pins"]),
        COPY,
        Binding::new("v", &[Show(Name::Plain)], "plain text to select").named(&["Plain text to select by hand"]),
        Binding::new(":", &[Show(Name::Palette)], "every action and record").hint(1, "palette", 12),
        Binding::new("z", &[Own(Action::Enlarge)], "enlarge; all in full")
            .hint(1, "enlarge", 5)
            .named(&["Enlarge or restore the pane"]),
        HELP,
        QUIT,
    ],
};
