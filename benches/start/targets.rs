//! The targets, and whether they are met.

use crate::figures::{Command, Figure, Figures, Opened};
use crate::programs::{BEFORE, FZF, ICATLAS, LARGE, MINIMAL, Program};

/// A figure of one program, divided by a figure of another or by a unit.
struct Target {
    what: &'static str,
    figure: Figure,
    /// What it is compared with, or the unit of the limit.
    with: With,
    most: f64,
}

enum With {
    Program(&'static str, Figure),
    /// Another figure of the same program.
    Itself(Figure),
    Mebibyte,
}

const TARGETS: [Target; 8] = [
    Target {
        what: "instructions of `find`, by those of `--version` before",
        figure: Figure::Instructions(Command::Find),
        with: With::Program(BEFORE, Figure::Instructions(Command::Version)),
        most: 1.65,
    },
    Target {
        what: "instructions of `show`, by those of `--version` before",
        figure: Figure::Instructions(Command::Show),
        with: With::Program(BEFORE, Figure::Instructions(Command::Version)),
        most: 1.65,
    },
    Target {
        what: "instructions of the first frame, by those of the minimal program",
        figure: Figure::FrameInstructions(Opened::Dashboard),
        with: With::Program(MINIMAL, Figure::FrameInstructions(Opened::Dashboard)),
        most: 1.3,
    },
    Target {
        what: "time to the first frame, by that of fzf",
        figure: Figure::FirstFrame(Opened::Dashboard),
        with: With::Program(FZF, Figure::FirstFrame(Opened::Dashboard)),
        most: 0.2,
    },
    Target {
        what: "time to the first frame, by that of the minimal program",
        figure: Figure::FirstFrame(Opened::Dashboard),
        with: With::Program(MINIMAL, Figure::FirstFrame(Opened::Dashboard)),
        most: 1.4,
    },
    Target {
        what: "time to the first frame of `pick`, by that of the dashboard",
        figure: Figure::FirstFrame(Opened::Pick),
        with: With::Itself(Figure::FirstFrame(Opened::Dashboard)),
        most: 1.1,
    },
    Target {
        what: "private dirty memory after some use, in MiB",
        figure: Figure::DirtyAfterUse,
        with: With::Mebibyte,
        most: 0.9,
    },
    Target {
        what: "proportional memory of each of 20 after some use, in MiB",
        figure: Figure::ProportionalAfterUse,
        with: With::Mebibyte,
        most: 1.0,
    },
];

/// Prints each target for the built-in data and for ten times as much.
pub fn print(programs: &[Program], figures: &Figures) {
    let number = |name: &str| programs.iter().position(|program| program.name == name);
    let median = |name: &str, figure| figures.median(figure, number(name)?);
    println!("| target | at most | {ICATLAS} | {LARGE} |");
    println!("| --- | --- | --- | --- |");
    for Target { what, figure, with, most } in TARGETS {
        let reached = |name| {
            let unit = match with {
                With::Program(other, of_other) => median(other, of_other)?,
                With::Itself(other) => median(name, other)?,
                With::Mebibyte => 1024.0,
            };
            Some(median(name, figure)? / unit)
        };
        let shown = |name| match reached(name) {
            Some(ratio) if ratio <= most => format!("{ratio:.2}, met"),
            Some(ratio) => format!("{ratio:.2}, **missed**"),
            None => "not measured".to_owned(),
        };
        println!("| {what} | {most} | {} | {} |", shown(ICATLAS), shown(LARGE));
    }
}
