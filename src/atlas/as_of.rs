//! The data as of a day: what began later is hidden, and what had ended is marked. Documents are sources and never hidden.

use std::collections::{HashMap, HashSet, VecDeque};

use super::beginning::{Beginning, earliest};
use super::packed::value::count;
use super::tables::Tie;
use super::{Atlas, Data, Date, Filter, Kind, Link, Period, PeriodEnd, RecordId, Relation, VisibleRecord};

impl Filter {
    /// The same filter, with the day of the edition instead of a later one, after which nothing is known.
    #[must_use]
    pub fn up_to(self, edition: Date) -> Self {
        let is_later = |day: &Date| day.last_day() > edition.last_day();
        Self { as_of: self.as_of.map(|day| Some(day).filter(|day| !is_later(day)).unwrap_or(edition)), ..self }
    }

    /// Whether the first day of a date had come.
    pub(super) fn has_come(self, date: Date) -> bool {
        self.as_of.is_none_or(|day| date.first_day() <= day.last_day())
    }

    /// Whether something with this period had begun.
    pub(super) fn has_begun(self, period: Option<Period>) -> bool {
        self.as_of.is_none() || period.and_then(|period| period.from).is_none_or(|from| self.has_come(from))
    }
}

/// What began later than the day of a filter.
#[derive(Debug)]
pub(super) struct Later {
    /// For each record when it begins to be shown; `None` if it has always been there.
    pub begins: Vec<Option<Beginning>>,
    /// The links that began later: the ordinal of the record, and the index of the link there.
    links: HashSet<(u32, u32)>,
    /// The ordinals of the records with a name or a fact that began later, in order.
    pub in_part: Vec<u32>,
}

impl Later {
    /// What began later than the day of this filter. Packed records are unpacked in passing.
    pub(super) fn than(whole: &Atlas, filter: Filter) -> Self {
        let mut later = Self { begins: Vec::with_capacity(whole.len()), links: HashSet::new(), in_part: Vec::new() };
        // What each part is part of.
        let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
        for ordinal in 0..whole.len() {
            let passing = whole.records.in_passing(ordinal);
            let record = passing.as_ref().unwrap_or_else(|| whole.record(ordinal));
            later.begins.push(Beginning::of(record, whole));
            for (number, link) in (0..).zip(record.links.iter()) {
                if !filter.has_begun(link.period()) {
                    later.links.insert((count(ordinal), number));
                }
                if link.relation == Relation::PartOf && begins_with_its_whole(record.kind()) {
                    parts.entry(ordinal).or_default().extend(whole.ordinal(&link.to));
                }
            }
            let names = record.names.iter().all(|name| filter.has_begun(name.period));
            if !names || !record.facts.iter().all(|fact| fact.date().is_none_or(|date| filter.has_come(date))) {
                later.in_part.push(count(ordinal));
            }
        }
        later.begin_with_wholes(whole, &parts);
        later
    }

    /// Lets parts begin no earlier than the first thing that they are part of, and the parts of parts with them.
    fn begin_with_wholes(&mut self, whole: &Atlas, parts: &HashMap<usize, Vec<usize>>) {
        let mut left: VecDeque<usize> = (0..whole.len()).filter(|ordinal| parts.contains_key(ordinal)).collect();
        while let Some(part) = left.pop_front() {
            let Some(wholes) = parts.get(&part).filter(|wholes| !wholes.is_empty()) else { continue };
            let Some(first) = earliest(wholes.iter().map(|whole| self.begins[*whole])) else { continue };
            let is_earlier = |own: Beginning| own.date().first_day() < first.date().first_day();
            if self.begins[part].is_none_or(is_earlier) {
                // An office may have been there before the organization became a member.
                let is_contact = whole.kind(part) == Kind::Contact;
                self.begins[part] = Some(if is_contact { Beginning::Unknown(first.date()) } else { first });
                let its_parts = whole.tables.links_to(part).filter(|tie| tie.relation == Relation::PartOf);
                left.extend(its_parts.map(|tie| tie.from));
            }
        }
    }

    /// Whether a link began later.
    pub(super) fn has(&self, tie: &Tie) -> bool {
        self.links.contains(&(count(tie.from), count(tie.number)))
    }
}

/// Whether records of this kind are there only with what they are part of.
const fn begins_with_its_whole(kind: Kind) -> bool {
    match kind {
        Kind::Article | Kind::Event | Kind::Publication | Kind::Instrument | Kind::Contact => true,
        Kind::Member
        | Kind::Body
        | Kind::Gap
        | Kind::Recommendation
        | Kind::Clause
        | Kind::Function
        | Kind::Document => false,
    }
}

/// What a day is to the period of a record, where that is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It is after the end.
    Ended(Date),
    /// It is in the month or year in which the period ends.
    EndsIn(Date),
    /// It is in the month or year in which the period begins.
    BeginsIn(Date),
}

