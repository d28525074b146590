//! Rows of `find` and `list` and colours of the commands, on a terminal and in a pipe.

mod common;

use common::pty::Session;
use common::{command, icatlas, stderr, stdout};
use icatlas::present::wrap::width as width_of;

/// The lines that a command prints on a terminal of this width, and all that it sends.
fn on_terminal(arguments: &[&str], environment: &[(&str, &str)], width: u16) -> (Vec<String>, String) {
    let mut session = Session::icatlas_with(arguments, environment, width, 150);
    assert_eq!(session.wait().exit_code(), 0, "{arguments:?}");
    let lines = session.contents().lines().map(|line| line.trim_end().to_owned()).collect();
    (lines, String::from_utf8(session.bytes()).unwrap())
}

/// The words of a text, however it is broken.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn on_a_terminal_a_row_has_the_whole_text_first_and_the_id_last() {
    for width in [40, 80, 120] {
        for arguments in [&["find", "victims"][..], &["list", "recs"], &["list", "documents"]] {
            let (lines, _) = on_terminal(arguments, &[], width);
            let piped = stdout(&icatlas(arguments));
            let mut lines = lines.iter().filter(|line| !line.starts_with("──")).peekable();
            for row in piped.lines() {
                let fields: Vec<&str> = row.split('\t').collect();
                let mut shown: Vec<String> = Vec::new();
                while !shown.last().is_some_and(|line| line.ends_with(fields[0])) {
                    let line = lines.next().unwrap_or_else(|| panic!("{width}, {row}: {shown:#?}"));
                    assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
                    assert!(shown.is_empty() || line.starts_with("  "), "{width}: {line}");
                    shown.push(line.clone());
                }
                let shown = words(&shown.join(" "));
                assert!(shown.starts_with(&words(fields[3])), "{width}, {row}: {shown:?}");
                // The kind and the pillar in short, and the id.
                let label = shown.len() - words(fields[3]).len();
                assert_eq!(label, if fields[2].is_empty() { 2 } else { 3 }, "{shown:?}");
            }
            assert_eq!(lines.next(), None, "{width}, {arguments:?}");
        }
    }
}

#[test]
fn at_80_columns_a_row_reads_like_this() {
    let (lines, _) = on_terminal(&["find", "extradition"], &[], 80);
    assert_eq!(
        lines,
        [
            "Increase mutual legal assistance at the global level, including extradition and",
            "  confiscating trafficked proceeds                   Rec Part  rec/partnership/3",
        ]
    );
    let (lines, _) = on_terminal(&["find", "extradition"], &[], 40);
    assert_eq!(
        lines,
        [
            "Increase mutual legal assistance at the",
            "  global level, including extradition",
            "  and confiscating trafficked proceeds",
            "             Rec Part  rec/partnership/3",
        ]
    );
}

#[test]
fn a_letter_may_carry_more_marks_than_are_shown() {
    let folder = common::copy();
    let heavy = format!("Z{}", "\u{301}".repeat(200));
    let name =
        format!("{heavy} Large impunity for those that traffic, and for those who let them; {heavy} unlike others");
    common::bad::edit(&folder, "gaps.ron", "Large impunity", &name);
    let data = folder.path().to_str().unwrap();
    for width in [40, 41, 80, 81] {
        for command in [&["find", "impunity"][..], &["list", "gap"]] {
            let (lines, sent) = on_terminal(&[&["--data", data], command].concat(), &[], width);
            let shown = words(&lines.join(" ")).join(" ");
            assert!(shown.contains(" Large impunity for those that traffic, and for those who let them; Z"), "{shown}");
            assert!(command[0] == "list" || sent.contains("Large \x1b[1;4mimpunity\x1b[m for"), "{sent:?}");
        }
    }
}

#[test]
fn in_a_list_of_a_kind_what_the_records_are_stands_in_one_column() {
    for width in [60, 80, 120] {
        for (kind, label) in [("documents", "Document  "), ("events", "Event  "), ("recs", "Rec P")] {
            let (lines, _) = on_terminal(&["list", kind], &[], width);
            let columns: std::collections::BTreeSet<usize> =
                lines.iter().filter_map(|line| line.rfind(label).map(|at| width_of(&line[..at]))).collect();
            assert_eq!(columns.len(), 1, "{kind} at {width}: {columns:?}\n{}", lines.join("\n"));
        }
    }
}

