//! The headings above the rows of the search: with an empty input which records follow, otherwise which words of the query the
//! hits below have, or what is offered instead of hits.

use compact_str::{CompactString, format_compact};

use super::Search;
use crate::present::content::{Lines, Role};
use crate::present::naming::EDITORIAL;
use crate::search::Standing;

/// Said of what the vocabulary calls related.
const JUDGEMENT: &str = "(our judgement)";

impl Search {
    /// The heading above a row.
    pub(super) fn heading(&self, number: usize) -> Option<CompactString> {
        if let Some(suggestion) = self.suggestions.get(number) {
            let before = number.checked_sub(1).and_then(|before| self.suggestions.get(before));
            return suggestion.heading(before).map(CompactString::from);
        }
        if !self.query.is_empty() {
            return Some(words_of(&self.found.new_standing(number)?));
        }
        match (self.recent, number) {
            (0, 0) => Some("All records".into()),
            (_, 0) => Some("Recent records".into()),
            (recent, number) if recent == number => Some("Other records".into()),
            _ => None,
        }
    }
}

/// The heading of hits: which words of the query they have.
pub fn words_of(standing: &Standing<'_>) -> CompactString {
    match standing {
        Standing::All => "With all words".into(),
        Standing::Some { has, lacks, related } => {
            let lacks = if lacks.is_empty() { String::new() } else { format!(", not {}", lacks.join(" or ")) };
            let related = if related.is_empty() {
                String::new()
            } else {
                format!("; related: {} {EDITORIAL}", related.join(", "))
            };
            format_compact!("With {}{lacks}{related}", has.join(", "))
        }
        Standing::Related(related) if related.is_empty() => format_compact!("Related {JUDGEMENT}"),
        Standing::Related(related) => format_compact!("Related to {} {JUDGEMENT}", related.join(", ")),
    }
}

/// Columns of the rule before a heading, and of that behind it: a rule through the row would cost three bytes a column whenever
/// the hits change, a tenth of a second on a slow line.
const RULE: usize = 2;

/// Columns for a line of a heading in a row of this width.
pub(super) fn room(width: usize) -> usize {
    width.saturating_sub(2 * (RULE + 1)).max(1)
}

/// Writes a line of a heading, with a rule before the first and behind the last; further ones stand below its words.
pub(super) fn ruled(part: &str, [is_first, is_last]: [bool; 2], line: &mut Lines) {
    if is_first {
        line.repeated(Role::Id, '─', RULE);
    } else {
        line.blanks(RULE);
    }
    line.write(Role::Heading, format_args!(" {part}"));
    if is_last {
        line.write(Role::Heading, format_args!(" "));
        line.repeated(Role::Id, '─', RULE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::wrap;

    #[test]
    fn a_heading_says_what_its_hits_have_lack_and_are_related_to() {
        let some = |has: &[&'static str], lacks: &[&'static str], related: &[&'static str]| {
            words_of(&Standing::Some { has: has.into(), lacks: lacks.into(), related: related.into() })
        };
        assert_eq!(some(&["victims", "protection"], &[], &[]), "With victims, protection");
        assert_eq!(some(&["protection"], &["victims", "police"], &[]), "With protection, not victims or police");
        assert_eq!(some(&["impunity"], &[], &["bribes"]), "With impunity; related: bribes †");
        assert_eq!(words_of(&Standing::Related(vec!["bribes"])), "Related to bribes (our judgement)");
        assert_eq!(words_of(&Standing::All), "With all words");
    }

    #[test]
    fn a_heading_is_never_cut() {
        let heading = "protection ".repeat(4).trim().to_owned();
        for width in [20, 36, 80] {
            let mut lines = Lines::default();
            let parts: Vec<_> = wrap::lines(&heading, room(width)).collect();
            for (number, part) in parts.iter().enumerate() {
                ruled(part, [number == 0, number + 1 == parts.len()], lines.begin(Role::Text));
            }
            let shown: Vec<String> = lines.iter().map(|line| line.plain().to_owned()).collect();
            assert!(shown[0].starts_with("── p") && shown.last().unwrap().ends_with("n ──"), "{shown:?}");
            assert!(shown.iter().all(|line| wrap::width(line) <= width), "{shown:?}");
            assert_eq!(shown.concat().matches("protection").count(), 4, "{shown:?}");
        }
    }
}
