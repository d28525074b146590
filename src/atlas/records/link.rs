//! Typed relations between records.

use serde::{Deserialize, Serialize, de};

use crate::atlas::packed::{choices, fields};
use crate::atlas::{Basis, Citation, Kind, RecordId, Text};

/// The relation between two records, read as `subject relation object`.
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
    /// A clause is part of a plan, a contact part of an organization.
    #[serde(rename(serialize = "part of"))]
    PartOf,
    /// A recommendation answers a gap.
    #[serde(rename(serialize = "answers"))]
    Answers,
    /// A clause supports a recommendation or a function.
    #[serde(rename(serialize = "supports"))]
    Supports,
    /// A record names a document. The citations of a record imply this relation, so no link repeats them (see
    /// [`crate::atlas::Data::citing`]).
    #[serde(rename(serialize = "cites"))]
    Cites,
}

impl Relation {
    /// The words that follow the subject: `took part in`.
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

    /// The heading for the subjects under the object: `participant`.
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

    /// Whether the relation can lead from one kind to the other.
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

    /// The kinds it joins, for messages.
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

/// A relation from the record that holds it to another one. The reverse link is derived, never written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SpelledLink")]
pub struct Link {
    /// The type of the link.
    pub relation: Relation,
    /// The other record.
    pub to: RecordId,
    /// Whether the source states the relation, we infer it from the source, or it is our own judgement.
    pub basis: Basis,
    /// The source of the relation.
    pub citation: Citation,
    /// The reason for our judgement, in a sentence. Editorial links must have one; other links must not.
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

fields!(Link { relation, to, basis, citation, reason });

choices!(Relation { TookPart, Convened, Contributed, EstablishedBy, PartOf, Answers, Supports, Cites });
