//! A word finds what it means and nothing that only looks like it: other forms of whole words, short words, acronyms, contractions,
//! joined words of addresses. Over the deck's edition of the built-in
//! data.

#[path = "words_as_meant/abbreviations.rs"]
mod abbreviations;
mod common;
#[path = "words_as_meant/corrections.rs"]
mod corrections_of_words;
#[path = "words_as_meant/entries.rs"]
mod entries;
#[path = "words_as_meant/figures.rs"]
mod figures;
#[path = "words_as_meant/forms.rs"]
mod forms;
#[path = "words_as_meant/reasons.rs"]
mod reasons;
#[path = "words_as_meant/titles.rs"]
mod titles;

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use common::{DECK, deck_icatlas, stderr, stdout};
use icatlas::atlas::{Filter, Group};
use icatlas::built_in;
use icatlas::search::{Closeness, Query, Reading, Searcher, is_common};

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| built_in::searcher(built_in::edition(DECK).unwrap()));

/// Over the edition of 2026, for what the deck's has not.
static TODAY: LazyLock<Searcher> = LazyLock::new(|| built_in::searcher(built_in::edition("2026").unwrap()));

/// A query as it is typed on the screen, and as it is given on the command line, with its last word finished.
fn open(typed: &str) -> Query {
    SEARCHER.query(typed)
}

fn finished(typed: &str) -> Query {
    SEARCHER.query(typed).finished()
}

/// The ids of the records found, best first.
fn found(query: &Query) -> Vec<String> {
    let found = SEARCHER.search(query, usize::MAX);
    found.records(SEARCHER.data()).map(|record| record.id().to_string()).collect()
}

/// The ids of the records of 2026 found with the last word finished, best first.
fn found_in_2026(typed: &str) -> Vec<String> {
    let found = TODAY.search(&TODAY.query(typed).finished(), usize::MAX);
    found.records(TODAY.data()).map(|record| record.id().to_string()).collect()
}

/// How each unit of a query is read.
fn readings(query: &Query) -> Vec<(String, Reading)> {
    let found = SEARCHER.search(query, 1);
    found.plan.readings().map(|(typed, reading)| (typed.to_owned(), reading.clone())).collect()
}

/// How the only unit of a query is read.
fn reading(query: &Query) -> Reading {
    readings(query).remove(0).1
}

/// The words that the only unit of a query is corrected to.
fn corrections(query: &Query) -> Vec<String> {
    SEARCHER.search(query, 1).plan.corrections().flatten().cloned().collect()
}

/// The words of the data files in small letters.
fn words_of_the_data() -> BTreeSet<String> {
    let paths = fs::read_dir("data/2010-deck").unwrap().map(|file| file.unwrap().path());
    let texts = paths.map(|path| fs::read_to_string(path).unwrap());
    let words =
        texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>());
    words.filter(|word| word.is_ascii()).collect()
}

/// The singular of a regular plural.
fn singular(plural: &str) -> Option<String> {
    match plural.strip_suffix("ies") {
        Some(stem) => Some(format!("{stem}y")),
        None => plural.strip_suffix('s').map(str::to_owned),
    }
}

