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
    mend_tip(&mut answer, typed);
    Err(Failure::Usage(answer.to_string().trim_start_matches("error: ").to_owned()))
}

/// Of a word that begins like an option clap says how to give it as a value, whether that can be done so or not. The tip stays
/// where it works; a value of the option before it is given in another way.
fn mend_tip(answer: &mut Error, typed: &[OsString]) {
    let Some(ContextValue::String(word)) = answer.get(ContextKind::InvalidArg) else { return };
    // A tip that names an option that there is.
    if answer.kind() != ErrorKind::UnknownArgument || answer.get(ContextKind::SuggestedArg).is_some() {
        return;
    }
    let word = word.clone();
    let at = typed.iter().take_while(|typed| *typed != "--").position(|typed| *typed == *word);
    let with = |range: std::ops::Range<usize>, instead: &[OsString]| {
        Arguments::try_parse_from([&typed[..range.start], instead, &typed[range.end..]].concat()).is_ok()
    };
    let tip = at.filter(|at| *at > 0).and_then(|at| {
        let option = typed[at - 1].to_str()?;
        let joined = format!("{option}={word}");
        let is_option = option.starts_with('-') && with(at - 1..at + 1, &[joined.clone().into()]);
        let no_more_options = !typed[at + 1..].iter().any(|word| word.to_string_lossy().starts_with('-'));
        if is_option {
            Some(format!("to give '{word}' to '{option}', write '{joined}'"))
        } else if no_more_options && with(at..at, &["--".into()]) {
            Some(format!("to pass '{word}' as a value, use '-- {word}'"))
        } else {
            None
        }
    });
    answer.remove(ContextKind::Suggested);
    if let Some(tip) = tip {
        answer.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
}
