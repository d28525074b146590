//! The keys of the search and the actions that only it has.

use crate::app::Action::{self as Pressed, Close, Move, Open, RecallNewer, RecallOlder, Search as Own, Show};
use crate::app::Take;
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::motion::Motion::{Next, PageDown, PageUp, Previous};
use crate::app::screens::Name;
use crate::atlas::{Kind, Pillar};

/// An action that only the search has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Complete the filter name or value before the cursor.
    Complete,
    /// Scroll the text of the selected hit up by a line.
    ScrollUp,
    /// Scroll the text of the selected hit down by a line.
    ScrollDown,
    /// Toggle filters with single keys, or return to typing.
    Filter,
    /// Add or remove the filter for this kind.
    ToggleKind(Kind),
    /// Add or remove the filter for this pillar.
    TogglePillar(Pillar),
    /// Mark the selected hit or unmark it, where records are picked.
    Mark,
}

const MOVE: Binding = Binding::new(
    "Down Up Ctrl-n Ctrl-p",
    &[Move(Next), Move(Previous)],
    "next, previous hit; at the top the last query",
)
.hint(2, "move", 3);

/// The same where no earlier queries are known.
pub(super) const MOVE_KEYS: Binding =
    Binding::new("Down Up Ctrl-n Ctrl-p", &[Move(Next), Move(Previous)], "next, previous hit").hint(2, "move", 3);

pub(super) const SCROLL: Binding = Binding::new(
    "Shift-Up Shift-Down Alt-k Alt-j",
    &[Own(Action::ScrollUp), Own(Action::ScrollDown)],
    "scroll its text",
)
.named(&["Preview: scroll the text of the hit up", "Preview: scroll the text of the hit down"]);

pub(super) const TO_COMPLETE: Binding = Binding::new("Tab", &[Own(Action::Complete)], "complete the filter (`kind:r`)")
    .hint(1, "complete", 7)
    .named(&["Search: complete the filter before the cursor"]);

pub(super) const TO_FILTER: Binding = Binding::new("Ctrl-t", &[Own(Action::Filter)], "choose filters by keys")
    .hint(1, "filter", 6)
    .named(&["Search: choose filters with single keys"]);

pub(super) const PAGES: Binding = Binding::new("PgDn PgUp", &[Move(PageDown), Move(PageUp)], "a page of hits down, up");

pub(in crate::app) static KEYS: Bindings = Bindings {
    name: "search",
    heading: "IN THE SEARCH",
    letters: LetterKeys::Typed,
    list: &[
        MOVE,
        PAGES,
        Binding::new("Enter", &[Open], "read the record; search for what is offered").hint(1, "read", 1),
        Binding::new("Esc", &[Close], "close the search").hint(1, "close", 2),
        SCROLL,
        Binding::new("Ctrl-y", &[Pressed::Take(Take::Words)], "copy its words with their source").hint(1, "copy", 4),
        Binding::new("Alt-m", &[Pressed::Take(Take::Pin)], "pin or unpin it").hint(1, "pin", 5),
        TO_COMPLETE,
        TO_FILTER,
        Binding::new("Alt-Up Alt-Down", &[RecallOlder, RecallNewer], "previous, next query").hint(1, "last query", 8),
        Binding::new("F1", &[Show(Name::Help)], "what can be typed; keys")
            .hint(1, "what can be typed", keys::LAST)
            .in_short("help"),
    ],
};

/// The keys while filters are chosen.
pub(in crate::app) static FILTER_KEYS: Bindings = Bindings {
    name: "filters",
    heading: "WHILE FILTERS ARE CHOSEN",
    letters: LetterKeys::WithInput,
    list: &[
        MOVE_KEYS.hint(2, "move", 5),
        PAGES,
        Binding::new(
            "m b g r c f a e p i o d",
            &[
                Own(Action::ToggleKind(Kind::Member)),
                Own(Action::ToggleKind(Kind::Body)),
                Own(Action::ToggleKind(Kind::Gap)),
                Own(Action::ToggleKind(Kind::Recommendation)),
                Own(Action::ToggleKind(Kind::Clause)),
                Own(Action::ToggleKind(Kind::Function)),
                Own(Action::ToggleKind(Kind::Article)),
                Own(Action::ToggleKind(Kind::Event)),
                Own(Action::ToggleKind(Kind::Publication)),
                Own(Action::ToggleKind(Kind::Instrument)),
                Own(Action::ToggleKind(Kind::Contact)),
                Own(Action::ToggleKind(Kind::Document)),
            ],
            "members, gaps, recommendations and so on, on or off",
        )
        .hint(3, "kind", 3)
        .named(&[
            "Search members only",
            "Search bodies only",
            "Search gaps only",
            "Search recommendations only",
            "Search clauses only",
            "Search functions only",
            "Search articles only",
            "Search events only",
            "Search publications only",
            "Search instruments only",
            "Search contacts only",
            "Search documents only",
        ]),
        Binding::new(
            "1 2 3 4",
            &[
                Own(Action::TogglePillar(Pillar::Prevention)),
                Own(Action::TogglePillar(Pillar::Protection)),
                Own(Action::TogglePillar(Pillar::Prosecution)),
                Own(Action::TogglePillar(Pillar::Partnership)),
            ],
            "the pillars in their order, on or off",
        )
        .hint(4, "pillar", 4)
        .named(&[
            "Search under Prevention only",
            "Search under Protection only",
            "Search under Prosecution only",
            "Search under Partnership only",
        ]),
        Binding::new("Enter Esc Tab Ctrl-t", &[Close], "back to typing").hint(1, "back to typing", 1),
        keys::BY_WORDS,
    ],
};
