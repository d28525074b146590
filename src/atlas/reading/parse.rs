//! Parses a file's text into records; for bad text, finds all its problems.
//!
//! Good files take one pass of `ron`. `ron` stops at the first error of a file, so a bad file is read again record by
//! record. In each record the wrong field is blanked, of a list such as that of the links the wrong element alone, and the
//! rest read once more, until all errors are reported. For a record that is not RON only the first error is reported: the
//! others may follow from it.

use std::ops::Range;

use ron::Options;
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::key::Fields;
use super::messages::{meant, words};
use super::patch;
use super::piece::Piece;
use super::problem::{Problem, Problems};
use super::scan;
use super::scan::{Field, Runaway};
use super::source::SourceFile;
use crate::atlas::text::unfit_in_any_format;
use crate::atlas::{Entry, Record};

/// The records of a file, each with the index of its element in the file's list.
pub(in crate::atlas) fn records<E: Entry>(file: &SourceFile, problems: &mut Problems) -> Vec<(usize, Record)> {
    let all = |text: &str| {
        let entries = options().from_str::<Vec<E>>(text)?;
        Ok(entries.into_iter().map(Entry::into_record).collect())
    };
    read(file, &Reader { all: &all, one: &|text| Ok(options().from_str::<E>(text)?.into_record()) }, problems)
}

/// The elements of a file's list, each with its index.
pub(in crate::atlas) fn elements<E: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Vec<(usize, E)> {
    read(file, &Reader { all: &|text| options().from_str(text), one: &|text| options().from_str(text) }, problems)
}

/// Reads a list, or one of its elements. The functions are `dyn` so that the recovery code is compiled once for all
/// kinds.
struct Reader<'a, T> {
    all: &'a dyn Fn(&str) -> Result<Vec<T>, SpannedError>,
    one: &'a dyn Fn(&str) -> Result<T, SpannedError>,
}

fn read<T>(file: &SourceFile, reader: &Reader<'_, T>, problems: &mut Problems) -> Vec<(usize, T)> {
    if let Some(pieces) = &file.pieces {
        let pieces = pieces.iter().enumerate();
        return pieces
            .filter_map(|(number, piece)| Some((number, element(piece.as_ref()?, file, reader, problems)?)))
            .collect();
    }
    match (reader.all)(file.layout.text()) {
        Ok(elements) => elements.into_iter().enumerate().collect(),
        Err(error) => recover(file, reader, &error, problems),
    }
}

/// The single value of a file.
pub(in crate::atlas) fn value<T: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Option<T> {
    options().from_str(file.layout.text()).map_err(|error| problems.report(|| explain(&whole(file), file, &error))).ok()
}

/// The whole text of a file.
fn whole(file: &SourceFile) -> Piece<'_> {
    Piece::of(file, 0..file.layout.text().len())
}

pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn recover<T>(
    file: &SourceFile,
    reader: &Reader<'_, T>,
    error: &SpannedError,
    problems: &mut Problems,
) -> Vec<(usize, T)> {
    let reported_before = problems.count();
    let elements = file.layout.elements().unwrap_or_default().iter();
    let mut after_stray_words = false;
    let sound = elements
        .enumerate()
        .filter_map(|(number, span)| {
            // A comment that has lost its mark is several elements if it contains commas, and one problem.
            let begins_with_words = begins_with_words(&file.layout.text()[span.clone()]);
            if std::mem::replace(&mut after_stray_words, begins_with_words) && begins_with_words {
                return None;
            }
            Some((number, element(&Piece::of(file, span.clone()), file, reader, problems)?))
        })
        .collect();
    if problems.count() == reported_before {
        // The error is outside the records.
        problems.report(|| explain(&whole(file), file, error));
    }
    sound
}

/// Whether an element begins neither like a record or a list of words nor with a comment.
fn begins_with_words(element: &str) -> bool {
    !element.starts_with(['(', '[', '"']) && !element.starts_with("/*")
}

/// Most elements of the lists in a record that are blanked alone; for each the record is read once more.
const MOST_BLANKED_ALONE: usize = 16;

