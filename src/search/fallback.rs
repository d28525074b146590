//! The fuzzy fallback for a word without matches: letters in order, then letters across the words of a name, then
//! typing errors. Each step runs only if those before it find nothing.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::field::{Class, Field, Fields};
use super::fuzzy::{FoundLetters, Fuzzy};
use super::index::{Initials, Posting, Read, Token, records_where};
use super::visible::Visible;
use super::vocabulary::{Vocabulary, WordId};

/// The fuzzy matches of a word.
#[derive(Debug)]
pub(super) struct Fallback {
    /// The words with the letters in order, each with the number of letters skipped.
    pub with_letters: Vec<(WordId, usize)>,
    pub across: Vec<Across>,
    pub nearest: Vec<WordId>,
}

/// The latest fallbacks by word. They are the most expensive part of a search, and while a query is being typed all its
/// words but the last stay the same.
#[derive(Debug, Default)]
pub(super) struct FallbackCache(Mutex<VecDeque<(String, Arc<Fallback>)>>);

impl FallbackCache {
    /// The number of words cached; a query has no more terms than this.
    const MOST: usize = 16;

    pub(super) fn of(&self, sought: &str, find: impl FnOnce() -> Fallback) -> Arc<Fallback> {
        let known = self.known().iter().find(|(word, _)| word == sought).map(|(_, fallback)| Arc::clone(fallback));
        known.unwrap_or_else(|| {
            let fallback = Arc::new(find());
            let mut known = self.known();
            known.push_front((sought.to_owned(), Arc::clone(&fallback)));
            known.truncate(Self::MOST);
            fallback
        })
    }

    fn known(&self) -> MutexGuard<'_, VecDeque<(String, Arc<Fallback>)>> {
        // The queue is consistent at every point where a holder could panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Letters found across the words of a name or title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Across {
    pub record: usize,
    pub class: Class,
    pub skipped: usize,
}

/// Finds fuzzy matches.
pub(super) struct FallbackFinder<'a> {
    pub visible: Visible<'a>,
    pub fuzzy: &'a Fuzzy,
}

