//! The files of a data set: built into the program, or in a folder.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::editions;
use super::layout::Layout;
use super::memory::OutOfMemory;
use super::piece::Piece;
use super::problem::{Problem, Problems};
use super::read::{self, ReadError};
use crate::atlas::text::printable;
use crate::atlas::{Kind, NEWEST_FORMAT, nearest};

/// Longest data file, in bytes, unless the caller sets another limit; longer files are refused before they are read.
pub const LARGEST_FILE: u64 = 64 << 20;

/// The file stem of the edition.
pub(in crate::atlas) const EDITION: &str = "edition";

/// The file of the edition.
pub(super) const EDITION_FILE: &str = "edition.ron";

/// The content of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::atlas) enum Content {
    Edition,
    Records(Kind),
    Crosswalk,
    Vocabulary,
    /// The vocabulary as older data has it.
    Synonyms,
}

impl Content {
    /// All files of a data set, in the order in which they are read.
    fn all() -> impl Iterator<Item = Self> {
        let records = Kind::ALL.into_iter().map(Self::Records);
        std::iter::once(Self::Edition).chain(records).chain([Self::Crosswalk, Self::Vocabulary, Self::Synonyms])
    }

    fn stem(self) -> &'static str {
        match self {
            Self::Edition => EDITION,
            Self::Records(kind) => kind.plural(),
            Self::Crosswalk => "crosswalk",
            Self::Vocabulary => "vocabulary",
            Self::Synonyms => "synonyms",
        }
    }

    /// The content of the file at this path in its folder.
    pub(super) fn of_path(path: &str) -> Option<Self> {
        let stem = path.split('/').next()?.trim_end_matches(".ron");
        Self::all().find(|content| content.stem() == stem)
    }

    /// The remedy if the file is missing; `None` for files that a data set can do without.
    fn missing(self) -> Option<String> {
        match self {
            Self::Edition => {
                Some(format!("add it, as in (name: \"mine\", date: \"2010-10\", schema: {NEWEST_FORMAT})"))
            }
            // Older folders lack its file.
            Self::Records(kind) if kind.is_of_format_3() => None,
            Self::Records(kind) => Some(format!("add it; if there are no {}, let it hold `[]`", kind.plural())),
            Self::Crosswalk | Self::Vocabulary | Self::Synonyms => None,
        }
    }
}

/// The text of a data file.
#[derive(Debug)]
pub(in crate::atlas) struct SourceFile {
    /// The path for messages.
    pub name: String,
    pub content: Content,
    pub layout: Layout,
    /// The edition it belongs to: 0 for the one that extends none, 1 for the one that extends that, and so on.
    pub level: usize,
    /// The elements of its list as they are read, if the edition extends another. `None` stands for an element that is no
    /// record: it withdraws one, or is wrong.
    pub pieces: Option<Vec<Option<Piece<'static>>>>,
}

impl SourceFile {
    pub(super) fn new(name: String, content: Content, text: impl Into<Cow<'static, str>>) -> Self {
        Self { name, content, layout: Layout::new(text), level: 0, pieces: None }
    }

    /// The path in its folder.
    pub(super) fn path(&self) -> &str {
        let mut parts = self.name.rmatch_indices('/').map(|(at, _)| &self.name[at + 1..]);
        let file = parts.next().unwrap_or(&self.name);
        if file.strip_suffix(".ron") == Some(self.content.stem()) { file } else { parts.next().unwrap_or(&self.name) }
    }

    /// Whether its edition extends another.
    pub(super) const fn extends(&self) -> bool {
        self.level > 0
    }

    /// The text of an element of its list, as it is read.
    pub(super) fn element(&self, number: usize) -> &str {
        if let Some(pieces) = &self.pieces {
            return pieces.get(number).and_then(Option::as_ref).map_or("", |piece| &piece.text);
        }
        let span = self.layout.elements().and_then(|elements| elements.get(number));
        span.map_or("", |span| &self.layout.text()[span.clone()])
    }

    /// A problem at a span of the file, in bytes.
    pub(in crate::atlas) fn problem(
        &self,
        span: Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem::at(&self.name, &self.layout, span, what, remedy)
    }
}

