//! Found in the analyst's own words: the trade's vocabulary, the interface's labels, dates, questions, forms of words; and no
//! false help where nothing is there. Over the deck's edition of the built-in
//! data.

mod common;

use std::fs;
use std::sync::LazyLock;

use common::{DECK, copy, deck_icatlas, icatlas, stderr, stdout};
use icatlas::built_in;
use icatlas::search::{Closeness, Reading, Searcher};

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| built_in::searcher(built_in::edition(DECK).unwrap()));

/// The ids of the records found, best first.
fn found(typed: &str) -> Vec<String> {
    let found = SEARCHER.search(&SEARCHER.query(typed), usize::MAX);
    found.records(SEARCHER.data()).map(|record| record.id().to_string()).collect()
}

fn first(typed: &str) -> String {
    found(typed).into_iter().next().unwrap_or_default()
}

fn remarks(typed: &str) -> String {
    SEARCHER.search(&SEARCHER.query(typed), 1).plan.remarks().join("\n")
}

/// How each unit of a query is read.
fn readings(typed: &str) -> Vec<(String, Reading)> {
    let found = SEARCHER.search(&SEARCHER.query(typed), 1);
    found.plan.readings().map(|(typed, reading)| (typed.to_owned(), reading.clone())).collect()
}

fn reading(typed: &str) -> Reading {
    readings(typed).remove(0).1
}

/// How closely the first record is matched by the first unit.
fn closeness(typed: &str) -> Option<Closeness> {
    let query = SEARCHER.query(typed);
    let found = SEARCHER.search(&query, 1);
    let parts = SEARCHER.explain(&query, &found.plan, found.hits.first()?);
    Some(parts.into_iter().next()?.best?.closeness)
}

#[test]
fn a_term_of_the_trade_leads_to_what_the_records_say_in_other_words() {
    for (typed, id) in [
        ("NAP", "rec/protection/3"),
        ("plan d'action national", "rec/protection/3"),
        ("entraide judiciaire", "rec/partnership/3"),
        ("un women", "member/unifem"),
        ("safe migration", "rec/prevention/4"),
        ("causas profundas", "gap/prevention/2"),
    ] {
        assert_eq!(first(typed), id, "{typed}");
    }
}

#[test]
fn the_beginning_of_a_term_leads_where_the_term_does_while_it_is_being_typed() {
    for (typed, id) in
        [("hotl", "contact/unodc-ahtmsu"), ("statis", "gap/partnership/3"), ("pover", "rec/prevention/1")]
    {
        assert!(found(typed).contains(&id.to_owned()), "{typed}: {:?}", found(typed));
        assert!(!found(&format!("{typed} ")).contains(&id.to_owned()), "{typed}, finished, is another word");
    }
    // A word of the data that begins so comes first.
    assert_eq!(closeness("identif"), Some(Closeness::Beginning));
}

#[test]
fn a_related_idea_stands_below_every_literal_match_and_counts_as_none() {
    let query = SEARCHER.query("compensation protection");
    let found = SEARCHER.search(&query, usize::MAX);
    let literal = found.hits.iter().take_while(|hit| hit.matched > 0).count();
    assert!(literal > 0 && found.hits[literal..].iter().all(|hit| hit.matched == 0 && hit.related != 0));
    assert_eq!(reading("compensation"), Reading::Related);
    assert_eq!(closeness("compensation"), Some(Closeness::Related));
}

#[test]
fn irregular_and_derived_forms_are_forms_of_one_word_below_the_word_as_typed() {
    for (typed, id) in [
        ("woman", "member/unifem"),
        ("prosecutor", "event/side-event"),
        ("migrants", "member/iom"),
        ("traffickers", "gap/protection/1"),
    ] {
        assert!(found(typed).contains(&id.to_owned()), "{typed}: {:?}", found(typed));
    }
    assert_eq!(first("migration"), "member/iom", "before the migrants of the unit in Vienna");
    assert!(!found("lives").contains(&"clause/icat/1".to_owned()) && found("universe").is_empty());
}

#[test]
fn hyphenated_joined_and_spaced_forms_are_one() {
    for forms in [
        ["un women", "UN-Women", "unwomen"],
        ["world bank", "world-bank", "worldbank"],
        ["non punishment", "non-punishment", "nonpunishment"],
        ["re trafficking", "re-trafficking", "retrafficking"],
    ] {
        let firsts = forms.map(first);
        assert!(!firsts[0].is_empty() && firsts.iter().all(|first| *first == firsts[0]), "{forms:?}: {firsts:?}");
    }
}

