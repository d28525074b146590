//! Parts the terms of a query into units: entries of the vocabulary and labels, the longest first, dates, words that the data
//! writes as one, and single words.

use std::cell::RefCell;
use std::ops::Range;

use super::dates::{self, Span};
use super::entries::{Entries, Keys, Meaning, Sense};
use super::function_words::is_function_word;
use super::pattern::Pattern;
use super::plan::loose;
use super::query::{Query, Term, is_in_capitals};

/// Function words that mean something together, such as `what to do`.
const MANY_WORDS: usize = 3;

/// Most terms in one unit.
const MOST_TERMS: usize = 10;

/// Shortest beginning of an entry while its last word is being typed, in letters: of one word, and of several words together. Fewer
/// letters begin too many entries.
const SHORTEST_BEGINNING: usize = 4;
const SHORTEST_BEGINNING_OF_SEVERAL: usize = 7;

/// Shortest last word of several, in letters: the hits should not change with each first letter of a word.
const SHORTEST_LAST: usize = 3;

/// Most groups with entries that begin so; more do not tell what is meant.
const MOST_BEGUN: usize = 8;

/// Shortest word that the data writes as one and people as several, in letters.
const SHORTEST_JOINED: usize = 6;

/// A unit of the query, before anything is looked up for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The terms that it covers, function words among them included.
    pub terms: Range<usize>,
    /// Those of its terms that a record must have.
    pub words: Vec<usize>,
    /// Whether they must stand together, because all but one are function words: `un women` is no question about women.
    pub is_phrase: bool,
    /// The groups that the entry is in.
    pub groups: Vec<u32>,
    /// Other groups with an entry that it begins.
    pub begun: Vec<u32>,
    /// Groups of related ideas with an entry of several words that this is one of.
    pub near: Vec<u32>,
    /// Whether an entry was typed whole, and whether an abbreviation was.
    pub is_whole: bool,
    pub is_whole_abbreviation: bool,
    /// The date that it is; several if it may be either of two days.
    pub dates: Vec<Span>,
    /// The word that the data writes as one.
    pub joined: Option<String>,
}

impl Part {
    fn of(terms: Range<usize>) -> Self {
        let words = terms.clone().collect();
        Self {
            terms,
            words,
            is_phrase: false,
            groups: Vec::new(),
            begun: Vec::new(),
            near: Vec::new(),
            is_whole: false,
            is_whole_abbreviation: false,
            dates: Vec::new(),
            joined: None,
        }
    }

    fn add(&mut self, meanings: impl Iterator<Item = Meaning>) {
        for Meaning { group, is_abbreviation } in meanings {
            self.is_whole = true;
            self.is_whole_abbreviation |= is_abbreviation;
            if !self.groups.contains(&group) {
                self.groups.push(group);
            }
        }
    }
}

/// The units of a query. `known` tells whether a word occurs in the data.
pub(super) fn parts(query: &Query, entries: &Entries, known: impl Fn(&str) -> bool) -> Vec<Part> {
    let words: Vec<Option<Word<'_>>> = (0..query.terms.len()).map(|number| Word::of(query, number)).collect();
    let parter = Parter { words, entries, near: RefCell::default(), known };
    let mut parts = Vec::new();
    let mut next = 0;
    while next < parter.words.len() {
        let part = parter.longest(next);
        next = part.terms.end;
        parts.push(part);
    }
    let counts = |part: &Part| part.terms.len() > 1 || query.counts(part.terms.start);
    if parts.iter().any(|part| counts(part) && !query.terms[part.terms.start].negated) {
        parts.retain(counts);
    }
    for (terms, groups) in parter.near.take() {
        for part in parts.iter_mut().filter(|part| terms.start <= part.terms.start && part.terms.end <= terms.end) {
            let new: Vec<u32> = groups.iter().filter(|group| !part.near.contains(group)).copied().collect();
            part.near.extend(new);
        }
    }
    if query.is_open {
        parter.add_begun(&mut parts);
    }
    parts
}

