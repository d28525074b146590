//! Exports into files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use super::{ICATLAS, command, icatlas, stderr, stdout};

/// A person who is not root, and their group.
pub const NOBODY: u32 = 65534;

/// Whether the tests run as root.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Exports everything to a file.
pub fn icatlas_to(target: &Path, options: &[&str]) -> Output {
    icatlas(&[&["export", "-o", target.to_str().unwrap()], options].concat())
}

/// The whole export.
pub fn whole() -> String {
    stdout(&icatlas(&["export"]))
}

/// Asserts that a command succeeded.
pub fn assert_done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
}

/// A file that exists already.
pub fn old(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("out.json");
    fs::write(&path, "old").unwrap();
    path
}

/// Runs a script in which `$icatlas` is the program, in a folder.
pub fn script(folder: &TempDir, script: &str) -> Output {
    command("bash").args(["-c", script]).env("icatlas", ICATLAS).current_dir(folder.path()).output().unwrap()
}

/// Whether everything printed before is there. Ignores fields that were added since.
pub fn holds(now: &Value, before: &Value) -> bool {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => {
            before.iter().all(|(name, before)| now.get(name).is_some_and(|now| holds(now, before)))
        }
        (Value::Array(now), Value::Array(before)) => {
            now.len() == before.len() && now.iter().zip(before).all(|(now, before)| holds(now, before))
        }
        (now, before) => now == before,
    }
}
