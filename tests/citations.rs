//! Citations and quotations: what `cite` prints in each style, for whose words.

mod common;

use biblatex::{Bibliography, ChunksExt};
use common::printed::{printed, printed_with, tree};
use common::{icatlas, stdout};

#[test]
fn citations_read_back_from_bibtex_have_body_title_symbol_date_and_place() {
    let cited =
        printed(&["cite", "gap/prosecution/1", "event/establishment", "document/ga-10968", "--format", "bibtex"]);
    let bibliography = Bibliography::parse(&cited).unwrap_or_else(|error| panic!("{error}: {cited}"));
    let entry = |key: &str| bibliography.get(key).unwrap_or_else(|| panic!("{key} is missing in {cited}"));
    let gap = entry("gap/prosecution/1");
    assert_eq!(gap.title().unwrap().format_verbatim(), "ICAT deck");
    assert_eq!(gap.get("howpublished").unwrap().format_verbatim(), "slides of its side event");
    assert_eq!(gap.author().unwrap()[0].name, "ICAT");
    assert_eq!(gap.note().unwrap().format_verbatim(), "slide “Prosecution GAPS”");
    assert_eq!(gap.get("date").unwrap().format_verbatim(), "2010-10-20");
    let release = entry("document/ga-10968");
    assert_eq!(release.get("number").unwrap().format_verbatim(), "GA/10968");
    assert_eq!(entry("event/establishment:2").get("url").unwrap().format_verbatim(), "https://icat.un.org/about");
    assert_eq!(bibliography.len(), 4);
}

#[test]
fn every_record_can_be_cited_in_every_style() {
    let everything =
        ["member", "gap", "rec", "clause", "function", "event", "publication", "instrument", "contact", "document"];
    let cited = |format: &str| printed(&[&["cite"], &everything[..], &["--format", format]].concat());
    let plain = cited("plain");
    assert!(plain.lines().count() >= 83 && !plain.lines().any(|line| line.ends_with('.')), "{plain}");
    assert!(plain.contains(
        "General Assembly of the United Nations, “Improving the coordination of efforts against trafficking in persons”, \
         A/RES/61/180\n"
    ));
    let markdown = tree(&cited("md").replace('\n', "\n\n"));
    assert_eq!(markdown.len(), plain.lines().count());
    assert!(markdown.iter().all(|line| line.matches("<i>").count() == 1), "the title alone is in italics");
    let bibliography = Bibliography::parse(&cited("bibtex")).unwrap();
    assert_eq!(bibliography.len(), plain.lines().count(), "no two entries have one key");
}

#[test]
fn cite_prints_words_with_their_source_an_empty_line_apart() {
    let deck = "ICAT, slides of its side event, 20 October 2010, slide “Prosecution GAPS”";
    let quoted = printed(&["cite", "--quote", "gap/prosecution/1", "gap/prosecution/3"]);
    assert_eq!(
        quoted,
        format!(
            "“Large impunity” ({deck})\n\n“Inconsistency with national legislation and actual implementation of the laws” \
             ({deck})\n"
        )
    );
    let ascii = printed(&["--ascii", "cite", "--quote", "gap/prosecution/1"]);
    assert_eq!(ascii, format!("“Large impunity” ({deck})\n").replace(['“', '”'], "\""));
    let refused = icatlas(&["cite", "--quote", "--format", "md", "gap/prosecution/1"]);
    assert_eq!((refused.status.code(), stdout(&refused)), (Some(2), String::new()));
}

#[test]
fn a_document_without_its_hidden_title_goes_by_its_id_which_nobody_said() {
    let title = "Paraphrase(\"ICAT’s page about itself\")";
    let of = |command: &[&str]| {
        printed_with("documents.ron", title, "Editorial(\"Their page\")", &[&["--sources-only"], command].concat())
    };
    let cited = of(&["cite", "event/establishment"]);
    assert!(cited.ends_with("\nICAT, icat-about, icat.un.org/about, for the date\n"), "{cited}");
    let quoted = of(&["cite", "--quote", "document/icat-about"]);
    assert_eq!(quoted.lines().next(), Some("ICAT, icat-about, icat.un.org/about"));
    let markdown = of(&["export", "--format", "md", "document/icat-about"]);
    assert!(markdown.contains("\n### Document: icat-about\n"), "{markdown}");
    for text in [cited, quoted, markdown] {
        assert!(!text.contains("Their page") && !text.contains("“icat-about"), "{text}");
    }
}

