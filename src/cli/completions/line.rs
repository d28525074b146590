//! Command lines of bash: splits one into words as bash would, expanding nothing, and quotes a candidate for it.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

/// What bash has around the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// A command line up to the cursor.
#[derive(Debug)]
pub(super) struct Line {
    /// The words after the program, the one at the cursor last.
    pub words: Vec<OsString>,
    /// The quotation marks that are open at the cursor.
    pub quotes: Quotes,
    /// The length of what stands before the end of the word that bash replaces, in bytes of the last word: bash breaks words at
    /// signs such as the colon.
    pub kept: usize,
}

impl Line {
    /// Reads a line of which bash replaces the last `replaced` bytes.
    pub(super) fn read(line: &[u8], replaced: usize) -> Self {
        let (mut words, mut word, mut quotes) = (Vec::new(), None::<Vec<u8>>, Quotes::None);
        let mut kept = 0;
        let mut bytes = line.iter().copied().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            if at + replaced == line.len() {
                kept = word.as_ref().map_or(0, Vec::len);
            }
            let next = bytes.peek().map(|(_, next)| *next);
            let escaped = match (quotes, next) {
                (Quotes::None, next) => next,
                (Quotes::Double, next) => next.filter(|next| b"\"\\$`\n".contains(next)),
                (Quotes::Single, _) => None,
            };
            match (quotes, byte) {
                (Quotes::None | Quotes::Double, b'\\') if escaped.is_some() => {
                    word.get_or_insert_default().extend(escaped);
                    bytes.next();
                }
                (Quotes::None, b'\'') => {
                    quotes = Quotes::Single;
                    word.get_or_insert_default();
                }
                (Quotes::None, b'"') => {
                    quotes = Quotes::Double;
                    word.get_or_insert_default();
                }
                (Quotes::Single, b'\'') | (Quotes::Double, b'"') => quotes = Quotes::None,
                (Quotes::None, b' ' | b'\t' | b'\n') => words.extend(word.take()),
                (_, byte) => word.get_or_insert_default().push(byte),
            }
        }
        if replaced == 0 {
            kept = word.as_ref().map_or(0, Vec::len);
        }
        words.push(word.unwrap_or_default());
        let words = words.into_iter().skip(1).map(OsString::from_vec).collect();
        Self { words, quotes, kept }
    }
}

impl Quotes {
    /// A candidate as it is typed between these marks; `None` if it cannot be.
    pub(super) fn quoted(self, candidate: &str) -> Option<String> {
        let is_plain = |letter: char| letter.is_alphanumeric() || "/:.,_-+@%".contains(letter);
        let escaped = |is_special: &dyn Fn(char) -> bool| {
            candidate
                .chars()
                .flat_map(|letter| is_special(letter).then_some('\\').into_iter().chain([letter]))
                .collect()
        };
        match self {
            Self::None => Some(escaped(&|letter| !is_plain(letter))),
            // An exclamation mark between double quotes recalls a line, and keeps its backslash.
            Self::Double => (!candidate.contains('!')).then(|| escaped(&|letter| "\"\\$`".contains(letter))),
            Self::Single => (!candidate.contains('\'')).then(|| candidate.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        let words = Line::read(line.as_bytes(), 0).words;
        words.into_iter().map(|word| word.into_string().unwrap()).collect()
    }

    #[test]
    fn a_line_is_split_as_bash_splits_it() {
        assert_eq!(words("icatlas show "), ["show", ""]);
        assert_eq!(words("icatlas  sh"), ["sh"]);
        assert_eq!(
            words("icatlas --data \"a b\" show it\\'s 'x \"y' '' \"\\$1\\x\""),
            ["--data", "a b", "show", "it's", "x \"y", "", "$1\\x"]
        );
        assert_eq!(words("icatlas find \"large imp"), ["find", "large imp"]);
        assert_eq!(words("icatlas $(x"), ["$(x"], "nothing is expanded");
    }

    #[test]
    fn what_bash_does_not_replace_is_known() {
        let kept = |line: &str, replaced| Line::read(line.as_bytes(), replaced).kept;
        assert_eq!(kept("icatlas find kind:g", 1), 5);
        assert_eq!(kept("icatlas find kind:", 0), 5);
        assert_eq!(kept("icatlas find ki", 2), 0);
        assert_eq!(kept("icatlas find \"large i", 7), 0);
    }

    #[test]
    fn candidates_are_quoted_so_that_bash_evaluates_nothing() {
        assert_eq!(Quotes::None.quoted("A/RES/61/180").as_deref(), Some("A/RES/61/180"));
        assert_eq!(Quotes::None.quoted("$(x) 'y").as_deref(), Some("\\$\\(x\\)\\ \\'y"));
        assert_eq!(Quotes::Double.quoted("$(x) `y\" z'").as_deref(), Some("\\$(x) \\`y\\\" z'"));
        assert_eq!(Quotes::Double.quoted("x!y"), None);
        assert_eq!(Quotes::Single.quoted("it's"), None);
        assert_eq!(Quotes::Single.quoted("$(x)").as_deref(), Some("$(x)"));
    }
}
