//! Queries as they come from people and scripts: what cannot be meant finds nothing, with a word about what can be.

mod common;

use common::pty::Session;
use common::{icatlas, stderr, stdout};

/// What is said where nothing is found, by each command that takes a query.
fn found_nowhere(query: &str) -> String {
    let told =
        [&["find", "--", query][..], &["find", "--json", "--", query], &["export", "--", query]].map(|command| {
            let output = icatlas(command);
            let shown: String = query.chars().take(20).collect();
            assert_eq!(output.status.code(), Some(1), "{shown}: {}", stderr(&output));
            assert_eq!(stdout(&output), "", "{shown}");
            assert!(stderr(&output).len() < 3000, "{shown}");
            stderr(&output)
        });
    assert!(told.iter().all(|other| *other == told[0]));
    told[0].clone()
}

#[test]
fn a_known_field_with_an_unknown_value_finds_nothing_and_says_which_there_are() {
    for (query, told) in [
        ("kind:zzz", "“kind:zzz” finds nothing: kind is one of member, gap, recommendation"),
        ("!kind:zzz", "kind is one of"),
        ("trafficking !kind:zzz", "kind is one of"),
        ("trafficking pillar:zzz", "pillar is one of prevention, protection, prosecution, partnership"),
        ("trafficking in:zzz", "in is one of acronym, fact, id, name, source, text, title"),
        ("kind:gap in:zzz", "in is one of"),
        ("basis:zzz", "basis is one of verbatim, paraphrase, editorial"),
        ("id:gap/zzz", "id begins with one of member, gap"),
        ("cites:ZZZ/64", "cites is one of icat-deck"),
    ] {
        let complaint = found_nowhere(query);
        assert!(complaint.contains(told) && !complaint.contains("fewer letters"), "{query}: {complaint}");
    }
}

#[test]
fn the_dashboard_says_which_values_a_field_has() {
    let session = Session::icatlas(&[], 120, 40);
    session.wait_for_text("1 Members");
    session.send("/trafficking kind:zzz");
    session.wait_for_text("“kind:zzz” finds nothing: kind is one of member, gap, recommendation");
}

#[test]
fn what_cites_a_document_is_found_by_its_symbol_in_any_case() {
    let by_id = stdout(&icatlas(&["find", "cites:a-res-64-293"]));
    assert!(by_id.starts_with("instrument/tip-protocol\t"), "{by_id}");
    for query in ["cites:A/RES/64/293", "cites:a/res/64/293", "cites:\"A/RES/64/293\""] {
        assert_eq!(stdout(&icatlas(&["find", query])), by_id, "{query}");
    }
}

#[test]
fn what_a_document_is_the_source_of_is_found_by_its_symbol() {
    for (symbol, ids) in [
        ("A/64/L.64", &["clause/icat/1", "clause/icat/2", "clause/icat/3"][..]),
        ("A/RES/61/180", &["event/establishment"]),
    ] {
        let output = icatlas(&["find", &format!("cites:{symbol}")]);
        let found = stdout(&output);
        let found: Vec<_> = found.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!((output.status.code(), found.as_slice(), stderr(&output).as_str()), (Some(0), ids, ""));
        let left_out = stdout(&icatlas(&["find", &format!("!cites:{symbol} kind:clause kind:event")]));
        assert!(!left_out.is_empty() && !ids.iter().any(|id| left_out.contains(id)), "{left_out}");
    }
}

#[test]
fn signs_without_a_word_find_nothing_however_many_they_are() {
    for signs in
        ["!", "!!!", "\"", "\"\"\"", "!\"", "|", "| | !", "^$", "'", "''", ":", "!:", "?!…", "— –", "%_*", "\\"]
    {
        found_nowhere(signs);
    }
    for sign in ["!", "\"", "|", "'", "^", "$", ":", "!\"", "\" ", "kind:", "!kind: ", "🙂"] {
        found_nowhere(&sign.repeat(100_000 / sign.len()));
    }
}

#[test]
fn a_word_that_goes_on_behind_what_is_read_is_not_read_as_another() {
    // Of the first 256 characters these would find impunity, gaps and clauses.
    for query in [
        format!("{}impunity{}", " ".repeat(248), "x".repeat(100_000)),
        format!("{}kind:gap{}", " ".repeat(248), "/x".repeat(50_000)),
        format!("\"impunity{}", " impunity".repeat(11_000)),
    ] {
        assert!(found_nowhere(&query).contains("only the first 256 characters count"));
    }
}
