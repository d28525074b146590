//! Compares every line of the source deck with the data, by the JSON export.

use std::process::Command;

use serde_json::Value;

/// The text of the deck, as we received it.
const DECK: &str = include_str!("deck.txt");

/// The lines with content, without lone bullets.
fn content_lines() -> impl Iterator<Item = String> {
    DECK.lines()
        .map(|line| squeezed(line.trim_matches(|c: char| c.is_whitespace() || c == '•')))
        .filter(|line| !line.is_empty())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every string of the JSON export.
fn exported() -> Vec<String> {
    let mut strings = Vec::new();
    gather(&export(), &mut strings);
    strings
}

fn export() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_icatlas")).args(["export", "--format", "json"]).output().unwrap();
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
    let strings = exported();
    let missing: Vec<_> = content_lines().filter(|line| !strings.iter().any(|text| text.contains(line))).collect();
    assert!(missing.is_empty(), "lines of the deck that the data lacks:\n{}", missing.join("\n"));
}

#[test]
fn the_deck_has_the_counted_number_of_lines() {
    assert_eq!(content_lines().count(), 168, "tests/deck.txt is not the deck");
}

/// The text of each record of a kind that no slide breaks apart, in the order of the deck.
fn texts(kind: &str) -> Vec<(String, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_icatlas")).args(["export"]).output().unwrap();
    let export: Value = serde_json::from_slice(&output.stdout).unwrap();
    let records = export["records"].as_array().unwrap();
    let of_kind = records.iter().filter(|record| record["kind"] == kind);
    of_kind
        .map(|record| (record["id"].as_str().unwrap().to_owned(), record["text"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn verbatim_texts_are_unbroken_passages_in_the_order_of_the_deck() {
    let deck = squeezed(&DECK.replace('•', " "));
    for (kind, count) in [("member", 17), ("gap", 13), ("recommendation", 16), ("clause", 3), ("function", 3)] {
        let texts = texts(kind);
        assert_eq!(texts.len(), count, "{kind}");
        let mut offsets: Vec<usize> = Vec::new();
        for (id, text) in &texts {
            let from = if kind == "member" { deck.find("ICAT Member Organizations").unwrap() } else { 0 };
            let offset = deck[from..].find(&squeezed(text));
            offsets.push(offset.unwrap_or_else(|| panic!("{id} is not in the deck to the letter: {text}")));
        }
        if kind != "recommendation" && kind != "gap" {
            assert!(offsets.is_sorted(), "the records of {kind} are not in the deck's order");
        }
    }
}

#[test]
fn the_matrix_has_the_deck_s_gaps_and_recommendations_under_each_pillar() {
    let count = |prefix: &str, kind| texts(kind).iter().filter(|(id, _)| id.starts_with(prefix)).count();
    for (pillar, gaps) in [("prevention", 4), ("protection", 3), ("prosecution", 3), ("partnership", 3)] {
        assert_eq!(count(&format!("gap/{pillar}/"), "gap"), gaps);
        assert_eq!(count(&format!("rec/{pillar}/"), "recommendation"), 4);
    }
}

#[test]
fn every_record_that_a_narrow_place_shows_has_a_headline() {
    let with_headlines = ["gap", "recommendation", "clause", "function", "event", "publication", "instrument"];
    for record in export()["records"].as_array().unwrap() {
        let has_one = record["headline"].is_string();
        assert_eq!(has_one, with_headlines.contains(&record["kind"].as_str().unwrap()), "{}", record["id"]);
    }
}
