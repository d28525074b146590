//! Finds the letters of a text that a plan matches, which the screen marks.

use std::ops::Range;

use super::fold::{Shape, WordBuffer, WordRef};
use super::function_words::is_function_word;
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::pattern::Pattern;
use super::plan::{self, Closeness, Criterion, Matches, Plan, Run, Sequence, Unit};
use super::query::is_in_capitals;
use super::word_list::{has_figure, part_in};

/// Marks texts one after the other, in the same memory.
#[derive(Debug)]
pub struct Marker<'a> {
    plan: &'a Plan,
    index: &'a Index,
    fuzzy: &'a Fuzzy,
    words: WordBuffer,
    marks: Vec<Range<usize>>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(plan: &'a Plan, index: &'a Index, fuzzy: &'a Fuzzy) -> Self {
        Self { plan, index, fuzzy, words: WordBuffer::default(), marks: Vec::new() }
    }

    /// The spans of a text that the plan matches, in order and disjoint, in bytes.
    pub fn marks(&mut self, text: &str) -> &[Range<usize>] {
        self.spans(text, false)
    }

    /// How many bytes of a text the words match as they were typed: neither in another form nor as another word.
    pub fn typed(&mut self, text: &str) -> usize {
        self.spans(text, true).iter().map(Range::len).sum()
    }

    fn spans(&mut self, text: &str, only_typed: bool) -> &[Range<usize>] {
        let Self { plan, index, fuzzy, words, marks } = self;
        marks.clear();
        if plan.units.is_empty() {
            return marks;
        }
        words.read(text);
        for unit in plan.sought() {
            unit.spans(text, words, (index, fuzzy), only_typed, marks);
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

impl Unit {
    /// Adds the spans that the unit matches among the words of a text, `only_typed` or also as other forms and other words.
    fn spans(
        &self,
        text: &str,
        words: &WordBuffer,
        (index, fuzzy): (&Index, &Fuzzy),
        only_typed: bool,
        spans: &mut Vec<Range<usize>>,
    ) {
        let is_name = self.words.iter().any(|word| word.matches.is_name);
        for word in words.iter() {
            // WHO is not the word “who”.
            if is_name && !is_in_capitals(&text[word.span()]) {
                continue;
            }
            let mut criteria = self.words.iter().flat_map(|word| &word.criteria);
            match criteria.find_map(|criterion| letters_of(word, criterion)) {
                Some(found) => word.add_spans(found, spans),
                None if only_typed => {}
                None => self.other_spans(word, index, fuzzy, spans),
            }
        }
        let others = self.other_words().filter(|_| !only_typed);
        let matches = self.words.iter().map(|word| &word.matches).chain(others);
        let mut sequences = matches.flat_map(|matches| &matches.sequences).peekable();
        if sequences.peek().is_none() {
            return;
        }
        let whole_words: Vec<WordRef<'_>> = words.iter().filter(|word| word.shape != Shape::Part).collect();
        for sequence in sequences {
            sequence.spans(&whole_words, spans);
        }
    }

    /// What stands for all of it. The title of a document does so for its symbol, but as a match it would say that the title was sought,
    /// which other documents have, too.
    fn other_words(&self) -> Option<&Matches> {
        (!self.is_known_symbol()).then_some(&self.whole)
    }

    /// Adds the spans of a word that matches as another form or another word, by letters in order or by a typing error.
    fn other_spans(&self, word: WordRef<'_>, index: &Index, fuzzy: &Fuzzy, spans: &mut Vec<Range<usize>>) {
        let exactly = |run: &&Run| matches!(run.closeness, Closeness::Part | Closeness::Beginning | Closeness::Word);
        let whole = self.other_words().into_iter().flat_map(|whole| &whole.runs);
        let others = || {
            let of_words = self.words.iter().flat_map(|word| &word.matches.runs);
            of_words.filter(|run| !exactly(run)).chain(whole.clone())
        };
        let Some(id) = others().next().and_then(|_| index.word_list.whole(word.folded)) else { return };
        let Some(run) = others().find(|run| run.words.contains(&id)) else { return };
        let mut sought = self.words.iter().flat_map(plan::Word::loose);
        let letters = sought.find_map(|sought| fuzzy.find(word.folded, sought));
        match letters.filter(|_| run.closeness == Closeness::Letters) {
            Some(letters) => word.add_spans(letters.positions.into_iter(), spans),
            None => spans.push(word.span()),
        }
    }
}

/// The letters of a word that a pattern matches exactly and closely enough, as numbers of its characters.
fn letters_of(word: WordRef<'_>, criterion: &Criterion) -> Option<Range<usize>> {
    let folded = word.folded;
    let (sought, byte) = match &criterion.pattern {
        Pattern::Loose(sought) if is_function_word(folded) && folded != sought => return None,
        Pattern::Loose(sought) if has_figure(folded) && !has_figure(sought) => return None,
        Pattern::Loose(sought) | Pattern::Written(sought) => {
            let begins = folded.starts_with(sought.as_str()).then_some(0);
            (sought, begins.or_else(|| part_in(folded, sought))?)
        }
        Pattern::Beginning(sought) => (sought, folded.starts_with(sought.as_str()).then_some(0)?),
        Pattern::Ending(sought) => (sought, folded.strip_suffix(sought.as_str())?.len()),
        Pattern::Whole(sought) => (sought, (folded == sought).then_some(0)?),
        Pattern::Phrase { .. } => return None,
    };
    let closeness = match byte {
        0 if folded == sought => Closeness::Word,
        0 => Closeness::Beginning,
        _ => Closeness::Part,
    };
    if closeness < criterion.least {
        return None;
    }
    let start = folded[..byte].chars().count();
    Some(start..start + sought.chars().count())
}

impl Sequence {
    /// Adds the spans of this sequence among the words of a text.
    fn spans(&self, words: &[WordRef<'_>], spans: &mut Vec<Range<usize>>) {
        for window in words.windows(self.words.len()) {
            let fits = |(number, word): (usize, &WordRef<'_>)| {
                let sought = self.words[number].as_str();
                word.folded == sought
                    || (self.is_open && number + 1 == self.words.len() && word.folded.starts_with(sought))
            };
            if window.iter().enumerate().all(fits) {
                for (word, sought) in window.iter().zip(&self.words) {
                    word.add_spans(0..sought.chars().count(), spans);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::atlas::Atlas;
    use crate::search::Searcher;

    #[test]
    fn letters_that_do_not_match_are_not_marked() {
        let searcher = Searcher::new(Atlas::frozen());
        let marked = |typed: &str, text: &'static str| -> Vec<&'static str> {
            let plan = searcher.search(&searcher.query(typed), 1).plan;
            searcher.marks(&plan, text).into_iter().map(|span| &text[span]).collect()
        };
        assert_eq!(marked("unity large", "Large impunity"), ["Large"], "no part of a word");
        assert_eq!(marked("unity", "Unity, impunity"), ["Unity"]);
        assert_eq!(marked("back", "background"), ["back"], "it may go on");
        assert_eq!(marked("back ", "back to the background"), ["back"], "a finished word");
        assert_eq!(marked("LEA ", "the lead of an LEA"), ["LEA"], "an abbreviation");
        assert_eq!(marked("UNAT", "International"), [""; 0], "as short as an acronym");
        assert_eq!(
            marked("law enforcement ", "lawful enforcement, a law"),
            ["enforcement", "law"],
            "words of an entry"
        );
        assert_eq!(marked("unity | mpuni", "impunity"), ["mpuni"], "each alternative by itself");
        let title = "Improving the coordination of efforts against trafficking in persons";
        assert_eq!(marked("61/180", title), [""; 0], "it is found by its symbol");
        assert_eq!(marked("resolution 61/180 ", "in resolution 61/180"), ["resolution", "61", "180"]);
    }
}