/// A term of the query that may be part of an entry.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    folded: &'a str,
    /// The words of a symbol, or of a compound.
    parts: &'a [String],
    is_function: bool,
    /// Whether it is in capitals.
    is_loud: bool,
}

impl<'a> Word<'a> {
    fn of(query: &'a Query, number: usize) -> Option<Self> {
        let term = query.terms.get(number)?;
        let folded = key(term)?;
        Some(Self {
            folded,
            parts: parts_of(term),
            is_function: query.is_function_term(number),
            is_loud: is_in_capitals(&term.typed),
        })
    }
}

/// The folded word of a term without signs and alternatives; a symbol is one word.
fn key(term: &Term) -> Option<&str> {
    if term.negated || term.typed.contains('|') {
        return None;
    }
    match term.choices.as_slice() {
        [first, ..] if loose(first).is_some() => loose(first),
        [Pattern::Phrase { .. }, Pattern::Whole(joined)] => Some(joined),
        _ => None,
    }
}

/// The words of a term that is a symbol or a compound: `30`, `07` and `2010` of `30/07/2010`.
fn parts_of(term: &Term) -> &[String] {
    let words = term.choices.iter().find_map(|pattern| match pattern {
        Pattern::Phrase { words, .. } => Some(words.as_slice()),
        _ => None,
    });
    words.unwrap_or_default()
}

struct Parter<'a, F> {
    words: Vec<Option<Word<'a>>>,
    entries: &'a Entries,
    /// Entries of related ideas of several words, by their terms.
    near: RefCell<Vec<(Range<usize>, Vec<u32>)>>,
    known: F,
}

