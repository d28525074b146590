//! The table of keys itself. Nothing else spells out a key.

use crossterm::event::KeyCode;
use tui_input::InputRequest;

use super::Context::{self, Crosswalk, Detail, Field, Filter, Help, List, Palette, Pins, Plain, Search};
use super::{Hint, Row};
use crate::app::{Action, Pane};
use crate::atlas::{Kind, Pillar};
use crate::key::Key;

const fn named(code: KeyCode) -> Key {
    Key::named(code)
}

/// All keys, in the order of the help.
pub const TABLE: &[Row] = &[
    Row {
        contexts: &[List, Detail, Help, Crosswalk, Pins, Plain],
        keys: &[
            (Key::char('j'), Action::Next),
            (Key::char('k'), Action::Previous),
            (named(KeyCode::Down), Action::Next),
            (named(KeyCode::Up), Action::Previous),
        ],
        does: "next, previous; in a text one line down, up",
        hint: Some(Hint::new(2, "move", 5)),
    },
    Row {
        contexts: &[List, Crosswalk],
        keys: &[
            (Key::char('h'), Action::Left),
            (Key::char('l'), Action::Right),
            (named(KeyCode::Left), Action::Left),
            (named(KeyCode::Right), Action::Right),
        ],
        does: "left, right (in the matrix: pillar)",
        hint: Some(Hint::new(2, "across", 4)),
    },
    Row {
        contexts: &[List, Detail, Help, Crosswalk, Pins, Plain],
        keys: &[
            (Key::char('g'), Action::First),
            (Key::char('G'), Action::Last),
            (named(KeyCode::Home), Action::First),
            (named(KeyCode::End), Action::Last),
        ],
        does: "first, last",
        hint: None,
    },
    Row {
        contexts: &[List, Detail, Help, Crosswalk, Pins, Plain],
        keys: &[
            (Key::ctrl('d'), Action::HalfPageDown),
            (Key::ctrl('u'), Action::HalfPageUp),
            (named(KeyCode::PageDown), Action::PageDown),
            (named(KeyCode::PageUp), Action::PageUp),
        ],
        does: "half a page down, up; a page down, up",
        hint: None,
    },
    Row {
        contexts: &[List, Detail],
        keys: &[
            (named(KeyCode::Tab), Action::NextPane),
            (named(KeyCode::BackTab), Action::PreviousPane),
            (Key::char('1'), Action::Focus(Pane::Members)),
            (Key::char('2'), Action::Focus(Pane::Matrix)),
            (Key::char('3'), Action::Focus(Pane::Plan)),
            (Key::char('4'), Action::Focus(Pane::Overview)),
        ],
        does: "next pane, previous pane, pane by number",
        hint: Some(Hint::new(1, "pane", 5)),
    },
    Row {
        contexts: &[List, Detail, Crosswalk, Pins],
        keys: &[(named(KeyCode::Enter), Action::Open)],
        does: "read the record; follow the selected link; go there",
        hint: Some(Hint::new(1, "open", 2)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(named(KeyCode::Esc), Action::Close)],
        does: "back to the list; end the zoom",
        hint: Some(Hint::new(1, "back", 1)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('/'), Action::Search)],
        does: "search",
        hint: Some(Hint::new(1, "search", 1)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('x'), Action::Crosswalk)],
        does: "the crosswalk: what answers which gap",
        hint: Some(Hint::new(1, "crosswalk", 3)),
    },
    Row {
        contexts: &[Crosswalk],
        keys: &[(named(KeyCode::Esc), Action::Close), (Key::char('x'), Action::Close)],
        does: "close the crosswalk",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('['), Action::PreviousLink), (Key::char(']'), Action::NextLink)],
        does: "previous, next link in the detail",
        hint: Some(Hint::new(2, "link", 4)),
    },
    Row {
        contexts: &[List, Detail],
        // macOS's Terminal sends Alt-b and Alt-f for Alt with an arrow.
        keys: &[
            (named(KeyCode::Backspace), Action::Back),
            (Key::alt(KeyCode::Left), Action::Back),
            (Key::alt(KeyCode::Char('b')), Action::Back),
        ],
        does: "back in history",
        hint: Some(Hint::new(1, "history", 6)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::alt(KeyCode::Right), Action::Forward), (Key::alt(KeyCode::Char('f')), Action::Forward)],
        does: "forward in history",
        hint: None,
    },
    Row {
        contexts: &[List, Detail, Crosswalk, Pins],
        keys: &[(Key::char('e'), Action::SourcesOnly)],
        does: "hide what is editorial, or show it again",
        hint: Some(Hint::new(1, "sources only", 9)),
    },
    Row {
        contexts: &[List, Detail, Crosswalk, Pins],
        keys: &[(Key::char('m'), Action::Pin)],
        does: "pin the record, or no longer",
        hint: Some(Hint::new(1, "pin", 6)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('\''), Action::Pins)],
        does: "the pins",
        hint: Some(Hint::new(1, "pins", 7)),
    },
    Row {
        contexts: &[Pins],
        keys: &[(named(KeyCode::Esc), Action::Close), (Key::char('\''), Action::Close)],
        does: "close the pins",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[Pins],
        keys: &[(Key::char('J'), Action::MoveDown), (Key::char('K'), Action::MoveUp)],
        does: "the pin a place down, up",
        hint: Some(Hint::new(2, "order", 4)),
    },
    Row {
        contexts: &[Pins],
        keys: &[(Key::char('n'), Action::Note)],
        does: "a note on the pin",
        hint: Some(Hint::new(1, "note", 3)),
    },
    Row {
        contexts: &[Pins],
        keys: &[(Key::char('f'), Action::NextFormat)],
        does: "the form to take them along in: Markdown, CSV, JSON",
        hint: Some(Hint::new(1, "form", 7)),
    },
    Row {
        contexts: &[Pins],
        keys: &[(Key::char('w'), Action::WriteFile)],
        does: "write the pins to a file",
        hint: Some(Hint::new(1, "to a file", 5)),
    },
    Row {
        contexts: &[Field],
        keys: &[(named(KeyCode::Enter), Action::Open)],
        does: "take what is typed",
        hint: Some(Hint::new(1, "done", 1)),
    },
    Row {
        contexts: &[Field],
        keys: &[(named(KeyCode::Esc), Action::Close)],
        does: "leave it as it was",
        hint: Some(Hint::new(1, "cancel", 1)),
    },
    Row {
        contexts: &[List, Detail, Pins],
        keys: &[(Key::char('y'), Action::CopyCitation), (Key::char('Y'), Action::CopyRecord)],
        does: "copy the citation, the record as Markdown; in the pins all of them",
        hint: Some(Hint::new(2, "copy", 5)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('v'), Action::ShowPlain)],
        does: "show it plain, to be selected by hand: what was copied last, or else the citation",
        hint: None,
    },
    Row {
        contexts: &[Plain],
        keys: &[(named(KeyCode::Esc), Action::Close), (Key::char('v'), Action::Close)],
        does: "close the plain text",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char(':'), Action::Palette)],
        does: "every action by its name, and every record by its id",
        hint: Some(Hint::new(1, "command", 7)),
    },
    Row {
        contexts: &[Palette],
        keys: &[
            (named(KeyCode::Down), Action::Next),
            (named(KeyCode::Up), Action::Previous),
            (Key::ctrl('n'), Action::Next),
            (Key::ctrl('p'), Action::Previous),
            (named(KeyCode::PageDown), Action::PageDown),
            (named(KeyCode::PageUp), Action::PageUp),
        ],
        does: "next, previous; a page down, up",
        hint: Some(Hint::new(2, "move", 5)),
    },
    Row {
        contexts: &[Palette],
        keys: &[(named(KeyCode::Enter), Action::Open)],
        does: "do it; go to the record",
        hint: Some(Hint::new(1, "do it", 2)),
    },
    Row {
        contexts: &[Palette],
        keys: &[(named(KeyCode::Esc), Action::Close)],
        does: "close the palette",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('z'), Action::Zoom)],
        does: "zoom the focused pane, and back",
        hint: Some(Hint::new(1, "zoom", 7)),
    },
    Row {
        contexts: &[List, Detail, Crosswalk, Pins],
        keys: &[(Key::char('?'), Action::Help)],
        does: "help",
        hint: Some(Hint::new(1, "help", 0)),
    },
    Row {
        contexts: &[Help],
        keys: &[(named(KeyCode::Esc), Action::Close), (Key::char('?'), Action::Close)],
        does: "close the help",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[Search, Filter],
        keys: &[
            (named(KeyCode::Down), Action::Next),
            (named(KeyCode::Up), Action::Previous),
            (Key::ctrl('n'), Action::Next),
            (Key::ctrl('p'), Action::Previous),
        ],
        does: "next, previous hit; before the first hit the query before",
        hint: Some(Hint::new(2, "move", 5)),
    },
    Row {
        contexts: &[Search, Filter],
        keys: &[(named(KeyCode::PageDown), Action::PageDown), (named(KeyCode::PageUp), Action::PageUp)],
        does: "a page of hits down, up",
        hint: None,
    },
    Row {
        contexts: &[Search],
        keys: &[(named(KeyCode::Enter), Action::Open)],
        does: "go to the record",
        hint: Some(Hint::new(1, "go to it", 2)),
    },
    Row {
        contexts: &[Search],
        keys: &[(named(KeyCode::Esc), Action::Close)],
        does: "close the search",
        hint: Some(Hint::new(1, "close", 1)),
    },
    Row {
        contexts: &[Search],
        keys: &[(named(KeyCode::Tab), Action::Complete)],
        does: "complete the field or value (`kind:r`) before the cursor",
        hint: Some(Hint::new(1, "complete", 8)),
    },
    Row {
        contexts: &[Search],
        keys: &[(Key::ctrl('t'), Action::Filter)],
        does: "choose filters: the next keys are theirs",
        hint: Some(Hint::new(1, "filter", 3)),
    },
    Row {
        contexts: &[Filter],
        keys: &[
            (Key::char('m'), Action::ToggleKind(Kind::Member)),
            (Key::char('g'), Action::ToggleKind(Kind::Gap)),
            (Key::char('r'), Action::ToggleKind(Kind::Recommendation)),
            (Key::char('c'), Action::ToggleKind(Kind::Clause)),
            (Key::char('f'), Action::ToggleKind(Kind::Function)),
            (Key::char('e'), Action::ToggleKind(Kind::Event)),
            (Key::char('p'), Action::ToggleKind(Kind::Publication)),
            (Key::char('i'), Action::ToggleKind(Kind::Instrument)),
            (Key::char('o'), Action::ToggleKind(Kind::Contact)),
            (Key::char('d'), Action::ToggleKind(Kind::Document)),
        ],
        does: "members, gaps, recommendations and so on, or no longer",
        hint: Some(Hint::new(3, "kind", 3)),
    },
    Row {
        contexts: &[Filter],
        keys: &[
            (Key::char('1'), Action::TogglePillar(Pillar::Prevention)),
            (Key::char('2'), Action::TogglePillar(Pillar::Protection)),
            (Key::char('3'), Action::TogglePillar(Pillar::Prosecution)),
            (Key::char('4'), Action::TogglePillar(Pillar::Partnership)),
        ],
        does: "the pillars in their order, or no longer",
        hint: Some(Hint::new(4, "pillar", 4)),
    },
    Row {
        contexts: &[Filter],
        keys: &[
            (named(KeyCode::Enter), Action::Close),
            (named(KeyCode::Esc), Action::Close),
            (named(KeyCode::Tab), Action::Close),
            (Key::ctrl('t'), Action::Filter),
        ],
        does: "back to typing",
        hint: Some(Hint::new(1, "back to typing", 1)),
    },
    Row {
        contexts: &[Search],
        keys: &[(Key::alt(KeyCode::Up), Action::OlderQuery), (Key::alt(KeyCode::Down), Action::NewerQuery)],
        does: "the query before, after",
        hint: Some(Hint::new(1, "last query", 7)),
    },
    Row {
        contexts: &[Search],
        keys: &[(named(KeyCode::F(1)), Action::Help)],
        does: "what can be typed, and these keys",
        hint: Some(Hint::new(1, "help", 2)),
    },
    Row {
        contexts: &[Search, Palette, Field],
        keys: &[
            (named(KeyCode::Left), Action::Edit(InputRequest::GoToPrevChar)),
            (named(KeyCode::Right), Action::Edit(InputRequest::GoToNextChar)),
            (Key::ctrl('a'), Action::Edit(InputRequest::GoToStart)),
            (Key::ctrl('e'), Action::Edit(InputRequest::GoToEnd)),
            (named(KeyCode::Home), Action::Edit(InputRequest::GoToStart)),
            (named(KeyCode::End), Action::Edit(InputRequest::GoToEnd)),
        ],
        does: "left, right, start, end of the field",
        hint: None,
    },
    Row {
        contexts: &[Search, Filter, Palette, Field],
        keys: &[
            (Key::alt(KeyCode::Char('b')), Action::Edit(InputRequest::GoToPrevWord)),
            (Key::alt(KeyCode::Char('f')), Action::Edit(InputRequest::GoToNextWord)),
            (Key::alt(KeyCode::Left), Action::Edit(InputRequest::GoToPrevWord)),
            (Key::alt(KeyCode::Right), Action::Edit(InputRequest::GoToNextWord)),
            (Key::alt(KeyCode::Char('d')), Action::Edit(InputRequest::DeleteNextWord)),
            (Key::alt(KeyCode::Backspace), Action::Edit(InputRequest::DeletePrevWord)),
        ],
        does: "a word left, right; delete a word after, before",
        hint: None,
    },
    Row {
        contexts: &[Search, Palette, Field],
        keys: &[
            (Key::ctrl('u'), Action::Edit(InputRequest::DeleteFromStart)),
            (Key::ctrl('w'), Action::Edit(InputRequest::DeletePrevWord)),
            (Key::ctrl('k'), Action::Edit(InputRequest::DeleteTillEnd)),
            (named(KeyCode::Backspace), Action::Edit(InputRequest::DeletePrevChar)),
            (named(KeyCode::Delete), Action::Edit(InputRequest::DeleteNextChar)),
        ],
        does: "delete to the start, a word, to the end, a letter before, after",
        hint: Some(Hint::new(1, "clear", 6)),
    },
    Row { contexts: &Context::ALL, keys: &[(Key::ctrl('l'), Action::Redraw)], does: "redraw", hint: None },
    Row { contexts: &Context::ALL, keys: &[(Key::ctrl('z'), Action::Suspend)], does: "suspend", hint: None },
    Row {
        contexts: &[List, Detail, Help, Crosswalk, Pins, Plain],
        keys: &[(Key::char('q'), Action::Quit)],
        does: "quit",
        hint: Some(Hint::new(1, "quit", 0)),
    },
    Row { contexts: &Context::ALL, keys: &[(Key::ctrl('c'), Action::Quit)], does: "quit from anywhere", hint: None },
];
