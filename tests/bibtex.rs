//! BibTeX: two independent readers find every entry with its title, for any title.

mod common;

use std::collections::BTreeMap;
use std::fs;

use biblatex::{Bibliography, ChunksExt};
use common::bad::edit;
use common::texts::{data_of, text};
use common::{copy, icatlas, stderr, stdout};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    entry_key: String,
    fields: BTreeMap<String, String>,
}

/// The entries by their keys, with their fields as written.
fn raw(bibliography: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let entries = serde_bibtex::de::Deserializer::from_str(bibliography).into_iter_regular_entry::<Entry>();
    entries
        .map(|entry| entry.unwrap_or_else(|error| panic!("{error}: {bibliography}")))
        .map(|entry| (entry.entry_key, entry.fields))
        .collect()
}

/// The text that TeX prints for the commands in a field.
fn printed_by_tex(field: &str) -> String {
    const COMMANDS: [(&str, &str); 9] = [
        ("\\textbackslash{}", "\\"),
        ("\\textbraceleft{}", "{"),
        ("\\textbraceright{}", "}"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        ("\\textasciigrave{}", "`"),
        ("\\textless{}", "<"),
        ("\\textgreater{}", ">"),
        ("\\textbar{}", "|"),
    ];
    let (mut rest, mut printed) = (field, String::new());
    while let Some(first) = rest.chars().next() {
        if let Some((command, sign)) = COMMANDS.iter().find(|(command, _)| rest.starts_with(command)) {
            printed.push_str(sign);
            rest = &rest[command.len()..];
        } else if first == '\\' {
            let sign =
                rest[1..].chars().next().filter(|sign| "%&$#_".contains(*sign)).unwrap_or_else(|| panic!("{rest}"));
            printed.push(sign);
            rest = &rest[2..];
        } else {
            if !"{}".contains(first) {
                printed.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    printed
}

/// Bibliography programs read any white space as one space.
fn spaced(text: &str) -> String {
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn cited(texts: &[String], options: &[&str]) -> String {
    let folder = data_of(texts);
    let ids: Vec<_> = (0..texts.len()).map(|number| format!("member/x-{number}")).collect();
    let arguments: Vec<_> = ["--data", folder.path().to_str().unwrap(), "cite", "--format", "bibtex"]
        .into_iter()
        .chain(options.iter().copied())
        .chain(ids.iter().map(String::as_str))
        .collect();
    let output = icatlas(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "", "nothing is lost");
    stdout(&output)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, ..common::cases(24, "proptest-regressions/tests/bibtex.txt") })]

    #[test]
    fn two_readers_find_every_entry_with_its_title(texts in proptest::collection::vec(text(), 20)) {
        let cited = cited(&texts, &[]);
        let read = Bibliography::parse(&cited).unwrap_or_else(|error| panic!("{error}: {cited}"));
        let raw = raw(&cited);
        prop_assert_eq!((read.len(), raw.len()), (texts.len(), texts.len()), "{}", cited);
        for (number, text) in texts.iter().enumerate() {
            let key = format!("member/x-{number}");
            let (read, raw) = (read.get(&key).unwrap(), &raw[&key]);
            prop_assert_eq!(spaced(&read.title().unwrap().format_verbatim()), spaced(text));
            prop_assert_eq!(spaced(&read.get("number").unwrap().format_verbatim()), spaced(text));
            for field in ["title", "author", "number"] {
                prop_assert_eq!(spaced(&printed_by_tex(&raw[field])), spaced(text), "{}", field);
            }
            prop_assert_eq!(spaced(&printed_by_tex(&raw["note"])), spaced(&format!("section “{text}”")));
            let url = read.get("url").unwrap().format_verbatim();
            prop_assert_eq!(&url, &raw["url"]);
            prop_assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", url);
        }
    }

    #[test]
    fn the_readers_find_the_same_in_ascii(texts in proptest::collection::vec("[ -~]{0,3}[À-ž“”‘’–—…†·]{1,3}[a-z]", 20)) {
        let texts: Vec<_> = texts.iter().map(|text| text.trim().to_owned()).collect();
        let cited = cited(&texts, &["--ascii"]);
        prop_assert!(cited.is_ascii(), "{}", cited);
        let read = Bibliography::parse(&cited).unwrap_or_else(|error| panic!("{error}: {cited}"));
        prop_assert_eq!((read.len(), raw(&cited).len()), (texts.len(), texts.len()), "{}", cited);
        for (number, text) in texts.iter().enumerate() {
            let title = read.get(&format!("member/x-{number}")).unwrap().title().unwrap().format_verbatim();
            // A letter without a command is written as its number.
            if !title.contains("\\symbol") {
                prop_assert_eq!(spaced(&title), spaced(text));
            }
        }
    }
}

#[test]
fn the_addresses_of_the_data_can_be_followed() {
    let output = icatlas(&["cite", "document", "--format", "bibtex"]);
    let shown = icatlas(&["show", "document", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&stdout(&shown)).unwrap();
    let facts = shown["records"].as_array().unwrap().iter().flat_map(|record| record["facts"].as_array().unwrap());
    let addresses: Vec<_> =
        facts.filter(|fact| fact["label"] == "address").map(|fact| fact["text"].as_str().unwrap()).collect();
    let cited = stdout(&output);
    assert!(addresses.iter().any(|address| address.contains(['_', '%', '#', '~', '&'])), "none is hard: {addresses:?}");
    for address in addresses {
        // Some addresses have no scheme in the source.
        let scheme = if address.contains("://") { "" } else { "https://" };
        assert!(cited.contains(&format!("  url = {{{scheme}{address}}},\n")), "{address} in {cited}");
    }
}

#[test]
fn an_address_has_a_scheme_and_keeps_its_own() {
    for (address, url) in [
        ("example.org/a", "https://example.org/a"),
        ("example.org:8080/a:b", "https://example.org:8080/a:b"),
        ("//example.org", "https://example.org"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("doi:10.1000/182", "doi:10.1000/182"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ] {
        let folder = copy();
        edit(&folder, "documents.ron", "\"vdocument.in\"", &format!("\"{address}\""));
        let data = folder.path().to_str().unwrap();
        let cited = stdout(&icatlas(&["--data", data, "cite", "document/icat-deck-copy", "--format", "bibtex"]));
        assert!(cited.contains(&format!("  url = {{{url}}},\n")), "{address}: {cited}");
    }
}

#[test]
fn similar_ids_give_different_keys() {
    let folder = copy();
    let source = "(document: \"document/icat-deck\", place: Whole)";
    let members = ["a", "a/2", "a-2", "a-b", "a/b", "a-b-2", "a/b-2", "a/b/2"]
        .map(|id| format!("(id: \"member/{id}\", name: \"{id}\", citations: [{source}, {source}, {source}]),\n"));
    fs::create_dir(folder.path().join("members")).unwrap();
    fs::write(folder.path().join("members/alike.ron"), format!("[{}]", members.concat())).unwrap();
    let data = folder.path().to_str().unwrap();
    let cited = stdout(&icatlas(&["--data", data, "cite", "member", "--format", "bibtex"]));
    assert_eq!(raw(&cited).len(), cited.matches("@misc{").count(), "{cited}");
    assert_eq!(Bibliography::parse(&cited).unwrap().len(), cited.matches("@misc{").count());
}

#[test]
fn a_letter_without_a_command_is_written_as_its_number() {
    let cited = cited(&["人".to_owned()], &["--ascii"]);
    assert!(cited.contains("title = {{{\\symbol{20154}}}}"), "{cited}");
}
