//! The frozen data files, and those of an edition that extends them, mutated many thousand times in their bytes and in their
//! structure: each time the result is an error
//! that can be printed, or a valid atlas that can be searched and exported. Never a panic.

mod common;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use common::{FROZEN, raw_line};
use fastrand::Rng;
use icatlas::atlas::Atlas;
use icatlas::formats::Format;
use icatlas::search::Searcher;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

/// Mutations of each sort by default.
const MUTATIONS: u32 = 4000;

/// Input that upsets parsers: brackets, quotes, escapes, numbers that overflow, invalid UTF-8.
const MORSELS: [&[u8]; 24] = [
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b",",
    b":",
    b"\\",
    b"/*",
    b"//",
    b"\n",
    b"\0",
    b"\xff",
    b"\x1b[2J",
    b"r#\"",
    b"\\u{110000}",
    b"99999999999999999999999",
    b"-1",
    b"Some(",
    b"None",
    b"\"\"",
    "\u{202e}".as_bytes(),
];

fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<_> = fs::read_dir(FROZEN).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap())).collect()
}

/// Changes some bytes: flips, removes, inserts, doubles or cuts off.
fn in_bytes(random: &mut Rng, bytes: &mut Vec<u8>) {
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..=bytes.len().saturating_sub(1));
        let end = (at + random.usize(1..40)).min(bytes.len());
        match random.u8(..5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, MORSELS[random.usize(..MORSELS.len())].iter().copied())),
            3 => {
                let again = bytes[at..end].to_vec();
                drop(bytes.splice(end..end, again));
            }
            _ if random.u8(..8) == 0 => bytes.truncate(at),
            _ => {}
        }
    }
}

/// Changes the parts between commas: swaps, doubles, removes, takes from another file, nests.
fn in_structure(random: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    for _ in 0..random.usize(1..3) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut parts: Vec<String> = text.split_inclusive([',', '(', ')', '[', ']']).map(String::from).collect();
        let (one, two) = (random.usize(..parts.len()), random.usize(..parts.len()));
        match random.u8(..6) {
            0 => parts.swap(one, two),
            1 => {
                let again = parts[one].clone();
                parts.insert(two, again);
            }
            2 => drop(parts.remove(one)),
            3 => {
                let foreign = String::from_utf8_lossy(other).into_owned();
                let foreign: Vec<&str> = foreign.split_inclusive([',', '(', ')']).collect();
                foreign[random.usize(..foreign.len())].clone_into(&mut parts[one]);
            }
            4 => parts[one] = format!("{}{}", "[".repeat(random.usize(1..300)), parts[one]),
            _ => {
                let (from, to) = (one.min(two), one.max(two));
                let run = parts[from..to.min(from + 30)].to_vec();
                drop(parts.splice(from..from, run));
            }
        }
        *bytes = parts.concat().into_bytes();
    }
}

fn assert_an_error_or_an_atlas(folder: &Path, what: &str) -> bool {
    match Atlas::load(folder) {
        Ok(atlas) => {
            let searcher = Searcher::new(atlas);
            let records: Vec<_> = searcher.data().records().collect();
            Format::Json.write(searcher.data(), &records, &mut std::io::sink()).unwrap();
            let found = searcher.search(&searcher.query("trafficking persons"), 10);
            assert!(found.hits.len() <= records.len(), "{what}");
            true
        }
        Err(problems) => {
            let told = problems.to_string();
            assert_eq!(raw_line(&told), None, "{what}");
            assert!(told.contains(".ron") || told.contains("missing"), "{what}: {told}");
            false
        }
    }
}

/// An edition that changes the frozen data in each way.
fn changes() -> Vec<(PathBuf, Vec<u8>)> {
    let cited = "citations: [(document: \"document/icat-deck\", place: Whole)]";
    let files = [
        ("edition.ron", "(name: \"mine\", date: \"2026\", schema: 3, extends: \"2010-deck\")".to_owned()),
        (
            "gaps.ron",
            format!(
                "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Other\"), // )\n\
                 (replaces: Record, id: \"gap/prevention/2\", text: Verbatim(\"x\"), {cited},),\n\
                 (id: \"gap/prevention/9\", text: Verbatim(\"new\"), {cited})]"
            ),
        ),
        ("members.ron", "[(id: \"member/unodc\", acronym: \"U\", names: [], replaces: Fields,)]".to_owned()),
        ("recommendations.ron", "[(id: \"rec/prevention/2\", withdrawn: \"why\")]".to_owned()),
        (
            "crosswalk.ron",
            "[(from: \"rec/prevention/2\", relation: Answers, to: \"gap/prevention/3\", withdrawn: \"why\"),\n\
             (from: \"rec/prevention/1\", relation: Answers, to: \"gap/prevention/2\", replaces: Fields, reason: \"x\")]"
                .to_owned(),
        ),
        ("vocabulary.ron", "[(terms: [\"zzyzx\"], records: [\"gap/prevention/9\"])]".to_owned()),
    ];
    files.map(|(name, text)| (name.into(), text.into_bytes())).to_vec()
}

/// Mutates these files in a folder, each time by the numbers that follow from a seed.
fn mutate(
    seeds: &'static str,
    folder: &TempDir,
    files: &[(PathBuf, Vec<u8>)],
    mutation: impl Fn(&mut Rng, &mut Vec<u8>, &[u8]),
) {
    let valid = Cell::new(0);
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let mutated = |seed| {
        let mut random = Rng::with_seed(seed);
        let (name, bytes) = &files[random.usize(..files.len())];
        let mut mutated = bytes.clone();
        let other = &files[random.usize(..files.len())].1;
        mutation(&mut random, &mut mutated, other);
        let path = folder.path().join(name);
        fs::write(&path, mutated).unwrap();
        valid.set(valid.get() + u32::from(assert_an_error_or_an_atlas(folder.path(), &format!("seed {seed}"))));
        fs::write(&path, bytes).unwrap();
        Ok(())
    };
    let config = common::cases(MUTATIONS, seeds);
    let mutations = config.cases;
    let tried = TestRunner::new(config).run(&any::<u64>().no_shrink(), mutated);
    tried.unwrap_or_else(|failure| panic!("{failure}"));
    // Both outcomes occur: some mutations do no harm, most do.
    let valid = valid.get();
    assert!(valid > 0 && valid < mutations / 2, "{valid} of {mutations} are valid");
}

#[test]
fn mutated_bytes_give_an_error_or_an_atlas() {
    let seeds = "proptest-regressions/tests/mutations-of-bytes.txt";
    mutate(seeds, &TempDir::new().unwrap(), &files(), |random, bytes, _| in_bytes(random, bytes));
}

#[test]
fn mutated_structure_gives_an_error_or_an_atlas() {
    let seeds = "proptest-regressions/tests/mutations-of-structure.txt";
    mutate(seeds, &TempDir::new().unwrap(), &files(), in_structure);
}

#[test]
fn a_mutated_edition_that_extends_another_gives_an_error_or_an_atlas() {
    let folder = TempDir::new().unwrap();
    let base = folder.path().join("2010-deck");
    fs::create_dir(&base).unwrap();
    common::copy_to(&base);
    let seeds = "proptest-regressions/tests/mutations-of-changes.txt";
    mutate(seeds, &folder, &changes(), |random, bytes, other| {
        if random.bool() { in_bytes(random, bytes) } else { in_structure(random, bytes, other) }
    });
}
