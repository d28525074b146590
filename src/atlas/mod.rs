//! The data: records, ids, links and citations, and the code that reads and checks data files.
//!
//! Uses no other module of the program. Start at [`Atlas`]; a [`Record`] consists of [`Statement`]s (texts with a
//! [`Basis`]), [`Citation`]s and [`Link`]s.

mod collection;
mod data;
mod edition;
mod hazard;
mod kinds;
mod listing;
mod lookup;
mod packed;
mod reading;
mod records;
mod tables;
pub mod text;
mod visible;
mod vocabulary;

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::de::DeserializeOwned;

use collection::Collection;
pub use data::{Data, Filter, Generation};
use edition::STRICT;
pub use edition::{Edition, NEWEST_FORMAT};
pub use kinds::{ADDRESS, CITED_AS, DATE, HOST, Kind, PLACE, SYMBOL, particular};
pub use listing::Listing;
pub use lookup::nearest;
pub use packed::{Deferred, Packed, PackedTables};
use reading::{Content, Judgement, Located, Parts, SourceFile, Synonyms, effort};
pub use reading::{LARGEST_FILE, OutOfMemory, Problem, Problems, Warnings, has_memory};
pub use records::{
    Basis, Citation, Date, DateError, Fact, Headline, IdError, LONGEST_HEADLINE, Link, Name, Pillar, Place, Record,
    RecordId, Relation, Standing, Statement,
};
use tables::Tables;
pub use text::{Text, TextError};
pub use visible::VisibleRecord;
pub use vocabulary::{Group, GroupEntry, Strength};

/// A record as spelled in the data file of its kind.
trait Entry: DeserializeOwned {
    /// The record that all kinds share.
    fn into_record(self) -> Record;
}

/// Why data could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The data has problems.
    #[error(transparent)]
    Data(#[from] Problems),
    /// The data needs more memory than there is.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
}

/// The whole data set, loaded and checked: every id is unique, every link and citation leads to a record. [`Data`]
/// gives access to the visible part.
#[derive(Debug)]
pub struct Atlas {
    generation: Generation,
    edition: Edition,
    records: Collection,
    tables: Tables,
    vocabulary: Deferred<Vec<Group>>,
    /// The characters that a newer data format refuses, and the words of the vocabulary that no record has.
    warnings: Warnings,
    /// Estimate of the memory the records or their index take, in bytes; 0 for small data.
    memory: usize,
}

impl Atlas {
    /// Loads the data of a folder, whose files `docs/data.md` describes.
    ///
    /// # Errors
    /// All problems in the order of the files, or a lack of memory.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        Self::load_up_to(folder, LARGEST_FILE)
    }

    /// Like [`Atlas::load`], with files of up to `largest_file` bytes instead of [`LARGEST_FILE`].
    ///
    /// # Errors
    /// As [`Atlas::load`].
    pub fn load_up_to(folder: &Path, largest_file: u64) -> Result<Self, LoadError> {
        let mut problems = Problems::default();
        let files = reading::folder(folder, largest_file, &mut problems)?;
        let memory = reading::memory_for_records(&files)?;
        Ok(Self { memory, ..Self::build(&files, problems)? })
    }

    /// The data for tests of code; `tests/data/README.md` says why it is not the built-in data.
    #[cfg(test)]
    pub(crate) fn frozen() -> Self {
        Self::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/frozen"))).unwrap()
    }

    /// Loads these file contents, each with the stem of its name.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: &[(&str, String)]) -> Result<Self, Problems> {
        Self::build(&reading::of_texts(texts), Problems::default())
    }

    fn build(files: &[SourceFile], mut problems: Problems) -> Result<Self, Problems> {
        if let Some(newer) = files.first().and_then(reading::newer_format) {
            let mut alone = Problems::default();
            alone.report(|| newer);
            return Err(alone);
        }
        // If a file could not be read, ids are missing and links to them cannot be checked.
        let complete = problems.count() == 0;
        let mut edition: Option<Edition> = None;
        let mut warnings = Problems::default();
        let mut synonyms = Synonyms::default();
        let (mut located, mut judged, mut grouped) = (Vec::new(), Vec::new(), Vec::new());
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
                Content::Vocabulary => {
                    grouped.extend(Located::all(number, reading::elements::<Group>(file, &mut problems)));
                }
            }
            // The edition is always the first file.
            let is_strict = edition.as_ref().is_some_and(|edition| edition.schema >= STRICT);
            let reported = problems.offsets_in(&file.name);
            reading::report_letters(file, &reported, if is_strict { &mut problems } else { &mut warnings });
        }
        let parts = Parts { records: &located, judgements: &judged, groups: &grouped };
        reading::check(files, &parts, complete, &mut problems);
        let Some(edition) = edition.filter(|_| problems.count() == 0) else { return Err(problems) };
        reading::warn(files, &parts, &mut warnings);
        let mut records = Collection::read(located.into_iter().map(|located| located.value).collect());
        for judgement in judged {
            records.add_link(&judgement.value.from, judgement.value.link());
        }
        let tables = Tables::of(&records);
        let vocabulary: Vec<Group> = grouped.into_iter().map(|located| located.value).chain(synonyms.0).collect();
        Ok(Self::of_parts(edition, records, tables, vocabulary.into(), Warnings::from(warnings)))
    }

    fn of_parts(
        edition: Edition,
        records: Collection,
        tables: Tables,
        vocabulary: Deferred<Vec<Group>>,
        warnings: Warnings,
    ) -> Self {
        static GENERATIONS: AtomicU64 = AtomicU64::new(1);
        let generation = Generation(GENERATIONS.fetch_add(1, Ordering::Relaxed));
        Self { generation, edition, records, tables, vocabulary, warnings, memory: 0 }
    }

    /// The number of records.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name, date and format of the data set.
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The warnings, if there are any.
    pub fn warnings(&self) -> Option<&Warnings> {
        Some(&self.warnings).filter(|warnings| !warnings.are_none())
    }

    /// The ordinal of the record with this id.
    fn ordinal(&self, id: &RecordId) -> Option<usize> {
        self.records.ordinal(id)
    }

    /// All of the record with this ordinal.
    fn record(&self, ordinal: usize) -> &Record {
        self.records.at(ordinal)
    }

    /// The kind of the record with this ordinal.
    fn kind(&self, ordinal: usize) -> Kind {
        let kinds = self.tables.kinds.iter().skip(1);
        Kind::ALL[kinds.take_while(|end| **end as usize <= ordinal).count()]
    }

    /// The last part of the id of the record with this ordinal.
    fn leaf(&self, ordinal: usize) -> &str {
        records::leaf(self.records.id(ordinal))
    }

    /// The pillar of the record with this ordinal, if it is a gap or recommendation.
    fn pillar(&self, ordinal: usize) -> Option<Pillar> {
        if self.kind(ordinal).has_pillars() { self.records.pillar(ordinal) } else { None }
    }

    /// The ordinals of the records of a kind.
    fn ordinals_of_kind(&self, kind: Kind) -> Range<usize> {
        let kinds = &self.tables.kinds;
        kinds[kind as usize] as usize..kinds[kind as usize + 1] as usize
    }
}
