//! The program: parses the arguments, does what they ask for, turns a failure into a message and an exit code.

#![warn(clippy::expect_used, clippy::unwrap_used)]

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use icatlas::atlas::text::printable;
use icatlas::cli::{self, Arguments};

/// The exit code for wrong usage.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return told(&answer),
    };
    match cli::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.to_string());
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Prints help and version as they are, and what is wrong with the arguments without anything that a terminal obeys.
fn told(answer: &clap::Error) -> ExitCode {
    if matches!(answer.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = answer.print();
        return ExitCode::SUCCESS;
    }
    let message = answer.to_string();
    let message: Vec<_> = message.trim_end().lines().map(printable).collect();
    complain(message.join("\n").trim_start_matches("error: "));
    ExitCode::from(WRONG_USAGE)
}

/// One place for all that goes to standard error. If even that is gone, there is nobody to tell.
fn complain(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "icatlas: {message}");
}
