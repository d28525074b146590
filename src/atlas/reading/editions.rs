//! The editions of a data set: that of the folder, the one that it extends, and so on.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::embedded::Embedded;
use super::memory::OutOfMemory;
use super::parse::options;
use super::problem::{Problem, Problems};
use super::scan;
use super::source::{self, Content, EDITION_FILE, SourceFile};
use crate::atlas::edition::EXTENDS;
use crate::atlas::{Text, nearest};

/// The files of an edition and of those that it rests on.
#[derive(Debug)]
pub(in crate::atlas) struct Editions {
    /// The files of the edition that extends none first.
    pub files: Vec<SourceFile>,
    /// For each edition the number of its files and of those before.
    pub ends: Vec<usize>,
    /// Whether every file could be read.
    pub are_complete: bool,
    /// Whether the first one extends no edition that was not found.
    pub are_grounded: bool,
}

/// What an edition says of itself, whatever else is in its file.
#[derive(Deserialize)]
#[serde(rename = "Edition")]
pub(super) struct Naming {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    extends: Option<String>,
}

impl Naming {
    pub(super) fn of(text: &str) -> Option<Self> {
        options().from_str(text).ok()
    }
}

impl Editions {
    /// Reads the files of a folder, and those of the editions that it rests on, with up to `largest` bytes each.
    ///
    /// # Errors
    /// If there is not enough memory for them.
    pub(in crate::atlas) fn read(
        folder: &Path,
        largest: u64,
        embedded: &Embedded,
        problems: &mut Problems,
    ) -> Result<Self, OutOfMemory> {
        let mut levels = vec![source::folder(folder, largest, problems)?];
        let mut place = Some(folder.to_owned());
        let mut names = Vec::new();
        // A link inside a folder may lead back to one of these.
        let mut folders = vec![real(folder)];
        let are_grounded = loop {
            let Some((edition, span)) = levels.last().and_then(|files| files.first()).and_then(base_in) else {
                break true;
            };
            let Some(Naming { name, extends: Some(base) }) = Naming::of(edition.layout.text()) else { break false };
            names.extend(name);
            let inside = place.as_ref().and_then(|place| inside(place, &base));
            if names.contains(&base) || inside.as_deref().is_some_and(|inside| folders.contains(&real(inside))) {
                let remedy = "extend another edition, or give this one a name of its own";
                problems.report(|| edition.problem(span, format!("`{base}` would extend itself"), remedy));
                break false;
            }
            // The reader of the edition reports a name that is no text.
            if Text::try_from(base.clone()).is_err() {
                break false;
            }
            let files = if let Some(inside) = inside {
                folders.push(real(&inside));
                let files = source::folder(&inside, largest, problems)?;
                place = Some(inside);
                files
            } else if let Some(files) = embedded.edition(&base) {
                place = None;
                files
            } else {
                problems.report(|| {
                    let known = known(place.as_deref(), embedded, &names);
                    edition.problem(span, format!("there is no edition `{base}` to extend"), remedy(&base, &known))
                });
                break false;
            };
            levels.push(files);
        };
        Ok(Self { are_complete: problems.count() == 0, are_grounded, ..Self::of(levels) })
    }

    /// The files of these editions, each after those that extend it.
    fn of(mut levels: Vec<Vec<SourceFile>>) -> Self {
        levels.reverse();
        let mut editions = Self { files: Vec::new(), ends: Vec::new(), are_complete: true, are_grounded: true };
        for (level, files) in levels.into_iter().enumerate() {
            editions.files.extend(files.into_iter().map(|file| SourceFile { level, ..file }));
            editions.ends.push(editions.files.len());
        }
        editions
    }

    /// Editions of these texts, each with the stem of its file. Each edition extends the next one.
    #[cfg(test)]
    pub(in crate::atlas) fn of_texts(editions: &[&[(&str, String)]]) -> Self {
        Self::of(editions.iter().map(|texts| source::of_texts(texts)).collect())
    }
}

/// Whether this is the file of an edition that says that it extends another.
pub(super) fn extends(file: &SourceFile) -> bool {
    base_in(file).is_some()
}

/// The file of an edition and the span of the field that names the one it extends.
fn base_in(edition: &SourceFile) -> Option<(&SourceFile, Range<usize>)> {
    let text = edition.layout.text();
    if edition.content != Content::Edition || !text.contains("extends") {
        return None;
    }
    let whole = 0..text.len();
    let field = scan::fields(text, &whole).into_iter().find(|field| field.name == "extends")?;
    let value = scan::strings(text, &field.span).into_iter().next();
    Some((edition, value.unwrap_or(field.span)))
}

/// The problem of an edition that extends another, in a format that has no such thing.
pub(in crate::atlas) fn extends_in(edition: &SourceFile) -> Option<Problem> {
    let (file, span) = base_in(edition)?;
    let what = format!("an edition extends another since format {EXTENDS}");
    Some(file.problem(span, what, format!("write `schema: {EXTENDS}`")))
}

/// A problem of a field of an edition, at that field.
pub(in crate::atlas) fn field_problem(edition: &SourceFile, name: &str, what: String, remedy: String) -> Problem {
    let text = edition.layout.text();
    let field = scan::fields(text, &(0..text.len())).into_iter().find(|field| field.name == name);
    edition.problem(field.map_or(0..0, |field| field.span), what, remedy)
}

/// The folder of this name inside that of an edition, if it holds an edition, whatever that calls itself.
fn inside(place: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = Path::new(name).file_name().is_some_and(|file| file == name);
    let folder = place.join(name);
    // An edition that cannot be read is taken, so that it is reported why.
    (is_plain && folder.join(EDITION_FILE).symlink_metadata().is_ok()).then_some(folder)
}

/// A folder behind all links, or as it is written if it cannot be followed.
fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// The names of the editions that can be extended from a place, besides these.
fn known(place: Option<&Path>, embedded: &Embedded, except: &[String]) -> Vec<String> {
    let entries = place.and_then(|place| fs::read_dir(place).ok()).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut known: Vec<String> =
        names.filter(|name| place.is_some_and(|place| inside(place, name).is_some())).collect();
    known.sort();
    let of_program = embedded.names().filter(|name| !known.iter().any(|known| known == name)).map(str::to_owned);
    let of_program: Vec<String> = of_program.collect();
    known.into_iter().chain(of_program).filter(|name| !except.contains(name)).collect()
}

/// What to do about an unknown edition.
fn remedy(name: &str, known: &[String]) -> String {
    let near = nearest(name, known.iter().map(String::as_str));
    match (known, near) {
        ([], _) => "put a folder of this name with its edition.ron here, or leave `extends` out".to_owned(),
        ([only], _) => format!("write `{only}`, or leave `extends` out"),
        (_, Some(near)) => format!("write `{near}`; the known ones are {}", known.join(", ")),
        (_, None) => format!("write one of {}", known.join(", ")),
    }
}