/// Files from texts in a test.
#[cfg(test)]
pub(in crate::atlas) fn of_texts(texts: &[(&str, String)]) -> Vec<SourceFile> {
    let file = |content: Content| {
        let (stem, text) = texts.iter().find(|(stem, _)| *stem == content.stem())?;
        Some(SourceFile::new(format!("{stem}.ron"), content, text.clone()))
    };
    Content::all().filter_map(file).collect()
}

/// Reads the data files of a folder: for each kind `KIND.ron`, or a folder `KIND` of such files, or both. Reports files
/// that cannot be read or have more than `largest` bytes, and those that are missing, unless the edition extends another.
///
/// # Errors
/// If there is not enough memory for them.
pub(in crate::atlas) fn folder(
    folder: &Path,
    largest: u64,
    problems: &mut Problems,
) -> Result<Vec<SourceFile>, OutOfMemory> {
    let displayed = folder.display().to_string();
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            problems
                .report(|| Problem::of_file(&displayed, "not a folder", "name the folder that holds the data files"));
            return Ok(Vec::new());
        }
        Err(error) => {
            problems.report(|| unreadable(&displayed, &error, "name a folder that holds the data files"));
            return Ok(Vec::new());
        }
    }
    let Some(names) = names(folder, problems) else { return Ok(Vec::new()) };
    let is_single = |content: Content| names.iter().any(|name| *name == *format!("{}.ron", content.stem()));
    let is_missing =
        |content: &Content| !is_single(*content) && folder.join(content.stem()).symlink_metadata().is_err();
    if names.is_empty() && Content::all().all(|content| is_missing(&content)) {
        problems.report(|| {
            Problem::of_file(&displayed, "no data files are in it", "name the folder that holds edition.ron")
        });
        return Ok(Vec::new());
    }
    let renamed = report_unknown_files(&names, &displayed, problems);
    let mut files = Vec::new();
    for content in Content::all() {
        let stem = content.stem();
        let single = format!("{stem}.ron");
        let is_there = is_single(content);
        let reported_before = problems.count();
        let parts = match content {
            Content::Edition | Content::Synonyms => Vec::new(),
            Content::Records(_) | Content::Crosswalk | Content::Vocabulary => parts(&folder.join(stem), problems),
        };
        if !is_there && parts.is_empty() {
            // A misnamed or unreadable file is not reported as missing too.
            if problems.count() > reported_before || renamed.contains(&stem) {
                continue;
            }
            let extends = files.first().is_some_and(editions::extends);
            if let Some(remedy) = content.missing().filter(|_| !extends) {
                problems.report(|| Problem::of_file(&displayed, format!("the file {single} is missing"), remedy));
            }
            continue;
        }
        for path in is_there.then(|| folder.join(single)).into_iter().chain(parts) {
            files.extend(read(&path, content, largest, problems)?);
        }
    }
    Ok(files)
}

/// The data files in the folder of a kind, sorted by name; empty if there is no folder, or one that holds an edition of its
/// own.
fn parts(folder: &Path, problems: &mut Problems) -> Vec<PathBuf> {
    match fs::metadata(folder) {
        Ok(_) if folder.join(EDITION_FILE).symlink_metadata().is_ok() => Vec::new(),
        Ok(metadata) if metadata.is_dir() => {
            let names = names(folder, problems).unwrap_or_default();
            names.iter().map(|name| folder.join(name)).collect()
        }
        Err(error) if folder.symlink_metadata().is_ok() => {
            problems.report(|| unopened(&folder.display().to_string(), &error, "make the folder readable"));
            Vec::new()
        }
        Ok(_) | Err(_) => Vec::new(),
    }
}

/// The names of the data files in a folder, sorted. If the folder cannot be listed or entered, reports that and returns
/// `None`.
fn names(folder: &Path, problems: &mut Problems) -> Option<Vec<OsString>> {
    let displayed = folder.display().to_string();
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries =
        listed.map_err(|error| problems.report(|| unreadable(&displayed, &error, "make the folder readable"))).ok()?;
    if fs::metadata(folder.join(".")).is_err() {
        let remedy = "let the folder be entered, as by `chmod +x`";
        problems.report(|| Problem::of_file(&displayed, "no permission to open what is in it", remedy));
        return None;
    }
    let mut names: Vec<_> = entries.iter().map(fs::DirEntry::file_name).filter(|name| may_be_data(name)).collect();
    names.sort();
    Some(names)
}

