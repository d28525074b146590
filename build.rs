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

use atlas::{Data, Embedded, Sources};
use search::Index;

/// The folder of the data.
const DATA: &str = "data";

/// The variable with the folder of the data to build in instead.
const EMBED: &str = "ICATLAS_EMBED";

/// The folder of the lists of common words, and the lists in it: English words and names, words of other languages.
const COMMON_WORDS: &str = "src/search/common_words";
const LISTS: [&[&str]; 2] = [&["english.txt", "english-names.txt", "names.txt"], &["french.txt", "spanish.txt"]];

fn main() {
    println!("cargo:rerun-if-env-changed={EMBED}");
    println!("cargo:rerun-if-changed={DATA}");
    let own = read(Path::new(DATA), &Embedded::NONE);
    let sources = match env::var_os(EMBED).filter(|folder| !folder.is_empty()).map(PathBuf::from) {
        // It may extend an edition of ours, as with `--data`.
        Some(folder) => {
            println!("cargo:rerun-if-changed={}", folder.display());
            let (text, lengths) = own.texts();
            read(&folder, &Embedded { text: text.leak(), lengths: lengths.leak() })
        }
        None => own,
    };
    // The tests run it over wrong data.
    if let Ok(script) = env::current_exe() {
        println!("cargo:rustc-env=ICATLAS_BUILD_SCRIPT={}", script.display());
    }
    let source = editions(sources);
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

/// The files of a folder, and of the editions that it rests on.
fn read(folder: &Path, embedded: &Embedded) -> Sources {
    Sources::read(folder, u64::MAX, embedded).unwrap_or_else(|error| fail(&error))
}

/// The edition of the folder and those that it rests on, as Rust source for `src/built_in.rs`: packed, the default first, and as
/// texts.
fn editions(mut sources: Sources) -> String {
    let mut statics = Vec::new();
    let mut default = None;
    for count in 1..=sources.count() {
        let atlas = sources.load(count).unwrap_or_else(|error| fail(&error));
        if let Some(warnings) = atlas.warnings() {
            eprintln!("icatlas: {warnings}");
            fail(&"data with warnings is not built in: mend it, or use it with --data");
        }
        let edition = atlas.edition().clone();
        let atlas = Arc::new(atlas);
        let index = Index::of(&Data::from(Arc::clone(&atlas)));
        statics.push(format!(
            "pub(super) static ATLAS_{count}: Packed = {};\npub(super) static INDEX_{count}: PackedIndex = {};\n",
            atlas.source(),
            index.source()
        ));
        default = Some(edition);
    }
    // What `icatlas --version` says.
    if let Some(edition) = default {
        println!("cargo:rustc-env=ICATLAS_EDITION={} of {}", edition.name, edition.date);
    }
    let all: Vec<String> =
        (1..=sources.count()).rev().map(|count| format!("(&ATLAS_{count}, &INDEX_{count})")).collect();
    let (text, lengths) = sources.texts();
    format!(
        "use crate::atlas::{{Embedded, Packed}};\n\
         use crate::search::{{Facet, Labels, PackedIndex, Posting, Span, Token}};\n\
         {}\
         pub(super) static EDITIONS: [(&Packed, &PackedIndex); {}] = [{}];\n\
         pub(super) static TEXTS: Embedded = Embedded {{ text: {text:?}, lengths: &{lengths:?} }};\n",
        statics.concat(),
        all.len(),
        all.join(", ")
    )
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
    let packed = |lists: &[&str]| {
        let texts: Vec<String> = lists.iter().map(|list| read(list)).collect();
        let (words, blocks) = search::packed_words(&texts);
        format!("List {{ words: b\"{}\", blocks: &{blocks:?} }}", words.escape_ascii())
    };
    format!("[{}]", LISTS.map(packed).join(", "))
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
