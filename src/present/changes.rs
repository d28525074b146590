//! Changes between two days, in words.

use super::citing::{basis_note, cited};
use super::naming::{headline, in_list, quoted, short};
use super::relations::End;
use super::wrap::WHOLE;
use crate::atlas::{
    Basis, Beginning, Change, Changed, Citation, Data, Kind, Name, Part, Relation, SYMBOL, Standing, Turn,
    VisibleRecord,
};

/// The sign of a change of the record itself, or of one that changed in part.
pub const fn sign(turn: Option<Turn>) -> &'static str {
    match turn {
        Some(Turn::New) => "+",
        Some(Turn::Ended) => "-",
        Some(Turn::Ends) | None => "~",
    }
}

/// What became of something, in a word.
pub const fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::New => "new",
        Turn::Ends => "ends",
        Turn::Ended => "ended",
    }
}

/// What may change, in a word each.
pub const PARTS: [&str; 4] = ["record", "link", "name", "fact"];

/// What a change is of, in a word.
pub const fn part(part: Part<'_>) -> &'static str {
    let [record, link, name, fact] = PARTS;
    match part {
        Part::Record => record,
        Part::Link(_) => link,
        Part::Name(_) => name,
        Part::Fact(_) => fact,
    }
}

/// What sort of change it is: `new`, `ended`, `new link`, `name ended`.
pub fn sort(change: &Change<'_>) -> String {
    let (word, part) = (word(change.turn), part(change.part));
    match (change.part, change.turn) {
        (Part::Record, _) => word.to_owned(),
        (Part::Link(_) | Part::Name(_) | Part::Fact(_), Turn::New) => format!("{word} {part}"),
        (Part::Link(_) | Part::Name(_) | Part::Fact(_), Turn::Ends | Turn::Ended) => format!("{part} {word}"),
    }
}

/// The name of a changed record and, if it is new, what is known of when it began: `UN Women · …, member by June 2011`.
pub fn name(changed: &Changed<'_>) -> String {
    let record = changed.record;
    let name = in_list(record, WHOLE);
    let begins = record.begins().filter(|_| changed.turn() == Some(Turn::New) && record.course().is_none());
    let own = record.date().filter(|date| record.has_come(*date));
    // The organization may have been there before.
    let member = if record.links().any(|link| link.relation == Relation::MemberOf) { "member " } else { "" };
    match (begins, own) {
        (Some(Beginning::On(_) | Beginning::By(_)), Some(date)) => format!("{name}, {date}"),
        (Some(Beginning::On(date)), None) => format!("{name}, {member}from {date}"),
        (Some(Beginning::By(date)), None) => format!("{name}, {member}by {date}"),
        (Some(Beginning::NotBefore(_)), _) => format!("{name}, since when no source says"),
        (Some(Beginning::Unknown(_)) | None, _) => name,
    }
}

/// What changed, on one line: `succeeded by UN Women, 2 July 2010`.
pub fn in_words(data: &Data, changed: &Changed<'_>, change: &Change<'_>) -> String {
    match change.part {
        Part::Record => name(changed),
        Part::Link(link) => {
            let Some(to) = data.get(&link.to) else { return link.to.to_string() };
            let note = End { relation: link.relation, is_forward: true, record: to, link }.note();
            // The note has the period.
            let when =
                change.date.filter(|_| link.period().is_none()).map(|date| format!(", {date}")).unwrap_or_default();
            format!("{} {}{note}{when}", link.forward(), target(to))
        }
        Part::Name(name) => {
            let words = name.in_full();
            let when = name.when().map(|when| format!(", {when}")).unwrap_or_default();
            format!("{}: {}{when}", label(name), quoted(&words, name.basis))
        }
        Part::Fact(fact) => {
            let words = fact.statement.joined().replace('\n', " ");
            let when = fact.date().map(|date| format!(", {date}")).unwrap_or_default();
            format!("{}: {}{when}", fact.label, quoted(&words, fact.statement.basis))
        }
    }
}

/// What the other end of a link is called within a line.
fn target(to: VisibleRecord<'_>) -> String {
    match to.fact(SYMBOL) {
        Some(symbol) if to.kind() == Kind::Document => symbol.first().to_owned(),
        Some(_) | None if to.acronym().is_some() => short(to, WHOLE).into_owned(),
        Some(_) | None => headline(to, WHOLE).into_owned(),
    }
}

/// What sort of name it is, where nothing else says that it is one.
fn label(name: &Name) -> String {
    match name.standing {
        Standing::Later | Standing::Former => name.label().into_owned(),
        Standing::Source => "name in the source".to_owned(),
        Standing::Official | Standing::French | Standing::Spanish if name.is_foreign() => {
            format!("official name, {}", name.label())
        }
        Standing::Official | Standing::French | Standing::Spanish => "official name".to_owned(),
    }
}

/// The sources of a change: those of the link, name or fact, or else of its record. None for what is our own knowledge.
pub fn citations<'a>(record: VisibleRecord<'a>, change: &Change<'a>) -> Vec<&'a Citation> {
    let own = match change.part {
        Part::Record => None,
        Part::Link(link) => Some(&link.citation),
        Part::Name(name) => name.citation(),
        Part::Fact(fact) => fact.citation(),
    };
    match own {
        Some(own) => vec![own],
        None if basis(change) == Some(Basis::Editorial) => Vec::new(),
        None => record.citations().iter().collect(),
    }
}

fn basis(change: &Change<'_>) -> Option<Basis> {
    match change.part {
        Part::Record => None,
        Part::Link(link) => Some(link.basis),
        Part::Name(name) => Some(name.basis),
        Part::Fact(fact) => Some(fact.statement.basis),
    }
}

/// The sources on one line, with the basis of what they are not quoted for: `GA/10959, read in November 2026, paraphrase`.
pub fn source(data: &Data, record: VisibleRecord<'_>, change: &Change<'_>) -> String {
    let citations = citations(record, change).into_iter();
    let cited = citations.map(|citation| cited(data, citation).to_string()).collect::<Vec<_>>().join("; ");
    let basis = basis(change).map_or("", basis_note);
    // Of our own knowledge the basis stands alone.
    if cited.is_empty() { basis.trim_start_matches(", ").to_owned() } else { cited + basis }
}
