//! Markdown: a section for each kind, a heading for each record, the source under each text.

use std::io::{self, Write};

use super::Letters;
use crate::atlas::{Basis, Data, Link, RecordId, VisibleRecord};
use crate::present::citing::citation_line;
use crate::present::naming::capitalized;

pub(super) fn write(
    data: &Data,
    records: &[VisibleRecord<'_>],
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    let edition = data.edition();
    writeln!(out, "# icatlas, edition {} ({})", escaped(edition.name.as_str(), letters), edition.date)?;
    let mut kind = None;
    for record in records {
        if kind != Some(record.kind()) {
            kind = Some(record.kind());
            writeln!(out, "\n## {}", capitalized(record.kind().plural()))?;
        }
        section(data, *record, letters, out)?;
    }
    Ok(())
}

pub(super) fn section(
    data: &Data,
    record: VisibleRecord<'_>,
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    let escaped = |text: &str| escaped(text, letters);
    writeln!(out, "\n### {}", escaped(record.title().first()))?;
    if let Some(text) = record.text() {
        for paragraph in &text.paragraphs {
            writeln!(out, "\n> {}", escaped(paragraph.as_str()))?;
            if text.paragraphs.last() != Some(paragraph) {
                write!(out, ">")?;
            }
        }
    }
    writeln!(out, "\n- id: `{}`", record.id())?;
    writeln!(out, "- basis: {}", bases(record))?;
    if let Some(headline) = record.headline() {
        writeln!(out, "- headline: {} ({})", escaped(headline), Basis::Paraphrase)?;
    }
    for name in record.names().skip(1) {
        let words = name.name.iter().chain(&name.acronym).map(|text| escaped(text.as_str())).collect::<Vec<_>>();
        writeln!(out, "- {} name: {} ({})", name.standing.label(), words.join(", "), name.basis)?;
    }
    for fact in record.facts() {
        // A backslash breaks the line within its item.
        let lines = fact.statement.paragraphs.iter().map(|paragraph| escaped(paragraph.as_str()));
        let lines = lines.collect::<Vec<_>>().join("\\\n  ");
        writeln!(out, "- {}: {lines} ({})", fact.label, fact.statement.basis)?;
    }
    for link in record.links() {
        linked(link.relation.forward(), &link.to, link, letters, out)?;
    }
    for (from, link) in data.incoming(record.id()) {
        linked(link.relation.reverse(), from.id(), link, letters, out)?;
    }
    for citation in record.citations() {
        let supports = citation.supports.as_ref().map(|what| format!(" (for {what})")).unwrap_or_default();
        writeln!(out, "- source: {}{}", escaped(&citation_line(data, citation)), escaped(&supports))?;
    }
    Ok(())
}

fn linked(relation: &str, end: &RecordId, link: &Link, letters: &Letters, out: &mut dyn Write) -> io::Result<()> {
    let reason =
        link.reason.as_ref().map(|reason| format!(": {}", escaped(reason.as_str(), letters))).unwrap_or_default();
    writeln!(out, "- {relation}: `{end}` ({}){reason}", link.basis)
}

/// The bases of text and title; one word if they are the same.
fn bases(record: VisibleRecord<'_>) -> String {
    let (title, text) = (record.title().basis, record.body().basis);
    if title == text { text.to_string() } else { format!("{text} (title: {title})") }
}

/// The text in the allowed letters, with a backslash before each character that `CommonMark` or GitHub's extensions
/// would read as markup. Works anywhere in a document, but only for text on one line.
pub(super) fn escaped(text: &str, letters: &Letters) -> String {
    let text = letters.spell(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => true,
            // The beginning of a list item, or the underline of a heading.
            '-' | '+' | '=' => before.is_empty(),
            '.' | ')' => begins_list(before) || ends_with_word(before, "www"),
            '&' => begins_entity(after),
            // GitHub turns web addresses into links; a backslash within one would become part of the link.
            ':' => after.starts_with("//"),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Longest number of a list item in `CommonMark`, in digits.
const LONGEST_ITEM_NUMBER: usize = 9;

/// Whether the text before a full stop or a bracket is the number of a list item.
fn begins_list(before: &str) -> bool {
    !before.is_empty() && before.len() <= LONGEST_ITEM_NUMBER && before.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_with_word(before: &str, word: &str) -> bool {
    let beginning = before.len().checked_sub(word.len());
    beginning.and_then(|at| before.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// More bytes than the name of any entity has; the longest has 31 letters.
const LONGEST_ENTITY: usize = 40;

/// Whether the name of an entity and a semicolon follow, as in `amp;`.
fn begins_entity(after: &str) -> bool {
    let name =
        after.bytes().take(LONGEST_ENTITY).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && after[name..].starts_with(';')
}

/// The text as code, between enough backticks.
pub(super) fn code(text: &str, letters: &Letters) -> String {
    let text = letters.spell(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // Markdown removes one space on each side; texts have none there themselves.
    let padding = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_special_to_markdown_are_escaped() {
        for (text, expected) in [
            ("a*b _c_ [d](e) <f> #g |h| ~i $j `k \\", r"a\*b \_c\_ \[d\](e) \<f\> \#g \|h\| \~i \$j \`k \\"),
            ("- a - b", r"\- a - b"),
            ("+ a + b", r"\+ a + b"),
            ("= a = b", r"\= a = b"),
            // The number of a list item has nine digits at most.
            ("1. a. 2. b) c", r"1\. a. 2. b) c"),
            ("1) a", r"1\) a"),
            ("123456789. a", r"123456789\. a"),
            ("1234567890. a", "1234567890. a"),
            (". a", ". a"),
            ("1a. b", "1a. b"),
            ("www.a.org, WWW.b, aww.c", r"www\.a.org, WWW\.b, aww.c"),
            ("https://a.org: b", r"https\://a.org: b"),
            ("a & b; &; &#; R&D", r"a & b; &; \&\#; R&D"),
            ("&amp; &#38; &a-b;", r"\&amp; \&\#38; &a-b;"),
        ] {
            assert_eq!(escaped(text, &Letters::all()), expected);
        }
    }

    #[test]
    fn code_is_between_more_backticks_than_it_contains() {
        for (text, expected) in
            [("a", "`a`"), ("a`b", "``a`b``"), ("a``b`c", "```a``b`c```"), ("`a", "`` `a ``"), ("a`", "`` a` ``")]
        {
            assert_eq!(code(text, &Letters::all()), expected);
        }
    }
}
