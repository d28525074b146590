//! The values of filters.

use super::dates;
use super::field::Field;
use super::filter_name::FilterName;
use super::relations::{meant, objects, why_none};
use super::state::StateName;
use super::wording::first_few;
use crate::atlas::{Basis, Data, Date, Kind, Pillar, SYMBOL, VisibleRecord};

/// Most values listed in a remark, which is one line of the screen.
const MOST_VALUES: usize = 12;

/// What a date looks like in a filter.
const DATES: &str = "2007, 2007-10 or 2007-10-20";

/// The values of a filter, for Tab; for `id` only the first parts of ids, for `cites` and relations at most `most` records, for
/// dates the years that occur.
pub(super) fn values(filter: FilterName, data: &Data, most: usize) -> Vec<String> {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match filter {
        FilterName::Kind => named(&Kind::ALL.map(Kind::name)),
        FilterName::Pillar => named(&Pillar::ALL.map(Pillar::segment)),
        FilterName::In => {
            let mut fields = named(&Field::ALL.map(Field::name));
            fields.sort_unstable();
            fields.dedup();
            fields
        }
        FilterName::Basis => named(&Basis::ALL.map(Basis::name)),
        FilterName::Is => named(&StateName::ALL.map(StateName::name)),
        FilterName::After | FilterName::Before => years(data),
        FilterName::Cites => {
            data.of_kind(Kind::Document).take(most).map(|document| document.id().in_kind().to_owned()).collect()
        }
        FilterName::Relation(relation) => {
            objects(relation, data).iter().take(most).map(|record| record.id().to_string()).collect()
        }
        FilterName::Id => named(&Kind::ALL.map(Kind::prefix)),
    }
}

/// The years of the dates of visible records, the earliest first.
fn years(data: &Data) -> Vec<String> {
    let mut years: Vec<_> = data.glance(data.records(), |record| record.date()).flatten().map(Date::year).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().map(|year| format!("{year:04}")).collect()
}

/// The values of a filter in a line, cut to [`MOST_VALUES`], or why there are none.
pub(super) fn values_in_short(filter: FilterName, data: &Data) -> String {
    let values = values(filter, data, MOST_VALUES + 1);
    if let FilterName::Relation(relation) = filter
        && values.is_empty()
    {
        return why_none(relation, data).to_owned();
    }
    first_few(&values, MOST_VALUES, ", ")
}

/// Whether `value`, in lower case, is one that the filter can have.
pub(super) fn has_value(filter: FilterName, value: &str, data: &Data) -> bool {
    match filter {
        FilterName::Id => data.with_beginning(value).next().is_some(),
        FilterName::Cites => !cited(value, data).is_empty(),
        FilterName::After | FilterName::Before => dates::value(value).is_some(),
        FilterName::Relation(relation) => !meant(relation, value, data).records.is_empty(),
        FilterName::Kind | FilterName::Pillar | FilterName::In | FilterName::Basis | FilterName::Is => {
            !fitting(filter, value, data).is_empty()
        }
    }
}

/// The names that `value`, in lower case, can mean, for a filter that asks for one: the identical one, or all that start
/// with it.
pub(super) fn fitting(filter: FilterName, value: &str, data: &Data) -> Vec<String> {
    if let Some(kind) = Kind::from_name(value).filter(|_| filter == FilterName::Kind) {
        return vec![kind.name().to_owned()];
    }
    let choices = values(filter, data, usize::MAX);
    match choices.iter().find(|choice| *choice == value) {
        Some(exact) => vec![exact.clone()],
        None => choices.into_iter().filter(|choice| choice.starts_with(value)).collect(),
    }
}

/// The remark on a value that the filter cannot have.
pub(super) fn unknown(filter: FilterName, value: &str, data: &Data) -> String {
    let beginning = value.rfind('/').map_or("", |slash| &value[..=slash]);
    let near: Vec<_> = match filter {
        FilterName::Id if !beginning.is_empty() => data.with_beginning(beginning).take(MOST_VALUES + 1).collect(),
        _ => Vec::new(),
    };
    if !near.is_empty() {
        let ids: Vec<&str> = near.iter().map(|record| record.id().as_str()).collect();
        let ids = first_few(&ids, MOST_VALUES, ", ");
        return format!("“id:{value}” finds nothing: no id begins like this; those under {beginning} are {ids}");
    }
    if let FilterName::After | FilterName::Before = filter {
        return format!("“{filter}:{value}” finds nothing: write a year, a month or a day as {DATES}");
    }
    let may_be = match filter {
        FilterName::Id => "id begins with one of".to_owned(),
        FilterName::Is => "a record may be".to_owned(),
        _ => format!("{filter} is one of"),
    };
    format!("“{filter}:{value}” finds nothing: {may_be} {}", values_in_short(filter, data))
}

