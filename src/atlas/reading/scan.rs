//! Finds the spans of records, fields and strings in RON text.
//!
//! `ron` gives positions for errors of syntax and type, but not for values that it has read. Problems found later (a
//! dangling link, a duplicate id) need them too. This scanner finds tokens only; `ron` decides what they mean. It runs
//! only when there is a problem to report, never on good data.

use std::ops::Range;

use super::effort;

/// A token of RON. White space and line comments are skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Comma,
    Colon,
    Text,
    Word,
    /// Between `/*` and `*/`.
    Comment,
}

/// The tokens of `text` with their spans, in bytes.
fn tokens(text: &str) -> impl Iterator<Item = (Token, Range<usize>)> + '_ {
    lexemes(text).filter(|(token, _)| *token != Token::Comment)
}

/// The tokens and block comments of `text`.
fn lexemes(text: &str) -> impl Iterator<Item = (Token, Range<usize>)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut next = move || {
        loop {
            let start = at;
            let token = match *bytes.get(at)? {
                b'/' if bytes.get(at + 1) == Some(&b'/') => {
                    at = find(bytes, at, b"\n").unwrap_or(bytes.len());
                    continue;
                }
                b'/' if bytes.get(at + 1) == Some(&b'*') => {
                    (at, _) = comment(bytes, at);
                    return Some((Token::Comment, start..at));
                }
                // An attribute, `#![enable(…)]`: its brackets do not belong to the data.
                b'#' if bytes.get(at + 1) == Some(&b'!') => {
                    at = find(bytes, at, b"]").map_or(bytes.len(), |end| end + 1);
                    continue;
                }
                b'(' | b'[' | b'{' => Token::Open,
                b')' | b']' | b'}' => Token::Close,
                b',' => Token::Comma,
                b':' => Token::Colon,
                b'"' => {
                    at = string_end(bytes, at);
                    return Some((Token::Text, start..at));
                }
                b'r' if raw_hashes(bytes, at).is_some() => {
                    at = raw_string_end(bytes, at);
                    return Some((Token::Text, start..at));
                }
                b'\'' => {
                    at = character_end(bytes, at);
                    return Some((Token::Word, start..at));
                }
                byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                    while bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
                        at += 1;
                    }
                    return Some((Token::Word, start..at));
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            at += 1;
            return Some((token, start..at));
        }
    };
    std::iter::from_fn(move || next().inspect(|(_, span): &(Token, Range<usize>)| effort::spent(span.len())))
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes[from..].windows(what.len()).position(|window| window == what).map(|offset| from + offset)
}

/// Skips a block comment, which may be nested. Returns its end and the number of comments still open there.
fn comment(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut depth = 0usize;
    let mut at = start;
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    (at, depth)
}

/// A string ends with its line at the latest, as every text of the data does, so a missing quotation mark does not turn
/// all the following text inside out.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => return at,
            b'\\' if bytes.get(at + 1) != Some(&b'\n') => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The number of hashes of a raw string that begins at `start`.
