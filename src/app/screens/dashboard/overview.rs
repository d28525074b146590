//! The rows of pane 4, the overview: bars that count records, the timeline of dated records, and the records that are in no
//! other pane. Every row leads to records.

use std::collections::HashMap;

use super::Pane;
use crate::atlas::{Data, Date, Kind, Listing, Pillar, RecordId, Relation, VisibleRecord};
use crate::present::naming;

/// The rows of the overview, in the order of the fields.
#[derive(Debug, Default)]
pub struct Overview {
    bars: Vec<Bar>,
    /// The dated records, the earliest first.
    dated: Vec<Dated>,
    /// The other records.
    others: Listing,
}

/// A row of the overview.
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// A bar.
    Bar(&'a Bar),
    /// A record on the timeline.
    Dated(&'a Dated),
    /// Another record, by its index among the others.
    Record(usize),
}

/// A bar: the number of records that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The property that they have in common.
    pub what: Counted,
    /// The records.
    pub records: Listing,
}

/// The property that the records of a bar have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Gaps under a pillar, if the data has no answers.
    Gaps(Pillar),
    /// Gaps under a pillar that a recommendation answers.
    Answered(Pillar),
    /// Gaps under a pillar that no recommendation answers.
    Unanswered(Pillar),
    /// Recommendations under a pillar.
    Recommendations(Pillar),
    /// All members.
    Members,
    /// Members with this relation to a record.
    Role(Relation, RecordId),
}

/// A record on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// Its id.
    pub record: RecordId,
    /// Its date.
    pub date: Date,
    /// The time since the first date, as a part of the time from the first to the last, 0 to 1.
    pub position: f64,
}

impl Overview {
    /// The overview of the visible data.
    pub fn of(data: &Data) -> Self {
        let judged =
            data.of_kind(Kind::Recommendation).any(|rec| rec.links().any(|to| to.relation == Relation::Answers));
        let mut bars: Vec<Bar> = Pillar::ALL.into_iter().flat_map(|pillar| under(data, pillar, judged)).collect();
        bars.extend(members(data));
        bars.retain(|bar| !bar.records.is_empty());
        let elsewhere = |record: &VisibleRecord<'_>| match record.kind() {
            Kind::Event | Kind::Publication => record.date().is_some(),
            kind => Pane::of(kind) != Pane::Overview,
        };
        let others = Kind::ALL.into_iter().filter(|kind| Pane::of(*kind) == Pane::Overview);
        let others = others.flat_map(|kind| data.of_kind(kind)).filter(|record| !elsewhere(record));
        Self { bars, dated: dated(data), others: Listing::of(data, others) }
    }

    /// A record that is in no other part, by its index among those.
    pub fn other<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.others.get(number, data)
    }

    /// Whether any bar is editorial.
    pub fn is_judged(&self) -> bool {
        self.bars.iter().any(|bar| bar.what.is_editorial())
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        self.bars.len() + self.dated.len() + self.others.len()
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row by its index.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        let dated = number.checked_sub(self.bars.len());
        let other = dated.and_then(|number| number.checked_sub(self.dated.len()));
        match (dated, other) {
            (None, _) => self.bars.get(number).map(Row::Bar),
            (Some(number), None) => self.dated.get(number).map(Row::Dated),
            (_, Some(number)) => (number < self.others.len()).then_some(Row::Record(number)),
        }
    }

    /// The row of a record.
    pub fn row_of(&self, id: &RecordId, data: &Data) -> Option<usize> {
        let dated = self.dated.iter().position(|dated| dated.record == *id).map(|row| self.bars.len() + row);
        dated.or_else(|| Some(self.bars.len() + self.dated.len() + self.others.position(id, data)?))
    }

    /// The row of a bar.
    pub fn row_of_bar(&self, what: &Counted) -> Option<usize> {
        self.bars.iter().position(|bar| bar.what == *what)
    }

    /// The largest count of all bars.
    pub fn most(&self) -> usize {
        self.bars.iter().map(|bar| bar.records.len()).max().unwrap_or_default()
    }

    /// The largest count of the bars of the same scale: bars under pillars have one scale, those of members another.
    pub fn scale(&self, bar: &Bar) -> usize {
        let alike = self.bars.iter().filter(|other| other.what.pillar().is_some() == bar.what.pillar().is_some());
        alike.map(|other| other.records.len()).max().unwrap_or_default()
    }
}

