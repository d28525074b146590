//! Abbreviations and acronyms.

use super::*;

#[test]
fn a_short_word_in_capitals_matches_no_inner_part_of_a_word() {
    for word in ["CIA", "SCO", "IST", "TION", "ICEF"] {
        assert!(found(&finished(word)).is_empty(), "{word}: {:?}", found(&finished(word)));
        assert!(!found(&finished(&word.to_lowercase())).is_empty(), "{word} in small letters");
    }
    assert!(!found(&finished("GIFT")).is_empty(), "a part of a compound is a word");
}

#[test]
fn an_ambiguous_abbreviation_shows_its_readings_where_only_a_related_idea_is_found() {
    for (typed, readings) in [
        ("SEA", "“SEA” may be sexual exploitation and abuse or Southeast Asia, and is in no record"),
        ("BID", "“BID” may be best interests of the child or Banco Interamericano de Desarrollo, and is in no record"),
    ] {
        let found = deck_icatlas(&["find", typed]);
        assert!(stderr(&found).contains(readings), "{}", stderr(&found));
        assert!(!stderr(&found).contains("is in no record: records about a related idea come last\n“"), "said once");
    }
}

#[test]
fn an_acronym_of_another_body_is_not_read_as_that_of_a_member() {
    let capitals =
        "UNEP PNUE ONUDI UNODA UNSCR UNDRR UNDEF UNDAF IDLO ICAC ICAN ICCO UNSCO UNDG UNMIT UNAT ANASE EUROPOL";
    for typed in capitals.split(' ') {
        let query = finished(typed);
        assert_eq!((reading(&query), found(&query)), (Reading::Nowhere, Vec::new()), "{typed}");
        assert_eq!(corrections(&open(typed)), [""; 0], "{typed}");
        assert_eq!(readings(&finished(&format!("{typed} police")))[0].1, Reading::Nowhere, "{typed} beside a word");
    }
    for typed in ["unep", "onudi", "icac", "unscr", "undg", "undaf", "anase"] {
        assert_eq!(corrections(&finished(typed)), [""; 0], "{typed}");
    }
}

#[test]
fn an_ordinary_word_is_no_french_or_spanish_abbreviation() {
    // BIRD is the World Bank in French, and BIT the International Labour Organization.
    for typed in ["bird", "bit", "pan"] {
        let query = finished(typed);
        assert_eq!((reading(&query), found(&query)), (Reading::Nowhere, Vec::new()), "{typed}");
        assert!(!found(&finished(&typed.to_uppercase())).is_empty(), "{typed} in capitals");
    }
    assert_eq!(found(&finished("acnur")), found(&finished("ACNUR")), "no ordinary word");
}

#[test]
fn a_slip_in_an_acronym_is_corrected() {
    for (typed, meant) in [
        ("UNCHR", "UNHCR"),
        ("UNDOC", "UNODC"),
        ("unchr", "unhcr"),
        ("interopl", "interpol"),
        ("unciri", "unicri"),
        ("unodcc", "unodc"),
        ("unicf", "unicef"),
        ("unpdc", "unodc"),
        ("unodv", "unodc"),
    ] {
        assert_eq!(corrections(&finished(typed)), [meant], "{typed}");
    }
    assert_eq!(corrections(&finished("ROOT CUASES")), ["CAUSES"], "several words in capitals are words");
}

#[test]
fn the_plural_of_an_abbreviation_shows_its_readings_too() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for [plural, singular] in [["TIPs", "TIP"], ["NAPs", "NAP"], ["LEAs", "LEA"], ["SOMs", "SOM"]] {
        assert!(remarks(singular).starts_with(&format!("“{singular}” may be ")), "{singular}");
        assert_eq!(remarks(plural), remarks(singular).replacen(singular, plural, 1));
        assert_eq!(found(&finished(plural)), found(&finished(singular)), "{plural}");
    }
}

#[test]
fn an_abbreviation_finds_the_words_that_it_stands_for_also_where_its_idea_is_only_related() {
    for (typed, right, words) in [
        ("CRC", "instrument/sale-of-children", "\"Convention on the Rights of the Child\""),
        ("HRC", "event/2011-06-geneva", "\"Human Rights Council\""),
        ("TOC", "article/tip-protocol/1", "\"transnational organized crime\""),
    ] {
        let found = found_in_2026(typed);
        assert_eq!(found[0], right, "{typed}");
        let plan = TODAY.search(&TODAY.query(typed).finished(), 1).plan;
        assert!(plan.readings().all(|(_, reading)| *reading == Reading::AsTyped), "{typed}: {:?}", plan.remarks());
        let with_words = found_in_2026(words);
        assert!(!with_words.is_empty() && with_words.iter().all(|id| found.contains(id)), "{typed}");
    }
    assert_eq!(found_in_2026("para 23")[0], "event/2016-security-council", "a paragraph in English");
    assert_eq!(found_in_2026("para 23 víctimas"), found_in_2026("23 víctimas"), "“for” in Spanish");
}

#[test]
fn an_ambiguous_abbreviation_ranks_by_what_the_data_holds() {
    assert_eq!(found(&finished("HR"))[0], "member/ohchr");
    assert_eq!(found(&finished("WB")), ["member/world-bank"]);
}

#[test]
fn an_abbreviation_with_a_sign_is_found_as_it_is_written() {
    assert!(found(&finished("M&E")).contains(&"function/2".to_owned()));
    assert_eq!(found(&finished("m&e")), found(&finished("M&E")));
}

#[test]
fn the_letters_of_an_acronym_begin_no_entry_of_the_vocabulary() {
    assert_eq!(found(&open("UNSCR")), [""; 0]);
    assert!(!found(&open("unscrup")).is_empty());
}

#[test]
fn another_body_is_no_misspelt_acronym() {
    for typed in ["OSCE", "OECD", "NATO", "ECOWAS", "FAO", "OAS", "EUROPOL", "osce"] {
        assert_eq!(corrections(&finished(typed)), [""; 0], "{typed}");
    }
    for (typed, meant) in [("unescp", "unesco"), ("unicff", "unicef"), ("unudc", "unodc"), ("undq", "undp")] {
        assert_eq!(corrections(&finished(typed)), [meant], "a wrong letter, and nobody’s acronym");
    }
}
