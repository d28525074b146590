//! The rules of matching and the query language, each by an example from the frozen data.

mod unfinished;

use super::*;
use crate::atlas::{Atlas, Filter};

fn searcher() -> Searcher {
    Searcher::new(Atlas::frozen())
}

fn found(typed: &str) -> Vec<String> {
    let searcher = searcher();
    let found = searcher.search(&searcher.query(typed), usize::MAX);
    found.records(searcher.data()).map(|record| record.id().to_string()).collect()
}

fn remarks(typed: &str) -> String {
    let searcher = searcher();
    searcher.search(&searcher.query(typed), 1).plan.remarks().join("\n")
}

/// How the first hit matches the only word of the query.
fn closeness(typed: &str) -> Option<(Closeness, Field)> {
    let searcher = searcher();
    let query = searcher.query(typed);
    let found = searcher.search(&query, 1);
    let parts = searcher.explain(&query, &found.plan, found.hits.first()?);
    parts[0].best.as_ref().map(|best| (best.closeness, best.field))
}

#[test]
fn a_function_word_counts_least_and_only_when_it_is_typed_whole() {
    assert_eq!(closeness("of"), Some((Closeness::Beginning, Field::Name)), "the office before “of”");
    assert_eq!(closeness("by"), Some((Closeness::FunctionWord, Field::Title)));
    let bank = "member/world-bank".to_owned();
    assert!(found("the").contains(&bank) && !found("th").contains(&bank));
    assert!(remarks("the").is_empty(), "nor is it the beginning of a synonym, as of therapy");
}

#[test]
fn a_function_word_between_words_is_skipped() {
    assert_eq!(found("seizure of assets"), found("seizure assets"));
    assert_eq!(found("the world bank"), found("world bank"));
    assert_eq!(found("resources of"), found("resources "), "nor at the end");
    assert_eq!(found("what resources do we have"), found("resources "));
    assert!(!found("'of resources").is_empty() && found("'of resources") != found("resources"), "but not as written");
}

#[test]
fn the_first_letters_of_a_word_do_not_outweigh_a_whole_one() {
    // While “seizure of” is typed, many names begin with “o”.
    for typed in ["seizure", "seizure o", "seizure of", "seizure of a", "seizure of assets"] {
        assert_eq!(found(typed)[0], "rec/partnership/3", "{typed}");
    }
    let ids = found("trafficking women");
    let rank = |id: &str| ids.iter().position(|found| found == id).unwrap();
    assert!(rank("member/unifem") < rank("gap/prosecution/2"), "a longer word does not weigh more: a name does");
}

#[test]
fn another_form_of_a_word_comes_after_all_closer_matches() {
    assert_eq!(found("reduce")[0], "rec/prevention/1");
    assert_eq!(found("reduce dem")[0], "gap/prevention/3", "“Reducing the demand”");
    assert_eq!(closeness("hindering"), Some((Closeness::Form, Field::Title)));
    assert!(found("'hindering").is_empty());
    assert_eq!(found("funding")[0], "gap/prevention/4", "a synonym is closer than “Fund”");
}

#[test]
fn among_equals_the_background_comes_last() {
    let ids = found("icat");
    let rank = |id: &str| ids.iter().position(|found| found == id).unwrap();
    assert_eq!(ids[0], "clause/icat/2");
    assert!(rank("clause/icat/1") < rank("document/unodc-2010-12-13"), "although it is longer");
}

#[test]
fn a_name_in_another_language_comes_after_a_title() {
    // The Spanish name of UNODC has “contra”, that of a recommendation “confiscating”.
    assert_eq!(found("conf")[0], "rec/partnership/3");
    assert_eq!(closeness("acnur"), Some((Closeness::Word, Field::Acronym)));
    assert_eq!(closeness("banque"), Some((Closeness::Word, Field::ForeignName)));
    assert_eq!(found("in:name banque"), ["member/world-bank"]);
}

#[test]
fn a_symbol_finds_its_document_before_those_that_mention_it() {
    assert_eq!(found("A/RES/61")[0], "document/a-res-61-180");
}

#[test]
fn the_beginning_of_an_id_is_a_filter() {
    let ids = found("rec/prot");
    assert_eq!(ids, ["rec/protection/1", "rec/protection/2", "rec/protection/3", "rec/protection/4"]);
    assert_eq!(found("rec/prot training"), ["rec/protection/2"]);
    assert!(remarks("rec/prot").is_empty());
}

#[test]
fn a_word_of_a_recommendation_finds_it_first() {
    assert_eq!(found("extradition")[0], "rec/partnership/3");
    assert_eq!(found("impun")[0], "gap/prosecution/1");
}

