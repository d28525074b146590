//! Following a tip works and does not lead to the next error.

mod common;

use std::process::Output;

use common::{icatlas, stderr};

/// Command lines with mistakes, for each command.
fn command_lines() -> Vec<Vec<&'static str>> {
    let mistakes: [&[&str]; 24] = [
        &["--json"],
        &["--unanswered"],
        &["--color", "always"],
        &["--quote"],
        &["-1"],
        &["-x"],
        &["--foo"],
        &["--jsno"],
        &["--forse"],
        &["--frmat", "md"],
        &["--format", "md"],
        &["--format=mdd"],
        &["--format", "bibtx"],
        &["--clipbord", "raw"],
        &["--clipboard=rwa"],
        &["--dta=nowhere"],
        &["--data", "-1"],
        &["--no-colour"],
        &["--explian"],
        &["--json", "--explain"],
        &["--pins"],
        &["-n", "-1"],
        &["-n", "x"],
        &["--ascii=yes"],
    ];
    let commands: [&[&str]; 8] =
        [&["find"], &["show"], &["list"], &["cite"], &["export"], &["check"], &[], &["--largest-file", "x", "show"]];
    let mut lines = Vec::new();
    for command in commands {
        for mistake in mistakes {
            for words in [&["gap"][..], &[]] {
                lines.push([command, mistake, words].concat());
                lines.push([command, words, mistake].concat());
            }
        }
    }
    let others: [&[&str]; 6] = [
        &["show", "member/unchr"],
        &["cite", "gpa/prevention"],
        &["list", "gpa"],
        &["help", "fnid"],
        &["find", "--"],
        &["show", ""],
    ];
    lines.extend(others.map(<[_]>::to_vec));
    lines
}

/// The words between two others in a message.
fn between<'a>(told: &'a str, before: &str, after: &str) -> Option<&'a str> {
    told.split_once(before)?.1.split(after).next()
}

/// The typed words, as a tip repeats them.
fn as_told(typed: &[&str], told: &str) -> Option<Vec<String>> {
    let exchange = |wrong: &str, right: &str| {
        let word = |word: &&str| {
            if word.starts_with(wrong) || word.ends_with(wrong) {
                word.replace(wrong, right)
            } else {
                (*word).to_owned()
            }
        };
        typed.iter().map(word).collect::<Vec<_>>()
    };
    if let Some(right) = between(told, "a similar argument exists: '", "'") {
        return Some(exchange(between(told, "unexpected argument '", "'").unwrap(), right));
    }
    if let Some(right) = between(told, "a similar value exists: '", "'") {
        return Some(exchange(between(told, "invalid value '", "'").unwrap(), right));
    }
    if let Some(right) = between(told, "did you mean ", "?") {
        return Some(exchange(typed.last().unwrap(), right));
    }
    if let Some((right, wrong)) = between(told, "write '", "' instead").zip(between(told, "instead of '", "'")) {
        let words = typed.iter().flat_map(|word| (if *word == wrong { right } else { word }).split(' '));
        return Some(words.map(str::to_owned).collect());
    }
    if let Some(wrong) = between(told, "to pass '", "'") {
        let mut words = typed.to_vec();
        words.insert(typed.iter().position(|word| *word == wrong).unwrap(), "--");
        return Some(words.into_iter().map(str::to_owned).collect());
    }
    if let Some((option, right)) = between(told, "' to '", "'").zip(between(told, "', write '", "'")) {
        let at = typed.iter().position(|word| *word == option).unwrap();
        let words = [&typed[..at], &[right], &typed[at + 2..]].concat();
        return Some(words.into_iter().map(str::to_owned).collect());
    }
    None
}