#[test]
fn each_ordinary_singular_finds_the_records_with_its_plural() {
    let mut tried = 0;
    for plural in words_of_the_data() {
        let Some(singular) = singular(&plural).filter(|word| word.len() >= 4 && is_common(word)) else { continue };
        let with_plural = found(&finished(&format!("^{plural}$")));
        if with_plural.is_empty() || !is_common(&plural) || plural.ends_with("ss") || plural.ends_with("us") {
            continue;
        }
        // A function word is passed over.
        if readings(&finished(&format!("{singular} police"))).len() < 2 {
            continue;
        }
        for query in [open(&singular), finished(&singular)] {
            let found = found(&query);
            let missing: Vec<_> = with_plural.iter().filter(|id| !found.contains(id)).collect();
            assert!(missing.is_empty(), "{singular}, with {plural} in {missing:?}");
        }
        tried += 1;
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn a_finished_word_finds_its_longer_forms_below_the_word_as_typed() {
    for word in ["drug", "resource", "measure", "right", "nation", "actor", "effort", "structure", "standard", "cause"]
    {
        assert_eq!(reading(&finished(word)), Reading::AsTyped, "{word}");
        assert!(!found(&finished(word)).is_empty(), "{word}");
    }
    let query = finished("victim");
    let found = SEARCHER.search(&query, usize::MAX);
    let best = |hit| SEARCHER.explain(&query, &found.plan, hit).remove(0).best.unwrap().closeness;
    assert!(found.hits.iter().map(best).is_sorted_by(|before, after| before >= after));
}

#[test]
fn a_word_below_four_letters_is_not_corrected() {
    for word in ["CoE", "IPU", "DPA", "DEA", "icr", "ENA", "UCH", "iol"] {
        for query in [open(word), finished(word)] {
            assert_eq!(corrections(&query), [""; 0], "{word}");
        }
    }
    assert_eq!(corrections(&open("impnty")), ["impunity"], "with letters left out");
}

#[test]
fn a_finished_word_is_corrected_to_whole_words_only() {
    for word in ["Opfer", "Genf", "Polen", "Waly", "insan", "hotl", "extarditi", "impn"] {
        for corrected in corrections(&finished(word)) {
            let letters = word.chars().count();
            let more = corrected.chars().count().saturating_sub(letters);
            assert!(more <= if letters < 9 { 1 } else { 2 }, "{word}: {corrected}");
        }
    }
    assert!(!corrections(&finished("hotl")).contains(&"holistic".to_owned()));
    assert_eq!(corrections(&finished("extarditi")), ["extradite"]);
    assert_eq!(corrections(&open("extarditi")), ["extradition"], "while it is being typed");
    assert_eq!(corrections(&finished("impunty")), ["impunity"]);
}

#[test]
fn an_ordinary_word_alone_begins_no_term_of_the_trade() {
    for word in ["letter", "issue", "goal", "paper", "case", "home", "hand", "fine", "street", "table", "cost", "force"]
    {
        let begun = found(&open(word));
        let whole = found(&finished(word));
        let led_to: Vec<_> = begun.iter().filter(|id| !whole.contains(id)).collect();
        let begins = found(&finished(&format!("^{word}")));
        assert!(led_to.iter().all(|id| begins.contains(id)), "{word}: {led_to:?}");
    }
    assert!(!found(&open("home cou")).is_empty(), "several words begin one");
    assert!(found(&open("pover")).contains(&"rec/prevention/1".to_owned()), "no word begins one");
}

#[test]
fn a_function_word_in_capitals_is_an_acronym_and_said_to_be_missing() {
    for typed in ["WHO guidelines", "WHO", "does IT help", "is WHO a member"] {
        let acronym = typed.split(' ').find(|word| *word == word.to_uppercase() && word.len() > 1).unwrap();
        let read = readings(&finished(typed));
        assert!(read.contains(&(acronym.to_owned(), Reading::Nowhere)), "{typed}: {read:?}");
        let output = deck_icatlas(&["find", typed]);
        assert!(stderr(&output).contains(&format!("“{acronym}”")), "{typed}: {}", stderr(&output));
    }
    assert!(found(&finished("WHO")).is_empty() && found(&open("WHO")).is_empty());
    assert_eq!(readings(&finished("WHO IS A MEMBER")).len(), 1, "all in capitals it is a question");
    assert!(!found(&finished("\"who\"")).is_empty(), "in quotation marks it is a word");
}

#[test]
fn contractions_are_function_words() {
    for word in
        ["isn't", "aren’t", "who's", "doesn't", "can’t", "don't", "what're", "who'd", "it'll", "we'll", "I'd", "won't"]
    {
        let read = readings(&finished(&format!("{word} member")));
        assert_eq!(read.len(), 1, "{word}: {read:?}");
        assert_eq!(read[0].0, "member", "{word}");
    }
    assert_eq!(readings(&finished("id member")).len(), 2, "without its apostrophe it is another word");
}

#[test]
fn joined_words_of_addresses_are_neither_offered_nor_corrected_to() {
    for typed in ["lost", "iolu", "unes", "unsyst", "lospi", "iomlutt", "unsystm"] {
        let offered = SEARCHER.nearest_words(typed);
        let corrected = [corrections(&open(typed)), corrections(&finished(typed))].concat();
        for word in offered.iter().chain(&corrected) {
            let is_joined = ["lospilares", "iomlutte", "unsysteme"].iter().any(|joined| word.starts_with(joined));
            assert!(!is_joined, "{typed}: {word}");
        }
    }
    assert!(!found(&finished("un-systeme")).is_empty(), "as it is written, it is found");
}

#[test]
fn words_that_mean_a_filter_or_a_sign_are_answered_with_how_to_write_it() {
    for (typed, instead) in [
        ("before 2008", "“before:2008”"),
        ("meetings after july 2010", "“after:2010-07”"),
        ("avant 30 july 2010", "“before:2010-07-30”"),
        ("without police", "“!police”"),
        ("victims without the police", "“!police”"),
        ("women NOT men", "“!men”"),
        ("police OR training", "“police | training”"),
    ] {
        let found = SEARCHER.search(&finished(typed), 1);
        assert!(found.plan.remarks().join("\n").contains(instead), "{typed}: {:?}", found.plan.remarks());
        assert!(!readings(&finished(typed)).iter().any(|(word, _)| word == "OR"), "{typed}");
    }
    for typed in ["before trial", "without", "!without police", "before:2008", "2008"] {
        let found = SEARCHER.search(&finished(typed), 1);
        assert!(!found.plan.remarks().join("\n").contains("write “"), "{typed}: {:?}", found.plan.remarks());
    }
}

#[test]
fn a_unit_is_not_united() {
    assert!(!found(&finished("unit")).contains(&"member/undp".to_owned()), "{:?}", found(&finished("unit")));
    assert!(found(&finished("unite")).contains(&"member/undp".to_owned()));
}

#[test]
fn related_records_are_said_to_come_last_only_where_they_do() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in ["labour exploitation minors", "shelter legal"] {
        let found = SEARCHER.search(&finished(typed), 1);
        assert!(found.hits[0].units != 0 && found.hits[0].related != 0, "{typed}");
        assert!(remarks(typed).contains("in no record: some records are about a related idea"), "{}", remarks(typed));
    }
    assert!(
        remarks("shelter").contains("in no record: records about a related idea come last"),
        "{}",
        remarks("shelter")
    );
}

#[test]
fn the_short_forms_of_a_kind_find_its_records() {
    for (typed, kind) in
        [("recs", "recommendation"), ("docs", "document"), ("doc", "document"), ("pubs", "publication")]
    {
        let found = deck_icatlas(&["find", typed]);
        let first = stdout(&found).lines().next().unwrap_or_default().to_owned();
        assert_eq!(first.split('\t').nth(1), Some(kind), "{typed}: {first} {}", stderr(&found));
    }
}

#[test]
fn ordinary_french_words_are_not_corrected() {
    for typed in
        ["instamment", "coûts", "couts", "vivement", "dûment", "efficacement", "renforcement", "préoccupations"]
    {
        for query in [open(typed), finished(typed)] {
            assert_eq!(corrections(&query), [""; 0], "{typed}");
        }
    }
}

#[test]
fn not_excludes_nothing_and_the_search_says_so() {
    let told = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    assert_eq!(told("children not women"), "“not” excludes nothing: write “!women”");
    assert_eq!(told("who did not take part in tokyo"), "“not” excludes nothing: “!” before a word does");
    assert_eq!(found(&finished("children not women")), found(&finished("children women")));
}

#[test]
fn a_state_without_records_is_said_to_have_none() {
    let deck = built_in::searcher(built_in::edition("2010-deck").unwrap());
    let sources = deck.filtered(Filter { sources_only: true, ..Filter::default() });
    let why = |searcher: &Searcher, typed: &str| {
        let query = searcher.query(typed).finished();
        let found = searcher.search(&query, 1);
        let why = found.why_nothing(&query, searcher.data()).unwrap_or_default();
        [found.plan.remarks().join("; "), why].concat()
    };
    assert_eq!(why(&deck, "is:partly-answered"), "no gap is partly answered");
    assert!(why(&sources, "unanswered").contains("is our judgement, which is hidden"));
    let today = built_in::searcher(built_in::edition("2026").unwrap());
    let none = "no gap is unanswered; “is:partly-answered” finds those that are answered in part";
    assert_eq!(why(&today, "unanswered"), none);
    let of_some = today.search(&today.query("gaps unanswered").finished(), 1);
    assert_eq!((of_some.hits.len(), of_some.plan.remarks()), (1, &[none.to_owned()][..]));
    assert_eq!(why(&deck, "editorial"), "“editorial” is a state of records: write “is:editorial”");
    assert_eq!(why(&deck, "kind"), "“kind” is the name of a filter: add a value, as in “kind:gap”");
}

#[test]
fn a_word_with_an_accent_at_its_end_has_no_english_forms() {
    for typed in ["unité", "unités"] {
        assert_eq!(found(&finished(typed)), [""; 0], "{typed}");
    }
    assert!(!found(&finished("unite")).is_empty());
    let adopted = found(&finished("adopted"));
    assert!(!adopted.is_empty() && found(&finished("adoptó")).iter().any(|id| adopted.contains(id)));
}

#[test]
fn a_day_that_meets_a_less_exact_date_says_so() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in ["2006-09-05", "5 september 2006"] {
        assert!(found(&finished(typed)).contains(&"event/2006-09-tokyo".to_owned()));
        let told = format!("“{typed}” may also be the date of records that give only the month or the year");
        assert_eq!(remarks(typed), told);
    }
    for typed in ["2010-07-30", "september 2006", "2006"] {
        assert_eq!(remarks(typed), "", "{typed}");
    }
}

