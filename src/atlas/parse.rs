//! From a file's text to records; on bad text, all that is wrong with it.
//!
//! Good files take one pass of `ron`. `ron` stops at the first mistake of a file, so a file with one is read again record
//! by record, and in each record the field that is wrong is blanked and the rest read once more, until all mistakes
//! are told.

use std::ops::Range;

use ron::Options;
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use super::source::SourceFile;
use super::text::hazard;
use super::{Entry, Record, scan};

/// The records of a file, each with the number of its element in the file's list.
pub(super) fn records<E: Entry>(file: &SourceFile, problems: &mut Vec<Problem>) -> Vec<(usize, Record)> {
    let all = |text: &str| {
        let entries = options().from_str::<Vec<E>>(text)?;
        Ok(entries.into_iter().map(Entry::into_record).collect())
    };
    read(file, &Reader { all: &all, one: &|text| Ok(options().from_str::<E>(text)?.into_record()) }, problems)
}

/// The elements of the list that a file holds, each with its number.
pub(super) fn elements<E: DeserializeOwned>(file: &SourceFile, problems: &mut Vec<Problem>) -> Vec<(usize, E)> {
    read(file, &Reader { all: &|text| options().from_str(text), one: &|text| options().from_str(text) }, problems)
}

/// How a list and one of its elements are read. What is done with them is the same for all kinds, and compiled once.
struct Reader<'a, T> {
    all: &'a dyn Fn(&str) -> Result<Vec<T>, SpannedError>,
    one: &'a dyn Fn(&str) -> Result<T, SpannedError>,
}

fn read<T>(file: &SourceFile, reader: &Reader<'_, T>, problems: &mut Vec<Problem>) -> Vec<(usize, T)> {
    match (reader.all)(&file.text) {
        Ok(elements) => elements.into_iter().enumerate().collect(),
        Err(error) => recover(file, reader, &error, problems),
    }
}

