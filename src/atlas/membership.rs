//! How members stand on a day: which of them a source names since the date that the edition gives, and which are members no
//! more. Derived from their links.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{
    Course, Data, Date, Fact, Kind, Link, Name, Period, PeriodEnd, RecordId, Relation, Standing, VisibleRecord,
};

/// How a member stands on the day of the filter or, without one, on that of the edition. In the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// A member, where the edition does not ask since when it is named, or the day is before that of the edition.
    Member,
    /// A source names it since this date.
    NamedSince(Date),
    /// No source that was read names it a member since; one did last in this year. What was read of a later time is of something
    /// else, such as another name.
    LastMember(i32),
    /// No source that was read names it since; one did last in this year. `None` if none of them has a date.
    LastNamed(Option<i32>),
    /// It was a member until a date before the day.
    Former,
}

impl Membership {
    /// Its place in lists: who was named later stands further up.
    fn place(self) -> (u8, i32, u8) {
        match self {
            Self::Member => (0, 0, 0),
            Self::NamedSince(_) => (1, 0, 0),
            Self::LastMember(year) => (2, year.saturating_neg(), 0),
            Self::LastNamed(Some(year)) => (2, year.saturating_neg(), 1),
            Self::LastNamed(None) => (3, 0, 0),
            Self::Former => (4, 0, 0),
        }
    }
}

impl Data {
    /// The visible members, each with how it stands: those that stand alike together, in the order of the data.
    pub fn members(&self) -> Vec<(Membership, VisibleRecord<'_>)> {
        let members = self.of_kind(Kind::Member);
        let Some(dates) = Dates::in_periods(self) else {
            return members.map(|member| (Membership::Member, member)).collect();
        };
        let mut members: Vec<_> = members.collect();
        let standings: Vec<_> = self.glance(members.iter().copied(), |member| dates.standing(member).0).collect();
        let mut members: Vec<_> = standings.into_iter().zip(members.drain(..)).collect();
        members.sort_by_key(|(standing, _)| standing.place());
        members
    }
}

/// How many members a body has by a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCount {
    /// The number.
    pub number: usize,
    /// As the source has it: `31`, `nearly 30`.
    pub words: String,
    /// The day, month or year of which it is true.
    pub date: Date,
}

/// The label of the facts that count the members of a body.
const MEMBERS: &str = "members";

impl Data {
    /// How many members there were, if the sources name only some of them: the newest count, if it is larger than the number of
    /// members today and than that of those named for its own day. A larger count of earlier, all of whom are named, says only
    /// that some have left.
    pub fn members_in_all(&self) -> Option<MemberCount> {
        let count = self.member_count()?;
        let are_fewer = |day| {
            let named = self.glance(self.of_kind(Kind::Member), |member| member.was_there_on(day));
            named.filter(|is_member| *is_member).count() < count.number
        };
        let today = self.day_of_periods().unwrap_or(count.date);
        (are_fewer(today) && are_fewer(count.date)).then_some(count)
    }

    /// The newest count of the members of a body, up to the day of the filter.
    fn member_count(&self) -> Option<MemberCount> {
        let has_members =
            |body: &VisibleRecord<'_>| self.ties(body.ordinal()).any(|tie| tie.relation == Relation::MemberOf);
        let newest = |body: VisibleRecord<'_>| {
            body.facts().filter_map(MemberCount::of).max_by_key(|count| count.date.last_day())
        };
        let bodies = self.of_kind(Kind::Body).filter(has_members);
        self.glance(bodies, newest).flatten().max_by_key(|count| count.date.last_day())
    }
}

impl MemberCount {
    fn of(fact: &Fact) -> Option<Self> {
        let words = fact.statement.first();
        let number = words.split(' ').find_map(|word| word.parse().ok()).filter(|_| fact.label.as_str() == MEMBERS)?;
        Some(Self { number, words: words.to_owned(), date: fact.date()? })
    }
}

