//! Markdown: a section for each kind, a heading for each record, the source under each text. It reads well without icatlas:
//! everything is named in words, ids stand last.

use std::io::{self, Write};

use super::Letters;
use super::cite::{Prose, is_passage, whole};
use super::particulars::{self, note};
use crate::atlas::{Basis, DATE, Data, Kind, NUMBER, SYMBOL, Statement, VisibleRecord};
use crate::present::fate;
use crate::present::naming::{self, capitalized, quoted_part};
use crate::present::relations::{self, End};
use crate::present::wrap::{self, WHOLE};

pub(super) fn write(
    data: &Data,
    records: &[VisibleRecord<'_>],
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "# icatlas, edition {}", edition(data, letters))?;
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

/// The name of the edition and its day, or the day as of which it is shown.
pub(super) fn edition(data: &Data, letters: &Letters) -> String {
    let name = escaped(data.edition().name.as_str(), letters);
    match data.filter().as_of {
        Some(day) => format!("{name} (as of {day})"),
        None => format!("{name} ({})", data.edition().date),
    }
}

/// A record under a heading: its words with their source, its particulars, its links in words, and last its id.
pub(super) fn section(
    data: &Data,
    record: VisibleRecord<'_>,
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    let prose = Prose::Markdown(letters);
    writeln!(out, "\n### {}", escaped(&heading(record), letters))?;
    for fate in fate::of(record) {
        let told = fate.words(particulars::name_of_the_day);
        let source = fate.link().map(|link| (inferred(link.basis), prose.source(data, &link.citation)));
        let (note, source) = source.unwrap_or_default();
        let source = source.map(|source| format!(" — {source}")).unwrap_or_default();
        writeln!(out, "\n{}{note}{source}", escaped(&told, letters))?;
    }
    if let Some((told, name)) = fate::renaming(record) {
        let source = name.citation().and_then(|citation| prose.source(data, citation));
        let source = source.map(|source| format!(" — {source}")).unwrap_or_default();
        writeln!(out, "\n{}{source}", escaped(&told, letters))?;
    }
    if let Some(told) = fate::last_naming(record) {
        writeln!(out, "\n{}", escaped(&told, letters))?;
    }
    words(data, record, letters, "", out)?;
    if let Some(headline) = headline(record) {
        writeln!(out, "\nIn short, in our words: {}", escaped(headline, letters))?;
    }
    let mut before = "\n";
    // A backslash breaks the line within its item.
    for fact in record.facts().filter(|fact| !is_in_heading(record.kind(), fact.label.as_str())) {
        writeln!(out, "{before}- {}", particulars::fact(data, fact, prose, "\\\n  "))?;
        before = "";
    }
    for name in record.names().skip(1).filter(|name| Some(*name) != record.later_name()) {
        writeln!(out, "{before}- {}", particulars::name(data, name, prose))?;
        before = "";
    }
    if data.lacks_recommendation(record) {
        writeln!(out, "\n{}.", naming::NO_RECOMMENDATION)?;
    }
    for group in relations::groups(data, record).iter().filter(|group| !fate::tells(record, group)) {
        links(data, record, group, letters, out)?;
    }
    writeln!(out, "\n{}", named_by_icatlas(record.id().as_str(), letters))
}

/// What a record is, in words. The sign of an editorial name would say nothing without icatlas.
pub(super) fn heading(record: VisibleRecord<'_>) -> String {
    let is_ours = naming::acronym(record, WHOLE).is_some_and(|acronym| acronym.ends_with(naming::EDITORIAL));
    if record.kind() == Kind::Member && is_ours {
        let mut heading = format!("{}, member of ICAT", naming::full(record).0);
        naming::write_course(record, &mut heading);
        return heading;
    }
    let heading = naming::heading(record, WHOLE);
    match record.kind() {
        Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function | Kind::Member => heading.into(),
        Kind::Body
        | Kind::Article
        | Kind::Event
        | Kind::Publication
        | Kind::Instrument
        | Kind::Contact
        | Kind::Document => {
            let note = note(record.title().basis);
            format!("{heading}: {}{note}", particulars::title(record))
        }
    }
}

/// Whether the heading tells the fact with this label.
fn is_in_heading(kind: Kind, label: &str) -> bool {
    match kind {
        Kind::Event | Kind::Publication | Kind::Instrument => label == DATE,
        Kind::Article => label == NUMBER,
        Kind::Document => label == SYMBOL,
        Kind::Member
        | Kind::Body
        | Kind::Gap
        | Kind::Recommendation
        | Kind::Clause
        | Kind::Function
        | Kind::Contact => false,
    }
}

/// The id of a record at the end of its text. Between backticks it stays small, without markup of HTML, which many readers
/// remove or show.
pub(super) fn named_by_icatlas(id: &str, letters: &Letters) -> String {
    format!("{} in icatlas", code(id, letters))
}

/// Writes the title, if it says something besides the words, the words as one quotation, and their source. `margin` is the
/// indentation within a list.
pub(super) fn words(
    data: &Data,
    record: VisibleRecord<'_>,
    letters: &Letters,
    margin: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let prose = Prose::Markdown(letters);
    let sources = || {
        let sources = record.citations().iter().filter_map(|citation| prose.cited(data, record, citation));
        sources.collect::<Vec<_>>().join("; ")
    };
    let is_bare = record.own_title().is_none() && record.text().is_none();
    if is_passage(record.kind()) && (is_bare || naming::title_beside_text(record).is_some()) {
        let title = escaped(&particulars::title(record), letters);
        writeln!(out, "\n{margin}**{title}**{}", note(record.title().basis))?;
    }
    if is_bare {
        return writeln!(out, "\n{margin}Source: {}", sources());
    }
    let Statement { basis, paragraphs } = record.body();
    // The lines of an address stand together.
    let line_break = if record.kind() == Kind::Contact { "\\".to_owned() } else { format!("\n{margin}>") };
    let last = paragraphs.len().saturating_sub(1);
    writeln!(out)?;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let paragraph = quoted_part(paragraph.as_str(), *basis, number == 0, number == last);
        let line_break = if number == last { "" } else { &line_break };
        writeln!(out, "{margin}> {}{line_break}", escaped(&paragraph, letters))?;
    }
    let whose = match basis {
        Basis::Verbatim => "The source’s own words: ",
        Basis::Paraphrase => "The source’s meaning in our words: ",
        Basis::Editorial => "Our judgement; see ",
    };
    writeln!(out, "\n{margin}{whose}{}", sources())
}

