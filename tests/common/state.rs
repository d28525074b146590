//! Sessions with a state folder of their own, and what they leave in it.

use std::fs;

use tempfile::TempDir;

use super::pty::Session;
use super::{icatlas_with, stdout};

/// A session with this state folder.
pub fn session(state: &TempDir, arguments: &[&str], width: u16, height: u16) -> Session {
    let home = state.path().to_str().unwrap();
    Session::icatlas_with(arguments, &[("XDG_STATE_HOME", home)], width, height)
}

/// The same without arguments, once it shows the dashboard.
pub fn started(state: &TempDir) -> Session {
    let session = session(state, &[], 80, 24);
    session.wait_for_text("1 Members");
    session
}

/// The pins in their order, from `export --pins`.
pub fn pins(state: &TempDir) -> Vec<(String, String)> {
    let output = icatlas_with(&["export", "--pins", "--format", "csv"], &[("XDG_STATE_HOME", state.path())]);
    let csv = stdout(&output);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    rows.records().map(|row| row.unwrap()).map(|row| (row[1].to_owned(), row[6].to_owned())).collect()
}

/// The ids of the pins in their order.
pub fn ids(state: &TempDir) -> Vec<String> {
    pins(state).into_iter().map(|(id, _)| id).collect()
}

/// The names of the files in the folder of the saved state, sorted.
pub fn files(state: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(state.path().join("icatlas")).map(Iterator::collect::<Vec<_>>);
    let names = entries.unwrap_or_default().into_iter().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