#[test]
fn a_member_is_found_by_its_acronym_in_three_languages() {
    for (query, id) in [
        ("UNHCR", "member/unhcr"),
        ("acnur", "member/unhcr"),
        ("HCR", "member/unhcr"),
        ("onudc", "member/unodc"),
        ("oim", "member/iom"),
        ("pnud", "member/undp"),
        ("oaci", "member/icao"),
        ("onusida", "member/unaids"),
        ("banque mondiale", "member/world-bank"),
        ("interpol", "member/interpol"),
    ] {
        assert_eq!(found(query)[0], id, "{query}");
    }
}

#[test]
fn a_whole_acronym_comes_before_a_word_of_a_text() {
    assert_eq!(closeness("icao"), Some((Closeness::Word, Field::Acronym)));
    assert_eq!(found("unodc")[0], "member/unodc");
}

#[test]
fn a_whole_word_comes_before_the_beginning_of_one() {
    // “Training of state and civil society actors” before “Member States”, though it is longer.
    let ids = found("state");
    let rank = |id: &str| ids.iter().position(|found| found == id).unwrap();
    assert!(rank("gap/protection/3") < rank("rec/prosecution/1"));
}

#[test]
fn the_beginning_of_a_word_comes_before_a_part_of_one() {
    let ids = found("raff");
    assert!(ids.contains(&"gap/protection/1".to_owned()), "trafficking");
    assert!(found("unit").contains(&"gap/prosecution/2".to_owned()), "units");
    assert!(!found("unity").contains(&"gap/prosecution/1".to_owned()), "a word of its own is no part of impunity");
    assert_eq!(closeness("radit"), Some((Closeness::Part, Field::Title)));
}

#[test]
fn a_part_of_a_word_counts_from_four_letters_on_and_at_its_end_from_three() {
    let extradition = "rec/partnership/3".to_owned();
    assert!(found("xtra").contains(&extradition) && !found("xtr").contains(&extradition));
    assert!(found("tion").contains(&extradition) && found("iti").is_empty());
    assert_eq!(found("daw")[0], "member/undaw");
}

#[test]
fn hyphens_and_apostrophes_do_not_matter() {
    for typed in ["retrafficking", "re-trafficking", "Re‑Trafficking", "re-traff"] {
        assert_eq!(found(typed)[0], "rec/prosecution/3", "{typed}");
    }
    assert_eq!(found("childrens fund")[0], "member/unicef");
}

#[test]
fn accents_and_case_do_not_matter() {
    assert_eq!(found("REFUGIES")[0], "member/unhcr");
    assert_eq!(found("migración"), found("migracion"));
}

#[test]
fn omitted_letters_are_tolerated_if_nothing_is_closer() {
    assert_eq!(found("extrdition")[0], "rec/partnership/3");
    assert_eq!(closeness("impnty"), Some((Closeness::Letters, Field::Title)));
    assert!(found("xrdtn").is_empty(), "only from the beginning of a word");
    assert!(found("ipy").is_empty(), "only close together");
}

#[test]
fn a_typing_error_is_tolerated_with_a_remark_if_nothing_is_closer() {
    assert_eq!(found("impuntiy")[0], "gap/prosecution/1");
    assert_eq!(remarks("impuntiy"), "“impuntiy” is read as impunity");
    assert_eq!(found("extarditoin")[0], "rec/partnership/3", "two from nine letters");
    assert!(found("wla").is_empty(), "none under four letters");
    assert!(remarks("impunity").is_empty());
}

#[test]
fn letters_in_order_are_remarked_on_too() {
    assert_eq!(remarks("impnty"), "“impnty” is read as impunity");
    assert!(remarks("impun").is_empty(), "the beginning of a word");
}

#[test]
fn a_misspelt_word_that_is_nowhere_together_with_the_next_one_is_not_corrected() {
    // No record has “midterm”.
    assert!(remarks("extrdition mid trem").ends_with("\n“mid” and “trem” are in no record and did not count"));
}

#[test]
fn words_that_no_record_has_are_named_together_if_others_find_something() {
    assert_eq!(remarks("impunity zyxwv"), "“zyxwv” is in no record and did not count");
    assert_eq!(
        remarks("zyxwv impunity wxyzx vwxyz"),
        "“zyxwv”, “wxyzx” and “vwxyz” are in no record and did not count"
    );
    assert!(remarks("zyxwv wxyzx").is_empty());
}

#[test]
fn the_words_of_a_headline_find_its_record() {
    assert_eq!(found("means")[0], "gap/prevention/4", "the source says resources");
    assert_eq!(found("duty")[0], "rec/protection/4");
}

