//! Takes the figures.

use std::fs;
use std::path::Path;
use std::process;
use std::time::Duration;

use crate::figures::{Command, Figure, Figures, median};
use crate::programs::{Program, installed};
use crate::run::{Picture, Run};
use crate::{proc, used};

/// Rounds of the times: enough for the medians of one binary measured twice to differ by 5 % on a busy machine.
pub const ROUNDS: usize = 60;

/// Runs of valgrind. The figures hardly differ: by how often a program waits.
const COUNTS: usize = 3;

/// Sessions that run at once.
const AT_ONCE: usize = 20;

/// What the program shows once it has nothing more to draw. The first frame is full when the screen shows that.
pub fn first_frame(program: &Program) -> Picture {
    program.start().settled()
}

/// Starts a program and waits for its first frame. Returns the times to its first and to its last byte.
fn shown(program: &Program, frame: &Picture) -> (Run, (Duration, Duration)) {
    let mut run = program.start();
    let times = run.until(frame);
    let times = times.unwrap_or_else(|screen| panic!("{} shows something else than before:\n{screen}", program.name));
    (run, times)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Measures the times of all programs, in another order in each round, because what ran before makes a program faster or
/// slower. Returns the time of a program that does nothing but print a word, in milliseconds: what the system takes of each
/// time.
pub fn times(programs: &[Program], frames: &[Picture], rounds: usize, figures: &mut Figures) -> Option<f64> {
    let echo = installed("echo").ok();
    let mut floor = Vec::new();
    let commands = Command::ALL.map(Some).into_iter().chain([None]);
    let mut all: Vec<_> =
        (0..programs.len()).flat_map(|number| commands.clone().map(move |what| (number, what))).collect();
    let mut random = fastrand::Rng::with_seed(19);
    for _ in 0..rounds {
        floor.extend(echo.as_ref().map(|echo| milliseconds(Run::start(echo, &["a".to_owned()], None).finish())));
        random.shuffle(&mut all);
        for (number, what) in &all {
            let program = &programs[*number];
            match what {
                None => {
                    let (_, (first, full)) = shown(program, &frames[*number]);
                    figures.add(Figure::FirstByte, *number, milliseconds(first));
                    figures.add(Figure::FirstFrame, *number, milliseconds(full));
                }
                Some(command) => {
                    if let Some(arguments) = program.command(*command) {
                        let time = program.start_with(&arguments).finish();
                        figures.add(Figure::Result(*command), *number, milliseconds(time));
                    }
                }
            }
        }
    }
    median(floor)
}

/// Counts the instructions of all programs with valgrind.
pub fn instructions(programs: &[Program], frames: &[Picture], folder: &Path, figures: &mut Figures) {
    let valgrind = match installed("valgrind") {
        Ok(valgrind) => valgrind,
        Err(reason) => return println!("{reason} No instructions are counted.\n"),
    };
    let log = folder.join("valgrind.log");
    let options = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"].map(str::to_owned);
    let options = [&options[..], &[format!("--log-file={}", log.display())]].concat();
    for _ in 0..COUNTS {
        for (number, program) in programs.iter().enumerate() {
            let mut run = program.start_in(&valgrind, &options, None);
            // valgrind keeps a signal for itself, without which icatlas once refused to show its dashboard.
            if run.until(&frames[number]).is_ok() {
                run.type_in(program.quit);
                let _ = run.finish();
                figures.add(Figure::FrameInstructions, number, counted(&log));
            }
            for command in Command::ALL {
                if let Some(arguments) = program.command(command) {
                    let _ = program.start_in(&valgrind, &options, Some(&arguments)).finish();
                    figures.add(Figure::Instructions(command), number, counted(&log));
                }
            }
        }
    }
}

/// The instructions that valgrind has counted: `==7== I   refs:      754,031`, or `I refs:` in newer ones.
fn counted(log: &Path) -> f64 {
    let log = fs::read_to_string(log).unwrap();
    let line = log.lines().find(|line| line.contains("refs:")).unwrap_or_else(|| panic!("no count:\n{log}"));
    line.rsplit(':').next().unwrap().trim().replace(',', "").parse().unwrap()
}

/// Measures the memory of one session of each program, and of many at once.
pub fn memory(programs: &[Program], frames: &[Picture], figures: &mut Figures) {
    let one = |process, figure, number, figures: &mut Figures| {
        figures.add(figure, number, exact(proc::memory(process, "Private_Dirty")));
    };
    for (number, program) in programs.iter().enumerate() {
        let shown = || shown(program, &frames[number]).0;
        let first = shown();
        one(first.process(), Figure::Dirty, number, figures);
        let runs: Vec<Run> = std::iter::once(first).chain((1..AT_ONCE).map(|_| shown())).collect();
        let processes: Vec<u32> = runs.iter().map(Run::process).collect();
        figures.add(Figure::Proportional, number, proportional(&processes));
        drop(runs);
        if program.is_icatlas() {
            let first = used::session(&program.path);
            one(first.process(), Figure::DirtyAfterUse, number, figures);
            let all = (1..AT_ONCE).map(|_| used::session(&program.path));
            let sessions: Vec<_> = std::iter::once(first).chain(all).collect();
            let processes: Vec<u32> = sessions.iter().map(crate::pty::Session::process).collect();
            figures.add(Figure::ProportionalAfterUse, number, proportional(&processes));
        }
    }
}

/// The proportional memory of these processes in the mean, in KiB.
fn proportional(processes: &[u32]) -> f64 {
    let all: u64 = processes.iter().map(|process| proc::memory(*process, "Pss")).sum();
    exact(all / processes.len() as u64)
}

/// A count as a figure.
fn exact(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// Measures the binaries.
pub fn sizes(programs: &[Program], folder: &Path, figures: &mut Figures) {
    let bytes = |path: &Path| exact(fs::metadata(path).unwrap().len());
    for (number, program) in programs.iter().enumerate() {
        figures.add(Figure::Size, number, bytes(&program.path));
        let stripped = folder.join("stripped");
        let strip = process::Command::new("strip").arg("-o").arg(&stripped).arg(&program.path).status();
        if strip.is_ok_and(|status| status.success()) {
            figures.add(Figure::Stripped, number, bytes(&stripped));
        }
    }
}
