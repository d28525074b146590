//! Compares every line of the source deck with the editions of the built-in data, by the JSON export.

use std::process::Command;

use serde_json::Value;

/// The text of the deck, as we received it.
const DECK: &str = include_str!("deck.txt");

/// The edition of the deck, and the second one.
const EDITIONS: [&str; 2] = ["2010-deck", "2026"];

/// The lines with content, without lone bullets.
fn content_lines() -> impl Iterator<Item = String> {
    DECK.lines()
        .map(|line| squeezed(line.trim_matches(|c: char| c.is_whitespace() || c == '•')))
        .filter(|line| !line.is_empty())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every string of the JSON export of an edition.
fn exported(edition: &str) -> Vec<String> {
    let mut strings = Vec::new();
    gather(&export(edition), &mut strings);
    strings
}

fn export(edition: &str) -> Value {
    let mut icatlas = Command::new(env!("CARGO_BIN_EXE_icatlas"));
    let output = icatlas.args(["export", "--format", "json", "--edition", edition]).output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn gather(value: &Value, strings: &mut Vec<String>) {
    match value {
        Value::String(text) => strings.push(squeezed(text)),
        Value::Array(values) => values.iter().for_each(|value| gather(value, strings)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, strings)),
        _ => {}
    }
}

#[test]
fn every_line_of_the_deck_is_in_the_data_to_the_letter() {
    for edition in EDITIONS {
        let strings = exported(edition);
        let missing: Vec<_> = content_lines().filter(|line| !strings.iter().any(|text| text.contains(line))).collect();
        assert!(missing.is_empty(), "lines of the deck that the edition {edition} lacks:\n{}", missing.join("\n"));
    }
}

#[test]
fn the_deck_has_the_counted_number_of_lines() {
    assert_eq!(content_lines().count(), 168, "tests/deck.txt is not the deck");
}

/// The text of each record of a kind that no slide breaks apart, in the order of the deck.
fn texts(edition: &str, kind: &str) -> Vec<(String, String)> {
    let export = export(edition);
    let records = export["records"].as_array().unwrap();
    let of_kind = records.iter().filter(|record| record["kind"] == kind);
    of_kind
        .map(|record| (record["id"].as_str().unwrap().to_owned(), record["text"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn verbatim_texts_are_unbroken_passages_in_the_order_of_the_deck() {
    let deck = squeezed(&DECK.replace('•', " "));
    for edition in EDITIONS {
        for (kind, count) in [("member", 17), ("gap", 13), ("recommendation", 16), ("clause", 3), ("function", 3)] {
            let texts = texts(edition, kind);
            // Members that joined later follow.
            let is_larger = edition == "2026" && kind == "member";
            assert!(texts.len() == count || is_larger && texts.len() > count, "{edition}: {} of {kind}", texts.len());
            let mut offsets: Vec<usize> = Vec::new();
            for (id, text) in &texts[..count] {
                let from = if kind == "member" { deck.find("ICAT Member Organizations").unwrap() } else { 0 };
                let offset = deck[from..].find(&squeezed(text));
                offsets.push(offset.unwrap_or_else(|| panic!("{id} is not in the deck to the letter: {text}")));
            }
            if kind != "recommendation" && kind != "gap" {
                assert!(offsets.is_sorted(), "the records of {kind} are not in the deck's order");
            }
        }
    }
}

#[test]
fn the_matrix_has_the_deck_s_gaps_and_recommendations_under_each_pillar() {
    for edition in EDITIONS {
        let count = |prefix: &str, kind| texts(edition, kind).iter().filter(|(id, _)| id.starts_with(prefix)).count();
        for (pillar, gaps) in [("prevention", 4), ("protection", 3), ("prosecution", 3), ("partnership", 3)] {
            assert_eq!(count(&format!("gap/{pillar}/"), "gap"), gaps);
            assert_eq!(count(&format!("rec/{pillar}/"), "recommendation"), 4);
        }
    }
}

#[test]
fn every_record_that_a_narrow_place_shows_has_a_headline() {
    let with_headlines =
        ["body", "gap", "recommendation", "clause", "function", "article", "event", "publication", "instrument"];
    for edition in EDITIONS {
        for record in export(edition)["records"].as_array().unwrap() {
            let has_one = record["headline"].is_string();
            assert_eq!(has_one, with_headlines.contains(&record["kind"].as_str().unwrap()), "{}", record["id"]);
        }
    }
}
