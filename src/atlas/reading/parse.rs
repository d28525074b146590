//! Parses a file's text into records; for bad text, finds all its problems.
//!
//! Good files take one pass of `ron`. `ron` stops at the first error of a file, so a bad file is read again record by
//! record. In each record the wrong field is blanked and the rest read once more, until all errors are reported. For a
//! record that is not RON only the first error is reported: the others may follow from it.

use std::ops::Range;

use ron::Options;
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::problem::{Problem, Problems};
use super::scan;
use super::scan::{Field, Runaway};
use super::source::SourceFile;
use crate::atlas::nearest;
use crate::atlas::text::{abridged, unfit_in_any_format};
use crate::atlas::{Entry, NEWEST_FORMAT, Record};

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
    match (reader.all)(file.layout.text()) {
        Ok(elements) => elements.into_iter().enumerate().collect(),
        Err(error) => recover(file, reader, &error, problems),
    }
}

/// The single value of a file.
pub(in crate::atlas) fn value<T: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Option<T> {
    let text = file.layout.text();
    options().from_str(text).map_err(|error| problems.report(|| explain(file, text, 0, &error))).ok()
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
            Some((number, element(file, reader, span, problems)?))
        })
        .collect();
    if problems.count() == reported_before {
        // The error is outside the records.
        problems.report(|| explain(file, file.layout.text(), 0, error));
    }
    sound
}

/// Whether an element begins neither like a record or a list of words nor with a comment.
fn begins_with_words(element: &str) -> bool {
    !element.starts_with(['(', '[', '"']) && !element.starts_with("/*")
}

