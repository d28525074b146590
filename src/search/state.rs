//! What `is:` tests: whether a gap is answered, whether a record is pinned, and the basis of its text.

use crate::atlas::{Answered, Basis, Data, Filter, RecordId};

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
    Answered(Answered),
    /// Is one of these records.
    Pinned(Vec<RecordId>),
    Of(Basis),
}

/// The names of the states.
pub(super) const STATES: [&str; 7] = [
    "unanswered",
    "answered",
    "partly-answered",
    "pinned",
    Basis::Editorial.name(),
    Basis::Verbatim.name(),
    Basis::Paraphrase.name(),
];

impl State {
    /// The state with this name.
    ///
    /// # Errors
    /// Why it cannot be tested in this data or with these pins.
    pub(super) fn named(name: &str, data: &Data, pinned: &Pinned) -> Result<Self, &'static str> {
        match (name, pinned) {
            ("answered" | "partly-answered" | "unanswered", _) if !data.has_answers() => Err(why_no_answers(data)),
            ("answered", _) => Ok(Self::Answered(Answered::InFull)),
            ("partly-answered", _) => Ok(Self::Answered(Answered::InPart)),
            ("unanswered", _) => Ok(Self::Answered(Answered::NotAtAll)),
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

/// Why no gap of this data counts as answered or unanswered.
pub fn why_no_answers(data: &Data) -> &'static str {
    if !data.filter().is_none() && data.filtered(Filter::default()).has_answers() {
        "which gaps are answered is our judgement, which is hidden"
    } else {
        "nothing in the data answers a gap"
    }
}
