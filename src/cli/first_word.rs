//! What the first of the words after `icatlas` may mean instead of words to search for: a misspelt command, or a kind.

use clap::CommandFactory;

use super::Arguments;
use crate::atlas::Kind;
use crate::search::is_common;

/// Most typing errors in a misspelt command; a swap of neighbours is one.
const EDITS: usize = 1;

/// The same in a command of at least [`LONG`] letters.
const EDITS_IF_LONG: usize = 2;

/// Fewest letters of a long command.
const LONG: usize = 6;

/// Longest word compared, in bytes. No command is near to a longer one.
const LONGEST_WORD: usize = 16;

/// The words of a command line without a command.
#[derive(Debug)]
pub(super) struct Words {
    /// The words with a space between them; empty without any.
    pub text: String,
    /// Whether the first of them, too, comes after `--`, and so means nothing else.
    pub are_all_words: bool,
}

impl Words {
    /// Reads the first word as [`FirstWord::of`] does, unless it comes after `--`.
    pub(super) fn first(&self, is_known: impl Fn(&str) -> bool) -> FirstWord {
        if self.are_all_words { FirstWord::Words } else { FirstWord::of(&self.text, is_known) }
    }
}

/// What the words mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FirstWord {
    /// Words to search for.
    Words,
    /// A misspelt command and its words.
    Command {
        /// The command that is meant.
        name: String,
        /// The words after it.
        rest: String,
    },
    /// The name of a kind, alone or before other words.
    Kind {
        /// The kind.
        kind: Kind,
        /// Whether it is the only word.
        alone: bool,
    },
}

impl FirstWord {
    /// Reads the words. A known word (see [`Searcher::knows`]) is no misspelt command, unless only its case is wrong, and no
    /// beginning of a kind's name.
    ///
    /// [`Searcher::knows`]: crate::search::Searcher::knows
    fn of(words: &str, is_known: impl Fn(&str) -> bool) -> Self {
        let (first, rest) = words.trim().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
        if let Some(kind) = Kind::from_name(first) {
            return Self::Kind { kind, alone: rest.is_empty() };
        }
        let is_meant =
            |name: &String| first.eq_ignore_ascii_case(name) || !is_ordinary(first, name) && !is_known(first);
        if let Some(name) = nearest_command(first).filter(is_meant) {
            return Self::Command { name, rest: rest.trim().to_owned() };
        }
        let is_ordinary = |first: &str| is_common(&first.to_lowercase()) || is_known(first);
        match Kind::from_beginning(first).filter(|_| !is_ordinary(first)) {
            Some(kind) => Self::Kind { kind, alone: rest.is_empty() },
            None => Self::Words,
        }
    }

    /// What to say of it.
    pub(super) fn notice(&self) -> Option<String> {
        match self {
            Self::Words => None,
            Self::Command { name, .. } => Some(format!("`icatlas {name} …` is the command")),
            Self::Kind { kind, alone: true } => Some(format!("`icatlas list {}` lists them", kind.prefix())),
            Self::Kind { kind, alone: false } => {
                Some(format!("`icatlas find kind:{} …` finds {} alone", kind.prefix(), kind.plural()))
            }
        }
    }
}

/// Whether a word near a command is an ordinary one, such as *expert*, and rather meant as that. *SHOW*, *lists* and *fin* are
/// rather the command, and so is *lits*, which has its letters, though French has the word.
fn is_ordinary(word: &str, command: &str) -> bool {
    let word = word.to_lowercase();
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_of_command = word.strip_suffix('s').unwrap_or(&word) == command || command.starts_with(&word);
    is_common(&word) && !is_of_command && letters(&word) != letters(command)
}

/// The command that a word misspells. A command's name itself misspells none: it comes after `--`.
pub(super) fn nearest_command(word: &str) -> Option<String> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let parser = Arguments::command();
    let names = parser.get_subcommands().map(clap::Command::get_name).chain(["help"]);
    let folded = word.to_lowercase();
    let near = names.map(|name| (strsim::osa_distance(&folded, name), name));
    let most = |name: &str| if name.len() < LONG { EDITS } else { EDITS_IF_LONG };
    let (_, name) = near.filter(|(distance, name)| *distance <= most(name)).min()?;
    (name != word).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    fn read(words: &str) -> Option<String> {
        FirstWord::of(words, |word| Searcher::new(Atlas::frozen()).knows(word)).notice()
    }

    #[test]
    fn a_word_that_is_nearly_a_command_is_read_as_that() {
        for (typed, name) in [
            ("fnid demand", "find"),
            ("FIDN", "find"),
            ("SHOW unodc", "show"),
            ("lists", "list"),
            ("finds demand", "find"),
            ("shwo member/unodc", "show"),
            ("lsit", "list"),
            ("lits gap", "list"),
            ("fin demand", "find"),
            ("pic", "pick"),
            ("ciet unodc", "cite"),
            ("exprot", "export"),
            ("expotr --", "export"),
            ("chekc", "check"),
            ("hlep", "help"),
        ] {
            assert_eq!(read(typed), Some(format!("`icatlas {name} …` is the command")), "{typed}");
        }
        let read = FirstWord::of(" fnid  forced labour ", |_| false);
        assert_eq!(read, FirstWord::Command { name: "find".to_owned(), rest: "forced labour".to_owned() });
    }

    #[test]
    fn words_of_the_data_and_ordinary_ones_are_words() {
        for words in
            ["fund", "men", "demand", "fund education", "expert witnesses", "site", "fine", "", "find", "cite it"]
        {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn a_kind_as_the_first_word_is_a_kind() {
        assert_eq!(read("gaps").unwrap(), "`icatlas list gap` lists them");
        assert_eq!(read("Recommendations").unwrap(), "`icatlas list rec` lists them");
        assert_eq!(read("gaps prevention").unwrap(), "`icatlas find kind:gap …` finds gaps alone");
        assert_eq!(read("prevention gaps"), None);
        for (beginning, kind) in
            [("instr", "instrument"), ("func", "function"), ("Membs", "member"), ("doc", "document")]
        {
            assert_eq!(read(beginning), Some(format!("`icatlas list {kind}` lists them")));
        }
        for known in ["in", "me", "eve", "public opinion"] {
            assert_eq!(read(known), None, "{known}");
        }
    }
}
