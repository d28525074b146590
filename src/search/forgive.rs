//! What a word is taken for that is nowhere to be found: letters in order, then letters across the words of a name, then
//! typing errors. Each step is taken only where those before it find nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::field::Field;
use super::fuzzy::{Fuzzy, Letters};
use super::index::{Index, Posting, Read, Token, place};
use super::vocabulary::WordId;

/// What a word that is nowhere to be found is taken for.
#[derive(Debug)]
pub(super) struct Forgiven {
    pub with_letters: Vec<(WordId, usize)>,
    pub across: Vec<Across>,
    pub nearest: Vec<WordId>,
}

/// What the last such words were taken for. Finding that out is the dearest part of a search, and while a query is typed
/// its words but the last stay the same.
#[derive(Debug, Default)]
pub(super) struct Forgiveness(Mutex<VecDeque<(String, Arc<Forgiven>)>>);

impl Forgiveness {
    /// So many words are remembered.
    const MOST: usize = 16;

    pub(super) fn of(&self, sought: &str, find: impl FnOnce() -> Forgiven) -> Arc<Forgiven> {
        let known = self.known().iter().find(|(word, _)| word == sought).map(|(_, forgiven)| Arc::clone(forgiven));
        known.unwrap_or_else(|| {
            let forgiven = Arc::new(find());
            let mut known = self.known();
            known.push_front((sought.to_owned(), Arc::clone(&forgiven)));
            known.truncate(Self::MOST);
            forgiven
        })
    }

    fn known(&self) -> MutexGuard<'_, VecDeque<(String, Arc<Forgiven>)>> {
        // Whoever panicked while holding it left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Letters found across the words of a name or title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Across {
    pub record: usize,
    pub field: Field,
    pub skipped: usize,
}

/// Looks for what a word can be taken for.
pub(super) struct Forgiver<'a> {
    pub index: &'a Index,
    pub fuzzy: &'a Fuzzy,
}

impl Forgiver<'_> {
    /// Each step only where those before it find nothing.
    pub(super) fn forgiven(&self, sought: &str) -> Forgiven {
        let with_letters = self.index.vocabulary.with_letters(sought, self.fuzzy);
        let across = if with_letters.is_empty() { self.across(sought) } else { Vec::new() };
        let nothing_yet = with_letters.is_empty() && across.is_empty();
        let nearest = if nothing_yet { self.index.vocabulary.nearest(sought) } else { Vec::new() };
        Forgiven { with_letters, across, nearest }
    }

    /// Where the letters stand in order across the words of a name or title, from the start of one of them that gives the
    /// first two letters; for each record the field of most weight and in it the place with fewest letters skipped.
    fn across(&self, sought: &str) -> Vec<Across> {
        let letters: Vec<char> = sought.chars().collect();
        let (Some(first), Some(second)) = (letters.first(), letters.get(1)) else { return Vec::new() };
        let vocabulary = &self.index.vocabulary;
        let starting = vocabulary.beginning(first.encode_utf8(&mut [0; 4]));
        // How many of the letters each word gives that can be the first one; nothing for those that cannot.
        let mut given = vec![0_u8; starting.len()];
        let mut worth_reading = vec![false; self.index.len()];
        for id in starting.clone() {
            let word = vocabulary.word(id);
            let found = in_order(word, &letters);
            let skipped = word.chars().count() - found;
            if !word[first.len_utf8()..].contains(*second) || skipped > letters.len() / 2 {
                continue;
            }
            given[(id - starting.start) as usize] = u8::try_from(found).unwrap_or(u8::MAX);
            let called = |posting: &&Posting| CALLED.iter().any(|field| posting.place() == place(*field, false));
            for posting in self.index.postings(id..id + 1).iter().filter(called) {
                worth_reading[posting.record()] = true;
            }
        }
        let records = (0..worth_reading.len()).filter(|record| worth_reading[*record]);
        records
            .filter_map(|record| {
                self.across_record(record, sought, &letters, &Starts { first: starting.start, given: &given })
            })
            .collect()
    }

    fn across_record(&self, record: usize, sought: &str, letters: &[char], starts: &Starts<'_>) -> Option<Across> {
        let mut best: Option<Across> = None;
        let mut texts = self.index.texts(record).map(Token::read);
        let mut field = None;
        while let Some(token) = texts.next() {
            match token {
                // What a record is called is told before anything else of it but the id.
                Read::Text(Field::Text | Field::Fact | Field::Source) => break,
                Read::Text(next) => field = Some(next),
                Read::Word(id) if starts.gives(id) > 0 => {
                    let Some(field) = field.filter(|field| CALLED.contains(field)) else { continue };
                    let after = texts.clone().take_while(|token| !matches!(token, Read::Text(_)));
                    let words = after.filter_map(|token| if let Read::Word(word) = token { Some(word) } else { None });
                    let Some(found) = self.letters_from(id, &words, sought, letters, starts.gives(id)) else {
                        continue;
                    };
                    let across = Across { record, field, skipped: found.skipped() };
                    let worth = |across: &Across| (across.field, std::cmp::Reverse(across.skipped));
                    if best.as_ref().is_none_or(|best| worth(&across) > worth(best)) {
                        best = Some(across);
                    }
                }
                Read::Word(_) | Read::Part(_) => {}
            }
        }
        best
    }

    /// The letters in these words as if they were one.
    fn letters_from(
        &self,
        first: WordId,
        after: &(impl Iterator<Item = WordId> + Clone),
        sought: &str,
        letters: &[char],
        gives: usize,
    ) -> Option<Letters> {
        let vocabulary = &self.index.vocabulary;
        // Cheap to see, and where it is not so nothing else has to be tried: the next word gives its first letter, unless
        // it is passed over as a whole, and all letters are there in order.
        let next = after.clone().next().and_then(|word| vocabulary.word(word).chars().next());
        let skips = Fuzzy::reach(sought) - letters.len();
        let passed_over = || after.clone().next().is_some_and(|word| vocabulary.word(word).chars().count() <= skips);
        if gives < letters.len() && !next.is_some_and(|next| letters[1..=gives].contains(&next)) && !passed_over() {
            return None;
        }
        let words = || std::iter::once(first).chain(after.clone()).map(|word| vocabulary.word(word));
        let mut there = words().flat_map(str::chars).take(Fuzzy::reach(sought));
        if !letters.iter().all(|letter| there.any(|other| other == *letter)) {
            return None;
        }
        self.fuzzy.find_across(words(), sought)
    }
}

/// The words that letters across words can start from.
struct Starts<'a> {
    first: WordId,
    /// How many of the letters each word gives, from the first one on.
    given: &'a [u8],
}

impl Starts<'_> {
    /// How many of the letters a word gives; none if it cannot be the first.
    fn gives(&self, word: WordId) -> usize {
        let at = word.wrapping_sub(self.first) as usize;
        self.given.get(at).copied().unwrap_or_default().into()
    }
}

/// How many of the letters, from the first on, stand in a word in their order.
fn in_order(word: &str, letters: &[char]) -> usize {
    word.chars().fold(0, |found, letter| if letters.get(found) == Some(&letter) { found + 1 } else { found })
}

/// The fields that say what a record is called.
const CALLED: [Field; 3] = [Field::Title, Field::Name, Field::Acronym];
