//! The lines of the help in a given width.

use crate::app::Shared;
use crate::app::content::SELECTED;
use crate::app::keys::{Binding, Bindings, EVERYWHERE};
use crate::app::screens::{BINDINGS, pins, search};
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

/// The help over a screen in lines of at most `width` columns: its keys, those of every screen, and the signs. Over the
/// search it begins with what can be typed. Each part is a heading with its lines.
pub(super) fn parts(shared: &Shared, width: usize, over: &str) -> Vec<Vec<Line>> {
    let mut parts = Vec::new();
    let section = |heading: &str, pairs: Vec<(String, &str)>| {
        let mut lines = vec![Line::new(Role::Heading, heading)];
        for (keys, does) in &pairs {
            pair(&mut lines, keys, does, width);
        }
        lines
    };
    if over == search::KEYS.name {
        parts.push(section("WHAT CAN BE TYPED", SYNTAX.map(|(typed, finds)| (typed.to_owned(), finds)).into()));
    }
    let labelled = |bindings: &'static Bindings, list: &'static [Binding]| -> Vec<(String, &str)> {
        let labels = |binding| shared.keymap().labels(bindings, binding, shared.ascii());
        list.iter().map(|binding| (labels(binding), binding.does)).collect()
    };
    for bindings in BINDINGS.iter().filter(|bindings| belongs_to(bindings, over)) {
        parts.push(section(bindings.heading, labelled(bindings, bindings.list)));
    }
    parts.push(section("EVERYWHERE", labelled(BINDINGS[0], &EVERYWHERE)));
    parts.push(section("SIGNS", SIGNS.map(|(sign, means)| (sign.to_owned(), means)).into()));
    parts
}

/// Whether the keys are those of a screen or of a mode of it.
fn belongs_to(bindings: &Bindings, screen: &str) -> bool {
    let modes = [(search::FILTER_KEYS.name, search::KEYS.name), (pins::INPUT_KEYS.name, pins::KEYS.name)];
    let parent = modes.iter().find(|(mode, _)| *mode == bindings.name).map(|(_, screen)| *screen);
    bindings.name == screen || parent == Some(screen)
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
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    fn shared() -> Shared {
        Shared::new(Searcher::new(Atlas::frozen()), (120, 40))
    }

    #[test]
    fn every_key_is_in_the_help_over_its_screen() {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for bindings in BINDINGS {
            let over = BINDINGS.iter().find(|screen| belongs_to(bindings, screen.name)).unwrap();
            let lines = parts(&shared(), 76, over.name).concat();
            let help = squeezed(&lines.iter().map(Line::plain).collect::<String>());
            for binding in bindings.list.iter().chain(&EVERYWHERE) {
                assert!(help.contains(&squeezed(binding.does)), "{} lacks {}", bindings.name, binding.does);
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        for width in [36, 38, 60, 76, 116] {
            for line in parts(&shared(), width, search::KEYS.name).concat() {
                assert!(wrap::width(&line.plain()) <= width, "{}", line.plain());
            }
        }
    }
}
