//! Sessions on bad terminals, over slow connections and among other programs: the built program in a real
//! pseudo-terminal.

mod common;

use std::time::Duration;

use common::proc::Ending;
use common::pty::{Connection, Session, is_running, most_memory, send_signal};

const FRAME: &str = "\x1b[?2026h";

/// The pause that makes keys come one by one.
const KEY_BY_KEY: Duration = Duration::from_millis(1);

/// The pause between the repeats of a held key.
const HELD_KEY: Duration = Duration::from_millis(33);

/// Longer than the wait for the rest of a sequence, so that Esc is a key.
const BETWEEN_ESCAPES: Duration = Duration::from_millis(600);

/// The request for the cursor position at the end of a frame, and a reply to it.
const QUESTION: &[u8] = b"\x1b[6n";
const REPLY: &str = "\x1b[1;1R";

/// The round trip of a slow connection. The program waits half as long again for the last reply.
const ROUND_TRIP: Duration = Duration::from_millis(1300);

/// How late the first reply comes to a person who has not waited for it: later than most connections carry it.
const FIRST_REPLY: Duration = Duration::from_millis(700);

fn started(width: u16, height: u16) -> Session {
    let session = Session::icatlas(&[], width, height);
    session.wait_for_text("UNODC");
    session
}

/// The number of frames after the first `from` bytes.
fn frames_since(session: &Session, from: usize) -> usize {
    String::from_utf8_lossy(&session.bytes()[from..]).matches(FRAME).count()
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_ends_the_session() {
    let mut session = Session::under_a_deaf_leader(80, 24);
    session.wait_for_text("UNODC");
    let icatlas = session.child();
    let ended = Ending::of(icatlas);
    session.hang_up();
    ended.wait();
}

#[test]
fn signals_end_the_session_while_the_terminal_accepts_no_output() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = started(80, 24);
        session.pause(true);
        for _ in 0..200 {
            session.send("Gg");
            std::thread::sleep(KEY_BY_KEY);
        }
        session.signal(signal);
        assert!(session.wait().signal().is_some(), "{signal}");
        assert!(session.is_cooked(), "{signal}");
    }
}

#[test]
fn a_stop_from_outside_restores_the_terminal_and_a_continuation_redraws() {
    let mut session = Session::shell(80, 24);
    session.wait_for_text("UNODC");
    session.send("j");
    session.wait_for_text("▸DPKO");
    let icatlas = session.child();
    send_signal(icatlas, "TSTP");
    session.use_shell();
    session.send("fg\n");
    session.wait_for_text("▸DPKO");
    // As a shell does with a stopped job that it continues in the background and then in the foreground.
    session.send("\x1a");
    session.wait_for("the shell", |screen| !screen.alternate_screen());
    session.send("bg\n");
    session.send("fg\n");
    session.wait_for_text("▸DPKO");
    session.send("q");
    session.wait_for("the shell", |screen| !screen.alternate_screen());
    session.send("exit\n");
    session.wait();
    assert!(!is_running(icatlas));
}

#[test]
fn hundreds_of_resizes_are_drawn_in_few_frames_and_the_last_is_right() {
    let session = started(120, 40);
    session.send("G");
    session.wait_for_text("▸Lorem Bureau");
    session.settle();
    let before = session.received();
    for step in 0..200 {
        let (width, height) = [(1, 1), (80, 24), (40, 12), (120, 40), (7, 50)][step % 5];
        session.resize(width, height);
        // As fast as dragging the edge of a window.
        std::thread::sleep(Duration::from_millis(2));
    }
    session.resize(80, 24);
    session.wait_for_text("▸Lorem Bureau");
    session.settle();
    let sent = session.received() - before;
    assert!(sent < 100_000, "{sent} bytes for 200 sizes");
}

#[test]
fn a_huge_paste_is_one_cut_action() {
    let session = started(80, 24);
    session.send("/");
    session.wait_for_text("Esc close");
    session.settle();
    let (before, memory) = (session.received(), most_memory(session.process()));
    session.send(&format!("\x1b[200~{}\x1b[201~", "extradition ".repeat((1 << 20) / 12)));
    session.wait_for_text("extradition");
    session.settle();
    let frames = frames_since(&session, before);
    assert!(frames <= 5, "{frames} frames");
    let more = most_memory(session.process()) - memory;
    assert!(more <= 4096, "{more} KiB more");
    session.send("\x15unodc");
    session.wait_for_text("/ unodc");
}