#[test]
fn no_term_of_the_vocabulary_is_a_date() {
    // It would bring up records of other days.
    const MONTHS: &str = "january february march april may june july august september october november december \
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre \
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
    let is_month = |word: &str| MONTHS.split_whitespace().any(|month| month == word.to_lowercase());
    for entry in SEARCHER.data().vocabulary().iter().flat_map(Group::entries) {
        let words: Vec<&str> = entry.text.split(' ').filter(|word| *word != "de").collect();
        let is_date = matches!(words.as_slice(), [.., month, year] if is_month(month) && year.parse::<u16>().is_ok_and(|year| year > 1900));
        assert!(!is_date, "{}", entry.text);
    }
    assert_eq!(found(&finished("march 2007"))[0], "event/establishment");
    assert!(!found(&finished("march 2007")).contains(&"event/2006-09-tokyo".to_owned()));
}

#[test]
fn inflections_and_derived_words_are_no_typing_errors() {
    for typed in [
        "désarmement",
        "diffusent",
        "coopèrent",
        "attribution",
        "footer",
        "conditionally",
        "adoptada",
        "patronos",
        "budgetary",
        "consensual",
        "revocation",
        "pled",
    ] {
        assert_eq!(corrections(&finished(typed)), [""; 0], "{typed}");
    }
}

