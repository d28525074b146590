//! When nothing happens, nothing runs: the built program in a real pseudo-terminal, by the context switches of its threads.

mod common;

use std::thread::sleep;
use std::time::Duration;

use common::proc::{context_switches, threads};
use common::pty::{Link, Session};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

const IDLE: Duration = Duration::from_secs(2);

/// So often a session may be found busy: the emulator's last answers come in late where the machine is busy itself.
const CHANCES: usize = 5;

/// More records than are searched at once, so that the search has a thread of its own.
const MANY: usize = 6000;

fn session(arguments: &[&str]) -> Session {
    let session = Session::icatlas_over(Link { answers: true, ..Link::default() }, arguments, 120, 40);
    session.wait_for_text("quit");
    session
}

/// Asserts that there are two seconds in which no thread of a session wakes up. A thread that sleeps cannot be made to give
/// way, so that the system adds no switches to the program's own.
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
        ("a terminal that answers nothing", silent),
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
