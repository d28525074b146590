//! JSON: its schema, its schema number and its values; it is the same in all commands.

mod common;

use std::fs;
use std::path::Path;

use common::printed::{pins_as, printed};
use common::{icatlas, stderr, stdout};
use icatlas::atlas::{Basis, Extent, Kind, Language, Pillar, Relation, Standing, Turn};
use icatlas::formats::json::Reading;
use icatlas::present::changes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

fn kept(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The JSON of every command that prints it.
fn printed_json() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3");
    let printed = [
        printed(&["--data", folder, "export"]),
        printed(&["--data", folder, "export", "--sources-only"]),
        printed(&["--data", folder, "cite", "--json", "member", "body", "article"]),
        printed(&["--data", folder, "diff", "--json", "--as-of", "1990", "--as-of", "2024"]),
        printed(&["--data", folder, "diff", "--json", "--as-of", "2010", "--as-of", "2018"]),
        printed(&["export"]),
        printed(&["export", "--sources-only"]),
        printed(&["export", "gap/prosecution/1", "member/unodc"]),
        printed(&["show", "--json", "event"]),
        printed(&["find", "--json", "trafficking"]),
        printed(&["find", "--json", "who extraditoin zyxwv"]),
        stdout(&icatlas(&["find", "--json", "'polise"])),
        printed(&["list", "--json", "gaps"]),
        printed(&["list", "--json"]),
        printed(&["cite", "--json", "event/establishment", "gap", "document"]),
        printed(&["cite", "--json", "--format", "md", "unodc"]),
        printed(&["cite", "--json", "--format", "bibtex", "event/establishment"]),
        printed(&["cite", "--json", "--quote", "unodc", "gap"]),
        printed(&["doctor", "--json"]),
        pins_as("json"),
    ];
    printed.iter().map(|json| serde_json::from_str(json).unwrap()).collect()
}

