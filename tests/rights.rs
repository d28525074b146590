//! The readers of a file that `export --force -o` replaces: its mode, owner, group and access control list.

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use common::exports::{NOBODY, assert_done, icatlas_to, is_root, old, script, whole};
use common::{copy_program, nowhere, stderr};
use rustix::fs::XattrFlags;
use tempfile::TempDir;

/// A group without members.
const STRANGERS: u32 = 54321;

/// The attribute in which Linux keeps the access control list of a file.
const ACL: &str = "system.posix_acl_access";

#[test]
fn a_replaced_file_keeps_its_mode_without_setuid_and_setgid() {
    for (before, after) in
        [(0o600, 0o600), (0o640, 0o640), (0o444, 0o444), (0o664, 0o664), (0o6755, 0o755), (0o1700, 0o700)]
    {
        let folder = TempDir::new().unwrap();
        let path = old(&folder);
        fs::set_permissions(&path, Permissions::from_mode(before)).unwrap();
        assert_done(&icatlas_to(&path, &["--force"]));
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, after, "{before:o}");
        assert_eq!(fs::read_to_string(&path).unwrap(), whole());
    }
}

#[test]
fn the_umask_decides_who_can_read_a_new_file() {
    for (umask, mode) in [("022", 0o644), ("077", 0o600), ("002", 0o664)] {
        let folder = TempDir::new().unwrap();
        assert_done(&script(&folder, &format!("umask {umask}; $icatlas export -o out")));
        assert_eq!(fs::metadata(folder.path().join("out")).unwrap().mode() & 0o777, mode, "{umask}");
    }
}

#[test]
fn a_file_that_root_replaces_keeps_its_owner_and_its_group() {
    if !is_root() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    chown(&path, Some(NOBODY), Some(STRANGERS)).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    assert_done(&icatlas_to(&path, &["--force"]));
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!((metadata.uid(), metadata.gid(), metadata.mode() & 0o7777), (NOBODY, STRANGERS, 0o640));
}

/// Changes the owner of a folder to an account other than root, and exports everything to a file in it as that account.
fn export_of_nobody(folder: &TempDir, target: &Path) -> Output {
    // The program itself may be in a folder that only root can enter.
    let program = folder.path().join("icatlas");
    copy_program(&program);
    chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    Command::new(&program)
        .args(["export", "--force", "-o", target.to_str().unwrap()])
        .env("XDG_STATE_HOME", nowhere())
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .unwrap()
}

#[test]
fn if_the_group_cannot_be_kept_no_other_group_can_read_the_file() {
    if !is_root() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    chown(&path, Some(0), Some(STRANGERS)).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
    let output = export_of_nobody(&folder, &path);
    assert_done(&output);
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!((metadata.uid(), metadata.gid(), metadata.mode() & 0o777), (NOBODY, NOBODY, 0o644));
}

#[test]
fn an_unwritable_fifo_is_refused_without_a_wait() {
    if !is_root() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let fifo = folder.path().join("fifo");
    assert!(Command::new("mkfifo").args(["-m", "600"]).arg(&fifo).status().unwrap().success());
    let output = export_of_nobody(&folder, &fifo);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{told}");
    assert!(told.contains("cannot be written (Permission denied") && !told.contains("waiting"), "{told}");
}

/// An access control list in the format of Linux: only the owner may read the file, its group may not.
fn list_for_nobody() -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] =
        [(0x01, 6, u32::MAX), (0x02, 4, NOBODY), (0x04, 0, u32::MAX), (0x10, 4, u32::MAX), (0x20, 0, u32::MAX)];
    let entries = entries.iter().flat_map(|(tag, rights, who)| {
        [tag.to_le_bytes().to_vec(), rights.to_le_bytes().to_vec(), who.to_le_bytes().to_vec()].concat()
    });
    2_u32.to_le_bytes().into_iter().chain(entries).collect()
}

fn list_of(path: &Path) -> Option<Vec<u8>> {
    let mut list = vec![0; 1000];
    let length = rustix::fs::getxattr(path, ACL, &mut list[..]).ok()?;
    Some(list[..length].to_vec())
}

#[test]
fn an_access_control_list_is_kept_and_none_is_inherited() {
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    let list = list_for_nobody();
    // Some file systems have no access control lists.
    if rustix::fs::setxattr(&path, ACL, &list, XattrFlags::empty()).is_err() {
        return;
    }
    assert_done(&icatlas_to(&path, &["--force"]));
    assert_eq!(list_of(&path), Some(list.clone()));
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
    // By the default list of the folder nobody could read a new file.
    rustix::fs::removexattr(&path, ACL).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    rustix::fs::setxattr(folder.path(), "system.posix_acl_default", &list, XattrFlags::empty()).unwrap();
    assert_done(&icatlas_to(&path, &["--force"]));
    assert_eq!(list_of(&path), None);
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
}

#[test]
fn a_hard_link_to_a_replaced_file_keeps_the_old_content() {
    let folder = TempDir::new().unwrap();
    let path = old(&folder);
    fs::hard_link(&path, folder.path().join("other")).unwrap();
    assert_done(&icatlas_to(&path, &["--force"]));
    assert_eq!(fs::read_to_string(&path).unwrap(), whole());
    assert_eq!(fs::read_to_string(folder.path().join("other")).unwrap(), "old");
}
