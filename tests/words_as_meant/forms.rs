//! Other forms of a word, and other words of its family. Over the edition of 2026, which has more of them.

use icatlas::atlas::{RecordId, Text};

use super::*;

/// Words as an analyst may type them, each with one of the data's texts that it is derived from or that is derived from it.
const DERIVED: &str = "improvement improve, merger merged, rotation rotates, suppression suppress, prohibition prohibit, \
    involvement involve, discussion discussed, discouragement discourage, revision revised, \
    representation representative, administration administrative, prostitutes prostitution, \
    encouragement encourage, incorporation incorporating, hindrance hindered, arbitrator arbitration, \
    governmental governments, region regional, supplemental supplements, reflection reflect, grew grown, \
    promotion promote, endorsement endorsed, proposal proposed, acceleration accelerated, accessible access, \
    accumulation accumulated, agreement agreed, applicants applies, assignment assigned, authenticity authentic, \
    available availability, avoidance avoid, coherent coherence, comparison comparative, confirmation confirms, \
    continuation continue, criminals crimes, detection detect, diplomats diplomatic, \
    difference different, distribution distributed, donation donor, economy economic, enhancement enhance, \
    existence exists, extraction extracted, facilitation facilitate, falsification falsify, flexible flexibility, \
    growth growing, historical history, legitimate legitimacy, losing lost, memberships member, offenders offence, \
    peaceful peace, perpetrated perpetrators, politicians political, preference preferably, \
    prioritisation prioritize, provider provide, quotation quotes, receipt receiving, relevance relevant, \
    requirement required, residence residents, safety safe, scientists scientific, signatories signature, \
    similarly similar, storage stored, strategic strategy, structural structures, sufficiently sufficient, \
    summarise summary, suspicion suspected, sustainability sustainable, traders trade, transplants transplantation, \
    transformation transforming, violent violence, visibility visible, voluntarily voluntary, variation varied, \
    valid validity, seller sale, leadership leads, punishable punish, administrator administers, \
    presidency president, best better, became become, knew known, bore bears";

/// Whether the texts of a record have a word as it stands.
fn has_word(id: &str, word: &str) -> bool {
    let record = TODAY.data().get(&RecordId::try_from(id).unwrap()).unwrap();
    let title = record.title().paragraphs.iter().map(Text::as_str);
    let text = record.text().into_iter().flat_map(|text| &text.paragraphs).map(Text::as_str);
    title.chain(text).any(|text| text.to_lowercase().contains(word))
}

#[test]
fn a_plural_or_singular_comes_before_other_words_of_the_family() {
    for (typed, form) in [("trafficker", "traffickers"), ("slaves", "slave trade")] {
        let found = found_in_2026(typed);
        assert!(has_word(&found[0], form), "{typed}: {found:?}");
        assert!(found.iter().any(|id| !has_word(id, form)), "{typed}: others of the family are found, too");
    }
}

#[test]
fn a_word_is_no_form_of_one_that_only_begins_so() {
    let found = found_in_2026("refuge");
    assert!(!found.contains(&"member/unhcr".to_owned()), "{found:?}");
    assert_eq!(found_in_2026("refugee")[0], "member/unhcr");
}

#[test]
fn a_derived_word_finds_the_records_of_each_word_of_the_texts_that_it_is_related_to() {
    let pairs = DERIVED.split(", ").map(|pair| pair.trim().split_once(' ').unwrap());
    for (derived, word) in pairs {
        let mut editions = 0;
        for searcher in [&*SEARCHER, &*TODAY] {
            let found = |typed: &str| {
                let found = searcher.search(&searcher.query(typed).finished(), usize::MAX);
                let records = found.records(searcher.data());
                records.map(|record| record.id().to_string()).collect::<Vec<_>>()
            };
            let (with_word, with_derived) = (found(&format!("^{word}$")), found(derived));
            let missing: Vec<_> = with_word.iter().filter(|id| !with_derived.contains(id)).collect();
            assert!(missing.is_empty(), "{derived}, with {word} in {missing:?}");
            editions += usize::from(!with_word.is_empty());
        }
        assert!(editions > 0, "{word} is in no text");
    }
}

#[test]
fn who_is_successful_succeeds_nobody() {
    assert_eq!(found_in_2026("successful"), [""; 0]);
    assert!(found_in_2026("succeeded").contains(&"member/unifem".to_owned()));
}

#[test]
fn news_is_no_form_of_new_nor_based_of_basis() {
    for (typed, other) in [("news", "new"), ("new", "news"), ("goods", "good"), ("aid", "aids"), ("based", "basis")] {
        let [with_typed, with_other] = [typed, other].map(|word| found_in_2026(&format!("^{word}$")));
        let found = found_in_2026(typed);
        let confused: Vec<_> = found.iter().filter(|id| with_other.contains(id) && !with_typed.contains(id)).collect();
        assert!(!with_other.is_empty() && confused.is_empty(), "{typed}, with {other}: {confused:?}");
    }
}
