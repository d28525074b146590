//! Holds what `Cargo.toml` puts into the Debian package to what is said of it: the rpm has the same files, the README of the package
//! names its documents, their links lead to one another, and Debian can read the file of copyrights. And what the scripts do before
//! they build anything.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{stderr, write_script};
use serde_json::Value;
use tempfile::TempDir;

const RPM: &str = include_str!("../.ci/icatlas.spec");
const COPYRIGHT: &str = include_str!("../.ci/copyright");
const LICENSE: &str = include_str!("../LICENSE");
const WORDS: &str = include_str!("../src/search/common_words/NOTICE.md");

/// The folder of documents.
const DOCUMENTS: &str = "/usr/share/doc/icatlas/";

/// What `Cargo.toml` says of the Debian package.
fn package() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--no-deps", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"][0]["metadata"]["deb"].clone()
}

/// The files of the package: where each is in the sources, in which a `*` may stand, and where it is installed.
fn files() -> Vec<(String, String)> {
    let place = |asset: &Value| {
        let (source, place) = (asset[0].as_str().unwrap(), asset[1].as_str().unwrap());
        let name = if place.ends_with('/') { source.rsplit('/').next().unwrap() } else { "" };
        (source.to_owned(), format!("/{place}{name}"))
    };
    package()["assets"].as_array().unwrap().iter().map(place).collect()
}

#[test]
fn the_rpm_has_the_files_of_the_debian_package() {
    let (_, listed) = RPM.split_once("\n%files\n").unwrap();
    let listed: Vec<&str> =
        listed.lines().map(|line| line.trim_start_matches("%license ").trim_start_matches("%doc ")).collect();
    let in_rpm = |(_, place): (String, String)| {
        let compressed = if place.contains("/man/") { ".gz" } else { "" };
        (place + compressed).replace("zsh/vendor-completions", "zsh/site-functions")
    };
    let files: Vec<String> = files().into_iter().map(in_rpm).collect();
    assert!(files.len() > 15, "{files:?}");
    let is_of =
        |file: &str, line: &str| file.strip_prefix(line).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    for file in &files {
        assert!(listed.iter().any(|line| is_of(file, line)), "the rpm lacks {file}");
    }
    for line in listed {
        // `.ci/package` adds the licence.
        let is_ours = files.iter().any(|file| is_of(file, line)) || line == "/usr/share/licenses/icatlas";
        assert!(is_ours, "the Debian package lacks {line}");
    }
}

#[test]
fn the_readme_of_the_package_names_its_documents_and_no_compiler() {
    let files = files();
    let (source, _) = files.iter().find(|(_, place)| *place == format!("{DOCUMENTS}README.md")).unwrap();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(source)).unwrap();
    for (_, place) in &files {
        if let Some(name) = place.strip_prefix(DOCUMENTS).filter(|name| *name != "README.md") {
            let folders = name.match_indices('/').map(|(end, _)| &name[..=end]);
            let named = |name: &str| readme.contains(&format!("`{name}`")) || readme.contains(&format!("({name})"));
            assert!(folders.chain([name]).any(named), "{name} is not named, nor a folder that it is in");
        }
    }
    assert!(!readme.contains("cargo") && !readme.contains("Rust"), "nobody builds what is installed");
}

#[test]
fn the_links_of_the_installed_pages_lead_to_installed_files() {
    let folder = TempDir::new().unwrap();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (source, place) in files() {
        if place.starts_with(DOCUMENTS) && !source.contains('*') {
            let to = folder.path().join(place.trim_start_matches('/'));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(sources.join(source), to).unwrap();
        }
    }
    let check = || {
        let output = Command::new(sources.join(".ci/check-links")).arg(folder.path()).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(check(), (true, String::new()));
    // It finds each kind of link, and none in code.
    let page: PathBuf = folder.path().join("page.md");
    let dead = ["[a](b.md)", "![a](<b.svg>)", "[a]: b.md", "<img src=\"b.svg\">", "[a](#b)", "[a](usr/b#c)"];
    for link in dead {
        fs::write(&page, format!("# A\n\n{link}\n")).unwrap();
        let (succeeds, said) = check();
        assert!(!succeeds && said.contains("page.md has a link to "), "{link}: {said}");
    }
    fs::write(
        &page,
        "# A b\n\n[a](#a-b) [b](page.md) <https://a.b/> [c](https://a.b) `[a](b.md)`\n\n```\n[a](b.md)\n```\n",
    )
    .unwrap();
    assert_eq!(check(), (true, String::new()));
}

#[test]
fn the_installed_pages_name_installed_files_and_none_of_the_sources() {
    let places: Vec<String> = files().into_iter().map(|(_, place)| place).collect();
    for (source, place) in files().iter().filter(|(source, _)| source.starts_with("docs/")) {
        let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(source)).unwrap();
        for of_sources in ["target/", "tests/", "/usr/local/"] {
            assert!(!page.contains(of_sources), "{place} points to {of_sources}");
        }
        let words = page.split(|letter: char| letter.is_whitespace() || "`,;:()".contains(letter));
        for path in words.filter(|word| word.starts_with("/usr/") && word.contains("/icatlas")) {
            let path = path.trim_end_matches('.');
            assert!(places.iter().any(|place| place.starts_with(path)), "{place} names {path}");
        }
    }
}