/// Reads one element and reports each wrong field. A reported field is blanked, together with all fields that are wrong
/// in the same way, so the element is read at most once for each field of its kind.
fn element<T>(file: &SourceFile, reader: &Reader<'_, T>, element: &Range<usize>, problems: &mut Problems) -> Option<T> {
    let mut text = file.layout.text()[element.clone()].to_owned();
    let mut blanked: Vec<String> = Vec::new();
    // A missing field may be the one reported before as unknown.
    let mut misnamed_beyond_guess = false;
    let mut last: Option<SpannedError> = None;
    loop {
        let error = match (reader.one)(&text) {
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
        if blanked.is_empty() && !is_ron(&text) {
            // Later errors may follow from the first.
            problems.report(|| explain(file, &text, element.start, &error));
            return None;
        }
        let at = offset(&text, &error);
        let whole = 0..text.len();
        let fields = scan::fields(&text, &whole);
        let name = misnamed(&text, &whole, &error.code, at);
        let alike = name.as_ref().map(|name| alike(&fields, name, &error.code)).unwrap_or_default();
        let wrong = if alike.is_empty() {
            problems.report(|| explain(file, &text, element.start, &error));
            let wrong = match name {
                Some(name) => fields.iter().find(|field| field.span.contains(&name.start)),
                None if matches!(error.code, Error::MissingStructField { .. }) => {
                    fields.iter().find(|field| field.span.contains(&at) && at < field.span.end - 1)
                }
                None => fields.iter().rev().find(|field| field.span.start < at || field.span.contains(&at)),
            };
            vec![wrong?]
        } else {
            for field in &alike {
                problems.report(|| {
                    let name = field.span.start..field.span.start + field.name.len();
                    let (what, remedy) = words(&renamed(&error.code, field.name));
                    file.problem(element.start + name.start..element.start + name.end, what, remedy)
                });
            }
            alike
        };
        if let Error::NoSuchStructField { expected, .. } = &error.code {
            // Do not report a misspelt field as missing too.
            for field in &wrong {
                let meant = nearest(field.name, expected.iter().copied());
                misnamed_beyond_guess |= meant.is_none();
                blanked.extend(meant.map(str::to_owned));
            }
        }
        blanked.extend(wrong.iter().map(|field| field.name.to_owned()));
        text = without(&text, wrong.iter().map(|field| &field.span));
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
fn without<'a>(text: &str, parts: impl Iterator<Item = &'a Range<usize>>) -> String {
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

/// Explains an error of `ron` in `text`, which is the part of the file from the byte `start` on. Blanked parts have
/// kept their length.
fn explain(file: &SourceFile, text: &str, start: usize, error: &SpannedError) -> Problem {
    let at = offset(text, error);
    if let Some(problem) = never_ends(file, text, start, at, &error.code) {
        return problem;
    }
    let token = scan::token_at(text, at);
    // A hazardous character between texts is the error, whatever `ron` expected there.
    let unfit = text.get(token.clone()).and_then(unfit_in_any_format).filter(|unfit| unfit.at == 0);
    let span = misnamed(text, &(0..text.len()), &error.code, at).unwrap_or_else(|| culprit(text, token));
    let (what, remedy) = words(&unfit.map_or(error.code.clone(), |unfit| Error::Message(unfit.to_string())));
    file.problem(start + span.start..start + span.end, what, remedy)
}

/// The problem of an unclosed comment or text, reported at its beginning; `ron` reports it much later.
fn never_ends(file: &SourceFile, text: &str, start: usize, at: usize, error: &Error) -> Option<Problem> {
    if *error == Error::UnclosedBlockComment {
        let comment = scan::unclosed_comment(text)?;
        return Some(file.problem(
            start + comment..start + comment + 2,
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
    Some(file.problem(start + string.start..start + string.end, what, remedy))
}

/// Longest wrong name quoted in a message, in characters; the data may hold a name of any length.
const LONGEST_NAME: usize = 80;

const IN_QUOTES: &str = "put it between quotation marks";

fn no_format() -> (String, String) {
    ("the number of a data format is expected here".to_owned(), format!("write `schema: {NEWEST_FORMAT}`"))
}

/// The problem and its remedy, for an error of `ron` or of our own types.
fn words(error: &Error) -> (String, String) {
    match error {
        Error::NoSuchStructField { expected, found, .. } => (
            format!("unknown field `{}`", abridged(found, LONGEST_NAME)),
            match nearest(found, expected.iter().copied()) {
                Some(nearest) => format!("write `{nearest}`, or leave it out"),
                None => format!("leave it out, or use one of {}", expected.join(", ")),
            },
        ),
        Error::MissingStructField { field, .. } => {
            (format!("the field `{field}` is missing"), "add it before this bracket closes".to_owned())
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("the field `{field}` appears twice"), "keep one of the two".to_owned())
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let what = format!("`{}` is not one of {}", abridged(found, LONGEST_NAME), expected.join(", "));
            match nearest(found, expected.iter().copied()) {
                Some(nearest) => (what, format!("write `{nearest}`")),
                None => (what, "write one of them".to_owned()),
            }
        }
        Error::ExpectedString => ("a text is expected here".to_owned(), IN_QUOTES.to_owned()),
        Error::InvalidValueForType { expected, .. } if expected.starts_with("a text") => {
            (format!("{expected} is expected here"), IN_QUOTES.to_owned())
        }
        // The format is the only number in data files.
        Error::IntegerOutOfBounds | Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => no_format(),
        Error::InvalidValueForType { expected, .. } if expected.ends_with("unsigned integer") => no_format(),
        Error::ExpectedArray => ("a list is expected here".to_owned(), "put it between square brackets".to_owned()),
        // A list of words, as in the older form of the vocabulary.
        Error::ExpectedNamedStructLike("Group") => {
            ("a group of the vocabulary is expected here".to_owned(), "write it as (terms: [\"…\", \"…\"])".to_owned())
        }
        Error::ExpectedMapColon => {
            ("a colon is missing before this".to_owned(), "add it after the name of the field".to_owned())
        }
        Error::ExpectedComma => (
            "a comma is missing before this".to_owned(),
            "add it, or correct the bracket or quotation mark shortly before".to_owned(),
        ),
        Error::ExpectedIdentifier => (
            "the name of a field is expected here".to_owned(),
            "remove this, or correct the bracket or quotation mark shortly before".to_owned(),
        ),
        Error::InvalidEscape(_) => (
            "a backslash in this text begins no valid escape".to_owned(),
            "remove it, or write `\\\\` for a backslash that is meant".to_owned(),
        ),
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