impl<F: Fn(&str) -> bool> Parter<'_, F> {
    /// The longest unit that begins with this term.
    fn longest(&self, start: usize) -> Part {
        let mut best = Part::of(start..start + 1);
        self.entry(start, &mut best);
        self.date(start, &mut best);
        self.joined(start, &mut best);
        best
    }

    /// The words from a term on, up to the first that cannot be part of a unit.
    fn from(&self, start: usize) -> impl Iterator<Item = (usize, Word<'_>)> {
        let words = self.words.iter().enumerate().skip(start).take(MOST_TERMS);
        words.map_while(|(number, word)| Some((number, (*word)?)))
    }

    /// Extends a unit to the longest entry that begins with its first term: with all words as typed, or without the function
    /// words between others.
    fn entry(&self, start: usize, best: &mut Part) {
        for passes_over in [false, true] {
            let mut keys: Option<Keys> = None;
            let mut words = Vec::new();
            for (number, word) in self.from(start) {
                if passes_over && word.is_function && number > start {
                    continue;
                }
                let Some(longer) = self.entries.after(keys, word.folded) else { break };
                keys = Some(longer);
                words.push(number);
                let is_function = |number: &usize| self.words[*number].is_some_and(|word| word.is_function);
                let content = words.iter().filter(|number| !is_function(number)).count();
                let is_phrase = words.len() > 1 && content < 2;
                let says = content > 0 || words.len() >= MANY_WORDS || self.asks_only();
                let mut meanings = self.entries.whole(longer).peekable();
                let is_longer = number + 1 > best.terms.end || best.groups.is_empty();
                let is_question = words.len() == 1 && is_function_word(word.folded);
                if meanings.peek().is_none() || is_question && !(self.asks_only() && word.is_function && !word.is_loud)
                {
                    continue;
                }
                if words.len() > 1 && self.is_only_related(longer) {
                    // Each of the words counts as well: what is related ranks below them.
                    let groups = meanings.map(|meaning| meaning.group).collect();
                    self.near.borrow_mut().push((start..number + 1, groups));
                } else if says && is_longer {
                    let counted = words.iter().filter(|number| is_phrase || content == 0 || !is_function(number));
                    *best = Part { words: counted.copied().collect(), is_phrase, ..Part::of(start..number + 1) };
                    best.add(meanings);
                }
            }
        }
    }

    /// Whether the groups of a key are all of related ideas.
    fn is_only_related(&self, keys: Keys) -> bool {
        let mut groups = self.entries.whole(keys).filter_map(|meaning| self.entries.group(meaning.group));
        groups.all(|group| group.sense == Sense::Near)
    }

    /// Whether there is nothing but function words, so that question words count: `when`.
    fn asks_only(&self) -> bool {
        self.words.iter().all(|word| word.is_some_and(|word| word.is_function))
    }

    /// Extends a unit to a date that begins with its first term.
    fn date(&self, start: usize, best: &mut Part) {
        if let Some(word) = self.words[start].filter(|_| best.terms.len() == 1) {
            best.dates = dates::in_figures(word.parts);
        }
        let words: Vec<&str> = self.from(start).map(|(_, word)| word.folded).collect();
        let Some((count, span)) = dates::written(&words).filter(|(count, _)| start + count >= best.terms.end) else {
            return;
        };
        if start + count > best.terms.end {
            let is_function = |number: &usize| self.words[*number].is_some_and(|word| word.is_function);
            let words = (start..start + count).filter(|number| !is_function(number)).collect();
            *best = Part { words, ..Part::of(start..start + count) };
        }
        best.dates = vec![span];
    }

    /// Extends a unit to words that the data writes as one.
    fn joined(&self, start: usize, best: &mut Part) {
        if best.terms.len() > 1 {
            return;
        }
        let mut joined = String::new();
        for (number, word) in self.from(start).take(3) {
            joined.push_str(word.folded);
            let all_digits = joined.bytes().all(|byte| byte.is_ascii_digit());
            let is_longer = number > start && joined.chars().count() >= SHORTEST_JOINED && !all_digits;
            if is_longer && !word.is_function && (self.known)(&joined) {
                *best = Part { joined: Some(joined.clone()), ..Part::of(start..number + 1) };
            }
        }
    }

    /// Adds to the last units the groups with an entry whose beginning they are, if the last word is long enough.
    fn add_begun(&self, parts: &mut [Part]) {
        let Some(last) = self.words.len().checked_sub(1) else { return };
        for start in (0..=last).rev().take(MOST_TERMS) {
            let letters: usize = self.from(start).map(|(_, word)| word.folded.chars().count()).sum();
            let last_word = self.words[last].map_or("", |word| word.folded);
            let is_long = if start == last {
                letters >= SHORTEST_BEGINNING
            } else {
                letters >= SHORTEST_BEGINNING_OF_SEVERAL && last_word.chars().count() >= SHORTEST_LAST
            };
            if !is_long {
                continue;
            }
            let mut keys = None;
            let begun = self.from(start).try_for_each(|(_, word)| {
                keys = Some(self.entries.after(keys, word.folded)?);
                Some(())
            });
            let Some(keys) = keys.filter(|_| begun.is_some() && self.from(start).count() == last + 1 - start) else {
                continue;
            };
            let mut groups: Vec<u32> = Vec::new();
            for meaning in self.entries.begun(keys).filter(|meaning| !meaning.is_abbreviation) {
                if !groups.contains(&meaning.group) {
                    groups.push(meaning.group);
                }
            }
            if groups.len() > MOST_BEGUN {
                continue;
            }
            // Nor is a word that is an entry itself.
            let is_begun = |part: &&mut Part| {
                part.terms.start >= start && part.terms.len() == 1 && !(start == last && part.is_whole)
            };
            for part in parts.iter_mut().filter(is_begun) {
                let is_new = |group: &&u32| !part.groups.contains(group) && !part.begun.contains(group);
                let new: Vec<u32> = groups.iter().filter(is_new).copied().collect();
                part.begun.extend(new);
            }
        }
    }
}

/// Whether a term is nothing but a function word.
pub(super) fn is_function(term: &Term) -> bool {
    let is_function = |word: &String| is_function_word(word);
    match term.choices.as_slice() {
        _ if term.negated => false,
        [Pattern::Loose(word)] => is_function_word(word),
        // `a-t-il`
        [Pattern::Loose(_), Pattern::Phrase { words, .. }] => words.iter().all(is_function),
        _ => false,
    }
}
