//! The output of commands, and a state folder with pins to print.

use std::fs;

use tempfile::TempDir;

use super::{icatlas, icatlas_with, stderr, stdout};

/// The output of a command.
pub fn printed(arguments: &[&str]) -> String {
    let output = icatlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// A state folder with two pins, the second on a record that no data has.
pub fn pinned() -> TempDir {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let pins = "(version: 1, kept: (pins: [\
        (id: \"gap/prosecution/1\", title: \"Large impunity\", note: Some(\"=ask *Geneva*\")),\
        (id: \"gap/prosecution/9\", title: \"A gap of old\", note: None)], queries: [], place: None))";
    fs::write(folder.join("state.ron"), pins).unwrap();
    state
}

/// The pins of [`pinned`] in a format.
pub fn pins_as(format: &str) -> String {
    let state = pinned();
    let output = icatlas_with(&["export", "--pins", "--format", format], &[("XDG_STATE_HOME", state.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}
