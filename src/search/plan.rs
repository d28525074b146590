//! A query held against the vocabulary: which words of the data each of its words stands for, and how closely.

use std::ops::Range;

use super::fallback::{Across, FallbackCache, FallbackFinder};
use super::field::{Fields, names_kind};
use super::filter_field::named;
use super::fold::is_function_word;
use super::forms::forms;
use super::fuzzy::Fuzzy;
use super::pattern::Pattern;
use super::query::{Query, Term};
use super::visible::Visible;
use super::vocabulary::{Vocabulary, WordId};
use crate::atlas::{Kind, Pillar};

/// How a word of the query matches a word of a record, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It is the word, but one that only joins others.
    Joining,
    /// It has the same stem, as `reduce` and `reducing`.
    Form,
    /// It stands for it in `data/synonyms.ron`.
    Synonym,
    /// It becomes it by an edit or two.
    Typo,
    /// Its letters begin it in order, close together.
    Letters,
    /// It is a part of it: of a compound, or letters within the word.
    Part,
    /// It begins it.
    Beginning,
    /// It is the word; of an acronym, all of it.
    Word,
}

/// Words of the vocabulary that match alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub words: Range<WordId>,
    pub closeness: Closeness,
    /// How many letters were skipped, for [`Closeness::Letters`].
    pub skipped: usize,
}

/// Words that have to stand next to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sequence {
    /// The words of the vocabulary that may stand in each place.
    pub positions: Vec<Range<WordId>>,
    /// Whether the last word may be unfinished.
    pub open: bool,
    /// The last word as it was typed: where it stands for more than one word, the match is one by its beginning.
    pub last: Option<WordId>,
    pub closeness: Closeness,
    /// The words as they were looked for.
    pub words: Vec<String>,
}

/// A word of the query with all that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    pub typed: String,
    pub negated: bool,
    pub runs: Vec<Run>,
    pub sequences: Vec<Sequence>,
    pub across: Vec<Across>,
    /// The kinds and pillars that the word names.
    pub kinds: Vec<Kind>,
    pub pillars: Vec<Pillar>,
    pub patterns: Vec<Pattern>,
}

/// A query that is ready to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub(super) terms: Vec<Planned>,
    remarks: Vec<String>,
    is_explained: bool,
}

impl Plan {
    /// What the words were taken for, where that is not what was typed; and what of the query could not be read.
    /// Sentences without a full stop, the most important first.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Whether the remarks say what to type instead, where nothing is found.
    pub const fn is_explained(&self) -> bool {
        self.is_explained
    }
}

/// Groups of synonyms, each entry folded into its words.
pub(super) type Groups = Vec<Vec<Vec<String>>>;

/// Makes plans.
pub(super) struct Planner<'a> {
    pub visible: Visible<'a>,
    pub groups: &'a Groups,
    pub fuzzy: &'a Fuzzy,
    pub fallback: &'a FallbackCache,
}

