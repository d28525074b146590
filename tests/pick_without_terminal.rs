//! `icatlas pick` without a terminal: it says so, unless `--first` needs none.

mod common;

use std::process::Stdio;

use common::pty::Session;
use common::{ICATLAS, command, stderr, stdout};

/// Runs icatlas without a controlling terminal.
fn without_terminal(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = command("setsid");
    let output = command.arg("--wait").arg(ICATLAS).args(arguments).stdin(Stdio::null()).output().unwrap();
    (output.status.code(), stdout(&output), stderr(&output))
}

#[test]
fn without_a_terminal_pick_says_so_and_ends_with_4() {
    let (code, printed, said) = without_terminal(&["pick", "large", "impunity"]);
    assert_eq!((code, printed.as_str()), (Some(4), ""));
    assert_eq!(
        said,
        "icatlas: there is no terminal to show the search on: run `icatlas pick` in a terminal, or use `icatlas find WORDS`\n"
    );
    let mut session = Session::icatlas_with(&["pick"], &[("TERM", "dumb")], 80, 24);
    assert_eq!(session.wait().exit_code(), 4);
    assert!(session.contents().contains("TERM is dumb"), "{}", session.contents());
}

#[test]
fn pick_does_not_begin_where_the_answer_would_be_lost() {
    let typed = format!("{ICATLAS} pick impunity >&-; echo code $?");
    let session = Session::program("/bin/sh", &["-c", &typed], &[], 100, 24);
    session.wait_for_text("code 4");
    let said = "icatlas: standard output is closed: run `icatlas pick` with a pipe, a file or a terminal for it";
    assert!(session.contents().contains(said), "{}", session.contents());
}

#[test]
fn first_prints_the_only_record_that_has_all_words_as_typed() {
    for (words, id) in [
        ("large impunity", "gap/prosecution/1"),
        ("IMPUNITY large", "gap/prosecution/1"),
        ("the large impunity", "gap/prosecution/1"),
        ("gap/prosecution/1", "gap/prosecution/1"),
        ("kind:contact", "contact/unodc-ahtmsu"),
        ("\"large impunity\"", "gap/prosecution/1"),
        ("large !police", "gap/prosecution/1"),
        // What a word says counts: a label, a kind, a date.
        ("phone", "contact/unodc-ahtmsu"),
        ("Telephone number", "contact/unodc-ahtmsu"),
        ("contacts", "contact/unodc-ahtmsu"),
        ("2006-09", "event/2006-09-tokyo"),
        ("September 2006", "event/2006-09-tokyo"),
        ("recommendation destination", "rec/prevention/2"),
    ] {
        let printed = without_terminal(&["pick", "--first", "--print", "id", words]);
        assert_eq!(printed, (Some(0), format!("{id}\n"), String::new()), "{words}");
    }
}

#[test]
fn first_prints_nothing_if_none_or_several_have_all_words_as_typed() {
    for words in [
        "",                   // All records.
        "victims",            // Several have it.
        "large impuntiy",     // Corrected.
        "large impun",        // The beginning of a word.
        "impunity refugees",  // No record has both.
        "kind:zebra",         // Finds nothing.
        "prosecutor",         // Another form of a word.
        "NAP",                // Only by the vocabulary.
        "phon",               // The beginning of a label.
        "phones",             // Another form of a label.
        "recomm destination", // The beginning of a kind.
    ] {
        let (code, printed, _) = without_terminal(&["pick", "--first", "--print", "id", words]);
        assert_eq!((code, printed.as_str()), (Some(4), ""), "{words}");
    }
    for (words, told) in [
        ("unanimous impunity", "no record has all words as typed, and there is no terminal to show the search on: "),
        ("kind:function", "3 records have all words as typed, and there is no terminal to show the search on: "),
    ] {
        let (code, _, said) = without_terminal(&["pick", "--first", words]);
        assert!(code == Some(4) && said.starts_with(&format!("icatlas: {told}")), "{words}: {said}");
    }
}
