//! The lines of the help in a given width.

use crate::app::Shared;
use crate::app::keys::{Binding, Bindings, EVERYWHERE};
use crate::app::screens::BINDINGS;
use crate::present::content::{Line, Role, Span};
use crate::present::naming::EDITORIAL;
use crate::present::wrap;

/// Below this many columns the description of a key is on a line of its own.
const NARROW: usize = 60;

/// Columns for the keys, if the description is next to them.
const KEYS_WIDTH: usize = 24;

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

/// The help in lines of at most `width` columns. Over the search it begins with the query syntax.
pub(super) fn lines(shared: &Shared, width: usize, over_search: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    if over_search {
        lines.push(Line::new(Role::Heading, "QUERY SYNTAX"));
        for (typed, finds) in SYNTAX {
            pair(&mut lines, typed, finds, width);
        }
    }
    for (heading, section) in sections() {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::new(Role::Heading, heading));
        for (bindings, binding) in section {
            pair(&mut lines, &shared.keymap().labels(bindings, binding, shared.ascii()), binding.does, width);
        }
    }
    lines.extend([Line::default(), Line::new(Role::Heading, "SIGNS")]);
    pair(&mut lines, EDITORIAL, "marks editorial texts: our own judgement, said by no source", width);
    lines
}

/// A heading and the bindings below it, each with the list that contains it.
type Section = (&'static str, Vec<(&'static Bindings, &'static Binding)>);

/// The sections of the help. A binding that several screens share is in the section of the first of them.
fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for bindings in BINDINGS {
        let is_listed =
            |binding: &&Binding| sections.iter().any(|(_, section)| section.iter().any(|(_, other)| other == binding));
        let new: Vec<_> =
            bindings.list.iter().filter(|binding| !is_listed(binding)).map(|binding| (bindings, binding)).collect();
        match sections.iter_mut().find(|(heading, _)| *heading == bindings.heading) {
            Some((_, section)) => section.extend(new),
            None => sections.push((bindings.heading, new)),
        }
    }
    sections.push(("EVERYWHERE", EVERYWHERE.iter().map(|binding| (BINDINGS[0], binding)).collect()));
    sections
}

fn pair(lines: &mut Vec<Line>, keys: &str, does: &str, width: usize) {
    if width < NARROW {
        lines.extend(wrap::lines(keys, width).into_iter().map(|keys| Line::new(Role::Accent, keys)));
        let does = wrap::lines(does, width.saturating_sub(2)).into_iter();
        lines.extend(does.map(|does| Line::new(Role::Text, format!("  {does}"))));
        return;
    }
    let (keys, does) = (wrap::lines(keys, KEYS_WIDTH - 2), wrap::lines(does, width - KEYS_WIDTH));
    lines.extend((0..keys.len().max(does.len())).map(|at| {
        let keys = keys.get(at).map_or("", |keys| keys);
        match does.get(at) {
            Some(does) => {
                let keys = format!("{keys}{}", " ".repeat(KEYS_WIDTH - wrap::width(keys)));
                vec![Span::new(Role::Accent, keys), Span::new(Role::Text, does.as_ref())].into()
            }
            None => Line::new(Role::Accent, keys),
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    #[test]
    fn every_key_is_in_one_section() {
        let sections = sections();
        for binding in BINDINGS.iter().flat_map(|bindings| bindings.list).chain(&EVERYWHERE) {
            let is_there = |(_, section): &&Section| section.iter().any(|(_, other)| *other == binding);
            assert_eq!(sections.iter().filter(is_there).count(), 1, "{}", binding.does);
        }
    }

    #[test]
    fn no_line_is_wider_than_the_help() {
        let shared = Shared::new(Searcher::new(Atlas::frozen()), (120, 40));
        for width in [38, 59, 60, 76, 116] {
            for line in lines(&shared, width, true) {
                assert!(wrap::width(&line.plain()) <= width, "{}", line.plain());
            }
        }
    }
}
