//! A query looked up in the data: for each of its units the words, records and labels that it matches, and how closely. The module
//! `planner` makes plans.

use std::ops::Range;

use super::dates::Span;
use super::field::{Fields, NAMES};
use super::index::Index;
use super::labels::Label;
use super::pattern::Pattern;
use super::word_list::WordId;
use crate::atlas::{Answered, Kind, Pillar};

/// How closely a unit of the query matches a record, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// A related idea by the vocabulary, which is no match of the words.
    Related,
    /// The same word, but a function word.
    FunctionWord,
    /// Another word of its family: `prosecute` and `prosecutor`, `woman` and `women`.
    Derived,
    /// Another form of the word by its ending: `reduce` and `reducing`.
    Form,
    /// Another word for the same by the vocabulary.
    Synonym,
    /// A record that such a word leads to.
    LedTo,
    /// One or two edits away.
    Typo,
    /// The letters in order and close together, from the first letter of the word.
    Letters,
    /// A part of a compound or of the word.
    Part,
    /// The beginning of the word.
    Beginning,
    /// A whole word with two letters swapped.
    Swapped,
    /// The whole word.
    Word,
}

/// A range of the word list whose words match in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub words: Range<WordId>,
    pub closeness: Closeness,
    /// The number of letters skipped, for [`Closeness::Letters`].
    pub skipped: usize,
}

/// Words that must be next to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sequence {
    /// The words of the list that match at each position.
    pub positions: Vec<Range<WordId>>,
    /// Whether the last word may be unfinished.
    pub is_open: bool,
    /// The last word exactly as typed, if it is known; any other word at the last position matches by its beginning
    /// only.
    pub last: Option<WordId>,
    pub closeness: Closeness,
    /// The words as typed, folded.
    pub words: Vec<String>,
}

/// The words and phrases of the data that something matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Matches {
    pub runs: Vec<Run>,
    pub sequences: Vec<Sequence>,
    /// Whether only names and acronyms count: those of an acronym that is spelt as a function word.
    pub is_name: bool,
}

/// A word of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Word {
    pub typed: String,
    pub criteria: Vec<Criterion>,
    pub matches: Matches,
}

/// A pattern of a word, and how closely a word of a text must match it at least: in a part, at its beginning, or as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Criterion {
    pub pattern: Pattern,
    pub least: Closeness,
}

/// Records that a unit matches by what they are, and not by their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// A record of a group of the vocabulary.
    Record {
        record: u32,
        group: u32,
        closeness: Closeness,
        /// How specific the group is; see [`specificity`].
        specificity: Specificity,
        /// Its position among the records of the group.
        position: usize,
    },
    /// The records of a kind.
    Kind(Kind),
    /// The records under a pillar.
    Pillar(Pillar),
    /// The records with a label.
    Label(Label),
    /// The records with a date in this span.
    Dated(Span),
}

/// How specific a group of the vocabulary is, least specific first: one that leads to one or two records outweighs one that
/// leads to many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Specificity {
    Many,
    Few,
    OneOrTwo,
}

impl Specificity {
    /// That of a group with this number of records.
    pub(super) const fn of(records: usize) -> Self {
        match records {
            0..=2 => Self::OneOrTwo,
            3..=4 => Self::Few,
            _ => Self::Many,
        }
    }
}

/// Words of the query that are looked up together: mostly one word, or an entry of the vocabulary, a label or a date of several
/// words. A record matches it with all its words, or with something that stands for the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// As typed.
    pub typed: String,
    pub negated: bool,
    /// The number of words that it counts for.
    pub count: usize,
    /// The words that a record must have, at least one; an entry with function words is one phrase.
    pub words: Vec<Word>,
    /// What stands for all of it.
    pub whole: Matches,
    pub leads: Vec<Lead>,
    /// The groups of the vocabulary to name in a remark: that of a term that the data does not have, or those of one with several
    /// meanings.
    pub meanings: Vec<u32>,
    /// Whether it is an abbreviation.
    pub is_abbreviation: bool,
    /// The words of the trade that it is read as, if one of them is misspelt.
    pub read_as: Option<String>,
    pub reading: Reading,
}

