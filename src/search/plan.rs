//! Looks up each word of a query in the vocabulary: the words of the data that it matches, and how closely.

use std::ops::Range;

use super::fallback::{FallbackCache, FallbackFinder};
use super::field::{Fields, names_kind};
use super::filter_name::named;
use super::fold::is_function_word;
use super::forms::forms;
use super::fuzzy::Fuzzy;
use super::groups::Groups;
use super::pattern::Pattern;
use super::query::{Query, Term};
use super::visible::Visible;
use super::vocabulary::{Vocabulary, WordId};
use crate::atlas::{Kind, Pillar};

/// How closely a word of the query matches a word of a record, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The same word, but a function word.
    FunctionWord,
    /// The same stem: `reduce` and `reducing`.
    Form,
    /// A synonym from `data/synonyms.ron`.
    Synonym,
    /// One or two edits away.
    Typo,
    /// The letters in order and close together, from the first letter of the word.
    Letters,
    /// A part of a compound or of the word.
    Part,
    /// The beginning of the word.
    Beginning,
    /// The whole word.
    Word,
}

/// A range of the vocabulary whose words match in the same way.
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
    /// The words of the vocabulary that match at each position.
    pub positions: Vec<Range<WordId>>,
    /// Whether the last word may be unfinished.
    pub open: bool,
    /// The last word exactly as typed, if it is known; any other word at the last position matches by its beginning
    /// only.
    pub last: Option<WordId>,
    pub closeness: Closeness,
    /// The words as typed, folded.
    pub words: Vec<String>,
}

/// A term of the query with everything it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    pub typed: String,
    pub negated: bool,
    pub runs: Vec<Run>,
    pub sequences: Vec<Sequence>,
    /// The kinds that the word names.
    pub kinds: Vec<Kind>,
    pub pillars: Vec<Pillar>,
    pub patterns: Vec<Pattern>,
}

