//! `data/crosswalk.ron`: which recommendation answers which gap, and what the clauses support. All of it is our own
//! judgement.

use serde::Deserialize;

use super::key::{Fields, Keyed};
use crate::atlas::records::Bounds;
use crate::atlas::{Basis, Citation, Extent, Link, RecordId, Relation, Text};

/// A judgement, as spelled in the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Judgement {
    /// The record that the link starts from.
    pub from: RecordId,
    relation: Relation,
    to: RecordId,
    /// The reason, in a sentence.
    reason: Text,
    /// The passage that the judgement is about.
    citation: Citation,
    /// The paragraph of the article that it is about.
    #[serde(default)]
    paragraph: Option<Text>,
    /// How much of the gap it answers.
    #[serde(default)]
    strength: Option<Extent>,
}

impl Judgement {
    /// The link, for the record named by `from`.
    pub(in crate::atlas) fn link(&self) -> Link {
        Link {
            relation: self.relation,
            to: self.to.clone(),
            basis: Basis::Editorial,
            citation: self.citation.clone(),
            reason: Some(self.reason.clone()),
            bounds: Bounds { period: None, paragraph: self.paragraph.clone(), extent: self.strength }.boxed(),
        }
    }
}

impl Keyed for Judgement {
    type Key = (RecordId, Relation, RecordId);
    const FIELDS: &'static [&'static str] = &["from", "relation", "to"];

    fn key(&self) -> Self::Key {
        (self.from.clone(), self.relation, self.to.clone())
    }

    fn read(element: &Fields<'_>) -> Option<Self::Key> {
        Some((element.value("from")?, element.value("relation")?, element.value("to")?))
    }

    fn told((from, relation, to): &Self::Key) -> String {
        format!("“{from} {} {to}”", relation.forward())
    }
}
