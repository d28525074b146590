//! When nothing happens, nothing runs: the built program in a real pseudo-terminal, by the context switches of its threads.

mod common;

use std::thread::sleep;
use std::time::Duration;

use common::proc::{context_switches, threads};
use common::pty::{Connection, Session};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

const IDLE: Duration = Duration::from_secs(2);

/// Most attempts to find a session asleep: on a busy machine the emulator's last replies come in late.
const CHANCES: usize = 5;

/// More records than the loop searches itself, so that the search has a thread of its own.
const MANY: usize = 6000;

fn session(arguments: &[&str]) -> Session {
    let session = Session::icatlas_over(Connection { replies: true, ..Connection::default() }, arguments, 120, 40);
    session.wait_for_text("quit");
    session
}

/// Asserts that no thread of a session wakes up for two seconds. The system cannot preempt a sleeping thread, so it adds no
/// switches of its own.
fn assert_asleep(sessions: &[(&str, Session)]) {
    let switches = || sessions.iter().map(|(_, session)| context_switches(session.process())).collect::<Vec<_>>();
    let mut slept = vec![false; sessions.len()];
    let mut woken = Vec::new();
    for _ in 0..CHANCES {
        let before = switches();
        sleep(IDLE);
        woken = switches().into_iter().zip(before).map(|(after, before)| after - before).collect();
        slept.iter_mut().zip(&woken).for_each(|(slept, woken)| *slept |= *woken == 0);
        if !slept.contains(&false) {
            return;
        }
    }
    let told = sessions.iter().zip(slept).zip(woken).filter(|((_, slept), _)| !slept);
    let told = told.map(|(((what, _), _), woken)| format!("{what}: {woken} context switches in {IDLE:?}"));
    panic!("{}", told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_thread_wakes_up_while_nothing_happens() {
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
    silent.wait_for_text("quit");
    silent.send("j");
    silent.wait_for_text("▸ DPKO");
    assert_asleep(&[
        ("the dashboard", dashboard),
        ("the search", search),
        ("the help", help),
        ("a terminal that never replies", silent),
    ]);
}

#[test]
fn the_search_worker_sleeps_after_its_results() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(MANY, folder.path()).unwrap();
    let session = session(&["--data", folder.path().to_str().unwrap()]);
    session.send("/");
    session.wait_for_text("Esc close");
    session.send("refugees");
    session.wait_for_text("/ refugees");
    session.wait_for_text("Found");
    assert_eq!(threads(session.process()), 2, "the main loop and the search");
    assert_asleep(&[("the search over large data", session)]);
}
