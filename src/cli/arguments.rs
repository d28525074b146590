//! The arguments of the command line.

mod gap_states;
mod values;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::atlas::{Date, DateError, Filter, LARGEST_FILE};
use crate::storage::Disk;
pub(super) use gap_states::GapStates;
pub(super) use values::{ClipboardMode, ColorMode, Form, FormatName, Shell, StyleName};

/// What `--version` says after the name: the version, and the edition of the built-in data with its day.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), ", data ", env!("ICATLAS_EDITION"));

/// Longest data file read by default, in MiB.
const DEFAULT_LARGEST_FILE: u64 = LARGEST_FILE >> 20;

/// A terminal atlas of ICAT, the Inter-Agency Coordination Group against Trafficking in Persons.
///
/// Without a command it opens the dashboard; with words, the dashboard and the search for them. Without words it takes the keys
/// from the terminal even if standard input is something else.
#[derive(Debug, Default, Parser)]
#[command(name = "icatlas", version = VERSION, after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Words to search for in the dashboard (`icatlas -- check` searches for a word that is also a command).
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,
    /// Whether the first word, too, comes after `--`; [`super::usage::parse`] sets it.
    #[arg(skip)]
    pub(super) are_all_words: bool,
}

impl Arguments {
    /// Whether the arguments are words to search for.
    pub(super) fn are_a_search(&self) -> bool {
        match &self.command {
            None => !self.words.is_empty(),
            Some(command) => matches!(command, Command::Find(_) | Command::Pick(_) | Command::Export(_)),
        }
    }

    /// The words of a search; none for the other commands.
    pub(super) fn words_to_search_for(&mut self) -> &mut [String] {
        match &mut self.command {
            None => &mut self.words,
            Some(Command::Find(find)) => &mut find.words,
            Some(Command::Pick(pick)) => &mut pick.words,
            Some(Command::Export(export)) => &mut export.query,
            Some(_) => &mut [],
        }
    }

    /// Whether the command can take a word that begins with a hyphen as a value. No id and no kind begins so.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        match &self.command {
            None | Some(Command::Find(_) | Command::Export(_) | Command::Pick(_)) => true,
            Some(
                Command::Show(_)
                | Command::List(_)
                | Command::Cite(_)
                | Command::Diff(_)
                | Command::Completions(_)
                | Command::Doctor(_)
                | Command::Man(_),
            ) => false,
            Some(Command::Check(_)) => Path::new(word).exists(),
        }
    }
}

/// Reads a whole number from 1 to `MOST`.
fn number<const MOST: u64>(typed: &str) -> Result<u64, String> {
    let number = typed.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| format!("write a whole number from 1 to {MOST}"))
}

/// Reads a day, a month or a year.
fn day(typed: &str) -> Result<Date, String> {
    let date = Date::try_from(typed);
    date.map_err(|error| match error {
        DateError::Format => "write it as 2010-10-20, 2010-10 or 2010".to_owned(),
        DateError::Impossible => "there is no such day: write one as 2010-10-20, 2010-10 or 2010".to_owned(),
    })
}

const AFTER_HELP: &str = "\
Exit codes: 0 done, 1 nothing found, or differences of diff --exit-code, 2 wrong usage, 3 bad data,
4 could not read or write, or not enough memory.
In the dashboard `?` shows the keys.";

/// Where the help of a command shows the options of every command: after its own.
const AFTER_OWN_OPTIONS: usize = 100;

/// Options of every command. None has a default value of clap's, which clap would copy from command to command: a tenth of
/// all that `find` does.
#[derive(Debug, Default, Args)]
#[command(next_display_order = AFTER_OWN_OPTIONS)]
pub(super) struct Global {
    /// Read the data files in this folder instead of the built-in data. The default is `ICATLAS_DATA`, if set.
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// Use this edition of the built-in data, such as 2010-deck, instead of the default one that `--version` names.
    #[arg(long, value_name = "NAME", global = true)]
    pub edition: Option<String>,
    #[arg(long, value_name = "MIB", global = true, allow_negative_numbers = true, value_parser = number::<{ 1 << 20 }>,
        help = format!("Accept data files of up to this many MiB [default: {DEFAULT_LARGEST_FILE}]"))]
    largest_file: Option<u64>,
    /// Print and write ASCII only. The default if the locale is set and is not UTF-8.
    #[arg(long, global = true, num_args = 0, default_missing_value = "true")]
    ascii: Option<bool>,
    /// Use no colours on the screen; for find, show, list, cite and diff the same as `--color never`, unless they have a `--color` of
    /// their own.
    #[arg(long, global = true, num_args = 0, default_missing_value = "true")]
    no_color: Option<bool>,
    /// When to use colours on the screen. Before find, show, list, cite and diff the same as their own `--color`.
    #[arg(long, value_enum, ignore_case = true, value_name = "WHEN")]
    pub color: Option<ColorMode>,
    /// Write no files, do not suspend, read nothing but the data. `ICATLAS_RESTRICTED=1` does the same and takes the data
    /// from `ICATLAS_DATA` or, with `--edition`, from the program.
    #[arg(long, global = true, num_args = 0, default_missing_value = "true")]
    pub restricted: Option<bool>,
    /// Leave out editorial texts: the rest may be quoted as the sources' own.
    #[arg(long, global = true, num_args = 0, default_missing_value = "true")]
    sources_only: Option<bool>,
    /// Answer as of this day, such as 2010-10-20, 2010-10 or 2010: leave out what began later, and mark what had ended.
    /// `diff` takes two of them.
    #[arg(long = "as-of", value_name = "DAY", global = true, value_parser = day)]
    pub days: Vec<Date>,
    /// How the dashboard copies. The default is `ICATLAS_CLIPBOARD`, if set, else auto.
    #[arg(long, value_enum, ignore_case = true, value_name = "MODE")]
    pub clipboard: Option<ClipboardMode>,
}