#[test]
fn on_a_terminal_headings_say_which_words_the_rows_have() {
    let (lines, _) = on_terminal(&["find", "victims", "extradition"], &[], 80);
    assert!(lines[0].starts_with("── With victims, not extradition ──"), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("── With extradition, not victims ──")), "{lines:?}");
    assert!(!stdout(&icatlas(&["find", "victims", "extradition"])).contains("──"));
}

#[test]
fn on_a_terminal_the_kinds_are_aligned() {
    let (lines, _) = on_terminal(&["list"], &[], 80);
    assert!(lines.contains(&"recommendation  16".to_owned()) && lines.contains(&"gap             13".to_owned()));
}

/// The commands that print in colours.
const COMMANDS: [&[&str]; 4] = [
    &["find", "extradition"],
    &["show", "gap/prosecution/1"],
    &["list", "gap"],
    &["cite", "gap/prosecution/1", "61/180"],
];

/// The looks that a text switches on, as the parameters of its sequences.
fn looks(text: &str) -> Vec<String> {
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| Some(rest.split_once('m')?.0.to_owned()));
    let mut looks: Vec<String> = sequences.filter(|look| !look.is_empty()).collect();
    looks.sort();
    looks.dedup();
    looks
}

#[test]
fn a_pipe_gets_no_colours_unless_they_are_asked_for_always() {
    for arguments in COMMANDS {
        let plain = stdout(&icatlas(arguments));
        assert!(!plain.contains('\x1b'), "{arguments:?}");
        for mode in ["auto", "never"] {
            assert_eq!(stdout(&icatlas(&[arguments, &["--color", mode]].concat())), plain, "{arguments:?}");
        }
        for (variable, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            let always = [arguments, &["--color", "always", "--no-color"]].concat();
            let output = command(common::ICATLAS).args(&always).env(variable, value).output().unwrap();
            let colored = stdout(&output);
            assert!(looks(&colored).contains(&"35".to_owned()), "{arguments:?}: {colored}");
            assert_eq!(without_sequences(&colored), plain, "{}", stderr(&output));
        }
    }
}

fn without_sequences(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

#[test]
fn json_is_the_same_with_and_without_colours() {
    for arguments in COMMANDS {
        let json = [arguments, &["--json"]].concat();
        assert_eq!(stdout(&icatlas(&[&json, &["--color", "always"][..]].concat())), stdout(&icatlas(&json)));
    }
}

#[test]
fn on_a_terminal_matches_are_marked_and_ids_have_the_accent() {
    let find = &["find", "extradition"][..];
    let (_, sent) = on_terminal(find, &[], 80);
    assert!(
        sent.contains("\x1b[1;4mextradition\x1b[m") && sent.contains("\x1b[35mrec/partnership/3\x1b[m"),
        "{sent:?}"
    );
    let (_, sent) = on_terminal(find, &[("NO_COLOR", "1")], 80);
    assert_eq!(looks(&sent), ["1;4"], "matches are marked without colours");
    for plain in [&["--color", "never"][..], &["--no-color"]] {
        let (_, sent) = on_terminal(&[find, plain].concat(), &[], 80);
        assert!(!sent.contains('\x1b'), "{plain:?}: {sent:?}");
    }
    let (_, sent) = on_terminal(find, &[("TERM", "dumb")], 80);
    assert!(!sent.contains('\x1b'), "{sent:?}");
    let (_, sent) = on_terminal(&[find, &["--color", "always"]].concat(), &[("NO_COLOR", "1"), ("TERM", "dumb")], 80);
    assert_eq!(looks(&sent), ["1;4", "35"], "an option has the last word");
}

#[test]
fn marks_go_on_in_the_next_line() {
    let (_, sent) = on_terminal(&["find", "confiscating", "and"], &[], 80);
    assert!(sent.contains("\x1b[1;4mconfiscating\x1b[m trafficked"), "{sent:?}");
}

#[test]
fn in_ascii_rows_are_ascii_and_fit() {
    let (lines, sent) = on_terminal(&["--ascii", "list", "document"], &[], 40);
    assert!(sent.lines().filter(|line| !line.contains("Letters outside")).all(str::is_ascii));
    assert!(lines.iter().filter(|line| !line.starts_with("Letters")).all(|line| line.len() <= 40), "{lines:#?}");
    let (lines, _) = on_terminal(&["--ascii", "find", "victims", "extradition"], &[], 80);
    assert!(lines.iter().any(|line| line.starts_with("-- With victims, not extradition --")), "{lines:#?}");
}
