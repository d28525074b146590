//! The overview of pane 4: what there is, as bars; what happened, along a line of time; and the records that stand in no
//! other pane. Each of its rows leads to records.

use crate::atlas::{Atlas, Date, Kind, Pillar, Record, RecordId, Relation};
use crate::present::naming;

/// The rows of the overview, in this order.
#[derive(Debug, Default)]
pub struct Overview {
    bars: Vec<Bar>,
    /// What has a date, in the order of time.
    dated: Vec<Dated>,
    /// The other records, by their places in the atlas.
    others: Vec<usize>,
}

/// A row of the overview.
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// A number of records.
    Bar(&'a Bar),
    /// A record on the line of time.
    Dated(&'a Dated),
    /// A record, by its place in the atlas.
    Record(usize),
}

/// A number of records that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What they have in common.
    pub what: Counted,
    /// Their places in the atlas.
    pub records: Vec<usize>,
}

/// What the records of a bar have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Gaps under a pillar, where nothing is to be said of what answers them.
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

/// A record on the line of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dated {
    /// Its place in the atlas.
    pub record: usize,
    /// When it happened.
    pub date: Date,
    /// How far that is from the first to the last date, 0 to 1.
    pub position: f64,
}

impl Overview {
    /// What the overview of an atlas shows.
    pub fn of(atlas: &Atlas) -> Self {
        let judged =
            atlas.records().iter().flat_map(|record| &record.links).any(|link| link.relation == Relation::Answers);
        let mut bars: Vec<Bar> = Pillar::ALL.into_iter().flat_map(|pillar| under(atlas, pillar, judged)).collect();
        bars.extend(members(atlas));
        bars.retain(|bar| !bar.records.is_empty());
        let dated = dated(atlas);
        let elsewhere = |place: &usize| match atlas.records()[*place].kind() {
            Kind::Member | Kind::Gap | Kind::Recommendation | Kind::Clause => true,
            Kind::Event | Kind::Publication => atlas.records()[*place].date.is_some(),
            _ => false,
        };
        let others = (0..atlas.records().len()).filter(|place| !elsewhere(place)).collect();
        Self { bars, dated, others }
    }

    /// Whether any bar rests on judgements of our own.
    pub fn is_judged(&self) -> bool {
        self.bars.iter().any(|bar| bar.what.is_editorial())
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.bars.len() + self.dated.len() + self.others.len()
    }

    /// Whether there is nothing to show.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row by its number.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        let dated = number.checked_sub(self.bars.len());
        let other = dated.and_then(|number| number.checked_sub(self.dated.len()));
        match (dated, other) {
            (None, _) => self.bars.get(number).map(Row::Bar),
            (Some(number), None) => self.dated.get(number).map(Row::Dated),
            (_, Some(number)) => self.others.get(number).map(|place| Row::Record(*place)),
        }
    }

    /// The number of the row of a record that stands here.
    pub fn row_of(&self, record: usize) -> Option<usize> {
        let dated = self.dated.iter().position(|dated| dated.record == record).map(|row| self.bars.len() + row);
        let other = || self.others.iter().position(|place| *place == record);
        dated.or_else(|| other().map(|row| self.bars.len() + self.dated.len() + row))
    }

    /// The number of the row of a bar.
    pub fn row_of_bar(&self, what: &Counted) -> Option<usize> {
        self.bars.iter().position(|bar| bar.what == *what)
    }

    /// The greatest number that any bar shows.
    pub fn most(&self) -> usize {
        self.bars.iter().map(|bar| bar.records.len()).max().unwrap_or_default()
    }

    /// The greatest number that a bar like this one shows: those under pillars are drawn to one scale, and those of
    /// members to another.
    pub fn scale(&self, bar: &Bar) -> usize {
        let alike = self.bars.iter().filter(|other| other.what.pillar().is_some() == bar.what.pillar().is_some());
        alike.map(|other| other.records.len()).max().unwrap_or_default()
    }
}

impl Counted {
    /// The section that the bar stands in: a pillar, or the members.
    pub const fn section(&self) -> &'static str {
        match self {
            Self::Gaps(pillar) | Self::Answered(pillar) | Self::Unanswered(pillar) | Self::Recommendations(pillar) => {
                pillar.name()
            }
            Self::Members | Self::Role(..) => "Members",
        }
    }

    /// The pillar that the records stand under.
    pub const fn pillar(&self) -> Option<Pillar> {
        match self {
            Self::Gaps(pillar) | Self::Answered(pillar) | Self::Unanswered(pillar) | Self::Recommendations(pillar) => {
                Some(*pillar)
            }
            Self::Members | Self::Role(..) => None,
        }
    }

    /// What they are, in a word or two. A dagger marks what rests on judgements of our own.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Gaps(_) => "gaps",
            Self::Answered(_) => "answered†",
            Self::Unanswered(_) => "unanswered†",
            Self::Recommendations(_) => "recs",
            Self::Members => "all",
            Self::Role(Relation::Contributed, _) => "contributed",
            Self::Role(..) => "took part",
        }
    }

    /// What they have a part in, by its title, as far as `columns` columns show it.
    pub fn about(&self, atlas: &Atlas, columns: usize) -> Option<String> {
        match self {
            Self::Role(_, id) => {
                Some(atlas.get(id).map_or_else(|| id.to_string(), |record| naming::short(record, columns)))
            }
            _ => None,
        }
    }

    /// Whether the counting rests on judgements of our own.
    pub const fn is_editorial(&self) -> bool {
        matches!(self, Self::Answered(_) | Self::Unanswered(_))
    }

    /// What the counting rests on.
    pub const fn basis(&self) -> &'static str {
        if self.is_editorial() {
            "counted by the crosswalk, which is our own judgement  editorial"
        } else {
            "counted over the data"
        }
    }

    /// What they are, as a heading, as far as `columns` columns show it.
    pub fn heading(&self, atlas: &Atlas, columns: usize) -> String {
        match self {
            Self::Gaps(pillar) => format!("Gaps · {pillar}"),
            Self::Answered(pillar) => format!("Answered gaps · {pillar}"),
            Self::Unanswered(pillar) => format!("Unanswered gaps · {pillar}"),
            Self::Recommendations(pillar) => format!("Recommendations · {pillar}"),
            Self::Members => "Members".to_owned(),
            Self::Role(relation, _) => {
                format!("Members · {} {}", relation.forward(), self.about(atlas, columns).unwrap_or_default())
            }
        }
    }
}

