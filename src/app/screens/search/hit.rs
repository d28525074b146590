//! The row of a hit: the name of the record with the matched letters marked.

use crate::app::Shared;
use crate::atlas::{Basis, Name, Statement, VisibleRecord};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};
use crate::search::Plan;

/// Columns for the ids in wide lists.
const ID: usize = 24;

/// Narrower lists show the kind instead of the id, to leave at least half of the columns to the title.
const NARROW: usize = 50;

/// Bytes of a record's texts that a row searches for its first match, so that dozens of rows take a few milliseconds
/// together. The detail marks later matches too.
const LOOKED_AT: usize = 1 << 14;

/// Columns for the kinds in narrow lists.
const KIND: usize = 7;

/// The row of a hit.
pub(super) struct Row<'a> {
    pub shared: &'a Shared,
    pub plan: &'a Plan,
    pub record: VisibleRecord<'a>,
}

impl<'a> Row<'a> {
    /// The id, the name and, if neither contains a match, the words around the first match elsewhere.
    pub(super) fn line(&self, width: usize) -> Line {
        let mut spans = Vec::new();
        let margin = if width < NARROW {
            spans.push(Span::new(Role::Aside, format!("{:KIND$}", wrap::cut(self.record.kind().prefix(), KIND - 1))));
            KIND
        } else {
            let id = wrap::cut(self.record.id().as_str(), ID - 1);
            let pad = ID - wrap::width(&id);
            spans.extend(self.marked(&id, Role::Aside));
            spans.push(Span::new(Role::Text, " ".repeat(pad)));
            ID
        };
        self.words(width.saturating_sub(margin), &mut spans);
        spans.into()
    }

    /// The name and, if it contains no match, the words around the first match elsewhere.
    fn words(&self, room: usize, spans: &mut Vec<Span>) {
        let lead = naming::acronym(self.record, room).map(|acronym| format!("{acronym} · ")).unwrap_or_default();
        let title = self.record.title();
        let in_title = self.first_mark(title.first());
        let room_for_title = room.saturating_sub(wrap::width(&lead));
        let is_called_so = in_title.is_some() || !self.marks(&lead).is_empty();
        let elsewhere = if is_called_so { None } else { self.snippet(room / 2) };
        spans.extend(self.marked(&lead, Role::Text));
        let Some(elsewhere) = elsewhere else {
            let title = around(title.first(), in_title.unwrap_or_default(), title.basis, room_for_title);
            spans.extend(self.marked(&title, Role::Text));
            return;
        };
        let room_for_title = room_for_title.saturating_sub(wrap::width(&elsewhere) + 3);
        let title = naming::title(self.record, room_for_title);
        spans.push(Span::new(Role::Text, wrap::cut(&title, room_for_title).into_owned()));
        spans.push(Span::new(Role::Aside, " · "));
        spans.extend(self.marked(&elsewhere, Role::Aside));
    }

    /// The words around the first match in the text, a name or a fact.
    fn snippet(&self, width: usize) -> Option<String> {
        let of_name = |name: &'a Name| name.acronym.iter().chain(&name.name).map(|text| (text, name.basis));
        let of_statement = |statement: &'a Statement| statement.paragraphs.iter().map(|text| (text, statement.basis));
        let facts = self.record.facts().flat_map(|fact| of_statement(&fact.statement));
        let texts = of_statement(self.record.body()).chain(self.record.names().flat_map(of_name)).chain(facts);
        let mut left = LOOKED_AT;
        for (text, basis) in texts {
            if let Some(end) = self.first_mark(up_to(text.as_str(), left)) {
                return Some(around(text.as_str(), end, basis, width));
            }
            left = left.checked_sub(text.as_str().len())?;
        }
        None
    }

    /// The end of the first match in the searched part of a text, in bytes.
    fn first_mark(&self, text: &str) -> Option<usize> {
        self.marks(up_to(text, LOOKED_AT)).first().map(|mark| mark.end)
    }

    fn marks(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        #[cfg(test)]
        wrap::work::add(text.len());
        self.shared.searcher().marks(self.plan, text)
    }

    fn marked(&self, text: &str, role: Role) -> Vec<Span> {
        Span::marked(text, &self.marks(text), role)
    }
}

/// The words of a text that end within this many bytes. A first word that is longer is cut.
fn up_to(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let looked_at = &text[..text.floor_char_boundary(bytes)];
    looked_at.rfind(' ').map_or(looked_at, |space| &looked_at[..space])
}

/// A text cut to `width` columns so that its first match, which ends at byte `end`, is visible: words at the beginning are
/// left out as needed.
fn around(text: &str, end: usize, basis: Basis, width: usize) -> String {
    let words = text[..end].rmatch_indices(' ').map(|(space, _)| space + 1).filter(|start| *start < end);
    let fitting = words.chain([0]).take_while(|start| wrap::width(&text[*start..end]) + 2 <= width);
    let start = fitting.last().unwrap_or(0);
    let lead = if start > 0 { "…" } else { "" };
    wrap::cut(&format!("{lead}{}", naming::signed(&text[start..], basis, width)), width).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_words_before_a_match_are_shown_as_fit() {
        let text = "one two three four five";
        let end = text.find("four").unwrap() + 4;
        assert_eq!(around(text, end, Basis::Verbatim, 30), text);
        assert_eq!(around(text, end, Basis::Verbatim, 14), "…three four f…");
        assert_eq!(around(text, end, Basis::Verbatim, 11), "…four five");
        assert_eq!(around(text, end, Basis::Editorial, 11), "…four five†");
        assert_eq!(
            around(text, end, Basis::Verbatim, 5),
            "one…",
            "where it does not fit, the text is cut as others are"
        );
        assert_eq!(around(text, 0, Basis::Verbatim, 6), "one t…");
    }

    #[test]
    fn a_row_searches_whole_words_up_to_its_limit() {
        assert_eq!(up_to("one two", 7), "one two");
        assert_eq!(up_to("one two", 6), "one");
        assert_eq!(up_to("onetwo", 4), "onet");
        assert_eq!(up_to("人口", 4), "人");
    }
}
