//! What keys do where, by the one [`TABLE`]. Dispatch, the help, the footer and the README read it.

mod table;

use tui_input::InputRequest;

use super::Action;
use crate::key::Key;
pub use table::TABLE;

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
    /// In the crosswalk.
    Crosswalk,
    /// In the command palette.
    Palette,
    /// In the pins.
    Pins,
    /// In the pins, while a note or a file name is typed.
    Field,
    /// Over a text that is shown plain.
    Plain,
}

impl Context {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::List,
        Self::Detail,
        Self::Search,
        Self::Filter,
        Self::Help,
        Self::Crosswalk,
        Self::Palette,
        Self::Pins,
        Self::Field,
        Self::Plain,
    ];

    /// The contexts in which letters are text.
    const TYPING: [Self; 3] = [Self::Search, Self::Palette, Self::Field];

    /// Whether letters are text there.
    fn is_typing(self) -> bool {
        Self::TYPING.contains(&self)
    }

    /// Whether there is a text field.
    pub fn has_field(self) -> bool {
        self.is_typing() || self == Self::Filter
    }

    /// What the table in the README calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::List => "lists",
            Self::Detail => "detail",
            Self::Search => "search",
            Self::Filter => "filters",
            Self::Help => "help",
            Self::Crosswalk => "crosswalk",
            Self::Palette => "palette",
            Self::Pins => "pins",
            Self::Field => "notes",
            Self::Plain => "plain text",
        }
    }
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
    pub(super) const fn new(keys: usize, word: &'static str, rank: u8) -> Self {
        Self { keys, word, rank }
    }
}

/// What a key asks for in a context. In a text field, a letter that no row takes is typed.
pub fn action(context: Context, key: Key) -> Option<Action> {
    let bound = rows(context).flat_map(|row| row.keys).find(|(bound, _)| *bound == key);
    let typed = || context.is_typing().then(|| key.typed()).flatten();
    bound
        .map(|(_, action)| action.clone())
        .or_else(|| typed().map(|letter| Action::Edit(InputRequest::InsertChar(letter))))
}

/// The first key that asks for an action in a context, as the screen names it.
pub fn label_of(context: Context, action: &Action, ascii: bool) -> String {
    let bound = rows(context).flat_map(|row| row.keys).find(|(_, bound)| bound == action);
    bound.map(|(key, _)| key.label(ascii)).unwrap_or_default()
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
        let place = if row.contexts == Context::ALL {
            "everywhere".to_owned()
        } else {
            row.contexts.iter().map(|context| context.name()).collect::<Vec<_>>().join(", ")
        };
        table.push_str(&format!("| {keys} | {place} | {} |\n", row.does));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::Context::{List, Search};
    use super::*;

    #[test]
    fn no_key_is_bound_twice_in_a_context() {
        for context in Context::ALL {
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
        assert_eq!(action(List, Key::char('t')), None);
    }
}