impl Planner<'_> {
    fn vocabulary(&self) -> &Vocabulary {
        &self.visible.index.vocabulary
    }

    /// The number of a word, if it stands in a text that is shown.
    fn known(&self, word: &str) -> Option<WordId> {
        self.vocabulary().whole(word).filter(|id| self.visible.has(&(*id..id + 1)))
    }

    pub(super) fn plan(&self, query: &Query) -> Plan {
        let mut taken = Vec::new();
        let terms = query.terms.iter().enumerate().filter(|(number, _)| query.counts(*number));
        let terms: Vec<_> = terms.map(|(number, term)| self.term(query, number, term, &mut taken)).collect();
        let nowhere = terms.iter().filter(|term| term.is_nothing()).flat_map(|term| &term.patterns);
        let fields = nowhere.filter_map(loose).filter_map(named);
        let named = fields.map(|field| format!("“{field}” is the name of a filter: add a value, as in “{field}:”"));
        let mut remarks: Vec<String> = query.remarks().iter().cloned().chain(named).collect();
        let is_explained = !remarks.is_empty();
        remarks.append(&mut taken);
        Plan { terms, remarks, is_explained }
    }

    fn term(&self, query: &Query, number: usize, term: &Term, remarks: &mut Vec<String>) -> Planned {
        let mut planned = Planned {
            typed: term.typed.clone(),
            negated: term.negated,
            runs: Vec::new(),
            sequences: Vec::new(),
            across: Vec::new(),
            kinds: Vec::new(),
            pillars: Vec::new(),
            patterns: term.choices.clone(),
        };
        for pattern in &term.choices {
            match pattern {
                Pattern::Loose(word) => {
                    let before = planned.runs.len();
                    self.plainly(word, &mut planned.runs);
                    self.weaken_function_words(word, before, &mut planned.runs);
                    for form in forms(word) {
                        self.whole(&form, Closeness::Form, &mut planned.runs);
                    }
                }
                Pattern::Written(word) => self.plainly(word, &mut planned.runs),
                Pattern::Whole(word) => self.whole(word, Closeness::Word, &mut planned.runs),
                Pattern::Beginning(word) => self.beginning(word, &mut planned.runs),
                Pattern::Ending(word) => self.ending(word, &mut planned.runs),
                Pattern::Phrase { words, open } => {
                    planned.sequences.extend(self.sequence(words, *open, Closeness::Word));
                }
            }
        }
        planned.runs.retain(|run| self.visible.has(&run.words));
        for word in term.choices.iter().filter_map(loose) {
            Self::hints(query.fields, word, &mut planned);
        }
        self.synonyms(query, number, &mut planned, remarks);
        if planned.is_nothing() {
            for word in term.choices.iter().filter_map(loose) {
                if query.forgives(word) {
                    self.forgive(word, &mut planned, remarks);
                }
            }
        }
        planned
    }

    /// Matches without any forgiveness: the word, its beginning, a part of one.
    fn plainly(&self, sought: &str, runs: &mut Vec<Run>) {
        self.beginning(sought, runs);
        let vocabulary = self.vocabulary();
        let beginning = vocabulary.beginning(sought);
        let parts = vocabulary.with_part(sought).into_iter().filter(|id| !beginning.contains(id));
        runs.extend(parts.map(|id| Run::of(id, Closeness::Part)));
    }

    /// Takes the function words out of the runs from the one numbered `from` on, but for the one that is typed whole: that
    /// counts least.
    fn weaken_function_words(&self, sought: &str, from: usize, runs: &mut Vec<Run>) {
        for run in runs.split_off(from) {
            let mut start = run.words.start;
            for id in self.visible.index.function_words_in(&run.words) {
                runs.push(Run { words: start..*id, ..run.clone() });
                if self.vocabulary().word(*id) == sought {
                    runs.push(Run::of(*id, Closeness::Joining));
                }
                start = id + 1;
            }
            runs.push(Run { words: start..run.words.end, ..run });
        }
        runs.retain(|run| !run.words.is_empty());
    }

    fn whole(&self, sought: &str, closeness: Closeness, runs: &mut Vec<Run>) {
        runs.extend(self.known(sought).map(|id| Run::of(id, closeness)));
    }

    fn beginning(&self, sought: &str, runs: &mut Vec<Run>) {
        // The word itself is the first of those that begin so.
        let mut words = self.vocabulary().beginning(sought);
        if let Some(id) = self.vocabulary().whole(sought) {
            runs.push(Run::of(id, Closeness::Word));
            words.start = id + 1;
        }
        if !words.is_empty() {
            runs.push(Run { words, closeness: Closeness::Beginning, skipped: 0 });
        }
    }

    fn ending(&self, sought: &str, runs: &mut Vec<Run>) {
        let vocabulary = self.vocabulary();
        runs.extend(vocabulary.ending(sought).into_iter().map(|id| {
            let whole = vocabulary.word(id) == sought;
            Run::of(id, if whole { Closeness::Word } else { Closeness::Part })
        }));
    }

    /// The words next to one another, if each of them stands anywhere at all.
    fn sequence(&self, words: &[String], open: bool, closeness: Closeness) -> Option<Sequence> {
        let (last, before) = words.split_last()?;
        let whole = |word: &String| self.known(word).map(|id| id..id + 1);
        let mut positions: Vec<_> = before.iter().map(whole).collect::<Option<_>>()?;
        let at_last = if open { self.vocabulary().beginning(last) } else { whole(last)? };
        if !self.visible.has(&at_last) {
            return None;
        }
        positions.push(at_last);
        Some(Sequence { positions, open, last: self.vocabulary().whole(last), closeness, words: words.to_vec() })
    }

    /// A bare word that names a kind or a pillar weighs as if it stood in the names of its records.
    fn hints(fields: Fields, word: &str, planned: &mut Planned) {
        if fields != Fields::ALL {
            return;
        }
        planned.kinds.extend(Kind::ALL.into_iter().filter(|kind| names_kind(word, *kind)));
        let named = |pillar: &Pillar| word.len() >= SHORTEST_PILLAR && pillar.segment().starts_with(word);
        planned.pillars.extend(Pillar::ALL.into_iter().filter(named));
    }

    /// What else the word, or the words around it, can be called.
    fn synonyms(&self, query: &Query, number: usize, planned: &mut Planned, remarks: &mut Vec<String>) {
        let typed: Vec<Option<&str>> = query.terms.iter().map(|term| term.choices.first().and_then(loose)).collect();
        for group in self.groups {
            let stands_at = |entry: &[String], start: usize| {
                let there = typed.get(start..start + entry.len());
                there.is_some_and(|there| {
                    there.iter().zip(entry).enumerate().all(|(at, (typed, word))| {
                        typed.is_some_and(|typed| typed == word || at + 1 == entry.len() && is_begun(typed, word))
                    })
                })
            };
            let typed_entry = group.iter().find_map(|entry| {
                let starts = (number + 1).saturating_sub(entry.len())..=number;
                starts.into_iter().find(|start| stands_at(entry, *start)).map(|start| (entry, start))
            });
            let Some((typed_entry, start)) = typed_entry else { continue };
            let mut also = Vec::new();
            for entry in group.iter().filter(|entry| *entry != typed_entry) {
                let before = planned.runs.len() + planned.sequences.len();
                match entry.as_slice() {
                    [word] => self.whole(word, Closeness::Synonym, &mut planned.runs),
                    words => planned.sequences.extend(self.sequence(words, false, Closeness::Synonym)),
                }
                if planned.runs.len() + planned.sequences.len() > before {
                    also.push(entry.join(" "));
                }
            }
            if start == number && !also.is_empty() {
                remarks.push(format!("“{}” finds {} too", typed_entry.join(" "), also.join(", ")));
            }
        }
    }

    /// For a word that is nowhere to be found: letters in order, and then typing errors.
    fn forgive(&self, sought: &str, planned: &mut Planned, remarks: &mut Vec<String>) {
        let fallback =
            self.fallback.of(sought, || FallbackFinder { visible: self.visible, fuzzy: self.fuzzy }.fallback(sought));
        let letters = Closeness::Letters;
        let with_letters = fallback.with_letters.iter();
        planned.runs.extend(with_letters.map(|(id, skipped)| Run { skipped: *skipped, ..Run::of(*id, letters) }));
        if !planned.is_nothing() {
            return;
        }
        planned.across.extend_from_slice(&fallback.across);
        if !fallback.nearest.is_empty() {
            let mut words: Vec<&str> = fallback.nearest.iter().take(3).map(|id| self.vocabulary().word(*id)).collect();
            if fallback.nearest.len() > words.len() {
                words.push("…");
            }
            remarks.push(format!("“{sought}” is corrected to {}", words.join(", ")));
        }
        planned.runs.extend(fallback.nearest.iter().map(|id| Run::of(*id, Closeness::Typo)));
    }
}

