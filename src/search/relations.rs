//! The filters for relations: `took-part:tokyo` lets the members through that took part in the meeting in Tokyo.

use super::field::{Field, each_text};
use super::fold;
use crate::atlas::text::abridged;
use crate::atlas::{Data, Filter, Kind, Relation, VisibleRecord};

/// Most characters of a text in which the words of a value are looked for; nobody names a record by more.
const LONGEST_NAME: usize = 4096;

/// The visible records to which links of a relation lead, in the order of the data.
pub(super) fn objects(relation: Relation, data: &Data) -> Vec<VisibleRecord<'_>> {
    let linked = data.linked(&[relation], &kinds(relation));
    let mut objects: Vec<_> = linked.into_iter().map(|(_, _, object)| object).collect();
    objects.sort_unstable_by_key(VisibleRecord::ordinal);
    objects.dedup();
    objects
}

/// The kinds to which a relation can lead.
fn kinds(relation: Relation) -> Vec<Kind> {
    let leads_to = |to: &Kind| Kind::ALL.into_iter().any(|from| relation.joins(from, *to));
    Kind::ALL.into_iter().filter(leads_to).collect()
}

/// What a value means.
pub(super) struct Meant<'a> {
    pub records: Vec<VisibleRecord<'a>>,
    /// Whether it gives words of the records, and not the beginning of their ids.
    pub by_words: bool,
}

/// The objects of a relation that a value, in lower case, can mean: see [`meant_among`].
pub(super) fn meant<'a>(relation: Relation, value: &str, data: &'a Data) -> Meant<'a> {
    meant_among(objects(relation, data), value)
}

/// Whether a value means a record to which the relation could lead, but does not.
pub(super) fn is_without_link(relation: Relation, value: &str, data: &Data) -> bool {
    let all = kinds(relation).into_iter().flat_map(|kind| data.of_kind(kind)).collect();
    !meant_among(all, value).records.is_empty()
}

/// The visible records with a link of the relation to one that the value means.
pub(super) fn subjects<'a>(relation: Relation, value: &str, data: &'a Data) -> Vec<VisibleRecord<'a>> {
    let meant = meant(relation, value, data).records;
    // They are in the order of the data.
    let is_meant =
        |object: VisibleRecord<'_>| meant.binary_search_by_key(&object.ordinal(), VisibleRecord::ordinal).is_ok();
    let linked = data.linked(&[relation], &kinds(relation)).into_iter();
    linked.filter(|(_, _, object)| is_meant(*object)).map(|(subject, ..)| subject).collect()
}

/// Why no visible link has this relation.
pub(super) fn why_none(relation: Relation, data: &Data) -> &'static str {
    let has_any = |filter| filter != data.filter() && !objects(relation, &data.filtered(filter)).is_empty();
    let is_hidden = has_any(Filter { sources_only: false, ..data.filter() });
    if !is_hidden && data.filter().as_of.is_some() && has_any(Filter::default()) {
        return "the data had no such link on that day";
    }
    match (is_hidden, relation) {
        (true, Relation::Answers) => "what answers a gap is our judgement, which is hidden",
        (true, Relation::BearsOn) => "which article bears on a gap is our judgement, which is hidden",
        (true, Relation::Supports) => "which clause supports a recommendation is our judgement, which is hidden",
        (true, _) => "these links are our judgement, which is hidden",
        (false, _) => "the data has no such link",
    }
}

/// The reason if no link leads to a record: `no record took part in it`.
pub(super) fn said_of_none(relation: Relation) -> String {
    let is = match relation {
        Relation::EstablishedBy
        | Relation::PartOf
        | Relation::MemberOf
        | Relation::AdoptedAs
        | Relation::CoordinatedBy => "is ",
        Relation::SucceededBy | Relation::MergedInto => "was ",
        Relation::TookPart
        | Relation::Convened
        | Relation::Contributed
        | Relation::Answers
        | Relation::Supports
        | Relation::Cites
        | Relation::Chaired
        | Relation::BearsOn
        | Relation::AnniversaryOf => "",
    };
    format!("no record {is}{} it", relation.forward())
}