/// How a unit of the query was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// As typed, also in other forms or other words.
    AsTyped,
    /// As these words of the data, which are nearest, or as this term of the vocabulary.
    Corrected(Vec<String>),
    /// No record has it, but some are about a related idea.
    Related,
    /// No record has it or is related to it.
    Nowhere,
}

/// A query ready for ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub(super) units: Vec<Unit>,
    pub(super) remarks: Vec<String>,
    pub(super) is_explained: bool,
    /// Whether words that no text has are in reasons for judgements.
    pub(super) is_in_reasons: bool,
    /// The function words that are passed over, as typed.
    pub(super) passed_over: Vec<String>,
}

impl Plan {
    /// Remarks on words that were read differently from how they were typed, and on parts that could not be read.
    /// Sentences without a full stop, the most important first.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Whether the remarks explain an empty result and say what to type instead.
    pub const fn is_explained(&self) -> bool {
        self.is_explained
    }

    /// How far a gap is to be answered, if that is all that is sought.
    pub(super) fn state_of_gaps(&self) -> Option<Answered> {
        let mut units = self.sought();
        units.next().filter(|_| units.next().is_none())?.state_of_gaps()
    }

    /// Whether it asks for documents: by their kind, by a term that leads to one before all others, or by a figure, as in a symbol or
    /// a date.
    pub(super) fn asks_for_documents(&self, index: &Index) -> bool {
        let has_figure = |unit: &Unit| unit.typed.contains(char::is_numeric);
        let leads_there = |lead: &Lead| match lead {
            Lead::Kind(kind) => *kind == Kind::Document,
            Lead::Record { record, closeness, position: 0, .. } => {
                *closeness > Closeness::Related && index.facets[*record as usize].kind() == Kind::Document
            }
            Lead::Label(label) => matches!(label, Label::Symbol | Label::Resolution),
            Lead::Record { .. } | Lead::Pillar(_) | Lead::Dated(_) => false,
        };
        self.sought().any(|unit| has_figure(unit) || unit.leads.iter().any(leads_there))
    }

    /// The number of words sought.
    pub fn words(&self) -> usize {
        self.sought().map(|unit| unit.count).sum()
    }

    /// The function words that are passed over, as typed.
    pub fn passed_over(&self) -> &[String] {
        &self.passed_over
    }

    /// The units that are not excluded, in the order of the query; their order is that of the bits of
    /// [`Hit::units`](super::Hit::units).
    pub(super) fn sought(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| !unit.negated)
    }

    /// The units as typed, with how they were read.
    pub fn readings(&self) -> impl Iterator<Item = (&str, &Reading)> {
        self.sought().map(|unit| (unit.typed.as_str(), &unit.reading))
    }

    /// For each of the [readings](Self::readings) the words that the unit was corrected to, nearest first.
    pub fn corrections(&self) -> impl Iterator<Item = &[String]> {
        self.sought().map(|unit| match (&unit.read_as, &unit.reading) {
            (Some(term), _) => std::slice::from_ref(term),
            (None, Reading::Corrected(words)) => words,
            (None, Reading::AsTyped | Reading::Related | Reading::Nowhere) => &[],
        })
    }
}

impl Run {
    pub(super) const fn of(id: WordId, closeness: Closeness) -> Self {
        Self { words: id..id + 1, closeness, skipped: 0 }
    }

    /// The same in parts, without these of its words, given in order.
    pub(super) fn without(&self, left_out: impl Iterator<Item = WordId>) -> Vec<Self> {
        let mut start = self.words.start;
        let ends = left_out.map(|id| (id, id + 1)).chain([(self.words.end, self.words.end)]);
        let parts = ends.map(|(end, next)| Self { words: std::mem::replace(&mut start, next)..end, ..self.clone() });
        parts.filter(|run| !run.words.is_empty()).collect()
    }
}

