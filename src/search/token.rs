//! Splits the input into words, phrases and filters; no other module decides where they begin and end.

use unicode_normalization::char::is_combining_mark;

use super::query::Query;
use crate::atlas::Data;

/// The signs between the name and the value of a filter: the colon, and the wide one of East Asian keyboards.
pub(super) const COLONS: [char; 2] = [':', '：'];

/// A part of the input. All pieces together are the whole input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A word, a phrase, a filter or a bar.
    Token(&'a str),
    /// White space between tokens.
    Blank(&'a str),
}

impl<'a> Piece<'a> {
    pub(super) const fn text(self) -> &'a str {
        match self {
            Self::Token(text) | Self::Blank(text) => text,
        }
    }
}

/// The pieces of the input, in order.
pub(super) fn pieces(typed: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = typed;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else {
            token_length(rest)
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        Some(if first.is_whitespace() { Piece::Blank(piece) } else { Piece::Token(piece) })
    })
}

/// The length in bytes of the token at the beginning of a text. A phrase ends with its closing quote, or with the text.
fn token_length(text: &str) -> usize {
    if text.starts_with('|') {
        return 1;
    }
    let ends = |c: char| c.is_whitespace() || c == '|';
    // Looks no further than the first quote, so that a text with many quotes is read once.
    let quote = text.find(|c| c == '"' || ends(c)).filter(|at| text[*at..].starts_with('"'));
    match quote.and_then(|quote| phrase_in(&text[..=quote])) {
        Some(quote) => text[quote + 1..].find('"').map_or(text.len(), |length| quote + 1 + length + 1),
        None => text.find(ends).unwrap_or(text.len()),
    }
}

/// Where in a token a phrase begins: at the first quote, if nothing but signs or a colon is before it.
pub(super) fn phrase_in(token: &str) -> Option<usize> {
    let quote = token.find('"')?;
    let (_, before) = signs(&token[..quote]);
    (before.is_empty() || before.ends_with(COLONS)).then_some(quote)
}

/// The parts of a token, given without its signs: ordinary words between slashes, commas or semicolons stand for themselves
/// (`women/men`), or on both sides of a dash, while a symbol or an id is one, and so is what is to be excluded.
pub(super) fn separated(token: &str, negated: bool) -> impl Iterator<Item = &str> {
    const SEPARATORS: [char; 5] = ['/', ';', ',', '–', '—'];
    let is_letter = |letter: char| letter.is_alphabetic() || is_combining_mark(letter) || matches!(letter, '-' | '’');
    let is_word = |part: &str| part.chars().all(is_letter) && part.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let end = token.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).len();
    let may_part = !negated && token[..end].split(SEPARATORS).all(is_word);
    token.split(move |letter| may_part && SEPARATORS.contains(&letter)).filter(|part| !part.is_empty())
}

/// The signs at the beginning of a token, and the rest: a word, a phrase or a filter. Of the signs only `!` and those that
/// are taken for it have a meaning.
pub(super) fn signs(token: &str) -> (&str, &str) {
    let is_sign = |c: char| !c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, '"' | '\'' | '^');
    let rest = token.trim_start_matches(is_sign);
    (&token[..token.len() - rest.len()], rest)
}

/// The name and value of a token, given without its signs, that has the syntax of a filter.
pub(super) fn name_and_value(token: &str) -> Option<(&str, &str)> {
    let (name, value) = token.trim_start_matches(['\'', '^']).split_once(COLONS)?;
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    (is_field_name(name) && !value.starts_with("//")).then_some((name, value))
}

/// A value without the signs around it. A dash or an exclamation mark before it stays, because it may mean exclusion.
pub(super) fn value_alone(value: &str) -> &str {
    let value = value.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '-'));
    value.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '/' && !excludes(c) && !excludes_elsewhere(c))
}

/// Whether a sign before a word or a filter excludes records. Those of other query languages do, too: see
/// [`excludes_elsewhere`].
pub(super) const fn excludes(sign: char) -> bool {
    matches!(sign, '!' | '！')
}

