//! The problems of a folder with bad data.

use std::fs;
use std::path::Path;

use ::icatlas::atlas::Atlas;
use ::icatlas::cli::{Failure, messages};
use tempfile::TempDir;

use super::{icatlas, raw_line, stderr};

/// Replaces the first `old` in a file.
pub fn edit(folder: &TempDir, file: &str, old: &str, new: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// The location of the first occurrence of a text in a file: line and column, from 1.
pub fn location(folder: &TempDir, file: &str, text: &str) -> String {
    let content = fs::read_to_string(folder.path().join(file)).unwrap();
    let before = &content[..content.find(text).unwrap()];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    format!("{}:{}", before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let mut paths: Vec<_> = entries.unwrap_or_default();
    paths.sort();
    paths.retain(|path| path.is_file());
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// The messages of the program about a folder, without starting it; `assert_refused` checks that they are the same.
pub fn reported(folder: &Path) -> String {
    let before = contents(folder);
    let Err(error) = Atlas::load(folder) else { panic!("nothing is wrong with {}", folder.display()) };
    let failure = Failure::from(error);
    assert_eq!(failure.exit_code(), 3, "{failure}");
    assert_eq!(contents(folder), before, "the data was changed");
    let reported = messages::lines(&format!("icatlas: {failure}"));
    assert_eq!(raw_line(&reported), None, "echoed raw");
    reported
}

/// Asserts that all commands report the same problems of a folder, end with exit code 3, print nothing else and
/// change nothing.
pub fn assert_refused(folder: &Path) {
    let (before, reported) = (contents(folder), reported(folder));
    let name = folder.to_str().unwrap();
    for arguments in [
        &["check", name][..],
        &["--data", name, "check"],
        &["--data", name, "find", "impunity"],
        &["--data", name, "show", "member/unodc"],
        &["--data", name, "list", "gap"],
        &["--data", name, "cite", "member/unodc"],
        &["--data", name, "export"],
    ] {
        let output = icatlas(arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(stderr(&output), reported, "{arguments:?}");
    }
    assert_eq!(contents(folder), before, "the data was changed");
}

/// Asserts that exactly one problem is reported, with this location and message.
pub fn assert_reported(folder: &TempDir, at: &str, what: &str) {
    let reported = reported(folder.path());
    let expected = format!("icatlas: {}/{at}: {what}", folder.path().display());
    assert!(reported.starts_with(&expected), "expected\n{expected}\nbut got\n{reported}");
    assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
}
