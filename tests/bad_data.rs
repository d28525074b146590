//! Bad data: all problems are reported at once, each with its location and remedy, with exit code 3. Nothing is changed.

mod common;

use std::fs;

use common::bad::{assert_refused, assert_reported, edit, location, reported};
use common::{copy, icatlas, stderr};
use tempfile::TempDir;

#[test]
fn valid_data_has_no_problems() {
    let folder = copy();
    let output = icatlas(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(common::stdout(&output).contains("83 records, no problems"));
}

/// All other tests read the data in process; this one checks that the program prints the same.
#[test]
fn every_command_refuses_bad_data_with_the_same_message_and_exit_code_3() {
    let spoil: [fn(&TempDir); 7] = [
        |folder| edit(folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large"),
        |folder| edit(folder, "members.ron", "to: \"event/2006-09-tokyo\"", "to: \"event/nowhere\""),
        |folder| edit(folder, "gaps.ron", "Large impunity", "Large \u{1b}[31m\u{202e} impunity"),
        |folder| edit(folder, "gaps.ron", "text:", &format!("{}:", "x".repeat(100_000))),
        |folder| edit(folder, "edition.ron", "schema: 2", "schema: 4"),
        |folder| fs::write(folder.path().join("contacts.ron"), b"\xff").unwrap(),
        |folder| fs::remove_file(folder.path().join("events.ron")).unwrap(),
    ];
    for spoil in spoil {
        let folder = copy();
        spoil(&folder);
        assert_refused(folder.path());
    }
    // More mistakes than are reported in full.
    let folder = copy();
    let gaps = fs::read_to_string(folder.path().join("gaps.ron")).unwrap();
    fs::write(folder.path().join("gaps.ron"), gaps.replace("text:", "txet:")).unwrap();
    fs::write(folder.path().join("events.ron"), format!("[{}]", "(),".repeat(300))).unwrap();
    assert_refused(folder.path());
    // A missing folder, and an empty one.
    assert_refused(&folder.path().join("nowhere\u{1b}[2J"));
    assert_refused(&folder.path().join("gaps.ron"));
    assert_refused(TempDir::new().unwrap().path());
}

#[test]
fn an_unknown_field_is_reported() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    let at = location(&folder, "gaps.ron", "txet");
    assert_reported(&folder, &format!("gaps.ron:{at}"), "unknown field `txet`: write `text`, or leave it out\n");
}

#[test]
fn the_wrong_line_is_shown_with_a_mark_under_it() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    let reported = reported(folder.path());
    let lines: Vec<_> = reported.lines().collect();
    assert!(lines[2].ends_with("|         txet: Verbatim(\"Large impunity\"),"), "{reported}");
    assert!(lines[3].ends_with("|         ^^^^"), "{reported}");
}

#[test]
fn a_missing_field_is_reported() {
    let folder = copy();
    edit(&folder, "gaps.ron", "        text: Verbatim(\"Large impunity\"),\n", "");
    let reported = reported(folder.path());
    assert!(reported.contains("the field `text` is missing: add it before this bracket closes"), "{reported}");
    assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
}

#[test]
fn a_wrong_enum_value_is_reported() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Verbatim(\"Large", "Verbatm(\"Large");
    let at = location(&folder, "gaps.ron", "Verbatm");
    let what = "`Verbatm` is not one of Verbatim, Paraphrase, Editorial: write `Verbatim`\n";
    assert_reported(&folder, &format!("gaps.ron:{at}"), what);
}

#[test]
fn a_duplicate_id_is_reported() {
    let folder = copy();
    edit(&folder, "gaps.ron", "gap/prevention/2", "gap/prevention/1");
    let first = location(&folder, "gaps.ron", "\"gap/prevention/1\"");
    let reported = reported(folder.path());
    let line = first.split(':').next().unwrap();
    let what =
        format!("the id gap/prevention/1 is used before, in {}/gaps.ron line {line}: give", folder.path().display());
    assert!(reported.contains(&what), "{reported}");
}

#[test]
fn a_headline_that_is_too_long() {
    let folder = copy();
    edit(&folder, "gaps.ron", "headline: \"Large impunity\"", "headline: \"Impunity that is as large as it can be\"");
    let at = location(&folder, "gaps.ron", "\"Impunity that");
    let what = "the headline is 38 columns wide: shorten it to 36, or leave it out\n";
    assert_reported(&folder, &format!("gaps.ron:{at}"), what);
}

#[test]
fn two_gaps_under_one_pillar_with_the_same_headline() {
    let folder = copy();
    edit(&folder, "gaps.ron", "headline: \"Law and practice inconsistent\"", "headline: \"LARGE impunity\"");
    let at = location(&folder, "gaps.ron", "\"LARGE");
    let what =
        "gap/prosecution/3 and gap/prosecution/1 have the same headline: change one, so that they can be told apart\n";
    assert_reported(&folder, &format!("gaps.ron:{at}"), what);
}

