//! Completion by Tab: the names of filters and their values.

use super::filter_name::{FilterName, filter_name, starting_with};
use super::relations::{meant_among, objects};
use super::token::{COLONS, Piece, pieces, signs};
use super::value::values;
use crate::atlas::{Data, Kind, Relation, SYMBOL, VisibleRecord};

/// A replacement for the end of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The number of characters before the cursor to replace.
    pub replaced: usize,
    /// The text to put there.
    pub text: String,
}

/// Completes the filter name or value at the cursor, given the text before the cursor. Adds the beginning that all
/// candidates share; if there is none to add, takes the first candidate, and after a whole value the next one.
pub fn complete(before: &str, data: &Data) -> Option<Completion> {
    let token = match pieces(before).last()? {
        Piece::Token(token) => token,
        Piece::Blank(_) => return None,
    };
    let (_, token) = signs(token);
    let Some((name, value)) = token.split_once(COLONS) else {
        let filter_name = starting_with(token).next().filter(|_| !token.is_empty())?;
        return Some(Completion { replaced: token.chars().count(), text: format!("{filter_name}:") });
    };
    let filter = filter_name(name)?;
    let value = value.strip_prefix('"').unwrap_or(value);
    let text = match filter {
        FilterName::Id => next(value, &ids(value, data)),
        FilterName::Cites => next(value, &documents(value, data)),
        FilterName::Relation(relation) => object(relation, value, data),
        // A part of a year is no value.
        FilterName::After | FilterName::Before => next_whole(value, &values(filter, data, usize::MAX)),
        _ => next(value, &values(filter, data, usize::MAX)),
    }?;
    Some(Completion { replaced: value.chars().count(), text })
}

/// The ids that start with `value`; if it is empty, the first parts of ids.
pub(super) fn ids(value: &str, data: &Data) -> Vec<String> {
    if value.is_empty() {
        return values(FilterName::Id, data, usize::MAX);
    }
    let mut found: Vec<_> = data.with_beginning(value).collect();
    found.sort_unstable_by_key(VisibleRecord::ordinal);
    found.into_iter().map(|record| record.id().to_string()).collect()
}

/// The ids of documents, or, if none starts with `value`, their symbols. A query reads a symbol only if it is one word.
pub(super) fn documents(value: &str, data: &Data) -> Vec<String> {
    let ids = values(FilterName::Cites, data, usize::MAX);
    if ids.iter().any(|id| begins(id, value)) {
        return ids;
    }
    let symbols = data.of_kind(Kind::Document).filter_map(|document| Some(document.fact(SYMBOL)?.first().to_owned()));
    symbols.filter(|symbol| pieces(symbol).count() == 1).collect()
}

/// The id of a record to which the relation leads: one that starts with `value`, with or without its kind, or else of one that
/// goes by these words.
fn object(relation: Relation, value: &str, data: &Data) -> Option<String> {
    let objects = objects(relation, data);
    let ids: Vec<_> = objects.iter().map(|object| object.id().to_string()).collect();
    let in_kind: Vec<_> = objects.iter().map(|object| object.id().in_kind().to_owned()).collect();
    next(value, &ids).or_else(|| next(value, &in_kind)).or_else(|| {
        let meant = meant_among(objects, &value.to_lowercase());
        meant.records.first().filter(|_| meant.by_words).map(|record| record.id().to_string())
    })
}

/// Whether a candidate starts with the typed text, in upper or lower case.
pub(super) fn begins(candidate: &str, typed: &str) -> bool {
    candidate.get(..typed.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(typed))
}

/// The first candidate that begins so; after a whole one the next.
fn next_whole(value: &str, all: &[String]) -> Option<String> {
    match all.iter().position(|candidate| candidate == value) {
        Some(_) => next(value, all),
        None => all.iter().find(|candidate| begins(candidate, value)).cloned(),
    }
}

