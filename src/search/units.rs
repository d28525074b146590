//! Parts the terms of a query into units: entries of the vocabulary and labels, the longest first, dates, and single
//! words.

mod begun;
mod single_words;

use std::ops::Range;

use super::common::is_common;
use super::dates::{self, Span};
use super::entries::{Entries, Group, Keys, Meaning, Sense};
use super::function_words::{is_english, is_function_word, may_be_english};
use super::pattern::Pattern;
use super::plan::loose;
use super::query::{MOST_WORDS, Query, Term, is_in_capitals};

/// Fewest function words that mean something together: `what to do`.
const FEWEST_FUNCTION_WORDS: usize = 3;

/// Most terms in one unit.
const MOST_IN_UNIT: usize = 20;

/// A unit of the query, before anything is looked up for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermUnit {
    /// The terms that it covers, function words among them included.
    pub terms: Range<usize>,
    /// Those of its terms that a record must have.
    pub words: Vec<usize>,
    /// Whether they must stand together, because all but one are function words: `who wrote` is
    /// not every record with `wrote`.
    pub is_phrase: bool,
    /// The groups that the entry is in.
    pub groups: Vec<u32>,
    /// The groups of an entry of several words that the data has, too, one of which this is.
    pub together: Vec<u32>,
    /// The terms of that entry: a record that has one of its words has the others no more by that.
    pub entry: Range<usize>,
    /// Other groups with an entry that it begins.
    pub begun: Vec<u32>,
    /// Groups of related ideas with an entry of several words that this is one of.
    pub related: Vec<u32>,
    /// Whether an entry was typed whole, and whether an abbreviation was.
    pub is_whole: bool,
    pub is_whole_abbreviation: bool,
    /// The date that it is; several if it may be either of two days.
    pub dates: Vec<Span>,
}

impl TermUnit {
    fn of(terms: Range<usize>) -> Self {
        let words = terms.clone().collect();
        Self {
            terms,
            words,
            is_phrase: false,
            groups: Vec::new(),
            together: Vec::new(),
            entry: 0..0,
            begun: Vec::new(),
            related: Vec::new(),
            is_whole: false,
            is_whole_abbreviation: false,
            dates: Vec::new(),
        }
    }

    fn add(&mut self, meanings: impl Iterator<Item = Meaning>) {
        for Meaning { group, is_abbreviation, .. } in meanings {
            self.is_whole = true;
            self.is_whole_abbreviation |= is_abbreviation;
            if !self.groups.contains(&group) {
                self.groups.push(group);
            }
        }
    }
}

/// The units of a query. `known` tells whether a word occurs in the data, `begins` whether one with this beginning does.
pub(super) fn parted(
    query: &Query,
    entries: &Entries,
    known: impl Fn(&str) -> bool,
    begins: impl Fn(&str) -> bool,
) -> Vec<TermUnit> {
    let words: Vec<Option<Word<'_>>> = (0..query.terms.len()).map(|number| Word::of(query, number)).collect();
    let parter = Parter { words, is_open: query.is_open, entries, known, begins };
    let (mut units, mut related) = (Vec::new(), Vec::new());
    let mut next = 0;
    while next < parter.words.len() {
        let unit = parter.longest(next, &mut related);
        next = unit.terms.end;
        units.push(unit);
    }
    // A function word (`of`) is passed over if the query has any other word.
    let counts = |unit: &TermUnit| unit.terms.len() > 1 || !query.is_passed_over(unit.terms.start);
    if units.iter().any(|unit| counts(unit) && !query.terms[unit.terms.start].negated) {
        units.retain(counts);
    }
    for entry in &related {
        for unit in units.iter_mut().filter(|unit| entry.covers(unit)) {
            let new: Vec<u32> = entry.groups.iter().filter(|group| !unit.related.contains(group)).copied().collect();
            unit.related.extend(new);
        }
    }
    let is_word_of_one = |unit: &TermUnit| related.iter().any(|entry| entry.has_several_words && entry.covers(unit));
    for unit in units.iter_mut().filter(|unit| unit.terms.len() == 1 && is_word_of_one(unit)) {
        // In “money laundering” the money means no other resources, and in “terms of reference” the reference no source; but words
        // that only stand for others do so here as well: the `explotación` of “explotación sexual”.
        let stays = |group: u32| is_of_words(entries, group) || leads_to_any(entries, group, &unit.related);
        unit.groups.retain(|group| stays(*group));
    }
    if query.is_open {
        parter.add_begun(&mut units);
    }
    units.into_iter().flat_map(|unit| parter.apart(unit)).collect()
}

/// Whether the terms of a group stand for words of the data, and lead to no records.
fn is_of_words(entries: &Entries, group: u32) -> bool {
    entries.group(group).is_some_and(|group| group.sense == Sense::Same && group.records().next().is_none())
}

