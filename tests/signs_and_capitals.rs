//! What signs and capitals in a query mean: exclusions and alternatives, words and acronyms in capitals, dates with hyphens. Over the
//! deck's edition of the built-in data.

use std::sync::LazyLock;

use icatlas::built_in;
use icatlas::search::Searcher;

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| built_in::searcher(built_in::edition("2010-deck").unwrap()));

/// The ids of the records found by a finished query, best first, and the remarks on it.
fn search(typed: &str) -> (Vec<String>, String) {
    let found = SEARCHER.search(&SEARCHER.query(typed).finished(), usize::MAX);
    let ids = found.records(SEARCHER.data()).map(|record| record.id().to_string()).collect();
    (ids, found.plan.remarks().join("; "))
}

fn found(typed: &str) -> Vec<String> {
    search(typed).0
}

#[test]
fn an_excluded_word_is_a_whole_word_in_any_of_its_forms() {
    assert_eq!(found("women !omen"), found("women"), "no part of a word");
    assert_eq!(found("women !wome"), found("women"), "nor its beginning");
    let without_men = found("women !men");
    assert!(!without_men.is_empty() && without_men == found("women -men"), "“men” is no part of “women”");
    let without_victims = found("trafficking !victims");
    assert!(without_victims.len() < found("trafficking").len());
    assert_eq!(found("trafficking !victim"), without_victims);
}

#[test]
fn a_word_in_an_apostrophe_is_exactly_this_word() {
    assert!(found("'wome").is_empty());
    let of_word = found("'women");
    assert!(!of_word.is_empty() && of_word.len() <= found("women").len());
}

#[test]
fn alternatives_and_exclusions_that_match_nothing_are_named() {
    for (typed, remark) in [
        ("demand | bananas", "“bananas” is in no record and did not count"),
        ("bananas|impunity|zyxwv", "“bananas” and “zyxwv” are in no record and did not count"),
        ("demand !victms", "“!victms” excludes nothing: no record has it"),
        ("demand|impunity !women", ""),
    ] {
        assert_eq!(search(typed).1, remark, "{typed}");
    }
    let (ids, remarks) = search("bananas|zyxwv");
    assert!(ids.is_empty() && remarks.is_empty(), "what is found nowhere is said where the hits would be: {remarks}");
}

#[test]
fn a_misspelt_word_in_capitals_is_corrected_and_an_unknown_acronym_is_not() {
    for (typed, meant) in [("TOYKO", "tokyo"), ("IMPUNTY", "impunity"), ("DEMNAD reduction", "demand reduction")] {
        let (ids, remarks) = search(typed);
        assert_eq!(ids, found(meant), "{typed}");
        assert!(remarks.to_lowercase().contains(&format!("is read as {}", &meant[..6.min(meant.len())])), "{remarks}");
    }
    for typed in ["ICCX", "UNODX", "UNICEG"] {
        assert!(found(typed).is_empty(), "{typed} may be another body");
    }
}

#[test]
fn an_acronym_that_is_spelt_as_a_function_word_counts_in_capitals() {
    let (un_first, others) = (found("UN demand"), found("un demand"));
    assert_eq!(others, found("demand"), "small, it is passed over");
    assert!(un_first.len() > others.len(), "in capitals it is sought in names");
}

#[test]
fn a_date_may_have_hyphens_around_the_name_of_its_month() {
    assert!(!found("30 july 2010").is_empty());
    for typed in ["30-Jul-2010", "30-july-2010", "30.july.2010"] {
        assert_eq!(found(typed), found("30 july 2010"), "{typed}");
    }
    assert_eq!(found("sep-2006"), found("september 2006"));
}

#[test]
fn a_misspelt_word_is_no_two_words_and_no_derived_one() {
    for (typed, meant) in [("wittness", "witness"), ("proceding", "proceedings")] {
        assert!(!found(meant).is_empty() && found(typed) == found(meant), "{typed}: {:?}", search(typed));
    }
}

#[test]
fn the_name_of_a_field_is_told_to_be_one() {
    assert_eq!(
        search("acronym"),
        (Vec::new(), "“acronym” is the name of a field: write “in:acronym” and words".to_owned())
    );
}

#[test]
fn no_before_a_number_is_no_exclusion() {
    assert!(!search("ILO Convention No. 182").1.contains("excludes"));
    for (typed, remark) in [
        ("women no men", "“no” excludes nothing: write “!men”"),
        ("aucune femme", "“aucune” excludes nothing: write “!femme”"),
        ("ningún niño", "“ningún” excludes nothing: write “!niño”"),
        ("pas de femmes", "“pas” excludes nothing: write “!femmes”"),
    ] {
        assert!(search(typed).1.contains(remark), "{typed}");
    }
}
