//! Kitty's keyboard protocol: terminals that speak it and others. The built program in a real pseudo-terminal; the test
//! sends the terminal's replies.

mod common;

use std::thread::sleep;
use std::time::Duration;

use common::pty::{Session, send_signal};

/// The question for the keyboard protocol, and a reply to it.
const QUESTION: &str = "\x1b[?u";
const REPLY: &str = "\x1b[?0u";

/// The request for the cursor position, and a reply to it.
const REQUEST: &str = "\x1b[6n";
const POSITION: &str = "\x1b[1;1R";

/// The use of the protocol, and its end.
const USE: &str = "\x1b[>1u";
const GIVE_BACK: &str = "\x1b[<1u";

/// The alternate screen, and its end.
const ENTER: &str = "\x1b[?1049h";
const LEAVE: &str = "\x1b[?1049l";

/// Ctrl-c and Ctrl-z as the protocol has them.
const CTRL_C: &str = "\x1b[99;5u";
const CTRL_Z: &str = "\x1b[122;5u";

/// Longer than a frame takes, and shorter than the wait for the last reply.
const SHORTLY: Duration = Duration::from_millis(100);

/// What the program has sent, with the offset of each of these sequences in it.
fn offsets(session: &Session, sequence: &str) -> Vec<usize> {
    let sent = session.bytes();
    let is_there = |at: &usize| sent[*at..].starts_with(sequence.as_bytes());
    (0..sent.len()).filter(is_there).collect()
}

/// Asserts that on each visit of the alternate screen the protocol was used once and given back before the visit ended.
fn assert_given_back(session: &Session, visits: usize, what: &str) {
    let [entered, used, given_back, left] = [ENTER, USE, GIVE_BACK, LEAVE].map(|sequence| offsets(session, sequence));
    let all = [&entered, &used, &given_back, &left];
    assert!(all.iter().all(|offsets| offsets.len() == visits), "{what}: {all:?}");
    for visit in 0..visits {
        let order = all.map(|offsets| offsets[visit]);
        assert!(order.is_sorted(), "{what}: {order:?}");
    }
}

/// Lets a terminal reply that speaks the protocol.
fn reply(session: &Session) {
    session.wait_for_text("UNODC");
    session.send(&format!("{REPLY}{POSITION}"));
    session.wait_for_bytes(USE.as_bytes());
}

fn speaking() -> Session {
    let session = Session::icatlas(&[], 80, 24);
    reply(&session);
    session
}

#[test]
fn the_protocol_is_used_once_and_given_back_on_every_way_out() {
    for key in ["q", "\x03", CTRL_C, "\x1b[99;133u", "\x1b[200~never ends\x1b[99;5u"] {
        let mut session = speaking();
        match key.strip_prefix("\x1b[200~never ends") {
            Some(key) => {
                session.send("\x1b[200~never ends");
                sleep(SHORTLY);
                session.send(key);
            }
            None => session.send(key),
        }
        assert_eq!(session.wait().exit_code(), 0, "{key:?}");
        session.assert_restored();
        assert_given_back(&session, 1, key);
    }
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = speaking();
        session.signal(signal);
        assert!(session.wait().signal().is_some(), "{signal}");
        session.assert_restored();
        assert_given_back(&session, 1, signal);
    }
}

#[test]
fn the_protocol_is_given_back_after_a_panic() {
    let environment = [("ICATLAS_PANIC_WHILE_DRAWING", "2"), ("RUST_BACKTRACE", "0")];
    let mut session = Session::icatlas_with(&[], &environment, 80, 24);
    reply(&session);
    session.send("j");
    assert_eq!(session.wait().exit_code(), 101);
    session.assert_restored();
    assert_given_back(&session, 1, "panic");
}

#[test]
fn the_protocol_is_given_back_before_a_stop_and_used_again_after_it() {
    let mut session = Session::shell(80, 24);
    for (visits, stop) in [(1, CTRL_Z), (2, "\x1a"), (3, "TSTP")] {
        reply_in_shell(&session, visits, visits);
        match stop {
            "TSTP" => send_signal(session.child(), stop),
            key => session.send(key),
        }
        session.use_shell();
        assert_given_back(&session, visits, stop);
        session.send("clear; fg\n");
    }
    reply_in_shell(&session, 4, 4);
    session.send("q");
    session.use_shell();
    assert_given_back(&session, 4, "q");
    assert!(!session.contents().contains("0u"), "{}", session.contents());
    session.send("exit\n");
    session.wait();
}

/// Waits until icatlas has asked as often as it has entered the alternate screen, lets the terminal reply, and asserts how often the
/// protocol has been used.
fn reply_in_shell(session: &Session, visits: usize, uses: usize) {
    session.wait_for("icatlas", |screen| screen.alternate_screen() && screen.contents().contains("UNODC"));
    assert_eq!(offsets(session, QUESTION).len(), visits);
    session.send(&format!("{REPLY}{POSITION}"));
    session.settle();
    assert_eq!(offsets(session, USE).len(), uses);
}

