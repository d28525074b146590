//! Large synthetic data: it is valid and reproducible, and the real program searches it in a thread of its own.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::pty::Session;
use common::{icatlas, stderr, stdout};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// More records than the loop searches itself.
const MANY: usize = 8000;

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            found.insert(name, std::fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn synthetic_data_is_valid_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    synthetic::write(MANY, &one).unwrap();
    synthetic::write(MANY, &other).unwrap();
    assert_eq!(contents(&one), contents(&other));
    let checked = icatlas(&["check", one.to_str().unwrap()]);
    assert!(stdout(&checked).contains("8000 records, no problems"), "{}", stderr(&checked));
    let text = String::from_utf8(contents(&one).into_values().flatten().collect()).unwrap();
    assert!(!text.is_ascii());
}

#[test]
fn keys_pressed_before_the_results_wait_for_them() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(MANY, folder.path()).unwrap();
    let data = folder.path().to_str().unwrap();
    let found = icatlas(&["find", "--data", data, "-n", "2", "refugees border"]);
    let listed = stdout(&found);
    let second = listed.lines().nth(1).unwrap().split('\t').next().unwrap();
    let mut session = Session::icatlas(&["--data", data], 120, 40);
    session.wait_for_text("synthetic, as known on 20 October 2010");
    // In one piece: the results cannot be there when Down and Enter come.
    session.send("/refugees border\x1b[B\r");
    session.wait_for("the second hit", |screen| {
        let contents = screen.contents();
        contents.contains(second) && !contents.contains("┏ Search")
    });
    // The query is saved, although its results came after Enter.
    session.send("/\x1b[1;3A");
    session.wait_for_text("/ refugees border");
    session.send("\x1b");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("Search"));
    session.send("q");
    assert!(session.wait().success());
}

#[test]
fn the_newest_of_many_queries_gets_results() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(MANY, folder.path()).unwrap();
    let data = folder.path().to_str().unwrap();
    let listed = stdout(&icatlas(&["find", "--data", data, "-n", "1", "compensation"]));
    let first = listed.split('\t').next().unwrap().to_owned();
    let mut session = Session::icatlas(&["--data", data, "trafficking"], 120, 40);
    session.wait_for_text("/ trafficking");
    for _ in 0..20 {
        session.send("\x15compens\x15health\x15compensation");
    }
    session.wait_for("the results of the last query", |screen| {
        let contents = screen.contents();
        contents.contains("/ compensation") && contents.contains(&format!("{first} ┐"))
    });
    session.send("\x03\x03");
    assert!(session.wait().success());
}
