//! Words of a query that stand for themselves: those of a term that the data has, and those between slashes. Over the deck's
//! edition of the built-in data.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use icatlas::built_in;
use icatlas::search::Searcher;

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| built_in::searcher(built_in::edition("2010-deck").unwrap()));

/// The ids of the records found, best first.
fn found(typed: &str) -> Vec<String> {
    let found = SEARCHER.search(&SEARCHER.query(typed), usize::MAX);
    found.records(SEARCHER.data()).map(|record| record.id().to_string()).collect()
}

#[test]
fn a_term_of_words_that_the_data_has_finds_them_one_by_one_too_in_any_order() {
    let sorted = |typed: &str| {
        let mut found = found(typed);
        found.sort();
        found
    };
    for [typed, reversed] in
        [["trafficking women ", "women trafficking "], ["demand trafficking women ", "women trafficking demand "]]
    {
        assert_eq!(sorted(typed), sorted(reversed), "{typed}");
        for word in typed.split_whitespace() {
            let of_word = found(&format!("{word} "));
            assert!(!of_word.is_empty() && of_word.iter().all(|id| found(typed).contains(id)), "{typed}: {word}");
        }
    }
    let searcher = &*SEARCHER;
    let result = searcher.search(&searcher.query("demand trafficking women "), usize::MAX);
    let gap = (0..result.hits.len())
        .find(|hit| result.record(*hit, searcher.data()).unwrap().id().as_str() == "gap/protection/1");
    assert_eq!(result.missing(&result.hits[gap.unwrap()]), ["demand"], "it has the other two words");
}

#[test]
fn a_compound_is_what_its_words_are_apart() {
    for [compound, apart] in [
        ["human-rights-based ", "human rights based "],
        ["gender-based-violence ", "gender based violence "],
        ["post-2010 ", "post 2010 "],
        ["post-2010-plan ", "post 2010 plan "],
        ["mid-2010 ", "mid 2010 "],
        ["2010-deck ", "2010 deck "],
        ["gap-4 ", "gap 4 "],
        ["gap4 ", "gap 4 "],
        ["july-2010 ", "july 2010 "],
    ] {
        assert!(!found(compound).is_empty() && found(compound) == found(apart), "{compound}: {:?}", found(compound));
    }
    assert!(found("xyz2010 ").is_empty(), "no word before the figure");
}

#[test]
fn a_slash_a_comma_or_a_semicolon_separates_ordinary_words() {
    for [typed, apart] in [
        ["women/men ", "women men "],
        ["women;men ", "women men "],
        ["women,men;children ", "women men children "],
        ["ILO/IOM ", "ILO IOM "],
    ] {
        assert!(!found(typed).is_empty() && found(typed) == found(apart), "{typed}: {:?}", found(typed));
    }
    assert_eq!(found("A/RES/61/180")[0], "document/a-res-61-180", "a symbol stays one");
    assert!(
        found("trafficking !women/men").contains(&"gap/protection/1".to_owned()),
        "women and men are not next to one another there"
    );
}

#[test]
fn other_forms_of_a_word_of_the_vocabulary_lead_where_it_leads() {
    for (entry, forms) in [
        ("compensation ", &["compensated ", "compensations "][..]),
        ("reintegrate ", &["reintegrated "]),
        ("rescue ", &["rescued "]),
        ("shelter ", &["sheltered ", "sheltering "]),
        ("referral ", &["referred ", "referrals "]),
        ("recruiter ", &["recruiting "]),
    ] {
        assert!(!found(entry).is_empty(), "{entry}");
        for form in forms {
            assert_eq!(found(form), found(entry), "{form}");
        }
    }
    assert!(found("policemen ").contains(&"member/interpol".to_owned()), "by the word of the data");
}

#[test]
fn a_symbol_is_found_however_it_is_cut() {
    for typed in ["res61/180 ", "ares61180 ", "res 61180 ", "61/180 "] {
        assert_eq!(found(typed).first().map(String::as_str), Some("document/a-res-61-180"), "{typed}");
    }
    assert_eq!(found("64l64 ")[0], "document/a-64-l-64", "before the resolution that it became");
    assert!(!found("cites:61/180").is_empty());
    assert_eq!(found("cites:61/180"), found("cites:a/res/61/180"));
}

#[test]
fn an_entry_with_a_function_word_is_the_same_in_each_spelling() {
    let remarks = |typed: &str| SEARCHER.search(&SEARCHER.query(typed), 1).plan.remarks().join("; ");
    let ids = found("un-women ");
    assert!(!ids.is_empty());
    for typed in ["un-women ", "un women ", "unwomen ", "UN women ", "UN Women "] {
        assert_eq!(found(typed), ids, "{typed}");
        assert!(remarks(typed).to_lowercase().starts_with("“un women” is in no record"), "{}", remarks(typed));
    }
}