fn next(value: &str, all: &[String]) -> Option<String> {
    if let Some(at) = all.iter().position(|candidate| candidate.eq_ignore_ascii_case(value)) {
        let next = &all[(at + 1) % all.len()];
        return (next != value).then(|| next.clone());
    }
    let fitting: Vec<&String> = all.iter().filter(|candidate| begins(candidate, value)).collect();
    let first = fitting.first()?;
    let shared = fitting.iter().fold(first.len(), |length, other| {
        let same = first.chars().zip(other.chars()).take_while(|(a, b)| a == b);
        length.min(same.map(|(letter, _)| letter.len_utf8()).sum())
    });
    Some(if shared > value.len() { first[..shared].to_owned() } else { (*first).clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    fn completed(typed: &str) -> Option<String> {
        completed_in(typed, &Data::from(Atlas::frozen()))
    }

    fn completed_in(typed: &str, data: &Data) -> Option<String> {
        let completion = complete(typed, data)?;
        let kept = typed.chars().count() - completion.replaced;
        Some(typed.chars().take(kept).collect::<String>() + &completion.text)
    }

    #[test]
    fn the_name_of_a_filter_is_completed_from_its_beginning() {
        assert_eq!(completed("data ki").as_deref(), Some("data kind:"));
        assert_eq!(completed("!pi").as_deref(), Some("!pillar:"));
        assert_eq!(completed("(pi").as_deref(), Some("(pillar:"));
        assert_eq!(completed("xyz"), None);
        assert_eq!(completed(""), None);
        assert_eq!(completed("-to").as_deref(), Some("-took-part:"));
        assert_eq!(completed("took-").as_deref(), Some("took-part:"));
        assert_eq!(completed("!AN"), None, "as it was: in small letters only");
        assert_eq!(completed("data|ki").as_deref(), Some("data|kind:"), "a bar parts words without spaces");
        assert_eq!(completed("\"data ki"), None, "not within a phrase");
    }

    #[test]
    fn a_value_is_completed_as_far_as_it_is_certain() {
        assert_eq!(completed("kind:r").as_deref(), Some("kind:recommendation"));
        assert_eq!(completed("pillar:p").as_deref(), Some("pillar:prevention"), "the first of four");
        assert_eq!(completed("pillar:prot").as_deref(), Some("pillar:protection"));
        assert_eq!(completed("cites:a-64").as_deref(), Some("cites:a-64-l-64"));
        assert_eq!(completed("id:gap/pros").as_deref(), Some("id:gap/prosecution/"));
        assert_eq!(completed("kind:x"), None);
        assert_eq!(completed("cites:\"a-64").as_deref(), Some("cites:\"a-64-l-64"));
        assert_eq!(completed("KIND:GA").as_deref(), Some("KIND:gap"), "in any case, as it is read");
        assert_eq!(completed("kind:GA").as_deref(), Some("kind:gap"), "in any case, as it is read");
    }

    #[test]
    fn a_document_is_completed_from_its_symbol_too() {
        assert_eq!(completed("cites:A/64").as_deref(), Some("cites:A/64/L.64"));
        assert_eq!(completed("!cites:a/64/l").as_deref(), Some("!cites:A/64/L.64"), "in any case, as it is read");
        assert_eq!(completed("cites:A/R").as_deref(), Some("cites:A/RES/6"), "as far as it is certain");
        assert_eq!(completed("cites:A/ZZZ"), None);
        let after = completed("cites:A/64/L.64").unwrap();
        assert!(after.starts_with("cites:") && after != "cites:A/64/L.64", "{after}");
    }

    #[test]
    fn every_filter_is_completed_from_its_name_and_has_a_value_that_is_read() {
        let data = Data::from(Atlas::of_format_3());
        let completed = |typed: &str| completed_in(typed, &data);
        for name in FilterName::ALL.map(FilterName::name) {
            assert_eq!(completed(name).as_deref(), Some(&*format!("{name}:")));
            let typed = completed(&format!("{name}:")).unwrap();
            assert!(typed.len() > name.len() + 1, "{typed}");
            let query = crate::search::Query::new(&typed, &data);
            assert!(!query.finds_nothing() && !query.has_words(), "{typed}");
        }
    }

    #[test]
    fn the_object_of_a_relation_is_completed_from_its_id_with_or_without_the_kind_and_from_its_words() {
        assert_eq!(completed("took-part:ev").as_deref(), Some("took-part:event/"));
        assert_eq!(completed("took-part:event/").as_deref(), Some("took-part:event/2006-09-tokyo"));
        assert_eq!(completed("took:2006").as_deref(), Some("took:2006-09-tokyo"));
        assert_eq!(completed("took-part:Tok").as_deref(), Some("took-part:event/2006-09-tokyo"));
        assert_eq!(completed("took-part:zzz"), None);
        assert_eq!(completed("answers:gap/pros").as_deref(), Some("answers:gap/prosecution/"));
    }

    #[test]
    fn states_and_years_are_completed() {
        assert_eq!(completed("is:un").as_deref(), Some("is:unanswered"));
        assert_eq!(completed("is:unanswered").as_deref(), Some("is:answered"), "the next one");
        assert_eq!(completed("after:2006").as_deref().map(|typed| &typed[..8]), Some("after:20"), "a later year");
        assert_eq!(completed("before:1").as_deref().map(str::len), Some("before:1996".len()));
    }

    #[test]
    fn completing_a_whole_value_gives_the_next_one() {
        assert_eq!(completed("kind:").as_deref(), Some("kind:member"));
        assert_eq!(completed("kind:member").as_deref(), Some("kind:body"));
        assert_eq!(completed("kind:document").as_deref(), Some("kind:member"));
    }
}
