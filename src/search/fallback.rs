//! The fuzzy fallback for a word without matches: letters in order, or else typing errors; or a misspelt word of the trade.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::common::is_common;
use super::field::Field;
use super::forms::forms;
use super::fuzzy::Fuzzy;
use super::index::Posting;
use super::plan::Sequence;
use super::query::{LONGEST_ACRONYM, MOST_WORDS};
use super::typing;
use super::visible::Visible;
use super::word_list::{WordId, WordList, has_figure};

/// The fuzzy matches of a word.
#[derive(Debug, Default)]
pub(super) struct Fallback {
    /// The words with the letters in order, each with the number of letters skipped.
    pub with_letters: Vec<(WordId, usize)>,
    pub nearest: Vec<WordId>,
    /// The word of the trade's vocabulary that it is nearer to than to any of these.
    pub term: Option<String>,
}

/// What was found for the latest words that match nothing as they stand: the most expensive part of a search, while all words of
/// a query but the last stay the same as it is being typed.
#[derive(Debug, Default)]
pub(super) struct Caches {
    /// For a word that may be unfinished, for one that is finished, and for one that is typed as an acronym.
    pub of_open: Cache<Fallback>,
    pub of_finished: Cache<Fallback>,
    pub of_acronyms: Cache<Fallback>,
    /// The ways to split a word that occur.
    pub splits: Cache<Vec<Sequence>>,
}

/// What was found last, by word.
#[derive(Debug)]
pub(super) struct Cache<T>(Mutex<VecDeque<(String, Arc<T>)>>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Cache<T> {
    /// The number of words cached: as many as a query has.
    const MOST: usize = MOST_WORDS;

    pub(super) fn of(&self, sought: &str, find: impl FnOnce() -> T) -> Arc<T> {
        let known = self.known().iter().find(|(word, _)| word == sought).map(|(_, found)| Arc::clone(found));
        known.unwrap_or_else(|| {
            let found = Arc::new(find());
            let mut known = self.known();
            known.push_front((sought.to_owned(), Arc::clone(&found)));
            known.truncate(Self::MOST);
            found
        })
    }

    fn known(&self) -> MutexGuard<'_, VecDeque<(String, Arc<T>)>> {
        // The queue is consistent at every point where a holder could panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a word is an acronym of an organization in a visible text.
fn is_acronym(visible: &Visible<'_>, word: WordId) -> bool {
    let word = word..word + 1;
    let is_acronym = |posting: &Posting| posting.class().field() == Field::Acronym && visible.shows(&word, *posting);
    visible.index.postings(word.clone()).iter().any(is_acronym)
}

/// As what a word is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    Word,
    /// A word that may be unfinished, so that it is near to beginnings of words, too.
    Unfinished,
    /// An acronym. It is near to no other: one letter makes another body.
    Acronym,
}

/// Fewest letters of an acronym that may be a misspelt word; a shorter one is near to too many.
const SHORTEST_IN_CAPITALS: usize = 5;

pub(super) struct FallbackFinder<'a> {
    pub visible: Visible<'a>,
    pub fuzzy: &'a Fuzzy,
    pub typed_as: Sought,
}

