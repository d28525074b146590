//! Loads a data set: reads its files, makes the changes of each edition in the one below, and checks the result.

use std::path::Path;

use super::collection::Collection;
use super::edition::{EXTENDS, STRICT, SpelledEdition, wrong_since};
use super::reading::{
    self, Changes, Content, Editions, Embedded, Judgement, Located, Parts, SourceFile, Synonyms, Withdrawn,
};
use super::tables::Tables;
use super::{Atlas, Edition, Group, LARGEST_FILE, OutOfMemory, Problems, Record, Warnings};

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

/// The files of an edition and of those that it rests on.
#[derive(Debug)]
pub struct Sources {
    editions: Editions,
    /// The problems found as they were read.
    problems: Problems,
}

impl Atlas {
    /// Loads the data of a folder, whose files `docs/data.md` describes. It can extend an edition inside it and no other.
    ///
    /// # Errors
    /// All problems in the order of the files, or a lack of memory.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        Self::load_up_to(folder, LARGEST_FILE, &Embedded::NONE)
    }

    /// Like [`Atlas::load`], with files of up to `largest_file` bytes instead of [`LARGEST_FILE`], and these editions to
    /// extend.
    ///
    /// # Errors
    /// As [`Atlas::load`].
    pub fn load_up_to(folder: &Path, largest_file: u64, embedded: &Embedded) -> Result<Self, LoadError> {
        let mut sources = Sources::read(folder, largest_file, embedded)?;
        let memory = reading::memory_for_records(&sources.editions.files)?;
        Ok(Self { memory, ..sources.load(sources.count())? })
    }

    /// The data for tests of code; `tests/data/README.md` says why it is not the built-in data.
    #[cfg(test)]
    pub(crate) fn frozen() -> Self {
        Self::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/frozen"))).unwrap()
    }

    /// The data for tests of what is new in format 3.
    #[cfg(test)]
    pub(crate) fn of_format_3() -> Self {
        Self::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format-3"))).unwrap()
    }

    /// Loads these file contents, each with the stem of its name.
    #[cfg(test)]
    pub(crate) fn of_texts(texts: &[(&str, String)]) -> Result<Self, Problems> {
        Self::of_editions(&[texts])
    }

    /// The same for an edition that extends the next one, and so on.
    #[cfg(test)]
    pub(crate) fn of_editions(editions: &[&[(&str, String)]]) -> Result<Self, Problems> {
        let editions = Editions::of_texts(editions);
        let count = editions.ends.len();
        Sources { editions, problems: Problems::default() }.load(count)
    }
}

impl Sources {
    /// Reads the files of a folder, and those of the editions that it rests on: inside the folder, or else among `embedded`.
    ///
    /// # Errors
    /// If there is not enough memory for them.
    pub fn read(folder: &Path, largest_file: u64, embedded: &Embedded) -> Result<Self, OutOfMemory> {
        let mut problems = Problems::default();
        let editions = Editions::read(folder, largest_file, embedded, &mut problems)?;
        Ok(Self { editions, problems })
    }

    /// The number of editions.
    pub const fn count(&self) -> usize {
        self.editions.ends.len()
    }

    /// The edition that rests on `count - 1` others.
    ///
    /// # Errors
    /// All problems in the order of the files. An edition is judged only if those that it rests on have none.
    pub fn load(&mut self, count: usize) -> Result<Atlas, Problems> {
        let Self { editions, problems } = self;
        let mut problems = problems.clone();
        if let Some(newer) = editions.files.iter().find_map(reading::newer_format) {
            let mut alone = Problems::default();
            alone.report(|| newer);
            return Err(alone);
        }
        if !editions.are_grounded {
            if let Some(edition) = editions.files.first() {
                reading::value::<SpelledEdition>(edition, &mut problems);
            }
            return Err(problems);
        }
        let mut contents = Contents::default();
        let mut start = 0;
        for end in editions.ends[..count].iter().copied() {
            let before = problems.count();
            contents.add(&mut editions.files[..end], start, editions.are_complete, &mut problems);
            start = end;
            if problems.count() > before {
                break;
            }
        }
        if problems.count() > 0 {
            return Err(problems);
        }
        let mut warnings = std::mem::take(&mut contents.warnings);
        reading::warn(&editions.files[..start], &contents.parts(), &mut warnings);
        let Contents { edition, records, judgements, groups, synonyms, .. } = contents;
        let Some(edition) = edition else { return Err(problems) };
        let mut records = Collection::read(records.into_iter().map(|located| located.value).collect());
        for judgement in judgements {
            records.add_link(&judgement.value.from, judgement.value.link());
        }
        let tables = Tables::of(&records);
        let vocabulary: Vec<Group> = groups.into_iter().map(|located| located.value).chain(synonyms).collect();
        Ok(Atlas::of_parts(edition, records, tables, vocabulary.into(), Warnings::from(warnings)))
    }

    /// The name of the edition that rests on `count - 1` others, for the build script.
    pub fn name(&self, count: usize) -> String {
        self.editions.name(count)
    }

    /// The name of the edition that rests on `count - 1` others, and the text and the lengths of an [`Embedded`] with it alone,
    /// for the build script.
    pub fn texts(&self, count: usize) -> (String, String, Vec<u32>) {
        self.editions.texts(count)
    }
}

/// What is read from the files.
#[derive(Default)]
struct Contents {
    edition: Option<Edition>,
    records: Vec<Located<Record>>,
    judgements: Vec<Located<Judgement>>,
    groups: Vec<Located<Group>>,
    synonyms: Vec<Group>,
    withdrawn: Withdrawn,
    /// The characters that a newer data format refuses.
    warnings: Problems,
}

