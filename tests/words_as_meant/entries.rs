//! Entries of the vocabulary that are several words.

use super::*;

#[test]
fn an_entry_may_begin_with_an_elided_word() {
    for typed in ["d'où viennent les victimes", "d’où viennent les victimes"] {
        let remark = format!("“{typed}” also finds origin countries");
        assert_eq!(SEARCHER.search(&finished(typed), 1).plan.remarks(), [remark]);
    }
}

#[test]
fn a_word_of_exclusion_within_an_entry_gets_no_advice() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in
        ["without testifying", "sans réponse", "sin respuesta", "gaps without answer", "which gaps have no answer"]
    {
        assert!(!remarks(typed).contains("excludes nothing") && !found(&finished(typed)).is_empty(), "{typed}");
    }
    assert!(remarks("victims without police").contains("“without” excludes nothing: write “!police”"));
}

#[test]
fn a_word_of_a_longer_entry_is_no_entry_of_its_own() {
    for (typed, right, other) in [
        ("money laundering", "rec/partnership/3", "money"),
        ("terms of reference", "function/1", "reference"),
        ("ToR", "function/1", "reference"),
    ] {
        assert_eq!(found(&finished(typed))[0], right, "{typed}");
        assert_ne!(found(&finished(other))[0], right, "{other} alone is another entry");
    }
}

#[test]
fn an_entry_of_several_words_may_begin_or_end_in_another_form() {
    for (typed, entry) in [
        ("lesson learned", "lessons learned"),
        ("risks of trafficking", "risk of trafficking"),
        ("rule of procedure", "rules of procedure"),
        ("letter rogatory", "letters rogatory"),
        ("concept notes", "concept note"),
        ("correspondence tables", "correspondence table"),
        ("development banks", "development bank"),
        ("hidden populations", "hidden population"),
        ("policy paper", "policy papers"),
    ] {
        let of_entry = found(&finished(entry));
        assert!(!of_entry.is_empty(), "{entry}");
        assert_eq!(found(&finished(typed))[0], of_entry[0], "{typed}");
    }
}

#[test]
fn a_word_that_was_taken_apart_is_quoted_once() {
    let remarks = |typed: &str| SEARCHER.search(&finished(typed), 1).plan.remarks().join("; ");
    for typed in ["qu'est-ce que l'ICAT", "qu’est-ce que l’ICAT"] {
        assert_eq!(
            remarks(typed),
            format!("“{typed}” also finds Inter-Agency Coordination Group against Trafficking in Persons")
        );
    }
}

#[test]
fn a_related_question_leaves_the_word_that_it_asks_about() {
    for (typed, word) in
        [("where is unodc", "unodc"), ("who are the traffickers", "traffickers"), ("how many victims", "victims")]
    {
        let found = |typed: &str| {
            let found = TODAY.search(&TODAY.query(typed).finished(), usize::MAX);
            let literal = (0..found.hits.len()).filter(|number| found.hits[*number].matched > 0);
            let ids = literal.map(|number| found.record(number, TODAY.data()).unwrap().id().to_string());
            (ids.collect::<Vec<_>>(), found.plan.remarks().join("; "))
        };
        let (ids, remarks) = found(typed);
        assert_eq!(ids, found(word).0, "{typed}");
        assert!(!remarks.contains("in no record"), "{typed}: {remarks}");
    }
}

#[test]
fn the_contact_of_icat_is_found_by_any_way_to_reach_it() {
    for typed in ["icat phone", "icat email", "telephone icat", "how do i contact icat", "contacter l'icat"] {
        assert_eq!(found_in_2026(typed)[0], "contact/unodc-ahtmsu", "{typed}");
    }
}

#[test]
fn an_entry_may_be_as_long_as_the_name_of_an_organization() {
    let unesco = "Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura";
    assert_eq!(found(&finished(unesco))[0], "member/unesco");
}

#[test]
fn the_words_of_a_date_stand_together() {
    // The meeting of 2 December 2022 was about 2023.
    assert!(found_in_2026("december 2022").contains(&"event/2022-12-02-principals".to_owned()));
    for typed in ["december 2023", "2 december 2023"] {
        assert!(!found_in_2026(typed).contains(&"event/2022-12-02-principals".to_owned()), "{typed}");
    }
    assert_eq!(found_in_2026("30 july 2010")[0], "event/global-plan");
}

#[test]
fn an_english_word_is_no_form_of_a_foreign_one() {
    assert!(found(&finished("fill")).is_empty(), "no plural “filles”");
}

