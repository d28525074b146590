//! Property tests: on random data and queries the index finds the same as the reference search.

use proptest::prelude::*;

use super::random_data::{WORDS, atlas};
use super::reference::Reference;
use super::{Index, Pinned, Query, Searcher};
use crate::atlas::{Data, Date, Filter, Kind, RecordId};

/// Filters, right and wrong, and words that have a meaning of their own.
const PARTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "kind:gap",
    "kind:rec",
    "!kind:g",
    "pillar:prot",
    "pillar:p",
    "in:title",
    "!in:id",
    "id:gap/pre",
    "id:gap/prevention/1",
    "basis:verb",
    "cites:deck",
    "cites:a/",
    "cites:d",
    "kind:zzz",
    "!kind:zzz",
    "in:zzz",
    "!in:title !in:text",
    "(kind:gap)",
    "kind:gap kind:zzz",
    "-kind:gap",
    "-law",
    "answers:gap",
    "answers:gap/p",
    "answers:prevention/",
    "answers:law",
    "!answers:poli",
    "answers:law took-part:data",
    "took:the",
    "took-part:1",
    "took-part:event/",
    "established-by:deck",
    "established-by:\"law enforcement\"",
    "-established-by:a",
    "part-of:law",
    "is:unanswered",
    "!is:answered",
    "is:partly-answered",
    "is:answered is:editorial",
    "is:p",
    "after:2009",
    "before:2010-10",
    "!after:2010-10-19",
    "after:2008 before:2011",
    "after:2010-13",
    "took part:law",
    "kind: gap",
    "kind :gap",
    "pilar :prot",
    "kind",
    "plcy:law",
    "kind:zzz kind:gap",
    "members",
    "pros",
    "lawenf",
    "wrldbnk",
    "worldbank",
    "who",
    "what WHO of",
    "lea",
    "LEA law",
    "pan",
    "un children",
    "un-children",
    "plan of law",
    "plan law",
    "policy state",
    "the data of the world",
    "data world",
    "traff",
    "traffic of hum",
    "enfan",
    "who trades",
    "took part",
    "established by law",
    "part of",
    "date",
    "phone place",
    "october 2010",
    "2010-10 law",
    "20/10/2010",
    "10.2010",
    "2010",
    "human gap",
    "re trafficking",
    "ungift",
    "a64l64",
    "lwa",
    "refgue",
    "what to do",
    "statistcs",
    "statisitcs law",
    "statisticin",
    "statstcs",
    "orphnage",
    "orphnage vistis",
    "wxyzz",
    "a64/l64",
    "64l/64",
    "331",
    "33",
    "a64/l6",
    "3 law",
    "a64l6 law",
    "64/331(2010)",
    "law—gap",
    "net gap",
    "ret",
    "d1",
    "am",
    "!a64/l64",
    "cites:64/L.64",
    "coppers cops",
    "minored",
    "trading statistic",
    "WXZY",
    "M10 WXXY",
    "1M law",
    "MX0",
    "PLOICE",
    "LWA children",
    "huamn kind",
    "64(x)",
    "64(l)",
    "law64(2)",
    "law.64",
    "aucune law",
    "no 64/331",
    "enfrcement huamn kind",
    "POLIC WORDL",
    "enfents",
    "plicies of the sttae",
    "law | statistcs",
    "|",
    "!",
];

/// A query out of words, pieces of words, misspelt words, operators and filters.
fn query() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(&WORDS[..]), 0usize..14, 0usize..14).prop_map(|(word, from, edit)| {
        let letters: Vec<char> = word.chars().collect();
        let from = if from < 3 { from.min(letters.len() - 1) } else { 0 };
        let mut cut: Vec<char> = letters[from..].to_vec();
        match edit {
            0..3 => cut.truncate(edit + 1),
            3 | 4 if cut.len() > 3 => drop(cut.remove(edit - 1)),
            5 | 6 if cut.len() > 4 => cut.swap(edit - 4, edit - 3),
            7 => cut.insert(cut.len() / 2, 'x'),
            _ => {}
        }
        cut.into_iter().collect::<String>()
    });
    let operator = prop::sample::select(&["", "", "", "", "", "'", "^", "!", "\"", "| "][..]);
    let ending = prop::sample::select(&["", "", "", "", "", "$", "\""][..]);
    let filter = prop::sample::select(PARTS);
    let token = (operator, word, ending).prop_map(|(operator, word, ending)| format!("{operator}{word}{ending}"));
    (prop::collection::vec(token, 0..5), filter).prop_map(|(mut tokens, filter)| {
        tokens.insert(tokens.len() / 2, filter.to_owned());
        tokens.join(" ")
    })
}

