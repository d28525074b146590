//! The rows of pane 4, the overview: tallies of records, the time line of dated records, and the records that are in no other
//! pane. Every row leads to records.

use std::collections::HashMap;
use std::ops::Range;

use super::Pane;
use super::tally::{Counted, Tally};
use crate::atlas::{Data, Date, Kind, Listing, Pillar, RecordId, Relation, VisibleRecord};

/// The rows of the overview, in the order of the fields.
#[derive(Debug, Default)]
pub struct Overview {
    tallies: Vec<Tally>,
    /// The dated records that are earlier than those of the time line, if there are any.
    earlier: Option<Tally>,
    /// The dated records nearest the day, the earliest first.
    dated: Vec<Dated>,
    /// Those that are later.
    later: Option<Tally>,
    /// The other records, except articles and documents.
    others: Listing,
    /// The articles and the documents, as far as there are any.
    lists: Vec<Tally>,
}

/// A row of the overview.
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// A tally.
    Tally(&'a Tally),
    /// A record on the time line.
    Dated(&'a Dated),
    /// Another record, by its index among the others.
    Record(usize),
}

/// A record on the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its id.
    pub record: RecordId,
    /// Its date.
    pub date: Date,
}

/// The sections of the overview, by their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Gaps, by how far they are answered if the data has answers.
    Gaps,
    /// Members.
    Members,
    /// The time line.
    Time,
    /// Other records of a kind.
    Others(Kind),
    /// Articles.
    Articles,
    /// Documents.
    Documents,
}

/// Most rows for the members with one relation, such as those of each meeting.
const MOST_ROLES: usize = 2;

/// Most records on the time line: those nearest the day of the filter or, without one, that of the edition.
const NEAREST: usize = 10;

impl Overview {
    /// The overview of the visible data.
    pub fn of(data: &Data) -> Self {
        let has_strengths = data.has_strengths();
        let gaps = Pillar::ALL.into_iter().map(|pillar| Tally::under(data, pillar, has_strengths));
        let tallies = gaps.chain(members(data));
        let tallies = tallies.filter(|tally| tally.of > 0).collect();
        let elsewhere = |record: &VisibleRecord<'_>| match record.kind() {
            Kind::Event | Kind::Publication | Kind::Instrument => record.date().is_some(),
            kind => Pane::of(kind) != Pane::Overview,
        };
        let is_listed = |kind: &Kind| ![Kind::Article, Kind::Document].contains(kind);
        let others = Kind::ALL.into_iter().filter(|kind| Pane::of(*kind) == Pane::Overview && is_listed(kind));
        let others = others.flat_map(|kind| data.of_kind(kind)).filter(|record| !elsewhere(record));
        let lists = [(Counted::Articles, Kind::Article), (Counted::Documents, Kind::Document)];
        let lists = lists.into_iter().map(|(what, kind)| Tally::of(data, what, data.of_kind(kind)));
        let lists = lists.filter(|list| list.of > 0).collect();
        let dated = dated(data);
        let near = nearest(&dated, data.filter().as_of.unwrap_or(data.edition().date));
        let tally = |what, records: &[(Date, VisibleRecord<'_>)]| {
            let tally = Tally::of(data, what, records.iter().map(|(_, record)| *record));
            (!records.is_empty()).then_some(tally)
        };
        let earlier = tally(Counted::Earlier, &dated[..near.start]);
        let later = tally(Counted::Later, &dated[near.end..]);
        let dated = dated[near].iter().map(|(date, record)| Dated { record: record.id().clone(), date: *date });
        Self { tallies, earlier, dated: dated.collect(), later, others: Listing::of(data, others), lists }
    }

