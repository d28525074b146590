//! The saved state, which nothing may lose: the built program in real pseudo-terminals, real files, kill -9.

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use common::pty::{Session, send_signal};
use common::state::{files, ids, pins, session, started};
use common::texts::full_of_pins;
use tempfile::TempDir;

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// The number of pins that the screen shows.
fn confirmed(screen: &str) -> usize {
    let counts = screen.split("Pinned: ").skip(1).filter_map(|rest| rest.split(' ').next()?.parse().ok());
    counts.max().unwrap_or(0)
}

#[test]
fn the_next_session_has_the_pins_with_their_notes_and_order() {
    let state = TempDir::new().unwrap();
    let mut first = started(&state);
    first.send("jjm");
    first.wait_for_text("Pinned: 1 in all");
    first.send("2m");
    first.wait_for_text("Pinned: 2 in all");
    first.send("'jaask “Geneva”\r");
    first.wait_for("the note", |screen| screen.contents().contains("note: ask “Geneva”"));
    first.send("K");
    first.wait_for_text("▸1 Gap 1 Prevention  ○ Holistic approach");
    first.send("qq");
    assert_eq!(first.wait().exit_code(), 0);
    let noted = |id: &str, note: &str| (id.to_owned(), note.to_owned());
    assert_eq!(pins(&state), [noted("gap/prevention/1", "ask “Geneva”"), noted("member/iom", "")]);
    let mut second = started(&state);
    second.send("'");
    second.wait_for_text("ask “Geneva”");
    // A person who unpins by mistake and pins again has the note again.
    second.send("m");
    second.wait_for_text("Unpinned");
    second.send("\r");
    second.wait_for_text("member/iom");
    second.send("2m'");
    second.wait_for_text("ask “Geneva”");
    second.send("qq");
    second.wait();
}

#[test]
fn the_next_session_has_the_last_record_and_the_queries() {
    let state = TempDir::new().unwrap();
    let mut first = started(&state);
    first.send("/extradition\r\x1b");
    first.wait_for_text("▸3 More mutual legal");
    first.send("q");
    first.wait();
    let mut second = started(&state);
    second.wait_for_text("▸3 More mutual legal");
    second.send("/\x1b[A");
    second.wait_for_text("/ extradition");
    second.send("\x1b");
    second.wait_for("the matrix", |screen| !screen.contents().contains("Search"));
    // The last record is saved after a signal, too.
    second.send("1G");
    second.wait_for_text("▸Lorem Bureau");
    second.signal("TERM");
    second.wait();
    let third = started(&state);
    third.wait_for_text("▸Lorem Bureau");
}

#[test]
fn only_the_owner_can_read_the_saved_state() {
    let state = TempDir::new().unwrap();
    let session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = state.path().join("icatlas");
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("state.ron")), 0o600);
    assert_eq!(files(&state), ["lock", "state.ron"]);
}

#[test]
fn two_sessions_that_add_fifty_pins_each_at_once_lose_none() {
    let (state, data) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    // A hundred clauses among them.
    synthetic::write(1000, data.path()).unwrap();
    let data = data.path().to_str().unwrap();
    let mut sessions = [session(&state, &["--data", data], 80, 24), session(&state, &["--data", data], 80, 24)];
    for (number, session) in sessions.iter().enumerate() {
        session.wait_for_text("synthetic,");
        session.send("3g");
        session.send(&"j".repeat(50 * number));
        session.wait_for_text(&format!(" {}/100", 50 * number + 1));
    }
    for _ in 0..50 {
        for session in &sessions {
            session.send("mj");
        }
    }
    for (number, session) in sessions.iter_mut().enumerate() {
        session.wait_for_text(&format!(" {}/100", (50 * number + 51).min(100)));
        session.send("q");
        assert_eq!(session.wait().exit_code(), 0);
    }
    let mut ids = ids(&state);
    assert_eq!(ids.len(), 100);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 100, "some are there twice");
    assert_eq!(files(&state), ["lock", "state.ron"]);
}

