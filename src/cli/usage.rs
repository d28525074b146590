//! Help, version, and errors in the arguments.

mod exclusions;

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{CommandFactory, Parser};

use super::arguments::{Command, Pick};
use super::first_word::nearest_command;
use super::output::Output;
use super::{Arguments, Failure, output, version};
use crate::atlas::text::abridged;
use crate::atlas::{Date, Kind};
use crate::formats::ascii::Letters;
use crate::search::LONGEST;
use exclusions::with_exclusions;

/// Whether to print in ASCII. Works for arguments that cannot be parsed, too.
pub fn wants_ascii(typed: &[OsString]) -> bool {
    !output::locale_is_utf8() || typed.iter().take_while(|word| *word != "--").any(|word| word == "--ascii")
}

/// Parses the arguments. A search takes `-word` as `!word`, since both exclude a word in a query.
///
/// # Errors
/// What [`report`] explains.
pub fn parse(typed: &[OsString]) -> Result<Arguments, Error> {
    if let Some(arguments) = without_options(typed) {
        return Ok(arguments);
    }
    let mut arguments = Arguments::try_parse_from(typed).or_else(|error| with_exclusions(typed).ok_or(error))?;
    if let Some(word) = exclusions::taken_for_a_file(&arguments, typed) {
        let file = &word[2..];
        let message =
            format!("'{word}' names a file: write '!{}' to exclude the word, '-o {file}' for the file", &word[1..]);
        return Err(parser().error(ErrorKind::InvalidValue, message));
    }
    // Nothing but words follows two hyphens.
    let after_hyphens = typed.iter().position(|word| word == "--").map_or(0, |at| typed.len() - at - 1);
    if !arguments.global.days.is_empty() {
        arguments.global.days = days(typed);
    }
    arguments.are_all_words = after_hyphens > 0 && after_hyphens == arguments.words.len();
    Ok(arguments)
}

/// The days after each `--as-of`, in the order typed. The parser forgets those before the command if there are others after it.
fn days(typed: &[OsString]) -> Vec<Date> {
    let mut words = typed.iter().take_while(|word| *word != "--").filter_map(|word| word.to_str());
    let mut days = Vec::new();
    while let Some(word) = words.next() {
        let day = if word == "--as-of" { words.next() } else { word.strip_prefix("--as-of=") };
        days.extend(day.and_then(|day| Date::try_from(day).ok()));
    }
    days
}

/// The parser with the options of every command, the global ones too.
fn parser() -> clap::Command {
    let mut parser = Arguments::command();
    parser.build();
    parser
}

/// The command that the arguments name. The first of them is the program.
fn named<'a>(parser: &'a clap::Command, typed: &[OsString]) -> Option<&'a clap::Command> {
    typed.iter().skip(1).find_map(|word| parser.find_subcommand(word))
}

/// The names of a command's long options, without hyphens.
fn long_options(command: &clap::Command) -> Vec<&str> {
    command.get_arguments().filter_map(clap::Arg::get_long).collect()
}

/// The arguments of the dashboard without words, and those of `pick` with words alone. The parser would build all its commands
/// first, a tenth of the time to the first frame.
fn without_options(typed: &[OsString]) -> Option<Arguments> {
    let command = match typed {
        [] | [_] => None,
        [_, command, words @ ..] if command == "pick" => {
            let words = words.iter().map(|word| word.to_str().filter(|word| !word.starts_with('-')).map(str::to_owned));
            Some(Command::Pick(Pick { words: words.collect::<Option<_>>()?, ..Pick::default() }))
        }
        [_, ..] => return None,
    };
    Some(Arguments { command, ..Arguments::default() })
}

/// Prints help or version, or returns the error in the arguments.
///
/// # Errors
/// The error in the arguments, with a remedy.
pub fn report(mut error: Error, typed: &[OsString]) -> Result<(), Failure> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let of_named_data =
            if error.kind() == ErrorKind::DisplayVersion { version::of_named_data(typed)? } else { None };
        let text = of_named_data.unwrap_or_else(|| error.to_string());
        let output = Output { columns: None, letters: Letters::only_ascii(wants_ascii(typed)), theme: None };
        return output.print(|out| out.write_all(text.as_bytes()));
    }
    // The only option that requires another one.
    if error.kind() == ErrorKind::MissingRequiredArgument && typed.iter().any(|word| word == "--force") {
        return Err(Failure::Usage("--force replaces a file: add -o FILE, or omit --force".to_owned()));
    }
    remove_useless_tips(&mut error, typed);
    Err(Failure::Usage(error.to_string().trim_start_matches("error: ").to_owned()))
}

