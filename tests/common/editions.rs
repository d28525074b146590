//! Folders that extend another edition.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::{TempDir, tempdir};

use super::{copy_to, icatlas, stderr, stdout};

/// The citation of an invented record.
pub const CITED: &str = r#"citations: [(document: "document/icat-deck", place: Whole)]"#;

/// A folder that extends a copy of the frozen data inside it, with these files.
pub fn extending(files: &[(&str, &str)]) -> TempDir {
    let folder = tempdir().unwrap();
    let base = folder.path().join("2010-deck");
    fs::create_dir(&base).unwrap();
    copy_to(&base);
    write(folder.path(), "edition.ron", &edition("mine", "2010-deck"));
    for (file, text) in files {
        write(folder.path(), file, text);
    }
    folder
}

/// The file of an edition that extends another.
pub fn edition(name: &str, base: &str) -> String {
    format!("(name: \"{name}\", date: \"2026-11-25\", schema: 3, extends: \"{base}\")")
}

/// Writes a file and the folders that it is in.
pub fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Replaces the first `old` in a file.
pub fn edit(folder: &Path, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    write(folder, file, &text.replacen(old, new, 1));
}

/// What `icatlas check` prints.
pub fn checked(folder: &Path) -> String {
    let output = icatlas(&["check", folder.to_str().unwrap()]);
    format!("{}{}", stdout(&output), stderr(&output))
}

/// Asserts that this one problem is reported, with its place in the folder.
pub fn assert_reported(folder: &TempDir, problem: &str) {
    let name = folder.path().to_str().unwrap();
    let output = icatlas(&["check", name]);
    assert_eq!(output.status.code(), Some(3), "{}", stdout(&output));
    let reported = stderr(&output).replace(&format!("{name}/"), "");
    assert!(reported.starts_with(&format!("icatlas: {problem}")), "expected\n{problem}\nbut got\n{reported}");
    assert!(reported.ends_with("\n1 problem in the data\n"), "{reported}");
}

/// The JSON of a record.
pub fn shown(folder: &TempDir, id: &str) -> Value {
    let output = icatlas(&["--data", folder.path().to_str().unwrap(), "show", "--json", id]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    json["records"][0].clone()
}

/// The ids of the records of a kind, in order.
pub fn listed(folder: &Path, kind: &str) -> Vec<String> {
    let output = icatlas(&["--data", folder.to_str().unwrap(), "export", &format!("kind:{kind}"), "--format", "json"]);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    json["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}
