//! The keymap. Every screen defines its own [`Bindings`]; the [`Keymap`] built from them feeds dispatch, the help, the
//! footer, the palette and `docs/keys.md`.

mod common;

use std::cell::OnceCell;

use tui_input::InputRequest::InsertChar;

use super::Action;
use super::screens::BINDINGS;
use crate::key::Key;

pub(super) use common::*;
pub use common::{COMMON, EVERYWHERE, WHERE_NOTHING_IS_TYPED, WHERE_TEXT_IS_TYPED};

/// The keys of a screen, or of one of its modes.
#[derive(Debug)]
pub struct Bindings {
    /// Name of the screen in `docs/keys.md`.
    pub name: &'static str,
    /// The heading of its keys in the help; screens with the same heading share a section.
    pub heading: &'static str,
    /// What letters do that no key is bound to.
    pub letters: LetterKeys,
    /// The keys, in the order of the help. Those of [`EVERYWHERE`] work too and, where nothing is typed, those of
    /// [`WHERE_NOTHING_IS_TYPED`], in a text field those of [`WHERE_TEXT_IS_TYPED`], unless the screen has its own binding for
    /// one of them.
    pub list: &'static [Binding],
}

/// What a letter does that no key is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKeys {
    /// Nothing.
    Unused,
    /// Nothing, although there is an input.
    WithInput,
    /// It is typed into the input.
    Typed,
}

/// Keys for related actions: a line of the help. Bindings that differ only in their hint are equal: screens share them in
/// the help, and each has its own footer.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The names of the keys, separated by spaces. They are bound to the actions in turn, and again from the first action
    /// once the actions are used up.
    pub keys: &'static str,
    /// The actions that the keys are bound to.
    pub actions: &'static [Action],
    /// The description in the help.
    pub does: &'static str,
    /// Its section in the help.
    pub group: Group,
    /// The names of the actions in the palette; none if they make no sense there.
    pub names: &'static [&'static str],
    /// The hint in the footer, if there is one.
    pub hint: Option<Hint>,
}

/// A section of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What the screen is for.
    Here,
    /// Moving.
    Move,
    /// Finding.
    Find,
    /// Copying and pinning.
    TakeAlong,
    /// The program.
    Program,
}

impl Group {
    /// All sections, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Here, Self::Move, Self::Find, Self::TakeAlong, Self::Program];

    /// The heading in the help.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Here => "HERE",
            Self::Move => "MOVE",
            Self::Find => "FIND",
            Self::TakeAlong => "TAKE ALONG",
            Self::Program => "PROGRAM",
        }
    }
}

/// A hint in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// How many of the keys it names.
    pub keys: usize,
    /// The word after them.
    pub word: &'static str,
    /// The word where that one leaves no room for more important hints; only the last hint needs it.
    pub short: Option<&'static str>,
    /// The place in the footer. Hints of a lower rank come first, and stay when not all fit; the last one always stays.
    pub rank: u8,
}

/// The rank after that of opening.
pub(super) const AFTER_OPEN: u8 = 4;

/// The rank of the help.
pub(super) const LAST: u8 = u8::MAX;

impl PartialEq for Binding {
    fn eq(&self, other: &Self) -> bool {
        (self.keys, self.actions, self.does) == (other.keys, other.actions, other.does)
    }
}

impl Binding {
    /// Keys with their actions and the description for the help.
    pub(super) const fn new(keys: &'static str, actions: &'static [Action], does: &'static str) -> Self {
        Self { keys, actions, does, group: Group::Here, names: &[], hint: None }
    }

    /// Puts it into a section of the help.
    pub(super) const fn within(mut self, group: Group) -> Self {
        self.group = group;
        self
    }

    /// Adds a hint for the footer.
    pub(super) const fn hint(mut self, keys: usize, word: &'static str, rank: u8) -> Self {
        self.hint = Some(Hint { keys, word, short: None, rank });
        self
    }

    /// Gives the hint a shorter word, for narrow windows.
    pub(super) const fn in_short(mut self, short: &'static str) -> Self {
        if let Some(hint) = &mut self.hint {
            hint.short = Some(short);
        }
        self
    }

    /// Adds names for the palette.
    pub(super) const fn named(mut self, names: &'static [&'static str]) -> Self {
        self.names = names;
        self
    }

    /// The keys. A test checks that every name is a key.
    fn keys(&self) -> impl Iterator<Item = Key> {
        self.keys.split(' ').filter_map(|name| name.parse().ok())
    }

    /// Each key with its action.
    pub(super) fn bound(&self) -> impl Iterator<Item = (Key, Action)> {
        self.keys().zip(self.actions.iter().copied().cycle())
    }
}