impl FallbackFinder<'_> {
    fn word_list(&self) -> &WordList {
        &self.visible.index.word_list
    }

    fn is_open(&self) -> bool {
        self.typed_as == Sought::Unfinished
    }

    /// Nothing for a word of fewer than four letters, which is near too many.
    pub(super) fn fallback(&self, sought: &str) -> Fallback {
        let is_short = self.typed_as == Sought::Acronym && sought.chars().count() < SHORTEST_IN_CAPITALS;
        if is_short || typing::allowed(sought) == 0 {
            return Fallback::default();
        }
        let may_be_meant = |id: WordId| {
            // Letters alone are not meant for `trafficking310810` of an address.
            !has_figure(self.word_list().word(id))
                && self.visible.has(&(id..id + 1))
                && !self.visible.is_joined(id)
                && !self.is_other_acronym(sought, id)
        };
        let with_letters = self.word_list().with_letters(sought, self.is_open(), self.fuzzy, may_be_meant);
        let nearest = match with_letters.as_slice() {
            [] => self.word_list().nearest(sought, self.is_open(), may_be_meant),
            _ => Vec::new(),
        };
        let term = self.term(sought, &with_letters, &nearest);
        let found = Fallback { with_letters, nearest, term };
        match self.nearer_ordinary(sought, &found) {
            None => found,
            Some(word) => self.ordinary(&word, may_be_meant),
        }
    }

    /// An ordinary word is what it is: it is sought if the data or the vocabulary has it, and nothing is sought instead of it.
    fn ordinary(&self, word: &str, may_be_meant: impl Fn(WordId) -> bool) -> Fallback {
        let of_data = self.word_list().whole(word).filter(|id| may_be_meant(*id));
        let is_term = of_data.is_none() && self.is_of_trade(word);
        Fallback {
            with_letters: Vec::new(),
            nearest: of_data.into_iter().collect(),
            term: is_term.then(|| word.to_owned()),
        }
    }

    fn is_of_trade(&self, word: &str) -> bool {
        let entries = &self.visible.index.entries;
        entries.knows(word) && !entries.is_abbreviation(word)
    }

    /// The ordinary word that was meant if it is nearer than what was found: a swap is nearer than one edit, and one edit than two. To
    /// a word that only lacks letters none is nearer by other edits: `trafcking` is no tracking. It begins with the same letter: half
    /// of all words become another if their first letters are swapped (`woen`, Owen). Of several as near, one of the data comes first,
    /// then one with a form there, then one of the vocabulary. None if what was found is another form of it: “proceedings” for
    /// `proceding`.
    fn nearer_ordinary(&self, sought: &str, found: &Fallback) -> Option<String> {
        let near = found.nearest.iter().map(|id| self.word_list().word(*id)).chain(found.term.as_deref());
        let is_swapped = near.clone().any(|word| typing::swaps(sought).any(|swapped| swapped == word));
        let edits = near.filter_map(|word| self.edits(sought, word));
        let edits = edits.chain(found.with_letters.iter().map(|(_, skipped)| *skipped)).min()?;
        // Letters in order with more left out are no typing errors.
        if is_swapped || edits > typing::allowed(sought) {
            return None;
        }
        let is_meant = |word: &String| typing::begin_alike(sought, word) && (is_common(word) || self.is_of_trade(word));
        let best = |words: &mut dyn Iterator<Item = String>| {
            let is_in_data = |word: &str| self.word_list().whole(word).is_some();
            let has_form = |word: &str| forms(word).iter().any(|form| is_in_data(form));
            let rank = |word: &String| (!is_in_data(word), !has_form(word), !self.is_of_trade(word));
            words.filter(is_meant).min_by_key(rank)
        };
        let only_lacks_letters = !found.with_letters.is_empty();
        let may_be_nearer = |word: &String| !only_lacks_letters || typing::lacks_letters_of(sought, word);
        let meant = best(&mut typing::swaps(sought)).or_else(|| {
            if edits > 1 { best(&mut typing::one_edit_away(sought).filter(may_be_nearer)) } else { None }
        })?;
        let forms = forms(&meant);
        let found = found.with_letters.iter().map(|(id, _)| id).chain(&found.nearest);
        let is_form = found.map(|id| self.word_list().word(*id)).any(|word| forms.iter().any(|form| form == word));
        (!is_form).then_some(meant)
    }

    /// The number of edits to a word, or to its beginning if what is sought may be unfinished; `None` if they are too many.
    fn edits(&self, sought: &str, word: &str) -> Option<usize> {
        let distance = typing::distance(sought, word, self.is_open(), typing::allowed(sought));
        distance.map(|(edits, _)| edits)
    }

    /// Whether a word is an acronym that more than one edit leads to, or one from what is typed as an acronym.
    fn is_other_acronym(&self, sought: &str, id: WordId) -> bool {
        let word = self.word_list().word(id);
        word.chars().count() <= LONGEST_ACRONYM
            && (self.typed_as == Sought::Acronym || typing::distance_to_whole(sought, word, 1).is_none())
            && (is_acronym(&self.visible, id) || self.visible.index.entries.is_abbreviation(word))
    }

    /// The word of the trade's vocabulary that is nearest, if it takes fewer edits than those of the data.
    fn term(&self, sought: &str, with_letters: &[(WordId, usize)], nearest: &[WordId]) -> Option<String> {
        let allowed = typing::allowed(sought);
        let of_data = match nearest.first() {
            Some(word) => self.edits(sought, self.word_list().word(*word)),
            None => with_letters.iter().map(|(_, skipped)| *skipped).min(),
        };
        let most = of_data.map_or(allowed, |edits| allowed.min(edits.saturating_sub(1)));
        self.visible.index.entries.nearest(sought, most).map(str::to_owned)
    }
}
