//! Output for other programs: an independent library reads back each format.

mod common;

use std::fs;

use common::printed::{pinned, pins_as, printed, printed_with, tree};
use common::{icatlas, icatlas_with, stderr, stdout};
use icatlas::atlas::{Atlas, Data, Embedded, RecordId};
use icatlas::formats;
use serde_json::Value;
use tempfile::TempDir;

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_has_a_row_for_each_record_and_its_text_to_the_letter() {
    let rows = rows(&printed(&["export", "pillar:protection", "kind:rec", "--format", "csv"]));
    assert_eq!(
        rows[0],
        ["id", "kind", "pillar", "title", "text", "basis", "names", "links", "sources", "date", "headline", "period"]
    );
    assert_eq!(rows.len(), 5);
    let text = "Provide adequate measures to identify, protect and assist victims/witnesses";
    assert_eq!(
        rows[1],
        [
            "rec/protection/1",
            "recommendation",
            "Protection",
            text,
            text,
            "verbatim",
            "",
            "answers gap/protection/2 (editorial); supported by clause/icat/1 (editorial)",
            "ICAT deck, slide “Protection RECOMMENDATIONS”",
            "",
            "Identify, protect and assist",
            "",
        ]
    );
}

#[test]
fn csv_says_which_gaps_no_recommendation_answers() {
    let links =
        |arguments: &[&str]| rows(&printed(arguments)).into_iter().map(|row| row[7].clone()).collect::<Vec<_>>();
    let all = links(&["export", "gap/prevention", "--format", "csv"]);
    assert_eq!(all[1], "○ No recommendation answers it (our judgement)");
    assert!(all[2].starts_with("answered by rec/prevention/1 (editorial)"), "{}", all[2]);
    let without = links(&["export", "gap/prevention", "--format", "csv", "--sources-only"]);
    assert!(without[1..].iter().all(String::is_empty), "without answers no gap is unanswered: {without:?}");
}

