//! The cost of a session over SSH: bytes, wake-ups, processor time, delay. Paints frames, runs the real program in
//! pseudo-terminals, and prints each figure with its target. `memory` measures memory.
//!
//! `cargo bench --bench cost` (takes a minute; needs Linux with `/proc`)

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use common::bytes::{LIMITS, Limits, Walk, median_and_worst};
use common::proc::{context_switches, threads};
use common::pty::{Connection, Session};

/// Seconds without a key.
const IDLE: u64 = 30;

/// Rate of a connection with 9,600 baud, in bytes a second: ten bits a byte.
const BAUD_9600: u32 = 960;

fn main() {
    let terminal = Connection { replies: true, ..Connection::default() };
    bytes();
    idle(terminal);
    slow();
}

fn started(connection: Connection, width: u16, height: u16) -> Session {
    let session = Session::icatlas_over(connection, &[], width, height);
    session.wait_for_text("UNODC");
    settle(&session);
    session
}

/// Waits until no more bytes come in.
fn settle(session: &Session) {
    loop {
        let before = session.received();
        sleep(Duration::from_millis(60));
        if session.received() == before {
            return;
        }
    }
}

/// Prints the figures whose limits `tests/bytes.rs` asserts.
fn bytes() {
    for limits in LIMITS {
        let (walk, scene) = (Walk::at(&limits), limits.scene());
        let Limits { first_frame, moves, typed, .. } = limits;
        println!("first frame over {scene}: {} bytes (at most {first_frame})", walk.first_frame);
        for (what, bytes, (median, worst)) in [("moving", &walk.moves, moves), ("typing", &walk.typed, typed)] {
            let (in_the_median, at_worst) = median_and_worst(bytes);
            println!(
                "a key while {what} over {scene}: {in_the_median} bytes in the median, {at_worst} at worst (at most \
                 {median}, {worst})"
            );
        }
    }
}

fn idle(connection: Connection) {
    let session = started(connection, 120, 40);
    let process = session.process();
    let (bytes, switches, nanoseconds) = (session.received(), context_switches(process), processor(process));
    sleep(Duration::from_secs(IDLE));
    println!(
        "idle for {IDLE} s: {} bytes, {} context switches, {} µs of processor (0, 0, 0)",
        session.received() - bytes,
        context_switches(process) - switches,
        (processor(process) - nanoseconds) / 1000
    );
    println!("threads: {} (at most 3)", threads(process));
}

/// Processor time of a process, in nanoseconds.
fn processor(process: u32) -> u64 {
    let schedule = fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap();
    schedule.split_whitespace().next().unwrap().parse().unwrap()
}

/// Prints how late the newest state is seen after a held key and after a query typed fast.
fn slow() {
    let session = started(Connection { replies: true, rate: Some(BAUD_9600), ..Connection::default() }, 80, 24);
    let late = |what: &str, keys: &[&str]| {
        for key in keys {
            session.send(key);
            sleep(Duration::from_millis(60));
        }
        let before = session.received();
        loop {
            let now = session.received();
            sleep(Duration::from_millis(1500));
            if session.received() == now {
                break;
            }
        }
        let bytes = u32::try_from(session.received() - before).unwrap();
        println!(
            "9,600 baud, {what}: seen {:.1} s after the last key (at most 2)",
            f64::from(bytes) / f64::from(BAUD_9600)
        );
    };
    late("a held key", &["j"; 60]);
    late("held the other way", &["k"; 60]);
    late("the search opened", &["/"]);
    let letters: Vec<String> = "legal assistance".chars().map(String::from).collect();
    late("a typed query", &letters.iter().map(String::as_str).collect::<Vec<_>>());
    late("moving among the hits", &["\x1b[B"; 20]);
}
