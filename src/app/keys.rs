//! The one table of keys. Dispatch, the help, the footer and the README read it; nothing else spells out a key.

use crossterm::event::KeyCode;
use tui_input::InputRequest;

use super::key::Key;
use super::{Action, Pane};
use crate::atlas::{Kind, Pillar};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// In the list of a pane.
    List,
    /// In the detail.
    Detail,
    /// In the search.
    Search,
    /// In the search, while filters are chosen.
    Filter,
    /// In the help.
    Help,
}

/// A row of the table: keys that belong together.
#[derive(Debug)]
pub struct Row {
    /// Where they work.
    pub contexts: &'static [Context],
    /// Each key with what it asks for.
    pub keys: &'static [(Key, Action)],
    /// What they do, for the help.
    pub does: &'static str,
    /// How the footer names them, if it does.
    pub hint: Option<Hint>,
}

/// What the footer says of keys.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// How many of the keys are named.
    pub keys: usize,
    /// The word after them.
    pub word: &'static str,
    /// Where there is no room for all hints, those of lower rank stay.
    pub rank: u8,
}

impl Hint {
    const fn new(keys: usize, word: &'static str, rank: u8) -> Self {
        Self { keys, word, rank }
    }
}

use Context::{Detail, Filter, Help, List, Search};

const fn named(code: KeyCode) -> Key {
    Key::named(code)
}

/// All keys, in the order of the help.
pub const TABLE: &[Row] = &[
    Row {
        contexts: &[List, Detail, Help],
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
        contexts: &[List],
        keys: &[
            (Key::char('h'), Action::Left),
            (Key::char('l'), Action::Right),
            (named(KeyCode::Left), Action::Left),
            (named(KeyCode::Right), Action::Right),
        ],
        does: "left, right (in the matrix: pillar)",
        hint: Some(Hint::new(2, "pillar", 3)),
    },
    Row {
        contexts: &[List, Detail, Help],
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
        contexts: &[List, Detail, Help],
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
            (Key::char('4'), Action::Focus(Pane::About)),
        ],
        does: "next pane, previous pane, pane by number",
        hint: Some(Hint::new(1, "pane", 4)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(named(KeyCode::Enter), Action::Open)],
        does: "read the record; follow the selected link",
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
        keys: &[(Key::char('['), Action::PreviousLink), (Key::char(']'), Action::NextLink)],
        does: "previous, next link in the detail",
        hint: Some(Hint::new(2, "link", 3)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(named(KeyCode::Backspace), Action::Back), (Key::alt(KeyCode::Left), Action::Back)],
        does: "back in history",
        hint: Some(Hint::new(1, "history", 6)),
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::alt(KeyCode::Right), Action::Forward)],
        does: "forward in history",
        hint: None,
    },
    Row {
        contexts: &[List, Detail],
        keys: &[(Key::char('z'), Action::Zoom)],
        does: "zoom the focused pane, and back",
        hint: Some(Hint::new(1, "zoom", 7)),
    },
    Row {
        contexts: &[List, Detail],
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
        contexts: &[Search],
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
        contexts: &[Search],
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
    Row {
        contexts: &[List, Detail, Search, Filter, Help],
        keys: &[(Key::ctrl('l'), Action::Redraw)],
        does: "redraw",
        hint: None,
    },
    Row {
        contexts: &[List, Detail, Search, Filter, Help],
        keys: &[(Key::ctrl('z'), Action::Suspend)],
        does: "suspend",
        hint: None,
    },
    Row {
        contexts: &[List, Detail, Help],
        keys: &[(Key::char('q'), Action::Quit)],
        does: "quit",
        hint: Some(Hint::new(1, "quit", 0)),
    },
    Row {
        contexts: &[List, Detail, Search, Filter, Help],
        keys: &[(Key::ctrl('c'), Action::Quit)],
        does: "quit from anywhere",
        hint: None,
    },
];

/// What a key asks for in a context. In the search, a letter that no row takes is typed.
pub fn action(context: Context, key: Key) -> Option<Action> {
    let bound = rows(context).flat_map(|row| row.keys).find(|(bound, _)| *bound == key);
    let typed = || (context == Search).then(|| key.typed()).flatten();
    bound
        .map(|(_, action)| action.clone())
        .or_else(|| typed().map(|letter| Action::Edit(InputRequest::InsertChar(letter))))
}

/// The rows that work in a context.
pub fn rows(context: Context) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.contexts.contains(&context))
}

impl Row {
    /// Its keys as the help names them.
    pub fn keys_label(&self, ascii: bool) -> String {
        self.keys.iter().map(|(key, _)| key.label(ascii)).collect::<Vec<_>>().join(" ")
    }
}

/// The table as Markdown, for the README.
pub fn markdown() -> String {
    let mut table = String::from("| keys | where | what they do |\n| --- | --- | --- |\n");
    for row in TABLE {
        let keys = row.keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(" ");
        let place = match row.contexts {
            [List, Detail, Search, Filter, Help] => "everywhere",
            [List, Detail, Help] => "lists, detail, help",
            [List, Detail] => "lists, detail",
            [List] => "lists",
            [Help] => "help",
            [Search, Filter] => "search, filters",
            [Filter] => "filters",
            _ => "search",
        };
        table.push_str(&format!("| {keys} | {place} | {} |\n", row.does));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice_in_a_context() {
        for context in [List, Detail, Search, Filter, Help] {
            let mut seen = Vec::new();
            for (key, _) in rows(context).flat_map(|row| row.keys) {
                assert!(!seen.contains(key), "{key} is bound twice in {context:?}");
                seen.push(*key);
            }
        }
    }

    #[test]
    fn letters_are_text_in_the_search_and_commands_elsewhere() {
        assert_eq!(action(Search, Key::char('q')), Some(Action::Edit(InputRequest::InsertChar('q'))));
        assert_eq!(action(List, Key::char('q')), Some(Action::Quit));
        assert_eq!(action(Search, Key::ctrl('c')), Some(Action::Quit));
        assert_eq!(action(List, Key::char('x')), None);
    }
}
