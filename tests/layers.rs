//! Imports run downwards only. Reads the sources and holds that line.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the house from the top. A module may name those after its own and none before it.
const ROOMS: [&str; 11] =
    ["cli", "session", "term", "ui", "app", "search", "formats", "present", "storage", "atlas", "key"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The room of a file, by its place in [`ROOMS`]. `main.rs` and `lib.rs` stand above them all.
fn room(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_str()?;
    ROOMS.iter().position(|room| *room == first.trim_end_matches(".rs"))
}

#[test]
fn imports_run_downwards_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = [false; ROOMS.len()];
    for path in sources(&folder) {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&folder).unwrap().to_owned();
        let Some(room) = room(&path) else {
            assert!(["lib.rs", "main.rs"].iter().any(|file| path.ends_with(file)), "{} has no room", path.display());
            continue;
        };
        seen[room] = true;
        for (at, before) in text.match_indices("crate::") {
            let rest = &text[at + before.len()..];
            let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap();
            assert!(!name.is_empty(), "{}: rooms are named one by one, for this test", path.display());
            assert!(!ROOMS[..room].contains(&name), "{} names {name}, which stands above it", path.display());
        }
        // A path upwards stays in its room too.
        let depth = path.with_extension("").components().filter(|part| part.as_os_str() != "mod").count();
        let out = "super::".repeat(depth.max(2));
        assert!(!text.contains(&out), "{}: {out} leads out of the room", path.display());
    }
    assert_eq!(seen, [true; ROOMS.len()], "a room is empty, or not where this test looks for it");
}
