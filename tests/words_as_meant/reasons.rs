//! Words of the reasons for our judgements, which stand on the pages of records but are not searched.

use icatlas::atlas::Filter;
use icatlas::search::{Searcher, is_common};

use super::*;

/// What is said of a query: its remarks, and why nothing was found.
fn said(searcher: &Searcher, typed: &str) -> String {
    let query = searcher.query(typed).finished();
    let found = searcher.search(&query, 1);
    let why = if found.total == 0 { found.why_nothing(&query, searcher.data()) } else { None };
    found.plan.remarks().iter().cloned().chain(why).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_word_of_a_reason_is_said_to_be_in_no_record() {
    let data = TODAY.data();
    let mut words: Vec<&str> = Vec::new();
    for record in data.records() {
        let reasons = record.links().filter_map(|link| link.reason.as_ref());
        words.extend(reasons.flat_map(|reason| reason.as_str().split(|letter: char| !letter.is_alphabetic())));
    }
    words.sort_unstable();
    words.dedup();
    words.retain(|word| word.len() >= 5 && is_common(&word.to_lowercase()));
    let told: Vec<&&str> = words.iter().filter(|word| said(&TODAY, word).contains("only in reasons")).collect();
    assert!(words.len() > 150 && (10..100).contains(&told.len()), "{told:?} of {}", words.len());
    for word in words {
        let said = said(&TODAY, word);
        assert!(!said.contains("in no record") && !said.contains("in none of the 256 records"), "{said}");
    }
}

#[test]
fn a_word_of_reasons_alone_is_told_to_be_one() {
    const REASONS: &str = "only in reasons for our judgements, which are not searched";
    assert_eq!(said(&TODAY, "poverty"), format!("“poverty” is {REASONS}: records about a related idea come last"));
    let untried = format!(
        "“untried” is {REASONS}\n“untried” is in none of the texts searched in the 256 records of the edition of 25 November 2026"
    );
    assert_eq!(said(&TODAY, "untried"), untried);
    assert_eq!(said(&TODAY, "cases extradition"), format!("“cases” is {REASONS}, and did not count"));
    let sources = built_in::searcher(built_in::atlas()).filtered(Filter { sources_only: true, ..Filter::default() });
    assert!(!said(&sources, "untried").contains("reasons"), "they are hidden");
}