fn run(words: &[String]) -> Output {
    icatlas(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn every_tip_works_for_every_command() {
    let mut followed = 0;
    for typed in command_lines() {
        let told = stderr(&icatlas(&typed));
        let Some(mended) = as_told(&typed, &told) else {
            // Which commands have an option says nothing of the other words.
            let told = told.replacen("tip: '-", "'-", usize::from(told.contains("' is an option of ")));
            assert!(!told.contains("tip:") && !told.contains("did you mean"), "{typed:?}: {told}");
            continue;
        };
        followed += 1;
        let again = run(&mended);
        // The dashboard needs a terminal, and says so.
        let is_dashboard = stderr(&again).contains("standard output is not a terminal");
        assert!(again.status.code() != Some(2) || is_dashboard, "{typed:?}: {told}\n{mended:?}: {}", stderr(&again));
    }
    assert!(followed > 50, "{followed}");
}

#[test]
fn an_option_of_another_command_is_told_with_what_there_is_instead() {
    for (typed, tip) in [
        (&["export", "--color", "always", "demand"][..], "'--color' is an option of find, show, list, cite and diff\n"),
        (&["check", "--color=never"], "'--color' is an option of find, show, list, cite and diff\n"),
        (&["list", "gap", "--force"], "'--force' is an option of export\n"),
        (&["pick", "-n", "3"], "'-n' is an option of find\n"),
        (&["pick", "--json"], "write '--print json' instead of '--json'\n"),
        (&["export", "--json", "unodc"], "write '--format json' instead of '--json'\n"),
        (&["find", "--unanswered", "demand"], "write 'is:unanswered' instead of '--unanswered'\n"),
        (&["find", "--answered", "demand"], "write 'is:answered' instead of '--answered'\n"),
        (&["find", "--partly-answered", "demand"], "write 'is:partly-answered' instead of '--partly-answered'\n"),
        (&["export", "--partly-answered", "demand"], "write 'is:partly-answered' instead of '--partly-answered'\n"),
        (&["pick", "--partly-answered", "demand"], "write 'is:partly-answered' instead of '--partly-answered'\n"),
    ] {
        let output = icatlas(typed);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        assert!(told.contains(&format!("tip: {tip}")), "{typed:?}: {told}");
        assert!(!told.contains("similar") && !told.contains("--no-color"), "{typed:?}: {told}");
    }
}

#[test]
fn the_colours_may_be_chosen_before_the_command() {
    let commands: [&[&str]; 5] =
        [&["find", "demand"], &["show", "unodc"], &["list", "gap"], &["cite", "61/180"], &["find", "demand", "-women"]];
    for command in commands {
        for when in ["always", "never"] {
            let before = icatlas(&[&["--color", when], command].concat());
            let after = icatlas(&[command, &["--color", when]].concat());
            assert_eq!(before.status.code(), Some(0), "{command:?}: {}", stderr(&before));
            assert_eq!(before.stdout, after.stdout, "{command:?}");
            assert_eq!(before.stdout.contains(&b'\x1b'), when == "always", "{command:?}");
        }
    }
    let both = icatlas(&["--color=always", "find", "--color=never", "demand"]);
    assert!(!both.stdout.is_empty() && !both.stdout.contains(&b'\x1b'), "the command's own option decides");
    assert_eq!(icatlas(&["--color", "always", "export", "unodc"]).stdout, icatlas(&["export", "unodc"]).stdout);
    let wrong = stderr(&icatlas(&["--color", "nevr", "find", "demand"]));
    assert!(wrong.contains("a similar value exists: 'never'"), "{wrong}");
}

#[test]
fn a_word_with_a_hyphen_and_a_blank_is_told_to_go_after_two_hyphens() {
    for command in [&["find"][..], &["pick", "--first"], &["export"], &[]] {
        let told = stderr(&icatlas(&[command, &["- demand"]].concat()));
        assert!(told.contains("tip: to pass '- demand' as a value, use '-- - demand'"), "{command:?}: {told}");
        let told = stderr(&icatlas(&[command, &["--", "- demand"]].concat()));
        assert!(!told.contains("unexpected argument"), "{command:?}: {told}");
    }
}

#[test]
fn words_behind_the_kind_of_a_list_are_told_to_be_a_search() {
    for (typed, tip) in [
        (&["list", "gap", "demand"][..], "`icatlas find kind:gap demand` finds gaps by words\n"),
        (
            &["list", "Recs", "forced", "labour"],
            "`icatlas find kind:rec forced labour` finds recommendations by words\n",
        ),
        (&["list", "ev", "tokyo"], "`icatlas find kind:event tokyo` finds events by words\n"),
        (&["list", "demand", "women"], "`icatlas find demand women` finds records by words\n"),
        (
            &["list", "--unanswered", "gap", "demand"],
            "`icatlas find kind:gap is:unanswered demand` finds unanswered gaps by words\n",
        ),
        (
            &["list", "gap", "--partly-answered", "demand"],
            "`icatlas find kind:gap is:partly-answered demand` finds partly answered gaps by words\n",
        ),
        (
            &["list", "gap", "--answered", "demand"],
            "`icatlas find kind:gap is:answered demand` finds answered gaps by words\n",
        ),
    ] {
        let output = icatlas(typed);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        assert!(told.contains(&format!("tip: {tip}")), "{typed:?}: {told}");
        let command = between(&told, "`icatlas ", "`").unwrap();
        assert_ne!(icatlas(&command.split(' ').collect::<Vec<_>>()).status.code(), Some(2), "{command}");
    }
}

#[test]
fn a_tip_works_with_other_data() {
    let folder = common::copy();
    common::bad::edit(&folder, "contacts.ron", "contact/unodc-ahtmsu", "contact/unodc-unit");
    let typed = ["--data", folder.path().to_str().unwrap(), "show", "contact/unodc-unti"];
    let told = stderr(&icatlas(&typed));
    let mended = as_told(&typed, &told).unwrap();
    assert!(run(&mended).status.success(), "{told}");
}

#[test]
fn without_a_word_no_message_advises_a_shorter_one() {
    for query in ["!!!", "", " ", "\"", "-", "«»", "in:title", "'", "|", ":"] {
        let told = stderr(&icatlas(&["find", "--", query]));
        assert!(told.contains(": it contains no word; add one\n"), "{query}: {told}");
    }
    for (query, remedy) in [
        ("zzzzqqq", "1 contact, 20 documents\n"),
        // The remark on the filter is the remedy.
        ("^kind:zzz", "nothing found for “^kind:zzz”\n"),
        ("impunity kind:member", ": no record with these words passes the filters: try fewer filters\n"),
        ("kind:gap kind:rec pillar:prevention !pillar:prevention", ": no record passes the filters: try fewer\n"),
    ] {
        let told = stderr(&icatlas(&["find", "--", query]));
        assert!(told.ends_with(remedy), "{query}: {told}");
    }
    let covered =
        "it is in none of the 83 records of the edition of 20 October 2010; what is here: 18 members, 13 gaps, ";
    assert!(stderr(&icatlas(&["find", "zzzzqqq"])).contains(covered));
    let near = "2010; the nearest word is extradition; what is here: ";
    assert!(stderr(&icatlas(&["find", "extraditionism"])).contains(near));
}

#[test]
fn a_wrong_number_or_name_is_reported_with_the_right_ones() {
    for (typed, sentence) in [
        (&["find", "-n", "x", "y"][..], "invalid value 'x' for '-n <N>': write a whole number from 1 to 4294967295\n"),
        (&["find", "-n", "0", "y"], "invalid value '0' for '-n <N>': write a whole number from 1 to 4294967295\n"),
        (&["find", "-n", "99999999999999999999", "y"], ": write a whole number from 1 to 4294967295\n"),
        (&["--largest-file", "1.5", "check"], ": write a whole number from 1 to 1048576\n"),
        (&["show", ""], "the id is empty: name a record, such as member/unodc\n"),
        (&["cite", " "], "the id is empty: name a record, such as member/unodc\n"),
        (&["list", ""], "the kind of record is missing: use one of member, body, gap, "),
    ] {
        let told = stderr(&icatlas(typed));
        assert!(told.contains(sentence), "{typed:?}: {told}");
    }
}
