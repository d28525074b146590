//! The particulars of a record and whose words they are, for quotations and for Markdown.

use std::borrow::Cow;

use super::cite::Prose;
use crate::atlas::{ADDRESS, Basis, DATE, Data, Fact, Name, SYMBOL, Statement, Text, VisibleRecord};
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

/// What follows a text of this basis within a line.
pub(super) fn note(basis: Basis) -> &'static str {
    match basis {
        Basis::Verbatim | Basis::Paraphrase => "",
        Basis::Editorial => " (our judgement)",
    }
}

/// A fact after its label: `Place: “Tokyo”`. Symbols, addresses and dates are no quotations.
pub(super) fn fact(fact: &Fact, prose: Prose<'_>, line_break: &str) -> String {
    let Fact { label, statement } = fact;
    let is_quotation = ![SYMBOL, ADDRESS, DATE].contains(label);
    let value = if *label == ADDRESS && statement.paragraphs.len() == 1 {
        prose.address(statement.first()).into_owned()
    } else if is_quotation || statement.paragraphs.len() > 1 {
        words(statement, prose, line_break)
    } else {
        prose.spelled(statement.first()).into_owned()
    };
    let note = if statement.basis == Basis::Editorial { format!(" ({OUR_KNOWLEDGE})") } else { String::new() };
    format!("{}: {value}{note}", capitalized(label))
}

/// A further name of an organization after its standing, with its source: `French name: Organisation … (OIM)`.
pub(super) fn name(data: &Data, name: &Name, prose: Prose<'_>) -> String {
    let spelled = |text: &Text| prose.spelled(text.as_str()).into_owned();
    let words = match (&name.name, &name.acronym) {
        (Some(full), Some(acronym)) => format!("{} ({})", spelled(full), spelled(acronym)),
        (full, acronym) => full.iter().chain(acronym).map(spelled).collect(),
    };
    let label = name.standing.label();
    let label = format!("{}{}", capitalized(label), if label.ends_with("name") { "" } else { " name" });
    let note = match name.basis {
        Basis::Verbatim => String::new(),
        Basis::Paraphrase => ", in our words".to_owned(),
        Basis::Editorial => format!(" ({OUR_KNOWLEDGE})"),
    };
    let source = name.citation().and_then(|citation| prose.source(data, citation));
    format!("{label}: {words}{note}{}", source.map(|source| format!(", from {source}")).unwrap_or_default())
}
