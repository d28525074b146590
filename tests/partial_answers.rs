//! Answers in full and in part: a gap has one of three states, on its page, in every format, in the search and in lists.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{edit, location, reported};
use common::{icatlas, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3");

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = icatlas(&[&["--data", FOLDER], arguments].concat());
    (output.status.code(), stdout(&output), stderr(&output))
}

fn printed(arguments: &[&str]) -> String {
    let (code, printed, said) = run(arguments);
    assert_eq!(code, Some(0), "{said}");
    printed
}

/// The ids in the first column of what is printed.
fn ids(arguments: &[&str]) -> Vec<String> {
    let mut ids: Vec<_> = printed(arguments).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_gap_is_answered_in_full_in_part_or_not_at_all() {
    let [full, partly, not] = ["is:answered", "is:partly-answered", "is:unanswered"].map(|query| ids(&["find", query]));
    assert_eq!(partly, ["gap/prevention/3", "gap/prevention/4"], "a recommendation and a clause answer a part");
    assert_eq!(not, ["gap/prevention/1"]);
    assert!(full.contains(&"gap/prevention/2".to_owned()), "a full answer beside a partial one");
    assert!(full.contains(&"gap/partnership/3".to_owned()), "an answer without a strength");
    let mut all = [full, partly.clone(), not.clone()].concat();
    all.sort_unstable();
    assert_eq!(all, ids(&["list", "gap"]));
    assert_eq!(ids(&["list", "gap", "--answered"]), ids(&["find", "is:answered"]));
    assert_eq!(ids(&["list", "gap", "--partly-answered"]), partly);
    assert_eq!(ids(&["list", "gap", "--unanswered"]), not);
    assert_eq!(ids(&["find", "partly answered"]), partly);
}

#[test]
fn the_page_of_a_gap_counts_answers_by_their_kind_and_strength() {
    let page = |id: &str| printed(&["show", id]);
    let gap = page("gap/prevention/2");
    let places = ["\nTwo recommendations answer it †\n", "\nOne recommendation answers it in part †\n"]
        .map(|heading| gap.find(heading).unwrap_or_else(|| panic!("{heading} in\n{gap}")));
    assert!(places.is_sorted(), "{gap}");
    let by_a_clause = page("gap/prevention/4");
    assert!(
        by_a_clause.contains("\nNo recommendation answers it (our judgement)\n\nOne clause answers it in part †\n"),
        "{by_a_clause}"
    );
    assert!(page("gap/prevention/1").contains("\n○ No recommendation answers it (our judgement)\n"));
    assert!(page("rec/prevention/2").contains("\nIt answers in part †\n"));
    assert!(page("rec/prevention/1").contains("\nIt answers †\n"));
}

#[test]
fn json_csv_and_markdown_have_the_strength() {
    let json: Value = serde_json::from_str(&printed(&["show", "--json", "gap/prevention/2"])).unwrap();
    let links = json["records"][0]["links"].as_array().unwrap();
    let strength = |from: &str| links.iter().find(|link| link["from"] == from).unwrap().get("strength");
    assert_eq!(strength("rec/prevention/1"), Some(&"full".into()));
    assert_eq!(strength("rec/prevention/3"), Some(&"partial".into()));
    assert_eq!(strength("rec/prevention/4"), None);
    let csv = printed(&["export", "--format", "csv", "gap/prevention/2"]);
    assert!(csv.contains("answered by rec/prevention/1 (editorial); answered in part by rec/prevention/3"), "{csv}");
    let markdown = printed(&["export", "--format", "md", "gap/prevention/4"]);
    assert!(markdown.contains("\nNo recommendation answers it (our judgement).\n"), "{markdown}");
    assert!(markdown.contains("\nOne clause answers it in part (our judgement):\n"), "{markdown}");
}

#[test]
fn with_the_sources_only_no_state_is_found_and_the_reason_is_said() {
    for state in ["answered", "partly-answered", "unanswered"] {
        let (code, found, said) = run(&["--sources-only", "find", &format!("is:{state}")]);
        assert_eq!((code, found.as_str()), (Some(1), ""), "{state}");
        assert!(said.contains("which gaps are answered is our judgement, which is hidden"), "{said}");
    }
    let (code, _, said) = run(&["--sources-only", "list", "gap", "--partly-answered"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no gap counts as partly answered: which gaps are answered is our judgement"), "{said}");
}

#[test]
fn the_three_options_of_list_are_for_gaps_and_exclude_each_other() {
    let options = ["--answered", "--partly-answered", "--unanswered"];
    for option in options {
        let (code, _, said) = run(&["list", "member", option]);
        assert_eq!(code, Some(2));
        let told = format!("only gaps are answered or not: omit {option} to list the members");
        assert!(said.contains(&told), "{said}");
        for other in options.into_iter().filter(|other| *other != option) {
            let (code, _, said) = run(&["list", "gap", option, other]);
            assert_eq!(code, Some(2), "{option} {other}");
            assert!(said.contains("cannot be used with"), "{said}");
        }
    }
    // The frozen data has no partial answer.
    let output = icatlas(&["list", "gap", "--partly-answered"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no gap is partly answered"));
}

#[test]
fn a_strength_of_what_is_no_answer_or_is_no_strength_is_reported() {
    for (old, new, place, what) in [
        (
            "relation: Answers,\n        to: \"gap/prevention/3\"",
            "relation: PartOf,\n        to: \"gap/prevention/3\"",
            "\"gap/prevention/3\"",
            "only an answer has a strength, and this judgement is `part of`: leave `strength` out",
        ),
        ("strength: Full", "strength: Whole", "Whole", "`Whole` is not one of Full, Partial: write one of them"),
    ] {
        let folder = TempDir::new().unwrap();
        for file in fs::read_dir(Path::new(FOLDER)).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        edit(&folder, "crosswalk.ron", old, new);
        let at = location(&folder, "crosswalk.ron", place);
        let reported = reported(folder.path());
        assert!(reported.contains(&format!("/crosswalk.ron:{at}: {what}")), "{at}\n{reported}");
        assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
    }
}