/// Reads one element and reports each wrong field. A reported field is blanked, together with all fields that are wrong
/// in the same way, so the element is read at most once for each field of its kind and for some elements of their lists.
fn element<T>(piece: &Piece<'_>, file: &SourceFile, reader: &Reader<'_, T>, problems: &mut Problems) -> Option<T> {
    let mut piece = piece.clone();
    let mut blanked: Vec<String> = Vec::new();
    // A missing field may be the one reported before as unknown.
    let mut misnamed_beyond_guess = false;
    let mut last: Option<SpannedError> = None;
    let mut blanked_alone = 0;
    loop {
        let error = match (reader.one)(&piece.text) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        if last.as_ref() == Some(&error) {
            // Blanking did not remove the error: the rest of this element cannot be read.
            return None;
        }
        last = Some(error.clone());
        if let Error::MissingStructField { field, .. } = &error.code
            && (misnamed_beyond_guess || blanked.iter().any(|name| name == field))
        {
            return None;
        }
        if blanked.is_empty() && !is_ron(&piece.text) {
            // Later errors may follow from the first.
            problems.report(|| explain(&piece, file, &error));
            return None;
        }
        let at = offset(&piece.text, &error);
        let whole = 0..piece.text.len();
        let fields = Fields::of(&piece.text);
        let name = misnamed(&piece.text, &whole, &error.code, at);
        let name_start = name.as_ref().map(|name| name.start);
        let alike = name.as_ref().map(|name| alike(&fields.all, name, &error.code)).unwrap_or_default();
        let wrong = if alike.is_empty() {
            problems.report(|| explain(&piece, file, &error));
            let wrong = match name {
                Some(name) => fields.all.iter().find(|field| field.span.contains(&name.start)),
                None if matches!(error.code, Error::MissingStructField { .. }) => {
                    fields.all.iter().find(|field| field.span.contains(&at) && at < field.span.end - 1)
                }
                None => fields.all.iter().rev().find(|field| field.span.start < at || field.span.contains(&at)),
            };
            vec![wrong?]
        } else {
            for field in &alike {
                problems.report(|| {
                    let name = field.span.start..field.span.start + field.name.len();
                    let (what, remedy) = words(&renamed(&error.code, field.name), file.extends());
                    piece.problem(file, name, what, remedy)
                });
            }
            alike
        };
        if let Error::NoSuchStructField { expected, .. } = &error.code {
            // Do not report a misspelt field as missing too.
            for field in &wrong {
                let meant = meant(field.name, expected, file.extends());
                misnamed_beyond_guess |= meant.is_none_or(|meant| patch::WORDS.contains(&meant));
                blanked.extend(meant.map(str::to_owned));
            }
        }
        let place = name_start.unwrap_or(at);
        let alone = wrong.first().filter(|_| wrong.len() == 1 && blanked_alone < MOST_BLANKED_ALONE);
        let alone = alone.and_then(|field| fields.in_list(field, place));
        blanked_alone += usize::from(alone.is_some());
        blanked.extend(wrong.iter().map(|field| field.name.to_owned()));
        let rest = match &alone {
            Some(alone) => without(&piece.text, std::iter::once(alone)),
            None => without(&piece.text, wrong.iter().map(|field| &field.span)),
        };
        piece = piece.reading(rest);
    }
}

/// The fields of a record with the same error as the field at `name`: unknown, or a duplicate. Empty if the error is
/// deeper in the record.
fn alike<'a, 'b>(fields: &'b [Field<'a>], name: &Range<usize>, error: &Error) -> Vec<&'b Field<'a>> {
    let alike: Vec<_> = match error {
        Error::NoSuchStructField { expected, .. } => {
            fields.iter().filter(|field| !expected.contains(&field.name)).collect()
        }
        Error::DuplicateStructField { field, .. } => {
            fields.iter().filter(|other| other.name == *field).skip(1).collect()
        }
        _ => Vec::new(),
    };
    if alike.iter().any(|field| field.span.start == name.start) { alike } else { Vec::new() }
}

