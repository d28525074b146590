//! What the tests share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod bad;
pub mod bytes;
pub mod exports;
pub mod frames;
pub mod printed;
pub mod proc;
pub mod pty;
pub mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::test_runner::{Config, FileFailurePersistence};
use tempfile::TempDir;

/// Runs icatlas outside of a terminal, with nothing of the environment that could change what it prints.
pub fn icatlas(arguments: &[&str]) -> Output {
    icatlas_with(arguments, &[])
}

/// The same with these variables in its environment.
pub fn icatlas_with(arguments: &[&str], environment: &[(&str, &Path)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_icatlas"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("ICATLAS_DATA")
        .env_remove("ICATLAS_RESTRICTED")
        .env_remove("ICATLAS_CLIPBOARD")
        .env_remove("ICATLAS_ESCAPE_MS")
        .env("XDG_STATE_HOME", nowhere())
        .env("LC_ALL", "C.UTF-8")
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

/// A folder for what outlives a session, in which nothing is: whoever runs the tests keeps theirs.
pub fn nowhere() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-state")
}

/// What it printed to standard output.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it printed to standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// So many cases of a property, after those that failed before and whose seeds this file keeps. Only for tests in `src/` does
/// proptest find such a file by itself.
pub fn cases(cases: u32, seeds: &'static str) -> Config {
    Config { cases, failure_persistence: Some(Box::new(FileFailurePersistence::Direct(seeds))), ..Config::default() }
}

/// A copy of the built-in data.
pub fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_to(folder.path());
    folder
}

/// The same in a folder that is there.
pub fn copy_to(folder: &Path) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
}
