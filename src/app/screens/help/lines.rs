//! The lines of the help in a given width.

use std::borrow::Cow;

use crate::app::Shared;
use crate::app::content::SELECTED;
use crate::app::keys::{Binding, Bindings, COMMON, EVERYWHERE, Group, WHERE_TEXT_IS_TYPED};
use crate::app::screens::{BINDINGS, Below, search};
use crate::present::content::{Lines, Role};
use crate::present::naming::EDITORIAL;
use crate::present::signs::NOT_AT_ALL;
use crate::present::wrap;

/// Columns for the keys. Longer ones have their description on the next line.
const KEYS: usize = 14;

/// The sign of an unanswered gap, and those of data that says how much of a gap is answered.
const UNANSWERED: (&str, &str) = (NOT_AT_ALL, "an unanswered gap");
const STRENGTHS: (&str, &str) = ("● ◐ ○", "answered, in part, not");

const OURS: (&str, &str) = (EDITORIAL, "our judgement");

/// The other signs and what they mean.
const SIGNS: [(&str, &str); 2] = [("“ ”", "the source’s own words"), (SELECTED, "your place in a pane")];

/// The query syntax: examples with descriptions.
pub const SYNTAX: [(&str, &str); 19] = [
    ("trafficking women", "records with any of these words, those with both first"),
    ("NAP", "what the data's `vocabulary.ron` says it stands for or leads to; a keeper adds groups of terms there"),
    ("'word", "exactly this word: no typing errors, synonyms or other forms"),
    ("^word", "words that begin like this"),
    ("word$", "words that end like this"),
    ("\"two words\"", "the words next to each other, in this order"),
    ("one | other", "either"),
    ("!word", "records without it; `-word` does the same"),
    ("kind:gap", "records of a kind; values may be cut short (`kind:g`)"),
    ("pillar:prot", "gaps and recommendations under a pillar"),
    ("id:gap/prevention", "records whose ids begin like this; so does `gap/prev` alone"),
    ("in:title", "words count in this field only: title, text, name, acronym, id, fact, source"),
    ("basis:verbatim", "texts in the source's own words (or paraphrase, editorial)"),
    ("cites:icat-deck", "records that cite a document, are part of it or were established by it"),
    (
        "took-part:tokyo",
        "records with this relation to another one, given by its id or words; also convened, contributed, established-by, part-of, answers, supports, member-of, chaired, succeeded-by, merged-into, bears-on, adopted-as, coordinated-by, anniversary-of",
    ),
    (
        "is:unanswered",
        "gaps without an answer; also answered, partly-answered, pinned, editorial, verbatim, paraphrase",
    ),
    ("after:2007", "records dated later than this year, month (`2007-10`) or day (`2007-10-20`)"),
    ("before:2010-10", "records dated earlier than this day, month or year; after `after:`, by the same date"),
    ("rec gap prot pros …", "the name of a kind or pillar ranks its records higher"),
];

/// The keys of a screen in which nothing is typed, in parts: those of the screen, then those of each group, then the signs. Each
/// part begins with its heading.
pub(super) fn of(shared: &Shared, width: usize, bindings: &'static Bindings) -> Lines {
    let mut lines = Lines::default();
    for group in Group::ALL {
        let all = shared.keymap().bindings(bindings).filter(|binding| binding.group == group);
        section(
            group.heading(),
            all.map(|binding| (fitting(shared, bindings, binding), binding.does)),
            width,
            &mut lines,
        );
    }
    section("SIGNS", signs(shared), width, &mut lines);
    lines
}

/// What can be typed in the search, and the keys of the search below.
pub(super) fn of_search(shared: &Shared, width: usize, below: Below) -> Lines {
    let mut lines = Lines::default();
    section("WHAT CAN BE TYPED", SYNTAX, width, &mut lines);
    let mut add = |heading: &str, bindings: &'static Bindings, list: &'static [Binding]| {
        let keys = |binding| fitting(shared, bindings, binding);
        let list = list.iter().filter(|binding| works_over(below, binding));
        let pairs = list.map(|binding| (keys(binding), binding.does)).filter(|(keys, _)| !keys.is_empty());
        section(heading, pairs, width, &mut lines);
    };
    add(below.bindings.heading, below.bindings, below.bindings.list);
    add("WHERE TEXT IS TYPED", below.bindings, &WHERE_TEXT_IS_TYPED);
    add(search::FILTER_KEYS.heading, &search::FILTER_KEYS, search::FILTER_KEYS.list);
    add(Group::Program.heading(), below.bindings, &EVERYWHERE);
    section("SIGNS", signs(shared), width, &mut lines);
    lines
}

/// Whether a binding does anything in this help or below it.
fn works_over(below: Below, binding: &Binding) -> bool {
    !below.is_to_pick || binding.actions.iter().any(|action| action.works_in_pick())
}

/// Whether a screen can be opened in this session.
fn is_reached_over(below: Below, screen: &'static Bindings) -> bool {
    let from_pick = [&search::PICK_KEYS, &search::FILTER_KEYS, &super::KEYS, &super::FILTER_KEYS];
    !below.is_to_pick || from_pick.into_iter().any(|reached| std::ptr::eq(reached, screen))
}

