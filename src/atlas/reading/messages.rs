//! The words for an error of `ron` or of our own types: what is wrong and what to do.

use ron::error::Error;

use super::patch;
use crate::atlas::text::abridged;
use crate::atlas::{NEWEST_FORMAT, nearest};

/// Longest wrong name quoted in a message, in characters; the data may hold a name of any length.
const LONGEST_NAME: usize = 80;

const IN_QUOTES: &str = "put it between quotation marks";

fn no_format() -> (String, String) {
    ("the number of a data format is expected here".to_owned(), format!("write `schema: {NEWEST_FORMAT}`"))
}

/// The field that a misspelt one means.
pub(super) fn meant(found: &str, expected: &[&'static str], extends: bool) -> Option<&'static str> {
    nearest(found, expected.iter().copied().chain(patch::WORDS.into_iter().filter(|_| extends)))
}

/// The problem and its remedy, for an error in the files of an edition that extends another or does not.
pub(super) fn words(error: &Error, extends: bool) -> (String, String) {
    match error {
        Error::NoSuchStructField { found, .. } if !extends && patch::WORDS.contains(&found.as_str()) => (
            format!("`{found}` in an edition that extends none"),
            "leave it out, or let edition.ron name the edition to change, as in `extends: \"…\"`".to_owned(),
        ),
        Error::NoSuchStructField { expected, found, .. } => (
            format!("unknown field `{}`", abridged(found, LONGEST_NAME)),
            match meant(found, expected, extends) {
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