fn raw_hashes(bytes: &[u8], start: usize) -> Option<usize> {
    let hashes = bytes[start + 1..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(start + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn raw_string_end(bytes: &[u8], start: usize) -> usize {
    let hashes = raw_hashes(bytes, start).unwrap_or_default();
    let end = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    find(bytes, start + hashes + 2, &end).map_or(bytes.len(), |at| at + end.len())
}

/// Longest character literal, in bytes: `\u{10FFFF}`. A lone apostrophe must not swallow the file.
const LONGEST_CHARACTER: usize = 10;

fn character_end(bytes: &[u8], start: usize) -> usize {
    let from = start + if bytes.get(start + 1) == Some(&b'\\') { 3 } else { 2 };
    (from..bytes.len().min(from + LONGEST_CHARACTER)).find(|at| bytes[*at] == b'\'').map_or(start + 1, |at| at + 1)
}

/// The elements of a text that is a list: the span from the first to the last token of each, in bytes.
///
/// `None` if the text is not a list or its brackets do not match.
pub(in crate::atlas) fn elements(text: &str) -> Option<Vec<Range<usize>>> {
    let mut tokens = tokens(text);
    tokens.next().filter(|(_, span)| &text[span.clone()] == "[")?;
    let mut depth = 1usize;
    let mut elements = Vec::new();
    let mut current: Option<Range<usize>> = None;
    for (token, span) in tokens {
        if depth == 0 {
            return None;
        }
        if token == Token::Close {
            depth -= 1;
        }
        if depth == 0 || (depth == 1 && token == Token::Comma) {
            elements.extend(current.take());
        } else {
            current = Some(current.map_or(span.start, |current| current.start)..span.end);
        }
        if token == Token::Open {
            depth += 1;
        }
    }
    (depth == 0).then_some(elements)
}

/// A named field of a record, and its span including the value.
#[derive(Debug)]
pub(in crate::atlas) struct Field<'a> {
    pub name: &'a str,
    pub span: Range<usize>,
}

/// The fields at the outermost level of the record at `within`.
pub(in crate::atlas) fn fields<'a>(text: &'a str, within: &Range<usize>) -> Vec<Field<'a>> {
    let mut depth = 0usize;
    let mut fields: Vec<Field<'a>> = Vec::new();
    let mut word: Option<Range<usize>> = None;
    let mut in_value = false;
    for (token, span) in tokens_within(text, within) {
        if token == Token::Close {
            depth = depth.saturating_sub(1);
        }
        match token {
            Token::Word if depth == 1 => word = Some(span.clone()),
            Token::Colon if depth == 1 => {
                if let Some(name) = word.take() {
                    fields.push(Field { name: &text[name.clone()], span: name });
                    in_value = true;
                }
            }
            _ => {}
        }
        // The comma after a value belongs to it: without both, the rest is still valid.
        if in_value
            && depth > 0
            && let Some(field) = fields.last_mut()
        {
            field.span.end = span.end;
        }
        if depth == 1 && token == Token::Comma {
            in_value = false;
        }
        if token == Token::Open {
            depth += 1;
        }
    }
    fields
}

/// The tokens of a part of the text, with their spans in the whole text.
fn tokens_within<'a>(text: &'a str, within: &Range<usize>) -> impl Iterator<Item = (Token, Range<usize>)> + use<'a> {
    let start = within.start;
    tokens(&text[within.clone()]).map(move |(token, span)| (token, start + span.start..start + span.end))
}

/// The token at an offset, or after the white space and comments there, or else one character: the part that an error
/// marks.
pub(in crate::atlas) fn token_at(text: &str, at: usize) -> Range<usize> {
    let mut at = at;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        at = match text.as_bytes().get(at..at + 2) {
            Some(b"//") => find(text.as_bytes(), at, b"\n").unwrap_or(text.len()),
            Some(b"/*") => comment(text.as_bytes(), at).0,
            _ => break,
        };
    }
    tokens(text).map(|(_, span)| span).find(|span| span.end > at).filter(|span| span.start <= at).unwrap_or(at..at + 1)
}

/// The beginning of the unclosed block comment, if there is one.
pub(in crate::atlas) fn unclosed_comment(text: &str) -> Option<usize> {
    let (token, span) = lexemes(text).last()?;
    let is_open = token == Token::Comment && comment(text.as_bytes(), span.start).1 > 0;
    is_open.then_some(span.start)
}

/// How a string lacks its closing quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::atlas) enum Runaway {
    /// It reaches the end of its line or of the file.
    OverLines,
    /// A word follows it immediately: its last quotation mark opens the next string or is part of its text.
    IntoWord,
}

/// The first string up to the offset `at` that lacks its closing quotation mark.
pub(in crate::atlas) fn runaway(text: &str, at: usize) -> Option<(Range<usize>, Runaway)> {
    let strings = tokens(text).take_while(|(_, span)| span.start <= at).filter(|(token, _)| *token == Token::Text);
    let mut ends = strings.map(|(_, span)| {
        let (string, rest) = (&text[span.clone()], &text[span.end..]);
        let is_closed = string.len() > 1 && string.ends_with(['"', '#']) && !string.contains('\n');
        if !is_closed {
            (span, Some(Runaway::OverLines))
        } else if rest.starts_with(char::is_alphanumeric) {
            (span, Some(Runaway::IntoWord))
        } else {
            (span, None)
        }
    });
    ends.find_map(|(span, runaway)| Some((span, runaway?)))
}