/// The one value that a file holds.
pub(super) fn value<T: DeserializeOwned>(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<T> {
    let whole = 0..file.text.len();
    options().from_str(&file.text).map_err(|error| problems.push(explain(file, &file.text, &whole, &error))).ok()
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn recover<T>(
    file: &SourceFile,
    reader: &Reader<'_, T>,
    error: &SpannedError,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, T)> {
    let told_before = problems.len();
    let elements = scan::elements(&file.text).unwrap_or_default();
    let sound = elements
        .into_iter()
        .enumerate()
        .filter_map(|(number, span)| Some((number, element(file, reader, span, problems)?)))
        .collect();
    if problems.len() == told_before {
        // The mistake is not in a record but around them.
        problems.push(explain(file, &file.text, &(0..file.text.len()), error));
    }
    sound
}

/// Reads one element, telling each of its fields that is wrong.
fn element<T>(
    file: &SourceFile,
    reader: &Reader<'_, T>,
    element: Range<usize>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut text = file.text[element.clone()].to_owned();
    let mut blanked: Vec<String> = Vec::new();
    loop {
        let error = match (reader.one)(&text) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        if let Error::MissingStructField { field, .. } = &error.code
            && blanked.iter().any(|name| name == field)
        {
            return None;
        }
        problems.push(explain(file, &text, &element, &error));
        let whole = 0..text.len();
        let at = offset(&text, &error);
        let fields = scan::fields(&text, &whole);
        let wrong = match misnamed(&text, &whole, &error.code, at) {
            Some(name) => fields.iter().find(|field| field.span.contains(&name.start)),
            None if matches!(error.code, Error::MissingStructField { .. }) => {
                fields.iter().find(|field| field.span.contains(&at) && at < field.span.end - 1)
            }
            None => fields.iter().rev().find(|field| field.span.start < at || field.span.contains(&at)),
        };
        let wrong = wrong.map(|field| (field.name.to_owned(), field.span.clone()))?;
        if let Error::NoSuchStructField { expected, found, .. } = &error.code {
            // A misspelt field is one mistake, not a missing field too.
            blanked.extend(super::nearest(found, expected.iter().copied()).map(str::to_owned));
        }
        blanked.push(wrong.0);
        let blank: String = text[wrong.1.clone()].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        // Another length in bytes is no matter, but lines and columns must stay.
        text.replace_range(wrong.1, &blank);
    }
}

/// The byte offset of an error in the text that was read.
fn offset(text: &str, error: &SpannedError) -> usize {
    let position = error.span.start;
    let line_start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = &text[line_start.min(text.len())..];
    line_start + line.chars().take(position.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// Where the field or variant stands that an error says does not exist.
fn misnamed(text: &str, within: &Range<usize>, error: &Error, at: usize) -> Option<Range<usize>> {
    match error {
        Error::NoSuchStructField { found, .. } => scan::field_name(text, within, found, at + found.len()),
        Error::DuplicateStructField { field, .. } => scan::field_name(text, within, field, at + field.len()),
        _ => None,
    }
}

/// The hazardous character within a token, if that is what is wrong with it, or else the token.
fn culprit(text: &str, token: Range<usize>) -> Range<usize> {
    let inside = text.get(token.clone()).unwrap_or_default();
    let hazardous = inside.char_indices().find(|(_, character)| hazard(*character).is_some());
    hazardous.map_or(token.clone(), |(at, character)| token.start + at..token.start + at + character.len_utf8())
}

/// Puts an error that `ron` met in `text` into words. `text` is the part of the file at `element`, with the same lines
/// and columns.
fn explain(file: &SourceFile, text: &str, element: &Range<usize>, error: &SpannedError) -> Problem {
    let whole = 0..text.len();
    let at = offset(text, error);
    let place = misnamed(text, &whole, &error.code, at).unwrap_or_else(|| culprit(text, scan::token_at(text, at)));
    let (what, remedy) = words(&error.code);
    // Blanking keeps columns but not byte offsets: count the place in characters and find it in the file.
    let characters = |range: &str| range.chars().count();
    let before = characters(&text[..text.floor_char_boundary(place.start)]);
    let length =
        characters(&text[text.floor_char_boundary(place.start)..text.ceil_char_boundary(place.end.min(text.len()))]);
    let original = &file.text[element.clone()];
    let skip = |from: usize, count| from + original[from..].chars().take(count).map(char::len_utf8).sum::<usize>();
    let start = skip(0, before);
    let end = skip(start, length);
    Problem::at(&file.name, &file.text, element.start + start..element.start + end, what, remedy)
}

/// What is wrong and what to do, for an error of `ron` or of one of our own types.
fn words(error: &Error) -> (String, String) {
    match error {
        Error::NoSuchStructField { expected, found, .. } => (
            format!("unknown field `{found}`"),
            match super::nearest(found, expected.iter().copied()) {
                Some(nearest) => format!("write `{nearest}`, or leave it out"),
                None => format!("leave it out, or use one of {}", expected.join(", ")),
            },
        ),
        Error::MissingStructField { field, .. } => {
            (format!("the field `{field}` is missing"), "add it before this bracket closes".to_owned())
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("the field `{field}` stands twice"), "keep one of the two".to_owned())
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let what = format!("`{found}` is not one of {}", expected.join(", "));
            match super::nearest(found, expected.iter().copied()) {
                Some(nearest) => (what, format!("write `{nearest}`")),
                None => (what, "write one of them".to_owned()),
            }
        }
        Error::ExceededRecursionLimit => {
            ("brackets are nested more than 128 deep".to_owned(), "write a plain list of records".to_owned())
        }
        Error::Eof => ("the file ends in the middle of a record".to_owned(), "restore what was cut off".to_owned()),
        Error::Message(message) => match message.split_once(": ") {
            Some((what, remedy)) => (what.to_owned(), remedy.to_owned()),
            None => (message.clone(), "correct it".to_owned()),
        },
        other => {
            let message = other.to_string();
            let message = message.strip_suffix('.').unwrap_or(&message);
            let mut letters = message.chars();
            let what = letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str());
            (what.unwrap_or_default(), "correct the RON here, or a bracket or comma shortly before".to_owned())
        }
    }
}