impl Counted {
    /// The section of the bar: a pillar, or the members.
    pub const fn section(&self) -> &'static str {
        match self {
            Self::Gaps(pillar) | Self::Answered(pillar) | Self::Unanswered(pillar) | Self::Recommendations(pillar) => {
                pillar.name()
            }
            Self::Members | Self::Role(..) => "Members",
        }
    }

    /// The pillar of the records.
    pub const fn pillar(&self) -> Option<Pillar> {
        match self {
            Self::Gaps(pillar) | Self::Answered(pillar) | Self::Unanswered(pillar) | Self::Recommendations(pillar) => {
                Some(*pillar)
            }
            Self::Members | Self::Role(..) => None,
        }
    }

    /// A label of a word or two. A dagger marks an editorial count.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Gaps(_) => "gaps",
            Self::Answered(_) => "answered†",
            Self::Unanswered(_) => "unanswered†",
            Self::Recommendations(_) => "recs",
            Self::Members => "all",
            Self::Role(Relation::Contributed, _) => "contributed",
            Self::Role(Relation::TookPart, _) => "took part",
            Self::Role(
                relation @ (Relation::Convened
                | Relation::EstablishedBy
                | Relation::PartOf
                | Relation::Answers
                | Relation::Supports
                | Relation::Cites),
                _,
            ) => relation.forward(),
        }
    }

    /// The name of the event or publication that members took part in, as much of it as `columns` columns can show.
    pub fn about(&self, data: &Data, columns: usize) -> Option<String> {
        match self {
            Self::Role(_, id) => {
                Some(data.get(id).map_or_else(|| id.to_string(), |record| naming::short(record, columns)))
            }
            Self::Gaps(_) | Self::Answered(_) | Self::Unanswered(_) | Self::Recommendations(_) | Self::Members => None,
        }
    }

    /// Whether the count is editorial: it depends on the crosswalk.
    pub const fn is_editorial(&self) -> bool {
        matches!(self, Self::Answered(_) | Self::Unanswered(_))
    }

    /// The basis of the count, for the detail.
    pub const fn basis(&self) -> &'static str {
        if self.is_editorial() {
            "counted from the crosswalk, our own judgement  editorial"
        } else {
            "counted from the data"
        }
    }

    /// The heading of the records, as much of it as `columns` columns can show.
    pub fn heading(&self, data: &Data, columns: usize) -> String {
        match self {
            Self::Gaps(pillar) => format!("Gaps · {pillar}"),
            Self::Answered(pillar) => format!("Answered gaps · {pillar}"),
            Self::Unanswered(pillar) => format!("Unanswered gaps · {pillar}"),
            Self::Recommendations(pillar) => format!("Recommendations · {pillar}"),
            Self::Members => "Members".to_owned(),
            Self::Role(relation, _) => {
                format!("Members · {} {}", relation.forward(), self.about(data, columns).unwrap_or_default())
            }
        }
    }
}

/// The bars under a pillar. With `judged`, answered and unanswered gaps have a bar each.
fn under(data: &Data, pillar: Pillar, judged: bool) -> Vec<Bar> {
    let answers = |gap: &VisibleRecord<'_>| data.incoming(gap.id()).any(|(_, link)| link.relation == Relation::Answers);
    let (answered, unanswered): (Vec<_>, Vec<_>) =
        data.under(Kind::Gap, pillar).partition(|gap| judged && answers(gap));
    let recommendations = data.under(Kind::Recommendation, pillar).collect();
    let gaps = if judged { Counted::Unanswered(pillar) } else { Counted::Gaps(pillar) };
    let bars = [
        (Counted::Answered(pillar), answered),
        (gaps, unanswered),
        (Counted::Recommendations(pillar), recommendations),
    ];
    bars.map(|(what, records)| Bar { what, records: Listing::of(data, records) }).into()
}