#[test]
fn an_abbreviation_counts_only_when_it_is_typed_whole() {
    assert_eq!(first("LEA"), "rec/protection/4");
    assert!(remarks("LEA").contains("law enforcement"), "{}", remarks("LEA"));
    assert_eq!(first("lead"), "gap/partnership/1", "and is not the beginning of another word");
    assert!(remarks("napkin").is_empty(), "nor part of a longer one");
}

#[test]
fn an_ambiguous_term_shows_its_readings() {
    assert!(remarks("plan of action").contains(" or "), "{}", remarks("plan of action"));
    assert!(found("plan of action")[..4].contains(&"event/global-plan".to_owned()), "what the data holds comes first");
}

#[test]
fn labels_lead_to_the_records_that_have_what_they_name() {
    for typed in ["telephone", "phone", "fax", "e-mail", "email", "address", "téléphone", "correo electrónico"] {
        assert_eq!(first(typed), "contact/unodc-ahtmsu", "{typed}");
    }
    for (typed, kind) in [("member", "member/"), ("clause", "clause/"), ("source", "document/"), ("membres", "member/")]
    {
        assert!(first(typed).starts_with(kind), "{typed}: {}", first(typed));
    }
    assert_eq!(first("host"), "event/2006-09-tokyo");
    assert!(["event/establishment", "document/a-res-61-180"].contains(&first("established by").as_str()));
}

#[test]
fn a_relation_leads_to_its_record_and_then_to_those_at_its_other_end() {
    let query = SEARCHER.query("took part tokyo");
    let hits = SEARCHER.search(&query, usize::MAX);
    let ids = found("took part tokyo");
    assert_eq!(ids[0], "event/2006-09-tokyo");
    let members =
        ["ilo", "iom", "unicef", "unifem", "undaw", "unhcr", "unodc"].map(|member| format!("member/{member}"));
    for member in &members {
        let at = ids.iter().position(|id| id == member).unwrap();
        assert!(hits.has_all_words(&hits.hits[at]), "{member} took part in Tokyo");
    }
    assert_eq!(ids.iter().filter(|id| id.starts_with("member/")).count(), members.len());
    let ids = found("answers impunity");
    assert!(ids[..5].iter().filter(|id| id.starts_with("rec/")).count() >= 4, "those that answer it: {ids:?}");
    let ids = found("contributors");
    let members = ids.iter().filter(|id| id.starts_with("member/")).count();
    assert_eq!((ids[0].as_str(), members), ("publication/analytical-review", 9));
}

#[test]
fn the_bare_words_answered_and_unanswered_bring_up_those_gaps() {
    let unanswered: Vec<String> = {
        let data = SEARCHER.data();
        data.records().filter(|record| data.is_unanswered(*record)).map(|record| record.id().to_string()).collect()
    };
    assert!(!unanswered.is_empty());
    assert_eq!(found("unanswered")[..unanswered.len()], unanswered);
    assert!(found("answered").iter().filter(|id| id.starts_with("gap/")).all(|id| !unanswered.contains(id)));
}

#[test]
fn a_date_finds_what_carries_it() {
    for typed in ["2010-07-30", "30 july 2010", "july 30 2010", "july 2010", "2010-07", "30 juillet 2010"] {
        let with_it = found(typed);
        assert!(with_it[..3].contains(&"event/global-plan".to_owned()), "{typed}: {with_it:?}");
    }
    for typed in ["30/07/2010", "30.07.2010", "30-7-2010", "07/30/2010", "30 de julio de 2010", "07/2010", "7.2010"] {
        assert_eq!(found(typed), found(if typed.contains("30") { "2010-07-30" } else { "2010-07" }), "{typed}");
    }
    let of_2010 = found("2010");
    for id in ["event/global-plan", "event/side-event", "publication/analytical-review"] {
        assert!(of_2010.contains(&id.to_owned()), "{id}: {of_2010:?}");
    }
    assert!(found("31 july 2010").is_empty() || reading("31 july 2010") != Reading::AsTyped);
}

#[test]
fn a_date_that_may_be_either_of_two_days_finds_both_and_says_so() {
    let folder = copy();
    let events = folder.path().join("events.ron");
    let text = fs::read_to_string(&events).unwrap();
    fs::write(&events, text.replacen("date: \"2010-07-30\"", "date: \"2010-08-07\"", 1)).unwrap();
    let data = folder.path().to_str().unwrap();
    for typed in ["07/08/2010", "08/07/2010", "7.8.2010"] {
        let output = icatlas(&["--data", data, "find", typed]);
        assert!(stdout(&output).starts_with("event/global-plan\t"), "{typed}: {}", stderr(&output));
        assert!(stderr(&output).contains(&format!("“{typed}” may be 2010-0")), "{typed}: {}", stderr(&output));
    }
    let said = stderr(&icatlas(&["--data", data, "find", "07/08/2010"]));
    assert_eq!(said, "“07/08/2010” may be 2010-08-07 or 2010-07-08\n");
    assert!(remarks("07/08/2010").starts_with("“07/08/2010” may be"), "also where nothing is of that day");
    assert_eq!(remarks("30/07/2010"), "");
}

