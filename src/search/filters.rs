//! Reads a filter whose name is known: what its value means, and what a remark says about it.

use super::dates::{self, Span};
use super::field::Field;
use super::filter_name::FilterName;
use super::query::Test;
use super::relations;
use super::state::{Pinned, State, StateName};
use super::value::{citing, fitting, has_value, unknown};
use super::wording::first_few;
use crate::atlas::{Basis, Data, Kind, Pillar, Relation};

/// Most values that a remark names as possible meanings.
const MOST_MEANINGS: usize = 5;

/// A filter with its value.
pub(super) struct ReadFilter {
    pub condition: Condition,
    /// What to say about it.
    pub remark: Option<String>,
    /// Whether the remark says why it lets no record through.
    pub finds_nothing: bool,
}

/// What a filter narrows.
pub(super) enum Condition {
    /// The records; a wrong filter lets none through.
    Test(Test),
    /// The fields in which words count.
    Fields(Vec<Field>),
}

impl ReadFilter {
    fn nothing(remark: String) -> Self {
        Self::lets_none_through(Test::Nothing, remark)
    }

    fn lets_none_through(test: Test, remark: String) -> Self {
        Self { condition: Condition::Test(test), remark: Some(remark), finds_nothing: true }
    }

    fn of(test: Test, remark: Option<String>) -> Self {
        Self { condition: Condition::Test(test), remark, finds_nothing: false }
    }
}

/// Reads a filter; `value` is in lower case and not empty.
pub(super) fn read(filter: FilterName, value: &str, negated: bool, data: &Data, pinned: &Pinned) -> ReadFilter {
    let finds_nothing = |why: &str| format!("“{filter}:{value}” finds nothing: {why}");
    let nothing = || ReadFilter::nothing(unknown(filter, value, data));
    let dated =
        |test: fn(Span) -> Test| dates::value(value).map_or_else(nothing, |span| ReadFilter::of(test(span), None));
    let choice = Choice { filter, value, data };
    match filter {
        FilterName::Kind => choice.read(&Kind::ALL, Kind::name, |kinds| Condition::Test(Test::Kinds(kinds))),
        FilterName::Pillar => {
            choice.read(&Pillar::ALL, Pillar::segment, |pillars| Condition::Test(Test::Pillars(pillars)))
        }
        FilterName::Basis => choice.read(&Basis::ALL, Basis::name, |bases| Condition::Test(Test::Bases(bases))),
        FilterName::In => choice.read(&Field::ALL, Field::name, Condition::Fields),
        FilterName::Is => choice.meant(&StateName::ALL, StateName::name).map_or_else(nothing, |(names, remark)| {
            let states = names.into_iter().map(|name| State::named(name, data, pinned));
            match states.collect::<Result<Vec<_>, _>>() {
                Err(why) => ReadFilter::nothing(finds_nothing(why)),
                Ok(states) if !negated && matches!(states.as_slice(), [state] if state.needs_pins(data)) => {
                    ReadFilter::lets_none_through(Test::Is(states), finds_nothing("no record is pinned"))
                }
                Ok(states) => ReadFilter::of(Test::Is(states), remark),
            }
        }),
        FilterName::After => dated(Test::After),
        FilterName::Before => dated(Test::Before),
        FilterName::Id | FilterName::Cites if !has_value(filter, value, data) => nothing(),
        FilterName::Id => ReadFilter::of(Test::Id(value.to_owned()), None),
        FilterName::Cites if citing(value, data).next().is_none() => {
            let why = finds_nothing("no record cites it, is part of it or was established by it");
            ReadFilter::lets_none_through(Test::Cites(value.to_owned()), why)
        }
        FilterName::Cites => ReadFilter::of(Test::Cites(value.to_owned()), None),
        FilterName::Relation(relation) => read_relation(relation, value, data, finds_nothing),
    }
}

/// A filter that asks for one of some names.
struct Choice<'a> {
    filter: FilterName,
    value: &'a str,
    data: &'a Data,
}