/// Removes tips that would lead to another error.
fn remove_useless_tips(error: &mut Error, typed: &[OsString]) {
    if error.kind() == ErrorKind::ArgumentConflict {
        // The usage would repeat the arguments that exclude each other.
        error.remove(ContextKind::Usage);
    }
    for (wrong, instead) in
        [(ContextKind::InvalidArg, ContextKind::SuggestedArg), (ContextKind::InvalidValue, ContextKind::SuggestedValue)]
    {
        let (Some(ContextValue::String(wrong)), Some(ContextValue::String(meant))) =
            (error.get(wrong), error.get(instead))
        else {
            continue;
        };
        let corrected = typed.iter().map(|word| exchanged(word, wrong, meant)).collect::<Vec<_>>();
        if Arguments::try_parse_from(corrected).is_err() {
            error.remove(instead);
        }
    }
    if let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidSubcommand)
        && let Some(name) = nearest_command(wrong)
    {
        suggest(error, Some(format!("did you mean {name}?")));
    }
    let is_unknown = error.kind() == ErrorKind::UnknownArgument;
    if let Some(tip) = of_another_command(error, typed).filter(|_| is_unknown && command_meant(typed).is_none()) {
        // The usage would show the similar option that clap suggests.
        for wrong in [ContextKind::SuggestedArg, ContextKind::Suggested, ContextKind::Usage] {
            error.remove(wrong);
        }
        suggest(error, Some(tip));
    } else if is_unknown && error.get(ContextKind::SuggestedArg).is_none() {
        let with_one_hyphen = with_one_hyphen(error, typed).map(|(word, remedy)| {
            // Of `-json` the parser names the first letter.
            error.insert(ContextKind::InvalidArg, ContextValue::String(word));
            remedy
        });
        let tip = with_one_hyphen.or_else(|| what_finds(error, typed)).or_else(|| command_meant(typed));
        let tip = tip.or_else(|| how_to_pass(error, typed));
        error.remove(ContextKind::Suggested);
        suggest(error, tip);
    } else if error.kind() == ErrorKind::InvalidValue {
        let tip = as_excluded_letter(error, typed);
        suggest(error, tip);
    }
}

/// Adds a tip to an error, if there is one.
fn suggest(error: &mut Error, tip: Option<String>) {
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    }
}

/// The word with the name of an option behind one hyphen, and a remedy: how to write the option and, in a search, how to exclude
/// the word.
fn with_one_hyphen(error: &Error, typed: &[OsString]) -> Option<(String, String)> {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return None };
    let parser = parser();
    let command = named(&parser, typed).unwrap_or(&parser);
    let options = long_options(command);
    let words = typed.iter().filter_map(|word| word.to_str()).filter(|word| word.starts_with(wrong.as_str()));
    let word = words.filter_map(|word| word.strip_prefix('-')).find(|word| options.contains(word))?;
    let remedy = if searches(command) {
        format!("to exclude the word write '!{word}', for the option '--{word}'")
    } else {
        format!("for the option write '--{word}'")
    };
    Some((format!("-{word}"), remedy))
}

/// How to exclude a letter that is also an option without its value, the last word of a search.
fn as_excluded_letter(error: &Error, typed: &[OsString]) -> Option<String> {
    let lacks_value =
        matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(value)) if value.is_empty());
    let letter = typed.last()?.to_str()?.strip_prefix('-').filter(|word| word.chars().count() == 1)?;
    let parser = parser();
    let is_search = lacks_value && searches(named(&parser, typed)?);
    is_search.then(|| format!("to exclude the word write '!{letter}'"))
}

/// Whether a command searches for words; the program without a command does, too.
fn searches(command: &clap::Command) -> bool {
    [&SEARCHES[..], &["icatlas"]].concat().contains(&command.get_name())
}

/// What a command has instead of an option of another one: the command, the option, and the words.
const INSTEAD: [(&str, &str, &str); 3] =
    [("export", "--json", "--format json"), ("pick", "--json", "--print json"), ("pick", "--quote", "--print quote")];

/// A state of gaps that `list` has an option for.
struct State {
    option: &'static str,
    /// The filter of a search for them.
    filter: &'static str,
    /// What they are called.
    gaps: &'static str,
}

const STATES: [State; 3] = [
    State { option: "--unanswered", filter: "is:unanswered", gaps: "unanswered gaps" },
    State { option: "--partly-answered", filter: "is:partly-answered", gaps: "partly answered gaps" },
    State { option: "--answered", filter: "is:answered", gaps: "answered gaps" },
];

/// The commands with a search, whose filters stand for the options of [`STATES`].
const SEARCHES: [&str; 3] = ["find", "export", "pick"];

/// What a command has instead of an option of another one.
fn instead(command: &str, option: &str) -> Option<&'static str> {
    let words =
        INSTEAD.iter().find(|(other, wrong, _)| *other == command && *wrong == option).map(|(.., words)| *words);
    let state = STATES.iter().find(|state| state.option == option && SEARCHES.contains(&command));
    words.or(state.map(|state| state.filter))
}

/// Whether there is no other error once these words stand for an option.
fn mends(typed: &[OsString], option: &str, words: &str) -> bool {
    let mended = typed.iter().flat_map(|word| match word.to_str() {
        Some(word) if word == option => words.split(' ').map(OsString::from).collect(),
        Some(_) | None => vec![word.clone()],
    });
    Arguments::try_parse_from(mended).is_ok()
}

