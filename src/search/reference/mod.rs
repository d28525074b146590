//! The reference search: the rules of `rank`, applied to the texts of every record without an index, as plainly as
//! possible. The index must find the same records in the same order.

mod filters;

use std::collections::BTreeSet;

use super::field::{Class, Field, each_text, names_kind};
use super::fold::{self, Shape};
use super::fuzzy::Fuzzy;
use super::pattern::Pattern;
use super::plan::{Closeness, loose};
use super::query::{Query, Term};
use super::rank::{Points, capped, points};
use super::{Hit, typing};
use crate::atlas::{Data, Kind, Pillar, Strength, VisibleRecord};

/// The words at one position of a text: one word, or a compound and its parts.
type Position = Vec<(String, bool)>;

type Texts = Vec<(Class, Vec<Position>)>;

fn texts(record: VisibleRecord<'_>) -> Texts {
    let mut texts = Vec::new();
    each_text(record, |class, text| {
        let mut positions: Vec<Position> = Vec::new();
        for word in fold::words(text) {
            match word.shape {
                Shape::Part => positions.last_mut().unwrap().push((word.folded, true)),
                Shape::Word | Shape::Compound => positions.push(vec![(word.folded, false)]),
            }
        }
        texts.push((class, positions));
    });
    texts
}

fn folded(text: &str) -> Vec<String> {
    fold::words(text).into_iter().filter(|word| word.shape != Shape::Part).map(|word| word.folded).collect()
}

/// Everything that a word of the query matches, by fallback step.
struct Meaning {
    /// The patterns, each with the upper limit of its closeness.
    patterns: Vec<(Pattern, Closeness)>,
    letters: Vec<String>,
    typos: BTreeSet<String>,
    kinds: Vec<Kind>,
    pillars: Vec<Pillar>,
}

/// Data searched by reading all of it.
pub(super) struct Reference<'a> {
    records: Vec<(Texts, VisibleRecord<'a>)>,
    vocabulary: BTreeSet<String>,
    groups: Vec<Vec<Vec<String>>>,
    fuzzy: Fuzzy,
}

impl<'a> Reference<'a> {
    /// Reads all texts of the data.
    pub(super) fn new(data: &'a Data) -> Self {
        let records: Vec<_> = data.records().map(|record| (texts(record), record)).collect();
        let positions = records.iter().flat_map(|(texts, _)| texts).flat_map(|(_, positions)| positions);
        let vocabulary = positions.flatten().map(|(word, _)| word.clone()).collect();
        let groups = data.vocabulary().iter().filter(|group| group.strength == Strength::Same);
        let groups = groups.map(|group| group.entries().map(|entry| folded(entry.text)).collect()).collect();
        Self { records, vocabulary, groups, fuzzy: Fuzzy::default() }
    }

