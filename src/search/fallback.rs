//! What a word is taken for that is nowhere to be found: letters in order, then letters across the words of a name, then
//! typing errors. Each step is taken only where those before it find nothing.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::field::{Class, Field, Fields};
use super::fuzzy::{Fuzzy, Letters};
use super::index::{Initials, Posting, Read, Token, records_where};
use super::visible::Visible;
use super::vocabulary::{Vocabulary, WordId};

/// What a word that is nowhere to be found is taken for.
#[derive(Debug)]
pub(super) struct Fallback {
    pub with_letters: Vec<(WordId, usize)>,
    pub across: Vec<Across>,
    pub nearest: Vec<WordId>,
}

/// What the last such words were taken for. Finding that out is the dearest part of a search, and while a query is typed
/// its words but the last stay the same.
#[derive(Debug, Default)]
pub(super) struct FallbackCache(Mutex<VecDeque<(String, Arc<Fallback>)>>);

impl FallbackCache {
    /// So many words are remembered.
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
        // Whoever panicked while holding it left nothing half done.
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

/// Looks for what a word can be taken for.
pub(super) struct FallbackFinder<'a> {
    pub visible: Visible<'a>,
    pub fuzzy: &'a Fuzzy,
}

impl FallbackFinder<'_> {
    fn vocabulary(&self) -> &Vocabulary {
        &self.visible.index.vocabulary
    }

    /// Each step only where those before it find nothing.
    pub(super) fn fallback(&self, sought: &str) -> Fallback {
        let is_shown = |id: WordId| self.visible.has(&(id..id + 1));
        let mut with_letters = self.vocabulary().with_letters(sought, self.fuzzy);
        with_letters.retain(|(id, _)| is_shown(*id));
        let across = if with_letters.is_empty() { self.across(sought) } else { Vec::new() };
        let nothing_yet = with_letters.is_empty() && across.is_empty();
        let nearest = if nothing_yet { self.vocabulary().nearest(sought, is_shown) } else { Vec::new() };
        Fallback { with_letters, across, nearest }
    }

    /// Where the letters stand in order across the words of a name or title, from the start of one of them that gives the
    /// first letters, as many as [`given_by_first`] says; for each record the field of most weight and in it the place
    /// with fewest letters skipped.
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
            Fields::of(Field::ALL.into_iter().filter(|field| field.is_called())).and(self.visible.fields),
        );
        let mut worth_reading = vec![false; index.len()];
        for id in starts.words.clone() {
            let word = vocabulary.word(id);
            let found = in_order(word, &letters);
            let Some(spare) = (letters.len() / 2 + found).checked_sub(word.chars().count()) else { continue };
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
            .filter(|record| self.visible.shows(*record))
            .filter_map(|record| self.across_record(record, sought, &letters, &starts))
            .collect()
    }

    fn across_record(&self, record: usize, sought: &str, letters: &[char], starts: &Starts) -> Option<Across> {
        let mut best: Option<Across> = None;
        let texts = self.visible.index.texts(record);
        let mut class = None;
        for (at, token) in texts.iter().enumerate() {
            match token.read() {
                // What a record is called is told before anything else of it.
                Read::Text(next) if !next.field().is_called() => break,
                Read::Text(next) => class = Some(next).filter(|next| self.visible.fields.holds(*next)),
                Read::Word(id) => {
                    let (Some(given), Some(class)) = (starts.given(id), class) else {
                        continue;
                    };
                    let after = &texts[at + 1..];
                    if !self.may_go_on(given, after, starts) {
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

    /// Whether the word after a start can go on with the letters: it begins with the next one, or is passed over as a
    /// whole. Cheap to see, and where it is not so nothing else has to be tried.
    fn may_go_on(&self, given: Given, after: &[Token], starts: &Starts) -> bool {
        let Some(next) = words_of(after).next() else { return false };
        let mut following = starts.following.iter().take(given.letters + 1).skip(given.least());
        following.any(|words| words.contains(&next))
            || given.spare > 0 && self.vocabulary().word(next).chars().count() <= given.spare
    }

    /// The letters in these words as if they were one.
    fn letters_from(&self, first: WordId, after: &[Token], sought: &str, letters: &[char]) -> Option<Letters> {
        let vocabulary = self.vocabulary();
        let words = || std::iter::once(first).chain(words_of(after)).map(|word| vocabulary.word(word));
        let mut there = words().flat_map(str::chars).take(Fuzzy::reach(sought));
        if !letters.iter().all(|letter| there.any(|other| other == *letter)) {
            return None;
        }
        self.fuzzy.find_across(words(), sought)
    }
}

/// The words that follow in the same text.
fn words_of(texts: &[Token]) -> impl Iterator<Item = WordId> + '_ {
    let tokens = texts.iter().map(|token| token.read()).take_while(|token| !matches!(token, Read::Text(_)));
    tokens.filter_map(|token| if let Read::Word(word) = token { Some(word) } else { None })
}

/// The words that letters across words can start from.
struct Starts {
    /// Those that begin with the first letter.
    words: Range<WordId>,
    /// What each of them gives.
    given: Vec<Given>,
    /// For each letter the words that begin with it.
    following: Vec<Range<WordId>>,
}

/// What a word gives of the letters.
#[derive(Debug, Clone, Copy, Default)]
struct Given {
    /// How many of them, from the first one on; none if it cannot be the first word.
    letters: usize,
    /// How many more may be skipped after it.
    spare: usize,
}

impl Given {
    /// The letters that may be the first for the other words to give. Instead of giving all the letters that it can, the
    /// word may leave some of them.
    fn left(self) -> std::ops::RangeInclusive<usize> {
        self.least()..=self.letters
    }

    /// The first of them.
    fn least(self) -> usize {
        self.letters.saturating_sub(self.spare).max(1)
    }
}

impl Starts {
    /// What a word gives, if it can be the first.
    fn given(&self, word: WordId) -> Option<Given> {
        let at = word.wrapping_sub(self.words.start) as usize;
        self.given.get(at).copied().filter(|given| given.letters > 0)
    }
}

/// How many of so many letters the first word has to give: two, or three from eight on.
pub(super) const fn given_by_first(letters: usize) -> usize {
    if letters < 8 { 2 } else { 3 }
}

/// How many of the letters, from the first on, stand in a word in their order.
fn in_order(word: &str, letters: &[char]) -> usize {
    word.chars().fold(0, |found, letter| if letters.get(found) == Some(&letter) { found + 1 } else { found })
}
