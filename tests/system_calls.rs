//! System calls with no other visible effect, traced with strace: the flush of a file and of its folder, their order, and how
//! files are opened in a folder that others may have prepared.

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use common::pty::Session;
use tempfile::TempDir;

/// The system calls of a session in which a record is pinned, in their order; `None` if strace is not installed.
fn calls_of_a_pin(state: &Path, calls: &str) -> Option<Vec<String>> {
    let is_installed = std::process::Command::new("strace").arg("-V").output().is_ok();
    if !is_installed {
        assert!(std::env::var_os("ICATLAS_DEMAND_STRACE").is_none(), "strace is required and not installed");
        eprintln!("strace is not installed: the flush of the saved state is not tested");
        return None;
    }
    let folder = TempDir::new().unwrap();
    let trace = folder.path().join("trace");
    let [trace_name, state] = [&trace, state].map(|path| path.to_str().unwrap());
    let trace_calls = format!("--trace={calls}");
    // Signals are left out: they stand between the calls. -y names the file behind each descriptor.
    let arguments = [
        "-f",
        "-y",
        "--signal=none",
        "-qq",
        "-s",
        "100000",
        &trace_calls,
        "-o",
        trace_name,
        env!("CARGO_BIN_EXE_icatlas"),
    ];
    let mut session = Session::program("strace", &arguments, &[("XDG_STATE_HOME", state)], 80, 24);
    session.wait_for_text("UNODC");
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    Some(fs::read_to_string(trace).unwrap().lines().map(str::to_owned).collect())
}

/// A person's state folder with the one of icatlas in it.
fn state() -> TempDir {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    state
}

#[test]
fn a_pin_is_shown_only_once_the_file_and_its_folder_are_flushed() {
    let state = state();
    let Some(calls) = calls_of_a_pin(state.path(), "fsync,fdatasync,rename,renameat,renameat2,write") else { return };
    let folder = state.path().join("icatlas");
    let folder = folder.to_str().unwrap();
    let after = |before: usize, what: &str, is_it: &dyn Fn(&str) -> bool| {
        let next = calls[before..].iter().position(|call| is_it(call));
        before + next.unwrap_or_else(|| panic!("{what} is missing after {before}:\n{}", calls.join("\n")))
    };
    let flushed = |call: &str, path: &str| call.contains("sync(") && call.contains(path) && call.ends_with("= 0");
    let unfinished = format!("<{folder}/.icatlas-unfinished-");
    let written = after(0, "the write of the file", &|call| call.contains("write(") && call.contains(&unfinished));
    let file = after(written, "the flush of the file", &|call| flushed(call, &unfinished));
    let moved = after(file, "the move", &|call| call.contains("rename") && call.contains("state.ron"));
    let folder = after(moved, "the flush of the folder", &|call| flushed(call, &format!("<{folder}>")));
    let shown = calls.iter().position(|call| call.contains("write(") && call.contains("Pinned:"));
    assert!(shown.is_some_and(|shown| shown > folder), "it was shown before:\n{}", calls.join("\n"));
}

#[test]
fn files_in_the_state_folder_are_opened_without_following_links_or_waiting() {
    let state = state();
    let folder = state.path().join("icatlas");
    fs::write(folder.join("state.ron"), "(version: 1)").unwrap();
    // The file of a killed session.
    fs::write(folder.join(".icatlas-unfinished-aZ09aZ09aZ09"), "").unwrap();
    let Some(calls) = calls_of_a_pin(state.path(), "open,openat,openat2") else { return };
    for name in ["state.ron", "lock", ".icatlas-unfinished-aZ09aZ09aZ09"] {
        let path = format!("\"{}\"", folder.join(name).display());
        let opened: Vec<_> = calls.iter().filter(|call| call.contains(&path)).collect();
        assert!(!opened.is_empty(), "{name} was not opened");
        for call in opened {
            for flag in ["O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"] {
                assert!(call.contains(flag), "without {flag}: {call}");
            }
        }
    }
    let terminal: Vec<_> = calls.iter().filter(|call| call.contains("\"/dev/pts/")).collect();
    assert!(!terminal.is_empty() && terminal.iter().all(|call| call.contains("O_CLOEXEC")), "{terminal:?}");
    // Creating a file never replaces an existing one.
    let new = calls.iter().filter(|call| call.contains(".icatlas-unfinished-") && call.contains("O_CREAT"));
    assert!(new.clone().count() > 0 && new.clone().all(|call| call.contains("O_EXCL")), "{}", calls.join("\n"));
}