impl Choice<'_> {
    fn read<T: Copy>(&self, all: &[T], name: fn(T) -> &'static str, test: impl Fn(Vec<T>) -> Condition) -> ReadFilter {
        match self.meant(all, name) {
            Some((meant, remark)) => ReadFilter { condition: test(meant), remark, finds_nothing: false },
            None => ReadFilter::nothing(unknown(self.filter, self.value, self.data)),
        }
    }

    /// Those of all that the value can mean, and a remark if it has several meanings. `None` if it means nothing.
    fn meant<T: Copy>(&self, all: &[T], name: fn(T) -> &'static str) -> Option<(Vec<T>, Option<String>)> {
        let names = fitting(self.filter, self.value, self.data);
        let remark = (names.len() > 1).then(|| ambiguous(self.filter, self.value, &names));
        let meant: Vec<T> = all.iter().copied().filter(|one| names.iter().any(|choice| choice == name(*one))).collect();
        (!meant.is_empty()).then_some((meant, remark))
    }
}

/// Reads the filter of a relation. The records that it can lead to are looked through once: this happens at every key.
fn read_relation(relation: Relation, value: &str, data: &Data, finds_nothing: impl Fn(&str) -> String) -> ReadFilter {
    let filter = FilterName::Relation(relation);
    let objects = relations::objects(relation, data);
    if objects.is_empty() {
        return ReadFilter::nothing(finds_nothing(relations::why_none(relation, data)));
    }
    let meant = relations::meant_among(objects, value);
    match meant.records.as_slice() {
        [] if relations::is_without_link(relation, value, data) => {
            let why = finds_nothing(&relations::said_of_none(relation));
            ReadFilter::lets_none_through(linked(relation, value), why)
        }
        [] => ReadFilter::nothing(unknown(filter, value, data)),
        [_, _, ..] if meant.by_words => {
            let ids = meant.records.iter().take(MOST_MEANINGS + 1).map(|record| record.id().to_string());
            let remark = ambiguous(filter, value, &ids.collect::<Vec<_>>());
            ReadFilter::of(linked(relation, value), Some(remark))
        }
        // Who types the beginning of ids wants all of them.
        [_, ..] => ReadFilter::of(linked(relation, value), None),
    }
}

fn linked(relation: Relation, value: &str) -> Test {
    Test::Linked { relation, value: value.to_owned() }
}