#[test]
fn random_bytes_and_broken_sequences_do_no_harm() {
    let mut random = fastrand::Rng::with_seed(4);
    let broken =
        ["\x1b", "\x1b[", "\x1b[<", "\x1b]0;", "\x1bP", "\x1b[200~", "\x1b[201~", "\x1b[1;", "\x1bO", "\u{c2}"];
    let mut session = started(80, 24);
    for _ in 0..300 {
        let mut bytes: Vec<u8> = (0..random.usize(1..40)).map(|_| random.u8(..)).collect();
        bytes.splice(0..0, broken[random.usize(..broken.len())].bytes());
        // Ctrl-C quits, and so does q; Ctrl-Z has tests of its own.
        bytes.retain(|byte| ![0x03, b'q', 0x1A].contains(byte));
        session.send_bytes(&bytes);
    }
    // Ends a paste, if one is under way; then closes all screens, as a person would.
    session.send("\x1b[201~");
    for _ in 0..8 {
        std::thread::sleep(BETWEEN_ESCAPES);
        session.send("\x1b");
    }
    std::thread::sleep(BETWEEN_ESCAPES);
    session.send("1g");
    session.wait_for_text("▸UNODC");
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    session.assert_restored();
}

#[test]
fn a_terminal_that_never_replies_is_not_waited_for_and_soon_not_asked() {
    let mut session = started(80, 24);
    for _ in 0..20 {
        session.send("j");
        session.settle();
    }
    session.send("q");
    session.wait();
    let asked = session.bytes().windows(4).filter(|bytes| bytes == b"\x1b[6n").count();
    assert!((1..=4).contains(&asked), "{asked}");
}

#[test]
fn a_late_reply_is_waited_for_and_never_reaches_the_shell() {
    let leave = |key: &str| {
        let session = Session::shell(80, 24);
        session.wait_for_text("UNODC");
        session.settle();
        // The terminal replies to all requests, but so late that the program waits long for the next reply.
        std::thread::sleep(ROUND_TRIP);
        let asked = || session.bytes().windows(QUESTION.len()).filter(|bytes| *bytes == QUESTION).count();
        let before = asked();
        session.send(&REPLY.repeat(before));
        session.send("j");
        session.wait_for_text("▸DPKO");
        session.settle();
        assert_eq!(asked(), before + 1, "the frame ends with a request");
        session.send(key);
        session.settle();
        session.send(REPLY);
        session.wait_for("the shell", |screen| !screen.alternate_screen());
        // Ends the line that the reply would be in.
        session.send("\n");
        session.use_shell();
        assert!(!session.contents().contains("1R"), "{key:?}: {}", session.contents());
    };
    std::thread::scope(|scope| {
        for key in ["q", "\x1a"] {
            scope.spawn(move || leave(key));
        }
    });
}

#[test]
fn the_first_reply_never_reaches_the_shell_if_the_person_leaves_before_it() {
    let session = Session::shell(80, 24);
    session.wait_for_text("UNODC");
    session.settle();
    let asked = session.bytes().windows(QUESTION.len()).filter(|bytes| *bytes == QUESTION).count();
    session.send("q");
    std::thread::sleep(FIRST_REPLY);
    session.send(&REPLY.repeat(asked));
    session.wait_for("the shell", |screen| !screen.alternate_screen());
    session.send("\n");
    session.use_shell();
    assert!(!session.contents().contains("1R"), "{}", session.contents());
}

#[test]
fn no_reply_of_the_terminal_reaches_the_shell() {
    let session = Session::shell_over(Connection { replies: true, ..Connection::default() }, 80, 24);
    session.wait_for_text("UNODC");
    for keys in ["jjjq", "jjj\x1a"] {
        session.send(keys);
        session.wait_for("the shell", |screen| !screen.alternate_screen());
        session.send("echo and $((40 + 2))\n");
        session.wait_for_text("and 42");
        assert!(!session.contents().contains("1R"), "{}", session.contents());
        session.send(&format!("clear; {}\n", env!("CARGO_BIN_EXE_icatlas")));
        session.wait_for_text("UNODC");
    }
}

#[test]
fn after_a_pause_of_output_the_terminal_gets_the_newest_state_only() {
    let session = started(120, 40);
    session.settle();
    let before = session.received();
    session.pause(true);
    for _ in 0..500 {
        session.send("G");
        std::thread::sleep(KEY_BY_KEY);
        session.send("g");
        std::thread::sleep(KEY_BY_KEY);
    }
    session.send("jj");
    session.pause(false);
    session.wait_for_text("▸IOM");
    session.settle();
    // The system's own buffer takes some; a thousand frames would be several hundred thousand bytes.
    let sent = session.received() - before;
    assert!(sent < 60_000, "{sent} bytes");
}

#[test]
fn over_a_slow_connection_a_held_key_never_lags_behind() {
    const RATE: u32 = 960; // 9,600 baud: ten bits a byte
    let session =
        Session::icatlas_over(Connection { replies: true, rate: Some(RATE), ..Connection::default() }, &[], 80, 24);
    session.wait_for_text("recommendation answers");
    session.settle();
    for keys in ["j", "k"] {
        for _ in 0..90 {
            session.send(keys);
            std::thread::sleep(HELD_KEY);
        }
        let at_last_key = session.received();
        let end = if keys == "j" { "18/18" } else { " 1/18" };
        session.wait_for_text(end);
        // The bytes that the connection carries in two seconds.
        let late = session.received() - at_last_key;
        assert!(late < 2 * RATE as usize, "the newest state came {late} bytes after the last key");
    }
}