/// Gaps and recommendations under a pillar; with `judged`, gaps that are answered apart from those that are not.
fn under(atlas: &Atlas, pillar: Pillar, judged: bool) -> Vec<Bar> {
    let places = |kind, wanted: &dyn Fn(&Record) -> bool| -> Vec<usize> {
        atlas.under(kind, pillar).filter(|record| wanted(record)).filter_map(|record| atlas.place(&record.id)).collect()
    };
    let answered = |record: &Record| atlas.incoming(&record.id).any(|(_, link)| link.relation == Relation::Answers);
    let recommendations =
        Bar { what: Counted::Recommendations(pillar), records: places(Kind::Recommendation, &|_| true) };
    if !judged {
        return vec![Bar { what: Counted::Gaps(pillar), records: places(Kind::Gap, &|_| true) }, recommendations];
    }
    vec![
        Bar { what: Counted::Answered(pillar), records: places(Kind::Gap, &answered) },
        Bar { what: Counted::Unanswered(pillar), records: places(Kind::Gap, &|gap| !answered(gap)) },
        recommendations,
    ]
}

/// The members, and those with a part in an event or a publication.
fn members(atlas: &Atlas) -> Vec<Bar> {
    let places: Vec<usize> = atlas.of_kind(Kind::Member).filter_map(|member| atlas.place(&member.id)).collect();
    let mut roles: Vec<Bar> = Vec::new();
    for place in &places {
        for link in &atlas.records()[*place].links {
            if !matches!(link.relation, Relation::TookPart | Relation::Contributed) {
                continue;
            }
            let what = Counted::Role(link.relation, link.to.clone());
            match roles.iter_mut().find(|bar| bar.what == what) {
                Some(bar) => bar.records.push(*place),
                None => roles.push(Bar { what, records: vec![*place] }),
            }
        }
    }
    std::iter::once(Bar { what: Counted::Members, records: places }).chain(roles).collect()
}

/// Events and publications in the order of time.
fn dated(atlas: &Atlas) -> Vec<Dated> {
    let records = atlas.of_kind(Kind::Event).chain(atlas.of_kind(Kind::Publication));
    let mut dated: Vec<(Date, usize)> =
        records.filter_map(|record| Some((record.date?, atlas.place(&record.id)?))).collect();
    dated.sort_unstable();
    let months = |at: Option<&(Date, usize)>| at.map_or(0, |(date, _)| date.months());
    let (first, last) = (months(dated.first()), months(dated.last()));
    let span = f64::from((last - first).max(1));
    let position = |date: Date| f64::from(date.months() - first) / span;
    dated.into_iter().map(|(date, record)| Dated { record, date, position: position(date) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(atlas: &Atlas) -> Vec<(String, usize)> {
        let overview = Overview::of(atlas);
        let rows = (0..overview.len()).filter_map(|row| overview.row(row));
        rows.filter_map(|row| match row {
            Row::Bar(bar) => Some((format!("{} {}", bar.what.section(), bar.what.label()), bar.records.len())),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn the_bars_count_what_the_deck_and_the_crosswalk_say() {
        let counts = counts(&Atlas::embedded().unwrap());
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
            ("Members all", 17),
            ("Members took part", 7),
            ("Members contributed", 9),
        ];
        assert_eq!(counts, expected.map(|(name, count)| (name.to_owned(), count)));
    }

    #[test]
    fn without_what_is_editorial_nothing_is_said_of_answers() {
        let counts = counts(&Atlas::embedded().unwrap().without_editorial());
        assert!(counts.contains(&("Prevention gaps".to_owned(), 4)));
        assert!(counts.iter().all(|(name, _)| !name.contains("answered")));
    }

    #[test]
    fn the_line_of_time_runs_from_the_first_to_the_last_date() {
        let atlas = Atlas::embedded().unwrap();
        let dated = dated(&atlas);
        assert_eq!(dated.first().unwrap().date.iso(), "2006-09");
        assert_eq!(dated.last().unwrap().date.iso(), "2010-12-13");
        assert!(dated.is_sorted_by(|a, b| a.position <= b.position));
        assert!((dated[0].position, dated.last().unwrap().position) == (0.0, 1.0));
    }
}
