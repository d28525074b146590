//! The program: parses the arguments, does what they ask for, turns a failure into a message and an exit code.

#![warn(clippy::expect_used, clippy::unwrap_used)]

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use icatlas::cli::{self, Arguments, Failure, OUTPUT_LOST, messages};

fn main() -> ExitCode {
    let done = match Arguments::try_parse() {
        Ok(arguments) => cli::run(arguments),
        Err(answer) => answered(&answer),
    };
    let code = done.err().map_or(0, |failure| {
        messages::say(&format!("icatlas: {failure}"));
        failure.exit_code()
    });
    // Whoever relies on the code must not take for done what nobody could read.
    ExitCode::from(if messages::lost() { OUTPUT_LOST } else { code })
}

/// Prints help and version as they are; tells what is wrong with the arguments.
fn answered(answer: &clap::Error) -> Result<(), Failure> {
    let text = answer.to_string();
    if matches!(answer.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return cli::print(&text);
    }
    Err(Failure::Usage(text.trim_start_matches("error: ").to_owned()))
}
