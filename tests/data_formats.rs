//! Data formats: for each format a folder from the time when it was new, which every later version still reads.

mod common;

use std::path::{Path, PathBuf};

use common::exports::holds;
use common::{icatlas, stderr, stdout};
use serde_json::Value;

/// The folder in a format; next to it is the JSON of its records from the time when the format was new.
fn kept(format: u32, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/format-{format}{ending}"))
}

#[test]
fn every_format_still_gives_the_records_that_it_gave_when_it_was_new() {
    for format in 1..=icatlas::atlas::NEWEST_FORMAT {
        let folder = kept(format, "");
        let read = |arguments: &[&str]| {
            let output = icatlas(&[&["--data", folder.to_str().unwrap()], arguments].concat());
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            assert_eq!(stderr(&output), "", "this data is without a mistake");
            stdout(&output)
        };
        let before: Value = serde_json::from_str(&std::fs::read_to_string(kept(format, ".json")).unwrap()).unwrap();
        let now: Value = serde_json::from_str(&read(&["export"])).unwrap();
        let records = |json: &Value| json["records"].as_array().unwrap().clone();
        assert_eq!(records(&now).len(), records(&before).len());
        for (now, before) in records(&now).iter().zip(&records(&before)) {
            assert!(holds(now, before), "was\n{before:#}\nis\n{now:#}");
        }
        let count = records(&before).len();
        assert_eq!(read(&["check"]), format!("edition 2010-deck (20 October 2010): {count} records, no problems\n"));
        assert!(read(&["list", "gap"]).contains("gap/prosecution/1"));
    }
}