/// What the files of one edition hold.
struct EditionRead {
    of_records: Changes<Record>,
    of_judgements: Changes<Judgement>,
    records: Vec<Located<Record>>,
    judgements: Vec<Located<Judgement>>,
    groups: Vec<Located<Group>>,
    /// Whether its format refuses characters that cannot be read.
    is_strict: bool,
}

impl Contents {
    /// Adds an edition, whose files are those from `start` on, and checks the result.
    fn add(&mut self, files: &mut [SourceFile], start: usize, are_complete: bool, problems: &mut Problems) {
        let mut read = EditionRead {
            of_records: Changes::of(&self.records, are_complete),
            of_judgements: Changes::of(&self.judgements, are_complete),
            records: Vec::new(),
            judgements: Vec::new(),
            groups: Vec::new(),
            is_strict: false,
        };
        for number in start..files.len() {
            if start > 0 {
                files[number].pieces = match files[number].content {
                    Content::Records(_) => read.of_records.pieces(files, number, &self.records, problems),
                    Content::Crosswalk => read.of_judgements.pieces(files, number, &self.judgements, problems),
                    Content::Edition | Content::Vocabulary | Content::Synonyms => None,
                };
            }
            self.read(&files[number], number, &mut read, problems);
        }
        let EditionRead { of_records, of_judgements, records, judgements, groups, .. } = read;
        for located in &records {
            // What is added again is withdrawn no longer.
            self.withdrawn.remove(&located.value.id);
        }
        self.records = of_records.make(std::mem::take(&mut self.records), records);
        self.judgements = of_judgements.make(std::mem::take(&mut self.judgements), judgements);
        // The kinds keep their order, and the records of each the order of the files.
        self.records.sort_by_key(|located| located.value.kind());
        self.forget(&of_records.withdrawn);
        self.withdrawn.extend(of_records.withdrawn);
        self.groups.extend(groups);
        reading::check(files, &self.parts(), are_complete, problems);
    }

    /// Reads the file with this number.
    fn read(&mut self, file: &SourceFile, number: usize, read: &mut EditionRead, problems: &mut Problems) {
        match file.content {
            Content::Edition => {
                let extended = self.edition.take();
                self.edition = reading::value::<SpelledEdition>(file, problems).map(Edition::from);
                if let (Some(edition), Some(extended)) = (&mut self.edition, extended) {
                    edition.extended = extended.extended;
                    edition.extended.push(extended.date);
                }
                let format = self.edition.as_ref().map(|edition| edition.schema);
                // The edition is always the first file.
                read.is_strict = format.is_some_and(|format| format >= STRICT);
                if let Some(problem) = reading::extends_in(file).filter(|_| format.is_some_and(|f| f < EXTENDS)) {
                    problems.report(|| problem);
                }
                if let Some((what, remedy)) = self.edition.as_ref().and_then(wrong_since) {
                    problems.report(|| reading::field_problem(file, "named_since", what, remedy));
                }
            }
            Content::Synonyms => {
                self.synonyms.extend(reading::value(file, problems).unwrap_or_else(Synonyms::default).0);
            }
            Content::Records(kind) => read.records.extend(Located::all(number, kind.read(file, problems))),
            Content::Crosswalk => {
                read.judgements.extend(Located::all(number, reading::elements::<Judgement>(file, problems)));
            }
            Content::Vocabulary => {
                read.groups.extend(Located::all(number, reading::elements::<Group>(file, problems)));
            }
        }
        let reported = problems.offsets_in(&file.name);
        reading::report_letters(file, &reported, if read.is_strict { problems } else { &mut self.warnings });
    }

    /// What is checked. An edition that this one extends was checked in its own format; one that extends another in a format
    /// without that has been told to take a newer one, which is all that it needs.
    fn parts(&self) -> Parts<'_> {
        let Self { edition, records, judgements, groups, withdrawn, .. } = self;
        let format = edition.as_ref().filter(|edition| edition.extended.is_empty()).map(|edition| edition.schema);
        Parts { format, records, judgements, groups, withdrawn }
    }

    /// Lets no group of the vocabulary lead to these records, which are withdrawn. A group that leads nowhere without them is
    /// left out.
    fn forget(&mut self, withdrawn: &Withdrawn) {
        self.groups.retain_mut(|located| {
            let group = &mut located.value;
            let before = group.records.len();
            group.records.retain(|id| !withdrawn.contains_key(id));
            group.records.len() == before || group.is_of_use()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Data, RecordId};

    const DECK: &str = "(id: \"document/deck\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\"), citations: \
                        [(document: \"document/deck\", place: Whole)])";

    const EVENT: &str = "(id: \"event/x\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), citations: [(document: \
                         \"document/deck\", place: Whole)])";

    #[test]
    fn terms_that_lead_to_a_record_which_was_added_again_stay_in_later_editions() {
        let edition = |name: &str| ("edition", format!("(name: \"{name}\", date: \"2010\", schema: 3)"));
        let base = [edition("a"), ("events", format!("[{EVENT}]")), ("documents", format!("[{DECK}]"))];
        let withdraws = [edition("b"), ("events", "[(id: \"event/x\", withdrawn: \"Never held.\")]".to_owned())];
        let group = "[(terms: [\"meeting\"], records: [\"event/x\"])]".to_owned();
        let adds = [edition("c"), ("events", format!("[{EVENT}]")), ("vocabulary", group)];
        let later = [edition("d")];
        for editions in [&[&adds[..], &withdraws, &base][..], &[&later, &adds, &withdraws, &base]] {
            let data = Data::from(Atlas::of_editions(editions).unwrap());
            let ids = data.vocabulary().iter().flat_map(|group| &group.records).map(RecordId::as_str);
            assert_eq!(ids.collect::<Vec<_>>(), ["event/x"], "{} editions", editions.len());
        }
    }
}
