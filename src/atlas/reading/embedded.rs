//! The editions that are part of the program as texts, for folders that extend one of them. They are read only then.

use super::editions::{Editions, Naming};
use super::source::{Content, SourceFile};
use crate::atlas::packed::value::count as number;

/// The files of editions as one text. The build script writes it as Rust source. It has numbers instead of references,
/// which would be relocated in each session.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// For each edition its name, and for each of its files the path and the content.
    pub text: &'static str,
    /// For each edition the length of its name, the number of its files, and the lengths of the path and the content of
    /// each, in bytes.
    pub lengths: &'static [u32],
}

/// An edition: its name, and its files by path.
struct Texts {
    name: &'static str,
    files: Vec<(&'static str, &'static str)>,
}

impl Embedded {
    /// No editions.
    pub const NONE: Self = Self { text: "", lengths: &[] };

    fn editions(&self) -> impl Iterator<Item = Texts> {
        let (mut rest, mut lengths) = (self.text, self.lengths.iter());
        std::iter::from_fn(move || {
            let mut text = |length: &u32| {
                let (text, others) = rest.split_at(*length as usize);
                rest = others;
                text
            };
            let name = text(lengths.next()?);
            let count = *lengths.next()?;
            let files = (0..count).map_while(|_| Some((text(lengths.next()?), text(lengths.next()?)))).collect();
            Some(Texts { name, files })
        })
    }

    /// The names of the editions.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.editions().map(|edition| edition.name)
    }

    /// The files of an edition.
    pub(super) fn edition(&self, name: &str) -> Option<Vec<SourceFile>> {
        let edition = self.editions().find(|edition| edition.name == name)?;
        let file = |(path, text)| {
            let name = format!("<built-in>/{name}/{path}");
            Some(SourceFile::new(name, Content::of_path(path)?, text))
        };
        Some(edition.files.into_iter().filter_map(file).collect())
    }
}

impl Editions {
    /// The name of the edition that rests on `count - 1` others.
    pub(in crate::atlas) fn name(&self, count: usize) -> String {
        let edition = self.files.iter().find(|file| file.level + 1 == count);
        edition.and_then(|edition| Naming::of(edition.layout.text())?.name).unwrap_or_default()
    }

    /// The name of the edition that rests on `count - 1` others, and the text and the lengths of an [`Embedded`] with it alone.
    pub(in crate::atlas) fn texts(&self, count: usize) -> (String, String, Vec<u32>) {
        let files: Vec<_> = self.files.iter().filter(|file| file.level + 1 == count).collect();
        let name = self.name(count);
        let (mut text, mut lengths) = (name.clone(), vec![number(name.len()), number(files.len())]);
        for file in files {
            for part in [file.path(), file.layout.text()] {
                text.push_str(part);
                lengths.push(number(part.len()));
            }
        }
        (name, text, lengths)
    }
}
