//! Imports run downwards only: reads the sources and checks them.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the top. A module may use those after it in this list and none before it.
const LAYERS: [&str; 12] =
    ["cli", "session", "term", "ui", "app", "built_in", "search", "formats", "present", "storage", "atlas", "key"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The index in [`LAYERS`] of the module of a file. `main.rs` and `lib.rs` are above all modules.
fn layer(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_str()?;
    LAYERS.iter().position(|layer| *layer == first.trim_end_matches(".rs"))
}

#[test]
fn imports_run_downwards_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = [false; LAYERS.len()];
    for path in sources(&folder) {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&folder).unwrap().to_owned();
        let Some(layer) = layer(&path) else {
            assert!(
                ["lib.rs", "main.rs"].iter().any(|file| path.ends_with(file)),
                "{} is in no module of the list",
                path.display()
            );
            continue;
        };
        seen[layer] = true;
        for (at, before) in text.match_indices("crate::") {
            let rest = &text[at + before.len()..];
            let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap();
            assert!(!name.is_empty(), "{}: name modules one by one, for this test", path.display());
            assert!(!LAYERS[..layer].contains(&name), "{} names {name}, which is above it", path.display());
        }
        // A path with `super` must stay in its module, too.
        let depth = path.with_extension("").components().filter(|part| part.as_os_str() != "mod").count();
        let out = "super::".repeat(depth.max(2));
        assert!(!text.contains(&out), "{}: {out} leads out of the module", path.display());
    }
    assert_eq!(seen, [true; LAYERS.len()], "a module has no files");
}