#[test]
fn no_cell_of_a_csv_begins_like_a_formula() {
    for csv in [printed(&["export", "--format", "csv"]), pins_as("csv")] {
        for cell in rows(&csv).concat() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    assert_eq!(rows(&pins_as("csv"))[1][6], "'=ask *Geneva*");
}

#[test]
fn csv_begins_with_a_byte_order_mark_on_request() {
    let plain = printed(&["export", "--format", "csv"]);
    assert_eq!(printed(&["export", "--format", "csv", "--bom"]), format!("\u{FEFF}{plain}"));
    let state = pinned();
    let arguments = ["export", "--pins", "--format", "csv", "--bom"];
    let pins = stdout(&icatlas_with(&arguments, &[("XDG_STATE_HOME", state.path())]));
    assert_eq!(pins, format!("\u{FEFF}{}", pins_as("csv")));
    let file = state.path().join("x.csv");
    printed(&["export", "--format", "csv", "--bom", "-o", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("\u{FEFF}{plain}"));
    assert!(printed(&["export", "--help"]).contains("--bom"));
    for format in ["json", "md"] {
        let refused = icatlas(&["export", "--format", format, "--bom"]);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
        assert!(stderr(&refused).contains("omit --bom, or add --format csv"), "{}", stderr(&refused));
    }
    assert_eq!(
        printed(&["--ascii", "export", "gap/prevention/1", "--format", "csv", "--bom"]).chars().next(),
        Some('i')
    );
}

#[test]
fn dates_in_json_and_csv_can_be_sorted() {
    let ids = ["event/2006-09-tokyo", "document/icat-deck", "gap/prevention/1"];
    let dates = ["2006-09", "2010-10-20", ""];
    let arguments: Vec<_> = ["export"].into_iter().chain(ids).collect();
    let json: Value = serde_json::from_str(&printed(&arguments)).unwrap();
    let told = |record: &Value| record["date"].as_str().unwrap_or_default().to_owned();
    assert_eq!(json["records"].as_array().unwrap().iter().map(told).collect::<Vec<_>>(), dates);
    assert_eq!(json["records"][2]["date"], Value::Null);
    let csv = rows(&printed(&[&arguments[..], &["--format", "csv"]].concat()));
    let column = csv[0].iter().position(|name| name == "date").unwrap();
    assert_eq!(csv[1..].iter().map(|row| row[column].as_str()).collect::<Vec<_>>(), dates);

    let texts = ids.map(str::to_owned);
    let state = common::texts::pins_of(&texts.map(|id| (id, "x".to_owned(), "y".to_owned())));
    let sheet = icatlas_with(&["export", "--pins", "--format", "csv"], &[("XDG_STATE_HOME", state.path())]);
    let sheet = rows(&stdout(&sheet));
    let column = sheet[0].iter().position(|name| name == "date").unwrap();
    assert_eq!(sheet[1..].iter().map(|row| row[column].as_str()).collect::<Vec<_>>(), dates);
}

#[test]
fn no_text_makes_a_cell_begin_like_a_formula() {
    let texts = ["＝1+1", "＋1", "－1", "＠x", "﹦1", "\u{2212}1", "=1+1", "@SUM(1)", "⁼1"].map(str::to_owned);
    let folder = common::texts::data_of(&texts);
    let state = common::texts::pins_of(&texts.clone().map(|text| (text.clone(), text.clone(), text)));
    for what in [&["document", "event", "member"][..], &["--pins"]] {
        let all = [&["--data", folder.path().to_str().unwrap(), "export", "--format", "csv"], what].concat();
        let rows = rows(&stdout(&icatlas_with(&all, &[("XDG_STATE_HOME", state.path())])));
        assert!(rows.len() > texts.len());
        for cell in rows.concat() {
            assert!(!texts.iter().any(|text| cell.starts_with(text)), "{cell}");
        }
        assert!(rows.concat().contains(&"'＝1+1".to_owned()));
    }
}

#[test]
fn a_markdown_reader_finds_headings_quotes_and_lists() {
    let markdown = printed(&["export", "clause/icat/2", "gap/partnership/3", "--format", "md"]);
    assert_eq!(
        tree(&markdown),
        [
            "h1: icatlas, edition 2010-deck (20 October 2010)",
            "h2: Clauses",
            "h3: Clause 2 of the Global Plan",
            "quote>p: “Strengthen and support ICAT to improve coordination and cooperation amongst relevant UN bodies, \
             including UN human rights treaty bodies and mechanisms, and international organizations”",
            "p: The source’s own words: A/64/L.64, as quoted by ICAT, <i>slides of its side event</i>, 20 October 2010, slide \
             “ICAT and the Global Plan of Action against Trafficking in Persons (A/64/L.64)”",
            "p: It supports (our judgement):",
            "ul>li: Recommendation 1 under Partnership: “Improve national coordination structures to exchange information” — \
             It wants among international bodies the coordination that the recommendation wants within a country.",
            "ul>li: Function 2 of ICAT: “Encourage, support and review the activities of the UN and other international \
             organizations with the aim of ensuring a full and comprehensive implementation of all international \
             instruments and standards of relevance for the prevention and combating of trafficking in persons and \
             protection of and support for victims of trafficking.” — A stronger ICAT is better able to encourage, support \
             and review what international organizations do.",
            "p: Part of (inferred from the source):",
            "ul>li: General Assembly of the United Nations, <i>Global Plan of Action against Trafficking in Persons</i>, \
             A/64/L.64",
            "p: <code>clause/icat/2</code> in icatlas",
            "h2: Gaps",
            "h3: Gap 3 under Partnership",
            "quote>p: “Inadequate mechanisms for data collection and analysis at national and international levels”",
            "p: The source’s own words: ICAT, <i>slides of its side event</i>, 20 October 2010, slide “Partnership GAPS”",
            "p: One recommendation answers it (our judgement):",
            "ul>li: Recommendation 2 under Partnership: “Increase mechanisms for collection, analysis and dissemination of \
             data” — It wants more of the mechanisms that the gap finds inadequate.",
            "p: <code>gap/partnership/3</code> in icatlas",
        ]
    );
}

#[test]
fn no_text_of_the_data_is_taken_for_markup() {
    let markdown = printed(&["export", "--format", "md"]);
    let tree = tree(&markdown);
    let headings = tree.iter().filter(|line| line.starts_with("h3")).count();
    assert_eq!(headings, 83);
    // Titles of documents in citations alone are emphasized.
    let quotations = tree.iter().filter(|line| line.starts_with("quote>p: "));
    assert_eq!(quotations.filter(|line| line.contains('<')).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(!tree.iter().any(|line| line.contains("<b>")), "{tree:#?}");
    // The asterisks of the deck are ordinary letters.
    assert!(tree.contains(&"quote>p: *ILO, IOM, UNICEF, UNIFEM, UNDAW, UNHCR and UNODC”".to_owned()));
    // The paragraphs of a text are one quotation.
    assert!(
        markdown.contains(" trafficking in persons\n>\n> \\*ILO, IOM, UNICEF, UNIFEM, UNDAW, UNHCR and UNODC”\n\n")
    );
}

#[test]
fn the_call_sheet_in_markdown_is_a_numbered_list_with_notes() {
    assert_eq!(
        tree(&pins_as("md")),
        [
            "h1: Call sheet",
            "p: icatlas, edition 2010-deck (20 October 2010)",
            "ol>li>p: <b>Gap 1 under Prosecution</b>",
            "ol>li>quote>p: “Large impunity”",
            "ol>li>p: The source’s own words: ICAT, <i>slides of its side event</i>, 20 October 2010, slide “Prosecution GAPS”",
            "ol>li>p: Note: =ask *Geneva*",
            "ol>li>p: <code>gap/prosecution/1</code> in icatlas",
            "ol>li>p: <b>A gap of old</b> (no longer in the data)",
            "ol>li>p: <code>gap/prosecution/9</code> in icatlas",
        ]
    );
}

#[test]
fn the_call_sheet_in_json_has_the_notes_and_the_records() {
    let json: Value = serde_json::from_str(&pins_as("json")).unwrap();
    assert_eq!(json["pins"][0]["note"], "=ask *Geneva*");
    assert_eq!((&json["pins"][0]["gone"], &json["pins"][1]["gone"]), (&Value::from(false), &Value::from(true)));
    assert_eq!(json["records"].as_array().unwrap().len(), 1);
    assert_eq!(json["records"][0]["id"], "gap/prosecution/1");
}

#[test]
fn sources_only_leaves_nothing_editorial_in_any_format() {
    for format in ["json", "md", "csv"] {
        let all = printed(&["export", "--format", format]);
        let sourced = printed(&["export", "--sources-only", "--format", format]);
        // Markdown says it in words.
        let ours = if format == "md" { &["our judgement", "our knowledge"][..] } else { &["editorial"] };
        assert!(all.contains("ONUDD") && ours.iter().all(|word| all.contains(word)), "{format}");
        assert!(!sourced.contains("ONUDD") && !ours.iter().any(|word| sourced.contains(word)), "{format}");
        assert!(sourced.contains("Large impunity") && !sourced.contains("crosswalk"), "{format}");
    }
    assert!(!printed(&["show", "--sources-only", "gap/prosecution/1"]).contains("answered"));
    let gone = icatlas(&["show", "--sources-only", "document/crosswalk"]);
    assert_eq!(gone.status.code(), Some(1));
}

#[test]
fn export_takes_ids_or_a_query_and_says_when_nothing_is_found() {
    let ids = |arguments: &[&str]| -> Vec<String> {
        rows(&printed(&[&["export", "--format", "csv"], arguments].concat()))
            .into_iter()
            .skip(1)
            .map(|row| row[0].clone())
            .collect()
    };
    assert_eq!(ids(&["gap/prosecution", "clause/icat/1"]).len(), 4);
    assert_eq!(ids(&["pillar:protection", "kind:rec"]).len(), 4);
    assert_eq!(ids(&["extradition"]), ["rec/partnership/3"]);
    let nothing = icatlas(&["export", "xyzzy"]);
    assert_eq!((nothing.status.code(), stdout(&nothing)), (Some(1), String::new()));
}

#[test]
fn a_hidden_pin_shows_no_editorial_title_and_is_not_called_gone() {
    let state = TempDir::new().unwrap();
    let folder = state.path().join("icatlas");
    fs::create_dir(&folder).unwrap();
    let pins = "(version: 1, kept: (pins: [(id: \"document/crosswalk\", title: \"Crosswalk\")]))";
    fs::write(folder.join("state.ron"), pins).unwrap();
    for format in ["md", "csv", "json"] {
        let arguments = ["--sources-only", "export", "--pins", "--format", format];
        let told = stdout(&icatlas_with(&arguments, &[("XDG_STATE_HOME", state.path())]));
        assert!(told.contains("editorial, hidden") && !told.contains("Crosswalk"), "{told}");
        assert!(!told.contains("gone from") && !told.contains(",yes") && !told.contains("true"), "{told}");
    }
}

#[test]
fn markdown_says_of_each_group_of_links_whether_the_source_says_it() {
    let with = |after: &str| {
        printed_with("clauses.ron", "basis: Paraphrase", after, &["export", "--format", "md", "clause/icat/1"])
    };
    let plan =
        "- General Assembly of the United Nations, *Global Plan of Action against Trafficking in Persons*, A/64/L.64";
    for (after, heading, reason) in [
        ("basis: Verbatim", "Part of:", ""),
        ("basis: Paraphrase", "Part of (inferred from the source):", ""),
        ("basis: Editorial, reason: \"So we *think*.\"", "Part of (our judgement):", " — So we \\*think\\*."),
    ] {
        let printed = with(after);
        assert!(printed.contains(&format!("\n{heading}\n\n{plan}{reason}\n")), "{printed}");
    }
}

#[test]
fn the_length_of_a_copy_counts_the_documents_that_it_names() {
    let folder = common::copy();
    let file = folder.path().join("documents.ron");
    let long = "a*".repeat(1 << 19);
    let documents = fs::read_to_string(&file).unwrap().replacen("slides of its side event", &long, 1);
    fs::write(&file, documents).unwrap();
    let data = Data::from(Atlas::load_up_to(folder.path(), 1 << 24, &Embedded::NONE).unwrap());
    for id in ["gap/prosecution/1", "member/unodc", "document/icat-deck", "clause/icat/1"] {
        let record = data.get(&RecordId::try_from(id).unwrap()).unwrap();
        let length = formats::length(&data, record);
        let (plain, markdown) = (formats::quote::quoted(&data, record), formats::markdown_of(&data, record));
        // In Markdown an asterisk takes two bytes.
        assert!(plain.len() >= long.len() && plain.len() <= length, "{id}: {} of {length}", plain.len());
        assert!(markdown.len() >= long.len() && markdown.len() <= 2 * length, "{id}: {} of {length}", markdown.len());
    }
}

#[test]
fn a_csv_reader_reads_the_csv_export() {
    let export = printed(&["export", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(export.as_bytes());
    let records: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 83);
    let row = records.iter().find(|row| &row[0] == "rec/partnership/3").unwrap();
    assert_eq!((&row[1], &row[2], &row[5]), ("recommendation", "Partnership", "verbatim"));
    assert!(row[8].contains("slide “Partnership RECOMMENDATIONS”"));
    for cell in records.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "a spreadsheet would run {cell}");
    }
}

#[test]
fn the_markdown_export_has_every_record_with_its_source() {
    let export = printed(&["export", "--format", "md"]);
    assert_eq!(export.matches("\n### ").count(), 83);
    assert!(export.contains("\n## Recommendations\n"));
    let source =
        "The source’s own words: ICAT, *slides of its side event*, 20 October 2010, slide “Prosecution GAPS”\n";
    assert_eq!(export.matches(source).count(), 3, "one for each gap on the slide");
}
