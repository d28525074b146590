//! What `is:` tests: whether a gap is answered, whether a record is pinned, and the basis of its text.

use crate::atlas::{Basis, Data, Filter, Kind, RecordId, VisibleRecord};

/// The pinned records, which the search does not know: its caller has the saved state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    /// These records; the data need not have them.
    Known(Vec<RecordId>),
    /// Restricted mode keeps none.
    Withheld,
    /// `icatlas pick` reads none.
    Unread,
}

impl Default for Pinned {
    fn default() -> Self {
        Self::Known(Vec::new())
    }
}

/// A state of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Answered,
    Unanswered,
    /// Is one of these records.
    Pinned(Vec<RecordId>),
    Of(Basis),
}

/// The names of the states.
pub(super) const STATES: [&str; 6] =
    ["unanswered", "answered", "pinned", Basis::Editorial.name(), Basis::Verbatim.name(), Basis::Paraphrase.name()];

impl State {
    /// The state with this name.
    ///
    /// # Errors
    /// Why it cannot be tested in this data or with these pins.
    pub(super) fn named(name: &str, data: &Data, pinned: &Pinned) -> Result<Self, &'static str> {
        match (name, pinned) {
            ("answered" | "unanswered", _) if !data.has_answers() => Err(why_no_answers(data)),
            ("answered", _) => Ok(Self::Answered),
            ("unanswered", _) => Ok(Self::Unanswered),
            ("pinned", Pinned::Withheld) => Err("restricted mode keeps no pins"),
            ("pinned", Pinned::Unread) => Err("`icatlas pick` does not read the pins"),
            ("pinned", Pinned::Known(ids)) => Ok(Self::Pinned(ids.clone())),
            _ => {
                let basis = Basis::ALL.into_iter().find(|basis| basis.name() == name);
                basis.map(Self::Of).ok_or("there is no such state")
            }
        }
    }

    pub(super) const fn is_pinned(&self) -> bool {
        matches!(self, Self::Pinned(_))
    }

    /// Whether it is that of being pinned, and no visible record is.
    pub(super) fn needs_pins(&self, data: &Data) -> bool {
        matches!(self, Self::Pinned(ids) if !ids.iter().any(|id| data.get(id).is_some()))
    }
}

/// Whether a record is a gap that a recommendation answers.
pub(super) fn is_answered(record: VisibleRecord<'_>, data: &Data) -> bool {
    record.kind() == Kind::Gap && data.has_answers() && !data.is_unanswered(record)
}

/// Why no gap of this data counts as answered or unanswered.
pub fn why_no_answers(data: &Data) -> &'static str {
    if !data.filter().is_none() && data.filtered(Filter::default()).has_answers() {
        "which gaps are answered is our judgement, which is hidden"
    } else {
        "no recommendation of the data answers a gap"
    }
}
