//! The crates that icatlas is built from, as cargo tells them, and the notices of their licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The platform of the package. Another one has a few other crates.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// Licences in the order in which one of several is taken: those that ask for the least first.
const PREFERRED: [&str; 6] = ["MIT", "BSL-1.0", "Zlib", "BSD-3-Clause", "Unicode-3.0", "Apache-2.0"];

/// The crates of Rust's standard library on this platform, and their licences. cargo does not tell them, and their versions are those
/// of the compiler; `.ci/check-package` compares the names with the files of the compiler that has built the package.
pub const STANDARD_LIBRARY: [(&str, &str); 18] = [
    ("addr2line", "Apache-2.0 OR MIT"),
    ("adler2", "0BSD OR MIT OR Apache-2.0"),
    ("alloc", "MIT OR Apache-2.0"),
    ("cfg-if", "MIT OR Apache-2.0"),
    ("compiler_builtins", "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)"),
    ("core", "(MIT OR Apache-2.0) AND Unicode-3.0"), // its tables of characters are Unicode's
    ("gimli", "MIT OR Apache-2.0"),
    ("hashbrown", "MIT OR Apache-2.0"),
    ("libc", "MIT OR Apache-2.0"),
    ("memchr", "Unlicense OR MIT"),
    ("miniz_oxide", "MIT OR Zlib OR Apache-2.0"),
    ("object", "Apache-2.0 OR MIT"),
    ("panic_abort", "MIT OR Apache-2.0"),
    ("panic_unwind", "MIT OR Apache-2.0"),
    ("rustc-demangle", "MIT/Apache-2.0"),
    ("std", "MIT OR Apache-2.0"),
    ("std_detect", "MIT OR Apache-2.0"),
    ("unwind", "MIT OR Apache-2.0"),
];

/// The texts of their licences, each below the names of the crates that it is of.
const STANDARD_LIBRARY_TEXTS: &str = include_str!("standard_library.md");

/// A crate.
pub struct Package {
    pub name: String,
    pub version: String,
    /// As its `Cargo.toml` has it.
    pub license: String,
    /// `None` for our own.
    pub source: Option<String>,
    pub rust_version: Option<String>,
    /// What it requires in any version, `*`.
    pub wildcards: Vec<String>,
    folder: PathBuf,
    /// Whether it is part of the program, and not only of tests or the build script.
    pub is_in_program: bool,
}

/// All crates that cargo builds for the program and its tests, our own first.
pub fn packages() -> Vec<Package> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", PLATFORM])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let root = id(&metadata["resolve"]["root"]);
    let nodes: BTreeMap<String, &Value> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().map(|node| (id(&node["id"]), node)).collect();
    let (mut in_program, mut ahead) = (BTreeSet::new(), vec![root.clone()]);
    while let Some(at) = ahead.pop() {
        if in_program.insert(at.clone()) {
            let needed = nodes[&at]["deps"].as_array().unwrap().iter().filter(|dependency| {
                dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null())
            });
            ahead.extend(needed.map(|dependency| id(&dependency["pkg"])));
        }
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut packages: Vec<Package> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| Package {
            name: id(&package["name"]),
            version: id(&package["version"]),
            license: text(&package["license"]).unwrap_or_default(),
            source: text(&package["source"]),
            rust_version: text(&package["rust_version"]),
            wildcards: package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["req"] == "*")
                .map(|dependency| id(&dependency["name"]))
                .collect(),
            folder: Path::new(&id(&package["manifest_path"])).parent().unwrap().to_owned(),
            is_in_program: in_program.contains(&id(&package["id"])),
        })
        .collect();
    packages.sort_by_key(|package| (package.source.is_some(), package.name.clone(), package.version.clone()));
    packages
}

/// The sets of licences of an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`, each of which is enough.
pub fn choices(license: &str) -> Vec<BTreeSet<String>> {
    let spaced = license.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let choices = either(&words, &mut at);
    assert_eq!(at, words.len(), "{license}");
    choices
}

fn either(words: &[&str], at: &mut usize) -> Vec<BTreeSet<String>> {
    let mut all = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        all.extend(both(words, at));
    }
    all
}

fn both(words: &[&str], at: &mut usize) -> Vec<BTreeSet<String>> {
    let mut all = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let more = one(words, at);
        all = all.iter().flat_map(|set| more.iter().map(move |other| set | other)).collect();
    }
    all
}

fn one(words: &[&str], at: &mut usize) -> Vec<BTreeSet<String>> {
    if words[*at] == "(" {
        *at += 1;
        let inside = either(words, at);
        assert_eq!(words[*at], ")");
        *at += 1;
        return inside;
    }
    let mut name = words[*at].to_owned();
    *at += 1;
    if words.get(*at) == Some(&"WITH") {
        name += &format!(" WITH {}", words[*at + 1]);
        *at += 2;
    }
    vec![BTreeSet::from([name])]
}