/// The compounds with a hyphen in a text.
fn compounds(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    words.map(|word| word.trim_matches('-').to_lowercase()).filter(|word| word.contains('-'))
}

#[test]
fn hyphenated_joined_and_spaced_forms_are_one() {
    let searcher = built_in::searcher(built_in::edition("2026").unwrap());
    let found = |typed: String| {
        let found = searcher.search(&searcher.query(&typed), usize::MAX);
        found.records(searcher.data()).map(|record| record.id().to_string()).collect::<Vec<_>>()
    };
    let data = searcher.data();
    let entries = data.vocabulary().iter().flat_map(|group| group.entries().map(|entry| entry.text.to_owned()));
    let titles = data.records().map(|record| record.title().joined());
    let of_data: BTreeSet<String> =
        entries.chain(titles).flat_map(|text| compounds(&text).collect::<Vec<_>>()).collect();
    assert!(of_data.len() > 100, "{}", of_data.len());
    for compound in &of_data {
        let ids = found(format!("{compound} "));
        for between in [" ", ""] {
            let typed = compound.replace('-', between);
            assert_eq!(found(format!("{typed} ")), ids, "{typed}");
        }
    }
}

/// Checks that the words with a hyphen find the same in another form, `between` instead of the hyphen, alone and among other words.
fn assert_same_as_hyphenated(hyphenated: &str, between: &str) {
    let typed = hyphenated.replace('-', between);
    assert_eq!(found(&format!("{typed} ")), found(&format!("{hyphenated} ")), "{typed}");
    let among = |typed: &str| found(&format!("demand {typed} women "));
    assert_eq!(among(&typed), among(hyphenated), "{typed} among other words");
}

#[test]
fn compounds_that_the_data_lacks_are_one_in_each_form_too() {
    for hyphenated in [
        // Words that stand together in the data or in the vocabulary.
        "law-enforcement",
        "world-bank",
        "side-event",
        "pre-trial",
        "anti-crime",
        "multi-stakeholder",
        // With a prefix before a word that the data lacks.
        "inter-departmental",
    ] {
        for between in [" ", ""] {
            assert_same_as_hyphenated(hyphenated, between);
        }
    }
    // Words that stand together nowhere: written as one they are not taken apart.
    for hyphenated in ["short-term", "shelter-homes", "non-nationals", "work-force", "child-care", "time-frame"] {
        assert_same_as_hyphenated(hyphenated, " ");
    }
}

#[test]
fn an_ordinary_compound_that_no_record_has_hides_no_word_that_records_have() {
    for searcher in [&*SEARCHER, &built_in::searcher(built_in::edition("2026").unwrap())] {
        for (typed, word, other) in [
            ("school-children ", "children ", "school"),
            ("child care ", "child ", "care"),
            ("world wide ", "world ", "wide"),
            ("law suit ", "law ", "suit"),
        ] {
            let found = searcher.search(&searcher.query(typed), usize::MAX);
            let alone = searcher.search(&searcher.query(word), usize::MAX);
            assert!(alone.total > 0 && found.total >= alone.total, "{typed}");
            let remarks = found.plan.remarks().join("\n");
            assert!(remarks.contains(&format!("“{other}” is in no record")), "{typed}: {remarks}");
        }
    }
}

#[test]
fn an_acronym_may_be_typed_letter_by_letter() {
    for [apart, acronym] in [
        ["u n women ", "un women "],
        ["U N Women ", "UN Women "],
        ["u n o d c ", "unodc "],
        ["i l o unodc ", "ilo unodc "],
        ["A 64 L 64 ", "A/64/L.64 "],
        ["64 L 64 ", "64/L.64 "],
        ["a meeting of u n d p ", "a meeting of undp "],
    ] {
        assert!(!found(acronym).is_empty(), "{acronym}");
        assert_eq!(found(apart), found(acronym), "{apart}");
    }
    assert_eq!(found("W H O "), found("WHO "));
    assert_eq!(found("s t u victims "), found("victims "), "letters of nothing are no acronym");
}

#[test]
fn a_word_written_as_one_is_taken_apart_only_where_its_parts_stand_together() {
    let today = built_in::searcher(built_in::edition("2026").unwrap());
    let today = |typed: &str| today.search(&today.query(typed), usize::MAX).total;
    for typed in [
        "chattel",
        "intersex",
        "interfaith",
        "darknet",
        "intranet",
        "lawbreaker",
        "brothelkeeping",
        "igored",
        "shelterhomes",
        "bankchair",
        "shortterm",
    ] {
        assert_eq!(found(&format!("{typed} ")), [""; 0], "{typed}");
        assert_eq!(today(&format!("{typed} ")), 0, "{typed}");
    }
    for typed in ["lawenforcement", "worldbank", "nonpunishment", "humantrafficking", "interagency", "slavelike"] {
        assert!(!found(&format!("{typed} ")).is_empty(), "{typed}");
    }
}
