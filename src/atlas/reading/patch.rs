//! What the files of an edition change in the one that it extends: elements that replace a record or some of its fields, and
//! elements that withdraw one.
//!
//! Fields are replaced in the text: those of the base that an element lacks are put in before its closing bracket. Then it is
//! read like any other, so no kind needs a second form in which all fields are optional.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check::{Located, MOST_COMPARISONS, Origin};
use super::key::{Fields, Keyed};
use super::parse::{explain, options, without};
use super::piece::Piece;
use super::problem::Problems;
use super::scan::Field;
use super::source::SourceFile;
use crate::atlas::{Text, nearest};

/// The fields that make an element a change of the base.
pub(super) const WORDS: [&str; 2] = [REPLACES, WITHDRAWN];
const REPLACES: &str = "replaces";
const WITHDRAWN: &str = "withdrawn";

/// What an element replaces.
#[derive(Clone, Copy, Deserialize)]
enum Replaces {
    /// The fields that it has, too.
    Fields,
    /// The whole.
    Record,
}

/// What an edition changes in the records, or in the judgements, of its base.
pub(in crate::atlas) struct Changes<T: Keyed> {
    /// The index of each in the base.
    base: HashMap<T::Key, usize>,
    /// The elements that change one.
    changed: HashMap<T::Key, Origin>,
    /// The elements that withdraw one.
    pub withdrawn: HashMap<T::Key, Origin>,
    /// Whether every file could be read. If not, an unknown key may be in one of those that could not.
    is_complete: bool,
    /// The number of comparisons so far; see [`MOST_COMPARISONS`].
    compared: usize,
}

/// An element of an extending edition.
struct Element<'a> {
    file: &'a SourceFile,
    span: Range<usize>,
    origin: Origin,
    fields: Fields<'a>,
}

impl<T: Keyed> Changes<T> {
    /// No changes yet.
    pub(in crate::atlas) fn of(base: &[Located<T>], is_complete: bool) -> Self {
        let base = base.iter().enumerate().map(|(number, located)| (located.value.key(), number)).collect();
        Self { base, changed: HashMap::new(), withdrawn: HashMap::new(), is_complete, compared: 0 }
    }

