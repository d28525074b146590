//! Typed relations between records.

use serde::{Deserialize, Serialize, de};

use crate::atlas::{Basis, Citation, Kind, RecordId, Text};

/// What one record has to do with another; read as `subject relation object`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Relation {
    /// An organization took part in an event.
    #[serde(rename(serialize = "took part"))]
    TookPart,
    /// An organization convened an event.
    #[serde(rename(serialize = "convened"))]
    Convened,
    /// An organization contributed to a publication.
    #[serde(rename(serialize = "contributed"))]
    Contributed,
    /// Something was established by a document.
    #[serde(rename(serialize = "established by"))]
    EstablishedBy,
    /// A clause stands in a plan, a contact in an organization.
    #[serde(rename(serialize = "part of"))]
    PartOf,
    /// A recommendation answers a gap.
    #[serde(rename(serialize = "answers"))]
    Answers,
    /// A clause supports a recommendation or a function.
    #[serde(rename(serialize = "supports"))]
    Supports,
    /// Something names a document. That a record is cited from one is such a relation without being written as one (see
    /// [`crate::atlas::Data::citing`]).
    #[serde(rename(serialize = "cites"))]
    Cites,
}

impl Relation {
    /// How the relation reads from its subject.
    pub const fn forward(self) -> &'static str {
        match self {
            Self::TookPart => "took part in",
            Self::Convened => "convened",
            Self::Contributed => "contributed to",
            Self::EstablishedBy => "established by",
            Self::PartOf => "part of",
            Self::Answers => "answers",
            Self::Supports => "supports",
            Self::Cites => "cites",
        }
    }

    /// How the same relation reads from its object.
    pub const fn reverse(self) -> &'static str {
        match self {
            Self::TookPart => "participant",
            Self::Convened => "convened by",
            Self::Contributed => "contributor",
            Self::EstablishedBy => "established",
            Self::PartOf => "has part",
            Self::Answers => "answered by",
            Self::Supports => "supported by",
            Self::Cites => "cited by",
        }
    }

    /// Whether the relation can lead from a record of one kind to one of the other.
    pub const fn joins(self, from: Kind, to: Kind) -> bool {
        match self {
            Self::TookPart | Self::Convened => matches!((from, to), (Kind::Member, Kind::Event)),
            Self::Contributed => matches!((from, to), (Kind::Member, Kind::Publication)),
            Self::EstablishedBy | Self::Cites => matches!(to, Kind::Document | Kind::Instrument | Kind::Publication),
            Self::PartOf => true,
            Self::Answers => matches!((from, to), (Kind::Recommendation, Kind::Gap)),
            Self::Supports => matches!((from, to), (Kind::Clause, Kind::Recommendation | Kind::Function)),
        }
    }

    /// What it joins, in words.
    pub(in crate::atlas) const fn ends(self) -> &'static str {
        match self {
            Self::TookPart | Self::Convened => "a member to an event",
            Self::Contributed => "a member to a publication",
            Self::EstablishedBy | Self::Cites => "a record to a document, an instrument or a publication",
            Self::PartOf => "any record to any other",
            Self::Answers => "a recommendation to a gap",
            Self::Supports => "a clause to a recommendation or a function",
        }
    }
}

/// A relation of the record that holds it to another one. The way back is derived, never written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledLink")]
pub struct Link {
    /// What kind of relation.
    pub relation: Relation,
    /// The other record.
    pub to: RecordId,
    /// Whether the source states the relation in its own words, we read it out of them, or we judge so.
    pub basis: Basis,
    /// Where the relation is told.
    pub citation: Citation,
    /// Why we judge so, in a sentence. Editorial links have one, and no others.
    pub reason: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Link")]
struct SpelledLink {
    relation: Relation,
    to: RecordId,
    basis: Basis,
    citation: Citation,
    #[serde(default)]
    reason: Option<Text>,
}

impl TryFrom<SpelledLink> for Link {
    type Error = de::value::Error;

    fn try_from(spelled: SpelledLink) -> Result<Self, Self::Error> {
        let SpelledLink { relation, to, basis, citation, reason } = spelled;
        match (basis, &reason) {
            (Basis::Editorial, None) => {
                Err(de::Error::custom("an editorial link without a reason: add a `reason`, in a sentence"))
            }
            (Basis::Verbatim | Basis::Paraphrase, Some(_)) => {
                Err(de::Error::custom("a reason for what a source says: leave it out, or make the link Editorial"))
            }
            _ => Ok(Self { relation, to, basis, citation, reason }),
        }
    }
}
