//! Files and folders that cannot be read as data: reported like bad data, without waiting or endless reading.

mod common;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use common::bad::{assert_refused, assert_reported, reported};
use common::frames::frozen;
use common::{FROZEN, copy, copy_to, icatlas, stderr};
use icatlas::atlas::{Atlas, Data, LoadError};
use icatlas::formats::Format;
use tempfile::TempDir;

/// The byte order mark of UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The text of a file of the frozen data.
fn text_of(file: &str) -> String {
    fs::read_to_string(Path::new(FROZEN).join(file)).unwrap()
}

#[test]
fn invalid_utf_8_is_refused() {
    let folder = copy();
    fs::write(folder.path().join("contacts.ron"), b"[\n  \xff\n]").unwrap();
    assert_reported(&folder, "contacts.ron:2:3", "the byte 0xFF is not UTF-8: save the file as UTF-8\n");
}

#[test]
fn a_truncated_file_is_refused() {
    let whole = text_of("events.ron");
    for length in [10, 100, 400, 700, whole.len() - 2] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), &whole[..whole.floor_char_boundary(length)]).unwrap();
        let reported = reported(folder.path());
        assert!(reported.contains("/events.ron:"), "{reported}");
        assert!(
            reported.ends_with("\n1 problem in the data\n"),
            "one mistake is one problem, whatever links to it: {reported}"
        );
    }
}

#[test]
fn an_empty_file_is_refused() {
    for text in ["", " \n\n"] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        assert_reported(&folder, "events.ron", "the file is empty: write a list of records into it, or `[]`\n");
    }
}

#[test]
fn a_missing_file_is_reported() {
    let folder = copy();
    fs::remove_file(folder.path().join("events.ron")).unwrap();
    let reported = reported(folder.path());
    assert!(
        reported.contains(": the file events.ron is missing: add it; if there are no events, let it hold `[]`"),
        "{reported}"
    );
    assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
}

#[test]
fn a_misnamed_file_is_reported() {
    let folder = copy();
    fs::rename(folder.path().join("events.ron"), folder.path().join("event.ron")).unwrap();
    assert!(reported(folder.path()).contains("event.ron: not the name of a data file: rename it to events.ron"));
    // They are not reported as missing, too.
    for name in ["gap.ron", "Gaps.ron", "GAPS.ron"] {
        let folder = copy();
        fs::rename(folder.path().join("gaps.ron"), folder.path().join(name)).unwrap();
        let reported = reported(folder.path());
        assert!(
            reported.contains("rename it to gaps.ron") && reported.ends_with("\n1 problem in the data\n"),
            "{reported}"
        );
    }
}

#[test]
fn a_folder_without_data_is_one_problem() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.txt"), "ours").unwrap();
    let reported = reported(folder.path());
    assert!(reported.contains("no data files are in it: name the folder that holds edition.ron\n"), "{reported}");
    assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
}

/// Everything that an atlas exports.
fn exported(atlas: Atlas) -> Vec<u8> {
    let data = Data::from(atlas);
    let mut json = Vec::new();
    Format::Json.write(&data, &data.records().collect::<Vec<_>>(), &mut json).unwrap();
    json
}

/// Asserts that a folder holds the frozen data.
fn assert_good(folder: &Path) {
    let atlas = Atlas::load(folder).unwrap_or_else(|error| panic!("{error}"));
    assert!(exported(atlas) == exported(frozen()), "other data");
}

