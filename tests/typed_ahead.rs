//! Keys typed ahead behind the one that ends `icatlas pick` are for the program that runs it, and reach that program.

mod common;

use common::ICATLAS;
use common::pty::{Connection, Session};
use tempfile::TempDir;

const REPLIES: Connection = Connection { replies: true, rate: None, lost: (0, 0) };

/// Runs a script of the shell that picks into `$1`, then reads a line and prints both.
fn picking(before: &str, folder: &TempDir) -> Session {
    let script = format!(
        "{before} {ICATLAS} pick --print id >\"$1\"; stty sane; echo picked $(cat \"$1\"); read -r line; echo \"read <$line>\""
    );
    let picked = folder.path().join("picked").display().to_string();
    Session::program_over(REPLIES, "/bin/sh", &["-c", &script, "sh", &picked], 100, 30)
}

fn assert_handed_on(session: &mut Session, picked: &str) {
    session.wait_for_text(format!("picked {picked}").trim());
    session.wait_for_text("read <words for the next program>");
    assert_eq!(session.wait().exit_code(), 0);
    assert!(!session.contents().contains("1R"), "{}", session.contents());
}

#[test]
fn keys_behind_the_end_of_pick_reach_the_next_program() {
    for (keys, picked) in [("large impunity\r", "gap/prosecution/1"), ("large impunity\x03", "")] {
        let folder = TempDir::new().unwrap();
        let mut session = picking("", &folder);
        session.wait_for_text("83 of 83");
        session.settle();
        session.send(&format!("{keys}words for the next program\n"));
        assert_handed_on(&mut session, picked);
    }
}

#[test]
fn keys_typed_before_pick_starts_reach_it_and_the_next_program() {
    let folder = TempDir::new().unwrap();
    let mut session = picking("stty -icanon -icrnl -echo; echo ready; read -r start;", &folder);
    session.wait_for_text("ready");
    session.send("\nlarge impunity\rwords for the next program\n");
    assert_handed_on(&mut session, "gap/prosecution/1");
}

#[test]
fn a_terminal_that_is_asked_late_is_asked_all_the_same() {
    let folder = TempDir::new().unwrap();
    let session = picking("stty -icanon -icrnl -echo; echo ready; read -r start;", &folder);
    session.wait_for_text("ready");
    session.send("\nlarge impunity");
    session.wait_for_text("Large impunity");
    session.wait_for_bytes(b"\x1b[?u\x1b[6n");
}

/// A terminal in its usual mode turns Enter into a line feed until icatlas switches it.
#[test]
fn enter_that_was_typed_before_pick_switched_the_terminal_counts() {
    let long = "large impunity ".repeat(30) + "\x15large impunity";
    for typed in ["large impunity", "large impuntiy\x15large impunity", &long] {
        let folder = TempDir::new().unwrap();
        let mut session = picking("echo ready; read -r start;", &folder);
        session.wait_for_text("ready");
        session.send(&format!("\r{typed}\rwords for the next program\r"));
        assert_handed_on(&mut session, "gap/prosecution/1");
    }
}

#[test]
fn enter_that_was_typed_before_the_dashboard_opened_counts() {
    let script = format!("echo ready; read -r start; exec {ICATLAS}");
    let session = Session::program("/bin/sh", &["-c", &script], &[], 100, 30);
    session.wait_for_text("ready");
    session.send("\r/large impunity\r");
    session.wait_for_text("gap/prosecution/1");
    session.wait_for("no open search", |screen| !screen.contents().contains("Esc close"));
}

#[test]
fn a_line_feed_after_that_is_no_enter() {
    let session = Session::icatlas(&["large", "impunity"], 100, 30);
    session.wait_for_text("Large impunity");
    session.settle();
    session.send("\n");
    session.wait_for_text("Ctrl-j does nothing here");
}
