//! The manual pages, made from the parser's definitions, the query syntax, the keymap, the README's variables and `docs/data.md`.

use clap::{Arg, ArgAction, Command, CommandFactory};
use icatlas::app::keys::Keymap;
use icatlas::app::screens::help::SYNTAX;
use icatlas::cli::Arguments;

#[path = "roff.rs"]
mod roff;

use roff::{Page, bold, italic, prose};

const README: &str = include_str!("../../README.md");
const DATA: &str = include_str!("../../docs/data.md");
const CHANGES: &str = include_str!("../../CHANGELOG.md");
const EDITION: &str = include_str!("../../data/edition.ron");

/// The page of the program.
pub fn icatlas() -> String {
    let mut parser = Arguments::command();
    parser.build();
    let about = parser.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = Page::titled("icatlas", 1, day(), about.trim_end_matches('.'));
    page.heading("SYNOPSIS");
    page.text(&format!("{} [{}] [{}]", bold("icatlas"), italic("OPTIONS"), italic("WORDS")));
    page.0 += ".br\n";
    page.text(&format!("{} {} [{}]", bold("icatlas"), italic("COMMAND"), italic("ARGUMENTS")));
    page.heading("DESCRIPTION");
    let what = README.split("\n\n").nth(1).unwrap();
    page.text(&prose(what));
    let long = parser.get_long_about().map(ToString::to_string).unwrap_or_default();
    for part in long.split("\n\n").skip(1) {
        page.paragraph(&prose(part));
    }
    page.heading("OPTIONS");
    page.text(&prose(
        "These stand before or after a command, except for `--color` and `--clipboard`, which stand before it.",
    ));
    parser.get_arguments().for_each(|argument| entry(&mut page, argument));
    page.heading("COMMANDS");
    for command in parser.get_subcommands().filter(|command| command.get_name() != "help") {
        subcommand(&mut page, command);
    }
    page.heading("QUERIES");
    page.text(&prose("What can be typed in a search of the dashboard and after `icatlas find`. In a shell put a query with signs between quotation marks."));
    for (typed, finds) in SYNTAX {
        page.entry(&bold(typed), &prose(finds));
    }
    page.heading("KEYS");
    let rows = keys();
    let [help, help_in_search] = ["this page", "what can be typed; keys"]
        .map(|does| rows.iter().find(|row| row[2] == does).map(|row| row[0].clone()).unwrap());
    page.text(&prose(&format!(
        "The keys of the dashboard, each with where it works. {help}, or {help_in_search} where text is typed, opens the help of the dashboard."
    )));
    for [keys, place, mut does] in rows {
        // The page is that of the dashboard, not this one.
        if does == "this page" {
            does = "the help".into();
        }
        page.entry(&prose(&keys), &format!("{} ({})", prose(&does), prose(&place)));
    }
    page.heading("ENVIRONMENT");
    let (_, variables) = README.split_once("| variable | effect |\n| --- | --- |\n").unwrap();
    for row in variables.lines().take_while(|row| row.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        page.entry(&prose(cells[0]), &prose(&sentence(&capital(&without_links(cells[1]).replace("docs/", "")))));
    }
    page.heading("FILES");
    page.entry(
        &prose("`$XDG_STATE_HOME/icatlas/`, `~/.local/state/icatlas/`"),
        "Pins, notes, recent queries and the record read last, readable by you alone.",
    );
    page.entry(
        &prose("`/usr/share/doc/icatlas/`"),
        &prose("What the packages add: `ssh.md` on accounts that may run nothing else, `recipes.md` on `icatlas pick` in other programs, and in `examples/data/` the data files, to copy and edit."),
    );
    page.heading("EXIT STATUS");
    let after = parser.get_after_help().map(ToString::to_string).unwrap_or_default();
    let codes = after.split_once("Exit codes: ").unwrap().1.split_once(".\n").unwrap().0.replace('\n', " ");
    for code in codes.split(", ").fold(Vec::<String>::new(), by_number) {
        let (number, means) = code.split_once(' ').unwrap();
        page.entry(&bold(number), &prose(&sentence(&capital(means))));
    }
    page.heading("SEE ALSO");
    page.text("\\fBicatlas\\-data\\fR(5)");
    page.0
}

