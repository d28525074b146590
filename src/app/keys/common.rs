//! The bindings that several screens share: those of every screen, those of every screen in which nothing is typed, and those of
//! every text field.

use tui_input::InputRequest;

use super::{Binding, Bindings, Group};
use crate::app::Motion::{First, HalfPageDown, HalfPageUp, Last, Left, Next, PageDown, PageUp, Previous, Right};
use crate::app::screens::{Name, dashboard, note};
use crate::app::{Action, Day, Pane, Program, Take};

/// The rank in the footer after that of opening.
pub(in crate::app) const AFTER_OPEN: u8 = 4;

/// The rank in the footer after those of moving, opening, pinning and copying.
pub(in crate::app) const AFTER_MOVES: u8 = 9;

/// The rank of the help in the footer.
pub(in crate::app) const LAST: u8 = u8::MAX;

pub(in crate::app) const MOVE: Binding =
    Binding::new("j k Down Up", &[Action::Move(Next), Action::Move(Previous)], "next, previous")
        .hint(2, "move", 2)
        .named(&["Next row", "Previous row"]);

pub(in crate::app) const ACROSS: Binding =
    Binding::new("h l Left Right", &[Action::Move(Left), Action::Move(Right)], "left, right")
        .named(&["Column or pillar to the left", "Column or pillar to the right"]);

pub(in crate::app) const ENDS: Binding =
    Binding::new("g G Home End", &[Action::Move(First), Action::Move(Last)], "first (also gg), last")
        .within(Group::Move)
        .named(&["First row", "Last row"]);

pub(in crate::app) const PAGES: Binding =
    Binding::new("Space Ctrl-b PgDn PgUp Ctrl-f", &[Action::Move(PageDown), Action::Move(PageUp)], "a page down, up")
        .within(Group::Move)
        .named(&["Page down", "Page up"]);

pub(in crate::app) const HALF_PAGES: Binding =
    Binding::new("Ctrl-d Ctrl-u", &[Action::Move(HalfPageDown), Action::Move(HalfPageUp)], "half a page down, up")
        .within(Group::Move)
        .named(&["Half a page down", "Half a page up"]);

pub(in crate::app) const OPEN: Binding =
    Binding::new("Enter", &[Action::Open], "read; follow the link").hint(1, "open", 3).named(&["Open the selection"]);

/// The keys that mean the same in every screen in which nothing is typed.
pub static WHERE_NOTHING_IS_TYPED: [Binding; 19] = [
    Binding::new(
        "1 2 3 4",
        &[
            Action::Dashboard(dashboard::Action::Focus(Pane::Members)),
            Action::Dashboard(dashboard::Action::Focus(Pane::Matrix)),
            Action::Dashboard(dashboard::Action::Focus(Pane::Plan)),
            Action::Dashboard(dashboard::Action::Focus(Pane::Overview)),
        ],
        "pane by its number",
    )
    .within(Group::Move)
    .named(&[
        "Go to the pane Members",
        "Go to the pane Matrix",
        "Go to the pane Global Plan",
        "Go to the pane Overview",
    ]),
    // macOS's Terminal sends Alt-b and Alt-f for Alt with an arrow.
    Binding::new("Backspace Alt-Left Ctrl-o Alt-b", &[Action::Dashboard(dashboard::Action::Back)], "back in history")
        .within(Group::Move)
        .hint(1, "history", 14)
        .named(&["Back in history"]),
    // Only terminals with the kitty keyboard protocol can tell Ctrl-i from Tab.
    Binding::new("Alt-Right Alt-f Ctrl-i", &[Action::Dashboard(dashboard::Action::Forward)], "forward in history")
        .within(Group::Move)
        .named(&["Forward in history"]),
    Binding::new("/", &[Action::Show(Name::Search)], "search")
        .within(Group::Find)
        .hint(1, "search", 1)
        .named(&["Search"]),
    Binding::new("n N", &[Action::NextHit, Action::PreviousHit], "next, previous hit")
        .within(Group::Find)
        .hint(2, "hits", 15)
        .named(&["Next hit of the last search", "Previous hit of the last search"]),
    Binding::new(":", &[Action::Show(Name::Palette)], "every action and record")
        .within(Group::Find)
        .hint(1, "palette", 12),
    Binding::new("x", &[Action::Show(Name::Crosswalk)], "what answers which gap")
        .within(Group::Find)
        .hint(1, "crosswalk", AFTER_OPEN)
        .named(&["Crosswalk: gaps and their answers"]),
    Binding::new("e", &[Action::SourcesOnly], "sources only, or all")
        .within(Group::Find)
        .hint(1, "sources only", 10)
        .named(&["Sources only: hide or show editorial texts"]),
    Binding::new("y", &[Action::Take(Take::Words)], "copy words with source")
        .within(Group::TakeAlong)
        .hint(1, "copy", 7)
        .named(&["Copy the words with their source"]),
    Binding::new("c", &[Action::Take(Take::Citation)], "copy the citation")
        .within(Group::TakeAlong)
        .named(&["Copy the citation alone"]),
    Binding::new("Y", &[Action::Take(Take::Markdown)], "copy as Markdown")
        .within(Group::TakeAlong)
        .named(&["Copy as Markdown"]),
    Binding::new("v", &[Action::Show(Name::Plain)], "plain text to select")
        .within(Group::TakeAlong)
        .named(&["Plain text to select by hand"]),
    Binding::new("m", &[Action::Take(Take::Pin)], "pin or unpin")
        .within(Group::TakeAlong)
        .hint(1, "pin", 6)
        .named(&["Pin or unpin the record"]),
    Binding::new("a", &[Action::Take(Take::Note)], "pin with a note")
        .within(Group::TakeAlong)
        .hint(1, "note", 18)
        .named(&["Note on the pin of the record"]),
    Binding::new("'", &[Action::Show(Name::Pins)], "the pins, with notes")
        .within(Group::TakeAlong)
        .hint(1, "pins", 8)
        .named(&["Pins: the call sheet with its notes"]),
    Binding::new("u", &[Action::Undo], "undo pins, order, notes")
        .within(Group::TakeAlong)
        .hint(1, "undo", 17)
        .named(&["Undo the last change of the pins"]),
    Binding::new(
        "( ) t",
        &[Action::Day(Day::Earlier), Action::Day(Day::Later), Action::Day(Day::OfEdition)],
        "earlier, later, own day",
    )
    .within(Group::Program)
    .hint(2, "day", 16)
    .named(&[
        "Earlier day: as of when something began or ended",
        "Later day: as of when something began or ended",
        "Day of the edition: everything that is known",
    ]),
    Binding::new("?", &[Action::Show(Name::Help)], "this page")
        .within(Group::Program)
        .hint(1, "help", LAST)
        .named(&["Help: all keys"]),
    Binding::new("q", &[Action::Leave], "close; else quit")
        .within(Group::Program)
        .hint(1, "quit", 13)
        .named(&["Close what covers the dashboard, or quit"]),
];

