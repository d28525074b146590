//! How the look-ups of `tests/lookups.ron` go, here and in fzf over the same records as lines: how many end with a right
//! answer first or among the first three, and how many keys they take. fzf is asked where it is installed.
//!
//! The keys are counted in two ways. *Until it is first*: the letters after which a right answer stands first and stays
//! there; where it does not stand there once all is typed, all letters, and Down for each line above it. *Until it is
//! selected*: the fewest letters and Downs together, by somebody who sees at once where it stands. What is not listed at
//! all counts as its letters in the first way, though they lead nowhere, and is left out of the second.
//!
//! `cargo bench --bench keystrokes`

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use icatlas::atlas::{Atlas, RecordId, VisibleRecord};
use icatlas::search::Searcher;
use serde::Deserialize;

#[derive(Deserialize)]
struct LookUp {
    class: String,
    typed: String,
    right: Vec<RecordId>,
}

fn main() {
    let searcher = Searcher::new(Atlas::embedded().unwrap());
    let look_ups: Vec<LookUp> = ron::from_str(include_str!("../tests/lookups.ron")).unwrap();
    let lines: String = searcher.data().records().map(line).collect();
    let fzf = Command::new("fzf").arg("--version").output().ok();
    match &fzf {
        Some(version) => println!("fzf {}", String::from_utf8_lossy(&version.stdout).trim()),
        None => println!("fzf is not installed: its columns stay empty"),
    }
    let here = |typed: &str| -> Vec<String> {
        let found = searcher.search(&searcher.query(typed), usize::MAX);
        found.records(searcher.data()).map(|record| record.id().to_string()).collect()
    };
    let there = |typed: &str| fzf.as_ref().map(|_| found_by_fzf(&lines, typed)).unwrap_or_default();
    let mut classes = BTreeMap::<&str, [Tally; 2]>::new();
    for look_up in &look_ups {
        let (icatlas, fzf) = (Keys::of(look_up, here), Keys::of(look_up, there));
        for class in [look_up.class.as_str(), "all"] {
            let [ours, theirs] = classes.entry(class).or_default();
            ours.add(&icatlas, &fzf);
            theirs.add(&fzf, &icatlas);
        }
    }
    println!(
        "{:10} {:>4}  {:^31}   {:^23}   {:^23}",
        "", "", "first / top 3", "keys until it is first", "until it is selected"
    );
    let columns = ["icatlas", "fzf"].map(|name| format!("{name:>15}")).concat();
    let keys = format!("{:>8}{:>7}{:>8}", "icatlas", "fzf", "ratio");
    println!("{:10} {:>4}  {columns}    {keys}   {keys}", "class", "all");
    for (class, [icatlas, fzf]) in &classes {
        let stands = |tally: &Tally| format!("{:9} /{:4}", tally.ends_first, tally.ends_among_three);
        println!(
            "{class:10} {:4}  {}{}    {:8.1}{:7.1}{:8.2}   {:8.1}{:7.1}{:8.2}",
            icatlas.all,
            stands(icatlas),
            stands(fzf),
            ratio(icatlas.until_first, icatlas.all),
            ratio(fzf.until_first, fzf.all),
            ratio(icatlas.until_first, fzf.until_first),
            ratio(icatlas.until_selected, icatlas.both_list),
            ratio(fzf.until_selected, fzf.both_list),
            ratio(icatlas.until_selected, fzf.until_selected)
        );
    }
    let [icatlas, fzf] = &classes["all"];
    println!(
        "Without the Downs, a look-up that does not end first counted as if its last letter had brought it up: {:.1}, {:.1}, {:.2}",
        ratio(icatlas.letters_until_first, icatlas.all),
        ratio(fzf.letters_until_first, fzf.all),
        ratio(icatlas.letters_until_first, fzf.letters_until_first)
    );
}

/// How a look-up went in one of the programs.
struct Keys {
    /// Whether a right answer stands first once all is typed.
    ends_first: bool,
    /// Whether one is among the first three then.
    ends_among_three: bool,
    /// The letters after which one stands first and stays there, and Down for each line above it where none does.
    until_first: usize,
    /// The letters alone, which are fewer than it takes where none stands first.
    letters_until_first: usize,
    /// The fewest keys that select one: letters, and Down for each line above it. Nothing if it is never listed.
    until_selected: Option<usize>,
}

impl Keys {
    fn of(look_up: &LookUp, found: impl Fn(&str) -> Vec<String>) -> Self {
        let letters: Vec<char> = look_up.typed.chars().collect();
        let place = |length: usize| {
            let found = found(&letters[..length].iter().collect::<String>());
            found.iter().position(|id| look_up.right.iter().any(|right| right.as_str() == id))
        };
        let places: Vec<(usize, Option<usize>)> = (1..=letters.len()).map(|length| (length, place(length))).collect();
        let end = places.last().and_then(|(_, place)| *place);
        let stays = places.iter().rev().take_while(|(_, place)| *place == Some(0)).count();
        Self {
            ends_first: end == Some(0),
            ends_among_three: end.is_some_and(|place| place < 3),
            until_first: if stays == 0 { letters.len() + end.unwrap_or(0) } else { letters.len() + 1 - stays },
            letters_until_first: (letters.len() + 1 - stays).min(letters.len()),
            until_selected: places.iter().filter_map(|(length, place)| Some(length + (*place)?)).min(),
        }
    }
}

/// How the look-ups of a class went in one of the programs.
#[derive(Default)]
struct Tally {
    all: usize,
    ends_first: usize,
    ends_among_three: usize,
    until_first: usize,
    letters_until_first: usize,
    /// How many are listed by both programs; only those count in `until_selected`.
    both_list: usize,
    until_selected: usize,
}

impl Tally {
    fn add(&mut self, keys: &Keys, in_the_other: &Keys) {
        self.all += 1;
        self.ends_first += usize::from(keys.ends_first);
        self.ends_among_three += usize::from(keys.ends_among_three);
        self.until_first += keys.until_first;
        self.letters_until_first += keys.letters_until_first;
        if let (Some(keys), Some(_)) = (keys.until_selected, in_the_other.until_selected) {
            self.both_list += 1;
            self.until_selected += keys;
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// A record as somebody would put it on a line for fzf: id, names, title and text.
fn line(record: VisibleRecord<'_>) -> String {
    let names = record.names().flat_map(|name| name.acronym.iter().chain(&name.name)).map(icatlas::atlas::Text::as_str);
    let body = record.body().joined().replace('\n', " ");
    format!("{}\t{} {body} {}\n", record.id(), record.title().first(), names.collect::<Vec<_>>().join(" "))
}

fn found_by_fzf(lines: &str, typed: &str) -> Vec<String> {
    let command = Command::new("fzf").args(["--filter", typed]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut fzf = command.unwrap();
    fzf.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = fzf.wait_with_output().unwrap();
    let found = String::from_utf8_lossy(&output.stdout);
    found.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}