    fn visible(&self) -> Vec<VisibleRecord<'a>> {
        self.records.iter().map(|(_, record)| *record).collect()
    }

    /// The closeness of an exact match.
    fn exact(pattern: &Pattern, word: &str) -> Option<Closeness> {
        match pattern {
            Pattern::Loose(sought) if fold::is_function_word(word) => {
                (word == sought).then_some(Closeness::FunctionWord)
            }
            Pattern::Loose(sought) | Pattern::Written(sought) => {
                if word == sought {
                    Some(Closeness::Word)
                } else if word.starts_with(sought.as_str()) {
                    Some(Closeness::Beginning)
                } else {
                    let is_part = match sought.chars().count() {
                        ..3 => false,
                        3 => word.ends_with(sought.as_str()),
                        _ => word.contains(sought.as_str()),
                    };
                    is_part.then_some(Closeness::Part)
                }
            }
            Pattern::Whole(sought) => (word == sought).then_some(Closeness::Word),
            Pattern::Beginning(sought) if word == sought => Some(Closeness::Word),
            Pattern::Beginning(sought) => word.starts_with(sought.as_str()).then_some(Closeness::Beginning),
            Pattern::Ending(sought) if word == sought => Some(Closeness::Word),
            Pattern::Ending(sought) => word.ends_with(sought.as_str()).then_some(Closeness::Part),
            Pattern::Phrase { .. } => None,
        }
    }

    /// Whether a word matches at a position of a phrase.
    fn stands(words: &[String], open: bool, number: usize, word: &str) -> bool {
        word == words[number] || (open && number + 1 == words.len() && word.starts_with(words[number].as_str()))
    }

    /// Whether a pattern matches any word of the data, and for a phrase whether each of its words does.
    fn is_known(&self, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::Phrase { words, open } => (0..words.len())
                .all(|number| self.vocabulary.iter().any(|word| Self::stands(words, *open, number, word))),
            pattern => self.vocabulary.iter().any(|word| Self::exact(pattern, word).is_some()),
        }
    }

    fn meaning(&self, query: &Query, number: usize, term: &Term) -> Meaning {
        let mut meaning = Meaning {
            patterns: term.choices.iter().map(|pattern| (pattern.clone(), Closeness::Word)).collect(),
            letters: Vec::new(),
            typos: BTreeSet::new(),
            kinds: Vec::new(),
            pillars: Vec::new(),
        };
        for word in term.choices.iter().filter_map(loose) {
            let forms = self.vocabulary.iter().filter(|other| is_other_form(word, other));
            meaning.patterns.extend(forms.map(|form| (Pattern::Whole(form.clone()), Closeness::Form)));
        }
        meaning.patterns.extend(self.synonyms(query, number));
        let words: Vec<&str> = term.choices.iter().filter_map(loose).collect();
        if query.fields == super::field::Fields::ALL {
            meaning.kinds =
                Kind::ALL.into_iter().filter(|kind| words.iter().any(|word| names_kind(word, *kind))).collect();
            let named =
                |pillar: &Pillar| words.iter().any(|word| word.len() >= 4 && pillar.segment().starts_with(word));
            meaning.pillars = Pillar::ALL.into_iter().filter(named).collect();
        }
        let known = meaning.patterns.iter().any(|(pattern, _)| self.is_known(pattern));
        if known || !meaning.kinds.is_empty() || !meaning.pillars.is_empty() {
            return meaning;
        }
        for sought in words.into_iter().filter(|word| query.may_fall_back(word)) {
            let in_words = self.vocabulary.iter().any(|word| self.fuzzy.find(word, sought).is_some());
            let nothing_yet = meaning.letters.is_empty() && meaning.typos.is_empty();
            if in_words {
                meaning.letters.push(sought.to_owned());
            } else if nothing_yet {
                meaning.typos = self.nearest(sought);
            }
        }
        meaning
    }

    /// The synonyms of a phrase that contains the term `number`.
    fn synonyms(&self, query: &Query, number: usize) -> Vec<(Pattern, Closeness)> {
        let mut found = Vec::new();
        for group in &self.groups {
            let typed = group.iter().find(|synonym| {
                (0..=number).any(|start| {
                    start + synonym.len() > number
                        && synonym.iter().enumerate().all(|(at, word)| {
                            let term = query.terms.get(start + at);
                            let typed = term.and_then(|term| loose(term.choices.first()?));
                            let starting_with = |typed: &str| {
                                at + 1 == synonym.len()
                                    && typed.chars().count() >= 3
                                    && word.starts_with(typed)
                                    && !fold::is_function_word(typed)
                            };
                            typed.is_some_and(|typed| typed == word || starting_with(typed))
                        })
                })
            });
            for synonym in group.iter().filter(|synonym| typed.is_some_and(|typed| typed != *synonym)) {
                let pattern = match synonym.as_slice() {
                    [word] => Pattern::Whole(word.clone()),
                    words => Pattern::Phrase { words: words.to_vec(), open: false },
                };
                if self.is_known(&pattern) {
                    found.push((pattern, Closeness::Synonym));
                }
            }
        }
        found
    }

    /// The words at the least edit distance, beginnings of words included.
    fn nearest(&self, sought: &str) -> BTreeSet<String> {
        let distance = |word: &str| {
            let letters: Vec<char> = word.chars().collect();
            let beginnings = (0..letters.len()).map(|end| letters[..end].iter().collect::<String>());
            let beginning = beginnings.map(|beginning| strsim::osa_distance(sought, &beginning)).min().unwrap();
            let whole = strsim::osa_distance(sought, word);
            if whole <= beginning { (whole, false) } else { (beginning, true) }
        };
        let allowed = typing::allowed(sought);
        let near = |word: &&String| allowed > 0 && distance(word).0 <= allowed;
        let Some(least) = self.vocabulary.iter().filter(near).map(|word| distance(word)).min() else {
            return BTreeSet::new();
        };
        self.vocabulary.iter().filter(|word| distance(word) == least).cloned().collect()
    }

    /// The best points that a word of the query gives a record.
    fn best(&self, query: &Query, meaning: &Meaning, texts: &Texts, record: VisibleRecord<'_>) -> Points {
        let mut best = 0;
        for (class, positions) in texts.iter().filter(|(class, _)| query.fields.holds(*class)) {
            let field = class.field();
            for (pattern, most) in &meaning.patterns {
                if let Pattern::Phrase { words, open } = pattern {
                    for window in positions.windows(words.len()) {
                        let fits = |number: usize| {
                            window[number].iter().any(|(word, _)| Self::stands(words, *open, number, word))
                        };
                        if (0..words.len()).all(fits) {
                            let last = words.last().unwrap();
                            let whole = window[words.len() - 1].iter().any(|(word, _)| word == last);
                            let closeness = if whole { *most } else { Closeness::Beginning.min(*most) };
                            best = best.max(points(closeness, field, 0));
                        }
                    }
                    continue;
                }
                for (word, is_part) in positions.iter().flatten() {
                    if let Some(closeness) = Self::exact(pattern, word) {
                        best = best.max(points(capped(closeness.min(*most), *is_part), field, 0));
                    }
                }
            }
            for (word, is_part) in positions.iter().flatten() {
                let letters = meaning.letters.iter().filter_map(|sought| self.fuzzy.find(word, sought));
                for found in letters {
                    best = best.max(points(capped(Closeness::Letters, *is_part), field, found.skipped()));
                }
                if meaning.typos.contains(word) {
                    best = best.max(points(capped(Closeness::Typo, *is_part), field, 0));
                }
            }
        }
        let hinted =
            meaning.kinds.contains(&record.kind()) || record.pillar().is_some_and(|p| meaning.pillars.contains(&p));
        if hinted { best.max(points(Closeness::Word, Field::Name, 0)) } else { best }
    }

    /// Whether a word of the query matches this word in any field.
    fn covers(&self, meaning: &Meaning, word: &str) -> bool {
        meaning.patterns.iter().any(|(pattern, _)| match pattern {
            Pattern::Phrase { words, open } => {
                self.is_known(pattern) && (0..words.len()).any(|number| Self::stands(words, *open, number, word))
            }
            pattern => Self::exact(pattern, word).is_some(),
        }) || meaning.letters.iter().any(|sought| self.fuzzy.find(word, sought).is_some())
            || meaning.typos.contains(word)
    }

    fn nearness(&self, query: &Query, meanings: &[&Meaning], texts: &Texts) -> Option<u8> {
        let covered = |positions: &[Position]| -> BTreeSet<usize> {
            let words = || positions.iter().flatten();
            (0..meanings.len()).filter(|term| words().any(|(word, _)| self.covers(meanings[*term], word))).collect()
        };
        let texts: Vec<_> =
            texts.iter().filter(|(class, _)| query.fields.holds(*class)).map(|(_, positions)| positions).collect();
        let all: BTreeSet<usize> = texts.iter().flat_map(|positions| covered(positions)).collect();
        if all.len() < 2 || meanings.len() < 2 {
            return None;
        }
        let stretches =
            texts.iter().flat_map(|positions| (1..=positions.len()).flat_map(|length| positions.windows(length)));
        stretches
            .filter(|stretch| covered(stretch) == all)
            .map(<[_]>::len)
            .min()
            .map(|words| u8::try_from(words.min(254)).unwrap())
    }

    /// All results of a query, in order.
    pub(super) fn search(&self, query: &Query) -> Vec<Hit> {
        let meanings: Vec<_> = query
            .terms
            .iter()
            .enumerate()
            .filter(|(number, term)| {
                let says = |term: &Term| !term.negated && !is_function_term(term);
                !is_function_term(term) || number + 1 == query.terms.len() || !query.terms.iter().any(says)
            })
            .map(|(number, term)| (term.negated, term, self.meaning(query, number, term)))
            .collect();
        let positive = || meanings.iter().filter(|(negated, ..)| !negated);
        let looked_for: Vec<&Meaning> = positive().map(|(.., meaning)| meaning).collect();
        let mut hits = Vec::new();
        for (texts, record) in &self.records {
            let unwanted = meanings.iter().any(|(negated, _, m)| *negated && self.best(query, m, texts, *record) > 0);
            if unwanted || !filters::passes(query, *record, &self.visible()) {
                continue;
            }
            let given: Vec<(bool, Points)> = positive()
                .map(|(_, term, meaning)| (is_long(&term.typed), self.best(query, meaning, texts, *record)))
                .filter(|(_, points)| *points > 0)
                .collect();
            let titled = texts
                .iter()
                .filter(|(class, _)| matches!(class.field(), Field::Title | Field::Text))
                .map(|(_, p)| p.len());
            let named =
                texts.iter().find(|(class, _)| class.field() == Field::Name).map(|(_, positions)| positions.len());
            let hit = Hit {
                record: record.ordinal(),
                matched: given.len(),
                long: given.iter().filter(|(long, _)| *long).count(),
                points: given.iter().map(|(_, points)| u32::from(*points)).sum(),
                nearness: if given.len() < 2 { None } else { self.nearness(query, &looked_for, texts) },
                is_background: record.kind() >= Kind::Event,
                length: u16::try_from(titled.sum::<usize>() + named.unwrap_or(0)).unwrap(),
            };
            if !given.is_empty() || looked_for.is_empty() {
                hits.push(hit);
            }
        }
        if !looked_for.is_empty() {
            hits.sort_by_key(|hit| {
                let first = std::cmp::Reverse((hit.matched, hit.long, hit.points));
                (first, hit.nearness.unwrap_or(255), hit.is_background, hit.length, hit.record)
            });
        }
        if query.is_empty() { Vec::new() } else { hits }
    }
}

