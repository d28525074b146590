//! The data: records, ids, links and citations, and the way from files to a checked whole.
//!
//! Knows nothing of the rest of the program. Start at [`Atlas`]; a record's parts are [`Record`], [`Statement`] (a text
//! with its [`Basis`]), [`Citation`] and [`Link`].

mod edition;
mod kinds;
mod lookup;
mod reading;
mod records;
mod synonyms;
pub mod text;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

pub use edition::{Edition, SCHEMA};
pub use kinds::{Kind, SYMBOL};
pub use lookup::nearest;
use reading::{Content, Judgement, Parts, Placed, SourceFile, effort};
pub use reading::{LARGEST_FILE, NoRoom, Problem, Problems, has_room};
pub use records::{
    Basis, Citation, Date, DateError, Fact, IdError, Link, Name, Pillar, Place, Record, RecordId, Relation, Standing,
    Statement,
};
pub use synonyms::Synonyms;
pub use text::{Text, TextError};

/// A record as its kind's data file spells it.
trait Entry: DeserializeOwned {
    /// The record.
    fn into_record(self) -> Record;
}

/// Why there is no atlas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The data is wrong.
    #[error(transparent)]
    Data(#[from] Problems),
    /// There is less memory than the data takes.
    #[error(transparent)]
    Memory(#[from] NoRoom),
}

/// The whole data set, loaded and checked: every id is unique, every link and citation leads to a record.
#[derive(Debug)]
pub struct Atlas {
    edition: Edition,
    records: Vec<Record>,
    places: HashMap<RecordId, usize>,
    /// The places of the records in the order of their ids; sorted when first needed.
    by_id: OnceLock<Vec<u32>>,
    /// For each record the links that lead to it: the place of the record they start from, and their number there.
    incoming: Vec<Vec<(usize, usize)>>,
    /// For each document the places of the records that cite it.
    citing: HashMap<usize, Vec<usize>>,
    synonyms: Synonyms,
    /// About as many bytes of memory as it takes, where that is much.
    weight: usize,
}

impl Atlas {
    /// The data built into the program.
    ///
    /// # Errors
    /// All that is wrong with it; with the data of a release, nothing.
    pub fn embedded() -> Result<Self, Problems> {
        Self::build(&reading::embedded(), Problems::default())
    }

    /// The data of a folder (its files are described in the README).
    ///
    /// # Errors
    /// All that is wrong with it, in the order of its files, or that there is no memory for it.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        Self::load_up_to(folder, LARGEST_FILE)
    }

    /// The same, with files of up to so many bytes instead of [`LARGEST_FILE`].
    ///
    /// # Errors
    /// As [`Atlas::load`].
    pub fn load_up_to(folder: &Path, largest_file: u64) -> Result<Self, LoadError> {
        let mut problems = Problems::default();
        let files = reading::folder(folder, largest_file, &mut problems)?;
        let weight = reading::make_sure(&files)?;
        Ok(Self { weight, ..Self::build(&files, problems)? })
    }

    /// The data of these files, given by the stems of their names.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: &[(&str, String)]) -> Result<Self, Problems> {
        Self::build(&reading::of_texts(texts), Problems::default())
    }

    fn build(files: &[SourceFile], mut problems: Problems) -> Result<Self, Problems> {
        // Whether all ids are known: every file was read well, or at least its records could be told apart.
        let mut complete = problems.count() == 0;
        let mut edition = None;
        let mut synonyms = Synonyms::default();
        let (mut placed, mut judged) = (Vec::new(), Vec::new());
        for (number, file) in files.iter().enumerate() {
            let told_before = problems.count();
            match file.content {
                Content::Edition => edition = reading::value::<Edition>(file, &mut problems),
                Content::Synonyms => synonyms = reading::value(file, &mut problems).unwrap_or_default(),
                Content::Records(kind) => {
                    let records = kind.read(file, &mut problems);
                    placed.extend(Placed::all(number, records));
                    complete &= problems.count() == told_before || file.layout.elements().is_some();
                }
                Content::Crosswalk => {
                    judged.extend(Placed::all(number, reading::elements::<Judgement>(file, &mut problems)));
                }
            }
        }
        reading::check(files, &Parts { records: &placed, judgements: &judged }, complete, &mut problems);
        let Some(edition) = edition.filter(|_| problems.count() == 0) else { return Err(problems) };
        let mut records: Vec<Record> = placed.into_iter().map(|placed| placed.value).collect();
        let at = places_of(&records);
        for judgement in judged {
            // Checked: it is there.
            records[at[&judgement.value.from]].links.push(judgement.value.link());
        }
        Ok(Self::index(edition, records, at, synonyms))
    }

    fn index(edition: Edition, records: Vec<Record>, places: HashMap<RecordId, usize>, synonyms: Synonyms) -> Self {
        let mut incoming = vec![Vec::new(); records.len()];
        let mut citing = HashMap::<usize, Vec<usize>>::new();
        for (place, record) in records.iter().enumerate() {
            for (number, link) in record.links.iter().enumerate() {
                incoming[places[&link.to]].push((place, number));
            }
            for document in record.citations.iter().map(|citation| places[&citation.document]) {
                let citing = citing.entry(document).or_default();
                if document != place && citing.last() != Some(&place) {
                    citing.push(place);
                }
            }
        }
        Self { edition, records, places, by_id: OnceLock::new(), incoming, citing, synonyms, weight: 0 }
    }

    /// The same data without anything editorial: no names, particulars and links that are our own, and no records whose
    /// title or text is. What is left may be quoted as the sources' own.
    #[must_use]
    pub fn without_editorial(&self) -> Self {
        let sourced: Vec<Option<Record>> = self.records.iter().map(Record::without_editorial).collect();
        let cited: HashSet<&RecordId> = sourced.iter().flatten().flat_map(Record::documents).collect();
        // A document that we had to name is still where things are from.
        let unnamed = |record: &Record| cited.contains(&record.id).then(|| record.unnamed());
        let mut records: Vec<Record> = std::iter::zip(&self.records, &sourced)
            .filter_map(|(record, sourced)| sourced.clone().or_else(|| unnamed(record)))
            .collect();
        let places = places_of(&records);
        for record in &mut records {
            record.links.retain(|link| places.contains_key(&link.to));
        }
        Self { weight: self.weight, ..Self::index(self.edition.clone(), records, places, self.synonyms.clone()) }
    }

    /// Makes sure that there is memory for as much again: for an index, or for the data without what is editorial.
    ///
    /// # Errors
    /// If there is not.
    pub fn ask_for_room(&self) -> Result<(), NoRoom> {
        reading::ask_for(self.weight)
    }

    /// What the data set calls itself.
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Words that stand for one another in a search.
    pub const fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// All records, in the order of the data.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record with this id.
    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.place(id).map(|place| &self.records[place])
    }

    /// The place of a record in [`Atlas::records`].
    pub fn place(&self, id: &RecordId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The records of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        // The files are read in the order of the kinds, so that the records of a kind stand together.
        let first = self.records.partition_point(|record| record.kind() < kind);
        self.records[first..].iter().take_while(move |record| record.kind() == kind)
    }

    /// The records of a kind under a pillar.
    pub fn under(&self, kind: Kind, pillar: Pillar) -> impl Iterator<Item = &Record> {
        self.of_kind(kind).filter(move |record| record.pillar() == Some(pillar))
    }

    /// The links that lead to a record, each with the record it starts from.
    pub fn incoming(&self, id: &RecordId) -> impl Iterator<Item = (&Record, &Link)> {
        let links = self.place(id).map_or(&[][..], |place| &self.incoming[place]);
        links.iter().map(|(place, number)| (&self.records[*place], &self.records[*place].links[*number]))
    }

    /// The records that cite a document, in the order of the data.
    pub fn citing(&self, document: &RecordId) -> impl ExactSizeIterator<Item = &Record> {
        let places = self.place(document).and_then(|place| self.citing.get(&place));
        places.map_or(&[][..], Vec::as_slice).iter().map(|place| &self.records[*place])
    }
}

fn places_of(records: &[Record]) -> HashMap<RecordId, usize> {
    records.iter().enumerate().map(|(place, record)| (record.id.clone(), place)).collect()
}