/// The day of the pages: that of the last release or, before the first, that of the edition.
fn day() -> &'static str {
    let is_day = |text: &str| text.len() == 10 && text.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    let released = CHANGES.lines().filter_map(|line| line.strip_prefix("## ")?.split_whitespace().last());
    let of_edition = EDITION.split('"').filter(|text| is_day(text));
    released.filter(|text| is_day(text)).chain(of_edition).next().unwrap()
}

/// The keys of the dashboard, where each works, and what it does.
fn keys() -> Vec<[String; 3]> {
    let table = Keymap::default().markdown();
    let rows = table.lines().skip(2).filter_map(|row| {
        // A bar is a key, too.
        let row = row.replace("\\|", "\u{1}");
        let cells: Vec<String> = row.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect();
        let [_, keys, place, does, _] = <[String; 5]>::try_from(cells).ok()?;
        Some([keys, place, does])
    });
    rows.collect()
}

/// The page of the data files.
pub fn data() -> String {
    let mut page = Page::titled("icatlas-data", 5, day(), "the data files of icatlas");
    page.heading("DESCRIPTION");
    page.markdown(DATA);
    page.heading("SEE ALSO");
    page.text("\\fBicatlas\\fR(1)");
    page.0
}

fn subcommand(page: &mut Page, command: &Command) {
    let mut usage = format!("icatlas {}", command.get_name());
    let own = || command.get_arguments().filter(|argument| !argument.is_global_set() && argument.get_id() != "help");
    for operand in own().filter(|argument| argument.is_positional()) {
        let name = value_name(operand);
        let more = if matches!(operand.get_action(), ArgAction::Append) { "..." } else { "" };
        let before = if operand.is_last_set() { "-- " } else { "" };
        usage += &if operand.is_required_set() { format!(" {name}{more}") } else { format!(" [{before}{name}{more}]") };
    }
    page.subheading(&roff::code(&usage));
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    page.text(&prose(&sentence(&about)));
    own().for_each(|argument| entry(page, argument));
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    for part in after.split("\n\n") {
        match part.split_once('\n').filter(|(first, _)| first.starts_with("Example")) {
            Some((first, lines)) => {
                page.paragraph(first);
                page.lines(lines.lines().map(str::trim_start));
            }
            None => page.paragraph(&prose(part)),
        }
    }
}

/// Joins the parts of a list whose items begin with a number, where an item has a comma in it.
fn by_number(mut items: Vec<String>, part: &str) -> Vec<String> {
    match items.last_mut().filter(|_| !part.starts_with(|letter: char| letter.is_ascii_digit())) {
        Some(item) => *item += &format!(", {part}"),
        None => items.push(part.to_owned()),
    }
    items
}

fn value_name(argument: &Arg) -> String {
    argument.get_value_names().and_then(|names| Some(names.first()?.to_string())).unwrap_or_default()
}

/// An option or operand, what it does, and its values.
fn entry(page: &mut Page, argument: &Arg) {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).map(|name| bold(&name)).collect();
    let takes_value = argument.get_action().takes_values() && argument.get_num_args().is_none_or(|n| n.takes_values());
    let value = if takes_value { italic(&value_name(argument)) } else { String::new() };
    let term = [names.join(", "), value].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let help = match argument.get_long_help().or(argument.get_help()) {
        // clap's own text names the form that it stands beside in `--help`, and this page has both.
        _ if argument.get_id() == "help" => "Print the help; `-h` prints a summary of it.".to_owned(),
        help => help.map(ToString::to_string).unwrap_or_default(),
    };
    page.entry(&term, &prose(&sentence(&help)));
    for value in argument.get_possible_values().iter().filter(|value| takes_value && !value.is_hide_set()) {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        page.0 += ".RS\n";
        page.entry(&bold(value.get_name()), &prose(&sentence(&help)));
        page.0 += ".RE\n";
    }
}

/// Markdown with the texts of links alone.
fn without_links(markdown: &str) -> String {
    let mut parts = markdown.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').map_or(part, |(_, rest)| rest)).replace('[', "")
}

/// A text with a capital at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The help with the full stop that clap takes from its end.
fn sentence(help: &str) -> String {
    if help.is_empty() || help.ends_with(['.', ')', ']']) { help.to_owned() } else { format!("{help}.") }
}