impl Bindings {
    /// All its bindings: its own first, then the common ones.
    pub fn all(&self) -> impl Iterator<Item = &'static Binding> + use<> {
        self.lists().into_iter().flatten()
    }

    /// The lists of its bindings: its own first, then the common ones.
    fn lists(&self) -> [&'static [Binding]; 3] {
        let common: &'static [Binding] = match self.letters {
            LetterKeys::Unused => &WHERE_NOTHING_IS_TYPED,
            LetterKeys::Typed => &WHERE_TEXT_IS_TYPED,
            LetterKeys::WithInput => &[],
        };
        [self.list, common, &EVERYWHERE]
    }
}

/// All keys of all screens, with their actions. Lists that screens share are held once.
#[derive(Debug, Clone)]
pub struct Keymap(Box<[List]>);

/// A list of bindings, and its keys, whose names are read once a screen needs them.
#[derive(Debug, Clone)]
struct List {
    bindings: &'static [Binding],
    bound: OnceCell<Box<[Bound]>>,
}

impl List {
    fn bound(&self) -> &[Bound] {
        self.bound.get_or_init(|| {
            let bound =
                |binding: &'static Binding| binding.bound().map(move |(key, action)| Bound { binding, key, action });
            self.bindings.iter().flat_map(bound).collect()
        })
    }
}

/// A key with its action.
#[derive(Debug, Clone, Copy)]
struct Bound {
    binding: &'static Binding,
    key: Key,
    action: Action,
}

impl Default for Keymap {
    fn default() -> Self {
        let own = BINDINGS.into_iter().map(|bindings| bindings.list);
        let lists = own.chain(COMMON.map(|(_, list, _)| list));
        Self(lists.map(|bindings| List { bindings, bound: OnceCell::new() }).collect())
    }
}