#[test]
fn a_synonym_finds_its_group_with_a_remark() {
    assert_eq!(closeness("police civil"), Some((Closeness::Synonym, Field::Title)));
    assert!(found("police").contains(&"rec/partnership/4".to_owned()));
    assert_eq!((remarks("police"), remarks("cops")), (String::new(), "“cops” also finds police".to_owned()));
    assert!(found("minors").contains(&"rec/protection/3".to_owned()));
    assert!(found("law enforcement").contains(&"member/interpol".to_owned()), "police, from two words");
}

#[test]
fn a_record_that_matches_all_words_comes_before_one_that_matches_some() {
    let ids = found("resources justice capacity");
    assert_eq!(ids[0], "rec/prosecution/2");
    assert!(ids.contains(&"gap/prosecution/2".to_owned()));
}

#[test]
fn words_may_come_in_any_order() {
    assert_eq!(found("data analysis "), found("analysis data "));
}

#[test]
fn words_that_stand_together_come_before_words_far_apart() {
    // “collection, analysis and dissemination of data” contains both, too, farther apart.
    assert_eq!(found("data collection")[..2], ["gap/partnership/3", "rec/partnership/2"]);
}

#[test]
fn among_equals_the_shorter_comes_first() {
    assert_eq!(found("demand")[..2], ["gap/prevention/3", "rec/prevention/2"]);
}

#[test]
fn an_id_finds_its_record_first() {
    assert_eq!(found("rec/protection/4")[0], "rec/protection/4");
    assert_eq!(found("gap prosecution 2")[0], "gap/prosecution/2");
    assert_eq!(found("A/RES/61/180")[0], "document/a-res-61-180");
}

#[test]
fn a_bare_kind_or_pillar_ranks_its_records_higher() {
    assert_eq!(found("rec demand")[0], "rec/prevention/2");
    assert_eq!(found("prot gap training")[0], "gap/protection/3");
    assert_eq!(found("members").iter().take(17).filter(|id| id.starts_with("member/")).count(), 17);
    assert!(found("gap demand").contains(&"rec/prevention/2".to_owned()), "a hint is no filter");
}

#[test]
fn an_apostrophe_asks_for_the_word_as_written() {
    assert_eq!(found("'impunity")[0], "gap/prosecution/1");
    assert!(found("'impunty").is_empty() && found("'impuntiy").is_empty());
    assert!(!found("'police").contains(&"rec/partnership/4".to_owned()));
}

#[test]
fn a_caret_asks_for_the_beginning_of_a_word() {
    assert!(found("^impun").contains(&"gap/prosecution/1".to_owned()));
    assert!(found("^mpunity").is_empty());
}

#[test]
fn a_dollar_asks_for_the_end_of_a_word() {
    assert_eq!(found("punity$"), ["gap/prosecution/1"]);
    assert!(found("impun$").is_empty());
    assert_eq!(found("^impunity$"), ["gap/prosecution/1"]);
}

#[test]
fn an_exclamation_mark_excludes_records() {
    let without = found("resources !kind:gap !justice");
    assert!(!without.is_empty());
    assert!(without.iter().all(|id| !id.starts_with("gap/") && id != "rec/prosecution/2"), "{without:?}");
    assert_eq!(found("!kind:gap").len(), 83 - 13);
}

#[test]
fn a_bar_asks_for_either() {
    let ids = found("impunity | extradition");
    assert_eq!(ids, ["gap/prosecution/1", "rec/partnership/3"]);
    assert_eq!(found("impunity|extradition"), ids);
}

#[test]
fn quotes_ask_for_words_next_to_one_another() {
    assert_eq!(found("\"root causes\""), ["gap/prevention/2"]);
    assert!(found("\"causes root\"").is_empty());
    assert_eq!(found("\"root cau"), ["gap/prevention/2"], "unfinished while it is typed");
    assert!(found("\"root cau\"").is_empty());
    assert!(!found("resources !\"lack of resources\"").contains(&"gap/prevention/4".to_owned()));
}

#[test]
fn a_filter_narrows_the_results() {
    assert!(found("kind:rec").iter().all(|id| id.starts_with("rec/")) && found("kind:rec").len() == 16);
    assert_eq!(found("pillar:prot").len(), 7);
    assert_eq!(found("id:gap/prevention").len(), 4);
    assert_eq!(found("id:gap/prevention/1"), ["gap/prevention/1"]);
    assert!(found("in:title data").contains(&"gap/partnership/3".to_owned()));
    assert!(found("in:text impunity").is_empty());
    assert!(found("basis:verbatim").contains(&"clause/icat/1".to_owned()));
    assert_eq!(found("cites:a-res-64-293"), ["instrument/tip-protocol", "document/a-res-64-293"]);
}

