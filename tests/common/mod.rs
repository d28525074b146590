//! Code that the tests share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod bad;
pub mod bytes;
pub mod editions;
pub mod exports;
pub mod frames;
pub mod printed;
pub mod proc;
pub mod pty;
pub mod screens;
pub mod state;
pub mod texts;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use icatlas::atlas::text::printable;
use proptest::test_runner::{Config, FileFailurePersistence};
use tempfile::TempDir;

pub use self::frames::FROZEN;

/// The program.
pub const ICATLAS: &str = env!("CARGO_BIN_EXE_icatlas");

/// Runs icatlas over the frozen data, outside of a terminal.
pub fn icatlas(arguments: &[&str]) -> Output {
    icatlas_with(arguments, &[])
}

/// The same with these variables in its environment.
pub fn icatlas_with(arguments: &[&str], environment: &[(&str, &Path)]) -> Output {
    command(ICATLAS).args(arguments).envs(environment.iter().copied()).output().unwrap()
}

/// Runs icatlas over the built-in data.
pub fn built_in_icatlas(arguments: &[&str]) -> Output {
    command(ICATLAS).args(arguments).env_remove("ICATLAS_DATA").output().unwrap()
}

/// The edition of the deck.
pub const DECK: &str = "2010-deck";

/// Runs icatlas over the deck's edition of the built-in data.
pub fn deck_icatlas(arguments: &[&str]) -> Output {
    built_in_icatlas(&[&["--edition", DECK], arguments].concat())
}

/// A command in an environment in which icatlas reads the frozen data and no other variable changes its output.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for variable in ["NO_COLOR", "ICATLAS_RESTRICTED", "ICATLAS_CLIPBOARD", "ICATLAS_ESCAPE_MS"] {
        command.env_remove(variable);
    }
    command.env("ICATLAS_DATA", FROZEN).env("XDG_STATE_HOME", nowhere()).env("LC_ALL", "C.UTF-8");
    command
}

/// An empty state folder, so that the tests leave the person's own alone.
pub fn nowhere() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-state")
}

/// The first line of a text with a character that must not be printed raw.
pub fn raw_line(text: &str) -> Option<&str> {
    text.split('\n').find(|line| printable(line) != *line)
}

/// The settings for frames kept in a folder, relative to that of the test.
pub fn frames_in(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The standard output of a command.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The standard error of a command.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// This many cases of a property, or as many as `PROPTEST_CASES` sets, after the failures whose seeds are in this file. Only
/// for tests in `src/` does proptest find such a file by itself, and only in `proptest!` does it read the variable.
pub fn cases(usual: u32, seeds: &'static str) -> Config {
    let config = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { config.cases } else { usual };
    let seeds = FileFailurePersistence::Direct(seeds);
    Config { cases, failure_persistence: Some(Box::new(seeds)), ..config }
}

/// Copies the program to a place where another account can run it. A child does so: what this process has open for writing
/// cannot be run as long as a child that another test has just forked holds it open, too.
pub fn copy_program(to: &Path) {
    assert!(Command::new("cp").args([Path::new(ICATLAS), to]).status().unwrap().success());
}

/// Writes a shell script that can be run; a child does so for the same reason.
pub fn write_script(to: &Path, script: &str) {
    let write = "printf %s \"$1\" >\"$2\" && chmod +x \"$2\"";
    assert!(Command::new("sh").args(["-c", write, "sh", script]).arg(to).status().unwrap().success());
}

/// A copy of the frozen data.
pub fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_to(folder.path());
    folder
}

/// The same in an existing folder.
pub fn copy_to(folder: &Path) {
    for entry in fs::read_dir(FROZEN).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
}
