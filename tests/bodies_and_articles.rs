//! Bodies and articles: how they are read, shown, printed and found, and the messages about mistakes in their files.

mod common;

use std::fs;
use std::path::Path;

use common::bad::{edit, location, reported};
use common::{icatlas, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3");

/// What the program prints about the data of format 3.
fn printed(arguments: &[&str]) -> String {
    let output = icatlas(&[&["--data", FOLDER], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

/// A copy of the data of format 3.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in fs::read_dir(Path::new(FOLDER)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

fn record(id: &str, arguments: &[&str]) -> Value {
    let json: Value = serde_json::from_str(&printed(&[&["show", "--json", id], arguments].concat())).unwrap();
    json["records"][0].clone()
}

/// The ids that a query finds.
fn found(query: &[&str]) -> Vec<String> {
    let output = icatlas(&[&["--data", FOLDER, "find"], query].concat());
    stdout(&output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn the_page_of_a_body_has_its_facts_with_day_and_source() {
    let page = printed(&["show", "body/icat"]);
    for line in [
        "Body ICAT",
        "“Inter-Agency Coordination Group against Trafficking in Persons”",
        "Members  16, January 2012, paraphrase",
        "  ICAT’s page about itself, read on 25 November 2026, unofficial",
        "Seat  None of its own, editorial",
        "Established by",
        "  Official  Inter-Agency Coordination Group†, until 2007",
    ] {
        assert!(page.lines().any(|printed| printed == line), "{line} in\n{page}");
    }
    let hidden = printed(&["show", "--sources-only", "body/icat"]);
    assert!(hidden.contains("Members  16") && !hidden.contains("Seat") && !hidden.contains("Official"), "{hidden}");
}

#[test]
fn an_article_is_named_by_its_number_and_its_instrument() {
    let page = printed(&["show", "article/tip-protocol/9"]);
    assert!(page.starts_with("Article 9 of UN Trafficking in Persons Protocol\n"), "{page}");
    assert!(page.contains("\n“Prevention of trafficking in persons”\nStates prevent"), "{page}");
    assert!(printed(&["show", "article/sdg/16-2"]).starts_with("Target 16.2\n"));
    let markdown = printed(&["export", "--format", "md", "article/tip-protocol/9"]);
    let heading = "### Article 9 of UN Trafficking in Persons Protocol: “Prevention of trafficking in persons”\n";
    assert!(markdown.contains("\n## Articles\n") && markdown.contains(heading), "{markdown}");
    let instrument = printed(&["show", "instrument/tip-protocol"]);
    assert!(instrument.contains("\n  Article 10  “Information exchange and training”\n"), "{instrument}");
}

#[test]
fn an_article_without_a_number_is_named_by_its_instrument_alone() {
    let folder = copy();
    edit(&folder, "articles.ron", "number: \"article 9\",", "");
    edit(&folder, "instruments.ron", "date: \"2000-11-15\",", "headline: \"TIP Protocol\", date: \"2000-11-15\",");
    let gap = stdout(&icatlas(&["--data", folder.path().to_str().unwrap(), "show", "gap/prevention/2"]));
    assert!(gap.contains("\n  TIP Protocol  “Prevention of trafficking in persons”, paragraph 9(4)\n"), "{gap}");
}

#[test]
fn the_pillars_of_an_article_are_our_judgement() {
    let all = ["protection", "prosecution", "partnership"];
    let article = record("article/tip-protocol/10", &[]);
    assert_eq!(article["pillars"], serde_json::json!(all));
    assert_eq!(article["pillar"], Value::Null);
    assert_eq!(record("gap/prosecution/1", &[])["pillars"], serde_json::json!(["prosecution"]));
    for pillar in all {
        let query = format!("pillar:{pillar}");
        assert_eq!(found(&[&query, "kind:article"]), ["article/tip-protocol/10"]);
        assert!(found(&["--sources-only", &query, "kind:article"]).is_empty());
    }
    assert!(printed(&["show", "article/tip-protocol/9"]).contains("\nPillars  Prevention, editorial\n"));
    assert_eq!(record("article/tip-protocol/10", &["--sources-only"])["pillars"], serde_json::json!([]));
    assert!(!printed(&["show", "--sources-only", "article/tip-protocol/9"]).contains("Pillars"));
    let markdown = printed(&["export", "--format", "md", "article/tip-protocol/9", "body/icat"]);
    assert!(markdown.contains("\n- Pillars: Prevention (our judgement)\n"), "{markdown}");
    assert!(markdown.contains("\n- Seat: None of its own (our knowledge)\n"), "{markdown}");
    let row = printed(&["export", "--format", "csv", "article/tip-protocol/10"]);
    assert!(row.contains("article/tip-protocol/10,article,\"Protection, Prosecution, Partnership\","), "{row}");
}

#[test]
fn a_fact_has_its_day_and_source_in_json() {
    let body = record("body/icat", &[]);
    // The first is the period of the body.
    let facts = &body["facts"].as_array().unwrap()[1..];
    assert_eq!((&facts[0]["label"], &facts[0]["text"]), (&"members".into(), &"16".into()));
    assert_eq!(facts[0]["date"], "2012-01");
    assert_eq!(facts[0]["citation"]["document"], "document/icat-about");
    assert!(facts[1].get("date").is_none() && facts[1].get("citation").is_none());
}

#[test]
fn they_are_found_by_their_kinds_names_and_texts() {
    for word in ["body", "bodies"] {
        assert_eq!(printed(&["list", word]).lines().count(), 2, "{word}");
        assert_eq!(found(&[&format!("kind:{word}")]), ["body/icat", "body/un-gift"]);
    }
    assert_eq!(found(&["UN.GIFT"])[0], "body/un-gift");
    assert_eq!(found(&["article 9"])[0], "article/tip-protocol/9");
    assert_eq!(found(&["ran it together"])[0], "body/un-gift", "by its text");
    assert_eq!(found(&["kind:article", "root causes"]), ["article/tip-protocol/9"]);
    let citing = found(&["cites:icat-about", "kind:body"]);
    assert_eq!(citing, ["body/icat", "body/un-gift"]);
}

#[test]
fn mistakes_in_their_files_are_reported() {
    for (file, old, new, place, what) in [
        (
            "articles.ron",
            "[Partnership, Protection, Prosecution]",
            "[Partnership, Partnership]",
            "pillars: [Partnership, Partnership",
            "Partnership is there twice: remove one of the two",
        ),
        (
            "bodies.ron",
            "label: \"seat\"",
            "label: \"date\"",
            "(label: \"date\"",
            "`date` is a label that icatlas writes itself: choose another word",
        ),
        (
            "bodies.ron",
            "document/icat-about",
            "document/icat-abuot",
            "document: \"document/icat-abuot",
            "the citation leads to document/icat-abuot, which is not in the data: write document/icat-about, or add the \
             record",
        ),
    ] {
        let folder = copy();
        edit(&folder, file, old, new);
        let at = location(&folder, file, place);
        let line = at.split(':').next().unwrap();
        let reported = reported(folder.path());
        assert!(reported.contains(&format!("/{file}:{line}:")) && reported.contains(what), "{reported}");
        assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
    }
}
