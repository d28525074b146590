//! What the tests share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod frames;
pub mod pty;

use std::process::{Command, Output};

/// Runs icatlas outside of a terminal, with nothing of the environment that could change what it prints.
pub fn icatlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_icatlas"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("ICATLAS_DATA")
        .env_remove("ICATLAS_RESTRICTED")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

/// What it printed to standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it printed to standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
