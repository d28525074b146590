//! What a session costs at the far end of an SSH link: bytes, wake-ups, processor, memory. Runs the real program in
//! pseudo-terminals and prints each figure beside what is aimed at.
//!
//! `cargo bench --bench cost` (takes a minute; Linux, where `/proc` tells)

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

#[path = "../tests/common/pty.rs"]
mod pty;

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use pty::{Link, Session};

const IDLE: u64 = 30;
const AT_ONCE: u64 = 50;
const BAUD_9600: u32 = 960; // bytes a second, at ten bits a byte

/// Queries as analysts type them: words, beginnings, a name in French, a typing error, a filter.
const QUERIES: [&str; 8] = [
    "legal assistance",
    "trafficking in persons",
    "acnur",
    "prevention demand",
    "extraditoin",
    "kind:gap data",
    "united nations",
    "victims protection",
];

fn main() {
    let terminal = Link { answers: true, ..Link::default() };
    for (width, height, most) in [(120, 40, 8000), (80, 24, 4000)] {
        let session = started(terminal, width, height);
        println!("first frame at {width}x{height}: {} bytes (at most {most})", session.received());
    }
    for (width, height) in [(120, 40), (80, 24)] {
        let size = format!("{width}x{height}");
        report(&format!("a key while moving, {size}"), moving(terminal, width, height), "median at most 900");
        let typed = typing(terminal, width, height);
        report(&format!("a key while typing, {size}"), typed, "median at most 3,000, worst 8,000");
    }
    idle(terminal);
    memory(terminal);
    slow();
}

fn started(link: Link, width: u16, height: u16) -> Session {
    let session = Session::icatlas_over(link, &[], width, height);
    session.wait_for_text("UNODC");
    settle(&session);
    session
}

/// Waits until nothing comes in any more.
fn settle(session: &Session) {
    loop {
        let before = session.received();
        sleep(Duration::from_millis(60));
        if session.received() == before {
            return;
        }
    }
}

/// The bytes that each key costs.
fn cost(session: &Session, keys: &[&str]) -> Vec<usize> {
    let mut bytes = Vec::new();
    for key in keys {
        let before = session.received();
        session.send(key);
        settle(session);
        bytes.push(session.received() - before);
    }
    bytes
}

fn moving(link: Link, width: u16, height: u16) -> Vec<usize> {
    let session = started(link, width, height);
    let mut bytes = Vec::new();
    for pane in ["1", "2", "3", "4"] {
        session.send(pane);
        settle(&session);
        bytes.extend(cost(&session, &["j"; 12]));
        bytes.extend(cost(&session, &["k"; 6]));
        if pane == "2" {
            bytes.extend(cost(&session, &["l", "l", "l", "h", "h", "h"]));
        }
    }
    bytes
}

fn typing(link: Link, width: u16, height: u16) -> Vec<usize> {
    let session = started(link, width, height);
    session.send("/");
    let mut bytes = Vec::new();
    for query in QUERIES {
        session.send("\x15");
        settle(&session);
        let letters: Vec<String> = query.chars().map(String::from).collect();
        bytes.extend(cost(&session, &letters.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    bytes
}

fn report(what: &str, mut bytes: Vec<usize>, aim: &str) {
    bytes.sort_unstable();
    let (median, ninth, worst) = (bytes[bytes.len() / 2], bytes[bytes.len() * 9 / 10], bytes[bytes.len() - 1]);
    println!("{what}: {median} bytes in the median, {ninth} in nine of ten, {worst} at worst ({aim})");
}

fn idle(link: Link) {
    let session = started(link, 120, 40);
    let process = session.process();
    let (bytes, switches, nanoseconds) = (session.received(), switches(process), processor(process));
    sleep(Duration::from_secs(IDLE));
    println!(
        "idle for {IDLE} s: {} bytes, {} context switches, {} µs of processor (0, 0, 0)",
        session.received() - bytes,
        self::switches(process) - switches,
        (processor(process) - nanoseconds) / 1000
    );
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap().count();
    println!("threads: {threads} (at most 3)");
}

/// How often any thread has been woken or put to sleep.
fn switches(process: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let status = tasks.map(|task| fs::read_to_string(task.unwrap().path().join("status")).unwrap());
    status.map(|status| figures(&status, "ctxt_switches")).sum()
}

/// Nanoseconds on a processor.
fn processor(process: u32) -> u64 {
    let schedule = fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap();
    schedule.split_whitespace().next().unwrap().parse().unwrap()
}

/// The sum of all figures of `/proc` whose names end or begin so.
fn figures(text: &str, name: &str) -> u64 {
    let lines = text.lines().filter_map(|line| line.split_once(':')).filter(|(key, _)| key.contains(name));
    lines.map(|(_, value)| value.split_whitespace().next().unwrap().parse::<u64>().unwrap()).sum()
}

/// KiB of a kind of memory.
fn used(process: u32, kind: &str) -> u64 {
    figures(&fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap(), kind)
}

fn memory(link: Link) {
    let browsed = |_| {
        let session = started(link, 120, 40);
        session.send("jj/legal\r");
        settle(&session);
        session
    };
    let first = browsed(0);
    println!(
        "memory of one session: {} KiB resident, {} KiB private, {} KiB of it written to (private at most 2560)",
        used(first.process(), "Rss"),
        used(first.process(), "Private_"),
        used(first.process(), "Private_Dirty")
    );
    let others: Vec<Session> = (1..AT_ONCE).map(browsed).collect();
    let private: u64 = others.iter().map(|session| used(session.process(), "Private_")).sum();
    let shared: u64 = others.iter().map(|session| used(session.process(), "Pss")).sum();
    let number = AT_ONCE - 1;
    println!(
        "memory of each further one, {AT_ONCE} at once: {} KiB private, {} KiB with its part of what is shared (private at \
         most 1536)",
        private / number,
        shared / number
    );
}

/// How late the newest state is seen after a key has been held, and after a query was typed in a hurry.
fn slow() {
    let session = started(Link { answers: true, rate: Some(BAUD_9600), ..Link::default() }, 80, 24);
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
