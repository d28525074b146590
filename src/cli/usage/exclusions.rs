//! Words of a search that begin with a hyphen, which exclude what has them: `icatlas find -word`. For [`super::parse`].

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use super::super::Arguments;
use super::super::arguments::Command;
use super::{long_options, named, parser};

/// Stands for the hyphen before a word that excludes. No argument of a program has this letter.
const HYPHEN: char = '\0';

/// The arguments of a search with each `-word` as a word; `None` if that does not help, if it would be a value of an option, or if a
/// word is rather a mistyped option.
pub(super) fn with_exclusions(typed: &[OsString]) -> Option<Arguments> {
    let may_exclude = |word: &OsString| matches!(word.as_encoded_bytes(), [b'-', letter, ..] if *letter != b'-');
    // Building the parser again would double the instructions of `--version`.
    if !typed.iter().any(may_exclude) {
        return None;
    }
    let parser = parser();
    // The long options of the other commands are words for the command that is named; a letter is rather the option of another.
    let named = named(&parser, typed).unwrap_or(&parser);
    let options = long_options(named);
    let commands = parser.get_subcommands().chain([named]);
    let short_options: Vec<char> =
        commands.flat_map(clap::Command::get_arguments).filter_map(clap::Arg::get_short).collect();
    let exclusion = |word: &OsString| -> Option<OsString> {
        let word = word.to_str()?.strip_prefix('-')?;
        let mut letters = word.chars();
        let first = letters.next()?;
        // An option alone, or with a number that it does not take: `-n0`.
        let is_option = short_options.contains(&first) && letters.as_str().bytes().all(|byte| byte.is_ascii_digit());
        let begins = first.is_alphanumeric() || "\"'“‘^(!".contains(first);
        (begins && !is_option).then(|| format!("{HYPHEN}{word}").into())
    };
    let values = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let exclusions: Vec<Option<OsString>> = typed[..values].iter().map(exclusion).collect();
    let count = exclusions.iter().flatten().count();
    let words = exclusions.into_iter().zip(typed).map(|(exclusion, word)| exclusion.unwrap_or_else(|| word.clone()));
    let words: Vec<OsString> = words.chain(typed[values..].iter().cloned()).collect();
    // `-data` may be meant for `--data` wherever that could stand. Words may be missing: `find -json` is rather a search that
    // is not yet typed than one for all without a word; but an option with a value would take the last of them.
    let option = |word: &OsString| -> Option<OsString> {
        let name = word.to_str()?.strip_prefix('-').filter(|name| options.contains(name))?;
        Some(format!("--{name}").into())
    };
    let may_be_option = |(at, word): (usize, &OsString)| {
        let Some(option) = option(word) else { return false };
        let is_last = at + 1 == words.len();
        match Arguments::try_parse_from([&words[..at], &[option], &words[at + 1..]].concat()) {
            Ok(_) => true,
            Err(error) => match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => true,
                kind => is_last && kind == ErrorKind::MissingRequiredArgument,
            },
        }
    };
    if typed[..values].iter().enumerate().any(may_be_option) {
        return None;
    }
    let mut arguments = Arguments::try_parse_from(words).ok().filter(Arguments::are_a_search)?;
    let has_command = arguments.command.is_some();
    let words = arguments.words_to_search_for();
    // Without a command the first word is rather a mistyped option.
    if !has_command && words.first().is_some_and(|word| word.starts_with(HYPHEN)) {
        return None;
    }
    // The search reads the words as they were typed, and says how it takes them.
    let mut excluded = 0;
    for word in words {
        if let Some(rest) = word.strip_prefix(HYPHEN) {
            *word = format!("-{rest}");
            excluded += 1;
        }
    }
    // The others would be values: `export -o -word` writes no file of such a name.
    (excluded == count).then_some(arguments)
}

/// The word of letters that `export` takes for the file of its option `-o`, though it may be meant to exclude: `-organized`.
pub(super) fn taken_for_a_file<'a>(arguments: &Arguments, typed: &'a [OsString]) -> Option<&'a str> {
    let Some(Command::Export(_)) = arguments.command else { return None };
    let mut words = typed.iter().take_while(|word| *word != "--").filter_map(|word| word.to_str());
    let is_word = |word: &&str| {
        word.strip_prefix("-o").is_some_and(|rest| rest.chars().count() > 1 && rest.chars().all(char::is_alphabetic))
    };
    words.find(is_word)
}
