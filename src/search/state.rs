//! What `is:` tests: whether a gap is answered, whether a record is pinned, and the basis of its text.

use crate::atlas::{Answered, Basis, Data, Filter, Kind, RecordId};

/// The pinned records, which the search does not know: its caller has the saved state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    /// These records; the data need not have them.
    Known(Vec<RecordId>),
    /// None can be known, for this reason: the end of a sentence about why nothing is found.
    Withheld(&'static str),
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

/// A state by its name, before it is known whether it can be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateName {
    Unanswered,
    Answered,
    PartlyAnswered,
    Pinned,
    Of(Basis),
}

impl StateName {
    pub(super) const ALL: [Self; 7] = [
        Self::Unanswered,
        Self::Answered,
        Self::PartlyAnswered,
        Self::Pinned,
        Self::Of(Basis::Editorial),
        Self::Of(Basis::Verbatim),
        Self::Of(Basis::Paraphrase),
    ];

    /// Whether only gaps may have it; it is a label, too.
    pub(super) const fn is_of_gaps(self) -> bool {
        matches!(self, Self::Unanswered | Self::Answered | Self::PartlyAnswered)
    }

    /// As it is typed.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Answered => "answered",
            Self::PartlyAnswered => "partly-answered",
            Self::Pinned => "pinned",
            Self::Of(basis) => basis.name(),
        }
    }
}

impl State {
    /// The state with this name.
    ///
    /// # Errors
    /// Why it cannot be tested in this data or with these pins.
    pub(super) fn named(name: StateName, data: &Data, pinned: &Pinned) -> Result<Self, &'static str> {
        let answered = |state| if data.has_answers() { Ok(Self::Answered(state)) } else { Err(why_no_answers(data)) };
        match name {
            StateName::Answered => answered(Answered::InFull),
            StateName::PartlyAnswered => answered(Answered::InPart),
            StateName::Unanswered => answered(Answered::NotAtAll),
            StateName::Pinned => match pinned {
                Pinned::Withheld(why) => Err(why),
                Pinned::Known(ids) => Ok(Self::Pinned(ids.clone())),
            },
            StateName::Of(basis) => Ok(Self::Of(basis)),
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

/// What finds gaps that are answered in part, in a message.
pub(super) const FINDS_PARTLY_ANSWERED: &str = "“is:partly-answered” finds";

/// That no gap has a state, and what shows those that are answered in part, if any are.
pub fn no_gap_is(answered: Answered, data: &Data, shows_partly_answered: &str) -> String {
    let name = match answered {
        Answered::InFull => "answered",
        Answered::InPart => "partly answered",
        Answered::NotAtAll => "unanswered",
    };
    if !data.has_answers() {
        return format!("no gap counts as {name}: {}", why_no_answers(data));
    }
    let some = |state: Answered| data.of_kind(Kind::Gap).any(|gap| data.answered(gap) == Some(state));
    let as_of = data.filter().as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
    let instead = if answered != Answered::InPart && some(Answered::InPart) {
        format!("; {shows_partly_answered} those that are answered in part")
    } else {
        String::new()
    };
    format!("no gap is {name}{as_of}{instead}")
}

/// Why no gap of this data counts as answered or unanswered.
pub(super) fn why_no_answers(data: &Data) -> &'static str {
    if !data.filter().is_none() && data.filtered(Filter::default()).has_answers() {
        "which gaps are answered is our judgement, which is hidden"
    } else {
        "nothing in the data answers a gap"
    }
}