impl Matches {
    pub(super) const fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.sequences.is_empty()
    }

    /// The fields in which they count.
    pub(super) fn fields(&self) -> Fields {
        if self.is_name { Fields::of(NAMES) } else { Fields::ALL }
    }

    /// Whether anything matches more closely than a related idea.
    pub(super) fn has_more_than_related(&self) -> bool {
        self.runs.iter().any(|run| run.closeness > Closeness::Related)
            || self.sequences.iter().any(|sequence| sequence.closeness > Closeness::Related)
    }
}

impl Word {
    /// The same without beginnings and parts of words.
    pub(super) fn of_whole_words(mut self) -> Self {
        self.matches.runs.retain(|run| matches!(run.closeness, Closeness::Word | Closeness::Form | Closeness::Derived));
        self.criteria.iter_mut().for_each(|criterion| criterion.least = Closeness::Word);
        self
    }

    /// Its words that may be read as others.
    pub(super) fn loose(&self) -> impl Iterator<Item = &str> {
        self.criteria.iter().filter_map(|criterion| loose(&criterion.pattern))
    }

    /// Whether it has at least three letters or digits, so it is more than the beginning of a word.
    pub(super) fn is_long(&self) -> bool {
        self.typed.chars().filter(|letter| letter.is_alphanumeric()).nth(2).is_some()
    }
}

impl Unit {
    /// Whether it has a symbol, such as `61/180`, and the data has all its words.
    pub(super) fn is_known_symbol(&self) -> bool {
        let is_symbol = |typed: &str| typed.contains('/') && typed.contains(char::is_numeric);
        let mut words = self.typed.split_whitespace();
        !self.words.iter().any(|word| word.matches.is_empty()) && words.any(is_symbol)
    }

    /// The unit of one word, without what it leads to.
    pub(super) fn of(word: Word, negated: bool) -> Self {
        Self {
            typed: word.typed.clone(),
            negated,
            count: 1,
            words: vec![word],
            whole: Matches::default(),
            leads: Vec::new(),
            meanings: Vec::new(),
            is_abbreviation: false,
            read_as: None,
            reading: Reading::AsTyped,
        }
    }

    /// The number of its words with at least three letters.
    pub(super) fn long(&self) -> usize {
        self.words.iter().filter(|word| word.is_long()).count()
    }

    /// Whether anything but a related idea matches it.
    pub(super) fn is_found(&self) -> bool {
        let is_lead = |lead: &Lead| !matches!(lead, Lead::Record { closeness: Closeness::Related, .. });
        self.words.iter().all(|word| !word.matches.is_empty())
            || self.whole.has_more_than_related()
            || self.leads.iter().any(is_lead)
    }

    /// Whether anything matches it, or is related to it.
    pub(super) fn finds_any(&self) -> bool {
        self.is_found() || !self.whole.is_empty() || !self.leads.is_empty()
    }

    /// How far a gap is to be answered, if it says so.
    pub(super) fn state_of_gaps(&self) -> Option<Answered> {
        self.leads.iter().find_map(|lead| match lead {
            Lead::Label(Label::Unanswered) => Some(Answered::NotAtAll),
            Lead::Label(Label::PartlyAnswered) => Some(Answered::InPart),
            Lead::Label(Label::Answered) => Some(Answered::InFull),
            _ => None,
        })
    }

    /// How it is named in remarks and headings: as typed, or as what it was corrected to if that is one word or term.
    pub(super) fn name(&self) -> &str {
        if let Some(term) = &self.read_as {
            return term;
        }
        match &self.reading {
            Reading::Corrected(words) if words.len() == 1 => &words[0],
            _ => &self.typed,
        }
    }
}

/// The word of a pattern that may be read as another one.
pub(super) fn loose(pattern: &Pattern) -> Option<&str> {
    match pattern {
        Pattern::Loose(word) => Some(word),
        _ => None,
    }
}
