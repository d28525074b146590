//! The cost of wrong data, large data, sparse files, and queries of any length. Runs the built program and prints each
//! figure with its target.
//!
//! `cargo bench --bench data` (takes a minute or two)

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

#[path = "synthetic/mod.rs"]
mod synthetic;

/// Records of the large data set.
const LARGE: usize = 250_000;

/// Mistakes of one kind.
const MANY: usize = 20_000;

/// A kind of mistake: its name, how often it occurs, and the text of the events that have it.
type Mistakes = (&'static str, usize, fn(usize) -> String);

const MISTAKES: [Mistakes; 8] = [
    ("citations of one missing document", 4000, |n| events(n, |_, event| event.replace("icat-deck", "gone"))),
    ("citations of as many missing documents", MANY, |n| {
        events(n, |number, event| event.replace("icat-deck", &format!("gone-{number}")))
    }),
    ("ids that are used before", MANY, |n| events(n, |number, event| event.replace(&format!("x-{number}"), "x"))),
    ("ids of another kind", MANY, |n| events(n, |_, event| event.replace("event/", "function/"))),
    ("records that cite nothing", MANY, |n| {
        events(n, |_, event| format!("{}citations: []),\n", event.split("citations").next().unwrap_or_default()))
    }),
    ("misspelt fields", MANY, |n| events(n, |_, event| event.replace("text:", "txet:"))),
    ("misspelt fields in one line", MANY, |n| events(n, |_, event| event.replace("text:", "txet:")).replace('\n', " ")),
    ("unknown fields in one record", MANY, |n| {
        let fields = (0..n).map(|number| format!("z{number}: 1, ")).collect::<Vec<_>>().concat();
        events(1, |_, event| event.replace("title:", &(fields.clone() + "title:")))
    }),
];

fn events(count: usize, changed: impl Fn(usize, String) -> String) -> String {
    let event = |number| {
        format!(
            "(id: \"event/x-{number}\", title: Paraphrase(\"t\"), text: Verbatim(\"x\"), citations: [(document: \
             \"document/icat-deck\", place: Whole)]),\n"
        )
    };
    (0..count).map(|number| changed(number, event(number))).collect()
}

fn main() {
    for (what, count, text) in MISTAKES {
        let folder = deck();
        fs::create_dir(folder.path().join("events")).unwrap();
        fs::write(folder.path().join("events/wrong.ron"), format!("[\n{}]\n", text(count))).unwrap();
        let (took, message) = run(&["check", name(folder.path())]);
        println!("{count} {what}: {took:.2?} (at most 2 s); {message}");
    }
    let sparse = deck();
    fs::File::create(sparse.path().join("gaps.ron")).unwrap().set_len(10 << 30).unwrap();
    let (took, message) = run(&["--largest-file", "20480", "check", name(sparse.path())]);
    println!("a sparse file of 10 GB: {took:.2?} (at most 0.1 s); {message}");
    queries();
}

/// Prints how much longer the program takes for a long query than for one word, over a quarter of a million records.
fn queries() {
    let folder = TempDir::new().unwrap();
    synthetic::write(LARGE, folder.path()).unwrap();
    let data = name(folder.path());
    let (loading, _) = run(&["--data", data, "find", "refugees"]);
    println!("{LARGE} records, read, indexed and searched for a word: {loading:.2?}");
    let slashes: Vec<String> = (0..2000).map(|number| format!("x{number}/y")).collect();
    let short = vec!["a/".to_owned(); 85];
    let cited = vec!["cites:d".to_owned()];
    for (what, words) in
        [("2,000 words with a slash", slashes), ("85 words with a slash", short), ("a filter on any document", cited)]
    {
        let command = ["--data", data, "find", "-n", "1"];
        let (took, _) = run(&command.into_iter().chain(words.iter().map(String::as_str)).collect::<Vec<_>>());
        println!("{what}: {:.2?} more (at most 1 s)", took.saturating_sub(loading));
    }
}

fn deck() -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/2010-deck")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn name(folder: &Path) -> &str {
    folder.to_str().unwrap()
}

/// How long the program takes, and the last line of its messages.
fn run(arguments: &[&str]) -> (Duration, String) {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_icatlas"))
        .args(arguments)
        .stdout(Stdio::null())
        .env_remove("ICATLAS_DATA")
        .env_remove("ICATLAS_RESTRICTED")
        .output()
        .unwrap();
    let took = start.elapsed();
    let message = String::from_utf8_lossy(&output.stderr);
    (took, message.lines().last().unwrap_or_default().to_owned())
}
