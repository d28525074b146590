//! The folders that the environment names: home and the state folder, in a session and on the command line.

mod common;

use std::fs;
use std::path::Path;

use common::pty::Session;
use common::{ICATLAS, command, stderr, stdout};
use tempfile::TempDir;

/// Writes the pins of a session with this home, or without one, to a file name typed in the dashboard.
fn writing(home: &str, name: &str, told: &str) {
    let state = TempDir::new().unwrap();
    let program = ["-u", "HOME", home, env!("CARGO_BIN_EXE_icatlas")].into_iter().filter(|part| !part.is_empty());
    let state_home = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut session = Session::program("/usr/bin/env", &program.collect::<Vec<_>>(), &state_home, 150, 40);
    session.wait_for_text("UNODC");
    session.send("m'");
    session.wait_for_text("as Markdown");
    session.send("w");
    session.wait_for_text("Write to the file");
    session.send(&format!("\x15{name}\r"));
    session.wait_for_text(told);
    // Cancels the field, if it is open still, and quits.
    session.send("\x03\x03");
    session.wait();
}

#[test]
fn a_tilde_in_a_file_name_is_the_home_folder() {
    let home = TempDir::new().unwrap();
    let named = format!("HOME={}", home.path().display());
    writing(&named, "~/sheet.md", "Written to ~/sheet.md.");
    assert!(fs::read_to_string(home.path().join("sheet.md")).unwrap().contains("UNODC"));
    writing(&named, "~/sheet.md", "~/sheet.md exists");
    writing(&named, "~", "~ cannot be written: it is a folder; name another file");
    writing(&named, "~analyst/sheet.md", "~ is your own home only, as in ~/pins.md; write the whole path");
    for home in ["", "HOME=", "HOME=relative"] {
        writing(home, "~/sheet.md", "HOME names no folder, so ~ means nothing; write the whole path");
    }
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("~").exists());
}

#[test]
fn an_unusable_file_name_is_refused_with_the_reason() {
    let home = TempDir::new().unwrap();
    let named = format!("HOME={}", home.path().display());
    assert!(std::process::Command::new("mkfifo").arg(home.path().join("fifo")).status().unwrap().success());
    writing(&named, "~/fifo", "~/fifo cannot be written: it is a FIFO; name another file");
    writing(&named, "/dev/null", "/dev/null cannot be written: it is a device; name another file");
    writing(&named, "/dev/stdout", "/dev/stdout cannot be written: it is an open descriptor; name another file");
    writing(&named, "~/new/", "~/new/ cannot be written: the name is a folder's; name another file");
    writing(&named, "-", "The dashboard cannot write to standard output; name a file.");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing is written");
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("-").exists());
}

#[test]
fn a_link_instead_of_a_new_file_is_followed_as_on_the_command_line() {
    let home = TempDir::new().unwrap();
    let named = format!("HOME={}", home.path().display());
    let path = |name: &str| home.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(path("fifo")).status().unwrap().success());
    for (link, target) in [("nowhere", "new.md"), ("to-fifo", "fifo"), ("to-device", "/dev/null"), ("circle", "circle")]
    {
        std::os::unix::fs::symlink(target, path(link)).unwrap();
    }
    writing(&named, "~/nowhere", "Written to ~/nowhere.");
    assert!(path("nowhere").is_symlink() && fs::read_to_string(path("new.md")).unwrap().contains("UNODC"));
    writing(&named, "~/nowhere", "~/nowhere exists. Enter again overwrites it; Tab takes ~/nowhere-2.");
    writing(&named, "~/to-fifo", "~/to-fifo cannot be written: it is a FIFO; name another file");
    writing(&named, "~/to-device", "~/to-device cannot be written: it is a device; name another file");
    writing(&named, "~/circle", "~/circle cannot be written: it is part of a loop of links");
}

