//! Finds the letters of a text that a plan matches, which the screen marks.

use std::ops::Range;

use super::fold::{Read, Shape, Words, is_function_word};
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::pattern::Pattern;
use super::plan::{Closeness, Plan, Planned, Run, Sequence, loose};
use super::vocabulary::part_in;

/// Marks texts one after the other, in the same memory.
#[derive(Debug)]
pub struct Marker<'a> {
    plan: &'a Plan,
    index: &'a Index,
    fuzzy: &'a Fuzzy,
    words: Words,
    marks: Vec<Range<usize>>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(plan: &'a Plan, index: &'a Index, fuzzy: &'a Fuzzy) -> Self {
        Self { plan, index, fuzzy, words: Words::default(), marks: Vec::new() }
    }

    /// The spans of a text that the plan matches, in order and disjoint, in bytes.
    pub fn marks(&mut self, text: &str) -> &[Range<usize>] {
        let Self { plan, index, fuzzy, words, marks } = self;
        marks.clear();
        if plan.terms.is_empty() {
            return marks;
        }
        words.read(text);
        for term in plan.terms.iter().filter(|term| !term.negated) {
            term.spans(words, index, fuzzy, marks);
        }
        marks.sort_unstable_by_key(|span| (span.start, span.end));
        marks.dedup_by(|next, last| {
            let joined = next.start <= last.end;
            if joined {
                last.end = last.end.max(next.end);
            }
            joined
        });
        marks
    }
}

impl Planned {
    /// Adds the spans that the term matches among the words of a text.
    fn spans(&self, words: &Words, index: &Index, fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        for word in words.iter() {
            let found = self.patterns.iter().find_map(|pattern| letters_of(word, pattern));
            match found {
                Some(found) => word.add_spans(found, spans),
                None => self.fallback(word, index, fuzzy, spans),
            }
        }
        if self.sequences.is_empty() {
            return;
        }
        let whole_words: Vec<Read<'_>> = words.iter().filter(|word| word.shape != Shape::Part).collect();
        for sequence in &self.sequences {
            sequence.spans(&whole_words, spans);
        }
    }

    /// Adds the spans of a word that matches as another form, by letters in order, by a typing error or as a synonym.
    fn fallback(&self, word: Read<'_>, index: &Index, fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        let fallback = |run: &&Run| run.closeness <= Closeness::Letters;
        let Some(id) =
            self.runs.iter().any(|run| fallback(&run)).then(|| index.vocabulary.whole(word.folded)).flatten()
        else {
            return;
        };
        let Some(run) = self.runs.iter().filter(fallback).find(|run| run.words.contains(&id)) else { return };
        let letters = self.patterns.iter().filter_map(loose).find_map(|sought| fuzzy.find(word.folded, sought));
        match letters.filter(|_| run.closeness == Closeness::Letters) {
            Some(letters) => word.add_spans(letters.positions.into_iter(), spans),
            None => spans.push(word.span()),
        }
    }
}

/// The letters of a word that a pattern matches exactly, as numbers of its characters.
fn letters_of(word: Read<'_>, pattern: &Pattern) -> Option<Range<usize>> {
    let folded = word.folded;
    let (sought, byte) = match pattern {
        Pattern::Loose(sought) if is_function_word(folded) && folded != sought => return None,
        Pattern::Loose(sought) | Pattern::Written(sought) => {
            let begins = folded.starts_with(sought.as_str()).then_some(0);
            (sought, begins.or_else(|| part_in(folded, sought))?)
        }
        Pattern::Beginning(sought) => (sought, folded.starts_with(sought.as_str()).then_some(0)?),
        Pattern::Ending(sought) => (sought, folded.strip_suffix(sought.as_str())?.len()),
        Pattern::Whole(sought) => (sought, (folded == sought).then_some(0)?),
        Pattern::Phrase { .. } => return None,
    };
    let start = folded[..byte].chars().count();
    Some(start..start + sought.chars().count())
}

impl Sequence {
    /// Adds the spans of this sequence among the words of a text.
    fn spans(&self, words: &[Read<'_>], spans: &mut Vec<Range<usize>>) {
        for window in words.windows(self.words.len()) {
            let fits = |(number, word): (usize, &Read<'_>)| {
                let sought = self.words[number].as_str();
                word.folded == sought
                    || (self.open && number + 1 == self.words.len() && word.folded.starts_with(sought))
            };
            if window.iter().enumerate().all(fits) {
                for (word, sought) in window.iter().zip(&self.words) {
                    word.add_spans(0..sought.chars().count(), spans);
                }
            }
        }
    }
}
