//! Starts a program and says when: this bench, started in a pseudo-terminal with [`OPTION`], prints the time and becomes the
//! program. So the time counts from `exec`, and neither the fork nor the opening of files is part of it.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// The first argument that makes this bench become another program.
pub const OPTION: &str = "--launch";

/// What stands for the terminal as standard input or output.
const TERMINAL: &str = "-";

/// The files of a program's standard streams; `None` for the terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Streams<'a> {
    pub input: Option<&'a Path>,
    pub output: Option<&'a Path>,
}

/// The arguments of this bench that make it become a program with these standard streams.
pub fn arguments(program: &Path, arguments: &[String], streams: Streams<'_>) -> Vec<OsString> {
    let [input, output] =
        [streams.input, streams.output].map(|file| file.map_or_else(|| TERMINAL.into(), OsString::from));
    let arguments = arguments.iter().map(OsString::from);
    [OPTION.into(), input, output, program.into()].into_iter().chain(arguments).collect()
}

/// Prints the nanoseconds since 1970 on a line, and becomes the program that the arguments after [`OPTION`] name.
pub fn become_program(mut arguments: impl Iterator<Item = OsString>) -> ! {
    let (input, output) = (arguments.next().unwrap(), arguments.next().unwrap());
    let mut command = Command::new(arguments.next().unwrap());
    command.args(arguments);
    if input != TERMINAL {
        command.stdin(File::open(input).unwrap());
    }
    if output != TERMINAL {
        command.stdout(File::create(output).unwrap());
    }
    println!("{}", SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos());
    panic!("the program does not start: {}", command.exec());
}

/// The time that the first line of the output tells.
pub fn time(line: &str) -> SystemTime {
    let nanoseconds = line.trim().parse().unwrap_or_else(|_| panic!("no time: {line}"));
    SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds)
}