/// The span of the last field name `name:` within a record before the offset `before`, at any depth.
pub(in crate::atlas) fn field_name(
    text: &str,
    within: &Range<usize>,
    name: &str,
    before: usize,
) -> Option<Range<usize>> {
    let mut last = None;
    let mut word = None;
    for (token, span) in tokens_within(text, within) {
        if span.start > before {
            break;
        }
        match token {
            Token::Word => word = Some(span),
            Token::Colon => last = word.take().filter(|word| &text[word.clone()] == name).or(last),
            _ => word = None,
        }
    }
    last
}

/// The spans of the strings of a record, with their quotation marks.
pub(in crate::atlas) fn strings(text: &str, within: &Range<usize>) -> Vec<Range<usize>> {
    tokens_within(text, within).filter_map(|(token, span)| (token == Token::Text).then_some(span)).collect()
}

/// Whether a string literal has this value.
pub(in crate::atlas) fn means(string: &str, value: &str) -> bool {
    let plain = string.strip_prefix('"').and_then(|string| string.strip_suffix('"'));
    match plain.filter(|plain| !plain.contains('\\')) {
        Some(plain) => plain == value,
        None => ron::from_str::<String>(string).is_ok_and(|read| read == value),
    }
}

/// The values of all `id: "…"` in a text, of bad records too: links to a record with another problem are then not
/// dangling. Skips a string followed by anything but a comma or a bracket, because it may be unclosed.
pub(in crate::atlas) fn ids(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut seen = [None, None];
    for (token, span) in tokens(text) {
        if token == Token::Text
            && seen[1] == Some(Token::Colon)
            && seen[0] == Some(Token::Word)
            && text[span.end..].trim_start().starts_with([',', ')'])
            && let Ok(id) = ron::from_str::<String>(&text[span.clone()])
        {
            ids.push(id);
        }
        let is_id = token == Token::Word && &text[span] == "id";
        seen = [seen[1], if is_id || token != Token::Word { Some(token) } else { None }];
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "#![enable(implicit_some)]\n// a (comment) with \"quotes\n[\n  (id: \"a/1\", n: [(x: 1)], t: r#\"raw \"x\" ]\"#), /* [ /* nested */ */\n  (id: \"b\\\"2\"),\n]\n";

    #[test]
    fn elements_are_found_among_comments_strings_and_nesting() {
        let found: Vec<_> = elements(LIST).unwrap().into_iter().map(|span| &LIST[span]).collect();
        assert_eq!(found, ["(id: \"a/1\", n: [(x: 1)], t: r#\"raw \"x\" ]\"#)", "(id: \"b\\\"2\")"]);
    }

    #[test]
    fn a_text_with_unmatched_brackets_has_no_elements() {
        for text in ["", "[", "(a: 1)", "[(]", "[] []", "[(a: \"x)]", &"[".repeat(100_000)] {
            assert_eq!(elements(text), None, "{}", &text[..text.len().min(20)]);
        }
    }

    #[test]
    fn fields_are_those_of_the_outer_record_with_their_values() {
        let record = elements(LIST).unwrap().remove(0);
        let found: Vec<_> = fields(LIST, &record).into_iter().map(|f| (f.name, &LIST[f.span])).collect();
        assert_eq!(found[0], ("id", "id: \"a/1\","));
        assert_eq!(found[1], ("n", "n: [(x: 1)],"));
        assert_eq!(found[2].0, "t");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn strings_and_ids_are_found_by_their_value() {
        let record = elements(LIST).unwrap().remove(1);
        let found: Vec<_> = strings(LIST, &record).into_iter().map(|span| &LIST[span]).collect();
        assert_eq!(found, ["\"b\\\"2\""]);
        assert!(
            means(found[0], "b\"2") && !means(found[0], "b") && means("r#\"a\"b\"#", "a\"b") && means("\"a\"", "a")
        );
        assert_eq!(ids(LIST), ["a/1", "b\"2"]);
    }

    #[test]
    fn a_lone_apostrophe_or_quote_swallows_nothing_before_it() {
        for text in ["'", "['a'", "\"", "r#\"", "/*", "#!", "'\\", "r", "b'"] {
            assert!(tokens(text).count() < 5);
        }
    }
}
