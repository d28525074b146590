//! Presses random keys in fifty sessions at once. Fails if they leak memory or file descriptors, or leave a process behind.
//!
//! `cargo bench --bench soak`, or `cargo bench --bench soak -- SECONDS` (default 300; needs Linux with `/proc`)

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

#[path = "../tests/common/pty.rs"]
mod pty;

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use fastrand::Rng;
use pty::{Connection, Session, is_running};

const SESSIONS: usize = 50;

/// Time of use before the first measurement, until the saved queries and the history are full.
const WARM_UP: Duration = Duration::from_mins(1);

/// Number of measurements, evenly spread over the time.
const PARTS: u32 = 5;

/// Most growth of a session, in KiB; the memory that an allocator holds varies by about as much.
const GROWTH: u64 = 256;

/// All keys but those that quit.
const KEYS: [&str; 52] = [
    "j",
    "k",
    "h",
    "l",
    "g",
    "G",
    "\t",
    "\x1b[Z",
    "1",
    "2",
    "3",
    "4",
    "/",
    "?",
    "z",
    "[",
    "]",
    "\r",
    "\x1b",
    "\x7f",
    "\x04",
    "\x15",
    "\x0c",
    "\x1a",
    "\x1b[A",
    "\x1b[B",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[1;3D",
    "\x1b[1;3C",
    "\x14",
    "a",
    "e",
    "traf",
    " ",
    "legal",
    "kind:",
    "\x1b[200~pasted\x1b[201~",
    "é",
    "unodc\r",
    "x",
    "m",
    "'",
    "'",
    ":",
    "cop",
    "y",
    "Y",
    "v",
    "n",
    "J",
    "f",
];

const SIZES: [(u16, u16); 5] = [(120, 40), (80, 24), (40, 12), (1, 1), (200, 60)];

struct Measured {
    descriptors: usize,
    private: u64,
}

fn main() {
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(300);
    let connection = Connection { replies: true, ..Connection::default() };
    let mut sessions: Vec<Session> = (0..SESSIONS).map(|_| Session::icatlas_over(connection, &[], 120, 40)).collect();
    let mut random = Rng::with_seed(50);
    // Use the largest window before the first measurement, since it needs the most memory.
    for (width, height) in SIZES {
        for session in &sessions {
            session.resize(width, height);
        }
        sleep(Duration::from_secs(1));
    }
    use_all(&sessions, &mut random, WARM_UP);
    let before: Vec<Measured> = sessions.iter().map(measured).collect();
    let mean = |measured: &[Measured]| measured.iter().map(|one| one.private).sum::<u64>() / SESSIONS as u64;
    let (mut keys, mut after) = (0, Vec::new());
    // A leak grows evenly from part to part; a cache that fills up levels off.
    for part in 1..=PARTS {
        keys += use_all(&sessions, &mut random, Duration::from_secs(seconds) / PARTS);
        after = sessions.iter().map(measured).collect();
        println!("part {part} of {PARTS}: {} KiB private in the mean", mean(&after));
    }
    let pairs = || before.iter().zip(&after);
    let leaked: usize = pairs().map(|(before, after)| after.descriptors.saturating_sub(before.descriptors)).sum();
    let growth = pairs().map(|(before, after)| after.private.saturating_sub(before.private)).max().unwrap_or(0);
    println!("{SESSIONS} sessions, {seconds} s, {keys} keys");
    println!(
        "private memory: {} KiB before, {} KiB after in the mean; {growth} KiB more at most",
        mean(&before),
        mean(&after)
    );
    println!("file descriptors leaked: {leaked}");

    let processes: Vec<u32> = sessions.iter().map(Session::process).collect();
    for (number, session) in sessions.iter_mut().enumerate() {
        match number % 3 {
            0 => session.send("\x03"),
            1 => session.signal("TERM"),
            _ => session.hang_up(),
        }
    }
    for session in &mut sessions {
        session.wait();
    }
    let left = processes.iter().filter(|process| is_running(**process)).count();
    let zombies = processes.iter().filter(|process| fs::metadata(format!("/proc/{process}")).is_ok()).count() - left;
    println!("processes left: {left}, zombies: {zombies}");
    assert!(left == 0 && zombies == 0 && leaked == 0 && growth <= GROWTH, "something was left behind");
}

/// Presses random keys in all sessions, about twenty a second in each, and sometimes changes the size of a window.
fn use_all(sessions: &[Session], random: &mut Rng, time: Duration) -> usize {
    let (start, mut keys) = (Instant::now(), 0);
    while start.elapsed() < time {
        for session in sessions {
            session.send(KEYS[random.usize(..KEYS.len())]);
            if random.u8(..100) == 0 {
                let (width, height) = SIZES[random.usize(..SIZES.len())];
                session.resize(width, height);
            }
            keys += 1;
        }
        sleep(Duration::from_millis(50));
    }
    // Measure all sessions in the same state: the same window size, no screen over the dashboard.
    for session in sessions {
        session.resize(120, 40);
        session.send("\x1b");
    }
    for _ in 0..4 {
        sleep(Duration::from_millis(200));
        for session in sessions {
            session.send("\x1b");
        }
    }
    sleep(Duration::from_secs(1));
    keys
}

fn measured(session: &Session) -> Measured {
    let process = format!("/proc/{}", session.process());
    let memory = fs::read_to_string(format!("{process}/smaps_rollup")).unwrap();
    let private = memory.lines().filter(|line| line.starts_with("Private_"));
    Measured {
        descriptors: fs::read_dir(format!("{process}/fd")).unwrap().count(),
        private: private.map(|line| line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()).sum(),
    }
}
