//! Reads, checks and indexes the editions in `data/`, packs the lists of common words and sorts the families of words, when the
//! program is built, so that the program starts without doing so. Shares the modules that do it with the program.

use std::collections::HashSet;
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

use atlas::{Data, Edition, Embedded, Packer, Sources};
use search::Index;

/// The folder of the data.
const DATA: &str = "data";

/// The variable with the folder of the data to build in instead.
const EMBED: &str = "ICATLAS_EMBED";

/// The folder of the lists of common words, and the lists in it: those in English with the names, and those in French and Spanish.
const COMMON_WORDS: &str = "src/search/common_words";
const ENGLISH: [&str; 4] = ["english.txt", "english-names.txt", "names.txt", "acronyms.txt"];
const FOREIGN: [&str; 2] = ["french.txt", "spanish.txt"];

fn main() {
    println!("cargo:rerun-if-env-changed={EMBED}");
    println!("cargo:rerun-if-changed={DATA}");
    let mut editions = Editions::default();
    editions.read(Path::new(DATA));
    if let Some(folder) = env::var_os(EMBED).filter(|folder| !folder.is_empty()).map(PathBuf::from) {
        println!("cargo:rerun-if-changed={}", folder.display());
        // It may extend an edition of ours, as with `--data`.
        editions = Editions { known: editions.known, ..Editions::default() };
        editions.read(&folder);
    }
    // The tests run it over wrong data.
    if let Ok(script) = env::current_exe() {
        println!("cargo:rustc-env=ICATLAS_BUILD_SCRIPT={}", script.display());
    }
    let source = editions.source();
    let Some(out) = env::var_os("OUT_DIR") else { fail(&"the variable OUT_DIR is not set: run this through cargo") };
    let out = Path::new(&out);
    write(&out.join("built_in.rs"), &source);
    write(&out.join("common_words.rs"), &common_words());
    write(&out.join("families.rs"), &format!("{:?}", search::family_starts()));
    println!("cargo:rustc-cfg=common_words");
    link_unwinder();
}

/// The editions to build in, the default first.
#[derive(Default)]
struct Editions {
    all: Vec<Sources>,
    /// Their texts, which those read later may extend.
    known: Texts,
}

/// The editions of an [`Embedded`].
#[derive(Default)]
struct Texts {
    names: HashSet<String>,
    text: String,
    lengths: Vec<u32>,
}

impl Editions {
    /// Reads the edition of a folder, which is the default, and those of the folders in it.
    fn read(&mut self, folder: &Path) {
        self.add(folder);
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut inside: Vec<PathBuf> = entries.filter(|path| path.join("edition.ron").is_file()).collect();
        inside.sort();
        for folder in inside {
            self.add(&folder);
        }
    }

    /// Reads the files of a folder, and of the editions that it rests on.
    fn add(&mut self, folder: &Path) {
        let Texts { text, lengths, .. } = &self.known;
        let embedded = Embedded { text: text.clone().leak(), lengths: lengths.clone().leak() };
        let sources = Sources::read(folder, u64::MAX, &embedded).unwrap_or_else(|error| fail(&error));
        self.known.add(&sources);
        self.all.push(sources);
    }

    /// The Rust source for `src/built_in.rs`: each edition packed, and as text.
    fn source(mut self) -> String {
        let (mut statics, mut names, mut texts) = (String::new(), Vec::new(), Texts::default());
        let mut packer = Packer::default();
        for sources in &mut self.all {
            // The edition of the folder before those that it rests on.
            for count in (1..=sources.count()).rev() {
                let name = sources.name(count);
                if names.contains(&name) {
                    continue;
                }
                statics.push_str(&packed(sources, count, names.len(), &mut packer));
                names.push(name);
            }
            texts.add(sources);
        }
        let all: Vec<String> = (0..names.len()).map(|number| format!("(&ATLAS_{number}, &INDEX_{number})")).collect();
        let Texts { text, lengths, .. } = texts;
        format!(
            "use crate::atlas::{{Embedded, Packed}};\n\
             use crate::search::{{Facet, Labels, PackedIndex, Posting, Span, Token}};\n\
             static PACKED_TEXT: &str = {:?};\n\
             {statics}\
             pub(super) static EDITIONS: [(&Packed, &PackedIndex); {}] = [{}];\n\
             pub(super) static TEXTS: Embedded = Embedded {{ text: {text:?}, lengths: &{lengths:?} }};\n",
            packer.text(),
            all.len(),
            all.join(", ")
        )
    }
}

impl Texts {
    /// Adds those that are new.
    fn add(&mut self, sources: &Sources) {
        for count in 1..=sources.count() {
            let (name, text, lengths) = sources.texts(count);
            if self.names.insert(name) {
                self.text.push_str(&text);
                self.lengths.extend(lengths);
            }
        }
    }
}

/// The Rust source that defines the data and the index of the edition that rests on `count - 1` others, as the edition with
/// this number. The editions share their texts.
fn packed(sources: &mut Sources, count: usize, number: usize, packer: &mut Packer) -> String {
    let atlas = sources.load(count).unwrap_or_else(|error| fail(&error));
    if let Some(warnings) = atlas.warnings() {
        eprintln!("icatlas: {warnings}");
        fail(&"data with warnings is not built in: mend it, or use it with --data");
    }
    let Edition { name, date, .. } = atlas.edition().clone();
    if number == 0 {
        // What `icatlas --version` says.
        println!("cargo:rustc-env=ICATLAS_EDITION={name} of {date}");
    }
    let atlas = Arc::new(atlas);
    let index = Index::of(&Data::from(Arc::clone(&atlas)));
    format!(
        "pub(super) static ATLAS_{number}: Packed = {};\npub(super) static INDEX_{number}: PackedIndex = {};\n",
        atlas.source(packer, "PACKED_TEXT"),
        index.source()
    )
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
    let packed = |lists: &[&str]| {
        let (words, blocks) = search::packed_words(&lists.iter().map(|list| read(list)).collect::<Vec<_>>());
        format!("List {{ words: b\"{}\", blocks: &{blocks:?} }}", words.escape_ascii())
    };
    format!("[{}, {}]", packed(&ENGLISH), packed(&FOREIGN))
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
