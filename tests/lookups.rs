//! The look-ups of `lookups.ron`, typed letter by letter, over the built-in data: how often a right record comes
//! first, and after how many keys. `cargo test --test lookups -- --nocapture` shows the figures.

use std::collections::BTreeMap;

use icatlas::atlas::RecordId;
use icatlas::built_in;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookUp {
    class: String,
    typed: String,
    right: Vec<RecordId>,
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
}

#[test]
fn the_right_record_comes_first() {
    let searcher = built_in::searcher(built_in::atlas());
    let look_ups: Vec<LookUp> = ron::from_str(include_str!("lookups.ron")).unwrap();
    assert!(look_ups.len() >= 80);
    let found = |typed: &str| -> Vec<RecordId> {
        let found = searcher.search(&searcher.query(typed), 3);
        found.records(searcher.data()).map(|record| record.id().clone()).collect()
    };
    let mut classes = BTreeMap::<String, Tally>::new();
    let mut wrong = Vec::new();
    for LookUp { class, typed, right } in look_ups {
        for id in &right {
            assert!(searcher.data().get(id).is_some(), "{typed}: {id} is not in the data");
        }
        let ids = found(&typed);
        let first = ids.first().is_some_and(|id| right.contains(id));
        let letters = typed.chars().count();
        // The number of keys after which a right record is first and stays first; all of them if none is.
        let beginnings = (1..=letters).map(|length| typed.chars().take(length).collect::<String>());
        let stays =
            beginnings.rev().take_while(|typed| found(typed).first().is_some_and(|id| right.contains(id))).count();
        for name in [class.as_str(), "all"] {
            let tally = classes.entry(name.to_owned()).or_default();
            tally.all += 1;
            tally.first += usize::from(first);
            tally.among_three += usize::from(ids.iter().any(|id| right.contains(id)));
            tally.keys += (letters + 1 - stays).min(letters);
            tally.letters += letters;
        }
        if !first {
            wrong.push(format!(
                "{class}: {typed:?} found {}",
                ids.first().map_or("nothing".into(), ToString::to_string)
            ));
        }
    }
    println!("{:10} {:>4} {:>6} {:>6} {:>5} {:>7}", "class", "all", "first", "top 3", "keys", "letters");
    for (class, tally) in &classes {
        let mean = |sum| tally.share(sum);
        println!(
            "{class:10} {:4} {:6.3} {:6.3} {:5.1} {:7.1}",
            tally.all,
            tally.share(tally.first),
            tally.share(tally.among_three),
            mean(tally.keys),
            mean(tally.letters)
        );
    }
    println!("{}", wrong.join("\n"));
    let all = &classes["all"];
    assert!(all.share(all.first) >= 0.95, "only {} of {} stand first:\n{}", all.first, all.all, wrong.join("\n"));
}