/// Runs a script of `.ci` in this folder, where these programs stand for those of the machine.
fn run_script(script: &str, folder: &Path, programs: &[(&str, &str)]) -> String {
    let stand_ins = TempDir::new().unwrap();
    for (name, script) in programs {
        write_script(&stand_ins.path().join(name), &format!("#!/bin/sh\n{script}\n"));
    }
    let path = format!("{}:{}", stand_ins.path().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(folder.join(".ci").join(script));
    command.env("PATH", path).env("SOURCE_DATE_EPOCH", "0").env("RUSTFLAGS", "-C opt-level=1");
    for variable in ["CARGO_TARGET_DIR", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(variable);
    }
    let output = command.output().unwrap();
    assert!(!output.status.success());
    stderr(&output)
}

#[test]
fn a_machine_with_icatlas_installed_is_refused_before_anything_is_built() {
    let installed = ("dpkg-query", "printf 'install ok installed'");
    let fails = "echo built >&2; exit 1";
    for script in ["run", "check-package"] {
        let programs = [installed, ("cargo", fails), ("rustup", fails), ("rustc", fails)];
        let said = run_script(script, Path::new(env!("CARGO_MANIFEST_DIR")), &programs);
        assert_eq!(said, "package: icatlas is installed already: remove it first\n", "{script}");
    }
}

#[test]
fn the_package_is_built_in_a_folder_with_a_blank_in_its_path() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().canonicalize().unwrap().join("a folder");
    fs::create_dir_all(folder.join(".ci")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/package"), folder.join(".ci/package")).unwrap();
    let programs = [("rustc", "echo '/a sysroot'"), ("cargo", "printf %s \"$CARGO_ENCODED_RUSTFLAGS\" >&2; exit 1")];
    let said = run_script("package", &folder, &programs);
    let flags: Vec<&str> = said.split('\u{1f}').collect();
    assert_eq!(flags[..2], ["-C", "opt-level=1"]);
    for remapped in ["/a sysroot=/rust", &format!("{}=/icatlas", folder.display())] {
        assert!(flags.contains(&&*format!("--remap-path-prefix={remapped}")), "{remapped}: {flags:?}");
    }
}

/// The fields of a paragraph: each name with its value, whose further lines lose the blank before them.
fn fields(paragraph: &str) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in paragraph.lines() {
        if let Some(more) = line.strip_prefix(' ') {
            assert!(!more.trim().is_empty(), "a blank line is written as a full stop");
            let (_, value) = fields.last_mut().unwrap();
            *value += &format!("\n{}", if more == "." { "" } else { more });
        } else {
            let (name, value) = line.split_once(':').unwrap();
            fields.push((name, value.trim().to_owned()));
        }
    }
    fields
}

/// The format is that of <https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/>.
#[test]
fn debian_can_read_the_file_of_copyrights() {
    let paragraphs: Vec<_> = COPYRIGHT.trim_end().split("\n\n").map(fields).collect();
    let value = |paragraph: &[(&str, String)], name: &str| {
        paragraph.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone())
    };
    let format = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/";
    assert_eq!(value(&paragraphs[0], "Format").as_deref(), Some(format));
    assert_eq!(value(&paragraphs[1], "Files").as_deref(), Some("*"));
    let (with_files, texts): (Vec<_>, Vec<_>) =
        paragraphs[1..].iter().partition(|paragraph| value(paragraph, "Files").is_some());
    let texts: BTreeMap<String, String> = texts
        .iter()
        .map(|paragraph| {
            let licence = value(paragraph, "License").unwrap();
            let (name, text) = licence.split_once('\n').unwrap();
            (name.to_owned(), text.to_owned())
        })
        .collect();
    for paragraph in &with_files {
        let files = value(paragraph, "Files").unwrap();
        assert!(value(paragraph, "Copyright").is_some_and(|holders| !holders.is_empty()), "{files}");
        for file in files.split_whitespace().filter(|file| *file != "*") {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file(), "{file}");
        }
        for licence in value(paragraph, "License").unwrap().split(" or ") {
            assert!(texts.contains_key(licence), "there is no text of {licence}");
        }
    }
    assert!(texts["Apache-2.0"].contains("/usr/share/common-licenses/Apache-2.0"));
    // What stands in it stands elsewhere, too.
    assert!(LICENSE.contains(&texts["Expat"]), "the MIT license is another one in LICENSE");
    assert!(WORDS.contains(&texts["SCOWL"]), "SCOWL's notice is another one in NOTICE.md");
    let (_, holders) = LICENSE.split_once("\nCopyright (c) ").unwrap();
    let holders = holders.lines().next().unwrap();
    assert_eq!(value(with_files[0], "Copyright").as_deref(), Some(holders));
    assert_eq!(package()["maintainer"], holders.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic()));
}
