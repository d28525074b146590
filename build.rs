//! Reads, checks and indexes `data/`, and packs the lists of common words, when the program is built, so that the program
//! starts without doing so. Shares the modules that do it with the program.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
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

/// The folder of the data to build in, if it is not `data/`.
const EMBED: &str = "ICATLAS_EMBED";

/// The folder of the lists of common words, and the lists in it.
const COMMON_WORDS: &str = "src/search/common_words";
const LISTS: [&str; 5] = ["english.txt", "english-names.txt", "french.txt", "spanish.txt", "names.txt"];

fn main() {
    println!("cargo:rerun-if-env-changed={EMBED}");
    let folder = env::var_os(EMBED).filter(|folder| !folder.is_empty()).map_or_else(|| "data".into(), PathBuf::from);
    println!("cargo:rerun-if-changed={}", folder.display());
    let atlas = Atlas::load_up_to(&folder, u64::MAX).unwrap_or_else(|error| fail(&error));
    if let Some(warnings) = atlas.warnings() {
        eprintln!("icatlas: {warnings}");
        fail(&"data with warnings is not built in: mend it, or use it with --data");
    }
    // The tests run it over wrong data.
    if let Ok(script) = env::current_exe() {
        println!("cargo:rustc-env=ICATLAS_BUILD_SCRIPT={}", script.display());
    }
    let atlas = Arc::new(atlas);
    let index = Index::of(&Data::from(Arc::clone(&atlas)));
    let source = format!(
        "use crate::search::{{Facet, Labels, PackedIndex, Posting, Span, Token}};\n\
         pub(super) static ATLAS: crate::atlas::Packed = {};\n\
         pub(super) static INDEX: PackedIndex = {};\n",
        atlas.source(),
        index.source()
    );
    let Some(out) = env::var_os("OUT_DIR") else { fail(&"the variable OUT_DIR is not set: run this through cargo") };
    let out = Path::new(&out);
    write(&out.join("built_in.rs"), &source);
    write(&out.join("common_words.rs"), &common_words());
    println!("cargo:rustc-cfg=common_words");
    link_unwinder();
}

/// Links GCC's unwinder into the program, where the compiler that links it has that as a static library. The shared one would
/// be loaded at each start, and asks the processor what it can do, which takes a virtual machine 0.15 ms.
fn link_unwinder() {
    let [host, target] = ["HOST", "TARGET"].map(env::var_os);
    if host != target || !target.is_some_and(|target| target.as_encoded_bytes().ends_with(b"-linux-gnu")) {
        return;
    }
    let compiler = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let asked = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output();
    // Without the library, the compiler prints its bare name.
    let library =
        asked.ok().and_then(|answer| String::from_utf8(answer.stdout).ok()).map(|path| PathBuf::from(path.trim()));
    if let Some(folder) = library.as_deref().filter(|library| library.is_file()).and_then(Path::parent) {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:rustc-link-lib=gcc_eh");
    }
}

/// The common words as Rust source, for `src/search/common.rs`.
fn common_words() -> String {
    println!("cargo:rerun-if-changed={COMMON_WORDS}");
    let read = |list: &str| {
        let path = Path::new(COMMON_WORDS).join(list);
        fs::read_to_string(&path).unwrap_or_else(|error| {
            fail(&format!("{} cannot be read ({error}): restore it from the repository", path.display()))
        })
    };
    let (words, blocks) = search::packed_words(&LISTS.map(read));
    format!("List {{ words: b\"{}\", blocks: &{blocks:?} }}", words.escape_ascii())
}

fn write(file: &Path, source: &str) {
    if let Err(error) = fs::write(file, source) {
        fail(&format!("{} cannot be written ({error}): is the disk full?", file.display()));
    }
}

/// Fails the build.
fn fail(error: &dyn Display) -> ! {
    eprintln!("icatlas: {error}");
    exit(1)
}