/// Whether a file name may be one of data. Hidden files are not: editors and other systems leave them behind.
fn may_be_data(name: &OsStr) -> bool {
    !name.as_encoded_bytes().starts_with(b".") && Path::new(name).extension().is_some_and(|ending| ending == "ron")
}

/// Reports every `.ron` file that is not a data file, because a misspelt name would silently drop its records. Returns
/// the stems most likely meant.
fn report_unknown_files(names: &[OsString], displayed: &str, problems: &mut Problems) -> Vec<&'static str> {
    let is_unknown =
        |name: &Cow<'_, str>| Content::all().all(|content| name.strip_suffix(".ron") != Some(content.stem()));
    let mut meant = Vec::new();
    for name in names.iter().map(|name| name.to_string_lossy()).filter(is_unknown) {
        let stem = name.trim_end_matches(".ron").to_lowercase();
        let nearest = nearest(&stem, Content::all().map(Content::stem));
        meant.extend(nearest);
        problems.report(|| {
            let remedy = match nearest {
                Some(nearest) => format!("rename it to {nearest}.ron, or move it elsewhere"),
                None => "move it elsewhere".to_owned(),
            };
            Problem::of_file(&format!("{displayed}/{name}"), "not the name of a data file", remedy)
        });
    }
    meant
}

/// Reads a file, or reports why it cannot be read.
fn read(
    path: &Path,
    content: Content,
    largest: u64,
    problems: &mut Problems,
) -> Result<Option<SourceFile>, OutOfMemory> {
    let name = path.display().to_string();
    let text = match read::text(path, largest) {
        Ok(text) => text,
        Err(ReadError::Memory) => return Err(OutOfMemory::Read(name)),
        Err(error) => {
            problems.report(|| not_read(&name, content, largest, error));
            return Ok(None);
        }
    };
    if text.trim().is_empty() {
        let remedy = match content {
            Content::Edition => "write the edition into it",
            Content::Records(_) => "write a list of records into it, or `[]`",
            Content::Crosswalk => "write a list of judgements into it, or remove it",
            Content::Vocabulary => "write a list of groups into it, or remove it",
            Content::Synonyms => "write a list of groups of words into it, or remove it",
        };
        problems.report(|| Problem::of_file(&name, "the file is empty", remedy));
        return Ok(None);
    }
    Ok(Some(SourceFile::new(name, content, text)))
}

fn not_read(name: &str, content: Content, largest: u64, error: ReadError) -> Problem {
    match error {
        ReadError::Io(error) => unopened(name, &error, "make it readable"),
        ReadError::Memory => Problem::of_file(name, "there is not enough memory to read it", "split it"),
        ReadError::NotAFile => Problem::of_file(name, "not a regular file", "put a file of records there"),
        ReadError::TooLong => {
            let what = format!("the file is longer than {} MiB", largest >> 20);
            let remedy =
                format!("split it into files in a folder {}/, or allow more with --largest-file", content.stem());
            Problem::of_file(name, what, remedy)
        }
        ReadError::Encoding(encoding) => Problem::of_file(name, format!("the file is {encoding}"), "save it as UTF-8"),
        ReadError::NotText { mut text, byte, rest } => {
            let at = text.len();
            text.push_str(&rest);
            let (what, remedy) = match byte {
                0 => ("the text holds U+0000, a control character".to_owned(), "remove it"),
                byte => (format!("the byte 0x{byte:02X} is not UTF-8"), "save the file as UTF-8"),
            };
            Problem::at(name, &Layout::new(text), at..at + 1, what, remedy)
        }
    }
}

/// Why a file or folder named by the user cannot be read.
fn unreadable(name: &str, error: &io::Error, remedy: &str) -> Problem {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("cannot be read ({})", printable(&error.to_string())),
    };
    Problem::of_file(name, what, remedy)
}

/// Like [`unreadable`], for an entry that exists; if it is not found, it is a dangling link.
fn unopened(name: &str, error: &io::Error, remedy: &str) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        return Problem::of_file(name, "the link leads nowhere", "correct or remove it");
    }
    unreadable(name, error, remedy)
}
