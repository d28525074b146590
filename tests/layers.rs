//! Imports run downwards only. Reads the sources and holds that line.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the top. A module may name those after it and none before it.
const LAYERS: [&str; 7] = ["cli", "terminal", "ui", "app", "search", "formats", "atlas"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The sources, each with its text.
fn all() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&root);
    assert!(sources.len() > 50, "the sources are not where this test looks for them");
    sources
        .into_iter()
        .map(|path| (path.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The layer of a file, by its place in [`LAYERS`]. `main.rs` and `lib.rs` stand above them all.
fn layer(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_str()?;
    LAYERS.iter().position(|layer| *layer == first)
}

#[test]
fn imports_run_downwards_only() {
    for (path, text) in all() {
        let Some(layer) = layer(&path) else { continue };
        for above in &LAYERS[..layer] {
            let named = text.contains(&format!("crate::{above}")) || text.contains(&format!("super::super::{above}"));
            assert!(!named, "{} names {above}, which stands above it", path.display());
        }
    }
}

#[test]
fn imports_of_several_layers_at_once_are_written_one_by_one() {
    for (path, text) in all() {
        assert!(!text.contains("use crate::{"), "{}: the test of layers cannot read this", path.display());
    }
}

#[test]
fn the_core_knows_no_terminal_no_file_and_no_clock() {
    for (path, text) in all() {
        let Some(layer) = layer(&path) else { continue };
        if ["ui", "app", "search", "formats"].contains(&LAYERS[layer]) {
            for outside in
                ["std::fs", "std::io::std", "std::env", "Instant", "SystemTime", "std::net", "crossterm::terminal"]
            {
                assert!(!text.contains(outside), "{} names {outside}", path.display());
            }
        }
    }
}

#[test]
fn icatlas_starts_no_other_program() {
    for (path, text) in all() {
        for starter in
            ["process::Command", "process::{", "Command::new", "CommandExt", "exec(", "posix_spawn", "libc::"]
        {
            // rustix has signals and sessions under that name, and starts nothing.
            let text = text.replace("rustix::process::{", "");
            assert!(!text.contains(starter), "{} names {starter}", path.display());
        }
    }
}

#[test]
fn files_are_written_in_one_place() {
    for (path, text) in all() {
        let writing = ["fs::write", "File::create", "tempfile", ".write(true)", "create_dir", ".persist("];
        let code = text.split("#[cfg(test)]").next().unwrap();
        let written = writing.iter().any(|writer| code.contains(writer));
        let place = ["terminal/files.rs", "terminal/lock.rs"].iter().any(|file| path.ends_with(file));
        assert_eq!(written, place, "{}", path.display());
    }
}

#[test]
fn whoever_has_files_written_knows_of_restricted_mode() {
    for (path, text) in all() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let asks = code.contains("restricted");
        if code.contains("write_whole(") && !path.starts_with("terminal") || code.contains("Store::open()") {
            assert!(asks, "{} does not ask", path.display());
        }
        // The dashboard's files are asked for by an effect, which only the model makes.
        if code.contains("Effect::Write {") && path.starts_with("app") && !path.ends_with("action.rs") {
            assert!(code.contains("Action::WriteFile if self.restricted"), "{} does not ask", path.display());
        }
    }
}

#[test]
fn colours_are_named_in_the_theme_only() {
    for (path, text) in all() {
        // The pen spells what the theme has chosen.
        if !path.ends_with("ui/theme.rs") && !path.ends_with("terminal/pen.rs") {
            let code = text.split("#[cfg(test)]").next().unwrap();
            assert!(!code.contains("Color::"), "{} names a colour", path.display());
        }
    }
}

#[test]
fn only_one_file_knows_of_the_fuzzy_matcher() {
    let knowing: Vec<_> = all().into_iter().filter(|(_, text)| text.contains("fuzzy_matcher")).collect();
    assert_eq!(knowing.len(), 1);
}

#[test]
fn there_is_one_crossterm_in_the_tree() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    assert_eq!(lock.matches("name = \"crossterm\"\n").count(), 1);
}
