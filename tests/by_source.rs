//! Records found by the sources that they cite.

mod common;

use common::{icatlas, stderr, stdout};

#[test]
fn citing_records_are_found_by_the_symbol_in_upper_and_lower_case() {
    let by_id = stdout(&icatlas(&["find", "cites:a-res-64-293"]));
    assert!(by_id.starts_with("instrument/tip-protocol\t"), "{by_id}");
    for query in ["cites:A/RES/64/293", "cites:a/res/64/293", "cites:\"A/RES/64/293\""] {
        assert_eq!(stdout(&icatlas(&["find", query])), by_id, "{query}");
    }
}

#[test]
fn records_are_found_by_the_symbol_of_their_source() {
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
fn members_are_found_by_the_source_of_one_of_their_names() {
    let found = stdout(&icatlas(&["find", "cites:un-systeme", "kind:member"]));
    assert!(found.contains("member/ilo\t"), "{found}");
    let page = stdout(&icatlas(&["show", "document/un-systeme"]));
    assert!(page.contains("Cited by\n  ILO"), "{page}");
}