#[test]
fn a_name_of_a_person_or_a_place_is_not_corrected() {
    for name in ["john", "carlos", "claude", "justine", "beth", "montana"] {
        assert!(found(&format!("{name} ")).is_empty(), "{name}: {}", remarks(name));
    }
}

#[test]
fn a_word_of_french_or_spanish_is_never_corrected_into_an_english_one() {
    for typed in
        ["opportunites", "responsable", "potentiel", "adopción", "pensons", "contrat", "impôt", "prévision", "trámite"]
    {
        let reading = reading(&format!("{typed} "));
        assert!(!matches!(reading, Reading::Corrected(_)), "{typed} is read as {reading:?}");
    }
}

#[test]
fn question_and_function_words_carry_no_weight_and_match_nothing_beside_a_content_word() {
    for (question, word) in [
        ("what about extradition", "extradition"),
        ("does it say who pays for extradition", "pays extradition"),
        ("qu'est-ce que l'extradition", "extradition"),
    ] {
        assert_eq!(found(question), found(word), "{question}");
    }
    // An id with such a word is not found by it.
    assert!(!found("en extradition").contains(&"document/unodc-en-el-mundo".to_owned()));
}

#[test]
fn an_english_word_that_is_a_function_word_elsewhere_counts_in_an_english_query() {
    for [english, foreign, word] in [
        ["general comment", "comment signaler", "comment"],
        ["rescue car", "car les victimes", "car"],
        ["son of a victim", "les victimes et son rapport", "son"],
    ] {
        let is_read = |typed: &str| readings(typed).iter().any(|(unit, _)| unit.contains(word));
        assert!(is_read(english), "{english}");
        assert!(!is_read(foreign), "{foreign}");
    }
    assert!(remarks("general comment").contains("“comment” is in no record"), "{}", remarks("general comment"));
}

#[test]
fn a_function_word_keeps_its_weight_in_quotation_marks_in_capitals_and_in_a_longer_entry() {
    let names = |typed: &str| readings(typed).into_iter().map(|(typed, _)| typed).collect::<Vec<_>>();
    assert_eq!(names("WHO guidelines"), ["WHO", "guidelines"]);
    assert_eq!(names("who guidelines"), ["guidelines"]);
    assert_eq!(names("\"who\" guidelines"), ["\"who\"", "guidelines"]);
    assert_eq!(names("who wrote it"), ["who wrote"]);
    assert_eq!(names("IT systems"), ["IT", "systems"]);
}

#[test]
fn an_ordinary_word_is_not_a_misspelling() {
    for typed in [
        "underage",
        "conviction",
        "factors",
        "safe",
        "home",
        "took",
        "jury",
        "quota",
        "brazil",
        "thailand",
        "pollution",
        "migraine",
        "orphanage",
    ] {
        assert!(!matches!(reading(typed), Reading::Corrected(_)), "{typed} is read as {:?}", reading(typed));
    }
}

#[test]
fn other_words_are_corrected_by_a_swap_or_to_a_word_with_the_same_first_letter() {
    assert_eq!(reading("extraditoin"), Reading::Corrected(vec!["extradition".into()]));
    assert_eq!(reading("nuodc"), Reading::Corrected(vec!["unodc".into()]));
    assert!(!matches!(reading("hunodc"), Reading::Corrected(_)), "another first letter");
    assert!(!matches!(reading("ioo"), Reading::Corrected(_)), "three letters");
    assert!(!matches!(reading("2011"), Reading::Corrected(_)), "a number");
}

