//! The four panes of the dashboard.

use crate::atlas::Kind;

/// A pane of the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// The member organizations.
    Members,
    /// Gaps and recommendations under the four Ps.
    Matrix,
    /// The clauses of the Global Plan.
    Plan,
    /// Tallies, the time line, and the records that are in no other pane.
    Overview,
}

impl Pane {
    /// All panes, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Members, Self::Matrix, Self::Plan, Self::Overview];

    /// The title in its border.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Members => "Members",
            Self::Matrix => "Matrix",
            Self::Plan => "Global Plan",
            Self::Overview => "Overview",
        }
    }

    /// Its number and its title.
    pub const fn numbered(self) -> &'static str {
        match self {
            Self::Members => "1 Members",
            Self::Matrix => "2 Matrix",
            Self::Plan => "3 Global Plan",
            Self::Overview => "4 Overview",
        }
    }

    /// Its number, 1 to 4: the key that focuses it.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The pane with the records of a kind.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Member => Self::Members,
            Kind::Gap | Kind::Recommendation => Self::Matrix,
            Kind::Clause => Self::Plan,
            Kind::Body
            | Kind::Function
            | Kind::Article
            | Kind::Event
            | Kind::Publication
            | Kind::Instrument
            | Kind::Contact
            | Kind::Document => Self::Overview,
        }
    }

    /// The next pane, or with `back` the previous one. The first follows the last.
    #[must_use]
    pub const fn neighbour(self, back: bool) -> Self {
        let step = if back { Self::ALL.len() - 1 } else { 1 };
        Self::ALL[(self as usize + step) % Self::ALL.len()]
    }
}
