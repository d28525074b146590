//! The memory of sessions on a shared server. Fails if they take more than the project promises.
//!
//! `cargo bench --bench memory` (needs Linux with `/proc`). `.ci/run` builds only the program with optimisation: `cargo
//! build --release && cargo bench --profile test --bench memory -- target/release/icatlas`.

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

#[path = "../tests/common/proc.rs"]
mod proc;
#[path = "../tests/common/pty.rs"]
mod pty;
mod used;

use std::fs::File;
use std::path::PathBuf;

use proc::memory;
use pty::Session;

/// Most private dirty memory of a session, in KiB: the pages that it has written to. A minimal program with ratatui has
/// about 600.
const MOST_DIRTY: u64 = 1024 * 9 / 10;

/// Most proportional memory of each of [`AT_ONCE`] sessions, in KiB: its own pages and its part of the shared ones.
const MOST_PROPORTIONAL: u64 = 1024;

/// Sessions that run at once.
const AT_ONCE: usize = 20;

fn main() {
    // Cargo adds options of its own. A name that is no file is an error below, not another program.
    let named = std::env::args_os().skip(1).find(|argument| !argument.to_string_lossy().starts_with("--"));
    let program = named.map_or_else(|| env!("CARGO_BIN_EXE_icatlas").into(), PathBuf::from).canonicalize().unwrap();
    // Pages of a program that was just built count as dirty until they are on disk.
    File::open(&program).and_then(|file| file.sync_all()).unwrap();
    let first = used::session(&program);
    let dirty = memory(first.process(), "Private_Dirty");
    println!("one session: {dirty} KiB of private dirty memory (at most {MOST_DIRTY})");
    let sessions: Vec<Session> = std::iter::once(first).chain((1..AT_ONCE).map(|_| used::session(&program))).collect();
    let all: u64 = sessions.iter().map(|session| memory(session.process(), "Pss")).sum();
    let proportional = all / sessions.len() as u64;
    println!("{AT_ONCE} sessions: {proportional} KiB of proportional memory each (at most {MOST_PROPORTIONAL})");
    assert!(dirty <= MOST_DIRTY && proportional <= MOST_PROPORTIONAL, "a session takes more memory than promised");
}