/// Whether a sign means exclusion in other query languages: a dash of any length, a tilde, a logical not.
const fn excludes_elsewhere(sign: char) -> bool {
    matches!(sign, '-' | '‐'..='―' | '−' | '﹣' | '－' | '~' | '¬')
}

/// Whether such a sign among those before a word, a phrase or a filter excludes records, with `!` or without. A dash alone is
/// punctuation.
pub(super) fn excludes_as_elsewhere(signs: &str, rest: &str) -> bool {
    signs.contains(excludes_elsewhere) && rest.contains(char::is_alphanumeric)
}

/// How a remark writes the signs before a word that exclude as elsewhere: a dash for any of them, and with `!` as typed.
pub(super) fn exclusion_as_typed(signs: &str) -> String {
    if !signs.contains(excludes) {
        return "-".to_owned();
    }
    signs.chars().filter(|sign| excludes(*sign) || excludes_elsewhere(*sign)).collect()
}

/// Whether a sign of the query language stands before or after a word, so that it is no name: `!word`, `-word`, `'word`, `^word`,
/// `word$`, `"two words"`.
pub fn is_signed(word: &str) -> bool {
    let (signs, rest) = signs(word.trim());
    signs.contains(excludes)
        || excludes_as_elsewhere(signs, rest)
        || rest.starts_with(['"', '\'', '^'])
        || rest.ends_with('$')
}

/// Whether this can be the name of a filter: letters, and hyphens between them.
fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// Whether a token is an unclosed phrase, which the following input continues.
pub(super) fn is_open(token: &str) -> bool {
    phrase_in(token).is_some_and(|quote| !token[quote + 1..].contains('"'))
}

/// Whether a token consists of signs with an exclamation mark, which a blank separates from its word.
pub(super) fn excludes_nothing(token: &str) -> bool {
    let (signs, rest) = signs(token);
    rest.is_empty() && signs.contains(excludes)
}