/// Whether a group leads to any of the records that these groups lead to.
fn leads_to_any(entries: &Entries, group: u32, groups: &[u32]) -> bool {
    let records = |group: u32| entries.group(group).into_iter().flat_map(Group::records);
    records(group).any(|(record, _)| groups.iter().any(|other| records(*other).any(|(led_to, _)| led_to == record)))
}

/// Leaves so many units that each has a bit in a mask; those that exclude need none.
pub(super) fn keep_most<T>(units: &mut Vec<T>, excludes: impl Fn(&T) -> bool) {
    let mut kept = 0;
    units.retain(|unit| {
        kept += usize::from(!excludes(unit));
        excludes(unit) || kept <= MOST_WORDS
    });
}

/// An entry of several words that leads only to related ideas.
struct RelatedEntry {
    terms: Range<usize>,
    groups: Vec<u32>,
    /// Whether several of its words are no function words.
    has_several_words: bool,
}

impl RelatedEntry {
    fn covers(&self, unit: &TermUnit) -> bool {
        self.terms.start <= unit.terms.start && unit.terms.end <= self.terms.end
    }
}

/// A term of the query that may be part of an entry.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    folded: &'a str,
    /// The words of a symbol, or of a compound.
    parts: &'a [String],
    typed: &'a str,
    is_function: bool,
    /// Whether it is an acronym that is spelt as a function word.
    is_acronym: bool,
    /// Whether it is typed as an acronym, which has no other forms.
    is_short: bool,
}

impl<'a> Word<'a> {
    fn of(query: &'a Query, number: usize) -> Option<Self> {
        let term = query.terms.get(number)?;
        let folded = key(term)?;
        Some(Self {
            folded,
            parts: parts_of(term),
            typed: &term.typed,
            is_function: query.is_function_term(number),
            is_acronym: query.is_acronym_term(number),
            is_short: query.is_typed_as_acronym(term),
        })
    }

    /// Whether it is in capitals.
    fn is_loud(&self) -> bool {
        is_in_capitals(self.typed)
    }
}

/// The folded word of a term without signs and alternatives; a symbol is one word.
pub(super) fn key(term: &Term) -> Option<&str> {
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

struct Parter<'a, F, G> {
    words: Vec<Option<Word<'a>>>,
    /// Whether the last word may be unfinished.
    is_open: bool,
    entries: &'a Entries,
    known: F,
    begins: G,
}

