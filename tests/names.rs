//! `show`, `cite` and `export` by acronym, symbol, name and id.

mod common;

use common::{built_in_icatlas, icatlas, stderr, stdout};
use serde_json::Value;

/// The ids of the records that an argument of `show` names.
fn shown(argument: &str) -> Vec<String> {
    let output = icatlas(&["show", "--json", argument]);
    assert_eq!(output.status.code(), Some(0), "{argument}: {}", stderr(&output));
    ids(&stdout(&output))
}

fn ids(json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).unwrap();
    json["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// The message of a command that prints nothing and ends with this exit code.
fn complaint(arguments: &[&str], code: i32) -> String {
    let output = icatlas(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty(), "{}", stdout(&output));
    stderr(&output)
}

#[test]
fn an_organization_goes_by_its_acronyms_and_names_in_every_language() {
    for name in ["unodc", "UNODC", "Onudc", "member/UNODC", "united nations office on drugs and crime", " unodc "] {
        assert_eq!(shown(name), ["member/unodc"], "{name}");
    }
    assert_eq!(shown("acnur"), ["member/unhcr"]);
    assert_eq!(shown("world bank"), ["member/world-bank"], "without its article");
    assert_eq!(shown("haut commissariat des nations unies pour les refugies"), ["member/unhcr"], "without accents");
}

#[test]
fn a_document_goes_by_its_symbol_however_it_is_written() {
    for symbol in ["A/RES/61/180", "a/res/61/180", "a res 61 180", "A-RES-61-180", "RES/61/180", "61/180"] {
        assert_eq!(shown(symbol), ["document/a-res-61-180"], "{symbol}");
    }
    complaint(&["show", "180"], 1);
}

#[test]
fn a_record_goes_by_its_title_or_headline() {
    assert_eq!(shown("icat deck"), ["document/icat-deck"]);
    assert_eq!(shown("Large impunity!"), ["gap/prosecution/1"]);
    assert_eq!(shown("enforcement units lack resources"), ["gap/prosecution/2"]);
}

#[test]
fn a_record_goes_by_what_the_program_calls_it() {
    for (name, id) in [
        ("Gap 1 under Prosecution", "gap/prosecution/1"),
        ("gap 2 protection", "gap/protection/2"),
        ("Recommendation 1 under Prosecution", "rec/prosecution/1"),
        ("Rec 1 Prosecution", "rec/prosecution/1"),
        ("clause 1", "clause/icat/1"),
        ("Clause 1 of the Global Plan", "clause/icat/1"),
        ("Function 1", "function/1"),
        ("UNODC, member of ICAT", "member/unodc"),
        ("Document A/RES/61/180", "document/a-res-61-180"),
    ] {
        assert_eq!(shown(name), [id], "{name}");
    }
    for id in ids(&stdout(&icatlas(&["export"]))) {
        let heading = stdout(&icatlas(&["show", &id])).lines().next().unwrap().to_owned();
        let output = icatlas(&["show", "--json", &heading]);
        // Of several records with one heading, each is listed.
        let told = if output.status.success() { stdout(&output) } else { stderr(&output) };
        assert!(told.contains(&id), "{heading}: {told}");
    }
    let told = complaint(&["show", "prosecution 1"], 2);
    assert!(told.contains("names 2 records") && told.contains("gap/prosecution/1"), "{told}");
    assert!(complaint(&["cite", "gap 1"], 2).contains("names 4 records"));
    assert_eq!(ids(&stdout(&icatlas(&["export", "clause 1"]))), ["clause/icat/1"]);
}

#[test]
fn an_article_goes_by_its_number_and_as_it_is_cited_and_an_instrument_by_its_short_name() {
    for (name, id) in [
        ("Article 5", "article/tip-protocol/5"),
        ("objective 10", "article/gcm/10"),
        ("target 16.2", "article/sdg/16-2"),
        ("GCM", "instrument/gcm"),
        ("OHCHR", "member/ohchr"),
        ("Trafficking Protocol, article 9", "article/tip-protocol/9"),
        ("article 9 of the trafficking protocol", "article/tip-protocol/9"),
    ] {
        let output = built_in_icatlas(&["--edition", "2026", "show", "--json", name]);
        assert_eq!(ids(&stdout(&output)), [id], "{name}: {}", stderr(&output));
    }
}

#[test]
fn the_name_of_a_kind_is_told_to_be_listed() {
    for (typed, kind) in [
        ("gaps", "gap"),
        ("Recommendations", "rec"),
        ("docs", "document"),
        ("instr", "instrument"),
        ("func", "function"),
    ] {
        let told = complaint(&["show", typed], 1);
        assert_eq!(told, format!("icatlas: there is no record {typed}: `icatlas list {kind}` lists them\n"));
    }
}

#[test]
fn of_a_kind_without_such_a_record_the_list_is_told() {
    for (typed, kind) in [("gap/99", "gap"), ("gap 9", "gap"), ("member/xyz", "member"), ("clause 7", "clause")] {
        let told = complaint(&["show", typed], 1);
        assert_eq!(told, format!("icatlas: there is no record {typed}: `icatlas list {kind}` lists them\n"));
    }
}

#[test]
fn ids_and_their_beginnings_are_taken_in_any_case_and_before_names() {
    assert_eq!(shown("Gap/PREVENTION").len(), 4);
    assert_eq!(shown("GAP/prevention/1"), ["gap/prevention/1"]);
    assert_eq!(shown("Member").len(), shown("member").len());
}

#[test]
fn cite_and_export_take_the_same_names() {
    assert_eq!(stdout(&icatlas(&["cite", "61/180"])), stdout(&icatlas(&["cite", "document/a-res-61-180"])));
    assert_eq!(
        ids(&stdout(&icatlas(&["export", "Onudc", "a/res/61/180", "unodc"]))),
        ["member/unodc", "document/a-res-61-180"]
    );
    let query = ids(&stdout(&icatlas(&["export", "unodc", "tokyo"])));
    assert!(query.len() > 2 && query.contains(&"event/2006-09-tokyo".to_owned()), "not all are names: {query:?}");
}

#[test]
fn export_says_that_names_among_other_words_are_a_query() {
    for (arguments, said) in [
        (&["61/180", "2010"][..], "“61/180” names a record, but “2010” does not: the words are read as a query\n"),
        (
            &["unodc", "iom", "police"],
            "“unodc” and “iom” name records, but “police” does not: the words are read as a query\n",
        ),
        (
            &["unodc", "law enforcement", "police"],
            "“unodc” names a record, but “law enforcement” and “police” do not: the words are read as a query\n",
        ),
        // Plainly names, or a query.
        (&["unodc", "iom"], ""),
        (&["police", "victims"], ""),
        (&["unodc", "kind:contact"], ""),
    ] {
        let output = icatlas(&[&["export"], arguments].concat());
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), said), "{arguments:?}");
    }
}

