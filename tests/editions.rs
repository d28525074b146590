//! Editions: a folder that extends another edition corrects its records, adds to them and withdraws some.

mod common;

use std::fs;
use std::path::Path;

use common::editions::{CITED, assert_reported, checked, edit, edition, extending, listed, shown, write};
use common::exports::holds;
use common::{built_in_icatlas, copy_to, icatlas, icatlas_with, stderr, stdout};
use serde_json::Value;
use tempfile::tempdir;

#[test]
fn a_folder_that_changes_nothing_says_what_its_base_says() {
    let folder = extending(&[]);
    let (whole, base) = (folder.path(), folder.path().join("2010-deck"));
    let exported = |folder: &Path| {
        let json = stdout(&icatlas(&["--data", folder.to_str().unwrap(), "export"]));
        serde_json::from_str::<Value>(&json).unwrap()["records"].take()
    };
    assert_eq!(exported(whole), exported(&base));
    assert_eq!(checked(whole), "edition mine (25 November 2026): 83 records, no problems\n");
    assert_eq!(checked(&base), "edition 2010-deck (20 October 2010): 83 records, no problems\n");
}

#[test]
fn fields_are_replaced_and_the_others_stay() {
    // Without and with a comma before the bracket, with the word first, in the middle and last, and with comments.
    for element in [
        "(replaces: Fields, id: \"gap/prevention/3\", headline: \"Demand\")",
        "(id: \"gap/prevention/3\", replaces: Fields, headline: \"Demand\",)",
        "(id: \"gap/prevention/3\", headline: \"Demand\", replaces: Fields)",
        "(id: \"gap/prevention/3\", headline: \"Demand\", replaces: Fields,)",
        "Gap(\n id : \"gap/prevention/3\", // ) the third\n replaces: Fields, headline: \"Demand\" /* ) */\n // )\n)",
    ] {
        let folder = extending(&[("gaps.ron", &format!("[{element}]"))]);
        let gap = shown(&folder, "gap/prevention/3");
        assert_eq!(gap["headline"], "Demand", "{element}");
        assert_eq!(gap["title"], "Reducing the demand", "{element}");
        assert_eq!(gap["citations"][0]["place"], "slide “Prevention GAPS”", "{element}: {gap}");
    }
}

#[test]
fn the_date_since_which_members_are_to_be_named_is_checked() {
    let edition = |since: &str, schema: u32| {
        let name = "name: \"mine\", date: \"2026-11-25\"";
        format!("({name}, schema: {schema}, named_since: \"{since}\", extends: \"2010-deck\")")
    };
    let folder = extending(&[("edition.ron", &edition("2026", 3))]);
    assert!(checked(folder.path()).ends_with("no problems\n"), "{}", checked(folder.path()));
    let folder = extending(&[("edition.ron", &edition("2026-12", 3))]);
    assert_reported(
        &folder,
        "edition.ron:1:47: `named_since` is 2026-12, after the day of the edition: write a date up to 2026-11-25\n",
    );
    let folder = tempdir().unwrap();
    copy_to(folder.path());
    edit(folder.path(), "edition.ron", "name:", "named_since: \"2010\", name:");
    let reported = checked(folder.path());
    let problem = "an edition lists members by when they are named since format 3: write `schema: 3`, or leave";
    assert!(reported.contains(problem), "{reported}");
}

#[test]
fn a_replaced_record_keeps_its_place_and_a_new_one_follows() {
    let folder = extending(&[(
        "gaps.ron",
        &format!(
            "[(id: \"gap/prevention/9\", text: Verbatim(\"New\"), {CITED}), \
             (id: \"gap/prevention/2\", replaces: Record, text: Verbatim(\"Other\"), {CITED})]"
        ),
    )]);
    let gap = shown(&folder, "gap/prevention/2");
    assert_eq!((&gap["title"], &gap["headline"]), (&"Other".into(), &Value::Null));
    let mut expected = listed(&folder.path().join("2010-deck"), "gap");
    expected.push("gap/prevention/9".to_owned());
    assert_eq!(listed(folder.path(), "gap"), expected);
    assert!(listed(folder.path(), "rec").len() > 5, "the records of later kinds are there");
}

