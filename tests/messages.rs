//! Messages about mistakes: each mistake once, at its location, with a remedy that works.

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use common::bad::{assert_reported, edit, location, reported};
use common::pty::Session;
use common::{ICATLAS, built_in_icatlas, command, copy, copy_to, icatlas, icatlas_with, stderr, stdout};
use icatlas::atlas::{Atlas, LoadError};
use tempfile::TempDir;

#[test]
fn one_mistake_is_reported_once() {
    for (file, right, wrong) in [
        ("gaps.ron", "\"gap/prevention/2\"", "\"gaap/prevention/2\""),
        ("gaps.ron", "\"gap/prevention/2\"", "\"gap/prevention/two\""),
        ("gaps.ron", "\"gap/prevention/2\"", "\"rec/prevention/2\""),
        ("gaps.ron", "id: \"gap/prevention/2\",", ""),
        ("gaps.ron", "\",\n", "\"\n"),
        ("members.ron", "\"member/unodc\"", "\"member/UNODC\""),
        ("members.ron", "\"member/unodc\"", "\"member/iom\""),
        ("members.ron", "id: \"member/unodc\"", "di: \"member/unodc\""),
        ("members.ron", "id: \"member/unodc\"", "x: \"member/unodc\""),
        ("members.ron", "\"event/2006-09-tokyo\"", "\"member/2006-09-tokyo\""),
        ("members.ron", "citations: [", "citations ["),
        ("contacts.ron", "\"contact/unodc-ahtmsu\"", "\"event/unodc-ahtmsu\""),
    ] {
        let folder = copy();
        edit(&folder, file, right, wrong);
        let reported = reported(folder.path());
        assert!(reported.ends_with("\n1 problem in the data\n"), "{wrong}: {reported}");
    }
}

