//! Files and folders that cannot be read as data: told like bad data, without waiting, and none is read for ever.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{assert_told, told};
use common::{copy, icatlas, stderr};

#[test]
fn invalid_utf_8() {
    let folder = copy();
    fs::write(folder.path().join("contacts.ron"), b"[\n  \xff\n]").unwrap();
    assert_told(&folder, "contacts.ron:2:3", "the byte 0xFF is not UTF-8: save the file as UTF-8\n");
}

#[test]
fn a_truncated_file() {
    let whole = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/events.ron")).unwrap();
    for length in [10, 100, 400, 700, whole.len() - 2] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), &whole[..whole.floor_char_boundary(length)]).unwrap();
        let told = told(folder.path());
        assert!(told.contains("/events.ron:"), "{told}");
        assert!(told.ends_with("\n1 problem in the data\n"), "one fault is one problem, whatever links to it: {told}");
    }
}

#[test]
fn an_empty_file() {
    for text in ["", " \n\n"] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        assert_told(&folder, "events.ron", "the file is empty: write a list of records into it, or `[]`\n");
    }
}

#[test]
fn a_missing_file() {
    let folder = copy();
    fs::remove_file(folder.path().join("events.ron")).unwrap();
    let told = told(folder.path());
    assert!(
        told.contains(": the file events.ron is missing: add it; if there are no events, let it hold `[]`"),
        "{told}"
    );
    assert!(told.ends_with("\n1 problem in the data\n"), "{told}");
}

#[test]
fn a_misnamed_file() {
    let folder = copy();
    fs::rename(folder.path().join("events.ron"), folder.path().join("event.ron")).unwrap();
    assert!(told(folder.path()).contains("event.ron: not the name of a data file: rename it to events.ron"));
}

#[test]
fn a_folder_that_does_not_exist() {
    let folder = copy();
    let told = told(&folder.path().join("nowhere"));
    assert!(told.contains("/nowhere: there is no such file or folder: name a folder"), "{told}");
}

#[test]
fn a_file_in_place_of_the_folder() {
    let folder = copy();
    assert!(told(&folder.path().join("gaps.ron")).contains("/gaps.ron: not a folder: name the folder"));
}

#[test]
fn a_fifo_is_refused_without_waiting_for_a_writer() {
    let folder = copy();
    let path = folder.path().join("events.ron");
    fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("/events.ron: not a regular file: put a file of records there"));
}

#[test]
fn a_hundred_thousand_nested_brackets() {
    for text in
        ["[".repeat(100_000), "(".repeat(100_000), format!("[(id: {}", "[".repeat(100_000)), "/*".repeat(100_000)]
    {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        let told = told(folder.path());
        assert!(told.contains("/events.ron:1:") && told.len() < 2000, "{told}");
    }
}

#[test]
fn a_kind_may_be_a_folder_of_files() {
    let folder = copy();
    fs::create_dir(folder.path().join("gaps")).unwrap();
    fs::rename(folder.path().join("gaps.ron"), folder.path().join("gaps/all.ron")).unwrap();
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_hostile_folder_name_is_not_echoed_raw() {
    let output = icatlas(&["check", "no\u{1b}[2Jwhere\u{202e}"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("no<U+001B>[2Jwhere<U+202E>: there is no such"), "{}", stderr(&output));
}

#[test]
fn a_device_and_a_loop_are_refused_without_reading_for_ever() {
    let folder = copy();
    let file = |name: &str| folder.path().join(name);
    fs::remove_file(file("gaps.ron")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", file("gaps.ron")).unwrap();
    fs::remove_file(file("events.ron")).unwrap();
    std::os::unix::fs::symlink("events.ron", file("events.ron")).unwrap();
    std::os::unix::fs::symlink(".", file("members")).unwrap();
    let told = told(folder.path());
    assert!(told.contains("gaps.ron: not a regular file"), "{told}");
    assert!(told.contains("events.ron: cannot be read"), "{told}");
}

#[test]
fn the_greatest_length_of_a_file_can_be_changed() {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join("gaps.ron")).unwrap();
    fs::write(folder.path().join("gaps.ron"), format!("{text}\n// {}", "x".repeat(2 << 20))).unwrap();
    let name = folder.path().to_str().unwrap();
    assert_eq!(icatlas(&["check", name]).status.code(), Some(0));
    let refused = icatlas(&["--largest-file", "1", "check", name]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(stderr(&refused).contains("longer than 1 MiB: split it"), "{}", stderr(&refused));
    let sparse = fs::File::create(folder.path().join("gaps.ron")).unwrap();
    sparse.set_len(65 << 20).unwrap();
    let refused = icatlas(&["check", name]);
    assert!(stderr(&refused).contains("longer than 64 MiB"), "{}", stderr(&refused));
    let allowed = icatlas(&["--largest-file", "65", "check", name]);
    assert!(!stderr(&allowed).contains("longer than"), "{}", stderr(&allowed));
}

#[test]
fn a_file_that_changes_while_it_is_read_gives_an_error_or_sound_data() {
    let folder = copy();
    let path = folder.path().join("gaps.ron");
    let whole = fs::read(&path).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cut = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                // Written over in place, as careless editors do.
                cut = (cut + 97) % whole.len();
                fs::write(&path, &whole[..cut]).unwrap();
                fs::write(&path, [&whole[..], &whole[..cut]].concat()).unwrap();
                fs::write(&path, &whole).unwrap();
            }
        });
        for _ in 0..60 {
            let output = icatlas(&["check", folder.path().to_str().unwrap()]);
            assert!([Some(0), Some(3)].contains(&output.status.code()), "{:?} {}", output.status, stderr(&output));
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