impl<'a> VisibleRecord<'a> {
    /// The date on which it ceased to be a member, if that is before the day.
    pub fn former_since(&self) -> Option<Date> {
        match self.course()? {
            Course::Ended(date) if self.kind() == Kind::Member => Some(date),
            Course::Ended(_) | Course::EndsIn(_) | Course::BeginsIn(_) => None,
        }
    }

    /// How a member stands and, of one that no source names since the date that the edition gives, the last date on which one did:
    /// the year alone, if something else is of a later day in it. `None` for other records, in data without periods, and where only
    /// what the sources say is shown: how far they were read is our own word.
    pub fn membership(&self) -> Option<(Membership, Option<Date>)> {
        let is_shown = self.kind() == Kind::Member && !self.data.filter().sources_only;
        is_shown.then(|| Some(Dates::in_periods(self.data)?.standing(*self)))?
    }

    /// What it became: the visible records that succeeded it or that it was merged into, each with the link to it.
    pub fn successors(&self) -> impl Iterator<Item = (&'a Link, VisibleRecord<'a>)> {
        let data = self.data;
        let became = |link: &&Link| matches!(link.relation, Relation::SucceededBy | Relation::MergedInto);
        self.links().filter(became).filter_map(move |link| Some((link, data.get(&link.to)?)))
    }

    /// Its visible names of another time: those that came later, and those that it has no longer. None in data without periods.
    pub fn names_in_time(&self) -> impl Iterator<Item = &'a Name> {
        let has_time = self.data.day_of_periods().is_some();
        let is_of_other_time = |name: &Name| matches!(name.standing, Standing::Later | Standing::Former);
        let record = *self;
        self.names()
            .skip(1)
            .filter(move |name| has_time && (is_of_other_time(name) || record.name_ended(name).is_some()))
    }

    /// The date on which it ceased to have a name, if that is before the day.
    pub fn name_ended(&self, name: &Name) -> Option<Date> {
        match Course::of(name.period?, self.data.day_of_periods()?)? {
            Course::Ended(date) => Some(date),
            Course::EndsIn(_) | Course::BeginsIn(_) => None,
        }
    }

    /// The name in the language of the data that it took after the source was written, if it has that on the day.
    pub fn later_name(&self) -> Option<&'a Name> {
        let has_it = |name: &&Name| {
            let began = name.period.is_some_and(|period| period.from.is_some());
            name.standing == Standing::Later && !name.is_foreign() && began && self.name_ended(name).is_none()
        };
        self.names_in_time().filter(has_it).last()
    }
}

/// The dates of records, each read once.
struct Dates<'a> {
    data: &'a Data,
    day: Date,
    /// The date since which the edition asks who is named, if the day is not before that of the edition.
    since: Option<Date>,
    known: RefCell<HashMap<RecordId, Option<Date>>>,
}

impl<'a> Dates<'a> {
    /// Those of data that has periods.
    fn in_periods(data: &'a Data) -> Option<Self> {
        let day = data.day_of_periods()?;
        let edition = data.edition();
        // On an earlier day what was read of later ones is hidden, so that none could be said not to have been read.
        let since = edition.named_since.filter(|_| edition.date.first_day() <= day.last_day());
        Some(Self { data, day, since, known: RefCell::default() })
    }

    /// How a member stands, and when a source named it last if none does since.
    fn standing(&self, member: VisibleRecord<'_>) -> (Membership, Option<Date>) {
        let since = match (member.course(), self.since) {
            (Some(Course::Ended(_)), _) => return (Membership::Former, None),
            (_, None) => return (Membership::Member, None),
            (_, Some(since)) => since,
        };
        let Some(last) = self.last_naming(member) else { return (Membership::LastNamed(None), None) };
        if last.last_day() >= since.first_day() {
            return (Membership::NamedSince(since), None);
        }
        let year = last.year();
        match self.told_of_after(member, last) {
            Some(date) if date.year() > year => (Membership::LastMember(year), Some(last)),
            Some(_) => (Membership::LastNamed(Some(year)), Some(last.without_month())),
            None => (Membership::LastNamed(Some(year)), Some(last)),
        }
    }