impl Global {
    pub(super) fn ascii(&self) -> bool {
        self.ascii.unwrap_or_default()
    }

    fn no_color(&self) -> bool {
        self.no_color.unwrap_or_default()
    }

    /// When to use colours. `--color` has the last word.
    pub(super) fn color_mode(&self) -> ColorMode {
        self.color.unwrap_or(if self.no_color() { ColorMode::Never } else { ColorMode::Auto })
    }

    pub(super) fn restricted(&self) -> bool {
        self.restricted.unwrap_or_default()
    }

    pub(super) fn sources_only(&self) -> bool {
        self.sources_only.unwrap_or_default()
    }

    /// The day of a command that takes one.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.days.first().copied()
    }

    /// What part of the data is shown.
    pub(super) fn filter(&self) -> Filter {
        Filter { sources_only: self.sources_only(), as_of: self.as_of() }
    }

    /// Longest data file, in MiB.
    pub(super) fn largest_file(&self) -> u64 {
        self.largest_file.unwrap_or(DEFAULT_LARGEST_FILE)
    }

    /// Permission to write files; `None` in restricted mode.
    pub(super) fn disk(&self) -> Option<Disk> {
        Disk::unless(self.restricted())
    }
}

/// Colours of standard output.
#[derive(Debug, Args)]
pub(super) struct Coloring {
    /// Mark matches and ids with colours and bold type. By default on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_enum, ignore_case = true, value_name = "WHEN")]
    pub color: Option<ColorMode>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find records by words and print one line for each, best first.
    Find(Find),
    /// Show records in full, by id, the beginning of an id, acronym, symbol or name.
    Show(Show),
    /// List the records of a kind, or the kinds.
    List(List),
    /// Print citations of records, or their words with the citation.
    Cite(Cite),
    /// Print what changed between two days: what began, what had ended, and new links, names and facts.
    Diff(Diff),
    /// Write records as JSON, Markdown or CSV: all, those that a query finds, those named by id, or the pins.
    Export(Export),
    /// Pick records in a search on the terminal and print them, for the program that reads standard output.
    Pick(Pick),
    /// Check data files and report all problems.
    Check(Check),
    /// Print the script with which a shell completes command lines of icatlas.
    Completions(Completions),
    /// Print the manual page, for `man -l`.
    Man(Man),
    /// Print what icatlas knows of the terminal, the data and the saved state, to read or to attach to a report.
    Doctor(Doctor),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  icatlas find demand\n  icatlas find victims kind:gap\n\nThe words of the field are groups in \
                        vocabulary.ron in the data folder: terms in three languages with what they lead to, and how closely (Same \
                        or Near). To extend it, add a group and run icatlas check on the folder."
)]
pub(super) struct Find {
    /// What to look for: words, -word to exclude one, and filters, such as kind:gap, is:unanswered, took-part:tokyo or after:2007.
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Print at most this many.
    #[arg(short = 'n', value_name = "N", allow_negative_numbers = true, value_parser = number::<{ u32::MAX as u64 }>)]
    pub number: Option<u64>,
    /// Print the records as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub coloring: Coloring,
    /// Explain the rank of each record.
    #[arg(long, conflicts_with = "json")]
    pub explain: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  icatlas show unodc\n  icatlas show A/RES/61/180 gap/prevention")]
pub(super) struct Show {
    /// Ids such as member/unodc, beginnings of ids such as gap/prevention, acronyms, symbols of documents, or names.
    #[arg(required = true, value_name = "ID")]
    pub names: Vec<String>,
    /// Print the records as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub coloring: Coloring,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  icatlas list\n  icatlas list --partly-answered")]
pub(super) struct List {
    /// A kind of record: member, body, gap, rec, clause, function, article, event, publication, instrument, contact, document, or
    /// two letters or more of its beginning. Without one, the kinds are listed with the numbers of their records.
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
    #[command(flatten)]
    pub gaps: GapStates,
    /// Print the records, or the kinds with their numbers, as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub coloring: Coloring,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  icatlas cite 61/180\n  icatlas cite --quote gap/prosecution/1")]
pub(super) struct Cite {
    /// Ids such as member/unodc, beginnings of ids such as gap/prevention, acronyms, symbols of documents, or names.
    #[arg(required = true, value_name = "ID")]
    pub names: Vec<String>,
    /// The style of the citation.
    #[arg(long, value_enum, ignore_case = true, default_value_t = StyleName::Plain)]
    pub format: StyleName,
    /// Print the words of the records with their source, ready for an e-mail.
    #[arg(long, conflicts_with = "format")]
    pub quote: bool,
    /// Print one object for each citation, with its parts, as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub coloring: Coloring,
}

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP_OF_DIFF)]
pub(super) struct Diff {
    /// Exit with 1 if there are differences, and with 0 if there are none.
    #[arg(long)]
    pub exit_code: bool,
    /// Print the changes as JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub coloring: Coloring,
}

const AFTER_HELP_OF_DIFF: &str = "\
Give the days by --as-of, the earlier one first; a month or a year counts as its last day. Without a \
second one, the later day is that of the edition. Each line says since or until when, and gives the \
source. Of a new record only the links are listed: its names and facts are on its page.

Examples:
  icatlas diff --as-of 2010 --as-of 2024
  icatlas diff --as-of 2018 --json";

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  icatlas export --format md unodc ilo\n  icatlas export --format csv kind:rec demand"
)]
pub(super) struct Export {
    /// Ids or names as for `show`; if any word is none, or has a sign of a query (`-word`), a query as for `find`; without either, all
    /// records.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Write the pins, with their notes.
    #[arg(long, conflicts_with = "query")]
    pub pins: bool,
    /// The format to write.
    #[arg(long, value_enum, ignore_case = true, default_value_t = FormatName::Json)]
    pub format: FormatName,
    /// Start CSV with a byte order mark, so that Excel reads it as UTF-8.
    #[arg(long)]
    pub bom: bool,
    /// Write to this file, device, FIFO or `/dev/fd/N`; `-` is standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace an existing file; the new one keeps its permissions.
    #[arg(long, requires = "output")]
    pub force: bool,
}