#[test]
fn export_takes_words_with_signs_of_a_query_for_no_names() {
    let exported = |arguments: &[&str]| ids(&stdout(&icatlas(&[&["export"], arguments].concat())));
    let with_iom = exported(&["organization"]);
    assert!(with_iom.contains(&"member/iom".to_owned()), "{with_iom:?}");
    for excluded in ["-iom", "!iom", "!IOM"] {
        let found = exported(&["unodc", excluded]);
        assert!(found.len() > 1 && !found.contains(&"member/iom".to_owned()), "{excluded}: {found:?}");
        assert_eq!(found, exported(&["unodc", excluded, excluded]), "{excluded}");
        let output = icatlas(&["export", "victims", excluded]);
        assert!(!stderr(&output).contains("names a record"), "{}", stderr(&output));
    }
    for (signed, id) in [("'unodc", "member/unodc"), ("^unodc", "member/unodc"), ("\"unodc\"", "member/unodc")] {
        let found = exported(&[signed]);
        assert!(found.len() > 1 && found.contains(&id.to_owned()), "{signed}: {found:?}");
    }
}

#[test]
fn a_kind_that_is_also_a_name_is_ambiguous() {
    let folder = common::copy();
    let members = folder.path().join("members.ron");
    let text = std::fs::read_to_string(&members).unwrap();
    std::fs::write(&members, text.replacen("acronym: \"DPKO\"", "acronym: \"GAP\"", 1)).unwrap();
    let data = folder.path().to_str().unwrap();
    for command in ["show", "cite", "export"] {
        let told = complaint(&["--data", data, command, "gap", "unodc"], 2);
        assert_eq!(
            told,
            "icatlas: “gap” begins 13 ids and is a name of another record: write gap/, or give the id of one\n  \
             member/dpko  GAP · Department for Peace Keeping Operations\n"
        );
    }
    let output = icatlas(&["--data", data, "show", "--json", "gap/"]);
    assert_eq!(ids(&stdout(&output)).len(), 13);
}

