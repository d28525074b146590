//! The kinds of record, and the one list of them that everything else reads.

use std::fmt;

use serde::Serialize;

/// What sort of thing a record is.
///
/// The order is that of [`Kind::ALL`]: the order of the data, of lists and of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An organization that the source lists as a member of ICAT.
    Member,
    /// A shortcoming that the source names under one of the four Ps.
    Gap,
    /// What the source recommends under one of the four Ps.
    Recommendation,
    /// A passage of the Global Plan of Action on ICAT.
    Clause,
    /// One of the functions that the source gives ICAT.
    Function,
    /// Something that happened on a day or in a month.
    Event,
    /// Something that ICAT published.
    Publication,
    /// A treaty.
    Instrument,
    /// Whom to write to.
    Contact,
    /// A text or page that records cite.
    Document,
}

impl Kind {
    /// All kinds, in the order of the data.
    pub const ALL: [Self; 10] = [
        Self::Member,
        Self::Gap,
        Self::Recommendation,
        Self::Clause,
        Self::Function,
        Self::Event,
        Self::Publication,
        Self::Instrument,
        Self::Contact,
        Self::Document,
    ];

    /// The first part of the ids of this kind, which is its short name too.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Gap => "gap",
            Self::Recommendation => "rec",
            Self::Clause => "clause",
            Self::Function => "function",
            Self::Event => "event",
            Self::Publication => "publication",
            Self::Instrument => "instrument",
            Self::Contact => "contact",
            Self::Document => "document",
        }
    }

    /// The kind's name, for one record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recommendation => "recommendation",
            other => other.prefix(),
        }
    }

    /// The name for several records, which is also the stem of the data file: `members` for `data/members.ron`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Member => "members",
            Self::Gap => "gaps",
            Self::Recommendation => "recommendations",
            Self::Clause => "clauses",
            Self::Function => "functions",
            Self::Event => "events",
            Self::Publication => "publications",
            Self::Instrument => "instruments",
            Self::Contact => "contacts",
            Self::Document => "documents",
        }
    }

    /// Whether records of this kind tell what is around the group: what happened, what was published, what is cited. The
    /// others tell who is in it, what it has to do, and what is missing.
    pub const fn is_background(self) -> bool {
        match self {
            Self::Member | Self::Gap | Self::Recommendation | Self::Clause | Self::Function => false,
            Self::Event | Self::Publication | Self::Instrument | Self::Contact | Self::Document => true,
        }
    }

    /// The kind whose ids begin with `prefix`.
    pub fn from_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// The kind that a person names: its short name, its name or its plural, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|kind| [kind.prefix(), kind.name(), kind.plural()].contains(&name.as_str()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