impl Course {
    pub(super) fn of(period: Period, day: Date) -> Option<Self> {
        let day = day.last_day();
        if let PeriodEnd::On(end) = period.to {
            if end.last_day() < day {
                return Some(Self::Ended(end));
            }
            if end.day().is_none() && end.first_day() <= day {
                return Some(Self::EndsIn(end));
            }
        }
        let is_within = |from: &Date| !period.is_by_then && from.day().is_none() && day <= from.last_day();
        period.from.filter(is_within).map(Self::BeginsIn)
    }
}

impl VisibleRecord<'_> {
    /// When it begins to be shown; `None` if it has always been there, and without a day.
    pub fn begins(&self) -> Option<Beginning> {
        self.data.later().and_then(|later| later.begins[self.ordinal])
    }

    /// Whether a date has come on the day of the filter.
    pub fn has_come(&self, date: Date) -> bool {
        self.data.filter().has_come(date)
    }

    /// What the day is to the membership of a member, or to the period of a body or an instrument: the day of the filter or,
    /// without one, that of the edition. `None` in data without periods.
    pub fn course(&self) -> Option<Course> {
        self.course_on(self.data.day_of_periods()?)
    }

    /// The same for any day up to that.
    fn course_on(&self, day: Date) -> Option<Course> {
        let own = self.period().unwrap_or(Period { from: None, is_by_then: false, to: PeriodEnd::Unknown });
        let memberships = || self.links().filter(|link| link.relation == Relation::MemberOf);
        if self.kind() != Kind::Member || memberships().next().is_none() {
            return Course::of(own, day);
        }
        let start = |period: Option<Period>| period.and_then(|period| period.from).map(Date::first_day);
        let is_over = |period: Option<Period>, by: Option<(i32, u8, u8)>| match period.map(|period| period.to) {
            Some(PeriodEnd::On(end)) => by.is_some_and(|day| end.last_day() < day),
            _ => false,
        };
        // Who comes back begins anew; another membership beside one that lasts is no beginning.
        let goes_on = |later: &Option<Period>| {
            let mut others = memberships().map(Link::period);
            others.any(|other| start(other) < start(*later) && !is_over(other, start(*later)))
        };
        let periods = memberships().map(Link::period);
        let first = periods.filter(|period| !goes_on(period)).max_by_key(|period| start(*period)).flatten();
        let is_by_then = first.is_some_and(|period| period.is_by_then);
        let from = own.from.into_iter().chain(first.and_then(|period| period.from)).max_by_key(|date| date.first_day());
        let ends = || memberships().map(|link| link.period().map_or(PeriodEnd::Unknown, |period| period.to));
        // An end that is unknown or open comes after all others.
        let last = |end: &PeriodEnd| match end {
            PeriodEnd::On(date) => (false, date.last_day()),
            PeriodEnd::Open | PeriodEnd::Unknown => (true, (0, 0, 0)),
        };
        let to = [ends().max_by_key(last), Some(own.to)].into_iter().flatten().min_by_key(last);
        Course::of(Period { from, is_by_then, to: to.unwrap_or_default() }, day)
    }

    /// Whether a course of the record is that of its membership alone, and not of the organization itself.
    pub fn is_of_membership(&self, course: Course) -> bool {
        let own = self.period();
        let is_own = match course {
            Course::Ended(date) | Course::EndsIn(date) => own.is_some_and(|own| own.to == PeriodEnd::On(date)),
            Course::BeginsIn(date) => own.is_some_and(|own| own.from == Some(date)),
        };
        self.kind() == Kind::Member && !is_own
    }

    /// Whether it had begun by a day, and had not ended.
    pub(super) fn was_there_on(&self, day: Date) -> bool {
        let begins = Beginning::of(self.record(), self.data.whole());
        let had_begun = begins.is_none_or(|begins| begins.date().first_day() <= day.last_day());
        had_begun && !matches!(self.course_on(day), Some(Course::Ended(_)))
    }

    /// Whether a document is the source of what is visible of the record.
    pub(super) fn cites(&self, document: &RecordId) -> bool {
        let names = self.names().filter_map(|name| name.citation());
        let of_facts = self.facts().filter_map(|fact| fact.citation());
        let of_links = self.links().map(|link| &link.citation);
        self.citations()
            .iter()
            .chain(names)
            .chain(of_facts)
            .chain(of_links)
            .any(|citation| citation.document == *document)
    }
}

/// Why the filter hides a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It is known from this date on, which is after the day of the filter.
    Later(Date),
    /// Its title or text is editorial.
    Editorial,
}

impl Data {
    /// The day on which periods are judged: that of the filter or, without one, that of the edition. `None` in data without
    /// periods.
    pub(super) fn day_of_periods(&self) -> Option<Date> {
        let edition = self.edition();
        edition.may_have_periods().then(|| self.filter().as_of.unwrap_or(edition.date))
    }