/// A filter that may hide something: the sources only, as of a day, or both.
fn filter() -> impl Strategy<Value = Filter> {
    let day = prop::sample::select(&[None, Some("2008"), Some("2009-12"), Some("2010-10-19"), Some("2010-10-20")][..]);
    (any::<bool>(), day).prop_map(|(sources_only, day)| {
        let as_of = day.map(|day| Date::try_from(day).unwrap());
        Filter { sources_only: sources_only || as_of.is_none(), as_of }
    })
}

/// The first records of each kind, some of which may be hidden, and one that is not in the data.
fn pins(data: &Data) -> Pinned {
    let first = Kind::ALL.into_iter().filter_map(|kind| data.of_kind(kind).next());
    let missing = RecordId::try_from("event/missing").unwrap();
    Pinned::Known(first.map(|record| record.id().clone()).chain([missing]).collect())
}

/// Checks that the index finds the same as the reference search.
fn assert_same_as_reference(
    searcher: &Searcher,
    reference: &Reference<'_>,
    query: &Query,
    typed: &str,
) -> Result<(), TestCaseError> {
    let expected = reference.search(query);
    let found = searcher.search(query, usize::MAX);
    prop_assert_eq!(found.total, expected.len(), "{}", typed);
    prop_assert_eq!(&found.hits, &expected, "{}", typed);
    // A request for fewer hits returns the best.
    let few = searcher.search(query, 3).hits;
    prop_assert_eq!(&few[..], &expected[..expected.len().min(3)], "{}", typed);
    for hit in found.hits.iter().filter(|hit| hit.matched > 0) {
        let parts = searcher.explain(query, &found.plan, hit);
        let matched = (0..).zip(&parts).filter(|(number, _)| hit.units & 1 << number != 0).map(|(_, part)| part);
        let explained: u32 = matched.filter_map(|part| part.best.as_ref()).map(|best| u32::from(best.points)).sum();
        prop_assert_eq!(explained, hit.points, "{}", typed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_index_finds_the_same_as_the_reference_search(data in atlas(), queries in prop::collection::vec(query(), 40)) {
        let searcher = Searcher::new(data.clone());
        let reference = Reference::new(&data);
        for typed in queries {
            let query = searcher.query_with(&typed, &pins(&data));
            assert_same_as_reference(&searcher, &reference, &query, &typed)?;
        }
    }

    #[test]
    fn behind_a_filter_the_index_finds_the_same_as_the_reference_search_over_visible_texts(
        data in atlas(),
        filter in filter(),
        queries in prop::collection::vec(query(), 40),
    ) {
        let searcher = Searcher::new(data.clone()).filtered(filter);
        let pins = pins(&data);
        let data = data.filtered(filter);
        let reference = Reference::new(&data);
        for typed in queries {
            let query = searcher.query_with(&typed, &pins);
            assert_same_as_reference(&searcher, &reference, &query, &typed)?;
        }
    }

    #[test]
    fn behind_a_filter_remarks_and_marks_are_those_of_an_index_over_the_visible_texts(
        data in atlas(),
        filter in filter(),
        queries in prop::collection::vec(query(), 40),
    ) {
        let searcher = Searcher::new(data.clone()).filtered(filter);
        let data = data.filtered(filter);
        let alone = Searcher::with(data.clone(), Index::over(&data));
        for typed in queries {
            let query = searcher.query(&typed);
            let (found, expected) = (searcher.search(&query, usize::MAX), alone.search(&query, usize::MAX));
            prop_assert_eq!(found.hits, expected.hits, "{}", &typed);
            prop_assert_eq!(found.plan.remarks(), expected.plan.remarks(), "{}", &typed);
            for text in WORDS {
                prop_assert_eq!(searcher.marks(&found.plan, text), alone.marks(&expected.plan, text), "{}", &typed);
            }
        }
    }
}
