//! What each command, option, operand and variable does in restricted mode.

/// The effect of a command or an option in restricted mode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Reads the data, writes to standard output.
    Prints,
    /// The person may choose the data with `--restricted`, but not if the environment restricts them: then it is refused with
    /// these words.
    ChoosesData(&'static str),
    /// Would write a file, or read one other than the data. Refused with these words.
    Refused(&'static str),
    /// Prints nothing at all: the answer would tell what is there.
    Silent,
    /// Opens the dashboard.
    Dashboard,
    /// Opens the search in which records are picked.
    Picks,
}
pub(super) use Class::{ChoosesData, Dashboard, Picks, Prints, Refused, Silent};

/// Stands for each possible value of an option in turn, from the parser's list.
pub(super) const EACH: &str = "{each}";

/// Data with a gap that is answered, one that is partly answered and one that is not.
pub(super) const GAPS_OF_EACH_STATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3");

/// Stands for a folder with data.
pub(super) const DATA: &str = "{data}";

/// Each command, option and operand, its class, and a command line with it.
pub(super) const TABLE: &[(&str, Class, &[&str])] = &[
    ("WORDS", Dashboard, &["trafficking"]),
    ("--data", ChoosesData("omit --data"), &["--data", DATA, "list", "gap"]),
    ("--edition", Prints, &["--edition", "2010-deck", "list", "gap"]),
    ("--largest-file", Prints, &["--largest-file", "1", "list", "gap"]),
    ("--ascii", Prints, &["--ascii", "list", "gap"]),
    ("--no-color", Dashboard, &["--no-color"]),
    ("--color", Dashboard, &["--color", EACH]),
    ("--restricted", Dashboard, &["--restricted"]),
    ("--sources-only", Prints, &["--sources-only", "list", "gap"]),
    ("--as-of", Prints, &["--as-of", "2010-10-20", "list", "gap"]),
    ("--clipboard", Dashboard, &["--clipboard", EACH]),
    ("--help", Prints, &["--help"]),
    ("--version", Prints, &["--version"]),
    ("find", Prints, &["find", "trafficking"]),
    ("find WORDS", Prints, &["find", "trafficking"]),
    ("find -n", Prints, &["find", "-n", "3", "trafficking"]),
    ("find --json", Prints, &["find", "--json", "trafficking"]),
    ("find --color", Prints, &["find", "--color", EACH, "trafficking"]),
    ("find --explain", Prints, &["find", "--explain", "trafficking"]),
    ("find --help", Prints, &["find", "--help"]),
    ("show", Prints, &["show", "member/unodc"]),
    ("show ID", Prints, &["show", "member/unodc"]),
    ("show --json", Prints, &["show", "--json", "member/unodc"]),
    ("show --color", Prints, &["show", "--color", EACH, "member/unodc"]),
    ("show --help", Prints, &["show", "--help"]),
    ("list", Prints, &["list"]),
    ("list KIND", Prints, &["list", "gap"]),
    ("list --unanswered", Prints, &["list", "--unanswered", "gap"]),
    ("list --partly-answered", Prints, &["list", "--partly-answered", "gap"]),
    ("list --answered", Prints, &["list", "--answered", "gap"]),
    ("list --json", Prints, &["list", "--json"]),
    ("list --color", Prints, &["list", "--color", EACH, "gap"]),
    ("list --help", Prints, &["list", "--help"]),
    ("cite", Prints, &["cite", "member/unodc"]),
    ("cite ID", Prints, &["cite", "member/unodc"]),
    ("cite --format", Prints, &["cite", "--format", EACH, "member/unodc"]),
    ("cite --quote", Prints, &["cite", "--quote", "member/unodc"]),
    ("cite --json", Prints, &["cite", "--json", "member/unodc"]),
    ("cite --color", Prints, &["cite", "--color", EACH, "member/unodc"]),
    ("cite --help", Prints, &["cite", "--help"]),
    ("diff", Prints, &["diff", "--as-of", "2008", "--as-of", "2010-10-20"]),
    ("diff --exit-code", Prints, &["diff", "--exit-code", "--json", "--as-of", "2009", "--as-of", "2009"]),
    ("diff --json", Prints, &["diff", "--json", "--as-of", "2008"]),
    ("diff --color", Prints, &["diff", "--color", EACH, "--as-of", "2008"]),
    ("diff --help", Prints, &["diff", "--help"]),
    ("export", Prints, &["export"]),
    ("export QUERY", Prints, &["export", "trafficking"]),
    ("export --pins", Refused("restricted mode saves no pins: omit --pins"), &["export", "--pins"]),
    ("export --format", Prints, &["export", "--format", EACH]),
    ("export --bom", Prints, &["export", "--bom", "--format", "csv"]),
    ("export --output", Refused("restricted mode writes no files: omit -o"), &["export", "-o", "out"]),
    ("export --force", Refused("restricted mode writes no files: omit -o"), &["export", "--force", "-o", "there"]),
    ("export --help", Prints, &["export", "--help"]),
    ("pick", Picks, &["pick"]),
    ("pick WORDS", Picks, &["pick", "trafficking"]),
    ("pick --print", Picks, &["pick", "--print", EACH]),
    ("pick --first", Prints, &["pick", "--first", "large", "impunity"]),
    ("pick --help", Prints, &["pick", "--help"]),
    ("check", Prints, &["check"]),
    ("check DIR", ChoosesData("omit the folder"), &["check", DATA]),
    ("check --help", Prints, &["check", "--help"]),
    ("completions", Prints, &["completions", "bash"]),
    ("completions SHELL", Prints, &["completions", EACH]),
    ("completions WORD", Silent, &["completions", "fish", "--", "show", "member/"]),
    ("completions --help", Prints, &["completions", "--help"]),
    ("doctor", Prints, &["doctor"]),
    ("doctor --json", Prints, &["doctor", "--json"]),
    ("doctor --help", Prints, &["doctor", "--help"]),
    ("man", Prints, &["man"]),
    ("man --help", Prints, &["man", "--help"]),
    ("help", Prints, &["help"]),
];

/// Each variable of the environment that the program reads, and values of it. No terminal called dumb shows a dashboard.
pub(super) const VARIABLES: &[(&str, &[&str])] = &[
    ("ICATLAS_DATA", &["", DATA]),
    ("ICATLAS_CLIPBOARD", &["", "off", "raw"]),
    ("ICATLAS_ESCAPE_MS", &["", "100"]),
    ("NO_COLOR", &["1"]),
    ("TERM", &["tmux-256color", "dumb", ""]),
    ("TMUX", &["/nowhere"]),
    ("LC_ALL", &["C", "fr_FR.UTF-8"]),
    ("LC_CTYPE", &["C"]),
    ("LANG", &["C"]),
    ("XDG_STATE_HOME", &["", "relative", "/nowhere"]),
    ("HOME", &["", "relative", "/nowhere"]),
];