#[test]
fn what_is_withdrawn_is_gone_with_the_judgements_of_it() {
    let folder = extending(&[
        ("recommendations.ron", "[(id: \"rec/prevention/2\", withdrawn: \"said twice\")]"),
        (
            "crosswalk.ron",
            "[(from: \"rec/prevention/2\", relation: Answers, to: \"gap/prevention/3\", withdrawn: \"so is its start\")]",
        ),
    ]);
    assert!(!listed(folder.path(), "rec").contains(&"rec/prevention/2".to_owned()), "{}", checked(folder.path()));
    let output = icatlas(&["--data", folder.path().to_str().unwrap(), "list", "gap", "--unanswered"]);
    assert!(stdout(&output).contains("gap/prevention/3"), "{}", stdout(&output));
    let output = icatlas(&["--data", folder.path().to_str().unwrap(), "show", "rec/prevention/2"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_judgement_is_corrected_by_its_ends() {
    let ends = "from: \"rec/prevention/2\", relation: Answers, to: \"gap/prevention/3\"";
    for (what, reason) in [
        ("replaces: Fields, reason: \"Other.\"", "Other."),
        ("replaces: Record, reason: \"New.\", citation: (document: \"document/crosswalk\", place: Whole)", "New."),
    ] {
        let folder = extending(&[("crosswalk.ron", &format!("[({ends}, {what})]"))]);
        let record = shown(&folder, "rec/prevention/2");
        let links: Vec<_> =
            record["links"].as_array().unwrap().iter().filter(|link| link["relation"] == "answers").collect();
        assert_eq!((links.len(), &links[0]["reason"]), (1, &reason.into()), "{}", checked(folder.path()));
    }
    let folder = extending(&[("crosswalk.ron", &format!("[({ends}, reason: \"Other.\")]"))]);
    assert_reported(
        &folder,
        "crosswalk.ron:1:52: “rec/prevention/2 answers gap/prevention/3” is in the edition that this one extends: add \
         `replaces: Fields` to replace the fields given here, or `replaces: Record` to replace all\n",
    );
    let folder = extending(&[("crosswalk.ron", &format!("[({}, withdrawn: \"x\")]", ends.replace('2', "1")))]);
    assert_reported(
        &folder,
        "crosswalk.ron:1:52: “rec/prevention/1 answers gap/prevention/3” is not in the edition that this one extends: \
         write “rec/prevention/",
    );
}

#[test]
fn a_corrected_judgement_keeps_its_strength_and_paragraph() {
    let answers = "from: \"rec/prevention/2\", relation: Answers, to: \"gap/prevention/3\"";
    let bears_on = "from: \"article/example/1\", relation: BearsOn, to: \"gap/prevention/3\"";
    let new = "reason: \"First.\", citation: (document: \"document/crosswalk\", place: Whole)";
    let article = "[(id: \"article/example/1\", title: Paraphrase(\"One\"), text: Paraphrase(\"x\"), ";
    let folder = extending(&[
        ("edition.ron", &edition("mine", "middle")),
        (
            "crosswalk.ron",
            &format!(
                "[({answers}, replaces: Fields, reason: \"Other.\"), ({bears_on}, replaces: Fields, reason: \"Other.\")]"
            ),
        ),
        ("middle/edition.ron", &edition("middle", "2010-deck")),
        ("middle/articles.ron", &format!("{article}{CITED})]")),
        (
            "middle/crosswalk.ron",
            &format!("[({answers}, replaces: Fields, strength: Partial), ({bears_on}, paragraph: \"1(2)\", {new})]"),
        ),
    ]);
    fs::rename(folder.path().join("2010-deck"), folder.path().join("middle/2010-deck")).unwrap();
    for (id, relation, field, value) in
        [("rec/prevention/2", "answers", "strength", "partial"), ("article/example/1", "bears on", "paragraph", "1(2)")]
    {
        let record = shown(&folder, id);
        let links = record["links"].as_array().unwrap();
        let link = links.iter().find(|link| link["relation"] == relation && link["to"] == "gap/prevention/3").unwrap();
        assert_eq!((&link[field], &link["reason"]), (&value.into(), &"Other.".into()), "{link}");
    }
}

#[test]
fn the_vocabulary_is_added_to_that_of_the_base() {
    let folder = extending(&[
        ("vocabulary.ron", "[(terms: [\"zzyzx\", \"quuxly\"], records: [\"gap/prevention/1\"])]"),
        ("gaps.ron", "[(id: \"gap/prevention/2\", replaces: Fields, text: Verbatim(\"Zzyzx\"))]"),
    ]);
    write(
        &folder.path().join("2010-deck"),
        "vocabulary.ron",
        "[(terms: [\"quuxet\"], records: [\"gap/prevention/3\"])]",
    );
    fs::remove_file(folder.path().join("2010-deck/synonyms.ron")).unwrap();
    let found = |words| stdout(&icatlas(&["--data", folder.path().to_str().unwrap(), "find", words]));
    assert!(found("quuxly").contains("gap/prevention/1"), "{}", checked(folder.path()));
    assert!(found("quuxet").contains("gap/prevention/3"));
}

#[test]
fn a_group_of_the_base_leads_no_longer_to_what_is_withdrawn() {
    let folder = extending(&[("functions.ron", "[(id: \"function/extra\", replaces: Fields, headline: \"Other\")]")]);
    let base = folder.path().join("2010-deck");
    fs::remove_file(base.join("synonyms.ron")).unwrap();
    write(
        &base,
        "functions.ron",
        &fs::read_to_string(base.join("functions.ron")).unwrap().replacen(
            '[',
            &format!("[(id: \"function/extra\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), {CITED}),"),
            1,
        ),
    );
    write(
        &base,
        "vocabulary.ron",
        "[(terms: [\"quux\"], records: [\"function/extra\"]), (terms: [\"zz\", \"zzyx\"], records: [\"function/extra\"])]",
    );
    assert!(checked(folder.path()).ends_with("84 records, no problems\n"), "{}", checked(folder.path()));
    write(folder.path(), "functions.ron", "[(id: \"function/extra\", withdrawn: \"gone\")]");
    assert!(checked(folder.path()).ends_with("83 records, no problems\n"), "{}", checked(folder.path()));
}

#[test]
fn wrong_changes_are_reported_with_place_and_remedy() {
    for (file, text, problem) in [
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", headline: \"Other\")]",
            "gaps.ron:1:7: gap/prevention/1 is in the edition that this one extends: add `replaces: Fields` to replace the \
             fields given here, or `replaces: Record` to replace all\n",
        ),
        (
            "members.ron",
            "[(id: \"member/unodcc\", replaces: Fields, short: \"x\")]",
            "members.ron:1:7: member/unodcc is not in the edition that this one extends: write member/unodc, or leave \
             `replaces` out if it is new\n",
        ),
        (
            "members.ron",
            "[(id: \"member/q\", withdrawn: \"x\")]",
            "members.ron:1:7: member/q is not in the edition that this one extends: write member/",
        ),
        (
            "gaps.ron",
            "[(id: \"member/unodc\", replaces: Fields, text: Verbatim(\"x\"))]",
            "gaps.ron:1:7: the id member/unodc is that of a member, in a file of gaps: move this to members.ron\n",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replaces: Felds)]",
            "gaps.ron:1:37: `Felds` is not one of Fields, Record: write `Fields`\n",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replace: Fields, headline: \"Other\")]",
            "gaps.ron:1:7: gap/prevention/1 is in the edition",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/99\", replace: Fields, headline: \"Other\")]",
            "gaps.ron:1:28: unknown field `replace`: write `replaces`, or leave it out\n",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replaces: Fields, txet: Verbatim(\"x\"))]",
            "gaps.ron:1:45: unknown field `txet`: write `text`, or leave it out\n",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replaces: Record, text: Verbatim(\"x\"))]",
            "gaps.ron:1:64: the field `citations` is missing: add it before this bracket closes\n",
        ),
        ("gaps.ron", "[(id: \"gap/prevention/1\", withdrawn: \"\")]", "gaps.ron:1:38: the text is empty"),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", withdrawn: \"x\", headline: \"Other\")]",
            "gaps.ron:1:43: gap/prevention/1 is withdrawn here, and `headline` is given: leave one of the two out\n",
        ),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replaces: Record, withdrawn: \"x\")]",
            "gaps.ron:1:27: gap/prevention/1 is withdrawn here, and `replaces` is given: leave one of the two out\n",
        ),
        (
            "gaps.ron",
            "[\n(id: \"gap/prevention/1\", replaces: Fields, headline: \"Other\"),\n\
             (id: \"gap/prevention/1\", replaces: Fields, headline: \"Third\")]",
            "gaps.ron:3:6: gap/prevention/1 is changed before, in gaps.ron line 2: keep one of the two\n",
        ),
        ("members.ron", "[(id: \"member/unodc\", replaces: Fields, name: \"A name \u{202e}\")]", "members.ron:1:55: "),
        (
            "gaps.ron",
            "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Reducing the demand\")]",
            "gaps.ron:1:55: gap/prevention/1 and gap/prevention/3 have the same headline: change one",
        ),
        ("gaps.ron", "[(id: \"gap/prevention/1\", replaces: Fields, headline: \"Other\"]", "gaps.ron:1:"),
    ] {
        assert_reported(&extending(&[(file, text)]), problem);
    }
}

