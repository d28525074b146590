//! Windows of any claimed size: memory is bounded and keys work. The built program in a real pseudo-terminal.

mod common;

use common::pty::{Session, most_memory, private_memory};

/// More than a frame of the largest size needs, in KiB; a frame of the claimed size takes gigabytes.
const ENOUGH: u64 = 16 << 10;

#[test]
fn a_window_that_claims_to_be_huge_takes_no_more_memory_than_a_large_one() {
    for (width, height) in [(4000, 4000), (10_000, 10_000), (65_535, 65_535), (65_535, 1), (1, 65_535), (65_535, 40)] {
        for restricted in [&[][..], &["--restricted"]] {
            let mut session = Session::icatlas(restricted, 120, 40);
            session.wait_for_text("UNODC");
            let before = most_memory(session.process());
            session.resize(width, height);
            session.send("G");
            if width > 1 && height > 1 {
                session.wait_for_text("▸Lorem Bureau");
                session.send("/impunity");
                session.wait_for_text("/ impunity");
                session.send("\x1b");
            }
            session.resize(120, 40);
            session.wait_for("the dashboard", |screen| {
                screen.contents().contains("▸Lorem Bureau") && !screen.contents().contains("/ impunity")
            });
            let more = most_memory(session.process()) - before;
            assert!(more < ENOUGH, "{width}x{height}: {more} KiB more");
            session.send("q");
            assert_eq!(session.wait().exit_code(), 0, "{width}x{height}");
            session.assert_restored();
        }
    }
}

#[test]
fn a_session_starts_in_a_window_that_claims_to_be_huge() {
    let mut session = Session::icatlas(&[], 65_535, 65_535);
    session.wait_for_text("UNODC");
    assert!(most_memory(session.process()) < 4 * ENOUGH, "{} KiB", most_memory(session.process()));
    session.send("q");
    assert_eq!(session.wait().exit_code(), 0);
    session.assert_restored();
}

#[test]
fn memory_is_freed_when_a_window_shrinks() {
    let session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    let before = private_memory(session.process());
    for round in 0..3 {
        for (size, key, shown) in [((4000, 4000), "G", "▸Lorem Bureau"), ((80, 24), "g", "▸UNODC")] {
            session.resize(size.0, size.1);
            session.send(key);
            session.wait_for_text(shown);
        }
        let more = private_memory(session.process()).saturating_sub(before);
        assert!(more < 1024, "round {round}: {more} KiB more");
    }
}

#[test]
fn without_memory_for_a_frame_the_session_ends_with_the_reason() {
    let mut session = Session::icatlas(&[], 80, 24);
    session.wait_for_text("UNODC");
    let status = std::fs::read_to_string(format!("/proc/{}/status", session.process())).unwrap();
    let virtual_memory = status.lines().find_map(|line| line.strip_prefix("VmSize:")).unwrap();
    let kib: u64 = virtual_memory.trim().trim_end_matches(" kB").parse().unwrap();
    // Enough memory for everything but the largest frame.
    let limit = Some((kib + 1024) << 10);
    let process = rustix::process::Pid::from_raw(i32::try_from(session.process()).unwrap());
    let limit = rustix::process::Rlimit { current: limit, maximum: limit };
    rustix::process::prlimit(process, rustix::process::Resource::As, limit).unwrap();
    session.resize(4000, 4000);
    assert_eq!(session.wait().exit_code(), 4);
    session.assert_restored();
    assert!(session.contents().contains("not enough memory"), "{}", session.contents());
}
