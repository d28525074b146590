//! Holds the crates that icatlas is built from to the rules of `.cargo/deny.toml`, to the stated minimum of Rust, and to their notices
//! in `docs/third-party.md`; and the rpm to the licences of what is in it.

#[path = "common/dependencies.rs"]
mod dependencies;

use std::collections::BTreeSet;

use dependencies::{STANDARD_LIBRARY, choices, notices, packages, standard_library_texts, taken};

const RULES: &str = include_str!("../.cargo/deny.toml");
const RPM: &str = include_str!("../.ci/icatlas.spec");

/// The strings of a list in a section of the rules.
fn list(section: &str, name: &str) -> BTreeSet<String> {
    let (_, section) = RULES.split_once(&format!("\n[{section}]\n")).unwrap();
    let section = section.split("\n[").next().unwrap();
    let (_, list) =
        section.split_once(&format!("\n{name} = [")).or_else(|| section.split_once(&format!("{name} = ["))).unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split(',').map(|item| item.trim().trim_matches('"').to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Whether a section of the rules has this line.
fn says(section: &str, line: &str) -> bool {
    let (_, section) = RULES.split_once(&format!("\n[{section}]\n")).unwrap();
    section.split("\n[").next().unwrap().lines().any(|other| other == line)
}

#[test]
fn each_crate_offers_a_licence_that_the_rules_allow() {
    let allowed = list("licenses", "allow");
    assert!(allowed.contains("MIT"), "{allowed:?}");
    let all = packages();
    assert!(all.len() > 100);
    for package in &all {
        let is_allowed = choices(&package.license).iter().any(|choice| choice.is_subset(&allowed));
        assert!(is_allowed, "{} is licensed under {}", package.name, package.license);
    }
    // No licence is allowed without need.
    let offered: BTreeSet<String> = all.iter().flat_map(|package| choices(&package.license)).flatten().collect();
    assert_eq!(allowed.difference(&offered).next(), None);
}

#[test]
fn licences_are_read_with_their_words_and_brackets() {
    let read = |license| {
        choices(license).into_iter().map(|set| set.into_iter().collect::<Vec<_>>().join("+")).collect::<Vec<_>>()
    };
    assert_eq!(read("MIT/Apache-2.0"), ["MIT", "Apache-2.0"]);
    assert_eq!(read("(MIT OR Apache-2.0) AND Unicode-3.0"), ["MIT+Unicode-3.0", "Apache-2.0+Unicode-3.0"]);
    assert_eq!(read("Apache-2.0 WITH LLVM-exception OR MIT"), ["Apache-2.0 WITH LLVM-exception", "MIT"]);
}

#[test]
fn no_crate_is_banned_or_required_in_any_version() {
    let banned = list("bans", "deny");
    assert!(banned.contains("tokio") && says("bans", "wildcards = \"deny\""));
    for package in packages() {
        assert!(!banned.contains(&package.name), "{} is banned", package.name);
        assert!(package.source.is_some() || package.wildcards.is_empty(), "{:?}", package.wildcards);
    }
}

#[test]
fn each_crate_comes_from_the_registry_that_the_rules_name() {
    let registries = list("sources", "allow-registry");
    assert!(says("sources", "unknown-registry = \"deny\"") && says("sources", "unknown-git = \"deny\""));
    assert_eq!(list("sources", "allow-git").len(), 0);
    for package in packages() {
        match &package.source {
            None => assert_eq!(package.name, "icatlas"),
            Some(source) => {
                let registry = source.strip_prefix("registry+").unwrap_or_else(|| panic!("{}: {source}", package.name));
                assert!(registries.contains(registry), "{}: {source}", package.name);
            }
        }
    }
}

/// `cargo clippy` holds our own code to the stated minimum, by its lint `incompatible_msrv`.
#[test]
fn no_crate_needs_a_newer_rust_than_we_state() {
    let number = |version: &str| {
        let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap());
        (parts.next().unwrap(), parts.next().unwrap_or(0))
    };
    let all = packages();
    let ours = all[0].rust_version.as_deref().unwrap();
    assert_eq!(all[0].name, "icatlas");
    for package in &all {
        let asked = package.rust_version.as_deref().unwrap_or("1.0");
        assert!(number(asked) <= number(ours), "{} asks for Rust {asked}", package.name);
    }
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("{ours} or newer")), "the README states another minimum than {ours}");
}

#[test]
fn the_notices_are_those_of_the_crates() {
    let kept = include_str!("../docs/third-party.md");
    assert!(kept == notices(), "`cargo run --example third_party > docs/third-party.md` writes them anew");
    assert!(kept.contains("| ratatui |") && kept.contains("Permission is hereby granted"));
}

/// `.ci/check-package` compares their names with the files of the compiler.
#[test]
fn the_notices_have_a_text_for_each_crate_of_the_standard_library() {
    let kept = include_str!("../docs/third-party.md");
    let texts = standard_library_texts();
    for (name, license) in STANDARD_LIBRARY {
        let own: Vec<&str> = texts.iter().filter(|(names, _)| names.contains(&name)).map(|(_, text)| *text).collect();
        for (licence, words) in [
            ("MIT", "to deal in the Software without restriction"),
            ("Unicode-3.0", "UNICODE LICENSE V3"),
            ("Apache-2.0 WITH LLVM-exception", "LLVM Exceptions to the Apache 2.0 License"),
        ] {
            let has = own.iter().any(|text| text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words));
            assert_eq!(has, taken(license).contains(licence), "{name}: {licence}");
        }
        assert!(own.iter().all(|text| kept.contains(&format!("````text\n{text}\n````\n"))), "{name}");
    }
    let named = texts.iter().flat_map(|(names, _)| names);
    assert!(named.into_iter().all(|name| STANDARD_LIBRARY.iter().any(|(other, _)| other == name)));
}

#[test]
fn the_rpm_names_each_licence_that_is_taken() {
    let stated = RPM.lines().find_map(|line| line.strip_prefix("License: ")).unwrap();
    let own = packages().remove(0).license;
    let mut expected = BTreeSet::from([format!("({own})"), "MPL-2.0".to_owned(), "LicenseRef-SCOWL".to_owned()]);
    let in_program = packages().into_iter().filter(|package| package.source.is_some() && package.is_in_program);
    expected.extend(in_program.flat_map(|package| taken(&package.license)));
    expected.extend(STANDARD_LIBRARY.iter().flat_map(|(_, license)| taken(license)));
    assert_eq!(stated.split(" AND ").map(str::to_owned).collect::<BTreeSet<_>>(), expected);
}