#[test]
fn what_leads_to_a_withdrawn_record_is_reported_where_that_can_be_mended() {
    let withdrawn = "[\n(id: \"gap/prevention/3\", withdrawn: \"x\")]";
    assert_reported(
        &extending(&[("gaps.ron", withdrawn)]),
        "gaps.ron:2:6: gap/prevention/3 is withdrawn here, and 2010-deck/crosswalk.ron line 14 leads to it: keep it, or \
         replace or withdraw what leads there\n",
    );
    // A link of the edition that withdraws it is reported itself.
    let crosswalk = "[(from: \"rec/prevention/2\", relation: Answers, to: \"gap/prevention/3\", withdrawn: \"x\"),\n\
                     (from: \"rec/prevention/1\", relation: Answers, to: \"gap/prevention/3\", reason: \"x\", citation: \
                     (document: \"document/crosswalk\", place: Whole))]";
    assert_reported(
        &extending(&[("gaps.ron", withdrawn), ("crosswalk.ron", crosswalk)]),
        "crosswalk.ron:2:51: the link leads to gap/prevention/3, which gaps.ron line 2 withdraws: lead elsewhere, leave \
         this out, or keep the record\n",
    );
}

#[test]
fn what_changes_a_record_needs_an_edition_to_extend() {
    for word in ["replaces: Fields", "replaces: Record", "withdrawn: \"x\""] {
        let folder = tempdir().unwrap();
        copy_to(folder.path());
        edit(folder.path(), "gaps.ron", "headline", &format!("{word}, headline"));
        let name = word.split(':').next().unwrap();
        assert_reported(
            &folder,
            &format!(
                "gaps.ron:6:9: `{name}` in an edition that extends none: leave it out, or let edition.ron name the edition to \
                 change, as in `extends: \"…\"`\n"
            ),
        );
    }
}

