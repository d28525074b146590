//! The cost of hostile surroundings: huge windows, lost replies of the terminal, a lock held by another session. Runs the
//! real program in pseudo-terminals and prints each figure with its target.
//!
//! `cargo bench --bench limits` (takes half a minute; needs Linux with `/proc`)

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

#[path = "../tests/common/pty.rs"]
mod pty;

use std::fs;
use std::time::{Duration, Instant};

use pty::{Connection, Session, most_memory, private_memory};
use tempfile::TempDir;

fn main() {
    windows();
    lost_replies();
    quitting();
    escape();
    lock();
}

fn milliseconds(since: Instant) -> u128 {
    since.elapsed().as_millis()
}

fn windows() {
    for (width, height) in [(500, 150), (4000, 4000), (10_000, 10_000), (65_535, 65_535)] {
        let session = Session::icatlas(&[], 120, 40);
        session.wait_for_text("UNODC");
        let (before, start) = (most_memory(session.process()), Instant::now());
        session.resize(width, height);
        session.send("G");
        session.wait_for_text("▸World Bank");
        let (took, most) = (milliseconds(start), most_memory(session.process()) - before);
        session.resize(80, 24);
        session.send("g");
        session.wait_for_text("▸UNODC");
        let after = private_memory(session.process());
        println!(
            "a window that claims {width}x{height}: {most} KiB more, a key after {took} ms, {after} KiB of its own at \
             80x24 again (as much as at 500x150)"
        );
    }
}

fn lost_replies() {
    let connection = Connection { replies: true, lost: (0, 1), ..Connection::default() };
    let session = Session::icatlas_over(connection, &[], 80, 24);
    session.wait_for_text("UNODC");
    let start = Instant::now();
    session.send("j");
    session.wait_for_text("▸DPKO");
    println!("the first reply of the terminal lost: a key after {} ms (at most 1,000)", milliseconds(start));
}

fn quitting() {
    for (what, lost) in [("that replies", (usize::MAX, usize::MAX)), ("that has stopped replying", (2, usize::MAX))] {
        let mut session =
            Session::icatlas_over(Connection { replies: true, lost, ..Connection::default() }, &[], 80, 24);
        session.wait_for_text("UNODC");
        std::thread::sleep(Duration::from_millis(300));
        session.send("j");
        session.wait_for_text("▸DPKO");
        let start = Instant::now();
        session.send("q");
        session.wait();
        println!("quitting on a terminal {what}: {} ms (at most 300, and 100 of the bench's own)", milliseconds(start));
    }
}

fn escape() {
    let session = Session::icatlas_over(Connection { replies: true, ..Connection::default() }, &[], 80, 24);
    session.wait_for_text("UNODC");
    let mut times = Vec::new();
    for _ in 0..20 {
        session.send("?");
        session.wait_for_text("Keys");
        let start = Instant::now();
        session.send("\x1b");
        session.wait_for("the dashboard", |screen| !screen.contents().contains("Keys"));
        times.push(milliseconds(start));
    }
    times.sort_unstable();
    println!(
        "Esc on a quick connection: {} ms in the median (30, and up to 10 of the bench's own)",
        times[times.len() / 2]
    );
}

fn lock() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let lock = fs::File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let home = state.path().to_str().unwrap();
    let session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", home)], 80, 24);
    session.wait_for_text("UNODC");
    let start = Instant::now();
    session.send(&"mj".repeat(20));
    session.wait_for_text("▸World Bank");
    println!("twenty pins typed ahead while the lock is held: {} ms (at most 2,000)", milliseconds(start));
}