    /// The newest date up to the day on which a source names a member as such: as a member, in the chair, or among those who
    /// took part. The dates of the link, of the event and of the document cited count.
    fn last_naming(&self, member: VisibleRecord<'_>) -> Option<Date> {
        let dates = member.links().filter(|link| names(link)).flat_map(|link| self.of_link(link));
        dates.filter(|date| self.has_come(*date)).max_by_key(|date| date.last_day())
    }

    /// The newest date after this one and up to the day of what any source tells of a member, whatever it is.
    fn told_of_after(&self, member: VisibleRecord<'_>, date: Date) -> Option<Date> {
        let of_names = member.names().flat_map(|name| {
            let cited = name.citation().and_then(|citation| self.of(&citation.document));
            name.period.into_iter().flat_map(|period| of_period(period, None)).chain(cited)
        });
        let own = member.period().into_iter().flat_map(|period| of_period(period, None));
        let cited = member.citations().iter().filter_map(|citation| self.of(&citation.document));
        let all = member.links().flat_map(|link| self.of_link(link)).chain(of_names).chain(own).chain(cited);
        let is_later = |told: &Date| told.last_day() > date.last_day() && self.has_come(*told);
        all.filter(is_later).max_by_key(|told| told.last_day())
    }

    fn has_come(&self, date: Date) -> bool {
        date.first_day() <= self.day.last_day()
    }

    /// The dates of a link: of its period, of the event or publication to which it leads, and of the document cited.
    fn of_link(&self, link: &Link) -> impl Iterator<Item = Date> + use<> {
        let period = link.period().into_iter().flat_map(|period| of_period(period, link.citation.read()));
        let target = Some(&link.to).filter(|to| matches!(to.kind(), Kind::Event | Kind::Publication));
        let records = [target, Some(&link.citation.document)].map(|id| self.of(id?));
        period.collect::<Vec<_>>().into_iter().chain(records.into_iter().flatten())
    }

    /// The date of an event, a publication or a document. Documents count whether they are visible or not, as the citation is.
    fn of(&self, id: &RecordId) -> Option<Date> {
        if let Some(known) = self.known.borrow().get(id) {
            return *known;
        }
        let whole = self.data.whole();
        let date = whole.ordinal(id).and_then(|ordinal| {
            let passing = whole.records.in_passing(ordinal);
            passing.as_ref().unwrap_or_else(|| whole.record(ordinal)).date
        });
        self.known.borrow_mut().insert(id.clone(), date);
        date
    }
}

/// The dates of a period. An open one holds on the day on which its source was read.
fn of_period(period: Period, read: Option<Date>) -> impl Iterator<Item = Date> {
    let end = match period.to {
        PeriodEnd::On(date) => Some(date),
        PeriodEnd::Open => read,
        PeriodEnd::Unknown => None,
    };
    period.from.into_iter().chain(end)
}

