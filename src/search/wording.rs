//! Words in the sentences that remarks are made of. For `readings`, `nearest`, `filters` and `value`.

/// A word in quotation marks, without the sign of the sentence that it ends: `2016` of `2331 (2016)`.
pub(super) fn quoted(word: &str) -> String {
    let is_end = |sign: char| {
        matches!(sign, '.' | ',' | ';' | ':' | '?' | '!' | '»' | '”' | '’' | ']') || sign == ')' && !word.contains('(')
    };
    let shown = Some(word.trim_end_matches(is_end)).filter(|shown| !shown.is_empty());
    format!("“{}”", shown.unwrap_or(word))
}

/// Words in a sentence: `a, b and c`.
pub(super) fn joined(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// The subject and verb of a sentence: `a is`, `a and b are`.
pub(super) fn are(words: &[String]) -> String {
    format!("{} {}", joined(words), if words.len() == 1 { "is" } else { "are" })
}

/// The first names, at most so many, and an ellipsis for the others.
pub(super) fn first_few(names: &[impl AsRef<str>], most: usize, separator: &str) -> String {
    let shown = names.iter().take(most).map(AsRef::as_ref);
    let others = (names.len() > most).then_some("…");
    shown.chain(others).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_word_ends_with_no_sign_of_its_sentence() {
        let words = ["2016)", "icat?", "men.", "France».", "9(4)", "a!b", "?"].map(quoted);
        assert_eq!(words, ["“2016”", "“icat”", "“men”", "“France”", "“9(4)”", "“a!b”", "“?”"]);
    }

    #[test]
    fn words_are_joined_as_in_a_sentence() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!([are(&words[..1]), are(&words[..2]), are(&words)], ["a is", "a and b are", "a, b and c are"]);
        assert_eq!(first_few(&words, 3, " or "), "a or b or c");
        assert_eq!(first_few(&words, 2, ", "), "a, b, …");
    }
}
