//! The keys of the dashboard and the actions that only it has.

use super::Pane;
use crate::app::Action::{Close, Dashboard as Own};
use crate::app::keys::{ACROSS, Binding, Bindings, ENDS, Group, HALF_PAGES, LetterKeys, MOVE, OPEN, PAGES};

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
        OPEN,
        Binding::new("z", &[Own(Action::Enlarge)], "enlarge; all in full")
            .hint(1, "enlarge", 5)
            .named(&["Enlarge or restore the pane"]),
        ENDS,
        PAGES,
        HALF_PAGES,
        Binding::new("Tab Shift-Tab", &[Own(Action::NextPane), Own(Action::PreviousPane)], "next, previous pane")
            .within(Group::Move)
            .hint(1, "pane", 11)
            .named(&["Next pane", "Previous pane"]),
        Binding::new("[ ]", &[Own(Action::PreviousLink), Own(Action::NextLink)], "previous, next link")
            .within(Group::Move)
            .hint(2, "links", 9)
            .named(&["Previous link", "Next link"]),
        Binding::new("Esc", &[Close], "close, clear, back out")
            .within(Group::Move)
            .hint(1, "back", 0)
            .named(&["Back to the list"]),
    ],
};