/// Adds a filter to the input, or removes it if it is there; `asks` recognizes a query with the same filter. The rest
/// of the input stays as typed.
pub fn toggled(typed: &str, filter: &str, asks: impl Fn(&Query) -> bool, data: &Data) -> String {
    let mut left = String::new();
    let (mut found, mut just_found) = (false, false);
    for piece in pieces(typed) {
        match piece {
            Piece::Token(token) if asks(&Query::new(token, data)) => (found, just_found) = (true, true),
            // Removes the blank after the filter too.
            Piece::Blank(_) if just_found => just_found = false,
            Piece::Token(text) | Piece::Blank(text) => {
                left.push_str(text);
                just_found = false;
            }
        }
    }
    if just_found {
        left.truncate(left.trim_end().len());
    }
    if found {
        return left;
    }
    let last = pieces(typed).map(Piece::text).filter(|text| !text.trim().is_empty()).last();
    if last.is_some_and(|token| is_open(token) || excludes_nothing(token)) {
        format!("{filter} {typed}")
    } else {
        format!("{} {filter}", typed.trim_end()).trim_start().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::atlas::{Atlas, Kind};
    use crate::search::Searcher;

    static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| Searcher::new(Atlas::frozen()));

    fn tokens(typed: &str) -> Vec<&str> {
        let tokens = pieces(typed).filter(|piece| matches!(piece, Piece::Token(_)));
        tokens.map(Piece::text).collect()
    }

    fn toggled_gap(typed: &str) -> String {
        toggled(typed, "kind:gap", |query| query.asks_for_kind(Kind::Gap), SEARCHER.data())
    }

    #[test]
    fn a_phrase_is_one_token_alone_excluded_and_as_a_value() {
        assert_eq!(tokens("\"root  causes\" x"), ["\"root  causes\"", "x"]);
        assert_eq!(tokens("!\"a b\"c"), ["!\"a b\"", "c"]);
        assert_eq!(tokens("cites:\"a b\" c"), ["cites:\"a b\"", "c"]);
        assert_eq!(tokens("it\"s a|b"), ["it\"s", "a", "|", "b"]);
        assert_eq!(tokens("x \"a b "), ["x", "\"a b "]);
        assert_eq!(tokens("12:\"a b\" c"), ["12:\"a b\"", "c"], "behind any colon");
        assert_eq!(tokens("(\"a b\") (cites：\"a b\")"), ["(\"a b\"", ")", "(cites：\"a b\"", ")"]);
    }

    #[test]
    fn removing_a_filter_leaves_the_rest_as_it_was_typed() {
        assert_eq!(toggled_gap("\"root  causes kind:gap\" kind:gap"), "\"root  causes kind:gap\"");
        assert_eq!(toggled_gap("  a  k:g  b|kind:\"gap\"c"), "  a  b|c");
        assert_eq!(toggled_gap("kind:gap a kind:gaps"), "a");
        assert_eq!(toggled_gap("kind:gap"), "");
        assert_eq!(toggled_gap("root (kind：gap) -kind:gap"), "root -kind:gap");
    }

    #[test]
    fn an_added_filter_is_read_as_a_filter() {
        assert_eq!(toggled_gap(""), "kind:gap");
        assert_eq!(toggled_gap("data "), "data kind:gap");
        assert_eq!(toggled_gap("\"root causes"), "kind:gap \"root causes", "not into the phrase that is being typed");
        assert_eq!(toggled_gap("cites:\"a-64"), "kind:gap cites:\"a-64");
        assert_eq!(toggled_gap("data !"), "kind:gap data !", "not behind what would leave it out");
    }

    /// Texts with many signs of the query language.
    fn typed() -> impl Strategy<Value = String> {
        let part = prop::sample::select(
            &[
                "kind:gap", "k:g", "kind:", "!", "\"", "|", " ", "  ", "\u{3000}", ":", "'", "^", "$", "in:zzz", "a",
                "é", "of", "(", "-", "：",
            ][..],
        );
        let parts = prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat());
        prop_oneof![3 => parts, 1 => any::<String>()]
    }

    proptest! {
        #[test]
        fn the_pieces_of_any_text_join_to_the_text_and_each_is_one_piece(typed in typed()) {
            prop_assert_eq!(pieces(&typed).map(Piece::text).collect::<String>(), typed.as_str());
            for piece in pieces(&typed) {
                prop_assert_eq!(pieces(piece.text()).collect::<Vec<_>>(), [piece]);
            }
        }

        #[test]
        fn any_text_is_a_query(typed in typed()) {
            let query = SEARCHER.query(&typed);
            let found = SEARCHER.search(&query, usize::MAX);
            prop_assert!(!query.is_empty() || found.hits.is_empty());
            SEARCHER.marks(&found.plan, &typed);
        }

        #[test]
        fn toggling_a_filter_twice_leaves_the_same_query(typed in typed()) {
            let once = toggled_gap(&typed);
            let (before, after) = (SEARCHER.query(&typed), SEARCHER.query(&toggled_gap(&once)));
            // A filter followed by a bar or separated from its sign finds nothing; without it the query may be valid.
            let is_parted = |remark: &String| {
                remark.starts_with("“|”") || remark.starts_with("“!”") || remark.contains("with a space at its colon")
            };
            prop_assume!(!before.remarks().iter().any(is_parted));
            prop_assert_ne!(SEARCHER.query(&once).asks_for_kind(Kind::Gap), before.asks_for_kind(Kind::Gap), "{}", once);
            prop_assert_eq!(&before.terms, &after.terms, "{}", once);
            prop_assert_eq!(before.fields, after.fields);
            // A filter that is removed and added again moves to the end.
            let all_in = |some: &Query, others: &Query| some.filters.iter().all(|filter| others.filters.contains(filter));
            prop_assert!(all_in(&before, &after) && all_in(&after, &before), "{}", once);
        }
    }
}
