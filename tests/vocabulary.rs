//! The vocabulary of a data folder: what is read from both of its forms, and what is refused.

mod common;

use std::collections::HashMap;
use std::fs;

use common::bad::{assert_refused, assert_reported, location, reported};
use common::{copy, icatlas, stderr};
use icatlas::atlas::{Atlas, Data, Group, RecordId, Strength, Text};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

const FILE: &str = "vocabulary.ron";

/// The frozen data with these groups instead of its synonyms.
fn with(groups: &str) -> TempDir {
    let folder = copy();
    fs::remove_file(folder.path().join("synonyms.ron")).unwrap();
    fs::write(folder.path().join(FILE), format!("[\n{groups}\n]\n")).unwrap();
    folder
}

fn groups_of(folder: &TempDir) -> Vec<Group> {
    let atlas = Atlas::load(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    Data::from(atlas).vocabulary().to_vec()
}

/// Asserts that the groups have one problem, at the first occurrence of a text.
fn assert_wrong(groups: &str, at: &str, what: &str) {
    let folder = with(groups);
    assert_reported(&folder, &format!("{FILE}:{}", location(&folder, FILE, at)), what);
}

/// Asserts that the groups have no problem.
fn assert_right(groups: &str) {
    groups_of(&with(groups));
}

#[test]
fn a_group_has_every_field_that_its_file_gives() {
    let groups = groups_of(&with(
        "(terms: [\"national action plan\"], abbreviations: [\"NAP\"], french: [\"plan d'action national\", \"PAN\"], \
         spanish: [\"plan nacional\"], ambiguous: [], records: [\"rec/partnership/1\", \"gap/partnership/1\"], \
         words: [\"action plans\"], strength: Near)",
    ));
    let [group] = groups.as_slice() else { panic!("{} groups", groups.len()) };
    let texts = |texts: &[Text]| texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    assert_eq!(texts(&group.terms), "national action plan");
    assert_eq!(texts(&group.abbreviations), "NAP");
    assert_eq!(texts(&group.french), "plan d'action national|PAN");
    assert_eq!(texts(&group.spanish), "plan nacional");
    assert_eq!(texts(&group.words), "action plans");
    let records: Vec<&str> = group.records.iter().map(RecordId::as_str).collect();
    assert_eq!(records, ["rec/partnership/1", "gap/partnership/1"]);
    assert_eq!(group.strength, Strength::Near);
    assert!(group.ambiguous.is_empty());
}

#[test]
fn only_terms_have_to_be_given() {
    let groups = groups_of(&with("(terms: [\"police\", \"law enforcement\"])"));
    assert_eq!((groups[0].entries().count(), groups[0].strength), (2, Strength::Same));
    let lacking = "the field `terms` is missing: add it before this bracket closes\n";
    assert_wrong("(abbreviations: [\"NAP\", \"NPA\"])", ")", lacking);
    let unknown = "unknown field `german`: leave it out, or use one of terms, abbreviations, french, spanish, ambiguous, \
                   records, words, strength\n";
    assert_wrong("(terms: [\"a\", \"b\"], german: [\"c\"])", "german", unknown);
    let list = "a list is expected here: put it between square brackets\n";
    assert_wrong("(terms: [\"police\", \"cop\"], records: \"member/unodc\")", "\"member", list);
    let strength = "`Close` is not one of Same, Near: write one of them\n";
    assert_wrong("(terms: [\"a\", \"b\"], strength: Close)", "Close", strength);
}

#[test]
fn a_folder_may_have_the_older_form_or_no_vocabulary() {
    let older = groups_of(&copy());
    assert_eq!(older.len(), 30);
    let of_police: Vec<_> = older[0].entries().map(|entry| (entry.text, entry.is_abbreviation)).collect();
    assert_eq!(of_police, ["police", "cop", "cops", "law enforcement", "policing"].map(|word| (word, false)));
    assert!(older.iter().all(|group| group.strength == Strength::Same && !group.leads_anywhere()));
    let none = with("");
    assert!(groups_of(&none).is_empty());
    fs::remove_file(none.path().join(FILE)).unwrap();
    assert!(groups_of(&none).is_empty());
}

#[test]
fn a_vocabulary_may_be_a_folder_of_files() {
    let folder = with("(terms: [\"police\", \"cop\"])");
    fs::create_dir(folder.path().join("vocabulary")).unwrap();
    fs::write(folder.path().join("vocabulary/more.ron"), "[(terms: [\"child\", \"minor\"])]").unwrap();
    assert_eq!(groups_of(&folder).iter().map(Group::name).collect::<Vec<_>>(), ["police", "child"]);
}

#[test]
fn the_older_form_accepts_and_refuses_what_it_always_did() {
    let folder = copy();
    let older = |text: &str| fs::write(folder.path().join("synonyms.ron"), text).unwrap();
    older("[[\"a\", \"A\"], [\"a\", \"b\"], [\"&\", \"and\"]]");
    assert_eq!(groups_of(&folder).len(), 3);
    older("[[\"police\", \"cop\"], [\"child\"]]");
    let what = "a group of fewer than two words: add what it stands for, or remove it\n";
    assert!(reported(folder.path()).contains(what), "{}", reported(folder.path()));
}

#[test]
fn both_forms_in_one_folder_are_refused() {
    let folder = copy();
    fs::write(folder.path().join(FILE), "[(terms: [\"police\", \"cop\"])]").unwrap();
    let what = format!(
        "{}/vocabulary.ron is there, too: move its groups into that file, each as (terms: [\"…\", \"…\"]), and remove this one\n",
        folder.path().display()
    );
    assert_reported(&folder, "synonyms.ron", &what);
    assert_refused(folder.path());
}

#[test]
fn groups_moved_as_they_are_from_the_older_form_are_reported_with_what_to_write() {
    let words = "[\"police\", \"cop\"]";
    assert_wrong(words, words, "a group of the vocabulary is expected here: write it as (terms: [\"…\", \"…\"])\n");
}

#[test]
fn an_empty_file_is_refused() {
    let folder = with("");
    fs::write(folder.path().join(FILE), "\n").unwrap();
    assert_reported(&folder, FILE, "the file is empty: write a list of groups into it, or remove it\n");
}

#[test]
fn a_group_that_joins_nothing_and_leads_nowhere_is_refused() {
    let alone = "a group of one term that leads nowhere: add another term, `records` or `words`, or remove the group\n";
    assert_wrong("(terms: [\"police\"])", "\"police\"", alone);
    for more in ["french: [\"policier\"]", "records: [\"member/unodc\"]", "words: [\"law enforcement\"]"] {
        assert_right(&format!("(terms: [\"police\"], {more})"));
    }
    let nameless = "the group has no English term, and so no name: add one to `terms`, or remove the group\n";
    for more in ["", ", french: [\"a\", \"b\"]", ", records: [\"member/unodc\"]"] {
        assert_wrong(&format!("(terms: []{more})"), "(terms", nameless);
    }
}

#[test]
fn a_near_group_that_leads_nowhere_is_refused() {
    let what = "a group of strength Near that leads nowhere: add `records` or `words`, or leave `strength` out\n";
    for terms in ["\"police\"", "\"police\", \"cop\""] {
        assert_wrong(&format!("(terms: [{terms}], strength: Near)"), "\"police\"", what);
    }
    assert_right("(terms: [\"police\"], strength: Near, words: [\"law enforcement\"])");
}

#[test]
fn a_record_that_is_not_in_the_data_is_reported_with_the_nearest_id() {
    let what = "the group leads to member/unocd, which is not in the data: write member/unodc, or add the record\n";
    assert_wrong("(terms: [\"police\"], records: [\"member/unocd\"])", "\"member/unocd\"", what);
    let twice = "(terms: [\"police\"], records: [\"member/unocd\"]), (terms: [\"crime\"], records: [\"member/unocd\"])";
    assert_wrong(
        twice,
        "\"member/unocd\"",
        "the group leads to member/unocd, which is not in the data, and 1 other leads",
    );
    let shape = "not an id: use lower-case letters, digits and hyphens between slashes, as in member/unodc\n";
    assert_wrong("(terms: [\"police\"], records: [\"UNODC\"])", "\"UNODC\"", shape);
}

#[test]
fn words_that_no_record_has_are_a_warning_of_check_at_their_place() {
    let folder = with(
        "(terms: [\"visa\"], words: [\"Victim’s protection\", \"law-enforcement\", \"ungift\", \"UN.GIFT\"], strength: Near),\n\
         (terms: [\"permit\"], words: [\"protection\", \"enforcement law\", \"zyxwv\"], strength: Near)",
    );
    let path = folder.path().to_str().unwrap();
    let check = icatlas(&["check", path]);
    assert_eq!(check.status.code(), Some(0), "the search works without them: {}", stderr(&check));
    let told = stderr(&check);
    let at = |words: &str| format!("{path}/{FILE}:{}: ", location(&folder, FILE, &format!("\"{words}\"")));
    for words in ["Victim’s protection", "enforcement law", "zyxwv"] {
        let line = format!("{}the group leads to “{words}”, which no record has: correct it", at(words));
        assert!(told.contains(&line), "{line}\n{told}");
    }
    assert!(told.ends_with("\n3 warnings in the data\n"), "{told}");
}

#[test]
fn a_term_with_two_meanings_is_refused_unless_both_groups_list_it() {
    let groups = |one: &str, other: &str| {
        format!(
            "(terms: [\"national action plan\"], abbreviations: [\"NAP\"], ambiguous: [{one}]),\n\
             (terms: [\"sleep\"], french: [\"naP\"], strength: Near, words: [\"night\"]),\n\
             (terms: [\"new agenda\", \"náp\"], ambiguous: [{other}])"
        )
    };
    let remedy = "list it under `ambiguous` in both groups, or remove it from one\n";
    for first in ["", "\"Nap\""] {
        let folder = with(&groups(first, ""));
        let file = folder.path().join(FILE).display().to_string();
        let at = location(&folder, FILE, "\"náp\"");
        let what = format!("“náp” is also a term of “national action plan”, in {file} line 2: {remedy}");
        assert_reported(&folder, &format!("{FILE}:{at}"), &what);
    }
    let folder = with(&groups("", "\"NÁP\""));
    let file = folder.path().join(FILE).display().to_string();
    let at = location(&folder, FILE, "\"NAP\"");
    let what = format!("“NAP” is also a term of “new agenda”, in {file} line 4: {remedy}");
    assert_reported(&folder, &format!("{FILE}:{at}"), &what);
    assert_right(&groups("\"NAP\"", "\"nap\""));
}

#[test]
fn a_term_with_many_meanings_is_reported_for_each_group_that_does_not_list_it() {
    let group = |name: &str, listed: &str| format!("(terms: [\"{name}\", \"re-entry\"], ambiguous: [{listed}]),\n");
    let listed = "\"Re entry\"";
    assert_right(&[group("a", listed), group("b", listed), group("c", listed)].concat());
    let first = [group("a", ""), group("b", listed), group("c", listed)].concat();
    assert_wrong(&first, "\"re-entry\"", "“re-entry” is also a term of “b”");
    let two = reported(with(&[group("a", listed), group("b", ""), group("c", "")].concat()).path());
    assert!(two.ends_with("\n2 problems in the data\n"), "{two}");
}

#[test]
fn each_spelling_of_a_term_with_two_meanings_is_listed() {
    let groups = |listed: &str| {
        format!(
            "(terms: [\"policies\", \"4 p\", \"4P\"], ambiguous: [{listed}]),\n(terms: [\"paper\", \"4-p\"], ambiguous: [\"4-p\"])"
        )
    };
    for listed in ["\"4 p\"", "\"4P\""] {
        let told = reported(with(&groups(listed)).path());
        assert!(told.contains("is also a term of “paper”") && told.ends_with("\n1 problem in the data\n"), "{told}");
    }
    assert_right(&groups("\"4 p\", \"4P\""));
}

#[test]
fn a_term_that_is_twice_in_a_group_is_refused() {
    let again = "(terms: [\"re-integration\", \"return\"], french: [\"Ré intégration\"])";
    let what = "“Ré intégration” is in this group twice, also as “re-integration”: remove one of the two\n";
    assert_wrong(again, "\"Ré", what);
    let same = "(terms: [\"protection\", \"safety\"], french: [\"protection\"])";
    assert_wrong(same, "\"protection\"", "“protection” is in this group twice: remove one of the two\n");
}

#[test]
fn an_ambiguous_term_that_the_group_does_not_have_is_refused() {
    let groups = "(terms: [\"police\", \"cop\"], words: [\"NAP\"], ambiguous: [\"COP\", \"NAPs\"])";
    let what = "“NAPs” is listed as ambiguous and is no term of this group: add it to the terms, or remove it from `ambiguous`\n";
    assert_wrong(groups, "\"NAPs\"", what);
}

#[test]
fn a_term_that_no_search_finds_is_refused() {
    let what = "“&” has no letter and no digit, so that no search finds it: write it in words, or remove it\n";
    assert_wrong("(terms: [\"and\", \"&\"])", "\"&\"", what);
}

#[test]
fn a_field_that_cannot_be_read_has_no_further_problems() {
    let other = "(terms: [\"police\"], abbreviations: [\"COP\"], ambiguous: [\"COP\"])";
    for (wrong, at) in [
        ("(terms: [\"party\"], abreviations: [\"COP\"], ambiguous: [\"COP\"])", "abreviations"),
        ("(terms: [\"party\", \"COP\"], ambigous: [\"COP\"])", "ambigous"),
        ("(terms: [\"party\"], record: [\"member/unodc\"], strength: Near)", "record:"),
        ("(terms: [\"party\", \"\"], words: [\"x\"])", "\"\""),
    ] {
        let folder = with(&format!("{other},\n{wrong}"));
        assert!(reported(folder.path()).starts_with(&format!(
            "icatlas: {}/{FILE}:{}: ",
            folder.path().display(),
            location(&folder, FILE, at)
        )));
        assert!(reported(folder.path()).ends_with("\n1 problem in the data\n"), "{}", reported(folder.path()));
    }
}

#[test]
fn a_group_that_cannot_be_read_hides_no_other_problem() {
    let folder = with("(terms: [\"police\", \"cop\"]),\n(term: [\"x\"]),\n(terms: [\"COP\", \"party\"])");
    let reported = reported(folder.path());
    assert!(reported.contains("unknown field `term`: write `terms`"), "{reported}");
    assert!(reported.contains("“COP” is also a term of “police”"), "{reported}");
    assert!(reported.ends_with("\n2 problems in the data\n"), "{reported}");
}

#[test]
fn the_example_of_the_documentation_is_read() {
    let documentation = include_str!("../docs/data.md");
    let (_, section) = documentation.split_once("## The vocabulary").unwrap();
    let (_, example) = section.split_once("```ron\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let groups = groups_of(&with(example));
    assert!(groups.len() > 1 && groups.iter().any(|group| !group.ambiguous.is_empty()));
}

/// Spellings of some terms; those in one line are the same.
const SPELLINGS: [&[&str]; 6] = [
    &["nap", "NAP", "Nàp", "n’ap"],
    &["re-entry", "RE ENTRY", "ré entry", "re · entry"],
    &["œuvre", "OEUVRE", "oeuvre"],
    &["ﬁnance", "finance", "FINANCE-"],
    &["行动", "«行动»"],
    &["4P", "4 p", "4p"],
];

/// Terms as pairs of a line and a column of [`SPELLINGS`].
fn terms(most: usize) -> impl Strategy<Value = Vec<(usize, &'static str)>> {
    let term = (0..SPELLINGS.len()).prop_flat_map(|line| select(SPELLINGS[line]).prop_map(move |text| (line, text)));
    // "4 p" is two words: a group may have it beside "4P". Between groups they are one; see [`is_allowed`].
    prop::collection::vec(
        term.prop_map(|(line, text)| if text == "4 p" { (SPELLINGS.len(), text) } else { (line, text) }),
        0..most,
    )
}

/// The terms, what is listed as ambiguous, and whether the group is of strength Near.
type Sketch = (Vec<(usize, &'static str)>, Vec<(usize, &'static str)>, bool);

/// Whether the rules allow these groups, each of which has a term of its own and leads to a record.
fn is_allowed(groups: &[Sketch]) -> bool {
    let lines = |terms: &[(usize, &str)]| terms.iter().map(|(line, _)| *line).collect::<Vec<_>>();
    let mut listed_everywhere = HashMap::<usize, Vec<bool>>::new();
    for (terms, ambiguous, is_near) in groups {
        let (own, ambiguous) = (lines(terms), lines(ambiguous));
        let mut distinct = own.clone();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() < own.len() || ambiguous.iter().any(|line| !own.contains(line)) {
            return false;
        }
        let mut listed = HashMap::<usize, bool>::new();
        for line in own.iter().filter(|_| !is_near) {
            *listed.entry(*line.min(&(SPELLINGS.len() - 1))).or_insert(true) &= ambiguous.contains(line);
        }
        for (line, is_listed) in listed {
            listed_everywhere.entry(line).or_default().push(is_listed);
        }
    }
    listed_everywhere.values().all(|listed| listed.len() < 2 || listed.iter().all(|listed| *listed))
}

#[test]
fn groups_of_any_order_and_spelling_are_read_or_refused_by_the_rules() {
    let folder = with("");
    let group = (terms(3), terms(2), any::<bool>());
    let seeds = "proptest-regressions/tests/vocabulary.txt";
    let (mut config, outcomes) = (common::cases(300, seeds), std::cell::Cell::new([0, 0]));
    config.max_shrink_iters = 200;
    let tried = TestRunner::new(config).run(&prop::collection::vec(group, 1..5), |groups| {
        let list = |terms: &[(usize, &str)]| terms.iter().map(|(_, text)| format!("{text:?}")).collect::<Vec<_>>().join(", ");
        let written = groups.iter().enumerate().map(|(number, (terms, ambiguous, is_near))| {
            let strength = if *is_near { "Near" } else { "Same" };
            format!(
                "(terms: [\"name {number}\"], french: [{}], ambiguous: [{}], records: [\"member/unodc\"], strength: {strength}),\n",
                list(terms), list(ambiguous)
            )
        });
        fs::write(folder.path().join(FILE), format!("[{}]", written.collect::<String>())).unwrap();
        let (read, allowed) = (Atlas::load(folder.path()), is_allowed(&groups));
        prop_assert_eq!(read.is_ok(), allowed, "{:?}", read.err().map(|error| error.to_string()));
        let mut counts = outcomes.get();
        counts[usize::from(allowed)] += 1;
        outcomes.set(counts);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(outcomes.get().iter().all(|count| *count > 0), "{:?}", outcomes.get());
}

#[test]
fn joined_hyphenated_and_spaced_forms_are_one_term_in_two_groups() {
    for other in ["UN Women", "UN-Women"] {
        let groups = format!("(terms: [\"unwomen\", \"gender entity\"]),\n(terms: [\"{other}\", \"women’s agency\"])");
        let folder = with(&groups);
        let told = reported(folder.path());
        assert!(told.contains(&format!("“{other}” is also a term of “unwomen”")), "{told}");
    }
    assert_right("(terms: [\"unwomen\", \"UN Women\"])");
}
