//! The build script: data with problems is not built into the program.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{copy_to, icatlas, stderr};
use tempfile::tempdir;

/// Runs the build script over the data of a folder.
fn built(data: &Path, out: &Path) -> Output {
    let mut script = Command::new(env!("ICATLAS_BUILD_SCRIPT"));
    script.current_dir(env!("CARGO_MANIFEST_DIR")).env("ICATLAS_EMBED", data).env("OUT_DIR", out).output().unwrap()
}

#[test]
fn an_error_in_the_data_fails_the_build_with_the_message_of_check() {
    let (data, out) = (tempdir().unwrap(), tempdir().unwrap());
    copy_to(data.path());
    let gaps = data.path().join("gaps.ron");
    let text = fs::read_to_string(&gaps).unwrap();
    fs::write(&gaps, text.replace("id: \"gap/prevention/1\"", "id: \"gap/prevention/one\"")).unwrap();
    let (build, check) = (built(data.path(), out.path()), icatlas(&["check", data.path().to_str().unwrap()]));
    assert!(!build.status.success());
    assert!(stderr(&build).contains("the id lacks its pillar or number"), "{}", stderr(&build));
    assert_eq!(stderr(&build), stderr(&check));
    assert!(!out.path().join("built_in.rs").exists());
}

#[test]
fn the_build_script_packs_the_data_that_the_program_holds() {
    let out = tempdir().unwrap();
    assert!(built(Path::new("data"), out.path()).status.success());
    let packed = |folder: &Path| fs::read_to_string(folder.join("built_in.rs")).unwrap();
    assert_eq!(packed(out.path()), packed(Path::new(env!("OUT_DIR"))), "the same bytes each time");
}

#[test]
fn the_editions_that_the_data_rests_on_are_built_in_too() {
    let (data, out) = (tempdir().unwrap(), tempdir().unwrap());
    fs::write(data.path().join("edition.ron"), common::editions::edition("mine", "2010-deck")).unwrap();
    let build = built(data.path(), out.path());
    assert!(build.status.success(), "{}", stderr(&build));
    let told = String::from_utf8(build.stdout).unwrap();
    assert!(told.contains("ICATLAS_EDITION=mine of 25 November 2026\n"), "{told}");
    let source = fs::read_to_string(out.path().join("built_in.rs")).unwrap();
    assert!(source.contains("EDITIONS: [(&Packed, &PackedIndex); 2]"));
}

#[test]
fn the_editions_of_the_folders_in_it_are_built_in_behind_the_default() {
    let (data, out) = (tempdir().unwrap(), tempdir().unwrap());
    copy_to(data.path());
    // One that rests on that of the folder around it, and one that rests on the first.
    for (name, base) in [("a", "2010-deck"), ("b", "a")] {
        common::editions::write(&data.path().join(name), "edition.ron", &common::editions::edition(name, base));
    }
    let build = built(data.path(), out.path());
    assert!(build.status.success(), "{}", stderr(&build));
    assert!(String::from_utf8(build.stdout).unwrap().contains("ICATLAS_EDITION=2010-deck of 20 October 2010\n"));
    let source = fs::read_to_string(out.path().join("built_in.rs")).unwrap();
    assert!(source.contains("EDITIONS: [(&Packed, &PackedIndex); 3]"));
}

#[test]
fn data_with_warnings_is_not_built_in() {
    let (data, out) = (tempdir().unwrap(), tempdir().unwrap());
    copy_to(data.path());
    let edit = |file: &str, from: &str, to: &str| {
        let path = data.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    edit("edition.ron", "schema: 2", "schema: 1");
    edit("gaps.ron", "Need", "Ne\u{2800}ed");
    let build = built(data.path(), out.path());
    assert!(!build.status.success());
    assert!(stderr(&build).contains("U+2800") && stderr(&build).contains("not built in"), "{}", stderr(&build));
}

#[test]
fn an_empty_variable_names_no_folder() {
    let out = tempdir().unwrap();
    assert!(built(Path::new(""), out.path()).status.success());
    let missing = built(Path::new("data"), Path::new("/dev/null"));
    assert!(stderr(&missing).contains("/dev/null/built_in.rs cannot be written"), "{}", stderr(&missing));
}
