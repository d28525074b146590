//! The speed of the dashboard over very long texts, and the bytes sent for a letter with very many marks. Runs the real
//! program in a pseudo-terminal and prints each figure with its target.
//!
//! `cargo bench --bench texts` (takes a minute)

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

#[path = "../tests/common/pty.rs"]
mod pty;

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use pty::{Connection, Session};
use tempfile::TempDir;

const TERMINAL: Connection = Connection { replies: true, rate: None, lost: (0, 0) };

/// The sentence that the long text repeats, with a different number before each.
const SENTENCE: &str =
    "Trafficking in persons, especially women and children, is a well-known form of organised crime.";

/// Marks on the letter.
const MARKS: usize = 100_000;

fn main() {
    for (size, aim) in [(1 << 20, 50), (10 << 20, 500)] {
        let sentences: Vec<String> = (1..size / SENTENCE.len()).map(|number| format!("{number}. {SENTENCE}")).collect();
        long(&format!("{} MB", size >> 20), &sentences.join(" "), aim);
    }
    marked();
}

/// The data of the deck with an additional gap before all others.
fn with_gap(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2010-deck")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let gaps = folder.path().join("gaps.ron");
    let others = fs::read_to_string(&gaps).unwrap();
    let gap = format!(
        "[(id: \"gap/prevention/9\", text: Verbatim(\"{text}\"), citations: [(document: \"document/icat-deck\", place: \
         Slide(\"Prevention GAPS\"))]),"
    );
    fs::write(&gaps, others.replacen('[', &gap, 1)).unwrap();
    folder
}

fn started(data: &TempDir) -> Session {
    let session = Session::icatlas_over(TERMINAL, &["--data", data.path().to_str().unwrap()], 120, 40);
    session.wait_for_text("UNODC");
    settle(&session);
    session
}

/// Waits until no more bytes come in.
fn settle(session: &Session) {
    loop {
        let before = session.received();
        sleep(Duration::from_millis(200));
        if session.received() == before {
            return;
        }
    }
}

/// The longest time from one of these keys to the first bytes of its frame, in milliseconds.
fn worst(session: &Session, keys: &[&str]) -> u128 {
    let took = keys.iter().map(|keys| {
        let (start, before) = (Instant::now(), session.received());
        session.send(keys);
        while session.received() == before {
            sleep(Duration::from_millis(1));
            assert!(start.elapsed() < Duration::from_secs(20), "{keys:?} does nothing");
        }
        let took = start.elapsed().as_millis();
        settle(session);
        took
    });
    took.max().unwrap_or_default()
}

fn long(size: &str, text: &str, aim: u128) {
    let data = with_gap(text);
    let session = started(&data);
    let report = |what: &str, took: u128, aim: u128| println!("{size}, {what}: {took} ms (at most {aim})");
    // The gap is the first of its pane.
    report("moving onto it", worst(&session, &["2", "j", "k"]), aim);
    report("moving below it", worst(&session, &["j", "j", "k"]), 20);
    session.send("g");
    settle(&session);
    report("reading it", worst(&session, &["\r"]), 20);
    report("scrolling in it", worst(&session, &["j", "j", "\x04", "G", "k", "g"]), 20);
    report("going to its connection", worst(&session, &["]", "g"]), 20);
    report("enlarging it", worst(&session, &["z", "z"]), aim);
    report("the crosswalk of it", worst(&session, &["x"]), aim);
    report("moving in the crosswalk", worst(&session, &["j", "j", "j"]), 20);
    session.send("\x1b");
    settle(&session);
    session.send("\x1b");
    settle(&session);
    report("the search opened", worst(&session, &["/"]), aim);
    report("typing with it as a hit", worst(&session, &["o", "r", "g", "a", "n"]), aim);
    session.send("\x15id:gap/prevention/9 ");
    settle(&session);
    report("typing with it as the only hit", worst(&session, &["o", "r", "g", "a", "n"]), aim);
    report("typing what is not in it", worst(&session, &["\x15e", "x", "t", "r", "a"]), aim);
}

/// Prints the bytes of frames with the letter in the list and in the detail.
fn marked() {
    let session = started(&with_gap(&format!("Z{} marked", "\u{301}".repeat(MARKS))));
    for (what, keys) in [("shown in the list and in the detail", "2"), ("moved off", "j"), ("moved onto again", "k")] {
        let before = session.received();
        session.send(keys);
        settle(&session);
        println!("{MARKS} marks on a letter, {what}: {} bytes (at most 4000)", session.received() - before);
    }
}
