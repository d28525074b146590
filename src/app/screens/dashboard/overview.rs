//! The rows of pane 4, the overview: tallies of records, the time line of dated records, and the records that are in no other
//! pane. Every row leads to records.

use std::collections::HashMap;

use super::Pane;
use super::tally::{Counted, Tally};
use crate::atlas::{Data, Date, Kind, Listing, Pillar, RecordId, Relation, VisibleRecord};

/// The rows of the overview, in the order of the fields.
#[derive(Debug, Default)]
pub struct Overview {
    tallies: Vec<Tally>,
    /// The dated records, the earliest first.
    dated: Vec<Dated>,
    /// The other records, except documents.
    others: Listing,
    /// The documents, if there are any.
    documents: Option<Tally>,
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
    /// Documents.
    Documents,
}

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
        let others = Kind::ALL.into_iter().filter(|kind| Pane::of(*kind) == Pane::Overview && *kind != Kind::Document);
        let others = others.flat_map(|kind| data.of_kind(kind)).filter(|record| !elsewhere(record));
        let documents = Tally::of(data, Counted::Documents, data.of_kind(Kind::Document));
        let documents = Some(documents).filter(|documents| documents.of > 0);
        Self { tallies, dated: dated(data), others: Listing::of(data, others), documents }
    }

    /// A record that is in no other part, by its index among those.
    pub fn other<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        self.others.get(number, data)
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        self.tallies.len() + self.dated.len() + self.others.len() + self.documents.is_some() as usize
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row by its index.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        let dated = number.checked_sub(self.tallies.len());
        let other = dated.and_then(|number| number.checked_sub(self.dated.len()));
        let last = other.and_then(|number| number.checked_sub(self.others.len()));
        match (dated, other, last) {
            (None, ..) => self.tallies.get(number).map(Row::Tally),
            (Some(number), None, _) => self.dated.get(number).map(Row::Dated),
            (_, Some(number), None) => Some(Row::Record(number)),
            (.., Some(number)) => self.documents.as_ref().filter(|_| number == 0).map(Row::Tally),
        }
    }

    /// The section of a row.
    pub fn section(&self, number: usize, data: &Data) -> Option<Section> {
        Some(match self.row(number)? {
            Row::Tally(tally) => match tally.what {
                Counted::Gaps(_) | Counted::Unanswered(_) | Counted::Open(_) => Section::Gaps,
                Counted::Members | Counted::Role(..) => Section::Members,
                Counted::Documents => Section::Documents,
            },
            Row::Dated(_) => Section::Time,
            Row::Record(number) => Section::Others(self.other(number, data)?.kind()),
        })
    }

    /// The row of a record; for a document that of their tally.
    pub fn row_of(&self, id: &RecordId, data: &Data) -> Option<usize> {
        let before = self.tallies.len() + self.dated.len();
        if let Some(row) = self.dated.iter().position(|dated| dated.record == *id) {
            return Some(self.tallies.len() + row);
        }
        if let Some(row) = self.others.position(id, data) {
            return Some(before + row);
        }
        let documents = self.documents.as_ref().filter(|documents| documents.records.position(id, data).is_some());
        documents.map(|_| before + self.others.len())
    }

    /// The row of a tally.
    pub fn row_of_tally(&self, what: &Counted) -> Option<usize> {
        if *what == Counted::Documents {
            return self.documents.as_ref().map(|_| self.len() - 1);
        }
        self.tallies.iter().position(|tally| tally.what == *what)
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

/// The tallies of the members: all, and those linked to each event or publication.
fn members(data: &Data) -> Vec<Tally> {
    let mut roles: Vec<(Counted, Vec<VisibleRecord<'_>>)> = Vec::new();
    let mut numbers = HashMap::new();
    let linked = data.linked(&[Relation::TookPart, Relation::Contributed], &[Kind::Event, Kind::Publication]);
    for (member, relation, to) in linked {
        let number = *numbers.entry((relation, to.ordinal())).or_insert_with(|| {
            roles.push((Counted::Role(relation, to.id().clone()), Vec::new()));
            roles.len() - 1
        });
        roles[number].1.push(member);
    }
    let all = (Counted::Members, data.of_kind(Kind::Member).collect());
    std::iter::once(all).chain(roles).map(|(what, records)| Tally::of(data, what, records)).collect()
}

/// The dated events, publications and instruments, the earliest first.
fn dated(data: &Data) -> Vec<Dated> {
    let kinds = [Kind::Event, Kind::Publication, Kind::Instrument];
    let records = kinds.into_iter().flat_map(|kind| data.of_kind(kind));
    let mut dated: Vec<(Date, VisibleRecord<'_>)> =
        records.filter_map(|record| Some((record.date()?, record))).collect();
    dated.sort_unstable_by_key(|(date, record)| (*date, record.ordinal()));
    dated.into_iter().map(|(date, record)| Dated { record: record.id().clone(), date }).collect()
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
    fn with_the_sources_only_nothing_is_said_of_answers() {
        let tallies =
            tallies(&Data::new(Arc::new(Atlas::frozen()), Filter { sources_only: true, ..Filter::default() }));
        assert!(tallies.contains(&("Gaps under Prevention".into(), 4, 4)));
        assert!(tallies.iter().all(|(name, ..)| !name.contains("nswered")));
    }

    #[test]
    fn the_time_line_runs_from_the_first_to_the_last_date() {
        let dated = dated(&Atlas::frozen().into());
        assert_eq!(dated.first().unwrap().date.iso(), "2000-11-15");
        assert_eq!(dated.last().unwrap().date.iso(), "2010-12-13");
        assert!(dated.is_sorted_by_key(|dated| dated.date));
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