/// The headline, if words and title do not contain it.
fn headline(record: VisibleRecord<'_>) -> Option<&str> {
    let headline = record.headline()?;
    let lower = headline.to_lowercase();
    let holds = |text: &str| text.len() <= LONGEST_SEARCHED && text.to_lowercase().contains(&lower);
    (!holds(record.title().first()) && !holds(record.body().first())).then_some(headline)
}

/// Longest text in which the headline is looked for, in bytes. Nobody sees it at a glance in a longer one.
const LONGEST_SEARCHED: usize = 1000;

/// Writes the records at the other ends of a group of links, with the reason of each or its source.
fn links(
    data: &Data,
    record: VisibleRecord<'_>,
    group: &[End<'_>],
    letters: &Letters,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    let note = inferred;
    let is_for_all = group.iter().all(|end| end.link.basis == first.link.basis);
    let heading = relations::heading(group);
    writeln!(out, "\n{heading}{}:\n", if is_for_all { note(first.link.basis) } else { "" })?;
    for end @ End { record: other, link, .. } in group {
        let bounds = escaped(&end.note(), letters);
        let source = || Prose::Markdown(letters).source(data, &link.citation);
        let grounds = match &link.reason {
            Some(reason) => Some(escaped(reason.as_str(), letters)),
            // Where the record itself is from stands above.
            None if record.citations().first() == Some(&link.citation) => None,
            None => source(),
        };
        let grounds = grounds.map(|grounds| format!(" — {grounds}")).unwrap_or_default();
        let note = if is_for_all { "" } else { note(link.basis) };
        writeln!(out, "- {}{bounds}{note}{grounds}", linked(data, *other, letters))?;
    }
    Ok(())
}

/// What follows a link of this basis.
fn inferred(basis: Basis) -> &'static str {
    if basis == Basis::Paraphrase { " (inferred from the source)" } else { note(basis) }
}

/// Longest words of a linked record, in columns: its own page has the rest.
pub(super) const LONGEST_LINKED: usize = 500;

/// A linked record in words: what it is and what it says.
fn linked(data: &Data, record: VisibleRecord<'_>, letters: &Letters) -> String {
    let quoted = |statement: &Statement| {
        let cut = wrap::cut(statement.first(), LONGEST_LINKED);
        let more = if statement.paragraphs.len() > 1 && !cut.ends_with('…') { " …" } else { "" };
        let words = quoted_part(&format!("{cut}{more}"), statement.basis, true, true).into_owned();
        format!("{}{}", escaped(&words, letters), note(statement.basis))
    };
    match record.kind() {
        Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function => {
            format!("{}: {}", escaped(&heading(record), letters), quoted(record.body()))
        }
        Kind::Body | Kind::Event | Kind::Publication | Kind::Instrument => {
            let when = record.date().map(|date| format!(", {date}")).unwrap_or_default();
            format!("{}{when}", quoted(record.title()))
        }
        Kind::Article => escaped(&heading(record), letters),
        Kind::Member => escaped(&wrap::cut(&particulars::name_of_the_day(record), LONGEST_LINKED), letters),
        Kind::Contact => escaped(&wrap::cut(record.title().first(), LONGEST_LINKED), letters),
        Kind::Document => Prose::Markdown(letters).source(data, &whole(record)).unwrap_or_default(),
    }
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
            // A colon may also begin the rule below the head of a table.
            ':' => after.starts_with("//") || before.is_empty(),
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

/// Whether the name of an entity and a semicolon follow, as in `amp;`. A semicolon may also follow the whole text.
fn begins_entity(after: &str) -> bool {
    let name =
        after.bytes().take(LONGEST_ENTITY).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && (after[name..].starts_with(';') || name == after.len())
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
            (":-- a: b", r"\:-- a: b"),
            ("a & b; &; &#; R&D", r"a & b; &; \&\#; R\&D"),
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
