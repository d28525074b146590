//! When nothing happens, nothing runs and nothing is written: the built program in a real pseudo-terminal, by the context
//! switches of its threads.

mod common;

use std::thread::sleep;
use std::time::Duration;

use common::proc::{context_switches, threads};
use common::pty::{Connection, Session};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// Longer than a timer of ten seconds, with a margin for a busy machine.
const IDLE: Duration = Duration::from_secs(11);

/// Most attempts to find a session asleep: on a busy machine the emulator's last replies come in late.
const CHANCES: usize = 3;

/// More records than the loop searches itself, so that the search has a thread of its own.
const MANY: usize = 6000;

fn session(arguments: &[&str]) -> Session {
    let session = Session::icatlas_over(Connection { replies: true, ..Connection::default() }, arguments, 120, 40);
    session.wait_for_text("1 Members");
    session
}

/// A session whose data is so large that the search has a thread of its own, which has just returned its results.
fn with_search_worker(data: &str) -> Session {
    let session = session(&["--data", data]);
    session.send("/");
    session.wait_for_text("Esc close");
    session.send("refugees");
    session.wait_for_text("/ refugees");
    session.wait_for("its results", |screen| {
        let contents = screen.contents();
        !contents.contains("━ 0 of 6000") && !contents.contains("6000 of 6000")
    });
    assert_eq!(threads(session.process()), 2, "the main loop and the search");
    session
}

/// Asserts that for a time no thread of a session wakes up and the session writes nothing. The system cannot preempt a
/// sleeping thread, so it adds no switches of its own, even on a busy machine.
fn assert_asleep(sessions: &[(&str, Session)]) {
    let woken = |session: &Session| (context_switches(session.process()), session.received());
    let mut awake: Vec<_> = sessions.iter().collect();
    for _ in 0..CHANCES {
        for (_, session) in &awake {
            session.settle();
        }
        let before: Vec<_> = awake.iter().map(|(_, session)| woken(session)).collect();
        sleep(IDLE);
        let mut before = before.into_iter();
        awake.retain(|(_, session)| before.next() != Some(woken(session)));
        if awake.is_empty() {
            return;
        }
    }
    let awake: Vec<_> = awake.into_iter().map(|(what, _)| what).collect();
    panic!("in each of {CHANCES} periods of {IDLE:?} these woke up or wrote: {awake:?}");
}

#[test]
fn no_thread_wakes_up_and_nothing_is_written_while_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(MANY, folder.path()).unwrap();
    let search_worker = with_search_worker(folder.path().to_str().unwrap());
    let dashboard = session(&[]);
    let search = session(&[]);
    search.send("/");
    search.wait_for_text("Esc close");
    search.send("legal assistance");
    search.wait_for_text("/ legal assistance");
    let help = session(&[]);
    help.send("?");
    help.wait_for_text("Keys");
    let silent = Session::icatlas(&[], 80, 24);
    silent.wait_for_text("UNODC");
    silent.send("j");
    silent.wait_for_text("▸DPKO");
    assert_asleep(&[
        ("the dashboard", dashboard),
        ("the search", search),
        ("the help", help),
        ("a terminal that never replies", silent),
        ("the search over large data", search_worker),
    ]);
}
