//! Words after `icatlas` that are nearly a command, or a kind; and words for `find` that begin with a hyphen.

mod common;

use common::pty::Session;
use common::{ICATLAS, built_in_icatlas, command, icatlas, stderr, stdout};

/// The screen that opens for these arguments, once it shows a text.
fn opened(arguments: &[&str], text: &str) -> String {
    let session = Session::icatlas(arguments, 100, 30);
    session.wait_for_text(text);
    session.settle();
    session.contents()
}

#[test]
fn a_misspelt_command_opens_the_search_for_the_words_after_it() {
    let screen = opened(&["fnid", "demand"], "`icatlas find …` is the command");
    assert!(screen.contains("Increase the focus on demand"), "{screen}");
    assert!(!screen.contains("fnid"), "{screen}");
    let screen = opened(&["fnid", "demand", "--", "women"], "`icatlas find …` is the command");
    assert!(screen.contains("/ demand women"), "{screen}");
    let screen = opened(&["shwo"], "`icatlas show …` is the command");
    assert!(screen.contains("records"), "{screen}");
}

#[test]
fn a_kind_is_searched_as_it_stands_and_said_to_be_listed() {
    let screen = opened(&["gaps"], "`icatlas list gap` lists them");
    assert!(screen.contains("gaps") && screen.contains("Gap 1"), "{screen}");
    assert!(!opened(&["gaps", "prevention"], "Gap 1").contains("lists them"));
}

#[test]
fn words_of_the_data_and_words_after_two_hyphens_get_no_notice() {
    for arguments in [&["fund"][..], &["men"], &["demand"], &["--", "fnid", "demand"], &["--", "gaps"]] {
        let word = arguments[arguments.len().min(2) - 1];
        let screen = opened(arguments, word);
        assert!(!screen.contains("is the command") && !screen.contains("lists them"), "{arguments:?}: {screen}");
    }
}

