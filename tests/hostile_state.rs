//! A state folder prepared by an attacker or by a careless person: nothing waits, no trap is followed, and nothing is
//! saved where others could change it.

mod common;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::pty::Session;
use common::{ICATLAS, command, copy_program, icatlas_with, stderr, stdout};
use tempfile::TempDir;

/// Another account than the one that runs the tests.
const NOBODY: u32 = 65534;

/// A state folder that contains the folder of icatlas.
fn state() -> (TempDir, PathBuf) {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    (state, folder)
}

fn started(state: &TempDir) -> Session {
    let session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", state.path().to_str().unwrap())], 120, 40);
    session.wait_for_text("UNODC");
    session
}

/// Asserts that pins are kept for the session only, and that a message gives the reason as early as possible: when the
/// saved state cannot be read, or else at the first change.
fn assert_kept_for_the_session_only(state: &TempDir, at_start: bool, reason: &str) {
    let mut session = started(state);
    if !at_start {
        session.send("m");
    }
    session.wait_for_text("Saved for this session only");
    session.wait_for_text(reason);
    if at_start {
        session.send("m");
        session.wait_for_text("Pinned: 1 in all");
    }
    session.send("'");
    session.wait_for_text("1 Member");
    session.send("qq");
    assert_eq!(session.wait().exit_code(), 0);
}

fn pins(state: &TempDir) -> String {
    stdout(&icatlas_with(&["export", "--pins", "--format", "csv"], &[("XDG_STATE_HOME", state.path())]))
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_fifo_instead_of_the_lock_blocks_no_session() {
    for reader in [false, true] {
        let (state, folder) = state();
        mkfifo(&folder.join("lock"));
        let other_end = reader.then(|| {
            let nonblocking = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NONBLOCK;
            rustix::fs::open(folder.join("lock"), nonblocking, rustix::fs::Mode::empty()).unwrap()
        });
        assert_kept_for_the_session_only(&state, false, "the lock is not a regular file");
        drop(other_end);
    }
}

#[test]
fn a_link_instead_of_the_lock_is_not_followed() {
    let (state, folder) = state();
    let target = state.path().join("target");
    symlink(&target, folder.join("lock")).unwrap();
    assert_kept_for_the_session_only(&state, false, "the lock is not a regular file");
    assert!(!target.exists(), "it was created");
    fs::write(&target, "mine").unwrap();
    assert_kept_for_the_session_only(&state, false, "the lock is not a regular file");
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    fs::remove_file(folder.join("lock")).unwrap();
    fs::create_dir(folder.join("lock")).unwrap();
    assert_kept_for_the_session_only(&state, false, "the lock is not a regular file");
}

#[test]
fn a_link_to_the_file_is_followed_and_stays_a_link() {
    let (state, folder) = state();
    let elsewhere = TempDir::new().unwrap();
    let target = elsewhere.path().join("pins.ron");
    fs::write(&target, "(version: 1, kept: (pins: [(id: \"gap/prevention/1\", title: \"x\")]))").unwrap();
    fs::write(elsewhere.path().join(".icatlas-mine"), "not to be swept").unwrap();
    symlink(&target, folder.join("state.ron")).unwrap();
    let mut session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 2 in all");
    session.send("q");
    session.wait();
    assert!(folder.join("state.ron").symlink_metadata().unwrap().is_symlink());
    let written = fs::read_to_string(&target).unwrap();
    assert!(written.contains("gap/prevention/1") && written.contains("member/unodc"), "{written}");
    assert!(pins(&state).contains("member/unodc"));
    assert!(elsewhere.path().join(".icatlas-mine").exists());
}

#[test]
fn the_target_of_a_link_that_is_no_pins_file_stays_untouched() {
    let (state, folder) = state();
    let elsewhere = TempDir::new().unwrap();
    let [profile, game, fifo, directory] =
        ["profile", "game.ron", "fifo", "docs"].map(|name| elsewhere.path().join(name));
    fs::write(&profile, "export PATH\n").unwrap();
    fs::write(&game, "(version: 1, scene: \"mine\", objects: [1, 2])").unwrap();
    fs::write(folder.join("notes.txt"), "call at ten").unwrap();
    mkfifo(&fifo);
    fs::create_dir(&directory).unwrap();
    for (target, reason) in [
        (profile.as_path(), "does not lead to a file of pins"),
        (&game, "does not lead to a file of pins"),
        (&folder.join("notes.txt"), "does not lead to a file of pins"),
        (&fifo, "is neither a regular file nor a link to one"),
        (&directory, "is neither a regular file nor a link to one"),
        (
            Path::new("/dev/null"),
            if rustix::process::geteuid().is_root() { "others can" } else { "belongs to somebody" },
        ),
    ] {
        let _ = fs::remove_file(folder.join("state.ron"));
        symlink(target, folder.join("state.ron")).unwrap();
        let before = target.symlink_metadata().unwrap();
        if target == Path::new("/dev/null") {
            // The folder of devices belongs to root.
            let told = icatlas_with(&["export", "--pins"], &[("XDG_STATE_HOME", state.path())]);
            assert!(stderr(&told).contains("Saved for this session only"), "{}", stderr(&told));
        } else {
            assert_kept_for_the_session_only(&state, true, reason);
        }
        let after = target.symlink_metadata().unwrap();
        assert_eq!((before.ino(), before.mode(), before.len()), (after.ino(), after.mode(), after.len()));
        assert!(folder.join("state.ron").symlink_metadata().unwrap().is_symlink());
    }
    assert_eq!(fs::read_to_string(&profile).unwrap(), "export PATH\n");
    let mut left: Vec<_> = fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["docs", "fifo", "game.ron", "profile"]);
    assert_eq!(fs::read_to_string(&game).unwrap(), "(version: 1, scene: \"mine\", objects: [1, 2])");
    assert!(!folder.join("state-damaged-1.ron").exists());
}

