//! Entries of which only the beginning has been typed.

use super::super::common::is_common;
use super::{MOST_IN_UNIT, Parter, TermUnit};

/// Shortest beginning of an entry while its last word is being typed, in letters: of one word, and of several words together. Fewer
/// letters begin too many entries.
const SHORTEST_BEGINNING: usize = 4;
const SHORTEST_BEGINNING_OF_SEVERAL: usize = 7;

/// Shortest last word of several, in letters: the hits should not change with each first letter of a word.
const SHORTEST_LAST: usize = 3;

/// Most groups with entries that begin so; more do not tell what is meant.
const MOST_BEGUN: usize = 8;

impl<F: Fn(&str) -> bool, G: Fn(&str) -> bool> Parter<'_, F, G> {
    /// Adds to the last units the groups with an entry whose beginning they are, if the last word is long enough.
    pub(super) fn add_begun(&self, units: &mut [TermUnit]) {
        let Some(last) = self.words.len().checked_sub(1) else { return };
        // The letters of an acronym begin no word: `UNSCR` is not `unscrupulous`.
        if self.words[last].is_some_and(|word| word.is_short) {
            return;
        }
        // An ordinary word alone is complete: `home` leads nowhere until `home c` does.
        let is_complete = |start: usize| start == last && self.words[last].is_some_and(|word| is_common(word.folded));
        let may_begin = |start: &usize| self.is_long_enough(*start) && self.may_lead(*start) && !is_complete(*start);
        for start in (0..=last).rev().take(MOST_IN_UNIT).filter(may_begin) {
            let groups = self.groups_begun(start);
            // Nor is a word that is an entry itself.
            let is_begun = |unit: &&mut TermUnit| {
                unit.terms.start >= start && unit.terms.len() == 1 && !(start == last && unit.is_whole)
            };
            for unit in units.iter_mut().filter(is_begun) {
                let is_new = |group: &&u32| !unit.groups.contains(group) && !unit.begun.contains(group);
                let new: Vec<u32> = groups.iter().filter(is_new).copied().collect();
                unit.begun.extend(new);
            }
        }
    }

    /// Whether the words from a term on have enough letters to be the beginning of an entry.
    fn is_long_enough(&self, start: usize) -> bool {
        let letters: usize = self.from(start).map(|(_, word)| word.folded.chars().count()).sum();
        let last = self.words.last().copied().flatten().map_or("", |word| word.folded);
        if start + 1 == self.words.len() {
            letters >= SHORTEST_BEGINNING
        } else {
            letters >= SHORTEST_BEGINNING_OF_SEVERAL && last.chars().count() >= SHORTEST_LAST
        }
    }

    /// Whether the words from a term on may be meant as the beginning of an entry. What begins a word of the data hardly is, but
    /// after a question word: `what does ica`. The hits would change with each letter.
    fn may_lead(&self, start: usize) -> bool {
        let asks = self.from(start).any(|(number, word)| word.is_function && number + 1 < self.words.len());
        let last = self.words.last().copied().flatten();
        asks || last.is_some_and(|last| !(self.begins)(last.folded))
    }

    /// The groups with an entry that begins with all words from a term on; none if there are too many.
    fn groups_begun(&self, start: usize) -> Vec<u32> {
        let is_whole = self.from(start).count() == self.words.len() - start;
        let mut keys = None;
        let begun = self.from(start).try_for_each(|(_, word)| {
            keys = Some(self.entries.after(keys, word.folded)?);
            Some(())
        });
        let Some(keys) = keys.filter(|_| begun.is_some() && is_whole) else { return Vec::new() };
        let mut groups: Vec<u32> = Vec::new();
        for meaning in self.entries.begun(keys).filter(|meaning| !meaning.is_abbreviation) {
            if !groups.contains(&meaning.group) {
                groups.push(meaning.group);
            }
        }
        if groups.len() > MOST_BEGUN { Vec::new() } else { groups }
    }
}
