//! The data: records, ids, links and citations, and the way from files to a checked whole.
//!
//! Knows nothing of the rest of the program. Start at [`Atlas`]; a record's parts are [`Record`], [`Statement`] (a text
//! with its [`Basis`]), [`Citation`] and [`Link`].

mod data;
mod edition;
mod hazard;
mod kinds;
mod lookup;
mod reading;
mod records;
mod synonyms;
pub mod text;
mod visible;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::de::DeserializeOwned;

pub use data::{Data, Filter, Generation, Listing};
use edition::STRICT;
pub use edition::{Edition, NEWEST_FORMAT};
pub use kinds::{Kind, SYMBOL};
pub use lookup::nearest;
use reading::{Content, Judgement, Located, Parts, SourceFile, effort};
pub use reading::{LARGEST_FILE, OutOfMemory, Problem, Problems, Warnings, has_room};
pub use records::{
    Basis, Citation, Date, DateError, Fact, IdError, Link, Name, Pillar, Place, Record, RecordId, Relation, Standing,
    Statement,
};
pub use synonyms::Synonyms;
pub use text::{Text, TextError};
pub use visible::VisibleRecord;

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
    Memory(#[from] OutOfMemory),
}

/// The whole data set, loaded and checked: every id is unique, every link and citation leads to a record. What is shown of
/// it goes through [`Data`].
#[derive(Debug)]
pub struct Atlas {
    generation: Generation,
    edition: Edition,
    records: Vec<Record>,
    ordinals: HashMap<RecordId, usize>,
    /// The places of the records in the order of their ids; sorted when first needed.
    by_id: OnceLock<Vec<u32>>,
    /// The places of the gaps and recommendations under each pillar: their pillars are asked for too often to look into
    /// every record for it.
    under: HashMap<(Kind, Pillar), Vec<usize>>,
    /// For each record the links that lead to it: the place of the record they start from, and their number there.
    incoming: Vec<Vec<(usize, usize)>>,
    /// For each document the places of the records that cite it, and whether only names of our own do.
    citing: HashMap<usize, Vec<(usize, bool)>>,
    /// For each record whether its title or its text is our own.
    editorial: Vec<bool>,
    /// The documents of which that is so, each with a record that rests on it by something that is not our own.
    resting: Vec<(usize, usize)>,
    synonyms: Synonyms,
    /// What a newer format of the data would refuse.
    warnings: Warnings,
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
        if let Some(newer) = files.first().and_then(reading::newer_format) {
            let mut alone = Problems::default();
            alone.tell(|| newer);
            return Err(alone);
        }
        // Whether all ids are in the files.
        let complete = problems.count() == 0;
        let mut edition: Option<Edition> = None;
        let mut warnings = Problems::default();
        let mut synonyms = Synonyms::default();
        let (mut located, mut judged) = (Vec::new(), Vec::new());
        for (number, file) in files.iter().enumerate() {
            match file.content {
                Content::Edition => edition = reading::value::<Edition>(file, &mut problems),
                Content::Synonyms => synonyms = reading::value(file, &mut problems).unwrap_or_default(),
                Content::Records(kind) => {
                    located.extend(Located::all(number, kind.read(file, &mut problems)));
                }
                Content::Crosswalk => {
                    judged.extend(Located::all(number, reading::elements::<Judgement>(file, &mut problems)));
                }
            }
            // The edition is read first.
            let is_strict = edition.as_ref().is_some_and(|edition| edition.schema >= STRICT);
            let told = problems.places_in(&file.name);
            reading::tell_letters(file, &told, if is_strict { &mut problems } else { &mut warnings });
        }
        reading::check(files, &Parts { records: &located, judgements: &judged }, complete, &mut problems);
        let Some(edition) = edition.filter(|_| problems.count() == 0) else { return Err(problems) };
        let mut records: Vec<Record> = located.into_iter().map(|located| located.value).collect();
        let at = ordinals_of(&records);
        for judgement in judged {
            // Checked: it is there.
            records[at[&judgement.value.from]].links.push(judgement.value.link());
        }
        Ok(Self { warnings: Warnings::from(warnings), ..Self::index(edition, records, at, synonyms) })
    }

    fn index(edition: Edition, records: Vec<Record>, ordinals: HashMap<RecordId, usize>, synonyms: Synonyms) -> Self {
        static GENERATIONS: AtomicU64 = AtomicU64::new(1);
        let mut incoming = vec![Vec::new(); records.len()];
        let mut citing = HashMap::<usize, Vec<(usize, bool)>>::new();
        let editorial: Vec<bool> = records.iter().map(Record::is_editorial).collect();
        let mut resting = Vec::new();
        let mut under = HashMap::<(Kind, Pillar), Vec<usize>>::new();
        for (ordinal, record) in records.iter().enumerate() {
            if let Some(pillar) = record.pillar() {
                under.entry((record.kind(), pillar)).or_default().push(ordinal);
            }
            for (number, link) in record.links.iter().enumerate() {
                incoming[ordinals[&link.to]].push((ordinal, number));
            }
            let own = record.citations.iter().map(|citation| (citation, false));
            let of_names = record.names.iter().filter_map(|name| Some((name.citation.as_ref()?, name.basis)));
            let of_names = of_names.map(|(citation, basis)| (citation, basis == Basis::Editorial));
            for (citation, is_editorial) in own.chain(of_names) {
                let document = ordinals[&citation.document];
                let citing = citing.entry(document).or_default();
                match citing.last_mut() {
                    Some((last, only_editorial)) if *last == ordinal => *only_editorial &= is_editorial,
                    _ if document != ordinal => citing.push((ordinal, is_editorial)),
                    _ => {}
                }
            }
            let documents = record.documents().map(|document| ordinals[document]);
            resting.extend(documents.filter(|document| editorial[*document]).map(|document| (document, ordinal)));
        }
        let generation = Generation(GENERATIONS.fetch_add(1, Ordering::Relaxed));
        let by_id = OnceLock::new();
        Self {
            generation,
            edition,
            records,
            ordinals,
            by_id,
            under,
            incoming,
            citing,
            editorial,
            resting,
            synonyms,
            warnings: Warnings::default(),
            weight: 0,
        }
    }

    /// How many records there are.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What the data set calls itself.
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// What is not as it should be in it, if anything is.
    pub fn warnings(&self) -> Option<&Warnings> {
        Some(&self.warnings).filter(|warnings| !warnings.are_none())
    }

    /// The place of a record among all of them.
    fn ordinal(&self, id: &RecordId) -> Option<usize> {
        self.ordinals.get(id).copied()
    }

    /// The places of the records of a kind.
    fn ordinals_of_kind(&self, kind: Kind) -> Range<usize> {
        // The files are read in the order of the kinds, so that the records of a kind stand together.
        let first = self.records.partition_point(|record| record.kind() < kind);
        first..first + self.records[first..].partition_point(|record| record.kind() == kind)
    }
}

fn ordinals_of(records: &[Record]) -> HashMap<RecordId, usize> {
    records.iter().enumerate().map(|(ordinal, record)| (record.id.clone(), ordinal)).collect()
}
