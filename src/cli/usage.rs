//! What is said about arguments: help and version, and what is wrong with what was typed.

use std::ffi::OsString;

use clap::Parser;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::output::Output;
use super::{Arguments, Failure, output};
use crate::formats::ascii::Letters;

/// Whether everything is to be said in ASCII, even if what was typed is no command line.
pub fn wants_ascii(typed: &[OsString]) -> bool {
    !output::locale_is_utf8() || typed.iter().take_while(|word| *word != "--").any(|word| word == "--ascii")
}

/// Prints help and version; tells what is wrong with the arguments.
///
/// # Errors
/// What is wrong.
pub fn answered(mut answer: Error, typed: &[OsString]) -> Result<(), Failure> {
    if matches!(answer.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let output = Output { columns: None, letters: Letters::only_ascii(wants_ascii(typed)) };
        return output.print(|out| out.write_all(answer.to_string().as_bytes()));
    }
    mend_tips(&mut answer, typed);
    Err(Failure::Usage(answer.to_string().trim_start_matches("error: ").to_owned()))
}

/// Leaves a tip only where whoever follows it gets further than to the next refusal.
fn mend_tips(answer: &mut Error, typed: &[OsString]) {
    if answer.kind() == ErrorKind::ArgumentConflict {
        // Its usage names again what cannot stand together.
        answer.remove(ContextKind::Usage);
    }
    for (wrong, instead) in
        [(ContextKind::InvalidArg, ContextKind::SuggestedArg), (ContextKind::InvalidValue, ContextKind::SuggestedValue)]
    {
        let (Some(ContextValue::String(wrong)), Some(ContextValue::String(meant))) =
            (answer.get(wrong), answer.get(instead))
        else {
            continue;
        };
        let mended = typed.iter().map(|word| exchanged(word, wrong, meant)).collect::<Vec<_>>();
        if Arguments::try_parse_from(mended).is_err() {
            answer.remove(instead);
        }
    }
    if answer.kind() == ErrorKind::UnknownArgument && answer.get(ContextKind::SuggestedArg).is_none() {
        let tip = way_to_give(answer, typed);
        answer.remove(ContextKind::Suggested);
        if let Some(tip) = tip {
            answer.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
        }
    }
}

/// A word as it was typed, with another option or value in the place of the wrong one: `--dta=x`, `--format=mdd`.
fn exchanged(word: &OsString, wrong: &str, meant: &str) -> OsString {
    let Some(typed) = word.to_str() else { return word.clone() };
    let behind = typed.strip_prefix(wrong).filter(|behind| behind.is_empty() || behind.starts_with('='));
    let before = typed.strip_suffix(wrong).filter(|before| before.ends_with('='));
    match (behind, before) {
        (Some(behind), _) => format!("{meant}{behind}").into(),
        (None, Some(before)) => format!("{before}{meant}").into(),
        (None, None) => word.clone(),
    }
}

/// How a word that begins like an option can be given as a value: to the option before it, or behind `--`.
fn way_to_give(answer: &Error, typed: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(word)) = answer.get(ContextKind::InvalidArg) else { return None };
    let at = typed.iter().take_while(|typed| *typed != "--").position(|typed| *typed == **word).filter(|at| *at > 0)?;
    let with = |range: std::ops::Range<usize>, instead: &[OsString]| {
        Arguments::try_parse_from([&typed[..range.start], instead, &typed[range.end..]].concat()).ok()
    };
    let option = typed[at - 1].to_str()?;
    let joined = format!("{option}={word}");
    let no_more_options = !typed[at + 1..].iter().any(|word| word.to_string_lossy().starts_with('-'));
    if option.starts_with('-') && with(at - 1..at + 1, &[joined.clone().into()]).is_some() {
        Some(format!("to give '{word}' to '{option}', write '{joined}'"))
    } else if no_more_options && with(at..at, &["--".into()]).is_some_and(|arguments| arguments.may_hold(word)) {
        Some(format!("to pass '{word}' as a value, use '-- {word}'"))
    } else {
        None
    }
}