#[test]
fn a_record_with_one_word_of_an_entry_has_the_others_not_by_that() {
    let result = TODAY.search(&TODAY.query("assistance aux victimes").finished(), usize::MAX);
    let mut hits = result.hits.iter().zip(result.records(TODAY.data()));
    let (hit, _) = hits.find(|(_, record)| record.id().as_str() == "rec/partnership/3").unwrap();
    // “Assistance” alone is an entry of the same group, and “mutual legal assistance” is about no victims.
    assert_eq!(result.missing(hit), ["victimes"]);
}

#[test]
fn a_no_before_a_word_finds_no_number_but_is_part_of_entries() {
    for (typed, without) in [("no witness protection", "witness protection"), ("no investigation", "investigation")] {
        assert_eq!(found_in_2026(typed), found_in_2026(without), "{typed}");
    }
    assert_eq!(found_in_2026("No. 182")[0], "instrument/ilo-182");
    assert!(!found_in_2026("principio de no sanción").contains(&"instrument/ilo-182".to_owned()));
    assert_ne!(found(&finished("no answer")), found(&finished("answer")), "an entry");
}

#[test]
fn a_term_that_leads_to_a_related_idea_is_said_to_be_related() {
    let remarks = |typed: &str| TODAY.search(&TODAY.query(typed).finished(), 1).plan.remarks().join("; ");
    for (typed, idea) in [("labour exploitation", "forced labour"), ("slave trade", "slavery")] {
        assert_eq!(remarks(typed), format!("“{typed}” is related to {idea}"));
    }
    let corrected = "“gender equallity” is read as gender equality, which is related to gender";
    assert_eq!(remarks("gender equallity"), corrected);
    assert_eq!(remarks("budget"), "“budget” also finds resources", "another word for it");
}

#[test]
fn the_words_of_a_term_that_the_data_has_are_offered_where_it_is_nowhere() {
    for (typed, offered) in [
        ("national adaptation plan", &["national", "plan"][..]),
        ("17 july 2010", &["july", "2010"]),
        ("trafficking in persons report", &["trafficking", "persons"]),
    ] {
        let found = SEARCHER.search(&SEARCHER.query(typed).finished(), 1);
        let words: Vec<&str> = found.nearest.iter().map(|nearest| nearest.word.as_str()).collect();
        assert_eq!((found.total, words.as_slice()), (0, offered), "{typed}");
    }
}

#[test]
fn a_label_that_is_none_within_a_term_is_said_to_be_in_no_text() {
    let remarks = |typed: &str| TODAY.search(&TODAY.query(typed).finished(), 1).plan.remarks().join("; ");
    for (typed, word) in [("reflection period", "period"), ("terms of reference", "reference")] {
        assert!(!found_in_2026(word).is_empty(), "{word} alone is a label");
        let told = format!("“{word}” is in no text: records about a related idea come last");
        assert!(remarks(typed).contains(&told), "{typed}: {}", remarks(typed));
    }
    assert!(remarks("contact -phone").contains("“!phone” excludes nothing: no text has it"));
}

#[test]
fn an_entry_hides_no_word_that_the_data_has() {
    for typed in ["cross-border", "cross border", "crossborder"] {
        assert_eq!(found_in_2026(typed)[0], "article/tip-protocol/11", "{typed}: border measures");
    }
    assert!(found_in_2026("human-rights-based approach").iter().take(4).any(|id| id == "article/ohchr/guideline-1"));
    assert!(found_in_2026("explotación sexual").contains(&"article/sdg/5-2".to_owned()), "as explotación alone");
    for typed in ["art. 9", "art 9", "article 9"] {
        assert_eq!(found_in_2026(typed)[0], "article/tip-protocol/9", "{typed}");
    }
    assert_eq!(found_in_2026("sans ressources"), found_in_2026("ressources"), "no word of the data");
}

#[test]
fn the_quotation_marks_of_a_text_are_those_of_the_keyboard() {
    let straight = found_in_2026("\"victims of trafficking\" who");
    assert!(straight.len() < found_in_2026("victims of trafficking who").len());
    for typed in ["“victims of trafficking” who", "«victims of trafficking» who", "« victims of trafficking » who"]
    {
        assert_eq!(found_in_2026(typed), straight, "{typed}");
    }
    assert_eq!(found_in_2026("who” victims"), found_in_2026("who victims"), "no pair");
    assert_eq!(found_in_2026("without women"), found_in_2026("no women"));
}
