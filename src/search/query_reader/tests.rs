//! What the reader of queries takes for words, phrases, filters and unfinished words.

use super::*;
use crate::atlas::Atlas;

fn query(typed: &str) -> Query {
    Query::new(typed, &Data::from(Atlas::frozen()))
}

#[test]
fn the_last_word_is_unfinished_only_where_nothing_follows_it() {
    for typed in ["dat", "kind:gap dat", "gap | dat", "!dat", "impunity:dat"] {
        assert!(query(typed).is_open, "{typed}");
    }
    let long = format!("{} dat{}", "a".repeat(LONGEST - 8), "e".repeat(9));
    let many = ["dat"; MOST_WORDS + 1].join(" ");
    for typed in ["dat ", "dat kind:gap", "dat kind:", "dat |", "dat !", &long, &many] {
        assert!(!query(typed).is_open, "{typed}");
    }
}

#[test]
fn a_query_that_leaves_no_text_to_search_says_so() {
    for typed in ["in:title !in:title", "in:title data -in:ti"] {
        let remark = "no text is left to search: “!in:” excludes every field that “in:” selects".to_owned();
        assert!(query(typed).finds_nothing() && query(typed).remarks.contains(&remark), "{typed}");
    }
    let all = Field::ALL.map(|field| format!("!in:{}", field.name())).join(" ");
    let remark = "no text is left to search: “!in:” excludes every field".to_owned();
    assert!(query(&all).remarks.contains(&remark), "{:?}", query(&all).remarks);
    assert_eq!(query("in:title in:text !in:title data").remarks, [""; 0]);
}

#[test]
fn each_alternative_counts_towards_the_limit_and_the_same_one_once() {
    let alternatives = |count: usize| (0..count).map(|number| format!("a{number}")).collect::<Vec<_>>().join("|");
    assert_eq!(query(&alternatives(MOST_WORDS)).remarks, [""; 0]);
    let cut = query(&alternatives(MOST_WORDS + 1));
    assert_eq!(cut.terms.iter().map(|term| term.choices.len()).sum::<usize>(), MOST_WORDS);
    assert_eq!(cut.remarks, ["only the first 16 words count"]);
    let same = query(&"a|".repeat(LONGEST / 2));
    assert_eq!((same.terms[0].choices.len(), same.remarks), (1, Vec::new()));
}