#[test]
fn without_a_terminal_a_first_word_that_is_no_command_ends_with_a_suggestion() {
    for (arguments, remedy) in [
        (&["fnid", "demand"][..], "`icatlas find …` is the command\n"),
        (&["gaps"], "`icatlas list gap` lists them\n"),
        (&["gaps", "demand"], "`icatlas find kind:gap …` finds gaps alone\n"),
        (&["instr"], "`icatlas list instrument` lists them\n"),
        (&["func"], "`icatlas list function` lists them\n"),
        (&["recs"], "`icatlas list rec` lists them\n"),
        (&["fnid", "--", "demand"], "`icatlas find …` is the command\n"),
        (&["fund"], "use `icatlas find WORDS`\n"),
        (&["--no-color", "--", "fnid", "demand"], "use `icatlas find WORDS`\n"),
        (&["demand"], "use `icatlas find WORDS`\n"),
    ] {
        let output = icatlas(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = stderr(&output);
        assert!(told.starts_with("icatlas: standard output is not a terminal") && told.ends_with(remedy), "{told}");
        // With the keyboard elsewhere, too.
        let typed = format!("{ICATLAS} {} </dev/null; echo code $?", arguments.join(" "));
        let session = Session::program("/bin/sh", &["-c", &typed], &[], 200, 24);
        session.wait_for_text("code 2");
        assert!(session.contents().contains(remedy.trim_end()), "{}", session.contents());
    }
    let told = stderr(&icatlas(&["fnid", "--json", "demand"]));
    assert!(told.contains("did you mean `icatlas find …`?"), "{told}");
}

#[test]
fn without_words_the_keys_come_from_the_terminal_wherever_standard_input_is_from() {
    for input in ["</dev/null", "<&-"] {
        let typed = format!("exec {ICATLAS} {input}");
        let mut session = Session::program("/bin/sh", &["-c", &typed], &[], 100, 30);
        session.wait_for_text("[1 Members]");
        session.send("q");
        assert_eq!(session.wait().exit_code(), 0, "{input}");
        session.assert_restored();
    }
    let typed = format!("setsid --wait {ICATLAS} </dev/null; echo code $?");
    let session = Session::program("/bin/sh", &["-c", &typed], &[], 200, 30);
    session.wait_for_text("code 4");
    assert!(session.contents().contains("run icatlas in a terminal"), "{}", session.contents());
}

#[test]
fn a_command_in_other_case_is_nearly_a_command_though_the_word_occurs_in_the_data() {
    for (typed, name) in [("FIND", "find"), ("Find", "find"), ("Pick", "pick"), ("LIST", "list")] {
        let told = stderr(&built_in_icatlas(&[typed, "demand"]));
        assert!(told.ends_with(&format!(": `icatlas {name} …` is the command\n")), "{typed}: {told}");
    }
    let session = Session::program(ICATLAS, &["FIND", "demand"], &[("ICATLAS_DATA", "")], 100, 30);
    session.wait_for_text("`icatlas find …` is the command");
    session.wait_for_text("/ demand");
}

#[test]
fn a_misspelt_command_is_named_even_if_the_data_has_problems() {
    let output = icatlas(&["--data", "/nowhere", "fnid", "demand"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`icatlas find …` is the command"), "{}", stderr(&output));
}

#[test]
fn find_takes_a_word_with_a_hyphen_as_one_to_exclude() {
    let found = |arguments: &[&str]| {
        let output = icatlas(&[&["find"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    };
    let without = found(&["victims", "!protection"]);
    assert_ne!(without, found(&["victims"]));
    for arguments in
        [&["victims", "-protection"][..], &["-protection", "victims"], &["--color", "never", "victims", "-protection"]]
    {
        assert_eq!(found(arguments), without, "{arguments:?}");
    }
    // Words that begin like the options -n and -h.
    assert_eq!(found(&["victims", "-need", "-n", "2"]), found(&["victims", "!need", "-n", "2"]));
    assert_eq!(found(&["victims", "-hindered"]), found(&["victims", "!hindered"]));
    // Words that are options of other commands, and several words in quotation marks.
    assert_eq!(found(&["victims", "-force"]), found(&["victims", "!force"]));
    assert_eq!(found(&["victims", "-\"protection measures\""]), found(&["victims", "!\"protection measures\""]));
    let remark = stderr(&icatlas(&["find", "victims", "-protection"]));
    assert!(remark.starts_with("“-protection” is read as “!protection”"), "{remark}");
    // But no value of an option is one.
    let folder = tempfile::tempdir().unwrap();
    for value in ["-women", "-1"] {
        let output = command(ICATLAS).args(["export", "-o", value]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{value}");
    }
    // One letter or digit, too, in any script; but not that of an option, nor with a number that the option does not take.
    for letter in ["x", "é", "3", "V"] {
        let (dashed, excluded) = (format!("-{letter}"), format!("!{letter}"));
        assert_eq!(found(&["victims", &dashed]), found(&["victims", &excluded]), "{letter}");
    }
    for mistyped in ["-json", "-n", "-n0", "--protection"] {
        assert_eq!(icatlas(&["find", "victims", mistyped]).status.code(), Some(2), "{mistyped}");
    }
    // The name of an option, where the option could not stand: `--data` wants a folder, and `--color` one of its values.
    assert_eq!(found(&["trafficking", "-data"]), found(&["trafficking", "!data"]));
    assert_eq!(found(&["-data", "trafficking"]), found(&["!data", "trafficking"]));
    assert_eq!(found(&["victims", "-color", "purple"]), found(&["victims", "!color", "purple"]));
    let told = stderr(&icatlas(&["find", "collection", "-data", "tests"]));
    assert!(told.contains("to exclude the word write '!data', for the option '--data'"), "{told}");
    assert_eq!(icatlas(&["show", "gap", "-protection"]).status.code(), Some(2), "show does not search");
}

#[test]
fn an_option_behind_one_hyphen_is_told_how_to_be_written_with_or_without_words() {
    for (arguments, wrong, remedy) in [
        (&["find", "demand", "-json"][..], "-json", "to exclude the word write '!json', for the option '--json'"),
        (&["find", "-json"], "-json", "to exclude the word write '!json', for the option '--json'"),
        (&["find", "-explain"], "-explain", "to exclude the word write '!explain', for the option '--explain'"),
        (&["pick", "-first"], "-first", "to exclude the word write '!first', for the option '--first'"),
        (&["export", "-pins"], "-pins", "to exclude the word write '!pins', for the option '--pins'"),
        (&["women", "-ascii"], "-ascii", "to exclude the word write '!ascii', for the option '--ascii'"),
        (&["show", "unodc", "-json"], "-json", "for the option write '--json'"),
        (&["list", "-unanswered"], "-unanswered", "for the option write '--unanswered'"),
        (&["cite", "unodc", "-quote"], "-quote", "for the option write '--quote'"),
    ] {
        let output = icatlas(arguments);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(&format!("unexpected argument '{wrong}' found\n\n  tip: {remedy}\n")), "{told}");
    }
    for (arguments, remedy) in [(["find", "women", "-n"], "'!n'"), (["export", "women", "-o"], "'!o'")] {
        let told = stderr(&icatlas(&arguments));
        assert!(told.contains("a value is required") && told.contains(remedy), "{told}");
    }
}

#[test]
fn every_search_takes_a_word_with_a_hyphen() {
    let picked = icatlas(&["pick", "--first", "--print", "id", "impunity", "-women"]);
    assert_eq!(stdout(&picked), "gap/prosecution/1\n", "{}", stderr(&picked));
    let searched = icatlas(&["demand", "-women"]);
    assert!(stderr(&searched).contains("not a terminal"), "{}", stderr(&searched));
    let mistyped = icatlas(&["-demand"]);
    assert!(stderr(&mistyped).contains("unexpected argument"), "{}", stderr(&mistyped));
}

#[test]
fn many_words_to_exclude_take_no_longer_than_they_are_many() {
    // Looking for each among all others took more than half a minute.
    let mut command = command("/bin/sh");
    command.args(["-c", "ulimit -t 15; exec \"$0\" \"$@\"", ICATLAS, "find"]);
    let output = command.args((0..100_000).map(|number| format!("-w{number}"))).output().unwrap();
    assert!(stderr(&output).contains("only the first 256 characters count"), "{:?}", output.status);
}
