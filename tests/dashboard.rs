//! The dashboard: the built program in a real pseudo-terminal.

mod common;

use std::fs;

use common::pty::Session;
use common::texts::full_of_pins;
use tempfile::TempDir;

fn started(width: u16, height: u16) -> Session {
    let session = Session::icatlas(&[], width, height);
    session.wait_for_text("UNODC");
    session
}

#[test]
fn the_dashboard_opens_on_the_members_and_quits_with_q() {
    let mut session = started(120, 40);
    session.wait_for_text("2010-deck,");
    for title in ["1 Members", "2 Matrix", "3 Global Plan", "4 Overview", "member/unodc"] {
        session.wait_for_text(title);
    }
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    session.assert_restored();
}

#[test]
fn the_title_says_the_edition_and_its_day_whole() {
    // The name of the group gives way where both do not fit.
    for (width, group) in [(110, " icatlas · ICAT  "), (113, " icatlas · ICAT  "), (120, " icatlas · Inter-Agency")]
    {
        let session = started(width, 32);
        session.wait_for("the edition", |screen| {
            let title = screen.contents().lines().next().unwrap_or_default().to_owned();
            title.starts_with(group) && title.trim_end().ends_with("  2010-deck, as known on 20 October 2010")
        });
    }
    let folder = common::copy();
    for (date, known) in [("2010-10", "in October 2010"), ("2010", "in 2010")] {
        fs::write(folder.path().join("edition.ron"), format!("(name: \"x\", date: \"{date}\", schema: 2)")).unwrap();
        let session = Session::icatlas(&["--data", folder.path().to_str().unwrap()], 80, 24);
        session.wait_for_text(&format!("x, as known {known}"));
    }
}

#[test]
fn ctrl_c_quits_from_anywhere_with_exit_code_0() {
    for keys in ["\x03", "?\x03", "\r\x03", "'\x03", "x\x03", "yv\x03", "z\x03"] {
        let mut session = started(80, 24);
        session.send(keys);
        assert_eq!(session.wait().exit_code(), 0, "{keys:?}");
        session.assert_restored();
    }
}

#[test]
fn ctrl_c_in_a_text_field_cancels_it_and_what_was_typed_can_be_recalled() {
    let recalls = "\x1b[1;3A";
    for (opens, open) in
        [("/", " / "), (":", " : "), ("a", " Note: "), ("m'w\x15", "Write to the file: "), ("?/", " / ")]
    {
        let mut session = started(80, 24);
        session.send(opens);
        session.wait_for_text(open);
        session.send("typed\x03");
        session.wait_for("no field", |screen| !screen.contents().contains("typed"));
        session.send(if opens.starts_with('m') {
            "w\x15"
        } else if opens == "?/" {
            "/"
        } else {
            opens
        });
        session.wait_for_text(open);
        assert!(!session.contents().contains("typed"), "{opens:?} opens empty");
        session.send(recalls);
        session.wait_for_text(&format!("{open}typed"));
        session.send("\x03\x03");
        assert_eq!(session.wait().exit_code(), 0, "{opens:?}");
    }
}

#[test]
fn q_closes_whatever_covers_the_dashboard_and_then_quits() {
    for (size, opens, covered) in [
        ((80, 24), "?", "Keys"),
        ((80, 24), "x", "Crosswalk"),
        ((80, 24), "'", "Nothing is pinned"),
        ((80, 24), "v", "(ICAT, slides"),
        ((80, 24), "\rz", "1-21 of"),
        ((40, 12), "\r", "Esc back"),
    ] {
        let mut session = started(size.0, size.1);
        let before = session.contents();
        session.send(opens);
        session.wait_for_text(covered);
        session.send("q");
        session.wait_for("the dashboard", |screen| !screen.contents().contains(covered) || screen.contents() == before);
        session.send("q");
        assert_eq!(session.wait().exit_code(), 0, "{opens:?}");
        session.assert_restored();
    }
}