    /// A record that is in no other part, by its index among those.
    pub fn other<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.others.get(number, data)
    }

    /// The first rows of the time line, of the records that are in no other part, and of the lists.
    const fn starts(&self) -> [usize; 3] {
        let dated = self.tallies.len() + self.earlier.is_some() as usize;
        let others = dated + self.dated.len() + self.later.is_some() as usize;
        [dated, others, others + self.others.len()]
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        let [.., lists] = self.starts();
        lists + self.lists.len()
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row by its index.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        let [dated, others, lists] = self.starts();
        if let Some(number) = number.checked_sub(lists) {
            return self.lists.get(number).map(Row::Tally);
        }
        if let Some(number) = number.checked_sub(others) {
            return Some(Row::Record(number));
        }
        match number.checked_sub(dated) {
            Some(number) => self.dated.get(number).map(Row::Dated).or_else(|| self.later.as_ref().map(Row::Tally)),
            None => self.tallies.get(number).or(self.earlier.as_ref()).map(Row::Tally),
        }
    }

    /// The section of a row.
    pub fn section(&self, number: usize, data: &Data) -> Option<Section> {
        Some(match self.row(number)? {
            Row::Tally(tally) => match tally.what {
                Counted::Gaps(_) | Counted::Unanswered(_) | Counted::Open(_) => Section::Gaps,
                Counted::Members | Counted::Role(..) | Counted::Ends(_) => Section::Members,
                Counted::Earlier | Counted::Later => Section::Time,
                Counted::Articles => Section::Articles,
                Counted::Documents => Section::Documents,
            },
            Row::Dated(_) => Section::Time,
            Row::Record(number) => Section::Others(self.other(number, data)?.kind()),
        })
    }

    /// The row of a record; for an article, a document and what is not on the time line that of their tally.
    pub fn row_of(&self, id: &RecordId, data: &Data) -> Option<usize> {
        let [dated, others, _] = self.starts();
        if let Some(row) = self.dated.iter().position(|dated| dated.record == *id) {
            return Some(dated + row);
        }
        if let Some(row) = self.others.position(id, data) {
            return Some(others + row);
        }
        let mut lists = [&self.earlier, &self.later].into_iter().flatten().chain(&self.lists);
        let list = lists.find(|list| list.records.position(id, data).is_some())?;
        self.row_of_tally(&list.what)
    }

    /// The row of a tally.
    pub fn row_of_tally(&self, what: &Counted) -> Option<usize> {
        let [dated, others, lists] = self.starts();
        match what {
            Counted::Earlier => self.earlier.as_ref().map(|_| dated - 1),
            Counted::Later => self.later.as_ref().map(|_| others - 1),
            Counted::Articles | Counted::Documents => {
                self.lists.iter().position(|tally| tally.what == *what).map(|list| lists + list)
            }
            Counted::Gaps(_)
            | Counted::Unanswered(_)
            | Counted::Open(_)
            | Counted::Members
            | Counted::Role(..)
            | Counted::Ends(_) => self.tallies.iter().position(|tally| tally.what == *what),
        }
    }

    /// How many gaps under a pillar are answered in part, and how many not at all.
    pub fn open(&self, pillar: Pillar) -> [usize; 2] {
        let is_it = |tally: &&Tally| [Counted::Unanswered(pillar), Counted::Open(pillar)].contains(&tally.what);
        let [_, in_part, not_at_all] = self.tallies.iter().find(is_it).map(Tally::answered).unwrap_or_default();
        [in_part, not_at_all]
    }

    /// Digits of the largest number of gaps under a pillar.
    pub fn digits_of_gaps(&self) -> usize {
        let most =
            self.tallies.iter().filter(|tally| matches!(tally.what, Counted::Open(_))).map(|tally| tally.of).max();
        most.unwrap_or_default().checked_ilog10().unwrap_or_default() as usize + 1
    }
}