#[test]
fn citations_call_a_document_by_what_it_is_cited_as_unless_that_is_hidden() {
    let cited = |basis: &str, options: &[&str]| {
        let after = format!("cited_as: {basis}(\"slides\")");
        printed_with(
            "documents.ron",
            "cited_as: Paraphrase(\"slides of its side event\")",
            &after,
            &[options, &["gap/prosecution/1"]].concat(),
        )
    };
    let slide = "20 October 2010, slide “Prosecution GAPS”\n";
    assert_eq!(cited("Verbatim", &["cite"]), format!("ICAT, “slides”, {slide}"));
    assert_eq!(cited("Verbatim", &["cite", "--format", "md"]), format!("ICAT, *slides*, {slide}"));
    assert_eq!(cited("Editorial", &["cite"]), format!("ICAT, slides, {slide}"));
    assert_eq!(cited("Editorial", &["cite", "--sources-only"]), format!("ICAT, ICAT deck, {slide}"));
    let deck = &["show", "document/icat-deck"];
    assert!(printed(deck).contains("\nCited as  slides of its side event, paraphrase\n"), "{}", printed(deck));
}

#[test]
fn a_clause_is_quoted_or_reported_from_its_text_unless_that_is_our_judgement() {
    let first = "clause/icat/1";
    let with = |before: &str, after: &str, options: &[&str]| {
        printed_with("clauses.ron", before, after, &[options, &["cite", "--quote", first]].concat())
    };
    let deck = "ICAT, slides of its side event, 20 October 2010, slide “ICAT and the Global Plan of Action against \
        Trafficking in Persons (A/64/L.64)”)\n";
    let reported = with("text: Verbatim(", "text: Paraphrase(", &[]);
    assert!(reported.starts_with("Strongly urge"), "{reported}");
    assert!(reported.ends_with(&format!(" (A/64/L.64, as reported by {deck}")), "{reported}");
    let ours = "basis: Editorial, reason: \"So we think.\"";
    let judged = with("basis: Paraphrase", ours, &[]);
    assert!(judged.ends_with(&format!("” ({deck}")), "{judged}");
    let whole = "to: \"document/a-64-l-64\"";
    let instrument = with(whole, "to: \"instrument/tip-protocol\"", &[]);
    let named = format!("” (“UN Trafficking in Persons Protocol”, as quoted by {deck}");
    assert!(instrument.ends_with(&named), "{instrument}");
    for other in ["document/icat-deck", "event/global-plan", "function/1"] {
        let cited = with(whole, &format!("to: \"{other}\""), &[]);
        assert!(cited.ends_with(&format!("” ({deck}")), "{other}: {cited}");
    }
    let contact = printed_with("contacts.ron", "to: \"member/unodc\"", whole, &["cite", "contact"]);
    assert!(contact.starts_with("ICAT, "), "an address is no passage of a text: {contact}");
    let hidden = with(whole, "to: \"instrument/example-undated\"", &["--sources-only"]);
    assert!(hidden.ends_with(&format!("” ({deck}")) && !hidden.contains("Lorem"), "{hidden}");
}

#[test]
fn markdown_goes_by_both_its_names_in_every_command() {
    let commands: [&[&str]; 3] = [
        &["export", "unodc", "--format"],
        &["cite", "unodc", "--format"],
        &["pick", "--first", "large", "impunity", "--print"],
    ];
    for command in commands {
        let [short, long] = ["md", "markdown"].map(|name| printed(&[command, &[name]].concat()));
        assert_eq!(short, long, "{command:?}");
        assert_ne!(short, printed(&command[..command.len() - 1]), "{command:?}");
    }
}