#[test]
fn hidden_files_are_no_data_in_any_folder() {
    let folder = copy();
    fs::create_dir(folder.path().join("gaps")).unwrap();
    fs::write(folder.path().join("gaps/more.ron"), "[]").unwrap();
    for inner in ["", "gaps/"] {
        let path = |name: &str| folder.path().join(format!("{inner}{name}"));
        // The lock of Emacs, the companion file of macOS, the swap file of vim, and the unfinished file of a killed export.
        symlink("analyst@host.4711:1290000000", path(".#gaps.ron")).unwrap();
        fs::write(path("._gaps.ron"), b"\0\x05\x16\x07\0\x02\0\0Mac OS X").unwrap();
        fs::write(path(".gaps.ron.swp"), "b0VIM 9.0").unwrap();
        fs::write(path(".ron"), "").unwrap();
        fs::create_dir(path(".folder.ron")).unwrap();
        fs::write(path(".unreadable.ron"), "").unwrap();
        fs::set_permissions(path(".unreadable.ron"), fs::Permissions::from_mode(0o000)).unwrap();
    }
    assert_good(folder.path());
    // A folder that somebody names may begin with a dot.
    let dotted = folder.path().join(".data");
    fs::create_dir(&dotted).unwrap();
    copy_to(&dotted);
    assert_good(&dotted);
}

/// Puts these bytes before each file of a folder.
fn begin_with(folder: &TempDir, bytes: &[u8]) {
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::write(&path, [bytes, &fs::read(&path).unwrap()].concat()).unwrap();
    }
}

#[test]
fn a_byte_order_mark_is_accepted_in_every_file_and_shifts_no_location() {
    let folder = copy();
    begin_with(&folder, MARK);
    assert_good(folder.path());
    for (text, at, what) in [
        ("[(idd: \"gap/prevention/1\"", "gaps.ron:1:3", "unknown field `idd`"),
        ("[\n (idd: \"gap/prevention/1\"", "gaps.ron:2:3", "unknown field `idd`"),
        ("[(id: \"gap\u{feff}\"", "gaps.ron:1:11", "not an id"),
    ] {
        let wrong = [MARK, text.as_bytes(), b", text: Verbatim(\"x\"), citations: [])]"].concat();
        fs::write(folder.path().join("gaps.ron"), wrong).unwrap();
        let reported = reported(folder.path());
        assert!(reported.contains(&format!("{at}: {what}")), "{reported}");
    }
    fs::write(folder.path().join("gaps.ron"), [MARK, b"[ \xFF"].concat()).unwrap();
    assert_reported(&folder, "gaps.ron:1:3", "the byte 0xFF is not UTF-8: save the file as UTF-8\n");
    fs::write(folder.path().join("gaps.ron"), MARK).unwrap();
    assert_reported(&folder, "gaps.ron", "the file is empty: write a list of records into it, or `[]`\n");
}

#[test]
fn a_file_in_utf_16_is_reported_as_such() {
    let text = text_of("events.ron");
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let folder = copy();
        let bytes: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(order).collect();
        fs::write(folder.path().join("events.ron"), bytes).unwrap();
        assert_reported(&folder, "events.ron", "the file is UTF-16: save it as UTF-8\n");
    }
}

#[test]
fn another_encoding_is_recognized_without_a_byte_order_mark() {
    let text = text_of("events.ron");
    let wide = || text.chars().map(u32::from);
    for (encoded, name) in [
        (text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), "UTF-16"),
        (text.encode_utf16().flat_map(u16::to_be_bytes).collect(), "UTF-16"),
        (wide().flat_map(u32::to_le_bytes).collect(), "UTF-32"),
        (wide().flat_map(u32::to_be_bytes).collect(), "UTF-32"),
    ] {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), encoded).unwrap();
        assert_reported(&folder, "events.ron", &format!("the file is {name}: save it as UTF-8\n"));
    }
}

#[test]
fn a_file_in_utf_32_is_reported_as_such() {
    for order in [u32::to_le_bytes, u32::to_be_bytes] {
        let folder = copy();
        let bytes: Vec<u8> = "\u{feff}[]".chars().map(u32::from).flat_map(order).collect();
        fs::write(folder.path().join("events.ron"), bytes).unwrap();
        assert_reported(&folder, "events.ron", "the file is UTF-32: save it as UTF-8\n");
    }
}

#[test]
fn further_byte_order_marks_are_ignored_too() {
    let folder = copy();
    begin_with(&folder, &[MARK, MARK, MARK].concat());
    assert_good(folder.path());
    fs::write(folder.path().join("gaps.ron"), [MARK, MARK, b"[ \xFF"].concat()).unwrap();
    assert_reported(&folder, "gaps.ron:1:3", "the byte 0xFF is not UTF-8: save the file as UTF-8\n");
}

