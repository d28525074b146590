//! Periods, days of reading, names with a language and the relations of format 3: how they are read, shown, printed and found,
//! and the messages about mistakes in them.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{edit, location, reported};
use common::{icatlas, stderr, stdout};
use serde_json::{Value, json};
use tempfile::TempDir;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3");

fn printed(arguments: &[&str]) -> String {
    let output = icatlas(&[&["--data", FOLDER], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

/// The page of a record, with its lines joined.
fn page(id: &str) -> String {
    printed(&["show", id]).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn record(id: &str) -> Value {
    serde_json::from_str::<Value>(&printed(&["show", "--json", id])).unwrap()["records"][0].clone()
}

fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in fs::read_dir(Path::new(FOLDER)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// The ids and remarks that a query gives.
fn found(query: &[&str]) -> (Vec<String>, String) {
    let output = icatlas(&[&["--data", FOLDER, "find"], query].concat());
    let ids = stdout(&output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    (ids, stderr(&output))
}

#[test]
fn a_page_says_when_a_link_holds_and_when_that_was_read() {
    let unodc = page("member/unodc");
    let group = "ICAT “Inter-Agency Coordination Group against Trafficking in Persons”";
    for told in [
        format!(
            "Member of {group}, from March 2007, still so on 25 November 2026 ICAT’s page about itself, read on 25"
        ),
        "Chaired ICAT, 2021 to 2022 ICAT’s page about itself, read on 25 November 2026, single source,".to_owned(),
        "paraphrase ICAT, from 2025 ICAT’s page".to_owned(),
    ] {
        assert!(unodc.contains(&told), "{told} in\n{unodc}");
    }
    let body = page("body/icat");
    assert!(body.contains("Period from March 2007, still so on 25 November 2026 Members 16, January 2012"), "{body}");
    assert!(body.contains("read on 25 November 2026, unofficial"), "{body}");
    assert!(body.contains("“Example Fund for Women”, until 2010 ICAT deck"), "{body}");
}

#[test]
fn what_became_of_a_member_comes_first_among_its_links() {
    let fund = printed(&["show", "member/example-fund"]);
    let headings = ["Period  1976 to 2010", "Succeeded by", "Merged into", "Member of"];
    let places: Vec<_> = headings.iter().map(|heading| fund.find(&format!("\n{heading}\n")).unwrap()).collect();
    assert!(places.is_sorted(), "{fund}");
    assert!(fund.contains("“Example Entity for Women”, 2 July 2010\n"), "a succession happens on a day: {fund}");
    assert!(page("member/example-women").contains("Succeeded EFW “Example Fund for Women”, 2 July 2010"));
}

#[test]
fn a_name_has_a_standing_a_language_and_a_period() {
    let women = printed(&["show", "member/example-women"]);
    for line in [
        "  Later name, French  “Entité exemplaire pour les femmes (EEF)”, from July 2010",
        "  Former name  Example Fund (EF)†, 1984 to 2 July 2010",
        "  Spanish  Entidad ejemplar†",
    ] {
        assert!(women.lines().any(|printed| printed == line), "{line} in\n{women}");
    }
    let names = &record("member/example-women")["names"];
    let of = |number: usize| (&names[number]["standing"], &names[number]["language"]);
    assert_eq!(of(0), (&json!("source"), &json!("english")));
    assert_eq!(of(1), (&json!("later"), &json!("french")));
    assert_eq!(of(3), (&json!("official"), &json!("spanish")));
    assert_eq!(names[2]["period"], json!({"from": "1984", "to": "2010-07-02", "open": false}));
    let older = &record("member/unodc")["names"][1];
    assert_eq!((&older["standing"], &older["language"]), (&json!("french"), &json!("french")));
    let markdown = printed(&["export", "--format", "md", "member/example-women"]);
    assert!(markdown.contains("- Former name: Example Fund (EF), 1984 to 2 July 2010 (our knowledge)\n"), "{markdown}");
    assert_eq!(found(&["exemplaire"]).0, ["member/example-women"]);
}

#[test]
fn json_csv_and_markdown_say_when_a_link_holds() {
    let unodc = record("member/unodc");
    let chaired = |number: usize| {
        unodc["links"].as_array().unwrap().iter().filter(|link| link["relation"] == "chaired").nth(number).unwrap()
    };
    assert_eq!(chaired(0)["period"], json!({"from": "2021", "to": "2022", "open": false}));
    assert_eq!(chaired(0)["citation"]["read"], "2026-11-25");
    assert_eq!(chaired(0)["citation"]["single_source"], true);
    assert_eq!(chaired(1)["period"], json!({"from": "2025", "to": null, "open": false}));
    assert!(chaired(1)["citation"].get("single_source").is_none());
    assert_eq!(record("body/icat")["period"], json!({"from": "2007-03", "to": null, "open": true}));
    assert!(record("member/ilo").get("period").is_none());
    let csv = printed(&["export", "--format", "csv", "member/unodc"]);
    assert!(csv.contains("chaired body/icat (2021 to 2022); chaired body/icat (from 2025)"), "{csv}");
    let csv = printed(&["export", "--format", "csv", "member/example-fund"]);
    assert!(csv.contains(",period\n") && csv.ends_with(",1976 to 2010\n"), "{csv}");
    let markdown = printed(&["export", "--format", "md", "member/unodc"]);
    assert!(markdown.contains(", 2021 to 2022 — ICAT, *ICAT’s page about itself*"), "{markdown}");
    assert!(markdown.contains("read on 25 November 2026, single source\n"), "{markdown}");
    let entry = printed(&["cite", "--format", "bibtex", "body/icat"]);
    assert!(entry.contains("\n  urldate = {2026-11-25},\n"), "{entry}");
}

#[test]
fn an_article_bears_on_a_gap_by_our_own_judgement() {
    let gap = page("gap/prevention/2");
    let told = "Articles on it † Article 9(4) “Prevention of trafficking in persons” It asks for action";
    assert!(gap.contains(told), "{gap}");
    assert_eq!(record("article/tip-protocol/9")["links"][0]["paragraph"], "9(4)");
    let output = icatlas(&["--data", FOLDER, "show", "--sources-only", "gap/prevention/2"]);
    assert!(!stdout(&output).contains("Articles on it"));
    let (ids, remarks) = found(&["--sources-only", "bears-on:prevention"]);
    assert!(ids.is_empty() && remarks.contains("which article bears on a gap is our judgement, which is hidden"));
}

#[test]
fn each_new_relation_has_a_filter_and_words() {
    for (query, ids) in [
        ("member-of:icat", &["member/unodc", "member/example-fund"][..]),
        ("chaired:icat", &["member/unodc"]),
        ("succeeded-by:example-women", &["member/example-fund"]),
        ("merged-into:example-women", &["member/example-fund"]),
        ("bears-on:gap/prevention/2", &["article/tip-protocol/9"]),
        ("adopted-as:a/res/64/293", &["document/a-64-l-64"]),
        ("coordinated-by:unodc", &["body/icat"]),
        ("anniversary-of:protocol", &["event/example-anniversary"]),
    ] {
        assert_eq!(found(&[query]).0, ids, "{query}");
    }
    for (words, first) in [
        ("who chaired icat", &["member/unodc", "body/icat"][..]),
        ("what bears on root causes", &["article/tip-protocol/9", "gap/prevention/2"]),
        ("who replaced the fund", &["member/example-fund", "member/example-women"]),
        ("anniversary of the protocol", &["event/example-anniversary"]),
        ("coordinator", &["body/icat", "member/unodc"]),
    ] {
        let (ids, _) = found(&[words]);
        assert!(ids.first().is_some_and(|id| first.contains(&id.as_str())), "{words}: {ids:?}");
    }
}

/// Makes a change, and checks the one problem that is reported: in which file, at the line of which text, and its words.
#[track_caller]
fn assert_refused(file: &str, old: &str, new: &str, place: &str, what: &str) {
    let folder = copy();
    edit(&folder, file, old, new);
    let at = location(&folder, file, place);
    let line = at.split(':').next().unwrap();
    let reported = reported(folder.path());
    assert!(reported.contains(&format!("/{file}:{line}:")), "not in {file} line {line}\n{reported}");
    assert!(reported.contains(what) && reported.ends_with("\n1 problem in the data\n"), "{what}\n{reported}");
}

#[test]
fn mistakes_in_periods_are_reported_with_place_and_remedy() {
    let period = "(from: \"2021\", to: \"2022\")";
    for (new, what) in [
        ("(from: \"2021\", to: \"2020\")", "the period ends in 2020, before it begins in 2021: correct one of the two"),
        ("()", "a period without beginning and end: give it `from`, `by` or `to`, or leave it out"),
        ("(from: \"2021\", to: Opne)", "not the end of a period: write a date, or Open without quotation marks"),
        ("(from: \"2021-13\")", "there is no such day: look the date up in the source"),
        ("(fron: \"2021\")", "unknown field `fron`: write `from`, or leave it out"),
    ] {
        assert_refused("members.ron", period, new, new, what);
    }
    assert_refused(
        "members.ron",
        "(from: \"2025\"),\n                citation: (document: \"document/icat-about\", place: Whole, read: \"2026-11-25\")",
        "(to: Open),\n                citation: (document: \"document/icat-about\", place: Whole)",
        "            ),\n            (\n                relation: Convened",
        "an open period, and no day on which its source was read: add `read` to the citation",
    );
    assert_refused(
        "bodies.ron",
        "citations: [(document: \"document/icat-about\", place: Whole, read: \"2026-11-25\")]",
        "citations: [(document: \"document/icat-about\", place: Whole)]",
        "id: \"body/icat\"",
        "the period of body/icat is open, and no citation says when that was read: add `read` to the citation",
    );
    assert_refused(
        "members.ron",
        "read: \"2026-11-25\", single_source",
        "read: \"2026\", single_source",
        "read: \"2026\"",
        "a year does not say when the source was read: write 2026-11-25 or 2026-11",
    );
}

#[test]
fn two_periods_of_one_link_or_name_that_overlap_are_reported_at_the_second() {
    assert_refused(
        "members.ron",
        "period: (from: \"2025\")",
        "period: (from: \"2021-03\")",
        "to: \"body/icat\",\n                basis: Paraphrase,\n                period: (from: \"2021-03\")",
        "two periods of the link “member/unodc chaired body/icat” overlap, “2021 to 2022” and “from March 2021”: correct one of the \
         dates, or join the two",
    );
    let former = "(standing: Official, language: Spanish,";
    let again =
        "(standing: Former, basis: Editorial, name: \"Example Fund\", period: (from: \"2009\", to: \"2011\")),\n";
    assert_refused(
        "members.ron",
        former,
        &format!("{again}{former}"),
        again,
        "two periods of the name “Example Fund” overlap, “1984 to 2 July 2010” and “2009 to 2011”: correct one",
    );
    // Ends that meet within a year, another relation, and another member are no overlap.
    for new in ["(from: \"2022\")", "(from: \"2023\", to: Open)"] {
        let folder = copy();
        edit(&folder, "members.ron", "period: (from: \"2025\")", &format!("period: {new}"));
        let output = icatlas(&["check", folder.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{new}: {}", stderr(&output));
    }
}

#[test]
fn overlaps_are_reported_beside_a_period_of_the_same_record_that_cannot_be_read() {
    let sound = "period: (from: \"2007-03\", to: Open)";
    let unread = format!(
        "{sound},\n                citation: (document: \"document/icat-about\", place: Whole, read: \"2026-11-25\")"
    );
    for (old, new, place, what) in [
        (
            sound,
            "period: (from: \"2007-03\", to: \"2006\")",
            "\"2006\"",
            "the period ends in 2006, before it begins in 2007-03",
        ),
        (sound, "period: (fron: \"2007-03\", to: Open)", "fron", "unknown field `fron`"),
        (
            &unread,
            "period: (from: \"2007-03\", to: Open),\n                citation: (document: \"document/icat-about\", place: Whole)",
            sound,
            "an open period, and no day on which its source was read",
        ),
    ] {
        let folder = copy();
        edit(&folder, "members.ron", old, new);
        edit(&folder, "members.ron", "period: (from: \"2025\")", "period: (from: \"2021-03\")");
        // Of a name, too, beside one that cannot be read.
        let later = "period: (from: \"2010-07\"),";
        edit(&folder, "members.ron", later, "period: (from: \"2010-07\", to: \"2009\"),");
        let former = "(standing: Official, language: Spanish,";
        let again =
            "(standing: Former, basis: Editorial, name: \"Example Fund\", period: (from: \"2009\", to: \"2011\")),\n";
        edit(&folder, "members.ron", former, &format!("{again}{former}"));
        let reported = reported(folder.path());
        assert!(reported.contains(what) && reported.ends_with("\n4 problems in the data\n"), "{reported}");
        let line_of = |text: &str| location(&folder, "members.ron", text).split(':').next().unwrap().to_owned();
        let link =
            "to: \"body/icat\",\n                basis: Paraphrase,\n                period: (from: \"2021-03\")";
        for (line, told) in [
            (line_of(link), "two periods of the link “member/unodc chaired body/icat” overlap"),
            (line_of(again), "two periods of the name “Example Fund” overlap"),
        ] {
            let at = reported.lines().find(|row| row.contains(told)).unwrap();
            assert!(at.contains(&format!("/members.ron:{line}:")), "not in line {line}: {at}");
        }
        assert!(line_of(place) < line_of(link), "{place} stands above");
    }
}

#[test]
fn overlaps_are_reported_in_the_order_of_the_file() {
    let folder = copy();
    let names = ["Five", "Four", "Three", "Two", "One", "Zero"];
    let former = |name: &str, period: &str| {
        format!("(standing: Former, basis: Editorial, name: \"{name}\", period: (from: \"{period}\", to: \"2011\")),\n")
    };
    let all: String = names.iter().flat_map(|name| [former(name, "2000"), former(name, "2001")]).collect();
    let before = "(standing: Official, language: Spanish,";
    edit(&folder, "members.ron", before, &format!("{all}{before}"));
    let reported = reported(folder.path());
    let told = reported.lines().filter_map(|line| line.split_once("two periods of the name “")?.1.split('”').next());
    assert_eq!(told.collect::<Vec<_>>(), names, "{reported}");
}

#[test]
fn a_period_holds_up_to_the_earliest_day_on_which_a_source_was_read() {
    let folder = copy();
    let citation = |read: &str| format!("(document: \"document/icat-about\", place: Whole, read: \"{read}\")");
    let (old, new) = (citation("2026-11-25"), [citation("2026-11-25"), citation("2025-03")].join(", "));
    edit(&folder, "bodies.ron", &format!("citations: [{old}]"), &format!("citations: [{new}]"));
    let shown = stdout(&icatlas(&["--data", folder.path().to_str().unwrap(), "show", "body/icat"]));
    assert!(shown.contains("\nPeriod  from March 2007, still so in March 2025\n"), "{shown}");
}

#[test]
fn a_source_says_what_it_is_for_before_when_it_was_read() {
    let folder = copy();
    let (old, new) =
        ("place: Whole, read: \"2026-11-25\")]", "place: Whole, supports: \"the date\", read: \"2026-11-25\")]");
    edit(&folder, "bodies.ron", old, new);
    for arguments in [&["show", "body/icat"][..], &["cite", "body/icat"], &["export", "--format", "csv", "body/icat"]] {
        let printed = stdout(&icatlas(&[&["--data", folder.path().to_str().unwrap()], arguments].concat()));
        assert!(printed.contains(", for the date, read on 25 November 2026"), "{arguments:?}: {printed}");
    }
}

#[test]
fn a_relation_joins_its_kinds_only_and_an_article_bears_on_a_gap_by_judgement() {
    assert_refused(
        "members.ron",
        "relation: SucceededBy,\n                to: \"member/example-women\"",
        "relation: SucceededBy,\n                to: \"document/icat-about\"",
        "to: \"document/icat-about\"",
        "`succeeded by` leads here from a member to a document: it joins a member or body to a member or body, or a document \
         to a document: correct the ids or the relation",
    );
    assert_refused(
        "articles.ron",
        "basis: Editorial,\n                reason: \"It asks for action on poverty and the lack of equal opportunity.\",",
        "basis: Paraphrase,",
        "            ),\n            (\n                relation: PartOf",
        "that an article bears on a gap is our own judgement: make the link Editorial, with a `reason`",
    );
}

#[test]
fn the_short_name_of_an_instrument_needs_format_3() {
    let folder = copy();
    edit(&folder, "edition.ron", "schema: 3", "schema: 2");
    edit(
        &folder,
        "instruments.ron",
        "id: \"instrument/tip-protocol\",",
        "id: \"instrument/tip-protocol\", short: \"Protocol\",",
    );
    let told = "instrument/tip-protocol needs data format 3 for its short name";
    assert!(reported(folder.path()).contains(told));
}

#[test]
fn what_is_new_in_format_3_is_an_error_in_older_data() {
    let folder = copy();
    edit(&folder, "edition.ron", "schema: 3", "schema: 2");
    let reported = reported(folder.path());
    let remedy = ": write `schema: 3` in edition.ron, or leave it out";
    for (file, id, what) in [
        ("members.ron", "member/unodc", "the relation, period, paragraph or citation of a link"),
        ("members.ron", "member/example-women", "its period"),
        ("bodies.ron", "body/icat", "its kind"),
        ("articles.ron", "article/sdg/16-2", "its kind"),
        ("instruments.ron", "instrument/tip-protocol", "its period"),
        ("documents.ron", "document/a-64-l-64", "the relation, period, paragraph or citation of a link"),
    ] {
        let at = location(&folder, file, &format!("\"{id}\""));
        let told = format!("/{file}:{at}: {id} needs data format 3 for {what}{remedy}");
        assert!(reported.contains(&told), "{told}\n{reported}");
    }
    let judgement = "answers gap/prevention/3” needs data format 3 for its relation, paragraph, strength or citation";
    assert!(reported.contains(&format!("{judgement}{remedy}")), "{reported}");
}
