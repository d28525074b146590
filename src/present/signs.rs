//! The signs that say how far a gap is answered: before gaps, before answers, and where both are counted.

use crate::atlas::{Answered, Data, Extent, VisibleRecord};

/// Answered in full, or an answer to all of a gap.
pub const IN_FULL: &str = "●";

/// Answered in part, or an answer to a part of a gap.
pub const IN_PART: &str = "◐";

/// A gap that nothing answers.
pub const NOT_AT_ALL: &str = "○";

/// A sign where nothing but ASCII is shown.
pub const fn in_ascii(sign: char) -> Option<char> {
    match sign {
        '●' => Some('*'),
        '◐' => Some('%'),
        '○' => Some('o'),
        _ => None,
    }
}

/// The sign before a gap, unless it is answered in full or nothing is known of answers.
pub fn of_gap(data: &Data, gap: VisibleRecord<'_>) -> Option<&'static str> {
    match data.answered(gap)? {
        Answered::InFull => None,
        Answered::InPart => Some(IN_PART),
        Answered::NotAtAll => Some(NOT_AT_ALL),
    }
}

/// The sign before an answer, if the data says how much of the gap it answers.
pub fn of_answer(extent: Option<Extent>) -> Option<&'static str> {
    Some(match extent? {
        Extent::Full => IN_FULL,
        Extent::Partial => IN_PART,
    })
}
