//! What is told of a folder of data in which something is wrong.

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

/// Line and column, from 1, at which a text first stands in a file.
pub fn place(folder: &TempDir, file: &str, text: &str) -> String {
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

/// What the program tells of a folder, as `assert_refused` holds, without starting it.
pub fn told(folder: &Path) -> String {
    let before = contents(folder);
    let Err(error) = Atlas::load(folder) else { panic!("nothing is wrong with {}", folder.display()) };
    let failure = Failure::from(error);
    assert_eq!(failure.exit_code(), 3, "{failure}");
    assert_eq!(contents(folder), before, "the data was changed");
    let told = messages::lines(&format!("icatlas: {failure}"));
    assert_eq!(raw_line(&told), None, "echoed raw");
    told
}

/// Asserts that `check` and every other start-up tell the same of a folder, end with exit code 3, print nothing else and
/// change nothing.
pub fn assert_refused(folder: &Path) {
    let (before, told) = (contents(folder), told(folder));
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
        assert_eq!(stderr(&output), told, "{arguments:?}");
    }
    assert_eq!(contents(folder), before, "the data was changed");
}

/// Asserts that exactly one problem is told, and that it reads so.
pub fn assert_told(folder: &TempDir, at: &str, what: &str) {
    let told = told(folder.path());
    let expected = format!("icatlas: {}/{at}: {what}", folder.path().display());
    assert!(told.starts_with(&expected), "expected\n{expected}\nbut was told\n{told}");
    assert!(told.ends_with("\n1 problem in the data\n"), "{told}");
}