#[test]
fn a_slip_that_adds_or_drops_a_letter_is_named() {
    assert_eq!(corrections(&finished("witneses")), ["witnesses"]);
}

#[test]
fn function_words_do_not_use_up_the_words_that_count() {
    let asked =
        "can you please tell me what the recommendations of the group say about how the states should do extradition";
    assert!(found(&finished(asked))[..2].contains(&"rec/partnership/3".to_owned()));
    let many = format!("{} extradition", "the ".repeat(30));
    assert_eq!(found(&finished(&many)), found(&finished("extradition")));
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    assert_eq!(remarks(asked), "");
    assert!(remarks(&"the ".repeat(30)).starts_with("only the first 16 words count"));
    assert!(remarks(&"demand ".repeat(17)).starts_with("only the first 16 words count"));
}

#[test]
fn a_possessive_is_its_word() {
    assert_eq!(found(&finished("UNODC's")), found(&finished("UNODC")));
    assert_eq!(found(&finished("smuggler’s")), found(&finished("smuggler")));
    assert_eq!(corrections(&finished("unchr's")), ["unhcr"]);
    assert_eq!(found(&finished("children's"))[0], "member/unicef", "which the data has as it stands");
}

#[test]
fn words_that_only_ask_what_is_said_carry_no_weight() {
    for typed in ["anything about extradition", "does it mention extradition", "¿qué dice sobre extradición?"] {
        assert_eq!(found(&finished(typed))[0], "rec/partnership/3", "{typed}");
    }
}

#[test]
fn in_a_pipe_the_words_that_the_first_records_lack_are_named_if_none_has_all() {
    for (typed, lacking) in [
        ("demand tokyo", "no record has all the words: the first ones lack “tokyo”\n"),
        ("legal aid", "no record has all the words: the first ones are only related to “aid”\n"),
        ("extradition mutual", ""),
        ("demand zebra", "“zebra” is in no record and did not count\n"),
        ("demand", ""),
        ("police civil", ""),
    ] {
        assert_eq!(stderr(&deck_icatlas(&["find", typed])), lacking, "{typed}");
    }
}

#[test]
fn an_exclamation_mark_and_a_dash_exclude_together_and_a_remark_says_so() {
    for typed in ["!-women", "-!women"] {
        let output = deck_icatlas(&["find", "trafficking", typed]);
        assert_eq!(stdout(&output), stdout(&deck_icatlas(&["find", "trafficking", "!women"])), "{typed}");
        assert_eq!(stderr(&output), format!("“{typed}” is read as “!women”: it excludes such records\n"));
    }
}