#[derive(Debug, Default, Args)]
#[command(after_help = AFTER_HELP_OF_PICK)]
pub(super) struct Pick {
    /// The words that the search begins with.
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// What to print of each record.
    #[arg(long, value_enum, ignore_case = true, value_name = "FORM", default_value_t)]
    pub print: Form,
    /// If exactly one record has all the words as typed, print it without opening the search. A kind, a pillar, a date, a label
    /// such as phone and a filter count for the records that they name; other forms, synonyms and corrections do not count.
    #[arg(long)]
    pub first: bool,
}

const AFTER_HELP_OF_PICK: &str = "\
Enter prints the selected record or all marked ones, in the order of marking; Alt-m marks. Esc and \
Ctrl-c print nothing and end with exit code 1. The search takes place on the terminal itself, \
whatever standard input and output are. It reads no pins and saves nothing.

Example:
  icatlas pick --first --print id large impunity";

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  icatlas check")]
pub(super) struct Check {
    /// The folder to check; the default is that of --data, else the built-in data.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = AFTER_HELP_OF_COMPLETIONS
)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum, ignore_case = true, value_name = "SHELL")]
    pub shell: Shell,
    /// For the script: the words of a command line, the one to complete last. Prints what can stand there; nothing in restricted mode.
    #[arg(value_name = "WORD", last = true)]
    pub words: Vec<OsString>,
}

#[derive(Debug, Args)]
#[command(after_help = "`icatlas man | man -l -` shows it.\n\nExample:\n  icatlas man")]
pub(super) struct Man {}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  icatlas doctor\n  icatlas doctor --json")]
pub(super) struct Doctor {
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

const AFTER_HELP_OF_COMPLETIONS: &str = "\
Tab works after `source <(icatlas completions bash)` in ~/.bashrc, `source <(icatlas completions zsh)` \
after `compinit` in ~/.zshrc, or `icatlas completions fish | source` in fish's configuration. The \
Debian package and the rpm have all three in their places.

Example:
  icatlas completions bash";