/// The bars of the members: all, and those linked to each event or publication.
fn members(data: &Data) -> Vec<Bar> {
    let mut roles: Vec<(Counted, Vec<VisibleRecord<'_>>)> = Vec::new();
    let mut numbers = HashMap::new();
    for member in data.of_kind(Kind::Member) {
        for link in member.links() {
            if !matches!(link.relation, Relation::TookPart | Relation::Contributed) {
                continue;
            }
            let number = *numbers.entry((link.relation, &link.to)).or_insert_with(|| {
                roles.push((Counted::Role(link.relation, link.to.clone()), Vec::new()));
                roles.len() - 1
            });
            roles[number].1.push(member);
        }
    }
    let all = (Counted::Members, data.of_kind(Kind::Member).collect());
    let bars = std::iter::once(all).chain(roles);
    bars.map(|(what, records)| Bar { what, records: Listing::of(data, records) }).collect()
}

/// The dated events and publications, the earliest first.
fn dated(data: &Data) -> Vec<Dated> {
    let records = data.of_kind(Kind::Event).chain(data.of_kind(Kind::Publication));
    let mut dated: Vec<(Date, VisibleRecord<'_>)> =
        records.filter_map(|record| Some((record.date()?, record))).collect();
    dated.sort_unstable_by_key(|(date, record)| (*date, record.ordinal()));
    let months = |at: Option<&(Date, VisibleRecord<'_>)>| at.map_or(0, |(date, _)| date.months());
    let (first, last) = (months(dated.first()), months(dated.last()));
    let span = f64::from((last - first).max(1));
    let position = |date: Date| f64::from(date.months() - first) / span;
    let dated = dated.into_iter();
    dated.map(|(date, record)| Dated { record: record.id().clone(), date, position: position(date) }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, Filter};

    fn counts(data: &Data) -> Vec<(String, usize)> {
        let overview = Overview::of(data);
        let rows = (0..overview.len()).filter_map(|row| overview.row(row));
        rows.filter_map(|row| match row {
            Row::Bar(bar) => Some((format!("{} {}", bar.what.section(), bar.what.label()), bar.records.len())),
            Row::Dated(_) | Row::Record(_) => None,
        })
        .collect()
    }

    #[test]
    fn the_bars_count_what_the_deck_and_the_crosswalk_say() {
        let counts = counts(&Atlas::frozen().into());
        let expected = [
            ("Prevention answered†", 2),
            ("Prevention unanswered†", 2),
            ("Prevention recs", 4),
            ("Protection answered†", 3),
            ("Protection recs", 4),
            ("Prosecution answered†", 3),
            ("Prosecution recs", 4),
            ("Partnership answered†", 3),
            ("Partnership recs", 4),
            ("Members all", 18),
            ("Members took part", 7),
            ("Members contributed", 9),
            // The bar of an invented event.
            ("Members took part", 1),
        ];
        assert_eq!(counts, expected.map(|(name, count)| (name.to_owned(), count)));
    }

    #[test]
    fn with_editorial_texts_hidden_no_bar_counts_answers() {
        let counts = counts(&Data::new(Arc::new(Atlas::frozen()), Filter { sources_only: true }));
        assert!(counts.contains(&("Prevention gaps".to_owned(), 4)));
        assert!(counts.iter().all(|(name, _)| !name.contains("answered")));
    }

    #[test]
    fn the_timeline_runs_from_the_first_to_the_last_date() {
        let dated = dated(&Atlas::frozen().into());
        assert_eq!(dated.first().unwrap().date.iso(), "2006-09");
        assert_eq!(dated.last().unwrap().date.iso(), "2010-12-13");
        assert!(dated.is_sorted_by(|a, b| a.position <= b.position));
        assert!((dated[0].position, dated.last().unwrap().position) == (0.0, 1.0));
    }
}