    /// Why the filter hides a record; `None` if it does not.
    pub fn hidden(&self, id: &RecordId) -> Option<Hidden> {
        let ordinal = self.whole().ordinal(id).filter(|ordinal| !self.is_visible(*ordinal))?;
        let begins = self.later().and_then(|later| later.begins[ordinal]).map(Beginning::date);
        let later = begins.filter(|date| !self.filter().has_come(*date));
        Some(later.map_or(Hidden::Editorial, Hidden::Later))
    }

    /// Why the filter hides the records of a kind, if it hides all of them: the first date from which one is known, unless all are
    /// editorial. `None` if there are none.
    pub fn hidden_of_kind(&self, kind: Kind) -> Option<Hidden> {
        let all = self.whole().ordinals_of_kind(kind);
        let begins = self.later().and_then(|later| later.begins.get(all.clone())).unwrap_or_default();
        let later = begins.iter().flatten().map(|begins| begins.date()).filter(|date| !self.filter().has_come(*date));
        let first = later.min_by_key(|date| date.first_day());
        (!all.is_empty()).then(|| first.map_or(Hidden::Editorial, Hidden::Later))
    }

    /// The ordinals of the records with a name or a fact that began later than the day of the filter, in order.
    pub fn shown_in_part(&self) -> &[u32] {
        self.later().map_or(&[], |later| &later.in_part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events, each with its date, if it has one, and what it is part of.
    fn data(events: &[(&str, &str, &[&str])]) -> Data {
        let cited = "(document: \"document/d\", place: Whole)";
        let events = events.iter().map(|(id, date, wholes)| {
            let date = if date.is_empty() { String::new() } else { format!("date: \"{date}\",") };
            let link = |whole: &&str| {
                format!("(relation: PartOf, to: \"event/{whole}\", basis: Paraphrase, citation: {cited}),")
            };
            let links = wholes.iter().map(link).collect::<String>();
            format!(
                "(id: \"event/{id}\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), {date} links: [{links}], \
                 citations: [{cited}]),"
            )
        });
        let document = "(id: \"document/d\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\"), \
                        date: \"2020\", citations: [(document: \"document/d\", place: Whole)])";
        let texts = [
            ("edition", "(name: \"test\", date: \"2020\", schema: 3)".to_owned()),
            ("events", format!("[{}]", events.collect::<String>())),
            ("documents", format!("[{document}]")),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    }

    /// The leaves of the visible events on a day.
    fn visible(data: &Data, day: &str) -> String {
        let as_of = Some(Date::try_from(day).unwrap());
        let data = data.filtered(Filter { sources_only: false, as_of });
        data.of_kind(Kind::Event).map(|record| record.leaf()).collect()
    }

    #[test]
    fn a_part_of_a_part_is_there_from_the_first_day_of_the_whole() {
        let data = data(&[("a", "", &["b"]), ("b", "", &["c"]), ("c", "2012", &[]), ("d", "2014", &["c"])]);
        for (day, expected) in [("2011", ""), ("2012", "abc"), ("2013-12-31", "abc"), ("2014", "abcd")] {
            assert_eq!(visible(&data, day), expected, "{day}");
        }
    }

    #[test]
    fn a_part_of_several_is_there_with_the_first_of_them() {
        let data = data(&[("a", "", &["b", "c"]), ("b", "2012", &[]), ("c", "2010", &[])]);
        assert_eq!(["2009", "2010", "2012"].map(|day| visible(&data, day)), ["", "ac", "abc"]);
    }

    #[test]
    fn parts_of_one_another_are_there_from_one_day() {
        let data = data(&[("a", "2010", &["b"]), ("b", "2012", &["a"]), ("c", "", &["c"])]);
        assert_eq!(["2011", "2012"].map(|day| visible(&data, day)), ["c", "abc"]);
    }

    #[test]
    fn a_day_says_where_it_is_in_a_period_that_is_known_by_the_year() {
        let date = |date: &str| Date::try_from(date).unwrap();
        let year = |from: Option<&str>, to: &str| Period {
            from: from.map(date),
            is_by_then: false,
            to: PeriodEnd::On(date(to)),
        };
        for (period, day, expected) in [
            (year(None, "2011-01"), "2010-12-31", None),
            (year(None, "2011-01"), "2011-01-01", Some(Course::EndsIn(date("2011-01")))),
            (year(None, "2011-01"), "2011-02-01", Some(Course::Ended(date("2011-01")))),
            (year(None, "2011-01"), "2011", Some(Course::Ended(date("2011-01")))),
            (year(None, "2010-07-02"), "2010-07-02", None),
            (year(None, "2010-07-02"), "2010-07-03", Some(Course::Ended(date("2010-07-02")))),
            (year(Some("2018"), "2018"), "2018-06-14", Some(Course::EndsIn(date("2018")))),
            (year(Some("2018"), "2020"), "2018-06", Some(Course::BeginsIn(date("2018")))),
            (year(Some("2018"), "2020"), "2019", None),
        ] {
            assert_eq!(Course::of(period, date(day)), expected, "{period:?} {day}");
        }
    }
}
