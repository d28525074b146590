//! Filters for states: unanswered gaps and pinned records, on the command line and in the dashboard.

mod common;

use std::process::Output;

use ::icatlas::app::Model;
use ::icatlas::app::screens::dashboard::{Counted, Pane};
use common::frames::{deck_model, model};
use common::pty::Session;
use common::state::started;
use common::{deck_icatlas, icatlas, icatlas_with, stderr, stdout};
use tempfile::TempDir;

/// The ids of the gaps that the overview counts as unanswered, sorted.
fn counted_in_overview(model: &Model) -> Vec<String> {
    let contents = model.dashboard().contents();
    let tallies = (0..contents.rows(Pane::Overview)).filter_map(|row| contents.tally(Pane::Overview, row));
    let unanswered = tallies.filter(|tally| matches!(tally.what, Counted::Unanswered(_)));
    let gaps = unanswered.flat_map(|tally| tally.records.records(model.shared().data()));
    let mut ids: Vec<_> = gaps.map(|gap| gap.id().to_string()).collect();
    ids.sort();
    ids
}

#[test]
fn the_unanswered_gaps_are_the_same_in_a_search_in_the_list_and_in_the_overview() {
    for (program, model) in [(icatlas as fn(&[&str]) -> Output, model(120, 40)), (deck_icatlas, deck_model(120, 40))] {
        let printed = |arguments: &[&str]| {
            let output = program(arguments);
            assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{arguments:?}");
            let mut ids: Vec<_> =
                stdout(&output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
            ids.sort();
            ids
        };
        let listed = printed(&["list", "gap", "--unanswered"]);
        assert_eq!(printed(&["find", "is:unanswered"]), listed);
        assert_eq!(counted_in_overview(&model), listed);
        assert!(!listed.is_empty() && listed.iter().all(|id| id.starts_with("gap/")));
        let answered = printed(&["find", "is:answered"]);
        let mut gaps = [listed, answered].concat();
        gaps.sort();
        assert_eq!(gaps, printed(&["list", "gap"]));
    }
}

#[test]
fn with_the_sources_only_nothing_is_said_about_answers() {
    let hidden = "our judgement, which is hidden";
    for arguments in [
        &["list", "gap", "--unanswered"][..],
        &["find", "is:unanswered"],
        &["find", "!is:answered"],
        &["find", "answers:gap"],
    ] {
        let output = icatlas(&[&["--sources-only"], arguments].concat());
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{arguments:?}");
        assert!(stderr(&output).contains(hidden), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn pinned_records_are_found_in_the_dashboard_and_on_the_command_line() {
    let state = TempDir::new().unwrap();
    let session = started(&state);
    session.send("/is:pinned");
    session.wait_for_text("no record is pinned");
    session.send("\x15kind:gap impunity\x1bm");
    session.wait_for_text("Pinned: 1 in all");
    session.send("\x15is:pinned");
    session.wait_for_text("1 of 83");
    let with_state = |arguments: &[&str]| icatlas_with(arguments, &[("XDG_STATE_HOME", state.path())]);
    let found = stdout(&with_state(&["find", "is:pinned"]));
    assert!(found.starts_with("gap/prosecution/1\t") && found.lines().count() == 1, "{found}");
    assert_eq!(stdout(&with_state(&["export", "--format", "csv", "is:pinned"])).lines().count(), 2);
    assert_eq!(stdout(&with_state(&["find", "kind:gap", "!is:pinned"])).lines().count(), 12);
    let restricted = with_state(&["find", "--restricted", "is:pinned"]);
    assert_eq!((restricted.status.code(), stdout(&restricted).as_str()), (Some(1), ""));
    assert!(stderr(&restricted).contains("“is:pinned” finds nothing: restricted mode keeps no pins"));
}

#[test]
fn pinning_and_unpinning_search_again_while_the_query_asks_for_pins() {
    let state = TempDir::new().unwrap();
    let session = started(&state);
    session.send("/kind:gap\x1bm");
    session.wait_for_text("Pinned: 1 in all");
    session.send("\x0e\x1bm");
    session.wait_for_text("Pinned: 2 in all");
    session.send("\x15kind:gap !is:pinned");
    session.wait_for_text("▸Gap 3 Prevention");
    session.send("\x1bm");
    session.wait_for_text("▸Gap 4 Prevention");
    session.wait_for_text("10 of 83");
    session.send("\x15is:pinned");
    session.wait_for_text("3 of 83");
    session.send("\x0e\x1bm");
    session.wait_for_text("2 of 83");
    // The next record is selected where the unpinned one was.
    session.wait_for_text("▸Gap 3 Prevention");
    session.send("\x1bm");
    session.wait_for_text("1 of 83");
    session.send("\x1bm");
    session.wait_for_text("no record is pinned");
}

#[test]
fn in_restricted_mode_the_dashboard_says_that_it_keeps_no_pins() {
    let session = Session::icatlas(&["--restricted", "is:pinned"], 80, 24);
    session.wait_for_text("restricted mode keeps no pins");
}