    /// The elements of a file as they are to be read; `None` stands for those that are no record. Reports elements that are
    /// neither new nor a change of the base. `number` is the index of the file.
    pub(in crate::atlas) fn pieces(
        &mut self,
        files: &[SourceFile],
        number: usize,
        base: &[Located<T>],
        problems: &mut Problems,
    ) -> Option<Vec<Option<Piece<'static>>>> {
        let file = &files[number];
        let elements = file.layout.elements()?.iter().cloned().enumerate();
        let pieces = elements.map(|(element, span)| {
            let fields = Fields::of(&file.layout.text()[span.clone()]);
            let here = Element { file, span, fields, origin: Origin { file: number, element } };
            self.piece(&here, files, base, problems).map(Piece::owned)
        });
        Some(pieces.collect())
    }

    fn piece<'a>(
        &mut self,
        here: &Element<'a>,
        files: &[SourceFile],
        base: &[Located<T>],
        problems: &mut Problems,
    ) -> Option<Piece<'a>> {
        let word = WORDS.into_iter().find_map(|word| here.fields.get(word));
        let Some(key) = T::read(&here.fields) else {
            // The reader reports a key that is missing or wrong.
            return Some(word.map_or_else(|| here.piece(), |word| here.without(word)));
        };
        let place = here.fields.place(T::FIELDS);
        let misplaced = T::misplaced(&key, here.file.content);
        let known = self.base.get(&key).copied();
        let Some(word) = word else {
            if known.is_none() || misplaced.is_some() {
                return Some(here.piece());
            }
            here.report(place, problems, || {
                let what = format!("{} is in the edition that this one extends", T::told(&key));
                let remedy =
                    "add `replaces: Fields` to replace the fields given here, or `replaces: Record` to replace all";
                (what, remedy.to_owned())
            });
            return None;
        };
        if let Some(misplaced) = misplaced {
            here.report(place, problems, || misplaced);
            return None;
        }
        let Some(known) = known else {
            if self.is_complete {
                here.report(place, problems, || self.unknown(&key, word.name));
            }
            return None;
        };
        if let Some(earlier) = self.changed.insert(key.clone(), here.origin) {
            here.report(place, problems, || {
                let what = format!("{} is changed before, in {}", T::told(&key), place_of(earlier, files));
                (what, "keep one of the two".to_owned())
            });
            return None;
        }
        let base = base[known].origin();
        self.change(key, here, files[base.file].element(base.element), problems)
    }

    /// The element as it is to be read, after a check of what it says of the change. `base` is the element that it changes.
    fn change<'a>(
        &mut self,
        key: T::Key,
        here: &Element<'a>,
        base: &str,
        problems: &mut Problems,
    ) -> Option<Piece<'a>> {
        if let Some(withdrawn) = here.fields.get(WITHDRAWN) {
            here.value::<Text>(withdrawn, problems)?;
            let is_more = |field: &&Field<'_>| field.name != WITHDRAWN && !T::FIELDS.contains(&field.name);
            for more in here.fields.all.iter().filter(is_more) {
                let name = more.span.start..more.span.start + more.name.len();
                here.report(name, problems, || {
                    let what = format!("{} is withdrawn here, and `{}` is given", T::told(&key), more.name);
                    (what, "leave one of the two out".to_owned())
                });
            }
            self.withdrawn.insert(key, here.origin);
            return None;
        }
        let field = here.fields.get(REPLACES)?;
        let piece = here.without(field);
        match here.value::<Replaces>(field, problems)? {
            Replaces::Record => Some(piece),
            Replaces::Fields => {
                let rest = missing_fields(&here.fields, base);
                Some(if piece.text.ends_with(')') { piece.with(&rest) } else { piece })
            }
        }
    }

    /// What is wrong with a key that is not in the base, and the remedy.
    fn unknown(&mut self, key: &T::Key, word: &str) -> (String, String) {
        let told = T::told(key);
        let may_compare = self.compared <= MOST_COMPARISONS;
        self.compared += self.base.len();
        let known: Vec<_> = self.base.keys().filter(|_| may_compare).map(T::told).collect();
        let remedy = match nearest(&told, known.iter().map(String::as_str)) {
            Some(near) => format!("write {near}, or leave `{word}` out if it is new"),
            None => format!("correct it, or leave `{word}` out if it is new"),
        };
        (format!("{told} is not in the edition that this one extends"), remedy)
    }

    /// The elements after the changes: those of the base in their order, and the new ones. `read` are the elements of the
    /// files of the extending edition.
    pub(in crate::atlas) fn make(&self, mut base: Vec<Located<T>>, read: Vec<Located<T>>) -> Vec<Located<T>> {
        if base.is_empty() {
            return read;
        }
        let mut new = Vec::new();
        for located in read {
            match self.base.get(&located.value.key()) {
                Some(index) => base[*index] = located,
                None => new.push(located),
            }
        }
        base.retain(|located| !self.withdrawn.contains_key(&located.value.key()));
        base.extend(new);
        base
    }
}

impl<'a> Element<'a> {
    fn piece(&self) -> Piece<'a> {
        Piece::of(self.file, self.span.clone())
    }

    /// Its text without a field.
    fn without(&self, field: &Field<'_>) -> Piece<'a> {
        self.piece().reading(without(self.fields.text, std::iter::once(&field.span)))
    }

    /// The value of a field. Reports it if it is wrong.
    fn value<V: DeserializeOwned>(&self, field: &Field<'_>, problems: &mut Problems) -> Option<V> {
        let span = self.fields.value_span(field);
        let value = Piece::of(self.file, self.span.start + span.start..self.span.start + span.end);
        options().from_str(&value.text).map_err(|error| problems.report(|| explain(&value, self.file, &error))).ok()
    }

    fn report(&self, span: Range<usize>, problems: &mut Problems, words: impl FnOnce() -> (String, String)) {
        problems.report(|| {
            let (what, remedy) = words();
            self.piece().problem(self.file, span, what, remedy)
        });
    }
}

/// The file and line of an element.
pub(super) fn place_of(origin: Origin, files: &[SourceFile]) -> String {
    let file = &files[origin.file];
    let start = file.layout.elements().and_then(|elements| elements.get(origin.element)).map_or(0, |span| span.start);
    format!("{} line {}", file.name, file.layout.line_and_column(start).line)
}

/// The fields of the element `base` that are not among these, to be put behind them.
fn missing_fields(own: &Fields<'_>, base: &str) -> String {
    let is_open = own.all.iter().rfind(|field| field.name != REPLACES).is_some_and(|last| {
        let last = &own.text[last.span.clone()];
        !last.ends_with(',')
    });
    let mut missing = String::from(if is_open { "," } else { "" });
    for field in Fields::of(base).all.iter().filter(|field| own.get(field.name).is_none()) {
        missing.push_str(&base[field.span.clone()]);
        if !missing.ends_with(',') {
            missing.push(',');
        }
    }
    missing
}
