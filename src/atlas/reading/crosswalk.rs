//! `data/crosswalk.ron`: which recommendation answers which gap, and what the clauses support. Our own judgement, every
//! line of it.

use serde::Deserialize;

use crate::atlas::{Basis, Citation, Link, RecordId, Relation, Text};

/// A judgement as the data file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::atlas) struct Judgement {
    /// The record whose link it is.
    pub from: RecordId,
    relation: Relation,
    to: RecordId,
    /// Why, in a sentence.
    reason: Text,
    /// Where the judgement is told.
    citation: Citation,
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
        }
    }
}