impl Keymap {
    /// The keys of a screen: its own, then those common ones that it does not bind itself.
    fn of<'a>(&'a self, bindings: &Bindings) -> impl Iterator<Item = &'a Bound> + use<'a> {
        self.of_these(bindings, |_| true)
    }

    /// Those of the keys that are wanted.
    fn of_these<'a, W: Fn(&Bound) -> bool + Copy>(
        &'a self,
        bindings: &Bindings,
        wanted: W,
    ) -> impl Iterator<Item = &'a Bound> + use<'a, W> {
        let [own, common, everywhere] = bindings.lists().map(|list| self.list(list));
        let is_free = |bound: &&Bound| own.iter().all(|own| own.key != bound.key);
        let wanted = move |bound: &&Bound| wanted(bound);
        own.iter().filter(wanted).chain(common.iter().chain(everywhere).filter(wanted).filter(is_free))
    }

    fn list(&self, list: &'static [Binding]) -> &[Bound] {
        let found = self.0.iter().find(|other| std::ptr::eq(other.bindings, list));
        found.map(List::bound).unwrap_or_default()
    }

    /// Each key of these bindings with its action.
    pub(super) fn bound(&self, bindings: &Bindings) -> impl Iterator<Item = (Key, Action)> {
        self.of(bindings).map(|bound| (bound.key, bound.action))
    }

    /// The bindings of a screen that have at least one of their keys there.
    pub fn bindings<'a>(&'a self, bindings: &Bindings) -> impl Iterator<Item = &'static Binding> + use<'a> {
        let mut last: Option<&'static Binding> = None;
        let all = self.of(bindings).map(|bound| bound.binding);
        all.filter(move |binding| !last.replace(binding).is_some_and(|last| std::ptr::eq(last, *binding)))
    }

    /// The keys of a binding.
    pub fn keys(&self, bindings: &Bindings, binding: &Binding) -> impl Iterator<Item = Key> {
        self.of_these(bindings, move |bound| bound.binding == binding).map(|bound| bound.key)
    }

    /// The keys of a binding as the help names them.
    pub fn labels(&self, bindings: &Bindings, binding: &Binding, ascii: bool) -> String {
        self.keys(bindings, binding).map(|key| key.label(ascii)).collect::<Vec<_>>().join(" ")
    }

    /// The action of a key; with Shift, if it is not bound so, that of the key without. A letter that is not bound is typed if
    /// there is an input for it.
    pub fn action(&self, bindings: &Bindings, key: Key) -> Option<Action> {
        let bound = |key| self.of(bindings).find(|bound| bound.key == key).map(|bound| bound.action);
        let typed = || key.typed().filter(|_| bindings.letters == LetterKeys::Typed);
        let bound = bound(key).or_else(|| bound(key.without_shift()));
        bound.or_else(|| typed().map(|letter| Action::Edit(InsertChar(letter))))
    }

    /// All keys as a Markdown table, for `docs/keys.md`.
    pub fn markdown(&self) -> String {
        let mut table = String::from("| keys | where | what they do |\n| --- | --- | --- |\n");
        let mut add = |bindings: &Bindings, binding: &Binding, screen: &str| {
            let keys = self.keys(bindings, binding).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
            table.push_str(&format!("| {keys} | {screen} | {} |\n", binding.does));
        };
        let mut listed: Vec<&Binding> = Vec::new();
        for (bindings, list, screen) in COMMON {
            for binding in list {
                add(bindings, binding, screen);
                listed.push(binding);
            }
        }
        for bindings in BINDINGS {
            for binding in bindings.list {
                if !listed.contains(&binding) {
                    listed.push(binding);
                    let screens = BINDINGS.iter().filter(|bindings| bindings.list.contains(binding));
                    add(bindings, binding, &screens.map(|bindings| bindings.name).collect::<Vec<_>>().join(", "));
                }
            }
        }
        table
    }

    /// The first key bound to an action, if there is one.
    pub(super) fn key_of(&self, bindings: &Bindings, action: Action) -> Option<Key> {
        self.of_these(bindings, move |bound| bound.action == action).next().map(|bound| bound.key)
    }

    /// The first key bound to an action, as the help names it; empty if there is none.
    pub fn label(&self, bindings: &Bindings, action: Action, ascii: bool) -> String {
        self.key_of(bindings, action).map(|key| key.label(ascii)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Motion;
    use crate::app::screens::{dashboard, search};
    use crate::key::{KeyCode, Modifiers};

    #[test]
    fn every_key_name_parses_and_every_binding_has_an_action() {
        for binding in BINDINGS.iter().flat_map(|bindings| bindings.all()) {
            assert_eq!(binding.keys().count(), binding.keys.split(' ').count(), "{}", binding.keys);
            assert!(!binding.actions.is_empty() && binding.keys().count() >= binding.actions.len(), "{}", binding.keys);
            assert!(binding.names.is_empty() || binding.names.len() == binding.actions.len(), "{}", binding.keys);
        }
    }

    #[test]
    fn no_key_is_bound_twice_in_a_screen() {
        for bindings in BINDINGS {
            let mut seen = Vec::new();
            for (key, _) in bindings.list.iter().flat_map(Binding::bound) {
                assert!(!seen.contains(&key), "{key} is bound twice in {}", bindings.name);
                seen.push(key);
            }
        }
    }

    #[test]
    fn letters_are_text_in_the_search_and_keys_elsewhere() {
        let keys = Keymap::default();
        assert_eq!(keys.action(&search::KEYS, Key::char('q')), Some(Action::Edit(InsertChar('q'))));
        assert_eq!(keys.action(&dashboard::KEYS, Key::char('q')), Some(Action::Leave));
        assert_eq!(keys.action(&search::KEYS, Key::ctrl('c')), Some(Action::Interrupt));
        assert_eq!(keys.action(&dashboard::KEYS, Key::char('d')), None);
    }

    #[test]
    fn a_key_that_is_not_bound_with_shift_works_as_without() {
        let (keys, named) = (Keymap::default(), |code| Key::named(code).with(Modifiers::SHIFT));
        assert_eq!(keys.action(&dashboard::KEYS, named(KeyCode::Up)), Some(Action::Move(Motion::Previous)));
        assert_eq!(keys.action(&search::KEYS, named(KeyCode::Enter)), Some(Action::Open));
        let back = keys.action(&dashboard::KEYS, Key::alt(KeyCode::Left));
        assert!(back.is_some());
        assert_eq!(keys.action(&dashboard::KEYS, named(KeyCode::Left).with(Modifiers::ALT)), back);
        let (tab, shift_tab) = (Key::named(KeyCode::Tab), named(KeyCode::Tab));
        assert_ne!(keys.action(&dashboard::KEYS, tab), keys.action(&dashboard::KEYS, shift_tab));
    }
}
