//! Reads, checks and indexes `data/` when the program is built, so that the program starts without doing so. Shares the
//! modules that do it with the program.

use std::path::Path;
use std::process::exit;
use std::sync::Arc;
use std::{env, fs};

#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic, reason = "checked as a part of the program")]
#[path = "src/atlas/mod.rs"]
mod atlas;
#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic, reason = "checked as a part of the program")]
#[path = "src/search/mod.rs"]
mod search;

use atlas::{Atlas, Data};
use search::Index;

fn main() {
    println!("cargo:rerun-if-env-changed=ICATLAS_EMBED");
    let folder = env::var("ICATLAS_EMBED").unwrap_or_else(|_| "data".to_owned());
    println!("cargo:rerun-if-changed={folder}");
    let atlas = Atlas::load(Path::new(&folder)).unwrap_or_else(|error| {
        eprintln!("icatlas: {error}");
        exit(1)
    });
    if let Some(warnings) = atlas.warnings() {
        for line in warnings.to_string().lines() {
            println!("cargo:warning={line}");
        }
    }
    // The tests run it over wrong data.
    if let Ok(script) = env::current_exe() {
        println!("cargo:rustc-env=ICATLAS_BUILD_SCRIPT={}", script.display());
    }
    let atlas = Arc::new(atlas);
    let index = Index::of(&Data::from(Arc::clone(&atlas)));
    let source = format!(
        "use crate::search::{{Facet, Initials, PackedIndex, Posting, Token}};\n\
         pub(super) static ATLAS: crate::atlas::Packed = {};\n\
         pub(super) static INDEX: PackedIndex = {};\n",
        atlas.source(),
        index.source()
    );
    let written = env::var_os("OUT_DIR").map(|folder| fs::write(Path::new(&folder).join("built_in.rs"), source));
    if !matches!(written, Some(Ok(()))) {
        eprintln!("icatlas: the built-in data cannot be written to OUT_DIR ({written:?}): run this through cargo");
        exit(1);
    }
}
