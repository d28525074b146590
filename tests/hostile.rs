//! Text that attacks the terminal, on every way in and out of the program: none of it comes through raw.

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::Output;

use common::pty::Session;
use common::{FROZEN, ICATLAS, command, copy, copy_to, raw_line};

/// Sets the title of the window, writes the clipboard, clears the screen by a C1 control, reverses text, hides text, rings.
const HOSTILE: &str = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x1b\\\u{9b}2J\u{202e}evil\u{200b}\r\x08\u{7f}\u{fe0f}x";

fn run(arguments: &[&OsStr], variables: &[(&str, &str)]) -> Output {
    command(ICATLAS).args(arguments).envs(variables.iter().copied()).output().unwrap()
}

fn assert_harmless(what: &str, printed: &[u8]) {
    let text = std::str::from_utf8(printed).unwrap_or_else(|_| panic!("{what}: no UTF-8"));
    assert_eq!(raw_line(&text.replace('\t', " ")), None, "{what}");
}

fn assert_all_harmless(what: &str, arguments: &[&OsStr], variables: &[(&str, &str)]) -> Output {
    let output = run(arguments, variables);
    assert_harmless(what, &output.stdout);
    assert_harmless(what, &output.stderr);
    assert!(output.status.code().is_some(), "{what}: {:?}", output.status);
    output
}

#[test]
fn no_argument_is_echoed_raw() {
    let not_unicode = OsStr::from_bytes(b"\x1b[2J\xff\x9b2J");
    let hostile = OsStr::new(HOSTILE);
    let flag = format!("--{HOSTILE}");
    let value = format!("--format={HOSTILE}");
    let number = format!("-n{HOSTILE}");
    let folder = format!("--data={HOSTILE}");
    let size = format!("--largest-file={HOSTILE}");
    let below = format!("/nowhere/{HOSTILE}/x");
    let o = OsStr::new;
    let clipboard = format!("--clipboard={HOSTILE}");
    let cases: [&[&OsStr]; 31] = [
        &[hostile],
        &[o("find"), hostile],
        &[o("find"), o("--json"), hostile],
        &[o("find"), o("--explain"), hostile],
        &[o("find"), o("--explain"), o("trafficking"), hostile],
        &[o("find"), o(&number), o("x")],
        &[o("show"), hostile],
        &[o("show"), o("--json"), hostile],
        &[o("list"), hostile],
        &[o("check"), hostile],
        &[o("check"), o("data"), hostile],
        &[o("cite"), hostile],
        &[o("cite"), o("--format"), hostile],
        &[o("cite"), not_unicode],
        &[o("export"), hostile],
        &[o("export"), not_unicode],
        &[o("export"), o("--pins"), hostile],
        &[o(&clipboard)],
        &[o("export"), o("-o"), hostile, hostile],
        &[o("export"), o("-o"), o(&below)],
        &[o("export"), o(&value)],
        &[o("--data"), hostile, o("check")],
        &[o(&folder), o("find"), o("x")],
        &[o(&size), o("check")],
        &[o(&flag)],
        &[o("help"), hostile],
        &[o("--ascii"), o("find"), hostile],
        &[not_unicode],
        &[o("find"), not_unicode],
        &[o("check"), not_unicode],
        &[o("export"), o("--format"), not_unicode],
    ];
    for case in cases {
        assert_all_harmless(&format!("{case:?}"), case, &[]);
    }
}

#[test]
fn no_variable_of_the_environment_is_echoed_raw() {
    let o = OsStr::new;
    for variable in [
        "ICATLAS_DATA",
        "LANG",
        "LC_ALL",
        "TERM",
        "COLUMNS",
        "NO_COLOR",
        "ICATLAS_RESTRICTED",
        "ICATLAS_CLIPBOARD",
        "ICATLAS_ESCAPE_MS",
        "TMUX",
    ] {
        for arguments in [
            &[o("check")][..],
            &[o("export"), o("--pins")],
            &[o("find"), o("legal")],
            &[o("--data"), o("x"), o("check")],
            &[],
        ] {
            assert_all_harmless(&format!("{variable} {arguments:?}"), arguments, &[(variable, HOSTILE)]);
        }
    }
}

#[test]
fn no_name_of_a_file_or_folder_is_echoed_raw() {
    let folder = copy();
    let name = HOSTILE.replace('/', "");
    fs::write(folder.path().join(format!("{name}.ron")), "[]").unwrap();
    let output = assert_all_harmless("a stranger", &[OsStr::new("check"), folder.path().as_os_str()], &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("<U+001B>"));

    let inside = folder.path().join(&name);
    fs::create_dir(&inside).unwrap();
    for (stem, text) in [("gaps", "[("), ("members", "\x1b[2J"), ("events", "")] {
        fs::write(inside.join(format!("{stem}.ron")), text).unwrap();
    }
    assert_all_harmless("a folder", &[OsStr::new("check"), inside.as_os_str()], &[]);
    let parts = copy();
    fs::create_dir(parts.path().join("gaps")).unwrap();
    fs::write(parts.path().join("gaps").join(format!("{name}.ron")), "[(").unwrap();
    assert_all_harmless("a part", &[OsStr::new("check"), parts.path().as_os_str()], &[]);
}

