//! Typed relations between records.

use serde::{Deserialize, Serialize};

use super::{Basis, RecordId};

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
        }
    }
}

/// A relation of the record that holds it to another one. The way back is derived, never written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What kind of relation.
    pub relation: Relation,
    /// The other record.
    pub to: RecordId,
    /// Whether the source states the relation in its own words, we read it out of them, or we judge so.
    pub basis: Basis,
}