/// Whether a term has three letters or digits.
fn is_long(typed: &str) -> bool {
    typed.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3
}

fn is_function_term(term: &Term) -> bool {
    match term.choices.as_slice() {
        [Pattern::Loose(word)] => !term.negated && fold::is_function_word(word),
        _ => false,
    }
}

/// Whether two words differ only in regular endings, and the second does not start with the first.
fn is_other_form(word: &str, other: &str) -> bool {
    let kinds = [vec!["", "s", "es", "ed", "ing"], vec!["e", "es", "ed", "ing"], vec!["y", "ies", "ied", "ying"]];
    let share_stem = |endings: &[&str]| {
        let stems = endings.iter().filter_map(|ending| word.strip_suffix(ending)).flat_map(|stem| {
            let doubled = stem.chars().rev().take(2).collect::<Vec<_>>();
            let single = matches!(doubled[..], [a, b] if a == b && !"aeiou".contains(a));
            let cut = stem.char_indices().last().filter(|_| single).map(|(at, _)| &stem[..at]);
            [Some(stem), cut].into_iter().flatten()
        });
        let mut stems = stems.filter(|stem| stem.chars().count() >= 3);
        stems.any(|stem| endings.iter().any(|ending| other.strip_suffix(ending) == Some(stem)))
    };
    !other.starts_with(word) && kinds.iter().any(|endings| share_stem(endings))
}