#[test]
fn a_missing_sign_is_reported_once_wherever_it_was() {
    let folder = copy();
    for file in ["gaps.ron", "contacts.ron", "edition.ron"] {
        let path = folder.path().join(file);
        let whole = fs::read_to_string(&path).unwrap();
        let data = whole.lines().take_while(|line| line.starts_with("//")).map(|line| line.len() + 1).sum();
        for (at, sign) in whole.char_indices().filter(|(at, sign)| *at >= data && "\",:()[]".contains(*sign)).take(150)
        {
            fs::write(&path, [&whole[..at], &whole[at + 1..]].concat()).unwrap();
            match Atlas::load(folder.path()) {
                // The last comma of a list may be missing, and texts contain colons and brackets, too.
                Ok(_) => {}
                Err(LoadError::Data(problems)) => {
                    assert_eq!(problems.count(), 1, "{sign} at {at} of {file}: {problems}");
                }
                Err(LoadError::Memory(short)) => panic!("{short}"),
            }
        }
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn a_missing_quotation_mark_is_reported_where_its_text_begins() {
    let over_lines = "the text that begins here is not closed in its line: add the quotation mark that ends it; several \
                      paragraphs are a list of texts\n";
    for (file, whole, cut) in [
        ("gaps.ron", "\"Large impunity\"", "\"Large impunity"),
        ("gaps.ron", "\"gap/prevention/2\"", "\"gap/prevention/2"),
        ("events.ron", "\"2010-07-30\"", "\"2010-07-30"),
        ("edition.ron", "\"2010-deck\"", "\"2010-deck"),
    ] {
        let folder = copy();
        edit(&folder, file, whole, cut);
        assert_reported(&folder, &format!("{file}:{}", location(&folder, file, cut)), over_lines);
    }
    let folder = copy();
    edit(&folder, "synonyms.ron", "\"cop\"", "\"cop");
    let at = location(&folder, "synonyms.ron", "\"cop,");
    let closed = "the quotation marks of this text do not match: add the one that ends it, or remove one within it\n";
    assert_reported(&folder, &format!("synonyms.ron:{at}"), closed);
    let folder = copy();
    edit(&folder, "gaps.ron", "\"Large impunity", "\"Large\"impunity");
    let at = location(&folder, "gaps.ron", "\"Large\"");
    assert_reported(&folder, &format!("gaps.ron:{at}"), closed);
    for cut in ["Large impunity\"", "Large impunity"] {
        let folder = copy();
        edit(&folder, "gaps.ron", "\"Large impunity\"", cut);
        assert!(reported(folder.path()).contains("expected here: put it between quotation marks\n"));
    }
}

#[test]
fn a_superfluous_sign_is_reported_as_such() {
    for (right, wrong, at, what) in [
        (
            "approach\"),",
            "approach\"),,",
            ",\n        headline",
            "the name of a field is expected here: remove this, or correct",
        ),
        ("    ),", "    )\u{7},", "\u{7}", "the text holds U+0007, a control character: remove it\n"),
        ("holistic", "holi\\stic", "\"Need for a hol", "a backslash in this text begins no valid escape: remove"),
    ] {
        let folder = copy();
        edit(&folder, "gaps.ron", right, wrong);
        assert_reported(&folder, &format!("gaps.ron:{}", location(&folder, "gaps.ron", at)), what);
    }
}

#[test]
fn an_unclosed_comment_is_reported_where_it_begins() {
    for (right, wrong) in [
        ("    (\n        id: \"gap/protection/1\"", "    /* a /* b */ (\n        id: \"gap/protection/1\""),
        ("// The", "/* The"),
    ] {
        let folder = copy();
        edit(&folder, "gaps.ron", right, wrong);
        let at = location(&folder, "gaps.ron", "/* ");
        assert_reported(
            &folder,
            &format!("gaps.ron:{at}"),
            "the comment that begins here has no end: add `*/` after it\n",
        );
    }
}

#[test]
fn a_comment_without_its_mark_is_one_problem_with_any_commas() {
    for mark in ["", "/ "] {
        let folder = copy();
        let words = format!(
            "    {mark}From here on, all that, in part, is about protection.\n    (\n        id: \"gap/protection/1\""
        );
        edit(&folder, "gaps.ron", "    (\n        id: \"gap/protection/1\"", &words);
        let at = location(&folder, "gaps.ron", "From here on");
        assert_reported(&folder, &format!("gaps.ron:{at}"), "expected struct `Gap` but found `From`");
    }
}

/// The message of `check` for an account other than root, which can read every folder.
fn told_to_others(folder: &TempDir) -> String {
    let program = folder.path().join("icatlas");
    // Another process makes the copy: a test that starts a program at this moment would hold it open, and it could not be run.
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_icatlas")).arg(&program).status().unwrap().success());
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let mut check = Command::new(program);
    check.env("LC_ALL", "C.UTF-8").args(["check", folder.path().join("data").to_str().unwrap()]);
    if rustix::process::geteuid().is_root() {
        check.uid(65534);
    }
    let output = check.output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    stderr(&output)
}

#[test]
fn a_folder_that_cannot_be_listed_is_one_problem() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    copy_to(&data);
    fs::set_permissions(&data, Permissions::from_mode(0o311)).unwrap();
    let reported = told_to_others(&folder);
    assert!(
        reported.contains("/data: no permission to read it: make the folder readable\n1 problem in the data\n"),
        "{reported}"
    );
    // A folder must be searchable, too.
    let closed =
        "no permission to open what is in it: let the folder be entered, as by `chmod +x`\n1 problem in the data\n";
    fs::set_permissions(&data, Permissions::from_mode(0o444)).unwrap();
    let reported = told_to_others(&folder);
    assert!(reported.contains(&format!("/data: {closed}")), "{reported}");
    fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
    // A kind with an unreadable folder is not missing, too.
    fs::create_dir(data.join("gaps")).unwrap();
    fs::rename(data.join("gaps.ron"), data.join("gaps/all.ron")).unwrap();
    fs::set_permissions(data.join("gaps"), Permissions::from_mode(0o311)).unwrap();
    let reported = told_to_others(&folder);
    assert!(reported.contains("/gaps: no permission to read it: make the folder readable\n1 problem"), "{reported}");
    fs::set_permissions(data.join("gaps"), Permissions::from_mode(0o444)).unwrap();
    let reported = told_to_others(&folder);
    assert!(reported.contains(&format!("/gaps: {closed}")), "{reported}");
    fs::set_permissions(data.join("gaps"), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn only_a_file_that_is_not_there_is_missing() {
    for (name, link, what) in [
        ("gaps.ron", "/nowhere", "the link leads nowhere: correct or remove it\n"),
        ("gaps", "/nowhere", "the link leads nowhere: correct or remove it\n"),
        (
            "gaps",
            "gaps",
            "cannot be read (Too many levels of symbolic links (os error 40)): make the folder readable\n",
        ),
        ("gaps.ron", "edition.ron/x", "cannot be read (Not a directory (os error 20)): make it readable\n"),
    ] {
        let folder = copy();
        fs::remove_file(folder.path().join("gaps.ron")).unwrap();
        symlink(link, folder.path().join(name)).unwrap();
        assert_reported(&folder, name, what);
    }
    // A path through a file, and a path that is too long.
    let folder = copy();
    let within = reported(&folder.path().join("gaps.ron/data"));
    assert!(
        within.contains("/gaps.ron/data: cannot be read (Not a directory (os error 20)): name a folder"),
        "{within}"
    );
    let long = reported(&folder.path().join("x".repeat(300)));
    assert!(long.contains(": cannot be read (File name too long (os error 36)): name a folder"), "{long}");
}

/// The words in quotation marks after `words` in a tip.
fn told_to_write<'a>(reported: &'a str, words: &str) -> Option<&'a str> {
    reported.split_once(words)?.1.split('\'').next()
}

#[test]
fn every_tip_that_is_given_works() {
    let file = TempDir::new().unwrap();
    for arguments in [
        &["find", "--1", "x"][..],
        &["find", "x", "--1"],
        &["find", "--1", "x", "--json"],
        &["find", "-n", "-1", "x"],
        &["find", "-n", "-x", "x"],
        &["list", "-1"],
        &["show", "gap", "-1"],
        &["export", "-o", "-1"],
        &["export", "--pins", "-1"],
        &["cite", "--format", "-1", "gap"],
        &["check", "-1"],
        &["--data", "-1", "list", "gap"],
        &["--largest-file", "-1", "check"],
        &["--clipboard", "-x"],
        &["-1"],
        &["--foo"],
        &["find", "--foo=bar", "x"],
    ] {
        let output = icatlas(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let reported = stderr(&output);
        let last = *arguments
            .iter()
            .find(|word| word.starts_with('-') && reported.contains(&format!("'{word}' found")))
            .unwrap_or(&"");
        let mended: Vec<&str> = if let Some(tip) = told_to_write(&reported, "as a value, use '") {
            arguments
                .iter()
                .flat_map(|word| if *word == last { tip.split(' ').collect() } else { vec![*word] })
                .collect()
        } else if let Some(tip) = told_to_write(&reported, "', write '") {
            let option = tip.split('=').next().unwrap();
            arguments
                .iter()
                .filter(|word| **word != last)
                .map(|word| if *word == option { tip } else { *word })
                .collect()
        } else {
            assert!(!reported.contains("tip:") || reported.contains("similar"), "{reported}");
            continue;
        };
        // The dashboard needs a terminal, and says so.
        let again = command(ICATLAS).args(&mended).current_dir(file.path()).output().unwrap();
        let again = stderr(&again);
        assert!(
            !again.contains("unexpected argument") && !again.contains("a value is required"),
            "{mended:?}: {again}"
        );
    }
    let data = icatlas(&["--data", "-1", "list", "gap"]);
    assert!(stderr(&data).contains("to give '-1' to '--data', write '--data=-1'"), "{}", stderr(&data));
    let words = icatlas(&["find", "--1", "x"]);
    assert!(stderr(&words).contains("to pass '--1' as a value, use '-- --1'"), "{}", stderr(&words));
    let word = icatlas(&["export", "-organized", "trafficking"]);
    assert!(
        stderr(&word).contains("write '!organized' to exclude the word, '-o rganized' for the file"),
        "{}",
        stderr(&word)
    );
    assert!(word.status.code() == Some(2) && !Path::new("rganized").exists());
    let file = icatlas(&["export", "-o", "-women"]);
    assert!(stderr(&file).contains("to give '-women' to '-o', write '-o=-women'"), "{}", stderr(&file));
    let number = icatlas(&["find", "-n", "-1", "x"]);
    assert!(stderr(&number).contains("invalid value '-1' for '-n <N>'"), "{}", stderr(&number));
}

#[test]
fn messages_repeat_no_argument_at_full_length() {
    let long = "q".repeat(100_000);
    let [kind, option, key, path] =
        [format!("kind:{long}"), format!("--{long}"), format!("{long}:x"), format!("nowhere/{long}")];
    for arguments in [
        &["find", &long][..],
        &["find", &kind],
        &["find", &key],
        &["find", "impunity", &long],
        &["find", "-n", &long, "x"],
        &["show", &long],
        &["list", &long],
        &["cite", "--format", &long, "gap"],
        &["cite", &long],
        &["export", &long],
        &["export", "-o", &path],
        &["--data", &long, "check"],
        &["check", &long],
        &[&option],
        &["find", &option, "x"],
        &["--clipboard", &long],
        &[&long],
    ] {
        let output = icatlas(arguments);
        let reported = stderr(&output);
        assert!(reported.len() < 8000, "{:.60?}: {} bytes", arguments, reported.len());
        assert!(output.status.success() || reported.contains(": ") && reported.ends_with('\n'), "{reported}");
    }
    let set = std::path::Path::new(&long);
    for variable in ["ICATLAS_DATA", "ICATLAS_CLIPBOARD", "ICATLAS_ESCAPE_MS"] {
        assert!(stderr(&icatlas_with(&["check"], &[(variable, set)])).len() < 8000, "{variable}");
    }
}

#[test]
fn articles_and_numbers_agree_with_their_nouns() {
    let folder = copy();
    edit(&folder, "contacts.ron", "\"contact/unodc-ahtmsu\"", "\"event/unodc-ahtmsu\"");
    edit(&folder, "crosswalk.ron", "from: \"rec/prevention/1\"", "from: \"instrument/tip-protocol\"");
    let reported = reported(folder.path());
    assert!(reported.contains("is that of an event, in a file of contacts"), "{reported}");
    assert!(reported.contains("leads here from an instrument to a gap"), "{reported}");

    // One record, a text of one word, a phrase in one word.
    let folder = copy();
    for file in fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()) {
        let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
        if !["edition", "documents"].contains(&stem.as_str()) {
            fs::write(file, "[]").unwrap();
        }
    }
    let document = "[(id: \"document/x\", title: Verbatim(\"Anti-trafficking\"), body: \"b\", text: Verbatim(\"x\"), citations: \
                    [(document: \"document/x\", place: Whole)])]";
    fs::write(folder.path().join("documents.ron"), document).unwrap();
    let name = folder.path().to_str().unwrap();
    assert!(stdout(&icatlas(&["check", name])).contains(": 1 record, no problems"));
    for words in [["trafficking", "anti"], ["x", "x"]] {
        let explained = stdout(&icatlas(&["--data", name, "find", "--explain", words[0], words[1]]));
        for wrong in [" 1 words", " 1 points", " 1 records"] {
            assert!(!explained.contains(wrong), "{explained}");
        }
    }
    let explained = stdout(&icatlas(&["--data", name, "find", "--explain", "trafficking", "anti"]));
    assert!(explained.contains("within 1 word,"), "{explained}");
}

#[test]
fn a_long_message_is_broken_between_words_on_a_terminal() {
    let session = Session::program(ICATLAS, &["show", "zzzz"], &[("ICATLAS_DATA", "")], 40, 24);
    session.wait_for_text("ids");
    session.settle();
    let screen = session.contents();
    let lines: Vec<&str> = screen.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let piped = stderr(&built_in_icatlas(&["show", "zzzz"]));
    assert!(lines.len() > 1 && lines.join(" ") == piped.trim_end(), "{screen}\n{piped}");
    // Wherever the result goes.
    let script = format!("{ICATLAS} export unodc iom police >/dev/null");
    let mut session = Session::program("/bin/sh", &["-c", &script], &[], 40, 24);
    session.wait();
    let screen = session.contents();
    let lines: Vec<&str> = screen.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let expected = ["“unodc” and “iom” name records, but", "“police” does not: the words are read as", "a query"];
    assert_eq!(lines, expected);
}