#[test]
fn records_of_different_kinds_or_pillars_may_share_a_headline() {
    let folder = copy();
    edit(&folder, "gaps.ron", "headline: \"Holistic approach\"", "headline: \"Large impunity\"");
    edit(&folder, "recommendations.ron", "headline: \"Less vulnerability at origin\"", "headline: \"Large impunity\"");
    assert_eq!(icatlas(&["check", folder.path().to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn a_dangling_link_is_reported() {
    let folder = copy();
    edit(&folder, "members.ron", "to: \"event/2006-09-tokyo\"", "to: \"event/2006-09-tokio\"");
    let at = location(&folder, "members.ron", "\"event/2006-09-tokio\"");
    let what = "the link leads to event/2006-09-tokio, which is not in the data: write event/2006-09-tokyo, or add";
    assert_reported(&folder, &format!("members.ron:{at}"), what);
}

#[test]
fn a_link_between_records_of_the_wrong_kinds_is_reported() {
    let folder = copy();
    edit(&folder, "crosswalk.ron", "from: \"rec/prevention/1\"", "from: \"event/global-plan\"");
    let at = location(&folder, "crosswalk.ron", "\"gap/prevention/2\"");
    let what = "`answers` leads here from an event to a gap: it joins a recommendation, a clause or a function to a gap: \
                correct the ids or the";
    assert_reported(&folder, &format!("crosswalk.ron:{at}"), what);
}

#[test]
fn a_judgement_from_an_unknown_record_or_a_duplicate_one_is_reported() {
    let folder = copy();
    edit(&folder, "crosswalk.ron", "from: \"rec/prevention/1\"", "from: \"rec/prevention/9\"");
    let at = location(&folder, "crosswalk.ron", "\"rec/prevention/9\"");
    let what = "the judgement starts from rec/prevention/9, which is not in the data: write rec/prevention/1, or add";
    assert_reported(&folder, &format!("crosswalk.ron:{at}"), what);
    let folder = copy();
    let file = fs::read_to_string(folder.path().join("crosswalk.ron")).unwrap();
    let (first, _) = file[file.find("    (").unwrap()..].split_once("    ),\n").unwrap();
    edit(&folder, "crosswalk.ron", "[\n", &format!("[\n{first}    ),\n"));
    let reported = reported(folder.path());
    assert!(
        reported.contains("“rec/prevention/1 answers gap/prevention/2” appears twice: remove one of"),
        "{reported}"
    );
}

#[test]
fn an_editorial_link_needs_a_reason_and_others_must_not_have_one() {
    let folder = copy();
    edit(&folder, "clauses.ron", "basis: Paraphrase,", "basis: Editorial,");
    let missing = reported(folder.path());
    assert!(missing.contains("an editorial link without a reason: add a `reason`, in a sentence"), "{missing}");
    let folder = copy();
    edit(&folder, "clauses.ron", "basis: Paraphrase,", "basis: Paraphrase, reason: \"I think so\",");
    let superfluous = reported(folder.path());
    assert!(superfluous.contains("a reason for what a source says: leave it out, or make the link"), "{superfluous}");
    let folder = copy();
    edit(&folder, "crosswalk.ron", "        reason: \"Policies", "        raeson: \"Policies");
    let at = location(&folder, "crosswalk.ron", "raeson");
    assert_reported(
        &folder,
        &format!("crosswalk.ron:{at}"),
        "unknown field `raeson`: write `reason`, or leave it out\n",
    );
}

#[test]
fn a_citation_of_anything_but_a_document_is_reported() {
    let folder = copy();
    edit(&folder, "gaps.ron", "document: \"document/icat-deck\"", "document: \"member/unodc\"");
    let at = location(&folder, "gaps.ron", "\"member/unodc\"");
    assert_reported(&folder, &format!("gaps.ron:{at}"), "the citation names member/unodc, which is no document: cite");
}

#[test]
fn a_record_without_a_citation_is_reported() {
    let folder = copy();
    let text = fs::read_to_string(folder.path().join("gaps.ron")).unwrap();
    let start = text.find("citations: [").unwrap();
    let end = start + text[start..].find("],").unwrap() + 1;
    edit(&folder, "gaps.ron", &text[start..end], "citations: []");
    let at = location(&folder, "gaps.ron", "\"gap/prevention/1\"");
    assert_reported(&folder, &format!("gaps.ron:{at}"), "gap/prevention/1 cites nothing: add the document and place");
}

#[test]
fn control_characters_and_bidirectional_overrides_are_refused_and_never_echoed() {
    for (character, name) in [
        ('\u{1b}', "U+001B, a control character"),
        ('\u{9b}', "U+009B, a control character"),
        ('\u{202e}', "U+202E, a character that reverses the reading direction"),
        ('\u{2066}', "U+2066, a character that reverses the reading direction"),
        ('\u{200b}', "U+200B, an invisible character"),
    ] {
        let folder = copy();
        edit(&folder, "gaps.ron", "Large impunity", &format!("Large {character}[31m impunity"));
        let at = location(&folder, "gaps.ron", &character.to_string());
        assert_reported(&folder, &format!("gaps.ron:{at}"), &format!("the text holds {name}: remove it\n"));
    }
}

#[test]
fn an_escaped_control_character_is_refused_as_well() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Large impunity", "Large \\u{1b}[31m impunity");
    assert!(reported(folder.path()).contains("the text holds U+001B, a control character: remove it"));
}

#[test]
fn an_impossible_date_is_reported() {
    let folder = copy();
    edit(&folder, "events.ron", "\"2010-07-30\"", "\"2010-02-30\"");
    let at = location(&folder, "events.ron", "\"2010-02-30\"");
    assert_reported(&folder, &format!("events.ron:{at}"), "there is no such day: look the date up in the source\n");
}

#[test]
fn an_id_of_another_kind_is_reported() {
    let folder = copy();
    edit(&folder, "contacts.ron", "\"contact/unodc-ahtmsu\"", "\"event/unodc-ahtmsu\"");
    let reported = reported(folder.path());
    assert!(
        reported
            .contains("the id event/unodc-ahtmsu is that of an event, in a file of contacts: begin it with contact/"),
        "{reported}"
    );
}

#[test]
fn of_data_in_a_newer_format_only_the_format_is_reported() {
    let folder = copy();
    edit(&folder, "edition.ron", "schema: 2", "regions: [Africa(1)], schema: 4");
    edit(&folder, "gaps.ron", "text:", "wording:");
    fs::write(folder.path().join("regions.ron"), "[]").unwrap();
    fs::remove_file(folder.path().join("contacts.ron")).unwrap();
    let at = format!("edition.ron:{}", location(&folder, "edition.ron", "schema: 4"));
    assert_reported(
        &folder,
        &at,
        "the data is in format 4, and this icatlas reads formats up to 3: use a newer icatlas\n",
    );
}

#[test]
fn data_in_an_unknown_format_is_refused() {
    let folder = copy();
    edit(&folder, "edition.ron", "schema: 2", "schema: 0");
    assert!(reported(folder.path()).contains("there is no data format 0: write `schema: 3`"));
    for number in ["4294967296", "9".repeat(50).as_str(), "-1", "\"2\"", "2u8", "two", "(2)"] {
        let folder = copy();
        edit(&folder, "edition.ron", "schema: 2", &format!("schema: {number}"));
        let line = location(&folder, "edition.ron", "schema:").split(':').next().unwrap().to_owned();
        let reported = reported(folder.path());
        assert!(
            reported.contains(&format!("/edition.ron:{line}:")) && reported.ends_with("\n1 problem in the data\n"),
            "{reported}"
        );
        assert!(
            reported.contains(": the number of a data format is expected here: write `schema: 3`\n"),
            "{number}: {reported}"
        );
    }
}

#[test]
fn all_problems_of_all_files_are_reported_at_once_and_each_once() {
    let folder = copy();
    edit(&folder, "gaps.ron", "text: Verbatim(\"Large", "txet: Verbatim(\"Large");
    edit(&folder, "gaps.ron", "Verbatim(\"Reducing", "Verbatm(\"Reducing");
    edit(&folder, "gaps.ron", "Slide(\"Partnership GAPS\")", "Slied(\"Partnership GAPS\")");
    edit(&folder, "members.ron", "to: \"event/2006-09-tokyo\"", "to: \"event/nowhere\"");
    edit(&folder, "members.ron", "basis: Editorial", "basis: Opinion");
    edit(&folder, "events.ron", "\"2010-07-30\"", "\"2010-02-30\"");
    edit(&folder, "functions.ron", "\"function/2\"", "\"function/1\"");
    fs::write(folder.path().join("contacts.ron"), b"\xff").unwrap();
    let reported = reported(folder.path());
    for what in [
        "unknown field `txet`",
        "`Verbatm` is not one of",
        "`Slied` is not one of",
        "`Opinion` is not one of",
        "there is no such day",
        "the id function/1 is used before",
        "is not UTF-8",
    ] {
        assert_eq!(reported.matches(what).count(), 1, "{what} in\n{reported}");
    }
}

#[test]
fn two_mistakes_in_one_record_are_both_reported() {
    let folder = copy();
    edit(&folder, "members.ron", "name: \"Department", "nmae: \"Department");
    edit(&folder, "members.ron", "standing: Later", "standing: Latr");
    let reported = reported(folder.path());
    assert!(
        reported.contains("unknown field `nmae`: write `name`") && reported.contains("`Latr` is not one of"),
        "{reported}"
    );
    assert!(reported.ends_with("\n2 problems in the data\n"), "{reported}");
}

#[test]
fn other_data_replaces_the_built_in_data() {
    let folder = copy();
    edit(&folder, "gaps.ron", "Large impunity", "Large xyzzy impunity");
    let output = icatlas(&["--data", folder.path().to_str().unwrap(), "find", "xyzzy"]);
    assert!(common::stdout(&output).starts_with("gap/prosecution/1\t"));
}
