//! The links of a record, grouped for reading, with a heading for each group. The page and Markdown print them.

use super::naming::{capitalized, number_in_words};
use crate::atlas::{Basis, Data, Link, Relation, VisibleRecord};

/// One end of a link, seen from the other.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// The type of the link.
    pub relation: Relation,
    /// Whether the link leads to this end.
    pub is_forward: bool,
    /// The record at this end.
    pub record: VisibleRecord<'a>,
    /// The link.
    pub link: &'a Link,
}

/// The visible links of a record in groups of one relation and direction, our own judgement apart from the rest. What
/// answers or supports comes first.
pub fn groups<'a>(data: &'a Data, record: VisibleRecord<'a>) -> Vec<Vec<End<'a>>> {
    let outgoing = record
        .links()
        .filter_map(|link| Some(End { relation: link.relation, is_forward: true, record: data.get(&link.to)?, link }));
    let incoming = data.incoming(record.id());
    let incoming = incoming.map(|(record, link)| End { relation: link.relation, is_forward: false, record, link });
    let is_first = |end: &End<'_>| matches!(end.relation, Relation::Answers | Relation::Supports);
    let (first, others): (Vec<End<'_>>, Vec<End<'_>>) = outgoing.chain(incoming).partition(is_first);
    let mut groups: Vec<Vec<End<'_>>> = Vec::new();
    let sort = |end: &End<'_>| (end.relation, end.is_forward, end.link.basis == Basis::Editorial);
    for end in first.into_iter().chain(others) {
        match groups.iter_mut().find(|group| group.first().map(sort) == Some(sort(&end))) {
            Some(group) => group.push(end),
            None => groups.push(vec![end]),
        }
    }
    groups
}

/// The heading of the records at the other ends of links.
pub fn heading(relation: Relation, is_forward: bool, count: usize) -> String {
    match (relation, is_forward) {
        (Relation::Answers, true) => "It answers".to_owned(),
        (Relation::Answers, false) => match count {
            1 => "One recommendation answers it".to_owned(),
            count => format!("{} recommendations answer it", capitalized(&number_in_words(count))),
        },
        (Relation::Supports, true) => "It supports".to_owned(),
        (Relation::Supports, false) => "Supported by".to_owned(),
        (Relation::TookPart, true) => "Took part in".to_owned(),
        (Relation::TookPart, false) => "Took part".to_owned(),
        (Relation::Contributed, false) => "Contributed".to_owned(),
        (Relation::PartOf, false) => "Has the part".to_owned(),
        (relation, true) => capitalized(relation.forward()),
        (relation, false) => capitalized(relation.reverse()),
    }
}