#[test]
fn a_misspelt_word_of_the_vocabulary_that_the_data_lack_is_read_as_its_term() {
    for (typed, term) in [
        ("compensaton", "compensation"),
        ("statistcs", "statistics"),
        ("identifcation", "identification"),
        ("ombdusman", "ombudsman"),
        ("victim identifcation", "victim identification"),
        ("entraide judicaire", "entraide judiciaire"),
        ("telphone", "telephone"),
    ] {
        let finished = format!("{typed} ");
        assert!(
            !found(term).is_empty() && found(&finished) == found(&format!("{term} ")),
            "{typed}: {:?}",
            found(&finished)
        );
        let told = format!("“{typed}” is read as {term}");
        assert!(remarks(&finished).starts_with(&told), "{typed}: {}", remarks(&finished));
    }
    assert_eq!(
        remarks("compensaton "),
        "“compensaton” is read as compensation, which is in no record: records about a related idea come last"
    );
    let both = remarks("identifcation of compensaton for victims ");
    assert!(both.contains("is read as") && found("compensaton victims ") == found("compensation victims "), "{both}");
    // It is still being typed.
    assert_eq!(remarks("statis"), "");
}

#[test]
fn a_word_is_read_as_a_term_only_within_the_limits_of_corrections() {
    for typed in ["tompensation", "statstcs", "nap", "napp", "quotta", "cmpnsatin", "comensaton7"] {
        let told = remarks(&format!("{typed} "));
        assert!(!told.contains("is read as"), "{typed}: {told}");
    }
    // The data have a word as near.
    assert_eq!(reading("protecton "), Reading::Corrected(vec!["protection".into()]));
}

#[test]
fn json_and_the_explanation_tell_of_a_misspelt_term() {
    let data = stdout(&deck_icatlas(&["find", "compensaton", "--json"]));
    let json: serde_json::Value = serde_json::from_str(&data).unwrap();
    let sought = serde_json::json!({"typed": "compensaton", "reading": "related", "read_as": ["compensation"]});
    assert_eq!(json["words"][0], sought, "{data}");
    let told = stdout(&deck_icatlas(&["find", "compensaton", "--explain"]));
    assert!(told.contains("compensaton, read as compensation: related by the vocabulary"), "{told}");
}

#[test]
fn a_swap_of_two_letters_beats_the_beginning_of_an_unrelated_word() {
    assert_eq!(first("unchr"), "member/unhcr", "the id of an article begins with un-chr");
}

#[test]
fn a_whole_word_ranks_above_forms_and_parts_also_in_a_document_and_above_the_beginning_of_a_pillar() {
    assert_eq!(first("need"), "gap/prevention/1", "not the needs of training");
    assert_eq!(first("formal "), "document/icat-about", "not “formally”");
    assert_eq!(first("part"), "gap/protection/2", "not Partnership");
    assert_eq!(first("protect"), "rec/protection/1", "not all of Protection");
    assert!(first("prot").contains("/protection/"));
}

#[test]
fn whole_words_rank_above_longer_words_that_only_contain_them() {
    let query = SEARCHER.query("act ");
    let hits = SEARCHER.search(&query, usize::MAX);
    let how = |hit| SEARCHER.explain(&query, &hits.plan, hit)[0].best.as_ref().map(|best| best.closeness);
    let closeness: Vec<_> = hits.hits.iter().map(how).collect();
    assert!(closeness.is_sorted_by(|better, worse| better >= worse), "{closeness:?}");
}

#[test]
fn numbers_and_symbols_are_found_however_they_are_punctuated() {
    for typed in ["+431260605687", "(+43-1) 26060-5687", "+43 1 26060 5687"] {
        assert_eq!(first(typed), "contact/unodc-ahtmsu", "{typed}");
    }
    for typed in ["61/180", "A/RES/61/180", "ares61180", "a-res-61-180", "res 61 180"] {
        assert_eq!(first(typed), "document/a-res-61-180", "{typed}");
    }
    for typed in ["a64l64", "A/64/L.64", "a 64 l 64"] {
        assert_eq!(first(typed), "document/a-64-l-64", "{typed}");
    }
}

#[test]
fn what_did_not_count_is_named() {
    let told = remarks("victims protecton compensation ombudsmen zebra");
    for part in ["“protecton” is read as protection", "“compensation”", "“zebra”"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(reading("zebra"), Reading::Nowhere);
}

#[test]
fn a_record_with_some_of_the_words_never_stands_above_one_with_all() {
    for typed in ["victims protection", "legal migration", "data collection national", "police training court"] {
        let hits = SEARCHER.search(&SEARCHER.query(typed), usize::MAX).hits;
        assert!(hits.is_sorted_by_key(|hit| std::cmp::Reverse(hit.matched)), "{typed}");
        // Those with the same words stand together.
        let mut groups: Vec<(u16, u16)> = hits.iter().map(|hit| (hit.units, hit.related)).collect();
        groups.dedup();
        let distinct: std::collections::BTreeSet<_> = groups.iter().collect();
        assert_eq!(groups.len(), distinct.len(), "{typed}");
    }
}
