//! Keys with Alt that have no meaning, as terminals send them: an escape character and the key in one write. They are no Esc.

mod common;

use std::fs;

use common::ICATLAS;
use common::pty::Session;
use tempfile::TempDir;

/// Keys with Alt that are bound nowhere, and what they are called.
const MEANINGLESS: [(&str, &str); 6] = [
    ("\x1b\r", "Alt-Enter"),
    ("\x1b\t", "Alt-Tab"),
    ("\x1b ", "Alt-Space"),
    ("\x1bq", "Alt-q"),
    ("\x1b1", "Alt-1"),
    ("\x1b/", "Alt-/"),
];

#[test]
fn in_pick_they_do_nothing_and_no_mark_is_lost() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let script = format!("exec {ICATLAS} pick --print id large impunity >{}", out.display());
    let mut session = Session::program("/bin/sh", &["-c", &script], &[], 100, 30);
    session.wait_for_text("Large impunity");
    session.send("\x1bm");
    session.wait_for_text("1 marked");
    for (key, name) in MEANINGLESS {
        session.send(key);
        session.wait_for_text(&format!("{name} does nothing here"));
    }
    // In the help, too, and where filters are chosen.
    for (opened, shown) in [("\x1bOP", "IN ICATLAS PICK"), ("\x14", "back to typing")] {
        session.send(opened);
        session.wait_for_text(shown);
        session.send("\x1b\r");
        session.wait_for_text("Alt-Enter does nothing here");
        session.send("\x1b");
        session.wait_for("the search", |screen| !screen.contents().contains(shown));
    }
    // Letters of another encoding, which are no character.
    session.send_bytes(b"\x1b\xE9");
    session.send_bytes(b"\x1b\xFF");
    // Alt-Backspace deletes a word.
    session.send("\x1b\x7f");
    session.wait_for("a word less", |screen| {
        screen.contents().contains("/ large ") && !screen.contents().contains("/ large impunity")
    });
    session.wait_for_text("1 marked");
    session.send("\r");
    assert_eq!(session.wait().exit_code(), 0);
    assert_eq!(fs::read_to_string(out).unwrap(), "gap/prosecution/1\n");
}

#[test]
fn in_the_inputs_of_the_dashboard_they_neither_type_nor_close() {
    let session = Session::icatlas(&[], 100, 30);
    session.wait_for_text("UNODC");
    for (opened, typed) in [("/", "/ legal"), (":", ": legal")] {
        session.send(opened);
        session.send("legal");
        session.wait_for_text(typed);
        for (key, name) in MEANINGLESS {
            session.send(key);
            session.wait_for_text(&format!("{name} does nothing here"));
            session.wait_for_text(typed);
        }
        session.send("\x1b");
        session.wait_for("the dashboard", |screen| !screen.contents().contains(typed));
    }
}

#[test]
fn a_note_that_is_being_written_is_kept() {
    let session = Session::icatlas(&[], 100, 30);
    session.wait_for_text("UNODC");
    session.send("acall them");
    session.wait_for_text("call them");
    session.send("\x1b\r");
    session.wait_for_text("Alt-Enter does nothing here");
    session.send("\r");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("call them"));
    session.send("'");
    session.wait_for_text("call them");
}
