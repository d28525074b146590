//! What is taken for a typing error, and of which word: an ordinary word that is nearer was meant, and no word that leads to nothing.

use icatlas::built_in;
use icatlas::search::{Reading, is_common};

use super::{DECK, TODAY, corrections, finished, open, reading};

/// Typing errors of ordinary words that no record of the deck has, each with a word of the data that is farther away.
const OF_ORDINARY_WORDS: [&str; 5] = ["assoiated", "explaination", "configuation", "conersion", "sepculation"];

/// Regular forms of listed words, and words that were missing from the lists.
const REAL: [&str; 8] =
    ["sexting", "conformance", "deprecation", "intra", "adoptó", "biometrics", "idioms", "enforcer"];

#[test]
fn a_typing_error_of_an_ordinary_word_is_not_led_to_one_that_is_farther_away() {
    for typed in OF_ORDINARY_WORDS {
        let query = finished(typed);
        assert_eq!((corrections(&query), reading(&query)), (Vec::new(), Reading::Nowhere), "{typed}");
    }
    // One swap is nearer than one edit.
    for query in [open("interent"), finished("interent")] {
        assert!(!corrections(&query).contains(&"interest".to_owned()));
    }
}

#[test]
fn a_typing_error_of_a_word_of_the_data_is_still_one() {
    for (typed, meant) in [
        ("recomendation", "recommendation"),
        ("convetnion", "convention"),
        ("traffikcing", "trafficking"),
        ("traning", "training"),
        // One edit from “tracking” and “coronation”, which have other letters.
        ("trafcking", "trafficking"),
        ("cordnation", "coordination"),
        // None of them is a form of “traffic”, of a verb “member” or of the Spanish “secreta”.
        ("trafficing", "trafficking"),
        ("secretaary", "secretary"),
    ] {
        assert_eq!(corrections(&finished(typed)), [meant], "{typed}");
    }
}

#[test]
fn a_word_that_lost_a_letter_is_no_foreign_form_of_one_of_the_data() {
    let read = corrections(&finished("membes"));
    assert!(read.iter().any(|word| word.starts_with("member")), "{read:?}");
}

#[test]
fn an_ordinary_word_with_another_first_letter_was_not_meant() {
    // Owen and embers are one swap away.
    assert!(corrections(&finished("woen")).contains(&"women".to_owned()));
    assert!(corrections(&finished("mebers")).contains(&"members".to_owned()));
}

#[test]
fn a_letter_is_no_slip_for_a_figure() {
    let plan = TODAY.search(&TODAY.query("principel").finished(), 1).plan;
    assert_eq!(plan.corrections().flatten().collect::<Vec<_>>(), ["principle"]);
}

#[test]
fn a_word_that_lacks_letters_is_not_the_beginning_of_a_longer_one() {
    let plan = TODAY.search(&TODAY.query("trafcking"), 1).plan;
    assert_eq!(plan.corrections().flatten().collect::<Vec<_>>(), ["trafficking"], "an address has “traffickingen”");
}

#[test]
fn a_misspelt_word_of_an_entry_is_told_as_it_is_alone() {
    for (typed, meant) in
        [("human trafficing", "trafficking"), ("trafficing in persons", "trafficking"), ("hiden populations", "hidden")]
    {
        let read = corrections(&finished(typed));
        assert!(matches!(read.as_slice(), [read] if read.contains(meant)), "{typed}: {read:?}");
    }
    for typed in ["hidden population", "lesson learned", "human traffickers"] {
        assert!(corrections(&finished(typed)).is_empty(), "{typed} is another form");
    }
}

#[test]
fn a_regular_form_of_an_ordinary_word_is_no_typing_error() {
    for typed in REAL {
        assert!(corrections(&finished(typed)).is_empty(), "{typed}");
    }
    assert!(!is_common("statuses"));
    let searcher = built_in::searcher(built_in::atlas());
    let total = |typed: &str| searcher.search(&searcher.query(typed).finished(), 1).total;
    assert!(total("^status$") > 0 && total("statuses") >= total("^status$"), "the form finds the word");
}

#[test]
fn no_word_is_corrected_to_one_that_leads_to_no_record() {
    for data in [built_in::atlas(), built_in::edition(DECK).unwrap()] {
        let searcher = built_in::searcher(data);
        for typed in ["boko haram", "enforcre", "biometrc", "idiomsa"] {
            let query = searcher.query(typed).finished();
            let plan = searcher.search(&query, 1).plan;
            let corrected: Vec<String> = plan.corrections().flatten().cloned().collect();
            for word in &corrected {
                let found = searcher.search(&searcher.query(word).finished(), 1);
                assert!(found.total > 0, "{typed} is read as {word}");
            }
        }
    }
}
