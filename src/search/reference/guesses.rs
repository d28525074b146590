//! What a word may mean that the data does not have as typed: other spellings, and words that it is misspelt for.

use std::collections::BTreeSet;

use super::forms::is_other_form;
use super::meaning::{Closely, Meaning};
use super::{Position, Reference};
use crate::search::common::is_common;
use crate::search::compounds::{Spelling, article_of_paragraph};
use crate::search::field::Field;
use crate::search::function_words::is_function_word;
use crate::search::plan::{Closeness, loose};
use crate::search::query::{LONGEST_ACRONYM, Query, Term};
use crate::search::{forms, inflections, typing};

/// What a word that occurs nowhere may be.
#[derive(Default)]
struct Guess {
    /// The words that it may be with letters left out, each with the number of those.
    with_letters: Vec<(String, usize)>,
    nearest: BTreeSet<String>,
    term: Option<String>,
}

impl Spelling for Reference<'_> {
    fn is_one(&self, word: &str) -> bool {
        self.word_list.contains(word) || self.groups.has_in_one(word)
    }

    fn is_in_data(&self, word: &str) -> bool {
        self.word_list.contains(word)
    }

    fn is_in_text(&self, word: &str) -> bool {
        let texts = self.records.iter().flat_map(|(texts, _)| texts);
        let mut texts = texts.filter(|(class, _)| !matches!(class.field(), Field::Id | Field::Fact));
        texts.any(|(_, text)| text.iter().flatten().any(|(other, _)| other == word)) || self.groups.has_in_one(word)
    }

    fn is_entry(&self, word: &str) -> bool {
        self.groups.has(word)
    }

    fn knows(&self, word: &str) -> bool {
        self.word_list.contains(word) || self.groups.knows(word)
    }

    fn stands_apart(&self, word: &str) -> Option<Vec<String>> {
        self.splits(word).into_iter().next()
    }

    fn stand_together(&self, words: &[String]) -> bool {
        self.occurs(words)
    }

    fn compound(&self, word: &str) -> Option<Vec<String>> {
        self.groups.compound(word)
    }

    fn is_near(&self, word: &str) -> bool {
        let is_long = word.chars().count() >= 4;
        let guess = self.guess(word, false, false);
        is_long && !(guess.with_letters.is_empty() && guess.nearest.is_empty())
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        self.groups.has_abbreviation(word)
    }
}