#[test]
fn each_of_several_ambiguous_names_is_told() {
    let told = complaint(&["show", "gap 1", "unodc", "prosecution 1"], 2);
    assert!(told.contains("“gap 1” names 4 records") && told.contains("\n“prosecution 1” names 2 records"), "{told}");
}

#[test]
fn export_takes_no_misspelt_name_for_a_query() {
    assert_eq!(complaint(&["export", "unodcc", "ilo"], 1), "icatlas: there is no record unodcc: did you mean UNODC?\n");
    for (wrong, meant) in [
        ("member/unocd", "member/unodc"),
        ("rec/protecton", "rec/protection"),
        ("document/a-res-61-181", "document/a-res-61-180"),
        ("Gap/prosecutoin/1", "gap/prosecution/1"),
    ] {
        let told = complaint(&["export", wrong], 1);
        assert_eq!(told, format!("icatlas: there is no record {wrong}: did you mean {meant}?\n"));
    }
    // The beginning of an id is a filter.
    assert_eq!(ids(&stdout(&icatlas(&["export", "rec/prot"]))).len(), 4);
    // The vocabulary has it for one of two, and no record goes by it.
    let folder = common::copy();
    let groups = "[(terms: [\"refugee agency\"], abbreviations: [\"UNHRC\"], records: [\"member/unhcr\"])]";
    std::fs::remove_file(folder.path().join("synonyms.ron")).unwrap();
    std::fs::write(folder.path().join("vocabulary.ron"), groups).unwrap();
    let told = complaint(&["--data", folder.path().to_str().unwrap(), "export", "unodc", "unhrc"], 1);
    assert_eq!(told, "icatlas: there is no record unhrc: did you mean UNHCR?\n");
    let query = ids(&stdout(&icatlas(&["export", "unodc", "kind:contact"])));
    assert_eq!(query.first().map(String::as_str), Some("contact/unodc-ahtmsu"), "{query:?}");
}

#[test]
fn every_unknown_name_is_told() {
    let told = complaint(&["show", "xyzzy", "unodc", "Undqq"], 1);
    assert!(told.starts_with("icatlas: there is no record xyzzy: "), "{told}");
    assert!(told.contains("\nthere is no record Undqq: "), "{told}");
}

#[test]
fn an_ambiguous_name_lists_its_records() {
    let name = "global plan of action against trafficking in persons";
    for command in ["show", "cite", "export"] {
        assert_eq!(
            complaint(&[command, "unodc", name], 2),
            "icatlas: “global plan of action against trafficking in persons” names 2 records: give the id of one\n  \
             event/global-plan   Global Plan of Action against Trafficking in Persons\n  \
             document/a-64-l-64  Global Plan of Action against Trafficking in Persons\n",
            "{command}"
        );
    }
}

#[test]
fn of_many_records_with_a_name_ten_are_listed() {
    let folder = common::copy();
    let mut gaps = String::new();
    for number in 1..=14 {
        gaps.push_str(&format!(
            "(id: \"gap/prevention/{number}\", text: Verbatim(\"the same\"), headline: \"Same {number}\", citations: [\
             (document: \"document/icat-deck\", place: Slide(\"x\"))]),"
        ));
    }
    std::fs::write(folder.path().join("gaps.ron"), format!("[{gaps}]")).unwrap();
    for file in ["crosswalk.ron", "recommendations.ron"] {
        std::fs::write(folder.path().join(file), "[]").unwrap();
    }
    let told = complaint(&["--data", folder.path().to_str().unwrap(), "show", "the same"], 2);
    assert!(told.contains("names 14 records") && told.ends_with("\n  and 4 more\n"), "{told}");
    assert_eq!(told.matches("gap/prevention/").count(), 10, "{told}");
}