#[test]
fn a_file_with_unknown_fields_loses_nothing() {
    let (state, folder) = state();
    let text = "(version: 1, kept: (pins: [(id: \"member/unodc\", title: \"x\", colour: \"red\")]))";
    fs::write(folder.join("state.ron"), text).unwrap();
    let mut session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    session.send("q");
    session.wait();
    assert_eq!(fs::read_to_string(folder.join("state-damaged-1.ron")).unwrap(), text);
}

#[test]
fn a_link_through_a_folder_or_link_that_others_can_change_is_not_followed() {
    for way in ["folder", "link", "folder of a link"] {
        let (state, folder) = state();
        let elsewhere = TempDir::new().unwrap();
        let [shared, real, link] = ["shared", "shared/real", "link"].map(|name| elsewhere.path().join(name));
        fs::create_dir_all(&real).unwrap();
        fs::write(real.join("pins.ron"), "(version: 1)").unwrap();
        let (target, reason) = match way {
            "folder" => (real.join("pins.ron"), "others can write to"),
            "link" if rustix::process::geteuid().is_root() => {
                symlink(&shared, &link).unwrap();
                std::os::unix::fs::lchown(&link, Some(NOBODY), Some(NOBODY)).unwrap();
                (link.join("real/pins.ron"), "belongs to another account")
            }
            _ => {
                symlink(&real, &link).unwrap();
                (link.join("pins.ron"), "others can write to")
            }
        };
        if reason == "others can write to" {
            fs::set_permissions(&shared, fs::Permissions::from_mode(0o777)).unwrap();
        }
        symlink(&target, folder.join("state.ron")).unwrap();
        assert_kept_for_the_session_only(&state, true, reason);
        assert_eq!(fs::read_to_string(real.join("pins.ron")).unwrap(), "(version: 1)", "{way}");
    }
}

#[test]
fn a_link_through_ones_own_folders_and_links_is_followed() {
    let (state, folder) = state();
    let elsewhere = TempDir::new().unwrap();
    fs::create_dir_all(elsewhere.path().join("a/b")).unwrap();
    fs::write(elsewhere.path().join("a/pins.ron"), "(version: 1)").unwrap();
    symlink("a/b", elsewhere.path().join("link")).unwrap();
    symlink(elsewhere.path().join("link/../pins.ron"), folder.join("state.ron")).unwrap();
    let session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    assert!(fs::read_to_string(elsewhere.path().join("a/pins.ron")).unwrap().contains("member/unodc"));
}

