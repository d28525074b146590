//! Thousands of mistakes: the first are reported in full, the rest counted, in about the time that reading takes.

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::{bad, copy};
use tempfile::TempDir;

const MANY: usize = 20_000;

/// Ten times the target, because the tests share their machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn event(number: usize) -> String {
    format!(
        "(id: \"event/x-{number}\", title: Paraphrase(\"t\"), text: Verbatim(\"x\"), citations: [(document: \
         \"document/icat-deck\", place: Slide(\"What is ICAT?\"))]),\n"
    )
}

/// The frozen data with further events.
fn with_events(events: &str) -> TempDir {
    let folder = copy();
    fs::create_dir(folder.path().join("events")).unwrap();
    fs::write(folder.path().join("events/more.ron"), format!("[\n{events}]\n")).unwrap();
    folder
}

fn reported(folder: &TempDir) -> String {
    let start = Instant::now();
    let reported = bad::reported(folder.path());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    reported
}

#[test]
fn of_twenty_thousand_mistakes_the_first_are_reported_and_the_rest_counted() {
    let events = (0..MANY).map(|number| match number % 4 {
        0 => event(number).replace("document/icat-deck", &format!("document/gone-{number}")),
        1 => event(number).replace("text:", "txet:"),
        2 => event(number).replace("event/x", "function/x"),
        _ => event(number).replace("Verbatim", "Verbatm"),
    });
    let reported = reported(&with_events(&events.collect::<String>()));
    assert!(
        reported.ends_with("\nand 19800 more, reported once these are fixed\n20000 problems in the data\n"),
        "{reported}"
    );
    assert_eq!(reported.matches("/events/more.ron:").count(), 200);
}

#[test]
fn thousands_of_wrong_files_are_reported_like_one() {
    let folder = with_events("");
    for number in 0..3000 {
        let path = folder.path().join(format!("events/{number}.ron"));
        match number % 3 {
            0 => fs::write(path, format!("[{}]", event(number).replace("text:", "txet:"))).unwrap(),
            1 => fs::write(path, b"[\xff]").unwrap(),
            _ => std::os::unix::fs::symlink("/nowhere", path).unwrap(),
        }
        fs::write(folder.path().join(format!("evnets-{number}.ron")), "").unwrap();
    }
    let reported = reported(&folder);
    assert!(
        reported.ends_with("\nand 5800 more, reported once these are fixed\n6000 problems in the data\n"),
        "{reported}"
    );
}

#[test]
fn locations_in_a_very_long_line_are_exact() {
    let events: String = (0..3000).map(|number| event(number).replace("\"t\"", "\"é人\"").replace('\n', " ")).collect();
    let wrong = events.replace("text:", "txet:");
    let columns: Vec<usize> =
        wrong.match_indices("txet:").take(100).map(|(at, _)| wrong[..at].chars().count() + 1).collect();
    let reported = reported(&with_events(&wrong));
    for column in columns {
        assert!(reported.contains(&format!("/events/more.ron:2:{column}: unknown field `txet`")), "{column}");
    }
}

#[test]
fn a_mistake_as_long_as_its_file_is_quoted_in_part() {
    let long = "x".repeat(1 << 20);
    for (what, events) in [
        ("unknown field", event(1).replace("text:", &format!("{long}:"))),
        ("is not one of", event(1).replace("Verbatim", &long)),
        ("is used before", event(1).replace("x-1", &long).repeat(2)),
        ("not in the data", event(1).replace("document/icat-deck", &format!("document/{long}"))),
    ] {
        let reported = reported(&with_events(&events));
        assert!(reported.contains(what) && reported.len() < 3000, "{} bytes: {reported:.3000}", reported.len());
    }
}