#[test]
fn a_wrong_name_suggests_the_nearest_and_of_several_the_unknown_one_is_named() {
    for (typed, meant) in [
        ("unocd", "UNODC"),
        ("A/RES/61/181", "A/RES/61/180"),
        ("wrld bank", "member/world-bank"),
        ("gpa/prevention", "gap/prevention?"),
        ("gap/prevention/9", "gap/prevention?"),
        ("gap prosecutoin 1", "gap/prosecution/1?"),
        ("gaps/prevention/1", "gap/prevention/1?"),
        ("recommendation/prevention/1", "rec/prevention/1?"),
        ("gap/prev", "gap/prevention?"),
        ("gap/pr", "gap/prevention, gap/protection or gap/prosecution?"),
        ("member/unic", "member/unicef or member/unicri?"),
        ("unic", "UNICEF or UNICRI?"),
        ("united nations office", "member/unodc?"),
    ] {
        let told = complaint(&["show", typed], 1);
        assert!(told.contains(&format!("there is no record {typed}: did you mean {meant}")), "{told}");
    }
    for command in ["show", "cite"] {
        let told = complaint(&[command, "unodc", "xyzzyx", "ilo"], 1);
        assert_eq!(told, "icatlas: there is no record xyzzyx: `icatlas find WORDS` finds ids\n");
    }
}

#[test]
fn a_term_of_the_vocabulary_suggests_the_records_it_leads_to() {
    let folder = common::copy();
    let groups = "[(terms: [\"UN Women\"], records: [\"member/unifem\", \"member/undaw\"])]";
    // The frozen data has the older file.
    std::fs::remove_file(folder.path().join("synonyms.ron")).unwrap();
    std::fs::write(folder.path().join("vocabulary.ron"), groups).unwrap();
    let told = complaint(&["--data", folder.path().to_str().unwrap(), "show", "un-women"], 1);
    assert_eq!(told, "icatlas: there is no record un-women: did you mean UNIFEM or UNDAW?\n");
}

#[test]
fn of_many_names_with_a_beginning_four_are_suggested() {
    let told = complaint(&["show", "un"], 1);
    assert!(told.starts_with("icatlas: there is no record un: did you mean UNODC, "), "{told}");
    assert!(told.contains(" or one of ") && told.ends_with(" more? `icatlas find WORDS` finds ids\n"), "{told}");
    assert_eq!(told.matches(", ").count(), 3, "{told}");
    let folder = common::copy();
    let groups = "[(terms: [\"five of them\"], records: [\"member/unodc\", \"member/ilo\", \"member/iom\", \"member/unicef\", \
                  \"member/unhcr\"])]";
    std::fs::remove_file(folder.path().join("synonyms.ron")).unwrap();
    std::fs::write(folder.path().join("vocabulary.ron"), groups).unwrap();
    let told = complaint(&["--data", folder.path().to_str().unwrap(), "show", "five of them"], 1);
    assert!(
        told.contains(": did you mean UNODC, ILO, IOM, UNICEF or 1 more? `icatlas find WORDS` finds ids\n"),
        "{told}"
    );
}

#[test]
fn with_the_sources_only_no_record_goes_by_a_hidden_name() {
    assert_eq!(shown("crosswalk"), ["document/crosswalk"]);
    let told = complaint(&["show", "--sources-only", "crosswalk"], 1);
    assert!(!told.contains("document/crosswalk"), "{told}");
}

#[test]
fn a_member_goes_by_the_name_that_a_list_shows() {
    for line in stdout(&icatlas(&["list", "member"])).lines() {
        let (id, name) = (line.split('\t').next().unwrap(), line.split('\t').next_back().unwrap());
        assert_eq!(ids(&stdout(&icatlas(&["show", "--json", name]))), [id], "{name}");
    }
}

#[test]
fn a_wrong_end_of_a_symbol_suggests_the_symbol() {
    for wrong in ["61/181", "A/RES/61/181", "61/18"] {
        let told = complaint(&["show", wrong], 1);
        assert!(told.ends_with(": did you mean A/RES/61/180?\n"), "{told}");
    }
}
