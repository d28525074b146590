//! The targets of `export -o`: a file is whole or not there, and keeps its readers; a device, a FIFO and a descriptor are
//! written to directly; a link is followed; no other file is left behind.

mod common;

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use common::exports::{NOBODY, assert_done, icatlas_to, is_root, old, script, whole};
use common::pty::send_signal;
use common::{ICATLAS, command, icatlas, stderr, stdout};
use rustix::fs::{FileType, Mode, makedev};
use tempfile::TempDir;

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// Asserts that it was refused with this exit code and these words.
fn assert_refused(output: &Output, code: i32, words: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(output));
    assert!(stderr(output).contains(words), "{}", stderr(output));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Makes a device such as `/dev/null` (1, 3). Only root can; for other accounts the test checks nothing.
fn device(folder: &TempDir, kind: FileType, major: u32, minor: u32) -> Option<PathBuf> {
    let path = folder.path().join("device");
    let made = rustix::fs::mknodat(rustix::fs::CWD, &path, kind, Mode::from_raw_mode(0o666), makedev(major, minor));
    // Some file systems forbid opening devices.
    made.ok()
        .filter(|()| kind == FileType::BlockDevice || fs::read(&path).is_ok_and(|read| read.len() < 2))
        .map(|()| path)
}

fn fifo(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

#[test]
fn a_device_is_written_into_and_stays_one() {
    let folder = TempDir::new().unwrap();
    let Some(null) = device(&folder, FileType::CharacterDevice, 1, 3) else { return };
    for options in [&[] as &[&str], &["--force"]] {
        assert_done(&icatlas_to(&null, options));
        assert!(null.symlink_metadata().unwrap().file_type().is_char_device());
    }
    assert_eq!(names(folder.path()), ["device"]);
}

#[test]
fn a_full_device_is_reported_with_exit_code_4() {
    if Path::new("/dev/full").exists() {
        assert_refused(&icatlas_to(Path::new("/dev/full"), &[]), 4, "/dev/full cannot be written (No space left");
    }
}

#[test]
fn a_disk_is_overwritten_with_force_only() {
    let folder = TempDir::new().unwrap();
    // A device without a driver.
    let Some(disk) = device(&folder, FileType::BlockDevice, 4000, 77) else { return };
    assert_refused(&icatlas_to(&disk, &[]), 2, "exists: add --force");
    assert_refused(&icatlas_to(&disk, &["--force"]), 4, "cannot be written");
    assert!(disk.symlink_metadata().unwrap().file_type().is_block_device());
}

#[test]
fn a_fifo_is_written_into_and_stays_one() {
    let folder = TempDir::new().unwrap();
    let fifo = fifo(&folder);
    for options in [&[] as &[&str], &["--force"]] {
        let reader = {
            let fifo = fifo.clone();
            thread::spawn(move || fs::read_to_string(fifo).unwrap())
        };
        let output = icatlas_to(&fifo, options);
        let is_fifo = fifo.symlink_metadata().unwrap().file_type().is_fifo();
        assert!(is_fifo, "it was replaced");
        assert_done(&output);
        assert_eq!(reader.join().unwrap(), whole());
    }
    assert_eq!(names(folder.path()), ["fifo"]);
}

#[test]
fn a_wait_for_the_reader_of_a_fifo_is_announced_and_can_be_interrupted() {
    let folder = TempDir::new().unwrap();
    let fifo = fifo(&folder);
    let mut waiting =
        command(ICATLAS).args(["export", "-o", fifo.to_str().unwrap()]).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(waiting.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("waiting for a reader of"), "{said}");
    send_signal(waiting.id(), "INT");
    assert_eq!(waiting.wait().unwrap().signal(), Some(2));
}

#[test]
fn a_reader_of_a_fifo_that_stops_early_is_no_failure() {
    let folder = TempDir::new().unwrap();
    let fifo = fifo(&folder);
    let data = synthetic_data(2000);
    for format in ["json", "md", "csv"] {
        let reader = {
            let fifo = fifo.clone();
            thread::spawn(move || fs::File::open(fifo).unwrap().read_exact(&mut [0; 10]).unwrap())
        };
        let data = data.path().to_str().unwrap();
        assert_done(&icatlas(&["export", "--data", data, "--format", format, "-o", fifo.to_str().unwrap()]));
        reader.join().unwrap();
    }
}

#[test]
fn an_open_descriptor_is_written_to_at_its_offset() {
    for target in ["/dev/fd/3", "/proc/self/fd/3"] {
        for redirection in ["3>out", "3>>out"] {
            let folder = TempDir::new().unwrap();
            let written = format!("{{ echo before >&3; $icatlas export -o {target}; echo after >&3; }} {redirection}");
            assert_done(&script(&folder, &written));
            let expected = format!("before\n{}after\n", whole());
            assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), expected, "{target} {redirection}");
        }
    }
    let folder = TempDir::new().unwrap();
    assert_done(&script(
        &folder,
        "$icatlas export -o >(cat > out; mv out done); until [ -e done ]; do sleep 0.01; done",
    ));
    assert_eq!(fs::read_to_string(folder.path().join("done")).unwrap(), whole());
    assert_refused(&script(&folder, "$icatlas export -o /dev/fd/77"), 4, "/dev/fd/77 cannot be written (No such file");
}