/// Whether a link says that its record is or was a member.
fn names(link: &Link) -> bool {
    match link.relation {
        Relation::MemberOf | Relation::Chaired | Relation::TookPart => true,
        Relation::Answers
        | Relation::Supports
        | Relation::SucceededBy
        | Relation::MergedInto
        | Relation::Convened
        | Relation::Contributed
        | Relation::EstablishedBy
        | Relation::PartOf
        | Relation::Cites
        | Relation::BearsOn
        | Relation::AdoptedAs
        | Relation::CoordinatedBy
        | Relation::AnniversaryOf => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter};

    /// Members, each with its links; meetings in 2015 and 2019; documents of 2014 and 2020. The edition asks since 2018.
    fn data(members: &[(&str, &str)]) -> Data {
        let cited = |document: &str| format!("citation: (document: \"document/{document}\", place: Whole)");
        let citations = "citations: [(document: \"document/d2014\", place: Whole)]";
        let members = members.iter().map(|(id, links)| {
            let links = links.split_whitespace().map(|link| {
                let [relation, to, period, document] = link.split('|').collect::<Vec<_>>()[..] else {
                    panic!("{link}")
                };
                let period = if period.is_empty() { String::new() } else { format!("period: ({period}),") };
                let cited = cited(document);
                format!("(relation: {relation}, to: \"{to}\", basis: Paraphrase, {period} {cited}),")
            });
            let links = links.collect::<String>();
            format!("(id: \"member/{id}\", name: \"N{id}\", links: [{links}], {citations}),")
        });
        let event = |year: u32| {
            format!(
                "(id: \"event/{year}\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), date: \"{year}\", {citations}),"
            )
        };
        let document = |year: u32| {
            format!(
                "(id: \"document/d{year}\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\"), \
                 date: \"{year}\", {citations}),"
            )
        };
        let body = format!("[(id: \"body/icat\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), {citations})]");
        let edition = "(name: \"test\", date: \"2026-11-25\", schema: 3, named_since: \"2018\")";
        let texts = [
            ("edition", edition.to_owned()),
            ("members", format!("[{}]", members.collect::<String>())),
            ("bodies", body),
            ("events", format!("[{}{}]", event(2015), event(2019))),
            ("documents", format!("[{}{}]", document(2014), document(2020))),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    }

    fn standings(data: &Data, as_of: Option<&str>) -> Vec<(String, Membership)> {
        let as_of = as_of.map(|day| Date::try_from(day).unwrap());
        let data = data.filtered(Filter { sources_only: false, as_of });
        data.members().iter().map(|(standing, member)| (member.leaf().to_owned(), *standing)).collect()
    }

    #[test]
    fn the_newest_date_counts_of_the_link_the_event_and_the_document() {
        let since = Membership::NamedSince(Date::try_from("2018").unwrap());
        let last = |year| Membership::LastNamed(Some(year));
        for (links, expected) in [
            ("MemberOf|body/icat||d2014", last(2014)),
            ("MemberOf|body/icat||d2020", since),
            ("MemberOf|body/icat|from:\"2016\"|d2014", last(2016)),
            ("Chaired|body/icat|from:\"2017\",to:\"2018\"|d2014", since),
            ("TookPart|event/2015||d2014", last(2015)),
            ("TookPart|event/2019||d2014", since),
            // It says nothing of a membership.
            ("Convened|event/2019||d2014", Membership::LastNamed(None)),
            ("", Membership::LastNamed(None)),
            ("MemberOf|body/icat|to:\"2019\"|d2020", Membership::Former),
        ] {
            assert_eq!(standings(&data(&[("a", links)]), None), [("a".to_owned(), expected)], "{links}");
        }
    }

    #[test]
    fn of_whom_something_else_was_read_since_that_is_not_denied() {
        for (links, expected) in [
            ("MemberOf|body/icat||d2014 Convened|event/2019||d2014", Membership::LastMember(2014)),
            ("MemberOf|body/icat||d2014 Convened|event/2015||d2020", Membership::LastMember(2014)),
            ("TookPart|event/2015||d2014 Convened|event/2015||d2014", Membership::LastNamed(Some(2015))),
        ] {
            assert_eq!(standings(&data(&[("a", links)]), None), [("a".to_owned(), expected)], "{links}");
        }
    }

    #[test]
    fn on_a_day_before_that_of_the_edition_nothing_is_said_of_what_was_read() {
        let data = data(&[("a", "MemberOf|body/icat||d2014 TookPart|event/2019||d2020")]);
        let standing = |day| standings(&data, Some(day))[0].1;
        for day in ["2017", "2018", "2019", "2026-11-24"] {
            assert_eq!(standing(day), Membership::Member, "{day}");
        }
        assert_eq!(standing("2026-11-25"), Membership::NamedSince(Date::try_from("2018").unwrap()));
    }

    #[test]
    fn who_was_named_later_comes_first_and_former_members_last() {
        let data = data(&[
            ("f", "MemberOf|body/icat|to:\"2015\"|d2014"),
            ("b", "MemberOf|body/icat||d2014"),
            ("n", ""),
            ("a", "TookPart|event/2015||d2014"),
            ("s", "MemberOf|body/icat||d2020"),
            ("c", "MemberOf|body/icat||d2014"),
        ]);
        let order: String = standings(&data, None).into_iter().map(|(id, _)| id).collect();
        assert_eq!(order, "sabcnf");
    }
}