#[test]
fn a_link_into_a_folder_that_others_can_write_to_is_not_followed() {
    let (state, folder) = state();
    let shared = TempDir::new().unwrap();
    fs::set_permissions(shared.path(), fs::Permissions::from_mode(0o777)).unwrap();
    fs::write(shared.path().join("pins.ron"), "(version: 1)").unwrap();
    symlink(shared.path().join("pins.ron"), folder.join("state.ron")).unwrap();
    assert_kept_for_the_session_only(&state, true, "others can write to");
}

#[test]
fn the_message_names_what_is_there_instead_of_the_file_or_its_folder() {
    for kind in ["fifo", "directory", "socket"] {
        let (state, folder) = state();
        let path = folder.join("state.ron");
        match kind {
            "fifo" => mkfifo(&path),
            "directory" => fs::create_dir(&path).unwrap(),
            _ => drop(std::os::unix::net::UnixListener::bind(&path).unwrap()),
        }
        assert_kept_for_the_session_only(&state, true, "state.ron is neither a regular file");
        assert!(path.symlink_metadata().is_ok(), "{kind}: it was moved");
    }
    let state = TempDir::new().unwrap();
    symlink(state.path().join("nowhere"), state.path().join("icatlas")).unwrap();
    assert_kept_for_the_session_only(&state, false, "the folder");
    let file = state.path().join("file");
    fs::write(&file, "").unwrap();
    let told = stderr(&icatlas_with(&["export", "--pins"], &[("XDG_STATE_HOME", &file)]));
    assert!(told.contains("file/icatlas cannot be examined (Not a directory"), "{told}");
}

