//! The filters of the reference search, tested on every record without an index.

use crate::atlas::{Kind, SYMBOL, VisibleRecord};
use crate::search::query::{Filter, Query, Test};

/// Whether the filters of a query let one of these records through.
pub(super) fn passes(query: &Query, record: VisibleRecord<'_>, records: &[VisibleRecord<'_>]) -> bool {
    let meets = |test: &Test| match test {
        Test::Kinds(kinds) => kinds.contains(&record.kind()),
        Test::Pillars(pillars) => record.pillar().is_some_and(|pillar| pillars.contains(&pillar)),
        Test::Id(beginning) if records.iter().any(|other| other.id().is_in(beginning)) => record.id().is_in(beginning),
        Test::Id(beginning) => record.id().as_str().starts_with(beginning.as_str()),
        Test::Bases(bases) => bases.contains(&record.body().basis),
        Test::Cites(value) => cites(record, value, records),
        Test::Nothing => false,
    };
    query.filters.iter().all(|filter| {
        if filter.negated {
            return !meets(&filter.test);
        }
        let alike = |other: &&Filter| {
            !other.negated && std::mem::discriminant(&other.test) == std::mem::discriminant(&filter.test)
        };
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
    let linked = record.links().map(|link| &link.to);
    let of_names = record.names().filter_map(|name| name.citation());
    let mut cited = record.citations().iter().chain(of_names).map(|citation| &citation.document).chain(linked);
    meant.is_some_and(|meant| cited.any(|id| meant.iter().any(|document| document.id() == id)))
}