#[test]
fn a_pin_confirmed_on_the_screen_survives_kill_9_at_any_moment() {
    let (state, data) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    synthetic::write(3000, data.path()).unwrap();
    let data = data.path().to_str().unwrap();
    let mut random = fastrand::Rng::with_seed(9);
    let mut kept = 0;
    for round in 0..25 {
        let mut session = session(&state, &["--data", data], 80, 24);
        session.wait_for_text("synthetic,");
        // The pins are as many of the first clauses.
        session.send("3g");
        session.send(&"j".repeat(kept));
        session.wait_for_text(&format!(" {}/300", kept + 1));
        let wait = Duration::from_millis(random.u64(0..60));
        session.send(&"mj".repeat(12));
        // At a random moment, not at a change of the screen.
        std::thread::sleep(wait);
        send_signal(session.process(), "KILL");
        session.wait();
        let shown = confirmed(&session.contents());
        let ids = ids(&state);
        assert!(ids.len() >= shown.max(kept), "round {round}: {shown} were confirmed, {} are there", ids.len());
        assert!(ids.len() <= kept + 12, "round {round}: {} are there", ids.len());
        kept = ids.len();
        let damaged: Vec<_> = files(&state).into_iter().filter(|name| name.contains("damaged")).collect();
        assert_eq!(damaged, [""; 0], "round {round}");
    }
    assert!(kept > 25, "hardly any pin was saved: {kept}");
    // The next change removes unfinished files.
    let session = session(&state, &["--data", data], 80, 24);
    session.wait_for_text("synthetic,");
    session.send("/impunity");
    session.wait_for_text("/ impunity");
    // The query is saved before the screen shows the search closed.
    session.send("\x1b");
    session.wait_for("the dashboard", |screen| !screen.contents().contains("/ impunity"));
    assert_eq!(files(&state), ["lock", "state.ron"]);
}

#[test]
fn a_damaged_file_is_renamed_and_reported_once_and_the_session_starts_empty() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    for (number, damage) in [
        &b"(version: 1, kept: (pins: [(id"[..],
        b"\xff\xfe",
        b"",
        b"(version: 1, kept: (pins: [\
        (id: \"gap/prevention/1\", title: \"\x1b]0;owned\x07\")]))",
    ]
    .iter()
    .enumerate()
    {
        fs::write(folder.join("state.ron"), damage).unwrap();
        let aside = format!("state-damaged-{}.ron", number + 1);
        let mut told = session(&state, &[], 120, 40);
        told.wait_for_text("The file of pins was damaged");
        told.wait_for_text(&aside);
        assert_eq!(fs::read(folder.join(&aside)).unwrap(), *damage, "nothing of it is lost");
        told.send("m");
        told.wait_for_text("Pinned: 1 in all");
        told.send("q");
        told.wait();
        let again = session(&state, &[], 120, 40);
        again.wait_for_text("UNODC");
        assert!(!again.contents().contains("damaged"));
    }
}

#[test]
fn the_file_of_a_newer_icatlas_is_left_alone() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let newer = "(version: 2, kept: (pins: {\"gap/prevention/1\": Something(else)}))";
    fs::write(folder.join("state.ron"), newer).unwrap();
    let mut session = session(&state, &[], 120, 40);
    session.wait_for_text("for this session only");
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    session.send("q");
    session.wait();
    assert_eq!(fs::read_to_string(folder.join("state.ron")).unwrap(), newer);
}

#[test]
fn a_file_that_a_newer_icatlas_writes_meanwhile_is_left_alone() {
    let state = TempDir::new().unwrap();
    let session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    // In the format of this version, which may mean something else in the newer one.
    let newer = "(version: 2, kept: (pins: []))";
    let file = state.path().join("icatlas/state.ron");
    fs::write(&file, newer).unwrap();
    session.send("jm");
    session.wait_for_text("Not saved, nothing changed");
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    assert_eq!(files(&state), ["lock", "state.ron"]);
}

#[test]
fn pins_of_records_no_longer_in_the_data_are_kept_and_shown_as_gone() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let saved = "(version: 1, kept: (pins: [(id: \"treaty/of-old\", title: \"A treaty\", note: Some(\"why?\")), \
        (id: \"gap/prevention/1\", title: \"x\")]))";
    fs::write(folder.join("state.ron"), saved).unwrap();
    let mut session = started(&state);
    session.send("'");
    session.wait_for_text("A treaty (gone)");
    session.wait_for_text("No longer in the data");
    session.wait_for_text("Holistic approach");
    session.send("\r");
    session.wait_for_text("its note is kept");
    session.send("J");
    session.wait_for_text("▸2                     A treaty (gone)");
    session.send("qq");
    session.wait();
    assert_eq!(pins(&state)[1], ("treaty/of-old".to_owned(), "why?".to_owned()));
}

#[test]
fn in_restricted_mode_pins_are_kept_in_memory_and_nothing_is_written() {
    let state = TempDir::new().unwrap();
    let mut session = session(&state, &["--restricted"], 80, 24);
    session.wait_for_text("UNODC");
    session.send("m'");
    session.wait_for_text("1 Member");
    session.send("w");
    session.wait_for_text("Restricted mode writes no file");
    session.send("qq");
    session.wait();
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0);
}