#[test]
fn standard_output_has_several_names() {
    for target in ["-", "- --force", "/dev/stdout", "/dev/stdout --force", "/dev/fd/1", "/proc/self/fd/1"] {
        let folder = TempDir::new().unwrap();
        assert_eq!(stdout(&script(&folder, &format!("$icatlas export -o {target}"))), whole(), "{target}");
        assert_done(&script(&folder, &format!("echo before > out; $icatlas export -o {target} >> out")));
        assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), format!("before\n{}", whole()), "{target}");
        assert_eq!(names(folder.path()), ["out"], "{target}");
    }
    // It is no file, so restricted mode allows it.
    assert_eq!(stdout(&icatlas(&["--restricted", "export", "-o", "-"])), whole());
}

#[test]
fn a_link_is_followed_to_its_target_and_stays_a_link() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    let target = folder.path().join("real/target.json");
    symlink("real/target.json", folder.path().join("near")).unwrap();
    symlink(folder.path().join("near"), folder.path().join("far")).unwrap();
    let far = folder.path().join("far");
    // A link to a file that does not exist yet replaces nothing.
    assert_done(&icatlas_to(&far, &[]));
    assert_eq!(fs::read_to_string(&target).unwrap(), whole());
    fs::write(&target, "old").unwrap();
    assert_refused(&icatlas_to(&far, &[]), 2, "exists: add --force");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_done(&icatlas_to(&far, &["--force"]));
    assert_eq!(fs::read_to_string(&target).unwrap(), whole());
    for link in ["near", "far"] {
        assert!(folder.path().join(link).symlink_metadata().unwrap().is_symlink(), "{link}");
    }
    assert_eq!(names(&folder.path().join("real")), ["target.json"]);
}

#[test]
fn a_loop_of_links_or_a_link_into_a_missing_folder_is_reported() {
    let folder = TempDir::new().unwrap();
    symlink("b", folder.path().join("a")).unwrap();
    symlink("a", folder.path().join("b")).unwrap();
    symlink("nowhere/out.json", folder.path().join("lost")).unwrap();
    assert_refused(&icatlas_to(&folder.path().join("a"), &["--force"]), 4, "a loop of links");
    assert_refused(&icatlas_to(&folder.path().join("lost"), &["--force"]), 4, "lost cannot be written (No such file");
    assert_eq!(names(folder.path()), ["a", "b", "lost"]);
}

#[test]
fn a_link_of_another_account_in_a_shared_folder_is_not_followed() {
    if !is_root() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let shared = folder.path().join("tmp");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, Permissions::from_mode(0o1777)).unwrap();
    let (mine, link) = (old(&folder), shared.join("out.json"));
    symlink(&mine, &link).unwrap();
    std::os::unix::fs::lchown(&link, Some(NOBODY), Some(NOBODY)).unwrap();
    assert_refused(&icatlas_to(&link, &["--force"]), 4, "the link belongs to another account");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "old");
}