/// The same error for another field.
fn renamed(error: &Error, name: &str) -> Error {
    let mut renamed = error.clone();
    if let Error::NoSuchStructField { found, .. } = &mut renamed {
        name.clone_into(found);
    }
    renamed
}

/// Blanks parts of the text, given in order. Line breaks stay, and all later bytes keep their offsets.
pub(super) fn without<'a>(text: &str, parts: impl Iterator<Item = &'a Range<usize>>) -> String {
    let mut rest = String::with_capacity(text.len());
    for part in parts {
        // `scan` may see two overlapping fields where `ron` sees one value.
        let start = part.start.max(rest.len());
        rest.push_str(&text[rest.len()..start]);
        rest.extend(text[start..part.end.max(start)].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    rest.push_str(&text[rest.len()..]);
    rest
}

/// Whether a text is valid RON with each string on one line.
fn is_ron(text: &str) -> bool {
    super::effort::spent(text.len());
    options().from_str::<IgnoredAny>(text).is_ok() && scan::runaway(text, text.len()).is_none()
}

/// The byte offset of an error in the text.
fn offset(text: &str, error: &SpannedError) -> usize {
    super::effort::spent(text.len());
    let position = error.span.start;
    let line_start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = &text[line_start.min(text.len())..];
    line_start + line.chars().take(position.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// The span of the unknown or duplicate field that an error names.
fn misnamed(text: &str, within: &Range<usize>, error: &Error, at: usize) -> Option<Range<usize>> {
    match error {
        Error::NoSuchStructField { found, .. } => scan::field_name(text, within, found, at + found.len()),
        Error::DuplicateStructField { field, .. } => scan::field_name(text, within, field, at + field.len()),
        _ => None,
    }
}

/// The span of the hazardous character within a token, or the whole token if there is none.
fn culprit(text: &str, token: Range<usize>) -> Range<usize> {
    let inside = text.get(token.clone()).unwrap_or_default();
    unfit_in_any_format(inside).map_or(token.clone(), |unfit| {
        let at = token.start + unfit.at;
        at..at + unfit.character.len_utf8()
    })
}

/// Explains an error of `ron` in a part of a file. Blanked parts have kept their length.
pub(super) fn explain(piece: &Piece<'_>, file: &SourceFile, error: &SpannedError) -> Problem {
    let text: &str = &piece.text;
    let at = offset(text, error);
    if let Some(problem) = never_ends(piece, file, at, &error.code) {
        return problem;
    }
    let token = scan::token_at(text, at);
    // A hazardous character between texts is the error, whatever `ron` expected there.
    let unfit = text.get(token.clone()).and_then(unfit_in_any_format).filter(|unfit| unfit.at == 0);
    let span = misnamed(text, &(0..text.len()), &error.code, at).unwrap_or_else(|| culprit(text, token));
    let code = unfit.map_or(error.code.clone(), |unfit| Error::Message(unfit.to_string()));
    let (what, remedy) = words(&code, file.extends());
    piece.problem(file, span, what, remedy)
}

/// The problem of an unclosed comment or text, reported at its beginning; `ron` reports it much later.
fn never_ends(piece: &Piece<'_>, file: &SourceFile, at: usize, error: &Error) -> Option<Problem> {
    let text: &str = &piece.text;
    if *error == Error::UnclosedBlockComment {
        let comment = scan::unclosed_comment(text)?;
        return Some(piece.problem(
            file,
            comment..comment + 2,
            "the comment that begins here has no end",
            "add `*/` after it",
        ));
    }
    let (string, runaway) = scan::runaway(text, at)?;
    let (what, remedy) = match runaway {
        Runaway::OverLines => (
            "the text that begins here is not closed in its line",
            "add the quotation mark that ends it; several paragraphs are a list of texts",
        ),
        Runaway::IntoWord => {
            ("the quotation marks of this text do not match", "add the one that ends it, or remove one within it")
        }
    };
    Some(piece.problem(file, string, what, remedy))
}
