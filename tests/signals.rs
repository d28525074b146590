//! Every signal has the effect in the table, and every caught one leaves the terminal restored: the built
//! program in a real pseudo-terminal.

mod common;

use std::process::Command;
use std::sync::Mutex;

use common::pty::Session;
use icatlas::term::signals::{Effect, REAL_TIME, effect_of};
use signal_hook::low_level::signal_name;

/// A session that leaves no core file behind when it ends by a signal.
fn started() -> Session {
    let script = format!("ulimit -c 0; exec {}", env!("CARGO_BIN_EXE_icatlas"));
    let session = Session::program("/bin/sh", &["-c", &script], &[], 80, 24);
    session.wait_for_text("UNODC");
    session
}

fn send(session: &Session, signal: i32) {
    let sent = Command::new("kill").args([format!("-{signal}"), session.process().to_string()]).status().unwrap();
    assert!(sent.success(), "{signal}");
}

fn try_out(signal: i32) {
    let mut session = started();
    send(&session, signal);
    match effect_of(signal) {
        Effect::Ends => {
            let status = session.wait();
            let by_code = i32::try_from(status.exit_code()) == Ok(128 + signal);
            assert!(status.signal().is_some() || by_code, "{signal}: {status:?}");
        }
        Effect::Continues | Effect::Redraws | Effect::Nothing => {
            session.send("j");
            session.wait_for_text("▸DPKO");
            session.send("q");
            assert_eq!(session.wait().exit_code(), 0, "{signal}");
        }
        // It leads its session here, so no shell could continue it.
        Effect::Stops => {
            session.wait_for_text("There is no shell here");
            session.send("q");
            session.wait();
        }
        Effect::Uncaught => panic!("{signal} is not to be tried out"),
    }
    session.assert_restored();
}

#[test]
fn every_caught_signal_has_the_effect_in_the_table() {
    let signals: Vec<i32> = (1..=REAL_TIME.1).filter(|signal| effect_of(*signal) != Effect::Uncaught).collect();
    assert!(signals.len() > 50, "{}", signals.len());
    let left = Mutex::new(signals);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(signal) = left.lock().unwrap().pop() else { return };
                    try_out(signal);
                }
            });
        }
    });
}

#[test]
fn every_signal_that_can_be_caught_is_caught() {
    let does = |effect: Effect| (1..=REAL_TIME.1).filter(|signal| effect_of(*signal) == effect).collect::<Vec<_>>();
    // ILL, BUS, FPE, KILL, SEGV, STOP, TTIN, TTOU, and the two that the C library keeps for itself.
    assert_eq!(does(Effect::Uncaught), [4, 7, 8, 9, 11, 19, 21, 22, 32, 33]);
    // PIPE, CHLD, URG, XFSZ; CONT; TSTP; WINCH.
    assert_eq!(does(Effect::Nothing), [13, 17, 23, 25]);
    assert_eq!((does(Effect::Continues), does(Effect::Stops), does(Effect::Redraws)), (vec![18], vec![20], vec![28]));
    assert_eq!(does(Effect::Ends).len(), 64 - 10 - 4 - 3);
}

#[test]
fn docs_name_the_uncaught_signals_with_a_remedy() {
    let page = include_str!("../docs/ssh.md");
    for name in (1..=31).filter(|signal| effect_of(*signal) == Effect::Uncaught).filter_map(signal_name) {
        let name = name.strip_prefix("SIG").unwrap();
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
    assert!(page.contains("`reset`"));
}

#[test]
fn a_failed_wait_ends_the_session_with_the_reason() {
    let mut session = started();
    let process = rustix::process::Pid::from_raw(i32::try_from(session.process()).unwrap());
    // Waiting fails for every descriptor.
    let three = rustix::process::Rlimit { current: Some(3), maximum: Some(3) };
    rustix::process::prlimit(process, rustix::process::Resource::Nofile, three).unwrap();
    session.send("j");
    assert_eq!(session.wait().exit_code(), 4);
    session.assert_restored();
    assert!(session.contents().contains("could not wait for the terminal"), "{}", session.contents());
}
