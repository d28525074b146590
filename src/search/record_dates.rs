//! The days that records carry: their own date, and those on which a period of them, of a name or of a link begins or ends, or
//! for which a fact is known.

use std::borrow::Cow;

use super::dates::{Span, span_of};
use super::lines::count;
use crate::atlas::{Date, Fact, Link, Period, PeriodEnd, VisibleRecord};

/// The spans of all records, in the order of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordDates {
    pub(super) spans: Cow<'static, [Span]>,
    /// The index in `spans` of each record's first; one more at the end.
    pub(super) offsets: Cow<'static, [u32]>,
}

impl Default for RecordDates {
    fn default() -> Self {
        Self { spans: Cow::default(), offsets: Cow::Borrowed(&[0]) }
    }
}

impl RecordDates {
    /// Adds the dates of the next record; none of a hidden one.
    pub(super) fn add(&mut self, record: Option<VisibleRecord<'_>>) {
        let spans = self.spans.to_mut();
        if let Some(record) = record {
            let first = spans.len();
            each(record, |date| {
                let span = span_of(date);
                if !spans[first..].contains(&span) {
                    spans.push(span);
                }
            });
        }
        self.offsets.to_mut().push(count(spans.len()));
    }

    /// The spans of a record.
    pub(super) fn of(&self, record: usize) -> &[Span] {
        &self.spans[self.offsets[record] as usize..self.offsets[record + 1] as usize]
    }

    /// The memory it takes, in bytes.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&*self.spans) + size_of_val(&*self.offsets)
    }
}

/// Gives each date.
fn each(record: VisibleRecord<'_>, mut found: impl FnMut(Date)) {
    record.date().into_iter().for_each(&mut found);
    let names = record.names().filter_map(|name| name.period);
    for Period { from, to, .. } in
        record.period().into_iter().chain(record.links().filter_map(Link::period)).chain(names)
    {
        let to = if let PeriodEnd::On(date) = to { Some(date) } else { None };
        from.into_iter().chain(to).for_each(&mut found);
    }
    record.facts().filter_map(Fact::date).for_each(found);
}