impl Reference<'_> {
    pub(super) fn read_otherwise(&self, query: &Query, term: &Term, is_open: bool, meaning: &mut Meaning) {
        meaning.misspelt = article_of_paragraph(term, self).map(str::to_owned);
        let words = term.choices.iter().filter_map(loose).filter(|word| query.may_be_corrected(word));
        let is_long = |word: &&str| word.chars().count() >= 4;
        let may_be_form = |word: &str| inflections::may_be_inflected(word, |base| self.groups.knows(base));
        let is_misspelt = |word: &&str| !self.is_ordinary(word) && !word.contains(char::is_numeric);
        for word in words.filter(is_misspelt).filter(is_long) {
            let texts =
                || self.records.iter().flat_map(|(texts, _)| texts).filter(|(class, _)| class.field() != Field::Id);
            let begins = texts().flat_map(|(_, text)| text).flatten().any(|(other, _)| other.starts_with(word));
            let swaps = typing::swaps(word).filter(|swapped| !begins && self.may_be_meant(swapped));
            let swaps: Vec<String> = swaps.collect();
            let is_alone = term.choices.len() == 1;
            match swaps.as_slice() {
                [swapped] if is_alone => meaning.misspelt = Some(swapped.clone()),
                _ => {
                    let swapped = |swapped| Closely::Only(swapped, Closeness::Swapped);
                    meaning.words[0].closely.extend(swaps.into_iter().map(swapped));
                }
            }
            if meaning.misspelt.is_none() && !self.is_found(meaning) && may_be_form(word) {
                let forms = self.forms(&term.typed, word).into_iter().filter(|(form, _)| !is_function_word(form));
                let closely = forms.map(|(form, closeness)| Closely::Only(form, closeness));
                meaning.words[0].closely.extend(closely);
            }
            if meaning.misspelt.is_some()
                || self.is_found(meaning)
                || may_be_form(word)
                || is_open && self.groups.begins(word)
            {
                continue;
            }
            let is_acronym = query.is_typed_as_acronym(term);
            let allowed = typing::allowed(word);
            let Guess { with_letters, nearest, term } = self.guess(word, is_open && !is_acronym, is_acronym);
            if let Some(term) = term.filter(|_| is_alone) {
                meaning.misspelt = Some(term);
            } else if let [(other, skipped)] = with_letters.as_slice()
                && is_alone
                && *skipped <= allowed
            {
                meaning.misspelt = Some(other.clone());
            } else if let Some(near) =
                nearest.first().filter(|_| is_alone && with_letters.is_empty() && nearest.len() == 1)
            {
                meaning.misspelt = Some(near.clone());
            } else if !with_letters.is_empty() {
                let letters = with_letters.into_iter().map(|(other, skipped)| Closely::Letters(other, skipped));
                meaning.words[0].closely.extend(letters);
            } else {
                meaning.words[0].closely.extend(nearest.into_iter().map(|near| Closely::Only(near, Closeness::Typo)));
            }
            if meaning.misspelt.is_none() && !self.is_found(meaning) && is_alone {
                let mut swaps = typing::swaps(word).filter(|_| word.chars().count() >= 5);
                meaning.misspelt = swaps.find(|swapped| self.groups.has_abbreviation(swapped));
            }
        }
    }

    /// What a word that occurs nowhere may be: what is nearest to it in the data or the vocabulary, unless an ordinary word is nearer.
    fn guess(&self, word: &str, is_open: bool, is_acronym: bool) -> Guess {
        if is_acronym && word.chars().count() < 5 {
            return Guess::default();
        }
        let mut with_letters = self.with_letters(word, false, is_acronym);
        if is_open && with_letters.iter().all(|(_, skipped)| *skipped > typing::allowed(word)) {
            with_letters = self.with_letters(word, true, is_acronym);
        }
        let nearest = if with_letters.is_empty() { self.nearest(word, is_open, is_acronym) } else { BTreeSet::new() };
        let edits = |near: &String| {
            (if is_open { 0 } else { near.len() }..=near.len())
                .filter_map(|end| near.get(..end))
                .map(|beginning| strsim::osa_distance(word, beginning))
                .min()
        };
        let skipped = with_letters.iter().map(|(_, skipped)| *skipped).min();
        let of_data = skipped.or(nearest.first().and_then(edits));
        let allowed = typing::allowed(word);
        let most = of_data.map_or(allowed, |edits| allowed.min(edits.saturating_sub(1)));
        let term = self.groups.nearest(word, most);
        let fewest = nearest.iter().chain(&term).filter_map(edits).chain(skipped).min();
        let is_swap = nearest.iter().chain(&term).any(|near| typing::swaps(word).any(|swap| swap == *near));
        let Some(fewest) = fewest.filter(|fewest| *fewest <= allowed && !is_swap) else {
            return Guess { with_letters, nearest, term };
        };
        let is_of_trade = |word: &str| self.groups.knows(word) && !self.groups.has_abbreviation(word);
        let mut meant: Vec<(bool, String)> = typing::swaps(word).map(|swap| (false, swap)).collect();
        if fewest > 1 {
            let edited = typing::one_edit_away(word);
            let edited = edited.filter(|edited| with_letters.is_empty() || typing::lacks_letters_of(word, edited));
            meant.extend(edited.map(|edited| (true, edited)));
        }
        meant.retain(|(_, other)| {
            other.chars().next() == word.chars().next() && (is_common(other) || is_of_trade(other))
        });
        let has_form = |word: &str| forms::forms(word).iter().any(|form| self.word_list.contains(form));
        let rank = |(is_edited, other): &(bool, String)| {
            (*is_edited, !self.word_list.contains(other.as_str()), !has_form(other), !is_of_trade(other))
        };
        meant.sort_by_cached_key(rank);
        let mut in_data = with_letters.iter().map(|(word, _)| word).chain(&nearest);
        let meant = meant
            .into_iter()
            .next()
            .filter(|(_, ordinary)| !in_data.any(|word| word != ordinary && is_other_form(ordinary, word)));
        let Some((_, ordinary)) = meant else { return Guess { with_letters, nearest, term } };
        let is_in_data = self.word_list.contains(&ordinary)
            && self.may_be_meant(&ordinary)
            && !self.is_other_acronym(word, &ordinary, is_acronym);
        Guess {
            with_letters: Vec::new(),
            term: (!is_in_data && is_of_trade(&ordinary)).then(|| ordinary.clone()),
            nearest: is_in_data.then_some(ordinary).into_iter().collect(),
        }
    }

    /// Whether something may be misspelt for a word of the data: not for words of ids and addresses written as one.
    fn may_be_meant(&self, word: &str) -> bool {
        if word.contains(char::is_numeric) {
            return false;
        }
        let texts = self.records.iter().flat_map(|(texts, _)| texts);
        let positions = texts.flat_map(|(class, text)| text.iter().map(move |position| (class.field(), position)));
        let is_word = |(field, position): (Field, &Position)| {
            let is_compound = position.len() > 1 && position[0].0 == word;
            let is_part = position.iter().any(|(other, is_part)| other == word && (*is_part || position.len() == 1));
            is_part || is_compound && !matches!(field, Field::Id | Field::Fact)
        };
        positions.into_iter().any(is_word)
    }

    fn is_acronym(&self, word: &str) -> bool {
        let texts = self.records.iter().flat_map(|(texts, _)| texts);
        let mut acronyms = texts.filter(|(class, _)| class.field() == Field::Acronym).flat_map(|(_, text)| text);
        acronyms.any(|position| position.iter().any(|(other, _)| other == word))
    }

    /// Whether a word is an acronym that differs by more than one edit, or at all from what is typed as one.
    fn is_other_acronym(&self, sought: &str, word: &str, is_acronym: bool) -> bool {
        word.chars().count() <= LONGEST_ACRONYM
            && (is_acronym || strsim::osa_distance(sought, word) > 1)
            && (self.is_acronym(word) || self.groups.has_abbreviation(word))
    }

    /// The words that a word may be with letters left out, each with the number of those.
    fn with_letters(&self, sought: &str, is_open: bool, is_acronym: bool) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for word in &self.word_list {
            if let Some(letters) = self.fuzzy.find(word, sought)
                && (is_open || letters.positions.last() == word.chars().count().checked_sub(1).as_ref())
                && self.may_be_meant(word)
                && !self.is_other_acronym(sought, word, is_acronym)
            {
                found.push((word.clone(), letters.skipped()));
            }
        }
        found
    }

    /// The words at the least edit distance, for an unfinished word beginnings of words included.
    fn nearest(&self, sought: &str, is_open: bool, is_acronym: bool) -> BTreeSet<String> {
        let distance = |word: &str| {
            let letters: Vec<char> = word.chars().collect();
            let beginnings = (0..letters.len()).map(|end| letters[..end].iter().collect::<String>());
            let beginning = beginnings.map(|beginning| strsim::osa_distance(sought, &beginning)).min().unwrap();
            let whole = strsim::osa_distance(sought, word);
            if !is_open || whole <= beginning { (whole, false) } else { (beginning, true) }
        };
        let allowed = typing::allowed(sought);
        let near = |word: &&String| {
            allowed > 0
                && typing::may_be_meant(sought, word)
                && distance(word).0 <= allowed
                && self.may_be_meant(word)
                && !self.is_other_acronym(sought, word, is_acronym)
        };
        let Some(least) = self.word_list.iter().filter(near).map(|word| distance(word)).min() else {
            return BTreeSet::new();
        };
        self.word_list.iter().filter(near).filter(|word| distance(word) == least).cloned().collect()
    }
}
