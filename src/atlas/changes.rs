//! What changed between two days: what the filter of the later one shows and that of the earlier one hides, and what had ended
//! by then. What is shown later though nobody says when it began is no change.

use super::{Beginning, Course, Data, Date, Fact, Filter, Link, Name, Period, VisibleRecord};

/// A record with its changes; at least one.
#[derive(Debug)]
pub struct Changed<'a> {
    /// The record as of the later day.
    pub record: VisibleRecord<'a>,
    /// What changed: first the record itself, then its links, names and facts, each in the order of the data.
    pub changes: Vec<Change<'a>>,
}

/// A change of a record or of a part of it.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// What became of it.
    pub turn: Turn,
    /// When, as far as that is known.
    pub date: Option<Date>,
    /// What changed.
    pub part: Part<'a>,
}

/// What becomes of something between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is shown at the later day and was not at the earlier one.
    New,
    /// The later day is in the month or year in which it ends.
    Ends,
    /// The later day is after its end.
    Ended,
}

impl Turn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::New, Self::Ends, Self::Ended];
}

/// A record, or a part of it.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// The record itself.
    Record,
    /// One of the links that it holds.
    Link(&'a Link),
    /// One of its names.
    Name(&'a Name),
    /// One of its facts.
    Fact(&'a Fact),
}

impl Change<'_> {
    /// Whether it is one of the record itself.
    pub const fn is_of_record(&self) -> bool {
        matches!(self.part, Part::Record)
    }
}

impl Changed<'_> {
    /// What became of the record itself; `None` if only parts of it changed.
    pub fn turn(&self) -> Option<Turn> {
        self.changes.iter().find(|change| change.is_of_record()).map(|change| change.turn)
    }
}

/// What changed from one day to a later one, record by record in the order of the data. Both are the same data, behind filters that
/// differ in their day.
pub fn changes<'a>(earlier: &'a Data, later: &'a Data) -> Vec<Changed<'a>> {
    let changed = later.records().map(|record| Changed { record, changes: of_record(earlier, later, record) });
    changed.filter(|changed| !changed.changes.is_empty()).collect()
}

fn of_record<'a>(earlier: &'a Data, later: &'a Data, record: VisibleRecord<'a>) -> Vec<Change<'a>> {
    let change = |(turn, date), part| Change { turn, date, part };
    let of_link = |link: &'a Link, turn: (Turn, Option<Date>)| {
        // What has no period of its own happened with the event that it is about.
        let of_event = || later.get(&link.to).and_then(|to| to.date().filter(|date| later.filter().has_come(*date)));
        change((turn.0, turn.1.or_else(of_event)), Part::Link(link))
    };
    // Nobody says that it began between the two days, even if only the later one shows it.
    let is_unknown = |record: VisibleRecord<'_>| record.begins().is_some_and(Beginning::is_unknown);
    let leads_to_known = |link: &Link| !later.get(&link.to).is_some_and(is_unknown);
    let from = |period: Option<Period>| period.and_then(|period| period.from);
    let Some(before) = earlier.at(record.ordinal()) else {
        if is_unknown(record) {
            return Vec::new();
        }
        // All of it is new. Its names and facts are on its page; its links say what else changed.
        let links = record.links().filter(|link| leads_to_known(link));
        let links = links.map(|link| of_link(link, (Turn::New, from(link.period()))));
        let begins = record.begins().and_then(Beginning::told);
        return std::iter::once(change((Turn::New, begins), Part::Record)).chain(links).collect();
    };
    let ends = |period: Option<Period>| {
        let course = |filter: Filter| Course::of(period?, filter.as_of?);
        turn(course(earlier.filter()), course(later.filter()))
    };
    let own = turn(before.course(), record.course()).map(|turn| change(turn, Part::Record));
    let links = paired(before.links(), record.links()).filter_map(|(link, is_new)| {
        let period = link.period();
        let begins = || leads_to_known(link).then(|| (Turn::New, from(period)));
        let turn = if is_new { begins() } else { ends(period) };
        turn.map(|turn| of_link(link, turn))
    });
    let names = paired(before.names(), record.names()).filter_map(|(name, is_new)| {
        let turn = if is_new { Some((Turn::New, from(name.period))) } else { ends(name.period) };
        turn.map(|turn| change(turn, Part::Name(name)))
    });
    let facts = paired(before.facts(), record.facts()).filter(|(_, is_new)| *is_new);
    let facts = facts.map(|(fact, _)| change((Turn::New, fact.date()), Part::Fact(fact)));
    own.into_iter().chain(links).chain(names).chain(facts).collect()
}

/// What becomes of something that was there, from what the earlier and the later day are to its period.
fn turn(before: Option<Course>, after: Option<Course>) -> Option<(Turn, Option<Date>)> {
    match after.filter(|_| before != after)? {
        Course::Ended(date) => Some((Turn::Ended, Some(date))),
        Course::EndsIn(date) => Some((Turn::Ends, Some(date))),
        Course::BeginsIn(_) => None,
    }
}

/// The parts that are shown later, each with whether it is new. Those that were shown before are among them, in the same order.
fn paired<'a, T: 'a>(
    before: impl Iterator<Item = &'a T>,
    after: impl Iterator<Item = &'a T>,
) -> impl Iterator<Item = (&'a T, bool)> {
    let mut before = before.peekable();
    after.map(move |part| (part, before.next_if(|before| std::ptr::eq(*before, part)).is_none()))
}
