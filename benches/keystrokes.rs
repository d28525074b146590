//! How many keys the look-ups of `tests/lookups.ron` take until a right answer stands first, here and in fzf over the same
//! records as lines. fzf is asked where it is installed.
//!
//! `cargo bench --bench keystrokes`

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use icatlas::atlas::{Atlas, Record, RecordId};
use icatlas::search::Searcher;
use serde::Deserialize;

#[derive(Deserialize)]
struct LookUp {
    class: String,
    typed: String,
    right: Vec<RecordId>,
}

fn main() {
    let atlas = Arc::new(Atlas::embedded().unwrap());
    let searcher = Searcher::new(Arc::clone(&atlas));
    let look_ups: Vec<LookUp> = ron::from_str(include_str!("../tests/lookups.ron")).unwrap();
    let lines: String = atlas.records().iter().map(line).collect();
    let fzf = Command::new("fzf").arg("--version").output().ok();
    match &fzf {
        Some(version) => println!("fzf {}", String::from_utf8_lossy(&version.stdout).trim()),
        None => println!("fzf is not installed: its columns stay empty"),
    }
    let here = |typed: &str| {
        let hits = searcher.search(&searcher.query(typed), 1).hits;
        hits.first().map(|hit| atlas.records()[hit.record].id.to_string())
    };
    let there = |typed: &str| fzf.as_ref().and_then(|_| first_of_fzf(&lines, typed));
    // For each class: the look-ups, and for either program those that are found at all and the sum of their keys. What is
    // never first counts as all of its letters.
    let mut classes = BTreeMap::<&str, [usize; 5]>::new();
    for look_up in &look_ups {
        let (hits_icatlas, cost_icatlas) = keys(look_up, here);
        let (hits_fzf, cost_fzf) = keys(look_up, there);
        for class in [look_up.class.as_str(), "all"] {
            let sums = classes.entry(class).or_default();
            let more = [1, usize::from(hits_icatlas), cost_icatlas, usize::from(hits_fzf), cost_fzf];
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    println!("{:10} {:>4} {:>14} {:>14} {:>7}", "class", "all", "icatlas", "fzf", "ratio");
    for (class, [all, hits_icatlas, cost_icatlas, hits_fzf, cost_fzf]) in classes {
        let mean = |keys| ratio(keys, all);
        println!(
            "{class:10} {all:4} {hits_icatlas:5} {:5.1} keys {hits_fzf:5} {:5.1} keys {:4.2}",
            mean(cost_icatlas),
            mean(cost_fzf),
            ratio(cost_icatlas, cost_fzf)
        );
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// Whether a look-up ends with a right answer first, and the keys after which one stands first for the first time.
fn keys(look_up: &LookUp, first: impl Fn(&str) -> Option<String>) -> (bool, usize) {
    let letters: Vec<char> = look_up.typed.chars().collect();
    let is_right = |length: &usize| {
        let found = first(&letters[..*length].iter().collect::<String>());
        found.is_some_and(|id| look_up.right.iter().any(|right| right.as_str() == id))
    };
    let keys = (1..=letters.len()).find(is_right);
    (is_right(&letters.len()), keys.unwrap_or(letters.len()))
}

/// A record as somebody would put it on a line for fzf: id, names, title and text.
fn line(record: &Record) -> String {
    let names =
        record.names.iter().flat_map(|name| name.acronym.iter().chain(&name.name)).map(icatlas::atlas::Text::as_str);
    let body = record.body().joined().replace('\n', " ");
    format!("{}\t{} {body} {}\n", record.id, record.title.first(), names.collect::<Vec<_>>().join(" "))
}

fn first_of_fzf(lines: &str, typed: &str) -> Option<String> {
    let mut fzf =
        Command::new("fzf").args(["--filter", typed]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    fzf.stdin.take()?.write_all(lines.as_bytes()).ok()?;
    let output = fzf.wait_with_output().ok()?;
    let found = String::from_utf8_lossy(&output.stdout);
    found.lines().next()?.split('\t').next().map(str::to_owned)
}
