//! Finds what a word may mean that the data does not have as typed: what an abbreviation stands for, other words written as one, or a
//! misspelt word of the data or of the trade. The part of `planner` that guesses.

use std::ops::Range;
use std::sync::Arc;

use super::compounds::{Spelling, article_of_paragraph, as_spelled};
use super::entries::{Sense, folded_words};
use super::fallback::{Fallback, FallbackFinder, Sought};
use super::families::forms_with_closeness;
use super::field::Field;
use super::index::{Posting, Unpacked};
use super::inflections::may_be_inflected;
use super::plan::{Closeness, Reading, Run, Sequence, Unit, loose};
use super::planner::{Planner, is_ordinary};
use super::query::{Query, Term, is_in_capitals};
use super::sequence::occurs;
use super::split::splits;
use super::typing;
use super::units::TermUnit;
use super::word_list::WordId;

/// Shortest abbreviation of the vocabulary that may be meant with two letters swapped: most of four letters are others in any order,
/// as OSCE and OCSE are.
const SHORTEST_SWAPPED: usize = 5;

/// Most tokens of texts read to see which ways to split a word occur, which takes about a millisecond.
const MOST_READ: usize = 1 << 18;

impl Spelling for Planner<'_> {
    fn is_one(&self, word: &str) -> bool {
        self.known(word).is_some() || self.entries.has_as_one(word)
    }

    fn is_in_data(&self, word: &str) -> bool {
        self.known(word).is_some()
    }

    fn is_in_text(&self, word: &str) -> bool {
        let words = self.word_list().whole(word).map(|id| id..id + 1);
        let is_text = |posting: &Posting| !matches!(posting.class().field(), Field::Id | Field::Fact);
        let stands = |words: Range<WordId>| {
            let mut postings = self.visible.index.postings(words.clone()).iter();
            postings.any(|posting| is_text(posting) && self.visible.shows(&words, *posting))
        };
        words.is_some_and(stands) || self.entries.has_as_one(word)
    }

    fn is_entry(&self, word: &str) -> bool {
        self.entries.has(word)
    }

    fn knows(&self, word: &str) -> bool {
        self.known(word).is_some() || self.entries.knows(word)
    }

    fn stands_apart(&self, word: &str) -> Option<Vec<String>> {
        let sequences = self.caches.splits.of(word, || self.splits(word));
        sequences.first().map(|sequence| sequence.words.clone())
    }

    fn stand_together(&self, words: &[String]) -> bool {
        let sequence = self.sequence(words, false, Closeness::Word);
        sequence.is_some_and(|sequence| occurs(&self.visible, &sequence, &mut { MOST_READ }))
    }

    fn compound(&self, word: &str) -> Option<Vec<String>> {
        self.entries.compound(word)
    }

    fn is_near(&self, word: &str) -> bool {
        let fallback = self.fallback(word, Sought::Word);
        !fallback.with_letters.is_empty() || !fallback.nearest.is_empty()
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        self.entries.is_abbreviation(word)
    }
}