impl FallbackFinder<'_> {
    fn vocabulary(&self) -> &Vocabulary {
        &self.visible.index.vocabulary
    }

    /// Runs the steps until one finds something.
    pub(super) fn fallback(&self, sought: &str) -> Fallback {
        let is_visible = |id: WordId| self.visible.has(&(id..id + 1));
        let mut with_letters = self.vocabulary().with_letters(sought, self.fuzzy);
        with_letters.retain(|(id, _)| is_visible(*id));
        let across = if with_letters.is_empty() { self.across(sought) } else { Vec::new() };
        let nothing_yet = with_letters.is_empty() && across.is_empty();
        let nearest = if nothing_yet { self.vocabulary().nearest(sought, is_visible) } else { Vec::new() };
        Fallback { with_letters, across, nearest }
    }

    /// Finds the letters in order across the words of a name or title. The first word must begin with the first letter
    /// and give as many letters as [`given_by_first`] says. For each record returns the match in the field of most
    /// weight, and there the one with the fewest letters skipped.
    fn across(&self, sought: &str) -> Vec<Across> {
        let letters: Vec<char> = sought.chars().collect();
        let [first, _, _, ..] = letters.as_slice() else { return Vec::new() };
        let vocabulary = self.vocabulary();
        let beginning = |letter: &char| vocabulary.beginning(letter.encode_utf8(&mut [0; 4]));
        let mut starts =
            Starts { words: beginning(first), given: Vec::new(), following: letters.iter().map(beginning).collect() };
        starts.given.resize(starts.words.len(), Given::default());
        let index = self.visible.index;
        let called = Posting::slots(
            Fields::of(Field::ALL.into_iter().filter(|field| field.is_name_or_title())).and(self.visible.fields),
        );
        let mut worth_reading = vec![false; index.len()];
        for id in starts.words.clone() {
            let word = vocabulary.word(id);
            let found = in_order(word, &letters);
            let Some(spare) = (Fuzzy::skippable(letters.len()) + found).checked_sub(word.chars().count()) else {
                continue;
            };
            if found < given_by_first(letters.len()) {
                continue;
            }
            let given = Given { letters: found, spare };
            let mut needed = Initials::default();
            needed.add(given.left().filter_map(|letter| letters.get(letter).copied()));
            for posting in index.postings(id..id + 1).iter().filter(|posting| called[posting.slot()]) {
                worth_reading[posting.record()] |= index.initials[posting.record()].meet(needed);
            }
            starts.given[(id - starts.words.start) as usize] = given;
        }
        records_where(&worth_reading, |worth_reading| *worth_reading)
            .map(|record| record as usize)
            .filter(|record| self.visible.is_visible(*record))
            .filter_map(|record| self.across_record(record, sought, &letters, &starts))
            .collect()
    }

    fn across_record(&self, record: usize, sought: &str, letters: &[char], starts: &Starts) -> Option<Across> {
        let mut best: Option<Across> = None;
        let texts = self.visible.index.texts(record);
        let mut class = None;
        for (at, token) in texts.iter().enumerate() {
            match token.read() {
                // The index holds titles and names before all other texts.
                Read::Text(next) if !next.field().is_name_or_title() => break,
                Read::Text(next) => class = Some(next).filter(|next| self.visible.fields.holds(*next)),
                Read::Word(id) => {
                    let (Some(given), Some(class)) = (starts.given(id), class) else {
                        continue;
                    };
                    let after = &texts[at + 1..];
                    if !self.can_continue(given, after, starts) {
                        continue;
                    }
                    let Some(found) = self.letters_from(id, after, sought, letters) else { continue };
                    let across = Across { record, class, skipped: found.skipped() };
                    let worth = |across: &Across| (across.class.field(), std::cmp::Reverse(across.skipped));
                    if best.as_ref().is_none_or(|best| worth(&across) > worth(best)) {
                        best = Some(across);
                    }
                }
                Read::Part(_) => {}
            }
        }
        best
    }

    /// Whether the word after the first can continue the letters: it begins with one of the next letters, or is short
    /// enough to be skipped. A cheap test that rules out most records.
    fn can_continue(&self, given: Given, after: &[Token], starts: &Starts) -> bool {
        let Some(next) = words_of(after).next() else { return false };
        let mut following = starts.following.iter().take(given.letters + 1).skip(given.least());
        following.any(|words| words.contains(&next))
            || given.spare > 0 && self.vocabulary().word(next).chars().count() <= given.spare
    }

    /// Finds the letters in these words as if they were one.
    fn letters_from(&self, first: WordId, after: &[Token], sought: &str, letters: &[char]) -> Option<FoundLetters> {
        let vocabulary = self.vocabulary();
        let words = || std::iter::once(first).chain(words_of(after)).map(|word| vocabulary.word(word));
        let mut there = words().flat_map(str::chars).take(Fuzzy::reach(sought));
        if !letters.iter().all(|letter| there.any(|other| other == *letter)) {
            return None;
        }
        self.fuzzy.find_across(words(), sought)
    }
}

/// The words up to the end of the text.
fn words_of(texts: &[Token]) -> impl Iterator<Item = WordId> + '_ {
    let tokens = texts.iter().map(|token| token.read()).take_while(|token| !matches!(token, Read::Text(_)));
    tokens.filter_map(|token| if let Read::Word(word) = token { Some(word) } else { None })
}

/// The words from which letters across words can start.
struct Starts {
    /// The words that begin with the first letter.
    words: Range<WordId>,
    /// For each of them the letters it gives.
    given: Vec<Given>,
    /// For each letter the words that begin with it.
    following: Vec<Range<WordId>>,
}

/// The letters that a first word gives.
#[derive(Debug, Clone, Copy, Default)]
struct Given {
    /// Their number, from the first letter on; 0 if it cannot be the first word.
    letters: usize,
    /// The number of letters that may still be skipped after it.
    spare: usize,
}

impl Given {
    /// The indices of the letters with which the next word may continue. The first word need not give all the letters
    /// that it can.
    fn left(self) -> std::ops::RangeInclusive<usize> {
        self.least()..=self.letters
    }

    /// The first of these indices.
    fn least(self) -> usize {
        self.letters.saturating_sub(self.spare).max(1)
    }
}

impl Starts {
    /// The letters that a word gives, if it can be the first.
    fn given(&self, word: WordId) -> Option<Given> {
        let at = word.wrapping_sub(self.words.start) as usize;
        self.given.get(at).copied().filter(|given| given.letters > 0)
    }
}

/// The number of letters that the first word must give: two, or three if eight or more are sought.
pub(super) const fn given_by_first(letters: usize) -> usize {
    if letters < 8 { 2 } else { 3 }
}

/// The number of letters, from the first on, that occur in a word in order.
fn in_order(word: &str, letters: &[char]) -> usize {
    word.chars().fold(0, |found, letter| if letters.get(found) == Some(&letter) { found + 1 } else { found })
}