#[test]
fn without_a_state_folder_the_state_is_kept_for_the_session_and_a_message_says_so() {
    // Not even root can create a folder there.
    let mut session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", "/proc/nowhere")], 120, 40);
    session.wait_for_text("UNODC");
    session.send("m");
    session.wait_for_text("Saved for this session only");
    session.send("'");
    session.wait_for_text("1 Member");
    session.send("qq");
    assert_eq!(session.wait().exit_code(), 0);
}

#[test]
fn while_another_session_holds_the_lock_nothing_is_confirmed_or_changed() {
    let state = TempDir::new().unwrap();
    let session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    let lock = fs::File::open(state.path().join("icatlas/lock")).unwrap();
    lock.lock().unwrap();
    session.send("jm");
    session.wait_for_text("Not saved, nothing changed: another session");
    // Reading takes no lock.
    let looking = started(&state);
    looking.send("'");
    looking.wait_for_text("1 Member");
    lock.unlock().unwrap();
    assert_eq!(ids(&state), ["member/unodc"]);
    session.send("m");
    session.wait_for_text("Pinned: 2 in all");
    assert_eq!(ids(&state), ["member/unodc", "member/dpko"]);
}

#[test]
fn keys_typed_ahead_wait_for_the_lock_once_and_signals_still_work() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(folder.join("lock"), "").unwrap();
    let lock = fs::File::open(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let started = || {
        let session = session(&state, &[], 120, 40);
        session.wait_for_text("UNODC");
        session
    };
    let first = started();
    first.send(&("mj".repeat(16) + "m"));
    first.wait_for_text("another session is still writing");
    first.wait_for_text("▸World Bank");
    // The other keys work at once, and so does a signal in the middle of the wait.
    first.send("g");
    first.wait_for_text("▸UNODC");
    drop(first);
    let mut second = started();
    second.send(&"mj".repeat(500));
    // In the middle of the wait for the lock, when nothing is drawn.
    std::thread::sleep(Duration::from_millis(300));
    second.signal("TERM");
    assert!(second.wait().signal().is_some());
    second.assert_restored();
    lock.unlock().unwrap();
    assert!(ids(&state).is_empty(), "nothing was confirmed");
}

#[test]
fn on_a_full_disk_nothing_is_confirmed_or_lost() {
    let state = TempDir::new().unwrap();
    let mut first = started(&state);
    first.send("m");
    first.wait_for_text("Pinned: 1 in all");
    first.send("q");
    first.wait();
    // Empty files can still be created, and writes fail as on a full disk.
    let script = format!("ulimit -f 0; exec {}", env!("CARGO_BIN_EXE_icatlas"));
    let home = state.path().to_str().unwrap();
    let mut full = Session::program("/bin/sh", &["-c", &script], &[("XDG_STATE_HOME", home)], 120, 40);
    full.wait_for_text("UNODC");
    full.send("jm");
    full.wait_for_text("Not saved, nothing changed: File too large");
    full.send("q");
    full.wait();
    assert_eq!(ids(&state), ["member/unodc"]);
    assert_eq!(files(&state), ["lock", "state.ron"]);
}

#[test]
fn pins_over_the_size_limit_are_refused_and_none_is_lost() {
    let state = TempDir::new().unwrap();
    // Shorter than the limit by less than a pin.
    let file = full_of_pins(&state, 100);
    let before = fs::read(&file).unwrap();
    let refused = "Not saved, nothing changed: the file of pins would exceed 16 MiB; remove a pin or a note.";
    let sessions = [session(&state, &[], 120, 40), session(&state, &[], 120, 40)];
    for session in &sessions {
        session.wait_for_text("UNODC");
        session.send("m");
        session.wait_for_text(refused);
    }
    assert_eq!(fs::read(&file).unwrap(), before);
    // A change that fits is saved in either session.
    full_of_pins(&state, 2000);
    sessions[0].send("m");
    sessions[0].wait_for_text("Pinned: 2 in all");
    sessions[1].send("jm");
    sessions[1].wait_for_text("Pinned: 3 in all");
    for mut session in sessions {
        session.send("q");
        session.wait();
    }
    assert_eq!(ids(&state), ["gap/prevention/1", "member/unodc", "member/dpko"]);
    assert_eq!(files(&state), ["lock", "state.ron"]);
}