/// A query ready for ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub(super) terms: Vec<Planned>,
    remarks: Vec<String>,
    is_explained: bool,
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
}

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

    /// The id of a word, if it occurs in a visible text.
    fn known(&self, word: &str) -> Option<WordId> {
        self.vocabulary().whole(word).filter(|id| self.visible.has(&(*id..id + 1)))
    }

    pub(super) fn plan(&self, query: &Query) -> Plan {
        let mut taken = Vec::new();
        let terms = query.terms.iter().enumerate().filter(|(number, _)| query.counts(*number));
        let terms: Vec<_> = terms.map(|(number, term)| self.term(query, number, term, &mut taken)).collect();
        let nowhere = terms.iter().filter(|term| term.is_nothing()).flat_map(|term| &term.patterns);
        let fields = nowhere.filter_map(loose).filter_map(named);
        let named = fields
            .map(|filter_name| format!("“{filter_name}” is the name of a filter: add a value, as in “{filter_name}:”"));
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
            kinds: Vec::new(),
            pillars: Vec::new(),
            patterns: term.choices.clone(),
        };
        for pattern in &term.choices {
            match pattern {
                Pattern::Loose(word) => {
                    let before = planned.runs.len();
                    self.exactly(word, &mut planned.runs);
                    self.weaken_function_words(word, before, &mut planned.runs);
                    for form in forms(word) {
                        self.whole(&form, Closeness::Form, &mut planned.runs);
                    }
                }
                Pattern::Written(word) => self.exactly(word, &mut planned.runs),
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
                if query.may_fall_back(word) {
                    self.add_fallback(word, &mut planned, remarks);
                }
            }
        }
        planned
    }

    /// Matches exactly: the word, its beginning, a part of it.
    fn exactly(&self, sought: &str, runs: &mut Vec<Run>) {
        self.beginning(sought, runs);
        let vocabulary = self.vocabulary();
        let beginning = vocabulary.beginning(sought);
        let parts = vocabulary.with_part(sought).into_iter().filter(|id| !beginning.contains(id));
        runs.extend(parts.map(|id| Run::of(id, Closeness::Part)));
    }

    /// Removes the function words from the runs starting at index `from`, except the one typed as a whole, which then
    /// counts least.
    fn weaken_function_words(&self, sought: &str, from: usize, runs: &mut Vec<Run>) {
        for run in runs.split_off(from) {
            let mut start = run.words.start;
            for id in self.visible.index.function_words_in(&run.words) {
                runs.push(Run { words: start..*id, ..run.clone() });
                if self.vocabulary().word(*id) == sought {
                    runs.push(Run::of(*id, Closeness::FunctionWord));
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
        // In alphabetical order the word itself comes first.
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

    /// The sequence of these words, if each of them occurs in a visible text.
    fn sequence(&self, words: &[impl AsRef<str>], open: bool, closeness: Closeness) -> Option<Sequence> {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        let (last, before) = words.split_last()?;
        let whole = |word: &str| self.known(word).map(|id| id..id + 1);
        let mut positions: Vec<_> = before.iter().map(|word| whole(word)).collect::<Option<_>>()?;
        let at_last = if open { self.vocabulary().beginning(last) } else { whole(last)? };
        if !self.visible.has(&at_last) {
            return None;
        }
        positions.push(at_last);
        Some(Sequence {
            positions,
            open,
            last: self.vocabulary().whole(last),
            closeness,
            words: words.into_iter().map(str::to_owned).collect(),
        })
    }

    /// Adds the kinds and pillars that a bare word names. Such a word counts as a word in the name of each of their
    /// records.
    fn hints(fields: Fields, word: &str, planned: &mut Planned) {
        if fields != Fields::ALL {
            return;
        }
        planned.kinds.extend(Kind::ALL.into_iter().filter(|kind| names_kind(word, *kind)));
        let named = |pillar: &Pillar| word.len() >= SHORTEST_PILLAR && pillar.segment().starts_with(word);
        planned.pillars.extend(Pillar::ALL.into_iter().filter(named));
    }

    /// Adds the synonyms of the word, or of a phrase that the word belongs to.
    fn synonyms(&self, query: &Query, number: usize, planned: &mut Planned, remarks: &mut Vec<String>) {
        let typed: Vec<Option<&str>> = query.terms.iter().map(|term| term.choices.first().and_then(loose)).collect();
        let Some(word) = typed[number] else { return };
        for group in self.groups.with(word) {
            let stands_at = |synonym: &[&str], start: usize| {
                let there = typed.get(start..start + synonym.len());
                there.is_some_and(|there| {
                    there.iter().zip(synonym).enumerate().all(|(at, (typed, word))| {
                        typed.is_some_and(|typed| typed == *word || at + 1 == synonym.len() && is_begun(typed, word))
                    })
                })
            };
            let typed_synonym = group.iter().find_map(|synonym| {
                let starts = (number + 1).saturating_sub(synonym.len())..=number;
                starts.into_iter().find(|start| stands_at(synonym, *start)).map(|start| (synonym, start))
            });
            let Some((typed_synonym, start)) = typed_synonym else { continue };
            let mut also = Vec::new();
            for synonym in group.iter().filter(|synonym| *synonym != typed_synonym) {
                let before = planned.runs.len() + planned.sequences.len();
                match synonym.as_slice() {
                    [word] => self.whole(word, Closeness::Synonym, &mut planned.runs),
                    words => planned.sequences.extend(self.sequence(words, false, Closeness::Synonym)),
                }
                if planned.runs.len() + planned.sequences.len() > before {
                    also.push(synonym.join(" "));
                }
            }
            if start == number && !also.is_empty() {
                remarks.push(format!("“{}” finds {} too", typed_synonym.join(" "), also.join(", ")));
            }
        }
    }

    /// Adds the fuzzy matches of a word that matches nothing else.
    fn add_fallback(&self, sought: &str, planned: &mut Planned, remarks: &mut Vec<String>) {
        let fallback =
            self.fallback.of(sought, || FallbackFinder { visible: self.visible, fuzzy: self.fuzzy }.fallback(sought));
        let letters = Closeness::Letters;
        let with_letters = fallback.with_letters.iter();
        planned.runs.extend(with_letters.map(|(id, skipped)| Run { skipped: *skipped, ..Run::of(*id, letters) }));
        if !planned.is_nothing() {
            return;
        }
        if !fallback.nearest.is_empty() {
            let mut words: Vec<&str> =
                fallback.nearest.iter().take(MOST_READINGS).map(|id| self.vocabulary().word(*id)).collect();
            if fallback.nearest.len() > words.len() {
                words.push("…");
            }
            remarks.push(format!("“{sought}” is corrected to {}", words.join(", ")));
        }
        planned.runs.extend(fallback.nearest.iter().map(|id| Run::of(*id, Closeness::Typo)));
    }
}

/// Most words listed in the remark on a typing error, which is one line of the screen.
const MOST_READINGS: usize = 3;

/// Shortest beginning that distinguishes the pillars, in letters: `prev`, `prot`, `pros`, `part`.
const SHORTEST_PILLAR: usize = 4;

/// Whether `typed` may be the unfinished `word` of a synonym. A function word is not: `the` is not the beginning of
/// therapy.
fn is_begun(typed: &str, word: &str) -> bool {
    typed.chars().count() >= SHORTEST_BEGINNING && word.starts_with(typed) && !is_function_word(typed)
}

/// Shortest beginning of a synonym, in letters; fewer letters begin too many words.
const SHORTEST_BEGINNING: usize = 3;

/// The word of a pattern that may use the fuzzy fallback.
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
    /// Whether it has at least three letters or digits, so it is more than the beginning of a word.
    pub(super) fn is_long(&self) -> bool {
        self.typed.chars().filter(|letter| letter.is_alphanumeric()).nth(2).is_some()
    }

    /// Whether it matches nothing.
    const fn is_nothing(&self) -> bool {
        self.runs.is_empty() && self.sequences.is_empty() && self.kinds.is_empty() && self.pillars.is_empty()
    }
}
