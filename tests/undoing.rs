//! What people do to their pins can be undone, and no file is overwritten unasked: the built program with real files, and two
//! sessions at once.

mod common;

use std::fs;

use common::state::{ids, session};
use tempfile::TempDir;

#[test]
fn the_call_sheet_replaces_a_file_only_after_a_second_enter_and_a_free_name_is_proposed() {
    let (state, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = |name: &str| target.path().join(name);
    let read = |name: &str| fs::read_to_string(path(name)).unwrap();
    fs::write(path("sheet-2.csv"), "also there").unwrap();
    let mut session = session(&state, &[], 120, 40);
    session.wait_for_text("UNODC");
    session.send("m'");
    session.wait_for_text("as Markdown");
    session.send("f");
    session.wait_for_text("as CSV");
    let name = path("sheet.csv").display().to_string();
    let write = || {
        session.send("w");
        session.wait_for_text("Write to the file");
        session.send(&format!("\x15{name}\r"));
    };
    write();
    session.wait_for_text("Written to");
    let written = read("sheet.csv");
    assert!(written.starts_with("number,id,title,text") && written.contains("\n1,member/unodc,"), "{written}");

    fs::write(path("sheet.csv"), "of somebody").unwrap();
    write();
    session.wait_for_text("sheet.csv exists. Enter again overwrites it");
    session.wait_for_text("sheet-3.csv");
    assert_eq!(read("sheet.csv"), "of somebody");
    // Another name is no answer to the question.
    session.send("\x7f\r");
    session.wait_for_text("sheet.cs.");
    assert_eq!((read("sheet.csv").as_str(), read("sheet.cs").as_str()), ("of somebody", written.as_str()));

    // The name of another file that exists is another question.
    write();
    session.wait_for_text("exists. Enter again");
    session.send(&format!("\x15{}\r", path("sheet-2.csv").display()));
    session.wait_for_text("sheet-2.csv exists. Enter again");
    assert_eq!(read("sheet-2.csv"), "also there");
    session.send("\x03");

    // The question stays on the screen as long as Enter overwrites.
    write();
    session.wait_for_text("exists. Enter again");
    session.resize(100, 30);
    session.wait_for_text("It exists. Overwrite: ");
    session.wait_for_text("Enter overwrite");
    session.resize(120, 40);
    session.send("\t\r");
    session.wait_for_text("Written to");
    session.wait_for_text("sheet-3.csv.");
    assert_eq!((read("sheet.csv").as_str(), read("sheet-3.csv").as_str()), ("of somebody", written.as_str()));

    write();
    session.wait_for_text("exists. Enter again");
    session.send("\r");
    session.wait_for_text("Written to");
    assert_eq!(read("sheet.csv"), written);
    session.send("qq");
    session.wait();
}

#[test]
fn u_brings_back_what_m_removed_in_the_pins_with_its_note_and_in_its_place() {
    let state = TempDir::new().unwrap();
    let mut session = session(&state, &[], 120, 40);
    session.wait_for_text("UNODC");
    session.send("mjmjm'jaask in the call\r");
    session.wait_for_text("note: ask in the call");
    let before = fs::read(state.path().join("icatlas/state.ron")).unwrap();
    let all = ids(&state);
    session.send("mm");
    session.wait_for_text("1 pinned");
    session.wait_for_text("Unpinned. u undoes it.");
    assert_eq!(ids(&state), all[..1]);
    session.send("uu");
    session.wait_for_text("3 pinned");
    session.wait_for_text("Undone: it is pinned again.");
    assert_eq!(ids(&state), all);
    // The note, the order and the pins themselves, also from the dashboard.
    session.send("K");
    session.wait_for_text("Moved. u undoes it.");
    session.send("u");
    session.wait_for_text("the order is as before");
    assert_eq!(fs::read(state.path().join("icatlas/state.ron")).unwrap(), before);
    session.send("\x1buuuu");
    session.wait_for_text("it is pinned no longer");
    session.send("u");
    session.wait_for_text("There is nothing to undo.");
    assert!(ids(&state).is_empty());
    session.send("q");
    session.wait();
}

#[test]
fn the_pins_show_and_write_what_another_session_has_pinned_meanwhile() {
    let state = TempDir::new().unwrap();
    let sessions = [session(&state, &[], 120, 40), session(&state, &[], 120, 40)];
    let [ours, theirs] = &sessions;
    ours.wait_for_text("UNODC");
    theirs.wait_for_text("UNODC");
    theirs.send("mjm");
    theirs.wait_for_text("Pinned: 2 in all");
    ours.send("'");
    ours.wait_for_text("2 pinned");
    for mut session in sessions {
        session.send("qq");
        session.wait();
    }
}

#[test]
fn an_undo_leaves_what_another_session_has_changed_and_says_so() {
    let state = TempDir::new().unwrap();
    let sessions = [session(&state, &[], 120, 40), session(&state, &[], 120, 40)];
    let [ours, theirs] = &sessions;
    ours.wait_for_text("UNODC");
    theirs.wait_for_text("UNODC");
    ours.send("m");
    ours.wait_for_text("Pinned: 1 in all");
    theirs.send("atheir note\r");
    theirs.wait_for_text("Noted. u undoes it.");
    ours.send("u");
    ours.wait_for_text("Not undone: another session has changed that pin since.");
    assert!(fs::read_to_string(state.path().join("icatlas/state.ron")).unwrap().contains("their note"));
    // Theirs is as they left it.
    theirs.send("u");
    theirs.wait_for_text("the note is as before");
    for mut session in sessions {
        session.send("q");
        session.wait();
    }
    assert_eq!(ids(&state), ["member/unodc"]);
}
