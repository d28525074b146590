//! The types of links: which kinds each joins, and its words in both directions.

use serde::{Deserialize, Serialize};

use crate::atlas::Kind;
use crate::atlas::packed::choices;

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
    /// A recommendation, a clause or a function answers a gap.
    #[serde(rename(serialize = "answers"))]
    Answers,
    /// A clause supports a recommendation or a function.
    #[serde(rename(serialize = "supports"))]
    Supports,
    /// A record names a document. The citations of a record imply this relation, so no link repeats them (see
    /// [`crate::atlas::Data::citing`]).
    #[serde(rename(serialize = "cites"))]
    Cites,
    /// An organization is a member of a body.
    #[serde(rename(serialize = "member of"))]
    MemberOf,
    /// An organization chaired a body, alone or with others.
    #[serde(rename(serialize = "chaired"))]
    Chaired,
    /// Another organization or document took the place of this one.
    #[serde(rename(serialize = "succeeded by"))]
    SucceededBy,
    /// An organization became a part of another one.
    #[serde(rename(serialize = "merged into"))]
    MergedInto,
    /// What an article asks for speaks to a gap. Always our own judgement.
    #[serde(rename(serialize = "bears on"))]
    BearsOn,
    /// A draft became a resolution.
    #[serde(rename(serialize = "adopted as"))]
    AdoptedAs,
    /// An organization runs the work of a body.
    #[serde(rename(serialize = "coordinated by"))]
    CoordinatedBy,
    /// An event marks the day on which an instrument was adopted.
    #[serde(rename(serialize = "anniversary of"))]
    AnniversaryOf,
}

impl Relation {
    /// All relations.
    pub const ALL: [Self; 16] = [
        Self::TookPart,
        Self::Convened,
        Self::Contributed,
        Self::EstablishedBy,
        Self::PartOf,
        Self::Answers,
        Self::Supports,
        Self::Cites,
        Self::MemberOf,
        Self::Chaired,
        Self::SucceededBy,
        Self::MergedInto,
        Self::BearsOn,
        Self::AdoptedAs,
        Self::CoordinatedBy,
        Self::AnniversaryOf,
    ];

    /// Whether data of the formats before 3 has no such links.
    pub const fn is_of_format_3(self) -> bool {
        match self {
            Self::TookPart
            | Self::Convened
            | Self::Contributed
            | Self::EstablishedBy
            | Self::PartOf
            | Self::Answers
            | Self::Supports
            | Self::Cites => false,
            Self::MemberOf
            | Self::Chaired
            | Self::SucceededBy
            | Self::MergedInto
            | Self::BearsOn
            | Self::AdoptedAs
            | Self::CoordinatedBy
            | Self::AnniversaryOf => true,
        }
    }

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
            Self::MemberOf => "member of",
            Self::Chaired => "chaired",
            Self::SucceededBy => "succeeded by",
            Self::MergedInto => "merged into",
            Self::BearsOn => "bears on",
            Self::AdoptedAs => "adopted as",
            Self::CoordinatedBy => "coordinated by",
            Self::AnniversaryOf => "marks an anniversary of",
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
            Self::MemberOf => "member",
            Self::Chaired => "chaired by",
            Self::SucceededBy => "succeeded",
            Self::MergedInto => "merged from",
            Self::BearsOn => "articles on it",
            Self::AdoptedAs => "adopted from",
            Self::CoordinatedBy => "coordinates",
            Self::AnniversaryOf => "anniversary",
        }
    }

    /// Whether the relation can lead from one kind to the other.
    pub const fn joins(self, from: Kind, to: Kind) -> bool {
        match self {
            Self::TookPart | Self::Convened => matches!((from, to), (Kind::Member, Kind::Event)),
            Self::Contributed => matches!((from, to), (Kind::Member, Kind::Publication)),
            Self::EstablishedBy | Self::Cites => matches!(to, Kind::Document | Kind::Instrument | Kind::Publication),
            Self::PartOf => true,
            Self::Answers => {
                matches!((from, to), (Kind::Recommendation | Kind::Clause | Kind::Function, Kind::Gap))
            }
            Self::Supports => matches!((from, to), (Kind::Clause, Kind::Recommendation | Kind::Function)),
            Self::MemberOf | Self::Chaired => matches!((from, to), (Kind::Member, Kind::Body)),
            Self::SucceededBy => {
                matches!((from, to), (Kind::Document, Kind::Document)) || Self::MergedInto.joins(from, to)
            }
            Self::MergedInto => matches!((from, to), (Kind::Member | Kind::Body, Kind::Member | Kind::Body)),
            Self::BearsOn => matches!((from, to), (Kind::Article, Kind::Gap)),
            Self::AdoptedAs => matches!((from, to), (Kind::Document, Kind::Document)),
            Self::CoordinatedBy => matches!((from, to), (Kind::Body, Kind::Member)),
            Self::AnniversaryOf => matches!((from, to), (Kind::Event, Kind::Instrument)),
        }
    }

    /// The kinds it joins, for messages.
    pub(in crate::atlas) const fn ends(self) -> &'static str {
        match self {
            Self::TookPart | Self::Convened => "a member to an event",
            Self::Contributed => "a member to a publication",
            Self::EstablishedBy | Self::Cites => "a record to a document, an instrument or a publication",
            Self::PartOf => "any record to any other",
            Self::Answers => "a recommendation, a clause or a function to a gap",
            Self::Supports => "a clause to a recommendation or a function",
            Self::MemberOf | Self::Chaired => "a member to a body",
            Self::SucceededBy => "a member or body to a member or body, or a document to a document",
            Self::MergedInto => "a member or body to a member or body",
            Self::BearsOn => "an article to a gap",
            Self::AdoptedAs => "a document to a document",
            Self::CoordinatedBy => "a body to a member",
            Self::AnniversaryOf => "an event to an instrument",
        }
    }
}

choices!(Relation {
    TookPart,
    Convened,
    Contributed,
    EstablishedBy,
    PartOf,
    Answers,
    Supports,
    Cites,
    MemberOf,
    Chaired,
    SucceededBy,
    MergedInto,
    BearsOn,
    AdoptedAs,
    CoordinatedBy,
    AnniversaryOf
});
