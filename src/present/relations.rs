//! The links of a record, grouped for reading, with a heading for each group. The page and Markdown print them.

use std::borrow::Cow;

use super::citing::paragraphs;
use super::naming::{capitalized, number_in_words};
use crate::atlas::{Basis, Data, Kind, Link, Relation, VisibleRecord};

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
/// answers, supports or succeeds comes first.
pub fn groups<'a>(data: &'a Data, record: VisibleRecord<'a>) -> Groups<'a> {
    let outgoing = record
        .links()
        .filter_map(|link| Some(End { relation: link.relation, is_forward: true, record: data.get(&link.to)?, link }));
    let incoming = data.incoming(record.id());
    let incoming = incoming.map(|(record, link)| End { relation: link.relation, is_forward: false, record, link });
    let mut ends: Vec<End<'_>> = outgoing.chain(incoming).collect();
    let is_first = |end: &End<'_>| match end.relation {
        Relation::Answers | Relation::Supports | Relation::SucceededBy | Relation::MergedInto => true,
        Relation::TookPart
        | Relation::Convened
        | Relation::Contributed
        | Relation::EstablishedBy
        | Relation::PartOf
        | Relation::Cites
        | Relation::MemberOf
        | Relation::Chaired
        | Relation::BearsOn
        | Relation::AdoptedAs
        | Relation::CoordinatedBy
        | Relation::AnniversaryOf => false,
    };
    ends.sort_by_key(|end| (!is_first(end), end.link.is_partial()));
    let mut sorts = Vec::new();
    for sort in ends.iter().map(End::sort) {
        if !sorts.contains(&sort) {
            sorts.push(sort);
        }
    }
    // A group stands where its first end stood.
    ends.sort_by_key(|end| sorts.iter().position(|sort| *sort == end.sort()));
    Groups(ends)
}

/// Links in groups.
#[derive(Debug)]
pub struct Groups<'a>(Vec<End<'a>>);

impl<'a> Groups<'a> {
    /// The groups; none is empty.
    pub fn iter(&self) -> impl Iterator<Item = &[End<'a>]> {
        self.0.chunk_by(|a, b| a.sort() == b.sort())
    }

    /// The links of all groups.
    pub fn ends(&self) -> &[End<'a>] {
        &self.0
    }
}

impl End<'_> {
    /// What is the same in a group. Answers are counted by their kind and by how much they answer.
    fn sort(&self) -> (Relation, bool, bool, Option<Kind>, bool) {
        let answers = (self.relation == Relation::Answers && !self.is_forward).then(|| self.record.kind());
        (self.relation, self.is_forward, self.link.basis == Basis::Editorial, answers, self.link.is_partial())
    }

    /// What follows the record: the paragraphs that the link is about, and when it holds.
    pub fn note(&self) -> String {
        let paragraphs = self.link.paragraph().map(|numbers| format!(", {}", paragraphs(numbers))).unwrap_or_default();
        paragraphs + &self.when()
    }

    /// The same without the paragraph.
    pub fn when(&self) -> String {
        self.link.when().map(|when| format!(", {when}")).unwrap_or_default()
    }

    /// Whether the two links have the same reason and source.
    pub fn has_grounds_of(&self, other: &Self) -> bool {
        let (own, other) = (self.link, other.link);
        own.basis == other.basis && own.citation == other.citation && own.reason == other.reason
    }
}

/// The heading of a group of links, for the records at the other ends.
pub fn heading(group: &[End<'_>]) -> Cow<'static, str> {
    let Some(first) = group.first() else { return Cow::default() };
    let in_part = if first.link.is_partial() { " in part" } else { "" };
    match (first.relation, first.is_forward) {
        (Relation::Answers, true) => format!("It answers{in_part}").into(),
        (Relation::Answers, false) => {
            let kind = first.record.kind();
            match group.len() {
                1 => format!("One {} answers it{in_part}", kind.name()).into(),
                count => {
                    format!("{} {} answer it{in_part}", capitalized(&number_in_words(count)), kind.plural()).into()
                }
            }
        }
        (Relation::Supports, true) => "It supports".into(),
        (Relation::Supports, false) => "Supported by".into(),
        (Relation::TookPart, true) => "Took part in".into(),
        (Relation::TookPart, false) => "Took part".into(),
        (Relation::Contributed, false) => "Contributed".into(),
        (Relation::PartOf, false) => "Has the part".into(),
        (Relation::MemberOf, false) => "Members".into(),
        (Relation::BearsOn, true) => "It bears on".into(),
        (relation, true) => String::from(capitalized(relation.forward())).into(),
        (relation, false) => String::from(capitalized(relation.reverse())).into(),
    }
}