#[test]
fn a_few_letters_find_a_gap_and_enter_opens_it_in_its_pane() {
    let mut session = started(80, 24);
    session.send("/impun");
    session.wait_for_text("1 of 83");
    session.send("\r");
    session.wait_for_text("gap/prosecution/1");
    session.wait_for_text("verbatim, ICAT deck");
    // Its text is longer than the pane below the matrix.
    session.wait_for("the whole window", |screen| !screen.contents().contains("[2 Matrix]"));
    session.send("\x1b");
    session.wait_for_text("[2 Matrix]");
    session.wait_for_text("▸1 Large impunity");
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
}

#[test]
fn words_on_the_command_line_open_the_search() {
    let mut session = Session::icatlas(&["legal", "assistance"], 40, 12);
    session.wait_for_text("/ legal assistance");
    session.send("\r");
    session.wait_for_text("Rec 3 Partnership");
    session.send("\x1b");
    session.wait_for_text("▸3 More mutual legal assistance");
    session.send("q");
    session.wait();
}

#[test]
fn a_link_leads_to_its_record_and_backspace_back() {
    let mut session = started(120, 40);
    session.send("jjj");
    session.wait_for_text("member/ilo ┐");
    session.send("]");
    session.wait_for_text("┏ ILO");
    session.send("\r");
    session.wait_for_text("event/2006-09-tokyo ┓");
    session.send("\x7f");
    session.wait_for_text("member/ilo ┓");
    session.send("q");
    session.wait();
}

#[test]
fn keys_typed_ahead_are_all_carried_out() {
    let session = started(80, 24);
    session.send(&"j".repeat(500));
    session.wait_for_text("18/18");
    session.wait_for_text("▸Lorem Bureau");
    session.send(&"k".repeat(10));
    session.wait_for_text("8/18");
}

#[test]
fn a_paste_goes_into_the_search_as_text_and_runs_no_action() {
    let session = started(80, 24);
    session.send("/\x1b[200~q\nextradition\x1b[201~");
    session.wait_for_text("/ q extradition");
    session.send("\x1b");
    session.wait_for_text("▸UNODC");
    session.send("\x1b[200~qqq\x1b[201~");
    session.wait_for_text("Open the search first");
    session.send("j");
    session.wait_for_text("▸DPKO");
}

#[test]
fn the_selection_stays_on_the_screen_through_every_resize() {
    let session = started(120, 40);
    session.send("G");
    session.wait_for_text("▸Lorem Bureau");
    for (width, height) in [(80, 24), (40, 12), (120, 40), (41, 13), (200, 60)] {
        session.resize(width, height);
        session.wait_for_text("▸Lorem Bureau");
    }
    session.resize(30, 5);
    session.wait_for_text("needs 40x12");
    session.resize(1, 1);
    session.resize(80, 24);
    session.wait_for_text("▸Lorem Bureau");
}