/// Calls `change` for a JSON value and all within it.
fn everywhere(value: &mut Value, change: &dyn Fn(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|value| everywhere(value, change));
            change(object);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| everywhere(value, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn assert_valid(schema: &Value, json: &Value) {
    let schema = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = schema.iter_errors(json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn where_nothing_is_found_the_object_has_an_empty_list() {
    let folder = common::copy();
    fs::write(folder.path().join("contacts.ron"), "[]").unwrap();
    let data = folder.path().to_str().unwrap();
    for (arguments, list) in [
        (&["show", "--json", "zzz"][..], "records"),
        (&["show", "unodc", "zzz", "--json"], "records"),
        (&["cite", "--json", "zzz"], "citations"),
        (&["cite", "--json", "--quote", "zzz"], "citations"),
        (&["cite", "--json", "--format", "bibtex", "zzz"], "citations"),
        (&["list", "--json", "contact", "--data", data], "records"),
    ] {
        let output = icatlas(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains("there "), "{arguments:?}: {}", stderr(&output));
        let printed: Value = serde_json::from_str(&stdout(&output)).unwrap_or_else(|_| panic!("{arguments:?}"));
        assert_eq!(
            printed,
            json!({ "schema": 2, "edition": {"name": "2010-deck", "date": "2010-10-20"}, list: [] }),
            "{arguments:?}"
        );
        assert_valid(&kept("docs/schema.json"), &printed);
    }
    let ambiguous = icatlas(&["show", "--json", "global plan of action against trafficking in persons"]);
    assert_eq!((ambiguous.status.code(), stdout(&ambiguous)), (Some(2), String::new()), "wrong usage prints nothing");
}

#[test]
fn all_json_follows_its_schema() {
    let schema = kept("docs/schema.json");
    // The schema describes everything printed today.
    let mut closed = schema.clone();
    everywhere(&mut closed, &|object| {
        if object.get("type").is_some_and(|kind| kind == "object") {
            object.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
    });
    for json in printed_json() {
        assert_valid(&closed, &json);
    }
    let mut wrong: Value = serde_json::from_str(&printed(&["show", "--json", "gap/prosecution/1"])).unwrap();
    wrong["records"][0]["links"][0].as_object_mut().unwrap().remove("reason");
    assert!(!jsonschema::validator_for(&schema).unwrap().is_valid(&wrong), "the schema lets everything through");
}

#[test]
fn the_schema_allows_fields_that_a_later_icatlas_adds() {
    let schema = kept("docs/schema.json");
    for mut json in printed_json() {
        everywhere(&mut json, &|object| {
            object.insert("added".to_owned(), Value::Null);
            // This field is new for a link that is not our own judgement, too.
            object.entry("reason").or_insert_with(|| "why".into());
        });
        assert_valid(&schema, &json);
    }
}

/// The values of an enum in JSON, from those of the data files.
fn values<T: DeserializeOwned + Serialize>() -> Vec<Value> {
    let Err(ron::Error::NoSuchEnumVariant { expected, .. }) = ron::from_str::<T>("None0").map_err(|error| error.code)
    else {
        panic!("not an enum")
    };
    expected.iter().map(|name| serde_json::to_value(ron::from_str::<T>(name).unwrap()).unwrap()).collect()
}

#[test]
fn a_new_value_of_an_enum_needs_a_new_schema_number() {
    let printed = json!({
        "kind": Kind::ALL,
        "pillar": Pillar::ALL,
        "basis": Basis::ALL,
        "standing": values::<Standing>(),
        "language": values::<Language>(),
        "relation": values::<Relation>(),
        "strength": values::<Extent>(),
        "change": Turn::ALL.map(changes::word),
        "of": changes::PARTS,
        "reading": values::<Reading>(),
    });
    let number = &printed_json()[0]["schema"];
    let all = kept("tests/data/json-values.json");
    assert_eq!(
        all[number.to_string()],
        printed,
        "readers of JSON {number} do not know these values: raise `SCHEMA` in src/formats/json.rs and `schema` in \
         docs/schema.json, add the values under the new number, and leave those of the numbers before as they are"
    );
    let schema = kept("docs/schema.json");
    assert_eq!(schema["properties"]["schema"]["const"], *number);
    let of =
        |pointer: &str| schema.pointer(pointer).unwrap().as_array().unwrap().iter().filter(|value| !value.is_null());
    for (name, pointer) in [
        ("kind", "/$defs/kind/enum"),
        ("pillar", "/$defs/record/properties/pillar/enum"),
        ("basis", "/$defs/basis/enum"),
        ("standing", "/$defs/name/properties/standing/enum"),
        ("language", "/$defs/name/properties/language/enum"),
        ("relation", "/$defs/link/properties/relation/enum"),
        ("strength", "/$defs/link/properties/strength/enum"),
        ("change", "/$defs/change/properties/change/enum"),
        ("of", "/$defs/change/properties/of/enum"),
        ("reading", "/$defs/sought/properties/reading/enum"),
    ] {
        assert_eq!(
            of(pointer).collect::<Vec<_>>(),
            printed[name].as_array().unwrap().iter().collect::<Vec<_>>(),
            "{name}"
        );
    }
}

#[test]
fn json_looks_the_same_in_show_find_and_export() {
    let records = |arguments: &[&str]| serde_json::from_str::<Value>(&printed(arguments)).unwrap()["records"].clone();
    let shown = records(&["show", "--json", "rec/partnership/3"]);
    assert_eq!(shown, records(&["find", "--json", "extradition"]));
    assert_eq!(shown, records(&["export", "rec/partnership/3"]));
    assert_eq!(shown, records(&["export", "extradition"]));
    let listed = records(&["list", "recs", "--json"]);
    assert!(listed.as_array().unwrap().contains(&shown[0]));
}

#[test]
fn the_json_of_find_says_what_became_of_each_word() {
    let of = |query: &str| -> Value { serde_json::from_str(&printed(&["find", "--json", query])).unwrap() };
    assert_eq!(
        of("who extraditoin zyxwv police")["words"],
        json!([
            {"typed": "extraditoin", "reading": "corrected", "read_as": ["extradition"]},
            {"typed": "zyxwv", "reading": "nowhere"},
            {"typed": "police", "reading": "as typed"},
            {"typed": "who", "reading": "passed over"},
        ])
    );
    assert_eq!(of("kind:gap")["words"], json!([]));
    assert_eq!(of("took part")["words"], json!([{"typed": "took part", "reading": "as typed"}]));
}

#[test]
fn the_json_of_a_search_that_finds_nothing_has_no_records_and_says_why() {
    let nothing = |query: &str| -> Value {
        let output = icatlas(&["find", "--json", query]);
        assert_eq!(output.status.code(), Some(1), "{query}");
        assert!(stderr(&output).contains("nothing found"), "{query}");
        serde_json::from_str(&stdout(&output)).unwrap()
    };
    let near = json!({
        "schema": 2, "edition": {"name": "2010-deck", "date": "2010-10-20"}, "words": [{"typed": "'polise", "reading": "nowhere"}], "nearest": ["police"], "records": [],
    });
    assert_eq!(nothing("'polise"), near);
    let far = json!({"schema": 2, "edition": {"name": "2010-deck", "date": "2010-10-20"}, "words": [{"typed": "zyxwv", "reading": "nowhere"}], "records": []});
    assert_eq!(nothing("zyxwv"), far);
    let hostile = &nothing("zyxwv\u{202e}\u{9b}x")["words"][0]["typed"];
    assert!(hostile.as_str().unwrap().starts_with("zyxwv") && !hostile.to_string().contains(['\u{202e}', '\u{9b}']));
    assert_eq!(nothing("kind:gap kind:!gap")["records"], json!([]));
    assert_eq!(nothing("is:nonsense police")["records"], json!([]));
}

#[test]
fn the_json_of_list_without_a_kind_counts_the_records_of_each_kind() {
    let kinds: Value = serde_json::from_str(&printed(&["list", "--json"])).unwrap();
    let kinds = kinds["kinds"].as_array().unwrap();
    assert_eq!(kinds.len(), Kind::ALL.len());
    for kind in kinds {
        let name = kind["kind"].as_str().unwrap();
        // The frozen data has no record of some kinds; of these nothing is printed.
        let listed = common::icatlas(&["list", "--json", name]);
        let records: Option<Value> = serde_json::from_slice(&listed.stdout).ok();
        let count = records.map_or(0, |records| records["records"].as_array().unwrap().len());
        assert_eq!(kind["count"], count, "{name}");
        assert_eq!(listed.status.code(), Some(i32::from(count == 0)), "{name}");
    }
}

#[test]
fn the_json_of_cite_has_each_citation_as_text_and_in_parts() {
    for style in ["plain", "md", "bibtex"] {
        let arguments = ["event/establishment", "gap/prosecution/1", "document", "--format", style];
        let cited: Value = serde_json::from_str(&printed(&[&["cite", "--json"], &arguments[..]].concat())).unwrap();
        let citations = cited["citations"].as_array().unwrap();
        let texts: Vec<String> = citations.iter().map(|one| format!("{}\n", one["text"].as_str().unwrap())).collect();
        assert_eq!(texts.concat(), printed(&[&["cite"], &arguments[..]].concat()), "{style}");
        assert!(citations.iter().all(|one| one["style"] == style));
    }
    let cited: Value = serde_json::from_str(&printed(&["cite", "--json", "event/establishment"])).unwrap();
    let last = cited["citations"].as_array().unwrap().last().unwrap();
    assert_eq!(last["id"], "event/establishment");
    assert_eq!((&last["document"], &last["supports"]), (&json!("document/icat-about"), &json!("the date")));
    let quoted: Value = serde_json::from_str(&printed(&["cite", "--json", "--quote", "gap/prosecution/1"])).unwrap();
    let text = printed(&["cite", "--quote", "gap/prosecution/1"]);
    assert_eq!(
        quoted,
        json!({"schema": 2, "edition": {"name": "2010-deck", "date": "2010-10-20"}, "citations": [{"id": "gap/prosecution/1", "style": "quote", "text": text.trim_end()}]})
    );
}

#[test]
fn the_json_names_the_edition_and_the_day_that_was_asked_for() {
    let origin = |arguments: &[&str]| {
        let json: Value = serde_json::from_str(&stdout(&common::built_in_icatlas(arguments))).unwrap();
        assert_valid(&kept("docs/schema.json"), &json);
        (json["edition"].clone(), json["as_of"].clone())
    };
    let (newest, deck) =
        (json!({"name": "2026", "date": "2026-11-25"}), json!({"name": "2010-deck", "date": "2010-10-20"}));
    for command in [
        &["show", "unodc", "--json"][..],
        &["find", "demand", "--json"],
        &["list", "member", "--json"],
        &["list", "--json"],
        &["cite", "unodc", "--json"],
        &["export"],
    ] {
        let with = |options: &[&'static str]| origin(&[command, options].concat());
        assert_eq!(with(&[]), (newest.clone(), Value::Null), "{command:?}");
        assert_eq!(with(&["--edition", "2010-deck"]), (deck.clone(), Value::Null), "{command:?}");
        assert_eq!(with(&["--as-of", "2010"]), (newest.clone(), json!("2010")), "{command:?}");
        assert_eq!(with(&["--as-of", "2030"]), (newest.clone(), json!("2026-11-25")), "the day that is answered with");
    }
    let diff = origin(&["diff", "--as-of", "2010", "--as-of", "2024", "--json"]);
    assert_eq!(diff, (newest, Value::Null), "it has two days of its own");
}
