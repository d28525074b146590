//! Types the look-ups of `tests/lookups.ron` and of `tests/as-typed.tsv` into icatlas and, if it is installed, into fzf over
//! the same records, one a line; those that the data hold no answer to are left out. Prints how many end with a right record
//! first or among the first three, and how many keys they take.
//!
//! The keys are counted in two ways. *Until it is first*: the letters after which a right record is first and stays first;
//! if none is first once everything is typed, all letters and a Down for each line above it. *Until it is selected*: the
//! fewest letters and Downs together. A look-up without a right record in the list counts as its letters in the first way,
//! and is left out of the second.
//!
//! `cargo bench --bench keystrokes`

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use icatlas::built_in;
use icatlas::search::Searcher;

#[path = "../tests/common/look_ups.rs"]
mod look_ups;
mod one_a_line;

use look_ups::LookUp;

fn main() {
    let fzf = Command::new("fzf").arg("--version").output().ok();
    match &fzf {
        Some(version) => println!("fzf {}", String::from_utf8_lossy(&version.stdout).trim()),
        None => println!("fzf is not installed: its columns stay empty"),
    }
    let deck = built_in::searcher(built_in::edition("2010-deck").unwrap());
    let default = built_in::searcher(built_in::atlas());
    for (name, look_ups) in [("tests/lookups.ron", look_ups::ours()), ("tests/as-typed.tsv", look_ups::as_typed())] {
        println!("\n{name}, the deck's edition");
        compare(&deck, &look_ups, fzf.is_some());
        println!("\n{name}, the default edition");
        let look_ups: Vec<LookUp> = look_ups.into_iter().map(LookUp::over_the_second_edition).collect();
        compare(&default, &look_ups, fzf.is_some());
    }
}

/// Types the look-ups into both programs and prints a line for each class.
fn compare(searcher: &Searcher, look_ups: &[LookUp], has_fzf: bool) {
    let lines: String = searcher.data().records().map(one_a_line::line).collect();
    let here = |typed: &str| -> Vec<String> {
        let found = searcher.search(&searcher.query(typed), usize::MAX);
        found.records(searcher.data()).map(|record| record.id().to_string()).collect()
    };
    let there = |typed: &str| if has_fzf { found_by_fzf(&lines, typed) } else { Vec::new() };
    let mut classes = BTreeMap::<&str, [Tally; 2]>::new();
    for look_up in look_ups.iter().filter(|look_up| !look_up.right.is_empty()) {
        let (icatlas, fzf) = (Keys::of(look_up, here), Keys::of(look_up, there));
        for class in [look_up.class.as_str(), "all"] {
            let [ours, theirs] = classes.entry(class).or_default();
            ours.add(&icatlas, &fzf);
            theirs.add(&fzf, &icatlas);
        }
    }
    println!(
        "{:12} {:>4}  {:^31}   {:^23}   {:^23}",
        "", "", "first / top 3", "keys until it is first", "until it is selected"
    );
    let columns = ["icatlas", "fzf"].map(|name| format!("{name:>15}")).concat();
    let keys = format!("{:>8}{:>7}{:>8}", "icatlas", "fzf", "ratio");
    println!("{:12} {:>4}  {columns}    {keys}   {keys}", "class", "all");
    let mut ratios = Vec::new();
    for (class, [icatlas, fzf]) in &classes {
        let firsts = |tally: &Tally| format!("{:9} /{:4}", tally.ends_first, tally.ends_among_three);
        let selected = ratio(icatlas.until_selected, fzf.until_selected);
        if *class != "all" && selected.is_finite() {
            ratios.push(selected);
        }
        println!(
            "{class:12} {:4}  {}{}    {:8.1}{:7.1}{:8.2}   {:8.1}{:7.1}{:8.2}",
            icatlas.all,
            firsts(icatlas),
            firsts(fzf),
            ratio(icatlas.until_first, icatlas.all),
            ratio(fzf.until_first, fzf.all),
            ratio(icatlas.until_first, fzf.until_first),
            ratio(icatlas.until_selected, icatlas.both_list),
            ratio(fzf.until_selected, fzf.both_list),
            selected
        );
    }
    let mean = ratios.iter().sum::<f64>() / f64::from(u32::try_from(ratios.len()).unwrap());
    println!("mean over classes, until it is selected: {mean:.3}");
}

/// The keys of a look-up in one of the programs.
struct Keys {
    /// Whether a right record is first once everything is typed.
    ends_first: bool,
    /// Whether a right record is among the first three then.
    ends_among_three: bool,
    /// Letters until a right record is first and stays first; if none is, all letters and a Down for each line above it.
    until_first: usize,
    /// Fewest keys that select a right record: letters, and a Down for each line above it. `None` if none is ever listed.
    until_selected: Option<usize>,
}

impl Keys {
    fn of(look_up: &LookUp, found: impl Fn(&str) -> Vec<String>) -> Self {
        let letters: Vec<char> = look_up.typed.chars().collect();
        let position = |length: usize| {
            let found = found(&letters[..length].iter().collect::<String>());
            found.iter().position(|id| look_up.right.iter().any(|right| right.as_str() == id))
        };
        let positions: Vec<(usize, Option<usize>)> =
            (1..=letters.len()).map(|length| (length, position(length))).collect();
        let end = positions.last().and_then(|(_, position)| *position);
        let stays = positions.iter().rev().take_while(|(_, position)| *position == Some(0)).count();
        Self {
            ends_first: end == Some(0),
            ends_among_three: end.is_some_and(|position| position < 3),
            until_first: if stays == 0 { letters.len() + end.unwrap_or(0) } else { letters.len() + 1 - stays },
            until_selected: positions.iter().filter_map(|(length, position)| Some(length + (*position)?)).min(),
        }
    }
}

/// The sums over the look-ups of a class in one of the programs.
#[derive(Default)]
struct Tally {
    all: usize,
    ends_first: usize,
    ends_among_three: usize,
    until_first: usize,
    /// Look-ups that both programs list; only these count in `until_selected`.
    both_list: usize,
    until_selected: usize,
}

impl Tally {
    fn add(&mut self, keys: &Keys, in_the_other: &Keys) {
        self.all += 1;
        self.ends_first += usize::from(keys.ends_first);
        self.ends_among_three += usize::from(keys.ends_among_three);
        self.until_first += keys.until_first;
        if let (Some(keys), Some(_)) = (keys.until_selected, in_the_other.until_selected) {
            self.both_list += 1;
            self.until_selected += keys;
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

fn found_by_fzf(lines: &str, typed: &str) -> Vec<String> {
    let command = Command::new("fzf").args(["--filter", typed]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut fzf = command.unwrap();
    fzf.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = fzf.wait_with_output().unwrap();
    let found = String::from_utf8_lossy(&output.stdout);
    found.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}
