//! Which gaps are answered, in full or in part, and by what: the crosswalk seen from the gaps.

use super::tables::Tie;
use super::{Basis, Data, Extent, Kind, Relation, VisibleRecord};

/// How far a gap is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// By at least one answer to all of it.
    InFull,
    /// By answers to parts of it only.
    InPart,
    /// By none.
    NotAtAll,
}

impl Data {
    /// Whether the data has links of a relation, visible or not.
    pub fn knows(&self, relation: Relation) -> bool {
        (0..self.whole().len()).any(|to| self.whole().tables.links_to(to).any(|tie| tie.relation == relation))
    }

    /// Whether the visible data says which gaps are answered.
    pub fn has_answers(&self) -> bool {
        let mut bases = Basis::ALL.into_iter().filter(|basis| self.whole().tables.answers.contains(&(*basis as u32)));
        bases.any(|basis| self.filter().lets_through(basis))
    }

    /// Whether the visible data says of any answer how much of its gap it answers.
    pub fn has_strengths(&self) -> bool {
        self.of_kind(Kind::Gap).any(|gap| self.answers(gap).any(|tie| tie.extent.is_some()))
    }

    /// How far a gap is answered; `None` for other records and in data without answers.
    pub fn answered(&self, record: VisibleRecord<'_>) -> Option<Answered> {
        if record.kind() != Kind::Gap || !self.has_answers() {
            return None;
        }
        let mut answered = Answered::NotAtAll;
        for tie in self.answers(record) {
            match tie.extent {
                // An answer without an extent counts as a full one.
                None | Some(Extent::Full) => return Some(Answered::InFull),
                Some(Extent::Partial) => answered = Answered::InPart,
            }
        }
        Some(answered)
    }

    /// Whether a record is a gap that nothing answers. No gap is unanswered in data without answers.
    pub fn is_unanswered(&self, record: VisibleRecord<'_>) -> bool {
        self.answered(record) == Some(Answered::NotAtAll)
    }

    /// Whether a record is a gap that no recommendation answers, though a clause or function may.
    pub fn lacks_recommendation(&self, record: VisibleRecord<'_>) -> bool {
        let by_recommendation = |tie: Tie| self.whole().kind(tie.from) == Kind::Recommendation;
        self.answered(record).is_some() && !self.answers(record).any(by_recommendation)
    }

    /// The visible answers to a gap.
    fn answers(&self, gap: VisibleRecord<'_>) -> impl Iterator<Item = Tie> {
        self.ties(gap.ordinal).filter(|tie| tie.relation == Relation::Answers)
    }

    /// Whether the data has an answer to a part of a gap, visible or not.
    pub fn knows_partial_answers(&self) -> bool {
        let gaps = self.whole().ordinals_of_kind(Kind::Gap);
        gaps.into_iter().any(|to| self.whole().tables.links_to(to).any(|tie| tie.extent == Some(Extent::Partial)))
    }
}
