//! What can stand at the cursor of a command line, from the parser's own definitions.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgAction, Command};

/// A candidate and what it is.
pub(super) type Described = (String, String);

/// What can stand at the cursor.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// Commands, options or values that the parser lists.
    pub listed: Vec<Described>,
    /// What stands for a value, by the name of the value in the help: `ID`, `DIR`.
    pub value: Option<String>,
    /// The option that the value belongs to, with its equals sign, if it stands in the same word.
    pub option: String,
    /// The options of every command before the cursor, with their values.
    pub global: Vec<OsString>,
    /// Whether a command may stand there.
    pub may_be_command: bool,
}

/// Finds out what can stand for the last of the words, which follow the program.
pub(super) fn expected(parser: &Command, words: &[OsString]) -> Expected {
    let Some((current, before)) = words.split_last() else { return Expected::default() };
    let current = current.to_string_lossy();
    let (mut command, mut expected) = (parser, Expected::default());
    // Whether an operand has come, and whether only operands can follow.
    let (mut operands, mut ended) = (0, false);
    let mut words = before.iter();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        if ended || !text.starts_with('-') || text.len() == 1 {
            match command.find_subcommand(word).filter(|_| !ended && operands == 0) {
                Some(named) => command = named,
                None => operands += 1,
            }
            continue;
        }
        ended = text == "--";
        let Some(option) = option(command, &text) else { continue };
        let has_value = option.get_action().takes_values() && option.get_num_args().is_none_or(|n| n.takes_values());
        let value = if has_value && !text.contains('=') { Some(words.next()) } else { None };
        if value == Some(None) {
            return value_of(option, expected);
        }
        if option.is_global_set() {
            expected.global.push(word.clone());
            expected.global.extend(value.flatten().cloned());
        }
    }
    if !ended
        && current.starts_with("--")
        && let Some((name, _)) = current.split_once('=')
    {
        expected.option = format!("{name}=");
        return option(command, name).map_or_else(Expected::default, |option| value_of(option, expected));
    }
    if !ended && current.starts_with('-') {
        expected.listed = command.get_arguments().filter_map(long).collect();
    }
    let positions: Vec<&Arg> = command.get_positionals().collect();
    let last = positions.last().filter(|operand| matches!(operand.get_action(), ArgAction::Append));
    let operand = positions.get(operands).or(last);
    if !ended && operands == 0 {
        expected.may_be_command = command.has_subcommands();
        let commands = command.get_subcommands().filter(|command| !command.is_hide_set());
        expected
            .listed
            .extend(commands.map(|command| (command.get_name().to_owned(), first_sentence(command.get_about()))));
    }
    match operand {
        Some(operand) => value_of(operand, expected),
        None => expected,
    }
}

/// The option that a word names, with or without a value behind an equals sign.
fn option<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let name = word.split_once('=').map_or(word, |(name, _)| name);
    command.get_arguments().find(|option| {
        let short = option.get_short().is_some_and(|short| name.strip_prefix('-') == Some(&short.to_string()));
        short || option.get_long().is_some_and(|long| name.strip_prefix("--") == Some(long))
    })
}

/// Adds the values of an argument.
fn value_of(argument: &Arg, mut expected: Expected) -> Expected {
    let values = argument.get_possible_values();
    if values.is_empty() {
        expected.value = argument.get_value_names().and_then(|names| Some(names.first()?.to_string()));
    }
    let values = values.iter().filter(|value| !value.is_hide_set());
    expected.listed.extend(values.map(|value| (value.get_name().to_owned(), first_sentence(value.get_help()))));
    expected
}

/// A long option and what it does.
fn long(option: &Arg) -> Option<Described> {
    let name = option.get_long().filter(|_| !option.is_hide_set())?;
    Some((format!("--{name}"), first_sentence(option.get_help())))
}

/// The first sentence of a help, up to a colon, semicolon or bracket, in one line: shells have little room.
fn first_sentence(help: Option<&clap::builder::StyledStr>) -> String {
    let help = help.map(ToString::to_string).unwrap_or_default();
    let help = help.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let end = [". ", ": ", "; ", " ["].into_iter().filter_map(|sign| help.find(sign)).min().unwrap_or(help.len());
    help[..end].trim_end_matches('.').to_owned()
}

/// Whether a word begins a candidate, in upper or lower case.
pub(super) fn begins(candidate: &str, typed: &str) -> bool {
    candidate.get(..typed.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(typed))
}

/// A path that begins with the home folder, as a shell expands it.
pub(super) fn expanded(word: &OsStr) -> OsString {
    let path = word.to_str().filter(|word| *word == "~" || word.starts_with("~/"));
    let path = path.and_then(|path| crate::storage::typed_path(path).ok());
    path.map_or_else(|| word.to_owned(), Into::into)
}
