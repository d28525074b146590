//! The lines of the help in a given width.

use crate::app::Shared;
use crate::app::content::SELECTED;
use crate::app::keys::{Binding, Bindings, COMMON, EVERYWHERE, Group, WHERE_TEXT_IS_TYPED};
use crate::app::screens::{BINDINGS, search};
use crate::present::content::{Line, Role, Span};
use crate::present::naming::{EDITORIAL, UNANSWERED_SIGN};
use crate::present::wrap;

/// Columns for the keys. Longer ones have their description on the next line.
const KEYS: usize = 14;

/// The signs and what they mean.
const SIGNS: [(&str, &str); 4] = [
    (UNANSWERED_SIGN, "an unanswered gap"),
    (EDITORIAL, "our judgement"),
    ("“ ”", "the source’s own words"),
    (SELECTED, "your place in a pane"),
];

/// The query syntax: examples with descriptions.
pub const SYNTAX: [(&str, &str); 14] = [
    ("trafficking women", "records with any of these words, those with both first"),
    ("'word", "exactly this word: no typing errors, synonyms or other forms"),
    ("^word", "words that begin like this"),
    ("word$", "words that end like this"),
    ("\"two words\"", "the words next to each other, in this order"),
    ("one | other", "either"),
    ("!word", "records without it"),
    ("kind:gap", "records of a kind; values may be cut short (`kind:g`)"),
    ("pillar:prot", "gaps and recommendations under a pillar"),
    ("id:gap/prevention", "records whose ids begin like this; so does `gap/prev` alone"),
    ("in:title", "words count in this field only: title, text, name, acronym, id, fact, source"),
    ("basis:verbatim", "texts in the source's own words (or paraphrase, editorial)"),
    ("cites:icat-deck", "records that cite a document, are part of it or were established by it"),
    ("rec gap prot pros …", "the name of a kind or pillar ranks its records higher"),
];

/// The keys of a screen in which nothing is typed, in parts: those of the screen, then those of each group, then the signs.
pub(super) fn of(shared: &Shared, width: usize, bindings: &'static Bindings) -> Vec<Vec<Line>> {
    let all: Vec<&Binding> = shared.keymap().bindings(bindings).collect();
    let in_group = |group: Group| {
        let pairs = all.iter().filter(|binding| binding.group == group);
        section(group.heading(), pairs.map(|binding| (fitting(shared, bindings, binding), binding.does)), width)
    };
    Group::ALL.into_iter().map(in_group).chain([signs(width)]).collect()
}

/// What can be typed in the search, and its keys.
pub(super) fn of_search(shared: &Shared, width: usize) -> Vec<Vec<Line>> {
    let typed = section("WHAT CAN BE TYPED", SYNTAX.map(|(typed, finds)| (typed.to_owned(), finds)), width);
    let of = |heading: &str, bindings: &'static Bindings, list: &'static [Binding]| {
        let keys = |binding| fitting(shared, bindings, binding);
        let pairs = list.iter().map(|binding| (keys(binding), binding.does)).filter(|(keys, _)| !keys.is_empty());
        section(heading, pairs, width)
    };
    let screens = [&search::KEYS, &search::FILTER_KEYS].map(|bindings| of(bindings.heading, bindings, bindings.list));
    let [search, filters] = screens;
    let field = of("WHERE TEXT IS TYPED", &search::KEYS, &WHERE_TEXT_IS_TYPED);
    let everywhere = of(Group::Program.heading(), &search::KEYS, &EVERYWHERE);
    vec![typed, search, field, filters, everywhere, signs(width)]
}

/// The keys of all screens, and what can be typed, that match all words of a filter.
pub(super) fn matching(shared: &Shared, width: usize, filter: &str) -> Vec<Vec<Line>> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let fits = |(keys, does): &(String, &str)| {
        let (keys, does) = (keys.to_lowercase(), does.to_lowercase());
        words.iter().all(|word| does.contains(word) || keys.split(' ').any(|key| key == word))
    };
    let of = |heading: &str, bindings: &'static Bindings, list: &'static [Binding]| {
        let pairs = list.iter().map(|binding| (labels(shared, bindings, binding), binding.does));
        (heading.to_uppercase(), pairs.collect::<Vec<_>>())
    };
    let common = COMMON.into_iter().map(|(bindings, list, heading)| of(heading, bindings, list));
    let screens = BINDINGS.into_iter().map(|bindings| of(bindings.heading, bindings, bindings.list));
    let pairs = |pairs: &[(&str, &'static str)]| {
        pairs.iter().map(|(left, right)| ((*left).to_owned(), *right)).collect::<Vec<_>>()
    };
    let others = [("WHAT CAN BE TYPED".to_owned(), pairs(&SYNTAX)), ("SIGNS".to_owned(), pairs(&SIGNS))];
    let found: Vec<_> = common
        .chain(screens)
        .chain(others)
        .map(|(heading, pairs)| (heading, pairs.into_iter().filter(fits).collect::<Vec<_>>()))
        .filter(|(_, pairs)| !pairs.is_empty())
        .map(|(heading, pairs)| section(&heading, pairs, width))
        .collect();
    if found.is_empty() { vec![vec![Line::new(Role::Text, "No key matches. Try fewer letters.")]] } else { found }
}

