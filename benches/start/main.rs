//! The start of the program beside that of others: the time to the first byte, to the full first frame of the dashboard and of
//! `pick`, and to the result of a command, the instructions executed, the memory and the size. Prints a table for
//! `benches/README.md` and the targets.
//!
//! `cargo bench --bench start`, or `cargo bench --bench start -- PROGRAM [BEFORE]` for other binaries of icatlas than the one
//! just built: the one to measure, and one of an earlier commit. `--rounds N` changes the number of rounds, `--skip-large`
//! leaves out the program with ten times the data, which takes minutes to build. Needs Linux with `/proc`.
//!
//! All programs run in each round, in random order, so that what else the machine does slows all of them; each figure is the
//! median.

#![allow(dead_code, reason = "the pseudo-terminals of the tests can do more than is needed here")]

use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;

#[path = "../one_a_line/mod.rs"]
mod one_a_line;
#[path = "../../tests/common/proc.rs"]
mod proc;
#[path = "../../tests/common/pty.rs"]
mod pty;
#[path = "../tenfold/mod.rs"]
mod tenfold;
#[path = "../used/mod.rs"]
mod used;

mod built;
mod figures;
mod launch;
mod measures;
mod programs;
mod run;
mod table;
mod targets;

use figures::Figures;
use programs::Program;

/// What is to be measured.
struct Arguments {
    program: PathBuf,
    before: Option<PathBuf>,
    rounds: usize,
    skip_large: bool,
}

impl Arguments {
    fn parse(given: impl Iterator<Item = OsString>) -> Self {
        let mut arguments = Self {
            program: env!("CARGO_BIN_EXE_icatlas").into(),
            before: None,
            rounds: measures::ROUNDS,
            skip_large: false,
        };
        let (mut given, mut named) = (given, Vec::new());
        while let Some(argument) = given.next() {
            match argument.to_str() {
                Some("--rounds") => {
                    let rounds = given.next().and_then(|rounds| rounds.to_str()?.parse().ok());
                    arguments.rounds = rounds.expect("--rounds takes a number");
                }
                Some("--skip-large") => arguments.skip_large = true,
                // Cargo adds options of its own.
                Some(option) if option.starts_with("--") => {}
                _ => named.push(PathBuf::from(argument).canonicalize().expect("a program that exists")),
            }
        }
        let mut named = named.into_iter();
        arguments.program = named.next().unwrap_or(arguments.program);
        arguments.before = named.next();
        arguments
    }
}

fn main() {
    let mut given = std::env::args_os().skip(1).peekable();
    if given.next_if(|first| first == launch::OPTION).is_some() {
        launch::become_program(given);
    }
    let arguments = Arguments::parse(given);
    let folder = tempfile::tempdir().unwrap();
    let programs = programs::all(&arguments, folder.path());
    for program in &programs {
        // Pages of a program that was just built count as dirty until they are on disk.
        File::open(&program.path).and_then(|file| file.sync_all()).unwrap();
    }
    let frames: Vec<_> = programs.iter().map(measures::Frames::of).collect();
    compare(&programs, &frames);

    let mut figures = Figures::default();
    let floor = measures::times(&programs, &frames, arguments.rounds, &mut figures);
    measures::instructions(&programs, &frames, folder.path(), &mut figures);
    measures::memory(&programs, &frames, &mut figures);
    measures::sizes(&programs, folder.path(), &mut figures);
    table::print(&programs, &figures, arguments.rounds, floor);
    targets::print(&programs, &figures);
}

/// Says whether the minimal program shows the text that icatlas shows.
fn compare(programs: &[Program], frames: &[measures::Frames]) {
    let position = |name| programs.iter().position(|program| program.name == name);
    let (Some(ours), Some(minimal)) = (position(programs::ICATLAS), position(programs::MINIMAL)) else { return };
    let lines = |number: usize| frames[number].dashboard().lines().collect();
    let (ours, minimal): (Vec<&str>, Vec<&str>) = (lines(ours), lines(minimal));
    let differing = (0..ours.len().max(minimal.len())).filter(|line| ours.get(*line) != minimal.get(*line)).count();
    if differing > 0 {
        println!("The minimal program differs from icatlas in the text of {differing} lines of the first frame.\n");
    }
}
