//! The filters of the reference search, tested on every record without an index.

use super::dates;
use crate::atlas::{Answered, Fact, Kind, Link, Relation, SYMBOL, VisibleRecord};
use crate::search::dates::span_of;
use crate::search::field::{Field, each_text};
use crate::search::fold::{self, Shape};
use crate::search::query::{Between, Filter, Query, Test};
use crate::search::state::State;

/// Whether the filters of a query let one of these records through.
pub(super) fn passes(query: &Query, record: VisibleRecord<'_>, records: &[VisibleRecord<'_>]) -> bool {
    let meets = |test: &Test| match test {
        Test::Kinds(kinds) => kinds.contains(&record.kind()),
        Test::Pillars(pillars) => pillars.iter().any(|pillar| record.pillars().has(*pillar)),
        Test::Id(beginning) if records.iter().any(|other| other.id().is_in(beginning)) => record.id().is_in(beginning),
        Test::Id(beginning) => record.id().as_str().starts_with(beginning.as_str()),
        Test::Bases(bases) => bases.contains(&record.body().basis),
        Test::Cites(value) => cites(record, value, records),
        Test::Is(states) => states.iter().any(|state| is(record, state, records)),
        Test::After(span) => dates(record).into_iter().any(|date| span_of(date).to > span.to),
        Test::Before(span) => dates(record).into_iter().any(|date| span_of(date).from < span.from),
        Test::Linked { relation, value } => is_linked(record, *relation, value, records),
        Test::Nothing => false,
    };
    let between = Between::of(&query.filters);
    if between.is_some_and(|between| !dates(record).into_iter().any(|date| between.holds(span_of(date)))) {
        return false;
    }
    query.filters.iter().all(|filter| {
        if filter.negated {
            return !meets(&filter.test);
        }
        let alike = |other: &&Filter| other.is_alternative_to(filter);
        query.filters.iter().filter(alike).any(|other| meets(&other.test))
    })
}

/// Whether a record or one of its names cites a document, given by its id or else its symbol, or has a link to it.
fn cites(record: VisibleRecord<'_>, value: &str, records: &[VisibleRecord<'_>]) -> bool {
    let documents = || records.iter().copied().filter(|record| record.kind() == Kind::Document);
    let name = |number: usize, document: VisibleRecord<'_>| match number {
        0 => document.id().in_kind().to_owned(),
        _ => document.fact(SYMBOL).map_or_else(String::new, |symbol| symbol.first().to_lowercase()),
    };
    let meant = (0..2).find_map(|number| {
        let whole: Vec<_> = documents().filter(|document| name(number, *document) == value).collect();
        let starting_with = || documents().filter(|document| name(number, *document).starts_with(value)).collect();
        Some(if whole.is_empty() { starting_with() } else { whole }).filter(|meant| !meant.is_empty())
    });
    let has_digits = value.bytes().any(|byte| byte.is_ascii_digit());
    let ending = || documents().filter(|document| name(1, *document).ends_with(&format!("/{value}"))).collect();
    let meant = meant.or_else(|| has_digits.then(ending));
    let linked = record.links().flat_map(|link| [&link.to, &link.citation.document]);
    let of_names = record.names().filter_map(|name| name.citation());
    let of_facts = record.facts().filter_map(Fact::citation);
    let mut cited =
        record.citations().iter().chain(of_names).chain(of_facts).map(|citation| &citation.document).chain(linked);
    meant.is_some_and(|meant| cited.any(|id| meant.iter().any(|document| document.id() == id)))
}

/// Whether a record is in a state.
fn is(record: VisibleRecord<'_>, state: &State, records: &[VisibleRecord<'_>]) -> bool {
    let answers = || {
        let links = records.iter().flat_map(VisibleRecord::links);
        links.filter(|link| link.relation == Relation::Answers && link.to == *record.id())
    };
    let is_gap = record.kind() == Kind::Gap;
    match state {
        State::Answered(Answered::InFull) => is_gap && answers().any(|link| !link.is_partial()),
        State::Answered(Answered::InPart) => is_gap && answers().count() > 0 && answers().all(Link::is_partial),
        State::Answered(Answered::NotAtAll) => is_gap && answers().count() == 0,
        State::Pinned(ids) => ids.contains(record.id()),
        State::Of(basis) => record.body().basis == *basis,
    }
}

fn has_link(from: VisibleRecord<'_>, relation: Relation, to: VisibleRecord<'_>) -> bool {
    from.links().any(|link| link.relation == relation && link.to == *to.id())
}

/// Whether a record has a link of this relation to one that the value means: of the records to which there is such a link, those
/// with this id or the beginning of it up to a slash, or else those whose ids begin with it, or else those that go by its words,
/// or else those whose words begin with its words.
fn is_linked(record: VisibleRecord<'_>, relation: Relation, value: &str, records: &[VisibleRecord<'_>]) -> bool {
    let is_object = |to: &VisibleRecord<'_>| records.iter().any(|from| has_link(*from, relation, *to));
    let objects: Vec<_> = records.iter().copied().filter(is_object).collect();
    let paths = |object: VisibleRecord<'_>| [object.id().to_string(), object.id().in_kind().to_owned()];
    let fits = |way: usize, object: VisibleRecord<'_>| match way {
        0 => paths(object)
            .iter()
            .any(|path| format!("{path}/").starts_with(&format!("{}/", value.trim_end_matches('/')))),
        1 => paths(object).iter().any(|path| path.starts_with(value)),
        2 => goes_by(object, value, |word, typed| word == typed),
        _ => goes_by(object, value, |word, typed| word.starts_with(typed)),
    };
    let meant = (0..4).map(|way| objects.iter().copied().filter(|object| fits(way, *object)).collect::<Vec<_>>());
    let meant = meant.into_iter().find(|meant| !meant.is_empty()).unwrap_or_default();
    meant.into_iter().any(|object| has_link(record, relation, object))
}

fn goes_by(record: VisibleRecord<'_>, value: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
    let mut words = Vec::new();
    each_text(record, |class, text| {
        if !matches!(class.field(), Field::Text | Field::Fact | Field::Source) {
            words.extend(fold::words(text));
        }
    });
    let typed: Vec<_> = fold::words(value).into_iter().filter(|word| word.shape != Shape::Part).collect();
    !typed.is_empty() && typed.iter().all(|typed| words.iter().any(|word| fits(&word.folded, &typed.folded)))
}