/// A heading, and below it what keys or signs mean.
fn section<'a>(heading: &str, pairs: impl IntoIterator<Item = (String, &'a str)>, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new(Role::Heading, heading)];
    for (keys, does) in pairs {
        pair(&mut lines, &keys, does, width);
    }
    lines
}

fn signs(width: usize) -> Vec<Line> {
    section("SIGNS", SIGNS.map(|(sign, means)| (sign.to_owned(), means)), width)
}

fn labels(shared: &Shared, bindings: &Bindings, binding: &Binding) -> String {
    shared.keymap().labels(bindings, binding, shared.ascii())
}

/// As many keys of a binding as fit beside their description, at least one for each action. The filter finds the others.
fn fitting(shared: &Shared, bindings: &Bindings, binding: &Binding) -> String {
    let mut fitting = String::new();
    for (number, key) in shared.keymap().keys(bindings, binding).enumerate() {
        let label = key.label(shared.ascii());
        let longer = if number == 0 { label } else { format!("{fitting} {label}") };
        if wrap::width(&longer) >= KEYS && number >= binding.actions.len() {
            break;
        }
        fitting = longer;
    }
    fitting
}

fn pair(lines: &mut Vec<Line>, keys: &str, does: &str, width: usize) {
    let room = width.saturating_sub(KEYS).max(1);
    let mut keys_lines = wrap::lines(keys, width.max(1)).into_iter();
    let is_beside = wrap::width(keys) < KEYS;
    let first = if is_beside { keys_lines.next().unwrap_or_default() } else { "".into() };
    lines.extend(keys_lines.map(|keys| Line::new(Role::Accent, keys)));
    for (number, does) in wrap::lines(does, room).into_iter().enumerate() {
        let keys = if number == 0 { first.as_ref() } else { "" };
        lines.push(vec![Span::new(Role::Accent, format!("{keys:KEYS$}")), Span::new(Role::Text, does)].into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::LetterKeys;
    use crate::app::screens::dashboard;
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    fn shared() -> Shared {
        Shared::new(Searcher::new(Atlas::frozen()), (120, 40))
    }

    #[test]
    fn the_filter_finds_every_binding_by_what_it_does() {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let shared = shared();
        for bindings in BINDINGS {
            for binding in bindings.all() {
                let lines = matching(&shared, 76, binding.does).concat();
                let found = squeezed(&lines.iter().map(Line::plain).collect::<String>());
                let wanted = squeezed(&format!("{}{}", labels(&shared, bindings, binding), binding.does));
                assert!(found.contains(&wanted), "{}: {} in {found}", bindings.name, binding.does);
            }
        }
    }

    #[test]
    fn the_help_over_a_screen_has_a_key_for_each_of_its_actions() {
        let shared = shared();
        for bindings in BINDINGS.into_iter().filter(|bindings| bindings.letters == LetterKeys::Unused) {
            let lines: Vec<String> = of(&shared, 37, bindings).concat().iter().map(Line::plain).collect();
            for binding in shared.keymap().bindings(bindings) {
                let keys = fitting(&shared, bindings, binding);
                assert!(keys.split(' ').count() >= binding.actions.len(), "{keys}");
                assert!(lines.iter().any(|line| line.starts_with(&keys)), "{}: {keys} in {lines:#?}", bindings.name);
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        for width in [36, 38, 60, 76, 116] {
            for line in [of_search(&shared(), width), of(&shared(), width, &dashboard::KEYS)].concat().concat() {
                assert!(wrap::width(&line.plain()) <= width, "{}", line.plain());
            }
        }
    }
}
