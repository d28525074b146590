//! Parses a token of the query into patterns for the words of records.

use super::fold::{self, Shape, folded};

/// A condition on a word of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    /// This word, with the fuzzy fallback.
    Loose(String),
    /// This word as written, also as a part of a word.
    Written(String),
    /// A word with this beginning.
    Beginning(String),
    /// A word with this ending.
    Ending(String),
    /// This word and no other.
    Whole(String),
    /// These words next to one another; while the phrase `is_open`, its last word may be unfinished.
    Phrase { words: Vec<String>, is_open: bool },
}

/// The alternative patterns of a token, given without its filter name and exclamation mark.
pub(super) fn patterns(token: &str, negated: bool) -> Vec<Pattern> {
    if let Some(quoted) = token.strip_prefix('"') {
        let (quoted, is_open) = match quoted.strip_suffix('"') {
            Some(quoted) => (quoted, false),
            None => (quoted, true),
        };
        let mut words = folded(quoted);
        // A single letter of an unfinished last word matches too much.
        if is_open && words.len() > 1 && words.last().is_some_and(|last| last.chars().count() == 1) {
            words.pop();
        }
        return phrase(words, is_open).into_iter().collect();
    }
    let (written, token) = match token.strip_prefix('\'') {
        Some(rest) => (true, rest.strip_suffix('\'').unwrap_or(rest)),
        None => (false, token),
    };
    let (beginning, token) = match token.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let (ending, token) = match token.strip_suffix('$') {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let token = without_year(without_elided(token));
    let words = fold::words(token);
    let whole_words = folded(token);
    let [word] = whole_words.as_slice() else {
        // `A/64/L.64` also matches `a-64-l-64`, its spelling in an id.
        let joined = Some(whole_words.concat()).filter(|joined| !joined.is_empty()).map(Pattern::Whole);
        return phrase(whole_words, !ending).into_iter().chain(joined).collect();
    };
    let word = word.clone();
    let parts: Vec<String> =
        words.into_iter().filter(|word| word.shape == Shape::Part).map(|word| word.folded).collect();
    match (beginning, ending) {
        (true, true) => vec![Pattern::Whole(word)],
        (true, false) => vec![Pattern::Beginning(word)],
        (false, true) => vec![Pattern::Ending(word)],
        (false, false) if written => vec![Pattern::Written(word)],
        // `re-trafficking` matches both `retrafficking` and `re trafficking`.
        (false, false) => {
            let joined = if negated { Pattern::Written(word) } else { Pattern::Loose(word) };
            std::iter::once(joined).chain(phrase(parts, true)).collect()
        }
    }
}

/// A token without the elided words at its beginning: `icat` of `l'icat`.
pub(super) fn without_elided(token: &str) -> &str {
    let is_elided = |(before, _): &(&str, &str)| fold::is_elided(&before.to_lowercase());
    let rest = token.split_once(fold::is_apostrophe).filter(is_elided).map(|(_, rest)| rest);
    match rest.filter(|rest| rest.starts_with(char::is_alphanumeric)) {
        Some(rest) => without_elided(rest),
        None => token,
    }
}

/// A symbol without the year in brackets that follows its number: `S/RES/2331` of `S/RES/2331(2016)`.
fn without_year(token: &str) -> &str {
    let year = token.strip_suffix(')').and_then(|token| token.rsplit_once('('));
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let symbol = year.filter(|(symbol, year)| is_year(year) && symbol.ends_with(|c: char| c.is_ascii_digit()));
    symbol.map_or(token, |(symbol, _)| symbol)
}

fn phrase(words: Vec<String>, is_open: bool) -> Option<Pattern> {
    match words.as_slice() {
        [] => None,
        [word] if is_open => Some(Pattern::Beginning(word.clone())),
        [word] => Some(Pattern::Whole(word.clone())),
        _ => Some(Pattern::Phrase { words, is_open }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_elided_words_are_left_out_before_an_apostrophe() {
        let first = |token: &str| patterns(token, false).into_iter().next();
        for (token, word) in
            [("l'icat", "icat"), ("d’enfants", "enfants"), ("qu'il", "il"), ("you're", "youre"), ("we'll", "well")]
        {
            assert_eq!(first(token), Some(Pattern::Loose(word.to_owned())), "{token}");
        }
        assert_eq!(first("I've"), Some(Pattern::Loose("ive".to_owned())));
    }

    #[test]
    fn an_excluded_compound_is_excluded_in_both_spellings() {
        let phrase = |is_open| Pattern::Phrase { words: ["world", "bank"].map(str::to_owned).to_vec(), is_open };
        let written = Pattern::Written("worldbank".to_owned());
        assert_eq!(patterns("world-bank", true), [written.clone(), phrase(true)]);
        assert_eq!(patterns("'world-bank", true), [written], "but not as written");
    }
}