#[test]
fn a_link_of_ones_own_or_of_the_owner_of_the_folder_is_followed() {
    if !is_root() {
        return;
    }
    // In a folder that is not shared, a link of any account is followed.
    for (mode, owner, owner_of_link) in
        [(0o755, 0, NOBODY), (0o755, NOBODY, 0), (0o1777, NOBODY, 0), (0o1777, NOBODY, NOBODY)]
    {
        let folder = TempDir::new().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let (mine, link) = (old(&folder), inner.join("out.json"));
        symlink(&mine, &link).unwrap();
        std::os::unix::fs::lchown(&link, Some(owner_of_link), None).unwrap();
        std::os::unix::fs::chown(&inner, Some(owner), None).unwrap();
        fs::set_permissions(&inner, Permissions::from_mode(mode)).unwrap();
        assert_done(&icatlas_to(&link, &["--force"]));
        assert_eq!(fs::read_to_string(&mine).unwrap(), whole(), "{mode:o} of {owner}, link of {owner_of_link}");
    }
}

#[test]
fn an_unwritable_target_is_named_and_stays() {
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("folder");
    fs::create_dir(&inner).unwrap();
    let socket = folder.path().join("socket");
    let _listening = UnixListener::bind(&socket).unwrap();
    symlink("folder", folder.path().join("link")).unwrap();
    for options in [&[] as &[&str], &["--force"]] {
        assert_refused(
            &icatlas_to(&inner, options),
            4,
            "cannot be written (it is a folder): name another file with -o",
        );
        assert_refused(&icatlas_to(&folder.path().join("link"), options), 4, "(it is a folder)");
        assert_refused(&icatlas_to(&socket, options), 4, "(it is a socket)");
        assert_refused(
            &icatlas_to(&folder.path().join("new.json/"), options),
            4,
            "(the name is a folder's): name another",
        );
        assert_refused(&icatlas_to(&folder.path().join("none/new.json"), options), 4, "(No such file or directory");
        let told = stderr(&icatlas_to(&folder.path().join("none/new.json"), options));
        assert!(!told.contains(".icatlas"), "the message names an unfinished file: {told}");
    }
    assert_eq!(names(folder.path()), ["folder", "link", "socket"]);
}

#[test]
fn a_write_that_fails_midway_leaves_the_old_file_and_no_other() {
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    assert_refused(&script(&folder, "ulimit -f 1; $icatlas export --force -o out.json"), 4, "(File too large");
    assert_eq!(fs::read_to_string(path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["out.json"]);
}

/// Data that takes a while to write.
fn synthetic_data(records: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    synthetic::write(records, folder.path()).unwrap();
    folder
}

#[test]
fn the_next_export_removes_everything_a_killed_one_left() {
    let data = synthetic_data(2000);
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    // The person's own files, with names similar to ours.
    for name in
        [".icatlas-backup", ".icatlas-unfinished-", ".icatlas-unfinished-notes", "icatlas-unfinished-abcdefghijkl"]
    {
        fs::write(folder.path().join(name), "mine").unwrap();
    }
    let before = names(folder.path());
    // Nearly every round sees an export at work; in the others it was finished first, which proves nothing.
    let mut left_behind = 0;
    for _ in 0..40 {
        let mut export = command(ICATLAS)
            .args(["export", "--force", "--data", data.path().to_str().unwrap(), "-o", path.to_str().unwrap()])
            .spawn()
            .unwrap();
        while export.try_wait().unwrap().is_none() {
            if names(folder.path()) != before {
                export.kill().unwrap();
            }
        }
        export.wait().unwrap();
        left_behind += usize::from(names(folder.path()) != before);
        if left_behind == 2 {
            break;
        }
    }
    assert!(left_behind > 0, "no export was killed while it was writing");
    assert_done(&icatlas_to(&path, &["--force"]));
    assert_eq!(names(folder.path()), before);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole());
}

#[test]
fn a_write_over_the_file_size_limit_is_reported_and_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.json");
    let script = format!("ulimit -f 1; exec {} export -o {}", ICATLAS, file.display());
    let output = command("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
    assert!(!file.exists());
    let script = format!("ulimit -f 1; exec {} export > {}", ICATLAS, file.display());
    let output = command("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
}