/// The licences that are taken of those that an expression offers.
pub fn taken(license: &str) -> BTreeSet<String> {
    let rank = |set: &BTreeSet<String>| {
        let rank = |name: &String| PREFERRED.iter().position(|preferred| preferred == name).unwrap_or(PREFERRED.len());
        set.iter().map(rank).max()
    };
    choices(license).into_iter().min_by_key(rank).unwrap()
}

impl Package {
    /// The texts of the licences taken, from the files beside its `Cargo.toml`.
    fn texts(&self) -> Vec<String> {
        let taken = taken(&self.license);
        let files = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> = files.filter(|name| is_of(name, &taken)).collect();
        files.sort();
        let read = |name: &String| fs::read_to_string(self.folder.join(name)).unwrap();
        let tidy = |text: String| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
        files.iter().map(read).map(tidy).collect()
    }
}

/// Whether a file has the text of one of these licences.
fn is_of(file: &str, taken: &BTreeSet<String>) -> bool {
    let name = file.to_uppercase();
    let stem = name.split('.').next().unwrap();
    match stem {
        "LICENSE" | "COPYRIGHT" => true,
        "LICENSE-MIT" => taken.contains("MIT"),
        "LICENSE-UNICODE" => taken.contains("Unicode-3.0"),
        "LICENSE-BOOST" => taken.contains("BSL-1.0"),
        "LICENSE-ZLIB" => taken.contains("Zlib"),
        _ => false,
    }
}

/// The row of a crate in the table of a page, with its version if it is known.
fn row(name: &str, version: Option<&str>, license: &str) -> String {
    let taken = taken(license).into_iter().collect::<Vec<_>>().join(" AND ");
    let cells = [Some(name), version, Some(license), Some(&taken)];
    format!("| {} |\n", cells.into_iter().flatten().collect::<Vec<_>>().join(" | "))
}

/// The texts in [`STANDARD_LIBRARY_TEXTS`], each with the crates that it is of.
pub fn standard_library_texts() -> Vec<(Vec<&'static str>, &'static str)> {
    let parts = STANDARD_LIBRARY_TEXTS.split("\n## ").skip(1);
    let read = |part: &'static str| {
        let (names, text) = part.split_once("\n\n````text\n").unwrap();
        (names.split(", ").collect(), text.trim_end().strip_suffix("\n````").unwrap())
    };
    parts.map(read).collect()
}

/// The page of notices.
pub fn notices() -> String {
    let packages: Vec<Package> =
        packages().into_iter().filter(|package| package.source.is_some() && package.is_in_program).collect();
    let mut page = "\
# Notices of third parties

The program is built from the crates in the first table and from Rust's standard library, whose crates are in the second; the texts
of their licences are below. `src/search/common_words/NOTICE.md` (in the packages `common_words/NOTICE.md` beside this page) has the
sources and licences of its lists of words. Where a crate offers several licences, the one in the last column is taken.

| crate | version | licence | taken |
| --- | --- | --- | --- |
"
    .to_owned();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in &packages {
        page += &row(&package.name, Some(&package.version), &package.license);
        let found = package.texts();
        if found.is_empty() {
            texts.entry(String::new()).or_default().insert(package.name.clone());
        }
        for text in found {
            texts.entry(text).or_default().insert(package.name.clone());
        }
    }
    page += "
The standard library comes compiled with the compiler, in the versions that belong to it, and the program has what it needs of these:

| crate | licence | taken |
| --- | --- | --- |
";
    for (name, license) in STANDARD_LIBRARY {
        page += &row(name, None, license);
    }
    for (names, text) in standard_library_texts() {
        texts.entry(text.to_owned()).or_default().extend(names.into_iter().map(str::to_owned));
    }
    page += "
The linker adds the start-up code of the GNU C Library (LGPL-2.1-or-later) and the start-up code and the unwinder of GCC
(GPL-3.0-or-later). Both licences come with an exception for this: a program that contains such code may be under any licence.
";
    let mut texts: Vec<(BTreeSet<String>, String)> = texts.into_iter().map(|(text, users)| (users, text)).collect();
    texts.sort();
    for (users, text) in texts {
        page += &format!("\n## {}\n\n", users.into_iter().collect::<Vec<_>>().join(", "));
        page += &if text.is_empty() {
            "No text comes with the crate.\n".to_owned()
        } else {
            format!("````text\n{text}\n````\n")
        };
    }
    page
}