/// Shorter beginnings do not tell the pillars apart: `prev`, `prot`, `pros`, `part`.
const SHORTEST_PILLAR: usize = 4;

/// Whether so much of a word is typed that it may be taken for it, where it helps to find something else. A word that only
/// joins others is meant as such: `the` is not the beginning of therapy.
fn is_begun(typed: &str, word: &str) -> bool {
    typed.chars().count() >= SHORTEST_BEGINNING && word.starts_with(typed) && !is_function_word(typed)
}

/// Fewer letters of a synonym stand for too many words.
const SHORTEST_BEGINNING: usize = 3;

/// The word of a pattern that may be forgiven.
pub(super) fn loose(pattern: &Pattern) -> Option<&str> {
    match pattern {
        Pattern::Loose(word) => Some(word),
        _ => None,
    }
}

impl Run {
    const fn of(id: WordId, closeness: Closeness) -> Self {
        Self { words: id..id + 1, closeness, skipped: 0 }
    }
}

impl Planned {
    /// Whether it has so many letters or digits that it is more than the first of a word.
    pub(super) fn is_long(&self) -> bool {
        self.typed.chars().filter(|letter| letter.is_alphanumeric()).nth(2).is_some()
    }

    /// Whether it can match nothing.
    const fn is_nothing(&self) -> bool {
        self.runs.is_empty()
            && self.sequences.is_empty()
            && self.across.is_empty()
            && self.kinds.is_empty()
            && self.pillars.is_empty()
    }
}