impl Planner<'_> {
    /// Looks up a query with its misspelt words spelled right, except those that lead to no record then.
    pub(super) fn correct_all(&self, query: &mut Query, parts: &mut Vec<TermUnit>, units: &mut Vec<Unit>) {
        let misspelt = parts.iter().zip(units.iter());
        let mut misspelt: Vec<(usize, String)> =
            misspelt.filter_map(|(part, unit)| Some((part.terms.start, unit.read_as.clone()?))).collect();
        let typed = query.clone();
        while !misspelt.is_empty() {
            // It may be part of a compound, or of a longer entry.
            *query = as_spelled(&typed.corrected(&misspelt), self);
            (*parts, *units) = self.looked_up(query);
            let mut nowhere = 0;
            for (part, unit) in parts.iter().zip(units.iter_mut()) {
                let terms = &query.terms[part.terms.clone()];
                unit.read_as = read_as(terms);
                if !unit.finds_any() {
                    let corrections = terms.iter().filter_map(|term| term.read_as.as_ref());
                    nowhere = corrections.fold(nowhere, |nowhere, correction| nowhere | correction.of);
                }
            }
            if nowhere == 0 {
                return;
            }
            misspelt.retain(|(number, _)| nowhere & 1 << number == 0);
            if misspelt.is_empty() {
                *query = typed.clone();
                (*parts, *units) = self.looked_up(query);
                for unit in units.iter_mut() {
                    unit.read_as = None;
                }
            }
        }
    }

    /// Finds what a word may mean that the data does not have as typed: other words written as one, or a word with two letters
    /// swapped, with letters left out, or with typing errors. An ordinary word is what it is, and so is the acronym of another
    /// organization. A finished word is not the beginning of another.
    pub(super) fn read_otherwise(&self, query: &Query, term: &Term, part: &TermUnit, unit: &mut Unit) {
        let is_whole = |run: &Run| matches!(run.closeness, Closeness::Word | Closeness::Form | Closeness::Derived);
        if unit.words[0].matches.runs.iter().any(is_whole) {
            return;
        }
        let words: Vec<&str> =
            term.choices.iter().filter_map(loose).filter(|word| query.may_be_corrected(word)).collect();
        // `res61/180`, of which not all words are known, may be `A/RES/61/180`.
        let in_one = term.in_one().filter(|_| unit.words[0].matches.sequences.is_empty());
        // A symbol may be an entry, too: `64l64`.
        let may_split = |word: &&str| !part.is_whole || word.contains(char::is_numeric);
        for word in words.iter().copied().chain(in_one).filter(may_split) {
            let sequences = self.caches.splits.of(word, || self.splits(word));
            unit.whole.sequences.extend(sequences.iter().cloned());
        }
        if part.is_whole {
            return;
        }
        unit.read_as = article_of_paragraph(term, self).map(str::to_owned);
        let is_last = part.terms.end == query.terms.len();
        // What is being typed may become a word of the trade.
        let is_begun = |word: &str| query.is_open && is_last && self.entries.after(None, word).is_some();
        // A swap is a slip also where a foreign verb could have such a form: `principlas`. A form that is in no list finds the others.
        let may_be_form = |word: &str| may_be_inflected(word, |base| self.entries.knows(base));
        let is_misspelt = |word: &&str| !is_ordinary(word, self.entries) && !word.contains(char::is_numeric);
        for word in words.into_iter().filter(is_misspelt) {
            self.add_swapped(word, term.is_one_word(), unit);
            if !unit.is_found() && unit.read_as.is_none() && may_be_form(word) {
                for (form, closeness) in forms_with_closeness(&term.typed, word) {
                    self.whole(&form, closeness, &mut unit.words[0].matches.runs);
                }
            }
            if !unit.is_found() && unit.read_as.is_none() && !may_be_form(word) && !is_begun(word) {
                let typed_as = if query.is_typed_as_acronym(term) {
                    Sought::Acronym
                } else if query.is_open && is_last {
                    Sought::Unfinished
                } else {
                    Sought::Word
                };
                self.add_fallback(word, typed_as, term.is_one_word(), unit);
                if !unit.is_found() && unit.read_as.is_none() && term.is_one_word() {
                    unit.read_as = self.swapped_abbreviation(word);
                }
            }
        }
    }

    /// Whether a word stands in a text as a compound: the 162 of “Target 16.2”.
    pub(super) fn is_compound(&self, word: &str) -> bool {
        let Some(id) = self.known(word) else { return false };
        let stands_in = |posting: &Posting| {
            let (mut class, mut is_before) = (posting.class(), false);
            self.visible.texts(posting.record()).iter().any(|token| {
                let token = token.unpacked();
                if let Unpacked::Text(next) = token {
                    class = next;
                }
                let was_before = std::mem::replace(&mut is_before, token == Unpacked::Word(id));
                was_before && class == posting.class() && matches!(token, Unpacked::Part(_))
            })
        };
        let mut postings = self.visible.index.postings(id..id + 1).iter();
        postings.any(|posting| self.visible.shows(&(id..id + 1), *posting) && stands_in(posting))
    }

    /// Adds the words that an abbreviation stands for, where the data has them: they are no related idea.
    pub(super) fn spell_out(&self, number: u32, unit: &mut Unit) {
        let Some(group) = self.group(number).filter(|group| group.sense == Sense::Related) else { return };
        let words = folded_words(group.name);
        if words.len() > 1 && self.stand_together(&words) {
            unit.whole.sequences.extend(self.sequence(&words, false, Closeness::Synonym));
        }
    }

    /// The ways to split a word into words of the data that stand next to one another there.
    fn splits(&self, word: &str) -> Vec<Sequence> {
        let mut left = MOST_READ;
        let split = splits(word, |word| self.known(word).is_some()).into_iter();
        let sequences = split.filter_map(|words| self.sequence(&words, false, Closeness::Word));
        sequences.filter(|sequence| occurs(&self.visible, sequence, &mut left)).collect()
    }

    /// Adds the words with two letters swapped, unless the word begins one of a text: `nati` is that of nations, while an id may
    /// begin with anything.
    fn add_swapped(&self, sought: &str, may_be_term: bool, unit: &mut Unit) {
        let words = self.word_list().beginning(sought);
        let mut begun = self.visible.index.postings(words.clone()).iter();
        let is_in_text =
            |posting: &Posting| posting.class().field() != Field::Id && self.visible.shows(&words, *posting);
        if begun.any(is_in_text) {
            return;
        }
        let swapped = typing::swaps(sought).filter_map(|word| self.known(&word));
        let swapped: Vec<WordId> = swapped.filter(|id| !self.visible.is_joined(*id)).collect();
        self.correct(&swapped, Closeness::Swapped, may_be_term, unit);
    }

    /// The abbreviation of the vocabulary, if it is long enough, that this one with two letters swapped is.
    fn swapped_abbreviation(&self, sought: &str) -> Option<String> {
        let is_long = sought.chars().count() >= SHORTEST_SWAPPED;
        typing::swaps(sought).filter(|_| is_long).find(|swapped| self.entries.is_abbreviation(swapped))
    }

    /// The fuzzy matches of a word, from the cache for words that are typed so.
    fn fallback(&self, sought: &str, typed_as: Sought) -> Arc<Fallback> {
        let cache = match typed_as {
            Sought::Unfinished => &self.caches.of_open,
            Sought::Word => &self.caches.of_finished,
            Sought::Acronym => &self.caches.of_acronyms,
        };
        let finder = FallbackFinder { visible: self.visible, fuzzy: self.fuzzy, typed_as };
        cache.of(sought, || finder.fallback(sought))
    }

    /// Adds the fuzzy matches of a word that matches nothing else, or notes the word of the trade that it is meant for.
    fn add_fallback(&self, sought: &str, typed_as: Sought, may_be_term: bool, unit: &mut Unit) {
        let fallback = self.fallback(sought, typed_as);
        if let Some(term) = fallback.term.as_ref().filter(|_| may_be_term) {
            unit.read_as = Some(term.clone());
            return;
        }
        let letters = Closeness::Letters;
        if let [(word, skipped)] = fallback.with_letters[..]
            && skipped <= typing::allowed(sought)
            && may_be_term
        {
            unit.read_as = Some(self.word_list().word(word).to_owned());
            return;
        }
        let with_letters = fallback.with_letters.iter();
        let runs = with_letters.map(|(id, skipped)| Run { skipped: *skipped, ..Run::of(*id, letters) });
        unit.words[0].matches.runs.extend(runs);
        if fallback.with_letters.is_empty() {
            self.correct(&fallback.nearest, Closeness::Typo, may_be_term, unit);
        }
    }

    /// Reads the word of a unit as these. A single one is sought as if it had been typed.
    fn correct(&self, words: &[WordId], closeness: Closeness, may_be_term: bool, unit: &mut Unit) {
        match words {
            [] => return,
            [word] if may_be_term => {
                unit.read_as = Some(self.word_list().word(*word).to_owned());
                return;
            }
            _ => {}
        }
        let read: Vec<String> = words.iter().map(|id| as_loud(&unit.typed, self.word_list().word(*id))).collect();
        match &mut unit.reading {
            Reading::Corrected(all) => all.extend(read),
            reading => *reading = Reading::Corrected(read),
        }
        unit.words[0].matches.runs.extend(words.iter().map(|id| Run::of(*id, closeness)));
    }
}

/// A word in capitals if what was typed for it is: an acronym is read as an acronym.
pub(super) fn as_loud(typed: &str, word: &str) -> String {
    if is_in_capitals(typed) { word.to_uppercase() } else { word.to_owned() }
}

/// What terms are read as together, if any of them is misspelt.
pub(super) fn read_as(terms: &[Term]) -> Option<String> {
    terms.iter().find_map(|term| term.read_as.as_ref())?;
    let word = |term: &Term| match &term.read_as {
        Some(correction) => as_loud(&term.typed, &correction.words),
        None => term.typed.clone(),
    };
    Some(terms.iter().map(word).collect::<Vec<_>>().join(" "))
}
