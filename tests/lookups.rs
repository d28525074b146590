//! Look-ups typed letter by letter over the built-in data: how often a right record comes first, and after how many keys.
//! `cargo test --test lookups -- --nocapture` shows the figures.

#[path = "common/look_ups.rs"]
mod look_ups;

use std::collections::BTreeMap;

use icatlas::atlas::RecordId;
use icatlas::built_in;
use icatlas::search::{Found, Searcher};
use look_ups::{LookUp, as_typed, ours};

/// The search over the deck's edition, for which most look-ups were judged.
fn deck() -> Searcher {
    built_in::searcher(built_in::edition("2010-deck").unwrap())
}

/// The results of the look-ups of a class.
#[derive(Default)]
struct Tally {
    all: usize,
    first: usize,
    among_three: usize,
    keys: usize,
    letters: usize,
}

impl Tally {
    fn share(&self, part: usize) -> f64 {
        f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(self.all).unwrap())
    }

    /// The share of look-ups with a right record first.
    fn first(&self) -> f64 {
        self.share(self.first)
    }
}

/// Whether one of the first `most` records is right; if the data hold no answer, whether nothing is listed, or no record that
/// has all words: the heading above the first one then names those that it lacks.
fn is_right(searcher: &Searcher, found: &Found, right: &[RecordId], most: usize) -> bool {
    if right.is_empty() {
        return found.hits.first().is_none_or(|first| !found.has_all_words(first));
    }
    found.records(searcher.data()).take(most).any(|record| right.contains(record.id()))
}

/// The results by class, with those of all, and what was found instead of the right records.
fn results(searcher: &Searcher, look_ups: &[LookUp]) -> (BTreeMap<String, Tally>, Vec<String>) {
    let found = |typed: &str| searcher.search(&searcher.query(typed), 3);
    let mut classes = BTreeMap::<String, Tally>::new();
    let mut wrong = Vec::new();
    for LookUp { class, typed, right, .. } in look_ups {
        for id in right {
            assert!(searcher.data().get(id).is_some(), "{typed}: {id} is not in the data");
        }
        let whole = found(typed);
        let first = is_right(searcher, &whole, right, 1);
        let letters = typed.chars().count();
        // The number of keys after which a right record is first and stays first; all of them if none is.
        let beginnings = (1..=letters).map(|length| typed.chars().take(length).collect::<String>());
        let stays = beginnings.rev().take_while(|typed| is_right(searcher, &found(typed), right, 1)).count();
        for name in [class.as_str(), "all"] {
            let tally = classes.entry(name.to_owned()).or_default();
            tally.all += 1;
            tally.first += usize::from(first);
            tally.among_three += usize::from(is_right(searcher, &whole, right, 3));
            tally.keys += (letters + 1 - stays).min(letters);
            tally.letters += letters;
        }
        if !first {
            let instead = whole.record(0, searcher.data()).map_or("nothing".into(), |record| record.id().to_string());
            wrong.push(format!("{class}: {typed:?} found {instead}"));
        }
    }
    (classes, wrong)
}

fn print(classes: &BTreeMap<String, Tally>, wrong: &[String]) {
    println!("{:12} {:>4} {:>6} {:>6} {:>5} {:>7}", "class", "all", "first", "top 3", "keys", "letters");
    for (class, tally) in classes {
        println!(
            "{class:12} {:4} {:6.3} {:6.3} {:5.1} {:7.1}",
            tally.all,
            tally.first(),
            tally.share(tally.among_three),
            tally.share(tally.keys),
            tally.share(tally.letters)
        );
    }
    println!("{}\n", wrong.join("\n"));
}

#[test]
fn the_look_ups_are_of_all_classes() {
    let (classes, _) = results(&deck(), &ours());
    let all = classes["all"].all;
    assert!(all >= 300 && classes.len() > 10, "{all}");
    for (class, tally) in classes.iter().filter(|(class, _)| *class != "all") {
        assert!(tally.all >= 20 && tally.all * 3 <= all, "{class}: {}", tally.all);
    }
}

#[test]
fn the_right_record_comes_first() {
    assert_rates(&deck(), [ours(), as_typed()]);
}

#[test]
fn the_right_record_comes_first_in_the_second_edition() {
    let now = |look_ups: Vec<LookUp>| look_ups.into_iter().map(LookUp::over_the_second_edition).collect();
    assert_rates(&built_in::searcher(built_in::atlas()), [now(ours()), now(as_typed())]);
}

fn assert_rates(searcher: &Searcher, [ours, as_typed]: [Vec<LookUp>; 2]) {
    for (look_ups, least, least_of_class) in [(ours, 0.97, 0.9), (as_typed, 0.93, 0.83)] {
        let (classes, wrong) = results(searcher, &look_ups);
        print(&classes, &wrong);
        for (class, tally) in &classes {
            let least = if class == "all" { least } else { least_of_class };
            assert!(tally.first() >= least, "{class}: {} of {} stand first", tally.first, tally.all);
        }
    }
}

/// The rate is that of the search and the vocabulary before they were tuned over these look-ups.
#[test]
fn the_look_ups_of_the_second_edition_lead_to_its_records() {
    let searcher = built_in::searcher(built_in::atlas());
    let look_ups: Vec<LookUp> = ron::from_str(include_str!("lookups-2026.ron")).unwrap();
    let (classes, wrong) = results(&searcher, &look_ups);
    print(&classes, &wrong);
    assert!(classes["all"].all >= 80 && classes["all"].first() >= 0.9, "{} stand first", classes["all"].first);
}
