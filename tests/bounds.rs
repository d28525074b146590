//! Input of any real or claimed size: its cost is bounded, and a sentence refuses data that does not fit into the
//! memory.

mod common;

use std::fs;
use std::process::Output;
use std::time::{Duration, Instant};

use common::{ICATLAS, command, copy, icatlas, stderr, stdout};

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

#[test]
fn every_command_reads_only_the_first_characters_of_a_query() {
    let remark = "only the first 256 characters count";
    for word in ["impunity ", "gap/prevention ", "é/ü|", "kind:gap "] {
        let query = word.repeat(5000);
        for command in [&["find", &query][..], &["find", "--json", &query], &["export", &query]] {
            let output = icatlas(command);
            assert!(stderr(&output).contains(remark), "{word}: {:.300}", stderr(&output));
            assert!(stderr(&output).len() < 2000);
        }
    }
    let (short, long) = ("x".repeat(256), "x".repeat(257));
    assert!(!stderr(&icatlas(&["find", &short])).contains(remark));
    assert!(stderr(&icatlas(&["find", &long])).contains(remark));
}

#[test]
fn thousands_of_words_are_too_long_a_query() {
    let words: Vec<String> = (0..2000).map(|number| format!("x{number}/y")).collect();
    let command: Vec<&str> = std::iter::once("find").chain(words.iter().map(String::as_str)).collect();
    let output = icatlas(&command);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("only the first 256 characters count"), "{}", stderr(&output));
}

#[test]
fn messages_shorten_a_very_long_word() {
    let long = "x".repeat(100_000);
    for command in [&["show", &long][..], &["cite", &long], &["list", &long], &["find", &long], &["export", &long]] {
        let start = Instant::now();
        let output = icatlas(command);
        assert!([Some(1), Some(2)].contains(&output.status.code()), "{command:.20?}");
        assert!(stderr(&output).len() < 2000 && start.elapsed() < Duration::from_secs(20), "{command:.20?}");
    }
}

#[test]
fn records_come_in_the_order_of_the_arguments_and_once() {
    let ids = |output: &Output| -> Vec<String> {
        let records: serde_json::Value = serde_json::from_str(&stdout(output)).unwrap();
        records["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    let all: Vec<String> =
        stdout(&icatlas(&["list", "gap"])).lines().map(|l| l.split('\t').next().unwrap().into()).collect();
    assert_eq!(ids(&icatlas(&["export", "gap"])), all, "records under one id in the order of the data");
    let named = ["gap/protection/1", "member/unodc", "gap/protection", "member/unodc", "gap/protection/1"];
    for command in ["export", "show"] {
        let mut arguments = vec![command];
        arguments.extend(named);
        if command == "show" {
            arguments.push("--json");
        }
        let found = ids(&icatlas(&arguments));
        assert_eq!(found[..2], ["gap/protection/1", "member/unodc"]);
        assert_eq!(found.iter().filter(|id| *id == "gap/protection/1").count(), 1);
        assert_eq!(found.len(), 1 + all.iter().filter(|id| id.starts_with("gap/protection/")).count());
    }
}

#[test]
fn a_list_keeps_its_lines_and_cells_in_ascii() {
    for kind in ["member", "document", "clause"] {
        let (as_it_is, ascii) = (icatlas(&["list", kind]), icatlas(&["--ascii", "list", kind]));
        let shape = |output: &Output| stdout(output).lines().map(|line| line.matches('\t').count()).collect::<Vec<_>>();
        assert!(stdout(&ascii).is_ascii());
        assert_eq!(shape(&as_it_is), shape(&ascii), "{kind}");
    }
}

#[test]
fn a_sparse_file_is_refused_without_allocating_its_length() {
    for (name, length) in [("gaps.ron", 10_u64 << 30), ("events.ron", 1 << 40), ("crosswalk.ron", 3 << 20)] {
        let folder = copy();
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        fs::File::options().write(true).open(folder.path().join(name)).unwrap().set_len(length).unwrap();
        let data = folder.path().to_str().unwrap();
        for command in [&["check"][..], &["find", "impunity"], &["export"]] {
            let arguments = [&["--data", data, "--largest-file", "1048576"], command].concat();
            let output = icatlas(&arguments);
            assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
            // The problem is reported where the hole begins.
            let location =
                format!("{name}:{}:1: the text holds U+0000, a control character: remove it", text.lines().count() + 1);
            assert!(stderr(&output).contains(&location), "{}", stderr(&output));
        }
    }
}

#[test]
fn a_long_binary_file_is_refused_at_its_first_such_byte() {
    let folder = copy();
    let mut bytes = "// é\n".repeat(600_000).into_bytes();
    bytes.extend(b"\xE9");
    bytes.extend("// é\n".repeat(600_000).into_bytes());
    fs::write(folder.path().join("gaps.ron"), bytes).unwrap();
    let told = stderr(&icatlas(&["check", folder.path().to_str().unwrap()]));
    assert!(told.contains("/gaps.ron:600001:1: the byte 0xE9 is not UTF-8: save the file as UTF-8"), "{told}");
}

/// Runs icatlas with this many KiB of memory.
fn with_memory(kilobytes: usize, arguments: &[&str]) -> Output {
    command("sh")
        .args(["-c", "ulimit -v \"$1\" && shift && exec \"$@\"", "sh", &kilobytes.to_string()])
        .arg(ICATLAS)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn data_too_large_for_the_memory_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    synthetic::write(12_000, folder.path()).unwrap();
    let data = folder.path().to_str().unwrap();
    let mut refused = 0;
    for kilobytes in [20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000, 80_000] {
        for command in [&["check"][..], &["find", "refugees"], &["--sources-only", "find", "refugees"], &["export"]] {
            let output = with_memory(kilobytes, &[&["--data", data], command].concat());
            let told = stderr(&output);
            match output.status.code() {
                Some(0) => {}
                Some(4) => {
                    refused += 1;
                    assert!(told.starts_with("icatlas: there is not enough memory"), "{told}");
                    assert_eq!(told.lines().count(), 1, "{told}");
                }
                other => panic!("{other:?} with {kilobytes} KiB of memory, {command:?}: {told}"),
            }
        }
    }
    assert!(refused > 3, "the least of these is too little: {refused} were refused");
    let enough = with_memory(1 << 20, &["--data", data, "check"]);
    assert_eq!(enough.status.code(), Some(0), "{}", stderr(&enough));
}