/// Of an option that only other commands have: what this command has instead, or else which commands those are.
fn of_another_command(error: &Error, typed: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return None };
    let parser = parser();
    let instead = named(&parser, typed).and_then(|command| instead(command.get_name(), wrong));
    if let Some(words) = instead.filter(|words| mends(typed, wrong, words)) {
        return Some(format!("write '{words}' instead of '{wrong}'"));
    }
    let is_it = |argument: &clap::Arg| {
        let long = argument.get_long().is_some_and(|long| wrong.strip_prefix("--") == Some(long));
        long || argument.get_short().is_some_and(|short| *wrong == format!("-{short}"))
    };
    let have = parser.get_subcommands().filter(|command| command.get_arguments().any(is_it));
    let have: Vec<&str> = have.map(clap::Command::get_name).collect();
    let (last, others) = have.split_last()?;
    let others = if others.is_empty() { String::new() } else { format!("{} and ", others.join(", ")) };
    Some(format!("'{wrong}' is an option of {others}{last}"))
}

/// A typed word with the wrong option or value in it replaced: `--dta=x`, `--format=mdd`.
fn exchanged(word: &OsString, wrong: &str, meant: &str) -> OsString {
    let Some(typed) = word.to_str() else { return word.clone() };
    let after = typed.strip_prefix(wrong).filter(|after| after.is_empty() || after.starts_with('='));
    let before = typed.strip_suffix(wrong).filter(|before| before.ends_with('='));
    match (after, before) {
        (Some(after), _) => format!("{meant}{after}").into(),
        (None, Some(before)) => format!("{before}{meant}").into(),
        (None, None) => word.clone(),
    }
}

/// The command that a misspelt one means, if its options are right.
fn command_meant(typed: &[OsString]) -> Option<String> {
    let (at, name) = typed.iter().enumerate().skip(1).find_map(|(at, word)| {
        let word = word.to_str().filter(|word| !word.starts_with('-'))?;
        Some((at, nearest_command(word)?))
    })?;
    let mended = [&typed[..at], &[OsString::from(&name)], &typed[at + 1..]].concat();
    parse(&mended).is_ok().then(|| format!("did you mean `icatlas {name} …`?"))
}

/// The search for words that follow the kind of a list.
fn what_finds(error: &Error, typed: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return None };
    let (at, kind) = typed.iter().enumerate().filter(|(_, word)| *word == wrong.as_str()).find_map(|(at, _)| {
        let command = Arguments::try_parse_from(&typed[..at]).ok()?.command?;
        let Command::List(list) = command else { return None };
        Some((at, list.kind?))
    })?;
    let state = STATES.iter().find(|state| typed.iter().any(|word| word == state.option));
    let (filter, found) = match (Kind::from_beginning(&kind), state) {
        (Some(Kind::Gap), Some(state)) => (format!("kind:gap {}", state.filter), state.gaps),
        (Some(kind), _) => (format!("kind:{}", kind.prefix()), kind.plural()),
        (None, _) => (kind, "records"),
    };
    let words = typed[at..].iter().filter_map(|word| word.to_str());
    let words = words.filter(|word| STATES.iter().all(|state| state.option != *word));
    let words: Vec<&str> = filter.split(' ').chain(words).collect();
    Arguments::try_parse_from(["icatlas", "find"].iter().chain(&words)).ok()?;
    Some(format!("`icatlas find {}` finds {found} by words", abridged(&words.join(" "), LONGEST)))
}

/// How to pass a word that begins like an option as a value: to the option before it, or after `--`.
fn how_to_pass(error: &Error, typed: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return None };
    // Of a word such as `- demand` or `-women` the error names only the beginning.
    let is_beginning = !wrong.starts_with("--") && wrong.chars().count() == 2;
    let is_it = |typed: &OsString| {
        typed == wrong.as_str() || is_beginning && typed.to_string_lossy().starts_with(wrong.as_str())
    };
    let at = typed.iter().take_while(|typed| *typed != "--").position(is_it).filter(|at| *at > 0)?;
    let word = typed[at].to_str()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_without_the_parser_is_what_it_reads() {
        let read = |typed: &[&str]| {
            let typed: Vec<OsString> = [&["icatlas"], typed].concat().into_iter().map(OsString::from).collect();
            let parsed = Arguments::try_parse_from(&typed).unwrap();
            (without_options(&typed).map(|read| format!("{read:?}")), format!("{parsed:?}"))
        };
        for typed in [&[][..], &["pick"], &["pick", "demand"], &["pick", "un women", "find", "!gap", ""]] {
            let (read, parsed) = read(typed);
            assert_eq!(read.as_ref(), Some(&parsed), "{typed:?}");
        }
        for typed in
            [&["pick", "--first", "demand"][..], &["demand", "--", "pick"], &["pick", "--", "-x"], &["find", "x"]]
        {
            assert_eq!(read(typed).0, None, "{typed:?}");
        }
    }
}
