//! When a record begins, and how well that is known: the day of a filter hides it before, and `icatlas diff` says no more than
//! a source does.

use super::{Atlas, Citation, Date, Kind, Link, Record, RecordId, Relation};

/// The date from which a record is shown, and what that date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// A source says that it began then.
    On(Date),
    /// A source tells of it by then, and none says when it began.
    By(Date),
    /// What it belongs to began then, and no source says when it did itself.
    NotBefore(Date),
    /// Nobody says when it began: it is shown since its source, which has no date, was read, or since that is shown which it is
    /// part of.
    Unknown(Date),
}

impl Beginning {
    /// The date from which the record is shown.
    pub const fn date(self) -> Date {
        match self {
            Self::On(date) | Self::By(date) | Self::NotBefore(date) | Self::Unknown(date) => date,
        }
    }

    /// The date, if a source says that the record began then or before.
    pub const fn told(self) -> Option<Date> {
        match self {
            Self::On(date) | Self::By(date) => Some(date),
            Self::NotBefore(_) | Self::Unknown(_) => None,
        }
    }

    /// Whether nobody says anything of when it began.
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// When a record is there by itself. A member counts from the first day of its first membership, and not before there is what
    /// it is a member of.
    pub(super) fn of(record: &Record, whole: &Atlas) -> Option<Self> {
        let from = record.period.as_ref().and_then(|period| period.from);
        match record.kind() {
            Kind::Member => of_member(record, whole),
            Kind::Event => record.date.map(Self::On),
            Kind::Publication => first_told(record, whole),
            Kind::Instrument => from.or(record.date).map(Self::On),
            Kind::Body => from.map(Self::On),
            Kind::Gap
            | Kind::Recommendation
            | Kind::Clause
            | Kind::Function
            | Kind::Article
            | Kind::Contact
            | Kind::Document => None,
        }
    }
}

fn of_member(record: &Record, whole: &Atlas) -> Option<Beginning> {
    let of_membership = |link: &Link| match link.period().and_then(|period| Some((period.from?, period.is_by_then))) {
        Some((date, false)) => Some(Beginning::On(date)),
        Some((date, true)) => Some(Beginning::By(date)),
        None => begun(&link.to, whole).map(Beginning::NotBefore),
    };
    let mut memberships = record.links.iter().filter(|link| link.relation == Relation::MemberOf).peekable();
    let own = record.period.as_ref().and_then(|period| period.from);
    // The organization was there before it became a member.
    let own = own.map(if memberships.peek().is_some() { Beginning::NotBefore } else { Beginning::On });
    latest(own, earliest(memberships.map(of_membership)))
}

/// The date from which there is a body.
fn begun(body: &RecordId, whole: &Atlas) -> Option<Date> {
    looked_at(whole, whole.ordinal(body)?, |body| body.period.as_ref()?.from)
}

/// When a publication is known: on its own date, or by that of a source that tells of it before. Without any date it is known
/// from the day on which its source was read.
fn first_told(record: &Record, whole: &Atlas) -> Option<Beginning> {
    let date = |document: &RecordId| looked_at(whole, whole.ordinal(document)?, |document| document.date);
    let sources = record.citations.iter().filter_map(|citation| date(&citation.document)).map(Beginning::By);
    let told = record.date.map(Beginning::On).into_iter().chain(sources);
    let read = || record.citations.iter().filter_map(Citation::read).min_by_key(|date| date.first_day());
    told.min_by_key(|told| told.date().first_day()).or_else(|| read().map(Beginning::Unknown))
}

/// What is asked of a record, which stays packed.
fn looked_at<T>(whole: &Atlas, ordinal: usize, ask: impl FnOnce(&Record) -> T) -> T {
    let passing = whole.records.in_passing(ordinal);
    ask(passing.as_ref().unwrap_or_else(|| whole.record(ordinal)))
}

/// What begins first; `None` if there is nothing, or something has always been there.
pub(super) fn earliest(beginnings: impl Iterator<Item = Option<Beginning>>) -> Option<Beginning> {
    beginnings.min_by_key(|begins| begins.map(|begins| begins.date().first_day())).flatten()
}

/// What begins last.
fn latest(one: Option<Beginning>, other: Option<Beginning>) -> Option<Beginning> {
    one.into_iter().chain(other).max_by_key(|begins| begins.date().first_day())
}
