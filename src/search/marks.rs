//! Finds the letters of a text that a plan matches, which the screen marks.

use std::ops::Range;

use super::fold::{Shape, Word, is_function_word, words};
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::pattern::Pattern;
use super::plan::{Closeness, Plan, Planned, Run, Sequence, loose};
use super::vocabulary::part_in;

/// The spans of a text that a plan matches, in order and disjoint, in bytes.
pub(super) fn marks(plan: &Plan, text: &str, index: &Index, fuzzy: &Fuzzy) -> Vec<Range<usize>> {
    if plan.terms.is_empty() {
        return Vec::new();
    }
    let words = words(text);
    let mut marks = Vec::new();
    for term in plan.terms.iter().filter(|term| !term.negated) {
        term.spans(&words, index, fuzzy, &mut marks);
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

impl Planned {
    /// Adds the spans that the term matches among the words of a text.
    fn spans(&self, words: &[Word], index: &Index, fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        for word in words {
            let found = self.patterns.iter().find_map(|pattern| letters_of(word, pattern));
            match found {
                Some(found) => spans.extend(found),
                None => self.fallback(word, index, fuzzy, spans),
            }
        }
        let whole_words: Vec<&Word> = words.iter().filter(|word| word.shape != Shape::Part).collect();
        for sequence in &self.sequences {
            sequence.spans(&whole_words, spans);
        }
        if !self.across.is_empty() {
            self.spans_across(&whole_words, fuzzy, spans);
        }
    }

    /// Adds the spans of a word that matches as another form, by letters in order, by a typing error or as a synonym.
    fn fallback(&self, word: &Word, index: &Index, fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        let fallback = |run: &&Run| run.closeness <= Closeness::Letters;
        let Some(id) =
            self.runs.iter().any(|run| fallback(&run)).then(|| index.vocabulary.whole(&word.folded)).flatten()
        else {
            return;
        };
        let Some(run) = self.runs.iter().filter(fallback).find(|run| run.words.contains(&id)) else { return };
        let letters = self.patterns.iter().filter_map(loose).find_map(|sought| fuzzy.find(&word.folded, sought));
        match letters.filter(|_| run.closeness == Closeness::Letters) {
            Some(letters) => spans.extend(word.spans(letters.positions.into_iter())),
            None => spans.push(word.span()),
        }
    }

    fn spans_across(&self, words: &[&Word], fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        for sought in self.patterns.iter().filter_map(loose) {
            for start in 0..words.len() {
                let folded = words[start..].iter().map(|word| word.folded.as_str());
                let Some(found) = fuzzy.find_across(folded, sought) else { continue };
                let mut first = 0;
                for word in &words[start..] {
                    let next = first + word.folded.chars().count();
                    let here = found.positions.iter().filter(|position| (first..next).contains(position));
                    spans.extend(word.spans(here.map(|position| position - first)));
                    first = next;
                }
            }
        }
    }
}

/// The spans of a word that a pattern matches exactly.
fn letters_of(word: &Word, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
    let folded = &word.folded;
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
    Some(word.spans(start..start + sought.chars().count()))
}

impl Sequence {
    /// Adds the spans of this sequence among the words of a text.
    fn spans(&self, words: &[&Word], spans: &mut Vec<Range<usize>>) {
        for window in words.windows(self.words.len()) {
            let fits = |(number, word): (usize, &&Word)| {
                let sought = self.words[number].as_str();
                word.folded == sought
                    || (self.open && number + 1 == self.words.len() && word.folded.starts_with(sought))
            };
            if window.iter().enumerate().all(fits) {
                let letters = window.iter().zip(&self.words);
                spans.extend(letters.flat_map(|(word, sought)| word.spans(0..sought.chars().count())));
            }
        }
    }
}