#[test]
fn signals_end_the_session_and_the_terminal_is_restored() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = started(80, 24);
        session.signal(signal);
        let status = session.wait();
        assert!(status.signal().is_some(), "the sender of {signal} does not see that it was obeyed: {status:?}");
        session.assert_restored();
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_while_drawing_restores_the_terminal_before_it_is_reported() {
    let mut session =
        Session::icatlas_with(&[], &[("ICATLAS_PANIC_WHILE_DRAWING", "1"), ("RUST_BACKTRACE", "0")], 80, 24);
    assert_eq!(session.wait().exit_code(), 101);
    session.assert_restored();
    assert!(session.contents().contains("asked to panic while drawing"), "{}", session.contents());
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_redraws() {
    let mut session = Session::shell(80, 24);
    session.wait_for_text("UNODC");
    session.send("j\x1a");
    session.use_shell();
    session.send("fg\n");
    session.wait_for("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains("▸DPKO"));
    session.send("q");
    session.wait_for("the shell", |screen| !screen.alternate_screen());
    session.send("exit\n");
    session.wait();
}

#[test]
fn after_fg_nothing_is_drawn_before_the_terminal_is_set_up_again() {
    let mut session = Session::shell(80, 24);
    session.wait_for_text("UNODC");
    for _ in 0..5 {
        session.send("j\x1a");
        session.use_shell();
        session.send("fg\n");
        session
            .wait_for("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains("1 Members"));
    }
    session.send("q");
    session.wait_for("the shell", |screen| !screen.alternate_screen());
    session.send("exit\n");
    session.wait();
    let sent = session.bytes();
    let sent = String::from_utf8_lossy(&sent);
    for outside in
        sent.split("\x1b[?1049h").filter_map(|screen| screen.split_once("\x1b[?1049l")).map(|(_, after)| after)
    {
        assert!(!outside.contains("\x1b[?2026h"), "a frame on the main screen: {outside:?}");
    }
}

#[test]
fn a_hang_up_of_the_terminal_ends_the_session() {
    let mut session = started(80, 24);
    let process = session.process();
    session.hang_up();
    session.wait();
    assert!(!common::pty::is_running(process));
}

#[test]
fn without_a_shell_the_session_does_not_stop() {
    let session = started(80, 24);
    session.send("\x1a");
    session.wait_for_text("no shell here");
    session.signal("TSTP");
    session.send("jj");
    session.wait_for_text("▸IOM");
}

#[test]
fn every_frame_is_inside_a_synchronized_update() {
    let mut session = started(80, 24);
    session.send("j");
    session.wait_for_text("▸DPKO");
    session.send("q");
    session.wait();
    let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
    let begun = bytes.matches("\x1b[?2026h").count();
    let ended = bytes.matches("\x1b[?2026l").count();
    assert!(begun >= 2 && ended >= begun, "{begun} begun, {ended} ended");
}

#[test]
fn on_a_dumb_terminal_a_message_says_what_to_do_instead() {
    let mut session = Session::icatlas_with(&[], &[("TERM", "dumb")], 80, 24);
    assert_eq!(session.wait().exit_code(), 2);
    session.wait_for_text("find WORDS");
}

#[test]
fn tab_completes_the_name_and_the_value_of_a_filter() {
    let session = Session::icatlas(&[], 120, 40);
    session.wait_for_text("1 Members");
    session.send("/data ki\tg\t");
    session.wait_for_text("/ data kind:gap");
    session.wait_for_text("1 of 83");
}

#[test]
fn single_keys_choose_filters_and_the_query_shows_them() {
    let session = Session::icatlas(&["resources"], 120, 40);
    session.wait_for_text("Rec 2 Prosecution Resources for criminal justice");
    session.send("\x14r3");
    session.wait_for_text("/ resources kind:rec pillar:prosecution");
    session.wait_for_text("▸Rec 2 Prosecution Resources for criminal justice");
    session.send("r3\r justice");
    session.wait_for_text("/ resources justice");
}

#[test]
fn the_up_arrow_recalls_the_last_query() {
    let session = Session::icatlas(&[], 120, 40);
    session.wait_for_text("1 Members");
    session.send("/extradition\r");
    session.wait_for_text("rec/partnership/3");
    session.send("/acnur\r");
    session.wait_for_text("member/unhcr");
    session.send("/");
    session.wait_for_text("Recent records");
    session.send("\x1b[A");
    session.wait_for_text("/ acnur");
    session.send("\x1b[A");
    session.wait_for_text("/ extradition");
    session.send("\x1b[1;3B");
    session.wait_for_text("/ acnur");
}

#[test]
fn restricted_mode_does_not_stop_and_says_so() {
    let session = Session::icatlas(&["--restricted"], 80, 24);
    session.wait_for_text("UNODC");
    session.send("\x1a");
    session.wait_for_text("Restricted mode does not suspend");
    session.signal("TSTP");
    session.send("j");
    session.wait_for_text("▸DPKO");
}

#[test]
fn a_last_record_that_is_not_saved_is_reported_after_the_dashboard() {
    let state = TempDir::new().unwrap();
    let file = full_of_pins(&state, 10);
    let before = fs::read(&file).unwrap();
    let home = state.path().to_str().unwrap();
    let mut session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", home)], 120, 40);
    session.wait_for_text("UNODC");
    session.send("jq");
    let said = "The last record was not saved: the file of pins would exceed 16 MiB; remove a pin or a note.";
    session.wait_for("the message", |screen| !screen.alternate_screen() && screen.contents().contains(said));
    assert!(session.wait().success());
    assert_eq!(fs::read(&file).unwrap(), before);
}
