//! The fuzzy fallback for a word without matches: letters in order, or else typing errors; or a misspelt word of the trade.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fuzzy::Fuzzy;
use super::typing;
use super::visible::Visible;
use super::vocabulary::{Vocabulary, WordId};

/// The fuzzy matches of a word.
#[derive(Debug)]
pub(super) struct Fallback {
    /// The words with the letters in order, each with the number of letters skipped.
    pub with_letters: Vec<(WordId, usize)>,
    pub nearest: Vec<WordId>,
    /// The word of the trade's vocabulary that it is nearer to than to any of these.
    pub term: Option<String>,
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

/// Finds fuzzy matches.
pub(super) struct FallbackFinder<'a> {
    pub visible: Visible<'a>,
    pub fuzzy: &'a Fuzzy,
}

impl FallbackFinder<'_> {
    fn vocabulary(&self) -> &Vocabulary {
        &self.visible.index.vocabulary
    }

    pub(super) fn fallback(&self, sought: &str) -> Fallback {
        let is_visible = |id: WordId| self.visible.has(&(id..id + 1));
        let mut with_letters = self.vocabulary().with_letters(sought, self.fuzzy);
        with_letters.retain(|(id, _)| is_visible(*id));
        let nearest = if with_letters.is_empty() { self.vocabulary().nearest(sought, is_visible) } else { Vec::new() };
        let term = self.term(sought, &with_letters, &nearest);
        Fallback { with_letters, nearest, term }
    }

    /// The word of the trade's vocabulary that is nearest, if it takes fewer edits than those of the data.
    fn term(&self, sought: &str, with_letters: &[(WordId, usize)], nearest: &[WordId]) -> Option<String> {
        let allowed = typing::allowed(sought);
        let edits = |id: &WordId| typing::distance(sought, self.vocabulary().word(*id), allowed);
        let of_data = match nearest.first() {
            Some(word) => edits(word).map(|(edits, _)| edits),
            None => with_letters.iter().map(|(_, skipped)| *skipped).min(),
        };
        let most = of_data.map_or(allowed, |edits| allowed.min(edits.saturating_sub(1)));
        self.visible.index.entries.nearest(sought, most).map(str::to_owned)
    }
}