/// The keys of all screens, and what can be typed, that match all words of a filter.
pub(super) fn matching(shared: &Shared, width: usize, below: Below, filter: &str) -> Lines {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let fits = |keys: &str, does: &str| {
        let (keys, does) = (keys.to_lowercase(), does.to_lowercase());
        words.iter().all(|word| does.contains(word) || keys.split(' ').any(|key| key == word))
    };
    let mut lines = Lines::default();
    let mut add = |heading: &str, pairs: &mut dyn Iterator<Item = (Cow<'static, str>, &'static str)>| {
        let mut found = pairs.filter(|(keys, does)| fits(keys, does)).peekable();
        if found.peek().is_some() {
            section(heading, found, width, &mut lines);
        }
    };
    let common = COMMON.into_iter().map(|(bindings, list, heading)| (heading, bindings, list));
    let screens = BINDINGS.into_iter().filter(|bindings| is_reached_over(below, bindings));
    let screens = screens.map(|bindings| (bindings.heading, bindings, bindings.list));
    for (heading, bindings, list) in common.chain(screens) {
        let list = list.iter().filter(|binding| works_over(below, binding));
        let pairs = list.map(|binding| (labels(shared, bindings, binding).into(), binding.does));
        add(&heading.to_uppercase(), &mut { pairs });
    }
    add("WHAT CAN BE TYPED", &mut SYNTAX.into_iter().map(|(typed, finds)| (typed.into(), finds)));
    add("SIGNS", &mut signs(shared).map(|(sign, means)| (sign.into(), means)));
    if lines.is_empty() {
        lines.line(Role::Text, "No key matches. Try fewer letters.");
    }
    lines
}

/// Adds a heading, and below it what keys or signs mean.
fn section<T: AsRef<str>>(
    heading: &str,
    pairs: impl IntoIterator<Item = (T, &'static str)>,
    width: usize,
    lines: &mut Lines,
) {
    lines.line(Role::Heading, heading);
    for (keys, does) in pairs {
        pair(lines, keys.as_ref(), does, width);
    }
}

/// The signs that the data has, and what they mean. With the sources only there is none of our judgements.
fn signs(shared: &Shared) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_gaps = if shared.data().has_strengths() { STRENGTHS } else { UNANSWERED };
    let of_judgements = if shared.sources_only() { 2 } else { 0 };
    [of_gaps, OURS].into_iter().chain(SIGNS).skip(of_judgements)
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

fn pair(lines: &mut Lines, keys: &str, does: &str, width: usize) {
    let room = width.saturating_sub(KEYS);
    let mut keys_lines = wrap::lines(keys, width);
    let is_beside = wrap::width(keys) < KEYS;
    let first = if is_beside { keys_lines.next().unwrap_or_default() } else { "".into() };
    for keys in keys_lines {
        lines.line(Role::Accent, &keys);
    }
    for (number, does) in wrap::lines(does, room).enumerate() {
        let keys = if number == 0 { first.as_ref() } else { "" };
        lines.begin(Role::Text).write(Role::Accent, format_args!("{keys:KEYS$}")).span(Role::Text, &does);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::LetterKeys;
    use crate::app::screens::dashboard;
    use crate::atlas::Atlas;
    use crate::present::content::Line;
    use crate::present::signs::{IN_FULL, IN_PART};
    use crate::search::Searcher;

    fn below(bindings: &'static Bindings, is_to_pick: bool) -> Below {
        Below { bindings, name: bindings.name, is_to_pick }
    }

    fn shared() -> Shared {
        Shared::new(Searcher::new(Atlas::frozen()), (120, 40))
    }

    #[test]
    fn the_filter_finds_every_binding_by_what_it_does() {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let shared = shared();
        for bindings in BINDINGS {
            for binding in bindings.all() {
                let lines = matching(&shared, 76, below(&dashboard::KEYS, false), binding.does);
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
            let lines = of(&shared, 37, bindings);
            let lines: Vec<&str> = lines.iter().map(Line::plain).collect();
            for binding in shared.keymap().bindings(bindings) {
                let keys = fitting(&shared, bindings, binding);
                assert!(keys.split(' ').count() >= binding.actions.len(), "{keys}");
                assert!(lines.iter().any(|line| line.starts_with(&keys)), "{}: {keys} in {lines:#?}", bindings.name);
            }
        }
    }

    #[test]
    fn the_signs_of_strengths_are_explained_where_the_data_has_some() {
        let explained = |atlas: Atlas, sign: &str| {
            let shared = Shared::new(Searcher::new(atlas), (120, 40));
            let lines = of(&shared, 38, &dashboard::KEYS);
            lines.iter().any(|line| line.plain().starts_with(sign))
        };
        let all = format!("{IN_FULL} {IN_PART} {NOT_AT_ALL}  ");
        assert!(explained(Atlas::of_format_3(), &all) && !explained(Atlas::frozen(), &all));
        assert!(explained(Atlas::frozen(), NOT_AT_ALL));
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        for width in [36, 38, 60, 76, 116] {
            for lines in [
                of_search(&shared(), width, below(&search::KEYS, false)),
                of_search(&shared(), width, below(&search::PICK_KEYS, true)),
                of(&shared(), width, &dashboard::KEYS),
            ] {
                for line in lines.iter() {
                    assert!(wrap::width(line.plain()) <= width, "{}", line.plain());
                }
            }
        }
    }
}
