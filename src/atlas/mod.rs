//! The data: records, ids, links and citations, and the code that reads and checks data files.
//!
//! Uses no other module of the program. Start at [`Atlas`]; a [`Record`] consists of [`Statement`]s (texts with a
//! [`Basis`]), [`Citation`]s and [`Link`]s.

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
pub use kinds::{ADDRESS, CITED_AS, Kind, SYMBOL, particular};
pub use lookup::nearest;
use reading::{Content, Judgement, Located, Parts, SourceFile, effort};
pub use reading::{LARGEST_FILE, OutOfMemory, Problem, Problems, Warnings, has_memory};
pub use records::{
    Basis, Citation, Date, DateError, Fact, Headline, IdError, LONGEST_HEADLINE, Link, Name, Pillar, Place, Record,
    RecordId, Relation, Standing, Statement,
};
pub use synonyms::Synonyms;
pub use text::{Text, TextError};
pub use visible::VisibleRecord;

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
    records: Vec<Record>,
    ordinals: HashMap<RecordId, usize>,
    /// The ordinals of the records in the order of their ids; sorted when first needed.
    by_id: OnceLock<Vec<u32>>,
    /// The ordinals of the gaps and recommendations under each pillar. They are needed too often to search all records
    /// each time.
    under: HashMap<(Kind, Pillar), Vec<usize>>,
    /// For each record the links to it: the ordinal of the record they start from, and their index there.
    incoming: Vec<Vec<(usize, usize)>>,
    /// For each document the ordinals of the records that cite it, and whether they do so only for editorial names.
    citing: HashMap<usize, Vec<(usize, bool)>>,
    /// For each record whether its title or its text is editorial.
    editorial: Vec<bool>,
    /// Pairs of ordinals: an editorial document, and a record that cites it for a text, name or link that is not
    /// editorial.
    needed_documents: Vec<(usize, usize)>,
    /// The bases of the links that answer gaps, each once.
    answers: Vec<Basis>,
    synonyms: Synonyms,
    /// The characters that a newer data format refuses.
    warnings: Warnings,
    /// Estimate of the memory the records or their index take, in bytes; 0 for small data.
    memory: usize,
}

impl Atlas {
    /// The data built into the program.
    ///
    /// # Errors
    /// All problems of the data; a release has none.
    pub fn embedded() -> Result<Self, Problems> {
        Self::build(&reading::embedded(), Problems::default())
    }

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
            // The edition is always the first file.
            let is_strict = edition.as_ref().is_some_and(|edition| edition.schema >= STRICT);
            let reported = problems.offsets_in(&file.name);
            reading::report_letters(file, &reported, if is_strict { &mut problems } else { &mut warnings });
        }
        reading::check(files, &Parts { records: &located, judgements: &judged }, complete, &mut problems);
        let Some(edition) = edition.filter(|_| problems.count() == 0) else { return Err(problems) };
        let mut records: Vec<Record> = located.into_iter().map(|located| located.value).collect();
        let at = ordinals_of(&records);
        for judgement in judged {
            // `reading::check` found no link from an unknown record.
            records[at[&judgement.value.from]].links.push(judgement.value.link());
        }
        Ok(Self { warnings: Warnings::from(warnings), ..Self::index(edition, records, at, synonyms) })
    }

    fn index(edition: Edition, records: Vec<Record>, ordinals: HashMap<RecordId, usize>, synonyms: Synonyms) -> Self {
        static GENERATIONS: AtomicU64 = AtomicU64::new(1);
        let mut incoming = vec![Vec::new(); records.len()];
        let mut citing = HashMap::<usize, Vec<(usize, bool)>>::new();
        let editorial: Vec<bool> = records.iter().map(Record::is_editorial).collect();
        let mut needed_documents = Vec::new();
        let mut answers = Vec::new();
        let mut under = HashMap::<(Kind, Pillar), Vec<usize>>::new();
        for (ordinal, record) in records.iter().enumerate() {
            if let Some(pillar) = record.pillar() {
                under.entry((record.kind(), pillar)).or_default().push(ordinal);
            }
            for (number, link) in record.links.iter().enumerate() {
                incoming[ordinals[&link.to]].push((ordinal, number));
                if link.relation == Relation::Answers && !answers.contains(&link.basis) {
                    answers.push(link.basis);
                }
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
            needed_documents
                .extend(documents.filter(|document| editorial[*document]).map(|document| (document, ordinal)));
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
            needed_documents,
            answers,
            synonyms,
            warnings: Warnings::default(),
            memory: 0,
        }
    }

    /// The number of records.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
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
        self.ordinals.get(id).copied()
    }

    /// The ordinals of the records of a kind.
    fn ordinals_of_kind(&self, kind: Kind) -> Range<usize> {
        // The files are read in the order of the kinds, so the records of a kind are contiguous.
        let first = self.records.partition_point(|record| record.kind() < kind);
        first..first + self.records[first..].partition_point(|record| record.kind() == kind)
    }
}

fn ordinals_of(records: &[Record]) -> HashMap<RecordId, usize> {
    records.iter().enumerate().map(|(ordinal, record)| (record.id.clone(), ordinal)).collect()
}