/// The keys that work in every screen.
pub static EVERYWHERE: [Binding; 3] = [
    Binding::new("Ctrl-l", &[Action::Program(Program::Redraw)], "redraw")
        .within(Group::Program)
        .named(&["Redraw the screen"]),
    Binding::new("Ctrl-z", &[Action::Program(Program::Suspend)], "suspend to the shell")
        .within(Group::Program)
        .named(&["Suspend to the shell"]),
    Binding::new("Ctrl-c", &[Action::Interrupt], "cancel a field, or quit").within(Group::Program).named(&["Quit"]),
];

/// The keys of every text field.
pub static WHERE_TEXT_IS_TYPED: [Binding; 4] = [
    Binding::new("Alt-Up Alt-Down", &[Action::RecallOlder, Action::RecallNewer], "what was typed before"),
    Binding::new(
        "Left Right Ctrl-a Ctrl-e Home End",
        &[
            Action::Edit(InputRequest::GoToPrevChar),
            Action::Edit(InputRequest::GoToNextChar),
            Action::Edit(InputRequest::GoToStart),
            Action::Edit(InputRequest::GoToEnd),
            Action::Edit(InputRequest::GoToStart),
            Action::Edit(InputRequest::GoToEnd),
        ],
        "a letter left, right; start, end of the line",
    ),
    BY_WORDS,
    Binding::new(
        "Ctrl-u Ctrl-w Ctrl-k Backspace Del",
        &[
            Action::Edit(InputRequest::DeleteFromStart),
            Action::Edit(InputRequest::DeletePrevWord),
            Action::Edit(InputRequest::DeleteTillEnd),
            Action::Edit(InputRequest::DeletePrevChar),
            Action::Edit(InputRequest::DeleteNextChar),
        ],
        "delete to the start, a word, to the end, a letter before, after",
    )
    .hint(1, "clear", 6),
];

/// Moves and deletions by words.
pub(in crate::app) const BY_WORDS: Binding = Binding::new(
    "Alt-b Alt-f Alt-Left Alt-Right Alt-d Alt-Backspace",
    &[
        Action::Edit(InputRequest::GoToPrevWord),
        Action::Edit(InputRequest::GoToNextWord),
        Action::Edit(InputRequest::GoToPrevWord),
        Action::Edit(InputRequest::GoToNextWord),
        Action::Edit(InputRequest::DeleteNextWord),
        Action::Edit(InputRequest::DeletePrevWord),
    ],
    "a word left, right; delete a word after, before",
);

/// The bindings that screens share, with a screen that has them and with where they work.
pub static COMMON: [(&Bindings, &[Binding], &str); 3] = [
    (&dashboard::KEYS, &EVERYWHERE, "everywhere"),
    (&dashboard::KEYS, &WHERE_NOTHING_IS_TYPED, "where nothing is typed"),
    (&note::KEYS, &WHERE_TEXT_IS_TYPED, "where text is typed"),
];