#[test]
fn an_unreadable_file_or_lock_is_reported_and_left_alone() {
    let (state, folder) = state();
    let [file, lock, program] = [folder.join("state.ron"), folder.join("lock"), state.path().join("program")];
    copy_program(&program);
    fs::write(&file, "damaged").unwrap();
    fs::write(&lock, "").unwrap();
    let mut command = command(&program);
    command.args(["export", "--pins"]).env("XDG_STATE_HOME", state.path()).env_remove("ICATLAS_DATA");
    // Root can read everything, so the program runs as another account.
    if rustix::process::geteuid().is_root() {
        for path in [state.path(), &folder, &file, &lock] {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    for (unreadable, reason) in
        [(&file, "state.ron cannot be opened (Permission denied"), (&lock, "only: Permission denied")]
    {
        fs::set_permissions(unreadable, fs::Permissions::from_mode(0o000)).unwrap();
        let told = stderr(&command.output().unwrap());
        assert!(told.contains("Saved for this session only") && told.contains(reason), "{told}");
        fs::set_permissions(unreadable, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "damaged");
    }
}

#[test]
fn a_state_too_large_for_the_memory_is_reported_with_exit_code_4() {
    let (state, folder) = state();
    let pin = |number: usize| format!("(id: \"gap/prevention/{number}\", title: \"{}\"),", "x".repeat(100));
    let pins = (0..90_000).map(pin).collect::<String>();
    fs::write(folder.join("state.ron"), format!("(version: 1, kept: (pins: [{pins}]))")).unwrap();
    for kib in [25_000, 40_000, 60_000] {
        let script = format!("ulimit -v {kib}; exec {ICATLAS} export --pins");
        let output = command("bash").args(["-c", &script]).env("XDG_STATE_HOME", state.path()).output().unwrap();
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(4), "{kib}: {told}");
        assert!(told.contains("not enough memory"), "{kib}: {told}");
    }
}

#[test]
fn a_file_that_is_too_long_is_renamed_and_not_read_to_its_end() {
    // One that claims a length beyond all memory, and one with a readable beginning.
    let pins = "(version: 1, kept: (pins: [(id: \"member/iom\", title: \"x\")]))";
    for (text, length) in [(String::new(), 1 << 40), (pins.to_owned() + &"\n".repeat((16 << 20) + 1), 0)] {
        let (state, folder) = state();
        let path = folder.join("state.ron");
        fs::write(&path, &text).unwrap();
        let length = length.max(text.len() as u64);
        fs::File::options().write(true).open(&path).unwrap().set_len(length).unwrap();
        let script = format!("ulimit -v 500000; exec {} export --pins", env!("CARGO_BIN_EXE_icatlas"));
        let output = Command::new("bash").args(["-c", &script]).env("XDG_STATE_HOME", state.path()).output().unwrap();
        let told = stderr(&output);
        assert!(told.contains("The file of pins was damaged"), "{told}");
        assert_eq!(folder.join("state-damaged-1.ron").metadata().unwrap().len(), length, "nothing of it is lost");
        assert_eq!(output.status.code(), Some(1), "{told}");
    }
}

#[test]
fn anything_with_the_name_of_an_unfinished_file_is_left_alone_and_blocks_nothing() {
    let (state, folder) = state();
    let name = |letters: &str| folder.join(format!(".icatlas-unfinished-{letters}"));
    let [fifo, directory, link, target] = ["fifofifofifo", "foldersfolde", "linklinklink", "target"].map(name);
    mkfifo(&fifo);
    fs::create_dir(&directory).unwrap();
    fs::write(&target, "mine").unwrap();
    symlink(&target, &link).unwrap();
    let session = started(&state);
    session.send("m");
    session.wait_for_text("Pinned: 1 in all");
    for path in [&fifo, &directory, &link, &target] {
        assert!(path.symlink_metadata().is_ok(), "{} is gone", path.display());
    }
}

#[test]
fn with_a_dangling_or_circular_link_the_state_is_kept_for_the_session_only() {
    let (state, folder) = state();
    symlink(state.path().join("nowhere"), folder.join("state.ron")).unwrap();
    assert_kept_for_the_session_only(&state, true, "state.ron leads to nothing");
    assert!(!state.path().join("nowhere").exists());
    fs::remove_file(folder.join("state.ron")).unwrap();
    symlink(folder.join("state.ron"), folder.join("state.ron")).unwrap();
    assert_kept_for_the_session_only(&state, true, "a loop of links");
}

#[test]
fn a_link_to_a_file_of_another_account_is_not_followed() {
    let (state, folder) = state();
    let target = if rustix::process::geteuid().is_root() {
        let target = state.path().join("theirs");
        fs::write(&target, "(version: 1)").unwrap();
        chown(&target, Some(NOBODY), Some(NOBODY)).unwrap();
        target
    } else {
        "/etc/passwd".into()
    };
    let before = fs::read(&target).unwrap();
    symlink(&target, folder.join("state.ron")).unwrap();
    assert_kept_for_the_session_only(&state, true, "the target of the link state.ron belongs to another account");
    assert_eq!(fs::read(&target).unwrap(), before);
    assert_ne!(target.metadata().unwrap().uid(), rustix::process::geteuid().as_raw());
}

#[test]
fn in_a_folder_that_others_can_write_to_the_state_is_kept_for_the_session_only() {
    for mode in [0o777, 0o770, 0o702, 0o1777] {
        let (state, folder) = state();
        fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
        fs::write(folder.join("state.ron"), "(version: 1, kept: (queries: [\"planted\"]))").unwrap();
        assert_kept_for_the_session_only(&state, true, "others can write to");
        assert!(!folder.join("lock").exists());
        let told = icatlas_with(&["export", "--pins"], &[("XDG_STATE_HOME", state.path())]);
        assert_eq!(told.status.code(), Some(1));
        assert!(stderr(&told).contains("others can write to"), "{}", stderr(&told));
    }
}

#[test]
fn in_a_folder_of_another_account_the_state_is_kept_for_the_session_only() {
    // Only root can change the owner of a folder; for others a folder of the system will do.
    if !rustix::process::geteuid().is_root() {
        let session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", "/usr")], 120, 40);
        session.wait_for_text("UNODC");
        session.send("m");
        session.wait_for_text("Saved for this session only");
        return;
    }
    let (state, folder) = state();
    fs::write(folder.join("state.ron"), "(version: 1)").unwrap();
    chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    assert_kept_for_the_session_only(&state, true, "belongs to another account");
    assert_eq!(fs::read_to_string(folder.join("state.ron")).unwrap(), "(version: 1)");
}