impl<F: Fn(&str) -> bool, G: Fn(&str) -> bool> Parter<'_, F, G> {
    /// The longest unit that begins with this term. Adds the entries of related ideas that begin there.
    fn longest(&self, start: usize, related: &mut Vec<RelatedEntry>) -> TermUnit {
        let mut best = TermUnit::of(start..start + 1);
        related.extend(self.entry(start, &mut best));
        self.form_of_entry(start, &mut best);
        self.date(start, &mut best);
        best
    }

    /// The words from a term on, up to the first that cannot be part of a unit.
    fn from(&self, start: usize) -> impl Iterator<Item = (usize, Word<'_>)> {
        let words = self.words.iter().enumerate().skip(start).take(MOST_IN_UNIT);
        words.map_while(|(number, word)| Some((number, (*word)?)))
    }

    /// Extends a unit to the longest entry that begins with its first term: with all words as typed, or without the function
    /// words between others. Returns entries of related ideas of several words that begin there.
    fn entry(&self, start: usize, best: &mut TermUnit) -> Vec<RelatedEntry> {
        let mut related = Vec::new();
        for passes_over in [false, true] {
            // Where an entry ends as it is typed none ends that begins with another form of the first word.
            let mut ends = Vec::new();
            for form in std::iter::once(None).chain(self.forms_of_first(start).map(Some)) {
                let found = self.entries_from(start, passes_over, form.as_deref(), &ends);
                for (words, found) in found {
                    let end = words[words.len() - 1] + 1;
                    ends.push(end);
                    self.add_entry(start..end, &words, found, best, &mut related);
                }
            }
        }
        related
    }

    /// The entries that begin with a term, or with another form of it, and do not end at any of these `ends`; each with its words.
    /// It may end in another form if it begins as typed.
    fn entries_from(
        &self,
        start: usize,
        passes_over: bool,
        form: Option<&str>,
        ends: &[usize],
    ) -> Vec<(Vec<usize>, Keys)> {
        let mut found = Vec::new();
        let mut keys: Option<Keys> = None;
        let mut words = Vec::new();
        for (number, word) in self.from(start) {
            if passes_over && word.is_function && number > start {
                continue;
            }
            let longer = self.entries.after(keys, form.filter(|_| number == start).unwrap_or(word.folded));
            words.push(number);
            let is_entry = |keys: &Keys| match form {
                Some(_) => self.content(&words) > 1 && self.is_term(*keys),
                None => self.entries.whole(*keys).next().is_some(),
            };
            let in_other_form =
                || if form.is_none() && self.content(&words) > 1 { self.form_of_last(keys, number) } else { None };
            if !ends.contains(&(number + 1))
                && let Some(entry) = longer.filter(is_entry).or_else(in_other_form)
            {
                found.push((words.clone(), entry));
            }
            let Some(longer) = longer else { break };
            keys = Some(longer);
        }
        found
    }

    /// Extends a unit to an entry of these words, or adds the entry to those of related ideas.
    fn add_entry(
        &self,
        terms: Range<usize>,
        words: &[usize],
        found: Keys,
        best: &mut TermUnit,
        related: &mut Vec<RelatedEntry>,
    ) {
        let single = if let [number] = words { self.words[*number] } else { None };
        let only_short = single.is_some_and(|word| word.is_acronym);
        let is_ordinary = single.is_some_and(|word| !word.is_loud() && is_common(word.folded));
        let meanings = self.entries.whole(found).filter(|meaning| !only_short || meaning.is_abbreviation);
        // The small “bird” is not the World Bank, which is BIRD in French.
        let mut meanings = meanings.filter(|meaning| !(is_ordinary && meaning.is_foreign)).peekable();
        if meanings.peek().is_none() || !self.may_be_entry(words) {
            return;
        }
        let content = self.content(words);
        if (content > 1 || self.asks_about_one(words)) && self.is_only_related(found) {
            // Each of the words counts as well: what is related ranks below them.
            let groups = meanings.map(|meaning| meaning.group).collect();
            related.push(RelatedEntry { terms, groups, has_several_words: content > 1 });
        } else if self.says_something(words) && (terms.end > best.terms.end || best.groups.is_empty()) {
            *best = self.unit_of(terms, words);
            best.add(meanings);
        }
    }

    /// Whether these words may be an entry: a question word alone is one only if nothing else is asked.
    fn may_be_entry(&self, words: &[usize]) -> bool {
        let [number] = words else { return true };
        self.words[*number].is_some_and(|word| {
            let is_question = || self.asks_only() && word.is_function && !word.is_loud();
            // `M&E` is no `me`.
            let is_function = word.is_function || is_function_word(word.folded) && !may_be_english(word.folded);
            word.is_acronym || word.parts.len() > 1 || !is_function || is_question()
        })
    }

    fn is_function(&self, number: usize) -> bool {
        self.words[number].is_some_and(|word| word.is_function)
    }

    /// The number of these words that are no function words. Among others an acronym is one that is spelt so: `UN women` is what
    /// `un women` is.
    fn content(&self, words: &[usize]) -> usize {
        let is_acronym = |number: usize| words.len() > 1 && self.words[number].is_some_and(|word| word.is_acronym);
        words.iter().filter(|number| !self.is_function(**number) && !is_acronym(**number)).count()
    }

    /// Whether these words mean something together.
    fn says_something(&self, words: &[usize]) -> bool {
        self.content(words) > 0 || words.len() >= FEWEST_FUNCTION_WORDS || self.asks_only()
    }

    /// The unit of an entry of these words.
    fn unit_of(&self, terms: Range<usize>, words: &[usize]) -> TermUnit {
        let content = self.content(words);
        let is_phrase = words.len() > 1 && content < 2;
        let counted = words.iter().filter(|number| is_phrase || content == 0 || !self.is_function(**number));
        TermUnit { words: counted.copied().collect(), is_phrase, ..TermUnit::of(terms) }
    }

    /// Whether a question asks about one word, `where is UNODC`: after an English function word. `un women` is a name.
    fn asks_about_one(&self, words: &[usize]) -> bool {
        let first = words.first().filter(|number| self.is_function(**number)).and_then(|number| self.words[*number]);
        first.is_some_and(|word| is_english(word.folded)) && words.len() > 1 && self.content(words) == 1
    }

    /// Whether the groups of a key are all of related ideas.
    fn is_only_related(&self, keys: Keys) -> bool {
        let mut groups = self.entries.whole(keys).filter_map(|meaning| self.entries.group(meaning.group));
        groups.all(|group| group.sense == Sense::Related)
    }

    /// Whether there is nothing but function words, so that question words count: `when`.
    fn asks_only(&self) -> bool {
        self.words.iter().all(|word| word.is_some_and(|word| word.is_function))
    }

    /// Extends a unit to a date that begins with its first term.
    fn date(&self, start: usize, best: &mut TermUnit) {
        if let Some(word) = self.words[start].filter(|_| best.terms.len() == 1) {
            best.dates = dates::in_figures(word.parts);
        }
        let words: Vec<&str> = self.from(start).map(|(_, word)| word.folded).collect();
        let Some((count, span)) = dates::written(&words).filter(|(count, _)| start + count >= best.terms.end) else {
            return;
        };
        if start + count > best.terms.end {
            // Its words stand together: a December is not that of 2023 because the year is named elsewhere.
            let is_phrase = self.from(start).take(count).all(|(_, word)| word.parts.is_empty());
            let words = (start..start + count).filter(|number| is_phrase || !self.is_function(*number)).collect();
            *best = TermUnit { words, is_phrase, ..TermUnit::of(start..start + count) };
        }
        best.dates = vec![span];
    }
}