/// The tallies of the members: all that are members still, and those linked to each event or publication or, where these are
/// many, one of all events or publications.
fn members(data: &Data) -> Vec<Tally> {
    let mut roles: Vec<(Relation, VisibleRecord<'_>, Vec<VisibleRecord<'_>>)> = Vec::new();
    let mut numbers = HashMap::new();
    let linked = data.linked(&[Relation::TookPart, Relation::Contributed], &[Kind::Event, Kind::Publication]);
    for (member, relation, to) in linked {
        let number = *numbers.entry((relation, to.ordinal())).or_insert_with(|| {
            roles.push((relation, to, Vec::new()));
            roles.len() - 1
        });
        roles[number].2.push(member);
    }
    let mut tallies: Vec<(Counted, Vec<VisibleRecord<'_>>)> = Vec::new();
    for (relation, ..) in &roles {
        let mut ends: Vec<_> = roles.iter().filter(|(other, ..)| other == relation).map(|(_, to, _)| *to).collect();
        let what = Counted::Ends(*relation);
        if ends.len() > MOST_ROLES && !tallies.iter().any(|(other, _)| *other == what) {
            ends.sort_unstable_by_key(|end| (end.date(), end.ordinal()));
            tallies.push((what, ends));
        }
    }
    let is_one_row = |relation: &Relation| tallies.iter().any(|(what, _)| *what == Counted::Ends(*relation));
    let alone = roles.iter().filter(|(relation, ..)| !is_one_row(relation));
    let alone: Vec<_> =
        alone.map(|(relation, to, members)| (Counted::Role(*relation, to.id().clone()), members.clone())).collect();
    tallies.extend(alone);
    let members = || data.of_kind(Kind::Member);
    let are_still = data.glance(members(), |member| member.former_since().is_none());
    let all = members().zip(are_still).filter(|(_, is_still)| *is_still).map(|(member, _)| member);
    let all = (Counted::Members, all.collect());
    std::iter::once(all).chain(tallies).map(|(what, records)| Tally::of(data, what, records)).collect()
}

/// The dated events, publications and instruments, the earliest first.
fn dated(data: &Data) -> Vec<(Date, VisibleRecord<'_>)> {
    let kinds = [Kind::Event, Kind::Publication, Kind::Instrument];
    let records = kinds.into_iter().flat_map(|kind| data.of_kind(kind));
    let mut dated: Vec<(Date, VisibleRecord<'_>)> =
        records.filter_map(|record| Some((record.date()?, record))).collect();
    dated.sort_unstable_by_key(|(date, record)| (*date, record.ordinal()));
    dated
}

/// Those nearest a day among dated records in their order.
fn nearest(dated: &[(Date, VisibleRecord<'_>)], day: Date) -> Range<usize> {
    /// About how many days after the first year; every month is counted alike.
    fn days((year, month, day): (i32, u8, u8)) -> i64 {
        (i64::from(year) * 12 + i64::from(month)) * 31 + i64::from(day)
    }
    let day = days(day.last_day());
    let distance = |number: usize| dated.get(number).map_or(u64::MAX, |(date, _)| days(date.first_day()).abs_diff(day));
    let middle = dated.partition_point(|(date, _)| days(date.first_day()) <= day);
    let mut near = middle..middle;
    while near.len() < NEAREST.min(dated.len()) {
        let before = near.start.checked_sub(1);
        if before.is_some_and(|before| distance(before) <= distance(near.end)) {
            near.start -= 1;
        } else {
            near.end += 1;
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use compact_str::CompactString;

    use super::*;
    use crate::atlas::{Atlas, Filter};

    fn tallies(data: &Data) -> Vec<(CompactString, usize, usize)> {
        let overview = Overview::of(data);
        let rows = (0..overview.len()).filter_map(|row| overview.row(row));
        rows.filter_map(|row| match row {
            Row::Tally(tally) => Some((tally.what.heading(data, 100), tally.records.len(), tally.of)),
            Row::Dated(_) | Row::Record(_) => None,
        })
        .collect()
    }

    #[test]
    fn the_tallies_count_what_the_deck_and_the_crosswalk_say() {
        let expected = [
            ("Unanswered gaps under Prevention", 2, 4),
            ("Unanswered gaps under Protection", 0, 3),
            ("Unanswered gaps under Prosecution", 0, 3),
            ("Unanswered gaps under Partnership", 0, 3),
            ("Members", 18, 18),
            ("Members at Tokyo meeting", 7, 7),
            ("Members that contributed to Review announced", 9, 9),
            ("Members at Lorem gathering†", 1, 1),
            ("Documents", 20, 20),
        ];
        let tallies = tallies(&Atlas::frozen().into());
        let tallies: Vec<_> = tallies.iter().map(|(name, count, of)| (name.as_str(), *count, *of)).collect();
        assert_eq!(tallies, expected);
    }

    #[test]
    fn former_members_do_not_count_among_the_members() {
        let data = Data::from(crate::built_in::atlas());
        let members = members(&data).swap_remove(0);
        let former = data.of_kind(Kind::Member).filter(|member| member.former_since().is_some()).count();
        assert_eq!((members.records.len() + former, former), (data.of_kind(Kind::Member).count(), 2));
        let sentence = "21 members of ICAT that the sources read name. There were 31 on 3 October 2023;";
        assert!(members.groups(&data)[0].0.starts_with(sentence), "{:?}", members.groups(&data));
    }

    #[test]
    fn many_meetings_and_the_articles_are_a_row_each() {
        let tallies = tallies(&crate::built_in::atlas().into());
        for (name, counted) in [("Meetings of members", 8), ("Articles", 39)] {
            assert!(tallies.contains(&(name.into(), counted, counted)), "{tallies:?}");
        }
        assert!(tallies.iter().all(|(name, ..)| !name.starts_with("Members at")), "{tallies:?}");
    }

    #[test]
    fn with_the_sources_only_nothing_is_said_of_answers() {
        let tallies =
            tallies(&Data::new(Arc::new(Atlas::frozen()), Filter { sources_only: true, ..Filter::default() }));
        assert!(tallies.contains(&("Gaps under Prevention".into(), 4, 4)));
        assert!(tallies.iter().all(|(name, ..)| !name.contains("nswered")));
    }

    #[test]
    fn the_time_line_runs_from_the_first_to_the_last_date() {
        let data = Data::from(Atlas::frozen());
        let dated = Overview::of(&data).dated;
        assert_eq!(dated.first().unwrap().date.iso(), "2000-11-15");
        assert_eq!(dated.last().unwrap().date.iso(), "2010-12-13");
        assert!(dated.is_sorted_by_key(|dated| dated.date));
    }

    /// Events of these years in data of the edition of 2010.
    fn events(years: impl Iterator<Item = u32>) -> Data {
        let citations = "citations: [(document: \"document/d\", place: Whole)]";
        let event = |year: u32| {
            format!(
                "(id: \"event/{year}\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), date: \"{year}\", {citations}),"
            )
        };
        let document = "id: \"document/d\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\")";
        let texts = [
            ("edition", "(name: \"test\", date: \"2010\", schema: 3)".to_owned()),
            ("events", format!("[{}]", years.map(event).collect::<String>())),
            ("documents", format!("[({document}, {citations})]")),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    }

    #[test]
    fn the_time_line_has_the_records_nearest_the_day_and_counts_the_others() {
        for (years, as_of, expected) in [
            (2001..=2010, None, (0, 2001..=2010, 0)),
            (2001..=2011, None, (1, 2002..=2011, 0)),
            (1980..=2040, None, (26, 2006..=2015, 25)),
            (1990..=2003, None, (4, 1994..=2003, 0)),
            (2020..=2033, None, (0, 2020..=2029, 4)),
            // What is later than the day is hidden.
            (1980..=2040, Some("2005"), (16, 1996..=2005, 0)),
        ] {
            let as_of = as_of.map(|day| Date::try_from(day).unwrap());
            let data = events(years.clone()).filtered(Filter { sources_only: false, as_of });
            let overview = Overview::of(&data);
            let count = |tally: &Option<Tally>| tally.as_ref().map_or(0, |tally| tally.of);
            let shown: Vec<_> = overview.dated.iter().map(|dated| dated.date.year()).collect();
            let (earlier, nearest, later) = expected;
            assert_eq!((count(&overview.earlier), count(&overview.later)), (earlier, later), "{years:?}");
            assert_eq!(shown, nearest.collect::<Vec<_>>(), "{years:?}");
            // Every record and every tally has a row.
            for record in data.records() {
                let row = overview.row_of(record.id(), &data).unwrap();
                match overview.row(row).unwrap() {
                    Row::Tally(tally) => {
                        assert!(tally.records.position(record.id(), &data).is_some(), "{}", record.id());
                        assert_eq!(overview.row_of_tally(&tally.what), Some(row));
                    }
                    Row::Dated(dated) => assert_eq!(dated.record, *record.id()),
                    Row::Record(_) => panic!("{} is dated", record.id()),
                }
            }
            assert!(overview.row(overview.len()).is_none() && overview.row(overview.len() - 1).is_some());
        }
    }

    #[test]
    fn a_document_is_in_the_list_of_the_documents() {
        let data = Data::from(Atlas::frozen());
        let overview = Overview::of(&data);
        let deck = RecordId::try_from("document/icat-deck").unwrap();
        assert_eq!(overview.row_of(&deck, &data), Some(overview.len() - 1));
        assert_eq!(overview.row_of_tally(&Counted::Documents), Some(overview.len() - 1));
    }
}