#[test]
fn after_a_continuation_without_a_stop_the_protocol_is_used_once() {
    let mut session = speaking();
    session.signal("CONT");
    session.settle();
    assert_eq!(offsets(&session, GIVE_BACK).len(), 1, "the terminal may be another one");
    session.send(&format!("{REPLY}{POSITION}"));
    session.settle();
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    let [used, given_back] = [USE, GIVE_BACK].map(|sequence| offsets(&session, sequence));
    let order = [used[0], given_back[0], used[1], given_back[1], offsets(&session, LEAVE)[0]];
    assert!((used.len(), given_back.len()) == (2, 2) && order.is_sorted(), "{order:?}");
}

#[test]
fn a_terminal_that_does_not_speak_it_is_asked_once_and_gets_nothing() {
    let mut session = Session::icatlas(&[], 80, 24);
    // The frame waits for no reply.
    session.wait_for_text("UNODC");
    let asked = session.bytes();
    let asked = String::from_utf8_lossy(&asked);
    assert!(asked.contains(&format!("{QUESTION}{REQUEST}")), "asked with the first request, which follows");
    for _ in 0..20 {
        session.send("j");
        session.settle();
    }
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    let count = |sequence| offsets(&session, sequence).len();
    assert_eq!((count(QUESTION), count(USE), count(GIVE_BACK)), (1, 0, 0));
}

#[test]
fn a_reply_that_comes_while_leaving_changes_nothing() {
    let mut session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session.send("q");
    sleep(SHORTLY);
    session.send(&format!("{REPLY}{POSITION}"));
    assert_eq!(session.wait().exit_code(), 0);
    let count = |sequence| offsets(&session, sequence).len();
    assert_eq!((count(QUESTION), count(USE), count(GIVE_BACK)), (1, 0, 0));
}

#[test]
fn a_reply_that_comes_together_with_ctrl_z_changes_nothing_on_the_main_screen() {
    let session = Session::shell(80, 24);
    session.wait_for_text("UNODC");
    session.send(&format!("\x1a{REPLY}{POSITION}"));
    session.use_shell();
    session.send("clear; fg\n");
    session.wait_for_text("UNODC");
    session.settle();
    assert!(offsets(&session, USE).is_empty());
    reply_in_shell(&session, 2, 1);
    session.send("q");
    session.use_shell();
    assert_eq!(offsets(&session, GIVE_BACK).len(), 1);
}

#[test]
fn two_replies_use_the_protocol_once() {
    let mut session = speaking();
    session.send(REPLY);
    session.settle();
    session.send("q");
    session.wait();
    assert_given_back(&session, 1, "two replies");
}

#[test]
fn esc_in_the_protocol_is_complete_so_that_no_key_after_it_belongs_to_it() {
    let session = Session::icatlas_with(&[], &[("ICATLAS_ESCAPE_MS", "1000")], 80, 24);
    reply(&session);
    session.send("?");
    session.wait_for_text("Keys");
    // Esc as a single byte would wait for a second, and the letter after it would be Alt and the letter.
    session.send("\x1b[27uj");
    session.wait_for_text("▸DPKO");
    assert!(!session.contents().contains("Keys"), "{}", session.contents());
}

#[test]
fn keys_in_both_forms_do_the_same() {
    let session = speaking();
    for keys in [["j", "k"], ["\x1b[B", "\x1b[A"], ["\x1b[1;2B", "\x1b[1;2A"], ["\x1b[57420u", "\x1b[57419;129u"]] {
        for (key, row) in keys.into_iter().zip(["▸DPKO", "▸UNODC"]) {
            session.send(key);
            session.wait_for_text(row);
        }
    }
    for [enter, backspace, clear, esc] in [
        ["\r", "\x7f", "\x15", "\x1b"],
        ["\x1b[13;2u", "\x1b[127;2u", "\x1b[117;5u", "\x1b[27u"],
        ["\x1b[109;5u", "\x1b[104;5u", "\x1b[117;133u", "\x1b[91;5u"],
        ["\x1b[57414u", "\x1b[127;129u", "\x1b[117;6u", "\x1b[27;2u"],
    ] {
        session.send("/");
        session.wait_for_text("Esc close");
        session.send("unodcx");
        session.wait_for_text("/ unodcx");
        session.send(backspace);
        session.wait_for("a letter less", |screen| !screen.contents().contains("unodcx"));
        session.send(clear);
        session.wait_for("an empty input", |screen| !screen.contents().contains("/ unodc"));
        session.send("impunity");
        session.wait_for_text("/ impunity");
        session.send(enter);
        session.wait_for_text("gap/prosecution/1");
        session.send("1");
        session.wait_for_text("[1 Members]");
        session.send("?");
        session.wait_for_text("Keys");
        session.send(esc);
        session.wait_for("the dashboard", |screen| !screen.contents().contains("Keys"));
    }
}