/// The message of `export --pins` in this environment, and the files in its working folder afterwards.
fn looked_for_pins(home: Option<&Path>, state: Option<&str>) -> (String, Vec<std::ffi::OsString>) {
    let current = TempDir::new().unwrap();
    let relative = current.path().join("relative/.local/state/icatlas");
    fs::create_dir_all(&relative).unwrap();
    for folder in [relative.as_path(), &current.path().join("relative/icatlas")] {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("state.ron"), STRAY).unwrap();
    }
    let mut look = command(ICATLAS);
    look.args(["export", "--pins", "--format", "csv"]).current_dir(current.path());
    for (variable, value) in [("HOME", home.map(Path::as_os_str)), ("XDG_STATE_HOME", state.map(AsRef::as_ref))] {
        match value {
            Some(value) => look.env(variable, value),
            None => look.env_remove(variable),
        };
    }
    let output = look.output().unwrap();
    let names = fs::read_dir(current.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    (format!("{}{}", stderr(&output), stdout(&output)), names)
}

/// Pins in a folder that no variable may name.
const STRAY: &str = "(version: 1, kept: (pins: [(id: \"gap/prevention/1\", title: \"stray\")]))";

#[test]
fn a_variable_without_an_absolute_path_is_ignored_with_a_message() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".local/state/icatlas");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("state.ron"), STRAY.replace("gap/prevention/1", "member/iom")).unwrap();
    for state in ["relative", "", "./relative", "~/relative"] {
        let (said, names) = looked_for_pins(Some(home.path()), Some(state));
        assert!(said.contains("XDG_STATE_HOME is not an absolute path and is ignored.\n"), "{said}");
        assert!(said.contains("member/iom"), "the folder that XDG names is not read: {said}");
        assert_eq!(names, ["relative"]);
    }
    let (said, _) = looked_for_pins(Some(home.path()), None);
    assert!(said.contains("member/iom") && !said.contains("ignored"), "{said}");
    for relative in ["relative", "", "."] {
        let (said, names) = looked_for_pins(Some(Path::new(relative)), None);
        assert!(said.contains("HOME is not an absolute path and is ignored: saved for this session only."), "{said}");
        assert!(said.contains("nothing is pinned") && !said.contains("stray"), "{said}");
        assert_eq!(names, ["relative"]);
    }
    let (said, _) = looked_for_pins(Some(Path::new("relative")), Some("relative"));
    assert!(said.contains("XDG_STATE_HOME is not an absolute path and is ignored. HOME is not"), "{said}");
    let state = home.path().join(".local/state");
    let (said, _) = looked_for_pins(Some(Path::new("relative")), state.to_str());
    assert!(said.contains("member/iom") && !said.contains("ignored"), "where HOME is not needed: {said}");
}

#[test]
fn the_dashboard_says_that_a_variable_is_ignored() {
    let home = TempDir::new().unwrap();
    let home = home.path().to_str().unwrap();
    let mut session = Session::icatlas_with(&[], &[("HOME", home), ("XDG_STATE_HOME", "relative")], 120, 40);
    session.wait_for_text("XDG_STATE_HOME is not an absolute path and is ignored.");
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    session.send("q");
    session.wait();
    assert!(Path::new(home).join(".local/state/icatlas/state.ron").exists());
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("relative").exists());
}

#[test]
fn a_non_empty_no_color_removes_the_colours() {
    let has_colours = |arguments: &[&str], variable: &str| {
        let session = Session::icatlas_with(arguments, &[("NO_COLOR", variable)], 80, 24);
        session.wait_for_text("UNODC");
        let bytes = String::from_utf8(session.bytes()).unwrap();
        let sequences = bytes.split("\x1b[").skip(1).filter_map(|rest| rest.split_once('m'));
        let mut parameters =
            sequences.map(|(sequence, _)| sequence).filter(|sequence| !sequence.contains(char::is_alphabetic));
        parameters.any(|sequence| {
            sequence.split(';').any(|number| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107)))
        })
    };
    assert!(has_colours(&[], ""));
    assert!(!has_colours(&[], "1"));
    assert!(!has_colours(&["--no-color"], ""));
    assert!(!has_colours(&["--color", "never"], ""));
    assert!(has_colours(&["--color", "always", "--no-color"], "1"), "an option has the last word");
}