#[test]
fn the_edition_of_the_deck_says_what_the_built_in_data_said_before_it_had_others() {
    let output = built_in_icatlas(&["export", "--edition", "2010-deck", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let now: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let before: Value = serde_json::from_str(include_str!("data/2010-deck.json")).unwrap();
    let records = |json: &Value| json["records"].as_array().unwrap().clone();
    assert_eq!((records(&now).len(), records(&before).len()), (75, 75));
    for (now, before) in records(&now).iter().zip(&records(&before)) {
        assert!(holds(now, before), "was\n{before:#}\nis\n{now:#}");
    }
}

#[test]
fn an_option_chooses_an_edition_of_the_program_on_every_command() {
    let first = |arguments: &[&str]| {
        let output = built_in_icatlas(&[arguments, &["--edition", "2010-deck"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&["check"]), "edition 2010-deck (20 October 2010): 75 records, no problems");
    assert_eq!(first(&["list"]), "member\t17");
    assert!(first(&["find", "impunity"]).contains("gap/prosecution/1"));
    assert_eq!(first(&["show", "member/unodc"]), "UNODC, member of ICAT");
    assert!(first(&["cite", "gap/prevention/1"]).contains("ICAT"));
    assert_eq!(first(&["pick", "--first", "--print", "id", "large impunity"]), "gap/prosecution/1");
    // It counts more than the folder that the environment names.
    assert_eq!(stdout(&icatlas(&["--edition", "2010-deck", "list", "member"])).lines().count(), 17);
    let restricted = icatlas_with(
        &["--edition", "2010-deck", "check"],
        &[("ICATLAS_RESTRICTED", Path::new("1")), ("ICATLAS_DATA", Path::new("/nowhere"))],
    );
    assert!(stdout(&restricted).starts_with("edition 2010-deck ("), "{}", stderr(&restricted));
}

#[test]
fn an_unknown_edition_or_a_folder_besides_is_wrong_usage() {
    for (arguments, told) in [
        (&["--edition", "2010", "list"][..], "there is no edition “2010”: write one of "),
        (&["--edition", "../x\u{1b}", "list"], "there is no edition “../x<U+001B>”: write one of "),
        (
            &["--data", ".", "--edition", "2010-deck", "list"],
            "--edition names built-in data, and --data other data: omit one",
        ),
        (
            &["--data", ".", "list", "--edition", "2010-deck"],
            "--edition names built-in data, and --data other data: omit one",
        ),
        (
            &["--edition", "2010-deck", "check", "."],
            "--edition names built-in data, and the folder other data: omit one",
        ),
    ] {
        let output = icatlas(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).starts_with(&format!("icatlas: {told}")), "{}", stderr(&output));
    }
    assert!(stderr(&icatlas(&["--edition", "2010", "list"])).contains("2010-deck"));
}

#[test]
fn the_version_names_the_default_edition_and_its_day() {
    let edition = icatlas::built_in::editions().next().unwrap();
    let expected = format!("icatlas {}, data {} of {}\n", env!("CARGO_PKG_VERSION"), edition.name, edition.date);
    assert_eq!(stdout(&icatlas(&["--version"])), expected);
}

#[test]
fn the_version_names_the_edition_that_the_arguments_name() {
    let version = env!("CARGO_PKG_VERSION");
    let deck = format!("icatlas {version}, data 2010-deck of 20 October 2010\n");
    for arguments in [
        ["--version", "--edition", "2010-deck"],
        ["--edition", "2010-deck", "--version"],
        ["-V", "--edition", "2010-deck"],
    ] {
        assert_eq!(stdout(&icatlas(&arguments)), deck, "{arguments:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("edition.ron"),
        "(name: \"mine\", date: \"2027-01-02\", schema: 3, extends: \"2010-deck\")",
    )
    .unwrap();
    let folder = folder.path().to_str().unwrap();
    assert_eq!(
        stdout(&icatlas(&["--version", "--data", folder])),
        format!("icatlas {version}, data mine of 2 January 2027\n")
    );
    let unknown = icatlas(&["--version", "--edition", "2011"]);
    assert_eq!((unknown.status.code(), stdout(&unknown).as_str()), (Some(2), ""));
    assert!(stderr(&unknown).contains("there is no edition “2011”"), "{}", stderr(&unknown));
}