/// Replaces each text, name and word of the data in turn with the hostile text, raw and escaped.
#[test]
fn no_text_of_the_data_is_echoed_raw() {
    let escaped = HOSTILE.escape_unicode().to_string();
    let raw = HOSTILE.replace('\\', "\\\\");
    let mut tried = 0;
    for entry in fs::read_dir(FROZEN).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        // The first ten strings of each file cover all its fields.
        for at in quotes.iter().step_by(2).take(10) {
            for attack in [&raw, &escaped] {
                let folder = copy();
                let attacked = format!("{}{attack}{}", &text[..=*at], &text[*at + 1..]);
                fs::write(folder.path().join(path.file_name().unwrap()), attacked).unwrap();
                let what = format!("{} at {at}", path.display());
                let output = assert_all_harmless(&what, &[OsStr::new("check"), folder.path().as_os_str()], &[]);
                assert_eq!(output.status.code(), Some(3), "{what}: not refused");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

/// Asserts that the dashboard sends only sequences of our own, none of which sets titles, rings or writes clipboards.
fn assert_screen_harmless(session: &Session) {
    let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
    for part in ["\x1b]", "\x07", "\u{9b}", "\u{202e}", "\u{200b}", "\u{7f}", "\u{fe0f}", "\x08"] {
        assert!(!bytes.contains(part), "{part:?} came through");
    }
}

#[test]
fn words_for_the_dashboard_do_no_harm() {
    for options in [&[][..], &["--ascii"]] {
        let session = Session::icatlas(&[options, &[HOSTILE, "evil"]].concat(), 80, 24);
        session.wait_for_text("evil");
        session.send("\r\x1b");
        session.wait_for_text("Members");
        assert_screen_harmless(&session);
    }
}

#[test]
fn pasted_and_typed_text_does_no_harm() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("/");
    // An attacker who controls the clipboard can end a paste early; the rest is then typed as keys.
    session.send(&format!("\x1b[200~{HOSTILE} pasted\x1b[201~"));
    session.wait_for_text("pasted");
    session.send("\u{9b}\u{202e}\u{200b} typed");
    session.wait_for_text("typed");
    assert_screen_harmless(&session);
}

#[test]
fn text_in_the_palette_in_notes_and_in_file_names_does_no_harm() {
    let session = Session::icatlas(&["--clipboard", "off"], 120, 40);
    session.wait_for_text("UNODC");
    let pasted = format!("\x1b[200~{HOSTILE} pasted\x1b[201~");
    session.send(&format!(":{pasted}"));
    session.wait_for_text("pasted");
    session.send("\x1b");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("pasted"));
    session.send(&format!("m'a{pasted}\r"));
    session.wait_for("the note", |screen| {
        let contents = screen.contents();
        contents.contains("note: ") && contents.contains("pasted") && !contents.contains("Note: ")
    });
    session.send(&format!("w\x15/nowhere/{pasted}\r"));
    session.wait_for_text("cannot be written");
    session.send("\x03Y\x1b");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("Pins"));
    session.send("v");
    session.wait_for_text("Note: ");
    assert_screen_harmless(&session);
}

#[test]
fn the_saved_state_and_its_path_do_no_harm() {
    let folder = tempfile::TempDir::new().unwrap();
    let hostile = folder.path().join(HOSTILE.replace('/', ""));
    fs::create_dir_all(hostile.join("icatlas")).unwrap();
    let escaped = HOSTILE.escape_unicode().to_string();
    let pins = format!("(version: 1, kept: (pins: [(id: \"x\", title: \"{escaped}\", note: Some(\"{escaped}\"))]))");
    fs::write(hostile.join("icatlas/state.ron"), pins).unwrap();
    let home = hostile.to_str().unwrap();
    let output =
        assert_all_harmless("pins", &[OsStr::new("export"), OsStr::new("--pins")], &[("XDG_STATE_HOME", home)]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("was damaged"));
    fs::write(hostile.join("icatlas/state.ron"), HOSTILE).unwrap();
    let session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", home)], 300, 40);
    session.wait_for_text("was damaged");
    assert_screen_harmless(&session);
}

#[test]
fn a_hostile_name_of_the_data_folder_does_no_harm_in_the_dashboard() {
    let folder = copy();
    let hostile = folder.path().join(HOSTILE.replace('/', ""));
    fs::create_dir(&hostile).unwrap();
    copy_to(&hostile);
    let session = Session::icatlas(&["--data", hostile.to_str().unwrap()], 80, 24);
    session.wait_for_text("UNODC");
    session.send("4G\rG\r");
    session.wait_for_text("document/example-editorial ┓");
    assert_screen_harmless(&session);
}
