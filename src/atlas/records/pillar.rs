//! The four Ps.

use std::fmt;

use serde::Serialize;

use crate::atlas::packed::choices;

/// One of the four headings under which the source sorts gaps and recommendations ("the four Ps").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pillar {
    /// Keeping trafficking from happening.
    Prevention,
    /// Protecting and assisting those who are trafficked.
    Protection,
    /// Bringing traffickers to justice.
    Prosecution,
    /// Working together, within states and between them.
    Partnership,
}

impl Pillar {
    /// All four, in the source's order.
    pub const ALL: [Self; 4] = [Self::Prevention, Self::Protection, Self::Prosecution, Self::Partnership];

    /// The pillar's name, as in the headings of the source's slides.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prevention => "Prevention",
            Self::Protection => "Protection",
            Self::Prosecution => "Prosecution",
            Self::Partnership => "Partnership",
        }
    }

    /// The pillar's part of an id: `prevention`.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Prevention => "prevention",
            Self::Protection => "protection",
            Self::Prosecution => "prosecution",
            Self::Partnership => "partnership",
        }
    }

    /// Parses the pillar's part of an id.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pillar| pillar.segment() == segment)
    }

    /// Its index in [`Pillar::ALL`], 0 to 3.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Pillar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

choices!(Pillar { Prevention, Protection, Prosecution, Partnership });