/// The remark on a value with several meanings.
fn ambiguous(filter: FilterName, value: &str, meanings: &[String]) -> String {
    format!("{filter}:{value} may be {}: all of them match", first_few(meanings, MOST_MEANINGS, " or "))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::atlas::{Atlas, Filter, RecordId, VisibleRecord};
    use crate::search::{Query, Searcher};

    static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| Searcher::new(Atlas::frozen()));

    /// The ids found in the order of the alphabet, and the remarks.
    fn found_by(searcher: &Searcher, query: &Query) -> (Vec<String>, String) {
        let found = searcher.search(query, usize::MAX);
        let mut ids: Vec<_> = found.records(searcher.data()).map(|record| record.id().to_string()).collect();
        ids.sort_unstable();
        (ids, found.plan.remarks().join("\n"))
    }

    fn found(typed: &str) -> (Vec<String>, String) {
        found_by(&SEARCHER, &SEARCHER.query(typed))
    }

    fn found_with(typed: &str, pinned: &Pinned) -> (Vec<String>, String) {
        found_by(&SEARCHER, &SEARCHER.query_with(typed, pinned))
    }

    #[test]
    fn a_gap_is_answered_or_unanswered() {
        let data = SEARCHER.data();
        let mut unanswered: Vec<_> = data.of_kind(Kind::Gap).filter(|gap| data.is_unanswered(*gap)).collect();
        unanswered.sort_unstable_by_key(VisibleRecord::id);
        let unanswered: Vec<_> = unanswered.iter().map(|gap| gap.id().to_string()).collect();
        assert!(!unanswered.is_empty());
        assert_eq!(found("is:unanswered"), (unanswered.clone(), String::new()));
        let answered = found("is:answered").0;
        assert_eq!(answered.len() + unanswered.len(), 13);
        assert!(answered.iter().all(|id| id.starts_with("gap/") && !unanswered.contains(id)));
        assert_eq!(found("kind:gap !is:answered").0, unanswered);
        assert_eq!(found("is:un"), found("is:unanswered"));
        assert_eq!(found("is:answered is:unanswered"), found("kind:gap"), "alternatives");
    }

    #[test]
    fn without_visible_answers_no_gap_is_answered_or_not_and_the_remark_says_why() {
        let sources = SEARCHER.filtered(Filter { sources_only: true, ..Filter::default() });
        for typed in ["is:unanswered", "is:answered", "!is:unanswered", "kind:rec is:answered"] {
            let (ids, remarks) = found_by(&sources, &sources.query(typed));
            let told = "finds nothing: which gaps are answered is our judgement, which is hidden";
            assert!(ids.is_empty() && remarks.contains(told), "{typed}: {ids:?} {remarks}");
        }
    }

    #[test]
    fn the_basis_of_a_text_is_a_state() {
        for basis in Basis::ALL {
            assert_eq!(found(&format!("is:{}", basis.name())), found(&format!("basis:{}", basis.name())));
        }
        assert!(!found("is:editorial").0.is_empty());
        let (ids, remarks) = found("is:zzz");
        assert!(
            ids.is_empty()
                && remarks.ends_with(
                    "a record may be unanswered, answered, partly-answered, pinned, editorial, verbatim, paraphrase"
                )
        );
    }

    #[test]
    fn pinned_records_are_those_that_the_caller_names() {
        let ids = ["gap/prevention/2", "member/unodc", "event/gone"];
        let pins = Pinned::Known(ids.map(|id| RecordId::try_from(id).unwrap()).to_vec());
        assert_eq!(found_with("is:pinned", &pins), (ids[..2].iter().map(ToString::to_string).collect(), String::new()));
        assert_eq!(found_with("is:pinned kind:gap", &pins).0, ["gap/prevention/2"]);
        assert_eq!(found_with("!is:pinned", &pins).0.len(), SEARCHER.data().len() - 2);
        assert!(
            SEARCHER.query("law !is:pinned").asks_for_pins() && !SEARCHER.query("pinned is:answered").asks_for_pins()
        );
    }

    #[test]
    fn without_pins_a_remark_says_why_none_is_found() {
        let mut all: Vec<_> = SEARCHER.data().records().map(|record| record.id().to_string()).collect();
        all.sort_unstable();
        let gone = Pinned::Known(vec![RecordId::try_from("event/gone").unwrap()]);
        for pins in [Pinned::default(), gone] {
            let (ids, remarks) = found_with("is:pinned", &pins);
            assert_eq!((ids.len(), remarks.as_str()), (0, "“is:pinned” finds nothing: no record is pinned"));
            assert_eq!(found_with("!is:pinned", &pins), (all.clone(), String::new()));
        }
        for typed in ["is:pinned", "!is:pinned", "kind:gap -is:pinned"] {
            let (ids, remarks) = found_with(typed, &Pinned::Withheld("restricted mode keeps no pins"));
            assert_eq!((ids.len(), remarks.as_str()), (0, "“is:pinned” finds nothing: restricted mode keeps no pins"));
        }
    }

    #[test]
    fn a_date_is_after_or_before_a_year_a_month_or_a_day() {
        let ids = |typed: &str| found(typed).0;
        // The Tokyo meeting was in September 2006, the Global Plan is of 30 July 2010.
        let (tokyo, plan) = ("event/2006-09-tokyo".to_owned(), "event/global-plan".to_owned());
        for (typed, has_tokyo, has_plan) in [
            ("after:2005", true, true),
            ("after:2006", false, true),
            ("after:2006-08", true, true),
            ("after:2006-09", false, true),
            ("after:2006-09-29", true, true),
            ("after:2010-07-29", false, true),
            ("after:2010-07-30", false, false),
            ("before:2006", false, false),
            ("before:2007", true, false),
            ("before:2006-09-02", true, false),
            ("before:2006-09-01", false, false),
            ("before:2010-07-30", true, false),
            ("before:2010-07-31", true, true),
            ("after:2006 before:2011", false, true),
            ("!after:2006", true, false),
        ] {
            let found = ids(&format!("{typed} kind:event"));
            assert_eq!((found.contains(&tokyo), found.contains(&plan)), (has_tokyo, has_plan), "{typed}: {found:?}");
        }
        let undated = ids("after:0001");
        assert!(undated.iter().all(|id| !id.starts_with("gap/")), "what has no date is neither after nor before");
        assert_eq!(undated, ids("before:9999"));
        assert_eq!(ids("aft:2006"), ids("after:2006"));
    }

    #[test]
    fn a_wrong_date_finds_nothing_and_the_remark_has_the_right_form() {
        for typed in
            ["after:zzz", "!after:zzz", "before:2010-13", "after:200", "kind:event before:2010/10", "after:july"]
        {
            let (ids, remarks) = found(typed);
            let told = "finds nothing: write a year, a month or a day as 2007, 2007-10 or 2007-10-20";
            assert!(ids.is_empty() && remarks.contains(told), "{typed}: {ids:?} {remarks}");
        }
    }

    #[test]
    fn a_dash_excludes_as_an_exclamation_mark_does_and_a_remark_says_so() {
        for (typed, as_typed, named) in [
            ("resources -justice", "resources !justice", "justice"),
            ("resources -\"lack of resources\"", "resources !\"lack of resources\"", "\"lack of resources\""),
            ("resources -kind:gap", "resources !kind:gap", "kind:gap"),
            ("resources –k:gap", "resources !kind:gap", "kind:gap"),
            ("resources (−kind:gap)", "resources !kind:gap", "kind:gap"),
            ("kind:member --took-part:tokyo", "kind:member !took-part:tokyo", "took-part:tokyo"),
            ("resources -in:title", "resources !in:title", "in:title"),
            ("kind:gap -gap/prevention", "kind:gap !gap/prevention", "gap/prevention"),
        ] {
            let (ids, remarks) = found(typed);
            let expected = found(as_typed);
            assert!(!ids.is_empty() && expected.1.is_empty(), "{typed}");
            assert_eq!(ids, expected.0, "{typed}");
            assert_eq!(remarks, format!("“-{named}” is read as “!{named}”: it excludes such records"));
        }
        let (ids, remarks) = found("-justice resources -kind:gap");
        assert_eq!(ids, found("!justice resources !kind:gap").0);
        let told = "“-justice” and “-kind:gap” are read as “!justice” and “!kind:gap”: they exclude such records";
        assert_eq!(remarks, told, "each of them is said");
    }

    #[test]
    fn a_dash_between_blanks_or_within_a_word_excludes_nothing() {
        for (typed, as_typed) in [
            ("resources - justice", "resources justice"),
            ("resources – justice", "resources justice"),
            ("resources -- justice", "resources justice"),
            ("resources justice-", "resources justice"),
            ("'re-trafficking", "'re‑trafficking"),
        ] {
            assert_eq!(found(typed), found(as_typed), "{typed}");
            assert!(found(typed).1.is_empty() && !found(typed).0.is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_dash_beside_an_exclamation_mark_is_said_to_exclude() {
        for typed in ["!-justice", "-!justice", "!–justice"] {
            let (ids, remarks) = found(&format!("resources {typed}"));
            assert_eq!(ids, found("resources !justice").0, "{typed}");
            assert_eq!(remarks, format!("“{typed}” is read as “!justice”: it excludes such records"));
        }
    }
}