/// The documents that `value`, in lower case, can mean: the one with this id, with or without its kind, or those whose
/// ids start with it; or else the same by symbol, or by the end of a symbol.
pub(super) fn cited<'a>(value: &str, data: &'a Data) -> Vec<VisibleRecord<'a>> {
    let prefix = Kind::Document.prefix();
    let within = value.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('/'));
    let beginning = format!("{prefix}/{}", within.unwrap_or(value));
    let by_id: Vec<_> = data.with_beginning(&beginning).collect();
    // The ids are sorted, so an identical one comes first.
    if by_id.first().is_some_and(|document| document.id().as_str() == beginning) {
        return by_id.into_iter().take(1).collect();
    }
    if !by_id.is_empty() {
        return by_id;
    }
    let symbol = |document: &VisibleRecord<'_>| document.fact(SYMBOL).map(|symbol| symbol.first().to_lowercase());
    let has_beginning = |document: &VisibleRecord<'a>| symbol(document).is_some_and(|symbol| symbol.starts_with(value));
    let by_symbol: Vec<_> = data.of_kind(Kind::Document).filter(has_beginning).collect();
    if by_symbol.is_empty() && value.contains(|c: char| c.is_ascii_digit()) {
        // `61/180` of A/RES/61/180
        let ending = format!("/{value}");
        let ends = |document: &VisibleRecord<'_>| symbol(document).is_some_and(|symbol| symbol.ends_with(&ending));
        return data.of_kind(Kind::Document).filter(ends).collect();
    }
    let whole: Vec<_> = by_symbol.iter().copied().filter(|it| symbol(it).is_some_and(|it| it == value)).collect();
    if whole.is_empty() { by_symbol } else { whole }
}

/// The records that cite the documents that `value` can mean, for themselves or for a name, a fact or a link, or have a link to them
/// (part of, established by, cites). A document that cites itself is included.
pub(super) fn citing<'a>(value: &str, data: &'a Data) -> impl Iterator<Item = VisibleRecord<'a>> {
    cited(value, data).into_iter().flat_map(|document| {
        // `Data::citing` leaves out a document that cites itself.
        let itself = document.citations().iter().any(|citation| citation.document == *document.id());
        let linked = data.incoming(document.id()).map(|(record, _)| record);
        data.citing(document.id()).chain(itself.then_some(document)).chain(linked)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::atlas::Atlas;
    use crate::search::Searcher;
    use crate::search::filter_name::FilterName;

    static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| Searcher::new(Atlas::frozen()));

    /// The ids found, and the remarks.
    fn found(typed: &str) -> (Vec<String>, String) {
        let found = SEARCHER.search(&SEARCHER.query(typed), usize::MAX);
        let ids = found.records(SEARCHER.data()).map(|record| record.id().to_string()).collect();
        (ids, found.plan.remarks().join("\n"))
    }

    #[test]
    fn an_impossible_value_finds_nothing_and_the_remark_names_the_possible_ones() {
        for (filter, told) in [
            ("kind:zzz", "“kind:zzz” finds nothing: kind is one of member, body, gap"),
            ("pillar:zzz", "pillar is one of prevention, protection, prosecution, partnership"),
            ("in:zzz", "in is one of acronym, fact, id, name, source, text, title"),
            ("basis:zzz", "basis is one of verbatim, paraphrase, editorial"),
            ("id:zzz", "id begins with one of member, body, gap, rec"),
            ("cites:zzz", "cites is one of icat-deck, icat-deck-copy"),
        ] {
            let left_out = format!("!{filter}");
            for typed in [filter.to_owned(), left_out, format!("data {filter}"), format!("kind:gap !{filter} data")] {
                let (ids, remarks) = found(&typed);
                assert!(ids.is_empty() && remarks.contains(told), "{typed}: {ids:?} {remarks}");
            }
        }
    }

    #[test]
    fn an_invalid_value_next_to_a_valid_one_finds_nothing() {
        for typed in
            ["kind:zzz kind:gap", "kind:gap kind:zzz", "in:title in:zzz data", "id:gap id:zzz", "root cites:zzz"]
        {
            let (ids, remarks) = found(typed);
            assert!(ids.is_empty() && remarks.contains(":zzz” finds nothing"), "{typed}: {ids:?} {remarks}");
        }
    }

    #[test]
    fn a_mistyped_filter_finds_nothing_with_any_signs_around_and_in_it() {
        let signs =
            ('!'..='~').filter(char::is_ascii_punctuation).chain("“”„‘’«»‹›–—−…：！（）【】¿·\u{AD}\u{200B}🙂".chars());
        for sign in
            signs.map(String::from).chain([" ", "\u{A0}", "\u{3000}", "((", "\"(", "-(", "--"].map(str::to_owned))
        {
            for filter_name in FilterName::ALL {
                for typed in [
                    format!("{sign}{filter_name}:zzz"),
                    format!("{filter_name}:zzz{sign}"),
                    format!("{sign}{filter_name}:zzz{sign}"),
                    format!("{filter_name}:{sign}zzz"),
                    format!("{filter_name}:{sign}zzz{sign}"),
                    format!("{filter_name}{sign}:zzz"),
                    format!("{sign}{filter_name}{sign}:{sign}zzz{sign}"),
                ] {
                    let (ids, _) = found(&typed);
                    assert!(ids.is_empty(), "{typed}: {ids:?}");
                }
            }
        }
    }

    #[test]
    fn excluded_fields_add_up() {
        assert!(found("!in:title !in:text impunity").0.is_empty());
        assert!(found("in:title !in:title").0.is_empty());
    }

    #[test]
    fn citing_records_are_found_by_the_symbol() {
        let by_id = found("cites:a-res-64-293");
        assert!(by_id.0.contains(&"instrument/tip-protocol".to_owned()) && by_id.1.is_empty());
        for typed in ["A/RES/64/293", "a/res/64/293", "\"A/RES/64/293\"", "document/a-res-64-293", "A/RES/64"] {
            assert_eq!(found(&format!("cites:{typed}")), by_id, "{typed}");
        }
        assert_eq!(found("!cites:A/RES/64/293"), found("!cites:a-res-64-293"));
        assert_eq!(found("cites:A/64/L.64"), found("cites:a-64-l-64"));
        assert!(found("cites:A/64/L.64").1.is_empty());
    }
}