#[test]
fn filters_of_one_name_are_alternatives() {
    assert_eq!(found("kind:gap kind:rec").len(), 29);
    assert_eq!(found("kind:gap kind:rec pillar:prot").len(), 7);
}

#[test]
fn values_can_be_abbreviated() {
    assert_eq!(found("k:recom p:prosec"), found("kind:recommendation pillar:prosecution"));
    assert_eq!(found("kind:gaps"), found("kind:gap"));
    assert_eq!(remarks("kind:c"), "kind:c may be clause or contact: all of them match");
}

#[test]
fn unreadable_parts_are_read_as_text_with_a_remark() {
    assert!(found("impunity:large").contains(&"gap/prosecution/1".to_owned()));
    assert!(remarks("colour:red").starts_with("“colour:” is read as text; the filters are kind"));
    assert_eq!(remarks("analytical review: impunity"), remarks("analytical review impunity"), "prose");
    assert!(remarks("i:x").contains("may be id or in"));
    assert!(remarks("i: x").contains("may be id or in"));
    assert!(remarks("kind:").starts_with("kind: member, body, gap"));
    assert_eq!(found("impunity:\"large scale"), found("impunity \"large scale"), "a phrase stays one");
    assert_eq!(found("it\"s:large"), found("it\"s large"));
    for typed in ["!", "^", "'", "$", "|", "\"", "!\"", "| |", ":", "a:", ":a", "!!x", "\"\"", "^$", "!|x"] {
        found(typed);
    }
}

#[test]
fn only_the_first_words_up_to_the_limit_count() {
    let typed = ["data"; 40].join(" ");
    assert!(remarks(&typed).contains("first 16 words"));
}

#[test]
fn empty_queries_and_nonsense_find_nothing() {
    assert!(found("").is_empty() && found(" ?! ").is_empty() && found("xyzzyq").is_empty());
}

#[test]
fn words_of_hidden_texts_are_unknown() {
    let sources = searcher().filtered(Filter { sources_only: true, ..Filter::default() });
    let search = |typed: &str| {
        let found = sources.search(&sources.query(typed), usize::MAX);
        let ids: Vec<String> = found.records(sources.data()).map(|record| record.id().to_string()).collect();
        (ids, found.plan.remarks().join("\n"))
    };
    // Both are editorial acronyms of visible members.
    assert_eq!((found("fnuap").len(), search("fnuap")), (1, (Vec::new(), String::new())));
    assert_eq!(found("onudd"), ["member/unodc"]);
    // It is unknown then, and may be a slip for the other acronym.
    assert_eq!(search("onudd").1, "“onudd” is read as onudc");
}

#[test]
fn a_search_whose_results_are_no_longer_wanted_stops() {
    let searcher = searcher();
    for typed in ["trafficking", "\"root causes\""] {
        assert!(searcher.search_unless(&searcher.query(typed), 10, &|| true).is_none(), "{typed}");
    }
}

#[test]
fn the_matched_letters_are_marked() {
    let searcher = searcher();
    let marked = |typed: &str, text: &'static str| -> Vec<&'static str> {
        let plan = searcher.search(&searcher.query(typed), 1).plan;
        searcher.marks(&plan, text).into_iter().map(|span| &text[span]).collect()
    };
    assert_eq!(marked("extrad legal", "mutual legal assistance, including extradition"), ["legal", "extrad"]);
    assert_eq!(marked("REFUG", "Haut Commissariat pour les réfugiés"), ["réfug"]);
    assert_eq!(marked("impnty", "Large impunity"), ["imp", "n", "ty"]);
    assert_eq!(marked("impuntiy", "Large impunity"), ["impunity"], "the word that it was read as");
    assert_eq!(marked("reduce", "Reducing the demand"), ["Reducing"], "another form, as a whole");
    assert_eq!(marked("police", "relationships between law enforcement and"), ["law", "enforcement"]);
    assert_eq!(marked("police", "between law and order"), [""; 0], "a part of the synonym is none");
    assert_eq!(marked("\"root causes\"", "causes and root causes"), ["root", "causes"]);
    assert_eq!(marked("\"root cau", "causes and root causes"), ["root", "cau"], "though no other word begins so");
    assert_eq!(marked("retraffick", "for re-trafficking (ex"), ["re-traffick"]);
    assert_eq!(marked("l", "national law"), ["l"], "fewer than three letters only where a word begins");
    assert_eq!(marked("a", "a law and order"), ["a"], "and not where a word begins that only joins others");
    assert_eq!(marked("!impunity", "Large impunity"), [""; 0]);
}
