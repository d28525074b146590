//! The particulars of a record and whose words they are, for quotations and for Markdown.

use std::borrow::Cow;

use super::cite::Prose;
use crate::atlas::{ADDRESS, Basis, Data, Fact, Name, SYMBOL, Statement, VisibleRecord};
use crate::present::naming::{capitalized, quoted_part};

/// What follows a particular that no cited source has.
const OUR_KNOWLEDGE: &str = "our knowledge";

/// The words of a statement, between quotation marks if they are the source's own; `line_break` parts its paragraphs.
pub(super) fn words(statement: &Statement, prose: Prose<'_>, line_break: &str) -> String {
    let last = statement.paragraphs.len().saturating_sub(1);
    let mut words = String::new();
    for (number, paragraph) in statement.paragraphs.iter().enumerate() {
        if number > 0 {
            words.push_str(line_break);
        }
        let paragraph = quoted_part(paragraph.as_str(), statement.basis, number == 0, number == last);
        words.push_str(&prose.spelled(&paragraph));
    }
    words
}

/// The title of a record, between quotation marks if it is the source's own words.
pub(super) fn title(record: VisibleRecord<'_>) -> Cow<'_, str> {
    let title = record.title();
    // The substitute for a hidden title is nobody's words.
    let basis = if record.own_title().is_some() { title.basis } else { Basis::Paraphrase };
    quoted_part(title.first(), basis, true, true)
}

/// What an organization is called on the day: the name that it took later, or else that in the source, each with its acronym.
pub(super) fn name_of_the_day(record: VisibleRecord<'_>) -> Cow<'_, str> {
    match record.later_name() {
        Some(name) if name.basis == Basis::Editorial => format!("{} ({OUR_KNOWLEDGE})", name.in_full()).into(),
        Some(name) => name.in_full(),
        None => record.body().first().into(),
    }
}

/// What follows a text of this basis within a line.
pub(super) fn note(basis: Basis) -> &'static str {
    match basis {
        Basis::Verbatim | Basis::Paraphrase => "",
        Basis::Editorial => " (our judgement)",
    }
}

/// A fact after its label, with its day and source if it has some of its own: `Place: “Tokyo”`. Symbols, addresses and dates are
/// no quotations.
pub(super) fn fact(data: &Data, fact: &Fact, prose: Prose<'_>, line_break: &str) -> String {
    let Fact { label, statement, .. } = fact;
    let label = label.as_str();
    let is_quotation = ![SYMBOL, ADDRESS].contains(&label) && !fact.is_spelled_by_us();
    let value = if label == ADDRESS && statement.paragraphs.len() == 1 {
        prose.address(statement.first()).into_owned()
    } else if is_quotation || statement.paragraphs.len() > 1 {
        words(statement, prose, line_break)
    } else {
        prose.spelled(statement.first()).into_owned()
    };
    let note = match statement.basis {
        basis if label == Fact::PILLARS => note(basis).to_owned(),
        Basis::Editorial => format!(" ({OUR_KNOWLEDGE})"),
        Basis::Verbatim | Basis::Paraphrase => String::new(),
    };
    let when = fact.date().map(|date| format!(", {date}")).unwrap_or_default();
    let source = fact.citation().and_then(|citation| prose.source(data, citation));
    let source = source.map(|source| format!(", from {source}")).unwrap_or_default();
    format!("{}: {value}{when}{note}{source}", prose.spelled(&capitalized(label)))
}

/// A further name of an organization after its standing, with its source: `French name: Organisation … (OIM)`.
pub(super) fn name(data: &Data, name: &Name, prose: Prose<'_>) -> String {
    let in_full = name.in_full();
    let words = prose.spelled(&in_full);
    let label = name.label();
    let label = format!("{}{}", capitalized(&label), if label.contains("name") { "" } else { " name" });
    let when = name.when().map(|when| format!(", {when}")).unwrap_or_default();
    let note = match name.basis {
        Basis::Verbatim => String::new(),
        Basis::Paraphrase => ", in our words".to_owned(),
        Basis::Editorial => format!(" ({OUR_KNOWLEDGE})"),
    };
    let source = name.citation().and_then(|citation| prose.source(data, citation));
    format!("{label}: {words}{when}{note}{}", source.map(|source| format!(", from {source}")).unwrap_or_default())
}
