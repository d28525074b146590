//! Keys as keyboards and terminals send them: the built program in a real pseudo-terminal.

mod common;

use std::thread::sleep;
use std::time::{Duration, Instant};

use common::pty::Session;

/// The pause between two keys of a fast typist. The pauses in this file are part of the tests: the meaning of a byte depends
/// on the time since the last one.
const BETWEEN_KEYS: Duration = Duration::from_millis(60);

/// The pause between two keys of a slower typist.
const BETWEEN_SLOW_KEYS: Duration = Duration::from_millis(80);

/// Longer than the wait for the rest of a sequence.
const LATE: Duration = Duration::from_millis(700);

/// Longer than the wait after an escape character.
const AFTER_ESCAPE: Duration = Duration::from_millis(100);

fn started() -> Session {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    session
}

/// A session with this text in the search.
fn searching(typed: &str) -> Session {
    let session = started();
    session.send("/");
    session.wait_for_text("Esc close");
    session.send(typed);
    session.wait_for_text(&format!("/ {typed}"));
    session
}

fn wait_until_the_search_is_closed(session: &Session) {
    session.wait_for("the dashboard", |screen| !screen.contents().contains("Esc close"));
}

#[test]
fn late_replies_to_another_program_swallow_no_key_at_any_typing_speed() {
    for reply in
        ["\x1b[>41;390;0c", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1bP>|XTerm(390)\x1b\\", "\x1b_Gi=1;OK\x1b\\"]
    {
        let session = started();
        session.send(reply);
        for _ in 0..3 {
            session.send("j");
            sleep(BETWEEN_KEYS);
        }
        session.wait_for_text("▸ILO");
    }
}

#[test]
fn no_reply_is_typed_into_an_input() {
    let session = searching("legal");
    for (begun, rest) in [
        ("\x1b[>41;390;0c", ""),
        ("\x1b[?62;22c\x1b[0n\x1b[8;24;80t", ""),
        ("\x1b]11;rgb:1e1e/", "1e1e/1e1e\x1b\\"),
        ("\x1bP1+r544e", "=787465726d\x1b\\"),
        ("\x1b]52;c;cXVp", "dA==\x07"),
        ("\x1b^private", "\x1b\\"),
        ("\x1bXsome", "\x1b\\"),
    ] {
        session.send(begun);
        if !rest.is_empty() {
            sleep(LATE);
            session.send(rest);
        }
    }
    session.send(" assistance");
    session.wait_for_text("/ legal assistance");
}

#[test]
fn escape_and_a_bracket_in_one_piece_never_lock_the_keyboard() {
    for piece in ["\x1b]", "\x1b[", "\x1bP", "\x1b_", "\x1bO"] {
        let mut session = started();
        session.send(piece);
        sleep(LATE);
        // Esc and `]` select a link; Esc then goes back.
        session.send("\x1b");
        sleep(AFTER_ESCAPE);
        session.send("j");
        session.wait_for_text("▸DPKO");
        session.send("q");
        assert_eq!(session.wait().exit_code(), 0);
    }
}

#[test]
fn keys_typed_fast_after_escape_and_a_bracket_work() {
    let mut session = started();
    session.send("\x1b]");
    for key in "jjjjjjjjjjq".chars() {
        sleep(BETWEEN_KEYS);
        session.send(&key.to_string());
    }
    assert_eq!(session.wait().exit_code(), 0);
}

#[test]
fn the_key_that_ends_an_endless_reply_works() {
    for wait in [Duration::ZERO, LATE] {
        let mut session = started();
        session.send("\x1b]52;c;never");
        sleep(wait);
        session.send("jj\x03");
        assert_eq!(session.wait().exit_code(), 0);
        session.assert_restored();
    }
}

#[test]
fn escape_and_the_next_key_in_one_piece_both_work() {
    let session = started();
    session.send("?");
    session.wait_for_text("Keys");
    session.send("\x1bj");
    session.wait_for_text("▸DPKO");
    assert!(!session.contents().contains("Keys"));
    session.send("\x1b\x1bOB");
    session.wait_for_text("▸IOM");
}

#[test]
fn a_letter_with_alt_edits_the_input_or_does_nothing() {
    let session = searching("legal assistance");
    session.send("\x1bq\x1bx\x1bm");
    session.send("\x1bbmutual ");
    session.wait_for_text("/ legal mutual assistance");
    session.send("\x1bf\x1b\x7f");
    session.wait_for("a word less", |screen| !screen.contents().contains("mutual assistance"));
    session.send("\x01\x1bd");
    session.wait_for_text("/  mutual");
    session.send("\x1b");
    wait_until_the_search_is_closed(&session);
}

#[test]
fn a_letter_with_alt_types_nothing_while_filters_are_chosen() {
    let session = searching("legal assistance");
    session.send("\x14");
    session.wait_for_text("back to typing");
    session.send("\x1bq\x1bg\x1b\x7f");
    session.wait_for("a word less", |screen| !screen.contents().contains("/ legal assistance"));
    session.send("g");
    session.wait_for_text("/ legal kind:gap");
}

#[test]
fn keys_typed_after_escape_and_a_letter_work() {
    let session = searching("legal");
    session.send("\x1bP");
    for key in " aid".chars() {
        sleep(BETWEEN_SLOW_KEYS);
        session.send(&key.to_string());
    }
    session.wait_for_text("/ legal aid");
}

#[test]
fn keys_after_input_that_looks_like_a_reply_soon_work() {
    for begun in ["\x1bP ", "\x1bP1", "\x1b]1;", "\x1b_G"] {
        let session = searching("legal");
        session.send(begun);
        for key in "aaaa".chars() {
            sleep(BETWEEN_SLOW_KEYS);
            session.send(&key.to_string());
        }
        session.wait_for_text("/ legalaa");
    }
}

#[test]
fn keys_of_other_terminals_work() {
    let session = started();
    // The keypad's Enter and digits, application arrows, modifyOtherKeys.
    session.send("\x1bOB");
    session.wait_for_text("▸DPKO");
    session.send("\x1bOr");
    session.wait_for_text("[2 Matrix]");
    session.send("\x1bOq\x1bOA");
    session.wait_for_text("▸UNODC");
    let mut session = searching("legax");
    session.send("\x08l");
    session.wait_for_text("/ legal");
    session.send("\x1b[27;5;117~");
    session.wait_for("an empty field", |screen| !screen.contents().contains("/ legal"));
    session.send("\x1b[27;5;99~");
    session.wait_for_text("[1 Members]");
    session.send("\x1b[27;5;99~");
    assert_eq!(session.wait().exit_code(), 0);
}

#[test]
fn alt_and_an_arrow_goes_back_in_history_in_every_encoding() {
    for sequence in ["\x1b[1;3D", "\x1bb", "\x1b\x1b[D", "\x1b\x1bOD", "\x1b[1;9D"] {
        let session = started();
        session.send("/impunity\r");
        session.wait_for_text("gap/prosecution/1");
        session.send(sequence);
        session.wait_for_text("[1 Members]");
    }
}

#[test]
fn a_byte_of_another_encoding_swallows_no_key() {
    for locale in ["C.UTF-8", "C"] {
        let session = Session::icatlas_with(&[], &[("LC_ALL", locale)], 80, 24);
        session.wait_for_text("UNODC");
        for byte in [0xE9, 0xFF, 0x84] {
            session.send_bytes(&[byte, b'j']);
        }
        session.wait_for("the fourth row", |screen| {
            screen
                .contents()
                .lines()
                .any(|line| line.contains("ILO") && ["▸", ">"].iter().any(|sign| line.contains(sign)))
        });
    }
}

#[test]
fn the_wait_after_an_escape_can_be_set() {
    let session = Session::icatlas_with(&[], &[("ICATLAS_ESCAPE_MS", "900")], 80, 24);
    session.wait_for_text("UNODC");
    // An arrow takes this long over a very bad connection.
    session.send("\x1b");
    sleep(Duration::from_millis(200));
    session.send("[B");
    session.wait_for_text("▸DPKO");
    for wrong in ["soon", "-1", "1001", "\u{1b}[2J"] {
        let mut session = Session::icatlas_with(&[], &[("ICATLAS_ESCAPE_MS", wrong)], 120, 24);
        assert_eq!(session.wait().exit_code(), 2, "{wrong:?}");
        assert!(session.contents().contains("ICATLAS_ESCAPE_MS must be a number of milliseconds from 0 to 1000"));
    }
}

#[test]
fn a_flood_behind_a_line_of_keys_does_not_freeze_the_screen() {
    const FLOOD: Duration = Duration::from_secs(3);
    let session = started();
    session.settle();
    let (before, start) = (session.received(), Instant::now());
    session.send("\x07");
    while session.received() == before {
        assert!(start.elapsed() < FLOOD, "no frame while keys came in");
        session.send(&"jjkk".repeat(500));
        session.send("\x07");
    }
}