/// The records that a value can mean by the first of these that fits any: it is the id or ends at a slash in it, with or without
/// the kind; the id begins with it; each of its words is a word of the record's id, symbol, headline, title or names, or begins one.
pub(super) fn meant_among<'a>(records: Vec<VisibleRecord<'a>>, value: &str) -> Meant<'a> {
    for by_id in [is_in, begins] {
        let records: Vec<_> = records.iter().copied().filter(|record| by_id(*record, value)).collect();
        if !records.is_empty() {
            return Meant { records, by_words: false };
        }
    }
    let typed = fold::folded(value);
    let named: Vec<_> = records.into_iter().filter_map(|record| Some((is_named(record, &typed)?, record))).collect();
    let is_whole = named.iter().any(|(is_whole, _)| *is_whole);
    let best = named.into_iter().filter(|(whole, _)| *whole == is_whole).map(|(_, record)| record);
    Meant { records: best.collect(), by_words: true }
}

fn is_in(record: VisibleRecord<'_>, value: &str) -> bool {
    let id = record.id();
    let rest = id.in_kind().strip_prefix(value.trim_end_matches('/'));
    id.is_in(value) || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn begins(record: VisibleRecord<'_>, value: &str) -> bool {
    record.id().as_str().starts_with(value) || record.id().in_kind().starts_with(value)
}

/// Whether each of these words begins a word by which the record goes, and if so, whether each is such a word.
fn is_named(record: VisibleRecord<'_>, typed: &[String]) -> Option<bool> {
    if typed.is_empty() {
        return None;
    }
    let (mut begun, mut whole) = (vec![false; typed.len()], vec![false; typed.len()]);
    each_text(record, |class, text| {
        if !is_name(class.field()) {
            return;
        }
        for word in fold::words(&abridged(text, LONGEST_NAME)) {
            for (number, typed) in typed.iter().enumerate() {
                begun[number] |= word.folded.starts_with(typed.as_str());
                whole[number] |= word.folded == *typed;
            }
        }
    });
    begun.into_iter().all(|begun| begun).then(|| whole.into_iter().all(|whole| whole))
}

/// Whether a record goes by the texts of this field. A headline is searched as a title, a symbol as an id.
const fn is_name(field: Field) -> bool {
    match field {
        Field::Title | Field::Name | Field::ForeignName | Field::Acronym | Field::Id => true,
        Field::Text | Field::Fact | Field::Source => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::atlas::Atlas;
    use crate::search::Searcher;
    use crate::search::filter_name::FilterName;

    static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| Searcher::new(Atlas::frozen()));

    /// The ids found in the order of the alphabet, and the remarks.
    fn found_by(searcher: &Searcher, typed: &str) -> (Vec<String>, String) {
        let found = searcher.search(&searcher.query(typed), usize::MAX);
        let mut ids: Vec<_> = found.records(searcher.data()).map(|record| record.id().to_string()).collect();
        ids.sort_unstable();
        (ids, found.plan.remarks().join("\n"))
    }

    fn found(typed: &str) -> (Vec<String>, String) {
        found_by(&SEARCHER, typed)
    }

    /// The records with a link of this relation to the record with this id, as their pages say.
    fn linked(relation: Relation, to: &str) -> Vec<String> {
        let links =
            |record: &VisibleRecord<'_>| record.links().any(|link| link.relation == relation && link.to.as_str() == to);
        let mut ids: Vec<_> = SEARCHER.data().records().filter(links).map(|record| record.id().to_string()).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn a_relation_is_searched_by_the_id_or_the_words_of_the_other_record() {
        let tokyo = linked(Relation::TookPart, "event/2006-09-tokyo");
        assert_eq!(tokyo.len(), 7);
        for value in [
            "event/2006-09-tokyo",
            "event/2006",
            "2006-09-tokyo",
            "2006",
            "tokyo",
            "TOKYO",
            "Tok",
            "meeting",
            "\"tokyo meeting\"",
            "\"meeting coordination\"",
        ] {
            assert_eq!(found(&format!("took-part:{value}")), (tokyo.clone(), String::new()), "{value}");
        }
        let analytical = linked(Relation::Contributed, "publication/analytical-review");
        assert_eq!(found("contributed:analytical"), (analytical, String::new()));
        let answers = linked(Relation::Answers, "gap/prosecution/1");
        for value in ["gap/prosecution/1", "prosecution/1", "impunity", "\"large impunity\""] {
            assert_eq!(found(&format!("answers:{value}")), (answers.clone(), String::new()), "{value}");
        }
    }

    #[test]
    fn each_relation_has_a_filter_and_a_name_may_be_cut_short() {
        for filter_name in FilterName::ALL {
            let FilterName::Relation(relation) = filter_name else { continue };
            for object in objects(relation, SEARCHER.data()) {
                let typed = format!("{filter_name}:{}", object.id());
                let expected = linked(relation, object.id().as_str());
                let (ids, remarks) = found(&typed);
                assert!(expected.iter().all(|id| ids.contains(id)) && remarks.is_empty(), "{typed}: {ids:?} {remarks}");
            }
        }
        assert_eq!(found("took:tokyo"), found("took-part:tokyo"));
        assert_eq!(found("established-by:a/res/61/180").0, ["event/establishment"], "by its symbol");
        assert_eq!(found("convened:tokyo").0, ["member/unodc"]);
    }

    #[test]
    fn the_beginning_of_ids_means_all_of_them_and_words_of_several_records_are_named() {
        let answers: Vec<_> =
            (1..4).flat_map(|number| linked(Relation::Answers, &format!("gap/prosecution/{number}"))).collect();
        let (ids, remarks) = found("answers:gap/prosecution");
        assert!(answers.iter().all(|id| ids.contains(id)) && remarks.is_empty(), "{ids:?} {remarks}");
        let (ids, remarks) = found("answers:trafficking");
        assert!(!ids.is_empty() && remarks.contains("answers:trafficking may be gap/"), "{remarks}");
        assert!(remarks.ends_with(": all of them match"), "{remarks}");
    }

    #[test]
    fn values_of_one_relation_are_alternatives_and_other_relations_narrow() {
        let both = found("answers:prosecution/1 answers:partnership/1").0;
        let mut expected = [found("answers:prosecution/1").0, found("answers:partnership/1").0].concat();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(both, expected);
        let tokyo = found("took-part:tokyo").0;
        let narrowed = found("took-part:tokyo contributed:analytical").0;
        let contributed = found("contributed:analytical").0;
        assert_eq!(narrowed, tokyo.iter().filter(|id| contributed.contains(id)).cloned().collect::<Vec<_>>());
        assert!(!narrowed.is_empty() && narrowed.len() < tokyo.len());
        let others = found("kind:member !took-part:tokyo").0;
        assert_eq!(others.len() + tokyo.len(), SEARCHER.data().of_kind(Kind::Member).count());
        assert!(!others.iter().any(|id| tokyo.contains(id)));
    }

    #[test]
    fn a_value_that_means_nothing_finds_nothing_and_the_remark_names_the_possible_ones() {
        for typed in ["took-part:zzz", "!took-part:zzz", "-took-part:zzz", "took-part:\"tokyo zzz\"", "took-part:unodc"]
        {
            let (ids, remarks) = found(typed);
            assert!(
                ids.is_empty() && remarks.contains("took-part is one of event/2006-09-tokyo"),
                "{typed}: {remarks}"
            );
        }
        let (ids, remarks) = found("took part:tokyo");
        assert!(ids.is_empty() && remarks == "“took part:” finds nothing: write it as “took-part:”", "{remarks}");
    }

    #[test]
    fn a_record_to_which_nothing_is_linked_finds_nothing_and_the_remark_says_so() {
        for value in ["gap/prevention/1", "prevention/1", "holistic"] {
            let (ids, remarks) = found(&format!("answers:{value}"));
            assert!(ids.is_empty(), "{value}: {ids:?}");
            assert_eq!(remarks, format!("“answers:{value}” finds nothing: no record answers it"));
        }
        assert_eq!(found("kind:rec !answers:gap/prevention/1").0.len(), 16, "nothing to leave out");
    }

    #[test]
    fn hidden_links_find_nothing_and_the_remark_says_that_they_are_our_judgement() {
        let sources = SEARCHER.filtered(Filter { sources_only: true, ..Filter::default() });
        for typed in ["answers:impunity", "!answers:impunity", "supports:rec", "kind:gap answers:zzz", "answers:"] {
            let (ids, remarks) = found_by(&sources, typed);
            assert!(ids.is_empty() && remarks.contains("is our judgement, which is hidden"), "{typed}: {remarks}");
        }
        assert_eq!(found_by(&sources, "took-part:tokyo"), found("took-part:tokyo"), "a source says so");
    }
}
