//! Texts of any length in the built program: keys work, and few bytes are sent.

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::pty::{Connection, Session};
use common::{ICATLAS, command, copy, icatlas, stdout};
use tempfile::TempDir;

/// Ten times what a debug build takes for a key over 1 MB of text.
const PATIENCE: Duration = Duration::from_secs(10);

/// The frozen data with one more gap, the first of all.
fn with_gap(text: &str) -> TempDir {
    let data = copy();
    let gaps = data.path().join("gaps.ron");
    let others = fs::read_to_string(&gaps).unwrap();
    let gap = format!(
        "[(id: \"gap/prevention/9\", text: Verbatim(\"{text}\"), citations: [(document: \"document/icat-deck\", place: \
         Slide(\"Prevention GAPS\"))]),"
    );
    fs::write(&gaps, others.replacen('[', &gap, 1)).unwrap();
    data
}

/// 1 MB of numbered sentences, the last of which says so.
fn sentences() -> String {
    let sentences: Vec<String> =
        (1..14_000).map(|number| format!("{number}. Women and children are a part of them, and men.")).collect();
    let text = format!("Sentence {} and the last.", sentences.join(" "));
    assert!(text.len() > 700_000);
    text
}

fn started(data: &TempDir) -> Session {
    let connection = Connection { replies: true, ..Connection::default() };
    let session = Session::icatlas_over(connection, &["--data", data.path().to_str().unwrap()], 120, 40);
    session.wait_for_text("UNODC");
    session.settle();
    session
}

/// Presses keys until the screen shows a text, and returns the bytes received.
fn bytes_until(session: &Session, keys: &str, text: &str) -> usize {
    let (start, before) = (Instant::now(), session.received());
    session.send(keys);
    session.wait_for_text(text);
    assert!(start.elapsed() < PATIENCE, "{keys:?} takes {:?}", start.elapsed());
    session.settle();
    session.received() - before
}

#[test]
fn a_record_of_a_megabyte_can_be_read_searched_and_enlarged() {
    let session = started(&with_gap(&sentences()));
    for (keys, text) in [
        ("2", "▸9○Sentence 1. Women"),
        ("jjjkkk", "▸9○Sentence 1. Women"),
        ("\r", "Sentence 1. Women and children"),
        ("G", "and the last."),
        ("kkkkkkkkkkkkkkkkkkkk", "13970. Women"),
        ("g", "Sentence 1. Women and children are a part of them, and men. 2."),
        ("z", "them, and men. 4."),
        ("z\x1b", "UNODC"),
        ("x", "Crosswalk"),
        ("\x1b", "4 Overview"),
        ("/women", "/ women"),
        ("\x15sentence", "gap/prevention/9"),
    ] {
        let bytes = bytes_until(&session, keys, text);
        assert!(bytes < 20_000, "{bytes} bytes for {keys:?}");
    }
}

#[test]
fn a_letter_with_a_hundred_thousand_marks_is_sent_with_thirty() {
    let data = with_gap(&format!("Z{} marked", "\u{301}".repeat(100_000)));
    let session = started(&data);
    for (keys, text) in [
        ("2", "marked"),
        ("j", "▸1○Holistic"),
        ("k", "marked"),
        ("/marked", "/ marked"),
        ("\x1b", "4 Overview"),
        ("x", "Crosswalk"),
    ] {
        let bytes = bytes_until(&session, keys, text);
        assert!(bytes < 8_000, "{bytes} bytes for {keys:?}");
    }
    // A copy of the record has every mark.
    let shown = icatlas(&["show", "--json", "gap/prevention/9", "--data", data.path().to_str().unwrap()]);
    assert_eq!(stdout(&shown).matches('\u{301}').count() % 100_000, 0);
    assert!(stdout(&shown).contains('\u{301}'));
}

#[test]
fn a_title_of_a_megabyte_is_listed_whole_without_a_terminal() {
    let data = with_gap(&sentences());
    let listed = icatlas(&["list", "gap", "--data", data.path().to_str().unwrap()]);
    assert!(stdout(&listed).lines().next().unwrap().ends_with("and the last."));
}

#[test]
fn a_text_too_large_for_the_memory_is_reported_and_aborts_nothing() {
    let text = "Sentence after sentence. ".repeat(400_000);
    let data = with_gap(text.trim());
    let folder = data.path().to_str().unwrap();
    let mut codes = Vec::new();
    for mib in (40..=200).step_by(16) {
        let show = format!("{ICATLAS} --data {folder} show gap/prevention/9 >/dev/null");
        let script = format!("ulimit -c 0; ulimit -v {}; {show}", mib << 10);
        let output = command("bash").args(["-c", &script]).output().unwrap();
        codes.push(output.status.code());
        assert!([Some(0), Some(4)].contains(&output.status.code()), "{mib} MiB: {output:?}");
    }
    assert!(codes.contains(&Some(0)) && codes.contains(&Some(4)), "{codes:?}");
}