#[test]
fn a_folder_that_does_not_exist_is_reported() {
    let folder = copy();
    let reported = reported(&folder.path().join("nowhere"));
    assert!(reported.contains("/nowhere: there is no such file or folder: name a folder"), "{reported}");
}

#[test]
fn a_file_instead_of_the_folder_is_reported() {
    let folder = copy();
    assert!(reported(&folder.path().join("gaps.ron")).contains("/gaps.ron: not a folder: name the folder"));
}

#[test]
fn a_fifo_is_refused_without_waiting_for_a_writer() {
    let folder = copy();
    let path = folder.path().join("events.ron");
    fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert!(reported(folder.path()).contains("/events.ron: not a regular file: put a file of records there"));
}

#[test]
fn a_hundred_thousand_nested_brackets_are_refused() {
    for text in
        ["[".repeat(100_000), "(".repeat(100_000), format!("[(id: {}", "[".repeat(100_000)), "/*".repeat(100_000)]
    {
        let folder = copy();
        fs::write(folder.path().join("events.ron"), text).unwrap();
        let reported = reported(folder.path());
        assert!(reported.contains("/events.ron:1:") && reported.len() < 2000, "{reported}");
    }
}

#[test]
fn a_kind_may_be_a_folder_of_files() {
    let folder = copy();
    fs::create_dir(folder.path().join("gaps")).unwrap();
    fs::rename(folder.path().join("gaps.ron"), folder.path().join("gaps/all.ron")).unwrap();
    assert_good(folder.path());
}

#[test]
fn a_hostile_folder_name_is_not_echoed_raw() {
    let reported = reported(Path::new("no\u{1b}[2Jwhere\u{202e}"));
    assert!(reported.contains("no<U+001B>[2Jwhere<U+202E>: there is no such"), "{reported}");
}

#[test]
fn every_command_refuses_bad_files_with_exit_code_3_and_the_same_message() {
    let folder = copy();
    fs::write(folder.path().join("contacts.ron"), b"[\n  \xff\n]").unwrap();
    fs::remove_file(folder.path().join("events.ron")).unwrap();
    assert_refused(folder.path());
    assert_refused(&folder.path().join("no\u{1b}[2Jwhere"));
}

#[test]
fn a_device_and_a_loop_of_links_are_refused_without_endless_reading() {
    let folder = copy();
    let file = |name: &str| folder.path().join(name);
    fs::remove_file(file("gaps.ron")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", file("gaps.ron")).unwrap();
    fs::remove_file(file("events.ron")).unwrap();
    std::os::unix::fs::symlink("events.ron", file("events.ron")).unwrap();
    std::os::unix::fs::symlink(".", file("members")).unwrap();
    let reported = reported(folder.path());
    assert!(reported.contains("gaps.ron: not a regular file"), "{reported}");
    assert!(reported.contains("events.ron: cannot be read"), "{reported}");
}

#[test]
fn the_limit_on_the_length_of_a_file_can_be_changed() {
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
fn a_file_that_changes_while_it_is_read_gives_an_error_or_valid_data() {
    let folder = copy();
    let path = folder.path().join("gaps.ron");
    let whole = fs::read(&path).unwrap();
    let good = exported(frozen());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut cut = 0;
            while !done.load(Ordering::Relaxed) {
                // Overwritten in place, as careless editors do.
                cut = (cut + 97) % whole.len();
                fs::write(&path, &whole[..cut]).unwrap();
                fs::write(&path, [&whole[..], &whole[..cut]].concat()).unwrap();
                fs::write(&path, &whole).unwrap();
            }
        });
        let read = std::panic::catch_unwind(|| (0..60).map(|_| Atlas::load(folder.path())).collect::<Vec<_>>());
        done.store(true, Ordering::Relaxed);
        for read in read.unwrap() {
            match read {
                Ok(atlas) => assert!(exported(atlas) == good, "other data"),
                Err(error) => assert!(matches!(error, LoadError::Data(_)), "{error}"),
            }
        }
    });
}
