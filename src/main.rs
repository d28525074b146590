//! The program: parses the arguments, runs the command, and turns a failure into a message and an exit code.

#![warn(clippy::expect_used, clippy::unwrap_used)]

use std::process::ExitCode;

use icatlas::cli::{self, OUTPUT_LOST, messages, usage};

fn main() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    if usage::wants_ascii(&typed) {
        messages::in_ascii();
    }
    let done = match usage::parse(&typed) {
        Ok(arguments) => cli::run(arguments),
        Err(error) => usage::report(error, &typed),
    };
    let code = done.err().map_or(0, |failure| {
        if !failure.is_silent() {
            messages::say(&format!("icatlas: {failure}"));
        }
        failure.exit_code()
    });
    // Lost output is a failure, so that scripts do not rely on a message that nobody saw.
    ExitCode::from(if messages::lost() { OUTPUT_LOST } else { code })
}
