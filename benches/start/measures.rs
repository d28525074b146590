//! Takes the figures.

use std::fs;
use std::path::Path;
use std::process;
use std::time::Duration;

use crate::figures::{Command, Figure, Figures, Opened, median};
use crate::launch::Streams;
use crate::programs::{Program, installed};
use crate::run::{Picture, Run};
use crate::{proc, used};

/// Rounds of the times: enough for the medians of one binary measured twice to differ by 5 % on a busy machine.
pub const ROUNDS: usize = 60;

/// Runs of valgrind. The figures hardly differ: by how often a program waits.
const COUNTS: usize = 3;

/// Sessions that run at once.
const AT_ONCE: usize = 20;

/// What a program shows of all that it opens, once it has nothing more to draw. A first frame is full when the screen shows that.
pub struct Frames(Vec<(Opened, Picture)>);

impl Frames {
    pub fn of(program: &Program) -> Self {
        let opened = Opened::ALL.into_iter().filter(|opened| program.opens(*opened));
        Self(opened.map(|opened| (opened, program.open(opened, None).settled())).collect())
    }

    /// That of the dashboard, or of all that another program opens.
    pub fn dashboard(&self) -> &Picture {
        &self.0[0].1
    }
}

/// Starts a program and waits for its first frame. Returns the times to its first and to its last byte.
fn shown(program: &Program, (opened, frame): &(Opened, Picture)) -> (Run, (Duration, Duration)) {
    let mut run = program.open(*opened, None);
    let times = run.until(frame);
    let times = times.unwrap_or_else(|screen| panic!("{} shows something else than before:\n{screen}", program.name));
    (run, times)
}

/// Something to time.
enum Timed<'a> {
    Frame(&'a (Opened, Picture)),
    Result(Command, Vec<String>),
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Measures the times of all programs, in another order in each round, because what ran before makes a program faster or
/// slower. Returns the time of a program that does nothing but print a word, in milliseconds: what the system takes of each
/// time.
pub fn times(programs: &[Program], frames: &[Frames], rounds: usize, figures: &mut Figures) -> Option<f64> {
    let echo = installed("echo").ok();
    let mut floor = Vec::new();
    let mut all: Vec<(usize, Timed)> = Vec::new();
    for (number, program) in programs.iter().enumerate() {
        all.extend(frames[number].0.iter().map(|frame| (number, Timed::Frame(frame))));
        let results = Command::ALL.into_iter().filter_map(|command| Some((command, program.command(command)?)));
        all.extend(results.map(|(command, arguments)| (number, Timed::Result(command, arguments))));
    }
    let mut random = fastrand::Rng::with_seed(19);
    for _ in 0..rounds {
        floor.extend(
            echo.as_ref().map(|echo| milliseconds(Run::start(echo, &["a".to_owned()], Streams::default()).finish())),
        );
        random.shuffle(&mut all);
        for (number, what) in &all {
            let program = &programs[*number];
            match what {
                Timed::Frame(frame) => {
                    let (_, (first, full)) = shown(program, frame);
                    figures.add(Figure::FirstByte(frame.0), *number, milliseconds(first));
                    figures.add(Figure::FirstFrame(frame.0), *number, milliseconds(full));
                }
                Timed::Result(command, arguments) => {
                    let time = program.run(arguments, None).finish();
                    figures.add(Figure::Result(*command), *number, milliseconds(time));
                }
            }
        }
    }
    median(floor)
}

/// Counts the instructions of all programs with valgrind.
pub fn instructions(programs: &[Program], frames: &[Frames], folder: &Path, figures: &mut Figures) {
    let valgrind = match installed("valgrind") {
        Ok(valgrind) => valgrind,
        Err(reason) => return println!("{reason} No instructions are counted.\n"),
    };
    let log = folder.join("valgrind.log");
    let options = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"].map(str::to_owned);
    let options = [&options[..], &[format!("--log-file={}", log.display())]].concat();
    for _ in 0..COUNTS {
        for (number, program) in programs.iter().enumerate() {
            for (opened, frame) in &frames[number].0 {
                let mut run = program.open(*opened, Some((&valgrind, &options)));
                // valgrind keeps a signal for itself, without which icatlas once refused to show its dashboard.
                if run.until(frame).is_ok() {
                    run.type_in(program.quit(*opened));
                    let _ = run.finish();
                    figures.add(Figure::FrameInstructions(*opened), number, counted(&log));
                }
            }
            for command in Command::ALL {
                if let Some(arguments) = program.command(command) {
                    let _ = program.run(&arguments, Some((&valgrind, &options))).finish();
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
pub fn memory(programs: &[Program], frames: &[Frames], figures: &mut Figures) {
    let one = |process, figure, number, figures: &mut Figures| {
        figures.add(figure, number, exact(proc::memory(process, "Private_Dirty")));
    };
    for (number, program) in programs.iter().enumerate() {
        let shown = || shown(program, &frames[number].0[0]).0;
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
